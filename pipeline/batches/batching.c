/* batching.c - svod batch: which documents, which of them must be made again, hand them out, sum
 * up; svod batch-merge: one manifest out of those of the shards. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/paths.h"
#include "batches/batching.h"

enum { USUAL_SECONDS = 120, USUAL_MEBIBYTES = 2048 };

/* ---- one run ---- */

static bool find_documents(batching *b)
{
    const char *const *operands = b->how->operands, *const *asked = results_asked(b->results);
    size_t count = b->how->operand_count;

    if (!count && b->how->resume) {
        operands = asked;
        while (asked && asked[count])
            count++;
    }
    if (!count) {
        diag_report(b->dg, NO_POS, MSG_BATCH_NO_JOURNAL, b->how->folder);
        return false;
    }
    if (!inputs_collect(&b->items, operands, count, b->dg))
        return false;
    inputs_keep_shard(&b->items, b->shard);
    return results_begin(b->results, operands, count, b->dg);
}

static bool deps_are_there(batching *b, const batch_record *r)
{
    return !b->how->deps || record_ended(r) == RECORD_FAILED || batching_deps(b, r);
}

/* Those that did not change have their records; the others are to do. */
static void choose(batching *b)
{
    const batch_items *items = &b->items;

    if (results_asked(b->results))
        batching_sweep(b);
    b->records = ARENA_ARRAY(b->mem, batch_record *, items->count + 1);
    b->todo = ARENA_ARRAY(b->mem, size_t, items->count + 1);
    for (size_t i = 0; i < items->count; i++) {
        b->records[i] = batching_unchanged(b, &items->items[i]);
        if (b->records[i] && deps_are_there(b, b->records[i])) {
            view_document(&b->view, b->records[i], true);
            continue;
        }
        b->todo[b->todo_count++] = i;
    }
}

/* Those that are done, in their order. */
static size_t finished(const batching *b, const batch_record **all)
{
    size_t count = 0;

    for (size_t i = 0; i < b->items.count; i++)
        if (b->records[i])
            all[count++] = b->records[i];
    return count;
}

static svod_status worst_of(const batching *b, const batch_record *const *all, size_t count)
{
    svod_status worst = SVOD_OK;

    for (size_t i = 0; i < count; i++) {
        worst = svod_worse(worst, (svod_status)all[i]->status);
        if (b->s->opt.strict && record_ended(all[i]) == RECORD_WARNED)
            worst = svod_worse(worst, SVOD_WARNINGS);
    }
    return worst;
}

static const char *page_of(arena *a, const char *folder, batch_shard shard)
{
    return shard.count > 1
               ? arena_printf(a, "%s/report-%u-of-%u.html", folder, shard.index + 1, shard.count)
               : arena_printf(a, "%s/report.html", folder);
}

/* Is there nothing left to do, or to do again? */
static bool is_settled(const batching *b, const batch_record *const *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (batching_is_ours(all[i]))
            return false;
    return count == b->items.count;
}

static svod_status sum_up(batching *b, int ended_by, const pool_limits *limits)
{
    const batch_record **all = ARENA_ARRAY(b->mem, const batch_record *, b->items.count + 1);
    const size_t count = finished(b, all);
    const bool complete = count == b->items.count;
    bool kept;
    svod_status status;

    if (!ended_by)
        ended_by = batching_letters(b, limits);
    status = worst_of(b, all, count);
    kept = output_settle_disk(b->dg);
    if (!results_end(b->results, all, count, kept && !ended_by && is_settled(b, all, count),
                     b->dg) ||
        !batching_page(b->s, page_of(b->mem, b->how->folder, b->shard), all, count, b->dg))
        status = svod_worse(status, SVOD_SYSTEM);
    status = svod_worse(status, session_failure(b->dg, status)); /* a dependency file, the disk */
    view_end(&b->view, all, count);
    if (!complete && !ended_by && !b->how->fail_fast) {
        diag_report(b->dg, NO_POS, MSG_BATCH_NO_WORKERS);
        status = svod_worse(status, SVOD_SYSTEM);
    }
    return ended_by == SIGINT ? SVOD_INTERRUPTED : ended_by == SIGTERM ? SVOD_TERMINATED : status;
}

static bool warm(const batching *b)
{
    for (size_t i = 0; i < b->todo_count; i++)
        if (!inputs_is_fo(&b->items.items[b->todo[i]]))
            return session_warm(b->s, b->dg);
    return true;
}

static svod_status run(batching *b)
{
    const pool_limits limits = {.jobs = b->how->jobs,
                                .seconds = b->how->seconds ? b->how->seconds : USUAL_SECONDS,
                                .mebibytes =
                                    b->how->mebibytes ? b->how->mebibytes : USUAL_MEBIBYTES};

    if (!find_documents(b))
        return session_failure(b->dg, SVOD_USAGE);
    b->made_with = batching_made_with(b);
    b->view = (batch_view){.events = b->how->events,
                           .quiet = b->how->quiet || b->how->format == DIAG_JSON,
                           .format = b->how->format};
    view_begin(&b->view, b->items.count);
    choose(b);
    if (!warm(b))
        return SVOD_SYSTEM;
    output_defer_disk(b->how->folder);
    return sum_up(b, pool_run(&b->pool, b->todo_count, &limits), &limits);
}

