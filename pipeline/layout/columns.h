/* columns.h - the columns of one section on one page. */
#ifndef SVOD_LAYOUT_COLUMNS_H
#define SVOD_LAYOUT_COLUMNS_H

#include "layout/flow.h"
#include "layout/footnote.h"

/* A page that is being filled. */
typedef struct {
    flow *f;
    const page_geometry *g;
    page_plan *plan;
    note_room notes;
    mpt height;      /* of the region */
    mpt y;           /* where the next section begins */
    int32_t between; /* keep between the section that is filled and the one above */
    bool unended;    /* its end is no place for the page to end */
} filler;

/* The columns of one section on one page. */
enum { MAX_COLUMNS = 100 };
typedef struct {
    int count;     /* columns with content */
    bool ended;    /* the section ends in them */
    bool balanced; /* not meant to fill the page */
    uint8_t force; /* a break beyond the column ends the page */
    mpt height;    /* of the highest */
    mpt notes;     /* footnotes anchored in them */
    mpt room;      /* height that they were given … */
    mpt credit;    /* … which these footnotes have left */
    /* of each of the columns with content */
    place start[MAX_COLUMNS], end[MAX_COLUMNS];
    fit fit[MAX_COLUMNS];
    mpt notes_above[MAX_COLUMNS]; /* footnotes anchored in the columns before */
} column_set;

/* What of the section that is open goes into `columns` of `height`. `whole`: nothing else is on the
 * page, so what does not fit now never will. With filler.unended the section may not end. */
void columns_fill(filler *w, int columns, mpt height, bool whole, column_set *set);
/* The section ends in the columns: make them about equally high. */
void columns_balance(filler *w, int columns, bool whole, column_set *set);

#endif
