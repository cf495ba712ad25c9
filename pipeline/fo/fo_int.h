/* fo_int.h - what the files of fo/ share. Never included outside of the folder.
 *
 * The way of an attribute: the attributes of an element form a set that is kept once however often
 * it occurs (attrs); its shorthands are expanded into specs, one property each (expand.c). A set
 * met under a parent with given values is refined once (refine.c): each spec is evaluated (expr.c,
 * kinds.c) and the result is two shared blocks, inherited values and own values. A node points to
 * both. */
#ifndef SVOD_FO_FO_INT_H
#define SVOD_FO_FO_INT_H

#include <libxml/tree.h>
#include <string.h>

#include "base/strbuf.h"
#include "fo/fo.h"

static inline bool in_namespace(const xmlNs *ns, const char *uri)
{
    return ns && ns->href && !strcmp((const char *)ns->href, uri);
}

/* ---- numbers: what is needed of the mathematics library, for numbers of any size ---- */

static inline double number_truncate(double v)
{
    return v > -9e15 && v < 9e15 ? (double)(int64_t)v : v; /* larger ones are whole */
}

static inline double number_floor(double v)
{
    double t = number_truncate(v);
    return t > v ? t - 1 : t;
}

static inline double number_round(double v) /* half away from zero */
{
    return number_truncate(v < 0 ? v - 0.5 : v + 0.5);
}

static inline int32_t number_int(double v)
{
    v = number_round(v);
    return v >= INT32_MAX ? INT32_MAX : v <= INT32_MIN ? INT32_MIN : (int32_t)v;
}

/* ---- values ---- */

typedef enum {
    FORM_NONE, /* not given */
    FORM_KEYWORD,
    FORM_LENGTH,
    FORM_NUMBER,
    FORM_STRING,
    FORM_COLOR,
    FORM_WORDS, /* several keywords, ended by EN_NONE_GIVEN */
    FORM_PARTS, /* a compound whose components were given one by one; FORM_NONE where not */
    FORM_SHARE, /* proportional-column-width: parts {length, number} */
    FORM_SHAPE, /* rect(): four parts by fo_side, lengths or the keyword auto */
} value_form;

/* Always zeroed before it is filled: values are compared and hashed as bytes. */
typedef struct fo_value {
    uint8_t form;
    uint8_t count; /* parts; of a length: what of a list's indents it is made of (fo_list_indent) */
    uint16_t keyword;
    uint32_t zero;
    union {
        fo_len length;
        double number;
        const char *string;
        fo_color color;
        const uint16_t *words;
        const struct fo_value *parts;
    } u;
} fo_value;

typedef enum {
    KIND_ENUM,
    KIND_WORDS,  /* a set of keywords: text-decoration */
    KIND_LENGTH, /* lengths, percentages where the base says so, keywords */
    KIND_NUMBER,
    KIND_INTEGER,
    KIND_COLOR,
    KIND_STRING, /* text as it stands */
    KIND_URI,
    KIND_CHARACTER,
    KIND_FAMILY, /* font families: "A,B", unquoted */
    KIND_FONT_SIZE,
    KIND_WEIGHT, /* a number 100 … 900 */
    KIND_ALIGN,  /* left and right become start and end */
    KIND_PLACE,  /* top, left, center … become percentages */
    KIND_COLUMN, /* length or share */
    KIND_SHAPE,  /* rect() or auto */
    KIND_AURAL,
    KIND_SHORTHAND,
    KIND_COMPOUND, /* from here on: with components, see kind_part */
    KIND_SPACE = KIND_COMPOUND,
    KIND_LINE_HEIGHT,
    KIND_RANGE,
    KIND_CONDITIONAL,
    KIND_KEEP,
    KIND_TWO_WAYS,
    KIND_COUNT
} fo_kind;

typedef enum {
    BASE_NONE,
    BASE_WIDTH,
    BASE_HEIGHT,
    BASE_REFERENCE,
    BASE_PAGE,
    BASE_TABLE,
    BASE_BOX,
    BASE_INTRINSIC,
    BASE_FONT,
    BASE_PARENT_FONT,
    BASE_LINE_HEIGHT
} fo_base;

/* A row of properties.def, or a component of one. */
typedef struct {
    const char *name;
    bool inherited;
    fo_kind kind;
    const char *words; /* keywords allowed, separated by spaces */
    const char *initial;
    fo_base base;
} prop_row;

