/* para_align.c - baselines and the height of lines (XSL-FO 1.1, 4.5, 7.14).
 *
 * Each inline aligns one of its own baselines with one of its parent's, then shifts. All baselines
 * are taken from the face's ascender, descender and x-height: hanging at 8/10 of the ascender,
 * mathematical at half of it. What is aligned with the line's own edges can only be placed when the
 * rest of the line is known, so everything inside it is kept relative to it (`anchor`).
 *
 * A line is at least as high as the block's own text; half of the block's leading stands above and
 * half below the highest and deepest of what it holds. */
#include "layout/para_int.h"

typedef struct {
    mpt above, below, x_height;
} baselines;

static baselines baselines_of(const para_style *st)
{
    return (baselines){st->ascent, st->descent, st->x_height};
}

/* Height of baseline `k` over the alphabetic one. */
static mpt baseline_at(fo_keyword k, baselines b)
{
    switch (k) {
    case EN_BEFORE_EDGE:
    case EN_TEXT_BEFORE_EDGE:
    case EN_TEXT_TOP:
    case EN_TOP:
        return b.above;
    case EN_AFTER_EDGE:
    case EN_TEXT_AFTER_EDGE:
    case EN_TEXT_BOTTOM:
    case EN_BOTTOM:
    case EN_IDEOGRAPHIC:
        return -b.below;
    case EN_CENTRAL:
        return (b.above - b.below) / 2;
    case EN_MIDDLE:
        return b.x_height / 2;
    case EN_HANGING:
        return mpt_scale(b.above, 8, 10);
    case EN_MATHEMATICAL:
        return b.above / 2;
    default:
        return 0;
    }
}

static fo_keyword line_edge(fo_keyword k)
{
    if (k == EN_BEFORE_EDGE || k == EN_TOP)
        return EN_BEFORE_EDGE;
    return k == EN_AFTER_EDGE || k == EN_BOTTOM ? EN_AFTER_EDGE : EN_NONE_GIVEN;
}

/* dominant-baseline is not inherited, but its table is: the nearest one that is set. */
static fo_keyword dominant(const para_scope *s)
{
    for (; s; s = s->parent) {
        fo_keyword k = fo_enum(s->fo, PR_DOMINANT_BASELINE);
        if (k == EN_NO_CHANGE || k == EN_RESET_SIZE || k == EN_AUTO || k == EN_USE_SCRIPT)
            continue;
        return k;
    }
    return EN_ALPHABETIC;
}

/* Height over the scope's alphabetic baseline of the point that is aligned. */
static mpt alignment_point(const para_scope *s, fo_keyword baseline, const para_extent *graphic)
{
    baselines own = baselines_of(s->style);
    fo_keyword adjust = fo_enum(s->fo, PR_ALIGNMENT_ADJUST);

    if (graphic) {
        own.above = graphic->above;
        own.below = 0;
        own.x_height = graphic->above;
    }
    if (adjust == EN_AUTO)
        return baseline_at(baseline, own);
    if (adjust == EN_NONE_GIVEN)
        return fo_len_at(fo_length(s->fo, PR_ALIGNMENT_ADJUST),
                         graphic ? graphic->above : s->style->line_height);
    return baseline_at(adjust, own);
}

static mpt baseline_shift(const para_scope *s)
{
    switch (fo_enum(s->fo, PR_BASELINE_SHIFT)) {
    case EN_SUB:
        return -s->style->x_height / 2;
    case EN_SUPER:
        return s->parent->style->x_height;
    case EN_NONE_GIVEN:
        return fo_len_at(fo_length(s->fo, PR_BASELINE_SHIFT), s->parent->style->line_height);
    default:
        return 0;
    }
}

void para_scope_align(para_scope *s, const para_extent *graphic)
{
    fo_keyword k = fo_enum(s->fo, PR_ALIGNMENT_BASELINE), edge = line_edge(k);
    bool automatic = k == EN_AUTO || k == EN_NONE_GIVEN;
    const para_scope *up = s->parent;

    s->anchor = up->anchor;
    s->edge = up->edge;
    if (edge && !fo_is(s->fo, PR_ALIGNMENT_ADJUST, EN_AUTO))
        edge = EN_NONE_GIVEN;
    if (edge) {
        s->anchor = s;
        s->edge = edge;
        s->shift = baseline_shift(s);
        return;
    }
    if (automatic || k == EN_BASELINE)
        k = dominant(up);
    s->shift = up->shift + baseline_at(k, baselines_of(up->style)) -
               alignment_point(s, k, graphic) + baseline_shift(s);
}

