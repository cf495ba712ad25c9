/* paint.c - walks the areas of a page and paints them: background, borders, content, children.
 *
 * The walk goes by the areas' own links (child, next, parent), so a page nested deep needs no stack of
 * ours; enter and leave also tell tag_walk.c, which says whose the content of each area is. What is painted
 * stands in marked content: that goes on until something of another owner is painted, so that a paragraph
 * of many lines is one piece.
 * Only what changes the graphics state (clipping, a turned frame) or delays painting (a table's
 * collapsed borders) is put on a stack of levels.
 *
 * A frame is the coordinate system of areas: y downwards from its origin. In the content stream the y
 * of a frame is `flip` - y; turned frames come with a matrix that moves the origin, so there flip is 0.
 * A frame also knows its place on the page, for links, which are not subject to the matrix. */
#include "base/utf8.h"
#include "pdf/foreign.h"
#include "pdf/layers.h"
#include "pdf/pdf_int.h"

enum { MAX_TILES = 10000, GAP = 8 /* of the font size; a word space is twice as wide */ };

typedef struct {
    mpt flip;
    int turn;       /* quarter turns counterclockwise against the page */
    int64_t px, py; /* its origin on the page, y downwards */
} frame;

typedef struct {
    const area *a;
    frame outer; /* to return to */
    int64_t x, y;
    size_t mark;           /* of the border queue */
    bool saved;            /* q was written, and behind it … */
    box_rect clip, origin; /* … what a->clip cuts to, and where a->rotation turns */
} level;

/* A text that was painted, whose it is, and where it ended. */
typedef struct {
    const area_text *text; /* NULL: none */
    uint32_t owner;
    mpt x, y;
} painted;

typedef struct {
    pdf_writer *w;
    page_record *record;
    uint32_t number;
    frame now;
    int64_t x, y;          /* origin of the current area in the frame */
    mpt height;            /* of the page */
    uint32_t marked;       /* owner of the open marked content; 0: none is open */
    painted last;          /* in this line */
    painted ended;         /* at the end of a block, with no text behind it yet */
    const area *furniture; /* the region of headers and footers that is being painted */
    layers layers;         /* of z-index */
    level *levels;
    size_t depth, cap;
} painter;

/* ---- coordinates ---- */

static mpt bounded(int64_t v)
{
    return v > FARTHEST ? FARTHEST : v < -FARTHEST ? -FARTHEST : (mpt)v;
}

/* A rectangle at (x, y) from the current area's origin, as the content stream has it. */
static box_rect stream_rect(const painter *p, mpt x, mpt y, mpt w, mpt h)
{
    return (box_rect){bounded(p->x + x), bounded(p->now.flip - (p->y + y)), bounded(w), bounded(h)};
}

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

/* Where a link can be clicked: the area and what reaches out of it, such as larger or raised text. */
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

/* What is painted next is `owner`'s. */
static void mark(painter *p, uint32_t owner)
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
        put_integer(&c->out,
                    tags_add_content(w->tags, owner, p->number, p->record->content_count++));
        strbuf_adds(&c->out, ">>BDC\n");
    }
}

static void mark_owner(painter *p, const area *a)
{
    if (p->w->tags)
        mark(p, tag_walk_owner(p->w->walk, a));
}

