/* output.c - see output.h. A killed process leaves at most a hidden temporary file, never a
 * partial one under the final name. Where the kernel allows (O_TMPFILE + linkat) even that
 * does not remain; replacing an existing file needs the named way, since linkat refuses.
 * What is no regular file (a device, a pipe) is written to, never replaced. */
#define _GNU_SOURCE
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/paths.h"
#include "base/strbuf.h"

enum { BUFFER = 64 * 1024 };
enum { CHANGED = -1 };   /* for an errno: the file is not what was expected */
#define SUFFIX ".XXXXXX" /* of temporary names: mkostemp chooses the letters */

struct output {
    output *next;           /* of those that are open */
    char *path, *temporary; /* temporary is NULL for standard output and devices */
    int fd, error;
    strbuf held;          /* bytes not yet written; everything if there is no temporary file */
    const char *expected; /* what the file holds that is replaced; NULL: anything */
    size_t expected_size;
};

/* A program that ends in the middle (memory, arena.h) leaves nothing behind. */
static output *open_ones = NULL;

static void remove_open_ones(void)
{
    for (const output *out = open_ones; out; out = out->next)
        if (out->temporary)
            unlink(out->temporary);
}

static void enter_open(output *out)
{
    static bool registered = false;

    if (!registered)
        registered = atexit(remove_open_ones) == 0;
    mem_before_end(remove_open_ones);
    out->next = open_ones;
    open_ones = out;
}

static void leave_open(const output *out)
{
    output **at = &open_ones;

    while (*at && *at != out)
        at = &(*at)->next;
    if (*at)
        *at = out->next;
}

static char *copy_text(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(mem_alloc(n), s, n);
}

static void output_free(output *out)
{
    leave_open(out);
    if (!out->temporary && out->fd > STDOUT_FILENO)
        close(out->fd);
    mem_free(out->path);
    mem_free(out->temporary);
    strbuf_free(&out->held);
    mem_free(out);
}

/* "dir/.name.XXXXXX": in the same folder, so that rename never crosses file systems. Of a name that
 * leaves no room for that only the beginning, and a digest of all of it, so that no other file is
 * taken for its own. */
static char *temporary_name(const char *path)
{
    const char *file = path_name(path);
    size_t n = strlen(file);
    strbuf name = STRBUF_INIT;

    strbuf_add(&name, path, (size_t)(file - path));
    strbuf_addc(&name, '.');
    if (n + strlen(".") + strlen(SUFFIX) > NAME_MAX) {
        n = NAME_MAX - strlen(".~01234567") - strlen(SUFFIX);
        while (((unsigned char)file[n] & 0xC0) == 0x80)
            n--; /* not within a character */
        strbuf_add(&name, file, n);
        strbuf_printf(&name, "~%08x", (unsigned)hash_text(file));
    } else {
        strbuf_add(&name, file, n);
    }
    strbuf_adds(&name, SUFFIX);
    return name.data;
}

/* Where the bytes go; -1 and errno if nowhere. */
static int open_target(output *out)
{
    struct stat st;

    if (!strcmp(out->path, "-"))
        return STDOUT_FILENO;
    if (stat(out->path, &st) == 0 && !S_ISREG(st.st_mode)) /* EISDIR for a folder */
        return open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (access(out->path, W_OK) < 0 && errno != ENOENT)
        return -1; /* who took the right away wants the file to stay, and a rename does not ask */
    out->temporary = temporary_name(out->path);
    return mkostemp(out->temporary, O_CLOEXEC);
}

output *output_open_in_place(const char *path, diag *dg)
{
    char *real = strcmp(path, "-") ? realpath(path, NULL) : NULL;
    output *out = output_open(real ? real : path, dg);

    free(real); /* realpath's, not ours */
    return out;
}

static const char *shown(const char *path, diag *dg)
{
    return strcmp(path, "-") ? path : diag_term(dg, N_("standard output"));
}

output *output_open(const char *path, diag *dg)
{
    output *out = mem_alloc(sizeof *out);
    int error;

    out->path = copy_text(path);
    out->fd = open_target(out);
    if (out->fd >= 0) {
        enter_open(out);
        return out;
    }
    error = errno;
    diag_report(dg, NO_POS, MSG_CANNOT_WRITE, shown(path, dg), diag_system_error(dg, error));
    output_free(out);
    return NULL;
}

static void flush_held(output *out)
{
    const char *at = strbuf_text(&out->held);
    size_t left = out->held.len;

    while (left && !out->error) {
        ssize_t n = write(out->fd, at, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            out->error = errno;
            break;
        }
        at += n;
        left -= (size_t)n;
    }
    strbuf_clear(&out->held);
}

bool output_write(output *out, const void *bytes, size_t n)
{
    if (out->error)
        return false;
    strbuf_add(&out->held, bytes, n);
    if (out->temporary && out->held.len >= BUFFER)
        flush_held(out);
    return !out->error;
}

