/* flow.c - a flow is cut into sections, a page into columns (XSL-FO 1.1, 6.4.14, 7.21.4).
 *
 * A section is a run of children of the flow with the same `span`: it fills one column after the
 * other, or the full width (columns.c). A page takes sections until one does not end on it. Where a
 * section wants to be kept with the next one, of which nothing fits, it is taken back, or so much
 * of its end. */
#include "layout/columns.h"
#include "layout/resume.h"

/* ---- sections ---- */

typedef struct {
    measurer m;
    const fo_node *first, *next; /* children: first of the section, to measure next */
    table_walk *table;           /* being measured, or NULL */
    unsigned number;
    bool spans;
    int columns;
} source;

static bool child_spans(const fo_node *n, int columns)
{
    return columns > 1 && fo_is(n, PR_SPAN, EN_ALL);
}

static bool in_section(const source *s)
{
    return s->next && child_spans(s->next, s->columns) == s->spans;
}

static bool is_content(const fo_node *n)
{
    return fo_type_of(n) != FO_MARKER && fo_type_of(n) != FO_TEXT;
}

static const fo_node *skip(const fo_node *n)
{
    while (n && !is_content(n))
        n = fo_next(n);
    return n;
}

/* A table of the flow itself may be long: its groups are measured as they are needed. */
static void open_table(source *s, const fo_node *n)
{
    layout *l = s->m.l;
    l->mem = l->kept;
    s->table = table_begin(&s->m, n);
    l->mem = measured_memory(l->batch);
}

static void continue_table(source *s)
{
    if (!table_more(&s->m, s->table))
        s->table = NULL;
}

static bool is_table(const source *s, const fo_node *n)
{
    return fo_type_of(n) == FO_TABLE && (!s->m.resume || resume_leads(s->m.resume, n));
}

/* The next child, or as much of a table that nothing later changes what is there: the wishes of its
 * first row reach the table's own place. */
static void measure_next(source *s)
{
    const fo_node *n = s->next;
    s->next = skip(fo_next(n));
    if (!is_table(s, n)) {
        measure_object(&s->m, n);
        return;
    }
    open_table(s, n);
    while (s->table && (s->m.resume || s->m.joint != NO_JOINT))
        continue_table(s);
}

static bool is_complete(const content *c, const source *s)
{
    return c->partial || !(s->table || in_section(s));
}

/* Measure children until the list grows or the section ends. One that has ended is asked again
 * while the next one is measured: a batch that began with its end would seem to hold all of
 * that. */
static bool section_more(content *c)
{
    source *s = c->source;
    size_t count = c->count;

    if (is_complete(c, s))
        return false;
    measured_advance(c->l, (flow_point){s->number, count});
    while (c->count == count && !is_complete(c, s)) {
        if (s->table)
            continue_table(s);
        else
            measure_next(s);
        c->after = s->m.after;
        c->partial = s->m.stopped;
    }
    return c->count > count;
}

/* Wide sections have the region's width, the others a column's. */
static source *source_new(flow *f, const page_geometry *g)
{
    arena *mem = f->l->mem;
    source *s = ARENA_NEW(f->l->kept, source);
    f->s.number = s->number = ++f->sections;
    f->s.spans = child_spans(f->s.next, g->columns);
    f->l->mem = f->l->kept;
    f->s.section =
        content_new(f->l, f->s.spans ? g->region[REGION_BODY].content_w : g->column_width);
    f->l->mem = mem;
    s->first = s->next = f->s.next;
    s->spans = f->s.spans;
    s->columns = g->columns;
    measurer_start(&s->m, f->l, f->s.section, NULL);
    s->m.in.height = g->region[REGION_BODY].content_h;
    f->s.section->source = s;
    f->s.section->more = section_more;
    f->s.at = (place){0};
    return s;
}

/* Between sections, which stand above one another, a column ends as much as the page does. */
static int32_t keep_strength(int32_t least, fo_keep k)
{
    int32_t strength = k.column > k.page ? k.column : k.page;
    return strength > least ? strength : least;
}

