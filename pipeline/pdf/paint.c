/* paint.c - walks the areas of a page and paints them: background, borders, content, children.
 *
 * The walk goes by the areas' own links (child, next, parent), so a page nested deep needs no stack
 * of ours; enter and leave also tell tag_walk.c, which says whose the content of each area is. What
 * is painted stands in marked content: that goes on until something of another owner is painted, so
 * that a paragraph of many lines is one piece. Only what changes the graphics state (clipping, a
 * turned frame) or delays painting (a table's collapsed borders) is put on a stack of levels.
 *
 * A frame is the coordinate system of areas: y downwards from its origin. In the content stream the
 * y of a frame is `flip` - y; turned frames come with a matrix that moves the origin, so there flip
 * is 0. A frame also knows its place on the page, for links, which are not subject to the
 * matrix. */
#include "pdf/foreign.h"
#include "pdf/paint_int.h"

/* ---- coordinates ---- */

static void page_point(const frame *f, int64_t x, int64_t y, int64_t *px, int64_t *py)
{
    static const int8_t cosine[4] = {1, 0, -1, 0}, sine[4] = {0, 1, 0, -1};
    int c = cosine[f->turn], s = sine[f->turn];

    *px = f->px + x * c + y * s;
    *py = f->py - x * s + y * c;
}

/* The rectangle (x0, y0)–(x1, y1) of the frame on the page. */
static link_record page_place(const painter *p, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
    int64_t left, top, right, bottom;
    link_record r = {0};

    page_point(&p->now, x0, y0, &left, &top);
    page_point(&p->now, x1, y1, &right, &bottom);
    r.left = bounded(left < right ? left : right);
    r.right = bounded(left < right ? right : left);
    r.top = bounded(p->height - (top < bottom ? top : bottom));
    r.bottom = bounded(p->height - (top < bottom ? bottom : top));
    return r;
}

/* Where a link can be clicked: the area and what reaches out of it, such as larger or raised
 * text. */
static link_record link_place(const painter *p, const area *root)
{
    int64_t x = p->x, y = p->y, x0 = x, y0 = y, x1 = x + root->w, y1 = y + root->h;
    const area *a = root;

    for (;;) {
        if (a->child && !a->clip && !a->rotation) {
            a = a->child;
        } else {
            for (; a != root && !a->next; a = a->parent) {
                x -= a->x;
                y -= a->y;
            }
            if (a == root)
                return page_place(p, x0, y0, x1, y1);
            x -= a->x;
            y -= a->y;
            a = a->next;
        }
        x += a->x;
        y += a->y;
        x0 = x < x0 ? x : x0;
        y0 = y < y0 ? y : y0;
        x1 = x + a->w > x1 ? x + a->w : x1;
        y1 = y + a->h > y1 ? y + a->h : y1;
    }
}

/* ---- marked content ---- */

/* Headers and footers are called so (14.8.2.2.2; PDF/UA-1, 7.8). */
static const char *artifact_name(const area *region)
{
    if (!region)
        return "/Artifact BMC\n";
    switch (region->fo ? fo_type_of(region->fo) : FO_REGION_BODY) {
    case FO_REGION_BEFORE:
        return "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n";
    case FO_REGION_AFTER:
        return "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n";
    default:
        return "/Artifact<</Type/Pagination>>BDC\n";
    }
}

void painter_mark(painter *p, uint32_t owner)
{
    pdf_writer *w = p->w;
    content *c = &w->page;

    if (!w->tags || owner == p->marked)
        return;
    content_end_text(c);
    if (p->marked)
        strbuf_adds(&c->out, "EMC\n");
    p->marked = owner;
    if (owner == TAG_ARTIFACT) {
        strbuf_adds(&c->out, artifact_name(p->furniture));
    } else if (owner) {
        put_name(&c->out, tags_type_name(w->tags, w->tags->elements[owner].type));
        strbuf_adds(&c->out, "<</MCID ");
        strbuf_add_integer(&c->out,
                           tags_add_content(w->tags, owner, p->number, p->record->content_count++));
        strbuf_adds(&c->out, ">>BDC\n");
    }
}

static void mark_owner(painter *p, const area *a)
{
    if (p->w->tags)
        painter_mark(p, tag_walk_owner(p->w->walk, a));
}

