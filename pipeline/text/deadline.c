/* deadline.c - see deadline.h. First what has no date (empty, several parts, phrases), then «до D»
 * and «с D по D», then a list of dates whose shape gives the kind. */
#include "text/deadline.h"

#include <string.h>

#include "base/utf8.h"
#include "text/date_int.h"

enum { LONGEST_DEADLINE = 2000, FIRST_SCHOOL_MONTH = 9, LAST_SCHOOL_MONTH = 8 };

static const char *const kind_names[] = {
    [DEADLINE_UNKNOWN] = "",
    [DEADLINE_EMPTY] = "empty",
    [DEADLINE_EXACT] = "exact",
    [DEADLINE_DAY_RANGE] = "day-range",
    [DEADLINE_BY] = "by",
    [DEADLINE_MONTH] = "month",
    [DEADLINE_MONTH_RANGE] = "month-range",
    [DEADLINE_MONTH_LIST] = "month-list",
    [DEADLINE_LIST_RANGE] = "list-range",
    [DEADLINE_YEAR] = "year",
    [DEADLINE_PERIOD] = "period",
    [DEADLINE_WHOLE] = "whole",
    [DEADLINE_RECURRING] = "recurring",
    [DEADLINE_SCHEDULE] = "schedule",
    [DEADLINE_ON_DEMAND] = "on-demand",
    [DEADLINE_CONTINGENT] = "contingent",
    [DEADLINE_COMPOSITE] = "composite",
};

const char *deadline_kind_name(deadline_kind kind)
{
    return kind_names[kind];
}

static deadline_kind kind_named(const char *name)
{
    for (size_t i = 1; i < COUNT(kind_names); i++)
        if (!strcmp(kind_names[i], name))
            return (deadline_kind)i;
    return DEADLINE_UNKNOWN;
}

typedef struct {
    date_reader r;
    date from, to;        /* the document's period */
    deadline_span *spans; /* of a list, as it is read; NULL: not asked */
    size_t span_count;
} context;

/* ---- words ---- */

/* Lower case, ё as е, runs of blanks as one: what phrases are compared with. */
static text_chars fold(arena *a, const char *text, size_t n)
{
    size_t count, used = 0;
    text_char *c = chars_decode(a, text, n, &count);

    for (size_t i = 0; i < count; i++) {
        const uint32_t cp = char_is_blank(c[i].cp) ? ' ' : char_folded(c[i].cp);
        if (cp == ' ' && (used == 0 || c[used - 1].cp == ' '))
            continue;
        c[used++] = (text_char){cp, c[i].at};
    }
    while (used > 0 && c[used - 1].cp == ' ')
        used--;
    c[used] = (text_char){0, 0};
    return (text_chars){.mem = a, .text = text, .c = c, .count = used};
}

/* Does the text at r->at begin with `start`? Moves behind it, where a word may go on. */
static bool begins_with(date_reader *r, const char *start)
{
    const size_t n = strlen(start);
    size_t at = 0, len, i = 0;

    for (; at < n; at += len, i++)
        if (date_peek(r, i) != utf8_decode(start + at, n - at, &len))
            return false;
    r->at += i;
    return true;
}

/* The same of whole words. */
static bool take_phrase(date_reader *r, const char *phrase)
{
    const size_t before = r->at;

    if (!begins_with(r, phrase))
        return false;
    if (r->at > before && char_is_letter(chars_before(&r->t, r->at)) &&
        char_is_letter(date_peek(r, 0))) {
        r->at = before;
        return false;
    }
    date_skip_blanks(r);
    return true;
}

static bool take_any(date_reader *r, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (take_phrase(r, phrases[i]))
            return true;
    return false;
}

static bool at_end(date_reader *r)
{
    if (date_peek(r, 0) == '.' && r->at + 1 == r->t.count)
        r->at++;
    return r->at >= r->t.count;
}

static bool read_separator(date_reader *r)
{
    date_skip_blanks(r);
    if (date_peek(r, 0) == ',') {
        r->at++;
        date_skip_blanks(r);
        return true;
    }
    return take_phrase(r, "и");
}

/* ---- years from the period ---- */

