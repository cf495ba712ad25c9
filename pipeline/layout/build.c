/* build.c - from measured items to areas: what stands between two places of a list.
 *
 * The same walk as in fit.c, with the same pen, but now every frame gets an area. While the pen
 * goes down, y and h of these areas are the positions of their top and bottom edges: where a block
 * begins is known only when the run of spaces around it is settled. At the end they become
 * distances from the parent and heights. Lines, boxes and rows end a run, so they are placed at
 * once. */
#include "layout/page.h"
#include "layout/table_marker.h"

/* The area of an open frame. A header that retrieves markers is made when the table's fragment
 * ends. */
typedef struct {
    area *a;
    size_t marks;       /* markers met before it */
    area *header;       /* where a varying header is to go; NULL: none */
    const rows *says;   /* its rows */
    bool header_repeat; /* it is a copy */
    behind_list behind; /* images behind its cells */
} open_area;

/* The area of a frame, or of an anchor; `f` if it is a reference area. */
typedef struct {
    area *a;
    const frame *f;
} placed_area;

typedef struct {
    content *c;
    const build_how *how;
    stack pen;
    arena *mem;
    area *parent;    /* of what stands directly in the reference area */
    mpt x, y;        /* of the reference area's content rectangle in `parent` */
    open_area *open; /* areas of the open frames, outermost first */
    size_t depth, open_cap;
    placed_area *placed; /* parents before children */
    size_t placed_count, placed_cap;
    const item *first, *end;             /* of the fragment … */
    const frame *cut_before, *cut_after; /* … and what is cut there */
} builder;

static area *innermost(const builder *b)
{
    return b->depth ? b->open[b->depth - 1].a : b->parent;
}

static void add_placed(builder *b, area *a, const frame *f)
{
    b->placed =
        arena_grow(b->mem, b->placed, &b->placed_cap, b->placed_count + 1, sizeof *b->placed);
    b->placed[b->placed_count++] = (placed_area){a, f && f->reference ? f : NULL};
}

/* Children first, while their parents still hold positions. */
static void make_relative(builder *b)
{
    for (size_t i = b->placed_count; i-- > 0;) {
        area *a = b->placed[i].a;
        const frame *f = b->placed[i].f;
        a->h -= a->y;
        a->y -= a->parent == b->parent ? 0 : a->parent->y;
        if (f)
            hung_settle(a,
                        a->h - edge_size(&f->before, a->continued) - edge_size(&f->after, a->cut));
    }
}

/* Put a finished area at the pen, `x` from the left of the reference area. */
static void place_area(builder *b, area *a, const frame *f, mpt x)
{
    area *in = innermost(b);
    a->x = f ? x - f->x : b->x + x;
    a->y = b->pen.y - (in == b->parent ? 0 : in->y);
    area_append(in, a);
}

/* ---- frames ---- */

/* A block inside of inlines: these have areas where it has one. */
static void mark_around(page_context *page, const fo_node *block)
{
    const fo_node *up = fo_parent(block);
    if (!up || !para_is_inline(fo_type_of(up)))
        return;
    mark_around(page, up);
    page_mark_inline(page, up, false);
}

static const char *given(const char *s)
{
    return s && *s ? s : NULL;
}

/* An inline's area around a block: its marks are the block's (mark_around). */
static void begin_around(area *a, const frame *f, bool again)
{
    a->continued |= !f->starts;
    a->id = a->continued || again ? NULL : given(fo_string(f->fo, PR_ID));
    a->link_internal = given(fo_string(f->fo, PR_INTERNAL_DESTINATION));
    a->link_external = given(fo_string(f->fo, PR_EXTERNAL_DESTINATION));
}

