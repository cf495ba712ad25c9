/* date_find.c - dates in running text: where one may begin, and what is a date of what could be
 * read there. */
#include "text/date_int.h"

/* A date does not begin in the middle of a number, code or word. */
static bool may_begin(const text_chars *t, size_t i)
{
    const uint32_t before = chars_before(t, i);
    const bool quoted = t->c[i].cp == CH_LAQUO || t->c[i].cp == '"'; /* «31» апреля */

    return char_is_digit(t->c[i + quoted].cp) && !char_is_digit(before) && before != '.' &&
           before != ',' && before != '/' && before != '-' && !char_is_letter(before) &&
           before != CH_NUMERO;
}

/* Does the text before `end` end with a month as a day has it: «31 апреля», not «45, апрель»? */
static bool ends_with_month(const text_chars *t, size_t end)
{
    const uint32_t last = char_lower(chars_before(t, chars_blanks_begin(t, end)));

    return last == 0x430 || last == 0x44F; /* а я */
}

/* A full date, not the number of a section, law or speciality. Two-digit years are taken only in
 * dd.mm.yy, from 10 on, and not before a capital: «09.02.07 Информационные системы» is a code. Of
 * what there cannot be, a day of a month in words needs no year, and a two-digit year is from 20
 * on. */
static bool convincing(const date_reader *r, size_t from, const date_span *s)
{
    const bool invalid = s->flags & DATE_INVALID;
    uint32_t next = date_peek(r, 0);
    size_t after = char_is_blank(next) ? 1 : 0;

    if (invalid && !s->to.year)
        return ends_with_month(&r->t, r->at);
    if (!s->to.year || (!s->to.day && !invalid) || !plausible_year(s->to.year))
        return false;
    if (char_is_digit(next) || (next == '.' && char_is_digit(date_peek(r, 1))) || next == '/')
        return false;
    if (char_is_dash(next) && char_is_digit(date_peek(r, 1)))
        return false;
    if (s->flags & DATE_MALFORMED)
        return !invalid && r->at - from >= 10;
    if (!(s->flags & DATE_SHORT_YEAR))
        return true;
    if (invalid && (s->to.day > LONGEST_MONTH || s->to.month > 12))
        return false;
    if (s->to.year % 100 < (invalid ? 20 : 10) || r->at - from < 8)
        return false;
    return !(after && (char_is_upper(date_peek(r, 1)) || date_peek(r, 1) == CH_LAQUO));
}

static void keep(arena *a, date_spans *all, size_t *cap, const date_reader *r, size_t from,
                 const date_span *found)
{
    const size_t end = chars_blanks_begin(&r->t, r->at);
    date_span *s;

    all->items = arena_grow(a, all->items, cap, all->count + 1, sizeof *s);
    s = &all->items[all->count++];
    *s = *found;
    s->at = r->t.c[from].at;
    s->len = r->t.c[end].at - s->at;
}

/* The number of a document, which may look like a date. */
static bool is_number(const text_chars *t, size_t i)
{
    return chars_before(t, chars_blanks_begin(t, i)) == CH_NUMERO;
}

/* Is there a date at r->at? */
static bool read_found(date_reader *r, date_span *found)
{
    const size_t from = r->at;

    if (!may_begin(&r->t, from))
        return false;
    if (date_read_reversed(r, found))
        return true;
    if (!is_number(&r->t, from) && date_read_impossible(r, found))
        return true;
    return date_read_span(r, found) && convincing(r, from, found);
}

date_spans date_find(arena *a, const char *text, size_t n)
{
    date_reader r = {.at = 0};
    date_spans all = {NULL, 0};
    size_t cap = 0;
    date_span found;

    r.t = chars_of(a, text, n);
    for (size_t i = 0; i < r.t.count; i++) {
        r.at = i;
        if (!read_found(&r, &found))
            continue;
        keep(a, &all, &cap, &r, i, &found);
        i = r.at - 1;
    }
    return all;
}
