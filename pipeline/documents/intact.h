/* intact.h - are files still what a list of checksums says (as sha256sum writes and freeze.sh makes
 * them)? */
#ifndef SVOD_INTACT_H
#define SVOD_INTACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct {
    const char *name, *digest;
} listed_file;

typedef struct {
    listed_file *files; /* by name */
    size_t count;
} file_list;

/* False: there is no such list. */
bool file_list_read(arena *a, const char *path, file_list *list);
/* The digest listed for `name`, NULL if it is not listed. */
const char *file_list_digest(const file_list *list, const char *name);
/* The first file below `folder` that is missing, changed, or not listed ("./name"), and what is
 * wrong with it in the language of messages; NULL if all are as listed. */
const char *file_list_first_change(arena *a, const file_list *list, const char *folder);

#endif
