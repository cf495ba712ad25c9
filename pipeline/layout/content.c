/* content.c - measuring: formatting objects in, a flat list of items out.
 *
 * The walk goes down the tree once. Paragraphs are broken into lines for the width they will have;
 * what stands side by side is measured into lists of its own. Whether a break may come between two
 * items, and how strong the keep is that forbids it, is known when both sides are: the space
 * between two blocks belongs to all objects that end there and all that begin there (4.8), so
 * keep-with-next of the ending ones, keep-with-previous of the beginning ones, keep-together of
 * what contains both, and their forced breaks, meet in one item, the joint. */
#include "layout/resume.h"

enum { MAX_DEPTH = 400 };

content *content_new(layout *l, mpt width)
{
    content *c = ARENA_NEW(l->mem, content);
    c->l = l;
    c->mem = l->mem;
    c->width = width;
    return c;
}

/* Lists that are measured at once grow in memory that is used again and again; only the finished
 * list is kept. Lists inside lists have buffers of their own. */
static void borrow_buffer(content *c)
{
    layout *l = c->l;
    struct buffer *b =
        &l->buffers[l->buffer_depth < MAX_BUFFERS ? l->buffer_depth : MAX_BUFFERS - 1];
    if (l->buffer_depth++ >= MAX_BUFFERS - 1)
        return;
    if (!b->items) {
        b->cap = 64;
        b->items = mem_alloc(b->cap * sizeof(item));
    }
    c->items = b->items;
    c->cap = b->cap;
    c->borrowed = true;
}

static void return_buffer(content *c)
{
    layout *l = c->l;
    l->buffer_depth--;
    if (!c->borrowed)
        return;
    l->buffers[l->buffer_depth].items = c->items;
    l->buffers[l->buffer_depth].cap = c->cap;
    c->items = arena_memdup(c->mem, c->items, c->count * sizeof(item));
    c->cap = c->count;
    c->borrowed = false;
}

static void grow_items(content *c)
{
    if (c->count < c->cap)
        return;
    if (!c->borrowed) {
        c->items = arena_grow(c->mem, c->items, &c->cap, c->count + 1, sizeof *c->items);
        return;
    }
    c->cap *= 2;
    c->items = mem_realloc(c->items, c->cap * sizeof *c->items);
}

item *content_add(content *c, item_kind kind, frame *f)
{
    item *it;
    grow_items(c);
    it = &c->items[c->count++];
    *it = (item){.kind = (uint8_t)kind, .column = NO_BREAK, .page = NO_BREAK, .frame = f};
    return it;
}

void measurer_start(measurer *m, layout *l, content *out, const fo_node *around)
{
    *m = (measurer){.l = l, .out = out, .joint = NO_JOINT, .in = out->in};
    m->in.width = out->width;
    if (around && fo_type_of(around) != FO_FOOTNOTE_BODY &&
        fo_type_of(around) != FO_TABLE_CELL) /* which have none (6.12.4, 6.7.10) */
        m->together = fo_keep_of(around, PR_KEEP_TOGETHER);
}

static fo_keep keep_around(const measurer *m)
{
    return m->frame ? m->frame->together : m->together;
}

/* The item just added can follow a break: it becomes the joint. */
static void joint_make(measurer *m, item *it)
{
    fo_keep k = keep_max(keep_around(m), m->next);
    it->column = k.column;
    it->page = k.page;
    it->force = (uint8_t)m->after;
    m->joint = m->out->count - 1;
    if (m->after && m->out->count > 1)
        m->out->has_force = true;
    m->next = (fo_keep){0};
    m->after = FORCE_NONE;
}

/* An object begins at the joint: its wishes count there. At the start of the list they are for what
 * stands before the whole list. */
static void joint_raise(measurer *m, fo_keep previous, force before)
{
    item *it = &m->out->items[m->joint];
    if (m->joint == 0)
        m->out->with_previous = keep_max(m->out->with_previous, previous);
    if (it->column != NO_BREAK) {
        it->column = it->column > previous.column ? it->column : previous.column;
        it->page = it->page > previous.page ? it->page : previous.page;
    }
    if (before > it->force)
        it->force = (uint8_t)before;
    if (it->force && m->joint > 0)
        m->out->has_force = true;
}

