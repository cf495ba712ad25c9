/* digest.c - two multiply-and-fold lanes over words of eight bytes, least significant byte first.
 * A file of 60 MB passes through here on its way out, so a byte at a time (FNV) would show. */
#include "pdf/digest.h"

#include <stdio.h>

static const uint64_t SEED_A = 0x9E3779B97F4A7C15u, SEED_B = 0xC2B2AE3D27D4EB4Fu;
static const uint64_t STEP_A = 0xD6E8FEB86659FD93u, STEP_B = 0xA0761D6478BD642Fu;

void digest_init(digest *d)
{
    d->a = SEED_A;
    d->b = SEED_B;
}

static uint64_t word_at(const uint8_t *p, size_t n)
{
    uint64_t v = 0;

    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
}

static void mix(digest *d, uint64_t v)
{
    d->a = (d->a ^ v) * STEP_A;
    d->a ^= d->a >> 32;
    d->b = (d->b + v) * STEP_B;
    d->b ^= d->b >> 29;
}

void digest_add(digest *d, const void *bytes, size_t n)
{
    const uint8_t *p = bytes;
    size_t left = n;

    for (; left >= 8; left -= 8, p += 8)
        mix(d, (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
                   (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
                   (uint64_t)p[7] << 56);
    mix(d, word_at(p, left));
    mix(d, n);
}

void digest_hex(const digest *d, char hex[33])
{
    digest end = *d;

    mix(&end, d->b);
    mix(&end, d->a);
    snprintf(hex, 33, "%016llX%016llX", (unsigned long long)end.a, (unsigned long long)end.b);
}
