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
    arena *mem;
    const char *text;
    const text_char *c;
    size_t count, cap; /* characters; room in out.items */
    const word_set *capitals, *endings, *standards;
    abbreviations out;
} finder;

static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == CH_LAQUO || cp == CH_LOW_QUOTE || cp == CH_HIGH_QUOTE;
}

static bool closes(const finder *f, size_t i)
{
    return i < f->count && (f->c[i].cp == CH_RAQUO || is_quote(f->c[i].cp));
}

static size_t word_end(const finder *f, size_t i)
{
    while (i < f->count && char_is_letter(f->c[i].cp))
        i++;
    return i;
}

/* A code's part: «656-ОД», «ОО-1», but «ВПР-2020» is the ВПР of a year. */
static bool in_code(const finder *f, size_t from, size_t to)
{
    size_t digits = 0;

    if (from > 1 && char_is_dash(f->c[from - 1].cp) && char_is_digit(f->c[from - 2].cp))
        return true;
    if (from > 0 && (char_is_digit(f->c[from - 1].cp) || f->c[from - 1].cp == '/'))
        return true;
    if (to + 1 >= f->count || !char_is_dash(f->c[to].cp))
        return to < f->count && char_is_digit(f->c[to].cp);
    while (to + 1 + digits < f->count && char_is_digit(f->c[to + 1 + digits].cp))
        digits++;
    return digits > 0 && digits < 4;
}

static bool in_set(const finder *f, const word_set *set, size_t from, size_t to)
{
    char word[64];
    const size_t len = chars_lower(f->c, from, to, word, sizeof word);

    return len && word_set_has(set, word, len);
}

/* Where the ending of a case begins («МФЦ|ах»); `to` if there is none. */
static size_t stem_end(const finder *f, size_t from, size_t to)
{
    size_t end = from;

    while (end < to && char_is_upper(f->c[end].cp))
        end++;
    return end - from >= INFLECTED && in_set(f, f->endings, end, to) ? end : to;
}

/* «СП 2.13130», «РД 50-34», «ТР ТС 11»: the kind of a standard, before its number. */
static bool names_standard(const finder *f, size_t from, size_t to)
{
    while (in_set(f, f->standards, from, to)) {
        for (from = to; from < f->count && char_is_blank(f->c[from].cp); from++)
            continue;
        if (from > to && from < f->count && char_is_digit(f->c[from].cp))
            return true;
        to = word_end(f, from);
    }
    return false;
}

static bool is_abbreviation(const finder *f, size_t from, size_t to)
{
    size_t upper = 0, lower = 0;

    if (to - from < SHORTEST || to - from > LONGEST || in_code(f, from, to) ||
        names_standard(f, from, to))
        return false;
    for (size_t i = from; i < to; i++) {
        if (!char_is_cyrillic(f->c[i].cp))
            return false;
        upper += char_is_upper(f->c[i].cp);
        lower += char_is_lower(f->c[i].cp);
    }
    if (upper < 2 || upper < lower)
        return false;
    return !in_set(f, f->capitals, from, to);
}

/* Two long words or more, and hardly a small letter: a heading in capitals. */
static bool all_capitals(const finder *f)
{
    size_t upper = 0, lower = 0, words = 0;

    for (size_t i = 0, end; i<f->count; i = end> i ? end : i + 1) {
        if ((end = word_end(f, i)) > i)
            words += end - i > 1;
        for (size_t k = i; k < end; k++) {
            upper += char_is_upper(f->c[k].cp);
            lower += char_is_lower(f->c[k].cp);
        }
    }
    return upper > 3 * lower && (words > 2 || (words == 2 && upper >= HEADING));
}

/* ---- finding ---- */

