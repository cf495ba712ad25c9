/* fo.h - formatting objects: what the stylesheet asked for, properties resolved.
 *
 * A tree is built once, from an XML tree or a reader, and is read-only afterwards. A node keeps
 * only what was specified on it; inherited values live in blocks shared by all nodes that have
 * the same ones. Percentages stay unresolved (they need layout's reference rectangle): a length
 * is `fixed + percent of base`. Source: XSL-FO 1.1, chapters 5 to 7. */
#ifndef SVOD_FO_FO_H
#define SVOD_FO_FO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/units.h"

#define FO_NAMESPACE   "http://www.w3.org/1999/XSL/Format"
#define SVOD_NAMESPACE "urn:svod:fo" /* svod:at, svod:role, … on formatting objects */

#define SVOD_ORIGIN "svod-at" /* instruction behind a text: the author's node it is of */

/* FO_ROOT, FO_LAYOUT_MASTER_SET, … FO_TEXT: one row an object in objects.def. */
typedef enum {
#define OBJECT(id, name, model) FO_##id,
#include "fo/objects.def"
#undef OBJECT
    FO_TYPE_COUNT
} fo_type;

/* PR_FONT_SIZE, …: one row a property in properties.def. */
typedef enum {
#define PROPERTY(id, name, inherited, kind, initial, percent) PR_##id,
#include "fo/properties.def"
#undef PROPERTY
    PR_COUNT
} fo_prop;

/* EN_AUTO, EN_ALWAYS, …: every enumeration token, one row in keywords.def. */
typedef enum {
    EN_NONE_GIVEN,
#define KEYWORD(id, name) EN_##id,
#include "fo/keywords.def"
#undef KEYWORD
    EN_COUNT
} fo_keyword;

typedef struct fo_node fo_node;
typedef struct fo_tree fo_tree;

/* ---- building ---- */

/* The initial values of properties: those of the Recommendation, but for "property=value" in
 * `given` (NULL-terminated; may be NULL). NULL if one of these is no property, or a shorthand, or
 * has no value of it: the first is reported. To be freed when no tree uses them any more. */
typedef struct fo_defaults fo_defaults;
fo_defaults *fo_defaults_new(const char *const *given, diag *dg);
void fo_defaults_free(fo_defaults *d); /* accepts NULL */

/* From a parsed XML tree (xmlDocPtr as void *, so that users of fo.h need no libxml2). `where`
 * turns a node's svod:at number into the author's position; NULL: positions of the FO file. */
typedef src_pos (*fo_locator)(void *self, uint32_t at);
typedef struct {
    const char *file; /* for positions in the FO file itself */
    fo_locator where;
    void *self;
    bool strict;                 /* unsupported things are errors */
    const fo_defaults *defaults; /* outlive the tree; NULL: the Recommendation's */
    /* The next darker weight that is shown, or the next lighter one, in the first of `families`
     * (font_set_next_weight); NULL: families are not known, and weights go by the steps of CSS. */
    int (*next_weight)(const void *fonts, const char *families, int weight, bool darker);
    const void *fonts;
} fo_source;

/* Build the tree of `doc` in `a`, which owns it; `doc` is only borrowed. NULL if it cannot be laid
 * out; the reason is in `dg`. */
fo_tree *fo_build(arena *a, void *doc, const fo_source *source, diag *dg);

/* The same while it is read (xml_reader): at first there is all before the first page-sequence and
 * that one's own properties. `in` is borrowed until fo_close. */
typedef struct xml_reader xml_reader;
fo_tree *fo_open(arena *a, xml_reader *in, const fo_source *source, diag *dg);
void fo_close(fo_tree *t); /* accepts NULL; a tree of fo_build needs none */
/* Read what is inside of page-sequence `seq`, the next one, and on to the one after it, of which
 * there are then its own properties. False: it cannot be laid out; the reason is in `dg`. */
bool fo_read(fo_tree *t, const fo_node *seq);
/* `seq` is laid out and its pages are gone: forget what is inside of it. Markers may still be
 * retrieved, so what has any stays until the end. */
void fo_release(fo_tree *t, const fo_node *seq);

const fo_node *fo_root(const fo_tree *t);

