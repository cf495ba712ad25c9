/* border_joint.c - where arms of collapsed borders meet, and how they are painted.
 *
 * CSS 2 leaves joints open (17.6.2). Here an arm ends in the middle of the joint. Where all that
 * meets has one look, an arm that does not go on, or goes on thinner, is lengthened over the joint,
 * so that corners are closed; else each quarter of the joint, which lies in one cell, is cut along
 * its diagonal between the two arms beside it, and a corner of two arms is cut as a whole, as
 * corners of a box are.
 *
 * Solid arms and those with gaps are lines, of which those that continue each other become one;
 * mitres are painted over them. Arms of compound styles, and those whose halves differ, are painted
 * half by half. Within a cell the sides follow each other as the borders of a box do: before, end,
 * after, start. */
#include <stdlib.h>

#include "base/arena.h"
#include "pdf/border_int.h"

enum { RIGHT, DOWN, LEFT, UP };

/* One end of an arm, seen from the joint. */
typedef struct {
    mpt x, y;
    int direction;
    uint32_t end; /* 0: the arm's from, 1: its to */
    arm *a;
} arm_end;

typedef struct {
    mpt x, y;
    const arm_end *to[4]; /* by direction */
    bool mixed;
} joint;

/* A polygon of the layer of one side: 0 before, 1 end, 2 after, 3 start. */
typedef struct {
    uint8_t layer, n;
    fo_color color;
    mpt p[6][2];
} patch;

typedef struct {
    patch *items;
    size_t count, cap;
} patches;

static bool has_gaps(const area_edge *e)
{
    return e->style == EN_DASHED || e->style == EN_DOTTED;
}

static bool even(const arm *a)
{
    return edge_same_look(&a->look[0], &a->look[1]) && a->look[0].width == a->look[1].width;
}

/* Painted as one line. */
static bool is_line(const arm *a)
{
    return even(a) && (a->look[0].style == EN_SOLID || has_gaps(&a->look[0]));
}

/* ---- joints ---- */

static int by_joint(const void *x, const void *y)
{
    const arm_end *a = x, *b = y;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return a->direction - b->direction;
}

static arm_end *ends_of(arms *as)
{
    arm_end *ends = mem_take(2 * as->count * sizeof *ends), *e = ends;
    for (size_t i = 0; i < as->count; i++) {
        arm *a = &as->items[i];
        for (uint32_t k = 0; k < 2; k++, e++) {
            mpt at = k ? a->to : a->from;
            *e = (arm_end){a->vertical ? a->line : at, a->vertical ? at : a->line, 0, k, a};
            e->direction = a->vertical ? (k ? UP : DOWN) : (k ? LEFT : RIGHT);
        }
    }
    qsort(ends, 2 * as->count, sizeof *ends, by_joint);
    return ends;
}

/* Do the arms that meet differ in what shows in the joint? */
static bool joint_mixed(const joint *j)
{
    const area_edge *first = NULL;
    bool across[2] = {false, false}, differ = false;
    for (int d = 0; d < 4; d++) {
        const arm *a = j->to[d] ? j->to[d]->a : NULL;
        if (!a || has_gaps(&a->look[0]))
            continue;
        across[d & 1] = true;
        first = first ? first : &a->look[0];
        differ |= !is_line(a) || !edge_same_look(first, &a->look[0]);
    }
    return across[0] && across[1] && differ;
}

/* The width of what goes from the joint in direction `d`, if it has the look of `e`. */
static mpt width_to(const joint *j, int d, const area_edge *e)
{
    const arm *a = j->to[d & 3] ? j->to[d & 3]->a : NULL;
    return a && edge_same_look(&a->look[0], e) ? a->look[0].width : 0;
}

static mpt reach_at(const joint *j, int d)
{
    const area_edge *e = &j->to[d]->a->look[0];
    mpt beside = mpt_max(width_to(j, d + 1, e), width_to(j, d + 3, e));
    return e->width > width_to(j, d + 2, e) ? beside / 2 : 0;
}

