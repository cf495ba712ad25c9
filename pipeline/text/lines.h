/* lines.h - where a text may be broken: Unicode line-break opportunities (UAX 14, ICU) and
 * hyphenation points (libhyphen). Positions are byte offsets into the UTF-8 text. */
#ifndef SVOD_TEXT_LINES_H
#define SVOD_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"

typedef enum { BREAK_ALLOWED = 1, BREAK_MANDATORY = 2 } break_kind;

typedef struct line_breaker line_breaker; /* an opened ICU iterator; one per document */
line_breaker *line_breaker_new(void);
void line_breaker_free(line_breaker *lb);

/* For each byte offset i (0 < i < n) at which a line may end before text[i], kinds[i] becomes a
 * break_kind, else 0. `language` selects tailoring (NULL: root). `kinds` has n + 1 entries. */
void line_breaks(line_breaker *lb, const char *language, const char *text, size_t n,
                 uint8_t *kinds);

typedef struct hyphenator hyphenator; /* dictionaries by language; process-wide, lazy */
/* `path` is DATA/fonts/hyphenation.ini: language = dictionary file, minima. Files that the build
 * has prepared for libhyphen are looked for in DATA/build/hyphen and DATA/hyphen. */
hyphenator *hyphenator_open(const char *path, diag *dg);
void hyphenator_free(hyphenator *h);
bool hyphenator_knows(hyphenator *h, const char *language); /* loads the dictionary */
/* The same, with a diagnostic if the language has a dictionary that is missing, damaged or not
 * prepared; to be called where a document first asks for hyphenation in a language. */
bool hyphenator_check(hyphenator *h, const char *language, diag *dg);
/* The file that is used for the language; NULL if none is configured. */
const char *hyphenator_file(hyphenator *h, const char *language);
/* Dictionaries that are installed, a line each: language, file, size and a checksum. */
void hyphenator_versions(hyphenator *h, FILE *out);

typedef struct {
    int remain, push; /* hyphenation-remain-/push-character-count; the dictionary's minima win */
} hyphen_limits;

/* points[i] = 1 where the word (n bytes) may be divided before word[i]; `points` has n + 1 entries
 * and is zeroed here. Quotation marks, brackets and stops around the word do not matter; a word
 * with hyphens is divided part by part, so the caller may pass it whole or in parts. Applies what
 * the language demands beyond its dictionary: Russian ё as е, never before й ь ъ (domain.md 5),
 * a vowel on both sides; nothing in abbreviations (a capital that is not the first letter), in
 * words with digits or with other characters inside (addresses). Returns the number of points. */
size_t hyphenate(hyphenator *h, const char *language, const char *word, size_t n,
                 hyphen_limits limits, uint8_t *points);

#endif
