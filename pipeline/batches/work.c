/* work.c - one document of a batch: render it in a worker, tell what became of it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/output.h"
#include "base/paths.h"
#include "batch/sandbox.h"
#include "batches/batching.h"
#include "sign/sha256.h"
#include "xml/project.h"
#include "xml/xml.h"

enum { UTF8_LONGEST = 4 }; /* bytes of a character: a name is cut between two */

/* ---- what decides ---- */

/* Families, and what their files hold now. */
static void add_fonts(const batching *b, strbuf *all)
{
    for (const char *const *f = b->s->opt.fonts; f && *f; f++) {
        const char *equals = strchr(*f, '=');
        strbuf_printf(all, " %s %s", *f, equals ? sha256_file(b->mem, equals + 1) : "");
    }
}

const char *batching_made_with(batching *b)
{
    static const char *const programs[] = {"svod", "svod-documents.so", "../lib/svod/documents.so"};
    static const char *const digests[] = {"build/digests", "digests"};
    const char *folder = svod_program_dir();
    strbuf all = STRBUF_INIT;
    const char *digest;
    int64_t moment;

    strbuf_adds(&all, SVOD_VERSION);
    for (size_t i = 0; folder && i < COUNT(programs); i++)
        strbuf_adds(&all, sha256_file(b->mem, arena_printf(b->mem, "%s/%s", folder, programs[i])));
    b->digests = "";
    for (size_t i = 0; i < COUNT(digests) && !*b->digests; i++) {
        const char *path = arena_printf(b->mem, "%s/%s", b->s->data_dir, digests[i]);
        if (access(path, R_OK) == 0)
            b->digests = path;
    }
    strbuf_adds(&all, sha256_file(b->mem, b->digests));
    add_fonts(b, &all);
    for (const char *const *i = b->s->opt.initial; i && *i; i++)
        strbuf_printf(&all, " %s", *i);
    strbuf_printf(&all, " %s %d", b->s->opt.pdf ? b->s->opt.pdf : "", b->s->opt.kerning);
    if (clock_named(&moment))
        strbuf_printf(&all, " %lld", (long long)moment);
    digest = sha256_bytes(b->mem, all.data, all.len);
    strbuf_free(&all);
    return digest;
}

/* The svod.ini that holds for a document; no path and "" if there is none. */
static batch_file settings_of(arena *a, const batch_item *item)
{
    const char *path = project_file(a, item->path);

    return (batch_file){path, path ? sha256_file(a, path) : ""};
}

/* Another place in the same run, another svod.ini: other findings. */
static const char *key_of(const batching *b, arena *a, const batch_item *item, batch_file settings)
{
    const bool strict = b->s->opt.strict && inputs_is_fo(item); /* then it is one of rendering */
    const char *all = arena_printf(a, "%s\n%s\n%s\n%s\n%s%s", b->made_with, item->path, item->part,
                                   item->pdf, settings.digest, strict ? "\nstrict" : "");

    return sha256_bytes(a, all, strlen(all));
}

static const char *output_of(const batching *b, arena *a, const batch_item *item)
{
    return arena_printf(a, "%s/%s.pdf", b->how->folder, item->name);
}

static bool is_file(const char *path, struct stat *st)
{
    return stat(path, st) == 0 && S_ISREG(st->st_mode);
}

/* Of a document; "" where there is none to read: a pipe may never end, and what is too large is
 * refused anyway. */
static const char *source_of(arena *a, const char *path)
{
    struct stat st;

    return is_file(path, &st) && st.st_size <= (off_t)xml_default_limits.bytes
               ? sha256_file(a, path)
               : "";
}

static bool files_unchanged(arena *a, const batch_record *r)
{
    for (size_t i = 0; i < r->file_count; i++)
        if (strcmp(r->files[i].digest, sha256_file(a, r->files[i].path)))
            return false;
    return true;
}

bool batching_is_ours(const batch_record *r)
{
    return r->status == SVOD_SYSTEM || (record_ended(r) == RECORD_FAILED && !record_tells(r));
}

batch_record *batching_unchanged(batching *b, const batch_item *item)
{
    const batch_record *known = b->how->force ? NULL : results_known(b->results, item->name);
    arena *a = arena_new();
    batch_record *copy = NULL;

    if (known && !batching_is_ours(known) &&
        !strcmp(known->key, key_of(b, a, item, settings_of(a, item))) &&
        !strcmp(known->source, source_of(a, item->path)) && files_unchanged(a, known) &&
        (!*known->output || !strcmp(known->digest, sha256_file(a, output_of(b, a, item))))) {
        copy = arena_memdup(b->mem, known, sizeof *known);
        copy->number = (long)item->number;
    }
    arena_free(a);
    return copy;
}

