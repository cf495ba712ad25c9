/* container.c - fo:block-container (XSL-FO 1.1, 6.5.3, 7.6).
 *
 * A container always makes a reference area: indents inside count from it, and spaces do not reach
 * across its edges. Without a height and a rotation its content goes on in the flat list, so that
 * it can be broken between pages. With a height, or turned, it is a box: measured by itself and
 * unbreakable. Positioned containers are boxes without a height in the flow, hung where left, top,
 * right and bottom say. */
#include "layout/measure.h"
#include "layout/page.h"
#include "layout/resume.h"

static bool is_auto(const fo_node *n, fo_prop p)
{
    return fo_is(n, p, EN_AUTO);
}

/* ---- boxes ---- */

/* Inline- and block-progression-dimension are those of the turned content: a quarter turn exchanges
 * width and height of the box. */
static void box_turn(box *b, const frame *f)
{
    mpt w = b->content_w;
    b->content_w = b->content_h;
    b->content_h = w;
    b->w = b->content_w + f->width - f->content_width;
}

/* Spaces inside give way when the height is not enough. */
static void box_squeeze(measurer *m, box *b, const fit *all, mpt height)
{
    mpt over = all->height - height;
    b->used = all->height;
    if (over <= 0)
        return;
    b->of = all->shrink;
    b->give = mpt_min(over, all->shrink);
    b->used -= b->give;
    if (over > all->shrink)
        diag_report(m->l->dg, fo_pos(b->fo), MSG_CONTAINER_OVERFLOW,
                    diag_points(m->l->dg, over - all->shrink));
}

/* Measure what is inside; `height` < 0: as high as the content. */
static void fill_to(measurer *m, box *b, const frame *f, mpt height)
{
    static const room whole = {.height = MPT_MAX, .unbroken = true};
    mpt region = m->l->region_height;
    fit all;

    b->rotation = fo_rotation(b->fo);
    b->content_x = f->content_x - f->x;
    b->content_y = edge_size(&f->before, false);
    b->after_edge = edge_size(&f->after, false);
    b->x = f->x;
    b->w = f->width;
    b->content_w = f->content_width;
    if (height > 0)
        m->l->region_height = height;
    b->content =
        content_measure_in(m->l, b->fo,
                           &(reference_area){b->fo, f->start, f->end, b->content_w,
                                             mpt_max(0, height), text_indent_in(&m->in, f, b->fo)});
    m->l->region_height = region;
    all = content_fit(b->content, (place){0}, &whole);
    b->content_h = height < 0 ? all.height : height;
    box_squeeze(m, b, &all, b->content_h);
    if (b->rotation % 180)
        box_turn(b, f);
    b->h = b->content_h + b->content_y + b->after_edge;
    b->clip = overflow_clips(b->fo);
}

/* A fixed height; -1 if it depends on the content. */
static mpt box_height(const measurer *m, const fo_node *n)
{
    fo_range bpd = fo_range_of(n, PR_BLOCK_PROGRESSION_DIMENSION);
    mpt base = m->in.height > 0 ? m->in.height : 0;
    if (bpd.opt_auto || (bpd.opt.percent && !base))
        return -1;
    return mpt_max(0, fo_len_at(bpd.opt, base));
}

void box_fill(measurer *m, box *b, const frame *f)
{
    fill_to(m, b, f, box_height(m, b->fo));
}

typedef struct {
    note *notes;
    uint32_t count;
} note_list;

static void note_add(void *self, const note *n)
{
    note_list *list = self;
    if (list->notes)
        list->notes[list->count] = *n;
    list->count++;
}

void box_place(measurer *m, box *b, mpt height)
{
    item *it = measure_solid(m, ITEM_BOX, height);
    note_list list = {NULL, 0};

    it->u.box = b;
    if (!b->content->note_height)
        return;
    content_notes(b->content, (place){0}, content_end(b->content), note_add, &list);
    list.notes = ARENA_ARRAY(m->l->mem, note, list.count);
    it->note_count = list.count;
    list.count = 0;
    content_notes(b->content, (place){0}, content_end(b->content), note_add, &list);
    it->notes = list.notes;
    m->out->note_height = mpt_add(m->out->note_height, b->content->note_height);
}

static void measure_box(measurer *m, const fo_node *n, frame *f, mpt height)
{
    box *b = ARENA_NEW(m->l->mem, box);
    frame *outer = ARENA_NEW(m->l->mem, frame);

    b->fo = n;
    fill_to(m, b, f, height);
    *outer = *f; /* carries spaces and keeps; the box itself paints border and background */
    outer->before = outer->after = (edge){0};
    outer->anonymous = true;
    measure_open(m, outer);
    box_place(m, b, b->h);
    measure_close(m);
}

static mpt offset(const fo_node *n, fo_prop p, mpt base)
{
    return fo_len_at(fo_length(n, p), base);
}

