/* border_queue.c - collapsed borders of a table, painted when the table is complete.
 *
 * Each cell brings its edges; an edge lies on a grid line and reaches out of the cell by its spill. A
 * segment is such a piece of a grid line, lengthened by the spill of the edges across it, so that
 * corners are closed. Sorted by look and place, touching segments follow each other and become
 * one line: a table of a thousand cells is some dozens of lines, without seams between the cells.
 * Wider lines come later, since the wider border wins a crossing (CSS 2, 17.6.2). */
#include <stdlib.h>
#include <string.h>

#include "pdf/border.h"

typedef struct {
    mpt middle, from, to, width;
    fo_keyword style;
    fo_color color;
    fo_side side; /* BEFORE or START: which way it runs */
    size_t order;
} segment;

struct border_queue {
    segment *items;
    size_t count, cap;
};

border_queue *border_queue_new(void)
{
    return mem_alloc(sizeof(border_queue));
}

void border_queue_free(border_queue *q)
{
    if (!q)
        return;
    mem_free(q->items);
    mem_free(q);
}

size_t border_queue_mark(const border_queue *q)
{
    return q->count;
}

static void add(border_queue *q, segment s)
{
    if (q->count == q->cap) {
        q->cap = q->cap ? q->cap * 2 : 256;
        q->items = mem_realloc(q->items, q->cap * sizeof *q->items);
    }
    s.order = q->count;
    q->items[q->count++] = s;
}

void border_queue_add(border_queue *q, const area_box *b, box_rect r)
{
    const mpt *spill = b->spill;

    for (int side = 0; side < 4; side++) {
        const area_edge *e = &b->edge[side];
        segment s = {0, 0, 0, e->width, e->style, e->color, SIDE_BEFORE, 0};
        mpt in = e->width / 2 - spill[side]; /* from the box's side inwards to the middle */

        if (!edge_visible(e) || in < -FARTHEST || in > FARTHEST)
            continue;
        if (side == SIDE_BEFORE || side == SIDE_AFTER) {
            s.middle = side == SIDE_BEFORE ? r.y - in : r.y - r.h + in;
            s.from = r.x - spill[SIDE_START];
            s.to = r.x + r.w + spill[SIDE_END];
        } else {
            s.side = SIDE_START;
            s.middle = side == SIDE_START ? r.x + in : r.x + r.w - in;
            s.from = r.y - r.h - spill[SIDE_AFTER];
            s.to = r.y + spill[SIDE_BEFORE];
        }
        add(q, s);
    }
}

static int compare_mpt(mpt a, mpt b)
{
    return a < b ? -1 : a > b;
}

static uint32_t color_key(fo_color c)
{
    return (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

static int by_look_and_place(const void *x, const void *y)
{
    const segment *a = x, *b = y;
    int c = compare_mpt(a->width, b->width);

    if (!c)
        c = (a->style > b->style) - (a->style < b->style);
    if (!c)
        c = (color_key(a->color) > color_key(b->color)) -
            (color_key(a->color) < color_key(b->color));
    if (!c)
        c = (a->side > b->side) - (a->side < b->side);
    if (!c)
        c = compare_mpt(a->middle, b->middle);
    if (!c)
        c = compare_mpt(a->from, b->from);
    if (!c)
        c = (a->order > b->order) - (a->order < b->order);
    return c;
}

static bool continues(const segment *a, const segment *b)
{
    return a->width == b->width && a->style == b->style && a->side == b->side &&
           a->middle == b->middle && b->from <= a->to && color_key(a->color) == color_key(b->color);
}

static void paint(content *c, const segment *s)
{
    const area_edge e = {s->width, s->style, s->color};
    const mpt length = s->to - s->from;

    if (s->side == SIDE_BEFORE)
        edge_paint(c, &e, s->side, (box_rect){s->from, s->middle + s->width / 2, length, s->width});
    else
        edge_paint(c, &e, s->side, (box_rect){s->middle - s->width / 2, s->to, s->width, length});
}

void border_queue_paint(border_queue *q, size_t mark, content *c)
{
    size_t n = q->count - mark;
    segment *s;

    if (!n)
        return;
    s = q->items + mark;
    qsort(s, n, sizeof *s, by_look_and_place);
    for (size_t i = 0; i < n;) {
        segment whole = s[i++];
        for (; i < n && continues(&whole, &s[i]); i++)
            whole.to = mpt_max(whole.to, s[i].to);
        paint(c, &whole);
    }
    q->count = mark;
}
