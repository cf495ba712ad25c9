/* utf8.h - stepping through UTF-8 that has already been validated by the loader. */
#ifndef SVOD_BASE_UTF8_H
#define SVOD_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point at `s` (`n` > 0 bytes left); its length in bytes goes to *len.
 * A malformed byte reads as U+FFFD of length 1. */
uint32_t utf8_decode(const char *s, size_t n, size_t *len);

/* Write `cp` to out[4]; returns the number of bytes. */
size_t utf8_encode(uint32_t cp, char out[4]);

size_t utf8_count(const char *s, size_t n); /* code points in n bytes */

#endif