static int open_folder(const char *path)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The folder that `path` lies in; mem_free. */
static char *folder_of(const char *path)
{
    const size_t n = (size_t)(path_name(path) - path);
    char *folder = copy_text(n ? path : ".");

    if (n)
        folder[n] = '\0';
    return folder;
}

/* What is not brought to the disk yet: files of the file system that `folder` lies in. An error of
 * the system is told to those who had opened it before. */
static struct {
    bool soon; /* from the first file on, whose folder it is */
    bool on;   /* false also if the folder could not be opened */
    int folder;
    dev_t device;
    char *path;
} deferred;

/* Takes `path`. */
static void defer(char *path)
{
    struct stat st;

    deferred.soon = false;
    deferred.path = path;
    deferred.folder = open_folder(path);
    deferred.on = deferred.folder >= 0 && fstat(deferred.folder, &st) == 0;
    if (deferred.on)
        deferred.device = st.st_dev;
}

void output_defer_disk(const char *folder)
{
    if (folder)
        defer(copy_text(folder));
    else
        deferred.soon = true;
}

bool output_settle_disk(diag *dg)
{
    const bool ok = !deferred.on || syncfs(deferred.folder) == 0;

    if (!ok)
        diag_report(dg, NO_POS, MSG_CANNOT_WRITE, diag_copy(dg, deferred.path),
                    diag_system_error(dg, errno));
    if (deferred.on)
        close(deferred.folder);
    mem_free(deferred.path);
    deferred.path = NULL;
    deferred.on = deferred.soon = false;
    return ok;
}

static bool is_deferred(const output *out)
{
    struct stat st;

    if (deferred.soon)
        defer(folder_of(out->path));
    return deferred.on && fstat(out->fd, &st) == 0 && st.st_dev == deferred.device;
}

/* The name of a file lasts once its folder is on the disk. */
static void keep_name(const char *path)
{
    char *folder = folder_of(path);
    const int fd = open_folder(folder);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    mem_free(folder);
}

/* mkostemp makes files private; a document gets what the umask gives any new file, or what
 * the file it replaces had, its owners as far as this process may give it away. */
static bool set_rights(int fd, const char *path)
{
    struct stat st;
    mode_t mask;

    if (stat(path, &st) < 0) {
        mask = umask(0);
        umask(mask);
        return fchmod(fd, 0666 & ~mask) == 0;
    }
    if ((st.st_uid != geteuid() || st.st_gid != getegid()) && fchown(fd, st.st_uid, st.st_gid) < 0)
        (void)!fchown(fd, (uid_t)-1, st.st_gid);
    return fchmod(fd, st.st_mode & 0777) == 0;
}

/* Room for what a file says that it has, and one byte more, so that its end is met without asking
 * for more; not for what is refused anyway. */
static size_t expected_room(int fd, size_t limit)
{
    struct stat st;
    size_t size;

    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0)
        return BUFFER;
    size = (size_t)st.st_size;
    return (limit && size > limit ? limit : size) + 1;
}

