/* shard.c - which documents are a task's own when a batch is spread over machines: see inputs.h. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "batch/inputs.h"

enum { MOST_SHARDS = 1000000 };

static bool number(const char *name, unsigned *value)
{
    const char *text = getenv(name);
    char *end;
    const long n = text ? strtol(text, &end, 10) : -1;

    if (n < 0 || n > MOST_SHARDS || *end || end == text)
        return false;
    *value = (unsigned)n;
    return true;
}

/* sbatch --array=FIRST-LAST: the tasks are counted from the first. */
static bool of_slurm(batch_shard *shard)
{
    unsigned id, first, count, step;

    if (!number("SLURM_ARRAY_TASK_ID", &id) || !number("SLURM_ARRAY_TASK_MIN", &first) ||
        !number("SLURM_ARRAY_TASK_COUNT", &count))
        return false;
    if (!number("SLURM_ARRAY_TASK_STEP", &step) || !step)
        step = 1;
    if (id < first)
        return false;
    *shard = (batch_shard){(id - first) / step, count};
    return true;
}

/* An indexed Job tells each pod its index; how many there are its author writes into JOB_COMPLETIONS (docs/scale.md). */
static bool of_kubernetes(batch_shard *shard)
{
    unsigned index, count;

    if (!number("JOB_COMPLETION_INDEX", &index) || !number("JOB_COMPLETIONS", &count))
        return false;
    *shard = (batch_shard){index, count};
    return true;
}

static bool written(const char *text, batch_shard *shard)
{
    unsigned index, count;
    char rest;

    if (sscanf(text, "%u/%u%c", &index, &count, &rest) != 2 || !index)
        return false;
    *shard = (batch_shard){index - 1, count};
    return true;
}

bool shard_read(const char *text, batch_shard *shard, diag *dg)
{
    const bool automatic = text[0] == 'a';
    const bool ok = automatic ? of_slurm(shard) || of_kubernetes(shard) : written(text, shard);

    if (ok && shard->count && shard->index < shard->count && shard->count <= MOST_SHARDS)
        return true;
    diag_report(dg, NO_POS, automatic ? MSG_BATCH_NO_ARRAY : MSG_BATCH_BAD_SHARD, text);
    return false;
}

bool shard_has(batch_shard shard, const char *name)
{
    const uint64_t h = hash_text(name);

    return (h ^ h >> 32) % shard.count == shard.index;
}

void inputs_keep_shard(batch_items *items, batch_shard shard)
{
    size_t kept = 0;

    for (size_t i = 0; i < items->count; i++)
        if (shard_has(shard, items->items[i].name))
            items->items[kept++] = items->items[i];
    items->count = kept;
}
