/* abbreviation_form.c - see abbreviation_form.h. */
#include "text/abbreviation_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/chars.h"

enum { SHORTEST = 4, LONGEST = 9 };

typedef struct {
    uint32_t cp[LONGEST];
    size_t count; /* 0: too long */
} letters;

static letters read_letters(arena *a, const char *abbr)
{
    letters l = {.count = 0};
    size_t n;
    const text_char *c = chars_decode(a, abbr, strlen(abbr), &n);
    if (n > LONGEST)
        return l;
    for (size_t i = 0; i < n; i++)
        l.cp[i] = char_upper(c[i].cp);
    l.count = n;
    return l;
}

/* The name of the thing, if [one-term] lists the abbreviation; both in capitals. */
static const char *term_of(const word_lists *terms, const char *abbr)
{
    const char *key, *value;
    for (size_t i = 0; word_lists_pair(terms, "one-term", i, &key, &value); i++)
        if (strcmp(key, abbr) == 0)
            return value;
    return NULL;
}

static int compare_letters(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void add_letters(strbuf *out, const letters *l, size_t without)
{
    for (size_t i = 0; i < l->count; i++)
        if (i != without)
            strbuf_add_utf8(out, l->cp[i]);
}

const char *abbreviation_keys(arena *a, const word_lists *terms, const char *abbr)
{
    letters l = read_letters(a, abbr);
    const char *term = term_of(terms, abbr), *all;
    strbuf out = STRBUF_INIT;

    if (term)
        strbuf_printf(&out, "=%s ", term);
    for (size_t i = 0; l.count >= SHORTEST && i < l.count; i++) {
        strbuf_printf(&out, "%zu:", i);
        add_letters(&out, &l, i);
        strbuf_addc(&out, ' ');
    }
    if (l.count >= SHORTEST) {
        qsort(l.cp, l.count, sizeof *l.cp, compare_letters);
        strbuf_addc(&out, '~');
        add_letters(&out, &l, l.count);
    }
    all = arena_strdup(a, strbuf_text(&out));
    strbuf_free(&out);
    return all;
}

bool abbreviation_is_known(const word_lists *terms, const char *abbr)
{
    return word_set_has(word_lists_set(terms, "known-abbreviations"), abbr, strlen(abbr));
}

static abbreviation_form compare(const letters *x, const letters *y)
{
    size_t differ = 0, first = 0;
    if (x->count != y->count || x->count < SHORTEST)
        return FORM_NONE;
    for (size_t i = 0; i < x->count; i++)
        if (x->cp[i] != y->cp[i] && differ++ == 0)
            first = i;
    if (differ == 1)
        return FORM_CHANGED;
    return differ == 2 && x->cp[first] == y->cp[first + 1] && x->cp[first + 1] == y->cp[first]
               ? FORM_SWAPPED
               : FORM_NONE;
}

abbreviation_form abbreviation_compare(arena *a, const word_lists *terms, const char *x,
                                       const char *y)
{
    const char *tx = term_of(terms, x), *ty = term_of(terms, y);
    letters lx = read_letters(a, x), ly = read_letters(a, y);

    if (strcmp(x, y) == 0)
        return FORM_NONE;
    if (tx && ty)
        return strcmp(tx, ty) == 0 ? FORM_LISTED : FORM_NONE;
    if (abbreviation_is_known(terms, x) && abbreviation_is_known(terms, y))
        return FORM_NONE;
    return compare(&lx, &ly);
}
