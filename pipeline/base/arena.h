/* arena.h - memory of one document: allocate by pointer bump, free at once.
 * Never returns NULL: when memory ends, the hook set by arena_on_exhaustion is
 * called; by default it prints a message and exits with 5 (design.md, Exit codes). */
#ifndef SVOD_BASE_ARENA_H
#define SVOD_BASE_ARENA_H

#include <stddef.h>

typedef struct arena arena;

arena *arena_new(void);
void arena_free(arena *a);  /* accepts NULL */
void arena_reset(arena *a); /* forget everything, keep the first block */

/* Zeroed, aligned for any type. */
void *arena_alloc(arena *a, size_t size);
void *arena_alloc_array(arena *a, size_t count, size_t size);
/* Not zeroed: where every item is written anyway. */
void *arena_take_array(arena *a, size_t count, size_t size);
/* Not zeroed, aligned to 1: for text. */
char *arena_text(arena *a, size_t size);
char *arena_strdup(arena *a, const char *s);
char *arena_strndup(arena *a, const char *s, size_t n); /* adds the NUL */
void *arena_memdup(arena *a, const void *p, size_t n);  /* aligned for any type */
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

size_t arena_used(const arena *a); /* bytes handed out and lost to alignment */

void arena_on_exhaustion(void (*hook)(void)); /* the hook must not return */
void mem_exhausted(void);                     /* call it; does not return */
/* What the program must still do where memory ends and no hook is set: it ends without exit's
 * handlers. */
void mem_before_end(void (*clean)(void));

/* For a program's start: memory comes from the system in large steps and is kept for what
 * follows. */
void mem_prepare(void);
/* malloc and realloc that obey the same hook; freed by mem_free. */
void *mem_alloc(size_t size); /* zeroed */
void *mem_take(size_t size);  /* not zeroed: for libraries that ask for malloc */
void *mem_realloc(void *p, size_t size);
void *mem_try(size_t size); /* not zeroed; NULL when memory ends, the hook is not called */
void mem_free(void *p);

/* Grow `*items` (an arena array of `*cap` items) so that it holds `need`; what is new is zero. */
void *arena_grow_more(arena *a, void *items, size_t *cap, size_t need, size_t item_size);
static inline void *arena_grow(arena *a, void *items, size_t *cap, size_t need, size_t item_size)
{
    return need <= *cap ? items : arena_grow_more(a, items, cap, need, item_size);
}

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_alloc_array((a), (count), sizeof(type)))

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
