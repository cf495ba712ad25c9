/* flow.c - a flow is cut into sections, a page into columns (XSL-FO 1.1, 6.4.14, 7.21.4).
 *
 * A section is a run of children of the flow with the same `span`: it fills one column after the other,
 * or the full width. A page takes sections until one does not end on it. When a section ends and another
 * follows on the same page, its columns are balanced: the least height in which all of it fits, found by
 * bisection. Footnotes of all columns share the foot of the region: columns are filled again with the
 * height they leave, until that stops changing. */
#include "layout/flow.h"
#include "layout/footnote.h"
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

/* Measure children until the list grows or the section ends. */
static bool section_more(content *c)
{
    source *s = c->source;
    size_t count = c->count;
    measured_advance(c->l, (flow_point){s->number, count});
    while (c->count == count && (s->table || in_section(s))) {
        if (s->table)
            continue_table(s);
        else
            measure_next(s);
        c->after = s->m.after;
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
    s->m.height = g->region[REGION_BODY].content_h;
    f->s.section->source = s;
    f->s.section->more = section_more;
    f->s.at = (place){0};
    return s;
}

static void section_open(flow *f, const page_geometry *g)
{
    source_new(f, g);
    section_more(f->s.section);
    if (f->s.section->count && f->s.section->items[0].force > f->s.force)
        f->s.force = f->s.section->items[0].force;
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

/* The page has another width than the section was measured for: measure what is left again. */
static void section_resume(flow *f, const page_geometry *g)
{
    content *old = f->s.section;
    struct resume r;
    source *s;

    if (old->width == section_width(f, g))
        return;
    f->s.next = ((source *)old->source)->first;
    if (place_equal(f->s.at, (place){0}) || !resume_start(&r, old, f->s.at)) {
        section_open(f, g);
        f->s.force = FORCE_NONE; /* obeyed already */
        return;
    }
    pin(f, r.item);
    while (f->s.next && !resume_leads(&r, f->s.next))
        f->s.next = skip(fo_next(f->s.next));
    s = source_new(f, g);
    s->m.resume = &r;
    section_more(f->s.section);
    s->m.resume = NULL;
    f->s.at = s->m.resumed;
}

static void section_close(flow *f)
{
    const source *s = f->s.section->source;
    f->s.next = s->next;
    f->s.force = (uint8_t)(s->next ? s->m.after : FORCE_NONE);
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

/* ---- filling ---- */

typedef struct {
    flow *f;
    const page_geometry *g;
    page_plan *plan;
    note_room notes;
    mpt height; /* of the region */
    mpt y;      /* where the next section begins */
} filler;

/* The columns of one section on one page. */
enum { MAX_COLUMNS = 100 };
typedef struct {
    place start[MAX_COLUMNS], end[MAX_COLUMNS];
    fit fit[MAX_COLUMNS];
    int count;     /* columns with content */
    bool ended;    /* the section ends in them */
    bool balanced; /* not meant to fill the page */
    uint8_t force; /* a break beyond the column ends the page */
    mpt height;    /* of the highest */
    mpt notes;     /* footnotes anchored in them */
    mpt room;      /* height that they were given */
} column_set;

/* The best break in the room: keeps are broken only if `must`, the weakest first. */
static fit fit_best(content *c, place at, room r, bool must)
{
    fit best = content_fit(c, at, &r);
    while (best.kind == FIT_NOTHING && must && best.weaker != NO_BREAK && best.weaker > r.limit) {
        r.limit = best.weaker;
        best = content_fit(c, at, &r);
    }
    if (best.kind != FIT_NOTHING || !must)
        return best;
    r.any_height = true;
    r.limit = KEEP_ALWAYS;
    return content_fit(c, at, &r);
}

/* Footnotes of earlier pages would fill the page: still a first piece of the flow goes on it, whatever
 * footnotes it brings. */
static fit least_beside_notes(filler *w, content *c, place at)
{
    room r = {.height = w->height, .any_height = true, .limit = KEEP_ALWAYS, .page_end = true};
    return content_fit(c, at, &r);
}

/* Height of a fragment whose spaces give what they can to fit into `height`. */
static mpt shrunk(const fit *f, mpt height)
{
    return f->height <= height ? f->height : mpt_max(height, f->height - f->shrink);
}

static void add_note(void *self, const note *n)
{
    *(mpt *)self += n->height;
}

/* Fill columns of `height`, one after the other. `whole`: nothing else is on the page, so what does not
 * fit now never will. */
static void fill_columns(filler *w, int columns, mpt height, mpt credit, bool whole,
                         column_set *set)
{
    content *c = w->f->s.section;
    place at = w->f->s.at;
    bool carried = w->notes.count > 0;

    *set = (column_set){.room = height};
    for (int k = 0; k < columns && !set->ended; k++) {
        room r = {
            .height = height, .page_end = k + 1 == columns, .credit = credit, .elastic = true};
        fit best;
        mpt notes = 0;
        r.separator = w->notes.taken || credit ? 0 : w->notes.separator;
        best = fit_best(c, at, r, (whole && !carried) || k > 0);
        if (best.kind == FIT_NOTHING && whole && carried && !k) {
            best = least_beside_notes(w, c, at);
            set->room = w->height;
        }
        if (best.kind == FIT_NOTHING)
            return;
        set->start[k] = at;
        set->end[k] = at = best.end;
        set->fit[k] = best;
        set->count = k + 1;
        set->height = mpt_max(set->height, shrunk(&best, height));
        content_notes(c, set->start[k], at, add_note, &notes);
        set->notes += notes;
        credit = mpt_max(0, credit - notes);
        set->ended = best.kind == FIT_ALL;
        if (best.kind == FIT_FORCED && best.force > FORCE_COLUMN) {
            set->force = best.force;
            return;
        }
    }
}

/* Fill with the height that the columns' own footnotes leave. */
static void fill_with_notes(filler *w, int columns, mpt height, bool whole, column_set *set)
{
    mpt credit = 0;
    fill_columns(w, columns, height, 0, whole, set);
    if (columns == 1)
        return;
    for (int tries = 0; set->notes > credit && tries < 4; tries++) {
        mpt sep = w->notes.taken ? 0 : w->notes.separator;
        credit = set->notes;
        fill_columns(w, columns, height - credit - sep, credit, whole, set);
    }
}

/* The least height in which the section ends in the columns. */
static mpt least_height(filler *w, int columns, mpt high)
{
    mpt low = 0;
    column_set trial;
    while (high - low > 10) {
        mpt middle = low + (high - low) / 2;
        fill_with_notes(w, columns, middle, false, &trial);
        if (trial.ended)
            high = mpt_min(middle, trial.height);
        else
            low = middle;
    }
    return high;
}

/* Balance: the first column takes the least height in which everything ends, then the others share what
 * is left in the same way. */
static void balance(filler *w, int columns, bool whole, column_set *set)
{
    place at = w->f->s.at;
    mpt height = set->height;
    column_set rest;
    int k = 0;

    for (; k < columns - 1 && w->f->s.at.item < w->f->s.section->count; k++) {
        height = least_height(w, columns - k, height);
        fill_with_notes(w, columns - k, height, whole, &rest);
        if (!rest.ended)
            break;
        set->start[k] = rest.start[0];
        set->end[k] = rest.end[0];
        set->fit[k] = rest.fit[0];
        w->f->s.at = rest.end[0];
        if (rest.count < 2)
            break;
        set->start[k + 1] = rest.start[1];
        set->end[k + 1] = rest.end[rest.count - 1];
        set->fit[k + 1] = rest.fit[1];
        set->count = k + 2;
        height = mpt_max(rest.fit[1].height, 0);
        for (int i = 1; i < rest.count; i++)
            height = mpt_max(height, rest.fit[i].height);
    }
    set->balanced = true;
    set->height = 0;
    for (int i = 0; i < set->count; i++)
        set->height = mpt_max(set->height, set->fit[i].height);
    w->f->s.at = at;
}

/* ---- one page ---- */

static void piece_add(filler *w, const column_set *set, int k)
{
    page_plan *p = w->plan;
    const fit *best = &set->fit[k];
    mpt over = best->height - set->room;
    piece *n;

    p->pieces = arena_grow(w->f->l->mem, p->pieces, &p->cap, p->count + 1, sizeof *p->pieces);
    n = &p->pieces[p->count++];
    *n = (piece){.content = w->f->s.section, .from = set->start[k], .to = set->end[k], .y = w->y};
    n->x = w->f->s.spans ? 0 : k * (w->g->column_width + w->g->gap);
    n->over = mpt_max(0, over - best->shrink);
    n->unkept = best->strength > 0 && best->strength != KEEP_LINES;
    p->overflows |= n->over > 0;
    if (over > 0 && best->shrink > 0) {
        n->give = mpt_min(over, best->shrink);
        n->of = best->shrink;
    } else if (over < 0 && best->kind == FIT_BREAK && best->stretch > 0 && !set->balanced) {
        n->give = -mpt_min(-over, best->stretch);
        n->of = best->stretch;
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
    if (set->count)
        f->s.at = set->end[set->count - 1];
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
    if (f->s.force > FORCE_COLUMN && !w->plan->empty)
        return false;
    f->s.force = FORCE_NONE;
    columns = f->s.spans ? 1 : w->g->columns;
    height = w->height - w->y - w->notes.taken;
    whole = w->plan->empty;
    fill_with_notes(w, columns, height, whole, &set);
    if (set.ended && columns > 1 && ((source *)f->s.section->source)->next)
        balance(w, columns, whole, &set);
    take(w, &set);
    return set.ended && f->s.next;
}

void flow_plan(flow *f, const page_geometry *g, page_plan *plan)
{
    filler w = {.f = f, .g = g, .plan = plan, .height = g->region[REGION_BODY].content_h};

    *plan = (page_plan){.empty = true};
    f->l->note_width = g->region[REGION_BODY].content_w;
    f->l->region_height = w.height;
    if (f->s.section)
        section_resume(f, g);
    notes_begin(&w.notes, f, w.height);
    while ((f->s.section || f->s.next) && fill_section(&w))
        ;
    plan->used = w.y;
    notes_plan(&w.notes, f, plan, w.height);
    plan->done = flow_done(f);
}

/* ---- building ---- */

static mpt body_offset(const page_plan *plan, const region *r)
{
    mpt spare = r->content_h - plan->used;
    if (plan->note_count || spare <= 0)
        return 0;
    if (fo_is(r->fo, PR_DISPLAY_ALIGN, EN_CENTER))
        return spare / 2;
    return fo_is(r->fo, PR_DISPLAY_ALIGN, EN_AFTER) ? spare : 0;
}

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
    mpt y = r->content_y + body_offset(plan, r);

    for (size_t i = 0; i < plan->count; i++) {
        const piece *p = &plan->pieces[i];
        report_piece(page->l, p);
        how.give = p->give;
        how.of = p->of;
        content_build(p->content, p->from, p->to, &how, a, r->content_x + p->x, y + p->y);
    }
    how.give = how.of = 0;
    notes_build(plan, &how, a, r->content_x, r->content_y);
}
