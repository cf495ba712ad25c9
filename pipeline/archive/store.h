/* store.h - files by their content: each lies once under its SHA-256, complete or not at all. */
#ifndef SVOD_ARCHIVE_STORE_H
#define SVOD_ARCHIVE_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

/* Keep the bytes in `folder`/files; their digest in `a`, NULL and a diagnostic if they cannot be
 * written. When it returns they are on the disk, the folder's entry too. *written becomes true
 * unless they were there, and sound: a damaged file is replaced. */
const char *store_put(arena *a, const char *folder, const void *bytes, size_t size, bool *written,
                      diag *dg);
/* Where a file lies. */
const char *store_path(arena *a, const char *folder, const char *digest);
const char *store_digest(arena *a, const void *bytes, size_t size);
/* Is the file there, and are its bytes those of its digest? */
bool store_sound(arena *a, const char *folder, const char *digest);
/* Make a folder, unless it is there. */
bool store_folder(const char *path, diag *dg);

#endif
