/* mention.c - see mention.h: one pass over the words; at each that is listed, the numbers after it. */
#include "text/mention.h"

#include <string.h>

#include "text/chars.h"

typedef struct {
    arena *mem;
    const word_set *papers;
    const char *text;
    const text_char *c;
    size_t n;
    mentions found;
} mention_scan;

static size_t skip_blanks(const mention_scan *s, size_t i)
{
    while (i < s->n && char_is_blank(s->c[i].cp))
        i++;
    return i;
}

static size_t word_end(const mention_scan *s, size_t i)
{
    while (i < s->n && char_is_letter(s->c[i].cp))
        i++;
    return i;
}

static bool word_listed(const mention_scan *s, const word_set *words, size_t from, size_t to)
{
    char word[64];
    size_t len = chars_lower(s->c, from, to, word, sizeof word);

    return len && word_set_has(words, word, len);
}

/* ---- numbers ---- */

/* A letter is a number only where no words go on: «в приложении А.», not «Приложение О мерах». */
static bool letter_number(const mention_scan *s, size_t i)
{
    return i < s->n && char_is_upper(s->c[i].cp) &&
           (i + 1 == s->n || strchr(").,;", (int)(s->c[i + 1].cp < 128 ? s->c[i + 1].cp : ' ')));
}

/* End of «1», «2.1» or «А» at `i`; `i` where there is none. */
static size_t number_end(const mention_scan *s, size_t i)
{
    size_t end = i;

    if (letter_number(s, i))
        return i + 1;
    while (end < s->n && char_is_digit(s->c[end].cp)) {
        while (end < s->n && char_is_digit(s->c[end].cp))
            end++;
        if (end + 1 < s->n && s->c[end].cp == '.' && char_is_digit(s->c[end + 1].cp))
            end++;
    }
    return end < s->n && char_is_letter(s->c[end].cp) ? i : end;
}

/* Behind «, », « и », «–» and a sign № at `i`: where the next number of a list begins. */
static size_t next_number(const mention_scan *s, size_t i)
{
    i = skip_blanks(s, i);
    if (i < s->n && (s->c[i].cp == ',' || s->c[i].cp == 0x438 || char_is_dash(s->c[i].cp)))
        i = skip_blanks(s, i + 1);
    else
        return s->n;
    if (i < s->n && s->c[i].cp == CH_NUMERO)
        i = skip_blanks(s, i + 1);
    return i < s->n && char_is_digit(s->c[i].cp) ? i : s->n;
}

static void mention_add(mention_scan *s, size_t word, size_t from, size_t to)
{
    const char *number =
        arena_strndup(s->mem, s->text + s->c[from].at, s->c[to].at - s->c[from].at);

    s->found.items = arena_grow(s->mem, s->found.items, &s->found.cap, s->found.count + 1,
                                sizeof *s->found.items);
    s->found.items[s->found.count++] =
        (mention){number, s->c[word].at, s->c[to].at - s->c[word].at};
}

/* «… к приказу», «… постановления», «… Порядка»: of another paper. */
static bool belongs_elsewhere(const mention_scan *s, size_t i)
{
    const size_t from = skip_blanks(s, i);

    if (from == i || from + 1 >= s->n)
        return false;
    return (char_lower(s->c[from].cp) == 0x43A && char_is_blank(s->c[from + 1].cp)) ||
           (char_is_upper(s->c[from].cp) && char_is_cyrillic(s->c[from].cp)) ||
           word_listed(s, s->papers, from, word_end(s, from));
}

static size_t add_numbers(mention_scan *s, size_t word, size_t from, size_t to)
{
    size_t before = s->found.count;

    while (from < to) {
        mention_add(s, word, from, to);
        from = next_number(s, to);
        if (from >= s->n)
            break;
        to = number_end(s, from) > from ? number_end(s, from) : to;
    }
    if (belongs_elsewhere(s, to))
        s->found.count = before;
    return to;
}

/* ---- words without a number ---- */

static bool opens_reference(const mention_scan *s, size_t word)
{
    size_t end = word, from;

    while (end > 0 && char_is_blank(s->c[end - 1].cp))
        end--;
    if (end > 0 && s->c[end - 1].cp == '(')
        return true;
    if (end < 3 || s->c[end - 1].cp != '.')
        return false;
    from = end - 3; /* «см.» */
    return char_lower(s->c[from].cp) == 0x441 && char_lower(s->c[from + 1].cp) == 0x43C;
}

static bool closes_reference(const mention_scan *s, size_t i)
{
    i = skip_blanks(s, i);
    return i >= s->n || strchr(").,;", (int)(s->c[i].cp < 128 ? s->c[i].cp : ' '));
}

static size_t read_mention(mention_scan *s, size_t word, size_t end)
{
    size_t from = skip_blanks(s, end), to;

    if (from < s->n && s->c[from].cp == CH_NUMERO)
        from = skip_blanks(s, from + 1);
    to = number_end(s, from);
    if (to > from)
        return add_numbers(s, word, from, to);
    if (opens_reference(s, word) && closes_reference(s, end))
        mention_add(s, word, end, end);
    return end;
}

mentions mentions_find(arena *a, const word_set *words, const word_set *papers, const char *text,
                       size_t n)
{
    mention_scan s = {.mem = a, .papers = papers, .text = text};
    size_t i = 0;

    s.c = chars_decode(a, text, n, &s.n);
    while (i < s.n) {
        size_t end = word_end(&s, i);
        if (end > i && s.c[end].cp == '.' && word_listed(&s, words, i, end + 1))
            end++; /* «прил.» */
        if (end > i && word_listed(&s, words, i, end))
            i = read_mention(&s, i, end);
        else
            i = end > i ? end : i + 1;
    }
    return s.found;
}
