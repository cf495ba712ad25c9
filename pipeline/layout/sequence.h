/* sequence.h - page-sequences. */
#ifndef SVOD_LAYOUT_SEQUENCE_H
#define SVOD_LAYOUT_SEQUENCE_H

#include "layout/page.h"

/* Page numbers over the whole document. */
typedef struct {
    uint32_t pages;   /* made so far */
    long next_number; /* that the next page has when nothing says otherwise */
} page_counter;

/* All pages of `seq`. False: stop. */
bool sequence_run(layout *l, const fo_node *seq, struct markers *markers, page_counter *counter);

#endif
