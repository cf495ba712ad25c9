/* similar.h - are two texts the same but for case, ё, spaces and punctuation, how alike are they
 * otherwise, and do they name the same thing. */
#ifndef SVOD_TEXT_SIMILAR_H
#define SVOD_TEXT_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Lower case, ё as е, letters and digits only, one space between words. */
const char *text_normalise(arena *a, const char *text, size_t n);

/* 100 for equal, 0 for nothing in common, of the normalised texts: 100 minus the share of letters
 * that have to be changed. Only the first 300 characters count, so the cost is bounded. What is
 * seen at once to be less than `least` is 0. */
int text_similarity(arena *a, const char *x, const char *y, int least);

/* Do both name the same thing: does every word of the shorter text stand in the longer one too, in
 * whatever case and number («программу развития» in «Муниципальная программа развития дорог»)?
 * Words of one and two letters do not count; no more than 64 words are read. False for a text
 * without words. */
bool text_same_name(arena *a, const char *x, const char *y);

#endif
