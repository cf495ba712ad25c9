/* para_int.h - what the files para*.c share: the flattened paragraph.
 *
 * A paragraph is one UTF-8 text (white space already treated, transforms applied), a table of
 * scopes (the block and each inline object inside it, with its resolved style) and a flat list of
 * items: words between break opportunities, spaces, edges of inlines, objects. Lines are ranges of
 * items; a break inside a word (hyphenation) is an item and a byte offset. */
#ifndef SVOD_LAYOUT_PARA_INT_H
#define SVOD_LAYOUT_PARA_INT_H

#include "layout/para.h"

/* Lengths that authors give are kept within bounds: a few of them make no sum out of range. */
static inline mpt para_limit(int64_t v)
{
    return v > LENGTH_MAX ? LENGTH_MAX : v < -LENGTH_MAX ? -LENGTH_MAX : (mpt)v;
}

/* Where the pen is after `by`: a line may be long, but not for ever. */
static inline mpt para_moved(mpt pen, int64_t by)
{
    int64_t to = pen + by;
    return to > MPT_MAX ? MPT_MAX : to < -MPT_MAX ? -MPT_MAX : (mpt)to;
}

/* ---- style: one inline object's properties, resolved once (para_style.c) ---- */

typedef struct {
    mpt min, opt, max;
} para_spacing;

typedef struct para_style {
    const fo_node *fo;
    const char *families;
    int weight;
    int32_t keep; /* together within the line */
    bool italic, small_caps, hidden, wrap, hyphenate, collapse;
    bool score_spaces; /* lines under, over and through the text go through its spaces */
    bool same_letters; /* capitals stand for letters one for one (initial-property-set) */
    const font *face;
    mpt size;
    shape_style shape;
    mpt ascent, descent, x_height; /* of the face at `size`; descent positive */
    mpt line_height;
    fo_color color;
    para_spacing letter; /* added after each glyph */
    para_spacing space;  /* a whole word space: width, least, most */
    uint32_t space_gid;
    fo_keyword transform, linefeed, treatment;
    fo_keyword at_break; /* suppress-at-line-break of fo:character */
    uint32_t hyphen_char;
    hyphen_limits limits;
} para_style;

/* What is added in `face` where a word is divided: hyphenation-character, or U+002D where the face
 * has none. */
uint32_t para_style_hyphen(layout *l, const para_style *st, const font *face);
/* Style of the object `fo`; `near` is the style of its parent, whose face is reused if equal. */
para_style *para_style_new(layout *l, const fo_node *fo, const para_style *near);

/* ---- scopes: the block (0) and the inline objects in document order ---- */

/* A line through, over or under the text, inherited by all inside the object that declares it. */
struct para_scope;
typedef struct para_decoration {
    const struct para_decoration *outer;
    const struct para_scope *scope; /* that declares it */
    fo_color color;
    fo_keyword line; /* EN_UNDERLINE, EN_OVERLINE, EN_LINE_THROUGH */
} para_decoration;

/* A space-start or space-end as it is left by those beside it (4.3.1). */
typedef struct {
    mpt width, shrink, stretch; /* how much less or more it may be */
    int32_t precedence;         /* SPACE_FORCE: force */
    bool keep;                  /* at a line's edge, too */
} para_gap;

typedef struct para_scope {
    struct para_scope *parent;
    const fo_node *fo;
    para_style *style;
    const para_decoration *decoration;
    const area_box *box;
    mpt border[4], padding[4];
    para_gap space_start, space_end;
    bool retain_start, retain_end;   /* the border stays at a line break */
    mpt kept_start, kept_end;        /* border and padding that stay there */
    bool marked;                     /* has fo:marker children */
    bool continued, unfinished;      /* cut by a block before / after this paragraph */
    bool drawn;                      /* makes an AREA_INLINE */
    bool filled;                     /* a word or an object stands in it */
    bool hollow;                     /* nothing of it is here but blocks inside of it */
    mpt shift;                       /* own baseline above the anchor's, else the line's */
    mpt lift;                        /* how much of it is from baseline-shifts */
    const struct para_scope *anchor; /* outermost scope aligned with the line's edge, or NULL */
    fo_keyword edge;                 /* of the anchor: EN_BEFORE_EDGE or EN_AFTER_EDGE */
    const struct para_scope *table;  /* where the baseline table is that its children align with */
    fo_keyword dominant;             /* and which of its baselines, if they do not say */
    bool graphic;                    /* the scope of a graphic, a container or a leader … */
    mpt graphic_height;              /* … how high that is … */
    mpt graphic_depth;               /* … and what of it is below the baseline */
    uint16_t index;
} para_scope;

