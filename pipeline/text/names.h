/* names.h - names of persons: surname and initials in any order, and whether two are spellings of
 * one. */
#ifndef SVOD_TEXT_NAMES_H
#define SVOD_TEXT_NAMES_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct {
    const char *surname;  /* small letters, ё as е */
    const char *initials; /* the same, without full stops */
} person_name;

/* «И.О. Петров», «Петров И. О.», «Иван Олегович Петров», «Петров Иван Олегович». False: none of
 * these. */
bool name_read(arena *a, const char *text, person_name *out);

/* What misspelt names have in common: «initials:surname», then the same without one letter of the
 * surname, for each of them; separated by spaces. Empty if the text is no name. */
const char *name_keys(arena *a, const char *text);

/* Equal initials, and surnames that differ in one letter (changed, left out, put in, or swapped
 * with the next). Surnames of fewer than `letters` are too short to judge by; of those that agree
 * in fewer than `ending` letters behind the difference one may be a case or the feminine form of
 * the other. */
bool name_is_variant(arena *a, const char *x, const char *y, int letters, int ending);

#endif
