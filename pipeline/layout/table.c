/* table.c - a table becomes items: one ROWS item for the header, one for each row group of the
 * bodies, one for the footer, all inside the table's frame.
 *
 * Steps: how many columns and how wide (table_width.c), which cell stands where (table_grid.c),
 * which border wins where cells share one (table_border.c), then the cells' content is measured and
 * the groups are emitted, one at a time, so that the groups of a long table need not be in memory
 * together. Header and footer stand in the list only once; fit.c and build.c repeat them where a
 * break cuts the frame. */
#include "layout/resume.h"
#include "layout/table_int.h"
#include "layout/table_marker.h"

typedef struct {
    measurer *m;
    table *t;
    rows **groups;
    size_t count, cap;
} gathering;

static void gather(void *self, rows *rs)
{
    gathering *g = self;
    g->groups = arena_grow(g->m->l->mem, g->groups, &g->cap, g->count + 1, sizeof *g->groups);
    g->groups[g->count++] = rs;
}

/* A table whose groups are measured one after the other. */
struct table_walk {
    table *t;
    gathering bodies, all; /* all: with header and footer */
    uint32_t next;         /* group */
    const fo_node *body;   /* of the last group */
    bool shared;           /* the groups are those of layout.reading, to be copied */
    bool measured;         /* all groups are, since the table has a height */
};

/* ---- one group ---- */

static mpt length_least(fo_range r, mpt base)
{
    mpt h = r.min_auto ? 0 : fo_len_at(r.min, base);
    return r.opt_auto ? h : mpt_max(h, fo_len_at(r.opt, base));
}

static void row_measure(measurer *m, rows *rs, uint32_t r)
{
    row *w = &rs->row[r];
    fo_range height;
    w->together = m->frame->together;
    w->collapsed = fo_is(w->fo ? w->fo : rs->body, PR_VISIBILITY, EN_COLLAPSE);
    if (!w->fo || w->collapsed)
        return;
    height = fo_range_of(w->fo, PR_BLOCK_PROGRESSION_DIMENSION);
    w->min_height = length_least(height, 0);
    w->max_height = height.max_auto ? 0 : mpt_max(0, fo_len_at(height.max, 0));
    w->together = keep_max(w->together, fo_keep_of(w->fo, PR_KEEP_TOGETHER));
    w->with_previous = fo_keep_of(w->fo, PR_KEEP_WITH_PREVIOUS);
    w->with_next = fo_keep_of(w->fo, PR_KEEP_WITH_NEXT);
    w->force_before = force_of(w->fo, PR_BREAK_BEFORE);
    w->force_after = force_of(w->fo, PR_BREAK_AFTER);
}

/* What stands only in collapsed rows or columns is not there (7.30.17; CSS 2, 17.5.5). */
static bool is_gone(const rows *rs, const cell *c)
{
    uint32_t r = c->row, i = 0;

    while (r <= c->last_row && rs->row[r].collapsed)
        r++;
    while (i < c->column_span && column_collapsed(&rs->table->columns[c->column + i]))
        i++;
    return r > c->last_row || i == c->column_span;
}

static void cell_measure(measurer *m, rows *rs, cell *c)
{
    row *first = &rs->row[c->row], *last = &rs->row[c->last_row];
    const frame *f = rs->frame;
    const reference_area around = {f->fo, f->start,         f->end, f->reference_width,
                                   0,     m->in.text_indent};
    mpt width;
    c->gone = is_gone(rs, c);
    if (c->gone)
        c->before = c->after = (edge){0};
    if (!c->fo || c->gone)
        return;
    width = c->width - c->content_x - c->end_edge;
    c->content = content_measure_in(
        m->l, c->fo,
        &(reference_area){c->fo, indent_in(&around, c->fo, PR_START_INDENT),
                          indent_in(&around, c->fo, PR_END_INDENT), mpt_max(0, width), 0,
                          text_indent_in(&m->in, f, c->fo)});
    c->min_height = length_least(fo_range_of(c->fo, PR_BLOCK_PROGRESSION_DIMENSION), 0);
    c->solid = c->min_height && (fo_is(c->fo, PR_DISPLAY_ALIGN, EN_CENTER) ||
                                 fo_is(c->fo, PR_DISPLAY_ALIGN, EN_AFTER));
    if (c->min_height)
        c->min_height += edge_size(&c->before, false) + edge_size(&c->after, false);
    first->with_previous = keep_max(first->with_previous, c->content->with_previous);
    last->with_next = keep_max(last->with_next, c->content->with_next);
    if (c->content->count && c->content->items[0].force > first->force_before)
        first->force_before = c->content->items[0].force;
    if (c->content->after > last->force_after)
        last->force_after = c->content->after;
}

