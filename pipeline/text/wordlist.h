/* wordlist.h - the word lists of an edition: an ini file whose sections are sets of words
 * (key `words`) and settings (any other key). Sets are hashed, compared byte by byte: lists
 * that serve case-insensitive questions are written in lower case. Read once, immutable. */
#ifndef SVOD_TEXT_WORDLIST_H
#define SVOD_TEXT_WORDLIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "text/chars.h"

typedef struct word_set word_set;
typedef struct word_lists word_lists;

/* NULL and a diagnostic if the file cannot be read or has a line that is not ini. */
word_lists *word_lists_load(arena *a, const char *path, diag *dg);

/* The set of [section]; an empty set if there is none, never NULL. */
const word_set *word_lists_set(const word_lists *lists, const char *section);
/* The value of a setting, or `fallback`. */
const char *word_lists_setting(const word_lists *lists, const char *section, const char *key,
                               const char *fallback);
/* Settings of a section one by one; false past the end. */
bool word_lists_pair(const word_lists *lists, const char *section, size_t i, const char **key,
                     const char **value);

/* The sections that have settings, in the order of the file; NULL past the last. */
const char *word_lists_section(const word_lists *lists, size_t i);

bool word_set_has(const word_set *set, const char *word, size_t n);
/* The same of characters, in small letters; what is longer than any word is in no set. */
bool word_set_has_chars(const word_set *set, const text_char *c, size_t from, size_t to);

#endif