static void section_open(flow *f, const page_geometry *g)
{
    source_new(f, g);
    section_more(f->s.section);
    if (f->s.section->count && f->s.section->items[0].force > f->s.force)
        f->s.force = f->s.section->items[0].force;
    f->s.keep = keep_strength(f->s.keep, f->s.section->with_previous);
}

static mpt section_width(const flow *f, const page_geometry *g)
{
    return f->s.spans ? g->region[REGION_BODY].content_w : g->column_width;
}

/* What is taken up in the middle goes on with paragraphs of the old section: they must stay. */
static void pin(flow *f, const item *it)
{
    bool middle = it->kind == ITEM_LINE || it->kind == ITEM_ROWS;
    if (middle && !f->s.pinned)
        f->s.pin = (flow_point){f->s.number, f->s.at.item};
    f->s.pinned = middle;
}

static mpt capacity(const flow *f, const page_geometry *g)
{
    return mpt_max(100000,
                   mpt_scale(g->region[REGION_BODY].content_h, f->s.spans ? 1 : g->columns, 1));
}

/* A list that was measured for a few pages may not fill another one: what counts is down to its
 * last break. */
static bool runs_out(const flow *f, const page_geometry *g)
{
    const content *c = f->s.section;
    mpt all = 0, left = 0, want = capacity(f, g);
    if (!c->partial)
        return false;
    for (size_t i = f->s.at.item + 1; i < c->count && left <= want; i++) {
        if (c->items[i].column != NO_BREAK)
            left = all;
        all = mpt_add(all, c->items[i].height);
    }
    return left <= want;
}

/* Is there a place to end a page behind something, be it the end? */
static bool can_end(content *c, place from)
{
    bool solid = false;

    for (size_t i = from.item; content_has(c, i); i++) {
        const item_kind kind = (item_kind)c->items[i].kind;
        if (solid && c->items[i].column != NO_BREAK)
            return true;
        solid |= kind == ITEM_LINE || kind == ITEM_BOX || kind == ITEM_ROWS;
    }
    return !c->partial;
}

/* What is left, down to about `budget`. False: no page could end in it. */
static bool measure_rest(flow *f, const page_geometry *g, struct resume *r, mpt budget)
{
    source *s;

    f->s.next = resume_from(r, f->fo);
    s = source_new(f, g);
    s->m.budget = budget;
    s->m.resume = r;
    section_more(f->s.section);
    s->m.resume = NULL;
    f->s.at = s->m.resumed;
    return can_end(f->s.section, f->s.at);
}

/* The page has another width than the section was measured for, or what was measured is used up:
 * measure what is left again. Not all of it, since the next page may have another width again: as
 * much as a few pages take; as long as the width stays, twice as much each time, so that the work
 * stays linear. */
static void section_resume(flow *f, const page_geometry *g)
{
    content *old = f->s.section;
    const source *was = old->source;
    bool same = old->width == section_width(f, g);
    struct resume r;
    mpt budget;

    if (same && !runs_out(f, g))
        return;
    f->s.next = was->first;
    if (place_equal(f->s.at, (place){0}) || !resume_start(&r, old, f->s.at)) {
        section_open(f, g);
        f->s.force = FORCE_NONE; /* obeyed already */
        return;
    }
    pin(f, r.item);
    budget = same ? mpt_add(was->m.budget, was->m.budget) : mpt_scale(capacity(f, g), 3, 1);
    while (!measure_rest(f, g, &r, budget))
        budget = budget < MPT_MAX / 2 ? 2 * budget : 0; /* 0: all */
}

static void section_close(flow *f)
{
    const source *s = f->s.section->source;
    f->s.next = s->next;
    f->s.force = (uint8_t)(s->next ? s->m.after : FORCE_NONE);
    f->s.keep = keep_strength(0, s->m.next);
    f->s.section = NULL;
    f->s.pinned = false;
}