/* ---- the tree ---- */
fo_type fo_type_of(const fo_node *n);
const char *fo_type_name(fo_type t); /* "fo:block" */
const fo_node *fo_parent(const fo_node *n);
const fo_node *fo_child(const fo_node *n); /* first; NULL at a leaf */
const fo_node *fo_next(const fo_node *n);
bool fo_within(const fo_node *n, const fo_node *outer); /* is it `outer`, or below it? */
const char *fo_text(const fo_node *n, size_t *len);     /* of FO_TEXT; UTF-8, as in the source */
/* Of all FO_TEXT below, white space collapsed to single spaces; "" of NULL. */
char *fo_text_below(arena *a, const fo_node *n);
src_pos fo_pos(const fo_node *n);
uint32_t fo_at(const fo_node *n); /* index of the author's node, 0 if unknown */
/* Of FO_TEXT: index of the author's node whose value it is, 0 if it is the stylesheet's words. */
uint32_t fo_origin(const fo_node *n);
int fo_column(const fo_node *n); /* of a table-cell or table-column, from 1 (7.28.8) */
/* The XML inside instream-foreign-object (xmlNodePtr), NULL otherwise. */
void *fo_foreign(const fo_node *n);
/* Where an element within it stands (xmlNodePtr): as exactly as is known. */
src_pos fo_foreign_pos(const fo_node *n, const void *element);
/* Node whose parent for inheritance differs from its place (retrieved markers):
 * a copy of the marker's children, refined under `parent` (XSL-FO 1.1 6.13.6). */
const fo_node *fo_adopt(arena *a, const fo_tree *t, const fo_node *marker, const fo_node *parent);
/* `n` with the values of `to` for what it inherits from `from`, an object around it. A copy in `a`
 * at its place in the tree. */
const fo_node *fo_inheriting(arena *a, const fo_tree *t, const fo_node *n, const fo_node *from,
                             const fo_node *to);

/* The attribute `local` of SVOD_NAMESPACE on this node (svod:role, svod:alt …), NULL if none. */
const char *fo_svod(const fo_node *n, const char *local);

/* Document information from fo:declarations (XMP: Dublin Core, pdf:Keywords, xmp:CreatorTool,
 * xmp:CreateDate); NULL if not given. */
typedef enum {
    FO_INFO_TITLE,
    FO_INFO_AUTHOR,
    FO_INFO_SUBJECT,
    FO_INFO_KEYWORDS,
    FO_INFO_CREATOR,
    FO_INFO_CREATED, /* ISO 8601, with time and zone */
    FO_INFO_COUNT
} fo_info_key;
const char *fo_info(const fo_tree *t, fo_info_key key);

/* ---- property values ----
 *
 * Shorthands hold no value: ask for what they stand for. An absolute side (PR_PADDING_TOP) answers
 * for its relative one. font-weight is always a number (fo_integer); font-family is one string,
 * "A,B" without quotes; text-decoration may hold several keywords: ask with fo_is. */

/* fixed + percent/100000 of the base that the property's definition names. */
typedef struct {
    mpt fixed;
    int32_t percent; /* thousandths of a percent: 50 % is 50000 */
} fo_len;

static inline mpt fo_len_at(fo_len l, mpt base)
{
    mpt v = l.fixed + (l.percent ? mpt_scale(base, l.percent, 100000) : 0);
    return v > LENGTH_MAX ? LENGTH_MAX : v < -LENGTH_MAX ? -LENGTH_MAX : v;
}

/* All values of an object but its id: objects whose keys are equal have equal values. As long as
 * the tree lives. */
typedef struct {
    const void *inherited, *own;
} fo_values;
fo_values fo_values_of(const fo_node *n);

/* Is the property given anywhere in what is read so far? (Not what fo_source.defaults say.) */
bool fo_uses(const fo_tree *t, fo_prop p);
bool fo_specified(const fo_node *n, fo_prop p);  /* given on this node itself */
fo_keyword fo_enum(const fo_node *n, fo_prop p); /* EN_NONE_GIVEN if the value is no keyword */
bool fo_is(const fo_node *n, fo_prop p, fo_keyword k);
fo_len fo_length(const fo_node *n, fo_prop p);
/* Is the length made of the start-indent of the fo:list-item around (7.30.11, 7.30.12)? */
typedef enum { LIST_INDENT_NONE, LIST_INDENT_BODY_START, LIST_INDENT_LABEL_END } fo_list_indent;
fo_list_indent fo_list_indent_of(const fo_node *n,
                                 fo_prop p); /* {0,0} if the value is a keyword such as auto */
