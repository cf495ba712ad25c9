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

/* dominant-baseline is not inherited, but its table is (7.14.5): it lies where the last object has
 * put it that named a baseline, reset the size or was shifted. */
static void set_table(para_scope *s, bool shifted)
{
    fo_keyword k = fo_enum(s->fo, PR_DOMINANT_BASELINE);
    bool named = k != EN_AUTO && k != EN_NO_CHANGE && k != EN_RESET_SIZE && k != EN_USE_SCRIPT;
    const para_scope *up = s->parent;

    s->dominant = named ? k : up ? up->dominant : EN_ALPHABETIC;
    s->table = !up || named || shifted || k == EN_RESET_SIZE ? s : up->table;
}

/* Height over the scope's alphabetic baseline of the point that is aligned. */
static mpt alignment_point(const para_scope *s, fo_keyword baseline, const para_extent *graphic)
{
    baselines own = baselines_of(s->style);
    fo_keyword adjust = fo_enum(s->fo, PR_ALIGNMENT_ADJUST);

    if (graphic) {
        own.above = graphic->above;
        own.below = graphic->below;
        own.x_height = graphic->above - graphic->below;
    }
    if (adjust == EN_AUTO)
        return baseline_at(baseline, own);
    if (adjust == EN_NONE_GIVEN) /* raises the object, as vertical-align does through it */
        return -para_limit(fo_len_at(fo_length(s->fo, PR_ALIGNMENT_ADJUST),
                                     graphic ? graphic->above : s->style->line_height));
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
        return para_limit(
            fo_len_at(fo_length(s->fo, PR_BASELINE_SHIFT), s->parent->style->line_height));
    default:
        return 0;
    }
}

void para_scope_align(para_scope *s, const para_extent *graphic)
{
    const para_scope *up = s->parent, *table;
    fo_keyword k = fo_enum(s->fo, PR_ALIGNMENT_BASELINE);
    fo_keyword edge = up ? line_edge(k) : EN_NONE_GIVEN;
    bool automatic = k == EN_AUTO || k == EN_NONE_GIVEN || k == EN_BASELINE;

    if (graphic) {
        s->graphic = true;
        s->graphic_height = graphic->above + graphic->below;
        s->graphic_depth = graphic->below;
    }
    s->shift = s->lift = up ? baseline_shift(s) : 0;
    if (edge && (up->table->parent || !fo_is(s->fo, PR_ALIGNMENT_ADJUST, EN_AUTO)))
        edge = EN_NONE_GIVEN; /* the edges of a table of its own are those of its text */
    set_table(s, s->shift || edge);
    if (!up)
        return;
    s->anchor = edge ? s : up->anchor;
    s->edge = edge ? edge : up->edge;
    if (edge)
        return;
    table = up->table;
    if (automatic &&
        (fo_is(s->fo, PR_BASELINE_SHIFT, EN_SUB) || fo_is(s->fo, PR_BASELINE_SHIFT, EN_SUPER))) {
        s->lift = para_limit((int64_t)s->lift + up->lift);
        s->shift =
            para_limit((int64_t)s->shift + up->shift - alignment_point(s, up->dominant, graphic));
        return; /* scripts stand by the text of their parent */
    }
    if (automatic)
        k = up->dominant;
    s->lift = para_limit((int64_t)s->lift + table->lift);
    s->shift =
        para_limit((int64_t)s->shift + table->shift + baseline_at(k, baselines_of(table->style)) -
                   alignment_point(s, k, graphic));
}

para_extent para_scope_extent(const para_scope *s)
{
    if (s->graphic)
        return (para_extent){s->graphic_height - s->graphic_depth, s->graphic_depth};
    return (para_extent){s->style->ascent, s->style->descent};
}

/* ---- the line ---- */

typedef struct {
    mpt up, down;              /* of the line's baseline */
    mpt top_high, bottom_high; /* highest of what is aligned with its edges */
    mpt over, under;           /* by what of it stands out beyond the edges */
    bool flat;                 /* as if nothing had a baseline-shift (7.16.5) */
    bool css;                  /* line-stacking-strategy is line-height */
} extents;

static para_extent half_led(const para_style *st, para_extent e)
{
    mpt lead = st->line_height - e.above - e.below, half = lead / 2;
    return (para_extent){e.above + half, e.below + lead - half};
}

static void include(extents *x, const para_scope *s, para_extent e)
{
    mpt shift = s->shift - (x->flat ? s->lift : 0);
    mpt above = e.above + shift, below = e.below - shift;
    para_extent edge = {0, 0};

    if (s->anchor)
        edge = para_scope_extent(s->anchor);
    if (s->anchor && x->css && !s->anchor->graphic)
        edge = half_led(s->anchor->style, edge);
    if (s->anchor && s->edge == EN_BEFORE_EDGE) {
        x->top_high = mpt_max(x->top_high, edge.above + below);
        x->over = mpt_max(x->over, above - edge.above);
    } else if (s->anchor) {
        x->bottom_high = mpt_max(x->bottom_high, above + edge.below);
        x->under = mpt_max(x->under, below - edge.below);
    } else {
        x->up = mpt_max(x->up, above);
        x->down = mpt_max(x->down, below);
    }
}

static void include_item(const para *p, extents *x, const para_item *it)
{
    const para_scope *s = p->scopes[it->scope];
    para_extent e;

    switch (it->kind) { /* spaces show nothing and do not make a line higher */
    case ITEM_WORD:
    case ITEM_NUMBER:
    case ITEM_LEADER:
        e = para_scope_extent(s);
        break;
    case ITEM_OBJECT:
        s = it->u.object->scope;
        include(x, s, para_scope_extent(s));
        return;
    default:
        return;
    }
    include(x, s, x->css && !s->graphic ? half_led(s->style, e) : e);
}

/* What hangs from the line's top makes it deeper; what stands on its bottom makes it higher, unless
 * something hangs too: then both find room below, and the baseline stays (7.14 leaves it open).
 * What stands out of these beyond the line's edge makes the line higher by as much, though the edge
 * moves with it: the line cannot hold all of it and still align it, but it stands clear of what the
 * line has beside it. */
static void include_edges(extents *x)
{
    mpt high = mpt_max(x->top_high, x->bottom_high);

    if (x->top_high && high > x->up + x->down)
        x->down = high - x->up;
    else if (high > x->up + x->down)
        x->up = high - x->down;
    x->up += x->over;
    x->down += x->under;
}

void para_line_heights(para *p, para_line *line)
{
    const para_style *st = p->scopes[0]->style;
    mpt lead = st->line_height - st->ascent - st->descent, half = lead / 2;
    bool css = p->stacking == EN_LINE_HEIGHT;
    extents x = {.up = st->ascent, .down = st->descent, .flat = p->flat, .css = css};

    line->height = st->line_height;
    line->baseline = half + st->ascent;
    if (!p->mixed || p->stacking == EN_FONT_HEIGHT)
        return;
    if (css) {
        x.up += half;
        x.down += lead - half;
    }
    for (uint32_t i = p->points[line->from].item; i < p->points[line->to].item; i++)
        include_item(p, &x, &p->items[i]);
    if (p->points[line->to].offset)
        include_item(p, &x, &p->items[p->points[line->to].item]);
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
    e = para_scope_extent(s->anchor);
    return s->shift + (s->edge == EN_BEFORE_EDGE ? up - e.above : e.below - down);
}
