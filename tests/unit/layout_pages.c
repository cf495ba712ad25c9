/* layout_pages.c - from blocks to pages: spaces, keeps, breaks, columns, footnotes, lists, rows,
 * markers, masters. Pages are 100 pt high; characters are 5 pt wide, lines 10 pt high. A page is
 * written as its texts, each with its place ("text@x,y", points from the page's top left), and ends
 * with a bar. */
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

/* `codes`: those of the messages, in order, with spaces between. */
static void expect(const char *name, const char *masters, const char *sequence, const char *pages,
                   const char *codes)
{
    arena *mem = arena_new();
    diag *dg = diag_new();
    layout_options opt = {.fonts = fake_metrics_new(mem)};
    fo_source source = {.file = "t.fo"};
    page_texts p = page_texts_of("|");
    layout_result result;
    strbuf fo = {0}, found = {0};
    xmlDocPtr doc;

    strbuf_printf(&fo,
                  "<fo:root xmlns:fo='" FO_NAMESPACE "' font-size='10pt' line-height='10pt' "
                  "orphans='1' widows='1'><fo:layout-master-set>%s</fo:layout-master-set>"
                  "<fo:page-sequence master-reference='m'>%s</fo:page-sequence></fo:root>",
                  masters, sequence);
    doc = xmlReadMemory(strbuf_text(&fo), (int)fo.len, "t.fo", NULL, 0);
    assert_non_null(doc);
    layout_run(mem, fo_build(mem, doc, &source, dg), &opt, &p.sink, &result, dg);
    for (size_t i = 0; i < diag_count(dg); i++)
        strbuf_printf(&found, "%s%s", i ? " " : "", diag_get(dg, i).code);
    if (strcmp(strbuf_text(&p.text), pages) != 0 || strcmp(strbuf_text(&found), codes) != 0)
        fail_msg("%s:\n   found \"%s\" [%s]\ninstead of \"%s\" [%s]", name, strbuf_text(&p.text),
                 strbuf_text(&found), pages, codes);
    xmlFreeDoc(doc);
    strbuf_free(&fo);
    strbuf_free(&found);
    strbuf_free(&p.text);
    diag_free(dg);
    arena_free(mem);
}

#define PAGE(name, width, body)                                                                    \
    "<fo:simple-page-master master-name='" name "' page-width='" width "' page-height='100pt'>"    \
    "<fo:region-body " body "/></fo:simple-page-master>"
#define ONE        PAGE("m", "200pt", "")
#define FLOW(in)   "<fo:flow flow-name='xsl-region-body'>" in "</fo:flow>"
#define B(in)      "<fo:block>" in "</fo:block>"
#define BA(at, in) "<fo:block " at ">" in "</fo:block>"
#define LINES3     "<fo:block linefeed-treatment='preserve'>1&#10;2&#10;3</fo:block>"
#define FILL(n)    "<fo:block-container height='" n "pt'><fo:block/></fo:block-container>"
#define RUNNING                                                                                    \
    "<fo:simple-page-master master-name='m' page-width='200pt' "                                   \
    "page-height='100pt'><fo:region-body "                                                         \
    "margin-top='10pt'/><fo:region-before extent='10pt'/></fo:simple-page-master>"
#define HEADER(at)                                                                                 \
    "<fo:static-content flow-name='xsl-region-before'><fo:block><fo:retrieve-marker "              \
    "retrieve-class-name='k' " at "/></fo:block></fo:static-content>"
#define MARK(in) "<fo:marker marker-class-name='k'>" in "</fo:marker>"

static const struct {
    const char *name, *masters, *flow, *pages, *codes;
} cases[] = {
#include "layout_pages.cases"
};

static void flows_become_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].name, cases[i].masters, cases[i].flow, cases[i].pages, cases[i].codes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(flows_become_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