static bool inside(date d, const context *k)
{
    date day = date_first(d);
    return date_compare(day, k->from) >= 0 && date_compare(day, k->to) <= 0;
}

static void give_year(date *d, const context *k)
{
    if (d->year || !k->from.year)
        return;
    for (int year = k->from.year; year <= k->to.year; year++) {
        d->year = year;
        if (inside(*d, k))
            return;
    }
    d->year = k->from.year;
}

/* Without years the end is the first such month after the begin. */
static void resolve(deadline *d, date from, date to, const context *k)
{
    bool open = !from.year && !to.year;

    give_year(&from, k);
    give_year(&to, k);
    if (!from.year || !to.year)
        return;
    if (open) {
        to.year = from.year;
        to.year += date_compare(date_first(from), date_last(to)) > 0;
    }
    d->from = date_first(from);
    d->to = date_last(to);
    if (date_compare(d->from, d->to) > 0)
        d->flags |= DATE_REVERSED;
}

/* ---- dates ---- */

static int month_count(date from, date to)
{
    return (to.year - from.year) * 12 + to.month - from.month;
}

static deadline_kind kind_of_span(const date_span *s)
{
    if (!(s->flags & DATE_RANGE))
        return s->from.day ? DEADLINE_EXACT : s->from.month ? DEADLINE_MONTH : DEADLINE_YEAR;
    if (s->from.day || s->to.day)
        return DEADLINE_DAY_RANGE;
    if (!s->from.month || !s->to.month)
        return DEADLINE_PERIOD;
    return month_count(s->from, s->to) > 12 ? DEADLINE_PERIOD : DEADLINE_MONTH_RANGE;
}

static void resolve_span(deadline *d, const date_span *s, const context *k)
{
    date from = s->from, to = s->to;

    if (s->flags & DATE_YEARS) {
        from.month = FIRST_SCHOOL_MONTH;
        to.month = LAST_SCHOOL_MONTH;
    }
    d->flags |= s->flags;
    resolve(d, from, to, k);
}

/* «2-е», «IV», «первое» */
static bool read_ordinal(date_reader *r, int *n)
{
    static const char *const words[] = {"перв", "втор", "трет", "четверт"};
    const size_t before = r->at;

    for (*n = 0; date_peek(r, 0) == 'i' || date_peek(r, 0) == 'v';)
        *n = r->t.c[r->at++].cp == 'v' ? 4 : *n + 1;
    if (*n == 0 && date_read_day(r, n) && date_peek(r, 0) == '-' &&
        char_is_cyrillic(date_peek(r, 1)))
        r->at++;
    for (size_t i = 0; *n == 0 && i < COUNT(words); i++)
        if (begins_with(r, words[i]))
            *n = (int)i + 1;
    while (*n && char_is_cyrillic(date_peek(r, 0)))
        r->at++;
    if (*n == 0)
        r->at = before;
    return *n > 0;
}

/* «I – II», «I, II», «I и II»: the second of two. */
static void read_second_ordinal(date_reader *r, int *last)
{
    const size_t before = r->at;

    date_skip_blanks(r);
    if (!date_read_dash(r) && !read_separator(r))
        r->at = before;
    else if (!read_ordinal(r, last))
        r->at = before;
}

/* «I квартал 2021 года», «2-е полугодие», «III – IV кварталы» */
static bool read_part_of_year(context *k, date_span *s)
{
    static const struct {
        const char *text; /* how the word begins */
        int months;
    } parts[] = {{"квартал", 3}, {"кв.", 3}, {"полугоди", 6}};
    date_reader *r = &k->r;
    const size_t before = r->at;
    int first = 0, last = 0;

    if (read_ordinal(r, &first)) {
        last = first;
        read_second_ordinal(r, &last);
        date_skip_blanks(r);
        for (size_t i = 0; i < COUNT(parts); i++) {
            if (last < first || last > 12 / parts[i].months || !begins_with(r, parts[i].text))
                continue;
            while (char_is_cyrillic(date_peek(r, 0)))
                r->at++;
            date_skip_blanks(r);
            *s = (date_span){.flags = DATE_RANGE};
            s->from.month = (first - 1) * parts[i].months + 1;
            s->to.month = last * parts[i].months;
            if (date_read_year(r, &s->to.year))
                s->from.year = s->to.year;
            return true;
        }
    }
    r->at = before;
    return false;
}