/* A break may come before the item just added unless it is the first in its object. */
static void joint_before(measurer *m, item *it)
{
    size_t n = m->out->count;
    bool first = n > 1 && (it[-1].kind == ITEM_OPEN || it[-1].kind == ITEM_ANCHOR || it[-1].header);
    if (n == 1)
        m->joint = 0; /* the start of the list: no break, but wishes are heard */
    else if (!first)
        joint_make(m, it);
}

/* Does the walk begin with the object itself? */
static bool resume_here(const measurer *m, const fo_node *n)
{
    return m->resume && m->resume->target == n && m->resume->item->kind == ITEM_OPEN;
}

void measure_open(measurer *m, frame *f)
{
    bool here = resume_here(m, f->fo);
    joint_before(m, content_add(m->out, ITEM_OPEN, f));
    if (here)
        resume_reached(m);
    if (m->joint != NO_JOINT && !f->around)
        joint_raise(m, fo_keep_of(f->fo, PR_KEEP_WITH_PREVIOUS), force_of(f->fo, PR_BREAK_BEFORE));
    m->frame = f;
}

bool measure_full(measurer *m)
{
    m->stopped |= m->budget && !m->resume && m->spent >= m->budget;
    return m->stopped;
}

void measure_close(measurer *m)
{
    frame *f = m->frame;
    force after = f->around ? FORCE_NONE : force_of(f->fo, PR_BREAK_AFTER);

    if (m->stopped) {
        m->frame = f->parent;
        return;
    }
    content_add(m->out, ITEM_CLOSE, f);
    m->joint = NO_JOINT;
    if (!f->around)
        m->next = keep_max(m->next, fo_keep_of(f->fo, PR_KEEP_WITH_NEXT));
    if (after > m->after)
        m->after = after;
    m->frame = f->parent;
}

item *measure_solid(measurer *m, item_kind kind, mpt height)
{
    item *it = content_add(m->out, kind, m->frame);
    joint_before(m, it);
    it->height = height;
    m->spent = mpt_add(m->spent, height);
    m->joint = NO_JOINT;
    m->next = (fo_keep){0};
    m->after = FORCE_NONE;
    return it;
}

item *measure_rows(measurer *m, rows *rs, fo_keep previous, force before)
{
    item *it = content_add(m->out, ITEM_ROWS, m->frame);
    joint_before(m, it);
    if (m->joint != NO_JOINT)
        joint_raise(m, previous, before);
    it->u.rows = rs;
    it->height = rs->height;
    m->spent = mpt_add(m->spent, rs->height);
    m->out->note_height = mpt_add(m->out->note_height, rs->note_height);
    m->out->has_force |= rs->has_force;
    m->joint = NO_JOINT;
    return it;
}

static item *anchor_add(measurer *m, const fo_node *fo)
{
    item *it = content_add(m->out, ITEM_ANCHOR, m->frame);
    it->u.fo = fo;
    joint_before(m, it);
    return it;
}

/* ---- paragraphs ---- */

static content *note_measure(layout *l, const fo_node *footnote, mpt width)
{
    const fo_node *body = fo_child(footnote);
    while (body && fo_type_of(body) != FO_FOOTNOTE_BODY)
        body = fo_next(body);
    return body ? content_measure(l, body, width) : content_new(l, width);
}

/* The bodies of the line's footnotes. They stand across the whole region, whatever the column. */
static void measure_notes(measurer *m, item *it, const para_line *line)
{
    note *notes = ARENA_ARRAY(m->l->mem, note, line->footnote_count);
    const room least = {.any_height = true};
    for (uint32_t i = 0; i < line->footnote_count; i++) {
        note *n = &notes[i];
        n->fo = line->footnotes[i];
        n->leads = i == 0;
        n->body = note_measure(m->l, n->fo, m->l->note_width);
        n->height = content_height(n->body, (place){0});
        n->least = content_fit(n->body, (place){0}, &least).height;
        m->out->note_height = mpt_add(m->out->note_height, n->height);
    }
    it->notes = notes;
    it->note_count = line->footnote_count;
}

