/* fuzz_batch.c - any bytes as what an operator hands to a batch: a table of documents (CSV by the
 * first byte, or NDJSON), and the journal of a run that was broken off. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/inputs.h"
#include "batch/results.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_whole(const char *path, const uint8_t *data, size_t size)
{
    FILE *out = fopen(path, "wb");

    if (!out || fwrite(data, 1, size, out) != size || fclose(out))
        exit(1);
}

static void read_table(const char *path)
{
    batch_items items = {.mem = arena_new()};
    diag *dg = diag_new();

    if (inputs_collect(&items, &path, 1, dg))
        for (size_t i = 0; i < items.count; i++)
            if (!items.items[i].name || items.items[i].name[0] == '/' ||
                !strncmp(items.items[i].name, "../", 3))
                abort(); /* a result outside of its folder */
    diag_free(dg);
    arena_free(items.mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char folder[] = "/tmp/svod-fuzz-XXXXXX";
    static bool made;
    char path[64];
    batch_record *all = NULL;
    size_t count = 0, cap = 0;
    arena *a = arena_new();

    if (!made)
        made = mkdtemp(folder) != NULL;
    snprintf(path, sizeof path, "%s/in.%s", folder, size && data[0] == '{' ? "ndjson" : "csv");
    write_whole(path, data, size);
    read_table(path);
    results_read(a, path, &all, &count, &cap);
    arena_free(a);
    return 0;
}
