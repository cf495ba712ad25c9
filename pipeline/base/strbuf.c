/* strbuf.c - see strbuf.h. */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
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

/* What stands for a character in XML; NULL: itself. «]]>» may not stand in text. */
static const char *xml_for(unsigned char c)
{
    static const char *const references[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};

    if (c < ' ')
        return c == '\t' || c == '\n' ? NULL : " ";
    return c < COUNT(references) ? references[c] : NULL;
}

void strbuf_add_xml(strbuf *b, const char *text)
{
    for (;; text++) {
        const char *const from = text;
        while (*text && !xml_for((unsigned char)*text))
            text++;
        strbuf_add(b, from, (size_t)(text - from));
        if (!*text)
            break;
        strbuf_adds(b, xml_for((unsigned char)*text));
    }
}

void strbuf_add_utf8(strbuf *b, unsigned int code_point)
{
    char bytes[4];
    const size_t n = utf8_encode(code_point, bytes);
    strbuf_add(b, bytes, n);
}

const char *strbuf_text(const strbuf *b)
{
    return b->data ? b->data : "";
}
