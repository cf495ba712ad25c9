/* abbreviation_form.h - abbreviations that may be forms of one: two letters swapped, one letter
 * another, or listed as names of one thing. */
#ifndef SVOD_TEXT_ABBREVIATION_FORM_H
#define SVOD_TEXT_ABBREVIATION_FORM_H

#include "base/arena.h"
#include "text/wordlist.h"

typedef enum { FORM_NONE, FORM_SWAPPED, FORM_CHANGED, FORM_LISTED } abbreviation_form;

/* Written by convention without explanation: names of the state, of laws, legal forms. */
bool abbreviation_is_known(const word_lists *terms, const char *abbr);

/* What forms of an abbreviation have in common, with blanks between; empty for less than four
 * letters that no list names. So forms are found without comparing each with each. */
const char *abbreviation_keys(arena *a, const word_lists *terms, const char *abbr);

/* Is `y` a form of `x`? Not if they are equal or both known (legal forms differ in one letter). */
abbreviation_form abbreviation_compare(arena *a, const word_lists *terms, const char *x,
                                       const char *y);

#endif