/* ---- para_scope.c ---- */
struct para;
/* The scope of `fo` inside `up` (NULL: the block itself), added to the paragraph's table. */
para_scope *para_scope_new(struct para *p, para_scope *up, const fo_node *fo);
/* Border, padding, background and spaces, which wrappers and the block do not have in a line. */
void para_scope_dress(struct para *p, para_scope *s);

/* ---- para_walk.c ---- */
/* Objects inside of which a block may be met. */
bool para_holds_inlines(fo_type t);
/* First of what stands inside `n`: its children, or for a retrieve-marker those of the marker,
 * which is adopted by it, so that the way up leads back. */
const fo_node *para_inside(layout *l, const fo_node *n);
/* Of an inline that the block `after` or `before` cuts only white space may be left between them:
 * its area is around the block, and none is here. */
bool para_is_hollow(layout *l, const fo_node *fo, const fo_node *after, const fo_node *before);

/* ---- items ---- */

typedef enum {
    ITEM_WORD,  /* text without a break inside */
    ITEM_SPACE, /* one word space */
    ITEM_OPEN,  /* an inline begins: its start border and padding */
    ITEM_CLOSE,
    ITEM_GAP,    /* space-start or space-end */
    ITEM_OBJECT, /* graphic */
    ITEM_LEADER,
    ITEM_NUMBER,  /* page number or citation: width of a placeholder until it is known */
    ITEM_NOTE,    /* anchor of a footnote */
    ITEM_MARKER,  /* fo:marker */
    ITEM_NEWLINE, /* preserved linefeed: ends the line */
    ITEM_SHY,     /* soft hyphen: a hyphen if the line ends here */
    ITEM_KERN,    /* between the parts of a word */
} item_kind;

enum {
    ITEM_BREAK = 1,      /* a line may begin with this item */
    ITEM_DROP_START = 2, /* removed at the start of a line */
    ITEM_DROP_END = 4,   /* removed at the end of a line */
    ITEM_ALT = 8,        /* a word in another face or size than its scope's: `u.alt` */
    ITEM_ADJUST = 16,    /* letter-spacing may stretch */
    ITEM_GUESSED = 32,   /* a number that was not known when its width was taken */
    ITEM_JOINED = 64,    /* goes on with the word before it, and may be divided from that */
    ITEM_KEPT = 128,     /* a line begins with this item only if that breaks a keep */
};

/* A word in a fallback face, or small capitals. */
typedef struct {
    const shaped *glyphs;
    const font *face;
    mpt size;
} para_alt;

typedef struct para_leader para_leader;
typedef struct para_object para_object;

typedef struct {
    uint8_t kind, flags;
    uint16_t scope;
    uint32_t text, len; /* bytes of the paragraph's text */
    mpt width;
    union {
        const shaped *glyphs;
        const para_alt *alt;
        const para_leader *leader;
        const para_object *object;
        const para_gap *gap;
        const fo_node *fo;
    } u;
} para_item;

/* Where a line may begin: item and byte offset inside it (hyphenation). */
typedef struct {
    uint32_t item, offset;
} para_point;

