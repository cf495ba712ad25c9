/* chars.c - see chars.h. */
#include "text/chars.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

text_char *chars_decode(arena *a, const char *s, size_t n, size_t *count)
{
    text_char *chars = arena_take_array(a, n + 1, sizeof(text_char));
    size_t used = 0, len;

    for (size_t at = 0; at < n; at += len)
        chars[used++] = (text_char){utf8_decode(s + at, n - at, &len), (uint32_t)at};
    chars[used] = (text_char){0, (uint32_t)n};
    *count = used;
    return chars;
}

text_chars chars_of(arena *a, const char *text, size_t n)
{
    text_chars t = {.mem = a, .text = text};

    t.c = chars_decode(a, text, n, &t.count);
    return t;
}

char *chars_slice(const text_chars *t, size_t from, size_t to)
{
    return arena_strndup(t->mem, t->text + t->c[from].at, t->c[to].at - t->c[from].at);
}

bool char_is_upper_by_icu(uint32_t cp)
{
    return u_isupper((UChar32)cp);
}

bool char_is_lower_by_icu(uint32_t cp)
{
    return u_islower((UChar32)cp);
}

bool char_is_letter_by_icu(uint32_t cp)
{
    return u_isalpha((UChar32)cp);
}

static bool has_script(uint32_t cp, UScriptCode script)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)cp, &status) == script && U_SUCCESS(status);
}

bool char_is_cyrillic(uint32_t cp)
{
    if (cp < 0x400)
        return false;
    return char_is_russian_upper(cp) || char_is_russian_lower(cp) ||
           (cp >= 0x460 && u_isalpha((UChar32)cp) && has_script(cp, USCRIPT_CYRILLIC)) ||
           (cp < 0x460);
}

bool char_is_latin(uint32_t cp)
{
    if (cp < 0x80)
        return char_is_upper(cp) || char_is_lower(cp);
    return cp >= 0xC0 && !(cp >= 0x370 && cp < 0x530) && u_isalpha((UChar32)cp) &&
           has_script(cp, USCRIPT_LATIN);
}

bool char_is_dash(uint32_t cp)
{
    return cp == '-' || (cp >= CH_HYPHEN && cp <= 0x2015) || cp == CH_MINUS;
}

uint32_t char_lower_by_icu(uint32_t cp)
{
    return (uint32_t)u_tolower((UChar32)cp);
}

uint32_t char_upper(uint32_t cp)
{
    return (uint32_t)u_toupper((UChar32)cp);
}

size_t chars_lower(const text_char *chars, size_t from, size_t to, char *out, size_t size)
{
    size_t len = 0;

    for (size_t i = from; i < to; i++) {
        char bytes[4];
        size_t n = utf8_encode(char_lower(chars[i].cp), bytes);
        if (len + n >= size)
            return 0;
        for (size_t k = 0; k < n; k++)
            out[len++] = bytes[k];
    }
    out[len] = '\0';
    return len;
}
