/* cff.c - reads as little of a CFF table (Adobe Technical Note 5176) as CIDs need: whether the Top
 * DICT has the operator ROS, and then the charset, which gives each glyph's CID. */
#include "pdf/cff.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    const uint8_t *p;
    size_t n;
} span;

enum { OP_CHARSET = 15, OP_ROS = 0x0C00 + 30, OP_ESCAPE = 12 };

static uint32_t number_at(span s, size_t at, size_t bytes)
{
    uint32_t v = 0;

    for (size_t i = 0; i < bytes; i++)
        v = v << 8 | (at + i < s.n ? s.p[at + i] : 0);
    return v;
}

/* Item `i` of the INDEX at *at, which is moved behind the INDEX. */
static span index_item(span cff, size_t *at, uint32_t i)
{
    uint32_t count = number_at(cff, *at, 2), width = number_at(cff, *at + 2, 1);
    size_t offsets = *at + 3, data, from, to, end;

    if (!count || width < 1 || width > 4) {
        *at += 2;
        return (span){NULL, 0};
    }
    data = offsets + (size_t)(count + 1) * width - 1;
    from = data + number_at(cff, offsets + (size_t)i * width, width);
    to = data + number_at(cff, offsets + (size_t)(i + 1) * width, width);
    end = data + number_at(cff, offsets + (size_t)count * width, width);
    *at = end;
    if (i >= count || from > to || to > cff.n)
        return (span){NULL, 0};
    return (span){cff.p + from, to - from};
}

/* Bytes of the DICT operand that starts with `b`; 0 if `b` starts an operator. A real number (30)
 * ends with a nibble 15. */
static size_t operand_size(span dict, size_t at)
{
    uint8_t b = dict.p[at];
    size_t n = 1;

    if (b == 28)
        return 3;
    if (b == 29)
        return 5;
    if (b == 30) {
        while (at + n < dict.n && (dict.p[at + n] & 15) != 15 && dict.p[at + n] >> 4 != 15)
            n++;
        return n + 1;
    }
    if (b >= 32 && b <= 246)
        return 1;
    return b >= 247 && b <= 254 ? 2 : 0;
}

static uint32_t operand_value(span dict, size_t at)
{
    uint8_t b = dict.p[at];

    if (b == 28)
        return number_at(dict, at + 1, 2);
    if (b == 29)
        return number_at(dict, at + 1, 4);
    if (b >= 32 && b <= 246)
        return b - 139u;
    return b >= 247 && b <= 250 ? (b - 247u) * 256 + number_at(dict, at + 1, 1) + 108 : 0;
}

/* True if the DICT has `wanted`; its last operand goes to *value. */
static bool dict_find(span dict, unsigned wanted, uint32_t *value)
{
    uint32_t last = 0;

    for (size_t at = 0; at < dict.n;) {
        size_t n = operand_size(dict, at);
        unsigned op;
        if (n) {
            last = operand_value(dict, at);
            at += n;
            continue;
        }
        op = dict.p[at++];
        if (op == OP_ESCAPE)
            op = op << 8 | number_at(dict, at++, 1);
        if (op == wanted) {
            *value = last;
            return true;
        }
    }
    return false;
}

/* Charset formats 0 (one CID a glyph), 1 and 2 (ranges with counts of 1 and 2 bytes). */
static uint32_t charset_cid(span cff, size_t at, uint32_t glyph)
{
    uint32_t format = number_at(cff, at++, 1), next = 1;
    size_t width = format == 1 ? 1 : 2;

    if (!glyph)
        return 0;
    if (format == 0)
        return number_at(cff, at + (size_t)(glyph - 1) * 2, 2);
    for (; at + 2 + width <= cff.n; at += 2 + width) {
        uint32_t first = number_at(cff, at, 2), more = number_at(cff, at + 2, width);
        if (glyph <= next + more)
            return first + (glyph - next);
        next += more + 1;
    }
    return 0;
}

static span find_table(span file, const char *tag)
{
    uint32_t tables = number_at(file, 4, 2);

    for (uint32_t i = 0; i < tables && 12 + 16 * (size_t)(i + 1) <= file.n; i++) {
        size_t at = 12 + 16 * (size_t)i;
        uint32_t from = number_at(file, at + 8, 4), size = number_at(file, at + 12, 4);
        if (!memcmp(file.p + at, tag, 4) && from <= file.n && size <= file.n - from)
            return (span){file.p + from, size};
    }
    return (span){NULL, 0};
}

const uint8_t *cff_of_opentype(const uint8_t *file, size_t size, uint32_t *glyphs, size_t count,
                               size_t *cff_size)
{
    span cff = find_table((span){file, size}, "CFF "), top;
    size_t at;
    uint32_t charset = 0, unused;

    if (cff.n < 4)
        return NULL;
    at = cff.p[2];
    index_item(cff, &at, 0); /* names */
    top = index_item(cff, &at, 0);
    if (!top.p)
        return NULL;
    if (dict_find(top, OP_ROS, &unused) && dict_find(top, OP_CHARSET, &charset) && charset > 2)
        for (size_t i = 0; i < count; i++)
            glyphs[i] = charset_cid(cff, charset, glyphs[i]);
    *cff_size = cff.n;
    return cff.p;
}
