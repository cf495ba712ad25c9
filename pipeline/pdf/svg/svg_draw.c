/* svg_draw.c - walks the elements of a drawing: style and transformation of each come upon those of
 * its parent, then a row of a table says what to do with it.
 *
 * Clipping is put into q … Q. Opacity of a whole (SVG 1.1, 14.5) that is not a single paint needs a
 * form of its own, which is composed by itself and then laid over what is behind it. */
#include <string.h>

#include "pdf/svg/svg_int.h"

typedef void handler(svg_drawing *d, const xmlNode *node, const svg_state *s);

/* ---- opacity and clipping ---- */

/* What draw_element has to undo. */
typedef struct {
    bool saved, grouped;
    content outer;
    resource_list *res, own;
    double opacity;
} layer;

/* One fill or one stroke can take the opacity on itself. */
static bool is_single_paint(const xmlNode *node, const svg_state *s)
{
    bool stroked = svg_paints(s, &s->style.stroke, s->style.stroke_width),
         filled = svg_paints(s, &s->style.fill, 1);

    return (svg_is_shape(node) && !(filled && stroked)) || (svg_is(node, "text") && !stroked);
}

static void open_layer(svg_drawing *d, const xmlNode *node, svg_state *s, layer *l)
{
    l->opacity = s->style.opacity;
    if (s->style.clip) {
        l->saved = true;
        content_save(&d->w->page);
        svg_clip(d, node, s);
    }
    if (l->opacity >= 1)
        return;
    if (!d->w->level->transparent || is_single_paint(node, s)) {
        s->style.fill_opacity *= l->opacity;
        s->style.stroke_opacity *= l->opacity;
        return;
    }
    l->grouped = true;
    l->res = d->res;
    l->own = resources_begin(d->w);
    d->res = &l->own;
    form_begin(d->w, &l->outer);
}

static void close_group(svg_drawing *d, layer *l)
{
    content *c = &d->w->page;
    form_record form = {.group = true};
    uint32_t number;

    form.box[0] = d->frame.x;
    form.box[1] = d->frame.y - d->frame.h;
    form.box[2] = d->frame.x + d->frame.w;
    form.box[3] = d->frame.y;
    l->own.transparent = true;
    form.res = l->own;
    number = form_end(d->w, &l->outer, &form);
    d->res = l->res;
    resources_use_form(d->w, d->res, number);
    content_save(c);
    svg_set_alpha(d, l->opacity, l->opacity);
    content_use_form(c, number);
    content_restore(c);
}

static void close_layer(svg_drawing *d, layer *l)
{
    if (l->grouped)
        close_group(d, l);
    if (l->saved)
        content_restore(&d->w->page);
}

/* ---- containers ---- */

static void draw_element(svg_drawing *d, const xmlNode *node, const svg_state *parent);

static void draw_children(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    for (const xmlNode *child = svg_first(node); child && !d->full; child = svg_next(child))
        draw_element(d, child, s);
}

/* The first child that asks for nothing special: what an author puts there for simple programs. */
static void draw_switch(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    const xmlNode *child = svg_first(node);

    while (child && (svg_is(child, "foreignObject") || svg_attr(child, "requiredExtensions") ||
                     svg_attr(child, "requiredFeatures")))
        child = svg_next(child);
    if (child)
        draw_element(d, child, s);
}

/* The inside of an svg or symbol of `box` in user space. */
static void draw_viewport(svg_drawing *d, const xmlNode *node, svg_state s, svg_box box)
{
    svg_matrix at = {1, 0, 0, 1, box.x, box.y}, view = svg_view_matrix(node, box.w, box.h);
    bool clip = s.style.overflow != OVERFLOW_VISIBLE && s.style.overflow != OVERFLOW_AUTO;
    svg_box user = {0, 0, box.w, box.h};

    if (!(box.w > 0 && box.h > 0))
        return;
    s.m = svg_multiply(&s.m, &at);
    if (clip) {
        content_save(&d->w->page);
        svg_path_clear(&d->path);
        svg_path_move(&d->path, 0, 0);
        svg_path_line(&d->path, box.w, 0);
        svg_path_line(&d->path, box.w, box.h);
        svg_path_line(&d->path, 0, box.h);
        svg_put_path(&d->w->page, &d->path, &s.m);
        content_put(&d->w->page, NULL, 0, "W n\n");
    }
    s.m = svg_multiply(&s.m, &view);
    svg_view_box(node, &user);
    s.view_w = user.w;
    s.view_h = user.h;
    if (svg_is_usable(&s.m))
        draw_children(d, node, &s);
    if (clip)
        content_restore(&d->w->page);
}

static void draw_svg(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    draw_viewport(d, node, *s,
                  (svg_box){svg_attr_length(d, node, s, "x", s->view_w, 0),
                            svg_attr_length(d, node, s, "y", s->view_h, 0),
                            svg_attr_length(d, node, s, "width", s->view_w, s->view_w),
                            svg_attr_length(d, node, s, "height", s->view_h, s->view_h)});
}

/* ---- use ---- */

/* A symbol or svg takes the size that `use` gives it, if any. */
static void draw_sized(svg_drawing *d, const xmlNode *use, const xmlNode *target, svg_state s)
{
    bool symbol = svg_is(target, "symbol");
    svg_box box = {0, 0, s.view_w, s.view_h};

    if (!symbol) {
        box.x = svg_attr_length(d, target, &s, "x", s.view_w, 0);
        box.y = svg_attr_length(d, target, &s, "y", s.view_h, 0);
        box.w = svg_attr_length(d, target, &s, "width", s.view_w, s.view_w);
        box.h = svg_attr_length(d, target, &s, "height", s.view_h, s.view_h);
    }
    box.w = svg_attr_length(d, use, &s, "width", s.view_w, box.w);
    box.h = svg_attr_length(d, use, &s, "height", s.view_h, box.h);
    svg_cascade(d, target, &s);
    if (s.style.display != DISPLAY_NONE)
        draw_viewport(d, target, s, box);
}

