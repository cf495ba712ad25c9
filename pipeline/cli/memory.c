/* memory.c - malloc of the program. Libraries that get none go on as if nothing had happened:
 * HarfBuzz then shows no glyphs, and a page would lack letters that nobody misses until it is
 * signed. So where memory ends the program ends, with the message and exit code of arena.h, whoever
 * asked. Programs that link libsvod.a keep their own malloc; the sanitizers bring theirs. */
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/sanitized.h"

#if defined(__GLIBC__) && !SANITIZED

/* glibc's own names of its functions. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);

/* What runs while the program ends may want memory, too. */
static void *given(void *p, size_t size)
{
    static bool ending = false;

    if (p || !size)
        return p;
    if (ending)
        _exit(5);
    ending = true;
    mem_exhausted();
    return NULL;
}

void *malloc(size_t size)
{
    return given(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    return given(__libc_calloc(count, size), count && size);
}

void *realloc(void *p, size_t size)
{
    return given(__libc_realloc(p, size), size);
}

#endif
