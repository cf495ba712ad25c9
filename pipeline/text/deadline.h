/* deadline.h - the deadline grammar: what «Март, апрель—октябрь», «до 01.04.2021» or «по графику»
 * mean. The author's words are what prints; this is what is compared.
 *
 * Dates are read by date.h; phrases («в течение года», «ежегодно») stand in the edition's
 * deadlines.ini. A month or day without a year takes the year in which it lies in the document's
 * period. */
#ifndef SVOD_TEXT_DEADLINE_H
#define SVOD_TEXT_DEADLINE_H

#include <stddef.h>

#include "text/date.h"
#include "text/wordlist.h"

typedef enum {
    DEADLINE_UNKNOWN, /* not of the grammar */
    DEADLINE_EMPTY,
    DEADLINE_EXACT,
    DEADLINE_DAY_RANGE,
    DEADLINE_BY,
    DEADLINE_MONTH,
    DEADLINE_MONTH_RANGE,
    DEADLINE_MONTH_LIST,
    DEADLINE_LIST_RANGE,
    DEADLINE_YEAR,
    DEADLINE_PERIOD,
    DEADLINE_WHOLE,
    DEADLINE_RECURRING,
    DEADLINE_SCHEDULE,
    DEADLINE_ON_DEMAND,
    DEADLINE_CONTINGENT,
    DEADLINE_COMPOSITE,
} deadline_kind;

typedef struct {
    deadline_kind kind;
    date from, to;  /* first and last day; year 0 where it does not resolve */
    unsigned flags; /* DATE_… of date.h: of the worst date in it */
} deadline;

/* `phrases` is the edition's deadlines.ini; the period may be {0}. */
deadline deadline_parse(const word_lists *phrases, const char *text, size_t n, date period_from,
                        date period_to);
/* The items of a list («апрель, октябрь – ноябрь»), first and last day of each, at most
 * DEADLINE_SPANS of them, in the order of the text; 0 if it is no list. Items without a year that
 * can be told are left out. */
enum { DEADLINE_SPANS = 32 };
typedef struct {
    date from, to;
} deadline_span;
size_t deadline_spans(const word_lists *phrases, const char *text, size_t n, date period_from,
                      date period_to, deadline_span spans[DEADLINE_SPANS]);
/* The last day of the latest time whose year the text says, whatever else it says («I этап – до
 * 01.03.2024, II этап – май 2025 г.»: 31.05.2025); of a year alone the first, as no more of it need
 * be meant. Year 0 if there is none. */
date deadline_latest(const char *text, size_t n);
const char *deadline_kind_name(deadline_kind kind); /* as in the schema; "" if unknown */

#endif
