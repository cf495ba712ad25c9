/* pool.h - memory for libraries that ask for millions of small pieces. libxml2 does: a node, a
 * name, a value of XPath each; malloc was a sixth of the time of a short document. Freed pieces are
 * kept by size for the next to ask; nothing goes back before the process ends. For a program of one
 * thread. */
#ifndef SVOD_BASE_POOL_H
#define SVOD_BASE_POOL_H

#include <stddef.h>

/* Pieces of one are freed and enlarged by the other two here, by nothing else. Never NULL
 * (arena.h). */
void *pool_take(size_t size); /* not zeroed */
void *pool_enlarge(void *p, size_t size);
void pool_free(void *p); /* accepts NULL */

/* What is taken from here on is freed by pool_end, but for what outlives it (a stylesheet that was
 * read on the way). Then the next document finds its memory in one row again: pieces that were
 * freed one by one lie about, and each that is taken is a wait for memory. One inside of another is
 * part of it. */
void pool_begin(void);
void pool_end(void);

#endif
