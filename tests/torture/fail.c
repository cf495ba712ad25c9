/* fail.c - preloaded before svod: the system does what it rarely does.
 *
 *   FAIL_ALLOC=N        allocation N fails; with FAIL_ON=1 all after it too
 *   FAIL_COUNT=FILE     how many allocations there were
 *   FAIL_WRITE=short    every write takes three bytes at most
 *   FAIL_WRITE=signal   every second write is interrupted (EINTR)
 *   FAIL_WRITE=full:N   from write N on there is no room (ENOSPC)
 *   FAIL_FSYNC=1        fsync and syncfs report an error of the disk
 *   FAIL_RENAME=1       rename reports one
 *   FAIL_CALL=N         call N of those on files (opening, reading, writing, moving …) fails: EIO
 *   FAIL_CALLS=FILE     how many of those there were
 *
 * It ends with exit(): what the compiler writes behind that, the counts of coverage, is left
 * alone. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
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

/* ---- until when ---- */

static int ended;

static void end(void)
{
    ended = 1;
}

/* The system's, with a handler that runs before the destructors of all objects: it must be
 * registered behind them, by main. */
static int (*program)(int, char **, char **);

static int run_program(int argc, char **argv, char **environment)
{
    atexit(end);
    return program(argc, argv, environment);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack);
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack)
{
    int (*real)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
                void (*)(void), void *);

    real = (__typeof__(real))next("__libc_start_main");
    program = main;
    return real(run_program, argc, argv, init, fini, rtld_fini, stack);
}

/* ---- memory: cli/memory.c calls glibc by these names ---- */

static long allocations;

static int no_memory(void)
{
    static long at = -1;
    static int on;

    if (ended)
        return 0;
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

/* ---- calls on files ---- */

static long calls;

/* Does this one fail? */
static int broken(void)
{
    static long at = -1;

    if (ended)
        return 0;
    if (at < 0) /* not of the shell's tools beside it */
        at = strcmp(program_invocation_short_name, "svod") ? 0 : number("FAIL_CALL");
    if (++calls != at)
        return 0;
    errno = EIO;
    return 1;
}

/* TYPE NAME(PARAMETERS), called with ARGUMENTS: the system's, or `failed`. */
#define CALL(type, name, parameters, arguments, failed)                                            \
    type name parameters                                                                           \
    {                                                                                              \
        static type(*real) parameters;                                                             \
        if (!real)                                                                                 \
            real = (type(*) parameters)next(#name);                                                \
        return broken() ? (failed) : real arguments;                                               \
    }

CALL(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)
CALL(FILE *, fopen64, (const char *path, const char *mode), (path, mode), NULL)
CALL(DIR *, opendir, (const char *path), (path), NULL)
CALL(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), -1)
CALL(ssize_t, pread, (int fd, void *to, size_t n, off_t at), (fd, to, n, at), -1)
CALL(ssize_t, pread64, (int fd, void *to, size_t n, off64_t at), (fd, to, n, at), -1)
CALL(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at), -1)
CALL(ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t at), (fd, from, n, at), -1)
CALL(size_t, fread, (void *to, size_t size, size_t n, FILE *f), (to, size, n, f), 0)
CALL(int, fdatasync, (int fd), (fd), -1)
CALL(int, ftruncate, (int fd, off_t n), (fd, n), -1)
CALL(int, ftruncate64, (int fd, off64_t n), (fd, n), -1)
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)

#define OPEN(name, parameters, arguments)                                                          \
    int name parameters                                                                            \
    {                                                                                              \
        static int(*real) parameters;                                                              \
        va_list rest;                                                                              \
        mode_t mode;                                                                               \
        va_start(rest, flags);                                                                     \
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                           \
        va_end(rest);                                                                              \
        if (!real)                                                                                 \
            real = (int(*) parameters)next(#name);                                                 \
        return broken() ? -1 : real arguments;                                                     \
    }

OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

/* Only files: memory of the allocator is another chapter. */
void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
    static void *(*real)(void *, size_t, int, int, int, off_t);

    if (!real)
        real = (void *(*)(void *, size_t, int, int, int, off_t))next("mmap");
    return fd >= 0 && broken() ? MAP_FAILED : real(at, n, protection, flags, fd, offset);
}

/* The shell's tools do not tell. */
static void tell_one(const char *variable, long count)
{
    static FILE *(*real)(const char *, const char *);
    const char *path = getenv(variable);
    FILE *out;

    if (!real)
        real = (FILE * (*)(const char *, const char *)) next("fopen");
    out = path && count && !strcmp(program_invocation_short_name, "svod") ? real(path, "w") : NULL;
    if (!out)
        return;
    fprintf(out, "%ld\n", count);
    fclose(out);
}

__attribute__((destructor)) static void tell(void)
{
    tell_one("FAIL_COUNT", allocations);
    tell_one("FAIL_CALLS", calls);
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
    if (fd > 2 && broken())
        return -1;
    if (how && !strncmp(how, "full:", 5) && fd > 2 && writes >= atol(how + 5)) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, bytes, n);
}

/* To the disk, by the library's function `real`. */
static int sync_by(int (*real)(int), int fd)
{
    if (broken())
        return -1;
    if (number("FAIL_FSYNC")) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int fsync(int fd)
{
    static int (*real)(int);

    if (!real)
        real = (int (*)(int))next("fsync");
    return sync_by(real, fd);
}

int syncfs(int fd)
{
    static int (*real)(int);

    if (!real)
        real = (int (*)(int))next("syncfs");
    return sync_by(real, fd);
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);

    if (!real)
        real = (int (*)(const char *, const char *))next("rename");
    if (broken())
        return -1;
    if (number("FAIL_RENAME")) {
        errno = EIO;
        return -1;
    }
    return real(from, to);
}
