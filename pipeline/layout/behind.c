/* behind.c - images behind the cells of a table: each cell shows what of the image of its column, part or row
 * lies where the cell is (CSS 2, 17.5.1). How much of a part a page takes is known when the table's fragment
 * is complete. */
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

static bool same_box(const behind *a, const behind *b)
{
    return a->fo == b->fo && a->part == b->part && a->x == b->x;
}

/* Cells reach into rows below, a row's box does not. */
static mpt end_of(const behind *b)
{
    const mpt top = b->row->y, low = top + b->cell->y + b->cell->h;
    return mpt_max(top + b->row->h, fo_type_of(b->fo) == FO_TABLE_ROW ? top : low);
}

static void settle(const behind_list *l, const behind *b)
{
    mpt top = b->row->y, end = end_of(b);

    for (size_t i = 0; i < l->count; i++) {
        const behind *o = &l->of[i];
        if (!same_box(o, b))
            continue;
        top = mpt_min(top, o->row->y);
        end = mpt_max(end, end_of(o));
    }
    *b->in = (area_rect){b->x - b->cell->x, top - b->row->y - b->cell->y, b->w, end - top};
}

void behind_settle(const behind_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        settle(l, &l->of[i]);
}
