/* deflate.c - one compressor for a document. libdeflate wants its whole output buffer at once: a
 * scratch buffer takes it, and only what came out is kept. */
#include "pdf/deflate.h"

#include <libdeflate.h>

/* Level 6, the default of zlib, takes a ninth of the whole run more and makes files a tenth
 * smaller: those of this level are still half as large as what others make of the same document
 * (docs/performance.md). */
enum { LEVEL = 1 };

struct deflater {
    struct libdeflate_compressor *z;
    void *scratch;
    size_t cap;
};

deflater *deflater_new(void)
{
    return mem_alloc(sizeof(deflater));
}

void deflater_free(deflater *d)
{
    if (!d)
        return;
    if (d->z)
        libdeflate_free_compressor(d->z);
    mem_free(d->scratch);
    mem_free(d);
}

/* When libdeflate cannot have its tables, the bytes are stored: blocks of 65,535 uncompressed
 * bytes are a zlib stream as well. */
static size_t store(const uint8_t *in, size_t n, uint8_t *out)
{
    uint32_t sum = libdeflate_adler32(1, in, n);
    uint8_t *p = out;

    *p++ = 0x78;
    *p++ = 0x01;
    do {
        size_t part = n > 0xFFFF ? 0xFFFF : n;
        *p++ = part == n;
        *p++ = (uint8_t)part;
        *p++ = (uint8_t)(part >> 8);
        *p++ = (uint8_t)~part;
        *p++ = (uint8_t)(~part >> 8);
        for (size_t i = 0; i < part; i++)
            *p++ = *in++;
        n -= part;
    } while (n);
    for (int shift = 24; shift >= 0; shift -= 8)
        *p++ = (uint8_t)(sum >> shift);
    return (size_t)(p - out);
}

const void *deflate_bytes(deflater *d, arena *a, const void *bytes, size_t n, size_t *size)
{
    size_t bound = libdeflate_zlib_compress_bound(NULL, n) + 16;

    if (!d->z)
        d->z = libdeflate_alloc_compressor(LEVEL);
    if (bound > d->cap) {
        mem_free(d->scratch);
        d->scratch = mem_take(bound);
        d->cap = bound;
    }
    *size = d->z ? libdeflate_zlib_compress(d->z, bytes, n, d->scratch, d->cap) : 0;
    if (!*size)
        *size = store(bytes, n, d->scratch);
    return arena_memdup(a, d->scratch, *size);
}

bool inflate_exactly(const void *data, size_t n, void *out, size_t expect)
{
    struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
    enum libdeflate_result result;

    if (!z)
        return false;
    result = libdeflate_zlib_decompress(z, data, n, out, expect, NULL);
    libdeflate_free_decompressor(z);
    return result == LIBDEFLATE_SUCCESS;
}