/* Headers and footers are artifacts of their own kind. */
static void enter_region(painter *p, const area *a)
{
    painter_mark(p, 0);
    p->furniture = a->role == ROLE_ARTIFACT ? a : NULL;
}

static void tag_area(painter *p, const area *a)
{
    uint32_t element = tag_walk_enter(p->w->walk, a);

    if (a->kind == AREA_LINE)
        p->last.text = NULL;
    if (a->kind == AREA_REGION)
        enter_region(p, a);
    if (element) {
        const link_record at = page_place(p, p->x, p->y, p->x + a->w, p->y + a->h);
        tag_extra *x = tags_extra(p->w->tags, element);
        x->has_box = true;
        x->box[0] = at.left;
        x->box[1] = at.bottom;
        x->box[2] = at.right;
        x->box[3] = at.top;
    }
}

/* ---- content ---- */

static void show_image(painter *p, const area *a, box_rect r)
{
    const area_image *i = a->u.image;
    image *m = NULL;

    if (i->foreign) {
        foreign_paint(p->w, &p->record->res, i->foreign, a->fo, r);
        return;
    }
    if (i->uri && p->w->images)
        m = image_find(p->w->images, i->uri, area_pos(a));
    if (!m)
        return;
    conform_image(p->w, m, area_pos(a));
    image_paint(p->w, &p->record->res, m, r);
}

static void paint_image(painter *p, const area *a)
{
    const area_image *i = a->u.image;
    box_rect view = painter_clip(p, a);

    if (i->w <= 0 || i->h <= 0)
        return;
    mark_owner(p, a);
    if (i->clip) {
        content_save(&p->w->page);
        content_clip(&p->w->page, view.x, view.y - view.h, view.w, view.h);
    }
    show_image(p, a, stream_rect(p, i->x, i->y, i->w, i->h));
    if (i->clip)
        content_restore(&p->w->page);
}

static void paint_content(painter *p, const area *a)
{
    switch (a->kind) {
    case AREA_TEXT:
        if (text_shows(a->u.text))
            painter_text(p, a);
        break;
    case AREA_RULE:
        painter_mark(p, TAG_ARTIFACT);
        rule_paint(&p->w->page, a->u.rule, stream_rect(p, 0, 0, a->w, a->h));
        break;
    case AREA_IMAGE:
        paint_image(p, a);
        break;
    default:
        break;
    }
}

/* ---- levels ---- */

static level *push_level(painter *p, const area *a)
{
    if (p->depth == p->cap) {
        p->cap = p->cap ? p->cap * 2 : 16;
        p->levels = mem_realloc(p->levels, p->cap * sizeof *p->levels);
    }
    p->levels[p->depth] = (level){.a = a,
                                  .outer = p->now,
                                  .x = p->x,
                                  .y = p->y,
                                  .mark = border_queue_mark(p->w->borders),
                                  .saved = a->clip || a->rotation};
    return &p->levels[p->depth++];
}

/* The corner of the border rectangle that is the origin of what is turned in it. */
static void turned_corner(const area *a, mpt *x, mpt *y)
{
    const int turn = (a->rotation / 90) & 3;

    *x = turn == 2 || turn == 3 ? a->w : 0;
    *y = turn == 1 || turn == 2 ? a->h : 0;
}

/* Children stand in a frame of their own. */
static void enter_frame(painter *p, const area *a)
{
    int turn = (a->rotation / 90) & 3;
    mpt dx, dy;
    frame inner = {.turn = (p->now.turn + turn) & 3};

    turned_corner(a, &dx, &dy);
    page_point(&p->now, p->x + dx, p->y + dy, &inner.px, &inner.py);
    p->now = inner;
    p->x = p->y = 0;
}

static bool is_table(const area *a)
{
    return a->fo && fo_type_of(a->fo) == FO_TABLE && a->kind == AREA_BLOCK;
}

/* What is painted is clipped and turned as in the level. */
static void put_level(content *c, const level *l)
{
    if (l->a->clip)
        content_clip(c, l->clip.x, l->clip.y - l->clip.h, l->clip.w, l->clip.h);
    if (l->a->rotation)
        content_matrix(c, (l->a->rotation / 90) & 3, l->origin.x, l->origin.y);
}

