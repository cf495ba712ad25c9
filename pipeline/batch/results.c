/* results.c - see results.h. A line that was cut off when the program died is no record, and is cut
 * away before the next one is written. Who has the journal open keeps it locked: two that write
 * into one would cut off each other's lines. The workers have it open, too, until they find that
 * their master is gone. */
#define _GNU_SOURCE
#include "batch/results.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/output.h"

enum { PATIENCE = 2000, PAUSE = 20 }; /* milliseconds: a dead run's last worker goes soon */

struct results {
    arena *mem;
    const char *folder, *manifest, *journal;
    batch_record *read; /* as they stand in the files */
    size_t read_count, cap;
    batch_record **known; /* by name, the newest of each */
    size_t count;
    const char **asked;
    size_t sound; /* bytes of the journal up to the end of its last whole line */
    int fd;       /* of the journal; -1: not open */
};

/* ---- names ---- */

static const char *in_shard(arena *a, const char *folder, const char *what, batch_shard shard)
{
    return shard.count > 1 ? arena_printf(a, "%s/%s-%u-of-%u.ndjson", folder, what, shard.index + 1,
                                          shard.count)
                           : arena_printf(a, "%s/%s.ndjson", folder, what);
}

const char *results_manifest(arena *a, const char *folder, batch_shard shard)
{
    return in_shard(a, folder, "manifest", shard);
}

/* ---- reading ---- */

static void read_asked(results *r, const char *line, size_t size)
{
    json_t *object = json_loadb(line, size, 0, NULL);
    const json_t *list = json_object_get(object, "operands");
    const size_t count = json_array_size(list);

    if (json_is_array(list))
        r->asked = ARENA_ARRAY(r->mem, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        r->asked[i] = arena_strdup(r->mem, text ? text : "");
    }
    json_decref(object);
}

typedef struct {
    arena *mem;
    batch_record **all;
    size_t *count, *cap;
    results *asked; /* whose journal it is; NULL: a manifest */
} reading;

/* The bytes of whole lines. */
static size_t read_lines(const reading *in, const char *text, size_t size)
{
    size_t at = 0;

    for (const char *end; (end = memchr(text + at, '\n', size - at)); at = end + 1 - text) {
        const size_t n = (size_t)(end - text) - at;
        *in->all = arena_grow(in->mem, *in->all, in->cap, *in->count + 1, sizeof **in->all);
        if (record_read(in->mem, text + at, n, *in->all + *in->count))
            ++*in->count;
        else if (in->asked)
            read_asked(in->asked, text + at, n);
    }
    return at;
}

static bool read_file(const reading *in, const char *path, size_t *sound)
{
    char *text;
    size_t size;
    const bool ok = input_try(path, 0, &text, &size);

    if (ok) {
        *sound = read_lines(in, text, size);
        mem_free(text);
    }
    return ok;
}

bool results_read(arena *a, const char *path, batch_record **all, size_t *count, size_t *cap)
{
    const reading in = {a, all, count, cap, NULL};
    size_t sound;

    return read_file(&in, path, &sound);
}

static int by_name(const void *x, const void *y)
{
    const batch_record *a = *(batch_record *const *)x, *b = *(batch_record *const *)y;
    const int c = strcmp(a->name, b->name);

    return c ? c : a < b ? -1 : a > b;
}

/* Of records of one name the newest stays: it was read last. */
static void put_in_order(results *r)
{
    r->known = ARENA_ARRAY(r->mem, batch_record *, r->read_count + 1);
    for (size_t i = 0; i < r->read_count; i++)
        r->known[i] = &r->read[i];
    if (r->read_count)
        qsort(r->known, r->read_count, sizeof *r->known, by_name);
    for (size_t i = 0; i < r->read_count; i++)
        if (i + 1 == r->read_count || strcmp(r->known[i]->name, r->known[i + 1]->name))
            r->known[r->count++] = r->known[i];
}

/* ---- the journal's lock ---- */

