/* row_align.c - relative-align="baseline" (XSL-FO 1.1, 7.14.6): the first lines of a row's cells,
 * or of a list item's label and body, stand on one baseline. Those that would stand higher move
 * down: the distance becomes padding of the cell, which does not come again where a break divides
 * it. */
#include "layout/table.h"

static bool asks(const cell *c)
{
    return c->fo && c->content && fo_is(c->fo, PR_RELATIVE_ALIGN, EN_BASELINE) &&
           (fo_type_of(c->fo) != FO_TABLE_CELL || fo_is(c->fo, PR_DISPLAY_ALIGN, EN_AUTO));
}

/* That of the first cell or of an upright container, of which the pen is at the top. */
static mpt inner_baseline(const item *it, mpt top)
{
    const box *b = it->kind == ITEM_BOX ? it->u.box : NULL;
    const cell *c = it->kind == ITEM_ROWS && it->u.rows->cell_count ? &it->u.rows->cell[0] : NULL;
    content *inside = b ? b->content : c ? c->content : NULL;
    const mpt y = inside && !(b && b->rotation) ? content_baseline(inside) : -1;

    if (y < 0)
        return -1;
    return mpt_add(top, y + (b ? b->content_y : edge_size(&c->before, false) + c->margin));
}

mpt content_baseline(content *c)
{
    stack pen;

    stack_start(&pen, c->l->mem, 0);
    pen.at_start = true;
    for (size_t i = 0; content_has(c, i); i++) {
        const item *it = &c->items[i];
        switch ((item_kind)it->kind) {
        case ITEM_OPEN:
            stack_open(&pen, it->frame, false, NULL);
            break;
        case ITEM_CLOSE:
            stack_close(&pen, it->frame, false, NULL);
            break;
        case ITEM_LINE:
            stack_settle(&pen, false);
            return mpt_add(pen.y, it->u.line.line->baseline);
        case ITEM_BOX:
        case ITEM_ROWS:
            if (it->kind == ITEM_BOX && it->u.box->positioned)
                break;
            stack_settle(&pen, false);
            return inner_baseline(it, pen.y);
        case ITEM_ANCHOR:
            break;
        }
    }
    return -1;
}

/* How far below the row's top the baseline is where nothing is moved; -1: none. */
static mpt own_baseline(const cell *c)
{
    const mpt y = content_baseline(c->content);

    return y < 0 ? -1 : y + edge_size(&c->before, false) - c->drop + c->margin;
}

/* The cells from `from` on that begin in one row. */
static uint32_t align_row(rows *rs, uint32_t from)
{
    mpt lowest = -1;
    uint32_t end = from;

    for (; end < rs->cell_count && rs->cell[end].row == rs->cell[from].row; end++)
        if (asks(&rs->cell[end]))
            lowest = mpt_max(lowest, own_baseline(&rs->cell[end]));
    for (uint32_t i = from; i < end && lowest >= 0; i++) {
        cell *c = &rs->cell[i];
        const mpt own = asks(c) ? own_baseline(c) : -1;
        if (own < 0)
            continue;
        c->before.padding += lowest - own - c->drop;
        c->drop = lowest - own;
    }
    return end;
}

void rows_align(rows *rs)
{
    for (uint32_t i = 0; i < rs->cell_count;)
        i = align_row(rs, i);
}
