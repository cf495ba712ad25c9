/* xml_load.c - loading: the tree, the numbering, and the place of every character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "xml/xml.h"

static xml_doc *load(const char *text, diag *dg)
{
    return xml_load_memory("t.xml", text, strlen(text), NULL, dg);
}

static void assert_pos(src_pos p, unsigned line, unsigned column)
{
    if (p.line != line || p.column != column)
        fail_msg("place %u:%u, expected %u:%u", p.line, p.column, line, column);
}

static void every_node_has_its_place(void **state)
{
    diag *dg = diag_new();
    xml_doc *doc = load("<?xml version=\"1.0\"?>\n"
                        "<план год='2021' xmlns:q=\"urn:q\"\r\n"
                        "   вид = \"а\">\n"
                        "  <p>Да</p><!-- нет --><p/>хвост\n"
                        "</план>",
                        dg);
    static const struct {
        int type;
        const char *name;
        unsigned line, column;
    } expected[] = {
        {XML_ELEMENT_NODE, "план", 2, 1},  {XML_ATTRIBUTE_NODE, "год", 2, 7},
        {XML_ATTRIBUTE_NODE, "вид", 3, 4}, {XML_TEXT_NODE, "text", 3, 14},
        {XML_ELEMENT_NODE, "p", 4, 3},     {XML_TEXT_NODE, "text", 4, 6},
        {XML_ELEMENT_NODE, "p", 4, 24},    {XML_TEXT_NODE, "text", 4, 28},
    };
    (void)state;
    assert_non_null(doc);
    for (uint32_t i = 0; i < COUNT(expected); i++) {
        const xmlNode *n = xml_node(doc, i + 1);
        assert_non_null(n);
        assert_int_equal(n->type, expected[i].type);
        assert_string_equal((const char *)n->name, expected[i].name);
        assert_int_equal(xml_index(n), i + 1);
        assert_pos(xml_node_pos(doc, n), expected[i].line, expected[i].column);
    }
    assert_null(xml_node(doc, COUNT(expected) + 1));
    assert_null(xml_node(doc, 0));
    assert_int_equal(diag_count(dg), 0);
    xml_free(doc);
    diag_free(dg);
}

/* The place of `needle` in the text of the root, or in its first attribute. */
static const struct {
    const char *xml, *needle;
    bool attribute;
    unsigned line, column;
} texts[] = {
    {"<a>один два</a>", "два", false, 1, 9},
    {"<a>x&amp;y&#1071;z</a>", "y", false, 1, 10},
    {"<a>x&amp;y&#1071;z</a>", "Я", false, 1, 11},
    {"<a>x&amp;y&#x42F;z</a>", "z", false, 1, 18},
    {"<a>1\r\n2\r3\n4</a>", "4", false, 4, 1},
    {"<a>1\r\n2\r3\n4</a>", "3", false, 3, 1},
    {"<a>до<![CDATA[<в>]]>после</a>", "<в>", false, 1, 15},
    {"<a>до<![CDATA[<в>]]>после</a>", "после", false, 1, 21},
    {"<a>до<!-- x\n -->после<?pi y?>ещё</a>", "после", false, 2, 5},
    {"<a>до<!-- x\n -->после<?pi y?>ещё</a>", "ещё", false, 2, 18},
    {"<a><![CDATA[]]>x</a>", "x", false, 1, 16},
    {"<a b='1&quot;2\n3'/>", "3", true, 2, 1},
    {"<a b = \"да нет\"/>", "нет", true, 1, 12},
    /* и + breve is one letter in the tree, two in the file */
    {"<a>и\xCC\x86 после</a>", "после", false, 1, 7},
    {"<a>и\xCC\x86&#1080;&#774;z</a>", "z", false, 1, 19},
    {"<a b='и\xCC\x86\nц'/>", "ц", true, 2, 1},
};

