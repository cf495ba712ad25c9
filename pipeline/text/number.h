/* number.h - decimal numbers as people write them: comma or point, groups of thousands, minus.
 *
 * A number is an integer and a count of decimals, never a binary fraction, so 36,65 rounds to 36,7
 * and totals are exact. Rounding is half away from zero, as school statistics want. */
#ifndef SVOD_TEXT_NUMBER_H
#define SVOD_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { NUMBER_DIGITS = 18 }; /* more are refused */

typedef struct {
    int64_t units; /* the value times 10^decimals */
    int decimals;  /* 0 … NUMBER_DIGITS */
} number;

/* The number that begins at s: «12», «-3,5», «−3.5», «1 234 567,8» (groups of three after a space
 * of any kind). *used bytes were read. False if no number begins there or it has too many
 * digits. */
bool number_scan(const char *s, size_t n, number *out, size_t *used);
/* The whole text is one number, blanks around it allowed. */
bool number_parse(const char *s, size_t n, number *out);

number number_round(number v, int decimals);
/* part / whole * 100, rounded; false if whole is 0 or the result is too large. */
bool number_percent(number part, number whole, int decimals, number *out);
/* part / whole, rounded; false as above. */
bool number_quotient(number part, number whole, int decimals, number *out);
int number_compare(number a, number b); /* -1, 0, 1 */
bool number_add(number a, number b, number *out);

/* «1 234 567,8»: decimal comma, groups by U+00A0, U+2212 as minus. */
const char *number_format(arena *a, number v);
/* «1234567.8» for XPath. */
const char *number_plain(arena *a, number v);

#endif
