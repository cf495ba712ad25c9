/* similar.h - are two texts the same but for case, ё, spaces and punctuation, and how alike are
 * they otherwise. */
#ifndef SVOD_TEXT_SIMILAR_H
#define SVOD_TEXT_SIMILAR_H

#include <stddef.h>

#include "base/arena.h"

/* Lower case, ё as е, letters and digits only, one space between words. */
const char *text_normalise(arena *a, const char *text, size_t n);

/* 100 for equal, 0 for nothing in common, of the normalised texts: 100 minus the share of letters that
 * have to be changed. Only the first 300 characters count, so the cost is bounded. */
int text_similarity(arena *a, const char *x, const char *y);

#endif
