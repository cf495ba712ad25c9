/* functions_date.c - functions about dates and deadlines. A date argument is ISO or any notation
 * that date.h reads; what is no date comes back as it was, so that no text is lost. */
#include "xslt/functions_int.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/deadline.h"

enum { MOST_LISTED = 5 }; /* problems named in one message */

static bool span_of(const char *text, date_span *out)
{
    date d;

    if (date_from_iso(text, &d)) {
        *out = (date_span){.from = d, .to = d};
        return true;
    }
    return date_parse(text, strlen(text), out);
}

static bool date_of(const char *text, date *out)
{
    date_span s;

    if (!span_of(text, &s) || (s.flags & DATE_INVALID))
        return false;
    *out = s.from;
    return true;
}

static const char *fn_date_long(function_state *s, const char *const *args, int count)
{
    date d;
    (void)count;
    return date_of(args[0], &d) ? date_long(s->scratch, d) : args[0];
}

static const char *fn_date_numeric(function_state *s, const char *const *args, int count)
{
    date d;
    (void)count;
    return date_of(args[0], &d) ? date_numeric(s->scratch, d) : args[0];
}

static int month_of(const char *text)
{
    number n;
    date d;

    if (number_parse(text, strlen(text), &n) && n.decimals == 0 && n.units >= 1 && n.units <= 12)
        return (int)n.units;
    return date_of(text, &d) ? d.month : 0;
}

static const char *fn_month(function_state *s, const char *const *args, int count)
{
    month_case form = MONTH_NOMINATIVE;
    (void)s;

    if (count > 1 && !strcmp(args[1], "genitive"))
        form = MONTH_GENITIVE;
    if (count > 1 && !strcmp(args[1], "prepositional"))
        form = MONTH_PREPOSITIONAL;
    return date_month_name(month_of(args[0]), form);
}

static const char *fn_date_valid(function_state *s, const char *const *args, int count)
{
    date d;
    (void)s;
    (void)count;
    return date_of(args[0], &d) && date_valid(d) ? "true" : "";
}

static const char *fn_parse_date(function_state *s, const char *const *args, int count)
{
    date d;
    (void)count;
    return date_of(args[0], &d) && d.year ? date_iso(s->scratch, d) : NULL;
}

static const char *fn_date_first(function_state *s, const char *const *args, int count)
{
    date d;
    (void)count;
    return date_of(args[0], &d) && d.year ? date_iso(s->scratch, date_first(d)) : NULL;
}

static const char *fn_date_last(function_state *s, const char *const *args, int count)
{
    date_span span;
    (void)count;
    if (!span_of(args[0], &span) || (span.flags & DATE_INVALID) || !span.to.year)
        return NULL;
    return date_iso(s->scratch, date_last(span.to));
}

/* -1, 0 or 1; nothing if one is no date. A month or year is as early as its first day. */
static const char *fn_date_compare(function_state *s, const char *const *args, int count)
{
    date x, y;
    (void)count;
    if (!date_of(args[0], &x) || !date_of(args[1], &y))
        return NULL;
    return arena_printf(s->scratch, "%d", date_compare(date_first(x), date_first(y)));
}

/* Days of the calendar from the first to the last, both counted. */
static const char *fn_date_days(function_state *s, const char *const *args, int count)
{
    date_span x, y;
    long days;
    (void)count;

    if (!span_of(args[0], &x) || !span_of(args[1], &y) || ((x.flags | y.flags) & DATE_INVALID) ||
        !x.from.year || !y.to.year)
        return NULL;
    days = date_day_number(date_last(y.to)) - date_day_number(date_first(x.from)) + 1;
    return days > 0 ? arena_printf(s->scratch, "%ld", days) : NULL;
}

/* ---- dates in running text ---- */

static unsigned problem_named(const char *name)
{
    static const struct {
        const char *name;
        unsigned flag;
    } problems[] = {
        {"invalid", DATE_INVALID},
        {"malformed", DATE_MALFORMED},
        {"short-year", DATE_SHORT_YEAR},
        {"reversed", DATE_REVERSED},
        {"any", DATE_INVALID | DATE_MALFORMED | DATE_SHORT_YEAR | DATE_REVERSED},
    };

    for (size_t i = 0; i < COUNT(problems); i++)
        if (!strcmp(problems[i].name, name))
            return problems[i].flag;
    return 0;
}

static const char *suggestion(arena *a, const date_span *span)
{
    if (span->flags & DATE_RANGE)
        return arena_printf(a, "%s–%s", date_numeric(a, span->from), date_numeric(a, span->to));
    return date_numeric(a, span->from);
}

/* A rule asks one text for each kind of problem. */
static date_spans dates_of(function_state *s, const char *text)
{
    if (!s->dated || strcmp(s->dated, text) != 0) {
        arena_reset(s->date_mem);
        s->dated = arena_strdup(s->date_mem, text);
        s->dates = date_find(s->date_mem, s->dated, strlen(text));
    }
    return s->dates;
}