/* Keeps and breaks between the rows of the group. */
static void join_rows(rows *rs)
{
    for (uint32_t r = 1; r < rs->row_count; r++) {
        row *w = &rs->row[r];
        w->before = keep_max(rs->frame->together, fo_keep_of(rs->body, PR_KEEP_TOGETHER));
        w->before = keep_max(w->before, keep_max(w->with_previous, rs->row[r - 1].with_next));
        if (rs->row[r - 1].force_after > w->force_before)
            w->force_before = rs->row[r - 1].force_after;
        rs->has_force |= w->force_before != FORCE_NONE;
    }
}

static bool has_heights(const rows *rs)
{
    for (uint32_t r = 0; r < rs->row_count; r++)
        if (rs->row[r].min_height || rs->row[r].max_height)
            return true;
    return false;
}

/* The height of a row is that of its cells' contents; borders, padding and separation come to it
 * (7.15.6 refers to CSS 2, 17.5.3: a table is as high as its rows and the spacing and borders):
 * those of the cell that has most, of one over several rows those in this row. */
static void rows_add_edges(arena *mem, rows *rs)
{
    mpt *most;

    if (!has_heights(rs))
        return;
    most = ARENA_ARRAY(mem, mpt, rs->row_count);
    for (uint32_t i = 0; i < rs->cell_count; i++) {
        const cell *c = &rs->cell[i];
        const mpt before = c->margin + edge_size(&c->before, false);
        const mpt after = c->margin + edge_size(&c->after, false);
        const bool alone = c->row == c->last_row;
        most[c->row] = mpt_max(most[c->row], alone ? before + after : before);
        most[c->last_row] = mpt_max(most[c->last_row], after);
    }
    for (uint32_t r = 0; r < rs->row_count; r++) {
        if (rs->row[r].min_height)
            rs->row[r].min_height += most[r];
        if (rs->row[r].max_height)
            rs->row[r].max_height += most[r];
    }
}

/* What the rows and the cells in just one of them ask for. */
static void rows_own_heights(rows *rs)
{
    for (uint32_t r = 0; r < rs->row_count; r++)
        rs->row[r].own_height = rs->row[r].min_height;
    for (uint32_t i = 0; i < rs->cell_count; i++) {
        const cell *c = &rs->cell[i];
        row *w = &rs->row[c->row];
        if (c->row == c->last_row && c->min_height)
            w->own_height = mpt_max(w->own_height, c->min_height + 2 * c->margin);
    }
}

static void group_measure(measurer *m, table *t, rows *rs)
{
    rs->x = t->x;
    for (uint32_t r = 0; r < rs->row_count; r++)
        row_measure(m, rs, r);
    cells_place(m, t, rs);
    rows_add_edges(m->l->mem, rs);
    for (uint32_t i = 0; i < rs->cell_count; i++)
        cell_measure(m, rs, &rs->cell[i]);
    rows_own_heights(rs);
    join_rows(rs);
    rows_measure(m->l, rs);
}

/* ---- the table ---- */

static rows *part_rows(measurer *m, table *t, uint32_t *busy, fo_type type)
{
    gathering g = {.m = m, .t = t};
    grid gr = {.m = m, .t = t, .busy = busy, .whole = true, .done = gather, .self = &g};
    for (const fo_node *n = fo_child(t->fo); n; n = fo_next(n))
        if (fo_type_of(n) == type) {
            grid_part(&gr, n);
            break;
        }
    return g.count ? g.groups[0] : NULL;
}

