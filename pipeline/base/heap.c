/* heap.c - see heap.h.
 *
 * To bring 4 KB of memory costs the system more than it costs the program to fill them: the faults of 700 such pages were
 * a fifth of a report of seven pages. Linux brings 2 MB at once where it was asked to (madvise) before the first touch, and
 * where they lie on a boundary. So malloc is led to go on with its heap right before a boundary, in one step that is asked for
 * as a whole; only what is touched of it takes memory. Where there are no large pages the small ones come as ever. */
#define _DEFAULT_SOURCE
#include "base/heap.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/sanitized.h"

#if defined(__GLIBC__) && !SANITIZED

enum { PAGE = 4096, LARGE_PAGE = 2 << 20, ROOM = 64 << 20, STEP = 1 << 20, LARGEST = 4 << 20 };

/* Limits of the process may not allow it. */
static bool there_is(size_t room)
{
    return sbrk((intptr_t)room) != (void *)-1 && sbrk(-(intptr_t)room) != (void *)-1;
}

/* The first piece of the new part ends before its first large page, which nothing touches until it is asked for. */
static void go_on_before_large_page(void)
{
    const size_t piece = mallinfo2().keepcost + PAGE; /* more than malloc has at hand */
    const uintptr_t end = (uintptr_t)sbrk(0);
    const uintptr_t large = (end + piece + PAGE + LARGE_PAGE) / LARGE_PAGE * LARGE_PAGE;
    const uintptr_t start = (large - piece - PAGE) / PAGE * PAGE;

    void *volatile first; /* else the compiler leaves out what it takes for useless */

    if (!there_is(large + ROOM - end) || sbrk((intptr_t)(start - end)) == (void *)-1)
        return;
    mallopt(M_TOP_PAD, ROOM);
    first = malloc(piece);
    free(first);
    if ((uintptr_t)sbrk(0) > large)
        madvise((void *)large, (uintptr_t)sbrk(0) - large, MADV_HUGEPAGE);
}

void heap_prepare(void)
{
    mallopt(M_TRIM_THRESHOLD, 2 * ROOM);
    mallopt(M_MMAP_THRESHOLD, LARGEST);
    go_on_before_large_page();
    mallopt(M_TOP_PAD, STEP);
}

#else

void heap_prepare(void)
{
}

#endif
