/* json.c - see json.h. */
#include "base/json.h"

void json_quoted(strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            strbuf_addc(out, '\\');
        if ((unsigned char)*text < 0x20)
            strbuf_printf(out, "\\u%04x", (unsigned)*text);
        else
            strbuf_addc(out, *text);
    }
    strbuf_addc(out, '"');
}

void json_member(strbuf *out, const char *name, const char *text)
{
    strbuf_printf(out, ",\"%s\":", name);
    json_quoted(out, text);
}
