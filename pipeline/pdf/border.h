/* border.h - backgrounds' edges, borders and rules of every style. */
#ifndef SVOD_PDF_BORDER_H
#define SVOD_PDF_BORDER_H

#include "layout/area.h"
#include "pdf/content.h"

/* Nothing is painted farther out, or larger: sums of a few such numbers stay within mpt. */
#define FARTHEST PT(100000)

/* A rectangle in the stream's coordinates: y is the top, upwards. */
typedef struct {
    mpt x, y, w, h;
} box_rect;

bool edge_visible(const area_edge *e);
bool box_is_collapsed(const area_box *b); /* some edge is painted outside of the box */

/* One edge that fills `r`; `side` tells which side is the outer one and which way it runs. */
void edge_paint(content *c, const area_edge *e, fo_side side, box_rect r);
/* Borders of a box of its own (border-collapse="separate"), mitred where edges differ. */
void border_paint(content *c, const area_box *b, box_rect r);
/* A leader, an underline: along the middle of the rectangle. */
void rule_paint(content *c, const area_rule *rule, box_rect r);

/* Borders of a table with collapsing ones are collected, so that no background of a later cell
 * lies over them, then sorted and joined into as few lines as possible. */
typedef struct border_queue border_queue;
border_queue *border_queue_new(void);
void border_queue_free(border_queue *q); /* accepts NULL */
size_t border_queue_mark(const border_queue *q);
void border_queue_add(border_queue *q, const area_box *b, box_rect r);
/* Paint and forget what was added after `mark`. */
void border_queue_paint(border_queue *q, size_t mark, content *c);

#endif