/* The temporary file of a long name has not all of it: ours are gone through. */
static bool is_of_ours(const batching *b, arena *a, const char *path)
{
    for (size_t i = 0; i < b->items.count; i++) {
        const char *pdf = output_of(b, a, &b->items.items[i]);
        if (output_is_left_over(pdf, path) ||
            output_is_left_over(arena_printf(a, "%s/" BATCH_LETTERS "%s.pdf", b->how->folder,
                                             b->items.items[i].name),
                                path))
            return true;
    }
    return false;
}

/* «.NAME.pdf.XXXXXX» of a PDF or letter that is ours: other parts may be at work in the same
 * folder. */
static bool is_left_over(const batching *b, arena *a, const FTSENT *e)
{
    const size_t n = e->fts_namelen, tail = strlen(".pdf.XXXXXX");
    const char *below = e->fts_path + strlen(b->how->folder) + 1;
    const size_t letters = strlen(BATCH_LETTERS);
    const char *folder = strncmp(below, BATCH_LETTERS, letters) ? below : below + letters;
    const char *last = path_name(folder);

    if (e->fts_info != FTS_F || e->fts_name[0] != '.' || n <= tail + 1)
        return false;
    if (n > NAME_MAX - UTF8_LONGEST)
        return is_of_ours(b, a, e->fts_path);
    return !strncmp(e->fts_name + n - tail, ".pdf.", 5) &&
           shard_has(b->shard, arena_printf(a, "%.*s%.*s", (int)(last - folder), folder,
                                            (int)(n - tail - 1), last + 1));
}

void batching_sweep(batching *b)
{
    char *const roots[] = {(char *)b->how->folder, NULL};
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    arena *a = arena_new();

    for (FTSENT *e; walk && (e = fts_read(walk));)
        if (e->fts_level > 0 && is_left_over(b, a, e))
            unlink(e->fts_path);
    if (walk)
        fts_close(walk);
    arena_free(a);
}

/* ---- in a worker ---- */

/* Linux forgets a process's peak when 5 is written here. Opened before the sandbox closes; -1: the
 * peak is that of all documents so far. */
static int peak_file = -1;

static void begin(pool_job *self)
{
    const batching *b = (batching *)self;

    peak_file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    sandbox_confine(b->how->folder);
}

static void forget_peak(void)
{
    if (peak_file >= 0 && write(peak_file, "5", 1) < 0) {
        close(peak_file);
        peak_file = -1;
    }
}

static long peak(void)
{
    struct rusage used;

    return getrusage(RUSAGE_SELF, &used) ? 0 : used.ru_maxrss;
}

/* An error that its author does not account for: the PDF must not be signed. */
static bool is_wrong(const batch_record *r)
{
    for (size_t i = 0; i < r->finding_count; i++)
        if (r->findings[i].sev >= SEV_ERROR && !r->findings[i].acknowledged)
            return true;
    return false;
}

static void note_files(arena *a, const session_made *made, batch_file settings, batch_record *r)
{
    r->files = ARENA_ARRAY(a, batch_file, made->file_count + 2);
    if (settings.path)
        r->files[r->file_count++] = settings;
    for (size_t i = 0; i < made->file_count; i++)
        r->files[r->file_count++] = (batch_file){made->files[i], sha256_file(a, made->files[i])};
}

static void note_output(arena *a, const char *path, batch_record *r)
{
    char *bytes;
    size_t size;

    if (input_try(path, 0, &bytes, &size)) {
        r->output = arena_printf(a, "%s.pdf", r->name);
        r->bytes = (long)size;
        r->digest = sha256_bytes(a, bytes, size);
        mem_free(bytes);
    }
}

/* What was there before under the name of a document that fails now would be taken for its PDF. But
 * nothing is taken from who has protected it. */
static void take_away(const char *path)
{
    if (access(path, W_OK) == 0)
        unlink(path);
}

static void judge(arena *a, const svod_session *s, const char *path, batch_record *r)
{
    if (r->status == SVOD_OK && is_wrong(r))
        r->status = SVOD_INVALID;
    if (r->status != SVOD_OK) {
        take_away(path);
        return;
    }
    note_output(a, path, r);
    r->pages = s->made.pages;
    r->rows_in = s->made.rows_in;
    r->rows_out = s->made.rows_out;
}

static batch_record blank(const batching *b, arena *a, const batch_item *item, batch_file settings)
{
    return (batch_record){.number = (long)item->number,
                          .name = item->name,
                          .input = item->path,
                          .output = "",
                          .key = key_of(b, a, item, settings),
                          .source = source_of(a, item->path),
                          .digest = ""};
}