mpt hung_padding(const fo_node *fo, fo_side side)
{
    bool retain;

    if (!fo || fo_type_of(fo) != FO_TABLE_CELL)
        return 0;
    return fo_padding_of(fo, side, &retain).fixed;
}

/* The containing area of a positioned container: the reference area around it, or the page
 * (7.6.1). */
static measurer containing(const measurer *m, bool fixed)
{
    measurer c = *m;
    if (!m->in.height && !m->in.fo)
        c.in.height = m->l->region_height;
    if (!fixed)
        return c;
    c.frame = NULL;
    c.origin_x = 0;
    c.in = (reference_area){.width = m->l->page_width, .height = m->l->page_height};
    return c;
}

/* How far from the content rectangle around it the side stands. */
static mpt inset(const measurer *around, const box *b, fo_prop p, fo_side side)
{
    if (is_auto(b->fo, p))
        return 0;
    return offset(b->fo, p, b->container_w) - hung_padding(around->in.fo, side);
}

/* What top and bottom leave of the height around it for the content; -1: it is not known. */
static mpt height_left(const measurer *around, const frame *f)
{
    const mpt h = around->in.height;

    if (h <= 0)
        return -1;
    return mpt_max(0, h - offset(f->fo, PR_TOP, h) - offset(f->fo, PR_BOTTOM, h) -
                          edge_size(&f->before, false) - edge_size(&f->after, false));
}

static bool is_between(const fo_node *n, fo_prop near, fo_prop far)
{
    return !is_auto(n, near) && !is_auto(n, far);
}

/* The width of the content that is not given is what the offsets leave; so is the height, if both
 * are given. Of a container turned by a quarter the lines run along the height. The height. */
static mpt positioned_fill(const measurer *around, const box *b, frame *f, mpt height)
{
    const bool turned = fo_rotation(b->fo) % 180;
    const bool free = fo_range_of(b->fo, PR_INLINE_PROGRESSION_DIMENSION).opt_auto;
    const mpt across = f->content_width - inset(around, b, PR_LEFT, SIDE_START) -
                       inset(around, b, PR_RIGHT, SIDE_END),
              along = height_left(around, f);

    if (free)
        f->content_width = turned && along >= 0 ? along : across;
    if (height >= 0)
        return height;
    if (turned)
        return is_between(b->fo, PR_LEFT, PR_RIGHT) ? mpt_max(0, across) : -1;
    return is_between(b->fo, PR_TOP, PR_BOTTOM) ? along : -1;
}

static void measure_positioned(measurer *m, const fo_node *n)
{
    box *b = ARENA_NEW(m->l->mem, box);
    bool fixed = fo_is(n, PR_ABSOLUTE_POSITION, EN_FIXED);
    measurer around = containing(m, fixed);
    frame *f = frame_new(&around, n);
    mpt edges = f->width - f->content_width, height = box_height(fixed ? &around : m, n);

    b->fo = n;
    b->positioned = true;
    b->fixed = fixed;
    b->container_w = around.in.width + hung_padding(around.in.fo, SIDE_START) +
                     hung_padding(around.in.fo, SIDE_END);
    height = positioned_fill(&around, b, f, height);
    f->width = f->content_width + edges;
    frame_width(&around, f);
    fill_to(m, b, f, height);
    b->x += hung_padding(around.in.fo, SIDE_START);
    b->container_h = around.in.fo ? 0 : around.in.height;
    box_place(m, b, 0);
    if (m->resume)
        resume_reached(m);
}

/* The lines of a container that is turned by a quarter run along the height of the reference area:
 * without an inline-progression-dimension they are as long as that, if it is known. */
static void turn_width(const measurer *m, frame *f)
{
    const mpt along = m->in.fo ? m->in.height : m->l->region_height;

    if (along <= 0 || !fo_range_of(f->fo, PR_INLINE_PROGRESSION_DIMENSION).opt_auto)
        return;
    f->width -= f->content_width;
    f->content_width =
        mpt_max(0, along - edge_size(&f->before, false) - edge_size(&f->after, false));
    f->width += f->content_width;
}

void measure_container(measurer *m, const fo_node *n)
{
    frame *f;
    mpt height, across;
    if (fo_is_positioned(n)) {
        measure_positioned(m, n);
        return;
    }
    f = frame_new(m, n);
    across = f->content_width;
    if (fo_rotation(n) % 180)
        turn_width(m, f);
    frame_width(m, f);
    height = box_height(m, n);
    if (height < 0 && fo_rotation(n) % 180)
        height = across; /* from indent to indent, as any block (4.4.1) */
    if (height < 0 && !fo_rotation(n))
        measure_reference(m, f);
    else
        measure_box(m, n, f, height);
}

/* ---- building ---- */

