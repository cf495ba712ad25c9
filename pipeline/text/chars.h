/* chars.h - a text as an array of characters, what the checks and typography ask of one, and steps
 * over many. ASCII and Russian letters are answered by ranges, all others by ICU's properties. */
#ifndef SVOD_TEXT_CHARS_H
#define SVOD_TEXT_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum {
    CH_NBSP = 0x00A0,
    CH_SOFT_HYPHEN = 0x00AD,
    CH_ZERO_WIDTH_SPACE = 0x200B,
    CH_HYPHEN = 0x2010,
    CH_NB_HYPHEN = 0x2011,
    CH_EN_DASH = 0x2013,
    CH_EM_DASH = 0x2014,
    CH_ELLIPSIS = 0x2026,
    CH_NARROW_NBSP = 0x202F,
    CH_WORD_JOINER = 0x2060,
    CH_NUMERO = 0x2116,
    CH_MINUS = 0x2212,
    CH_LAQUO = 0x00AB,
    CH_RAQUO = 0x00BB,
    CH_LOW_QUOTE = 0x201E,  /* opens the inner pair */
    CH_HIGH_QUOTE = 0x201C, /* closes the inner pair */
};

typedef struct {
    uint32_t cp;
    uint32_t at; /* byte offset */
} text_char;

/* The characters of n bytes; chars[*count] is {0, n}. n must be below 4 GiB. */
text_char *chars_decode(arena *a, const char *s, size_t n, size_t *count);

/* A text for walks over it. */
typedef struct {
    arena *mem; /* holds the characters, and what is cut out */
    const char *text;
    const text_char *c; /* as chars_decode gives them */
    size_t count;
} text_chars;

text_chars chars_of(arena *a, const char *text, size_t n);
char *chars_slice(const text_chars *t, size_t from, size_t to); /* [from, to) as it is written */

/* Any space, tab or line end, also those that do not break. */
static inline bool char_is_blank(uint32_t cp);
static inline bool char_is_glue(uint32_t cp);  /* a space at which a line does not end */
static inline bool char_is_digit(uint32_t cp); /* 0–9 only */
static inline bool char_is_letter(uint32_t cp);
static inline bool char_is_upper(uint32_t cp);
static inline bool char_is_lower(uint32_t cp);
bool char_is_cyrillic(uint32_t cp); /* a letter of the script */
bool char_is_latin(uint32_t cp);
bool char_is_dash(uint32_t cp);                /* hyphens, dashes, minus */
static inline bool char_is_quote(uint32_t cp); /* of Russian pairs, or straight */
static inline uint32_t char_lower(uint32_t cp);
static inline uint32_t char_folded(uint32_t cp);                 /* small, ё as е */
static inline bool char_is_in(const uint32_t *set, uint32_t cp); /* `set` ends with 0 */
uint32_t char_upper(uint32_t cp);

/* Lower-case UTF-8 of chars[from, to) into out (at most size - 1 bytes and a NUL). Returns its
 * length, or 0 if it does not fit. */
size_t chars_lower(const text_char *chars, size_t from, size_t to, char *out, size_t size);

static inline bool char_is_in(const uint32_t *set, uint32_t cp)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

/* ---- by ranges, in line ---- */

bool char_is_letter_by_icu(uint32_t cp), char_is_upper_by_icu(uint32_t cp),
    char_is_lower_by_icu(uint32_t cp);
uint32_t char_lower_by_icu(uint32_t cp);

static inline bool char_is_blank(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == CH_NBSP ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == CH_NARROW_NBSP || cp == 0x205F || cp == 0x3000;
}

static inline bool char_is_glue(uint32_t cp)
{
    return cp == CH_NBSP || cp == CH_NARROW_NBSP || cp == 0x2007;
}

static inline bool char_is_quote(uint32_t cp)
{
    return cp == '"' || cp == CH_LAQUO || cp == CH_RAQUO || cp == CH_LOW_QUOTE ||
           cp == CH_HIGH_QUOTE;
}

static inline bool char_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static inline bool char_is_russian_upper(uint32_t cp)
{
    return (cp >= 0x410 && cp <= 0x42F) || cp == 0x401;
}

static inline bool char_is_russian_lower(uint32_t cp)
{
    return (cp >= 0x430 && cp <= 0x44F) || cp == 0x451;
}

static inline bool char_is_russian(uint32_t cp)
{
    return char_is_russian_upper(cp) || char_is_russian_lower(cp);
}

static inline bool char_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    return char_is_russian_upper(cp) || (!char_is_russian_lower(cp) && char_is_upper_by_icu(cp));
}

static inline bool char_is_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return char_is_russian_lower(cp) || (!char_is_russian_upper(cp) && char_is_lower_by_icu(cp));
}

static inline bool char_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
    return char_is_russian_upper(cp) || char_is_russian_lower(cp) || char_is_letter_by_icu(cp);
}

static inline uint32_t char_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    if (cp >= 0x410 && cp <= 0x44F)
        return cp < 0x430 ? cp + 32 : cp;
    return char_lower_by_icu(cp);
}

static inline uint32_t char_folded(uint32_t cp)
{
    cp = char_lower(cp);
    return cp == 0x451 ? 0x435 : cp;
}

/* ---- steps over a text; behind its end is nothing ---- */

static inline uint32_t chars_at(const text_chars *t, size_t i)
{
    return i < t->count ? t->c[i].cp : 0;
}

static inline uint32_t chars_before(const text_chars *t, size_t i)
{
    return i > 0 ? t->c[i - 1].cp : 0;
}

/* Behind the run that begins at i; i itself where there is none. */
static inline size_t chars_blanks_end(const text_chars *t, size_t i)
{
    while (i < t->count && char_is_blank(t->c[i].cp))
        i++;
    return i;
}

static inline size_t chars_digits_end(const text_chars *t, size_t i)
{
    while (i < t->count && char_is_digit(t->c[i].cp))
        i++;
    return i;
}

static inline size_t chars_letters_end(const text_chars *t, size_t i)
{
    while (i < t->count && char_is_letter(t->c[i].cp))
        i++;
    return i;
}

/* Where the run that ends before i begins; i itself where there is none. */
static inline size_t chars_blanks_begin(const text_chars *t, size_t i)
{
    while (i > 0 && char_is_blank(t->c[i - 1].cp))
        i--;
    return i;
}

static inline size_t chars_digits_begin(const text_chars *t, size_t i)
{
    while (i > 0 && char_is_digit(t->c[i - 1].cp))
        i--;
    return i;
}

static inline size_t chars_letters_begin(const text_chars *t, size_t i)
{
    while (i > 0 && char_is_letter(t->c[i - 1].cp))
        i--;
    return i;
}

#endif
