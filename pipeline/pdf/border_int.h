/* border_int.h - what the files that paint borders share. */
#ifndef SVOD_PDF_BORDER_INT_H
#define SVOD_PDF_BORDER_INT_H

#include "pdf/border.h"

/* A slice of an edge's width in sixths, from the outer side of the edge (or from above, from the
 * left where borders collapse); `shade`: 0 as given; 1 dark before and start, light after and end;
 * -1 the opposite. */
typedef struct {
    int from, to;
    int shade;
} edge_slice;

const edge_slice *edge_slices(fo_keyword style, int *count);
fo_color edge_shade(fo_color color, int how, fo_side side);
bool edge_same_look(const area_edge *a, const area_edge *b); /* style and colour */

/* A piece of a grid line between two joints. Its halves differ where neither neighbour wins. Here y
 * grows downwards. */
typedef struct {
    bool vertical;
    mpt line, from, to;
    area_edge look[2]; /* above and below, or left and right of the line */
    bool mixed[2];     /* at its ends other looks meet it */
    mpt reach[2];      /* how far it goes on over its ends */
    mpt cut[2][2];     /* [end][half]: what mitres take off at the half's outer side, or add */
} arm;

typedef struct {
    arm *items;
    size_t count, cap;
} arms;

/* border_joint.c: finds the joints, paints the arms. They are in order of place. */
void arms_paint(arms *as, content *c);

#endif
