/* guess.c - in which encoding is this Russian text?
 *
 * Every single-byte Cyrillic encoding puts the letters elsewhere, so the bytes of a text read in
 * the wrong one give rare letters, capitals inside words and frames. Each candidate is scored by
 * how frequent its reading of every byte is in Russian; the right one is far ahead, because no two
 * candidates put the frequent small letters at the same bytes. */
#include "xml/xml_int.h"

#include <string.h>

#include <unicode/ucnv.h>

#include "base/utf8.h"

enum { MIN_EVIDENCE = 12, MIN_MEAN = 20, CLEAR_LEAD = 2, OTHER_LETTER = -40, TYPOGRAPHIC = 4 };

static const struct {
    const char *icu, *show;
} candidates[] = {
    {"windows-1251", "windows-1251"},
    {"KOI8-R", "KOI8-R"},
    {"ibm-866", "IBM866"},
    {"ISO-8859-5", "ISO-8859-5"},
};

/* How often а…я, in this order, stand among 1,000 letters of Russian prose (rounded from the usual
 * frequency tables; only the order of magnitude matters). */
static const unsigned char frequency[32] = {80, 16, 45, 17,  30, 84, 9,  16, 73, 12, 35,
                                            44, 32, 67, 110, 28, 47, 54, 63, 26, 2,  10,
                                            5,  14, 7,  4,   1,  19, 17, 3,  6,  20};

static int weight(UChar c)
{
    if (c >= 0x430 && c <= 0x44F)
        return frequency[c - 0x430];
    if (c >= 0x410 && c <= 0x42F)
        return frequency[c - 0x410] / 2;
    if (c == 0x451 || c == 0x401 || c == 0xAB || c == 0xBB || c == 0x2116 || c == 0xA0 ||
        (c >= 0x2010 && c <= 0x2026))
        return TYPOGRAPHIC;
    return OTHER_LETTER;
}

/* Sum over the bytes above ASCII of their weight in encoding `icu`. */
static long score(const char *icu, const size_t histogram[256])
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open(icu, &error);
    long sum = 0;

    for (int b = 0x80; b < 0x100 && U_SUCCESS(error); b++) {
        const char byte = (char)b;
        UChar c[2] = {0};
        if (!histogram[b])
            continue;
        ucnv_toUChars(cnv, c, 2, &byte, 1, &error);
        sum += (long)histogram[b] * weight(c[0]);
    }
    ucnv_close(cnv);
    return U_SUCCESS(error) ? sum : 0;
}

/* Is it UTF-8, perhaps with a few damaged places? Text in other encodings hardly ever has two bytes
 * in a row that make a character of UTF-8. */
static bool is_mostly_utf8(const char *s, size_t n)
{
    size_t good = 0, bad = 0;

    for (size_t at = 0, len; at < n; at += len) {
        len = 1;
        if ((unsigned char)s[at] < 0x80)
            continue;
        utf8_decode(s + at, n - at, &len);
        good += len > 1;
        bad += len == 1;
    }
    return good > 2 * bad;
}

const char *xml_guess_encoding(const char *bytes, size_t n, const char *assumed)
{
    size_t histogram[256] = {0}, evidence = 0;
    long best = 0, given = 0;
    const char *name = NULL;

    for (size_t i = 0; i < n; i++)
        histogram[(unsigned char)bytes[i]]++;
    for (int b = 0x80; b < 0x100; b++)
        evidence += histogram[b];
    if (!assumed && evidence == 0)
        return "UTF-8";
    if (evidence < MIN_EVIDENCE)
        return NULL;
    if (is_mostly_utf8(bytes, n))
        return "UTF-8";
    for (size_t i = 0; i < COUNT(candidates); i++) {
        const long s = score(candidates[i].icu, histogram);
        if (assumed && !strcmp(assumed, candidates[i].show))
            given = s;
        if (s > best) {
            best = s;
            name = candidates[i].show;
        }
    }
    if (best < (long)evidence * MIN_MEAN || (assumed && best < CLEAR_LEAD * given))
        return NULL;
    return name;
}
