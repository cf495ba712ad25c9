/* svg_paint.c - a path, a fill and a stroke as operators. Points are transformed here, so that the
 * stream holds points of the page with three decimals whatever the units of the drawing. Only a
 * stroke that its transformation makes thicker in one direction than in another is written in user
 * space, under a matrix that is brought to a size near 1. */
#include <math.h>

#include "pdf/svg/svg_int.h"

static mpt millis(double v)
{
    v *= 1000;
    if (!(v < FARTHEST))
        return FARTHEST;
    return v > -FARTHEST ? (mpt)lround(v) : -FARTHEST;
}

static void put_points(content *c, const svg_matrix *m, const svg_point *p, size_t n,
                       const char *op)
{
    mpt v[6];

    for (size_t i = 0; i < n; i++) {
        svg_point at = svg_apply(m, p[i].x, p[i].y);
        v[2 * i] = millis(at.x);
        v[2 * i + 1] = millis(at.y);
    }
    content_put(c, v, 2 * n, op);
}

void svg_put_path(content *c, const svg_path *p, const svg_matrix *m)
{
    for (size_t i = 0; i < p->count; i++) {
        const svg_segment *s = &p->items[i];
        if (s->op == 'z')
            content_put(c, NULL, 0, "h\n");
        else if (s->op == 'c')
            put_points(c, m, s->p, 3, "c\n");
        else
            put_points(c, m, s->p, 1, s->op == 'm' ? "m\n" : "l\n");
    }
}

void svg_put_matrix(content *c, const svg_matrix *m)
{
    const double parts[6] = {m->a, m->b, m->c, m->d, m->e, m->f};
    int64_t matrix[6];

    for (int i = 0; i < 6; i++)
        matrix[i] = llround(fmax(-1e15, fmin(1e15, parts[i] * 1e6)));
    content_transform(c, matrix);
}

box_rect svg_stream_rect(const svg_matrix *m, double x, double y, double w, double h)
{
    svg_point a = svg_apply(m, x, y), b = svg_apply(m, x + w, y + h);
    mpt left = millis(fmin(a.x, b.x)), top = millis(fmax(a.y, b.y));

    return (box_rect){left, top, millis(fmax(a.x, b.x)) - left, top - millis(fmin(a.y, b.y))};
}

/* ---- what with ---- */

fo_color svg_color(const svg_state *s, const svg_paint *paint)
{
    return paint->kind == PAINT_CURRENT ? s->style.color : paint->color;
}

bool svg_paints(const svg_state *s, const svg_paint *paint, double width)
{
    return paint->kind != PAINT_NONE && svg_color(s, paint).a && width > 0;
}

static uint16_t thousandths(double opacity)
{
    return (uint16_t)(opacity * 1000 + 0.5);
}

void svg_set_alpha(svg_drawing *d, double fill, double stroke)
{
    const opacity_pair p = {thousandths(fill), thousandths(stroke)};
    content *c = &d->w->page;

    if (!c->now.state && p.fill == 1000 && p.stroke == 1000)
        return;
    if (!d->w->level->transparent)
        conform_refuse(d->w, d->picture->where(d->picture->self, d->picture->root),
                       MSG_LEVEL_TRANSPARENT, NULL);
    content_use_state(c, resources_use_state(d->w, d->res, p));
}

void svg_set_stroke(svg_drawing *d, const svg_state *s, double scale)
{
    const svg_style *st = &s->style;
    pen p = {.color = svg_color(s, &st->stroke),
             .width = millis(st->stroke_width * scale),
             .cap = st->cap,
             .join = st->join,
             .miter = st->join == 0 ? millis(fmax(st->miter_limit, 1)) : 0};
    mpt dashes[SVG_DASHES];
    mpt sum = 0;

    content_stroke_with(&d->w->page, &p);
    for (size_t i = 0; i < st->dash_count; i++) {
        dashes[i] = millis(st->dashes[i] * scale);
        sum = mpt_min(sum + mpt_min(dashes[i], FARTHEST), FARTHEST);
    }
    if (sum > 20) /* finer dashes look like a line */
        content_dash(&d->w->page, dashes, st->dash_count,
                     millis(fmod(st->dash_offset * scale, 1e5)));
}

/* ---- painting ---- */

static void fill(svg_drawing *d, const svg_state *s, const char *op)
{
    content *c = &d->w->page;

    content_fill_with(c, svg_color(s, &s->style.fill));
    svg_put_path(c, &d->path, &s->m);
    content_put(c, NULL, 0, op);
}

/* In user space under s->m, where that is not a similarity. */
static void stroke_askew(svg_drawing *d, const svg_state *s)
{
    double k = svg_scale_of(&s->m);
    svg_matrix outer = {s->m.a / k, s->m.b / k, s->m.c / k, s->m.d / k, s->m.e, s->m.f},
               inner = {k, 0, 0, k, 0, 0};
    content *c = &d->w->page;

    content_save(c);
    svg_put_matrix(c, &outer);
    svg_set_stroke(d, s, k);
    svg_put_path(c, &d->path, &inner);
    content_put(c, NULL, 0, "S\n");
    content_restore(c);
}

static void stroke(svg_drawing *d, const svg_state *s)
{
    content *c = &d->w->page;
    bool dashed = s->style.dash_count > 0;

    if (!svg_is_similar(&s->m)) {
        stroke_askew(d, s);
        return;
    }
    if (dashed)
        content_save(c);
    svg_set_stroke(d, s, svg_scale_of(&s->m));
    svg_put_path(c, &d->path, &s->m);
    content_put(c, NULL, 0, "S\n");
    if (dashed)
        content_restore(c);
}

void svg_paint_path(svg_drawing *d, const svg_state *s)
{
    const svg_style *st = &s->style;
    bool filled =
             svg_paints(s, &st->fill, 1) && st->fill_opacity > 0 && svg_path_encloses(&d->path),
         stroked = svg_paints(s, &st->stroke, st->stroke_width) && st->stroke_opacity > 0;
    double fill_alpha = st->fill_opacity * svg_color(s, &st->fill).a / 255,
           stroke_alpha = st->stroke_opacity * svg_color(s, &st->stroke).a / 255;

    if (!filled && !stroked)
        return;
    svg_set_alpha(d, filled ? fill_alpha : 1, stroked ? stroke_alpha : 1);
    if (filled)
        fill(d, s, st->fill_rule == RULE_EVENODD ? "f*\n" : "f\n");
    if (stroked)
        stroke(d, s);
}
