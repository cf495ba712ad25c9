/* table_need.c - how much room the columns of a table need: for automatic widths (CSS 2.1,
 * 17.5.2.2).
 *
 * For each column the least width at which nothing in it overflows, and the width it would take if
 * no line were broken. Indents count from the reference area (5.3.2), so what a block needs is its
 * indents and the widest of its paragraphs, whatever the blocks around it; the rest follows from
 * the kinds of objects. What is built for that lives for one group of rows only: a long table is
 * read through once and leaves nothing behind. The result is kept for the page-sequence, so that a
 * table that goes on over pages of different widths, and one inside of another, are read once. */
#include <stdlib.h>

#include "layout/para.h"
#include "layout/table_int.h"

static mpt clamp(int64_t v)
{
    return v < 0 ? 0 : v > MPT_MAX ? MPT_MAX : (mpt)v;
}

static void widen(need *n, need by)
{
    n->min = mpt_max(n->min, by.min);
    n->max = mpt_max(mpt_max(n->max, by.max), n->min);
}

static need add(need n, int64_t by)
{
    return (need){clamp(n.min + by), clamp(n.max + by)};
}

/* ---- objects ---- */

static need children_need(layout *l, const fo_node *parent, mpt base);
static need object_need(layout *l, const fo_node *n, mpt base);

static int64_t indents(const fo_node *n)
{
    return (int64_t)fo_start_indent(n).fixed + fo_end_indent(n).fixed;
}

static need block_need(layout *l, const fo_node *n, mpt base)
{
    const fo_node *after = NULL, *inner;
    need all = {0, 0};
    do {
        para *p;
        inner = para_next_block(l, n, after);
        if ((p = para_build(l, n, after, inner, base, NULL)) != NULL) {
            need lines;
            para_widths(p, &lines.min, &lines.max);
            widen(&all, add(lines, indents(n)));
        }
        if (inner)
            widen(&all, object_need(l, inner, base));
        after = inner;
    } while (inner);
    return all;
}

static need retrieved_need(layout *l, const fo_node *n, mpt base)
{
    const fo_node *found = layout_retrieve(l, n);
    return found ? children_need(l, found, base) : (need){0, 0};
}

/* A quarter turn: as wide as the content is high. */
static need turned_need(layout *l, const fo_node *n, mpt base)
{
    fo_range ipd = fo_range_of(n, PR_INLINE_PROGRESSION_DIMENSION);
    fo_range bpd = fo_range_of(n, PR_BLOCK_PROGRESSION_DIMENSION);
    mpt high;
    if (!bpd.opt_auto && !bpd.opt.percent)
        high = bpd.opt.fixed;
    else
        high = content_height(content_measure(l, n, ipd.opt_auto ? base : fo_len_at(ipd.opt, base)),
                              (place){0});
    return add((need){high, high}, indents(n));
}

static need container_need(layout *l, const fo_node *n, mpt base)
{
    fo_range ipd = fo_range_of(n, PR_INLINE_PROGRESSION_DIMENSION);
    if (!fo_is(n, PR_ABSOLUTE_POSITION, EN_AUTO))
        return (need){0, 0};
    if (fo_integer(n, PR_REFERENCE_ORIENTATION) % 180)
        return turned_need(l, n, base);
    if (!ipd.opt_auto && !ipd.opt.percent)
        return add((need){ipd.opt.fixed, ipd.opt.fixed}, indents(n));
    return add(children_need(l, n, base), indents(n));
}

/* Labels lie in the indent of the bodies. */
static need list_need(layout *l, const fo_node *n, mpt base)
{
    need all = {0, 0};
    for (const fo_node *i = fo_child(n); i; i = fo_next(i)) {
        if (fo_type_of(i) != FO_LIST_ITEM)
            continue;
        for (const fo_node *k = fo_child(i); k; k = fo_next(k))
            if (fo_type_of(k) == FO_LIST_ITEM_BODY)
                widen(&all, children_need(l, k, base));
    }
    return all;
}