/* The strength of widows and orphans inside of a keep. */
static int32_t lines_kept(int32_t keep)
{
    return keep >= KEEP_ALWAYS ? KEEP_KEPT_LINES : KEEP_LINES;
}

/* How strongly line `i` of `n` wants to stay with the one before it. */
static fo_keep line_keep(const measurer *m, const para_lines *lines, uint32_t i, uint32_t orphans,
                         uint32_t widows)
{
    fo_keep k = keep_around(m);
    const para_line *above = &lines->lines[i - 1];
    bool split = i < orphans || lines->count - i < widows;

    if (above->hyphenated && m->frame && fo_is(m->frame->fo, PR_HYPHENATION_KEEP, EN_COLUMN))
        split = true;
    if (split)
        return (fo_keep){k.line, lines_kept(k.column), lines_kept(k.page)};
    if (above->hyphenated && m->frame && fo_is(m->frame->fo, PR_HYPHENATION_KEEP, EN_PAGE))
        k.page = k.page > KEEP_LINES ? k.page : KEEP_LINES;
    return k;
}

/* Lines of a paragraph; `taken_up`: the first of them is not its first. */
static void measure_lines(measurer *m, const para_unit *unit, const para_lines *lines,
                          bool taken_up)
{
    const fo_node *fo = m->frame->fo;
    int orphans = fo_integer(fo, PR_ORPHANS), widows = fo_integer(fo, PR_WIDOWS);
    for (uint32_t i = 0; i < lines->count; i++) {
        const para_line *line = &lines->lines[i];
        item *it = measure_solid(m, ITEM_LINE, line->height);
        if (i > 0) {
            fo_keep k = line_keep(m, lines, i, orphans > 0 && !taken_up ? (uint32_t)orphans : 1,
                                  widows > 0 ? (uint32_t)widows : 1);
            it->column = k.column;
            it->page = k.page;
        }
        it->u.line.unit = unit;
        it->u.line.line = line;
        if (line->footnote_count)
            measure_notes(m, it, line);
        if (m->resume)
            resume_reached(m);
    }
}

static void measure_para(measurer *m, const fo_node *block, const fo_node *after,
                         const fo_node *before)
{
    para_unit *unit;
    para_lines lines;
    para_losses lost = {NULL, 0};
    para *p = para_build(m->l, block, after, before, m->frame->content_width, &lost);

    for (uint32_t i = 0; i < lost.count; i++)
        anchor_add(m, lost.list[i].inline_object)->open = lost.list[i].open;
    if (!p)
        return;
    para_set_indent(p, text_indent_in(&m->in, m->frame, block));
    unit = ARENA_NEW(m->l->mem, para_unit);
    unit->p = p;
    unit->after = after;
    lines = para_break(p, 0, m->frame->content_width);
    measure_lines(m, unit, &lines, false);
}

/* Take up a paragraph of `block` where the page ended, if it is the one behind `after`. */
static void resume_para(measurer *m, const fo_node *block, const fo_node *after)
{
    const item *it = m->resume->item;
    const para_unit *unit;
    para_lines lines;
    if (it->kind != ITEM_LINE || m->resume->target != block || it->u.line.unit->after != after)
        return;
    unit = it->u.line.unit;
    lines = para_break(unit->p, it->u.line.line->from, m->frame->content_width);
    measure_lines(m, unit, &lines, it->u.line.line->from > 0);
}

/* ---- objects ---- */

/* The areas of the inlines between `block` and the block `inner` inside of them go around its areas
 * (6.6.7). */
static void open_inlines(measurer *m, const fo_node *block, const fo_node *up, const fo_node *inner)
{
    frame *f;

    if (!up || up == block)
        return;
    open_inlines(m, block, fo_parent(up), inner);
    if (!para_is_inline(fo_type_of(up)) || !(f = frame_around(m, up, inner)))
        return;
    measure_open(m, f);
    m->origin_x = f->origin_x;
    m->in.width = f->reference_width;
}

static void measure_inner(measurer *m, const fo_node *block, const fo_node *inner)
{
    const frame *own = m->frame;
    const mpt x = m->origin_x, width = m->in.width;

    if (!fo_is_positioned(inner))
        open_inlines(m, block, fo_parent(inner), inner);
    measure_object(m, inner);
    while (m->frame != own)
        measure_close(m);
    m->origin_x = x;
    m->in.width = width;
}

