/* date_read.c - a recursive-descent reader over characters: atoms (numeric date, day, month, year),
 * then ranges of atoms; a range's left side takes the month and year of its right side. */
#include <string.h>

#include "base/utf8.h"
#include "text/date_int.h"

static const struct {
    const char *text;
    int month;
} month_abbreviations[] = {
    {"янв", 1}, {"фев", 2},  {"февр", 2}, {"мар", 3},   {"апр", 4},  {"авг", 8},
    {"сен", 9}, {"сент", 9}, {"окт", 10}, {"нояб", 11}, {"ноя", 11}, {"дек", 12},
};

/* ---- atoms ---- */

uint32_t date_peek(const date_reader *r, size_t ahead)
{
    return chars_at(&r->t, r->at + ahead);
}

void date_skip_blanks(date_reader *r)
{
    while (char_is_blank(date_peek(r, 0)) || date_peek(r, 0) == CH_WORD_JOINER)
        r->at++;
}

/* Between min and max digits and no more; *digits receives how many. */
static bool read_digits(date_reader *r, int min, int max, int *value, int *digits)
{
    int n = 0, v = 0;

    while (char_is_digit(date_peek(r, (size_t)n)) && n <= max) {
        v = v * 10 + (int)(date_peek(r, (size_t)n) - '0');
        n++;
    }
    if (n < min || n > max)
        return false;
    *value = v;
    *digits = n;
    r->at += (size_t)n;
    return true;
}

bool date_read_day(date_reader *r, int *day)
{
    int digits;
    return read_digits(r, 1, 2, day, &digits);
}

/* «г», «г.», «гг.», «г.г.», «год», «года», «году», «годы», «годов» */
static void skip_year_word(date_reader *r)
{
    static const char *const words[] = {"годов", "годах", "годом", "года", "году",
                                        "годы",  "год",   "гг",    "г"};
    size_t before = r->at;

    date_skip_blanks(r);
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t n = utf8_count(words[i], strlen(words[i]));
        char lower[24];
        if (r->at + n > r->t.count || char_is_letter(date_peek(r, n)) ||
            !chars_lower(r->t.c, r->at, r->at + n, lower, sizeof lower) || strcmp(lower, words[i]))
            continue;
        r->at += n;
        if (n > 2)
            return; /* a full stop behind «года» ends the sentence */
        if (date_peek(r, 0) == '.')
            r->at++;
        if (char_lower(date_peek(r, 0)) == 0x433 && !char_is_letter(date_peek(r, 1)))
            r->at += date_peek(r, 1) == '.' ? 2 : 1;
        return;
    }
    r->at = before;
}

bool date_read_year(date_reader *r, int *year)
{
    size_t before = r->at;
    int digits;

    if (!read_digits(r, 4, 4, year, &digits) || !plausible_year(*year)) {
        r->at = before;
        return false;
    }
    skip_year_word(r);
    return true;
}

/* A word, in any case, or abbreviated. */
static bool read_month(date_reader *r, int *month)
{
    const size_t end = chars_letters_end(&r->t, r->at) - r->at;
    char word[40];

    if (end < 3 || !chars_lower(r->t.c, r->at, r->at + end, word, sizeof word))
        return false;
    for (int m = 1; m <= 12; m++)
        for (month_case form = MONTH_NOMINATIVE; form <= MONTH_PREPOSITIONAL; form++)
            if (!strcmp(word, date_month_name(m, form))) {
                *month = m;
                r->at += end;
                return true;
            }
    for (size_t i = 0; i < COUNT(month_abbreviations); i++)
        if (!strcmp(word, month_abbreviations[i].text) && date_peek(r, end) == '.') {
            *month = month_abbreviations[i].month;
            r->at += end + 1;
            return true;
        }
    return false;
}

bool date_read_dash(date_reader *r)
{
    size_t before = r->at;

    date_skip_blanks(r);
    if (!char_is_dash(date_peek(r, 0))) {
        r->at = before;
        return false;
    }
    r->at++;
    date_skip_blanks(r);
    return true;
}

