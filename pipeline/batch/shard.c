/* shard.c - which documents are a task's own when a batch is spread over machines: see inputs.h. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The tasks of an array, without gaps, are all of the parts. Others may be some that are run again:
 * of how many, Slurm does not tell. */
static bool is_whole(unsigned first, unsigned count)
{
    unsigned last, step;

    if (number("SLURM_ARRAY_TASK_STEP", &step) && step > 1)
        return false;
    return first <= 1 && (!number("SLURM_ARRAY_TASK_MAX", &last) || last - first + 1 == count);
}

/* sbatch --array=FIRST-LAST: the tasks are counted from the first. */
static message_id of_slurm(batch_shard *shard)
{
    unsigned id, first, count;

    if (!number("SLURM_ARRAY_TASK_ID", &id) || !number("SLURM_ARRAY_TASK_MIN", &first) ||
        !number("SLURM_ARRAY_TASK_COUNT", &count) || id < first)
        return MSG_BATCH_NO_ARRAY;
    if (!is_whole(first, count))
        return MSG_BATCH_PART_ARRAY;
    *shard = (batch_shard){id - first, count};
    return MSG_COUNT;
}

/* An indexed Job tells each pod its index; how many there are its author writes into
 * JOB_COMPLETIONS (docs/scale.md). */
static message_id of_kubernetes(batch_shard *shard)
{
    unsigned index, count;

    if (!number("JOB_COMPLETION_INDEX", &index) || !number("JOB_COMPLETIONS", &count))
        return MSG_BATCH_NO_ARRAY;
    *shard = (batch_shard){index, count};
    return MSG_COUNT;
}

/* "auto/8": of so many parts, whichever tasks are run. Slurm's are counted from 1, Kubernetes' from
 * 0. */
static message_id of_known(const char *text, batch_shard *shard)
{
    unsigned task, count;
    char rest;

    if (sscanf(text, "auto/%u%c", &count, &rest) != 1)
        return MSG_BATCH_BAD_SHARD;
    if (number("SLURM_ARRAY_TASK_ID", &task))
        task--;
    else if (!number("JOB_COMPLETION_INDEX", &task))
        return MSG_BATCH_NO_ARRAY;
    *shard = (batch_shard){task, count};
    return MSG_COUNT;
}

static message_id of_array(batch_shard *shard)
{
    const message_id wrong = of_slurm(shard);

    return wrong == MSG_BATCH_NO_ARRAY ? of_kubernetes(shard) : wrong;
}

/* "3/8" */
static message_id written(const char *text, batch_shard *shard)
{
    unsigned index, count;
    char rest;

    if (sscanf(text, "%u/%u%c", &index, &count, &rest) != 2 || !index)
        return MSG_BATCH_BAD_SHARD;
    *shard = (batch_shard){index - 1, count};
    return MSG_COUNT;
}

/* What is wrong with it; MSG_COUNT: nothing. */
static message_id read_shard(const char *text, batch_shard *shard)
{
    const bool automatic = text[0] == 'a';
    const message_id wrong = !automatic             ? written(text, shard)
                             : strcmp(text, "auto") ? of_known(text, shard)
                                                    : of_array(shard);

    if (wrong != MSG_COUNT)
        return wrong;
    if (shard->count && shard->index < shard->count && shard->count <= MOST_SHARDS)
        return MSG_COUNT;
    return automatic ? MSG_BATCH_NO_ARRAY : MSG_BATCH_BAD_SHARD;
}

bool shard_read(const char *text, batch_shard *shard, diag *dg)
{
    const message_id wrong = read_shard(text, shard);

    if (wrong != MSG_COUNT)
        diag_report(dg, NO_POS, wrong, text);
    return wrong == MSG_COUNT;
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
