/* inputs.h - what a batch is to take: operands become a list of documents, each with the name of
 * what is made of it. */
#ifndef SVOD_BATCH_INPUTS_H
#define SVOD_BATCH_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
    size_t number;    /* in the whole batch, from 1 */
    const char *path; /* of the document */
    const char *name; /* of what is made of it, below the folder of results, without extension */
    const char *part; /* of the document alone; "": all of it */
    const char *pdf;  /* level of the PDF; "": the usual one */
    bool no_file;     /* found in a folder: a pipe, which may never end, a socket, a device */
    bool misnamed;    /* the name is not UTF-8: `path` shows its bytes and leads nowhere */
} batch_item;

typedef struct {
    arena *mem; /* of all strings */
    batch_item *items;
    size_t count, cap;
    bool documents_only; /* of folders: no formatting objects */
} batch_items;

/* Operands are files, folders (all .xml and .fo below them, by name), patterns with * ? [], lists
 * (@FILE: a path a line, from the list's own folder) and manifests (.csv with a head, .ndjson:
 * path, name, part, pdf), in UTF-8, UTF-16 or windows-1251. A document that several paths lead to
 * is one. Items have neither number nor name but what a manifest says. False and a diagnostic if a
 * list cannot be read, or there is no document. */
bool inputs_gather(batch_items *out, const char *const *operands, size_t count, diag *dg);
/* The same with numbers and names: the paths below the deepest folder that all operands share; a
 * manifest may say others. False and a diagnostic also if two documents would have one name, or one
 * that of a letter, or one is standard input. */
bool inputs_collect(batch_items *out, const char *const *operands, size_t count, diag *dg);

/* Below the folder of results: the folder of letters, with its slash. */
#define BATCH_LETTERS "letters/"

/* Formatting objects, by the name of the file? Else an author's document. */
bool inputs_is_fo(const batch_item *item);

/* Which part of a batch: the numbers 0 … count - 1. */
typedef struct {
    unsigned index, count;
} batch_shard;

/* "3/8" counts from 1; "auto" reads what Slurm and Kubernetes say to a task of an array, "auto/8"
 * only which one it is. */
bool shard_read(const char *text, batch_shard *shard, diag *dg);
/* Whose part a document is depends on its name alone. */
bool shard_has(batch_shard shard, const char *name);
void inputs_keep_shard(batch_items *items, batch_shard shard);

#endif