static void every_character_of_a_text_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        diag *dg = diag_new();
        xml_doc *doc = load(texts[i].xml, dg);
        xmlNodePtr root, node;
        const char *at;
        assert_non_null(doc);
        root = xmlDocGetRootElement(xml_tree(doc));
        node = texts[i].attribute ? root->properties->children : root->children;
        at = strstr((const char *)node->content, texts[i].needle);
        assert_non_null(at);
        assert_pos(xml_text_pos(doc, node, (size_t)(at - (const char *)node->content)),
                   texts[i].line, texts[i].column);
        xml_free(doc);
        diag_free(dg);
    }
}

/* The places of a text and of the next one, asked for forwards, backwards and in turns, are those
 * of a document that is asked but once. `column` is that of a place in the next text, in the second
 * line. */
static void ask_in_all_orders(const char *xml, unsigned column)
{
    enum { STEP = 5 };
    diag *dg = diag_new();
    xml_doc *doc = load(xml, dg);
    const xmlNode *first = xmlDocGetRootElement(xml_tree(doc))->children,
                  *second = first->next->children;
    const size_t n = strlen((const char *)first->content);

    assert_string_equal((const char *)second->content, "второй Я текст");
    for (size_t i = 0; i < 4 * n; i++) {
        const size_t at = i < n ? i : i < 2 * n ? 2 * n - 1 - i : i * STEP % n;
        xml_doc *fresh = load(xml, dg);
        const xmlNode *same = xmlDocGetRootElement(xml_tree(fresh))->children;
        const src_pos wanted = xml_text_pos(fresh, same, at);
        assert_pos(xml_text_pos(doc, first, at), wanted.line, wanted.column);
        if (i % 3 == 0)
            assert_pos(xml_text_pos(doc, second, strlen("второй ")), 2, column);
        xml_free(fresh);
    }
    xml_free(doc);
    diag_free(dg);
}

static void places_do_not_depend_on_the_order(void **state)
{
    (void)state;
    ask_in_all_orders(
        "<a>до&amp;<![CDATA[<в>]]>после\r\nи<!-- x -->ещё<b>второй &#1071; текст</b></a>", 25);
    /* what NFC puts together: letters with one accent or four, in a section, over a comment, by a
     * number */
    ask_in_all_orders("<a>и\u0306&amp;<![CDATA[е\u0308]]>о\u0301\u0302\u0303\u0304\r\nи<!-- x -->"
                      "\u0306 е&#x308;щё<b>второй &#1071; текст</b></a>",
                      34);
}

static void text_comes_in_nfc(void **state)
{
    diag *dg = diag_new();
    xml_doc *doc = load("<a b='й'>и\xCC\x86<c>й</c></a>", dg);
    (void)state;
    assert_string_equal((const char *)xml_node(doc, 3)->content, "й");
    assert_true(xml_was_normalised(doc, 3));
    assert_false(xml_was_normalised(doc, 2));
    assert_false(xml_was_normalised(doc, 5));
    xml_free(doc);
    /* a mark that comes as a reference */
    doc = load("<a>и&#774;</a>", dg);
    assert_string_equal((const char *)xml_node(doc, 2)->content, "й");
    xml_free(doc);
    diag_free(dg);
}

/* libxml2 warns of these; they are no mistakes. */
static void strange_namespaces_are_accepted(void **state)
{
    static const char *const texts_ok[] = {"<a xmlns:q='`u'/>", "<a xmlns='relative'/>",
                                           "<a xml:id='1 2'/>", "<a xml:lang='no such'/>"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts_ok); i++) {
        diag *dg = diag_new();
        xml_doc *doc = load(texts_ok[i], dg);
        assert_non_null(doc);
        assert_int_equal(diag_count(dg), 0);
        xml_free(doc);
        diag_free(dg);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_node_has_its_place),
        cmocka_unit_test(every_character_of_a_text_has_its_place),
        cmocka_unit_test(places_do_not_depend_on_the_order),
        cmocka_unit_test(text_comes_in_nfc),
        cmocka_unit_test(strange_namespaces_are_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