/* Slots of the inherited properties in a block. */
enum {
#define SLOT_YES(id) SLOT_##id,
#define SLOT_NO(id)
#define PROPERTY(id, name, inherited, kind, initial, percent) SLOT_##inherited(id)
#include "fo/properties.def"
#undef PROPERTY
#undef SLOT_YES
#undef SLOT_NO
    SLOT_COUNT
};

/* ---- names.c ---- */
const prop_row *prop_of(fo_prop p);
extern const int16_t prop_slots[PR_COUNT];        /* among the inherited ones; -1: not inherited */
fo_keyword keyword_find(const char *s, size_t n); /* EN_NONE_GIVEN if unknown */
const char *object_model(fo_type t);

typedef struct {
    uint16_t object[256], prop[1024]; /* open hash, 0 empty, else index + 1 */
} name_index;
void names_index(name_index *x);
fo_prop prop_find(const name_index *x, const char *s, size_t n); /* PR_COUNT if unknown */
fo_type object_find(const name_index *x, const char *local);     /* FO_TYPE_COUNT if unknown */
/* The relative property that an absolute one sets (5.3.1, lr-tb); `p` itself if it has none. The
 * rows of both stand in the same order. */
static inline fo_prop prop_relative(fo_prop p)
{
    if (p >= PR_BORDER_TOP_COLOR && p <= PR_BORDER_RIGHT_WIDTH)
        return p - PR_BORDER_TOP_COLOR + PR_BORDER_BEFORE_COLOR;
    if (p >= PR_PADDING_TOP && p <= PR_PADDING_RIGHT)
        return p - PR_PADDING_TOP + PR_PADDING_BEFORE;
    return p;
}

/* Is `k` one of the words of a space-separated list? */
bool words_contain(const char *words, fo_keyword k);

/* ---- intern.c: equal bytes are kept once ---- */
typedef struct {
    struct blob **slot;
    size_t cap, count;
} intern;
const void *intern_bytes(arena *a, intern *t, const void *p, size_t n); /* aligned for any type */
const char *intern_text(arena *a, intern *t, const char *s, size_t n);

/* ---- blocks ---- */
typedef struct {
    fo_tree *tree;
    fo_value v[SLOT_COUNT];
} fo_inherited;

/* A side of an object; `colored`: the border has a colour of its own. */
typedef struct {
    fo_border border;
    fo_len padding;
    bool retain, colored; /* retain: .conditionality of the padding */
} fo_edge;

enum { PROP_WORDS = (PR_COUNT + 63) / 64 };
_Static_assert(PR_COUNT - SLOT_COUNT <= UINT8_MAX, "a byte for the place of an own value");
typedef struct {
    struct attrs *attrs;
    uint64_t given[PROP_WORDS]; /* specified on the object, shorthands expanded */
    uint8_t place[PR_COUNT];    /* of own, not inherited values, from 1; 0: none is given */
    const fo_value *values;
    const fo_edge *edges; /* four, by fo_side */
} fo_own;

struct fo_node {
    fo_node *parent, *child, *next;
    const fo_inherited *inherited;
    const fo_own *own;
    const char *text; /* of FO_TEXT; the id of other nodes, NULL if none */
    union {
        void *foreign;   /* xmlNodePtr inside instream-foreign-object */
        uint32_t origin; /* of FO_TEXT: the author's node it is of, 0 if it is the stylesheet's */
    } u;
    uint32_t len, at, line;
    uint16_t column; /* of a table-cell or table-column, from 1; 0 if not known */
    uint8_t type;
};

/* The value of `p` for `n`; never NULL (FORM_NONE if there is none). */
const fo_value *value_of(const fo_node *n, fo_prop p);
/* The value given on the object itself, NULL if none. */
static inline const fo_value *own_value(const fo_own *own, fo_prop p)
{
    return own->place[p] ? &own->values[own->place[p] - 1] : NULL;
}
/* A compound stands for its optimum or its length. */
const fo_value *main_part(const fo_tree *t, fo_prop p, const fo_value *v);
fo_len value_length(const fo_value *v);
/* An integer; INT32_MAX if it is the keyword `strongest`. */
int32_t value_strength(const fo_value *v, fo_keyword strongest);
bool value_retains(const fo_value *v); /* of a .conditionality */
/* False, and no colour, if `v` is neither a colour nor the keyword for none. */
bool value_color(const fo_value *v, fo_color *out);

/* ---- edges.c ---- */
const fo_edge *edges_pack(fo_tree *t, const fo_own *own);

static inline bool bit_has(const uint64_t *set, unsigned i)
{
    return set[i / 64] >> (i % 64) & 1;
}

static inline void bit_set(uint64_t *set, unsigned i)
{
    set[i / 64] |= UINT64_C(1) << (i % 64);
}

