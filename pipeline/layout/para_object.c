/* para_object.c - graphics in a line: how large, and where in their viewport (XSL-FO 1.1, 6.6.5-6,
 * 7.15).
 *
 * The viewport is the content rectangle of the object's area; what is not given of its size comes
 * from the content. The content has its natural size unless content-width and content-height say
 * otherwise; under scaling="uniform" the one not given follows the other, and if both are given the
 * smaller scale wins. A graphic that cannot be read keeps the room that is asked for it. It stands
 * in the viewport by text-align and display-align. */
#include "layout/inline_container.h"
#include "layout/paint.h"
#include "layout/para_int.h"

#include <string.h>

/* One axis of the question. */
typedef struct {
    bool auto_view; /* viewport follows the content */
    mpt view, natural;
    mpt low, high;  /* bounds of the viewport */
    fo_keyword fit; /* EN_SCALE_TO_FIT …, EN_AUTO, EN_NONE_GIVEN for a length */
    mpt content;    /* for a length; then the result */
} axis;

static mpt bounded(const axis *a, mpt view)
{
    return mpt_max(a->low, mpt_min(view, a->high));
}

/* A percentage of an unknown height says nothing. */
static bool is_unknown(fo_len v, mpt base)
{
    return v.percent && base <= 0;
}

static axis axis_of(const fo_node *fo, fo_prop view, fo_prop content, mpt natural, mpt base)
{
    fo_range r = fo_range_of(fo, view);
    axis a = {.natural = natural, .auto_view = r.opt_auto || is_unknown(r.opt, base)};

    a.low =
        r.min_auto || is_unknown(r.min, base) ? 0 : mpt_max(0, para_limit(fo_len_at(r.min, base)));
    a.high = r.max_auto || is_unknown(r.max, base)
                 ? MPT_MAX
                 : mpt_max(a.low, para_limit(fo_len_at(r.max, base)));
    if (!a.auto_view)
        a.view = bounded(&a, para_limit(fo_len_at(r.opt, base)));
    a.fit = fo_enum(fo, content);
    if (a.fit == EN_NONE_GIVEN)
        a.content = mpt_max(0, para_limit(fo_len_at(fo_length(fo, content), natural)));
    return a;
}

/* Scale in millionths that `a` asks for; 0 if it leaves it to the other axis. */
static int64_t scale_of(const axis *a)
{
    int64_t s;

    if (a->natural <= 0)
        return 0;
    if (a->fit == EN_NONE_GIVEN)
        return (int64_t)a->content * 1000000 / a->natural;
    if (a->fit == EN_AUTO || a->auto_view)
        return 0;
    s = (int64_t)a->view * 1000000 / a->natural;
    if (a->fit == EN_SCALE_DOWN_TO_FIT && s > 1000000)
        return 1000000;
    if (a->fit == EN_SCALE_UP_TO_FIT && s < 1000000)
        return 1000000;
    return s;
}

static void scale_content(axis *w, axis *h, bool uniform)
{
    int64_t sw = scale_of(w), sh = scale_of(h);

    if (uniform && sw && sh)
        sw = sh = sw < sh ? sw : sh;
    if (!sw)
        sw = sh ? sh : 1000000;
    if (!sh)
        sh = sw;
    if (w->natural)
        w->content = para_limit(mpt_scale(w->natural, sw, 1000000));
    if (h->natural)
        h->content = para_limit(mpt_scale(h->natural, sh, 1000000));
    if (w->auto_view)
        w->view = w->content;
    if (h->auto_view)
        h->view = h->content;
}

/* A viewport that followed its content out of its bounds has their size; is it such a one? */
static bool bind_view(axis *a)
{
    const mpt view = bounded(a, a->view);

    if (!a->auto_view || view == a->view)
        return false;
    a->view = view;
    a->auto_view = false;
    return true;
}

/* One axis after the other, since the content of both may follow the bounds of one; what is then
 * smaller than its bound need not fill it. */
static void size_content(axis *w, axis *h, bool uniform)
{
    bool bound_w, bound_h;

    scale_content(w, h, uniform);
    if ((bound_w = bind_view(w)))
        scale_content(w, h, uniform);
    if ((bound_h = bind_view(h)))
        scale_content(w, h, uniform);
    if (bound_w)
        w->view = bounded(w, w->content);
    if (bound_h)
        h->view = bounded(h, h->content);
}

static mpt place(fo_keyword k, mpt room, bool even)
{
    switch (k) {
    case EN_CENTER:
        return room / 2;
    case EN_END:
    case EN_AFTER:
        return room;
    case EN_INSIDE:
        return even ? room : 0;
    case EN_OUTSIDE:
        return even ? 0 : room;
    default:
        return 0;
    }
}

