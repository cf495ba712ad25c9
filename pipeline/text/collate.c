/* collate.c - see collate.h. */
#include "text/collate.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "text/chars.h"

struct collate {
    UCollator *order;
    const word_set *prefixes;
};

collate *collate_open(const char *language, const word_set *prefixes)
{
    UErrorCode status = U_ZERO_ERROR;
    collate *c = mem_alloc(sizeof *c);

    c->prefixes = prefixes;
    c->order = ucol_open(language, &status);
    ucol_setAttribute(c->order, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    if (U_SUCCESS(status))
        return c;
    collate_close(c);
    return NULL;
}

void collate_close(collate *c)
{
    if (!c)
        return;
    if (c->order)
        ucol_close(c->order);
    mem_free(c);
}

static bool is_quote(uint32_t cp)
{
    return char_is_quote(cp) || cp == '(' || char_is_blank(cp);
}

static size_t skip_quotes(const text_char *chars, size_t count, size_t i)
{
    while (i < count && is_quote(chars[i].cp))
        i++;
    return i;
}

/* Does a prefix word begin at `i`? The longest one: «р.п.» before «р.». Its end, `i` if there is
 * none; behind it more must follow. */
static size_t prefix_end(const collate *c, const text_char *chars, size_t count, size_t i)
{
    size_t found = i, end = i;

    while (c->prefixes && end < count &&
           (char_is_letter(chars[end].cp) || chars[end].cp == '.' ||
            (chars[end].cp == '-' && end > i))) {
        const bool ends = chars[end++].cp == '.' || (end < count && is_quote(chars[end].cp));
        if (ends && word_set_has_chars(c->prefixes, chars, i, end))
            found = end;
    }
    return skip_quotes(chars, count, found) < count ? found : i;
}

/* Where the name begins: behind quotes, blanks and prefix words. The last of these stands from
 * *prefix to *prefix_to. */
static size_t name_begin(const collate *c, const text_char *chars, size_t count, size_t *prefix,
                         size_t *prefix_to)
{
    size_t i = skip_quotes(chars, count, 0), end;

    *prefix = *prefix_to = 0;
    while ((end = prefix_end(c, chars, count, i)) > i) {
        *prefix = i;
        *prefix_to = end;
        i = skip_quotes(chars, count, end);
    }
    return i;
}

const char *collate_split(const collate *c, arena *a, const char *text, const char **prefix)
{
    size_t count, from, to;
    const text_char *chars = chars_decode(a, text, strlen(text), &count);
    const size_t begin = name_begin(c, chars, count, &from, &to);
    char word[48];

    *prefix = arena_strndup(a, word, chars_lower(chars, from, to, word, sizeof word));
    return begin < count ? text + chars[begin].at : "";
}

static UChar *to_utf16(const collate *c, arena *a, const char *text, int32_t *length)
{
    size_t count, from, to;
    const text_char *chars = chars_decode(a, text, strlen(text), &count);
    UChar *out = ARENA_ARRAY(a, UChar, count * 2 + 1);
    int32_t n = 0;

    for (size_t i = name_begin(c, chars, count, &from, &to); i < count; i++) {
        if (is_quote(chars[i].cp) && !char_is_blank(chars[i].cp))
            continue;
        if (chars[i].cp < 0x10000) {
            out[n++] = (UChar)chars[i].cp;
        } else {
            out[n++] = U16_LEAD(chars[i].cp);
            out[n++] = U16_TRAIL(chars[i].cp);
        }
    }
    *length = n;
    return out;
}

const char *collate_key(const collate *c, arena *a, const char *text)
{
    static const char hex[] = "0123456789abcdef";
    int32_t length, size;
    const UChar *wide = to_utf16(c, a, text, &length);
    uint8_t *key;
    char *out;

    size = ucol_getSortKey(c->order, wide, length, NULL, 0);
    key = ARENA_ARRAY(a, uint8_t, (size_t)size + 1);
    ucol_getSortKey(c->order, wide, length, key, size);
    out = arena_text(a, (size_t)size * 2 + 1);
    for (int32_t i = 0; i < size; i++) {
        out[i * 2] = hex[key[i] >> 4];
        out[i * 2 + 1] = hex[key[i] & 15];
    }
    out[(size_t)size * 2] = '\0';
    return out;
}

int collate_compare(const collate *c, const char *x, const char *y)
{
    arena *a = arena_new();
    int order = strcmp(collate_key(c, a, x), collate_key(c, a, y));

    arena_free(a);
    return (order > 0) - (order < 0);
}
