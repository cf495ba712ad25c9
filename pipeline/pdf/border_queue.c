/* border_queue.c - collapsed borders of a table, painted when the table is complete.
 *
 * Each cell brings the halves of the borders around it that lie in it: a half is a piece of a grid
 * line and the side of the line on which the cell is. The two halves of a line are laid beside each
 * other and cut wherever one of them ends (cells may span); what results are arms, which meet in
 * joints (border_joint.c). Arms of one look that follow each other are one line: a table of a
 * thousand cells is some dozens of lines, without seams between the cells. */
#include <stdlib.h>

#include "base/arena.h"
#include "pdf/border_int.h"

typedef struct {
    bool vertical, beyond; /* the cell lies below, or right of, the line */
    mpt line, from, to;
    area_edge look;
} half;

struct border_queue {
    half *items;
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

static void add(border_queue *q, half h)
{
    if (h.from >= h.to)
        return;
    if (q->count == q->cap) {
        q->cap = q->cap ? q->cap * 2 : 256;
        q->items = mem_realloc(q->items, q->cap * sizeof *q->items);
    }
    q->items[q->count++] = h;
}

/* Where borders collapse, the light comes from within: inset is ridge, outset is groove (CSS 2,
 * 17.6.3). */
static area_edge collapsed_look(area_edge e)
{
    if (e.style == EN_INSET)
        e.style = EN_RIDGE;
    if (e.style == EN_OUTSET)
        e.style = EN_GROOVE;
    return e;
}

/* From here on y grows downwards. */
void border_queue_add(border_queue *q, const area_box *b, box_rect r)
{
    const mpt top = -r.y, bottom = -r.y + r.h, left = r.x, right = r.x + r.w;

    for (int side = 0; side < 4; side++) {
        half h = {.look = collapsed_look(b->edge[side])};
        if (!edge_visible(&b->edge[side]))
            continue;
        h.vertical = side == SIDE_START || side == SIDE_END;
        h.beyond = side == SIDE_START || side == SIDE_BEFORE;
        h.from = h.vertical ? top : left;
        h.to = h.vertical ? bottom : right;
        h.line = h.vertical ? (h.beyond ? left : right) : (h.beyond ? top : bottom);
        add(q, h);
    }
}

/* ---- arms ---- */

static int by_place(const void *x, const void *y)
{
    const half *a = x, *b = y;

    if (a->vertical != b->vertical)
        return a->vertical - b->vertical;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->beyond != b->beyond)
        return a->beyond - b->beyond;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* The halves of one side of a line, in order. */
typedef struct {
    const half *at, *end;
} half_row;

/* The half at `pos` or NULL; `*next` is where that changes. */
static const half *half_at(half_row *row, mpt pos, mpt *next)
{
    while (row->at < row->end && row->at->to <= pos)
        row->at++;
    if (row->at == row->end)
        return NULL;
    if (row->at->from > pos) {
        *next = mpt_min(*next, row->at->from);
        return NULL;
    }
    *next = mpt_min(*next, row->at->to);
    return row->at;
}

static void arms_add(arms *as, const half *before, const half *beyond, mpt from, mpt to)
{
    const half *any = before ? before : beyond;
    arm *a;

    if (as->count == as->cap) {
        as->cap = as->cap ? as->cap * 2 : 256;
        as->items = mem_realloc(as->items, as->cap * sizeof *as->items);
    }
    a = &as->items[as->count++];
    *a = (arm){.vertical = any->vertical, .line = any->line, .from = from, .to = to};
    a->look[0] = before ? before->look : any->look;
    a->look[1] = beyond ? beyond->look : any->look;
}

/* Both sides of one line, from one place where something changes to the next. */
static void line_arms(arms *as, half_row before, half_row beyond)
{
    mpt pos = -MPT_MAX;
    for (;;) {
        mpt next = MPT_MAX;
        const half *a = half_at(&before, pos, &next), *b = half_at(&beyond, pos, &next);
        if (next == MPT_MAX)
            return;
        if (a || b)
            arms_add(as, a, b, pos, next);
        pos = next;
    }
}

static size_t run_end(const half *h, size_t i, size_t n)
{
    size_t k = i;
    while (k < n && h[k].vertical == h[i].vertical && h[k].line == h[i].line &&
           h[k].beyond == h[i].beyond)
        k++;
    return k;
}

static void halves_to_arms(half *h, size_t n, arms *as)
{
    qsort(h, n, sizeof *h, by_place);
    for (size_t i = 0; i < n;) {
        size_t before = h[i].beyond ? i : run_end(h, i, n), end = before;
        if (before < n && h[before].beyond && h[before].line == h[i].line &&
            h[before].vertical == h[i].vertical)
            end = run_end(h, before, n);
        line_arms(as, (half_row){h + i, h + before}, (half_row){h + before, h + end});
        i = end;
    }
}

void border_queue_paint(border_queue *q, size_t mark, content *c)
{
    arms as = {0};
    size_t n = q->count - mark;

    if (!n)
        return;
    halves_to_arms(q->items + mark, n, &as);
    arms_paint(&as, c);
    mem_free(as.items);
    q->count = mark;
}
