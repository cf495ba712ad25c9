/* tag_walk_int.h - what the files that make elements of areas share: the walk (tag_walk.c), the
 * stack of levels (tag_levels.c), what objects mean (tag_meaning.c), rows and cells (tag_tables.c),
 * lines (tag_lines.c). */
#ifndef SVOD_PDF_TAG_WALK_INT_H
#define SVOD_PDF_TAG_WALK_INT_H

#include <string.h>

#include "pdf/tag_known.h"
#include "pdf/tag_walk.h"

enum { TYPE_NONE = UINT16_MAX, TYPE_ARTIFACT = UINT16_MAX - 1, HEADING_LEVELS = 6 };

/* An area that means an element. */
typedef struct {
    const area *a;
    const fo_node *fo; /* NULL: anonymous */
    const char *language;
    uint16_t type;
    bool artifact;
    uint32_t element; /* 0: not made yet */
} level;

struct tag_walk {
    tags *t;
    level *levels; /* the first is the document */
    size_t depth, cap;
    tag_known known;
    const fo_node *sequence;
    int headings[HEADING_LEVELS + 1]; /* levels as given, of the headings that are open */
    int heading_depth;
    arena *aside;       /* for a moment */
    const char *spoken; /* with a country; NULL: nothing yet */
};

static inline level *top(const tag_walk *w)
{
    return &w->levels[w->depth - 1];
}

static inline tag_element *element(const tag_walk *w, uint32_t e)
{
    return &w->t->elements[e];
}

static inline tag_type top_type(const tag_walk *w)
{
    return tags_standard(w->t, top(w)->type);
}

static inline bool same_language(const char *a, const char *b)
{
    return a == b || !a || (b && !strcmp(a, b)); /* what is not told goes on */
}

/* ---- tag_levels.c ---- */

level *walk_push(tag_walk *w, const area *a, const fo_node *fo, uint16_t type);
/* The element of a level, made with those around it if it has none yet. */
uint32_t walk_realise(tag_walk *w, size_t i);
uint32_t walk_realise_top(tag_walk *w);
/* Where an element of this type goes: into `parent`, or what has to stand between them. */
uint32_t walk_fitting(tag_walk *w, uint32_t parent, uint16_t type);
/* The element of a footnote's text, for a kid of `parent`, where `language` is spoken. */
uint32_t walk_note(tag_walk *w, const fo_node *body, uint32_t parent, const char *language);
/* A new element for the object, or for none. */
uint32_t walk_make(tag_walk *w, const fo_node *fo, uint32_t parent, uint16_t type);
const char *walk_language(tag_walk *w, const fo_node *fo); /* NULL: not told */

/* ---- tag_meaning.c ---- */

/* A name such as "H1"; a URI, or what else XSL-FO permits, is none: NULL. */
const char *walk_role(const fo_node *fo);
/* The type that a role names, if it may stand here, where a role that is not known is as `as`; else
 * what the object is. TYPE_NONE: it means nothing. */
uint16_t walk_type(const tag_walk *w, const fo_node *fo, tag_type as);
bool walk_in_head(const fo_node *cell);
/* Is it the place of an electronic signature? */
bool walk_is_field(const fo_node *fo);

/* ---- tag_tables.c ---- */

void walk_enter_row(tag_walk *w, const area *a);
void walk_enter_cell(tag_walk *w, const area *a);

/* ---- tag_lines.c ---- */

void walk_enter_inline(tag_walk *w, const area *a);
/* What is in a line stands in a paragraph, and in the inlines around it, down to `fo`. */
void walk_push_line(tag_walk *w, const area *a, const fo_node *fo);
uint32_t walk_text_owner(tag_walk *w, const area *a);

#endif
