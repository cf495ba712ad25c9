/* table_cell.c - the rectangles of the cells of a row group, in both border models.
 *
 * Separate: a cell's border rectangle is its columns' width less border-separation, half of it on
 * each side; border and padding are its own. Collapsed: the border rectangle is the whole width of
 * the columns, and of each shared border half lies in the cell; what is painted is centred on the
 * line. */
#include "layout/table_int.h"

static mpt padding_of(const cell *c, fo_side side, mpt base)
{
    bool retain;
    return c->fo ? fo_len_at(fo_padding_of(c->fo, side, &retain), base) : 0;
}

void cell_sides(const table *t, const cell *c, mpt base, mpt *start, mpt *end)
{
    edge s, e;
    *start = *end = 0;
    if (t->collapse) {
        *start = c->edges[SIDE_START].width / 2 + padding_of(c, SIDE_START, base);
        *end = c->edges[SIDE_END].width / 2 + padding_of(c, SIDE_END, base);
    } else if (c->fo) {
        s = edge_of(c->fo, SIDE_START, base);
        e = edge_of(c->fo, SIDE_END, base);
        *start = edge_size(&s, false);
        *end = edge_size(&e, false);
    }
}

static void place_separate(cell *c, mpt base)
{
    if (!c->fo)
        return;
    c->before = edge_of(c->fo, SIDE_BEFORE, base);
    c->after = edge_of(c->fo, SIDE_AFTER, base);
    for (int s = 0; s < 4; s++) {
        fo_border b = fo_border_of(c->fo, (fo_side)s);
        c->edges[s] = (area_edge){b.width, b.style, b.color};
    }
}

/* Parts that are all alike are one side. */
static void join_parts(cell *c)
{
    for (int s = 0; s < 4; s++) {
        const bool along = s == SIDE_BEFORE || s == SIDE_AFTER;
        const uint32_t n = along ? c->column_span : c->last_row - c->row + 1;
        uint32_t i = 0;
        while (c->parts[s] && i < n && edge_equal(&c->parts[s][i], &c->edges[s]))
            i++;
        if (i == n)
            c->parts[s] = NULL;
    }
}

/* edges[] and their widths are known from table_collapse. */
static void place_collapsed(cell *c, mpt base)
{
    join_parts(c);
    if (c->fo) {
        c->before = edge_of(c->fo, SIDE_BEFORE, base);
        c->after = edge_of(c->fo, SIDE_AFTER, base);
    }
    c->before.border = c->edges[SIDE_BEFORE].width / 2;
    c->after.border = c->edges[SIDE_AFTER].width / 2;
    for (int s = 0; s < 4; s++)
        c->spill[s] = c->edges[s].width / 2;
}

void cells_place(measurer *m, table *t, rows *rs)
{
    (void)m;
    for (uint32_t i = 0; i < rs->cell_count; i++) {
        cell *c = &rs->cell[i];
        const column *last = &t->columns[c->column + c->column_span - 1];
        mpt x = t->columns[c->column].x;
        c->width = last->x + last->width - x;
        c->x = x;
        c->drop = 0;
        cell_sides(t, c, t->width, &c->content_x, &c->end_edge);
        if (t->collapse) {
            place_collapsed(c, t->width);
            continue;
        }
        c->x += t->gap_x / 2;
        c->width -= t->gap_x;
        c->margin = t->gap_y / 2;
        place_separate(c, t->width);
    }
}