static bool natural_size(layout *l, const fo_node *fo, para_object *o, mpt *w, mpt *h)
{
    image_source *images = l->opt->images;

    o->image.uri = fo_type_of(fo) == FO_EXTERNAL_GRAPHIC ? fo_string(fo, PR_SRC) : NULL;
    o->image.foreign = fo_foreign(fo);
    o->image.alternative = fo_svod(fo, "alt");
    if (!images)
        return false;
    images->pos = fo_pos(fo);
    return images->size(images, o->image.uri, o->image.foreign, w, h);
}

const para_object *para_object_new(layout *l, const fo_node *fo, para_scope *s, mpt ipd)
{
    para_object *o = ARENA_NEW(l->mem, para_object);
    mpt nw = 0, nh = 0;
    const fo_keyword across = fo_enum(fo, PR_TEXT_ALIGN);
    axis w, h;

    o->missing = !natural_size(l, fo, o, &nw, &nh);
    w = axis_of(fo, PR_INLINE_PROGRESSION_DIMENSION, PR_CONTENT_WIDTH, nw, ipd);
    h = axis_of(fo, PR_BLOCK_PROGRESSION_DIMENSION, PR_CONTENT_HEIGHT, nh, 0);
    if (o->missing && w.view + h.view + w.content + h.content == 0)
        return NULL;
    size_content(&w, &h, !fo_is(fo, PR_SCALING, EN_NON_UNIFORM));
    o->fo = fo;
    o->scope = s;
    o->w = w.view;
    o->h = h.view;
    o->image.x =
        place(across, w.view - w.content, false) + s->border[SIDE_START] + s->padding[SIDE_START];
    o->even_x =
        place(across, w.view - w.content, true) + s->border[SIDE_START] + s->padding[SIDE_START];
    o->image.y = place(fo_enum(fo, PR_DISPLAY_ALIGN), h.view - h.content, false) +
                 s->border[SIDE_BEFORE] + s->padding[SIDE_BEFORE];
    o->image.w = w.content;
    o->image.h = h.content;
    o->image.clip = overflow_clips(fo);
    s->graphic_height = o->h + s->border[SIDE_BEFORE] + s->border[SIDE_AFTER] +
                        s->padding[SIDE_BEFORE] + s->padding[SIDE_AFTER];
    para_scope_align(s, &(para_extent){s->graphic_height, 0});
    return o;
}

/* The paragraphs inside are broken into lines while the one around is built: they have scratch
 * memory of their own. */
static inline_box measured_apart(layout *l, const fo_node *fo, mpt ipd)
{
    para_tools *tools = l->paras;
    arena *scratch = tools->scratch;
    const int building = tools->building;
    inline_box b;

    tools->scratch = arena_new();
    tools->building = 0;
    b = inline_box_new(l, fo, ipd);
    arena_free(tools->scratch);
    tools->scratch = scratch;
    tools->building = building;
    return b;
}

const para_object *para_container_new(layout *l, const fo_node *fo, para_scope *s, mpt ipd)
{
    para_object *o = ARENA_NEW(l->mem, para_object);
    const inline_box b = measured_apart(l, fo, ipd);

    o->fo = fo;
    o->scope = s;
    o->box = b.box;
    o->w = b.w;
    o->h = b.h;
    s->graphic_height = b.h;
    s->graphic_depth = b.depth;
    para_scope_align(s, &(para_extent){b.h - b.depth, b.depth});
    return o;
}

mpt para_object_width(const para_object *o)
{
    const para_scope *s = o->scope;
    if (o->box)
        return o->w;
    return o->w + s->border[SIDE_START] + s->border[SIDE_END] + s->padding[SIDE_START] +
           s->padding[SIDE_END];
}

static const area_image *image_on(const para_object *o, const page_context *page)
{
    area_image *moved;

    if (!page->even || o->even_x == o->image.x)
        return &o->image;
    moved = arena_memdup(page->mem, &o->image, sizeof *moved);
    moved->x = o->even_x;
    return moved;
}

static area *graphic_area(const para_object *o, const page_context *page)
{
    area *a = area_new(page->mem, o->missing ? AREA_INLINE : AREA_IMAGE, o->fo);
    const char *id = fo_string(o->fo, PR_ID);

    a->w = para_object_width(o);
    a->h = o->scope->graphic_height;
    a->box = o->image.clip ? box_clipped(page->mem, o->scope->box, o->fo, o->scope->padding)
                           : o->scope->box;
    if (!o->missing)
        a->u.image = image_on(o, page);
    a->id = id && *id ? id : NULL;
    a->hidden = visibility_hides(o->fo);
    return a;
}

area *para_object_area(const para_object *o, page_context *page, bool again, mpt x, mpt baseline)
{
    area *a = o->box ? inline_box_area(o->box, page, again) : graphic_area(o, page);

    a->x = x;
    a->y = baseline - o->scope->graphic_height + o->scope->graphic_depth;
    return a;
}
