/* tags.h - the structure of a tagged PDF: elements as compact records, some dozens of bytes each.
 *
 * An element knows its parent and its kids in reading order: elements, pieces of marked content of
 * a page, annotations. Nothing here knows of formatting objects; tag_walk.c makes elements of them,
 * tag_write.c writes them, tag_dump.c shows them. */
#ifndef SVOD_PDF_TAGS_H
#define SVOD_PDF_TAGS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/units.h"

typedef enum {
#define TAG(id, name, holds) TAG_##id,
#include "pdf/tag_types.def"
#undef TAG
    TAG_COUNT /* from here on: roles of the document's own */
} tag_type;

typedef enum { HOLDS_GROUP, HOLDS_PARTS, HOLDS_FLOW, HOLDS_TEXT } tag_holds;

typedef enum { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN, SCOPE_BOTH } tag_scope;
typedef enum {
    NUMBERING_NONE,
    NUMBERING_DISC,
    NUMBERING_CIRCLE,
    NUMBERING_SQUARE,
    NUMBERING_DECIMAL,
    NUMBERING_UPPER_ROMAN,
    NUMBERING_LOWER_ROMAN,
    NUMBERING_UPPER,
    NUMBERING_LOWER
} tag_numbering;

typedef enum { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } tag_kid_kind;

typedef struct {
    uint32_t next;  /* of its parent; 0: the last */
    uint32_t value; /* element, number of the marked content on its page, or annotation */
    uint32_t page : 30;
    uint32_t kind : 2; /* tag_kid_kind */
} tag_kid;

/* What few elements have. */
typedef struct {
    const char *alternative, *language, *id;
    src_pos pos;
    bool has_box;
    mpt box[4]; /* left, bottom, right, top on the page */
} tag_extra;

typedef struct {
    uint32_t parent;
    uint32_t first, last; /* kids */
    uint32_t extra;       /* 0: none */
    uint16_t type;
    uint16_t columns, rows; /* of a cell: what it spans */
    uint8_t scope;          /* of TH; of L: numbering */
    bool anonymous;         /* for what stands directly in a group, or in what holds parts */
} tag_element;

/* A role that is no standard type, and the one it stands for. */
typedef struct {
    const char *name;
    tag_type as;
} tag_role;

/* What grows with the document is not in the arena: an arena keeps each array that was outgrown. */
typedef struct {
    arena *mem;
    tag_element *elements; /* from 1 */
    tag_kid *kids;         /* from 1 */
    tag_extra *extras;     /* from 1 */
    uint32_t element_count, kid_count, extra_count;
    size_t element_cap, kid_cap, extra_cap;
    uint32_t *owners; /* of marked content, page by page */
    size_t owner_count, owner_cap;
    tag_role *roles; /* TAG_COUNT + index is their type */
    size_t role_count, role_cap;
    uint32_t notes;   /* numbered for their ids */
    uint32_t content; /* the kid that was added last as marked content */
    strbuf *text;     /* of marked content, for dumps; NULL: not kept */
    uint32_t *text_at;
    size_t text_count, text_cap;
} tags;

enum { TAG_ROOT = 1 }; /* the element Document */

tags *tags_new(arena *a);
void tags_free(tags *t); /* accepts NULL */
uint32_t tags_add(tags *t, uint32_t parent, uint16_t type);
/* The same, in the place of the parent's last element, which becomes its first kid. */
uint32_t tags_add_around_last(tags *t, uint32_t parent, uint16_t type);
tag_extra *tags_extra(tags *t, uint32_t element); /* made on first use */
/* Marked content of `element` on `page`: its number there, of which `used` are taken. */
uint32_t tags_add_content(tags *t, uint32_t element, uint32_t page, uint32_t used);
void tags_add_annotation(tags *t, uint32_t element, uint32_t annotation, uint32_t page);
/* The last kid, if it is an element; 0. */
uint32_t tags_last_element(const tags *t, uint32_t element);

/* The type that a role names: a standard one, or one of the document's own that stands for `as`. */
uint16_t tags_role(tags *t, const char *name, tag_type as);
const char *tags_type_name(const tags *t, uint16_t type);
tag_type tags_standard(const tags *t, uint16_t type); /* what it is or stands for */
tag_holds tags_holds(const tags *t, uint16_t type);
/* May an element of this type be a kid of one of that? Types not bound to a place may be
 * anywhere. */
bool tags_fits(tag_type type, tag_type parent);

/* What has to stand between them, if the parent holds but parts of a kind and this is none; else
 * TAG_COUNT. */
tag_type tags_between(tag_type type, tag_type parent);

const char *tag_scope_name(unsigned scope);
const char *tag_numbering_name(unsigned numbering);

/* tag_dump.c: the tree as text, an element a line, with its text if that was kept. */
void tags_dump(const tags *t, strbuf *out);
void tags_keep_text(tags *t);
void tags_note_text(tags *t, const char *text, size_t len); /* of the content added last */

#endif