static void body_rows(measurer *m, table *t, uint32_t *busy, gathering *g)
{
    grid gr = {.m = m, .t = t, .busy = busy, .done = gather, .self = g};
    for (const fo_node *n = fo_child(t->fo); n; n = fo_next(n))
        if (fo_type_of(n) == FO_TABLE_BODY)
            grid_part(&gr, n);
}

static void emit_group(measurer *m, rows *rs, const fo_node *last_body)
{
    const row *first = &rs->row[0], *last = &rs->row[rs->row_count - 1];
    fo_keep previous = first->with_previous;
    if (rs->body == last_body)
        previous = keep_max(previous, fo_keep_of(rs->body, PR_KEEP_TOGETHER));
    else
        previous = keep_max(previous, fo_keep_of(rs->body, PR_KEEP_WITH_PREVIOUS));
    measure_rows(m, rs, previous, first->force_before);
    m->next = last->with_next;
    m->after = last->force_after;
}

/* Header and footer: no break between them and the body, and they ask nothing themselves. */
static void emit_header(measurer *m, rows *rs)
{
    item *it = content_add(m->out, ITEM_ROWS, m->frame);
    it->u.rows = rs;
    it->height = rs->height;
    it->header = true;
    rs->has_force = false;
    m->out->note_height = mpt_add(m->out->note_height, rs->note_height);
}

static void emit_footer(measurer *m, rows *rs)
{
    emit_header(m, rs);
    m->out->items[m->out->count - 1].header = false;
    m->out->items[m->out->count - 1].footer = true;
}

/* Rows that were read, to be measured for the table `t`. */
static rows *rows_again(measurer *m, const rows *read, table *t)
{
    rows *rs;
    if (!read)
        return NULL;
    rs = arena_memdup(m->l->mem, read, sizeof *read);
    rs->row = arena_memdup(m->l->mem, read->row, read->row_count * sizeof *read->row);
    rs->cell = arena_memdup(m->l->mem, read->cell, read->cell_count * sizeof *read->cell);
    rs->table = t;
    rs->frame = m->frame;
    return rs;
}

/* Is the group before the place where the walk takes up the table? */
static bool passed_over(const measurer *m, const rows *rs)
{
    const item *it = m->resume ? m->resume->item : NULL;
    return it && (it->kind != ITEM_ROWS || it->footer || rs->index < it->u.rows->index);
}

/* Does the walk take up the table within its header, or its footer? */
static bool in_header(const measurer *m, const table *t)
{
    const item *it = m->resume ? m->resume->item : NULL;
    return it && it->header && it->frame->fo == t->fo;
}

static bool in_footer(const measurer *m)
{
    return m->resume && m->resume->item->footer;
}

static void take_up(measurer *m, rows *rs)
{
    const rows_place *inside = m->resume->at.inside;
    if (inside)
        m->resumed.inside = resume_rows(m, inside, m->resume->item->u.rows, rs);
    resume_reached(m);
}

/* What is left of a header or footer; that which comes at breaks stays whole. */
static void emit_rest(measurer *m, table *t, rows *part, void (*emit)(measurer *m, rows *rs))
{
    rows *rest = rows_again(m, part, t);

    emit(m, rest);
    take_up(m, rest);
}

static void measure_part(measurer *m, table *t, rows *part, bool *varies, rows **first)
{
    if (!part)
        return;
    group_measure(m, t, part);
    *varies = table_part_retrieves(part->body);
    if (!*varies || table_part_deep(part->body))
        return;
    *first = table_first_header(m->l, t, part);
    table_part_probe(m->l, t, part);
}

static void emit_parts(measurer *m, table *t)
{
    rows *unused;
    measure_part(m, t, t->header, &t->header_varies, &t->first_header);
    measure_part(m, t, t->footer, &t->footer_varies, &unused);
    if (!t->first_header)
        t->first_header = t->header;
    if (t->header && in_header(m, t))
        emit_rest(m, t, t->first_header, emit_header);
    else if (t->header)
        emit_header(m, t->first_header);
}

