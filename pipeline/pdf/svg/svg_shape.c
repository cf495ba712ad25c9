/* svg_shape.c - the basic shapes (SVG 1.1, 9) as paths; one row of a table each. */
#include <math.h>
#include <string.h>

#include "pdf/svg/svg_int.h"

/* One shape that is being made. */
typedef struct {
    svg_drawing *d;
    const xmlNode *node;
    const svg_state *s;
    svg_path *path;
} shape;

double svg_attr_length(svg_drawing *d, const xmlNode *node, const svg_state *s, const char *name,
                       double percent_of, double fallback)
{
    const char *value = svg_attr(node, name);
    svg_length l;

    if (!value || !strcmp(value, "auto"))
        return fallback;
    if (!svg_only_length(value, &l)) {
        svg_tell_value(d, node, name, value);
        return fallback;
    }
    return svg_resolve(s, l, percent_of);
}

static double across(const shape *g, const char *name, double fallback)
{
    return svg_attr_length(g->d, g->node, g->s, name, g->s->view_w, fallback);
}

static double down(const shape *g, const char *name, double fallback)
{
    return svg_attr_length(g->d, g->node, g->s, name, g->s->view_h, fallback);
}

/* ---- shapes ---- */

/* The four corners in turn, each an arc if there is a radius. */
static void rounded(svg_path *p, double x, double y, double w, double h, svg_point r)
{
    svg_path_move(p, x + r.x, y);
    svg_path_line(p, x + w - r.x, y);
    svg_path_arc(p, r, 0, false, true, (svg_point){x + w, y + r.y});
    svg_path_line(p, x + w, y + h - r.y);
    svg_path_arc(p, r, 0, false, true, (svg_point){x + w - r.x, y + h});
    svg_path_line(p, x + r.x, y + h);
    svg_path_arc(p, r, 0, false, true, (svg_point){x, y + h - r.y});
    svg_path_line(p, x, y + r.y);
    svg_path_arc(p, r, 0, false, true, (svg_point){x + r.x, y});
    svg_path_close(p);
}

static bool make_rect(const shape *g)
{
    double x = across(g, "x", 0), y = down(g, "y", 0), w = across(g, "width", 0),
           h = down(g, "height", 0), rx = across(g, "rx", -1), ry = down(g, "ry", -1);

    if (!(w > 0 && h > 0))
        return false;
    rx = rx < 0 ? ry : rx;
    ry = ry < 0 ? rx : ry;
    if (rx > 0 && ry > 0) {
        rounded(g->path, x, y, w, h, (svg_point){fmin(rx, w / 2), fmin(ry, h / 2)});
        return true;
    }
    svg_path_move(g->path, x, y);
    svg_path_line(g->path, x + w, y);
    svg_path_line(g->path, x + w, y + h);
    svg_path_line(g->path, x, y + h);
    svg_path_close(g->path);
    return true;
}

static bool oval(const shape *g, double rx, double ry)
{
    double x = across(g, "cx", 0), y = down(g, "cy", 0);
    svg_point r = {rx, ry};

    if (!(rx > 0 && ry > 0))
        return false;
    svg_path_move(g->path, x + rx, y);
    svg_path_arc(g->path, r, 0, false, true, (svg_point){x, y + ry});
    svg_path_arc(g->path, r, 0, false, true, (svg_point){x - rx, y});
    svg_path_arc(g->path, r, 0, false, true, (svg_point){x, y - ry});
    svg_path_arc(g->path, r, 0, false, true, (svg_point){x + rx, y});
    svg_path_close(g->path);
    return true;
}

static bool make_circle(const shape *g)
{
    double r = svg_attr_length(g->d, g->node, g->s, "r", svg_diagonal(g->s), 0);

    return oval(g, r, r);
}

static bool make_ellipse(const shape *g)
{
    double rx = across(g, "rx", -1), ry = down(g, "ry", -1);

    return oval(g, rx < 0 ? ry : rx, ry < 0 ? rx : ry);
}

static bool make_line(const shape *g)
{
    svg_path_move(g->path, across(g, "x1", 0), down(g, "y1", 0));
    svg_path_line(g->path, across(g, "x2", 0), down(g, "y2", 0));
    return true;
}

/* Pairs up to the first mistake; an odd number of coordinates is one (SVG 1.1, 9.6). */
static bool points(const shape *g)
{
    const char *value = svg_attr(g->node, "points"), *s = value;
    double v[2];
    size_t n = 0;

    if (!s)
        return false;
    for (svg_skip_space(&s); svg_scan_number(&s, &v[n % 2]); svg_skip_comma(&s)) {
        if (n == 1)
            svg_path_move(g->path, v[0], v[1]);
        else if (n % 2)
            svg_path_line(g->path, v[0], v[1]);
        n++;
    }
    if (*s || n % 2)
        svg_tell_value(g->d, g->node, "points", value);
    return g->path->count > 0;
}

static bool make_polygon(const shape *g)
{
    if (!points(g))
        return false;
    svg_path_close(g->path);
    return true;
}

static bool make_path(const shape *g)
{
    const char *value = svg_attr(g->node, "d");

    if (!value)
        return false;
    if (!svg_parse_path(value, g->path))
        svg_tell_value(g->d, g->node, "d", value);
    return g->path->count > 0;
}

static const struct kind {
    const char *name;
    bool (*make)(const shape *g);
} kinds[] = {
    {"path", make_path},     {"rect", make_rect},       {"line", make_line},
    {"circle", make_circle}, {"ellipse", make_ellipse}, {"polygon", make_polygon},
    {"polyline", points},
};

static const struct kind *kind_of(const xmlNode *node)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (svg_is(node, kinds[i].name))
            return &kinds[i];
    return NULL;
}

bool svg_is_shape(const xmlNode *node)
{
    return kind_of(node) != NULL;
}

bool svg_shape_path(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    const shape g = {d, node, s, &d->path};
    const struct kind *k = kind_of(node);

    svg_path_clear(&d->path);
    return k && k->make(&g) && svg_charge(d, node, d->path.count);
}
