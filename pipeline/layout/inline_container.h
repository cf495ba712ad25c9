/* inline_container.h - what a paragraph knows of fo:inline-container: a box in a line (XSL-FO 1.1,
 * 6.6.8). */
#ifndef SVOD_LAYOUT_INLINE_CONTAINER_H
#define SVOD_LAYOUT_INLINE_CONTAINER_H

#include "layout/area.h"
#include "layout/layout_int.h"

typedef struct {
    struct box *box;
    mpt w, h;  /* border rectangle */
    mpt depth; /* how much of it is below the baseline */
} inline_box;

/* Does `n` stand in so many containers that what would measure them twice must not be? The time
 * would double with each: they are as wide as the line then, and there are no first lines with
 * properties of their own. */
bool inline_box_deep(const fo_node *n);
/* Measure it for lines of the width `ipd`. Lives as long as what is measured now (layout.mem). */
inline_box inline_box_new(layout *l, const fo_node *n, mpt ipd);
/* Its area, at no place yet. `again`: it had one on this page before, which goes. */
area *inline_box_area(struct box *b, page_context *page, bool again);

#endif