static void draw_use(svg_drawing *d, const xmlNode *node, const svg_state *parent)
{
    const char *href = svg_href(node);
    const xmlNode *target = href ? svg_refer(d, node, href) : NULL;
    svg_state s = *parent;
    svg_matrix at = svg_identity;

    if (!target || !svg_enter(d, target, node))
        return;
    at.e = svg_attr_length(d, node, parent, "x", parent->view_w, 0);
    at.f = svg_attr_length(d, node, parent, "y", parent->view_h, 0);
    s.m = svg_multiply(&s.m, &at);
    if (!svg_is(target, "symbol") && !svg_is_root(target))
        draw_element(d, target, &s);
    else if (svg_charge_element(d, target))
        draw_sized(d, node, target, s);
    svg_leave(d);
}

/* ---- elements ---- */

static void draw_shape(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    if (s->style.visibility == VISIBILITY_VISIBLE && svg_shape_path(d, node, s))
        svg_paint_path(d, s);
}

static void draw_nothing(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    (void)d;
    (void)node;
    (void)s;
}

static const struct {
    const char *name;
    handler *draw;
} elements[] = {
    {"path", draw_shape},
    {"rect", draw_shape},
    {"g", draw_children},
    {"use", draw_use},
    {"text", svg_draw_text},
    {"line", draw_shape},
    {"circle", draw_shape},
    {"ellipse", draw_shape},
    {"polygon", draw_shape},
    {"polyline", draw_shape},
    {"image", svg_draw_image},
    {"svg", draw_svg},
    {"a", draw_children},
    {"switch", draw_switch},
    {"defs", draw_nothing},
    {"symbol", draw_nothing},
    {"clipPath", draw_nothing},
    {"style", draw_nothing},
    {"title", draw_nothing},
    {"desc", draw_nothing},
    {"metadata", draw_nothing},
    {"marker", draw_nothing},
    {"mask", draw_nothing},
    {"filter", draw_nothing},
    {"pattern", draw_nothing},
    {"view", draw_nothing},
    {"linearGradient", draw_nothing},
    {"radialGradient", draw_nothing},
};

static handler *handler_of(const xmlNode *node)
{
    for (size_t i = 0; i < COUNT(elements); i++)
        if (!strcmp(elements[i].name, (const char *)node->name))
            return elements[i].draw;
    return NULL;
}

/* The element's own transformation; false if it makes everything vanish. */
static bool transform(svg_drawing *d, const xmlNode *node, svg_state *s)
{
    const char *value = svg_attr(node, "transform");
    svg_matrix m;

    if (!value)
        return true;
    if (!svg_parse_transform(value, &m)) {
        svg_tell_value(d, node, "transform", value);
        return true;
    }
    s->m = svg_multiply(&s->m, &m);
    return svg_is_usable(&s->m);
}

static void draw_element(svg_drawing *d, const xmlNode *node, const svg_state *parent)
{
    handler *draw = handler_of(node);
    svg_state s = *parent;
    layer l = {0};

    if (!draw)
        svg_unsupported(d, node, (const char *)node->name);
    if (!draw || draw == draw_nothing || !svg_charge_element(d, node))
        return;
    if (d->depth == SVG_DEPTH) {
        svg_tell(d, node, MSG_SVG_TOO_DEEP, diag_number(d->w->dg, SVG_DEPTH), NULL);
        return;
    }
    svg_cascade(d, node, &s);
    if (s.style.display == DISPLAY_NONE || s.style.opacity <= 0 || !transform(d, node, &s))
        return;
    d->depth++;
    open_layer(d, node, &s, &l);
    draw(d, node, &s);
    close_layer(d, &l);
    d->depth--;
}

/* ---- the whole ---- */

static void draw_root(svg_drawing *d, mpt natural_w, mpt natural_h)
{
    const box_rect r = d->frame;
    svg_state s = {.style = svg_initial_style};
    double w = natural_w / 1000.0, h = natural_h / 1000.0;
    layer l = {0};

    s.view_w = w;
    s.view_h = h;
    s.m = (svg_matrix){
        (double)r.w / natural_w, 0, 0, -(double)r.h / natural_h, r.x / 1000.0, r.y / 1000.0};
    svg_cascade(d, d->picture->root, &s);
    if (s.style.display == DISPLAY_NONE || s.style.opacity <= 0)
        return;
    s.style.overflow = OVERFLOW_VISIBLE; /* it was cut off already */
    open_layer(d, d->picture->root, &s, &l);
    draw_viewport(d, d->picture->root, s, (svg_box){0, 0, w, h});
    close_layer(d, &l);
}

void svg_draw(pdf_writer *w, resource_list *res, const svg_picture *picture, box_rect r)
{
    svg_drawing d = {.w = w, .res = res, .picture = picture, .frame = r};
    mpt natural_w, natural_h;

    if (r.w <= 0 || r.h <= 0 || !svg_natural_size(picture->root, &natural_w, &natural_h))
        return;
    d.mem = d.path.mem = arena_new();
    svg_index(&d);
    content_save(&w->page);
    content_clip(&w->page, r.x, r.y - r.h, r.w, r.h);
    draw_root(&d, natural_w, natural_h);
    content_restore(&w->page);
    strbuf_free(&d.scratch);
    arena_free(d.mem);
}