/* ---- expand.c: the attributes of an element ---- */
typedef struct {
    const char *name, *value;
    enum { ATTR_FO, ATTR_SVOD, ATTR_FOREIGN } space;
} attr;

/* Precedence of a spec (5.2, 5.3): shorthands by increasing precision, then relative names, then
 * absolute ones, then the components that absolute names do not have. */
enum { RANK_SHORTHAND = 1, RANK_EXPLICIT = 10, RANK_ABSOLUTE = 11, RANK_PART = 12 };

typedef struct {
    uint16_t prop;
    uint16_t source; /* index of the attribute */
    uint8_t part;    /* 0 the whole, else component + 1 */
    uint8_t rank;
    uint8_t state; /* SPEC_… of refine.c */
    uint32_t len;
    const char *text; /* NULL: the initial value */
    fo_value value;   /* when it does not depend on the context */
} spec;

typedef struct attrs {
    struct attrs *next; /* in the hash chain */
    uint32_t hash, count, spec_count;
    attr *list;
    spec *specs; /* number-columns-spanned, font-size, the others by property; each by rank */
    struct issue *issues; /* found while expanding */
} attrs;

/* Something to report at each object with these attributes. */
typedef struct issue {
    struct issue *next;
    message_id message;
    uint16_t source;
} issue;

/* Fill specs and issues of `set` from its list. */
void attrs_expand(fo_tree *t, attrs *set);
attrs *attrs_of_element(fo_tree *t, const xmlNode *e, fo_node *n); /* attrs.c; sets n->at and id */

/* shorthand.c: expand the attribute through `emit`. False: not a value of the shorthand. */
typedef struct expansion expansion;
struct expansion {
    fo_tree *tree;
    attrs *set;
    size_t spec_cap;
    uint16_t source;
    uint8_t rank;
    message_id why; /* of a failure; 0: bad value */
};
void expansion_add(expansion *x, fo_prop p, int part, const char *s, size_t n);
bool shorthand_expand(expansion *x, fo_prop p, const char *s, size_t n);

/* ---- refine.c ---- */
typedef struct {
    fo_tree *tree;
    const fo_node *parent; /* NULL for the root */
    fo_type type;
    attrs *set;
    int span; /* number-columns-spanned of the object itself */
    mpt em;   /* font-size of the object itself, or of the parent while that is computed */
    const char *families; /* the object's own, or inherited */
    fo_prop prop;         /* being evaluated */
    int part;
    bool varies;       /* the value depends on the font size or the parent */
    bool deep;         /* … on more than the parent's blocks: must not be cached */
    uint8_t listed;    /* fo_list_indent of the value */
    message_id why;    /* of a failure; 0: bad value */
    message_id remark; /* about a value that is taken all the same; 0: none */
    fo_node *node;
} refinement;

/* Give `n` (type, parent set) the blocks for the attributes `set`; reports to `dg` unless NULL. */
void refine_node(fo_tree *t, fo_node *n, attrs *set, diag *dg);
const fo_value *initial_value(const fo_tree *t, fo_prop p);

/* ---- support.c: false if the value does nothing where another than the initial one would ---- */
bool value_takes_effect(const fo_tree *t, fo_type type, fo_prop p, const fo_value *v);

/* ---- kinds.c ---- */
int kind_part(fo_kind k, const char *name, size_t n); /* -1 if there is no such component */
int kind_part_count(fo_kind k);
/* Evaluate text as a value of r->prop (component r->part). False: not a value. */
bool value_parse(refinement *r, const char *s, size_t n, fo_value *out);

/* ---- expr.c ---- */
typedef enum { OP_NUMBER, OP_LENGTH, OP_NAME, OP_COLOR, OP_STRING, OP_VALUE, OP_SHARE } op_form;
typedef struct {
    op_form form;
    double number;         /* of a number or share */
    double fixed, percent; /* of a length: millipoints, percent */
    const char *text;      /* of a name or string */
    size_t len;
    fo_color color;
    fo_value value; /* OP_VALUE: what a property function returned … */
    fo_prop of;     /* … of this property */
} operand;

/* Evaluate an expression of 5.9. False: not well-formed, or a function failed. */
bool expr_evaluate(refinement *r, const char *s, size_t n, operand *out);
/* functions.c: 5.10, arguments in `arg`. */
bool function_call(refinement *r, const char *name, size_t n, operand *arg, int count,
                   operand *out);
/* A font of the system by its name (5.10.3, the shorthand `font`): all are the initial font. */
bool is_system_font(const char *s, size_t n);
enum { SMALL_CAPTION_SIZE = PT(10) }; /* of this one, a step smaller than medium */
fo_len operand_length(const operand *o);

