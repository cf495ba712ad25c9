/* content.h - what a reference area will hold: measured, not yet placed.
 *
 * The content of a column, a cell, a container or a footnote is a flat list of items in document
 * order. Every open formatting object between two items is a `frame`; OPEN and CLOSE items bracket
 * what is inside. Side-by-side parts (the cells of table rows, label and body of a list item) are
 * one ROWS item whose cells have lists of their own. A place in a list is a `place`: an item and,
 * within a ROWS item, a place in each of its cells. Breaking (fit.c) finds places, building
 * (build.c) makes the areas between two of them. Lengths are relative to the reference area's
 * content rectangle. */
#ifndef SVOD_LAYOUT_CONTENT_H
#define SVOD_LAYOUT_CONTENT_H

#include "layout/layout_int.h"
#include "layout/paint.h"
#include "layout/para.h"
#include "layout/space.h"

typedef struct frame frame;
typedef struct content content;
typedef struct rows rows;
typedef struct table table;
typedef struct box box;

/* ---- frames ---- */

/* Border and padding on one side; `retain`: stays where a break cuts the object. */
typedef struct {
    mpt border, padding;
    bool retain_border, retain_padding;
} edge;

static inline mpt edge_size(const edge *e, bool cut)
{
    return (cut && !e->retain_border ? 0 : e->border) +
           (cut && !e->retain_padding ? 0 : e->padding);
}

struct frame {
    const fo_node *fo;
    frame *parent;                 /* NULL: directly in the reference area */
    bool anonymous;                /* only for spaces and keeps: makes no area */
    bool reference;                /* begins a reference area of its own (block-container) */
    bool around;                   /* of an inline: its area around a block inside of it … */
    bool starts, ends;             /* … the first, the last one of it */
    mpt x, width;                  /* border rectangle */
    mpt content_x, content_width;  /* content rectangle */
    mpt start, end;                /* indents */
    mpt origin_x, reference_width; /* of the reference area for what is inside */
    edge before, after;
    space_spec space_before, space_after;
    fo_keep together; /* strongest keep-together of this frame and all around it */
    table *table;     /* its header and footer are repeated at breaks */
};

/* ---- items ---- */

typedef enum {
    ITEM_OPEN,   /* frame begins */
    ITEM_CLOSE,  /* frame ends */
    ITEM_LINE,   /* a line of a paragraph */
    ITEM_BOX,    /* unbreakable: a block-container with a height, rotated or positioned */
    ITEM_ROWS,   /* parallel columns */
    ITEM_ANCHOR, /* an id or a marker without an area */
} item_kind;

/* Forced breaks in increasing strength (7.20.1). */
typedef enum { FORCE_NONE, FORCE_COLUMN, FORCE_PAGE, FORCE_EVEN, FORCE_ODD } force;

enum {
    NO_BREAK = -1,                    /* no break may come here */
    KEEP_LINES = KEEP_ALWAYS - 1,     /* widows, orphans: as good as forbidden, given up first */
    KEEP_NOTES = KEEP_LINES,          /* footnotes begin on the page of their calls: the same */
    KEEP_KEPT_LINES = KEEP_ALWAYS + 1 /* those of what is always kept: given up last */
};

/* A footnote anchored in a line; its body is measured with the line. */
typedef struct {
    const fo_node *fo; /* fo:footnote */
    content *body;
    mpt height; /* of the whole body */
    mpt least;  /* up to the first break in it */
    bool leads; /* the first one of its line */
} note;

/* The footnotes since the last place for a break. */
typedef struct {
    mpt all;   /* how high they are */
    mpt first; /* the first piece of the first of them */
    mpt last;  /* those of the last line that has any, without the first piece of its first one */
} last_notes;

static inline void last_notes_add(last_notes *l, const note *n)
{
    if (!l->all)
        l->first = n->least;
    l->all = mpt_add(l->all, n->height);
    l->last = n->leads ? n->height - n->least : mpt_add(l->last, n->height);
}

/* A paragraph in its block: the inline content behind block-level object `after`. */
typedef struct {
    para *p;
    const fo_node *after;
} para_unit;

typedef struct {
    uint8_t kind;         /* item_kind */
    uint8_t force;        /* forced break before the item */
    bool header, footer;  /* ITEM_ROWS: of the table, at its beginning or end */
    bool open;            /* ITEM_ANCHOR: an inline that goes on below it */
    int32_t column, page; /* strength of the keep against a break before it; NO_BREAK */
    frame *frame; /* its own for OPEN and CLOSE, else the innermost open one (may be NULL) */
    mpt height;
    const note *notes;
    uint32_t note_count;
    union {
        struct {
            const para_unit *unit;
            const para_line *line;
        } line;
        rows *rows;
        box *box;
        const fo_node *fo;
    } u;
} item;

