/* layout_table.c - where tables put their cells: automatic widths, breaks, repeated parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include <libxml/parser.h>

#include "base/strbuf.h"
#include "layout/layout.h"
#include "support/fake_metrics.h"
#include "support/page_texts.h"

/* Lays out `flow` on pages of 200 by 100 pt, characters of 5 pt, lines of 10 pt. */
static void lay_out(const char *flow, strbuf *text, const char *message)
{
    arena *mem = arena_new();
    diag *dg = diag_new();
    layout_options opt = {.fonts = fake_metrics_new(mem)};
    fo_source source = {.file = "t.fo"};
    page_texts p = page_texts_of("| ");
    layout_result result;
    strbuf fo = {0};
    xmlDocPtr doc;

    strbuf_printf(&fo,
                  "<fo:root xmlns:fo='" FO_NAMESPACE "'><fo:layout-master-set>"
                  "<fo:simple-page-master master-name='m' page-width='200pt' page-height='100pt'>"
                  "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
                  "<fo:page-sequence master-reference='m'><fo:flow flow-name='xsl-region-body' "
                  "font-size='10pt' line-height='10pt'>%s</fo:flow></fo:page-sequence></fo:root>",
                  flow);
    doc = xmlReadMemory(strbuf_text(&fo), (int)fo.len, "t.fo", NULL, 0);
    assert_non_null(doc);
    assert_true(layout_run(mem, fo_build(mem, doc, &source, dg), &opt, &p.sink, &result, dg));
    assert_int_equal(diag_count(dg), message ? 1 : 0);
    if (message)
        assert_string_equal(diag_get(dg, 0).code, message);
    xmlFreeDoc(doc);
    strbuf_free(&fo);
    *text = p.text;
    diag_free(dg);
    arena_free(mem);
}

#define CELL(text) "<fo:table-cell><fo:block>" text "</fo:block></fo:table-cell>"
#define SPAN(n, text)                                                                              \
    "<fo:table-cell number-columns-spanned='" n "'><fo:block>" text "</fo:block></fo:table-cell>"
#define ROW(cells)      "<fo:table-row>" cells "</fo:table-row>"
#define BODY(rows)      "<fo:table-body>" rows "</fo:table-body>"
#define TABLE(atts, in) "<fo:table border-collapse='separate' " atts ">" in "</fo:table>"
#define COLUMN(width)   "<fo:table-column column-width='" width "'/>"

