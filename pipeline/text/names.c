/* names.c - see names.h. A name of full words is known by its patronymic, which tells which of the
 * others is the surname. Keys without one letter are how a list of names is searched for misspelt
 * ones without comparing each with each. */
#include "text/names.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/chars.h"

enum { MOST_WORDS = 4, LONGEST = 60 }; /* letters of a surname */

typedef struct {
    const text_char *c;
    size_t from, to;
} word;

static bool in_word(const text_char *c, size_t i, size_t from)
{
    return char_is_letter(c[i].cp) ||
           (char_is_dash(c[i].cp) && i > from && char_is_letter(c[i + 1].cp));
}

/* Words and their number; more than MOST_WORDS are no name. */
static size_t read_words(const text_char *c, size_t n, word *words)
{
    size_t count = 0;

    for (size_t i = 0, from; i < n; i++) {
        for (from = i; i < n && in_word(c, i, from); i++)
            ;
        if (i == from)
            continue;
        if (count == MOST_WORDS)
            return 0;
        words[count++] = (word){c, from, i};
    }
    return count;
}

static size_t length(word w)
{
    return w.to - w.from;
}

static bool ends_with(word w, const char *ending)
{
    size_t n = utf8_count(ending, strlen(ending)), len;

    if (length(w) <= n)
        return false;
    for (size_t i = w.to - n; i < w.to; i++, ending += len)
        if (char_folded(w.c[i].cp) != utf8_decode(ending, strlen(ending), &len))
            return false;
    return true;
}

static bool is_patronymic(word w)
{
    static const char *const endings[] = {"вич", "ьич", "мич", "кич", "вна", "чна"};

    for (size_t i = 0; i < COUNT(endings); i++)
        if (ends_with(w, endings[i]))
            return true;
    return false;
}

static const char *letters_of(arena *a, word w, size_t count)
{
    char *out = arena_text(a, count * 4 + 1), *p = out;

    for (size_t i = 0; i < count; i++)
        p += utf8_encode(char_folded(w.c[w.from + i].cp), p);
    *p = '\0';
    return out;
}

/* The surname among `n` words: the only long one, or what a patronymic leaves. Words of one letter
 * are initials. */
static size_t find_surname(const word *words, size_t n)
{
    size_t longs = 0, at = n;

    for (size_t i = 0; i < n; i++)
        if (length(words[i]) > 1) {
            longs++;
            at = i;
        }
    if (longs == 1 && n > 1)
        return at;
    if (longs != 3 || n != 3)
        return n;
    if (is_patronymic(words[1]))
        return 2;
    return is_patronymic(words[2]) ? 0 : n;
}

bool name_read(arena *a, const char *text, person_name *out)
{
    word words[MOST_WORDS];
    size_t n, count, surname;
    const text_char *c = chars_decode(a, text, strlen(text), &n);

    count = read_words(c, n, words);
    surname = find_surname(words, count);
    if (surname == count || length(words[surname]) > LONGEST)
        return false;
    out->surname = letters_of(a, words[surname], length(words[surname]));
    out->initials = "";
    for (size_t i = 0; i < count; i++)
        if (i != surname)
            out->initials = arena_printf(a, "%s%s", out->initials, letters_of(a, words[i], 1));
    return true;
}

const char *name_keys(arena *a, const char *text)
{
    person_name name;
    const text_char *c;
    size_t n;
    strbuf out = STRBUF_INIT;
    const char *all;

    if (!name_read(a, text, &name))
        return "";
    c = chars_decode(a, name.surname, strlen(name.surname), &n);
    strbuf_printf(&out, "%s:%s", name.initials, name.surname);
    for (size_t i = 0; i < n; i++)
        strbuf_printf(&out, " %s:%.*s%s", name.initials, (int)c[i].at, name.surname,
                      name.surname + c[i + 1].at);
    all = arena_strndup(a, strbuf_text(&out), strlen(strbuf_text(&out)));
    strbuf_free(&out);
    return all;
}

bool name_is_variant(arena *a, const char *x, const char *y, int letters, int ending)
{
    person_name nx, ny;
    const text_char *cx, *cy;
    size_t m, n, before = 0, after = 0, left, right;

    if (!name_read(a, x, &nx) || !name_read(a, y, &ny) || strcmp(nx.initials, ny.initials) != 0)
        return false;
    cx = chars_decode(a, nx.surname, strlen(nx.surname), &m);
    cy = chars_decode(a, ny.surname, strlen(ny.surname), &n);
    while (before < m && before < n && cx[before].cp == cy[before].cp)
        before++;
    while (after < m - before && after < n - before && cx[m - after - 1].cp == cy[n - after - 1].cp)
        after++;
    left = m - before - after;
    right = n - before - after;
    if ((int)(m > n ? m : n) < letters || (int)after < ending || left + right == 0)
        return false;
    return (left <= 1 && right <= 1) ||
           (left == 2 && right == 2 && cx[before].cp == cy[before + 1].cp &&
            cx[before + 1].cp == cy[before].cp);
}
