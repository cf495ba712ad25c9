/* date_int.h - pieces of dates (date_read.c), for texts that are one (date.c), have some
 * (date_find.c), or tell a time (deadline.c). */
#ifndef SVOD_TEXT_DATE_INT_H
#define SVOD_TEXT_DATE_INT_H

#include "text/chars.h"
#include "text/date.h"

typedef struct {
    text_chars t;
    size_t at;
} date_reader;

/* Each reads at r->at and moves behind what it read, or leaves the place and says false. */
bool date_read_year(date_reader *r, int *year); /* four digits, then «г.», «год» … if any */
bool date_read_day(date_reader *r, int *day);   /* one or two digits */
bool date_read_dash(date_reader *r);            /* with blanks around */
/* Any of: d.m.y and ranges, d month y and ranges, month y and ranges, y and ranges. */
bool date_read_span(date_reader *r, date_span *out);
/* What no other reader takes: «с 15.05 по 10.05.2025», whose end is before its begin, and days that
 * cannot be. */
bool date_read_reversed(date_reader *r, date_span *out);
bool date_read_impossible(date_reader *r, date_span *out);
/* What is not said of the begin is that of the end; what begins from September on and ends before
 * is of two years: «25 декабря – 10 января 2022 г.», «октябрь – апрель 2022 г.». */
void date_inherit(date *from, const date *to);
void date_skip_blanks(date_reader *r);
uint32_t date_peek(const date_reader *r, size_t ahead);

enum { LONGEST_MONTH = 31 };

static inline bool plausible_year(int year)
{
    return year >= 1800 && year <= 2199;
}

#endif
