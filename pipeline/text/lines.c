/* lines.c - where Unicode allows a line to end: UAX 14, as ICU implements it.
 *
 * In comes UTF-8, out a mark for each byte offset. ICU's iterator walks UTF-16; the text is
 * converted beside a map of offsets, which is nearly twice as fast as letting ICU read UTF-8
 * (5 against 9 nanoseconds a character): a shortcut for plain text would save nothing that counts.
 * Only the languages below have rules of their own in ICU; all others share one iterator. */
#include "text/lines.h"

#include <string.h>
#include <unicode/ubrk.h>

#include "base/utf8.h"

static const char *const tailored[] = {"", "fi", "ja", "ko", "zh"};

struct line_breaker {
    UBreakIterator *iterators[COUNT(tailored)]; /* opened on first use */
    UChar *text;
    uint32_t *offsets; /* of each UTF-16 unit, in bytes */
    size_t cap;
};

line_breaker *line_breaker_new(void)
{
    return mem_alloc(sizeof(line_breaker));
}

void line_breaker_free(line_breaker *lb)
{
    if (!lb)
        return;
    for (size_t i = 0; i < COUNT(tailored); i++)
        if (lb->iterators[i])
            ubrk_close(lb->iterators[i]);
    mem_free(lb->text);
    mem_free(lb->offsets);
    mem_free(lb);
}

static size_t tailoring(const char *language)
{
    for (size_t i = 1; language && i < COUNT(tailored); i++)
        if ((language[0] | 32) == tailored[i][0] && (language[1] | 32) == tailored[i][1] &&
            (!language[2] || language[2] == '-' || language[2] == '_'))
            return i;
    return 0;
}

/* NULL if ICU has no data: then nothing may be broken. */
static UBreakIterator *iterator(line_breaker *lb, const char *language)
{
    const size_t i = tailoring(language);
    UErrorCode status = U_ZERO_ERROR;

    if (!lb->iterators[i])
        lb->iterators[i] = ubrk_open(UBRK_LINE, tailored[i], NULL, 0, &status);
    return U_SUCCESS(status) ? lb->iterators[i] : NULL;
}

static void reserve(line_breaker *lb, size_t units)
{
    if (units <= lb->cap)
        return;
    lb->cap = units * 2;
    lb->text = mem_realloc(lb->text, lb->cap * sizeof *lb->text);
    lb->offsets = mem_realloc(lb->offsets, lb->cap * sizeof *lb->offsets);
}

/* Number of UTF-16 units, never more than the bytes. */
static size_t convert(line_breaker *lb, const char *text, size_t n)
{
    size_t units = 0, len;

    reserve(lb, n + 1);
    for (size_t at = 0; at < n; at += len) {
        const uint32_t cp = utf8_decode(text + at, n - at, &len);
        lb->offsets[units] = (uint32_t)at;
        if (cp < 0x10000) {
            lb->text[units++] = (UChar)cp;
            continue;
        }
        lb->text[units++] = (UChar)(0xD7C0 + (cp >> 10));
        lb->offsets[units] = (uint32_t)at;
        lb->text[units++] = (UChar)(0xDC00 + (cp & 0x3FF));
    }
    return units;
}

void line_breaks(line_breaker *lb, const char *language, const char *text, size_t n, uint8_t *kinds)
{
    UBreakIterator *it = iterator(lb, language);
    UErrorCode status = U_ZERO_ERROR;
    int32_t units, at;

    memset(kinds, 0, n + 1);
    if (!it || n < 2 || n > INT32_MAX / 2)
        return;
    units = (int32_t)convert(lb, text, n);
    ubrk_setText(it, lb->text, units, &status);
    if (U_FAILURE(status))
        return;
    for (at = ubrk_next(it); at != UBRK_DONE && at < units; at = ubrk_next(it))
        kinds[lb->offsets[at]] =
            ubrk_getRuleStatus(it) >= UBRK_LINE_HARD ? BREAK_MANDATORY : BREAK_ALLOWED;
}
