/* abbreviation_explained.c - see abbreviation_explained.h. The words beside the abbreviation are
 * collected, and its letters are laid over them one by one; where a letter may belong to two words
 * both are tried. */
#include "text/abbreviation_explained.h"

#include <string.h>

enum {
    MOST_WORDS = 20,
    MOST_LETTERS = 16,
    SHORT_WORD = 3,   /* may have no letter of its own */
    FARTHEST = 200,   /* characters that a bracket may be away */
    MOST_TRIES = 2000 /* letters tried in one place */
};

typedef struct {
    size_t from, to;
    bool second; /* part of a compound, behind a hyphen */
} span;

typedef struct {
    const text_chars *t;
    uint32_t letters[MOST_LETTERS];
    size_t letter_count;
    span words[MOST_WORDS];
    size_t word_count, tries;
    bool to_the_end; /* no word may be left */
} matcher;

static bool is_soft(uint32_t cp)
{
    return char_is_blank(cp) || char_is_dash(cp) || char_is_quote(cp) || cp == ',';
}

/* ---- letters and words ---- */

static bool fits(matcher *m, size_t word, size_t letter);

/* The letters from `letter` on that stand in the word, the first of them at its begin; then the
 * other words. */
static bool word_fits(matcher *m, size_t word, size_t letter)
{
    const span *w = &m->words[word];
    size_t i = w->from;

    if (char_folded(chars_at(m->t, i)) != m->letters[letter])
        return false;
    for (;;) {
        if (fits(m, word + 1, ++letter))
            return true;
        if (letter == m->letter_count)
            return false;
        do
            i++;
        while (i < w->to && char_folded(chars_at(m->t, i)) != m->letters[letter]);
        if (i == w->to)
            return false;
    }
}

static bool fits(matcher *m, size_t word, size_t letter)
{
    const span *w = &m->words[word];

    if (++m->tries > MOST_TRIES)
        return false;
    if (letter == m->letter_count)
        return !m->to_the_end || word == m->word_count;
    if (word == m->word_count)
        return false;
    return word_fits(m, word, letter) ||
           (letter > 0 && (w->second || w->to - w->from <= SHORT_WORD) &&
            fits(m, word + 1, letter));
}

static bool read_letters(matcher *m, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!char_is_blank(m->t->c[i].cp)) {
            if (m->letter_count == MOST_LETTERS)
                return false;
            m->letters[m->letter_count++] = char_folded(m->t->c[i].cp);
        }
    return true;
}

static void read_words(matcher *m, size_t from, size_t to)
{
    m->word_count = 0;
    while (from < to && m->word_count < MOST_WORDS) {
        size_t end = from;
        while (end < to && char_is_letter(m->t->c[end].cp))
            end++;
        if (end > from)
            m->words[m->word_count++] = (span){from, end, from > 0 && m->t->c[from - 1].cp == '-'};
        from = end + (end == from);
    }
}

/* ---- the five ways ---- */

static bool is_further(const text_chars *t, size_t from, size_t to)
{
    char word[64];
    const size_t n = chars_lower(t->c, from, to, word, sizeof word);

    return n && !strcmp(word, "далее");
}

/* «(далее – центр, МОЦ)», «(далее по тексту – МОЦ)» */
static bool in_further_bracket(const text_chars *t, size_t i)
{
    size_t open = i;

    while (open > 0 && i - open < FARTHEST && t->c[open - 1].cp != '(' && t->c[open - 1].cp != ')')
        open--;
    return chars_before(t, open) == '(' && is_further(t, open, chars_letters_end(t, open));
}

/* «далее – МОЦ» */
static bool after_further(const text_chars *t, size_t i)
{
    while (is_soft(chars_before(t, i)))
        i--;
    return is_further(t, chars_letters_begin(t, i), i);
}

/* The begin of the phrase that ends at `end`: of its last words, if it is long. */
static size_t phrase_begin(const text_chars *t, size_t end)
{
    size_t begin = end, words = 0;

    while (words < MOST_WORDS &&
           (char_is_letter(chars_before(t, begin)) || is_soft(chars_before(t, begin)))) {
        begin--;
        words += char_is_letter(t->c[begin].cp) && !char_is_letter(chars_before(t, begin));
    }
    return begin;
}

/* «… медико-социальная экспертиза (МСЭ)»: any end of the phrase. */
static bool after_words(matcher *m, size_t from, size_t to)
{
    const text_chars *t = m->t;
    const size_t open = from - char_is_quote(chars_before(t, from));

    to += char_is_quote(chars_at(t, to));
    if (chars_before(t, open) != '(' || chars_at(t, to) != ')')
        return false;
    read_words(m, phrase_begin(t, open - 1), open - 1);
    m->to_the_end = true;
    for (size_t i = 0; i < m->word_count; i++) {
        m->tries = 0;
        if (fits(m, i, 0))
            return true;
    }
    return false;
}

/* Where what follows the abbreviation begins: behind «(», or behind a dash if the text or an item
 * of it begins with the abbreviation. 0: nowhere. */
static size_t words_behind(const text_chars *t, size_t from, size_t to)
{
    while (is_soft(chars_before(t, from)))
        from--;
    to = chars_blanks_end(t, to + char_is_quote(chars_at(t, to)));
    if (chars_at(t, to) == '(')
        return to + 1;
    if (!char_is_dash(chars_at(t, to)) || !char_is_blank(chars_at(t, to + 1)))
        return 0;
    return from == 0 || t->c[from - 1].cp == ';' ? to + 1 : 0;
}

static bool before_words(matcher *m, size_t from, size_t to)
{
    const text_chars *t = m->t;
    const size_t begin = words_behind(t, from, to);
    size_t end = begin;

    while (begin && end - begin < FARTHEST &&
           (char_is_letter(chars_at(t, end)) || is_soft(chars_at(t, end))))
        end++;
    read_words(m, begin, end);
    m->to_the_end = false;
    m->tries = 0;
    return m->word_count > 0 && fits(m, 0, 0);
}

bool abbreviation_explained(const text_chars *t, size_t from, size_t to)
{
    matcher m = {.t = t};
    const size_t end = chars_letters_end(t, to); /* behind the ending of a case */

    return after_further(t, from) || in_further_bracket(t, from) ||
           (read_letters(&m, from, to) &&
            (after_words(&m, from, end) || before_words(&m, from, end)));
}
