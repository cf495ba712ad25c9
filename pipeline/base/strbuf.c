/* strbuf.c - see strbuf.h. */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/digits.h"
#include "base/utf8.h"

void strbuf_reserve(strbuf *b, size_t more)
{
    size_t need = b->len + more + 1, cap = b->cap ? b->cap : 64;

    if (need <= b->cap)
        return;
    while (cap < need)
        cap *= 2;
    b->data = mem_realloc(b->data, cap);
    b->cap = cap;
}

void strbuf_free(strbuf *b)
{
    mem_free(b->data);
    *b = (strbuf)STRBUF_INIT;
}

void strbuf_clear(strbuf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

char *strbuf_take(strbuf *b, arena *a)
{
    char *text = arena_strdup(a, strbuf_text(b));

    strbuf_free(b);
    return text;
}

/* Into the room that there is; if that is too little, it tells how much is needed. */
void strbuf_printf(strbuf *b, const char *format, ...)
{
    const size_t room = b->cap - b->len;
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(room ? b->data + b->len : NULL, room, format, args);
    va_end(args);
    if (n > 0 && (size_t)n >= room) {
        strbuf_reserve(b, (size_t)n);
        va_start(args, format);
        vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
        va_end(args);
    }
    if (n > 0)
        b->len += (size_t)n;
}

/* What stands for the character of `*len` bytes that begins here in XML; NULL: itself. «]]>» may
 * not stand in text, and the last two of the plane are no characters. */
static const char *xml_for(const char *s, size_t *len)
{
    static const char *const references[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    const uint32_t c = utf8_decode(s, 4, len);

    if (c < ' ')
        return c == '\t' || c == '\n' ? NULL : " ";
    if ((c == 0xFFFD && *len == 1) || c == 0xFFFE || c == 0xFFFF)
        return "\xEF\xBF\xBD";
    return c < COUNT(references) ? references[c] : NULL;
}

typedef const char *replacement(const char *s, size_t *len);

static void add_replaced(strbuf *b, const char *text, replacement *stands_for)
{
    size_t len = 0;

    for (;; text += len) {
        const char *const from = text;
        const char *other = NULL;
        while (*text && !(other = stands_for(text, &len)))
            text += len;
        strbuf_add(b, from, (size_t)(text - from));
        if (!*text)
            break;
        strbuf_adds(b, other);
    }
}

void strbuf_add_xml(strbuf *b, const char *text)
{
    add_replaced(b, text, xml_for);
}

/* What stands for the character of `*len` bytes that begins here in a line; NULL: itself. */
static const char *line_for(const char *s, size_t *len)
{
    const uint32_t c = utf8_decode(s, 4, len);

    if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        return " ";
    return c < ' ' || (c >= 0x7F && c < 0xA0) || (c == 0xFFFD && *len == 1) ? "\xEF\xBF\xBD" : NULL;
}

void strbuf_add_line(strbuf *b, const char *text)
{
    add_replaced(b, text, line_for);
}

const char *strbuf_line(arena *a, const char *text)
{
    strbuf line = STRBUF_INIT;

    strbuf_add_line(&line, text);
    return strbuf_take(&line, a);
}

void strbuf_add_address(strbuf *b, const char *path)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/";

    for (; *path; path++) {
        if (strchr(plain, *path))
            strbuf_addc(b, *path);
        else
            strbuf_printf(b, "%%%02X", (unsigned char)*path);
    }
}

void strbuf_add_utf8(strbuf *b, unsigned int code_point)
{
    char bytes[4];
    const size_t n = utf8_encode(code_point, bytes);
    strbuf_add(b, bytes, n);
}

const char two_digits[200] = "00010203040506070809101112131415161718192021222324"
                             "25262728293031323334353637383940414243444546474849"
                             "50515253545556575859606162636465666768697071727374"
                             "75767778798081828384858687888990919293949596979899";

/* Written from its end, with as much behind that as may be read. */
void strbuf_add_integer(strbuf *b, int64_t n)
{
    char text[2 * STRBUF_FEW], *end = text + STRBUF_FEW;
    char *p = digits_before(end, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);

    if (n < 0)
        *--p = '-';
    strbuf_add_few(b, p, (size_t)(end - p));
}

const char *strbuf_text(const strbuf *b)
{
    return b->data ? b->data : "";
}