flow *flow_new(layout *l, const fo_node *fo, const fo_node *separator)
{
    flow *f = ARENA_NEW(l->kept, flow);
    f->l = l;
    f->fo = fo;
    f->separator = separator;
    f->s.next = fo ? skip(fo_child(fo)) : NULL;
    return f;
}

bool flow_done(const flow *f)
{
    return !f->s.section && !f->s.next && !f->s.note_count;
}

flow_point flow_reached(const flow *f)
{
    if (f->s.note_count) /* rests of footnotes may be anchored anywhere before */
        return (flow_point){0};
    if (f->s.section && f->s.pinned)
        return f->s.pin;
    return f->s.section ? (flow_point){f->s.number, f->s.at.item}
                        : (flow_point){f->s.number + 1, 0};
}

/* ---- one page ---- */

static void piece_add(filler *w, const column_set *set, int k)
{
    page_plan *p = w->plan;
    const fit *best = &set->fit[k];
    mpt over = best->height + fit_foot(best, set->room) - set->room;
    piece *n;

    p->pieces = arena_grow(w->f->l->mem, p->pieces, &p->cap, p->count + 1, sizeof *p->pieces);
    n = &p->pieces[p->count++];
    *n = (piece){.content = w->f->s.section, .from = set->start[k], .to = set->end[k], .y = w->y};
    n->x = w->f->s.spans ? 0 : k * (w->g->column_width + w->g->gap);
    n->over = mpt_max(0, best->height - set->room - best->shrink);
    n->unkept = best->strength > 0 && best->strength != KEEP_LINES;
    p->overflows |= n->over > 0;
    if (over > 0 && best->shrink > 0) {
        n->give = mpt_min(over, best->shrink);
        n->of = best->shrink;
    } else if (best->kind == FIT_BREAK && !set->balanced) {
        n->height = best->height;
        n->stretch = best->stretch;
    }
}

/* Stretch the spaces of what ends with the page, down to the footnotes that it got. */
static void stretch_pieces(page_plan *p, mpt height)
{
    const mpt bottom = p->note_count ? p->separator_y : height;

    for (size_t i = 0; i < p->count; i++) {
        piece *n = &p->pieces[i];
        mpt spare = bottom - n->y - n->height;
        if (spare <= 0 || n->stretch <= 0)
            continue;
        n->give = -mpt_min(spare, n->stretch);
        n->of = n->stretch;
        p->used = mpt_max(p->used, n->y + n->height - n->give);
    }
}

/* Take what was found for the section. */
static void take(filler *w, const column_set *set)
{
    flow *f = w->f;
    for (int k = 0; k < set->count; k++) {
        piece_add(w, set, k);
        content_notes(f->s.section, set->start[k], set->end[k], notes_take, &w->notes);
    }
    w->plan->empty &= set->count == 0;
    w->y += set->height;
    if (set->count) {
        f->s.at = set->end[set->count - 1];
        f->s.keep = 0;
    }
    if (set->ended)
        section_close(f);
    else
        f->s.force = set->force;
}

/* True: the page can take another section. */
static bool fill_section(filler *w)
{
    flow *f = w->f;
    int columns;
    mpt height;
    bool whole;
    column_set set;

    if (!f->s.section)
        section_open(f, w->g);
    w->between = f->s.keep;
    if (f->s.force > FORCE_COLUMN && !w->plan->empty)
        return false;
    f->s.force = FORCE_NONE;
    columns = f->s.spans ? 1 : w->g->columns;
    height = w->height - w->y - w->notes.taken;
    whole = w->plan->empty;
    columns_fill(w, columns, height, whole, &set);
    if (set.ended && columns > 1 && ((source *)f->s.section->source)->next)
        columns_balance(w, columns, whole, &set);
    take(w, &set);
    return set.ended && f->s.next;
}