/* «конец мая», «в начале I квартала»: the whole of it. */
static bool read_item(context *k, date_span *s)
{
    static const char *const sides[] = {"начало",   "начале", "середина", "середине",
                                        "середину", "конец",  "конце"};

    take_any(&k->r, sides, COUNT(sides));
    return read_part_of_year(k, s) || date_read_span(&k->r, s);
}

static void spread_year(date_span *items, size_t count)
{
    for (size_t i = count - 1; i > 0; i--) {
        date_inherit(&items[i - 1].to, &items[i].from);
        date_inherit(&items[i - 1].from, &items[i - 1].to);
    }
}

static deadline_kind kind_of_list(const date_span *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kind_of_span(&items[i]) != DEADLINE_MONTH)
            return DEADLINE_LIST_RANGE;
    return DEADLINE_MONTH_LIST;
}

/* A list begins with its earliest and ends with its latest item, in whatever order they stand. */
static void widen(deadline *d, const date_span *item, context *k)
{
    deadline one = {.kind = DEADLINE_UNKNOWN};

    resolve_span(&one, item, k);
    d->flags |= one.flags;
    if (!one.from.year)
        return;
    if (k->spans)
        k->spans[k->span_count++] = (deadline_span){one.from, one.to};
    if (!d->from.year || date_compare(one.from, d->from) < 0)
        d->from = one.from;
    if (!d->to.year || date_compare(one.to, d->to) > 0)
        d->to = one.to;
}

/* «Март, апрель—октябрь»: dates and ranges between commas and «и». */
static bool read_list(context *k, deadline *d)
{
    date_span items[DEADLINE_SPANS];
    size_t count = 0;

    do {
        if (count == DEADLINE_SPANS || !read_item(k, &items[count]))
            return false;
        count++;
    } while (read_separator(&k->r));
    if (!at_end(&k->r))
        return false;
    if (count == 1) {
        d->kind = kind_of_span(&items[0]);
        resolve_span(d, &items[0], k);
        return true;
    }
    spread_year(items, count);
    d->kind = kind_of_list(items, count);
    for (size_t i = 0; i < count; i++)
        widen(d, &items[i], k);
    return true;
}

/* «до 01.04.2021», «не позднее марта 2021 года» */
static bool read_by(context *k, deadline *d)
{
    static const char *const words[] = {"до", "не позднее", "не позже",
                                        "к",  "в срок до",  "срок до"};
    date_span s;

    if (!take_any(&k->r, words, COUNT(words)))
        return false;
    take_phrase(&k->r, "конца");
    if (!read_item(k, &s) || !at_end(&k->r))
        return false;
    d->kind = DEADLINE_BY;
    d->flags |= s.flags & ~(unsigned)DATE_RANGE;
    give_year(&s.to, k);
    if (s.to.year)
        d->to = date_last(s.to);
    return true;
}

/* «с 1 по 15 марта 2021 г.», «с апреля по ноябрь» */
static bool read_from_to(context *k, deadline *d)
{
    static const char *const to_words[] = {"по", "до"};
    date_reader *r = &k->r;
    date_span a, b;

    if (!take_phrase(r, "с") && !take_phrase(r, "со"))
        return false;
    if (!date_read_span(r, &a)) {
        a = (date_span){.flags = 0};
        if (!date_read_day(r, &a.from.day))
            return false;
    }
    date_skip_blanks(r);
    if (!take_any(r, to_words, COUNT(to_words)) || !read_item(k, &b) || !at_end(r))
        return false;
    date_inherit(&a.from, &b.to);
    b.from = a.from;
    b.flags = (a.flags | b.flags | DATE_RANGE) & ~(unsigned)DATE_REVERSED;
    d->kind = kind_of_span(&b);
    resolve_span(d, &b, k);
    return true;
}

/* The time behind «в течение»; leaves the place if it is none. */
static bool read_rest(context *k, deadline *d)
{
    const size_t before = k->r.at;

    if (read_list(k, d))
        return true;
    k->r.at = before;
    *d = (deadline){.kind = DEADLINE_UNKNOWN};
    return false;
}

