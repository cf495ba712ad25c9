/* finding.h - what a check of a text found: a message, the byte it is about, and its arguments. */
#ifndef SVOD_TEXT_FINDING_H
#define SVOD_TEXT_FINDING_H

#include "base/arena.h"
#include "base/diag.h"
#include "text/chars.h"

typedef struct {
    message_id id;
    size_t at;           /* byte offset in the text */
    const char *args[3]; /* unused ones are "" */
} text_finding;

typedef struct {
    arena *mem;
    text_finding *items;
    size_t count, cap;
} text_findings;

static inline void finding_add(text_findings *f, message_id id, size_t at, const char *first,
                               const char *second)
{
    f->items = arena_grow(f->mem, f->items, &f->cap, f->count + 1, sizeof *f->items);
    f->items[f->count++] = (text_finding){id, at, {first, second ? second : "", ""}};
}

/* About the characters [from, to), which are the first argument. */
static inline void finding_add_slice(text_findings *f, message_id id, const text_chars *t,
                                     size_t from, size_t to, const char *second)
{
    finding_add(f, id, t->c[from].at, chars_slice(t, from, to), second);
}

#endif
