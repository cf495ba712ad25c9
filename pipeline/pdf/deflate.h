/* deflate.h - zlib streams (/FlateDecode) through libdeflate. */
#ifndef SVOD_PDF_DEFLATE_H
#define SVOD_PDF_DEFLATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/strbuf.h"

typedef struct deflater deflater;

deflater *deflater_new(void);
void deflater_free(deflater *d); /* accepts NULL */

/* `n` bytes as a zlib stream of `*size` bytes in `a`. */
const void *deflate_bytes(deflater *d, arena *a, const void *bytes, size_t n, size_t *size);

/* True if `data` is one sound zlib stream of exactly `expect` bytes, which go to `out`. */
bool inflate_exactly(const void *data, size_t n, void *out, size_t expect);

#endif
