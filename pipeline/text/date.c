/* date.c - see date.h: the calendar, and how a date is written. Reading has date_read.c, running
 * text date_find.c. */
#include "text/date.h"

#include <string.h>

#include "text/date_int.h"

/* ---- the calendar ---- */

int date_days(int year, int month)
{
    static const int days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12)
        return 0;
    return month == 2 && (leap || year == 0) ? 29 : days[month];
}

bool date_valid(date d)
{
    return d.year > 0 && d.day >= 1 && d.day <= date_days(d.year, d.month);
}

int date_compare(date a, date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return a.day < b.day ? -1 : a.day > b.day;
}

date date_first(date d)
{
    return (date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
}

date date_last(date d)
{
    int month = d.month ? d.month : 12;
    return (date){d.year, month, d.day ? d.day : date_days(d.year, month)};
}

/* Days since 1 March of year 0: the leap day is the last of its year. */
long date_day_number(date d)
{
    const long year = d.year - (d.month < 3), month = (d.month + 9) % 12;

    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + d.day - 1;
}

/* ---- a text that is a date ---- */

enum { LONGEST_DATE = 200 };

bool date_parse(const char *text, size_t n, date_span *out)
{
    arena *a;
    date_reader r = {.at = 0};
    bool ok;

    if (n > LONGEST_DATE)
        return false;
    a = arena_new();
    r.t = chars_of(a, text, n);
    date_skip_blanks(&r);
    ok = date_read_span(&r, out);
    if (date_peek(&r, 0) == '.')
        r.at++;
    date_skip_blanks(&r);
    ok = ok && r.at == r.t.count;
    out->at = 0;
    out->len = n;
    arena_free(a);
    return ok;
}

static bool iso_shape(const char *iso)
{
    static const char pattern[] = "0000-00-00";
    size_t n = strlen(iso);

    if (n != 4 && n != 7 && n != 10)
        return false;
    for (size_t i = 0; i < n; i++)
        if (pattern[i] == '-' ? iso[i] != '-' : !char_is_digit((unsigned char)iso[i]))
            return false;
    return true;
}

static int number_at(const char *digits, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++)
        v = v * 10 + (digits[i] - '0');
    return v;
}

bool date_from_iso(const char *iso, date *out)
{
    size_t n = strlen(iso);

    *out = (date){0, 0, 0};
    if (!iso_shape(iso))
        return false;
    out->year = number_at(iso, 4);
    out->month = n >= 7 ? number_at(iso + 5, 2) : 0;
    out->day = n == 10 ? number_at(iso + 8, 2) : 0;
    if (n == 10)
        return date_valid(*out);
    return out->year > 0 && (n == 4 || (out->month >= 1 && out->month <= 12));
}

/* ---- writing ---- */

static const char *const months[12][3] = {
    {"январь", "января", "январе"},
    {"февраль", "февраля", "феврале"},
    {"март", "марта", "марте"},
    {"апрель", "апреля", "апреле"},
    {"май", "мая", "мае"},
    {"июнь", "июня", "июне"},
    {"июль", "июля", "июле"},
    {"август", "августа", "августе"},
    {"сентябрь", "сентября", "сентябре"},
    {"октябрь", "октября", "октябре"},
    {"ноябрь", "ноября", "ноябре"},
    {"декабрь", "декабря", "декабре"},
};

const char *date_month_name(int month, month_case form)
{
    return month >= 1 && month <= 12 ? months[month - 1][form] : "";
}

const char *date_iso(arena *a, date d)
{
    if (d.day && d.month)
        return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
    return d.month ? arena_printf(a, "%04d-%02d", d.year, d.month)
                   : arena_printf(a, "%04d", d.year);
}

const char *date_numeric(arena *a, date d)
{
    if (!d.day)
        return d.month ? arena_printf(a, "%02d.%04d", d.month, d.year)
                       : arena_printf(a, "%04d", d.year);
    return arena_printf(a, "%02d.%02d.%04d", d.day, d.month, d.year);
}

const char *date_iso_numeric(arena *a, const char *iso)
{
    return strlen(iso) == 10 ? arena_printf(a, "%.2s.%.2s.%.4s", iso + 8, iso + 5, iso) : iso;
}

#define NBSP "\xC2\xA0"

const char *date_long(arena *a, date d)
{
    if (d.day)
        return arena_printf(a, "%d" NBSP "%s" NBSP "%d" NBSP "г.", d.day,
                            date_month_name(d.month, MONTH_GENITIVE), d.year);
    if (d.month)
        return arena_printf(a, "%s" NBSP "%d" NBSP "г.", date_month_name(d.month, MONTH_NOMINATIVE),
                            d.year);
    return arena_printf(a, "%d" NBSP "г.", d.year);
}
