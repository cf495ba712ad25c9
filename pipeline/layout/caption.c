/* caption.c - fo:table-and-caption (XSL-FO 1.1, 6.7.2, 7.28.7).
 *
 * A caption above or below the table is a block beside another. One at a side is a box without a
 * height in the flow, hung beside where the table begins, and the table stands in the room that it
 * leaves; so the table is broken between pages as any other, and its caption stays on the first. */
#include "layout/table_int.h"

static const fo_node *child_of(const fo_node *n, fo_type t)
{
    for (n = fo_child(n); n && fo_type_of(n) != t; n = fo_next(n))
        continue;
    return n;
}

void measure_caption(measurer *m, const fo_node *n)
{
    frame *f = frame_new(m, n);
    const mpt available = f->content_width;

    frame_width(m, f);
    frame_align(f, fo_parent(n), available);
    measure_reference(m, f);
}

/* ---- at a side ---- */

typedef struct {
    box *box;
    frame *frame;
    mpt start, end; /* from its content rectangle to the sides of the column that it stands in */
    mpt width;      /* of that column */
    bool last;      /* at the end */
} side_caption;

/* Without a width, that of its content, but no more than a quarter of the room, or what a table of
 * a given width leaves, unless a word needs it. */
static mpt caption_width(const measurer *m, const fo_node *n, const fo_node *t, mpt available)
{
    const need wants = content_need(m->l, n, available);
    const fo_range ipd = fo_range_of(t, PR_INLINE_PROGRESSION_DIMENSION);
    mpt most = available / 4;

    if (!ipd.opt_auto && !ipd.opt.percent)
        most = mpt_max(most, available - ipd.opt.fixed);
    return mpt_min(wants.max, mpt_max(wants.min, most));
}

static side_caption side_caption_of(measurer *m, const fo_node *n, const fo_node *t)
{
    side_caption s = {.box = ARENA_NEW(m->l->mem, box), .frame = frame_new(m, n)};
    const frame *around = m->frame;
    frame *f = s.frame;
    const mpt available = f->content_width, start = f->content_x - f->x,
              end = f->width - f->content_width - start;

    if (fo_range_of(n, PR_INLINE_PROGRESSION_DIMENSION).opt_auto) {
        f->content_width = caption_width(m, n, t, available - start - end);
        f->width = f->content_width + start + end;
    }
    frame_width(m, f);
    s.start = mpt_max(start, f->start - around->start);
    s.end = mpt_max(end, f->end - around->end);
    s.width = s.start + f->content_width + s.end;
    s.last = fo_is(fo_parent(n), PR_CAPTION_SIDE, EN_END) ||
             fo_is(fo_parent(n), PR_CAPTION_SIDE, EN_RIGHT);
    s.box->fo = n;
    return s;
}

/* The room that the caption leaves, as a frame without an area. */
static frame *room_beside(measurer *m, const side_caption *s)
{
    frame *f = ARENA_NEW(m->l->mem, frame);

    *f = *m->frame;
    f->parent = m->frame;
    f->before = f->after = (edge){0};
    f->space_before = f->space_after = (space_spec){0};
    f->anonymous = true;
    f->content_width = mpt_max(0, f->content_width - s->width);
    return f;
}

/* The table in the reference area less the caption's column; its frame, NULL if nothing of it was
 * made. */
static const frame *table_beside(measurer *m, const fo_node *t, const side_caption *s)
{
    const reference_area in = m->in;
    const mpt x = m->origin_x;
    const size_t at = m->out->count;
    const item *it;

    m->in.width = mpt_max(0, in.width - s->width);
    m->origin_x += s->last ? 0 : s->width;
    measure_object(m, t);
    m->in = in;
    m->origin_x = x;
    it = at < m->out->count ? &m->out->items[at] : NULL;
    return it && it->kind == ITEM_OPEN ? it->frame : NULL;
}

/* Beside the border rectangle of the table. */
static void caption_align(const side_caption *s, const frame *beside)
{
    const mpt x = s->last ? beside->x + beside->width : beside->x - s->width;

    s->box->x = x + s->start - s->box->content_x;
}

/* False: it is higher than a page, and must stand where it can be divided. */
static bool measure_aside(measurer *m, const fo_node *caption, const fo_node *t)
{
    side_caption s = side_caption_of(m, caption, t);
    frame *around = m->frame;
    mpt before = m->spent;
    const frame *beside;
    const bool resumed = m->resume != NULL;

    box_fill(m, s.box, s.frame);
    if (s.box->h > m->l->region_height)
        return false;
    measure_open(m, room_beside(m, &s));
    if (!resumed) {
        box_place(m, s.box, 0);
        m->next = (fo_keep){KEEP_ALWAYS, KEEP_ALWAYS, KEEP_ALWAYS};
    }
    if ((beside = table_beside(m, t, &s)) != NULL)
        caption_align(&s, beside);
    if (!resumed && !m->stopped) /* one that is higher than its table */
        around->after.padding += mpt_max(0, s.box->h - (m->spent - before));
    measure_close(m);
    return true;
}

/* ---- the object ---- */

bool caption_aside(const fo_node *n)
{
    const fo_keyword side = fo_enum(n, PR_CAPTION_SIDE);

    return side == EN_START || side == EN_END || side == EN_LEFT || side == EN_RIGHT;
}

static bool is_after(const fo_node *n)
{
    return fo_is(n, PR_CAPTION_SIDE, EN_AFTER) || fo_is(n, PR_CAPTION_SIDE, EN_BOTTOM);
}

void measure_captioned(measurer *m, const fo_node *n)
{
    const fo_node *caption = child_of(n, FO_TABLE_CAPTION), *t = child_of(n, FO_TABLE);
    const bool after = is_after(n);

    measure_open(m, frame_new(m, n));
    if (caption && t && caption_aside(n) && measure_aside(m, caption, t)) {
        measure_close(m);
        return;
    }
    if (caption && !after)
        measure_object(m, caption);
    if (t && !measure_full(m))
        measure_object(m, t);
    if (caption && after && !measure_full(m))
        measure_object(m, caption);
    measure_close(m);
}