static void emit_body(measurer *m, table_walk *w, uint32_t index)
{
    rows *rs = w->bodies.groups[index];
    rs->index = index;
    if (passed_over(m, rs))
        return;
    if (w->shared)
        rs = rows_again(m, rs, w->t);
    if (!w->measured)
        group_measure(m, w->t, rs);
    emit_group(m, rs, w->body);
    if (m->resume)
        take_up(m, rs);
    w->body = rs->body;
}

static table *table_new(measurer *m, const fo_node *n)
{
    table *t = ARENA_NEW(m->l->mem, table);
    t->fo = n;
    t->collapse = !fo_is(n, PR_BORDER_COLLAPSE, EN_SEPARATE);
    t->omit_header = fo_is(n, PR_TABLE_OMIT_HEADER_AT_BREAK, EN_TRUE);
    t->omit_footer = fo_is(n, PR_TABLE_OMIT_FOOTER_AT_BREAK, EN_TRUE);
    if (!t->collapse)
        fo_separation(n, &t->gap_y, &t->gap_x);
    table_count(m, t);
    return t;
}

/* The table's own border and padding: none of it when collapsed borders lie in the cells. */
static void table_frame(table *t, frame *f)
{
    mpt end = f->x + f->width - f->content_x - f->content_width, available = f->content_width;
    f->content_width = t->width;
    f->width = t->width + (f->content_x - f->x) + end;
    if (t->collapse) {
        f->x = f->content_x;
        f->width = t->width;
        f->before = f->after = (edge){0};
    }
    if (fo_parent(t->fo) && fo_type_of(fo_parent(t->fo)) == FO_TABLE_AND_CAPTION)
        frame_align(f, fo_parent(t->fo), available);
    t->x = f->content_x;
}

static void mark_ends(table_walk *w)
{
    const gathering *g = &w->bodies;
    for (size_t i = 0; i < g->count; i++) {
        g->groups[i]->first_of_body = i == 0 || g->groups[i - 1]->body != g->groups[i]->body;
        g->groups[i]->last_of_body =
            i + 1 == g->count || g->groups[i + 1]->body != g->groups[i]->body;
    }
    if (w->t->header)
        w->t->header->first_of_body = w->t->header->last_of_body = true;
    if (w->t->footer)
        w->t->footer->first_of_body = w->t->footer->last_of_body = true;
}

/* All groups with their cells, in order, and the borders between them. */
static table_walk *walk_new(measurer *m, const fo_node *n)
{
    table_walk *w = ARENA_NEW(m->l->mem, table_walk);
    table *t = w->t = table_new(m, n);
    uint32_t *busy = ARENA_ARRAY(m->l->mem, uint32_t, t->count + 1);

    w->bodies = w->all = (gathering){.m = m, .t = t};
    t->header = part_rows(m, t, busy, FO_TABLE_HEADER);
    t->footer = part_rows(m, t, busy, FO_TABLE_FOOTER);
    body_rows(m, t, busy, &w->bodies);
    mark_ends(w);
    if (t->header)
        gather(&w->all, t->header);
    for (size_t i = 0; i < w->bodies.count; i++)
        gather(&w->all, w->bodies.groups[i]);
    if (t->footer)
        gather(&w->all, t->footer);
    if (t->collapse)
        table_collapse(m, t, w->all.groups, w->all.count);
    return w;
}

/* ---- taking a table up again ---- */

static bool within_table(const fo_node *n)
{
    for (n = fo_parent(n); n; n = fo_parent(n))
        if (fo_type_of(n) == FO_TABLE)
            return true;
    return false;
}