/* Exactly two arms, at a right angle: the direction of the first of them, clockwise; -1: no. */
static int corner_of(const joint *j)
{
    int found = -1;
    for (int d = 0; d < 4; d++)
        if (j->to[d] && j->to[(d + 1) & 3] && !j->to[(d + 2) & 3] && !j->to[(d + 3) & 3])
            found = d;
    return found;
}

/* The half of an arm that lies towards the left or upper side of it: 0; else 1. Seen from the
 * joint, `beside` is the direction on whose side the half is. */
static int half_towards(int beside)
{
    return beside == RIGHT || beside == DOWN;
}

/* How far the outer side of the half towards `beside` ends before the joint; negative: beyond
 * it. */
static mpt cut_at(const joint *j, int d, int beside)
{
    const arm_end *near = j->to[beside & 3], *far = j->to[(beside + 2) & 3];
    if (near && !has_gaps(&near->a->look[0]))
        return near->a->look[half_towards(d)].width / 2;
    if (corner_of(j) >= 0 && far && !has_gaps(&far->a->look[0]))
        return -far->a->look[0].width / 2;
    return 0;
}

static void joint_settle(const joint *j)
{
    for (int d = 0; d < 4; d++) {
        const arm_end *e = j->to[d];
        if (!e)
            continue;
        e->a->mixed[e->end] = j->mixed;
        e->a->reach[e->end] = j->mixed ? 0 : reach_at(j, d);
        for (int beside = d + 1; j->mixed && beside <= d + 3; beside += 2)
            e->a->cut[e->end][half_towards(beside & 3)] = cut_at(j, d, beside & 3);
    }
}

/* ---- joints of one look ---- */

/* Most tables are of one look, and their joints need not be looked for: what matters is whether an
 * arm that does not go on meets another across. */
static bool all_alike(const arms *as)
{
    const area_edge *first = &as->items[0].look[0];

    for (size_t i = 0; i < as->count; i++)
        for (int k = 0; k < 2; k++) {
            const area_edge *e = &as->items[i].look[k];
            if (e->style != EN_SOLID || e->width != first->width || !edge_same_look(e, first))
                return false;
        }
    return true;
}

/* Does `a`, of the order in which arms stand, lie before (vertical, line, to)? */
static bool lies_before(const arm *a, bool vertical, mpt line, mpt to)
{
    if (a->vertical != vertical)
        return vertical;
    return a->line < line || (a->line == line && a->to < to);
}

/* Does one across begin or end where `a` has its end `k`? */
static bool meets(const arms *as, const arm *a, int k)
{
    const mpt line = k ? a->to : a->from;
    size_t low = 0, high = as->count;
    const arm *across;

    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (lies_before(&as->items[middle], !a->vertical, line, a->line))
            low = middle + 1;
        else
            high = middle;
    }
    across = &as->items[low];
    return low < as->count && across->vertical != a->vertical && across->line == line &&
           (across->from == a->line || across->to == a->line);
}

static bool follows(const arm *a, const arm *b)
{
    return a->vertical == b->vertical && a->line == b->line && a->to == b->from;
}

static void reach_alike(arms *as)
{
    const size_t n = as->count;

    for (size_t i = 0; i < n; i++) {
        arm *a = &as->items[i];
        const mpt half = a->look[0].width / 2;
        if ((i == 0 || !follows(a - 1, a)) && meets(as, a, 0))
            a->reach[0] = half;
        if ((i + 1 == n || !follows(a, a + 1)) && meets(as, a, 1))
            a->reach[1] = half;
    }
}

/* ---- mitres of solid arms ---- */

static const uint8_t before_layer = 0, end_layer = 1, after_layer = 2, start_layer = 3;

static uint8_t layer_of(bool vertical, int half)
{
    if (vertical)
        return half ? start_layer : end_layer;
    return half ? before_layer : after_layer;
}

static void patches_add(patches *ps, patch p)
{
    if (ps->count == ps->cap) {
        ps->cap = ps->cap ? ps->cap * 2 : 64;
        ps->items = mem_realloc(ps->items, ps->cap * sizeof *ps->items);
    }
    ps->items[ps->count++] = p;
}

static bool is_solid(const arm_end *e)
{
    return e && is_line(e->a) && e->a->look[0].style == EN_SOLID;
}

