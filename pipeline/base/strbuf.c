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

void strbuf_printf(strbuf *b, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n <= 0)
        return;
    strbuf_reserve(b, (size_t)n);
    va_start(args, format);
    vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
    va_end(args);
    b->len += (size_t)n;
}

void strbuf_add_xml(strbuf *b, const char *text)
{
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c == '&')
            strbuf_adds(b, "&amp;");
        else if (c == '<')
            strbuf_adds(b, "&lt;");
        else if (c == '>') /* «]]>» may not stand in text */
            strbuf_adds(b, "&gt;");
        else if (c == '"')
            strbuf_adds(b, "&quot;");
        else
            strbuf_addc(b, c < ' ' && c != '\t' && c != '\n' ? ' ' : *text);
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