/* Headers and footers are artifacts of their own kind. */
static void enter_region(painter *p, const area *a)
{
    mark(p, 0);
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

/* ---- boxes ---- */

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
static box_rect clip_rect(const painter *p, const area *a)
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

/* How far a background reaches under the border: to the middle of a solid one, so that no seam shows,
 * not at all under one with gaps. */
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

static src_pos pos_of(const area *a)
{
    for (; a; a = a->parent)
        if (a->fo)
            return fo_pos(a->fo);
    return NO_POS;
}

static void paint_background_image(painter *p, const area *a)
{
    content *c = &p->w->page;
    const area_rect *at = a->box->image_in;
    box_rect r = padding_rect(p, a), in = at ? stream_rect(p, at->x, at->y, at->w, at->h) : r;
    image *m = p->w->images ? image_find(p->w->images, a->box->image, pos_of(a)) : NULL;

    if (!m || r.w <= 0 || r.h <= 0)
        return;
    conform_image(p->w, m, pos_of(a));
    content_save(c);
    content_clip(c, r.x, r.y - r.h, r.w, r.h);
    paint_tiles(p, a->box, m, in, r, pos_of(a));
    content_restore(c);
}

static void paint_box(painter *p, const area *a)
{
    const area_box *b = a->box;
    box_rect r = stream_rect(p, 0, 0, a->w, a->h);

    if (b->background.a || b->image || !box_is_collapsed(b))
        mark(p, TAG_ARTIFACT);
    if (b->background.a)
        paint_background_color(p, a);
    if (b->image)
        paint_background_image(p, a);
    if (box_is_collapsed(b))
        border_queue_add(p->w->borders, b, r);
    else
        border_paint(&p->w->page, b, r);
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
        m = image_find(p->w->images, i->uri, pos_of(a));
    if (!m)
        return;
    conform_image(p->w, m, pos_of(a));
    image_paint(p->w, &p->record->res, m, r);
}

static void paint_image(painter *p, const area *a)
{
    const area_image *i = a->u.image;
    box_rect view = clip_rect(p, a);

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

/* Words are parted by spaces (14.8.2.5). */
static void space_behind(painter *p, const painted *text)
{
    mark(p, text->owner);
    paint_space(p->w, &p->record->res, text->text, text->x, text->y);
    tags_note_text(p->w->tags, " ", 1);
}

/* Blocks and cells without elements of their own follow one another in that around them. */
static void part_from_block_before(painter *p)
{
    if (!p->ended.text || !p->marked || p->marked == TAG_ARTIFACT)
        return;
    if (p->ended.owner == p->marked)
        space_behind(p, &p->ended);
    p->ended.text = NULL;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F;
}

static bool begins_with_space(const area_text *t)
{
    size_t len;

    return t->text_len && is_space(utf8_decode(t->text, t->text_len, &len));
}

static bool ends_with_space(const area_text *t)
{
    size_t at = t->text_len, len;

    while (at && at + 4 > t->text_len && ((unsigned char)t->text[--at] & 0xC0) == 0x80)
        ;
    return t->text_len && is_space(utf8_decode(t->text + at, t->text_len - at, &len));
}

/* A leader, or what else leaves a gap in the line, parts words as a space does. */
static void part_from_text_before(painter *p, const area_text *t, mpt x, mpt y)
{
    const painted *before = &p->last;

    if (before->text && before->y == y && x - before->x > t->size / GAP &&
        !ends_with_space(before->text) && !begins_with_space(t))
        space_behind(p, before);
}

static void show_run(painter *p, const area *a, const area_text *t, mpt x, mpt y)
{
    if (text_shows(t) && !paint_text(p->w, &p->record->res, t, x, y))
        conform_text(p->w, pos_of(a));
}

/* The last glyph, which divides a word, is an artifact of the layout (14.8.2.2.3): in the structure, the word is
 * whole. */
static void show_divided(painter *p, const area *a, mpt x, mpt y)
{
    const area_text *t = a->u.text;
    const uint32_t last = t->glyph_count - 1, owner = p->marked;
    area_text word = *t, hyphen = *t;

    word.hyphen = false;
    word.glyph_count = last;
    word.text_len = t->glyphs[last].cluster < t->text_len ? t->glyphs[last].cluster : t->text_len;
    hyphen.glyphs += last;
    hyphen.glyph_count = 1;
    show_run(p, a, &word, x, y);
    tags_note_text(p->w->tags, word.text, word.text_len);
    for (uint32_t i = 0; i < last; i++)
        x = bounded((int64_t)x + t->glyphs[i].advance);
    mark(p, TAG_ARTIFACT);
    show_run(p, a, &hyphen, x, y);
    p->last = (painted){t, owner, x, y};
}

static void show_text(painter *p, const area *a)
{
    pdf_writer *w = p->w;
    const area_text *t = a->u.text;
    const mpt x = bounded(p->x), y = bounded(p->now.flip - (p->y + t->baseline));
    const uint32_t owner = w->tags ? tag_walk_owner(w->walk, a) : 0;
    const bool read = owner && owner != TAG_ARTIFACT;

    if (read)
        part_from_text_before(p, t, x, y);
    mark(p, owner);
    part_from_block_before(p);
    if (read && t->hyphen) {
        show_divided(p, a, x, y);
        return;
    }
    show_run(p, a, t, x, y);
    if (!read)
        return;
    tags_note_text(w->tags, t->text, t->text_len);
    p->last = (painted){t, owner, bounded(p->x + a->w), y};
}

static bool goes_on(const area *line)
{
    const area *next = line->next;

    while (next && next->kind != AREA_LINE)
        next = next->next;
    return next || line->parent->cut;
}

/* Also where a line ends. */
static void end_line(painter *p, const area *line)
{
    if (!p->last.text || !line->word_ends)
        return;
    if (goes_on(line))
        space_behind(p, &p->last);
    else
        p->ended = p->last;
}

static void paint_content(painter *p, const area *a)
{
    switch (a->kind) {
    case AREA_TEXT:
        if (text_shows(a->u.text))
            show_text(p, a);
        break;
    case AREA_RULE:
        mark(p, TAG_ARTIFACT);
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
    mark(p, 0);
    content_save(&p->w->page);
    turned_corner(a, &dx, &dy);
    l->clip = clip_rect(p, a);
    l->origin = stream_rect(p, dx, dy, 0, 0);
    put_level(&p->w->page, l);
    if (a->rotation)
        enter_frame(p, a);
}

static void paint_queue(painter *p, size_t from)
{
    if (border_queue_mark(p->w->borders) > from)
        mark(p, TAG_ARTIFACT);
    border_queue_paint(p->w->borders, from, &p->w->page);
}

static void close_level(painter *p)
{
    const level *l = &p->levels[--p->depth];

    paint_queue(p, l->mark);
    if (l->saved)
        mark(p, 0);
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
    mark(p, 0);
    content_end_text(&p->w->page);
    layers_open(&p->layers, &p->w->page, a);
    for (size_t i = 0; i < p->depth; i++)
        if (p->levels[i].saved)
            put_level(&p->w->page, &p->levels[i]);
    layers_begin(&p->layers, &p->w->page);
}

static void split_layer(painter *p)
{
    mark(p, 0);
    content_end_text(&p->w->page);
    layers_split(&p->layers, &p->w->page);
}

static void close_layer(painter *p)
{
    mark(p, 0);
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
        paint_box(p, a);
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
        end_line(p, a);
    if (p->w->tags)
        tag_walk_leave(p->w->walk, a);
    if (p->furniture == a) {
        mark(p, 0);
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
    mark(&p, 0);
    content_end_text(&w->page);
    layers_join(&p.layers, &w->page);
    conform_page(w, record, page->root->child ? pos_of(page->root->child) : NO_POS);
    mem_free(p.levels);
}
