/* tag_walk.h - from areas to structure: which element each area belongs to. */
#ifndef SVOD_PDF_TAG_WALK_H
#define SVOD_PDF_TAG_WALK_H

#include "layout/area.h"
#include "pdf/tags.h"

typedef struct tag_walk tag_walk;

enum { TAG_ARTIFACT = UINT32_MAX }; /* the owner of what is no content */

/* `language` is the document's; NULL: not known. */
tag_walk *tag_walk_new(tags *t, const char *language);
void tag_walk_free(tag_walk *w); /* accepts NULL */

/* The walk comes to `a`, and later leaves it. An element that has still to be told its box is
 * returned, or 0. */
uint32_t tag_walk_enter(tag_walk *w, const area *a);
void tag_walk_leave(tag_walk *w, const area *a);
/* Between these: whose the content of `a` is: an element or TAG_ARTIFACT. */
uint32_t tag_walk_owner(tag_walk *w, const area *a);
/* The element of an annotation: a Link or a Form; `fo` is what it is of, NULL if not known. */
uint32_t tag_walk_annotation(tag_walk *w, const fo_node *fo, tag_type type);

#endif
