/* relative.c - relative-position (XSL-FO 1.1, 7.13.5; CSS 2, 9.4.3): an area is moved by left or
 * right and top or bottom when all have their places, with what is in it. What stands around it
 * stays. */
#include "layout/page.h"

static bool moves(const area *a)
{
    return a->fo && (a->kind == AREA_BLOCK || a->kind == AREA_INLINE || a->kind == AREA_IMAGE) &&
           fo_is(a->fo, PR_RELATIVE_POSITION, EN_RELATIVE) &&
           fo_is(a->fo, PR_ABSOLUTE_POSITION, EN_AUTO);
}

/* Border and padding of the two sides. */
static mpt edges(const fo_node *fo, fo_side a, fo_side b)
{
    bool retain;

    return mpt_add(fo_border_of(fo, a).width + fo_padding_of(fo, a, &retain).fixed,
                   fo_border_of(fo, b).width + fo_padding_of(fo, b, &retain).fixed);
}

/* The content rectangle of the area around: the base of percentages; 0: a height that depends on
 * content. */
static void around(const area *a, mpt *w, mpt *h)
{
    const area *in = a->parent;
    fo_range height;

    while (in->kind == AREA_INLINE || in->kind == AREA_LINE)
        in = in->parent;
    *w = in->w - (in->fo ? edges(in->fo, SIDE_START, SIDE_END) : 0);
    *h = 0;
    if (in->kind == AREA_REGION) {
        *h = in->h - (in->fo ? edges(in->fo, SIDE_BEFORE, SIDE_AFTER) : 0);
    } else if (in->fo) {
        height = fo_range_of(in->fo, PR_BLOCK_PROGRESSION_DIMENSION);
        *h = height.opt_auto ? 0 : fo_len_at(height.opt, 0);
    }
}

/* `near` wins where both are given; neither: 0. */
static mpt shift(const fo_node *fo, fo_prop near, fo_prop far, mpt base)
{
    if (!fo_is(fo, near, EN_AUTO))
        return fo_len_at(fo_length(fo, near), base);
    return fo_is(fo, far, EN_AUTO) ? 0 : -fo_len_at(fo_length(fo, far), base);
}

void page_move_relative(area *in)
{
    mpt w, h;

    for (area *a = in->child; a; a = a->next) {
        if (moves(a)) {
            around(a, &w, &h);
            a->x = mpt_add(a->x, shift(a->fo, PR_LEFT, PR_RIGHT, w));
            a->y = mpt_add(a->y, shift(a->fo, PR_TOP, PR_BOTTOM, h));
        }
        page_move_relative(a);
    }
}
