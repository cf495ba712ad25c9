/* folio.c - page numbers by the number format tokens of XSLT 1.0, 7.7.1: decimal with leading zeros
 * and grouping, Roman numerals, letters of the Latin and Russian alphabets (without ё й ъ ы ь, as
 * lists are lettered). What is not a letter or digit stands around the number as it is. */
#include <ctype.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "layout/folio.h"
#include "text/chars.h"

static void add_roman(strbuf *b, long n, bool upper)
{
    static const struct {
        int value;
        const char *text;
    } steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    for (size_t i = 0; i < COUNT(steps); i++)
        for (; n >= steps[i].value; n -= steps[i].value)
            for (const char *c = steps[i].text; *c; c++)
                strbuf_addc(b, upper ? (char)toupper((unsigned char)*c) : *c);
}

/* 1 → first letter, … then two letters, like spreadsheet columns. */
static void add_letters(strbuf *b, long n, const unsigned int *alphabet, long count)
{
    if (n > count)
        add_letters(b, (n - 1) / count, alphabet, count);
    strbuf_add_utf8(b, alphabet[(n - 1) % count]);
}

static void add_latin(strbuf *b, long n, unsigned int first)
{
    unsigned int alphabet[26];
    for (unsigned int i = 0; i < 26; i++)
        alphabet[i] = first + i;
    add_letters(b, n, alphabet, 26);
}

static void add_russian(strbuf *b, long n, unsigned int first)
{
    unsigned int alphabet[32];
    long count = 0;
    for (unsigned int i = 0; i < 32; i++)
        if (i != 9 && i != 26 && i != 27 && i != 28)
            alphabet[count++] = first + i;
    add_letters(b, n, alphabet, count);
}

static void add_decimal(strbuf *b, long n, size_t width, const char *separator, int group)
{
    char digits[32];
    size_t count = 0;
    for (; n > 0 && count < 20; n /= 10)
        digits[count++] = (char)('0' + n % 10);
    while (count < width && count < sizeof digits)
        digits[count++] = '0';
    while (count-- > 0) {
        strbuf_addc(b, digits[count]);
        if (group > 0 && separator && count && count % (size_t)group == 0)
            strbuf_adds(b, separator);
    }
}

/* Bytes of the letter or digit that stands at `p`; 0 if it is something else. */
static size_t token_char(const char *p)
{
    size_t len;
    const uint32_t cp = utf8_decode(p, strlen(p), &len);

    return *p && (char_is_letter(cp) || char_is_digit(cp)) ? len : 0;
}

static size_t token_length(const char *p)
{
    size_t n = 0, len;

    while ((len = token_char(p + n)))
        n += len;
    return n;
}

static void add_token(strbuf *b, long n, const char *token, size_t len, const char *separator,
                      int group)
{
    unsigned char c = (unsigned char)token[0];
    if (n > 0 && n < 5000 && len == 1 && (c == 'i' || c == 'I'))
        add_roman(b, n, c == 'I');
    else if (n > 0 && len == 1 && (c == 'a' || c == 'A'))
        add_latin(b, n, c);
    else if (n > 0 && len == 2 && memcmp(token, "\xD0\xB0", 2) == 0)
        add_russian(b, n, 0x430);
    else if (n > 0 && len == 2 && memcmp(token, "\xD0\x90", 2) == 0)
        add_russian(b, n, 0x410);
    else
        add_decimal(b, n, c == '0' ? len : 1, separator, group);
}

char *folio_format(arena *a, long number, const char *format, const char *group_separator,
                   int group_size)
{
    strbuf b = STRBUF_INIT;
    const char *token;
    size_t length;

    if (!format || !*format)
        format = "1";
    for (token = format; *token && !token_char(token); token++)
        ;
    length = token_length(token);
    strbuf_add(&b, format, (size_t)(token - format));
    add_token(&b, number, token, length, group_separator, group_size);
    strbuf_adds(&b, token + length);
    return strbuf_take(&b, a);
}
