/* output.h - files that appear under their final name only when they are complete:
 * temporary file in the same folder, fsync, rename. */
#ifndef SVOD_BASE_OUTPUT_H
#define SVOD_BASE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct output output;

/* `path` "-" is standard output: bytes are held back until output_commit. NULL and a
 * diagnostic if the folder cannot be written. */
output *output_open(const char *path, diag *dg);
/* The same of a file that is changed: where `path` is a link, it stays, and the file that it leads
 * to is written. */
output *output_open_in_place(const char *path, diag *dg);
/* The file that is replaced must hold these bytes still, or else the commit leaves it alone and
 * tells (G30). Borrowed until then; who waits in another process for the same file sees what this
 * one has written. */
void output_expect(output *out, const char *bytes, size_t n);
bool output_write(output *out, const void *bytes, size_t n); /* false: the error is kept */
/* Complete the file and free `out`; false and a diagnostic if anything failed. */
bool output_commit(output *out, diag *dg);
/* Remove the temporary file; a diagnostic if a write failed, which may be why there is no more.
 * Accepts NULL. */
void output_abandon(output *out, diag *dg);

/* Each file is brought to the disk before it gets its name, and then its folder. A process that
 * makes many says that it is done later, for all of them at once that the file system of `folder`
 * has (NULL: of the first one), those of its children included: until then, what a machine that
 * breaks down leaves of them is not certain. */
void output_defer_disk(const char *folder);
/* Now; from here on each file sees to it by itself again. False and a diagnostic if the system
 * failed to write any of them. */
bool output_settle_disk(diag *dg);

/* A whole file at once. */
bool output_put(const char *path, const void *bytes, size_t n, diag *dg);
/* Is `input` the very file that would be written as `path`, by whatever name? Devices may be
 * both. */
bool output_replaces(const char *path, const char *input);
/* Remove what processes that were killed while they wrote `path` have left beside it. */
void output_sweep(const char *path);
/* Is the file `found`, in the folder of `path`, one of those? */
bool output_is_left_over(const char *path, const char *found);
/* Where temporary files go. */
const char *output_temporary_place(void);
/* A new folder there, for its caller alone, who removes it, with the use in its name; NULL and a
 * diagnostic if none can be made. */
const char *output_temporary_folder(arena *a, const char *use, diag *dg);
/* Make the folders that `path` lies in, as far as they are missing. */
bool output_folders(const char *path);

/* Whole file into memory of `*data` (mem_free), with a NUL after `*size` bytes. Files over
 * `limit` bytes are refused (0: no limit); "-" reads standard input. */
bool input_read(const char *path, size_t limit, char **data, size_t *size, diag *dg);
/* The same without a diagnostic: errno says why not, EFBIG of what is over the limit. */
bool input_try(const char *path, size_t limit, char **data, size_t *size);

#endif
