/* arena.c - blocks in a list, newest first; each allocation bumps a pointer.
 * Blocks double up to a bound, so a small document costs one block and a large
 * one few calls; requests above a quarter of a block get a block of their own. */
#include "base/arena.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_BLOCK = 32 * 1024, LAST_BLOCK = 1024 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t size;
    _Alignas(ALIGN) char data[];
} block;

struct arena {
    block *blocks;
    char *at, *end;
    size_t used, block_size;
};

static void (*before_end)(void) = NULL;

void mem_before_end(void (*clean)(void))
{
    before_end = clean;
}

/* Not exit: whoever asked may be a library that is just being prepared, and what it does when
 * programs end would wait for that to be finished. */
static void exhausted_default(void)
{
    fputs("svod: out of memory / не хватает памяти\n", stderr);
    fflush(stderr);
    if (before_end)
        before_end();
    _exit(5);
}

static void (*exhausted)(void) = exhausted_default;

void mem_exhausted(void)
{
    exhausted();
}

void arena_on_exhaustion(void (*hook)(void))
{
    exhausted = hook ? hook : exhausted_default;
}

/* Each step is a system call, and each page that comes anew a fault: 4 % of a short document. */
void mem_prepare(void)
{
#ifdef M_TOP_PAD
    mallopt(M_TOP_PAD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

void *mem_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        exhausted();
    return p;
}

void *mem_take(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p)
        exhausted();
    return p;
}

/* By a way on which the program itself may not stand (cli/memory.c). */
void *mem_try(size_t size)
{
    const size_t rounded = (size + ALIGN) & ~(size_t)(ALIGN - 1);

    return rounded < size ? NULL : aligned_alloc(ALIGN, rounded);
}

void *mem_realloc(void *p, size_t size)
{
    void *q = realloc(p, size ? size : 1);
    if (!q)
        exhausted();
    return q;
}

void mem_free(void *p)
{
    free(p);
}

arena *arena_new(void)
{
    arena *a = mem_alloc(sizeof *a);
    a->block_size = FIRST_BLOCK;
    return a;
}

static void blocks_free(block *b)
{
    while (b) {
        block *next = b->next;
        mem_free(b);
        b = next;
    }
}

void arena_free(arena *a)
{
    if (!a)
        return;
    blocks_free(a->blocks);
    mem_free(a);
}

void arena_reset(arena *a)
{
    block *keep = a->blocks;
    if (!keep)
        return;
    blocks_free(keep->next);
    keep->next = NULL;
    a->at = keep->data;
    a->end = keep->data + keep->size;
    a->used = 0;
}

size_t arena_used(const arena *a)
{
    return a->used;
}

static block *block_new(size_t size)
{
    block *b;

    if (size > SIZE_MAX / 2)
        exhausted();
    b = malloc(sizeof *b + size);
    if (!b)
        exhausted();
    b->size = size;
    return b;
}

/* A block for one large request goes behind the current one, which stays in use. */
static char *large_alloc(arena *a, size_t size)
{
    block *b = block_new(size);
    if (!a->blocks) {
        b->next = NULL;
        a->blocks = b;
        a->at = a->end = b->data + size;
        return b->data;
    }
    b->next = a->blocks->next;
    a->blocks->next = b;
    return b->data;
}

static char *bump(arena *a, size_t size, size_t align)
{
    size_t pad = (size_t)(-(uintptr_t)a->at & (align - 1));
    char *p;

    if (a->at && size + pad <= (size_t)(a->end - a->at)) {
        p = a->at + pad;
        a->at = p + size;
        a->used += size + pad;
        return p;
    }
    a->used += size;
    if (size > a->block_size / 4)
        return large_alloc(a, size);
    block *b = block_new(a->block_size);
    b->next = a->blocks;
    a->blocks = b;
    a->at = b->data + size;
    a->end = b->data + b->size;
    if (a->block_size < LAST_BLOCK)
        a->block_size *= 2;
    return b->data;
}

void *arena_alloc(arena *a, size_t size)
{
    return memset(bump(a, size ? size : 1, ALIGN), 0, size);
}

void *arena_alloc_array(arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        exhausted();
    return arena_alloc(a, count * size);
}

void *arena_take_array(arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        exhausted();
    return bump(a, count && size ? count * size : 1, ALIGN);
}

char *arena_text(arena *a, size_t size)
{
    return bump(a, size ? size : 1, 1);
}

char *arena_strndup(arena *a, const char *s, size_t n)
{
    char *p = arena_text(a, n + 1);
    if (n)
        memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *arena_strdup(arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

void *arena_memdup(arena *a, const void *p, size_t n)
{
    char *q = bump(a, n ? n : 1, ALIGN);
    return n ? memcpy(q, p, n) : q;
}

char *arena_printf(arena *a, const char *format, ...)
{
    va_list args, again;
    int n;
    char *p;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        n = 0;
    p = arena_text(a, (size_t)n + 1);
    p[0] = '\0';
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p;
}

void *arena_grow_more(arena *a, void *items, size_t *cap, size_t need, size_t item_size)
{
    size_t wider = *cap ? *cap : 8;
    void *more;

    while (wider < need)
        wider *= 2;
    more = arena_take_array(a, wider, item_size);
    if (*cap)
        memcpy(more, items, *cap * item_size);
    memset((char *)more + *cap * item_size, 0, (wider - *cap) * item_size);
    *cap = wider;
    return more;
}