/* The request with a folder that has no slash at its end. */
static svod_batch_request tidied(arena *a, const svod_batch_request *how)
{
    svod_batch_request own = *how;

    own.folder = path_tidy(a, how->folder);
    return own;
}

svod_status svod_batch(svod_session *s, const svod_batch_request *how, diag *dg)
{
    arena *mem = arena_new();
    const svod_batch_request own = tidied(mem, how);
    batching b = {
        .pool = batching_documents, .s = s, .how = &own, .mem = mem, .shard = {0, 1}, .dg = dg};
    svod_status status = SVOD_USAGE;

    b.items.mem = b.mem;
    if (how->shard && !shard_read(how->shard, &b.shard, dg))
        status = SVOD_USAGE;
    else if (!(b.results = results_open(how->folder, b.shard, dg)))
        status = SVOD_SYSTEM;
    else
        status = run(&b);
    results_close(b.results);
    arena_free(b.mem);
    return status;
}

/* ---- shards ---- */

static int by_number(const void *x, const void *y)
{
    const batch_record *a = *(batch_record *const *)x, *b = *(batch_record *const *)y;
    const int c = strcmp(a->name, b->name);

    return a->number != b->number ? (a->number < b->number ? -1 : 1) : c;
}

/* Of how many shards «manifest-1-of-3.ndjson» is one; 0: it is none. */
static unsigned count_in_name(const char *name)
{
    unsigned index, count;
    int end = 0;

    return sscanf(name, "manifest-%u-of-%u.ndjson%n", &index, &count, &end) == 2 && end &&
                   !name[end]
               ? count
               : 0;
}

/* How many shards the folder has manifests of. False and a diagnostic: of none, or of two runs that
 * were divided otherwise. */
static bool find_shards(batching *b, unsigned *count)
{
    DIR *dir = opendir(b->how->folder);
    unsigned other = 0;

    *count = 0;
    for (struct dirent *e; dir && !other && (e = readdir(dir));) {
        const unsigned n = count_in_name(e->d_name);
        if (n && *count && n != *count)
            other = n;
        else if (n)
            *count = n;
    }
    if (dir)
        closedir(dir);
    if (other)
        diag_report(b->dg, NO_POS, MSG_BATCH_OTHER_SHARDS, b->how->folder,
                    diag_number(b->dg, *count < other ? *count : other),
                    diag_number(b->dg, *count < other ? other : *count));
    else if (!*count)
        diag_report(b->dg, NO_POS, MSG_BATCH_NO_SHARD,
                    results_manifest(b->mem, b->how->folder, (batch_shard){0, 2}));
    return *count && !other;
}

static bool read_all(batching *b, unsigned count, batch_record **all, size_t *n)
{
    size_t cap = 0;
    bool ok = true;

    for (unsigned i = 0; i < count; i++) {
        const char *path = results_manifest(b->mem, b->how->folder, (batch_shard){i, count});
        if (results_read(b->mem, path, all, n, &cap))
            continue;
        diag_report(b->dg, NO_POS, MSG_BATCH_NO_SHARD, diag_copy(b->dg, path));
        ok = false;
    }
    return ok;
}

/* The records of all shards in the order of the whole batch. */
static const batch_record **in_order(batching *b, batch_record *read, size_t count)
{
    const batch_record **all = ARENA_ARRAY(b->mem, const batch_record *, count + 1);

    for (size_t i = 0; i < count; i++)
        all[i] = &read[i];
    if (count)
        qsort(all, count, sizeof *all, by_number);
    return all;
}

static svod_status merge(batching *b)
{
    batch_record *read = NULL;
    const batch_record **all;
    unsigned shards;
    size_t count = 0;
    svod_status status;

    if (!find_shards(b, &shards))
        return SVOD_INVALID;
    if (!read_all(b, shards, &read, &count) ||
        !(b->results = results_open(b->how->folder, b->shard, b->dg)))
        return session_failure(b->dg, SVOD_INVALID);
    all = in_order(b, read, count);
    status = worst_of(b, all, count);
    b->view = (batch_view){.events = b->how->events, .quiet = true};
    view_begin(&b->view, count);
    for (size_t i = 0; i < count; i++)
        view_document(&b->view, all[i], true);
    if (!results_end(b->results, all, count, true, b->dg) ||
        !batching_page(b->s, page_of(b->mem, b->how->folder, b->shard), all, count, b->dg))
        status = svod_worse(status, SVOD_SYSTEM);
    view_end(&b->view, all, count);
    return status;
}

svod_status svod_batch_merge(svod_session *s, const svod_batch_request *how, diag *dg)
{
    arena *mem = arena_new();
    const svod_batch_request own = tidied(mem, how);
    batching b = {.s = s, .how = &own, .mem = mem, .shard = {0, 1}, .dg = dg};
    const svod_status status = merge(&b);

    results_close(b.results);
    arena_free(b.mem);
    return status;
}
