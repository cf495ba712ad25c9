/* page_texts.h - for tests of layout: the texts of finished pages, each with its place ("text@x,y",
 * points from the page's top left) and a space behind it, and what ends a page. */
#ifndef TESTS_PAGE_TEXTS_H
#define TESTS_PAGE_TEXTS_H

#include "base/strbuf.h"
#include "layout/layout.h"

typedef struct {
    page_sink sink;
    const char *end; /* of a page */
    strbuf text;
} page_texts;

static void add_text(strbuf *to, const area *a, mpt x, mpt y)
{
    x += a->x;
    y += a->y;
    if (a->kind == AREA_TEXT)
        strbuf_printf(to, "%.*s@%g,%g ", (int)a->u.text->text_len, a->u.text->text, x / 1000.0,
                      y / 1000.0);
    for (const area *c = a->child; c; c = c->next)
        add_text(to, c, x, y);
}

static bool add_page(page_sink *self, const area_page *page)
{
    page_texts *p = (page_texts *)(void *)self;

    add_text(&p->text, page->root, 0, 0);
    strbuf_adds(&p->text, p->end);
    return true;
}

static page_texts page_texts_of(const char *end)
{
    return (page_texts){.sink = {add_page}, .end = end};
}

#endif
