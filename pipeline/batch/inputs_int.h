/* inputs_int.h - between inputs.c and inputs_table.c. */
#ifndef SVOD_BATCH_INPUTS_INT_H
#define SVOD_BATCH_INPUTS_INT_H

#include "batch/inputs.h"

typedef struct {
    batch_items *out;
    /* folder that all paths share so far, with its slash; NULL before the first */
    const char *shared;
    bool folder_given; /* the paths come from a folder, which counts itself */
    diag *dg;
} gathering;

batch_item *gather(gathering *g, const char *path);
/* .csv or .ndjson */
bool gather_manifest(gathering *g, const char *path);
/* `path` as seen from the folder of `file`. */
const char *beside(arena *a, const char *file, const char *path);

#endif
