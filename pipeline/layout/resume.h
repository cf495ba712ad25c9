/* resume.h - measuring what is left of a list again, for another width. */
#ifndef SVOD_LAYOUT_RESUME_H
#define SVOD_LAYOUT_RESUME_H

#include "layout/measure.h"

/* Where an old list is to be taken up. The walk passes over everything before it, opens the objects
 * around it, and clears measurer.resume when it gets there. */
struct resume {
    const fo_node *target; /* the object at the place */
    const item *item;      /* of the old list */
    place at;              /* in the old list */
};

/* Prepare `r` for a walk; false if `at` is the end. */
bool resume_start(struct resume *r, content *old, place at);
/* Does the walk to the place lead through `n`? */
bool resume_leads(const struct resume *r, const fo_node *n);
/* The child of `parent` that leads to the place, or its first child if none does. */
const fo_node *resume_from(const struct resume *r, const fo_node *parent);
/* The block-level object in `block`, at any depth of inlines, that leads to the place; NULL:
 * none. */
const fo_node *resume_block(const struct resume *r, const fo_node *block);
/* The item that stands for the place has just been added: the walk goes on as always. */
void resume_reached(measurer *m);
/* The same place in rows that were measured again: their cells are taken up too. */
rows_place *resume_rows(measurer *m, const rows_place *old_place, const rows *old, rows *now);

#endif