static void frame_begin(builder *b, const frame *f, bool cut)
{
    area *a;
    if (f->anonymous) {
        stack_open(&b->pen, f, cut, NULL);
        return;
    }
    a = area_new(b->mem, f->around ? AREA_INLINE : AREA_BLOCK, f->fo);
    a->role = b->how->role;
    a->x = f->parent ? f->x - f->parent->x : b->x + f->x;
    a->w = f->width;
    a->continued = cut;
    a->hidden = visibility_hides(f->fo);
    area_append(innermost(b), a);
    stack_open(&b->pen, f, cut, a);
    if (f->around) {
        begin_around(a, f, cut || b->how->repeat);
    } else if (!b->how->repeat) {
        a->id = cut ? NULL : fo_string(f->fo, PR_ID);
        mark_around(b->how->page, f->fo);
        page_mark(b->how->page, f->fo, !cut);
    }
    add_placed(b, a, f);
    b->open = arena_grow(b->mem, b->open, &b->open_cap, b->depth + 1, sizeof *b->open);
    b->open[b->depth++] = (open_area){.a = a, .marks = page_marks(b->how->page)};
}

static build_how part_how(const builder *b, bool repeat)
{
    build_how how = *b->how;

    how.after_break = how.before_break = false; /* those of the rows that this is in */
    if (repeat) {
        how.role = ROLE_ARTIFACT;
        how.repeat = true;
    }
    return how;
}

/* The fragment of a table is complete: now its header knows what it says. */
static void end_table(builder *b, table *t)
{
    open_area *o = &b->open[b->depth - 1];
    build_how how = part_how(b, o->header_repeat);
    how.behind = &o->behind;
    if (o->header)
        rows_build(table_part_now(b->how->page, t, o->says, o->marks), NULL, NULL, &how, o->header,
                   0, 0);
    behind_settle(&o->behind);
    if (!b->how->repeat)
        page_marks_carry(b->how->page, t, o->marks);
}

static void frame_end(builder *b, const frame *f, bool cut)
{
    area *a;
    if (f->anonymous) {
        stack_close(&b->pen, f, cut, NULL);
        return;
    }
    if (f->table)
        end_table(b, f->table);
    a = b->open[--b->depth].a;
    a->cut = cut;
    a->box = f->around                        ? box_of_inline(b->mem, f->fo, f->starts, f->ends)
             : f->table && f->table->collapse ? box_background(b->mem, f->fo)
                                              : box_of(b->mem, f->fo, a->continued, cut);
    stack_close(&b->pen, f, cut, a);
    if (cut || b->how->repeat || f->around)
        return;
    page_mark_end(b->how->page, f->fo);
    page_mark_inlines_end(b->how->page, f->fo);
}

/* ---- items ---- */

/* Where a varying header goes, once the rows below it are placed. */
static void put_header_later(builder *b, const rows *rs, bool repeat)
{
    open_area *o = &b->open[b->depth - 1];
    area *a = area_new(b->mem, AREA_BLOCK, NULL);
    a->role = repeat ? ROLE_ARTIFACT : b->how->role;
    a->w = rs->table->width;
    a->h = rs->height;
    place_area(b, a, rs->frame, rs->x);
    o->header = a;
    o->says = rs;
    o->header_repeat = repeat;
    stack_box(&b->pen, rs->height);
}

/* The rows of a table's body at the beginning or end of the fragment: does a break part them from
 * others? */
static void mark_break(const builder *b, const item *it, build_how *how)
{
    const frame *f = it->frame;
    bool body = it->kind == ITEM_ROWS && f && f->table && !it->header && !it->footer;

    how->after_break = body && it == b->first && f == b->cut_before;
    how->before_break = body && it + 1 == b->end && f == b->cut_after;
}

/* The nearest reference area around the pen: a container's, the one that the list or cell is in, or
 * that of all. */