/* Whoever saves a document in the meantime does not part what the record says of it from what its
 * PDF was made of: its bytes are read once. Formatting objects are read while they are laid out. */
static void read_once(svod_session *s, arena *a, const batch_item *item, batch_record *r)
{
    struct stat st;
    char *bytes;

    if (inputs_is_fo(item) || !is_file(item->path, &st) ||
        !input_try(item->path, xml_default_limits.bytes, &bytes, &s->given_size))
        return;
    s->given = bytes;
    r->source = sha256_bytes(a, bytes, s->given_size);
}

static void forget(svod_session *s)
{
    mem_free((void *)s->given);
    s->given = NULL;
}

static svod_status make(svod_session *s, const batch_item *item, diag *dg)
{
    const src_pos whole = {item->path, 0, 0};
    struct stat st = {0};

    if (item->misnamed)
        diag_report(dg, whole, MSG_BATCH_MISNAMED);
    else if (is_file(item->path, &st) || !st.st_mode || S_ISDIR(st.st_mode))
        return (inputs_is_fo(item) ? svod_fo : svod_render)(s, item->path, dg);
    else
        diag_report(dg, whole, MSG_CANNOT_OPEN, diag_term(dg, N_("this is not a file")));
    return SVOD_INVALID;
}

static void render(svod_session *s, const batch_item *item, const char *path, arena *a, diag *dg,
                   batch_record *r)
{
    const svod_options kept = s->opt;

    s->opt.output = path;
    s->opt.part = *item->part ? item->part : NULL;
    s->opt.pdf = *item->pdf ? item->pdf : kept.pdf;
    s->made = (session_made){0};
    read_once(s, a, item, r);
    r->status = (int)make(s, item, dg);
    forget(s);
    s->opt = kept;
    record_findings(a, dg, r);
}

static void work(pool_job *self, size_t index, strbuf *answer)
{
    batching *b = (batching *)self;
    const batch_item *item = &b->items.items[b->todo[index]];
    arena *a = arena_new();
    diag *dg = diag_new();
    const char *path = output_of(b, a, item);
    const batch_file settings = settings_of(a, item);
    batch_record r = blank(b, a, item, settings);
    const int64_t wall = clock_wall(), cpu = clock_cpu();

    forget_peak();
    if (!output_folders(path))
        diag_report(dg, NO_POS, MSG_CANNOT_WRITE, path, diag_system_error(dg, errno));
    render(b->s, item, path, a, dg, &r);
    judge(a, b->s, path, &r);
    note_files(a, &b->s->made, settings, &r);
    r.milliseconds = (long)(clock_wall() - wall);
    r.cpu_milliseconds = (long)(clock_cpu() - cpu);
    r.kibibytes = peak();
    record_pack(&r, answer);
    diag_free(dg);
    arena_free(a);
}

/* ---- in the one that hands out ---- */

static bool enter(batching *b, size_t index, batch_record *r)
{
    const bool failed = record_ended(r) == RECORD_FAILED;

    b->records[b->todo[index]] = r;
    results_add(b->results, r);
    view_document(&b->view, r, false);
    if (b->how->deps && !failed)
        batching_deps(b, r);
    return !(failed && b->how->fail_fast);
}

static bool broke(pool_job *self, size_t index, pool_break how, int number)
{
    static const message_id messages[] = {[POOL_TIME] = MSG_BATCH_TIME,
                                          [POOL_MEMORY] = MSG_BATCH_MEMORY,
                                          [POOL_SIGNAL] = MSG_BATCH_SIGNAL,
                                          [POOL_EXIT] = MSG_BATCH_EXIT};
    batching *b = (batching *)self;
    const batch_item *item = &b->items.items[b->todo[index]];
    batch_record *r = ARENA_NEW(b->mem, batch_record);
    diag *dg = diag_new();

    *r = blank(b, b->mem, item, settings_of(b->mem, item));
    r->status = SVOD_SYSTEM;
    diag_report(dg, ((src_pos){item->path, 0, 0}), messages[how], diag_number(dg, number));
    record_findings(b->mem, dg, r);
    diag_free(dg);
    output_sweep(output_of(b, b->mem, item));
    unlink(output_of(b, b->mem, item));
    return enter(b, index, r);
}

static bool take(pool_job *self, size_t index, const char *answer, size_t size)
{
    batching *b = (batching *)self;
    batch_record *r = ARENA_NEW(b->mem, batch_record);

    return record_unpack(b->mem, answer, size, r) ? enter(b, index, r)
                                                  : broke(self, index, POOL_EXIT, 0);
}

static void tick(pool_job *self)
{
    view_tick(&((batching *)self)->view);
}

const pool_job batching_documents = {begin, work, take, broke, tick};