/* The triangle that is left to the arm in direction `d` between two ends of a diagonal. */
static void add_triangle(patches *ps, const joint *j, int d, int beside, mpt ends[2][2])
{
    const arm *a = j->to[d]->a;
    patch p = {.n = 3, .color = a->look[0].color};
    const bool vertical = d & 1;
    p.layer = layer_of(vertical, half_towards(beside));
    for (int i = 0; i < 2; i++) {
        p.p[i][0] = ends[i][0];
        p.p[i][1] = ends[i][1];
    }
    /* as far along the arm as the farther end, on the side of the other one */
    p.p[2][vertical] = ends[1][vertical];
    p.p[2][!vertical] = ends[0][!vertical];
    patches_add(ps, p);
}

/* From the middle of the joint, `sign` times half the widths of the arms in directions d and d +
 * 1. */
static void diagonal_end(const joint *j, int d, int sign, mpt p[2])
{
    static const int8_t dx[4] = {1, 0, -1, 0}, dy[4] = {0, 1, 0, -1};
    const int next = (d + 1) & 3;
    /* the width of one arm is the way along the other */
    const mpt along = j->to[next]->a->look[half_towards(d)].width / 2 * sign;
    const mpt aside = j->to[d]->a->look[half_towards(next)].width / 2 * sign;
    p[0] = j->x + dx[d] * along + dx[next] * aside;
    p[1] = j->y + dy[d] * along + dy[next] * aside;
}

/* The quarter between direction d and the next. */
static void mitre_quarter(patches *ps, const joint *j, int d)
{
    const int next = (d + 1) & 3;
    const bool corner = corner_of(j) == d;
    mpt ends[2][2];

    if (!j->to[d] || !j->to[next])
        return;
    ends[0][0] = j->x;
    ends[0][1] = j->y;
    if (corner)
        diagonal_end(j, d, -1, ends[0]);
    diagonal_end(j, d, 1, ends[1]);
    if (is_solid(j->to[d]))
        add_triangle(ps, j, d, next, ends);
    if (is_solid(j->to[next]))
        add_triangle(ps, j, next, d, ends);
}

static void joints_find(arms *as, patches *ps)
{
    arm_end *ends = ends_of(as);
    const size_t n = 2 * as->count;
    for (size_t i = 0; i < n;) {
        joint j = {.x = ends[i].x, .y = ends[i].y};
        for (; i < n && ends[i].x == j.x && ends[i].y == j.y; i++)
            j.to[ends[i].direction] = &ends[i];
        j.mixed = joint_mixed(&j);
        joint_settle(&j);
        for (int d = 0; j.mixed && d < 4; d++)
            mitre_quarter(ps, &j, d);
    }
    mem_free(ends);
}

/* ---- arms by halves ---- */

/* The arm's end `k` at distance `off` from its line, mitred. */
static void mitred_end(const arm *a, int k, mpt off, mpt p[2])
{
    const int half = off > 0;
    const mpt reach = a->look[half].width / 2, side = off < 0 ? -off : off;
    const mpt cut = reach ? mpt_scale(a->cut[k][half], side, reach) : 0;
    p[a->vertical] = k ? a->to - cut : a->from + cut;
    p[!a->vertical] = a->line + off;
}

/* The slices of a half; those of the whole width that reach into it are cut at the line. */
static void half_patches(patches *ps, const arm *a, int half)
{
    const area_edge *e = &a->look[half];
    int count;
    const edge_slice *s = edge_slices(e->style, &count);
    const fo_side side = a->vertical ? SIDE_START : SIDE_BEFORE;

    for (int i = 0; i < count; i++) {
        mpt lo = mpt_scale(e->width, s[i].from, 6) - e->width / 2;
        mpt hi = mpt_scale(e->width, s[i].to, 6) - e->width / 2;
        patch p = {.layer = layer_of(a->vertical, half), .n = 4};
        lo = half ? mpt_max(lo, 0) : lo;
        hi = half ? hi : mpt_min(hi, 0);
        if (lo >= hi)
            continue;
        p.color = edge_shade(e->color, s[i].shade, side);
        mitred_end(a, 0, half ? hi : lo, p.p[0]);
        mitred_end(a, 1, half ? hi : lo, p.p[1]);
        mitred_end(a, 1, half ? lo : hi, p.p[2]);
        mitred_end(a, 0, half ? lo : hi, p.p[3]);
        patches_add(ps, p);
    }
}

