/* json.c - see json.h. */
#include "base/json.h"

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

void json_quoted(strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    for (;; text++) {
        const char *const from = text;
        while (is_plain(*text))
            text++;
        strbuf_add(out, from, (size_t)(text - from));
        if (!*text)
            break;
        if ((unsigned char)*text < 0x20)
            strbuf_printf(out, "\\u%04x", (unsigned)*text);
        else
            strbuf_add(out, (const char[]){'\\', *text}, 2);
    }
    strbuf_addc(out, '"');
}

void json_member(strbuf *out, const char *name, const char *text)
{
    strbuf_adds(out, ",\"");
    strbuf_adds(out, name);
    strbuf_adds(out, "\":");
    json_quoted(out, text);
}
