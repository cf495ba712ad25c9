/* results.h - what a folder of results knows of its documents: the manifest of the last complete
 * run, and the journal of the one that is under way or was broken off.
 *
 *   manifest.ndjson     a record a line, in the order of the documents (manifest-3-of-8.ndjson of a
 *                       shard)
 *   journal.ndjson      what the run was asked for, then a record a line as they come; gone when
 *                       the run is complete */
#ifndef SVOD_BATCH_RESULTS_H
#define SVOD_BATCH_RESULTS_H

#include "batch/inputs.h"
#include "batch/record.h"

typedef struct results results;

/* `folder` is made if it is not there. NULL and a diagnostic if it cannot be, or another run has
 * the journal. */
results *results_open(const char *folder, batch_shard shard, diag *dg);
void results_close(results *r);

/* What is known of a document from earlier runs; NULL: nothing. */
const batch_record *results_known(const results *r, const char *name);
/* The operands that the run which was broken off was asked for, NULL-terminated; NULL if none was
 * broken off. */
const char *const *results_asked(const results *r);

/* Begin a journal, or go on with the one that is there; no other run may until the results are
 * closed. */
bool results_begin(results *r, const char *const *operands, size_t count, diag *dg);
/* One more is done: one line, in one write. */
bool results_add(results *r, const batch_record *record);
/* Write the manifest. If the run is complete, the journal goes. */
bool results_end(results *r, const batch_record *const *all, size_t count, bool complete, diag *dg);

/* All records of a manifest in its order, in `a`; false if it cannot be read. */
bool results_read(arena *a, const char *path, batch_record **all, size_t *count, size_t *cap);
const char *results_manifest(arena *a, const char *folder, batch_shard shard);

#endif
