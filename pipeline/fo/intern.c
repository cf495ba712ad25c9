/* intern.c - equal bytes are kept once, so that equal blocks of values share memory and can be
 * compared by address. An open hash of records in the tree's arena; it only grows. */
#include <string.h>

#include "base/hash.h"
#include "fo/fo_int.h"

struct blob {
    uint32_t hash, size;
    max_align_t bytes[];
};

static void rehash(arena *a, intern *t)
{
    size_t cap = t->cap ? t->cap * 2 : 256;
    struct blob **slot = ARENA_ARRAY(a, struct blob *, cap);

    for (size_t i = 0; i < t->cap; i++) {
        size_t k;
        if (!t->slot[i])
            continue;
        for (k = t->slot[i]->hash & (cap - 1); slot[k]; k = (k + 1) & (cap - 1))
            continue;
        slot[k] = t->slot[i];
    }
    t->slot = slot;
    t->cap = cap;
}

const void *intern_bytes(arena *a, intern *t, const void *p, size_t n)
{
    uint32_t h = hash_short(HASH_SHORT_START, p, n);
    struct blob *b;
    size_t i;

    if (t->count * 2 >= t->cap)
        rehash(a, t);
    for (i = h & (t->cap - 1); (b = t->slot[i]); i = (i + 1) & (t->cap - 1))
        if (b->hash == h && b->size == n && memcmp(b->bytes, p, n) == 0)
            return b->bytes;
    b = arena_alloc(a, offsetof(struct blob, bytes) + n);
    b->hash = h;
    b->size = (uint32_t)n;
    memcpy(b->bytes, p, n);
    t->slot[i] = b;
    t->count++;
    return b->bytes;
}

const char *intern_text(arena *a, intern *t, const char *s, size_t n)
{
    char small[256];
    char *copy = n < sizeof small ? small : arena_text(a, n + 1);

    memcpy(copy, s, n);
    copy[n] = '\0'; /* kept with it, so that the result is a string */
    return intern_bytes(a, t, copy, n + 1);
}
