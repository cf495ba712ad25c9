/* month_slip.c - see month_slip.h. A word is compared with every form of every month: one letter
 * changed, lost or added, or two neighbours swapped. Long names («сентября») want a day before
 * them, a year behind them, a month beside them or a cell of their own; short ones («июня»,
 * «марта»), which other words are nearer to, a day and a year. */
#include "text/month_slip.h"

#include <string.h>

#include "text/chars.h"
#include "text/date.h"

enum { SHORTEST = 4, LONGEST = 9, LONG_NAME = 6, MONTHS = 12 };

typedef struct {
    const word_lists *lists;
    text_chars t;
    text_findings *out;
} slips;

/* The word in small letters. */
typedef struct {
    uint32_t letters[LONGEST + 1];
    size_t n;
} spelling;

/* ---- is it a month with a slip ---- */

/* Another case of the name: «сентябрю», «августом», «октябрей». */
static bool other_case(const spelling *word, const spelling *name)
{
    static const uint32_t endings[] = {0x44E, 0x438, 0x443, 0x44B, 0x439,
                                       0x43C, 0x445, 0x432, 0x442, 0}; /* ю и у ы й м х в т */
    const size_t shared = name->n - 1;

    return (word->n == name->n || word->n == name->n + 1) &&
           !memcmp(word->letters, name->letters, shared * sizeof *word->letters) &&
           char_is_in(endings, word->letters[word->n - 1]);
}

/* Is one letter changed, lost or added, or are two neighbours swapped? */
static bool one_slip(const spelling *word, const spelling *name)
{
    const uint32_t *x = word->letters, *y = name->letters;
    size_t m = word->n, n = name->n;

    if (m > n + 1 || n > m + 1)
        return false;
    while (m && n && *x == *y)
        x++, y++, m--, n--;
    while (m && n && x[m - 1] == y[n - 1])
        m--, n--;
    if (m == 2 && n == 2)
        return x[0] == y[1] && x[1] == y[0];
    return m <= 1 && n <= 1 && m + n > 0;
}

static bool spell(const text_char *c, size_t from, size_t to, spelling *out)
{
    out->n = 0;
    if (to - from > LONGEST)
        return false;
    for (size_t i = from; i < to; i++) {
        out->letters[out->n] = char_lower(c[i].cp);
        if (!char_is_russian_lower(out->letters[out->n++]))
            return false;
    }
    return true;
}

static bool is_month_like(const slips *s, size_t from, size_t to)
{
    char word[64];
    const size_t n = chars_lower(s->t.c, from, to, word, sizeof word);

    return n == 0 || word_set_has(word_lists_set(s->lists, "month-like"), word, n);
}

/* ---- what stands beside it ---- */

typedef struct {
    bool day, year, month, alone;
} beside;

/* «15 …», «"15" …»: from 1 to 31. */
static bool day_before(const text_chars *t, size_t i)
{
    size_t to = chars_blanks_begin(t, i), from;
    uint32_t last;
    int day;

    if (to == i)
        return false;
    if (chars_before(t, to) == CH_RAQUO || chars_before(t, to) == '"')
        to--;
    from = chars_digits_begin(t, to);
    last = chars_before(t, from);
    if (to - from < 1 || to - from > 2 || last == '.' || last == ',' || char_is_letter(last))
        return false;
    day = (int)(t->c[to - 1].cp - '0') + (to - from == 2 ? 10 * (int)(t->c[from].cp - '0') : 0);
    return day >= 1 && day <= 31;
}

static bool year_behind(const text_chars *t, size_t i)
{
    size_t from = chars_blanks_end(t, i);

    if (chars_at(t, from) == ',')
        from = chars_blanks_end(t, from + 1);
    return from > i && chars_digits_end(t, from) - from == 4 &&
           ((chars_at(t, from) == '1' && chars_at(t, from + 1) == '9') ||
            (chars_at(t, from) == '2' && chars_at(t, from + 1) == '0'));
}

static bool is_month(const text_chars *t, size_t from, size_t to)
{
    char word[64];
    const size_t n = chars_lower(t->c, from, to, word, sizeof word);

    for (int m = 1; n && m <= MONTHS; m++)
        for (month_case form = MONTH_NOMINATIVE; form <= MONTH_PREPOSITIONAL; form++)
            if (!strcmp(word, date_month_name(m, form)))
                return true;
    return false;
}

/* «… – октябрь», «август – …» */
static bool month_beside(const text_chars *t, size_t from, size_t to)
{
    size_t dash = chars_blanks_end(t, to), other;

    if (char_is_dash(chars_at(t, dash))) {
        other = chars_blanks_end(t, dash + 1);
        if (is_month(t, other, chars_letters_end(t, other)))
            return true;
    }
    dash = chars_blanks_begin(t, from);
    if (!char_is_dash(chars_before(t, dash)))
        return false;
    other = chars_blanks_begin(t, dash - 1);
    return is_month(t, chars_letters_begin(t, other), other);
}

static bool is_alone(const text_chars *t, size_t from, size_t to)
{
    return chars_blanks_end(t, 0) == from && chars_blanks_end(t, to) == t->count;
}

/* ---- the text ---- */

static bool is_meant(const spelling *word, const spelling *name, const beside *b)
{
    if (!one_slip(word, name) || other_case(word, name))
        return false;
    if (name->n >= LONG_NAME)
        return b->day || b->year || b->month || b->alone;
    return b->day && b->year && word->letters[0] == name->letters[0];
}

/* The month that `word` is meant for, in the case that goes with a day or without one; NULL:
 * none. */
static const char *month_meant(const slips *s, const spelling *word, const beside *b)
{
    static const month_case with_day[] = {MONTH_GENITIVE, MONTH_NOMINATIVE, MONTH_PREPOSITIONAL},
                            without[] = {MONTH_NOMINATIVE, MONTH_GENITIVE, MONTH_PREPOSITIONAL};

    for (size_t k = 0; k < COUNT(with_day); k++)
        for (int m = 1; m <= MONTHS; m++) {
            const char *name = date_month_name(m, b->day ? with_day[k] : without[k]);
            size_t n;
            const text_char *c = chars_decode(s->out->mem, name, strlen(name), &n);
            spelling right;
            if (spell(c, 0, n, &right) && is_meant(word, &right, b))
                return name;
        }
    return NULL;
}

static void check_word(slips *s, size_t from, size_t to)
{
    spelling word;
    beside b;
    const char *month;

    if (to - from < SHORTEST || to - from > LONGEST)
        return;
    b = (beside){day_before(&s->t, from), year_behind(&s->t, to), month_beside(&s->t, from, to),
                 is_alone(&s->t, from, to)};
    if ((!b.day && !b.year && !b.month && !b.alone) || !spell(s->t.c, from, to, &word) ||
        is_month(&s->t, from, to) || is_month_like(s, from, to))
        return;
    if ((month = month_meant(s, &word, &b)))
        finding_add_slice(s->out, MSG_MONTH_SLIP, &s->t, from, to, month);
}

void month_slips_check(const word_lists *lists, const char *text, size_t n, text_findings *out)
{
    slips s = {.lists = lists, .t = chars_of(out->mem, text, n), .out = out};

    for (size_t i = 0, end; i < s.t.count; i = end + 1) {
        end = chars_letters_end(&s.t, i);
        if (end > i)
            check_word(&s, i, end);
    }
}