/* The page as it was before a section, to go back to. */
typedef struct {
    flow_state s;
    note_room notes;
    size_t pieces;
    mpt y;
    int32_t keep; /* between the section and the one before it */
    bool empty, overflows;
} section_mark;

static section_mark mark_here(const filler *w)
{
    const page_plan *p = w->plan;
    return (section_mark){w->f->s, w->notes, p->count, w->y, 0, p->empty, p->overflows};
}

static void go_back(filler *w, const section_mark *m)
{
    w->f->s = m->s;
    w->notes = m->notes;
    w->y = m->y;
    w->plan->count = m->pieces;
    w->plan->empty = m->empty;
    w->plan->overflows = m->overflows;
}

/* Nothing of the last section is on the page. As far up as sections are kept together, give them to
 * the next page; the first of them may leave a beginning here. If that would be all of the page,
 * the keep is broken. */
static void take_back(filler *w, section_mark *marks, size_t last)
{
    section_mark full = mark_here(w);
    for (; last > 0 && marks[last].keep > 0; last--) {
        go_back(w, &marks[last - 1]);
        w->unended = true;
        fill_section(w);
        w->unended = false;
        if (w->plan->count > marks[last - 1].pieces)
            return;
    }
    if (w->plan->empty)
        go_back(w, &full);
}

static void fill_page(filler *w)
{
    section_mark *marks = NULL;
    size_t count = 0, cap = 0;
    bool more = w->f->s.section || w->f->s.next;

    while (more) {
        size_t pieces = w->plan->count;
        marks = arena_grow(w->f->l->mem, marks, &cap, count + 1, sizeof *marks);
        marks[count] = mark_here(w);
        more = fill_section(w);
        marks[count].keep = w->between;
        if (w->plan->count == pieces && !w->f->s.force)
            take_back(w, marks, count);
        count++;
    }
}

/* What is measured for the page goes by its sizes. */
static void take_sizes(layout *l, const page_geometry *g)
{
    l->note_width = g->region[REGION_BODY].content_w;
    l->region_height = g->region[REGION_BODY].content_h;
    l->page_width = g->width;
    l->page_height = g->height;
}

void flow_begin(flow *f, const page_geometry *g)
{
    take_sizes(f->l, g);
    if (f->s.next)
        section_open(f, g);
}

void flow_plan(flow *f, const page_geometry *g, page_plan *plan)
{
    filler w = {.f = f, .g = g, .plan = plan, .height = g->region[REGION_BODY].content_h};

    *plan = (page_plan){.empty = true};
    take_sizes(f->l, g);
    if (f->s.section)
        section_resume(f, g);
    notes_begin(&w.notes, f, w.height);
    fill_page(&w);
    plan->used = w.y;
    notes_plan(&w.notes, f, plan, w.height);
    stretch_pieces(plan, w.height);
    plan->done = flow_done(f);
}

/* ---- building ---- */

/* What could not be honoured is said when it is sure that the plan becomes a page. */
static void report_piece(layout *l, const piece *p)
{
    const fo_node *fo = p->unkept ? content_object(p->content, p->to) : NULL;
    if (p->over > 0)
        page_report_overflow(l, p->content, p->from, p->over);
    if (fo)
        diag_report(l->dg, fo_pos(fo), MSG_KEEP_BROKEN, fo_type_name(fo_type_of(fo)));
}

void plan_build(const page_plan *plan, page_context *page, area *a, const region *r)
{
    build_how how = {.page = page};
    const mpt bottom = plan->note_count ? plan->separator_y : r->content_h;

    for (size_t i = 0; i < plan->count; i++) {
        const piece *p = &plan->pieces[i];
        report_piece(page->l, p);
        how.give = p->give;
        how.of = p->of;
        content_build(p->content, p->from, p->to, &how, a, r->content_x + p->x,
                      r->content_y + p->y);
    }
    display_align(r->fo, a, bottom - plan->used);
    how.give = how.of = 0;
    notes_build(plan, &how, a, r->content_x, r->content_y);
}
