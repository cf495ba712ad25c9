/* utf8.c - see utf8.h; Unicode 15.0, section 3.9, table 3-7. */
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static size_t sequence_length(unsigned char lead)
{
    return lead < 0x80   ? 1
           : lead < 0xC2 ? 0
           : lead < 0xE0 ? 2
           : lead < 0xF0 ? 3
           : lead < 0xF5 ? 4
                         : 0;
}

uint32_t utf8_decode_any(const char *s, size_t n, size_t *len)
{
    static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *u = (const unsigned char *)s;
    size_t need = sequence_length(u[0]);
    uint32_t cp;

    *len = 1;
    if (need == 0 || need > n)
        return 0xFFFD;
    cp = u[0] & lead_mask[need];
    for (size_t i = 1; i < need; i++) {
        if ((u[i] & 0xC0) != 0x80)
            return 0xFFFD;
        cp = cp << 6 | (u[i] & 0x3F);
    }
    if (cp < least[need] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return 0xFFFD;
    *len = need;
    return cp;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (cp >> 18 & 7));
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

static uint64_t eight_bytes(const char *s)
{
    uint64_t eight;

    memcpy(&eight, s, sizeof eight);
    return eight;
}

/* Are the next eight bytes ASCII, or four letters from U+0400 to U+047F? */
static bool eight_easy(const char *s)
{
    const uint64_t eight = eight_bytes(s), high = UINT64_C(0x8080808080808080);

    return !(eight & high) || (eight & eight_bytes("\xFE\xC0\xFE\xC0\xFE\xC0\xFE\xC0")) ==
                                  eight_bytes("\xD0\x80\xD0\x80\xD0\x80\xD0\x80");
}

size_t utf8_sound(const char *s, size_t n)
{
    size_t at = 0, len;

    while (at < n) {
        for (; n - at >= 8 && eight_easy(s + at); at += 8)
            ;
        if (at == n || (utf8_decode(s + at, n - at, &len) == 0xFFFD && len == 1))
            break;
        at += len;
    }
    return at;
}

size_t utf8_count(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

/* Combining marks of the scripts that documents quote (blocks of Unicode 15.0), selectors, joiners:
 * they are nothing without the character before them. */
static bool leans_back(uint32_t cp)
{
    return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x483 && cp <= 0x489) ||
           (cp >= 0x1AB0 && cp <= 0x1AFF) || (cp >= 0x1DC0 && cp <= 0x1DFF) ||
           (cp >= 0x200C && cp <= 0x200D) || (cp >= 0x20D0 && cp <= 0x20FF) ||
           (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xFE20 && cp <= 0xFE2F) ||
           (cp >= 0x1F3FB && cp <= 0x1F3FF);
}

size_t utf8_cut(const char *s, size_t n, size_t most)
{
    size_t at = 0, chars = 0, len;

    for (; at < n; at += len) {
        const uint32_t cp = utf8_decode(s + at, n - at, &len);
        if (leans_back(cp))
            continue;
        if (chars == most)
            break;
        chars++;
    }
    return at;
}
