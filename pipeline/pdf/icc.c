/* icc.c - sRGB (IEC 61966-2-1) as an ICC profile, version 2.4 (ICC.1:2001-04), which PDF/A-1 can
 * take too.
 *
 * Made here and not read from a file: the profile is small, and so a document depends on one file
 * less. It is a matrix profile: the primaries of sRGB, adapted from D65 to D50 by Bradford's
 * method, as the ICC publishes them, and one curve for all three channels. The curve is computed in
 * whole numbers, so that every machine makes the same bytes. */
#include "pdf/icc.h"

#include <stdint.h>

enum { CURVE_POINTS = 256, TAG_COUNT = 9, HEADER = 128, TAG_ENTRY = 12, ONE_SHIFT = 30 };

static void put32(strbuf *b, uint32_t v)
{
    const char bytes[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};

    strbuf_add(b, bytes, sizeof bytes);
}

static void put16(strbuf *b, uint32_t v)
{
    const char bytes[2] = {(char)(v >> 8), (char)v};

    strbuf_add(b, bytes, sizeof bytes);
}

static void put_zeros(strbuf *b, size_t n)
{
    while (n--)
        strbuf_addc(b, '\0');
}

static void put_xyz(strbuf *b, const uint32_t v[3])
{
    strbuf_adds(b, "XYZ ");
    put32(b, 0);
    for (int i = 0; i < 3; i++)
        put32(b, v[i]);
}

/* ---- the tone curve ---- */

static uint64_t times(uint64_t x, uint64_t y) /* of numbers of 30 bits behind the point */
{
    return x * y >> ONE_SHIFT;
}

/* The largest r with r⁵ ≤ x. */
static uint64_t fifth_root(uint64_t x)
{
    uint64_t r = 0;

    for (int bit = ONE_SHIFT; bit >= 0; bit--) {
        uint64_t next = r | (uint64_t)1 << bit, square = times(next, next);
        if (next <= (uint64_t)1 << ONE_SHIFT && times(times(square, square), next) <= x)
            r = next;
    }
    return r;
}

/* Light for the value i of 255, 0 to 65,535: linear at the dark end, then ((v + 0.055) /
 * 1.055)^2.4. */
static uint32_t light(uint64_t i)
{
    uint64_t v, square;

    if (i * 100000 <= 255 * 4045)
        return (uint32_t)((65535 * i * 100 + 255 * 646) / (255 * 1292));
    v = ((i * 1000 + 255 * 55) << ONE_SHIFT) / (255 * 1055);
    square = times(v, v);
    v = times(square, fifth_root(square));
    return (uint32_t)((v * 65535 + ((uint64_t)1 << (ONE_SHIFT - 1))) >> ONE_SHIFT);
}

static void put_curve(strbuf *b)
{
    strbuf_adds(b, "curv");
    put32(b, 0);
    put32(b, CURVE_POINTS);
    for (uint64_t i = 0; i < CURVE_POINTS; i++)
        put16(b, light(i));
}

/* ---- the profile ---- */

static const uint32_t white[3] = {0xF6D6, 0x10000, 0xD32D}; /* D50; all in 16.16 */
static const uint32_t red[3] = {0x6FA2, 0x38F5, 0x0390};
static const uint32_t green[3] = {0x6299, 0xB785, 0x18DA};
static const uint32_t blue[3] = {0x24A0, 0x0F84, 0xB6CF};

static const char name[] = "sRGB IEC61966-2.1";
static const char terms[] = "No copyright, use freely";

static void put_description(strbuf *b)
{
    strbuf_adds(b, "desc");
    put32(b, 0);
    put32(b, sizeof name);
    strbuf_add(b, name, sizeof name);
    put_zeros(b, 4 + 4 + 2 + 1 + 67); /* no Unicode, no Macintosh text */
}

static void put_terms(strbuf *b)
{
    strbuf_adds(b, "text");
    put32(b, 0);
    strbuf_add(b, terms, sizeof terms);
    put_zeros(b, 3);
}

static void put_body(strbuf *b, uint32_t at[TAG_COUNT + 1])
{
    static const uint32_t *const colors[] = {white, red, green, blue};
    const size_t start = b->len;
    int n = 0;

    at[n++] = 0;
    put_description(b);
    at[n++] = (uint32_t)(b->len - start);
    put_terms(b);
    for (size_t i = 0; i < 4; i++) {
        at[n++] = (uint32_t)(b->len - start);
        put_xyz(b, colors[i]);
    }
    at[n++] = (uint32_t)(b->len - start);
    put_curve(b);
    at[n] = (uint32_t)(b->len - start);
}

static void put_header(strbuf *b, uint32_t size)
{
    static const uint16_t made[6] = {2000, 1, 1, 0, 0, 0};
    const size_t start = b->len;

    put32(b, size);
    put32(b, 0);
    put32(b, 0x02400000);
    strbuf_adds(b, "mntrRGB XYZ ");
    for (int i = 0; i < 6; i++)
        put16(b, made[i]);
    strbuf_adds(b, "acsp");
    put_zeros(b, 28); /* of no platform, maker or model; perceptual */
    for (int i = 0; i < 3; i++)
        put32(b, white[i]);
    put_zeros(b, HEADER - (b->len - start));
}

void icc_put_srgb(strbuf *b)
{
    static const char *const tags[TAG_COUNT] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
                                                "bXYZ", "rTRC", "gTRC", "bTRC"};
    const uint32_t first = HEADER + 4 + TAG_COUNT * TAG_ENTRY;
    uint32_t at[TAG_COUNT + 1];
    strbuf body = STRBUF_INIT;

    put_body(&body, at);
    put_header(b, first + (uint32_t)body.len);
    put32(b, TAG_COUNT);
    for (uint32_t i = 0; i < TAG_COUNT; i++) {
        const uint32_t part = i < 6 ? i : 6; /* the three curves are one */
        strbuf_adds(b, tags[i]);
        put32(b, first + at[part]);
        put32(b, at[part + 1] - at[part]);
    }
    strbuf_add(b, body.data, body.len);
    strbuf_free(&body);
}
