/* svg_image.c - the element image: a bitmap or another drawing in a rectangle, fitted as
 * preserveAspectRatio says. Paths are relative to the drawing's own file. */
#include <string.h>

#include "pdf/svg/svg_int.h"

static const char *resolved(const svg_drawing *d, const char *href)
{
    const char *folder = d->picture->folder;

    if (!folder || !*folder || *href == '/' || strchr(href, ':'))
        return href;
    return arena_printf(d->mem, "%s%s", folder, href);
}

/* The natural size in user units, taken as the box of which `aspect` speaks. */
static void place(svg_drawing *d, const xmlNode *node, svg_state *s, image *m, svg_box box)
{
    content *c = &d->w->page;
    svg_matrix at = {1, 0, 0, 1, box.x, box.y}, fit, up;
    svg_box natural = {0, 0, 0, 0};
    mpt w, h;

    image_natural_size(m, &w, &h);
    natural.w = w / 1000.0;
    natural.h = h / 1000.0;
    fit = svg_fit(svg_attr(node, "preserveAspectRatio"), natural, box.w, box.h);
    content_save(c);
    svg_path_clear(&d->path);
    svg_path_move(&d->path, box.x, box.y);
    svg_path_line(&d->path, box.x + box.w, box.y);
    svg_path_line(&d->path, box.x + box.w, box.y + box.h);
    svg_path_line(&d->path, box.x, box.y + box.h);
    svg_put_path(c, &d->path, &s->m);
    content_put(c, NULL, 0, "W n\n");
    svg_set_alpha(d, 1, 1);
    s->m = svg_multiply(&s->m, &at);
    s->m = svg_multiply(&s->m, &fit);
    up = (svg_matrix){1, 0, 0, -1, 0, natural.h}; /* images stand on their lower edge */
    s->m = svg_multiply(&s->m, &up);
    if (svg_is_usable(&s->m)) {
        svg_put_matrix(c, &s->m);
        image_paint(d->w, d->res, m, (box_rect){0, h, w, h});
    }
    content_restore(c);
}

void svg_draw_image(svg_drawing *d, const xmlNode *node, const svg_state *parent)
{
    const char *href = svg_href(node);
    svg_state s = *parent;
    svg_box box = {svg_attr_length(d, node, &s, "x", s.view_w, 0),
                   svg_attr_length(d, node, &s, "y", s.view_h, 0), 0, 0};
    mpt w, h;
    image *m;

    if (!href || !d->w->images || s.style.visibility != VISIBILITY_VISIBLE)
        return;
    m = image_find(d->w->images, resolved(d, href), d->picture->where(d->picture->self, node));
    if (!m)
        return;
    conform_image(d->w, m, d->picture->where(d->picture->self, node));
    image_natural_size(m, &w, &h);
    box.w = svg_attr_length(d, node, &s, "width", s.view_w, w / 1000.0);
    box.h = svg_attr_length(d, node, &s, "height", s.view_h, h / 1000.0);
    if (box.w > 0 && box.h > 0 && w > 0 && h > 0)
        place(d, node, &s, m, box);
}