/* A positioned container whose place does not depend on where it would stand in the flow. */
static bool hangs(const area *a)
{
    const fo_node *n = a->fo && fo_type_of(a->fo) == FO_BLOCK_CONTAINER ? a->fo : NULL;

    return n && fo_is_positioned(n) &&
           (fo_is(n, PR_ABSOLUTE_POSITION, EN_FIXED) || !is_auto(n, PR_TOP) ||
            !is_auto(n, PR_BOTTOM));
}

/* What the height adds to an offset that was taken without it. */
static mpt by_height(const fo_node *n, fo_prop p, mpt height)
{
    return offset(n, p, height) - offset(n, p, 0);
}

void hung_settle(area *in, mpt height)
{
    for (area *k = in->child; k; k = k->next) {
        if (!hangs(k) || fo_is(k->fo, PR_ABSOLUTE_POSITION, EN_FIXED))
            continue;
        if (!is_auto(k->fo, PR_TOP))
            k->y += by_height(k->fo, PR_TOP, height);
        else
            k->y += height - by_height(k->fo, PR_BOTTOM, height);
    }
}

mpt display_shift(const fo_node *fo, mpt spare)
{
    const fo_keyword align = fo_enum(fo, PR_DISPLAY_ALIGN);

    return align == EN_CENTER ? spare / 2 : align == EN_AFTER ? spare : 0;
}

void display_align(const fo_node *fo, area *a, mpt spare)
{
    const mpt by = display_shift(fo, spare);

    for (area *k = a->child; by > 0 && k; k = k->next)
        if (!hangs(k))
            k->y += by;
}

/* To the content rectangle (5.11, <shape>). */
static void clip_box(const box *b, area *a, arena *mem)
{
    mpt padding[4] = {[SIDE_BEFORE] = b->content_y,
                      [SIDE_AFTER] = b->after_edge,
                      [SIDE_START] = b->content_x,
                      [SIDE_END] = b->w - b->content_x - b->content_w};

    for (int side = 0; side < 4; side++)
        padding[side] -= fo_border_of(b->fo, (fo_side)side).width;
    a->box = box_clipped(mem, a->box, b->fo, padding);
}

area *box_build(box *b, const build_how *how)
{
    area *a = area_new(how->page->mem, AREA_BLOCK, b->fo);
    mpt end = b->w - b->content_x - b->content_w, x = b->content_x, y = b->content_y;
    mpt depth = b->rotation % 180 ? b->content_w : b->content_h;
    build_how squeezed = *how;

    a->role = how->role;
    a->w = b->w;
    a->h = b->h;
    a->rotation = (int16_t)b->rotation;
    a->clip = b->clip;
    a->hidden = visibility_hides(b->fo);
    a->box = box_of(how->page->mem, b->fo, false, false);
    if (a->clip)
        clip_box(b, a, how->page->mem);
    if (b->rotation == 90) {
        x = b->after_edge;
        y = b->content_x;
    } else if (b->rotation == 180) {
        x = end;
        y = b->after_edge;
    } else if (b->rotation == 270) {
        x = b->content_y;
        y = end;
    }
    if (!how->repeat) {
        a->id = fo_string(b->fo, PR_ID);
        page_mark(how->page, b->fo, true);
    }
    squeezed.hang = NULL;
    squeezed.give = b->give;
    squeezed.of = b->of;
    content_build(b->content, (place){0}, content_end(b->content), &squeezed, a, x, y);
    hung_settle(a, depth);
    display_align(b->fo, a, depth - b->used);
    if (!how->repeat)
        page_mark_end(how->page, b->fo);
    return a;
}

/* Distance of the border rectangle from the start of the containing area. `near` and `far` place
 * the content rectangle (7.6.2 to 7.6.5), `before` and `after` are the border and padding around
 * it. */
static mpt position(const box *b, fo_prop near, fo_prop far, mpt length, mpt size, mpt before,
                    mpt after)
{
    if (!is_auto(b->fo, near))
        return offset(b->fo, near, length) - before;
    return length - offset(b->fo, far, length) - size + after;
}

static bool both_auto(const box *b, fo_prop near, fo_prop far)
{
    return is_auto(b->fo, near) && is_auto(b->fo, far);
}

void box_position(const box *b, area *a, const build_how *how, area *in, mpt x, mpt y, mpt still_y)
{
    mpt w = b->container_w, h = b->container_h;
    if (b->fixed)
        x = y = still_y = 0;
    a->x =
        x + (both_auto(b, PR_LEFT, PR_RIGHT) ? (b->fixed ? 0 : b->x)
                                             : position(b, PR_LEFT, PR_RIGHT, w, b->w, b->content_x,
                                                        b->w - b->content_w - b->content_x));
    a->y = both_auto(b, PR_TOP, PR_BOTTOM)
               ? still_y
               : y + position(b, PR_TOP, PR_BOTTOM, h, b->h, b->content_y, b->after_edge);
    area_append(in, a);
    if (b->fixed)
        page_fix(how->page->page, a);
}