struct para {
    layout *l;
    const fo_node *block;
    mpt ipd;           /* base of percentages */
    bool starts, ends; /* holds the first / last line of the block */
    char *text;
    uint32_t len;
    area_origin *origins; /* where the texts of the nodes begin in `text`; the last one ends it */
    size_t origin_count, origin_cap;
    para_scope **scopes;
    size_t scope_count, scope_cap;
    para_item *items;
    size_t count, cap;
    para_point *points;
    size_t point_count, point_cap;
    fo_keyword align, align_last;
    fo_len indent, last_indent;
    fo_keyword stacking;  /* line-stacking-strategy */
    bool flat;            /* line-height-shift-adjustment="disregard-shifts" */
    bool mixed;           /* lines may be higher than the block's own: scopes differ */
    bool anchors;         /* has footnotes or markers */
    bool hyphenate;       /* some scope asks for it */
    struct para *initial; /* the same content as initial-property-set makes it, or NULL … */
    const fo_node *set;   /* … in which this is that object, else NULL */
    bool retains;         /* some inline's edges stay at line breaks */
    bool reported;        /* an overfull or loose line was */
};

static inline const para_style *item_style(const para *p, const para_item *it)
{
    return p->scopes[it->scope]->style;
}

/* ---- para_space.c: text with white space treated ---- */

/* One stretch of text, or one object, in order. */
typedef struct {
    uint8_t kind; /* ITEM_WORD for text, else the object */
    bool small;   /* small capitals */
    uint16_t scope;
    uint32_t from, to; /* bytes of the text */
    const void *data;
} para_piece;

typedef struct {
    char *text;
    size_t len, cap;
    para_piece *pieces;
    size_t count, piece_cap;
    uint8_t last; /* what the text ends with: ' ', '\n', '^' for nothing yet, 0 for all else */
} para_pieces;

void para_pieces_text(layout *l, para_pieces *ps, const para_scope *s, const char *utf8, size_t n);
/* An object that leaves nothing stands here: spaces before and after it do not collapse, since
 * collapsing is among siblings (7.16.12, 4.2.4). */
void para_pieces_apart(para_pieces *ps);
/* An object; `stand_in` (may be "") stands for it in the text that is searched for breaks. */
void para_pieces_object(layout *l, para_pieces *ps, const para_scope *s, item_kind kind,
                        const char *stand_in, const void *data);

/* ---- para_words.c: items out of the pieces ---- */
void para_itemize(para *p, const para_pieces *ps);
/* Strength of the keeps against a line that begins with item `i`, which is kept. */
int32_t para_keep_at(const para *p, uint32_t i);
/* Width of a shaped text of scope `s`, with letter-spacing. */
mpt para_text_width(const para_style *st, const shaped *g, mpt size);
/* What is added where the word item `it` is divided. */
uint32_t para_hyphen(const para *p, const para_item *it);
/* Shape bytes [from, to) of word item `it`, followed by `hyphen` (0: none). */
const shaped *para_shape_part(const para *p, const para_item *it, uint32_t from, uint32_t to,
                              uint32_t hyphen);
mpt para_part_width(const para *p, const para_item *it, uint32_t from, uint32_t to,
                    uint32_t hyphen);
/* Widths of the parts of `it` divided before byte `at` of the text, the first with its hyphen. */
void para_cut_widths(const para *p, const para_item *it, uint32_t at, mpt *before, mpt *after);

/* ---- para_join.c: words that go on in another inline ---- */
/* The word item of whose text that of word item `i` is the continuation, right before it; or
 * NULL. */
const para_item *para_word_before(const para *p, uint32_t i);
/* The item with which a line begins that parts `word` from what goes on with it. */
uint32_t para_joint(const para *p, const para_item *word);
/* What the last letter of `a` and the first one of `b` are kerned by. */
mpt para_kern(const para *p, const para_item *a, const para_item *b);

/* ---- para_object.c: graphics, and containers that stand in a line like them ---- */
struct para_object {
    const fo_node *fo;
    const para_scope *scope; /* its own: border, padding, alignment */
    mpt w, h;                /* viewport: content rectangle of the area */
    area_image image;
    mpt even_x;      /* image.x on a page that is bound at its right edge */
    bool missing;    /* cannot be read: only its room is there */
    struct box *box; /* of an inline-container; NULL: a graphic */
};
/* NULL if the graphic cannot be read (a diagnostic) and nothing says how large it is. */
const para_object *para_object_new(layout *l, const fo_node *fo, para_scope *s, mpt ipd);
const para_object *para_container_new(layout *l, const fo_node *fo, para_scope *s, mpt ipd);
mpt para_object_width(const para_object *o); /* of the border rectangle */
/* `again`: the line is set once more. */
area *para_object_area(const para_object *o, page_context *page, bool again, mpt x, mpt baseline);

