/* layout_flow.c - where blocks, lists and tables stand in a region: places of texts on the first
 * page, with a fake face whose letters are half as wide as their size (see
 * support/fake_metrics.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <libxml/parser.h>

#include "base/strbuf.h"
#include "layout/layout.h"
#include "support/fake_metrics.h"

/* Where the line with the text `sought` stands, or the right edge of what paints `painted`. */
typedef struct {
    page_sink sink;
    const char *sought;
    mpt x, y, widest;
    bool found;
} finder;

static void search(finder *f, const area *a, mpt x, mpt y)
{
    x += a->x;
    y += a->y;
    if (a->kind == AREA_TEXT && a->u.text->text_len == strlen(f->sought) &&
        memcmp(a->u.text->text, f->sought, a->u.text->text_len) == 0) {
        f->found = true;
        f->x = x;
        f->y = y + a->u.text->baseline;
    }
    if (a->kind == AREA_BLOCK && a->box && x + a->w > f->widest)
        f->widest = x + a->w;
    for (const area *c = a->child; c; c = c->next)
        search(f, c, x, y);
}

static bool take_page(page_sink *self, const area_page *page)
{
    search((finder *)(void *)self, page->root, 0, 0);
    return true;
}

/* Lays out `flow` on a page of 200pt by 300pt without margins, 10pt letters, and seeks a text. */
static finder find(const char *flow, const char *sought)
{
    arena *mem = arena_new();
    diag *dg = diag_new();
    layout_options opt = {.fonts = fake_metrics_new(mem)};
    fo_source source = {.file = "t.fo"};
    finder f = {.sink = {take_page}, .sought = sought};
    layout_result result;
    strbuf fo = {0};
    xmlDocPtr doc;

    strbuf_printf(&fo,
                  "<fo:root xmlns:fo='" FO_NAMESPACE "' font-size='10pt'><fo:layout-master-set>"
                  "<fo:simple-page-master master-name='m' page-width='200pt' page-height='300pt'>"
                  "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
                  "<fo:page-sequence master-reference='m'><fo:flow flow-name='xsl-region-body'>"
                  "%s</fo:flow></fo:page-sequence></fo:root>",
                  flow);
    doc = xmlReadMemory(strbuf_text(&fo), (int)fo.len, "t.fo", NULL, 0);
    assert_true(layout_run(mem, fo_build(mem, doc, &source, dg), &opt, &f.sink, &result, dg));
    if (!f.found)
        fail_msg("no «%s» in %s", sought, flow);
    xmlFreeDoc(doc);
    strbuf_free(&fo);
    diag_free(dg);
    arena_free(mem);
    return f;
}

#define ITEM(label, body)                                                                          \
    "<fo:list-block><fo:list-item space-before='8pt'><fo:list-item-label "                         \
    "end-indent='label-end()'>" label                                                              \
    "</fo:list-item-label><fo:list-item-body start-indent='body-start()'>" body                    \
    "</fo:list-item-body></fo:list-item></fo:list-block>"

/* 7.14.6, relative-align="before": the first areas of both stand at the item's before-edge. */
static void label_and_body_begin_together(void **state)
{
    static const char *const items[] = {
        ITEM("<fo:block>L</fo:block>", "<fo:block>B</fo:block>"),
        ITEM("<fo:block>L</fo:block>", "<fo:block space-before='5pt'>B</fo:block>"),
        ITEM("<fo:block space-before='5pt'>L</fo:block>", "<fo:block>B</fo:block>"),
        ITEM("<fo:block>L</fo:block>",
             "<fo:block><fo:block space-before='1em'>B</fo:block></fo:block>"),
    };
    (void)state;
    for (size_t i = 0; i < COUNT(items); i++) {
        finder l = find(items[i], "L"), b = find(items[i], "B");
        if (l.y != b.y)
            fail_msg("item %zu: label at %d, body at %d", i, (int)l.y, (int)b.y);
    }
}

#define TABLE(attributes)                                                                          \
    "<fo:table table-layout='fixed' " attributes "><fo:table-body><fo:table-row>"                  \
    "<fo:table-cell border='1pt solid'><fo:block>T</fo:block></fo:table-cell></fo:table-row>"      \
    "</fo:table-body></fo:table>"

/* 7.3: percentages are of the closest ancestor area, which may be narrower than the region. */
static void percentages_of_tables_are_of_the_block_around(void **state)
{
    static const struct {
        const char *flow;
        mpt right;
    } cases[] = {
        {TABLE("width='100%'"), 200},
        {"<fo:block margin-left='40pt'>" TABLE("width='100%'") "</fo:block>", 200},
        {"<fo:block margin-left='40pt' margin-right='20pt'>" TABLE("width='50%'") "</fo:block>",
         110},
        {"<fo:block start-indent='40pt'>" TABLE("") "</fo:block>", 200},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        finder f = find(cases[i].flow, "T");
        if (f.widest < PT(cases[i].right) - PT(1) || f.widest > PT(cases[i].right) + PT(1))
            fail_msg("table %zu ends at %d", i, (int)f.widest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(label_and_body_begin_together),
        cmocka_unit_test(percentages_of_tables_are_of_the_block_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