static const char *list_problems(function_state *s, const char *text, unsigned flag, bool corrected)
{
    const date_spans found = dates_of(s, text);
    const char *list = NULL;
    int listed = 0;

    for (size_t i = 0; i < found.count && listed < MOST_LISTED; i++) {
        const date_span *d = &found.items[i];
        const char *one;
        /* what cannot be needs no suggestion of how to write it */
        if (!((d->flags & DATE_INVALID ? DATE_INVALID : d->flags) & flag))
            continue;
        listed++;
        one =
            corrected ? suggestion(s->scratch, d) : arena_strndup(s->scratch, text + d->at, d->len);
        list = list ? arena_printf(s->scratch, "%s; %s", list, one) : one;
    }
    return list;
}

static const char *fn_date_problems(function_state *s, const char *const *args, int count)
{
    (void)count;
    return list_problems(s, args[0], problem_named(args[1]), false);
}

static const char *fn_date_suggestions(function_state *s, const char *const *args, int count)
{
    (void)count;
    return list_problems(s, args[0], problem_named(args[1]), true);
}

/* ---- deadlines: text, first and last day of the document's period ---- */

static void period_of(const char *const *args, date *from, date *to)
{
    *from = *to = (date){0, 0, 0};
    if (!date_from_iso(args[1], from) || !date_from_iso(args[2], to))
        *from = *to = (date){0, 0, 0};
}

static deadline deadline_of(function_state *s, const char *const *args)
{
    const word_lists *phrases = functions_deadlines(s);
    date from, to;

    if (!phrases)
        return (deadline){.kind = DEADLINE_UNKNOWN};
    period_of(args, &from, &to);
    return deadline_parse(phrases, args[0], strlen(args[0]), from, to);
}

/* «2024-04-01/2024-04-30 2024-10-01/2024-10-31» of a list; empty for all else. */
static const char *fn_deadline_spans(function_state *s, const char *const *args, int count)
{
    const word_lists *phrases = functions_deadlines(s);
    deadline_span spans[DEADLINE_SPANS];
    date from, to;
    strbuf out = STRBUF_INIT;
    size_t n;
    (void)count;

    if (!phrases)
        return NULL;
    period_of(args, &from, &to);
    n = deadline_spans(phrases, args[0], strlen(args[0]), from, to, spans);
    for (size_t i = 0; i < n; i++)
        strbuf_printf(&out, "%s%s/%s", i ? " " : "", date_iso(s->scratch, spans[i].from),
                      date_iso(s->scratch, spans[i].to));
    return functions_taken(s, &out);
}

static const char *fn_deadline_kind(function_state *s, const char *const *args, int count)
{
    (void)count;
    return deadline_kind_name(deadline_of(s, args).kind);
}

static const char *fn_deadline_from(function_state *s, const char *const *args, int count)
{
    deadline d = deadline_of(s, args);
    (void)count;
    return d.from.year ? date_iso(s->scratch, d.from) : NULL;
}

static const char *fn_deadline_to(function_state *s, const char *const *args, int count)
{
    deadline d = deadline_of(s, args);
    (void)count;
    return d.to.year ? date_iso(s->scratch, d.to) : NULL;
}

static const char *fn_deadline_latest(function_state *s, const char *const *args, int count)
{
    const date d = deadline_latest(args[0], strlen(args[0]));
    (void)count;
    return d.year ? date_iso(s->scratch, d) : NULL;
}

static const char *fn_deadline_reversed(function_state *s, const char *const *args, int count)
{
    (void)count;
    return deadline_of(s, args).flags & DATE_REVERSED ? "true" : "";
}

const string_function date_functions[] = {
    {"date-long", 1, 1, fn_date_long, false},
    {"date-numeric", 1, 1, fn_date_numeric, false},
    {"month", 1, 2, fn_month, false},
    {"date-valid", 1, 1, fn_date_valid, false},
    {"parse-date", 1, 1, fn_parse_date, false},
    {"date-first", 1, 1, fn_date_first, false},
    {"date-last", 1, 1, fn_date_last, false},
    {"date-compare", 2, 2, fn_date_compare, false},
    {"date-days", 2, 2, fn_date_days, false},
    {"date-problems", 2, 2, fn_date_problems, true},
    {"date-suggestions", 2, 2, fn_date_suggestions, true},
    {"deadline-kind", 1, 3, fn_deadline_kind, false},
    {"deadline-from", 1, 3, fn_deadline_from, false},
    {"deadline-to", 1, 3, fn_deadline_to, false},
    {"deadline-latest", 1, 1, fn_deadline_latest, false},
    {"deadline-reversed", 1, 3, fn_deadline_reversed, false},
    {"deadline-spans", 1, 3, fn_deadline_spans, false},
    {NULL, 0, 0, NULL, false},
};
