/* der.c - see der.h. */
#include "sign/der.h"

#include <stdlib.h>
#include <string.h>

/* Tag and length of `size` bytes (X.690, 8.1.3, 10.1); how many bytes that took. */
static size_t put_head(unsigned char *to, unsigned char tag, size_t size)
{
    size_t digits = 0, n = 0;

    to[n++] = tag;
    for (size_t rest = size; rest; rest >>= 8)
        digits++;
    if (size < 128) {
        to[n++] = (unsigned char)size;
        return n;
    }
    to[n++] = (unsigned char)(0x80 | digits);
    for (; digits; digits--)
        to[n++] = (unsigned char)(size >> (8 * (digits - 1)));
    return n;
}

der der_wrap(arena *a, unsigned char tag, const der *parts, size_t count)
{
    size_t size = 0, n;
    unsigned char head[2 + sizeof size], *out;

    for (size_t i = 0; i < count; i++)
        size += parts[i].size;
    n = put_head(head, tag, size);
    out = (unsigned char *)arena_text(a, n + size);
    memcpy(out, head, n);
    for (size_t i = 0, at = n; i < count; at += parts[i++].size)
        if (parts[i].size)
            memcpy(out + at, parts[i].bytes, parts[i].size);
    return (der){out, n + size};
}

static int ascending(const void *a, const void *b)
{
    const der *x = a, *y = b;
    const size_t n = x->size < y->size ? x->size : y->size;
    const int order = memcmp(x->bytes, y->bytes, n);

    return order ? order : x->size < y->size ? -1 : x->size > y->size;
}

der der_set(arena *a, unsigned char tag, const der *parts, size_t count)
{
    der *sorted = arena_memdup(a, parts, count * sizeof *parts);

    qsort(sorted, count, sizeof *sorted, ascending);
    return der_wrap(a, tag, sorted, count);
}

/* Seven bits a byte, the highest bit says that more follows (X.690, 8.19). */
static size_t put_arc(unsigned char *to, unsigned long arc)
{
    size_t n = 1;

    for (unsigned long rest = arc >> 7; rest; rest >>= 7)
        n++;
    for (size_t i = 0; i < n; i++)
        to[i] = (unsigned char)((arc >> (7 * (n - 1 - i)) & 0x7F) | (i + 1 < n ? 0x80 : 0));
    return n;
}

der der_oid(arena *a, const char *dotted)
{
    unsigned char bytes[64];
    char *at;
    const unsigned long first = strtoul(dotted, &at, 10);
    size_t n = put_arc(bytes, 40 * first + strtoul(at + 1, &at, 10));

    while (*at == '.')
        n += put_arc(bytes + n, strtoul(at + 1, &at, 10));
    return der_wrap(a, DER_OID, &(der){bytes, n}, 1);
}

der der_number(arena *a, unsigned n)
{
    const unsigned char byte = (unsigned char)n;

    return der_wrap(a, DER_INTEGER, &(der){&byte, 1}, 1);
}

der der_octets(arena *a, const void *bytes, size_t size)
{
    return der_wrap(a, DER_OCTETS, &(der){bytes, size}, 1);
}

size_t der_length(const unsigned char *bytes, size_t size)
{
    size_t n = 0, digits;

    if (size < 2)
        return 0;
    if (bytes[1] < 0x80)
        return bytes[1] + 2u <= size ? bytes[1] + 2u : 0;
    digits = bytes[1] & 0x7F;
    if (!digits || digits > sizeof n || digits + 2 > size)
        return 0;
    for (size_t i = 0; i < digits; i++)
        n = n << 8 | bytes[2 + i];
    return n <= size - 2 - digits ? n + 2 + digits : 0;
}
