/* area.h - the area tree: what stands where on each page (XSL-FO 1.1, chapter 4).
 *
 * Areas are boxes in boxes. The origin of an area is the top-left corner of its border rectangle;
 * `x` and `y` are relative to the origin of the parent, y grows downwards, millipoints. Painting
 * order is document order: own background, own borders, then children; `layered` areas lie above or
 * below. */
#ifndef SVOD_LAYOUT_AREA_H
#define SVOD_LAYOUT_AREA_H

#include "base/units.h"
#include "fo/fo.h"
#include "text/font.h"

typedef enum {
    AREA_PAGE,   /* children: regions */
    AREA_REGION, /* a region's viewport; clip if overflow says so */
    AREA_BLOCK,  /* blocks, block-containers, lists, tables, rows, cells, columns, footnotes */
    AREA_LINE,
    AREA_INLINE, /* inline with border, background, link or role */
    AREA_TEXT,   /* glyphs of one face and size on one baseline */
    AREA_RULE,   /* leader rule or decoration: a stroked line along the middle of the box */
    AREA_IMAGE,  /* raster image or foreign object in a viewport */
} area_kind;

/* What tagging needs and text extraction ignores (PDF 32000 14.8.2.2). */
typedef enum {
    ROLE_CONTENT,  /* real content, structure from `fo` and svod:role */
    ROLE_ARTIFACT, /* region content, repeated headers, rules */
} area_role;

/* From an area's origin. */
typedef struct {
    mpt x, y, w, h;
} area_rect;

/* One painted edge; style EN_NONE is not painted. */
typedef struct {
    mpt width;
    fo_keyword style;
    fo_color color;
} area_edge;

static inline bool edge_equal(const area_edge *a, const area_edge *b)
{
    return a->width == b->width && a->style == b->style && a->color.r == b->color.r &&
           a->color.g == b->color.g && a->color.b == b->color.b && a->color.a == b->color.a;
}

/* Background and borders; NULL on areas that have neither. */
typedef struct {
    fo_color background;
    const char *image;         /* resolved background-image URI, NULL if none */
    fo_keyword repeat;         /* EN_REPEAT, EN_REPEAT_X, EN_REPEAT_Y, EN_NO_REPEAT */
    fo_len image_x, image_y;   /* background-position-horizontal, -vertical */
    const area_rect *image_in; /* in which they count; NULL: the padding rectangle */
    area_edge edge[4];         /* SIDE_BEFORE … SIDE_END */
    mpt spill[4];              /* collapsed borders: how far edge i is painted outside the box */
    mpt clip[4];               /* where the area clips: how far within the padding rectangle */
} area_box;

/* Glyphs in reading order. The pen starts at the area's x; baseline is `baseline` below the
 * area's top. `advance` of a glyph includes letter- and word-spacing and justification. */
typedef struct {
    uint32_t gid;
    uint32_t cluster; /* byte offset in `text` */
    mpt advance;      /* to the next glyph's origin, along the line */
    mpt dx, dy;       /* offset of this glyph alone, dy positive upwards */
} area_glyph;

/* From byte `from` of a paragraph's text on it is of the author's node `at` (fo_origin; 0: of
 * none). Of increasing `from`; the last one is the text's end. */
typedef struct {
    uint32_t from, at;
} area_origin;

typedef struct {
    const font *face;
    mpt size;
    fo_color color;
    const area_glyph *glyphs;
    uint32_t glyph_count;
    const char *text; /* UTF-8 of the run, for ToUnicode and dumps */
    uint32_t text_len;
    bool hyphen; /* the last glyph is the sign that hyphenation added */
    mpt baseline;
    const area_origin *origin; /* of the first byte; NULL: of no node */
    uint32_t from;             /* the first byte's place among the origins */
} area_text;

typedef struct {
    fo_keyword style; /* EN_SOLID, EN_DOTTED, EN_DASHED, EN_DOUBLE, EN_GROOVE, EN_RIDGE */
    mpt thickness;
    fo_color color;
} area_rule;

typedef struct {
    const char *uri; /* external-graphic; resolved against the FO file's folder */
    void *foreign;   /* xmlNodePtr of instream content */
    mpt x, y, w, h;  /* where the whole image lies, relative to the area's origin */
    bool clip;
    const char *alternative; /* svod:alt or fo role text, NULL if none */
} area_image;

typedef struct area area;
struct area {
    area_kind kind;
    area_role role;
    bool clip;   /* children are clipped as the box says, without one to the border rectangle */
    bool hidden; /* visibility="hidden": takes space, paints nothing */
    /* reference-orientation 0, 90, 180, 270: children stand in a frame turned counterclockwise by
     * so much, whose origin is the corner of the border rectangle that becomes its top left one
     * (90: bottom left, 180: bottom right, 270: top right). Own background and borders stay. */
    int16_t rotation;
    mpt x, y, w, h;    /* border rectangle */
    const fo_node *fo; /* what generated it; NULL for anonymous areas */
    const area_box *box;
    area *parent, *child, *last, *next;
    union {
        const area_text *text;   /* AREA_TEXT */
        const area_rule *rule;   /* AREA_RULE */
        const area_image *image; /* AREA_IMAGE */
    } u;
    const char *id;            /* destination of links: the id of the first area of its object */
    const char *link_internal; /* AREA_INLINE of basic-link: id it leads to */
    const char *link_external; /* … or URI */
    bool continued;            /* not the first area of its object */
    bool cut;                  /* not the last one of a block, row or cell */
    bool layered;              /* z-index: lies above or below the rest of its stacking context */
    bool word_ends;            /* a line: what follows in the text is not the rest of a word */
    uint16_t columns, rows;    /* that a table's cell spans; 0 and 1: a row; 0 and 0: neither */
};

/* A page of the result. `number` counts from 0 over the whole document. */
typedef struct {
    area *root; /* AREA_PAGE; w and h are the page's size */
    uint32_t number;
    const char *label; /* formatted folio, as page-number prints it */
} area_page;

/* Document outline (fo:bookmark), in order; depth from 0. */
typedef struct {
    const char *title;
    const char *internal, *external;
    int depth;
    bool open;
    src_pos pos;
} area_bookmark;

/* Where finished pages go: pdf/ or a dump. Pages come in order; the page and all it points to is
 * valid only during the call. False stops the layout. */
typedef struct page_sink page_sink;
struct page_sink {
    bool (*page)(page_sink *self, const area_page *page);
};

area *area_new(arena *a, area_kind kind, const fo_node *fo);
void area_append(area *parent, area *child);
src_pos area_pos(const area *a); /* of the nearest object that it, or an area around it, is of */

/* One page as text: one area a line, indented, lengths in points with three decimals. */
void area_dump_page(const area_page *page, metrics *m, FILE *out);

#endif