/* A phrase of the edition; a year or «до D» behind it bounds it. */
static bool read_phrase(const word_lists *phrases, context *k, deadline *d)
{
    const char *phrase, *kind;
    deadline bound = {.kind = DEADLINE_UNKNOWN};

    for (size_t i = 0; word_lists_pair(phrases, "phrases", i, &phrase, &kind); i++) {
        k->r.at = 0;
        if (!take_phrase(&k->r, phrase))
            continue;
        d->kind = kind_named(kind);
        if (d->kind == DEADLINE_WHOLE && read_rest(k, &bound)) {
            bound.kind = d->kind;
            *d = bound;
            return true;
        }
        for (; k->r.at < k->r.t.count; k->r.at++)
            if (k->r.t.c[k->r.at - 1].cp == ' ' && read_by(k, &bound)) {
                d->to = bound.to;
                d->flags = bound.flags;
                return true;
            }
        return true;
    }
    return false;
}

static bool only_dashes(const date_reader *r)
{
    for (size_t i = 0; i < r->t.count; i++)
        if (!char_is_dash(r->t.c[i].cp) && r->t.c[i].cp != ' ')
            return false;
    return true;
}

/* Several parts: «…; …», or a label and a dash before a date. */
static bool has_parts(const date_reader *r)
{
    for (size_t i = 0; i + 1 < r->t.count; i++)
        if (r->t.c[i].cp == ';' || (r->t.c[i].cp == ':' && r->t.c[i + 1].cp == ' '))
            return true;
    return false;
}

/* In the order of trying; the first that reads the whole text decides. A «в» before is allowed. */
static bool read_dates(context *k, deadline *d)
{
    static bool (*const readers[])(context * k, deadline * d) = {read_by, read_from_to, read_list};

    for (int prefixed = 0; prefixed < 2; prefixed++)
        for (size_t i = 0; i < COUNT(readers); i++) {
            *d = (deadline){.kind = DEADLINE_UNKNOWN};
            k->r.at = 0;
            if ((!prefixed || take_phrase(&k->r, "в")) && readers[i](k, d))
                return true;
        }
    *d = (deadline){.kind = DEADLINE_UNKNOWN};
    return false;
}

static deadline parse(context *k, const word_lists *phrases, const char *text, size_t n)
{
    deadline d = {.kind = DEADLINE_UNKNOWN};
    arena *a = arena_new();

    k->r.t = fold(a, text, n > LONGEST_DEADLINE ? LONGEST_DEADLINE : n);
    if (only_dashes(&k->r))
        d.kind = DEADLINE_EMPTY;
    else if (has_parts(&k->r))
        d.kind = DEADLINE_COMPOSITE;
    else if (!read_phrase(phrases, k, &d))
        read_dates(k, &d);
    arena_free(a);
    return d;
}

deadline deadline_parse(const word_lists *phrases, const char *text, size_t n, date period_from,
                        date period_to)
{
    context k = {.from = period_from, .to = period_to};

    return parse(&k, phrases, text, n);
}

size_t deadline_spans(const word_lists *phrases, const char *text, size_t n, date period_from,
                      date period_to, deadline_span spans[DEADLINE_SPANS])
{
    context k = {.from = period_from, .to = period_to, .spans = spans};

    parse(&k, phrases, text, n);
    return k.span_count;
}

date deadline_latest(const char *text, size_t n)
{
    arena *a = arena_new();
    date_reader r = {.at = 0};
    date latest = {0, 0, 0};

    r.t = fold(a, text, n > LONGEST_DEADLINE ? LONGEST_DEADLINE : n);
    for (size_t i = 0; i<r.t.count; i = r.at> i ? r.at : i + 1) {
        const uint32_t before = chars_before(&r.t, i);
        date_span s;
        r.at = i;
        if (char_is_letter(before) || char_is_digit(before) || !date_read_span(&r, &s)) {
            r.at = i;
            continue;
        }
        if (s.flags & DATE_YEARS)
            s.to.month = LAST_SCHOOL_MONTH;
        s.to = s.to.month ? date_last(s.to) : date_first(s.to);
        if (s.to.year && date_compare(s.to, latest) > 0)
            latest = s.to;
    }
    arena_free(a);
    return latest;
}
