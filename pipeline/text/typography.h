/* typography.h - Russian typography of a text, applied when it is printed.
 *
 * Comes in: the author's text of one block, in one or more parts (the text nodes between inline
 * elements). Goes out: the same parts with spaces, dashes and quotes as the edition's
 * typography.ini wants them, and a list of every change. Letters, digits and all other punctuation
 * are never touched. Applying it twice changes nothing the second time; the time is linear. */
#ifndef SVOD_TEXT_TYPOGRAPHY_H
#define SVOD_TEXT_TYPOGRAPHY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "text/wordlist.h"

typedef struct typography typography;

/* `path` is an edition's typography.ini. NULL and a diagnostic if it cannot be read. The result
 * lives in `a`. */
const typography *typography_load(arena *a, const char *path, diag *dg);
const word_lists *typography_lists(const typography *t);

enum {
    TYPO_NARROW = 1,   /* a narrow cell: short words may end a line */
    TYPO_CHANGES = 2,  /* list the changes */
    TYPO_VERBATIM = 4, /* change nothing that is seen: only let long words be divided */
};

typedef struct {
    const char *text;
    size_t len;
} typo_part;

typedef struct {
    size_t part;        /* of the input */
    size_t offset, len; /* bytes of the part that are replaced; len 0: an insertion */
    const char *before, *after;
    const char *rule; /* a stable English word, such as "initials" */
    const char *snippet_before,
        *snippet_after; /* the word around it; ␣ and ‿ show what is invisible */
} typo_change;

typedef struct {
    typo_part *parts; /* as many as came in; NUL-terminated */
    typo_change *changes;
    size_t change_count;
} typo_result;

/* Everything returned lives in `a`. Changes are in the order of the text. */
typo_result typography_apply(const typography *t, arena *a, const typo_part *parts, size_t count,
                             unsigned options);
/* One text, the changed text alone. */
const char *typography_text(const typography *t, arena *a, const char *text, unsigned options);

#endif