static hang_place hang_of(const builder *b, const frame *f)
{
    const hang_place *list = b->how->hang;
    size_t depth = b->depth;
    const area *in;

    while (f && !f->reference) {
        depth -= f->anonymous ? 0 : 1;
        f = f->parent;
    }
    if (f) {
        in = b->open[depth - 1].a;
        return (hang_place){b->open[depth - 1].a, f->content_x - f->x,
                            edge_size(&f->before, in->continued), b->pen.y - in->y};
    }
    if (list)
        return (hang_place){list->in, list->x, list->y, list->top + b->pen.y - b->y};
    return (hang_place){b->parent, b->x, b->y, b->pen.y};
}

/* A header or footer that a break divides stays as it was divided, whatever it would retrieve. */
static void put_rows(builder *b, rows *rs, const rows_place *from, const rows_place *to,
                     const item *it)
{
    build_how how = part_how(b, it == NULL);
    hang_place hang;
    area *in = innermost(b);
    const frame *f = rs->frame;
    table *t = f ? f->table : NULL;
    mpt height;

    if (it)
        mark_break(b, it, &how);
    stack_settle(&b->pen, false);
    if (t && t->header_varies && !from && !to && (rs == t->header || rs == t->first_header)) {
        put_header_later(b, rs, it == NULL);
        return;
    }
    if (t && t->footer_varies && !from && !to && rs == t->footer)
        rs = table_part_now(b->how->page, t, rs, b->open[b->depth - 1].marks);
    hang = hang_of(b, f);
    how.hang = rs->table ? NULL : &hang;
    how.behind = t ? &b->open[b->depth - 1].behind : NULL;
    height = rows_build(rs, from, to, &how, in, b->depth ? rs->x - f->x : b->x + rs->x,
                        b->pen.y - (in == b->parent ? 0 : in->y));
    stack_box(&b->pen, height);
}

/* Inlines with markers have areas in the line. */
static void mark_line(page_context *page, const para_line *line)
{
    for (uint32_t i = 0; i < line->through_count; i++)
        page_mark_inline(page, line->through[i], false);
    for (uint32_t i = 0; i < line->begun_count; i++)
        page_mark_inline(page, line->begun[i], true);
    for (uint32_t i = 0; i < line->ended_count; i++)
        page_mark_inline_end(page, line->ended[i]);
}

static void put_line(builder *b, const item *it)
{
    const para_line *line = it->u.line.line;
    const frame *f = it->frame;
    area *a;

    stack_settle(&b->pen, false);
    a = para_line_area(it->u.line.unit->p, line, f->content_width, b->how->page);
    a->role = b->how->role;
    place_area(b, a, f, f->content_x);
    stack_box(&b->pen, it->height);
    if (!b->how->repeat)
        mark_line(b->how->page, line);
}

static void put_positioned(builder *b, const item *it, area *a)
{
    const hang_place at = hang_of(b, it->frame);
    box_position(it->u.box, a, b->how, at.in, at.x, at.y, at.top);
}

static void put_box(builder *b, const item *it)
{
    area *a = box_build(it->u.box, b->how);
    stack_settle(&b->pen, false);
    if (it->u.box->positioned) {
        put_positioned(b, it, a);
        return;
    }
    place_area(b, a, it->frame->parent, it->u.box->x); /* its own frame is anonymous */
    stack_box(&b->pen, it->height);
}

static void put_anchor(builder *b, const item *it)
{
    area *a = area_new(b->mem, AREA_BLOCK, it->u.fo);
    if (b->how->repeat)
        return;
    a->id = fo_string(it->u.fo, PR_ID);
    page_mark_inline(b->how->page, it->u.fo, true);
    if (!it->open)
        page_mark_inline_end(b->how->page, it->u.fo);
    if (!a->id)
        return;
    a->role = ROLE_ARTIFACT;
    a->x = it->frame ? it->frame->content_x - it->frame->x : b->x;
    a->w = it->frame ? it->frame->content_width : b->c->width;
    stack_mark(&b->pen, RUN_TOP, a);
    stack_mark(&b->pen, RUN_BOTTOM, a);
    area_append(innermost(b), a);
    add_placed(b, a, NULL);
}

