/* batching.h - between the parts of svod batch: the run, what a worker does, what is written beside
 * the PDFs. */
#ifndef SVOD_BATCHING_H
#define SVOD_BATCHING_H

#include "batch/inputs.h"
#include "batch/pool.h"
#include "batch/record.h"
#include "batch/results.h"
#include "batch/view.h"
#include "session.h"

typedef struct {
    pool_job pool; /* first: the pool hands it back */
    svod_session *s;
    const svod_batch_request *how;
    arena *mem;
    batch_items items;
    batch_shard shard;
    const char *digests;   /* file with the digests of editions and fonts; "": none */
    const char *made_with; /* digest of program, editions, fonts and options */
    results *results;
    batch_view view;
    batch_record **records;   /* by item; NULL: not done */
    size_t *todo, todo_count; /* items that must be made */
    diag *dg;
} batching;

/* Did the system fail, and not the document? Then it is done again, and its sender has nothing to
 * mend. A failure that nothing is said of is none of the document either. */
bool batching_is_ours(const batch_record *r);

/* work.c: the pool's functions for documents, and what decides whether one must be made again. */
extern const pool_job batching_documents;
const char *batching_made_with(batching *b);
/* The record of an earlier run, if the document and all it was made of are the same; NULL: it must
 * be made. */
batch_record *batching_unchanged(batching *b, const batch_item *item);
/* Remove the temporary files of a run that was broken off. */
void batching_sweep(batching *b);

/* page.c: the page of results, by records in their order. */
bool batching_page(svod_session *s, const char *path, const batch_record *const *all, size_t count,
                   diag *dg);

/* beside.c: letters, dependency files. Of what the system has failed at, its sender has nothing to
 * mend. */
bool batching_has_letter(const batch_record *r);
/* A letter for each document that failed by itself; those of all other documents are removed. */
int batching_letters(batching *b, const pool_limits *limits);
bool batching_deps(batching *b, const batch_record *r);

#endif