/* The reference area that a list stands in (4.2.3). */
typedef struct {
    const fo_node *fo; /* makes it; NULL: a region */
    mpt start, end;    /* its indents, which what is inside inherits */
    mpt width, height; /* height: 0 if it depends on the content */
    mpt text_indent;   /* of `fo`, which what is inside inherits, too */
} reference_area;

struct content {
    layout *l;
    arena *mem;    /* for the items */
    bool borrowed; /* items are in a buffer while the list is measured */
    item *items;
    size_t count, cap;
    reference_area in;
    mpt width;                        /* of the reference area */
    mpt note_height;                  /* all footnotes in it, at any depth */
    fo_keep with_previous, with_next; /* what its first and last objects ask of the neighbours */
    force after;    /* break-after of its last objects; break-before is in the first item */
    bool has_force; /* a forced break inside, beyond the first item */
    bool partial;   /* measured for a few pages only: its end is no end */
    bool (*more)(content *c); /* appends items while it is read; NULL or false: complete */
    void *source;
};

static inline bool content_has(content *c, size_t i)
{
    return i < c->count || (c->more && c->more(c) && i < c->count);
}

/* ---- places ---- */

typedef struct rows_place rows_place;
typedef struct {
    size_t item;
    rows_place *inside; /* items[item] is ROWS, of which a part is already placed */
} place;

static inline bool place_equal(place a, place b)
{
    return a.item == b.item && a.inside == b.inside;
}

/* ---- parallel columns ---- */

typedef struct {
    const fo_node *fo; /* table-cell, list-item-label, list-item-body; NULL: missing cell */
    content *content;
    uint32_t row, row_span, column, column_span;
    mpt x, width;  /* border rectangle, relative to the rows */
    mpt content_x; /* relative to x: border and padding at the start */
    mpt end_edge;  /* border and padding at the end */
    edge before, after;
    mpt min_height;     /* of the border rectangle */
    bool gone;          /* all its rows or columns are collapsed */
    bool solid;         /* divided only if nothing else helps: its content is not at its top */
    mpt margin;         /* half of border-separation, above and below */
    mpt drop;           /* of the padding before: puts the first line on the row's baseline */
    mpt natural;        /* height of the border rectangle with all its content, and the margins */
    area_edge edges[4]; /* what is painted, with collapsed borders resolved */
    mpt spill[4];
    area_edge
        *parts[4];     /* of a side along several columns or rows with collapsed borders; or NULL */
    uint32_t last_row; /* row + row_span - 1, cut to the group */
} cell;

/* border-separation before or after a cell; where a break cuts it, only a border that stays has
 * it. */
static inline mpt cell_margin(const cell *c, const edge *e, bool cut)
{
    return cut && !(e->retain_border && e->border) ? 0 : c->margin;
}

typedef struct {
    const fo_node *fo; /* table-row, NULL: anonymous or a list item */
    bool collapsed;    /* visibility: it takes no room */
    mpt min_height;
    mpt own_height;      /* its own and its cells': a break inside comes below it */
    mpt max_height;      /* 0: it has none */
    mpt height;          /* with everything in it unbroken */
    uint32_t first_cell; /* that begins in it or below; cells are ordered by row */
    fo_keep together;
    fo_keep before; /* against a break between it and the row above in the same group */
    fo_keep with_previous, with_next;
    force force_before, force_after;
} row;

struct rows {
    frame *frame;        /* list-item or table */
    const fo_node *body; /* table-body, -header or -footer; list-item */
    const table *table;  /* NULL: a list item */
    row *row;
    uint32_t row_count;
    cell *cell;
    uint32_t cell_count;
    mpt x;      /* of the cells' origin in the reference area */
    mpt height; /* of all, unbroken */
    mpt note_height;
    bool has_force;
    uint32_t index;         /* of the group in its table */
    const mpt *led;         /* heights of the rows right after a break, if they are all there */
    mpt closing[2];         /* see rows_closing; found with … */
    uint8_t closing_for[2]; /* … the table's footer at breaks (1) or without (2); 0: not yet */
    bool first_of_body, last_of_body; /* collapsed borders: the body's own border counts */
};

