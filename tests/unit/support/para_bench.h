/* para_bench.h - one block of FO text as a paragraph under test, with the fake metrics. Widths at
 * 10pt: a letter 5pt, a space, 'i' and '.' 2.5pt. Header-only, one copy a test program. */
#ifndef TESTS_PARA_BENCH_H
#define TESTS_PARA_BENCH_H

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "layout/para.h"
#include "fake_metrics.h"

typedef struct {
    arena *mem;
    diag *dg;
    layout_options opt;
    layout l;
    page_context page;
    xmlDocPtr doc;
    const fo_node *block;
    para *p;
    para_lines lines;
    strbuf text;
} bench;

static bool bench_image(image_source *self, const char *uri, void *foreign, mpt *w, mpt *h)
{
    (void)self;
    (void)foreign;
    *w = PT(20);
    *h = PT(30);
    return uri && strstr(uri, "missing") == NULL;
}

static void bench_open(bench *b)
{
    static image_source images = {.size = bench_image};

    memset(b, 0, sizeof *b);
    b->mem = arena_new();
    b->dg = diag_new();
    b->opt = (layout_options){.fonts = fake_metrics_new(b->mem), .images = &images};
    b->l = (layout){.mem = b->mem,
                    .doc = b->mem,
                    .opt = &b->opt,
                    .dg = b->dg,
                    .breaker = line_breaker_new(),
                    .paras = para_tools_new(),
                    .any_folio = "00"};
    b->page = (page_context){.l = &b->l, .label = "7", .mem = b->mem};
}

static void bench_close(bench *b)
{
    xmlFreeDoc(b->doc);
    strbuf_free(&b->text);
    line_breaker_free(b->l.breaker);
    para_tools_free(b->l.paras);
    diag_free(b->dg);
    arena_free(b->mem);
}

/* Parse `content` as what stands in a fo:block with `attributes`. */
static const fo_node *bench_parse(bench *b, const char *attributes, const char *content)
{
    static const char frame[] =
        "<fo:root xmlns:fo='" FO_NAMESPACE "' font-size='10pt'><fo:layout-master-set>"
        "<fo:simple-page-master master-name='m'><fo:region-body/></fo:simple-page-master>"
        "</fo:layout-master-set><fo:page-sequence master-reference='m'>"
        "<fo:flow flow-name='xsl-region-body'><fo:block %s>%s</fo:block></fo:flow>"
        "</fo:page-sequence></fo:root>";
    const char *text = arena_printf(b->mem, frame, attributes, content);
    const fo_node *n;
    fo_source source = {.file = "t.fo"};
    fo_tree *tree;

    if (b->doc)
        xmlFreeDoc(b->doc);
    b->doc = xmlReadMemory(text, (int)strlen(text), "t.fo", NULL, XML_PARSE_HUGE);
    if (!b->doc || !(tree = fo_build(b->mem, b->doc, &source, b->dg)))
        return NULL;
    b->l.tree = tree;
    for (n = fo_root(tree); n && fo_type_of(n) != FO_BLOCK;)
        n = fo_type_of(n) == FO_LAYOUT_MASTER_SET ? fo_next(n) : fo_child(n);
    return b->block = n;
}

static void bench_break(bench *b, const char *attributes, const char *content, mpt ipd)
{
    const fo_node *block = bench_parse(b, attributes, content);

    b->lines = (para_lines){NULL, 0};
    b->p = block ? para_build(&b->l, block, NULL, NULL, ipd, NULL) : NULL;
    if (b->p)
        b->lines = para_break(b->p, 0, ipd);
}

static void bench_add_text(strbuf *to, const area *a)
{
    if (a->kind == AREA_TEXT)
        strbuf_add(to, a->u.text->text, a->u.text->text_len);
    for (const area *c = a->child; c; c = c->next)
        bench_add_text(to, c);
}

/* The lines as text, separated by '|'. */
static const char *bench_lines(bench *b, const char *attributes, const char *content, mpt ipd)
{
    bench_break(b, attributes, content, ipd);
    strbuf_clear(&b->text);
    for (uint32_t i = 0; i < b->lines.count; i++) {
        if (i)
            strbuf_addc(&b->text, '|');
        bench_add_text(&b->text, para_line_area(b->p, &b->lines.lines[i], ipd, &b->page));
    }
    return strbuf_text(&b->text);
}

/* The `n`th area of `kind` under `a` in document order, counted from 0; its place in *x, *y. */
static const area *bench_find(const area *a, area_kind kind, int *n, mpt *x, mpt *y)
{
    const area *found;

    *x += a->x;
    *y += a->y;
    if (a->kind == kind && (*n)-- == 0)
        return a;
    for (const area *c = a->child; c; c = c->next)
        if ((found = bench_find(c, kind, n, x, y)))
            return found;
    *x -= a->x;
    *y -= a->y;
    return NULL;
}

static const area *bench_area(bench *b, uint32_t line, area_kind kind, int n, mpt *x, mpt *y)
{
    mpt ipd = b->lines.lines[line].measure + b->lines.lines[line].indent;
    *x = *y = 0;
    return bench_find(para_line_area(b->p, &b->lines.lines[line], ipd, &b->page), kind, &n, x, y);
}

#endif
