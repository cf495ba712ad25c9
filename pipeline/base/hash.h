/* hash.h - FNV-1a: for tables, and in 64 bits where a change is to show. It guards against accidents, not against malice;
 * what must withstand that is a SHA-256. Values of 64 bits are written into files: they stay as they are. */
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

static inline uint64_t hash_text(const char *text)
{
    return hash_bytes(HASH_START, text, strlen(text));
}

/* In 32 bits, for words in a table that lives in memory. */
#define HASH_SHORT_START 2166136261u

static inline uint32_t hash_short(uint32_t h, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;

    for (size_t i = 0; i < n; i++)
        h = (h ^ b[i]) * 16777619u;
    return h;
}

#endif
