/* subject.c - see subject.h. A text is cut into words; inflected forms of a word count as one when
 * their first STEM letters agree. */
#include "text/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/chars.h"

enum { STEM = 5, WORD_SIZE = 160, MOST_ASIDE = 4 };

typedef struct {
    const char *text; /* small letters, ё as е */
    size_t from, to;  /* characters */
    bool ends;        /* a comma, bracket or full stop behind it */
    bool number;
} word;

typedef struct {
    const word_lists *terms;
    text_chars t;
    word *words;
    size_t count, cap;
} reader;

/* ---- words ---- */

static bool is_part(const text_chars *t, size_t i, size_t from)
{
    const uint32_t cp = t->c[i].cp, next = chars_at(t, i + 1);

    if (char_is_letter(cp) || char_is_digit(cp))
        return true;
    if (i == from)
        return false;
    if (char_is_digit(chars_before(t, i)))
        return (cp == ',' || cp == '.') && char_is_digit(next);
    return cp == '/' && char_is_letter(next);
}

static bool ends_clause(const text_chars *t, size_t i)
{
    static const uint32_t signs[] = {',', ';', ':', '(', ')', 0};

    i = chars_blanks_end(t, i);
    return i == t->count || char_is_in(signs, t->c[i].cp);
}

static const char *lowered(const reader *r, size_t from, size_t to)
{
    char lower[WORD_SIZE];
    size_t n = chars_lower(r->t.c, from, to, lower, sizeof lower);
    char *out = arena_strndup(r->t.mem, lower, n), *yo;
    while ((yo = strstr(out, "ё")))
        memcpy(yo, "е", strlen("е"));
    return out;
}

static void add_word(reader *r, size_t from, size_t to)
{
    word w = {.text = lowered(r, from, to), .from = from, .to = to};
    w.ends = ends_clause(&r->t, to);
    w.number = char_is_digit(r->t.c[from].cp);
    r->words = arena_grow(r->t.mem, r->words, &r->cap, r->count + 1, sizeof w);
    r->words[r->count++] = w;
}

static reader read_words(arena *a, const word_lists *terms, const char *text, size_t n)
{
    reader r = {.terms = terms, .t = chars_of(a, text, n)};

    for (size_t i = 0, from; i < r.t.count; i++) {
        for (from = i; i < r.t.count && is_part(&r.t, i, from); i++)
            continue;
        if (i > from)
            add_word(&r, from, i);
    }
    return r;
}

static bool listed(const reader *r, const char *list, const char *text)
{
    return word_set_has(word_lists_set(r->terms, list), text, strlen(text));
}

/* The words from `i` on, as they stand in [asides] («в_том_числе»). */
static size_t aside_at(const reader *r, size_t i)
{
    strbuf phrase = STRBUF_INIT;
    size_t found = 0;
    for (size_t k = i; k < r->count && k < i + MOST_ASIDE && !found; k++) {
        strbuf_printf(&phrase, "%s%s", k > i ? "_" : "", r->words[k].text);
        if (listed(r, "asides", strbuf_text(&phrase)))
            found = k - i + 1;
    }
    strbuf_free(&phrase);
    return found;
}

/* Behind the aside that begins at `i`. */
static size_t aside_end(const reader *r, size_t i, size_t phrase)
{
    for (i += phrase - 1; i < r->count && !r->words[i].ends; i++)
        ;
    return i + 1;
}

/* ---- what is left of them ---- */

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, once each. */
static const char **telling_words(reader *r, size_t *count)
{
    const char **out = ARENA_ARRAY(r->t.mem, const char *, r->count + 1);
    size_t n = 0, once = 0;
    for (size_t i = 0; i < r->count;) {
        size_t phrase = aside_at(r, i);
        if (phrase) {
            i = aside_end(r, i, phrase);
            continue;
        }
        if (!listed(r, "fillers", r->words[i].text))
            out[n++] = r->words[i].text;
        i++;
    }
    qsort(out, n, sizeof *out, compare);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(out[i], out[i - 1]) != 0)
            out[once++] = out[i];
    *count = once;
    return out;
}

const char *subject_words(arena *a, const word_lists *terms, const char *text, size_t n)
{
    reader r = read_words(a, terms, text, n);
    size_t count;
    const char **words = telling_words(&r, &count);
    strbuf out = STRBUF_INIT;

    for (size_t i = 0; i < count; i++)
        strbuf_printf(&out, "%s%s", i ? " " : "", words[i]);
    return strbuf_take(&out, a);
}

static size_t stem_length(const char *s)
{
    size_t letters = 0, i = 0;
    for (; s[i]; i++)
        if (((unsigned char)s[i] & 0xC0) != 0x80 && letters++ == STEM)
            break;
    return i;
}

/* Both lists are sorted, so are their stems. */
size_t subject_shared(arena *a, const word_lists *terms, const char *x, const char *y)
{
    reader rx = read_words(a, terms, x, strlen(x)), ry = read_words(a, terms, y, strlen(y));
    size_t m, n, shared = 0, i = 0, k = 0;
    const char **wx = telling_words(&rx, &m), **wy = telling_words(&ry, &n);

    while (i < m && k < n) {
        size_t lx = stem_length(wx[i]), ly = stem_length(wy[k]);
        size_t least = lx < ly ? lx : ly;
        int order = memcmp(wx[i], wy[k], least);
        if (order == 0)
            order = lx < ly ? -1 : lx > ly;
        if (order == 0)
            shared += !char_is_digit((unsigned char)*wx[i]);
        i += order <= 0;
        k += order >= 0;
    }
    return shared;
}

/* ---- bounds ---- */

static const char *direction(const reader *r, size_t i)
{
    if (listed(r, "at-least", r->words[i].text))
        return "least";
    return listed(r, "at-most", r->words[i].text) ? "most" : NULL;
}

/* thing «не» «менее» number unit, from `i` on. */
static bool read_bound(const reader *r, size_t i, bound *out)
{
    const word *w = r->words + i;
    const char *way;

    if (i + 4 >= r->count || !listed(r, "not", w[1].text) || !(way = direction(r, i + 2)) ||
        !w[3].number || w[3].ends || !listed(r, "bound-units", w[4].text) || w[0].number)
        return false;
    out->key = arena_printf(r->t.mem, "%s:%.*s:%.*s", way, (int)stem_length(w[0].text), w[0].text,
                            (int)stem_length(w[4].text), w[4].text);
    out->value = w[3].text;
    out->words = chars_slice(&r->t, w[1].from, w[4].to);
    return true;
}

static bool has_digit(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] >= '0' && text[i] <= '9')
            return true;
    return false;
}

bounds bounds_find(arena *a, const word_lists *terms, const char *text, size_t n)
{
    reader r = has_digit(text, n) ? read_words(a, terms, text, n) : (reader){0};
    bounds out = {0};
    size_t cap = 0;
    bound b;

    for (size_t i = 0; i < r.count; i++)
        if (read_bound(&r, i, &b)) {
            out.items = arena_grow(a, out.items, &cap, out.count + 1, sizeof b);
            out.items[out.count++] = b;
        }
    return out;
}
