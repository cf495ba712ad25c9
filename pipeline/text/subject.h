/* subject.h - what a text is about: its words without those that tell nothing, and the bounds it
 * sets («скорость не менее 10 км/ч»). So two texts can be compared that say one thing in other
 * words. */
#ifndef SVOD_TEXT_SUBJECT_H
#define SVOD_TEXT_SUBJECT_H

#include "base/arena.h"
#include "text/wordlist.h"

typedef struct {
    const char *key;   /* direction, thing and unit: «least:скоро:км/ч» */
    const char *value; /* the number as it is written */
    const char *words; /* «не менее 10 км/ч» */
} bound;

typedef struct {
    bound *items;
    size_t count;
} bounds;

/* Its words in small letters, once each, in order of the letters, with blanks between. Left out are
 * those of [fillers], and what stands between one of [asides] («в том числе») and the next comma or
 * bracket. */
const char *subject_words(arena *a, const word_lists *terms, const char *text, size_t n);

/* How many words two texts have in common, by their first letters; figures do not count. */
size_t subject_shared(arena *a, const word_lists *terms, const char *x, const char *y);

/* Bounds with a unit of [bound-units]: «не» and a word of [at-least] or [at-most], behind the
 * thing's name. */
bounds bounds_find(arena *a, const word_lists *terms, const char *text, size_t n);

#endif
