/* xslt_stylesheet.c - compiling, svod:at, what a stylesheet may read, and how it fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "xslt/xslt.h"

#define EDITION "tests/editions/small/"

static xml_doc *load(const char *text, diag *dg)
{
    return xml_load_memory("t.xml", text, strlen(text), NULL, dg);
}

/* The result of main.xsl as text, in a static buffer. */
static const char *apply(const char *text, const xslt_param *params, diag *dg)
{
    static char out[4000];
    stylesheet *s = stylesheet_load(EDITION "fo/main.xsl", dg);
    xml_doc *doc = load(text, dg);
    xmlDocPtr result;
    xmlChar *bytes = NULL;
    int n = 0;

    assert_non_null(s);
    assert_non_null(doc);
    result = stylesheet_apply(s, doc, params, dg);
    if (result) {
        xmlDocDumpMemoryEnc(result, &bytes, &n, "UTF-8");
        snprintf(out, sizeof out, "%s", (const char *)bytes);
        xmlFree(bytes);
        xmlFreeDoc(result);
    }
    xml_free(doc);
    stylesheet_free(s);
    return result ? out : NULL;
}

static void objects_name_the_node_they_came_from(void **state)
{
    diag *dg = diag_new();
    const char *fo = apply("<works>\n <work>a</work>\n <work place='x'>b</work></works>", NULL, dg);
    (void)state;
    assert_non_null(fo);
    /* elements 1 works, 2 text, 3 work, 4 "a", 5 text, 6 work, 7 @place, 8 "b" */
    assert_non_null(strstr(fo, "<fo:root"));
    assert_non_null(strstr(fo, "svod:at=\"1\""));
    assert_non_null(strstr(fo, "id=\"n3\" svod:at=\"3\">a<"));
    assert_non_null(strstr(fo, "id=\"n6\" svod:at=\"6\">b<"));
    assert_non_null(strstr(fo, "svod:at=\"7\">x<"));
    assert_null(strstr(fo, "<plain svod"));
    assert_null(strstr(fo, "urn:svod:functions"));
    assert_int_equal(diag_count(dg), 0);
    diag_free(dg);
}

/* What is needed below svod_render only: no FO that is shown has it. */
static void texts_name_the_node_they_are_of(void **state)
{
    diag *dg = diag_new();
    stylesheet *s = stylesheet_load(EDITION "fo/main.xsl", dg);
    xml_doc *doc = load("<works> <work place='x'>b</work></works>", dg);
    xmlDocPtr fo = stylesheet_apply(s, doc, NULL, dg);
    xmlNodePtr place = xmlDocGetRootElement(fo)->children;

    (void)state;
    while (place && !xmlStrEqual(place->name, (const xmlChar *)"inline"))
        place = place->next;
    assert_non_null(place);
    assert_string_equal((const char *)place->children->content, "x");
    assert_int_equal(place->children->next->type, XML_PI_NODE);
    assert_string_equal((const char *)place->children->next->name, "svod-at");
    assert_string_equal((const char *)place->children->next->content, "4"); /* 1 works 3 work */
    xslt_origin_remove(fo);
    assert_null(place->children->next);
    xmlFreeDoc(fo);
    xml_free(doc);
    stylesheet_free(s);
    diag_free(dg);
}

static void the_document_survives_stripping(void **state)
{
    diag *dg = diag_new();
    stylesheet *s = stylesheet_load(EDITION "fo/main.xsl", dg);
    xml_doc *doc = load("<works>\n <work>a</work>\n</works>", dg);
    (void)state;
    xmlFreeDoc(stylesheet_apply(s, doc, NULL, dg));
    assert_string_equal((const char *)xml_node(doc, 2)->content, "\n ");
    assert_ptr_equal(xml_node(doc, 2)->parent, xmlDocGetRootElement(xml_tree(doc)));
    xml_free(doc);
    stylesheet_free(s);
    diag_free(dg);
}

