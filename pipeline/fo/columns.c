/* columns.c - the column of each table-cell and table-column (7.28.8): as given, or the next one
 * that no cell above reaches into. from-table-column() needs it while the cell is being refined. */
#include <string.h>

#include "fo/fo_int.h"

enum { MAX_COLUMNS = 2000 }; /* cells beyond are not followed over rows */

struct column_state {
    int next;                   /* the next column in this row, or of this table's columns */
    int width;                  /* columns that a cell of several rows was ever in */
    uint16_t left[MAX_COLUMNS]; /* rows that a cell still reaches into, this one included */
};

static int clamp(int v, int most)
{
    return v < 1 ? 1 : v > most ? most : v;
}

column_state *columns_new(arena *a)
{
    column_state *s = ARENA_NEW(a, column_state);
    s->next = 1;
    return s;
}

void columns_reset(column_state *s)
{
    s->next = 1;
    memset(s->left, 0, (size_t)s->width * sizeof *s->left);
    s->width = 0;
}

void columns_end_row(column_state *s)
{
    s->next = 1;
    for (int i = 0; i < s->width; i++)
        s->left[i] = (uint16_t)(s->left[i] - (s->left[i] > 0));
}

bool columns_in_row(const column_state *s)
{
    return s->next > 1;
}

int columns_next(const column_state *s)
{
    int c = s->next;

    while (c <= s->width && s->left[c - 1])
        c++;
    return clamp(c, UINT16_MAX);
}

/* A column over several is followed by the second of them, unless that is said otherwise. */
void columns_add_column(column_state *s, const fo_node *column)
{
    int again = clamp(fo_integer(column, PR_NUMBER_COLUMNS_REPEATED), MAX_COLUMNS) - 1;
    int span = clamp(fo_integer(column, PR_NUMBER_COLUMNS_SPANNED), MAX_COLUMNS);

    s->next = clamp(column->column + again * span + 1, UINT16_MAX);
}

void columns_add_cell(column_state *s, const fo_node *cell)
{
    int span = clamp(fo_integer(cell, PR_NUMBER_COLUMNS_SPANNED), MAX_COLUMNS);
    int rows = clamp(fo_integer(cell, PR_NUMBER_ROWS_SPANNED), UINT16_MAX);
    int end = clamp(cell->column + span, MAX_COLUMNS + 1);

    s->next = clamp(cell->column + span, UINT16_MAX);
    if (rows > 1) {
        for (int c = cell->column; c < end; c++)
            s->left[c - 1] = (uint16_t)rows;
        s->width = end - 1 > s->width ? end - 1 : s->width;
    }
}