/* Between two fragments of a ROWS item. */
typedef struct {
    uint32_t cell;
    place at;
} open_cell;
struct rows_place {
    uint32_t row;    /* the row in which (inside) or before which the break is */
    bool split;      /* inside the row */
    bool broken;     /* a cell has content below the break */
    open_cell *open; /* cells that the break goes through, and where their content goes on */
    uint32_t open_count;
    mpt placed;         /* how much of the split row's height is already placed */
    const mpt *heights; /* of the rows of the fragment that ended here, from the place before */
    const mpt *finish;  /* of the rows of the last fragment, if the rows end with the next one */
};

/* The k-th cell of the fragment that begins at `from` (NULL: of the beginning): first those open at
 * its top, then by row. False past the last. `*open` is NULL for a cell that begins here. */
static inline bool rows_cell(const rows *rs, const rows_place *from, uint32_t k,
                             uint32_t *cell_index, const open_cell **open)
{
    uint32_t fresh, n = from ? from->open_count : 0;
    *open = NULL;
    if (k < n) {
        *open = &from->open[k];
        *cell_index = from->open[k].cell;
        return true;
    }
    fresh = from ? from->row + (from->split ? 1 : 0) : 0;
    if (fresh >= rs->row_count)
        return false;
    *cell_index = rs->row[fresh].first_cell + (k - n);
    return *cell_index < rs->cell_count;
}

/* ---- measuring: content.c ---- */

content *content_new(layout *l, mpt width);
/* The children of `fo`, whose keep-together is `together`. */
content *content_measure(layout *l, const fo_node *fo, mpt width);
/* The same in a given reference area. */
content *content_measure_in(layout *l, const fo_node *fo, const reference_area *in);
item *content_add(content *c, item_kind kind, frame *f);

/* Height of everything from `from` on, breaking nothing. */
mpt content_height(content *c, place from);

/* ---- fitting: fit.c ---- */

/* The space a fragment may take. */
typedef struct {
    mpt height;
    int32_t limit;    /* keeps of this strength may be broken */
    bool page_end;    /* a break here ends the page, not only the column */
    bool unbroken;    /* no break at all, forced ones neither: measures the whole */
    bool whole;       /* only whether all of it fits is asked: no break is looked for */
    bool any_height;  /* ignore the height: take as little as possible (progress at any cost) */
    mpt credit;       /* footnotes up to this height are already taken off */
    bool elastic;     /* spaces may shrink and stretch to fill the height */
    bool unended;     /* the end of the list is no break: a keep forbids it */
    bool after_break; /* rows: others of their table are on the page before */
    mpt separator;    /* what the first footnote costs in addition; 0 if one stands already */
} room;

typedef enum {
    FIT_ALL,     /* everything to the end */
    FIT_BREAK,   /* up to `end` */
    FIT_FORCED,  /* up to `end`, where a break is forced */
    FIT_NOTHING, /* not even the first piece */
} fit_kind;

typedef struct {
    fit_kind kind;
    place end;
    uint8_t force; /* FIT_FORCED */
    mpt height;    /* of the fragment */
    mpt shrink, stretch;
    mpt foot, whole_foot; /* what its footnotes take of the room: at least, and if none is split */
    last_notes last;      /* of rows */
    mpt ratio; /* how hard the spaces must work for it, in thousandths of what they can give */
    int32_t strength; /* of the keep that the break violates */
    /* the least limit above the room's that would have found another break; NO_BREAK */
    int32_t weaker;
} fit;

fit content_fit(content *c, place from, const room *r);
/* How much of `n` may go to the next page: of the last line's all but the first piece. If there is
 * no other break, or no page could hold the rest, so may those of the lines above. */
mpt last_notes_spare(const last_notes *n, const layout *l, const room *r);
/* Is there more that could go there, if a keep as strong as KEEP_NOTES could be broken? */
bool last_notes_wait(const last_notes *n, const layout *l, const room *r);
/* What its footnotes take of a room of this height: none is split if spaces can give as much. */
mpt fit_foot(const fit *f, mpt height);
/* The same for parallel columns; `end.inside` is the place within. */
fit rows_fit(layout *l, rows *rs, rows_place *from, const room *r);
/* Border and padding of a cell right before or after which a break comes. */
mpt rows_break_size(const rows *rs, const cell *c, fo_side side);
/* What the last row needs in addition where a break comes right after the rows. `fresh`: they begin
 * here, and no break comes right before them; then what the cells leave empty is taken off. */
mpt rows_closing(rows *rs, bool fresh);
/* The same where a break goes through the cell: a header or footer that is repeated there has its
 * border on the line between, if borders collapse. */
