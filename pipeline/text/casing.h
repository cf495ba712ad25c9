/* casing.h - capital and small letters, for text-transform and small capitals. */
#ifndef SVOD_TEXT_CASING_H
#define SVOD_TEXT_CASING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum { CASE_UPPER, CASE_LOWER } text_case;

/* `n` bytes of UTF-8 in capital or small letters, by the rules of Unicode (ß becomes SS); a copy in
 * `a` of *out_n bytes. */
char *text_set_case(arena *a, text_case to, const char *s, size_t n, size_t *out_n);
const char *text_in_capitals(arena *a, const char *s);

uint32_t char_to_title(uint32_t cp); /* as the first letter of a word */

#endif