static const struct {
    const char *name, *fo, *expected, *message;
} widths[] = {
    {"as narrow as its content", TABLE("", BODY(ROW(CELL("aa") CELL("bbbb") CELL("c")))),
     "aa@0,0 bbbb@10,0 c@30,0 | ", NULL},
    {"a width is filled by what columns take",
     TABLE("width='100pt'", BODY(ROW(CELL("aaaaaa") CELL("bb") CELL("cc")))),
     "aaaaaa@0,0 bb@60,0 cc@80,0 | ", NULL},
    {"more text than room: least, and the rest by difference", /* min 5 + 10, max 5 + 370 */
     TABLE("width='40pt'", BODY(ROW(CELL("a") CELL("bb bb bb bb bb bb bb bb") CELL("c")))),
     "a@0,0 bb bb@5,0 bb bb@5,10 bb bb@5,20 bb bb@5,30 c@35,0 | ", NULL},
    {"cells beside a span from above have columns",
     TABLE("table-layout='fixed' width='30pt'",
           BODY(ROW(
               "<fo:table-cell number-rows-spanned='2'><fo:block>a</fo:block></fo:table-cell>" CELL(
                   "b")) ROW(CELL("c") CELL("d")))),
     "a@0,0 b@10,0 c@10,10 d@20,10 | ", NULL},
    {"cells between rows are a row",
     TABLE("table-layout='fixed' width='30pt'", BODY(ROW(CELL("a")) CELL("b") ROW(CELL("c")))),
     "a@0,0 b@0,10 c@0,20 | ", NULL},
    {"a length stays",
     TABLE("", COLUMN("30pt") COLUMN("auto") BODY(ROW(CELL("a") CELL("bb") CELL("c")))),
     "a@0,0 bb@30,0 c@40,0 | ", NULL},
    {"factors stay",
     TABLE("", COLUMN("proportional-column-width(1)") COLUMN("proportional-column-width(3)")
                   BODY(ROW(CELL("aaaaa aaaa") CELL("b")))),
     "aaaaa aaaa@0,0 b@50,0 | ", NULL},
    {"percent of the content's width", /* 10 pt are 20 % */
     TABLE("", COLUMN("20%") COLUMN("auto")
                   BODY(ROW(CELL("aa") CELL("b")) ROW(CELL("a") CELL("bbbbbbbb")))),
     "aa@0,0 b@10,0 a@0,10 bbbbbbbb@10,10 | ", NULL},
    {"a span shares what it lacks",
     TABLE("", BODY(ROW(CELL("a") CELL("b") CELL("c")) ROW(SPAN("2", "dddddd") CELL("e")))),
     "a@0,0 b@15,0 c@30,0 dddddd@0,10 e@30,10 | ", NULL},
    {"indents, borders and padding count",
     TABLE("", BODY(ROW("<fo:table-cell padding='2pt' border='1pt solid'><fo:block "
                        "start-indent='4pt'>aa</fo:block></fo:table-cell>" CELL("b")))),
     "aa@7,3 b@20,0 | ", NULL},
    {"a list is as wide as its bodies",
     TABLE("", BODY(ROW("<fo:table-cell><fo:list-block provisional-distance-between-starts='20pt' "
                        "provisional-label-separation='2pt'>"
                        "<fo:list-item><fo:list-item-label "
                        "end-indent='label-end()'><fo:block>i</fo:block></fo:list-item-label>"
                        "<fo:list-item-body "
                        "start-indent='body-start()'><fo:block>aa</fo:block></fo:list-item-body></"
                        "fo:list-item>"
                        "</fo:list-block></fo:table-cell>" CELL("b")))),
     "i@0,0 aa@20,0 b@30,0 | ", NULL},
    {"a table inside",
     TABLE("", BODY(ROW("<fo:table-cell>" TABLE(
                   "", BODY(ROW(CELL("aa") CELL("bb")))) "</fo:table-cell>" CELL("c")))),
     "aa@0,0 bb@10,0 c@20,0 | ", NULL},
    {"turned text is as wide as it is high",
     TABLE("",
           BODY(ROW("<fo:table-cell><fo:block-container reference-orientation='90' "
                    "inline-progression-dimension='20pt'>"
                    "<fo:block>aa aa</fo:block></fo:block-container></fo:table-cell>" CELL("b")))),
     "aa@0,0 aa@0,10 b@20,0 | ", NULL},
    {"too much for the page: the widest gives way",
     TABLE("", BODY(ROW(CELL("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") CELL("bb")))),
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@0,0 bb@190,0 | ", "L01"},
    {"fixed layout does not look at content",
     TABLE("table-layout='fixed'", BODY(ROW(CELL("a") CELL("bbbb")))), "a@0,0 bbbb@100,0 | ", NULL},
};

#define LINES_10 "a&#xA;a&#xA;a&#xA;a&#xA;a&#xA;a&#xA;a&#xA;a&#xA;a&#xA;b"
#define PRE(text, atts)                                                                            \
    "<fo:table-cell " atts "><fo:block linefeed-treatment='preserve'>" text                        \
    "</fo:block></fo:table-cell>"

static const char *last_of(const char *text, const char *mark)
{
    const char *at = strstr(text, mark);
    return at ? at : "nothing";
}

static const struct {
    const char *name, *fo, *mark, *expected, *message;
} breaks[] = {
    {"padding after a finished cell gives way at a break",
     TABLE("", BODY(ROW(PRE(LINES_10, "padding-after='8pt'") PRE(LINES_10 "&#xA;c&#xA;d", "")))),
     "| ", "| c@5,0 d@5,10 | ", NULL},
};

static void rows_break_between_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(breaks); i++) {
        strbuf got = {0};
        print_message("           %s\n", breaks[i].name);
        lay_out(breaks[i].fo, &got, breaks[i].message);
        assert_string_equal(last_of(strbuf_text(&got), breaks[i].mark), breaks[i].expected);
        strbuf_free(&got);
    }
}

#define LOW(text)                                                                                  \
    "<fo:table-cell border-before-precedence='0' border-after-precedence='0'><fo:block>" text      \
    "</fo:block></fo:table-cell>"

/* A header has less than a body, a footer less than both (7.28.1), however wide their borders. */
static void parts_have_their_precedence(void **state)
{
    strbuf got = {0};
    (void)state;
    lay_out(
        "<fo:table border-collapse='collapse-with-precedence' table-layout='fixed'>"
        "<fo:table-header border-bottom='8pt solid'>" LOW(
            "a") "</fo:table-header>"
                 "<fo:table-footer border-top='8pt solid'>" LOW(
                     "c") "</fo:table-footer>"
                          "<fo:table-body border-top='2pt solid' border-bottom='2pt solid'>" LOW(
                              "b") "</fo:table-body></fo:table>",
        &got, NULL);
    assert_string_equal(strbuf_text(&got), "a@0,0 b@0,12 c@0,24 | ");
    strbuf_free(&got);
}

static void columns_fit_their_content(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(widths); i++) {
        strbuf got = {0};
        print_message("           %s\n", widths[i].name);
        lay_out(widths[i].fo, &got, widths[i].message);
        assert_string_equal(strbuf_text(&got), widths[i].expected);
        strbuf_free(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_fit_their_content),
        cmocka_unit_test(rows_break_between_pages),
        cmocka_unit_test(parts_have_their_precedence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
