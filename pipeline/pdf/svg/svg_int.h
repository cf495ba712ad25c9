/* svg_int.h - what the files of pdf/svg/ share. */
#ifndef SVOD_PDF_SVG_INT_H
#define SVOD_PDF_SVG_INT_H

#include "pdf/svg/svg.h"

/* Bounds against drawings that are meant to hurt. */
enum {
    SVG_DEPTH = 160,     /* elements within elements, those of `use` included */
    SVG_REFERENCES = 24, /* references that lead to references */
    SVG_DASHES = 64,     /* entries of a dash array */
    SVG_COPIES = 500000, /* of a drawing: elements and path segments shown through references */
    SVG_COPIES_ALL = 4000000,   /* of a document */
    SVG_RULES = 2000,           /* of style sheets */
    SVG_RULE_TESTS = 100000000, /* of a document */
};
#define SVG_LARGEST 1e9

/* ---- svg_scan.c: numbers and lists ----
 *
 * Each moves *s behind what it has read, or leaves it and returns false. */
typedef enum { UNIT_USER, UNIT_EM, UNIT_EX, UNIT_PERCENT } svg_unit;
typedef struct {
    double value; /* user units, or of the unit */
    svg_unit unit;
} svg_length;

void svg_skip_space(const char **s);
void svg_skip_comma(const char **s); /* with the space around it */
bool svg_scan_number(const char **s, double *v);
bool svg_scan_flag(const char **s, bool *v); /* "0" or "1" */
bool svg_scan_length(const char **s, svg_length *l);
bool svg_scan_name(const char **s, const char **name, size_t *n); /* CSS identifier */
bool svg_only_length(const char *s, svg_length *l);               /* and nothing else */
bool svg_is_word(const char *s, size_t n, const char *word);      /* no matter the case */

/* ---- svg_transform.c ---- */

typedef struct {
    double x, y;
} svg_point;

/* x' = ax + cy + e, y' = bx + dy + f */
typedef struct {
    double a, b, c, d, e, f;
} svg_matrix;

extern const svg_matrix svg_identity;
svg_matrix svg_multiply(const svg_matrix *outer, const svg_matrix *inner);
svg_point svg_apply(const svg_matrix *m, double x, double y);
double svg_scale_of(const svg_matrix *m); /* the root of the area of a transformed unit square */
bool svg_is_similar(const svg_matrix *m); /* circles stay circles */
bool svg_is_usable(const svg_matrix *m);  /* finite, and does not flatten */
bool svg_parse_transform(const char *s, svg_matrix *m); /* a list; false: *m is as far as it went */

/* ---- svg_path.c ---- */

/* 'm' and 'l' have one point, 'c' three, 'z' none. */
typedef struct {
    char op;
    svg_point p[3];
} svg_segment;

typedef struct {
    arena *mem;
    svg_segment *items;
    size_t count, cap;
    svg_point start, pen; /* of the subpath; where the last segment ends */
} svg_path;

void svg_path_clear(svg_path *p);
void svg_path_move(svg_path *p, double x, double y);
void svg_path_line(svg_path *p, double x, double y);
void svg_path_curve(svg_path *p, svg_point a, svg_point b, svg_point to);
void svg_path_arc(svg_path *p, svg_point radius, double degrees, bool large, bool sweep,
                  svg_point to);
void svg_path_close(svg_path *p);
bool svg_path_box(const svg_path *p, svg_point *low, svg_point *high); /* of all its points */
/* False if all of it lies on lines: PDF, unlike SVG, would fill those with a hairline. */
bool svg_path_encloses(const svg_path *p);
/* The grammar of the attribute d; false at the first mistake: what stands before it is kept (SVG
 * 1.1 F.2). */
bool svg_parse_path(const char *s, svg_path *p);

/* ---- svg_css.c: style sheets ---- */

typedef struct svg_sheet svg_sheet;

/* Called for each declaration "name: value"; the slices are trimmed. */
typedef void svg_declare(void *self, const char *name, size_t n, const char *value, size_t len);
void svg_declarations(const char *s, size_t n, svg_declare *declare, void *self);

svg_sheet *svg_sheet_new(arena *a);
/* Add the rules of a style element; false if something in it was left out. */
bool svg_sheet_add(svg_sheet *s, const char *css);
void svg_sheet_sort(svg_sheet *s); /* once, before it is asked */
/* Declarations of the rules that select `node`, the strongest last. Returns the number of tests. */
size_t svg_sheet_apply(const svg_sheet *s, const xmlNode *node, svg_declare *declare, void *self);

/* svg_color.c: a colour, perhaps with something else behind a space */
bool svg_parse_color(const char *s, fo_color *out);

/* ---- svg_style.c ---- */

typedef enum { PAINT_NONE, PAINT_COLOR, PAINT_CURRENT } svg_paint_kind;
typedef struct {
    svg_paint_kind kind;
    fo_color color;
} svg_paint;

enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
enum { DISPLAY_NONE }; /* all other values of display are alike */
enum { VISIBILITY_VISIBLE };
enum { OVERFLOW_VISIBLE, OVERFLOW_AUTO };
enum { DECORATION_UNDER = 1, DECORATION_OVER = 2, DECORATION_THROUGH = 4 };
enum { RULE_NONZERO, RULE_EVENODD };
enum {
    BASELINE_ALPHABETIC,
    BASELINE_MIDDLE,
    BASELINE_CENTRAL,
    BASELINE_HANGING,
    BASELINE_MATHEMATICAL,
    BASELINE_TOP,
    BASELINE_BOTTOM
};

