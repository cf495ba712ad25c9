/* fragments.h - text with holes, read from a file: pages for people are written there, not in C.
 *
 * A line «%% name» begins a part; what stands before the first is for who reads the file. In a part
 * {{name}} is a hole, which receives a value as it stands in XML, {{{name}}} one that receives it
 * as it is, and {{русский|English}} the text in one of the languages. A line's end before «%%» and
 * blanks at the beginning of lines are left out. */
#ifndef SVOD_BASE_FRAGMENTS_H
#define SVOD_BASE_FRAGMENTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/lang.h"
#include "base/strbuf.h"

typedef struct fragments fragments;

/* In `a`; NULL and a diagnostic if the file cannot be read. */
const fragments *fragments_read(const char *path, lang l, arena *a, diag *dg);

/* What a hole receives. */
typedef struct {
    const char *name, *value;
} fragment_value;

/* Add the part `name`; holes without a value stay empty, a part that there is not is nothing. */
void fragments_put(const fragments *f, const char *name, const fragment_value *values, size_t count,
                   strbuf *out);

#endif
