/* behind.c - images behind the cells of a table: each cell shows what of the image of its column,
 * part or row lies where the cell is (CSS 2, 17.5.1). How much of a part a page takes is known when
 * the table's fragment is complete. */
#include <stdlib.h>

#include "layout/content.h"

void behind_add(arena *mem, behind_list *l, behind b)
{
    area_box *own = arena_memdup(mem, b.cell->box, sizeof *own);

    b.in = ARENA_NEW(mem, area_rect);
    own->image_in = b.in;
    b.cell->box = own;
    l->of = arena_grow(mem, l->of, &l->cap, l->count + 1, sizeof *l->of);
    l->of[l->count++] = b;
}

static int by_pointer(const void *a, const void *b)
{
    return (uintptr_t)a < (uintptr_t)b ? -1 : (uintptr_t)a > (uintptr_t)b;
}

/* Those of one box, which is a column's, a row's or a part's, are equal. */
static int by_box(const void *left, const void *right)
{
    const behind *a = left, *b = right;

    if (a->fo != b->fo)
        return by_pointer(a->fo, b->fo);
    if (a->part != b->part)
        return by_pointer(a->part, b->part);
    return a->x < b->x ? -1 : a->x > b->x;
}

/* Cells reach into rows below, a row's box does not. */
static mpt end_of(const behind *b)
{
    const mpt top = b->row->y, low = top + b->cell->y + b->cell->h;
    return mpt_max(top + b->row->h, fo_type_of(b->fo) == FO_TABLE_ROW ? top : low);
}

/* The `n` of one box show each its part of it. */
static void settle(const behind *of, size_t n)
{
    mpt top = of->row->y, end = end_of(of);

    for (size_t i = 1; i < n; i++) {
        top = mpt_min(top, of[i].row->y);
        end = mpt_max(end, end_of(&of[i]));
    }
    for (size_t i = 0; i < n; i++)
        *of[i].in = (area_rect){of[i].x - of[i].cell->x, top - of[i].row->y - of[i].cell->y,
                                of[i].w, end - top};
}

void behind_settle(const behind_list *l)
{
    size_t n;

    if (l->count)
        qsort(l->of, l->count, sizeof *l->of, by_box);
    for (size_t i = 0; i < l->count; i += n) {
        for (n = 1; i + n < l->count && !by_box(&l->of[i], &l->of[i + n]); n++)
            continue;
        settle(&l->of[i], n);
    }
}