/* The rows of a long table are read once, however often the width of the pages changes. */
static table_walk *walk_again(measurer *m, const fo_node *n)
{
    layout *l = m->l;
    arena *mem = l->mem;
    const item *it = m->resume->item;
    const rows *old = it->kind == ITEM_ROWS ? it->u.rows : NULL;
    table_walk *w;

    if (!l->reading || l->reading->t->fo != n) {
        l->mem = l->kept;
        l->reading = walk_new(m, n);
        l->mem = mem;
    }
    w = arena_memdup(mem, l->reading, sizeof *w);
    w->t = arena_memdup(mem, w->t, sizeof *w->t);
    w->t->columns = arena_memdup(mem, w->t->columns, (w->t->count + 1) * sizeof *w->t->columns);
    w->t->header = rows_again(m, w->t->header, w->t);
    w->t->footer = rows_again(m, w->t->footer, w->t);
    w->shared = true;
    if (old && old->table && old->table->fo == n) {
        w->t->carried = old->table->carried;
        w->next = it->footer ? (uint32_t)w->bodies.count : old->index;
    }
    return w;
}

/* What was too high to come again on the pages so far. */
static void keep_omitted(const measurer *m, table *t)
{
    const item *it = m->resume ? m->resume->item : NULL;
    const table *old = it && it->kind == ITEM_ROWS ? it->u.rows->table : NULL;

    if (old && old->fo == t->fo) {
        t->omit_header = old->omit_header;
        t->omit_footer = old->omit_footer;
    }
}

table *table_read(layout *l, const fo_node *n, rows ***groups, size_t *count)
{
    measurer m = {.l = l};
    table_walk *w = walk_new(&m, n);

    *groups = w->all.groups;
    *count = w->all.count;
    return w->t;
}

/* Rows grow in proportion, so that the bodies are `more` higher than `now`. */
static void grow_rows(layout *l, rows *rs, mpt now, mpt more)
{
    for (uint32_t r = 0; r < rs->row_count; r++)
        rs->row[r].min_height =
            mpt_add(rs->row[r].height, now ? mpt_scale(rs->row[r].height, more, now) : 0);
    rows_measure(l, rs);
}

/* A table with a height is at least that high (7.15.3; CSS 2, 17.5.3, leaves open which rows
 * grow). */
static void fill_height(measurer *m, table_walk *w)
{
    const table *t = w->t;
    const fo_range height = fo_range_of(t->fo, PR_BLOCK_PROGRESSION_DIMENSION);
    const mpt base = m->in.height > 0 ? m->in.height : 0;
    mpt parts = (t->header ? t->header->height : 0) + (t->footer ? t->footer->height : 0), now = 0,
        least = length_least(height, base);

    if (least <= 0 || m->resume)
        return;
    for (size_t i = 0; i < w->bodies.count; i++) {
        group_measure(m, w->t, w->bodies.groups[i]);
        now = mpt_add(now, w->bodies.groups[i]->height);
    }
    w->measured = true;
    for (size_t i = 0; i < w->bodies.count && mpt_add(parts, now) < least; i++)
        grow_rows(m->l, w->bodies.groups[i], now, least - parts - now);
}

table_walk *table_begin(measurer *m, const fo_node *n)
{
    frame *f = frame_new(m, n);
    table_walk *w;
    table *t;

    measure_open(m, f);
    w = m->resume && !within_table(n) ? walk_again(m, n) : walk_new(m, n);
    f->table = t = w->t;
    keep_omitted(m, t);
    table_columns(m, t, w->all.groups, w->all.count, f);
    table_frame(t, f);
    emit_parts(m, t);
    fill_height(m, w);
    return w;
}

bool table_more(measurer *m, table_walk *w)
{
    if (w->next < w->bodies.count) {
        emit_body(m, w, w->next++);
        return true;
    }
    if (w->t->footer && in_footer(m))
        emit_rest(m, w->t, w->t->footer, emit_footer);
    else if (w->t->footer)
        emit_footer(m, w->t->footer);
    measure_close(m);
    return false;
}

void measure_table(measurer *m, const fo_node *n)
{
    table_walk *w = table_begin(m, n);
    while (!measure_full(m) && table_more(m, w))
        ;
    if (m->stopped)
        measure_close(m);
}
