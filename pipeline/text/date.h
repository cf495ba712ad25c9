/* date.h - dates as Russian offices write them: «22.01.2021», «5 мая 2021 г.», «18–19.10.»,
 * «25.11 -10.12.2019», «март 2021», «2019–2020 годы», ISO.
 *
 * Parts that are not said are 0. Reading never guesses silently: two-digit years, a blank in the
 * place of a full stop and days that do not exist are flags. */
#ifndef SVOD_TEXT_DATE_H
#define SVOD_TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct {
    int year, month, day;
} date;

enum {
    DATE_SHORT_YEAR = 1, /* two digits; `year` is the full one */
    DATE_MALFORMED = 2,  /* «01.03 2021» */
    DATE_INVALID = 4,    /* no such day */
    DATE_RANGE = 8,
    DATE_REVERSED = 16, /* the end is before the begin */
    DATE_YEARS = 32,    /* a school year: September to August */
};

typedef struct {
    date from, to; /* equal unless DATE_RANGE */
    unsigned flags;
    size_t at, len; /* bytes in the text */
} date_span;

/* The whole text is one date or range. */
bool date_parse(const char *text, size_t n, date_span *out);
typedef struct {
    date_span *items;
    size_t count;
} date_spans;

/* Full dates (day, month, year) and ranges of such in running text, in linear time; of days that do
 * not exist those without a year too («31 апреля»). Numbers of sections, laws and codes are not
 * taken for dates. */
date_spans date_find(arena *a, const char *text, size_t n);

bool date_valid(date d);            /* year, month and day, of the calendar */
int date_days(int year, int month); /* of a month; 0 if there is no such month */
int date_compare(date a, date b);   /* -1, 0, 1; a missing part is the smallest */
date date_first(date d);            /* first day of a month or year */
date date_last(date d);
long date_day_number(date d); /* of a full date; a day later is one more */

bool date_from_iso(const char *iso, date *out);          /* YYYY, YYYY-MM or YYYY-MM-DD */
const char *date_iso(arena *a, date d);                  /* as much as is known */
const char *date_numeric(arena *a, date d);              /* 22.01.2021 */
const char *date_iso_numeric(arena *a, const char *iso); /* the same of 2021-01-22; else `iso` */
const char *date_long(arena *a, date d); /* 22 января 2021 г., with U+00A0; also a month alone */

typedef enum { MONTH_NOMINATIVE, MONTH_GENITIVE, MONTH_PREPOSITIONAL } month_case;
const char *date_month_name(int month, month_case form); /* "" if there is no such month */

#endif