static bool read_iso(date_reader *r, date *out)
{
    size_t before = r->at;
    int digits;

    if (read_digits(r, 4, 4, &out->year, &digits) && date_peek(r, 0) == '-' && r->at++ &&
        read_digits(r, 2, 2, &out->month, &digits) && date_peek(r, 0) == '-' && r->at++ &&
        read_digits(r, 2, 2, &out->day, &digits))
        return true;
    r->at = before;
    return false;
}

static int full_year(int two_digits)
{
    return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits;
}

/* The full stop behind a day or month; a comma or two stops in its place are a slip. */
static bool read_point(date_reader *r, bool *slip)
{
    const uint32_t sign = date_peek(r, 0);

    if (sign != '.' && sign != ',')
        return false;
    r->at++;
    if (sign == ',')
        *slip = true;
    else if (date_peek(r, 0) == '.' && char_is_digit(date_peek(r, 1))) {
        *slip = true;
        r->at++;
    }
    return true;
}

/* «15,06,2025», «15..06.2025»: only with all its parts; «15,06» is a number. */
static bool read_slipped_year(date_reader *r, date *out, unsigned *flags)
{
    bool slip;
    int digits;

    *flags |= DATE_MALFORMED;
    return read_point(r, &slip) && read_digits(r, 4, 4, &out->year, &digits) &&
           plausible_year(out->year);
}

/* «.2021», «.21», or « 2021» where the full stop was forgotten; «18.10.» has no year. */
static void read_numeric_year(date_reader *r, date *out, unsigned *flags)
{
    bool point = date_peek(r, 0) == '.';
    size_t before = r->at + point;
    int digits;

    if (date_peek(r, 0) == ',' || (point && date_peek(r, 1) == '.')) {
        date_reader ahead = *r;
        date whole = *out;
        unsigned slipped = *flags;
        if (read_slipped_year(&ahead, &whole, &slipped)) {
            *r = ahead, *out = whole, *flags = slipped;
            return;
        }
    }
    r->at = before;
    date_skip_blanks(r);
    if (read_digits(r, 4, 4, &out->year, &digits) && plausible_year(out->year)) {
        *flags |= point && r->at == before + 4 ? 0 : DATE_MALFORMED;
        return;
    }
    r->at = before;
    if (point && read_digits(r, 2, 2, &out->year, &digits)) {
        out->year = full_year(out->year);
        *flags |= DATE_SHORT_YEAR;
        return;
    }
    out->year = 0;
}

/* d.m, d.m.yy, d.m.yyyy */
static bool read_numeric(date_reader *r, date *out, unsigned *flags)
{
    size_t before = r->at;
    unsigned slipped = *flags;
    bool slip = false;
    int digits;

    *out = (date){0, 0, 0};
    if (!read_digits(r, 1, 2, &out->day, &digits) || !read_point(r, &slip) ||
        !read_digits(r, 1, 2, &out->month, &digits) ||
        (slip && !read_slipped_year(r, out, &slipped))) {
        r->at = before;
        return false;
    }
    if (slip)
        *flags = slipped;
    else
        read_numeric_year(r, out, flags);
    if (out->day == 0 || out->month == 0)
        *flags |= DATE_INVALID;
    if (out->year)
        skip_year_word(r);
    return true;
}

/* ---- ranges ---- */

enum { AUTUMN = 9 };

/* The year behind a month, if one follows; «сентябрь, 2021 г.» too. */
static void read_month_year(date_reader *r, date *d)
{
    size_t before = r->at;

    date_skip_blanks(r);
    if (date_peek(r, 0) == ',') {
        r->at++;
        date_skip_blanks(r);
    }
    if (!date_read_year(r, &d->year))
        r->at = before;
}

/* «05.2021» */
static bool read_month_number(date_reader *r, date *d)
{
    size_t before = r->at;
    int digits;

    if (read_digits(r, 2, 2, &d->month, &digits) && d->month >= 1 && d->month <= 12 &&
        date_peek(r, 0) == '.' && r->at++ && date_read_year(r, &d->year))
        return true;
    r->at = before;
    *d = (date){0, 0, 0};
    return false;
}

