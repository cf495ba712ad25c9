/* unescape.c - character data and attribute values as libxml2 will put them into the tree, one
 * character at a time, so that the place of each in the file is known (XML 1.0, 2.11, 3.3.3,
 * 4.6). */
#include "xml/xml_int.h"

#include <string.h>

#include "base/utf8.h"

/* The number of a character reference, 0 if it is none XML allows. */
static uint32_t reference_number(const char *s, size_t n)
{
    const bool hex = n > 1 && s[0] == 'x';
    uint32_t v = 0;

    for (size_t i = hex; i < n; i++) {
        const char c = s[i] | (s[i] >= 'A' ? 0x20 : 0);
        const int digit = c >= '0' && c <= '9'          ? c - '0'
                          : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                                                        : 99;
        if (digit == 99 || (v = v * (hex ? 16 : 10) + (uint32_t)digit) > 0x10FFFF)
            return 0;
    }
    if ((v < 0x20 && v != '\t' && v != '\n' && v != '\r') || (v >= 0xD800 && v < 0xE000) ||
        v == 0xFFFE || v == 0xFFFF)
        return 0;
    return v;
}

static const struct {
    const char *name;
    char c;
} entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

uint32_t xml_reference_value(const char *s, size_t n)
{
    if (n && s[0] == '#')
        return reference_number(s + 1, n - 1);
    for (size_t i = 0; i < COUNT(entities); i++)
        if (strlen(entities[i].name) == n && !memcmp(entities[i].name, s, n))
            return (uint32_t)entities[i].c;
    return 0;
}

static bool looking_at(const unescaper *u, const char *word)
{
    const size_t n = strlen(word);
    return u->size - u->at >= n && !memcmp(u->text + u->at, word, n);
}

static void skip_behind(unescaper *u, const char *mark)
{
    while (u->at < u->size && !looking_at(u, mark))
        u->at++;
    u->at += u->at < u->size ? strlen(mark) : 0;
}

/* Skip what stands between pieces of one text; false where the text ends. */
static bool skip_marks(unescaper *u)
{
    for (;;) {
        if (u->cdata && looking_at(u, "]]>")) {
            u->at += 3;
            u->cdata = false;
        } else if (u->cdata) {
            break;
        } else if (looking_at(u, "<![CDATA[")) {
            u->at += strlen("<![CDATA[");
            u->cdata = true;
        } else if (looking_at(u, "<!--")) {
            u->at += strlen("<!--");
            skip_behind(u, "-->");
        } else if (looking_at(u, "<?")) {
            skip_behind(u, "?>");
        } else {
            break;
        }
    }
    return u->at < u->size && (u->cdata || u->text[u->at] != '<');
}

static size_t take_reference(unescaper *u, char out[4])
{
    const char *word = u->text + u->at + 1;
    const char *end = memchr(word, ';', u->size - u->at - 1);

    if (!end)
        return 0;
    u->at += (size_t)(end - word) + 2;
    return utf8_encode(xml_reference_value(word, (size_t)(end - word)), out);
}

static size_t take_space(unescaper *u, char out[4])
{
    if (u->text[u->at] == '\r' && u->at + 1 < u->size && u->text[u->at + 1] == '\n')
        u->at++;
    out[0] = u->attribute ? ' ' : u->text[u->at] == '\r' ? '\n' : u->text[u->at];
    u->at++;
    return 1;
}

size_t xml_unescape(unescaper *u, char out[4])
{
    size_t len;

    if (u->attribute ? u->at >= u->size : !skip_marks(u))
        return 0;
    u->from = u->at;
    if (u->text[u->at] == '&' && !u->cdata)
        return take_reference(u, out);
    if (strchr(" \t\r\n", u->text[u->at]))
        return take_space(u, out);
    utf8_decode(u->text + u->at, u->size - u->at, &len);
    memcpy(out, u->text + u->at, len);
    u->at += len;
    return len;
}
