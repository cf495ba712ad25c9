/* paths.h - paths: the name at their end, and how what is made of many files is named by theirs,
 * below the deepest folder that these share. */
#ifndef SVOD_BASE_PATHS_H
#define SVOD_BASE_PATHS_H

#include <stdbool.h>

#include "base/arena.h"

const char *path_name(const char *path); /* behind the last slash, in `path` */
/* Has it this extension, whatever the size of its letters? */
bool path_ends(const char *path, const char *extension);
bool path_is_folder(const char *path); /* there is one */
/* Is it the folder itself, or does it lie in it, whichever ways lead there? Not if it is not
 * there. */
bool path_is_within(const char *path, const char *folder);
/* "./a" is "a", but "./-" is no standard input. Paths are given to the functions below without such
 * steps. */
const char *path_without_dots(const char *path);
/* The path of a folder without slashes at its end; "/" stays. In `a`. */
const char *path_tidy(arena *a, const char *path);
/* The deepest folder, with its slash, that `shared` (NULL before the first path) and the folder of
 * the file `path` have in common; "" if none. In `a`. */
const char *path_share_file(arena *a, const char *shared, const char *path);
/* `path` as seen from `shared`, without its extension, whatever it is: steps upwards are left out,
 * so that it stays below the folder it is put into. In `a`. */
const char *path_below(arena *a, const char *path, const char *shared);

#endif