static void measure_block(measurer *m, const fo_node *n)
{
    const fo_node *after = NULL, *inner;
    measure_open(m, frame_new(m, n));
    for (;;) {
        inner = m->resume && m->resume->target != n ? resume_block(m->resume, n)
                                                    : para_next_block(m->l, n, after);
        if (m->resume)
            resume_para(m, n, after);
        else
            measure_para(m, n, after, inner);
        if (!inner || measure_full(m))
            break;
        measure_inner(m, n, inner);
        after = inner;
    }
    measure_close(m);
}

static void measure_anchor(measurer *m, const fo_node *n)
{
    if (m->resume && m->resume->target != n)
        return;
    anchor_add(m, n);
    if (m->resume && m->resume->item->kind == ITEM_ANCHOR)
        resume_reached(m);
}

static void measure_wrapper(measurer *m, const fo_node *n)
{
    measure_anchor(m, n);
    measure_children(m, n);
}

void measure_reference(measurer *m, frame *f)
{
    mpt x = m->origin_x;
    reference_area outside = m->in;
    f->reference = true;
    measure_open(m, f);
    m->origin_x = f->content_x;
    m->in = (reference_area){
        f->fo, f->start, f->end, f->content_width, 0, text_indent_in(&outside, f, f->fo)};
    measure_children(m, f->fo);
    m->origin_x = x;
    m->in = outside;
    measure_close(m);
}

static void measure_retrieved(measurer *m, const fo_node *n)
{
    const fo_node *found = layout_retrieve(m->l, n);
    if (found)
        measure_children(m, found);
}

/* What each object does when block-level content is measured; NULL: nothing to lay out here. */
static void (*const handlers[FO_TYPE_COUNT])(measurer *, const fo_node *) = {
    [FO_BLOCK] = measure_block,
    [FO_BLOCK_CONTAINER] = measure_container,
    [FO_TABLE] = measure_table,
    [FO_TABLE_AND_CAPTION] = measure_captioned,
    [FO_TABLE_CAPTION] = measure_caption,
    [FO_LIST_BLOCK] = measure_list,
    [FO_WRAPPER] = measure_wrapper,
    [FO_BIDI_OVERRIDE] = measure_wrapper,
    [FO_RETRIEVE_MARKER] = measure_retrieved,
    [FO_RETRIEVE_TABLE_MARKER] = measure_retrieved,
};

void measure_object(measurer *m, const fo_node *n)
{
    if (!handlers[fo_type_of(n)] || (m->resume && !resume_leads(m->resume, n)))
        return;
    if (m->l->depth >= MAX_DEPTH) {
        diag_report(m->l->dg, fo_pos(n), MSG_LAYOUT_TOO_DEEP);
        return;
    }
    m->l->depth++;
    handlers[fo_type_of(n)](m, n);
    m->l->depth--;
}

void measure_children(measurer *m, const fo_node *parent)
{
    const fo_node *n = resume_from(m->resume, parent);
    for (; n && !measure_full(m); n = fo_next(n))
        measure_object(m, n);
}

content *content_measure_in(layout *l, const fo_node *fo, const reference_area *in)
{
    content *c = content_new(l, in->width);
    measurer m;
    c->in = *in;
    measurer_start(&m, l, c, fo);
    borrow_buffer(c);
    measure_children(&m, fo);
    return_buffer(c);
    c->with_next = m.next;
    c->after = m.after;
    return c;
}

static bool is_painted(const frame *f)
{
    const char *image = fo_string(f->fo, PR_BACKGROUND_IMAGE);

    return f->before.border || f->after.border || (image && *image) ||
           fo_color_of(f->fo, PR_BACKGROUND_COLOR).a;
}

bool content_is_blank(const content *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const item *it = &c->items[i];
        if (it->kind != ITEM_OPEN && it->kind != ITEM_CLOSE && it->kind != ITEM_ANCHOR)
            return false;
        if (it->kind == ITEM_OPEN && is_painted(it->frame))
            return false;
    }
    return true;
}

content *content_measure(layout *l, const fo_node *fo, mpt width)
{
    return content_measure_in(l, fo, &(reference_area){.width = width});
}