/* ---- lines ---- */

typedef struct {
    bool vertical;
    mpt line, from, to;
    area_edge look;
    size_t order;
} stroke;

static uint32_t color_key(fo_color c)
{
    return (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

/* Wider ones later; and what has one look together. */
static int by_look(const void *x, const void *y)
{
    const stroke *a = x, *b = y;
    const uint32_t ca = color_key(a->look.color), cb = color_key(b->look.color);
    if (a->look.width != b->look.width)
        return a->look.width < b->look.width ? -1 : 1;
    if (a->look.style != b->look.style)
        return a->look.style < b->look.style ? -1 : 1;
    if (ca != cb)
        return ca < cb ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void stroke_paint(content *c, const stroke *s)
{
    const mpt length = s->to - s->from, half = s->look.width / 2;
    if (s->vertical)
        edge_paint(c, &s->look, SIDE_START,
                   (box_rect){s->line - half, -s->from, s->look.width, length});
    else
        edge_paint(c, &s->look, SIDE_BEFORE,
                   (box_rect){s->from, -(s->line - half), length, s->look.width});
}

static bool goes_on(const stroke *s, const arm *a)
{
    return s->vertical == a->vertical && s->line == a->line && s->to >= a->from &&
           s->look.width == a->look[0].width && edge_same_look(&s->look, &a->look[0]);
}

/* A half with gaps beside another half: a line of half the width. */
static size_t half_strokes(stroke *out, const arm *a, size_t order)
{
    for (int k = 0; k < 2; k++) {
        const mpt w = a->look[k].width / 2;
        out[k] =
            (stroke){a->vertical,      a->line + (k ? w / 2 : -w / 2), a->from, a->to, a->look[k],
                     order + (size_t)k};
        out[k].look.width = w;
    }
    return 2;
}

static size_t arm_stroke(stroke *out, size_t n, const arm *a)
{
    const mpt from = a->from - a->reach[0], to = a->to + a->reach[1];
    if (n && goes_on(&out[n - 1], a)) {
        out[n - 1].to = mpt_max(out[n - 1].to, to);
        return n;
    }
    out[n] = (stroke){a->vertical, a->line, from, to, a->look[0], n};
    return n + 1;
}

static void arms_split(const arms *as, patches *ps, stroke *out, size_t *n)
{
    for (size_t i = 0; i < as->count; i++) {
        const arm *a = &as->items[i];
        if (is_line(a) || (even(a) && !a->mixed[0] && !a->mixed[1]))
            *n = arm_stroke(out, *n, a);
        else if (has_gaps(&a->look[0]) || has_gaps(&a->look[1]))
            *n += half_strokes(out + *n, a, *n);
        else
            for (int k = 0; k < 2; k++)
                half_patches(ps, a, k);
    }
}

/* ---- everything ---- */

static void patches_paint(patches *ps, content *c)
{
    for (uint8_t layer = 0; layer < 4; layer++)
        for (size_t i = 0; i < ps->count; i++) {
            patch *p = &ps->items[i];
            if (p->layer != layer)
                continue;
            for (int k = 0; k < p->n; k++)
                p->p[k][1] = -p->p[k][1];
            content_polygon(c, p->color, (const mpt(*)[2])p->p, p->n);
        }
}

void arms_paint(arms *as, content *c)
{
    patches ps = {0};
    stroke *lines = mem_take(2 * as->count * sizeof *lines);
    const bool alike = all_alike(as);
    size_t n = 0;

    if (alike)
        reach_alike(as);
    else
        joints_find(as, &ps);
    arms_split(as, &ps, lines, &n);
    if (!alike)
        qsort(lines, n, sizeof *lines, by_look);
    for (size_t i = 0; i < n; i++)
        stroke_paint(c, &lines[i]);
    patches_paint(&ps, c);
    mem_free(lines);
    mem_free(ps.items);
}
