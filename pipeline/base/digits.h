/* digits.h - decimal digits of a number, written backwards, two at a time: no locale, no call. */
#ifndef SVOD_BASE_DIGITS_H
#define SVOD_BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

extern const char two_digits[200]; /* "00" to "99" (strbuf.c) */

/* The digits of `v` before `end`; where they begin. At most 20. */
static inline char *digits_before(char *end, uint64_t v)
{
    for (; v >= 100; v /= 100)
        memcpy(end -= 2, two_digits + v % 100 * 2, 2);
    if (v < 10)
        *--end = (char)('0' + v);
    else
        memcpy(end -= 2, two_digits + v * 2, 2);
    return end;
}

#endif
