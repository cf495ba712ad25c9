/* layout.c - from formatting objects to pages. How the folder reads:
 *
 *   measure    content.c walks the tree and makes flat lists of items (frame.c, table*.c, list.c,
 *              container.c); para*.c breaks paragraphs into lines
 *   fit        fit.c chooses breaks in a list, rows.c in parallel columns, with the pen of space.c
 *   plan       flow.c cuts sections into columns and pages, footnote.c their feet; master.c and
 *              region.c say what a page looks like, sequence.c which pages there are
 *   build      build.c, rows_build.c, container.c and static.c make the areas; paint.c what they
 *              paint
 *   send       refs.c holds pages back until their citations are known; marker.c fills running
 *              headers; off_page.c looks for text that nobody would see */
#include <string.h>

#include "layout/para.h"
#include "layout/sequence.h"

/* ---- outline ---- */

typedef struct {
    layout *l;
    area_bookmark *items;
    size_t count, cap;
} outline;

static const char *bookmark_title(layout *l, const fo_node *bookmark)
{
    const fo_node *title = fo_child(bookmark);
    char *text;
    size_t n;
    while (title && fo_type_of(title) != FO_BOOKMARK_TITLE)
        title = fo_next(title);
    text = fo_text_below(l->doc, title);
    text += *text == ' ';
    n = strlen(text);
    if (n && text[n - 1] == ' ')
        text[n - 1] = '\0';
    return text;
}

static void outline_add(outline *o, const fo_node *n, int depth)
{
    for (; n && depth < 100; n = fo_next(n)) {
        if (fo_type_of(n) != FO_BOOKMARK)
            continue;
        o->items = arena_grow(o->l->doc, o->items, &o->cap, o->count + 1, sizeof *o->items);
        o->items[o->count++] = (area_bookmark){.title = bookmark_title(o->l, n),
                                               .internal = fo_string(n, PR_INTERNAL_DESTINATION),
                                               .external = fo_string(n, PR_EXTERNAL_DESTINATION),
                                               .depth = depth,
                                               .open = !fo_is(n, PR_STARTING_STATE, EN_HIDE),
                                               .pos = fo_pos(n)};
        outline_add(o, fo_child(n), depth + 1);
    }
}

static void outline_build(layout *l, layout_result *result)
{
    outline o = {.l = l};
    for (const fo_node *n = fo_child(fo_root(l->tree)); n; n = fo_next(n))
        if (fo_type_of(n) == FO_BOOKMARK_TREE)
            outline_add(&o, fo_child(n), 0);
    result->bookmarks = o.items;
    result->bookmark_count = o.count;
}

/* ---- the document ---- */

static bool run_sequences(layout *l, const fo_node *parent, struct markers *markers,
                          page_counter *counter)
{
    for (const fo_node *n = fo_child(parent); n; n = fo_next(n)) {
        fo_type type = fo_type_of(n);
        if (type == FO_PAGE_SEQUENCE &&
            !(fo_read(l->tree, n) && sequence_run(l, n, markers, counter)))
            return false;
        if (type == FO_PAGE_SEQUENCE_WRAPPER && !run_sequences(l, n, markers, counter))
            return false;
    }
    return true;
}

bool layout_run(arena *a, fo_tree *tree, const layout_options *options, page_sink *sink,
                layout_result *result, diag *dg)
{
    layout l = {.mem = a, .doc = a, .tree = tree, .opt = options, .sink = sink, .dg = dg};
    page_counter counter = {.next_number = 1};
    struct markers *markers;
    bool ok;

    *result = (layout_result){0};
    l.breaker = line_breaker_new();
    l.paras = para_tools_new();
    l.refs = refs_new(&l);
    markers = markers_new(&l);
    ok = run_sequences(&l, fo_root(tree), markers, &counter);
    ok = ok && pages_flush(&l);
    if (ok)
        outline_build(&l, result);
    result->pages = counter.pages;
    refs_free(l.refs);
    for (int i = 0; i < MAX_BUFFERS; i++)
        mem_free(l.buffers[i].items);
    para_tools_free(l.paras);
    line_breaker_free(l.breaker);
    return ok;
}
