/* table_int.h - what the files that measure tables share. */
#ifndef SVOD_LAYOUT_TABLE_INT_H
#define SVOD_LAYOUT_TABLE_INT_H

#include "layout/measure.h"
#include "layout/table.h"

enum { MAX_COLUMNS = 10000 };

/* Reading the rows of one part of a table: which cell stands where. */
typedef struct {
    measurer *m;
    table *t;
    const fo_node *part; /* table-header, -footer or -body */
    uint32_t *busy;      /* for each column: rows below that a cell above still covers */
    rows *group;         /* rows connected by spans; NULL between groups */
    row *rows;           /* of the group, before it is complete */
    cell *cells;
    size_t row_cap, cell_cap;
    uint32_t next; /* column after the last cell of the row */
    bool in_row;
    bool whole; /* all rows of the part are one group: headers and footers */
    void (*done)(void *self,
                 rows *rs); /* a group is complete, its cells are placed but not measured */
    void *self;
} grid;

void grid_part(grid *g, const fo_node *part);

/* How much room something takes across the page: without overflow at the least, and at the most. */
typedef struct {
    mpt min, max;
} need;

/* table_width.c: the columns that there are; and their places for the width that the table has,
 * when its cells are known. */
void table_count(measurer *m, table *t);
void table_columns(measurer *m, table *t, rows *const *groups, size_t count, const frame *f);

/* table_need.c: what each column needs for its cells; `base` stands for widths that percentages
 * refer to and that are not known yet. In layout.mem. */
const need *table_needs(layout *l, table *t, rows *const *groups, size_t count, mpt base);

/* The same of what stands inside of `n`. */
need content_need(layout *l, const fo_node *n, mpt base);

/* caption.c: does the caption of a table-and-caption stand beside its table? */
bool caption_aside(const fo_node *n);

/* table_known.c: the same, found before; `columns` is copied with what stands behind the last
 * column. */
const need *needs_known(const struct known_needs *k, const fo_node *fo);
void needs_keep(layout *l, const fo_node *fo, const need *columns, uint32_t count);

/* table_fit.c: do the columns' contents decide on widths? */
bool table_fits_content(const table *t);
/* Widths of all columns, from their needs; and of the table if it has none. */
void table_fit(layout *l, table *t, const need *needs, bool shrink);

/* table.c: all cells of a table that is only looked at, groups in order; `*count` of them. */
table *table_read(layout *l, const fo_node *n, rows ***groups, size_t *count);

/* Border and padding of a cell at start and end, with collapsed borders resolved. */
void cell_sides(const table *t, const cell *c, mpt base, mpt *start, mpt *end);

/* Borders, padding and widths of the cells of a group; what is around it is `above` and `below`
 * (the neighbouring groups, NULL at the table's edge). */
void cells_place(measurer *m, table *t, rows *rs);
/* Collapsed borders of all groups of the table, in order. */
void table_collapse(measurer *m, table *t, rows *const *groups, size_t count);

/* A property that counts columns or rows: 1 at least. */
static inline uint32_t table_number(const fo_node *n, fo_prop p)
{
    const int v = fo_integer(n, p);

    return v > 0 ? (uint32_t)v : 1;
}

#endif
