/* abbreviation.c - see abbreviation.h. */
#include "text/abbreviation.h"

#include <string.h>

#include "text/abbreviation_explained.h"
#include "text/chars.h"

enum {
    SHORTEST = 2,
    LONGEST = 8,
    MOST_JOINED = 4,
    HEADING = 10,  /* letters of two words */
    INFLECTED = 3, /* capitals before an ending */
    SPOKEN = 6,    /* letters of a word that is no abbreviation, if it has vowels */
    PHRASE = 16,   /* words that are looked at together */
};

typedef struct {
    text_chars t;
    size_t cap; /* room in out.items */
    const word_set *capitals, *endings, *standards;
    abbreviations out;
} finder;

static bool may_open(uint32_t cp)
{
    return char_is_quote(cp) && cp != CH_RAQUO;
}

/* A code's part: «656-ОД», «ОО-1», but «ВПР-2020» is the ВПР of a year. */
static bool in_code(const text_chars *t, size_t from, size_t to)
{
    const uint32_t last = chars_before(t, from);
    size_t digits;

    if (char_is_digit(last) || last == '/' ||
        (char_is_dash(last) && char_is_digit(chars_before(t, from - 1))))
        return true;
    if (!char_is_dash(chars_at(t, to)))
        return char_is_digit(chars_at(t, to));
    digits = chars_digits_end(t, to + 1) - (to + 1);
    return digits > 0 && digits < 4;
}

/* Where the ending of a case begins («МФЦ|ах»); `to` if there is none. */
static size_t stem_end(const finder *f, size_t from, size_t to)
{
    size_t end = from;

    while (end < to && char_is_upper(f->t.c[end].cp))
        end++;
    return end - from >= INFLECTED && word_set_has_chars(f->endings, f->t.c, end, to) ? end : to;
}

/* «СП 2.13130», «РД 50-34», «ТР ТС 11»: the kind of a standard, before its number. */
static bool names_standard(const finder *f, size_t from, size_t to)
{
    const text_chars *t = &f->t;

    while (word_set_has_chars(f->standards, t->c, from, to)) {
        from = chars_blanks_end(t, to);
        if (from > to && char_is_digit(chars_at(t, from)))
            return true;
        to = chars_letters_end(t, from);
    }
    return false;
}

static bool is_abbreviation(const finder *f, size_t from, size_t to)
{
    const text_chars *t = &f->t;
    size_t upper = 0, lower = 0;

    if (to - from < SHORTEST || to - from > LONGEST || in_code(t, from, to) ||
        names_standard(f, from, to))
        return false;
    for (size_t i = from; i < to; i++) {
        if (!char_is_cyrillic(t->c[i].cp))
            return false;
        upper += char_is_upper(t->c[i].cp);
        lower += char_is_lower(t->c[i].cp);
    }
    if (upper < 2 || upper < lower)
        return false;
    return !word_set_has_chars(f->capitals, t->c, from, to);
}

/* Two long words or more, and hardly a small letter: a heading in capitals. */
static bool all_capitals(const text_chars *t)
{
    size_t upper = 0, lower = 0, words = 0;

    for (size_t i = 0, end; i<t->count; i = end> i ? end : i + 1) {
        if ((end = chars_letters_end(t, i)) > i)
            words += end - i > 1;
        for (size_t k = i; k < end; k++) {
            upper += char_is_upper(t->c[k].cp);
            lower += char_is_lower(t->c[k].cp);
        }
    }
    return upper > 3 * lower && (words > 2 || (words == 2 && upper >= HEADING));
}

/* ---- finding ---- */

/* The words with a low line between them. */
static const char *joined(const text_chars *t, size_t from, size_t to)
{
    char *out = chars_slice(t, from, to), *p = out;

    for (size_t i = from; i < to; i++)
        if (!char_is_blank(t->c[i].cp)) {
            memmove(p, t->text + t->c[i].at, t->c[i + 1].at - t->c[i].at);
            p += t->c[i + 1].at - t->c[i].at;
        } else if (p[-1] != '_') {
            *p++ = '_';
        }
    *p = '\0';
    return out;
}

