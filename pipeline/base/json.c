/* json.c - see json.h. */
#include "base/json.h"

#include "base/utf8.h"

/* Bytes of the character that begins here if it stands for itself, else 0. The NUL ends what is
 * malformed, too. */
static size_t plain_length(const char *s)
{
    const unsigned char c = (unsigned char)*s;
    size_t len;

    if (c < 0x80)
        return c >= 0x20 && c != '"' && c != '\\';
    return utf8_decode(s, 4, &len) == 0xFFFD && len == 1 ? 0 : len;
}

void json_quoted(strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    for (;; text++) {
        const char *const from = text;
        for (size_t n; (n = plain_length(text));)
            text += n;
        strbuf_add(out, from, (size_t)(text - from));
        if (!*text)
            break;
        if ((unsigned char)*text < 0x20)
            strbuf_printf(out, "\\u%04x", (unsigned)*text);
        else if ((unsigned char)*text >= 0x80)
            strbuf_adds(out, "\\ufffd");
        else
            strbuf_add(out, (const char[]){'\\', *text}, 2);
    }
    strbuf_addc(out, '"');
}

static void add_name(strbuf *out, const char *name)
{
    strbuf_adds(out, ",\"");
    strbuf_adds(out, name);
    strbuf_adds(out, "\":");
}

void json_member(strbuf *out, const char *name, const char *text)
{
    add_name(out, name);
    json_quoted(out, text);
}

void json_number(strbuf *out, const char *name, int64_t value)
{
    add_name(out, name);
    strbuf_add_integer(out, value);
}