static const struct {
    const char *uri;
    bool allowed;
} files[] = {
    {"../data/word.xml", true},
    {"../../words/terms.ini", false}, /* of another edition, but no XML */
    {"../../../unit/word.xml", false},
    {"/etc/hostname", false},
    {"file:///etc/hostname", false},
    {"http://127.0.0.1/word.xml", false},
    {"../data/../../../unit/word.xml", false},
};

static void only_files_of_editions_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        diag *dg = diag_new();
        const xslt_param params[] = {{.name = "read", .value = files[i].uri}, {NULL}};
        const char *fo = apply("<works/>", params, dg);
        if ((fo && strstr(fo, "внутри") != NULL) != files[i].allowed ||
            (fo && strstr(fo, "снаружи")))
            fail_msg("%s: %s", files[i].uri, fo ? fo : "no result");
        if (!files[i].allowed && !diag_has(dg, "X07"))
            fail_msg("%s is refused without a word", files[i].uri);
        diag_free(dg);
    }
}

static void messages_are_diagnostics_at_the_authors_node(void **state)
{
    diag *dg = diag_new();
    (void)state;
    assert_non_null(apply("<works>\n <note>n</note></works>", NULL, dg));
    assert_int_equal(diag_count(dg), 1);
    assert_string_equal(diag_get(dg, 0).code, "X10");
    assert_int_equal(diag_get(dg, 0).pos.line, 2);
    assert_int_equal(diag_get(dg, 0).pos.column, 2);
    assert_non_null(strstr(diag_words(dg, 0), "note «n» is left out"));
    assert_null(apply("<works><stop/></works>", NULL, dg));
    assert_int_equal(diag_count(dg), 2);
    assert_string_equal(diag_get(dg, 1).code, "X11");
    assert_int_equal(diag_get(dg, 1).pos.column, 8);
    diag_free(dg);
}

static void a_stylesheet_without_end_is_stopped(void **state)
{
    diag *dg = diag_new();
    (void)state;
    assert_null(apply("<works><loop/></works>", NULL, dg));
    assert_true(diag_has(dg, "X08"));
    diag_free(dg);
}

static const struct {
    const char *name, *code, *words;
    unsigned line;
    bool at_run;
} mistakes[] = {
    {"xpath", "X03", "1 +", 2, false},       {"function", "X04", "nothing()", 2, true},
    {"element", "X02", "valueof", 2, false}, {"variable", "X05", "none", 2, true},
    {"template", "X06", "none", 2, true},    {"import", "X07", "word.xsl", 2, false},
    {"write", "X14", "evil.txt", 2, true},
};

static void mistakes_are_told_in_our_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        char path[200];
        diag *dg = diag_new();
        stylesheet *s;
        snprintf(path, sizeof path, EDITION "fo/bad-%s.xsl", mistakes[i].name);
        s = stylesheet_load(path, dg);
        if (s && mistakes[i].at_run) {
            xml_doc *doc = load("<works/>", dg);
            assert_null(stylesheet_apply(s, doc, NULL, dg));
            xml_free(doc);
        } else if (s) {
            fail_msg("%s: compiled", path);
        }
        for (size_t k = 0; k < diag_count(dg); k++)
            if (k > 0 || strcmp(diag_get(dg, k).code, mistakes[i].code) ||
                !strstr(diag_words(dg, k), mistakes[i].words) ||
                diag_get(dg, k).pos.line != mistakes[i].line)
                fail_msg("%s: %s %u: %s", path, diag_get(dg, k).code, diag_get(dg, k).pos.line,
                         diag_words(dg, k));
        assert_int_equal(diag_count(dg), 1);
        stylesheet_free(s);
        diag_free(dg);
    }
    assert_int_not_equal(access("evil.txt", F_OK), 0);
}

static int start(void **state)
{
    (void)state;
    xml_init("tests/editions");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_name_the_node_they_came_from),
        cmocka_unit_test(texts_name_the_node_they_are_of),
        cmocka_unit_test(the_document_survives_stripping),
        cmocka_unit_test(only_files_of_editions_are_read),
        cmocka_unit_test(messages_are_diagnostics_at_the_authors_node),
        cmocka_unit_test(a_stylesheet_without_end_is_stopped),
        cmocka_unit_test(mistakes_are_told_in_our_words),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