static void add(finder *f, size_t from, size_t to, size_t words)
{
    abbreviation a = {.text = joined(&f->t, from, to),
                      .words = words,
                      .explained = abbreviation_explained(&f->t, from, to)};

    f->out.items = arena_grow(f->t.mem, f->out.items, &f->cap, f->out.count + 1, sizeof a);
    f->out.items[f->out.count++] = a;
}

/* Adjacent abbreviations from `i` on, each alone and all joined; returns the end of the last. */
static size_t add_run(finder *f, size_t i, size_t end)
{
    const text_chars *t = &f->t;
    const size_t first = f->out.count;
    size_t begins[MOST_JOINED], ends[MOST_JOINED], n = 0;
    bool quoted;

    for (;;) {
        begins[n] = i;
        ends[n] = stem_end(f, i, end);
        add(f, i, ends[n], 1);
        i = chars_blanks_end(t, ends[n]);
        if (++n == MOST_JOINED || i == ends[n - 1])
            break;
        end = chars_letters_end(t, i);
        if (end == i || !is_abbreviation(f, i, end))
            break;
    }
    for (size_t from = 0; from < n; from++)
        for (size_t to = from + 1; to < n; to++)
            add(f, begins[from], ends[to], to - from + 1);
    i = chars_blanks_end(t, ends[n - 1]);
    quoted = may_open(chars_at(t, i));
    for (size_t k = first; k < f->out.count; k++)
        f->out.items[k].legal_form = quoted;
    return ends[n - 1];
}

static size_t vowels_in(const text_chars *t, size_t from, size_t to)
{
    static const uint32_t vowels[] = {0x430, 0x435, 0x451, 0x438, 0x43E, 0x443,
                                      0x44B, 0x44D, 0x44E, 0x44F, 0};
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += char_is_in(vowels, char_lower(t->c[i].cp));
    return n;
}

/* Past the words in capitals from `i` on, if they are a phrase: three words or more, or what stands
 * between quotes, with a word among them that is too long for an abbreviation and can be spoken.
 * Else `i`. */
static size_t phrase_end(const text_chars *t, size_t i)
{
    const bool quoted = may_open(chars_before(t, i));
    size_t words = 0, behind = i;
    bool spoken = false;

    for (size_t k = i, end; words < PHRASE && (end = chars_letters_end(t, k)) > k;
         k = chars_blanks_end(t, end)) {
        size_t capital = k;
        while (capital < end && char_is_upper(t->c[capital].cp))
            capital++;
        if (capital < end)
            break;
        words++;
        spoken = spoken || (end - k >= SPOKEN && vowels_in(t, k, end) > 1);
        behind = end;
    }
    return spoken && (words > 2 || (quoted && char_is_quote(chars_at(t, behind)))) ? behind : i;
}

/* Most texts have no word with two capital Cyrillic letters; their bytes tell. Letters behind
 * U+045F may be capital. */
static bool may_have_one(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    int capitals = 0;

    for (size_t i = 0; i < n && capitals < 2; i++)
        if (s[i] == 0xD0 || s[i] == 0xD1) {
            i++;
            capitals += i < n && (s[i - 1] == 0xD0 ? s[i] < 0xB0 : s[i] >= 0xA0);
        } else if (s[i] == 0xD2 || s[i] == 0xD3 || s[i] == 0xE1 || s[i] == 0xEA) {
            capitals++;
        } else if (s[i] < 0x80 || s[i] >= 0xC0) {
            capitals = 0;
        }
    return capitals > 1;
}

abbreviations abbreviation_find(arena *a, const word_lists *terms, const char *text, size_t n)
{
    finder f = {.cap = 0};

    if (!may_have_one(text, n))
        return f.out;
    f.capitals = word_lists_set(terms, "capital-words");
    f.endings = word_lists_set(terms, "abbreviation-endings");
    f.standards = word_lists_set(terms, "standards");
    f.t = chars_of(a, text, n);
    if (all_capitals(&f.t))
        return f.out;
    for (size_t i = 0, end; i<f.t.count; i = end> i ? end : i + 1)
        if ((end = phrase_end(&f.t, i)) == i && (end = chars_letters_end(&f.t, i)) > i &&
            is_abbreviation(&f, i, end))
            end = add_run(&f, i, end);
    return f.out;
}