static void put_item(builder *b, const item *it, const rows_place *from, const rows_place *to)
{
    switch ((item_kind)it->kind) {
    case ITEM_OPEN:
        frame_begin(b, it->frame, false);
        break;
    case ITEM_CLOSE:
        frame_end(b, it->frame, false);
        break;
    case ITEM_LINE:
        put_line(b, it);
        break;
    case ITEM_BOX:
        put_box(b, it);
        break;
    case ITEM_ROWS:
        put_rows(b, it->u.rows, from, to, it);
        break;
    case ITEM_ANCHOR:
        put_anchor(b, it);
        break;
    }
}

/* ---- the fragment ---- */

static void enter(builder *b, const frame *f)
{
    if (!f)
        return;
    enter(b, f->parent);
    frame_begin(b, f, true);
    if (f->table && table_break_header(f->table))
        put_rows(b, f->table->header, NULL, NULL, NULL);
}

static void leave(builder *b, const frame *f)
{
    for (; f; f = f->parent) {
        if (f->table && table_break_footer(f->table))
            put_rows(b, f->table->footer, NULL, NULL, NULL);
        frame_end(b, f, true);
    }
}

static const frame *frame_at(content *c, place p)
{
    const item *it = &c->items[p.item];
    return it->kind == ITEM_OPEN ? it->frame->parent : it->frame;
}

mpt content_build(content *c, place from, place to, const build_how *how, area *parent, mpt x,
                  mpt y)
{
    builder b = {.c = c, .how = how, .mem = how->page->mem, .parent = parent, .x = x, .y = y};

    if (from.item >= c->count || place_equal(from, to))
        return 0;
    stack_start(&b.pen, b.mem, y);
    b.pen.at_start = true;
    b.pen.give = how->give;
    b.pen.of = how->of;
    b.first = &c->items[from.item];
    b.end = &c->items[to.item] + (to.inside ? 1 : 0);
    b.cut_before = frame_at(c, from);
    b.cut_after = to.item < c->count ? frame_at(c, to) : NULL;
    enter(&b, b.cut_before);
    for (size_t i = from.item; i < to.item; i++)
        put_item(&b, &c->items[i], i == from.item ? from.inside : NULL, NULL);
    if (to.inside)
        put_item(&b, &c->items[to.item], to.item == from.item ? from.inside : NULL, to.inside);
    stack_settle(&b.pen, true);
    if (to.item < c->count)
        leave(&b, b.cut_after);
    stack_settle(&b.pen, true);
    make_relative(&b);
    return b.pen.y - y;
}

/* ---- footnotes ---- */

void rows_notes(rows *rs, const rows_place *from, const rows_place *to,
                void (*each)(void *, const note *), void *self)
{
    uint32_t i;
    const open_cell *open;
    for (uint32_t k = 0; rows_cell(rs, from, k, &i, &open); k++) {
        content *c = rs->cell[i].content;
        uint32_t r = rs->cell[i].row;
        place end;
        if (to && !open && (r > to->row || (r == to->row && !to->split)))
            break;
        if (!c || !c->note_height)
            continue;
        end = content_end(c);
        for (uint32_t n = 0; to && n < to->open_count; n++)
            if (to->open[n].cell == i)
                end = to->open[n].at;
        content_notes(c, open ? open->at : (place){0}, end, each, self);
    }
}

void content_notes(content *c, place from, place to, void (*each)(void *self, const note *n),
                   void *self)
{
    size_t last = to.inside ? to.item + 1 : to.item;
    if (!c->note_height)
        return;
    for (size_t i = from.item; i < last && i < c->count; i++) {
        const item *it = &c->items[i];
        for (uint32_t k = 0; k < it->note_count; k++)
            each(self, &it->notes[k]);
        if (it->kind == ITEM_ROWS && it->u.rows->note_height)
            rows_notes(it->u.rows, i == from.item ? from.inside : NULL,
                       i == to.item ? to.inside : NULL, each, self);
    }
}