/* ---- para_leader.c ---- */
struct para_leader {
    layout *l;
    const fo_node *fo;
    const para_scope *scope;
    fo_range length;
    mpt unit, pitch; /* width of one pattern; distance of their starts */
    fo_keyword pattern, align, rule_style;
    mpt thickness;
    para *content;    /* use-content */
    para_lines *line; /* of it, once it was set */
    arena *mem;       /* that the leader lives in */
};
const para_leader *para_leader_new(layout *l, const fo_node *fo, const para_scope *s, mpt ipd);
para_spacing para_leader_length(const para_leader *ld, mpt ipd);
/* Fill `line` from `x`, `width` long. */
typedef struct {
    area *parent;
    mpt x, width, baseline; /* relative to the parent's origin */
    mpt line_x;             /* of the leader's start in the line */
    mpt ipd;
    page_context *page;
} para_leader_place;
void para_leader_fill(const para_leader *ld, const para_leader_place *at);

/* ---- para_align.c: heights and baselines ---- */

/* What is aligned: text of a scope, or a graphic that stands on its own bottom edge. */
typedef struct {
    mpt above, below; /* of its baseline */
} para_extent;

/* Set shift, anchor, edge and table of `s`, whose parent is set already. */
void para_scope_align(para_scope *s, const para_extent *graphic);
/* How far the scope's rectangle reaches from its baseline. */
para_extent para_scope_extent(const para_scope *s);
void para_line_heights(para *p, para_line *line);
/* Distance of the baseline of `s` above the line's, in this line; `e` is what `s` aligns. */
mpt para_raise(const para *p, const para_scope *s, const para_line *line);

/* ---- para_break.c ---- */
enum {
    LINE_ROUNDING = 1 /* millipoints by which a line may be too wide, as its parts were rounded */
};
/* Tell of the line from `a` to `b`, once a paragraph; `by` millipoints. */
void para_report_line(para *p, message_id id, int64_t by, para_point a, para_point b);
/* How far the letter-spacing of a word gives way. */
mpt para_letter_give(const para_item *it, const para_style *st, bool shrink);
/* start, center, end or justify; `even`: on a page that is bound at its right edge. */
fo_keyword para_line_align(const para *p, bool last, bool even);

/* ---- para_line.c ---- */
const para_scope *para_scope_at(const para *p, uint32_t item); /* innermost open before an item */
/* Whether spaces after `it` at the start of a line fall all the same. */
bool para_is_edge(const para *p, const para_item *it);
void para_line_anchors(para *p, para_line *line); /* footnotes and markers of the line */

/* ---- para_hyphen.c ---- */
/* Hyphenation points of the word around item `index`: offsets in that item, 0 only if it is
 * joined; at most `max`. */
size_t para_hyphen_points(const para *p, uint32_t index, uint32_t *offsets, size_t max);

/* ---- para.c ---- */
/* A dictionary of hyphenation that the document has asked for (para_hyphen.c). */
typedef struct para_dictionary para_dictionary;
struct para_dictionary {
    const para_dictionary *next;
    const char *file; /* compared by address */
};

/* Styles made lately, since objects of equal values have equal ones (para_style.c). */
enum { RECENT_STYLES = 16 };
typedef struct {
    fo_values of;
    para_style style;
} recent_style;

/* Scratch memory that is empty again at the next paragraph, and caches (para.c). */
struct para_tools {
    arena *scratch;
    const para_dictionary *dictionaries;
    void *nodes, *active; /* of para_break.c, not in use */
    size_t node_cap;
    recent_style styles[RECENT_STYLES];
    int building; /* para_build inside para_build: a leader's content */
};

#endif
