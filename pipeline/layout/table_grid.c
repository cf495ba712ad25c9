/* table_grid.c - which cell stands in which row and column (XSL-FO 1.1, 6.7.10, 7.28).
 *
 * Cells come in document order; a cell goes to its column-number, or to the first column after the
 * previous cell that no cell from above covers. Rows that a row-span connects make one group, since
 * their heights depend on each other; mostly a group is one row. Places that nothing covers get an
 * empty cell, so that borders and backgrounds find a complete grid. */
#include "layout/table_int.h"

/* An array that is used again for each group; freed by grid_part. */
static void *mem_grow(void *items, size_t *cap, size_t wanted, size_t size)
{
    if (wanted <= *cap)
        return items;
    *cap = *cap ? *cap * 2 : 16;
    return mem_realloc(items, *cap * size);
}

static cell *cell_add(grid *g, const fo_node *fo, uint32_t at, uint32_t span, uint32_t row_span)
{
    rows *rs = g->group;
    cell *c;
    g->cells = mem_grow(g->cells, &g->cell_cap, rs->cell_count + 1, sizeof *g->cells);
    c = &g->cells[rs->cell_count++];
    *c = (cell){.fo = fo,
                .row = rs->row_count - 1,
                .column = at,
                .column_span = span,
                .row_span = row_span};
    for (uint32_t i = at; i < at + span; i++)
        g->busy[i] = row_span;
    return c;
}

static void row_begin(grid *g, const fo_node *fo)
{
    rows *rs = g->group;
    if (!rs) {
        rs = g->group = ARENA_NEW(g->m->l->mem, rows);
        rs->table = g->t;
        rs->body = g->part;
        rs->frame = g->m->frame;
    }
    g->rows = mem_grow(g->rows, &g->row_cap, rs->row_count + 1, sizeof *g->rows);
    g->rows[rs->row_count++] = (row){.fo = fo, .first_cell = rs->cell_count};
    g->next = 0;
    g->in_row = true;
}

/* Clip the spans of the cells to the rows that there are. */
static void group_end(grid *g)
{
    rows *rs = g->group;
    for (uint32_t i = 0; rs && i < rs->cell_count; i++) {
        cell *c = &g->cells[i];
        uint32_t last = c->row + c->row_span - 1;
        c->last_row = last < rs->row_count ? last : rs->row_count - 1;
    }
    g->group = NULL;
    if (!rs)
        return;
    rs->row = arena_memdup(g->m->l->mem, g->rows, rs->row_count * sizeof *rs->row);
    rs->cell = arena_memdup(g->m->l->mem, g->cells, rs->cell_count * sizeof *rs->cell);
    g->done(g->self, rs);
}

/* Is nothing painted that would tell an empty cell over columns `i` and `i + 1` from two? */
static bool is_alike(const table *t, uint32_t i)
{
    const fo_node *fo = t->columns[i].fo;

    if (fo != t->columns[i + 1].fo || t->gap_x)
        return false;
    return !fo || (!fo_border_of(fo, SIDE_START).width && !fo_border_of(fo, SIDE_END).width &&
                   !fo_specified(fo, PR_BACKGROUND_IMAGE));
}

/* Empty places beside each other share a cell, since there may be thousands of them in each row. */
static uint32_t add_empty(grid *g, uint32_t from)
{
    uint32_t end = from + 1;

    while (end < g->t->count && !g->busy[end] && is_alike(g->t, end - 1))
        end++;
    cell_add(g, NULL, from, end - from, 1);
    return end;
}

static void row_end(grid *g)
{
    bool spans = false;
    if (!g->in_row)
        return;
    for (uint32_t i = 0; i < g->t->count;)
        i = g->busy[i] ? i + 1 : add_empty(g, i);
    for (uint32_t i = 0; i < g->t->count; i++)
        spans |= --g->busy[i] > 0;
    g->in_row = false;
    if (!spans && !g->whole)
        group_end(g);
}

/* Text is not lost because two cells want one place: the later one takes the next that is free. */
static void grid_cell(grid *g, const fo_node *fo)
{
    uint32_t at = g->next, span = table_number(fo, PR_NUMBER_COLUMNS_SPANNED);
    const table *t = g->t;
    bool overlaps = false;

    if (fo_specified(fo, PR_COLUMN_NUMBER)) {
        at = table_number(fo, PR_COLUMN_NUMBER) - 1;
        overlaps = at < t->count && g->busy[at];
    }
    while (at < t->count && g->busy[at])
        at++;
    if (at >= t->count) {
        diag_report(g->m->l->dg, fo_pos(fo), MSG_CELL_OUTSIDE);
        return;
    }
    if (at + span > t->count)
        span = t->count - at;
    for (uint32_t i = 1; i < span; i++)
        if (g->busy[at + i]) {
            overlaps = true;
            span = i;
        }
    if (overlaps)
        diag_report(g->m->l->dg, fo_pos(fo), MSG_CELLS_OVERLAP);
    cell_add(g, fo, at, span, table_number(fo, PR_NUMBER_ROWS_SPANNED));
    g->next = at + span;
}

static void grid_row(grid *g, const fo_node *fo)
{
    row_end(g); /* of cells without a table-row */
    row_begin(g, fo);
    for (const fo_node *n = fo_child(fo); n; n = fo_next(n))
        if (fo_type_of(n) == FO_TABLE_CELL)
            grid_cell(g, n);
    row_end(g);
}

/* Cells without table-row: starts-row and ends-row say where the rows are. */
static void grid_loose_cell(grid *g, const fo_node *fo)
{
    if (fo_is(fo, PR_STARTS_ROW, EN_TRUE))
        row_end(g);
    if (!g->in_row)
        row_begin(g, NULL);
    grid_cell(g, fo);
    if (fo_is(fo, PR_ENDS_ROW, EN_TRUE))
        row_end(g);
}

void grid_part(grid *g, const fo_node *part)
{
    g->part = part;
    for (uint32_t i = 0; i < g->t->count; i++)
        g->busy[i] = 0;
    for (const fo_node *n = fo_child(part); n; n = fo_next(n)) {
        if (fo_type_of(n) == FO_TABLE_ROW)
            grid_row(g, n);
        else if (fo_type_of(n) == FO_TABLE_CELL)
            grid_loose_cell(g, n);
    }
    row_end(g);
    for (uint32_t i = 0; i < g->t->count; i++)
        if (g->busy[i]) {
            diag_report(g->m->l->dg, fo_pos(part), MSG_ROW_SPAN_TOO_LONG);
            break;
        }
    group_end(g);
    mem_free(g->rows);
    mem_free(g->cells);
    g->rows = NULL;
    g->cells = NULL;
    g->row_cap = g->cell_cap = 0;
}