mpt fo_fixed(const fo_node *n, fo_prop p);   /* fo_length without percentage */
double fo_number(const fo_node *n, fo_prop p);
int fo_integer(const fo_node *n, fo_prop p);
int fo_rotation(const fo_node *n);                 /* by reference-orientation: 0, 90, 180 or 270 */
bool fo_is_positioned(const fo_node *n);           /* out of the flow (7.6.1) */
bool fo_is_number(const fo_node *n, fo_prop p);    /* a pure number (line-height="1.2") */
double fo_proportion(const fo_node *n, fo_prop p); /* of proportional-column-width(); 0: none */
const char *fo_string(const fo_node *n, fo_prop p); /* NULL if none; lives as long as the tree */
/* The language as xml:lang has it: "ru", or "ru-RU" out of language and country, which is put
 * together in `a`. NULL if none. */
const char *fo_language(const fo_node *n, arena *a);

/* The shape of `clip` (7.21.1): how far within each side, by fo_side, what is visible ends;
 * negative ones reach out of it. False: auto, the sides themselves. */
bool fo_clip_of(const fo_node *n, mpt inset[4]);

typedef struct {
    uint8_t r, g, b, a; /* a = 0: transparent */
} fo_color;
fo_color fo_color_of(const fo_node *n, fo_prop p);
/* A colour's name, "#rgb" or "#rrggbb", for what has colours of its own (SVG). */
bool fo_color_parse(const char *s, size_t n, fo_color *out);

/* Spaces (4.3): space-before, space-after, space-start, space-end, letter-/word-spacing. */
enum { SPACE_FORCE = INT32_MAX }; /* precedence="force" */
typedef struct {
    fo_len min, opt, max;
    int32_t precedence;
    bool retain; /* conditionality */
} fo_space;
fo_space fo_space_of(const fo_node *n, fo_prop p);

/* <length-range>: inline-/block-progression-dimension (width and height are resolved into them),
 * leader-length. */
typedef struct {
    fo_len min, opt, max;
    bool min_auto, opt_auto, max_auto;
} fo_range;
fo_range fo_range_of(const fo_node *n, fo_prop p);
/* border-separation: between rows and between columns. */
void fo_separation(const fo_node *n, mpt *rows, mpt *columns);

/* Keeps (4.8): 0 auto, 1 … KEEP_ALWAYS - 1 integers, KEEP_ALWAYS. */
enum { KEEP_AUTO = 0, KEEP_ALWAYS = INT32_MAX - 1 }; /* one is left for layout's own use */
typedef struct {
    int32_t line, column, page;
} fo_keep;
fo_keep fo_keep_of(const fo_node *n,
                   fo_prop p); /* PR_KEEP_TOGETHER, …_WITH_NEXT, …_WITH_PREVIOUS */

/* Borders and padding after resolving shorthands, absolute against relative names, and
 * border-width of style none (0). Sides in writing-mode order; lr-tb only. */
typedef enum { SIDE_BEFORE, SIDE_AFTER, SIDE_START, SIDE_END } fo_side;
typedef struct {
    mpt width;
    fo_keyword style; /* EN_NONE, EN_HIDDEN, EN_SOLID, … */
    fo_color color;
    bool retain;        /* .conditionality of the width */
    int32_t precedence; /* border-*-precedence of tables; -1 when not given */
} fo_border;
fo_border fo_border_of(const fo_node *n, fo_side side);
fo_len fo_padding_of(const fo_node *n, fo_side side, bool *retain);

/* start-indent and end-indent after the correspondence with margins (5.3.2); percentages are of
 * the nearest ancestor reference area's inline-progression-dimension. */
fo_len fo_start_indent(const fo_node *n);
fo_len fo_end_indent(const fo_node *n);
/* The four margins of objects that take absolute ones: page masters, regions, block-containers
 * and tables; EN_AUTO margins read as {0,0} with *is_auto set. */
fo_len fo_margin(const fo_node *n, fo_side side, bool *is_auto);

/* What becomes of a property or an object: NO, a document that sets it is told so; PARTLY, some of
 * its values do nothing, and are told. YES says only that there is no such row: see docs/fo.md. */
typedef enum { FO_SUPPORT_NO, FO_SUPPORT_PARTLY, FO_SUPPORT_YES } fo_support;
fo_support fo_prop_support(fo_prop p);
fo_support fo_type_support(fo_type t);

const char *fo_prop_name(fo_prop p);
const char *fo_keyword_name(fo_keyword k);

/* Text of a resolved tree, for tests and --dump: one node a line with its specified values. */
void fo_dump(const fo_tree *t, FILE *out);

#endif