static need inner_table_need(layout *l, const fo_node *n, mpt base)
{
    fo_range ipd = fo_range_of(n, PR_INLINE_PROGRESSION_DIMENSION);
    int64_t min = 0, max = 0;
    rows **groups;
    size_t count;
    table *t;
    const need *columns;

    if (!ipd.opt_auto && !ipd.opt.percent)
        return add((need){ipd.opt.fixed, ipd.opt.fixed}, indents(n));
    t = table_read(l, n, &groups, &count);
    columns = table_needs(l, t, groups, count, base);
    for (uint32_t i = 0; i < t->count; i++) {
        min += columns[i].min;
        max += columns[i].max;
    }
    return add((need){clamp(min), clamp(max)}, indents(n));
}

static need captioned_need(layout *l, const fo_node *n, mpt base)
{
    need all = {0, 0};

    if (!caption_aside(n))
        return children_need(l, n, base);
    for (const fo_node *k = fo_child(n); k; k = fo_next(k)) {
        const need one = object_need(l, k, base);
        all = (need){mpt_add(all.min, one.min), mpt_add(all.max, one.max)};
    }
    return all;
}

static need (*const handlers[FO_TYPE_COUNT])(layout *, const fo_node *, mpt) = {
    [FO_BLOCK] = block_need,
    [FO_BLOCK_CONTAINER] = container_need,
    [FO_TABLE] = inner_table_need,
    [FO_TABLE_AND_CAPTION] = captioned_need,
    [FO_TABLE_CAPTION] = children_need,
    [FO_LIST_BLOCK] = list_need,
    [FO_WRAPPER] = children_need,
    [FO_BIDI_OVERRIDE] = children_need,
    [FO_RETRIEVE_MARKER] = retrieved_need,
    [FO_RETRIEVE_TABLE_MARKER] = retrieved_need,
};

enum { MAX_DEPTH = 400 }; /* deeper ones are reported when they are measured */

static need object_need(layout *l, const fo_node *n, mpt base)
{
    need found = {0, 0};
    if (!handlers[fo_type_of(n)] || l->depth >= MAX_DEPTH)
        return found;
    l->depth++;
    found = handlers[fo_type_of(n)](l, n, base);
    l->depth--;
    return found;
}

need content_need(layout *l, const fo_node *n, mpt base)
{
    return children_need(l, n, base);
}

static need children_need(layout *l, const fo_node *parent, mpt base)
{
    need all = {0, 0};
    for (const fo_node *n = fo_child(parent); n; n = fo_next(n))
        widen(&all, object_need(l, n, base));
    return all;
}

/* ---- cells ---- */

/* With border, padding and separation, so that it compares with columns. A width of its own is the
 * least that it takes. */
static need cell_need(layout *l, const table *t, const cell *c, mpt base)
{
    fo_range ipd = fo_range_of(c->fo, PR_INLINE_PROGRESSION_DIMENSION);
    need inside = children_need(l, c->fo, base);
    mpt start, end;
    if (!ipd.opt_auto && !ipd.opt.percent) {
        inside.min = mpt_max(inside.min, ipd.opt.fixed);
        inside.max = inside.min;
    }
    cell_sides(t, c, base, &start, &end);
    return add(inside, (int64_t)start + end + t->gap_x);
}

/* A cell over several columns waits until those over one are known. */
typedef struct {
    uint32_t column, span;
    need need;
} spanning;

typedef struct {
    need *columns;
    spanning *wide;
    size_t wide_count, wide_cap;
    size_t cells;
} gauge;

static void gauge_cell(gauge *g, const cell *c, need n)
{
    spanning *s = g->wide_count ? &g->wide[g->wide_count - 1] : NULL;
    if (c->column_span == 1) {
        widen(&g->columns[c->column], n);
        return;
    }
    if (!s || s->column != c->column || s->span != c->column_span) {
        if (g->wide_count == g->wide_cap) {
            g->wide_cap = g->wide_cap ? g->wide_cap * 2 : 16;
            g->wide = mem_realloc(g->wide, g->wide_cap * sizeof *g->wide);
        }
        s = &g->wide[g->wide_count++];
        *s = (spanning){c->column, c->column_span, {0, 0}};
    }
    widen(&s->need, n);
}

