/* utf8.h - stepping through UTF-8 that has already been validated by the loader. */
#ifndef SVOD_BASE_UTF8_H
#define SVOD_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point at `s` (`n` > 0 bytes left); its length in bytes goes to *len.
 * A malformed byte reads as U+FFFD of length 1. */
static inline uint32_t utf8_decode(const char *s, size_t n, size_t *len);
uint32_t utf8_decode_any(const char *s, size_t n, size_t *len); /* the same, by the general way */

/* Write `cp` to out[4]; returns the number of bytes. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* How many bytes at the start of `n` are well-formed. */
size_t utf8_sound(const char *s, size_t n);

size_t utf8_count(const char *s, size_t n); /* code points in n bytes */

/* The bytes of the first `most` characters that people see, each with the marks upon it; all if
 * there are no more. */
size_t utf8_cut(const char *s, size_t n, size_t most);

/* Nearly all of our letters take one or two bytes. */
static inline uint32_t utf8_decode(const char *s, size_t n, size_t *len)
{
    const unsigned char a = (unsigned char)s[0];

    if (a < 0x80) {
        *len = 1;
        return a;
    }
    if (a >= 0xC2 && a < 0xE0 && n > 1 && ((unsigned char)s[1] & 0xC0) == 0x80) {
        *len = 2;
        return (uint32_t)(a & 0x1F) << 6 | ((unsigned char)s[1] & 0x3F);
    }
    return utf8_decode_any(s, n, len);
}

#endif
