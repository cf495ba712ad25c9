/* xml_read.c - reading without a tree: the same nodes, numbers, places and refusals as with one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "xml/xml.h"

typedef struct {
    char *path; /* messages point to it */
    diag *dg;
    xml_reader *r;
} reading;

static reading open_text(const char *text)
{
    reading x = {strdup("/tmp/svod-read-XXXXXX"), diag_new(), NULL};
    FILE *out = fdopen(mkstemp(x.path), "w");

    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    x.r = xml_reader_open(x.path, NULL, x.dg);
    return x;
}

static void close_text(reading *x)
{
    xml_reader_close(x->r);
    diag_free(x->dg);
    unlink(x->path);
    free(x->path);
}

/* One line a step: "<name#number", "text#number", ">". */
static char *steps(xml_reader *r)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    xmlNodePtr node = NULL;
    xml_step k;

    while ((k = xml_reader_next(r, &node)) != XML_DONE && k != XML_FAILED)
        if (k == XML_START)
            fprintf(out, "<%s#%u ", (const char *)node->name, xml_index(node));
        else if (k == XML_TEXT)
            fprintf(out, "%s#%u ", (const char *)node->content, xml_index(node));
        else
            fputs("> ", out);
    fputs(k == XML_DONE ? "." : "!", out);
    fclose(out);
    return text;
}

static void steps_follow_the_document(void **state)
{
    static const char *const cases[][2] = {
        {"<a/>", "<a#1 > ."},
        {"<a x='1' y='2'><b>one</b><b/>two</a>", "<a#1 <b#4 one#5 > <b#6 > two#7 > ."},
        {"<a>one<!-- no -->two<?no?>three<b/>four</a>",
         "<a#1 one#2 two#2 three#2 <b#3 > four#4 > ."},
        {"<a><![CDATA[]]><b/><![CDATA[<>]]>&amp;</a>", "<a#1 <b#2 > <>&#3 > ."},
        {"<a>\xD0\xB8\xCC\x86</a>", "<a#1 \xD0\xB9#2 > ."}, /* и with a breve becomes й */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        reading x = open_text(cases[i][0]);
        char *got;
        assert_non_null(x.r);
        got = steps(x.r);
        assert_string_equal(got, cases[i][1]);
        free(got);
        close_text(&x);
    }
}

/* Text of any length comes whole, however the parser reads its input. */
static void long_texts_are_whole(void **state)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    xmlNodePtr node;
    reading x;

    (void)state;
    fputs("<a>", out);
    for (int i = 0; i < 5000; i++)
        fputs("слово &#x410; ", out);
    fputs("</a>", out);
    fclose(out);
    x = open_text(text);
    assert_int_equal(xml_reader_next(x.r, &node), XML_START);
    assert_int_equal(xml_reader_next(x.r, &node), XML_TEXT);
    assert_int_equal(strlen((const char *)node->content), 5000 * strlen("слово А "));
    assert_int_equal(xml_reader_next(x.r, &node), XML_END);
    assert_int_equal(xml_reader_next(x.r, &node), XML_DONE);
    close_text(&x);
    free(text);
}

static void what_is_passed_over_is_counted(void **state)
{
    reading x = open_text("<a>\n <b x='1'>one<c/>two</b>\n <d/></a>");
    xmlNodePtr node, taken;
    src_pos p;

    (void)state;
    xml_reader_next(x.r, &node);
    xml_reader_next(x.r, &node);
    assert_int_equal(xml_reader_next(x.r, &node), XML_START);
    assert_true(xml_reader_skip(x.r));
    assert_int_equal(xml_reader_next(x.r, &node), XML_TEXT);
    assert_int_equal(xml_index(node), 8);
    assert_int_equal(xml_reader_next(x.r, &node), XML_START);
    assert_non_null(taken = xml_reader_take(x.r));
    p = xml_node_pos(xml_reader_doc(x.r), taken);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 2);
    assert_int_equal(xml_reader_next(x.r, &node), XML_END);
    assert_int_equal(xml_reader_next(x.r, &node), XML_DONE);
    close_text(&x);
}

/* A subtree that was taken stays, with its numbers, while the reader goes on. */
static void what_is_taken_stays(void **state)
{
    reading x = open_text("<a><s xmlns='urn:s' v='1'><t>in<!-- --> it</t><u/></s><b/></a>");
    xmlNodePtr node, s, t;
    char *rest;

    (void)state;
    xml_reader_next(x.r, &node);
    xml_reader_next(x.r, &node);
    assert_non_null(s = xml_reader_take(x.r));
    rest = steps(x.r);
    assert_string_equal(rest, "<b#7 > > .");
    free(rest);
    t = s->children;
    assert_string_equal((const char *)t->name, "t");
    assert_string_equal((const char *)t->ns->href, "urn:s");
    assert_int_equal(xml_index(s), 2);
    assert_int_equal(xml_index((xmlNodePtr)s->properties), 3);
    assert_int_equal(xml_index(t), 4);
    assert_int_equal(xml_index(t->children), 5);
    assert_int_equal(xml_index(t->next), 6);
    close_text(&x);
}

static void refusals_are_those_of_the_tree(void **state)
{
    static const char *const cases[] = {
        "<a>\n<b x='1' x='2'/>\n</a>",
        "<a>\n<b>text</b>\n  <q:b/></a>",
        "<a>\n<b q:x='1'/></a>",
        "<a><b></a>",
        "<!DOCTYPE a><a/>",
        "<a>&unknown;</a>",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        reading x = open_text(cases[i]);
        diag *dg = diag_new();
        assert_null(xml_load_memory(x.path, cases[i], strlen(cases[i]), NULL, dg));
        if (x.r) {
            char *got = steps(x.r);
            assert_int_equal(got[strlen(got) - 1], '!');
            free(got);
        }
        assert_int_equal(diag_count(dg), 1);
        assert_int_equal(diag_count(x.dg), 1);
        assert_string_equal(diag_get(dg, 0).code, diag_get(x.dg, 0).code);
        assert_int_equal(diag_get(dg, 0).pos.line, diag_get(x.dg, 0).pos.line);
        assert_int_equal(diag_get(dg, 0).pos.column, diag_get(x.dg, 0).pos.column);
        diag_free(dg);
        close_text(&x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_follow_the_document),      cmocka_unit_test(long_texts_are_whole),
        cmocka_unit_test(what_is_passed_over_is_counted), cmocka_unit_test(what_is_taken_stays),
        cmocka_unit_test(refusals_are_those_of_the_tree),
    };

    xml_init(".");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
