/* pool.h - workers: processes that are forked from one that has loaded everything, and are handed
 * one item after the other.
 *
 * A worker that takes too long, asks for too much memory or crashes ends alone; another takes its
 * place. */
#ifndef SVOD_BATCH_POOL_H
#define SVOD_BATCH_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

typedef enum {
    POOL_TIME,   /* number: the limit, seconds */
    POOL_MEMORY, /* number: the limit, MiB */
    POOL_SIGNAL, /* number: of the signal */
    POOL_EXIT,   /* number: the exit code */
} pool_break;

typedef struct pool_job pool_job;
struct pool_job {
    /* In a new worker, before its first item; may be NULL. */
    void (*begin)(pool_job *self);
    /* In a worker: do the item, append the answer. */
    void (*work)(pool_job *self, size_t index, strbuf *answer);
    /* In the process that handed it out: an item is done, or its worker is gone. False: hand out no
     * more. */
    bool (*take)(pool_job *self, size_t index, const char *answer, size_t size);
    bool (*broke)(pool_job *self, size_t index, pool_break how, int number);
    /* Some times a second; may be NULL. */
    void (*tick)(pool_job *self);
};

typedef struct {
    int jobs;               /* workers; 0: one a processor */
    int seconds, mebibytes; /* of one item; 0: no limit */
} pool_limits;

/* Hand out the items 0 … count - 1. 0, or the signal (SIGINT, SIGTERM) that ended it: the first one
 * lets the workers finish what they have, the second one does not. */
int pool_run(pool_job *job, size_t count, const pool_limits *limits);

#endif