static void open_level(painter *p, const area *a)
{
    level *l = push_level(p, a);
    mpt dx, dy;

    if (!l->saved)
        return;
    painter_mark(p, 0);
    content_save(&p->w->page);
    turned_corner(a, &dx, &dy);
    l->clip = painter_clip(p, a);
    l->origin = stream_rect(p, dx, dy, 0, 0);
    put_level(&p->w->page, l);
    if (a->rotation)
        enter_frame(p, a);
}

static void paint_queue(painter *p, size_t from)
{
    if (border_queue_mark(p->w->borders) > from)
        painter_mark(p, TAG_ARTIFACT);
    border_queue_paint(p->w->borders, from, &p->w->page);
}

static void close_level(painter *p)
{
    const level *l = &p->levels[--p->depth];

    paint_queue(p, l->mark);
    if (l->saved)
        painter_mark(p, 0);
    if (l->saved)
        content_restore(&p->w->page);
    p->now = l->outer;
    p->x = l->x;
    p->y = l->y;
}

/* ---- layers ---- */

static bool is_layer(const painter *p, const area *a)
{
    return p->layers.count && layers_top(&p->layers) == a;
}

static void open_layer(painter *p, const area *a)
{
    painter_mark(p, 0);
    content_end_text(&p->w->page);
    layers_open(&p->layers, &p->w->page, a);
    for (size_t i = 0; i < p->depth; i++)
        if (p->levels[i].saved)
            put_level(&p->w->page, &p->levels[i]);
    layers_begin(&p->layers, &p->w->page);
}

static void split_layer(painter *p)
{
    painter_mark(p, 0);
    content_end_text(&p->w->page);
    layers_split(&p->layers, &p->w->page);
}

static void close_layer(painter *p)
{
    painter_mark(p, 0);
    content_end_text(&p->w->page);
    layers_close(&p->layers, &p->w->page);
}

/* ---- the walk ---- */

/* A block-container may be the place of an electronic signature. */
static void note_field(painter *p, const area *a)
{
    const char *name = fo_svod(a->fo, "field");

    if (name && *name)
        links_note_field(p->w, p->record, a, name,
                         page_place(p, p->x, p->y, p->x + a->w, p->y + a->h));
}

static void enter(painter *p, const area *a)
{
    p->x += a->x;
    p->y += a->y;
    if (p->w->tags)
        tag_area(p, a);
    if (a->id) {
        link_record at = page_place(p, p->x, p->y, p->x + a->w, p->y + a->h);
        links_note_id(p->w, p->number, a->id, at.left, at.top);
    }
    if (a->link_internal || a->link_external)
        links_note(p->w, p->record, a, link_place(p, a));
    if (a->fo && !a->continued && fo_type_of(a->fo) == FO_BLOCK_CONTAINER)
        note_field(p, a);
    if (a->layered)
        open_layer(p, a);
    if (a->box && !a->hidden)
        painter_box(p, a);
    if (!a->hidden)
        paint_content(p, a);
    if (is_layer(p, a))
        split_layer(p);
    if (a->child && (a->clip || a->rotation || is_table(a)))
        open_level(p, a);
}

static void leave(painter *p, const area *a)
{
    if (p->depth && p->levels[p->depth - 1].a == a)
        close_level(p);
    if (is_layer(p, a))
        close_layer(p);
    if (a->kind == AREA_LINE && p->w->tags)
        painter_end_line(p, a);
    if (p->w->tags)
        tag_walk_leave(p->w->walk, a);
    if (p->furniture == a) {
        painter_mark(p, 0);
        p->furniture = NULL;
    }
    p->x -= a->x;
    p->y -= a->y;
}

static void walk(painter *p, const area *root)
{
    const area *a = root;

    enter(p, a);
    for (;;) {
        if (a->child) {
            a = a->child;
        } else {
            while (leave(p, a), a != root && !a->next)
                a = a->parent;
            if (a == root)
                return;
            a = a->next;
        }
        enter(p, a);
    }
}

void paint_page(pdf_writer *w, page_record *record, const area_page *page)
{
    painter p = {.w = w, .record = record, .height = record->h};

    p.number = (uint32_t)w->page_count;
    p.now.flip = record->h;
    content_start(&w->page);
    walk(&p, page->root);
    paint_queue(&p, 0);
    painter_mark(&p, 0);
    content_end_text(&w->page);
    layers_join(&p.layers, &w->page);
    conform_page(w, record, page->root->child ? area_pos(page->root->child) : NO_POS);
    mem_free(p.levels);
}