/* «5», or «"5"» as forms have it. */
static bool read_quoted_day(date_reader *r, int *day)
{
    size_t before = r->at;
    const uint32_t open = date_peek(r, 0), close = open == CH_LAQUO ? CH_RAQUO : open;

    if (open != CH_LAQUO && open != '"')
        return date_read_day(r, day);
    r->at++;
    if (date_read_day(r, day) && date_peek(r, 0) == close && r->at++)
        return true;
    r->at = before;
    return false;
}

/* «5 мая 2021 г.», «май 2021», «05.2021», «2021 год», «22.01.2021», ISO. */
static bool read_single(date_reader *r, date *d, unsigned *flags)
{
    size_t before = r->at;

    *d = (date){0, 0, 0};
    if (read_iso(r, d) || read_month_number(r, d) || read_numeric(r, d, flags))
        return true;
    if (date_read_year(r, &d->year))
        return true;
    if (read_quoted_day(r, &d->day)) {
        date_skip_blanks(r);
        if (!read_month(r, &d->month)) {
            r->at = before;
            return false;
        }
        *flags |= d->day ? 0 : DATE_INVALID;
    } else if (!read_month(r, &d->month)) {
        return false;
    }
    read_month_year(r, d);
    return true;
}

void date_inherit(date *from, const date *to)
{
    if (from->day && !from->month)
        from->month = to->month;
    if (!from->year)
        from->year =
            to->year - (to->year && from->month >= AUTUMN && to->month && to->month < AUTUMN);
}

/* «18–19.10.», «29–30 ноября»: a day alone, then a dash. */
static bool read_day_dash(date_reader *r, date *from)
{
    size_t before = r->at;

    *from = (date){0, 0, 0};
    if (date_read_day(r, &from->day) && date_read_dash(r))
        return true;
    r->at = before;
    return false;
}

/* «учебный год», «уч. год» behind two years. */
static bool skip_school_year(date_reader *r)
{
    size_t before = r->at, end;
    char word[24];

    date_skip_blanks(r);
    for (end = 0; char_is_letter(date_peek(r, end)) && end < 9; end++)
        continue;
    if (!chars_lower(r->t.c, r->at, r->at + end, word, sizeof word) || strncmp(word, "уч", 4)) {
        r->at = before;
        return false;
    }
    r->at += end + (date_peek(r, end) == '.');
    skip_year_word(r);
    return true;
}

/* «2021/22 учебный год», «2021–22 уч. г.»; of two whole years the words may be missing:
 * «2021/2022». Those with a dash are an ordinary range. */
static bool read_school_years(date_reader *r, date_span *s)
{
    size_t before = r->at;
    int digits = 0, next = 0;
    bool dash = false;

    if (read_digits(r, 4, 4, &s->from.year, &digits) && plausible_year(s->from.year) &&
        (date_peek(r, 0) == '/' || (dash = char_is_dash(date_peek(r, 0)))) && r->at++ &&
        read_digits(r, 2, 4, &next, &digits) && digits != 3 && !(dash && digits == 4) &&
        next == (s->from.year + 1) % (digits == 2 ? 100 : 10000) &&
        (skip_school_year(r) || digits == 4)) {
        s->to.year = s->from.year + 1;
        s->flags = DATE_RANGE | DATE_YEARS;
        return true;
    }
    r->at = before;
    *s = (date_span){.flags = 0};
    return false;
}

static void check_span(date_span *s)
{
    const date *ends[2] = {&s->from, &s->to};

    for (int i = 0; i < 2; i++)
        if ((ends[i]->day && (ends[i]->day > date_days(ends[i]->year, ends[i]->month))) ||
            ends[i]->month > 12 || (ends[i]->day == 0 && ends[i]->month < 0))
            s->flags |= DATE_INVALID;
    if ((s->flags & DATE_RANGE) && s->from.year && s->to.year && !(s->flags & DATE_INVALID) &&
        date_compare(date_first(s->from), date_last(s->to)) > 0)
        s->flags |= DATE_REVERSED;
}

