/* part_rows.h - totals of tables whose rows are parts of other rows: «в том числе …», «из них …»,
 * numbers like 1.1 below 1.
 *
 * Where the parts of a row end is not written. So a total is wrong only if no way to read the table
 * gives it: behind every row that begins with such words any number of rows may be parts, of which
 * one at least is. */
#ifndef SVOD_TEXT_PART_ROWS_H
#define SVOD_TEXT_PART_ROWS_H

#include "text/number.h"
#include "text/wordlist.h"

typedef struct {
    const char *label, *second; /* the first two cells: a number and a name, or a name */
    const char *value;          /* of the column; a dash is none */
} part_row;

typedef enum { ROW_PLAIN, ROW_PART, ROW_WHOLE } row_role;

/* «в том числе деревянные» is a part, «Мосты, из них:» a whole whose parts follow. `phrases`:
 * joined by low lines. */
row_role part_row_role(arena *a, const word_set *phrases, const char *label);

/* Is `stated` wrong however the rows are read? Then *come_to is what they come to most likely.
 * False too where it cannot be told: a value that is no number, more readings than can be tried. */
bool part_rows_disagree(arena *a, const word_set *phrases, const part_row *rows, size_t n,
                        number stated, number slack, number *come_to);

#endif
