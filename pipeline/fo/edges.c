/* edges.c - border and padding of an object's four sides, worked out when its own values are
 * packed.
 *
 * Layout asks for them several times a cell, and a border is four properties. None of these is
 * inherited (7.8), so all objects that share their own values share the outcome; only the colour of
 * a border without one is the object's `color` (7.8.7). */
#include <string.h>

#include "fo/fo_int.h"

/* The properties of an edge, by fo_side. */
static const struct {
    uint16_t color, style, width, padding, precedence;
} rows[4] = {
#define SIDE(s)                                                                                    \
    {                                                                                              \
        PR_BORDER_##s##_COLOR, PR_BORDER_##s##_STYLE, PR_BORDER_##s##_WIDTH, PR_PADDING_##s,       \
            PR_BORDER_##s##_PRECEDENCE                                                             \
    }
    SIDE(BEFORE), SIDE(AFTER), SIDE(START), SIDE(END)};

static const fo_value *value_in(const fo_tree *t, const fo_own *own, fo_prop p)
{
    const fo_value *v = own_value(own, p);

    return v ? v : initial_value(t, p);
}

/* A length and its conditionality. */
static fo_len conditional(const fo_tree *t, const fo_own *own, fo_prop p, bool *retain)
{
    const fo_value *v = value_in(t, own, p);

    *retain = v->form == FORM_PARTS && value_retains(&v->u.parts[1]);
    return value_length(main_part(t, p, v));
}

static void pack_side(const fo_tree *t, const fo_own *own, fo_side side, fo_edge *e)
{
    const fo_value *style = value_in(t, own, rows[side].style);
    fo_border *b = &e->border;

    b->style = style->form == FORM_KEYWORD ? (fo_keyword)style->keyword : EN_NONE_GIVEN;
    b->width = conditional(t, own, rows[side].width, &b->retain).fixed;
    if (b->style == EN_NONE || b->style == EN_HIDDEN)
        b->width = 0;
    b->precedence = value_strength(value_in(t, own, rows[side].precedence), EN_FORCE);
    e->colored = value_color(value_in(t, own, rows[side].color), &b->color);
    e->padding = conditional(t, own, rows[side].padding, &e->retain);
}

const fo_edge *edges_pack(fo_tree *t, const fo_own *own)
{
    fo_edge e[4];

    memset(e, 0, sizeof e); /* equal ones are equal bytes */
    for (fo_side side = SIDE_BEFORE; side <= SIDE_END; side++)
        pack_side(t, own, side, &e[side]);
    return intern_bytes(t->mem, &t->blobs, e, sizeof e);
}

fo_border fo_border_of(const fo_node *n, fo_side side)
{
    const fo_edge *e = &n->own->edges[side];
    fo_border b = e->border;

    if (!e->colored)
        b.color = fo_color_of(n, PR_COLOR);
    return b;
}

fo_len fo_padding_of(const fo_node *n, fo_side side, bool *retain)
{
    const fo_edge *e = &n->own->edges[side];

    if (retain)
        *retain = e->retain;
    return e->padding;
}