static bool lock_file(int fd)
{
    const int64_t until = clock_wall() + PATIENCE;
    const struct timespec pause = {0, PAUSE * 1000000L};

    while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true; /* a file system without locks */
        if (clock_wall() >= until)
            return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

/* Is it still what the name leads to? A run that has ended takes its journal away. */
static bool is_at(int fd, const char *path)
{
    struct stat own, named;

    return !fstat(fd, &own) && !stat(path, &named) && own.st_ino == named.st_ino &&
           own.st_dev == named.st_dev;
}

/* False: another run has it. Without a journal that can be opened `fd` stays -1. */
static bool lock_journal(results *r, int flags, diag *dg)
{
    for (;;) {
        if ((r->fd = open(r->journal, O_RDWR | O_CLOEXEC | flags, 0666)) < 0)
            return true;
        if (!lock_file(r->fd)) {
            diag_report(dg, NO_POS, MSG_BATCH_BUSY, r->folder);
            return false;
        }
        if (is_at(r->fd, r->journal))
            return true;
        close(r->fd);
    }
}

/* ---- opening ---- */

static void read_known(results *r)
{
    reading in = {.mem = r->mem, .all = &r->read, .count = &r->read_count, .cap = &r->cap};
    size_t unused;

    read_file(&in, r->manifest, &unused);
    in.asked = r;
    read_file(&in, r->journal, &r->sound);
    put_in_order(r);
}

results *results_open(const char *folder, batch_shard shard, diag *dg)
{
    results *r = mem_alloc(sizeof *r);

    r->mem = arena_new();
    r->fd = -1;
    r->folder = arena_strdup(r->mem, folder);
    r->manifest = in_shard(r->mem, folder, "manifest", shard);
    r->journal = in_shard(r->mem, folder, "journal", shard);
    if (!output_folders(arena_printf(r->mem, "%s/", folder)))
        diag_report(dg, NO_POS, MSG_CANNOT_WRITE, folder, diag_system_error(dg, errno));
    else if (lock_journal(r, 0, dg)) {
        read_known(r);
        return r;
    }
    results_close(r);
    return NULL;
}

void results_close(results *r)
{
    if (!r)
        return;
    if (r->fd >= 0)
        close(r->fd);
    arena_free(r->mem);
    mem_free(r);
}

const batch_record *results_known(const results *r, const char *name)
{
    size_t low = 0, high = r->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(r->known[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->count && !strcmp(r->known[low]->name, name) ? r->known[low] : NULL;
}

const char *const *results_asked(const results *r)
{
    return r->asked;
}

/* ---- writing ---- */

static bool write_line(int fd, strbuf *line)
{
    strbuf_addc(line, '\n');
    for (size_t at = 0; at < line->len;) {
        const ssize_t n = write(fd, line->data + at, line->len - at);
        if (n < 0 && errno != EINTR)
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool write_asked(results *r, const char *const *operands, size_t count)
{
    strbuf line = STRBUF_INIT;
    bool ok;

    strbuf_adds(&line, "{\"operands\":[");
    for (size_t i = 0; i < count; i++) {
        strbuf_adds(&line, i ? "," : "");
        json_quoted(&line, operands[i]);
    }
    strbuf_adds(&line, "]}");
    ok = write_line(r->fd, &line);
    strbuf_free(&line);
    return ok;
}

bool results_begin(results *r, const char *const *operands, size_t count, diag *dg)
{
    if (r->fd < 0 && !lock_journal(r, O_CREAT, dg))
        return false;
    if (r->fd >= 0 && ftruncate(r->fd, (off_t)r->sound) == 0 && lseek(r->fd, 0, SEEK_END) >= 0 &&
        write_asked(r, operands, count))
        return true;
    diag_report(dg, NO_POS, MSG_CANNOT_WRITE, r->journal, diag_system_error(dg, errno));
    return false;
}

bool results_add(results *r, const batch_record *record)
{
    strbuf line = STRBUF_INIT;
    bool ok;

    record_write(record, &line);
    ok = write_line(r->fd, &line);
    strbuf_free(&line);
    return ok;
}

static bool write_manifest(results *r, const batch_record *const *all, size_t count, diag *dg)
{
    output *out;
    strbuf line = STRBUF_INIT;

    output_sweep(r->manifest);
    out = output_open(r->manifest, dg);
    for (size_t i = 0; out && i < count; i++) {
        strbuf_clear(&line);
        record_write(all[i], &line);
        strbuf_addc(&line, '\n');
        output_write(out, line.data, line.len); /* an error is kept and told by the commit */
    }
    strbuf_free(&line);
    return out && output_commit(out, dg);
}

bool results_end(results *r, const batch_record *const *all, size_t count, bool complete, diag *dg)
{
    if (!write_manifest(r, all, count, dg))
        return false;
    if (complete)
        unlink(r->journal);
    return true;
}