static void gauge_groups(layout *l, const table *t, gauge *g, rows *const *groups, size_t count,
                         mpt base)
{
    arena *outer = l->mem;
    l->mem = arena_new();
    for (size_t k = 0; k < count; k++) {
        const rows *rs = groups[k];
        for (uint32_t i = 0; i < rs->cell_count; i++)
            if (rs->cell[i].fo) {
                gauge_cell(g, &rs->cell[i], cell_need(l, t, &rs->cell[i], base));
                g->cells++;
            }
        arena_reset(l->mem);
    }
    arena_free(l->mem);
    l->mem = outer;
}

/* ---- spans ---- */

static int by_span(const void *a, const void *b)
{
    const spanning *x = a, *y = b;
    if (x->span != y->span)
        return x->span < y->span ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* Columns whose width is given in lengths are taken as they are. */
static bool given(const column *c)
{
    return !c->fits && c->has_width && !(c->fo && fo_proportion(c->fo, PR_COLUMN_WIDTH) > 0);
}

/* Share `lack` among the columns that can grow, in proportion to what they hold (equally if
 * nothing). */
static void share_lack(const table *t, gauge *g, const spanning *s, mpt lack, size_t side)
{
    int64_t weight = 0, done = 0;
    mpt upto, before = 0;
    uint32_t open = 0;
    if (lack <= 0)
        return;
    for (uint32_t i = s->column; i < s->column + s->span; i++)
        if (!given(&t->columns[i])) {
            weight += g->columns[i].max;
            open++;
        }
    for (uint32_t i = s->column; i < s->column + s->span; i++) {
        mpt *width = side ? &g->columns[i].max : &g->columns[i].min;
        if (given(&t->columns[i]))
            continue;
        done += weight ? g->columns[i].max : 1;
        upto = mpt_scale(lack, done, weight ? weight : open);
        *width = clamp((int64_t)*width + upto - before);
        before = upto;
    }
}

static void spread_span(const table *t, gauge *g, const spanning *s)
{
    int64_t min = 0, max = 0;
    for (uint32_t i = s->column; i < s->column + s->span; i++)
        min += g->columns[i].min;
    share_lack(t, g, s, clamp(s->need.min - min), 0);
    for (uint32_t i = s->column; i < s->column + s->span; i++) {
        g->columns[i].max = mpt_max(g->columns[i].max, g->columns[i].min);
        max += g->columns[i].max;
    }
    share_lack(t, g, s, clamp(s->need.max - max), 1);
}

/* ---- the table ---- */

/* Lengths are needs already; percentages depend on the table. */
static void take_given(const table *t, gauge *g)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const column *c = &t->columns[i];
        fo_len w = c->fo && given(c) ? fo_length(c->fo, PR_COLUMN_WIDTH) : (fo_len){0, 0};
        if (given(c) && !w.percent)
            g->columns[i] = (need){clamp(w.fixed), clamp(w.fixed)};
    }
}

static const need *measure_needs(layout *l, table *t, rows *const *groups, size_t count, mpt base,
                                 size_t *cells)
{
    gauge g = {.columns = ARENA_ARRAY(l->mem, need, t->count + 1)};

    gauge_groups(l, t, &g, groups, count, base);
    take_given(t, &g);
    if (g.wide_count)
        qsort(g.wide, g.wide_count, sizeof *g.wide, by_span);
    for (size_t i = 0; i < g.wide_count; i++)
        spread_span(t, &g, &g.wide[i]);
    mem_free(g.wide);
    *cells = g.cells;
    return g.columns;
}

const need *table_needs(layout *l, table *t, rows *const *groups, size_t count, mpt base)
{
    const need *known = l->retrieval ? NULL : needs_known(l->needs, t->fo);
    size_t cells;

    if (known)
        return known;
    known = measure_needs(l, t, groups, count, base, &cells);
    /* what repeated columns cost must not exceed what their document does */
    if (!l->retrieval && t->count <= 16 + 4 * cells)
        needs_keep(l, t->fo, known, t->count);
    return known;
}
