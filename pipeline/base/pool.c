/* pool.c - free pieces in lists, one a size; new ones are cut from slabs one after the other.
 *
 * A piece is a multiple of 16 bytes, of which the first 8 say how many; what is in use begins behind them, at a
 * multiple of 16, as malloc's does. Larger ones are malloc's, with a number of 0 and 8 bytes more before it.
 * The sanitizers watch malloc, so with them all pieces are large. */
#define _DEFAULT_SOURCE /* madvise */
#include "base/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/arena.h"
#include "base/sanitized.h"

enum { UNIT = 16, CLASSES = 65, FIRST_SLAB = 256 * 1024, SLAB = 2048 * 1024 };

typedef struct piece {
    uint64_t units;     /* 0: large */
    struct piece *next; /* while it is free; else the first bytes in use */
} piece;

/* The process's, since the hooks of libraries get no argument of ours. */
static struct {
    piece *unused[CLASSES]; /* by units */
    char *at, *end;         /* what is left of the newest slab */
} pool;

static piece *piece_of(void *p)
{
    return (piece *)((char *)p - sizeof(uint64_t));
}

static void *use(piece *x, uint64_t units)
{
    x->units = units;
    return (char *)x + sizeof(uint64_t);
}

/* Whoever needs a second slab needs many pages, and each that comes by itself is a fault: all at once, where the
 * system can, are a twentieth of the time of a document. */
static char *slab_new(void)
{
    char *slab;

    if (!pool.end) {
        slab = mem_take(FIRST_SLAB);
        pool.end = slab + FIRST_SLAB;
        return slab;
    }
    if (!(slab = aligned_alloc(SLAB, SLAB)))
        mem_exhausted();
#ifdef MADV_HUGEPAGE
    (void)madvise(slab, SLAB, MADV_HUGEPAGE);
#endif
    pool.end = slab + SLAB;
    return slab;
}

/* Behind the first 8 bytes of a slab, so that what is in use is a multiple of 16. */
static void *cut(size_t units)
{
    const size_t size = units * UNIT;
    char *at = pool.at;

    if ((size_t)(pool.end - at) < size)
        at = slab_new() + sizeof(uint64_t);
    pool.at = at + size;
    return use((piece *)at, units);
}

static void *take_large(void *old, size_t size)
{
    char *whole;

    if (size > SIZE_MAX - UNIT)
        mem_exhausted();
    whole = mem_realloc(old ? (char *)old - UNIT : NULL, size + UNIT);
    return use((piece *)(whole + sizeof(uint64_t)), 0);
}

void *pool_take(size_t size)
{
    const size_t units = (size + sizeof(uint64_t) + UNIT - 1) / UNIT;
    piece *x;

    if (SANITIZED || size > (CLASSES - 1) * UNIT - sizeof(uint64_t))
        return take_large(NULL, size);
    if (!(x = pool.unused[units]))
        return cut(units);
    pool.unused[units] = x->next;
    return (char *)x + sizeof(uint64_t);
}

void pool_free(void *p)
{
    piece *x;

    if (!p)
        return;
    x = piece_of(p);
    if (!x->units) {
        mem_free((char *)p - UNIT);
        return;
    }
    x->next = pool.unused[x->units];
    pool.unused[x->units] = x;
}

void *pool_enlarge(void *p, size_t size)
{
    const size_t units = p ? piece_of(p)->units : 0, holds = units * UNIT - sizeof(uint64_t);
    void *more;

    if (!p)
        return pool_take(size);
    if (!units)
        return take_large(p, size);
    if (size <= holds)
        return p;
    more = pool_take(size);
    memcpy(more, p, holds);
    pool_free(p);
    return more;
}