/* ---- color.c ---- */
bool color_by_name(const char *s, size_t n, fo_color *out);
bool color_by_hash(const char *s, size_t n, fo_color *out);   /* "#rgb", "#rrggbb" */
bool color_of_system(const char *s, size_t n, fo_color *out); /* system-color() */

/* ---- model.c: content models ---- */
enum { MODEL_STEPS = 6 };
typedef struct {
    uint64_t member[MODEL_STEPS][2];
    char times[MODEL_STEPS];  /* '1', '?', '*', '+' */
    bool blocks[MODEL_STEPS]; /* the step is %block: may stay empty without harm */
    int steps;
    bool text, unsupported, ready;
} model;
typedef enum { FITS, FITS_LATE, FITS_NOT } model_fit;
typedef struct {
    int step;
    uint32_t used; /* steps that had a child */
} model_state;

const model *model_of(fo_tree *t, fo_type type);
model_fit model_accept(const model *m, model_state *s, fo_type child);
/* First type that a required step lacks, FO_TYPE_COUNT if complete. */
fo_type model_missing(const model *m, const model_state *s);

/* ---- columns.c: where the cells of a table stand ---- */
typedef struct column_state column_state;
column_state *columns_new(arena *a);
void columns_reset(column_state *s); /* a new header, footer or body */
void columns_end_row(column_state *s);
bool columns_in_row(const column_state *s); /* has the row a cell? */
int columns_next(const column_state *s);    /* the column of a cell that names none */
void columns_add_cell(column_state *s, const fo_node *cell);
void columns_add_column(column_state *s, const fo_node *column);

/* ---- the tree ---- */
struct fo_defaults {
    arena *mem; /* in which they are themselves */
    name_index names;
    fo_value initial[PR_COUNT];
};

struct fo_tree {
    arena *mem;
    fo_source source;
    diag *dg;
    fo_node *root;
    const fo_defaults *defaults;
    intern blobs;
    attrs **sets; /* hash of attribute sets */
    size_t set_cap, set_count;
    struct refined **refined; /* hash of refinements */
    size_t refined_cap, refined_count;
    const fo_inherited *initial_inherited;
    const fo_own *nothing; /* own block of objects without attributes */
    model models[FO_TYPE_COUNT];
    uint64_t used[PROP_WORDS];                /* given anywhere so far, shorthands expanded */
    uint64_t told[FO_TYPE_COUNT][PROP_WORDS]; /* once an object and property: without effect */
    const char *info[FO_INFO_COUNT];
    struct stream *stream; /* stream.c: what it is read from; NULL: complete */
};

/* ---- the rest of the builder ---- */
/* Content that is lost is an error where nothing may be (fo_source.strict). */
static inline severity loss_severity(const fo_tree *t, severity usual)
{
    return t->source.strict ? SEV_ERROR : usual;
}

fo_tree *tree_new(arena *a, const fo_source *source, diag *dg);    /* build.c */
const fo_defaults *defaults_of_recommendation(arena *a, diag *dg); /* defaults.c; in `a` */

/* build.c: from nodes in document order. */
typedef struct builder builder;
builder *builder_new(fo_tree *t);
void builder_free(builder *b);
void builder_use(builder *b, arena *mem); /* for the nodes to come; at first the tree's own */
bool builder_check_root(builder *b, const xmlNode *root);
/* Must an element be given with all that is inside? */
bool builder_wants_all(const builder *b, const xmlNode *x);
/* An element or a text. True: what is inside comes next, then builder_leave. */
bool builder_visit(builder *b, const xmlNode *x);
void builder_leave(builder *b);
const fo_node *builder_last(const builder *b); /* the innermost object not left; NULL: none */
bool builder_failed(const builder *b);
/* check.c: a property that the object cannot do without; names that lead nowhere in the whole tree.
 * False if nothing can be laid out. */
void check_required(fo_tree *t, const fo_node *n);
bool check_references(fo_tree *t);
/* The same step by step: `top` and all inside it, once each, in document order. */
typedef struct name_check name_check;
name_check *names_new(fo_tree *t);
void names_check(name_check *s, const fo_node *top);
bool names_masters(const name_check *s); /* has there been a page master? */
/* False and a diagnostic if nothing can be laid out; `sequences`: there are page-sequences. */
bool names_enough(const name_check *s, bool sequences);
void names_free(name_check *s);
/* info.c: true if `x` holds document information. */
bool info_read(fo_tree *t, const xmlNode *x);

#endif
