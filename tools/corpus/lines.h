/* lines.h - a text file line by line. */
#ifndef CORPUS_LINES_H
#define CORPUS_LINES_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct {
    char *at;
} lines;

bool lines_open(lines *in, const char *path, arena *a); /* false: told on stderr */
/* The next line without its end, blank ones and those with # passed over; NULL behind the last; it
 * lives in the arena. */
char *lines_next(lines *in);

#endif
