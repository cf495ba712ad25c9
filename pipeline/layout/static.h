/* static.h - the regions of a page around and beneath the flow. */
#ifndef SVOD_LAYOUT_STATIC_H
#define SVOD_LAYOUT_STATIC_H

#include "layout/flow.h"

/* The page's areas: regions with the plan (NULL: blank) in the body, static content in the
 * others. */
void page_fill(struct page *p, const fo_node *seq, const page_geometry *g, const page_plan *plan);
/* The static-content of `seq` for a flow-name; NULL if there is none. */
const fo_node *static_find(const fo_node *seq, const char *name);

#endif
