/* paint.h - what an object paints behind its content, and what it hides of that (XSL-FO 1.1, 7.8,
 * 7.21). */
#ifndef SVOD_LAYOUT_PAINT_H
#define SVOD_LAYOUT_PAINT_H

#include "layout/area.h"

/* Background and borders of `fo`; NULL if nothing is painted. */
const area_box *box_of(arena *mem, const fo_node *fo, bool cut_before, bool cut_after);
/* The same of an inline's area, of which line breaks may have cut the sides. */
const area_box *box_of_inline(arena *mem, const fo_node *fo, bool starts, bool ends);
const area_box *box_background(arena *mem, const fo_node *fo); /* background only */
const area_box *box_with_edges(arena *mem, const fo_node *fo, const area_edge edges[4],
                               const mpt spill[4]);

/* Does `overflow` cut off what reaches out? What could be scrolled on a screen is all printed
 * (7.21.2). */
bool overflow_clips(const fo_node *fo);
/* Does `visibility` hide what the object itself paints? Collapsed, it is hidden too (7.30.17). */
bool visibility_hides(const fo_node *fo);
/* `whole` (may be NULL) with the shape that `clip` of `fo` gives: offsets from the content
 * rectangle (5.11), which the padding is around. */
const area_box *box_clipped(arena *mem, const area_box *whole, const fo_node *fo,
                            const mpt padding[4]);

#endif