static bool read_range_end(date_reader *r, date_span *s)
{
    size_t before = r->at;

    if (!date_read_dash(r))
        return false;
    if (read_single(r, &s->to, &s->flags))
        return true;
    r->at = before;
    return false;
}

bool date_read_span(date_reader *r, date_span *s)
{
    size_t before = r->at;

    *s = (date_span){.flags = 0};
    if (read_school_years(r, s))
        return true;
    if (read_day_dash(r, &s->from) && read_single(r, &s->to, &s->flags) && s->to.day) {
        s->flags |= DATE_RANGE;
    } else {
        r->at = before;
        s->flags = 0;
        if (!read_single(r, &s->from, &s->flags))
            return false;
        s->to = s->from;
        if (read_range_end(r, s))
            s->flags |= DATE_RANGE;
    }
    date_inherit(&s->from, &s->to);
    if ((s->flags & DATE_RANGE) && !s->from.month && !s->to.month && skip_school_year(r))
        s->flags |= DATE_YEARS;
    check_span(s);
    return true;
}

/* ---- slips ---- */

/* Does «с» or «со» stand before `end`? */
static bool behind_from(const text_chars *t, size_t end)
{
    end = chars_blanks_begin(t, end);
    if (end > 1 && chars_before(t, end) == 0x43E)
        end--;
    return char_lower(chars_before(t, end)) == 0x441 && !char_is_letter(chars_before(t, end - 1));
}

/* «по» */
static bool skip_until(date_reader *r)
{
    date_skip_blanks(r);
    if (char_lower(date_peek(r, 0)) != 0x43F || date_peek(r, 1) != 0x43E ||
        !char_is_blank(date_peek(r, 2)))
        return false;
    r->at += 2;
    date_skip_blanks(r);
    return true;
}

/* «с 15.05 по 10.05.2025», «с 15 по 10 мая 2025 г.»: only where the end is before the begin; all
 * else is two dates. */
bool date_read_reversed(date_reader *r, date_span *s)
{
    const size_t before = r->at;

    *s = (date_span){.flags = 0};
    if (behind_from(&r->t, before)) {
        if (!read_single(r, &s->from, &s->flags))
            date_read_day(r, &s->from.day);
        if (s->from.day && skip_until(r) && read_single(r, &s->to, &s->flags) && s->to.day &&
            s->to.year) {
            s->flags |= DATE_RANGE;
            date_inherit(&s->from, &s->to);
            check_span(s);
            if (s->flags == (DATE_RANGE | DATE_REVERSED))
                return true;
        }
    }
    r->at = before;
    return false;
}

/* What no other reader takes: «00.00.0000» in the place of a date; «31/04/2026», of which only a
 * day that its month has not is told, since «15/04/2026» may well be the number of a letter. */
bool date_read_impossible(date_reader *r, date_span *s)
{
    static const char blank[] = "00.00.0000";
    const size_t before = r->at;
    int digits;
    size_t i = 0;

    *s = (date_span){.flags = DATE_INVALID};
    while (blank[i] && date_peek(r, i) == (unsigned char)blank[i])
        i++;
    r->at += i;
    if (!blank[i] && !char_is_digit(date_peek(r, 0)))
        return true;
    r->at = before;
    if (read_digits(r, 1, 2, &s->from.day, &digits) && date_peek(r, 0) == '/' && r->at++ &&
        read_digits(r, 1, 2, &s->from.month, &digits) && date_peek(r, 0) == '/' && r->at++ &&
        read_digits(r, 4, 4, &s->from.year, &digits) && plausible_year(s->from.year) &&
        date_peek(r, 0) != '/' && s->from.day <= LONGEST_MONTH && s->from.month > 0 &&
        s->from.month <= 12 && !date_valid(s->from)) {
        s->to = s->from;
        return true;
    }
    r->at = before;
    return false;
}
