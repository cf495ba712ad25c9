/* measure.h - the walk that turns formatting objects into a list of items; shared by the files that
 * know one kind of object each. */
#ifndef SVOD_LAYOUT_MEASURE_H
#define SVOD_LAYOUT_MEASURE_H

#include "layout/content.h"

struct resume;

/* Where the walk is. `joint` is the item before which the next possible break lies while nothing
 * with a height has come after it: keeps and breaks of first descendants reach it (they apply to
 * the same place between two areas). `next` and `after` are what the object that just ended asks
 * for. */
typedef struct {
    layout *l;
    content *out;
    frame *frame;
    size_t joint; /* NO_JOINT: none */
    fo_keep next;
    force after;
    fo_keep together;            /* of what surrounds the whole list */
    mpt origin_x;                /* of the current reference area … */
    reference_area in;           /* … which this is */
    const struct resume *resume; /* pass over everything before this; NULL: measure */
    place resumed;               /* where that was in the new list */
    mpt budget, spent;           /* stop where a height of `budget` is measured; 0: never */
    bool stopped;                /* it was; the list has no end */
} measurer;

#define NO_JOINT ((size_t)-1)

void measurer_start(measurer *m, layout *l, content *out, const fo_node *around);
void measure_children(measurer *m, const fo_node *parent);
void measure_object(measurer *m, const fo_node *n);

/* Is the budget spent? Then everything returns, and what is open stays so. */
bool measure_full(measurer *m);

/* start-indent or end-indent of `n`. What it inherits from the object that makes the reference area
 * is a length: its percentages are of what that object itself stands in (5.1.4). */
mpt indent_in(const reference_area *in, const fo_node *n, fo_prop indent);
/* text-indent of `n`, which is in the frame `f` or makes it: a percentage is of where it is
 * given. */
mpt text_indent_in(const reference_area *in, const frame *f, const fo_node *n);

/* A frame for `n`, opened inside the current one. */
frame *frame_new(measurer *m, const fo_node *n);
/* The content's width by inline-progression-dimension. */
void frame_width(measurer *m, frame *f);
/* Move what is narrower than `available` by text-align of `around`, a table-and-caption (6.7.2). */
void frame_align(frame *f, const fo_node *around, mpt available);
/* The children of the frame's object in a reference area of its own. */
void measure_reference(measurer *m, frame *f);
/* The inline `fo` around the block `inner` in the current frame; NULL if nothing would be seen of
 * it. */
frame *frame_around(measurer *m, const fo_node *fo, const fo_node *inner);
void measure_open(measurer *m, frame *f);
void measure_close(measurer *m);
/* An item with a height; breaks before it as the joint says. */
item *measure_solid(measurer *m, item_kind kind, mpt height);

/* Parallel columns that ask for a keep with what is before them and a break before them. The caller
 * sets m->next and m->after to what they ask of what follows. */
item *measure_rows(measurer *m, rows *rs, fo_keep previous, force before);

/* container.c: measure what is inside of the box of `b->fo`, whose place and width are those of
 * `f`, and how high it is. */
void box_fill(measurer *m, box *b, const frame *f);
/* The box as an item; the footnotes inside are anchored in it. */
void box_place(measurer *m, box *b, mpt height);

void measure_table(measurer *m, const fo_node *n);     /* table.c */
void measure_list(measurer *m, const fo_node *n);      /* list.c */
void measure_caption(measurer *m, const fo_node *n);   /* caption.c */
void measure_captioned(measurer *m, const fo_node *n); /* the same */
void measure_container(measurer *m, const fo_node *n); /* container.c */

/* The same table step by step: `table_begin` opens it and adds its header, `table_more` the next
 * group of rows, or its end (false). What lives as long as the table is taken from layout.mem when
 * it begins. */
typedef struct table_walk table_walk;
table_walk *table_begin(measurer *m, const fo_node *n);
bool table_more(measurer *m, table_walk *w);

fo_keep keep_max(fo_keep a, fo_keep b);
force force_of(const fo_node *n, fo_prop p);
edge edge_of(const fo_node *n, fo_side side, mpt base);

#endif
