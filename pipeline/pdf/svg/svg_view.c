/* svg_view.c - viewports: natural sizes, viewBox and preserveAspectRatio (SVG 1.1, 7.2, 7.7,
 * 7.8). */
#include <string.h>

#include "pdf/svg/svg_int.h"

bool svg_view_box(const xmlNode *node, svg_box *box)
{
    const char *s = svg_attr(node, "viewBox");
    double v[4];

    if (!s)
        return false;
    svg_skip_space(&s);
    for (int i = 0; i < 4; i++) {
        if (!svg_scan_number(&s, &v[i]))
            return false;
        svg_skip_comma(&s);
    }
    if (*s || !(v[2] > 0 && v[3] > 0))
        return false;
    *box = (svg_box){v[0], v[1], v[2], v[3]};
    return true;
}

/* "xMidYMax slice": the shares of the room that is left before the box; *slice tells which of two
 * scales. */
static bool parse_aspect(const char *s, double *before_x, double *before_y, bool *slice)
{
    static const char *const names[3] = {"Min", "Mid", "Max"};

    *before_x = *before_y = 0.5;
    *slice = false;
    if (!s)
        return true;
    svg_skip_space(&s);
    if (!strncmp(s, "defer", 5))
        s += 5;
    svg_skip_space(&s);
    if (!strncmp(s, "none", 4))
        return false;
    for (int i = 0; i < 3 && strlen(s) >= 8; i++) {
        if (!strncmp(s + 1, names[i], 3))
            *before_x = i / 2.0;
        if (!strncmp(s + 5, names[i], 3))
            *before_y = i / 2.0;
    }
    *slice = strstr(s, "slice") != NULL;
    return true;
}

svg_matrix svg_fit(const char *aspect, svg_box box, double w, double h)
{
    double x = w / box.w, y = h / box.h, before_x, before_y;
    bool slice;

    if (parse_aspect(aspect, &before_x, &before_y, &slice)) {
        double both = (x < y) != slice ? x : y;
        return (svg_matrix){both,
                            0,
                            0,
                            both,
                            (w - box.w * both) * before_x - box.x * both,
                            (h - box.h * both) * before_y - box.y * both};
    }
    return (svg_matrix){x, 0, 0, y, -box.x * x, -box.y * y};
}

svg_matrix svg_view_matrix(const xmlNode *node, double w, double h)
{
    svg_box box;

    if (!svg_view_box(node, &box))
        return svg_identity;
    return svg_fit(svg_attr(node, "preserveAspectRatio"), box, w, h);
}

/* ---- natural size ---- */

/* False if the attribute is not given, or in percent: of what, nobody knows. */
static bool absolute(const xmlNode *root, const char *name, double *v)
{
    const svg_state s = {.style = svg_initial_style};
    const char *value = svg_attr(root, name);
    svg_length l;

    if (!value || !svg_only_length(value, &l) || l.unit == UNIT_PERCENT)
        return false;
    *v = svg_resolve(&s, l, 0);
    return true;
}

bool svg_has_size(const xmlNode *root)
{
    double v;

    return absolute(root, "width", &v) && absolute(root, "height", &v);
}

static mpt natural(double v)
{
    return v * 1000 > MPT_MAX ? MPT_MAX : (mpt)(v * 1000 + 0.5);
}

bool svg_natural_size(const xmlNode *root, mpt *w, mpt *h)
{
    svg_box box = {0, 0, 100, 100};
    double across, down;
    bool has_across = absolute(root, "width", &across), has_down = absolute(root, "height", &down),
         has_box = svg_view_box(root, &box);

    if (!has_across)
        across = has_down && has_box ? down * box.w / box.h : box.w;
    if (!has_down)
        down = has_across && has_box ? across * box.h / box.w : box.h;
    *w = across > 0 ? natural(across) : 0;
    *h = down > 0 ? natural(down) : 0;
    return *w > 0 && *h > 0;
}
