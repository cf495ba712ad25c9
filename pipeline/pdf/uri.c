/* uri.c - RFC 3986 and RFC 2397 as far as images need them. */
#include "pdf/uri.h"

#include <string.h>

#include "base/arena.h"
#include "base/spaces.h"
#include "base/strbuf.h"

char *uri_clean(const char *uri)
{
    size_t n = strlen(uri);
    char *copy;

    spaces_trim(&uri, &n);
    if (n >= 5 && !memcmp(uri, "url(", 4) && uri[n - 1] == ')') {
        uri += 4;
        n -= 5;
        spaces_trim(&uri, &n);
    }
    if (n >= 2 && (uri[0] == '"' || uri[0] == '\'') && uri[n - 1] == uri[0]) {
        uri++;
        n -= 2;
    }
    copy = mem_alloc(n + 1);
    memcpy(copy, uri, n);
    return copy;
}

static bool starts_with(const char *s, const char *lower)
{
    for (; *lower; s++, lower++)
        if (*s != *lower && !(*s >= 'A' && *s <= 'Z' && *s + 32 == *lower))
            return false;
    return true;
}

bool uri_is_data(const char *uri)
{
    return starts_with(uri, "data:");
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* In place; the result is never longer. A % that leads no two digits stays. */
static size_t decode_percent(char *s)
{
    char *to = s;

    for (const char *from = s; *from; from++) {
        if (from[0] == '%' && hex_value(from[1]) >= 0 && hex_value(from[2]) >= 0) {
            *to++ = (char)(hex_value(from[1]) << 4 | hex_value(from[2]));
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return (size_t)(to - s);
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* In place as well: three bytes for four. False on a character that does not belong there. */
static bool decode_base64(char *s, size_t *n)
{
    unsigned bits = 0, count = 0;
    size_t out = 0;

    for (size_t i = 0; i < *n && s[i] != '='; i++) {
        int v = base64_value(s[i]);
        if (is_space(s[i]))
            continue;
        if (v < 0)
            return false;
        bits = (bits << 6 | (unsigned)v) & 0xFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            s[out++] = (char)(bits >> count);
        }
    }
    *n = out;
    return true;
}

bool uri_decode_data(const char *uri, char **data, size_t *size)
{
    const char *comma = strchr(uri, ',');
    bool base64;
    char *bytes;

    if (!comma)
        return false;
    base64 = comma - uri >= 7 && !memcmp(comma - 7, ";base64", 7);
    bytes = mem_alloc(strlen(comma));
    strcpy(bytes, comma + 1);
    *size = decode_percent(bytes);
    if (base64 && !decode_base64(bytes, size)) {
        mem_free(bytes);
        return false;
    }
    *data = bytes;
    return true;
}

/* "name:" before any slash is a scheme; one letter would be a drive, which we have not. */
static bool has_scheme(const char *uri)
{
    size_t n = strspn(uri, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    return n > 1 && uri[n] == ':';
}

const char *uri_local_path(char *uri)
{
    if (starts_with(uri, "file:")) {
        uri += 5;
        if (uri[0] == '/' && uri[1] == '/') {
            uri += 2;
            if (starts_with(uri, "localhost/"))
                uri += 9;
            if (uri[0] != '/')
                return NULL; /* another machine's file */
        }
    } else if (has_scheme(uri) || (uri[0] == '/' && uri[1] == '/')) {
        return NULL;
    }
    decode_percent(uri);
    return *uri ? uri : NULL;
}
