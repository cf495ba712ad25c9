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

/* Of halves of one direction and side. */
static int by_place(const void *x, const void *y)
{
    const half *a = *(half *const *)x, *b = *(half *const *)y;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* Halves of one direction and side, in order. */
typedef struct {
    half **at, **end;
} half_row;

/* The half at `pos` or NULL; `*next` is where that changes. */
static const half *half_at(half_row *row, mpt pos, mpt *next)
{
    while (row->at < row->end && (*row->at)->to <= pos)
        row->at++;
    if (row->at == row->end)
        return NULL;
    if ((*row->at)->from > pos) {
        *next = mpt_min(*next, (*row->at)->from);
        return NULL;
    }
    *next = mpt_min(*next, (*row->at)->to);
    return *row->at;
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

enum { GROUPS = 4 };

static int group_of(const half *h)
{
    return h->vertical * 2 + h->beyond;
}

/* Cells come row by row: what is horizontal is in order as it comes, but for cells over rows. */
static void put_in_order(half_row row)
{
    half **h = row.at;

    while (h + 1 < row.end && by_place(&h[0], &h[1]) <= 0)
        h++;
    if (h + 1 < row.end)
        qsort(row.at, (size_t)(row.end - row.at), sizeof *row.at, by_place);
}

/* The halves by direction and side, each in order; their addresses in `place`. */
static void group(half *h, size_t n, half **place, half_row groups[GROUPS])
{
    size_t counts[GROUPS] = {0};

    for (size_t i = 0; i < n; i++)
        counts[group_of(&h[i])]++;
    for (int g = 0; g < GROUPS; place += counts[g++])
        groups[g] = (half_row){place, place};
    for (size_t i = 0; i < n; i++)
        *groups[group_of(&h[i])].end++ = &h[i];
    for (int g = 0; g < GROUPS; g++)
        put_in_order(groups[g]);
}

static mpt next_line(const half_row *row)
{
    return row->at < row->end ? (*row->at)->line : MPT_MAX;
}

/* Those of the line, taken off the row. */
static half_row take_line(half_row *row, mpt line)
{
    half_row taken = {row->at, row->at};

    while (taken.end < row->end && (*taken.end)->line == line)
        taken.end++;
    row->at = taken.end;
    return taken;
}

static void halves_to_arms(half *h, size_t n, arms *as)
{
    half **place = mem_take(n * sizeof *place);
    half_row groups[GROUPS];

    group(h, n, place, groups);
    for (half_row *g = groups; g < groups + GROUPS; g += 2)
        while (g[0].at < g[0].end || g[1].at < g[1].end) {
            const mpt line = mpt_min(next_line(&g[0]), next_line(&g[1]));
            const half_row before = take_line(&g[0], line);
            line_arms(as, before, take_line(&g[1], line));
        }
    mem_free(place);
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