para_extent para_scope_extent(const para_scope *s)
{
    return (para_extent){s->style->ascent, s->style->descent};
}

/* ---- the line ---- */

typedef struct {
    mpt up, down;              /* of the line's baseline */
    mpt top_high, bottom_high; /* highest of what is aligned with its edges */
} extents;

static para_extent half_led(const para_style *st, para_extent e)
{
    mpt lead = st->line_height - e.above - e.below, half = lead / 2;
    return (para_extent){e.above + half, e.below + lead - half};
}

static void include(extents *x, const para_scope *s, para_extent e)
{
    mpt high = e.above + e.below;

    if (s->anchor && s->edge == EN_BEFORE_EDGE) {
        x->top_high = mpt_max(x->top_high, high);
    } else if (s->anchor) {
        x->bottom_high = mpt_max(x->bottom_high, high);
    } else {
        x->up = mpt_max(x->up, e.above + s->shift);
        x->down = mpt_max(x->down, e.below - s->shift);
    }
}

static para_extent object_extent(const para_object *o)
{
    const para_scope *s = o->scope;
    mpt above = o->h + s->border[SIDE_BEFORE] + s->padding[SIDE_BEFORE];
    mpt below = s->border[SIDE_AFTER] + s->padding[SIDE_AFTER];

    return (para_extent){above + below, 0};
}

static void include_item(const para *p, extents *x, const para_item *it, bool css)
{
    const para_scope *s = p->scopes[it->scope];
    para_extent e;

    switch (it->kind) {
    case ITEM_WORD:
    case ITEM_SPACE:
    case ITEM_NUMBER:
    case ITEM_LEADER:
        e = para_scope_extent(s);
        break;
    case ITEM_OBJECT:
        include(x, it->u.object->scope, object_extent(it->u.object));
        return;
    default:
        return;
    }
    include(x, s, css ? half_led(s->style, e) : e);
}

/* What stands at the edges makes the line higher where the other side is. */
static void include_edges(extents *x)
{
    if (x->top_high > x->up + x->down)
        x->down = x->top_high - x->up;
    if (x->bottom_high > x->up + x->down)
        x->up = x->bottom_high - x->down;
}

void para_line_heights(para *p, para_line *line)
{
    const para_style *st = p->scopes[0]->style;
    mpt lead = st->line_height - st->ascent - st->descent, half = lead / 2;
    bool css = p->stacking == EN_LINE_HEIGHT;
    extents x = {st->ascent, st->descent, 0, 0};

    line->height = st->line_height;
    line->baseline = half + st->ascent;
    if (!p->mixed || p->stacking == EN_FONT_HEIGHT)
        return;
    if (css)
        x = (extents){x.up + half, x.down + lead - half, 0, 0};
    for (uint32_t i = p->points[line->from].item; i < p->points[line->to].item; i++)
        include_item(p, &x, &p->items[i], css);
    if (p->points[line->to].offset)
        include_item(p, &x, &p->items[p->points[line->to].item], css);
    include_edges(&x);
    line->baseline = x.up + (css ? 0 : half);
    line->height = x.up + x.down + (css ? 0 : lead);
}

mpt para_raise(const para *p, const para_scope *s, const para_line *line)
{
    const para_style *st = p->scopes[0]->style;
    mpt lead = st->line_height - st->ascent - st->descent, half = lead / 2, up, down;
    para_extent e;

    if (!s->anchor)
        return s->shift;
    if (p->stacking == EN_LINE_HEIGHT)
        lead = half = 0;
    up = line->baseline - half;
    down = line->height - line->baseline - (lead - half);
    e = s->anchor->graphic_height ? (para_extent){s->anchor->graphic_height, 0}
                                  : para_scope_extent(s->anchor);
    return s->shift + (s->edge == EN_BEFORE_EDGE ? up - e.above : e.below - down);
}
