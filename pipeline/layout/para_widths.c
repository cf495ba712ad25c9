/* para_widths.c - how narrow and how wide a paragraph may be, for automatic table columns.
 *
 * The narrowest measure is the widest piece between two break opportunities, the widest one the
 * widest line between forced breaks. One pass over the items. */
#include "layout/para_int.h"

typedef struct {
    int64_t piece, line; /* since the last opportunity, since the last forced break */
    int64_t fall;        /* of them, spaces that fall if the line ends here */
    int64_t min, max;
    bool begun; /* something of the line stands already */
} gauge;

static void end_piece(gauge *g)
{
    if (g->piece - g->fall > g->min)
        g->min = g->piece - g->fall;
    g->piece = 0;
}

static void end_line(gauge *g)
{
    end_piece(g);
    if (g->line - g->fall > g->max)
        g->max = g->line - g->fall;
    g->line = g->fall = 0;
    g->begun = false;
}

static void gauge_item(gauge *g, const para_item *it)
{
    mpt w = it->width;

    if (it->kind == ITEM_LEADER)
        w = para_leader_length(it->u.leader, 0).opt;
    if (it->flags & ITEM_DROP_START && !g->begun)
        return;
    g->piece += w;
    g->line += w;
    if (it->flags & ITEM_DROP_END)
        g->fall += w;
    else if (it->kind != ITEM_OPEN && it->kind != ITEM_CLOSE) {
        g->fall = 0;
        g->begun = true;
    }
}

void para_widths(para *p, mpt *min, mpt *max)
{
    gauge g = {0};
    mpt indent = p->starts ? para_limit(p->indent.fixed) : 0;

    g.piece = g.line = indent;
    for (size_t i = 0; i < p->count; i++) {
        const para_item *it = &p->items[i];
        if (it->kind == ITEM_NEWLINE) {
            end_line(&g);
            continue;
        }
        if (it->flags & ITEM_BREAK) {
            end_piece(&g);
            g.fall = 0;
        }
        gauge_item(&g, it);
    }
    end_line(&g);
    *min = g.min > MPT_MAX ? MPT_MAX : (mpt)g.min;
    *max = g.max > MPT_MAX ? MPT_MAX : (mpt)g.max;
}
