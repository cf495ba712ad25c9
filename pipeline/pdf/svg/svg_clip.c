/* svg_clip.c - clip paths (SVG 1.1, 14.3.5): the shapes of a clipPath become one path and the
 * operator W, or W* if its only shape wants the even-odd rule. Several shapes are cut out together
 * by the nonzero rule, which unites them as long as they turn the same way, as SVG's own shapes
 * do. */
#include <string.h>

#include "pdf/svg/svg_int.h"

typedef struct {
    size_t shapes;
    bool evenodd;
    bool outlined; /* something was put into the stream */
} cut;

/* Own attributes of a child of clipPath on top of the clipPath's state; false if it takes no
 * part. */
static bool enter_child(svg_drawing *d, const xmlNode *child, svg_state *s)
{
    const char *transform = svg_attr(child, "transform");
    svg_matrix m;

    svg_cascade(d, child, s);
    if (transform && !svg_parse_transform(transform, &m))
        svg_tell_value(d, child, "transform", transform);
    else if (transform)
        s->m = svg_multiply(&s->m, &m);
    return s->style.display != DISPLAY_NONE && s->style.visibility == VISIBILITY_VISIBLE &&
           svg_is_usable(&s->m) && svg_charge_element(d, child);
}

static void add_shape(svg_drawing *d, const xmlNode *node, const svg_state *s, cut *k)
{
    if (!svg_shape_path(d, node, s))
        return;
    svg_put_path(&d->w->page, &d->path, &s->m);
    k->evenodd = s->style.clip_rule == RULE_EVENODD;
    k->shapes++;
    k->outlined = true;
}

/* A shape through `use`; SVG allows nothing else there. */
static void add_used(svg_drawing *d, const xmlNode *node, svg_state s, cut *k)
{
    const char *href = svg_href(node);
    const xmlNode *target = href ? svg_refer(d, node, href) : NULL;
    svg_matrix at = svg_identity;

    if (!target || !svg_is_shape(target) || !svg_enter(d, target, node))
        return;
    at.e = svg_attr_length(d, node, &s, "x", s.view_w, 0);
    at.f = svg_attr_length(d, node, &s, "y", s.view_h, 0);
    s.m = svg_multiply(&s.m, &at);
    if (enter_child(d, target, &s))
        add_shape(d, target, &s, k);
    svg_leave(d);
}

static void add_children(svg_drawing *d, const xmlNode *clip, const svg_state *parent, cut *k)
{
    for (const xmlNode *child = svg_first(clip); child; child = svg_next(child)) {
        svg_state s = *parent;
        if (!enter_child(d, child, &s))
            continue;
        if (svg_is_shape(child))
            add_shape(d, child, &s, k);
        else if (svg_is(child, "use"))
            add_used(d, child, s, k);
        else if (svg_is(child, "text"))
            svg_unsupported(d, child, "clipPath/text");
    }
}

/* clipPathUnits="objectBoundingBox": user space is the box of the shape that is cut. */
static bool enter_box(svg_drawing *d, const xmlNode *clip, const xmlNode *node, svg_state *s)
{
    const char *units = svg_attr(clip, "clipPathUnits");
    svg_point low = {0, 0}, high = {0, 0};
    svg_matrix box;

    if (!units || strcmp(units, "objectBoundingBox"))
        return true;
    if (!svg_is_shape(node)) {
        svg_unsupported(d, clip, "clipPathUnits");
        return false;
    }
    if (!svg_shape_path(d, node, s) || !svg_path_box(&d->path, &low, &high))
        return false;
    box = (svg_matrix){high.x - low.x, 0, 0, high.y - low.y, low.x, low.y};
    s->m = svg_multiply(&s->m, &box);
    return svg_is_usable(&s->m);
}

static void cut_out(svg_drawing *d, const xmlNode *clip, const svg_state *s)
{
    content *c = &d->w->page;
    cut k = {0};

    add_children(d, clip, s, &k);
    if (!k.outlined) { /* an empty clip path leaves nothing */
        const mpt nothing[4] = {0, 0, 0, 0};
        content_put(c, nothing, 4, "re\n");
    }
    content_put(c, NULL, 0, k.shapes == 1 && k.evenodd ? "W* n\n" : "W n\n");
}

void svg_clip(svg_drawing *d, const xmlNode *node, const svg_state *element)
{
    const xmlNode *clip = element->style.clip ? svg_refer(d, node, element->style.clip) : NULL;
    svg_state s = *element;

    if (!clip || !svg_is(clip, "clipPath") || !svg_enter(d, clip, node))
        return;
    s.style = svg_initial_style;
    if (enter_box(d, clip, node, &s) && enter_child(d, clip, &s)) {
        svg_clip(d, clip, &s);
        cut_out(d, clip, &s);
    }
    svg_leave(d);
}
