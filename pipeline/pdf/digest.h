/* digest.h - 128 bits that stand for bytes: /ID and subset tags. Not cryptographic; the same on
 * every processor as long as the bytes come in the same portions. */
#ifndef SVOD_PDF_DIGEST_H
#define SVOD_PDF_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t a, b;
} digest;

void digest_init(digest *d);
void digest_add(digest *d, const void *bytes, size_t n);
void digest_hex(const digest *d, char hex[33]);

#endif
