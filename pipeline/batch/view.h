/* view.h - what the operator sees: each document as it is done, how far the run is, and a table at
 * the end. */
#ifndef SVOD_BATCH_VIEW_H
#define SVOD_BATCH_VIEW_H

#include <stdint.h>

#include "batch/record.h"

typedef struct {
    size_t all, done, warned, failed,
        same;             /* documents; `same` did not change and count in the others too */
    int64_t began, drawn; /* milliseconds of the monotonic clock */
    bool events;          /* NDJSON on standard output */
    bool quiet;           /* neither lines nor a bar */
    bool bar;             /* on a terminal */
    diag_format format;   /* of findings */
} batch_view;

void view_begin(batch_view *v, size_t all);
/* A document is done now, or (`same`) did not have to be. Its findings go to standard error. */
void view_document(batch_view *v, const batch_record *r, bool same);
void view_tick(batch_view *v); /* draw the bar again */
/* The table of all records on standard output, or the last event. */
void view_end(batch_view *v, const batch_record *const *all, size_t count);

#endif
