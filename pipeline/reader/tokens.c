/* tokens.c - content streams, token by token (ISO 32000-1, 7.2, 7.3.4): blanks, comments and ways
 * of writing a string are of no account to what is drawn. */
#include "reader/reader_int.h"

#include <string.h>

static const char blanks[] = " \t\r\n\f", delimiters[] = "[]<>(){}/%";

static const char *escaped_byte(const char *at, int *byte)
{
    static const char letters[] = "nrtbf", values[] = "\n\r\t\b\f";
    const char *letter = *at ? strchr(letters, *at) : NULL;

    if (*at == '\n' || *at == '\r') { /* the line goes on */
        *byte = -1;
        return at + 1 + (at[0] == '\r' && at[1] == '\n');
    }
    if (*at >= '0' && *at <= '7') {
        *byte = 0;
        for (int i = 0; i < 3 && *at >= '0' && *at <= '7'; i++)
            *byte = (*byte << 3 | (*at++ - '0')) & 0xFF;
        return at;
    }
    *byte = letter ? values[letter - letters] : (unsigned char)*at;
    return at + 1;
}

static const char *next_byte(const char *at, int *byte)
{
    if (*at == '\\')
        return escaped_byte(at + 1, byte);
    if (*at == '\r') { /* every end of a line is one byte */
        *byte = '\n';
        return at + 1 + (at[1] == '\n');
    }
    *byte = (unsigned char)*at;
    return at + 1;
}

const char *reader_string_byte(const char *at, const char *end, int *depth, int *byte)
{
    const bool plain = at < end && *at != '\\';

    if (at >= end)
        return NULL;
    at = next_byte(at, byte);
    *depth += plain && *byte == '(';
    *depth -= plain && *byte == ')';
    return at;
}

static const char *put_string(strbuf *out, const char *at, const char *end)
{
    static const char digits[] = "0123456789abcdef";
    int depth = 1, byte;

    while ((at = reader_string_byte(at, end, &depth, &byte)) && depth)
        if (byte >= 0)
            strbuf_add(out, (const char[]){digits[byte >> 4], digits[byte & 15]}, 2);
    return at ? at : end;
}

static const char *put_hex(strbuf *out, const char *at, const char *end)
{
    int digits = 0;

    for (; at < end && *at != '>'; at++)
        if (!strchr(blanks, *at)) {
            strbuf_addc(out, *at >= 'A' && *at <= 'F' ? (char)(*at | 32) : *at);
            digits++;
        }
    if (digits % 2)
        strbuf_adds(out, "0");
    return at + 1;
}

static bool goes_on(char c)
{
    return !c || (!strchr(blanks, c) && !strchr(delimiters, c));
}

/* One token and a blank; behind it. */
static const char *put_token(strbuf *out, const char *at, const char *end)
{
    const char *from = at;
    const bool is_string = *at == '(' || (*at == '<' && at[1] != '<');

    if (is_string) {
        strbuf_adds(out, "<");
        at = *at == '(' ? put_string(out, at + 1, end) : put_hex(out, at + 1, end);
    } else {
        do
            at++;
        while (at < end && (*from == '/' || goes_on(*from)) && goes_on(*at));
        strbuf_add(out, from, (size_t)(at - from));
    }
    strbuf_adds(out, " ");
    return at;
}

void reader_tokens(strbuf *out, const char *content, size_t size)
{
    for (const char *at = content, *end = content + size; at < end;)
        if (*at == '%')
            at += strcspn(at, "\r\n");
        else if (*at && strchr(blanks, *at))
            at++;
        else
            at = put_token(out, at, end);
}
