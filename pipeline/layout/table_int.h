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

/* The number of columns, and their places for the width that the table has. */
void table_columns(measurer *m, table *t, mpt available);

/* Borders, padding and widths of the cells of a group; what is around it is `above` and `below` (the
 * neighbouring groups, NULL at the table's edge). */
void cells_place(measurer *m, table *t, rows *rs);
/* Collapsed borders of all groups of the table, in order. */
void table_collapse(measurer *m, table *t, rows *const *groups, size_t count);

#endif
