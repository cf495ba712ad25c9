/* fail.c - preloaded before svod: the system does what it rarely does.
 *
 *   FAIL_ALLOC=N        allocation N fails; with FAIL_ON=1 all after it too
 *   FAIL_COUNT=FILE     how many allocations there were
 *   FAIL_WRITE=short    every write takes three bytes at most
 *   FAIL_WRITE=signal   every second write is interrupted (EINTR)
 *   FAIL_WRITE=full:N   from write N on there is no room (ENOSPC)
 *   FAIL_FSYNC=1        fsync reports an error of the disk
 *   FAIL_RENAME=1       rename reports one */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long number(const char *name)
{
    const char *text = getenv(name);

    return text ? atol(text) : 0;
}

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

/* ---- memory: cli/memory.c calls glibc by these names ---- */

static long allocations;

static int no_memory(void)
{
    static long at = -1;
    static int on;

    if (at < 0) {
        at = number("FAIL_ALLOC");
        on = number("FAIL_ON") != 0;
    }
    allocations++;
    return at && (allocations == at || (on && allocations > at));
}

void *__libc_malloc(size_t size)
{
    static void *(*real)(size_t);

    if (!real)
        real = (void *(*)(size_t))next("__libc_malloc");
    return no_memory() ? NULL : real(size);
}

void *__libc_calloc(size_t count, size_t size)
{
    static void *(*real)(size_t, size_t);

    if (!real)
        real = (void *(*)(size_t, size_t))next("__libc_calloc");
    return no_memory() ? NULL : real(count, size);
}

void *__libc_realloc(void *p, size_t size)
{
    static void *(*real)(void *, size_t);

    if (!real)
        real = (void *(*)(void *, size_t))next("__libc_realloc");
    return no_memory() ? NULL : real(p, size);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *out = path && allocations ? fopen(path, "w") : NULL; /* a shell has none of this kind */

    if (!out)
        return;
    fprintf(out, "%ld\n", allocations);
    fclose(out);
}

/* ---- files ---- */

ssize_t write(int fd, const void *bytes, size_t n)
{
    static ssize_t (*real)(int, const void *, size_t);
    static long writes;
    const char *how = getenv("FAIL_WRITE");

    if (!real)
        real = (ssize_t(*)(int, const void *, size_t))next("write");
    writes++;
    if (how && !strcmp(how, "short") && n > 3)
        n = 3;
    if (how && !strcmp(how, "signal") && writes % 2) {
        errno = EINTR;
        return -1;
    }
    if (how && !strncmp(how, "full:", 5) && fd > 2 && writes >= atol(how + 5)) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, bytes, n);
}

int fsync(int fd)
{
    static int (*real)(int);

    if (!real)
        real = (int (*)(int))next("fsync");
    if (number("FAIL_FSYNC")) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);

    if (!real)
        real = (int (*)(const char *, const char *))next("rename");
    if (number("FAIL_RENAME")) {
        errno = EIO;
        return -1;
    }
    return real(from, to);
}