typedef struct {
    fo_color color;
    svg_paint fill, stroke;
    double fill_opacity, stroke_opacity;
    double stroke_width, miter_limit, dash_offset;
    const double *dashes;
    size_t dash_count;
    const char *family;
    double font_size, letter_spacing, word_spacing;
    double shift; /* of the baseline, upwards; adds up */
    int weight;
    uint8_t italic, fill_rule, clip_rule, cap, join, anchor, baseline, visibility, decoration;
    /* not inherited */
    uint8_t display, overflow;
    double opacity;
    const char *clip; /* "#name" of a clipPath */
} svg_style;

extern const svg_style svg_initial_style;

/* ---- the drawing ---- */

typedef struct svg_ids svg_ids;

typedef struct {
    pdf_writer *w;
    resource_list *res; /* of the stream that is drawn into */
    const svg_picture *picture;
    arena *mem; /* of this drawing */
    svg_ids *ids;
    svg_sheet *sheet;
    svg_path path; /* of the current shape */
    strbuf scratch;
    const xmlNode **using; /* what `use` and clip-path stand for at the moment */
    size_t using_count, using_cap;
    box_rect frame; /* of the whole, in the stream */
    size_t copies;
    int depth;
    bool full;            /* a bound was reached and told */
    const char *told[64]; /* what is not supported */
    size_t told_count;
} svg_drawing;

/* What is handed down from element to element. */
typedef struct {
    svg_matrix m; /* user space to the stream, in points */
    svg_style style;
    double view_w, view_h; /* the viewport, for percentages */
} svg_state;

/* svg_tree.c: elements, attributes, references, messages */
const char *svg_attr(const xmlNode *node, const char *name); /* NULL if not given */
const char *svg_href(const xmlNode *node);                   /* xlink:href or href */
bool svg_is(const xmlNode *node, const char *name);          /* an SVG element of this name */
xmlNode *svg_first(const xmlNode *node);                     /* child element */
xmlNode *svg_next(const xmlNode *node);                      /* sibling element */
void svg_index(svg_drawing *d); /* ids and style sheets of the whole drawing */
const xmlNode *svg_by_id(const svg_drawing *d, const char *id);
/* What "#id" or "url(#id)" leads to; NULL and a message if there is none of these names. */
const xmlNode *svg_refer(svg_drawing *d, const xmlNode *from, const char *reference);
bool svg_enter(svg_drawing *d, const xmlNode *target, const xmlNode *from); /* false: a circle */
void svg_leave(svg_drawing *d);
/* Work for what is shown through references; false: it has become too much. */
bool svg_charge(svg_drawing *d, const xmlNode *node, size_t work);
bool svg_charge_element(svg_drawing *d, const xmlNode *node);
void svg_tell(svg_drawing *d, const xmlNode *node, message_id id, const char *a, const char *b);
void svg_tell_value(svg_drawing *d, const xmlNode *node, const char *name, const char *value);
void svg_unsupported(svg_drawing *d, const xmlNode *node, const char *what); /* once a drawing */

/* svg_style.c: own style of `node` upon that of s, which is its parent's. */
void svg_cascade(svg_drawing *d, const xmlNode *node, svg_state *s);
double svg_resolve(const svg_state *s, svg_length l, double percent_of);
double svg_diagonal(const svg_state *s); /* what percentages of neither axis refer to */

/* svg_shape.c: the path of a shape element into d->path; false if it has none. */
bool svg_is_shape(const xmlNode *node);
bool svg_shape_path(svg_drawing *d, const xmlNode *node, const svg_state *s);
/* A length attribute; `fallback` if it is not given or not a length. */
double svg_attr_length(svg_drawing *d, const xmlNode *node, const svg_state *s, const char *name,
                       double percent_of, double fallback);

/* svg_paint.c */
void svg_put_path(content *c, const svg_path *p, const svg_matrix *m); /* construction only */
bool svg_paints(const svg_state *s, const svg_paint *paint, double width);
void svg_paint_path(svg_drawing *d, const svg_state *s); /* d->path */
fo_color svg_color(const svg_state *s, const svg_paint *paint);
void svg_set_alpha(svg_drawing *d, double fill, double stroke);
void svg_set_stroke(svg_drawing *d, const svg_state *s, double scale);
void svg_put_matrix(content *c, const svg_matrix *m); /* cm */
box_rect svg_stream_rect(const svg_matrix *m, double x, double y, double w, double h);

/* svg_clip.c: within q … Q; the clip-path of `node`, if it has one */
void svg_clip(svg_drawing *d, const xmlNode *node, const svg_state *s);

/* svg_view.c: viewports */
typedef struct {
    double x, y, w, h;
} svg_box;
bool svg_view_box(const xmlNode *node, svg_box *box); /* false: none, or not a good one */
/* From the viewBox of `node` to a viewport of w × h (SVG 1.1, 7.8); identity without one. */
svg_matrix svg_view_matrix(const xmlNode *node, double w, double h);
svg_matrix svg_fit(const char *aspect, svg_box box, double w, double h);

/* A text as it was collected: characters that are drawn one after the other. */
typedef struct {
    uint32_t at, len;  /* in bytes */
    uint32_t span;     /* whose style it has */
    bool has_x, has_y; /* it starts anew there */
    bool moved;        /* it starts a new run */
    double x, y, dx, dy;
} svg_char;

typedef struct {
    strbuf bytes; /* UTF-8 */
    svg_char *chars;
    size_t count, cap;
    svg_state *spans;
    size_t span_count, span_cap;
} svg_text;

/* svg_glyphs.c: shape, anchor and draw it */
void svg_show_text(svg_drawing *d, const xmlNode *node, const svg_text *t);

/* svg_text.c, svg_image.c */
void svg_draw_text(svg_drawing *d, const xmlNode *node, const svg_state *s);
void svg_draw_image(svg_drawing *d, const xmlNode *node, const svg_state *s);

#endif
