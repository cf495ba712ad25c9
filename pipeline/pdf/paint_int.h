/* paint_int.h - what the files that paint a page share: the walk (paint.c), boxes (paint_box.c),
 * words (paint_words.c). */
#ifndef SVOD_PDF_PAINT_INT_H
#define SVOD_PDF_PAINT_INT_H

#include "pdf/layers.h"
#include "pdf/pdf_int.h"

typedef struct {
    mpt flip;
    int turn;       /* quarter turns counterclockwise against the page */
    int64_t px, py; /* its origin on the page, y downwards */
} frame;

typedef struct {
    const area *a;
    frame outer; /* to return to */
    int64_t x, y;
    size_t mark;           /* of the border queue */
    bool saved;            /* q was written, and behind it … */
    box_rect clip, origin; /* … what a->clip cuts to, and where a->rotation turns */
} level;

/* A text that was painted, whose it is, and where it ended. */
typedef struct {
    const area_text *text; /* NULL: none */
    uint32_t owner;
    mpt x, y;
} painted;

typedef struct {
    pdf_writer *w;
    page_record *record;
    uint32_t number;
    frame now;
    int64_t x, y;          /* origin of the current area in the frame */
    mpt height;            /* of the page */
    uint32_t marked;       /* owner of the open marked content; 0: none is open */
    painted last;          /* in this line */
    painted ended;         /* at the end of a block, with no text behind it yet */
    const area *furniture; /* the region of headers and footers that is being painted */
    layers layers;         /* of z-index */
    level *levels;
    size_t depth, cap;
} painter;

static inline mpt bounded(int64_t v)
{
    return v > FARTHEST ? FARTHEST : v < -FARTHEST ? -FARTHEST : (mpt)v;
}

/* A rectangle at (x, y) from the current area's origin, as the content stream has it. */
static inline box_rect stream_rect(const painter *p, mpt x, mpt y, mpt w, mpt h)
{
    return (box_rect){bounded(p->x + x), bounded(p->now.flip - (p->y + y)), bounded(w), bounded(h)};
}

/* What is painted next is `owner`'s. */
void painter_mark(painter *p, uint32_t owner);

/* paint_box.c: background and borders of an area; what it cuts to. */
void painter_box(painter *p, const area *a);
box_rect painter_clip(const painter *p, const area *a);

/* paint_words.c: a text; and the end of a line, after its texts. */
void painter_text(painter *p, const area *a);
void painter_end_line(painter *p, const area *line);

#endif
