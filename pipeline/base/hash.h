/* hash.h - for tables, and FNV-1a in 64 bits where a change is to show. It guards against
 * accidents, not against malice; what must withstand that is a SHA-256. Values of 64 bits are
 * written into files: they stay as they are. */
#ifndef SVOD_BASE_HASH_H
#define SVOD_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HASH_START UINT64_C(14695981039346656037)

/* The hash of what was hashed before and `value`, which may be larger than a byte. */
static inline uint64_t hash_one(uint64_t h, uint64_t value)
{
    return (h ^ value) * UINT64_C(1099511628211);
}

static inline uint64_t hash_bytes(uint64_t h, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;

    for (size_t i = 0; i < n; i++)
        h = hash_one(h, b[i]);
    return h;
}

/* Of files of whole words of eight bytes, in one multiplication each; a change within one word
 * always shows. Four chains run side by side, so that a multiplication need not wait for the one
 * before it. */
enum { HASH_WORD = sizeof(uint64_t), HASH_CHAINS = 4 };

static inline uint64_t hash_eight(uint64_t h, const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    h = hash_one(h, word);
    return h ^ h >> 32;
}

static inline uint64_t hash_by_words(const void *bytes, size_t n)
{
    uint64_t chain[HASH_CHAINS] = {HASH_START, HASH_START, HASH_START, HASH_START};
    const char *at = bytes;

    for (; n >= sizeof chain; at += sizeof chain, n -= sizeof chain)
        for (int i = 0; i < HASH_CHAINS; i++)
            chain[i] = hash_eight(chain[i], at + (size_t)i * HASH_WORD);
    for (; n >= HASH_WORD; at += HASH_WORD, n -= HASH_WORD)
        chain[0] = hash_eight(chain[0], at);
    for (int i = 1; i < HASH_CHAINS; i++)
        chain[0] = hash_one(chain[0], chain[i]);
    return chain[0];
}

static inline uint64_t hash_text(const char *text)
{
    return hash_bytes(HASH_START, text, strlen(text));
}

/* In 32 bits, for words in a table that lives in memory: eight bytes at a time, so the values are
 * this machine's. */
#define HASH_SHORT_START 2166136261u

/* The last bytes, of which there are fewer than eight; of four and more, some are taken twice. */
static inline uint64_t hash_rest(const unsigned char *b, size_t n)
{
    uint32_t first, last;

    if (n < 4)
        return n ? b[0] | (uint32_t)b[n / 2] << 8 | (uint32_t)b[n - 1] << 16 : 0;
    memcpy(&first, b, sizeof first);
    memcpy(&last, b + n - 4, sizeof last);
    return first | (uint64_t)last << 32;
}

static inline uint32_t hash_short(uint32_t start, const void *bytes, size_t n)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    const unsigned char *b = bytes;
    uint64_t h = (start ^ n) * factor, word;

    for (; n >= 8; b += 8, n -= 8) {
        memcpy(&word, b, sizeof word);
        h = (h ^ word) * factor;
        h ^= h >> 32;
    }
    h = (h ^ hash_rest(b, n)) * factor;
    return (uint32_t)(h ^ h >> 32);
}

#endif