mpt rows_cut_size(const rows *rs, const cell *c, fo_side side);
/* row_align.c: move the cells' content onto common baselines, where they ask for it. */
void rows_align(rows *rs);
/* The baseline of the first line, below the top; -1 if there is none before other things. */
mpt content_baseline(content *c);
/* All heights of fresh rows, from their cells. */
void rows_measure(layout *l, rows *rs);

/* Is nothing visible in it: no line, graphic, row, border or background (7.28.10)? */
bool content_is_blank(const content *c);

/* Moves the pen over a frame's beginning or end; `cut`: the break goes through it. */
void stack_open(stack *s, const frame *f, bool cut, area *mark);
void stack_close(stack *s, const frame *f, bool cut, area *mark);

/* ---- building: build.c ---- */

/* Where positioned boxes hang: the reference area `in`, whose content begins at (x, y); `top` is
 * where in it begins what is being made. */
typedef struct {
    area *in;
    mpt x, y, top;
} hang_place;

/* An image behind `cell`, an area in `row`: of the column, part or row `fo`, from x on and w wide;
 * `part` is the table's part that the row is in. */
typedef struct {
    const fo_node *fo, *part;
    mpt x, w;
    area *row, *cell;
    area_rect *in; /* its box, from the cell's origin */
} behind;
typedef struct {
    behind *of;
    size_t count, cap;
} behind_list;
void behind_add(arena *mem, behind_list *l, behind b);
void behind_settle(const behind_list *l);

/* Make the areas of [from, to) as children of `parent`, whose content begins at (x, y) from its
 * border rectangle. The fragment's height is returned. */
typedef struct {
    page_context *page;
    area_role role;
    bool repeat;                    /* a copy: no ids, no markers */
    bool after_break, before_break; /* rows: no part of them, but others of their table are on the
                                     * page before or after */
    mpt give, of;                   /* adjustment of spaces, see stack */
    behind_list *behind;            /* of a table's rows */
    /* of a cell, or of a list's rows, which are no reference areas; or NULL */
    const hang_place *hang;
} build_how;
mpt content_build(content *c, place from, place to, const build_how *how, area *parent, mpt x,
                  mpt y);
mpt rows_build(rows *rs, const rows_place *from, const rows_place *to, const build_how *how,
               area *parent, mpt x, mpt y);
/* The end of the list, as a place. */
place content_end(content *c);
/* The object that begins or goes on at a place, for messages; NULL at the end. */
const fo_node *content_object(content *c, place at);
/* Say that what stands at `at` is `over` higher than the page has room. */
void page_report_overflow(layout *l, content *c, place at, mpt over);
/* Each footnote anchored in [from, to), in document order. */
void content_notes(content *c, place from, place to, void (*each)(void *self, const note *n),
                   void *self);

void rows_notes(rows *rs, const rows_place *from, const rows_place *to,
                void (*each)(void *self, const note *n), void *self);
/* Of all footnotes in [from, to); NULL: from the beginning, to the end. */
mpt rows_notes_height(rows *rs, const rows_place *from, const rows_place *to);

/* ---- boxes: container.c ---- */

struct box {
    const fo_node *fo;
    content *content;
    mpt x, y, w, h; /* border rectangle; y only when positioned */
    mpt content_x, content_y, content_w, content_h;
    bool positioned; /* absolute or fixed: out of the flow */
    bool fixed;      /* against the page */
    int rotation;
    bool clip;
    mpt after_edge; /* border and padding after */
    mpt used;       /* height of the content */
    mpt give, of;   /* of its spaces, see stack */
    /* Of the area that left, top, right and bottom refer to; its height is 0 if it is not the
     * region: see hung_settle. */
    mpt container_w, container_h;
};
area *box_build(box *b, const build_how *how);
/* Hang a positioned box into its containing area, whose content begins at (x, y) in `in`; `still_y`
 * is where it would stand in the flow. */
void box_position(const box *b, area *a, const build_how *how, area *in, mpt x, mpt y, mpt still_y);

/* The reference area `in` is `height` high: now those that hang in it from its bottom, or by
 * percentages, have their places. */
void hung_settle(area *in, mpt height);
/* In a cell, positioned containers hang in the padding rectangle (CSS 2, 10.1); 0 for other
 * objects. */
mpt hung_padding(const fo_node *fo, fo_side side);

/* `spare` of the height of `a` is left: move what stands in it as display-align of `fo` says
 * (7.14.4). Positioned containers stay where their offsets from the area put them. */
void display_align(const fo_node *fo, area *a, mpt spare);
mpt display_shift(const fo_node *fo, mpt spare); /* by how much */

#endif
