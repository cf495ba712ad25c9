/* border.c - edges of boxes.
 *
 * A solid edge is a stroked line along its middle, because viewers round the width of thin lines to
 * whole pixels but smear thin rectangles; where colours, or styles other than solid, meet in a
 * corner, edges are filled polygons cut along the diagonal. Compound styles (double, groove, ridge)
 * are two edges within the edge: a slice of it from one fraction of its width to another. */
#include "pdf/border_int.h"

/* One edge: corners of its outer and inner side, in the direction along the edge. */
typedef struct {
    mpt outer0[2], outer1[2], inner0[2], inner1[2];
} strip;

bool edge_visible(const area_edge *e)
{
    return e->width > 0 && e->width <= FARTHEST && e->color.a && e->style != EN_NONE &&
           e->style != EN_HIDDEN && e->style != EN_NONE_GIVEN;
}

bool box_is_collapsed(const area_box *b)
{
    return b->spill[0] || b->spill[1] || b->spill[2] || b->spill[3];
}

/* ---- colours of three-dimensional styles ---- */

/* Two fifths of the way to black, or to white. */
static fo_color darker(fo_color c)
{
    return (fo_color){(uint8_t)(c.r * 3 / 5), (uint8_t)(c.g * 3 / 5), (uint8_t)(c.b * 3 / 5), c.a};
}

static fo_color lighter(fo_color c)
{
    return (fo_color){(uint8_t)(c.r + (255 - c.r) * 2 / 5), (uint8_t)(c.g + (255 - c.g) * 2 / 5),
                      (uint8_t)(c.b + (255 - c.b) * 2 / 5), c.a};
}

static bool lit_side(fo_side side)
{
    return side == SIDE_AFTER || side == SIDE_END;
}

/* ---- lines ---- */

static mpt round_to_count(mpt length, mpt period)
{
    mpt n = period > 0 ? (length + period / 2) / period : 1;
    return n > 0 ? n : 1;
}

/* Dashes of three widths, or round dots two widths apart, spread so that both ends are whole. */
static pen pen_for(fo_keyword style, fo_color color, mpt width, mpt length)
{
    pen p = {.color = color, .width = width};
    mpt n;

    if (style == EN_DASHED) {
        p.on = mpt_min(3 * width, length);
        n = round_to_count(length - p.on, 5 * width);
        p.off = mpt_max((length - p.on) / n - p.on, 1);
    } else if (style == EN_DOTTED) {
        n = round_to_count(length - width, 2 * width);
        p.cap = 1;
        p.on = 0;
        p.off = mpt_max((length - width) / n, 1);
    }
    return p;
}

/* Along the middle of the rectangle x, y (top), w, h; dots keep within the ends. */
static void paint_along(content *c, fo_keyword style, fo_color color, box_rect r, bool vertical)
{
    mpt length = vertical ? r.h : r.w, width = vertical ? r.w : r.h;
    pen p = pen_for(style, color, width, length);
    mpt in = p.cap ? width / 2 : 0;

    if (length <= 0 || width <= 0)
        return;
    if (vertical)
        content_line(c, &p, r.x + r.w / 2, r.y - in, r.x + r.w / 2, r.y - r.h + in);
    else
        content_line(c, &p, r.x + in, r.y - r.h / 2, r.x + r.w - in, r.y - r.h / 2);
}

/* The part of `r` from `from` to `to` sixths of its width; side decides which side is the outer. */
static box_rect slice_rect(box_rect r, fo_side side, int from, int to)
{
    bool vertical = side == SIDE_START || side == SIDE_END;
    mpt whole = vertical ? r.w : r.h;
    mpt a = mpt_scale(whole, from, 6), b = mpt_scale(whole, to, 6);

    if (side == SIDE_AFTER || side == SIDE_END) {
        mpt t = whole - b;
        b = whole - a;
        a = t;
    }
    if (vertical)
        return (box_rect){r.x + a, r.y, b - a, r.h};
    return (box_rect){r.x, r.y - a, r.w, b - a};
}

/* ---- one style table for straight and mitred edges ---- */

static const struct {
    fo_keyword style;
    edge_slice slices[2];
    int count;
} compounds[] = {
    {EN_DOUBLE, {{0, 2, 0}, {4, 6, 0}}, 2},  {EN_GROOVE, {{0, 3, 1}, {3, 6, -1}}, 2},
    {EN_RIDGE, {{0, 3, -1}, {3, 6, 1}}, 2},  {EN_INSET, {{0, 6, 1}, {0, 0, 0}}, 1},
    {EN_OUTSET, {{0, 6, -1}, {0, 0, 0}}, 1},
};
static const edge_slice whole_edge = {0, 6, 0};

const edge_slice *edge_slices(fo_keyword style, int *count)
{
    for (size_t i = 0; i < COUNT(compounds); i++) {
        if (compounds[i].style == style) {
            *count = compounds[i].count;
            return compounds[i].slices;
        }
    }
    *count = 1;
    return &whole_edge;
}

