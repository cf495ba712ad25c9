/* para.h - a paragraph: the inline content of a block, measured, broken into lines, and made into
 * line areas when its page is known. Internal to layout/.
 *
 * Three steps, so that nothing is done twice: para_build flattens and shapes once; para_break
 * chooses the breaks for a width (again from a later place when the width changes between pages);
 * para_line_area makes the area of one line when it is placed, so that page numbers are known. */
#ifndef SVOD_LAYOUT_PARA_H
#define SVOD_LAYOUT_PARA_H

#include "layout/area.h"
#include "layout/layout_int.h"

typedef struct para para;

/* Caches and scratch memory of all paragraphs of one run; layout_run makes and frees it. */
typedef struct para_tools para_tools;
para_tools *para_tools_new(void);
void para_tools_free(para_tools *t); /* accepts NULL */

/* The first block-level object inside `block` at any depth of inlines, after node `after` (NULL:
 * from the start of `block`) in document order; NULL if only inline content follows. What a
 * retrieve-marker retrieves stands in its place. Out-of-line bodies (footnote-body, float) and the
 * insides of inline-containers and markers are not looked at. */
const fo_node *para_next_block(layout *l, const fo_node *block, const fo_node *after);

/* The inline content of `block` between the block-level objects `after` and `before`, exclusive,
 * found by para_next_block (NULL: from the start, to the end). Inlines around them are continued:
 * their borders follow their conditionality there. White space is treated over the whole of it
 * (7.16.7-8, 7.16.12, 4.7.2). `ipd` is the base of percentages on graphics and indents: the content
 * width of the block. NULL if it makes no line area at all; then `lost`, unless NULL, has the
 * inlines with markers that begin in it. */
typedef struct {
    const fo_node *inline_object; /* outermost first */
    bool open;                    /* it goes on behind `before` */
} para_lost;
typedef struct {
    para_lost *list;
    uint32_t count;
} para_losses;
para *para_build(layout *l, const fo_node *block, const fo_node *after, const fo_node *before,
                 mpt ipd, para_losses *lost);
/* Its text-indent, where a percentage is not of its own width. */
void para_set_indent(para *p, mpt indent);
/* Does the inline `fo` begin (end) with the block `inner` inside of it: is nothing but white space
 * that falls before (after) it? */
bool para_starts_with(layout *l, const fo_node *fo, const fo_node *inner);
bool para_ends_with(layout *l, const fo_node *fo, const fo_node *inner);
bool para_is_block(fo_type t);  /* objects that cannot stand in a line */
bool para_is_inline(fo_type t); /* objects that make areas in a line around what stands in them */

/* One line of a broken paragraph. Heights by line-stacking-strategy and line-height (4.5, 7.16). */
typedef struct para_line {
    uint32_t from, to;   /* break points of the paragraph; opaque to callers */
    mpt height;          /* block-progression-dimension of the line area */
    mpt baseline;        /* below the line's top */
    mpt overflow;        /* how far it is wider than the measure; 0 normally */
    mpt measure;         /* private: what it was broken for, less its indents */
    mpt indent;          /* private: text-indent of a first line */
    uint32_t initial_to; /* private: where it ends in the text of initial-property-set */
    const fo_node *const *footnotes; /* fo:footnote objects anchored in the line, in order */
    const fo_node *const *begun;     /* inlines with markers that begin in the line … */
    const fo_node *const *through;   /* … that go on from above … */
    const fo_node *const *ended;     /* … and that end in it */
    uint32_t footnote_count, begun_count, through_count, ended_count;
    bool last; /* last line of the paragraph, or before a forced break */
    bool hyphenated;
} para_line;

typedef struct {
    para_line *lines;
    uint32_t count;
} para_lines;

/* Break from a line's `from` (0 at first) for the measure `ipd` (content width of the block;
 * text-indent and last-line-end-indent are the paragraph's own work). Reports overfull lines
 * once. */
para_lines para_break(para *p, uint32_t from, mpt ipd);

/* Narrowest measure without overflow, and the width if nothing but forced breaks were taken. */
void para_widths(para *p, mpt *min, mpt *max);

/* The area of one line, x = 0, y = 0, w = ipd. Page numbers, citations and markers are taken from
 * `page` (see layout_int.h); a citation not yet known is put down with layout_wait, and the line is
 * made again by para_reset_line when it is. */
area *para_line_area(para *p, const para_line *line, mpt ipd, page_context *page);
void para_reset_line(para *p, const para_line *line, mpt ipd, page_context *page, area *old);

#endif