/* The words with a low line between them. */
static const char *joined(const finder *f, size_t from, size_t to)
{
    char *out = arena_strndup(f->mem, f->text + f->c[from].at, f->c[to].at - f->c[from].at),
         *p = out;

    for (size_t i = from; i < to; i++)
        if (!char_is_blank(f->c[i].cp)) {
            memmove(p, f->text + f->c[i].at, f->c[i + 1].at - f->c[i].at);
            p += f->c[i + 1].at - f->c[i].at;
        } else if (p[-1] != '_') {
            *p++ = '_';
        }
    *p = '\0';
    return out;
}

static size_t skip_blanks(const finder *f, size_t i)
{
    while (i < f->count && char_is_blank(f->c[i].cp))
        i++;
    return i;
}

static void add(finder *f, size_t from, size_t to, size_t words)
{
    abbreviation a = {.text = joined(f, from, to),
                      .words = words,
                      .explained = abbreviation_explained(f->c, f->count, from, to)};

    f->out.items = arena_grow(f->mem, f->out.items, &f->cap, f->out.count + 1, sizeof a);
    f->out.items[f->out.count++] = a;
}

/* Adjacent abbreviations from `i` on, each alone and all joined; returns the end of the last. */
static size_t add_run(finder *f, size_t i, size_t end)
{
    const size_t first = f->out.count;
    size_t begins[MOST_JOINED], ends[MOST_JOINED], n = 0;
    bool quoted;

    for (;;) {
        begins[n] = i;
        ends[n] = stem_end(f, i, end);
        add(f, i, ends[n], 1);
        i = skip_blanks(f, ends[n]);
        if (++n == MOST_JOINED || i == ends[n - 1])
            break;
        end = word_end(f, i);
        if (end == i || !is_abbreviation(f, i, end))
            break;
    }
    for (size_t from = 0; from < n; from++)
        for (size_t to = from + 1; to < n; to++)
            add(f, begins[from], ends[to], to - from + 1);
    i = skip_blanks(f, ends[n - 1]);
    quoted = i < f->count && is_quote(f->c[i].cp);
    for (size_t k = first; k < f->out.count; k++)
        f->out.items[k].legal_form = quoted;
    return ends[n - 1];
}

static size_t vowels_in(const finder *f, size_t from, size_t to)
{
    static const uint32_t vowels[] = {0x430, 0x435, 0x451, 0x438, 0x43E, 0x443,
                                      0x44B, 0x44D, 0x44E, 0x44F, 0};
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += char_is_in(vowels, char_lower(f->c[i].cp));
    return n;
}

/* Past the words in capitals from `i` on, if they are a phrase: three words or more, or what stands between quotes, with a word
 * among them that is too long for an abbreviation and can be spoken. Else `i`. */
static size_t phrase_end(const finder *f, size_t i)
{
    const bool quoted = i > 0 && is_quote(f->c[i - 1].cp);
    size_t words = 0, behind = i;
    bool spoken = false;

    for (size_t k = i, end; words < PHRASE && (end = word_end(f, k)) > k; k = skip_blanks(f, end)) {
        size_t capital = k;
        while (capital < end && char_is_upper(f->c[capital].cp))
            capital++;
        if (capital < end)
            break;
        words++;
        spoken = spoken || (end - k >= SPOKEN && vowels_in(f, k, end) > 1);
        behind = end;
    }
    return spoken && (words > 2 || (quoted && closes(f, behind))) ? behind : i;
}

/* Most texts have no word with two capital Cyrillic letters; their bytes tell. Letters behind U+045F may be capital. */
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
    finder f = {.mem = a, .text = text};

    if (!may_have_one(text, n))
        return f.out;
    f.capitals = word_lists_set(terms, "capital-words");
    f.endings = word_lists_set(terms, "abbreviation-endings");
    f.standards = word_lists_set(terms, "standards");
    f.c = chars_decode(a, text, n, &f.count);
    if (all_capitals(&f))
        return f.out;
    for (size_t i = 0, end; i<f.count; i = end> i ? end : i + 1)
        if ((end = phrase_end(&f, i)) == i && (end = word_end(&f, i)) > i &&
            is_abbreviation(&f, i, end))
            end = add_run(&f, i, end);
    return f.out;
}