fo_color edge_shade(fo_color color, int how, fo_side side)
{
    if (!how)
        return color;
    return (how > 0) == lit_side(side) ? lighter(color) : darker(color);
}

void edge_paint(content *c, const area_edge *e, fo_side side, box_rect r)
{
    int count;
    const edge_slice *s = edge_slices(e->style, &count);

    for (int i = 0; i < count; i++)
        paint_along(c, e->style, edge_shade(e->color, s[i].shade, side),
                    slice_rect(r, side, s[i].from, s[i].to),
                    side == SIDE_START || side == SIDE_END);
}

/* ---- mitred edges ---- */

static void between(mpt out[2], const mpt a[2], const mpt b[2], int sixths)
{
    out[0] = a[0] + mpt_scale(b[0] - a[0], sixths, 6);
    out[1] = a[1] + mpt_scale(b[1] - a[1], sixths, 6);
}

static strip strip_of(const area_box *b, fo_side side, box_rect r)
{
    mpt before = b->edge[SIDE_BEFORE].width, after = b->edge[SIDE_AFTER].width;
    mpt start = b->edge[SIDE_START].width, end = b->edge[SIDE_END].width;
    mpt x0 = r.x, x1 = r.x + r.w, y0 = r.y, y1 = r.y - r.h;
    mpt ix0 = x0 + start, ix1 = x1 - end, iy0 = y0 - before, iy1 = y1 + after;

    switch (side) {
    case SIDE_BEFORE:
        return (strip){{x0, y0}, {x1, y0}, {ix0, iy0}, {ix1, iy0}};
    case SIDE_AFTER:
        return (strip){{x0, y1}, {x1, y1}, {ix0, iy1}, {ix1, iy1}};
    case SIDE_START:
        return (strip){{x0, y0}, {x0, y1}, {ix0, iy0}, {ix0, iy1}};
    default:
        return (strip){{x1, y0}, {x1, y1}, {ix1, iy0}, {ix1, iy1}};
    }
}

static void paint_mitred(content *c, const area_box *b, fo_side side, box_rect r)
{
    const area_edge *e = &b->edge[side];
    const strip s = strip_of(b, side, r);
    int count;
    const edge_slice *parts = edge_slices(e->style, &count);

    for (int i = 0; i < count; i++) {
        mpt p[4][2];
        between(p[0], s.outer0, s.inner0, parts[i].from);
        between(p[1], s.outer1, s.inner1, parts[i].from);
        between(p[2], s.outer1, s.inner1, parts[i].to);
        between(p[3], s.outer0, s.inner0, parts[i].to);
        content_polygon(c, edge_shade(e->color, parts[i].shade, side), p, 4);
    }
}

/* ---- boxes ---- */

bool edge_same_look(const area_edge *a, const area_edge *b)
{
    return a->style == b->style && a->color.r == b->color.r && a->color.g == b->color.g &&
           a->color.b == b->color.b;
}

static box_rect edge_rect(const area_box *b, fo_side side, box_rect r)
{
    mpt w = b->edge[side].width;

    switch (side) {
    case SIDE_BEFORE:
        return (box_rect){r.x, r.y, r.w, w};
    case SIDE_AFTER:
        return (box_rect){r.x, r.y - r.h + w, r.w, w};
    case SIDE_START:
        return (box_rect){r.x, r.y, w, r.h};
    default:
        return (box_rect){r.x + r.w - w, r.y, w, r.h};
    }
}

/* Straight when nothing differs in the corners: both neighbours are absent or of the same solid
 * colour. Dashes and dots are always straight; corners belong to both of them. */
static bool needs_mitre(const area_box *b, fo_side side)
{
    static const fo_side around[4][2] = {{SIDE_START, SIDE_END},
                                         {SIDE_START, SIDE_END},
                                         {SIDE_BEFORE, SIDE_AFTER},
                                         {SIDE_BEFORE, SIDE_AFTER}};
    const area_edge *e = &b->edge[side];

    if (e->style == EN_DASHED || e->style == EN_DOTTED)
        return false;
    for (int i = 0; i < 2; i++) {
        const area_edge *n = &b->edge[around[side][i]];
        if (edge_visible(n) && (e->style != EN_SOLID || !edge_same_look(e, n)))
            return true;
    }
    return false;
}

void border_paint(content *c, const area_box *b, box_rect r)
{
    static const fo_side clockwise[4] = {SIDE_BEFORE, SIDE_END, SIDE_AFTER, SIDE_START};

    for (int i = 0; i < 4; i++) {
        fo_side side = clockwise[i];
        if (!edge_visible(&b->edge[side]))
            continue;
        if (needs_mitre(b, side))
            paint_mitred(c, b, side, r);
        else
            edge_paint(c, &b->edge[side], side, edge_rect(b, side, r));
    }
}

void rule_paint(content *c, const area_rule *rule, box_rect r)
{
    const area_edge e = {rule->thickness, rule->style, rule->color};

    if (!edge_visible(&e))
        return;
    r.y -= (r.h - rule->thickness) / 2;
    r.h = rule->thickness;
    edge_paint(c, &e, SIDE_BEFORE, r);
}
