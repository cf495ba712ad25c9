/* para.h - a paragraph: the inline content of a block, measured, broken into lines, and made into
 * line areas when its page is known. Internal to layout/.
 *
 * Three steps, so that nothing is done twice: para_build flattens and shapes once; para_break chooses
 * the breaks for a width (again from a later place when the width changes between pages);
 * para_line_area makes the area of one line when it is placed, so that page numbers are known. */
#ifndef SVOD_LAYOUT_PARA_H
#define SVOD_LAYOUT_PARA_H

#include "layout/area.h"
#include "layout/layout_int.h"

typedef struct para para;

/* Inline-level content of `block` from node `first` up to (not including) `end`, at any depth of
 * inlines. An inline that holds block-level children is split by the caller through
 * `para_block_inside`. White space is treated over the whole of it (7.16.7–7.16.8, 4.7.2).
 * `parent` gives the block's own properties. NULL if it makes no line area at all. */
para *para_build(layout *l, const fo_node *block, const fo_node *first, const fo_node *end);

/* One line of a broken paragraph. Heights by line-stacking-strategy and line-height (4.5, 7.16). */
typedef struct {
    uint32_t from, to;               /* items of the paragraph; opaque to callers */
    mpt height;                      /* block-progression-dimension of the line area */
    mpt baseline;                    /* below the line's top */
    mpt overflow;                    /* how far it is wider than the measure; 0 normally */
    mpt adjust;                      /* private: justification */
    const fo_node *const *footnotes; /* fo:footnote objects anchored in the line, in order */
    uint32_t footnote_count;
    bool last; /* last line of the paragraph, or before a forced break */
    bool hyphenated;
} para_line;

typedef struct {
    para_line *lines;
    uint32_t count;
} para_lines;

/* Break from item `from` (0 at first) for the measure `ipd` (content width of the block; text-indent,
 * last-line-end-indent and start/end-indent of lines are the paragraph's own work). Reports overfull
 * lines once. */
para_lines para_break(para *p, uint32_t from, mpt ipd);

/* Narrowest measure without overflow, and the width if nothing but forced breaks were taken. */
void para_widths(para *p, mpt *min, mpt *max);

/* The area of one line, x = 0, y = 0, w = ipd. Page numbers, citations and markers are taken from
 * `page` (see layout_int.h); a citation not yet known is put down with layout_wait, and the line is
 * made again by para_reset_line when it is. */
area *para_line_area(para *p, const para_line *line, mpt ipd, page_context *page);
void para_reset_line(para *p, const para_line *line, mpt ipd, page_context *page, area *old);

/* Ids, markers of the inlines in a line belong to the page on which the line is placed: the areas
 * carry ids; fo:marker children are reported through layout_int.h. */

#endif