static bool read_all(int fd, size_t limit, strbuf *into)
{
    size_t room = expected_room(fd, limit);

    for (;; room = BUFFER) {
        ssize_t n;
        if (into->cap - into->len <= 1)
            strbuf_reserve(into, room);
        n = read(fd, into->data + into->len, into->cap - into->len - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            return true;
        into->len += (size_t)n;
        if (limit && into->len > limit) {
            errno = EFBIG;
            return false;
        }
    }
}

void output_expect(output *out, const char *bytes, size_t n)
{
    out->expected = bytes;
    out->expected_size = n;
}

static bool is_expected(const output *out, int fd)
{
    strbuf all = STRBUF_INIT;
    const bool same = read_all(fd, out->expected_size, &all) && all.len == out->expected_size &&
                      !memcmp(strbuf_text(&all), out->expected, all.len);

    strbuf_free(&all);
    return same;
}

/* Does the name still lead to the opened file? Whoever held the lock before may have put another
 * one there. */
static bool is_at(const char *path, int fd)
{
    struct stat here, there;

    return fstat(fd, &here) == 0 && stat(path, &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

/* The file that is replaced, locked until its place is taken, as far as its file system has locks;
 * -1: it is no longer what was expected. */
static int hold_expected(const output *out)
{
    const int fd = open(out->path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return -1;
    while (flock(fd, LOCK_EX) < 0 && errno == EINTR)
        ;
    if (is_at(out->path, fd) && is_expected(out, fd))
        return fd;
    close(fd);
    return -1;
}

/* The new file takes its name; 0, or errno. */
static int take_place(output *out)
{
    const int held = out->expected ? hold_expected(out) : -1;
    int error = 0;

    if (out->expected && held < 0)
        return CHANGED;
    if (rename(out->temporary, out->path) < 0)
        error = errno;
    if (held >= 0)
        close(held);
    return error;
}

static void complete_file(output *out)
{
    const bool later = is_deferred(out);

    if (!out->error && !set_rights(out->fd, out->path))
        out->error = errno;
    if (!out->error && !later && fsync(out->fd) < 0)
        out->error = errno;
    if (close(out->fd) < 0 && !out->error)
        out->error = errno;
    if (!out->error)
        out->error = take_place(out);
    if (out->error)
        unlink(out->temporary);
    else if (!later)
        keep_name(out->path);
}

static bool end_output(output *out, diag *dg)
{
    const bool ok = !out->error;

    if (out->error == CHANGED)
        diag_report(dg, ((src_pos){diag_copy(dg, out->path), 0, 0}), MSG_CHANGED_MEANWHILE);
    else if (!ok)
        diag_report(dg, NO_POS, MSG_CANNOT_WRITE, shown(out->path, dg),
                    diag_system_error(dg, out->error));
    output_free(out);
    return ok;
}

bool output_commit(output *out, diag *dg)
{
    flush_held(out);
    if (out->temporary)
        complete_file(out);
    return end_output(out, dg);
}

void output_abandon(output *out, diag *dg)
{
    if (!out)
        return;
    if (out->temporary) {
        close(out->fd);
        unlink(out->temporary);
    }
    end_output(out, dg);
}

bool output_put(const char *path, const void *bytes, size_t n, diag *dg)
{
    output *out = output_open(path, dg);

    if (!out)
        return false;
    output_write(out, bytes, n); /* an error is kept and told by the commit */
    return output_commit(out, dg);
}

static bool is_file(const char *path, struct stat *st)
{
    return path && strcmp(path, "-") != 0 && stat(path, st) == 0 && S_ISREG(st->st_mode);
}

bool output_replaces(const char *path, const char *input)
{
    struct stat there, other;

    return is_file(path, &there) && is_file(input, &other) && there.st_dev == other.st_dev &&
           there.st_ino == other.st_ino;
}

bool output_is_left_over(const char *path, const char *found)
{
    char *name = temporary_name(path);
    const size_t n = strlen(name), fixed = n - strlen("XXXXXX");
    const bool same = strlen(found) == n && !strncmp(found, name, fixed);

    mem_free(name);
    return same;
}

void output_sweep(const char *path)
{
    char *name = temporary_name(path);
    strbuf pattern = STRBUF_INIT;
    glob_t found;

    name[strlen(name) - strlen("XXXXXX")] = '\0';
    for (const char *s = name; *s; s++) {
        if (strchr("*?[\\", *s))
            strbuf_addc(&pattern, '\\');
        strbuf_addc(&pattern, *s);
    }
    strbuf_adds(&pattern, "??????");
    if (!glob(pattern.data, 0, NULL, &found)) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            unlink(found.gl_pathv[i]);
        globfree(&found);
    }
    strbuf_free(&pattern);
    mem_free(name);
}

const char *output_temporary_place(void)
{
    const char *given = getenv("TMPDIR");

    return given && *given ? given : "/tmp";
}

const char *output_temporary_folder(arena *a, const char *use, diag *dg)
{
    char *folder = arena_printf(a, "%s/svod-%s-XXXXXX", output_temporary_place(), use);

    if (mkdtemp(folder))
        return folder;
    diag_report(dg, NO_POS, MSG_CANNOT_WRITE, folder, diag_system_error(dg, errno));
    return NULL;
}

bool output_folders(const char *path)
{
    char *part = copy_text(path);
    bool ok = true;

    for (char *at = part; ok && (at = strchr(at + 1, '/'));) {
        *at = '\0';
        ok = !mkdir(part, 0777) || errno == EEXIST;
        *at = '/';
    }
    mem_free(part);
    return ok;
}

bool input_try(const char *path, size_t limit, char **data, size_t *size)
{
    strbuf all = STRBUF_INIT;
    const int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    const bool ok = fd >= 0 && read_all(fd, limit, &all);
    const int error = errno;

    if (fd > STDIN_FILENO)
        close(fd);
    if (!ok) {
        strbuf_free(&all);
        errno = error;
        return false;
    }
    strbuf_add(&all, "", 0);
    *data = all.data;
    *size = all.len;
    return true;
}

bool input_read(const char *path, size_t limit, char **data, size_t *size, diag *dg)
{
    const src_pos whole = {path, 0, 0};
    const bool ok = input_try(path, limit, data, size);
    const int error = errno;

    if (!ok && error == EFBIG)
        diag_report(dg, whole, MSG_FILE_TOO_LARGE, diag_number(dg, (long)(limit >> 20)));
    else if (!ok)
        diag_report(dg, whole, MSG_CANNOT_OPEN, diag_system_error(dg, error));
    return ok;
}
