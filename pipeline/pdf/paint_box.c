/* paint_box.c - the background and the borders of an area. */
#include "pdf/paint_int.h"

enum { MAX_TILES = 10000 };

static mpt inside(const area_box *b, fo_side side)
{
    const area_edge *e = &b->edge[side];
    return edge_visible(e) ? e->width - b->spill[side] : 0;
}

/* Border rectangle less its borders. */
static box_rect padding_rect(const painter *p, const area *a)
{
    mpt before, after, start, end;

    if (!a->box)
        return stream_rect(p, 0, 0, a->w, a->h);
    before = inside(a->box, SIDE_BEFORE);
    after = inside(a->box, SIDE_AFTER);
    start = inside(a->box, SIDE_START);
    end = inside(a->box, SIDE_END);
    return stream_rect(p, start, before, a->w - start - end, a->h - before - after);
}

/* What is visible of what is in the area, if that is clipped. */
box_rect painter_clip(const painter *p, const area *a)
{
    box_rect r = padding_rect(p, a);

    if (a->box) {
        const mpt *in = a->box->clip;
        r.x = bounded((int64_t)r.x + in[SIDE_START]);
        r.y = bounded((int64_t)r.y - in[SIDE_BEFORE]);
        r.w = mpt_max(0, bounded((int64_t)r.w - in[SIDE_START] - in[SIDE_END]));
        r.h = mpt_max(0, bounded((int64_t)r.h - in[SIDE_BEFORE] - in[SIDE_AFTER]));
    }
    return r;
}

/* How far a background reaches under the border: to the middle of a solid one, so that no seam
 * shows, not at all under one with gaps. */
static mpt under(const area_box *b, fo_side side)
{
    const area_edge *e = &b->edge[side];

    if (!edge_visible(e) || box_is_collapsed(b))
        return 0;
    return e->style == EN_SOLID ? e->width / 2 : e->width;
}

static void paint_background_color(painter *p, const area *a)
{
    const area_box *b = a->box;
    mpt before = under(b, SIDE_BEFORE), start = under(b, SIDE_START);
    box_rect r = stream_rect(p, start, before, a->w - start - under(b, SIDE_END),
                             a->h - before - under(b, SIDE_AFTER));

    if (r.w > 0 && r.h > 0)
        content_rect(&p->w->page, b->background, r.x, r.y - r.h, r.w, r.h);
}

/* The first tile of a repeated background lies at or before `from`. */
static mpt first_tile(mpt at, mpt step, bool repeat)
{
    if (!repeat || at <= 0)
        return repeat ? at % step : at;
    return at % step - step;
}

/* The image of `b`, placed in `in`, as far as it covers `r`. */
static void paint_tiles(painter *p, const area_box *b, image *m, box_rect in, box_rect r,
                        src_pos pos)
{
    bool across = b->repeat != EN_NO_REPEAT && b->repeat != EN_REPEAT_Y;
    bool down = b->repeat != EN_NO_REPEAT && b->repeat != EN_REPEAT_X;
    mpt w, h, x0, y0;
    int64_t columns, rows;

    image_natural_size(m, &w, &h);
    w = mpt_max(bounded(w), 1);
    h = mpt_max(bounded(h), 1);
    x0 = first_tile(bounded(in.x - r.x + fo_len_at(b->image_x, in.w - w)), w, across);
    y0 = first_tile(bounded(r.y - in.y + fo_len_at(b->image_y, in.h - h)), h, down);
    if (x0 >= r.w || y0 >= r.h || x0 + w <= 0 || y0 + h <= 0)
        return;
    columns = across ? (r.w - x0 + w - 1) / w : 1;
    rows = down ? (r.h - y0 + h - 1) / h : 1;
    if (columns * rows > MAX_TILES) {
        diag_report(p->w->dg, pos, MSG_IMAGE_TILES, b->image);
        return;
    }
    for (int64_t i = 0; i < rows; i++)
        for (int64_t j = 0; j < columns; j++)
            image_paint(p->w, &p->record->res, m,
                        (box_rect){(mpt)(r.x + x0 + j * w), (mpt)(r.y - y0 - i * h), w, h});
}

static void paint_background_image(painter *p, const area *a)
{
    content *c = &p->w->page;
    const area_rect *at = a->box->image_in;
    box_rect r = padding_rect(p, a), in = at ? stream_rect(p, at->x, at->y, at->w, at->h) : r;
    image *m = p->w->images ? image_find(p->w->images, a->box->image, area_pos(a)) : NULL;

    if (!m || r.w <= 0 || r.h <= 0)
        return;
    conform_image(p->w, m, area_pos(a));
    content_save(c);
    content_clip(c, r.x, r.y - r.h, r.w, r.h);
    paint_tiles(p, a->box, m, in, r, area_pos(a));
    content_restore(c);
}

void painter_box(painter *p, const area *a)
{
    const area_box *b = a->box;
    box_rect r = stream_rect(p, 0, 0, a->w, a->h);

    if (b->background.a || b->image || !box_is_collapsed(b))
        painter_mark(p, TAG_ARTIFACT);
    if (b->background.a)
        paint_background_color(p, a);
    if (b->image)
        paint_background_image(p, a);
    if (box_is_collapsed(b))
        border_queue_add(p->w->borders, b, r);
    else
        border_paint(&p->w->page, b, r);
}
