/* built.h - where the files lie that make has built of fonts and dictionaries. */
#ifndef SVOD_TEXT_BUILT_H
#define SVOD_TEXT_BUILT_H

#include <stddef.h>

#include "base/arena.h"

/* The file `name` of the folder `kind`, in the build of a source tree or installed beside the
 * folder that the configuration lies in; NULL if there is none. In `a`. */
const char *built_file(arena *a, const char *configuration, const char *kind, const char *name);

/* The whole open file, mapped for reading (munmap); NULL if it is empty or cannot be. */
void *built_map(int fd, size_t *size);

#endif
