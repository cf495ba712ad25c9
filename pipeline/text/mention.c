/* mention.c - see mention.h: one pass over the words; at each that is listed, the numbers after
 * it. */
#include "text/mention.h"

#include "text/chars.h"

typedef struct {
    const word_set *papers;
    text_chars t;
    mentions found;
} mention_scan;

/* ---- numbers ---- */

/* Do no words go on at `i`? */
static bool ends_there(const text_chars *t, size_t i)
{
    static const uint32_t closing[] = {')', '.', ',', ';', 0};

    return i >= t->count || char_is_in(closing, t->c[i].cp);
}

/* A letter is a number only where no words go on: «в приложении А.», not «Приложение О мерах». */
static bool letter_number(const text_chars *t, size_t i)
{
    return char_is_upper(chars_at(t, i)) && ends_there(t, i + 1);
}

/* End of «1», «2.1» or «А» at `i`; `i` where there is none. */
static size_t number_end(const text_chars *t, size_t i)
{
    size_t end = chars_digits_end(t, i);

    if (letter_number(t, i))
        return i + 1;
    while (end > i && chars_at(t, end) == '.' && char_is_digit(chars_at(t, end + 1)))
        end = chars_digits_end(t, end + 1);
    return char_is_letter(chars_at(t, end)) ? i : end;
}

static size_t skip_number_sign(const text_chars *t, size_t i)
{
    return chars_at(t, i) == CH_NUMERO ? chars_blanks_end(t, i + 1) : i;
}

/* Behind «, », « и », «–» and a sign № at `i`: where the next number of a list begins. */
static size_t next_number(const text_chars *t, size_t i)
{
    const size_t joint = chars_blanks_end(t, i);
    const uint32_t cp = chars_at(t, joint);

    if (cp != ',' && cp != 0x438 && !char_is_dash(cp))
        return t->count;
    i = skip_number_sign(t, chars_blanks_end(t, joint + 1));
    return char_is_digit(chars_at(t, i)) ? i : t->count;
}

static void mention_add(mention_scan *s, size_t word, size_t from, size_t to)
{
    const text_chars *t = &s->t;
    const char *number = chars_slice(t, from, to);

    s->found.items = arena_grow(t->mem, s->found.items, &s->found.cap, s->found.count + 1,
                                sizeof *s->found.items);
    s->found.items[s->found.count++] =
        (mention){number, t->c[word].at, t->c[to].at - t->c[word].at};
}

/* «… к приказу», «… постановления», «… Порядка»: of another paper. */
static bool belongs_elsewhere(const mention_scan *s, size_t i)
{
    const text_chars *t = &s->t;
    const size_t from = chars_blanks_end(t, i);
    const uint32_t cp = chars_at(t, from);

    if (from == i || from + 1 >= t->count)
        return false;
    return (char_lower(cp) == 0x43A && char_is_blank(chars_at(t, from + 1))) ||
           (char_is_upper(cp) && char_is_cyrillic(cp)) ||
           word_set_has_chars(s->papers, t->c, from, chars_letters_end(t, from));
}

static size_t add_numbers(mention_scan *s, size_t word, size_t from, size_t to)
{
    const text_chars *t = &s->t;
    const size_t before = s->found.count;

    while (from < to) {
        size_t end;
        mention_add(s, word, from, to);
        from = next_number(t, to);
        if (from >= t->count)
            break;
        end = number_end(t, from);
        to = end > from ? end : to;
    }
    if (belongs_elsewhere(s, to))
        s->found.count = before;
    return to;
}

/* ---- words without a number ---- */

static bool opens_reference(const text_chars *t, size_t word)
{
    const size_t end = chars_blanks_begin(t, word);

    if (chars_before(t, end) == '(')
        return true;
    return end >= 3 && t->c[end - 1].cp == '.' && char_lower(t->c[end - 2].cp) == 0x43C &&
           char_lower(t->c[end - 3].cp) == 0x441; /* «см.» */
}

static size_t read_mention(mention_scan *s, size_t word, size_t end)
{
    const text_chars *t = &s->t;
    const size_t from = skip_number_sign(t, chars_blanks_end(t, end)), to = number_end(t, from);

    if (to > from)
        return add_numbers(s, word, from, to);
    if (opens_reference(t, word) && ends_there(t, chars_blanks_end(t, end)))
        mention_add(s, word, end, end);
    return end;
}

mentions mentions_find(arena *a, const word_set *words, const word_set *papers, const char *text,
                       size_t n)
{
    mention_scan s = {.papers = papers, .t = chars_of(a, text, n)};
    size_t i = 0;

    while (i < s.t.count) {
        size_t end = chars_letters_end(&s.t, i);
        if (end > i && s.t.c[end].cp == '.' && word_set_has_chars(words, s.t.c, i, end + 1))
            end++; /* «прил.» */
        if (end > i && word_set_has_chars(words, s.t.c, i, end))
            i = read_mention(&s, i, end);
        else
            i = end > i ? end : i + 1;
    }
    return s.found;
}
