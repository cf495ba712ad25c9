/* casing.c - capital and small letters through ICU, without a language's own tailoring. */
#include "text/casing.h"

#include <string.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

typedef int32_t (*mapper)(const UCaseMap *map, char *to, int32_t cap, const char *from, int32_t n,
                          UErrorCode *status);

char *text_set_case(arena *a, text_case to, const char *s, size_t n, size_t *out_n)
{
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &status);
    mapper f = to == CASE_UPPER ? ucasemap_utf8ToUpper : ucasemap_utf8ToLower;
    size_t cap = n * 3 + 1; /* no mapping of Unicode is longer */
    char *out = NULL;
    int32_t len = 0;

    if (U_SUCCESS(status) && cap <= INT32_MAX) {
        out = arena_text(a, cap);
        len = f(map, out, (int32_t)cap, s, (int32_t)n, &status);
    }
    ucasemap_close(map);
    if (!out || U_FAILURE(status)) {
        *out_n = n;
        return arena_strndup(a, s, n);
    }
    *out_n = (size_t)len;
    return out;
}

const char *text_in_capitals(arena *a, const char *s)
{
    size_t n;
    const char *text = text_set_case(a, CASE_UPPER, s, strlen(s), &n);

    return arena_strndup(a, text, n);
}

uint32_t char_to_title(uint32_t cp)
{
    return (uint32_t)u_totitle((UChar32)cp);
}
