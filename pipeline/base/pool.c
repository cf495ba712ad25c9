/* pool.c - free pieces in lists, one a size; new ones are cut from slabs one after the other.
 *
 * A piece is a multiple of 16 bytes, of which the first 8 say how many and in which span they were
 * taken; what is in use begins behind them, at a multiple of 16, as malloc's does. Larger ones are
 * malloc's, with a number of 0 and 8 bytes more before it. The sanitizers watch malloc, so with
 * them all pieces are large.
 *
 * Between pool_begin and pool_end pieces come from a heap of their own. If all are free at the end,
 * its slabs are cut from their start again; if something outlives it, they go over to the lasting
 * heap, which is also where pieces go that were taken there. */
#define _DEFAULT_SOURCE /* madvise */
#include "base/pool.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/arena.h"
#include "base/sanitized.h"

enum {
    UNIT = 16,
    CLASSES = 65,
    FIRST_SLAB = 256 * 1024,
    SLAB = 2048 * 1024,
    LASTING = 0,
    FEW_SLABS = 8
};

typedef struct piece {
    uint32_t units;     /* 0: large */
    uint32_t span;      /* LASTING, or the number of the span it was taken in */
    struct piece *next; /* while it is free; else the first bytes in use */
} piece;

typedef struct {
    uint32_t span;
    piece *unused[CLASSES]; /* by units */
    char *at, *end;         /* what is left of the slab that is cut */
    size_t alive, idle;     /* pieces in use; units in `unused` */
} heap;

/* The process's, since the hooks of libraries get no argument of ours. */
static heap lasting = {.span = LASTING}, passing;
static heap *current = &lasting;

/* The slabs of the passing heap, in the order in which they are cut. */
static struct {
    struct {
        char *start, *end;
    } * items;
    size_t count, cap, next;
    uint32_t spans; /* so far */
    int depth;
} slabs;

static piece *piece_of(void *p)
{
    return (piece *)((char *)p - sizeof(uint64_t));
}

static void *use(piece *x, size_t units, uint32_t span)
{
    x->units = (uint32_t)units;
    x->span = span;
    return (char *)x + sizeof(uint64_t);
}

/* Whoever needs a second slab needs many pages, and each that comes by itself is a fault: all at
 * once, where the system can, are a twentieth of the time of a document. */
static char *slab_new(size_t size)
{
    char *slab = size == SLAB ? aligned_alloc(SLAB, SLAB) : mem_take(size);

    if (!slab)
        mem_exhausted();
#ifdef MADV_HUGEPAGE
    if (size == SLAB)
        (void)madvise(slab, SLAB, MADV_HUGEPAGE);
#endif
    return slab;
}

static void lasting_slab(void)
{
    const size_t size = lasting.end ? SLAB : FIRST_SLAB;

    lasting.at = slab_new(size);
    lasting.end = lasting.at + size;
    lasting.at += sizeof(uint64_t);
}

static void passing_slab(void)
{
    if (slabs.next == slabs.count) {
        const size_t size = slabs.count ? SLAB : FIRST_SLAB;
        if (slabs.count == slabs.cap) {
            slabs.cap = slabs.cap ? slabs.cap * 2 : 16;
            slabs.items = mem_realloc(slabs.items, slabs.cap * sizeof *slabs.items);
        }
        slabs.items[slabs.count].start = slab_new(size);
        slabs.items[slabs.count].end = slabs.items[slabs.count].start + size;
        slabs.count++;
    }
    passing.at = slabs.items[slabs.next].start + sizeof(uint64_t);
    passing.end = slabs.items[slabs.next++].end;
}

static void *pop(heap *h, size_t units)
{
    piece *x = h->unused[units];

    h->unused[units] = x->next;
    h->idle -= units;
    h->alive++;
    return (char *)x + sizeof(uint64_t);
}

/* Does so much lie free in the lasting heap, of what was handed over, that the passing one is not
 * to get another slab? */
static bool is_enough(void)
{
    return slabs.count >= FEW_SLABS && lasting.idle * UNIT > slabs.count * SLAB;
}

static void *cut(size_t units)
{
    const size_t size = units * UNIT;
    heap *const h = current;
    char *at;

    if ((size_t)(h->end - h->at) < size) {
        if (h == &passing && slabs.next == slabs.count && lasting.unused[units] && is_enough())
            return pop(&lasting, units);
        (h == &passing ? passing_slab : lasting_slab)();
    }
    at = h->at;
    h->at += size;
    h->alive++;
    return use((piece *)at, units, h->span);
}

static void *take_large(void *old, size_t size)
{
    char *whole;

    if (size > SIZE_MAX - UNIT)
        mem_exhausted();
    whole = mem_realloc(old ? (char *)old - UNIT : NULL, size + UNIT);
    return use((piece *)(whole + sizeof(uint64_t)), 0, LASTING);
}

void *pool_take(size_t size)
{
    const size_t units = (size + sizeof(uint64_t) + UNIT - 1) / UNIT;

    if (SANITIZED || size > (CLASSES - 1) * UNIT - sizeof(uint64_t))
        return take_large(NULL, size);
    return current->unused[units] ? pop(current, units) : cut(units);
}

void pool_free(void *p)
{
    piece *x;
    heap *h;

    if (!p)
        return;
    x = piece_of(p);
    if (!x->units) {
        mem_free((char *)p - UNIT);
        return;
    }
    h = x->span == current->span ? current : &lasting;
    x->next = h->unused[x->units];
    h->unused[x->units] = x;
    h->idle += x->units;
    h->alive--;
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

/* ---- spans ---- */

void pool_begin(void)
{
    if (slabs.depth++)
        return;
    if (++slabs.spans == LASTING)
        slabs.spans++;
    passing = (heap){.span = slabs.spans};
    slabs.next = 0;
    current = &passing;
}

/* Something outlives the span: its slabs and free pieces are the lasting heap's from now on. */
static void hand_over(void)
{
    for (size_t k = 0; k < CLASSES; k++) {
        piece **end = &passing.unused[k];
        while (*end)
            end = &(*end)->next;
        *end = lasting.unused[k];
        lasting.unused[k] = passing.unused[k];
    }
    if (passing.end - passing.at > lasting.end - lasting.at) {
        lasting.at = passing.at;
        lasting.end = passing.end;
    }
    lasting.alive += passing.alive;
    lasting.idle += passing.idle;
    slabs.count -= slabs.next;
    memmove(slabs.items, slabs.items + slabs.next, slabs.count * sizeof *slabs.items);
}

void pool_end(void)
{
    if (--slabs.depth)
        return;
    current = &lasting;
    if (passing.alive)
        hand_over();
}
