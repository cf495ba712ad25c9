/* names.c - the names that a cell of a union gives: items of lists, and what stands between
 * semicolons, or else between commas, of each paragraph. What is in quotes or brackets is not
 * divided. */
#include <string.h>

#include "base/utf8.h"
#include "merge/merge_int.h"
#include "text/chars.h"

typedef struct {
    arena *mem;
    const char **items;
    size_t count, cap;
} names;

/* Without blanks around it, and the mark behind the item of a list. */
static void add_name(names *all, const char *s, size_t n)
{
    while (n && *s == ' ') {
        s++;
        n--;
    }
    while (n && strchr(" .;,", s[n - 1]))
        n--;
    all->items = arena_grow(all->mem, all->items, &all->cap, all->count + 2, sizeof *all->items);
    if (n)
        all->items[all->count++] = arena_strndup(all->mem, s, n);
    all->items[all->count] = NULL;
}

static int depth_change(uint32_t cp)
{
    return cp == CH_LAQUO || cp == CH_LOW_QUOTE || cp == '('    ? 1
           : cp == CH_RAQUO || cp == CH_HIGH_QUOTE || cp == ')' ? -1
                                                                : 0;
}

/* Bytes up to the separator, outside of quotes and brackets; all of them if there is none. What is
 * opened and never closed counts for nothing. */
static size_t name_length(const char *s, char separator)
{
    const size_t n = strlen(s);
    bool quoted = false;
    int depth = 0;
    size_t len;

    for (size_t at = 0; at < n; at += len) {
        const uint32_t cp = utf8_decode(s + at, n - at, &len);
        if (cp == (unsigned char)separator && depth <= 0 && !quoted)
            return at;
        depth += depth_change(cp);
        quoted = cp == '"' ? !quoted : quoted;
    }
    return depth > 0 || quoted ? strcspn(s, (const char[]){separator, '\0'}) : n;
}

static void add_words(names *all, const char *words)
{
    const char separator = words[name_length(words, ';')] ? ';' : ',';

    while (*words) {
        const size_t n = name_length(words, separator);
        add_name(all, words, n);
        words += n + (words[n] != '\0');
    }
}

const char *const *cell_names(arena *a, xmlNodePtr cell)
{
    names all = {.mem = a};

    add_name(&all, "", 0);
    for (xmlNodePtr n = cell->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (!node_is(n, "list"))
            add_words(&all, node_words(a, n));
        for (xmlNodePtr k = node_is(n, "list") ? node_child(n, "item") : NULL; k;
             k = node_next(k, "item")) {
            const char *words = node_words(a, k);
            add_name(&all, words, strlen(words));
        }
    }
    return all.items;
}
