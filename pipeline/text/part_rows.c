/* part_rows.c - see part_rows.h. A table falls into segments, each from a row that speaks of parts
 * to the next such row; a reading leaves out some rows at the begin of each segment. All readings
 * are tried, as long as they are few. Sums are whole numbers in the smallest decimal place of the
 * column. */
#include "text/part_rows.h"

#include <string.h>

#include "text/chars.h"
#include "text/similar.h"

enum {
    MOST_ROWS = 2000,
    MOST_READINGS = 5000,
    MOST_SEGMENTS = 16,
    LONGEST_PHRASE = 3,
    MOST_LEVELS = 4
};

typedef struct {
    bool given; /* not a dash, not empty */
    number exact;
    int64_t units;
    row_role role;
    int level, number[MOST_LEVELS]; /* «1.2» has level 2 */
} row;

typedef struct {
    row *rows;
    size_t n;
    int decimals;
    int64_t stated, slack;
} table;

/* Of the rows from `begin` on those before one of least … end are left out. */
typedef struct {
    size_t begin, least, end;
} segment;

/* ---- words ---- */

/* The words [from, to) of a normalised label, joined by low lines, are a phrase. */
static bool is_phrase(const word_set *phrases, const char *from, const char *to)
{
    char phrase[64];
    const size_t n = (size_t)(to - from);

    if (n == 0 || n >= sizeof phrase)
        return false;
    for (size_t i = 0; i < n; i++)
        phrase[i] = from[i] == ' ' ? '_' : from[i];
    return word_set_has(phrases, phrase, n);
}

static bool begins_with_phrase(const word_set *phrases, const char *words)
{
    const char *to = words;

    for (int k = 0; k < LONGEST_PHRASE && *to; k++) {
        to += *to == ' ';
        to += strcspn(to, " ");
        if (is_phrase(phrases, words, to))
            return true;
    }
    return false;
}

static bool ends_with_phrase(const word_set *phrases, const char *words)
{
    const char *end = words + strlen(words), *from = end;

    for (int k = 0; k < LONGEST_PHRASE && from > words; k++) {
        from -= from < end;
        while (from > words && from[-1] != ' ')
            from--;
        if (is_phrase(phrases, from, end))
            return true;
    }
    return false;
}

row_role part_row_role(arena *a, const word_set *phrases, const char *label)
{
    const char *words = text_normalise(a, label, strlen(label));

    if (begins_with_phrase(phrases, words))
        return ROW_PART;
    return ends_with_phrase(phrases, words) ? ROW_WHOLE : ROW_PLAIN;
}

/* ---- rows ---- */

/* «1.», «1.2.»: the number that the label begins with. */
static void read_number(row *r, const char *label)
{
    label += strspn(label, " ");
    for (r->level = 0; r->level < MOST_LEVELS && *label >= '0' && *label <= '9'; r->level++) {
        int value = 0;
        for (; *label >= '0' && *label <= '9'; label++)
            value = value < 100000 ? value * 10 + (*label - '0') : value;
        r->number[r->level] = value;
        label += *label == '.';
    }
}

static bool is_none(const char *value)
{
    static const char *const none[] = {"", "-", "–", "—"};

    for (size_t i = 0; i < COUNT(none); i++)
        if (!strcmp(value, none[i]))
            return true;
    return false;
}

static bool read_row(arena *a, const word_set *phrases, const part_row *from, row *to)
{
    const row_role first = part_row_role(a, phrases, from->label);

    *to = (row){.role = first != ROW_PLAIN ? first : part_row_role(a, phrases, from->second)};
    read_number(to, from->label);
    to->given = !is_none(from->value);
    return !to->given || number_parse(from->value, strlen(from->value), &to->exact);
}

/* The number in units of so many decimals; false if it is too large. */
static bool scaled(number v, int decimals, int64_t *units)
{
    *units = v.units;
    for (int i = v.decimals; i < decimals; i++) {
        if (*units > INT64_MAX / 10 / MOST_ROWS / 10 || *units < -(INT64_MAX / 10 / MOST_ROWS / 10))
            return false;
        *units *= 10;
    }
    return *units<INT64_MAX / MOST_ROWS && * units> - (INT64_MAX / MOST_ROWS);
}

static bool read_table(arena *a, const word_set *phrases, const part_row *from, size_t n,
                       number stated, number slack, table *t)
{
    *t = (table){.rows = ARENA_ARRAY(a, row, n + 1), .n = n, .decimals = stated.decimals};
    if (n > MOST_ROWS)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!read_row(a, phrases, &from[i], &t->rows[i]))
            return false;
        if (t->rows[i].exact.decimals > t->decimals)
            t->decimals = t->rows[i].exact.decimals;
    }
    for (size_t i = 0; i < n; i++)
        if (!scaled(t->rows[i].exact, t->decimals, &t->rows[i].units))
            return false;
    return scaled(stated, t->decimals, &t->stated) &&
           scaled(number_round(slack, t->decimals), t->decimals, &t->slack);
}

static bool fits(const table *t, int64_t sum)
{
    return sum - t->stated <= t->slack && t->stated - sum <= t->slack;
}

static int64_t sum_of(const table *t, size_t from, size_t to)
{
    int64_t sum = 0;

    for (size_t i = from; i < to; i++)
        sum += t->rows[i].units;
    return sum;
}

/* ---- rows with words ---- */

/* Where the row is a part, it is left out itself, unless the row of its whole has no value; where
 * it is a whole with a value, the next row is a part. */
static segment segment_at(const table *t, size_t i, size_t end)
{
    const row *r = &t->rows[i];

    if (r->role == ROW_PART)
        return (segment){i, i + (t->rows[i - 1].given || t->rows[i - 1].role == ROW_PART), end};
    return (segment){i + 1, i + 1 + (r->given && i + 1 < end), end};
}

/* The segments; 0 if there are none, too many, or a part without a row that it is part of. */
static size_t find_segments(const table *t, segment *s)
{
    size_t count = 0, readings = 1;

    for (size_t i = 0, end; i < t->n; i = end) {
        for (end = i + 1; end < t->n && t->rows[end].role == ROW_PLAIN; end++)
            continue;
        if (t->rows[i].role == ROW_PLAIN)
            continue;
        if (count == MOST_SEGMENTS || (i == 0 && t->rows[i].role == ROW_PART))
            return 0;
        s[count] = segment_at(t, i, end);
        readings *= s[count].end - s[count].least + 1;
        count++;
        if (readings > MOST_READINGS)
            return 0;
    }
    return count;
}

/* Does some reading of the segments from k on, with `sum` before them, give the total? */
static bool some_reading_fits(const table *t, const segment *s, size_t count, int64_t sum)
{
    if (count == 0)
        return fits(t, sum);
    for (size_t cut = s->least; cut <= s->end; cut++)
        if (some_reading_fits(t, s + 1, count - 1, sum - sum_of(t, s->begin, cut)))
            return true;
    return false;
}

/* The parts of a segment go on as long as they are no more than the whole. */
static size_t likely_cut(const table *t, const segment *s)
{
    const int64_t whole = t->rows[s->begin - 1].units;
    size_t cut = s->least;

    while (cut < s->end && sum_of(t, s->begin, cut + 1) <= whole)
        cut++;
    return cut;
}

static bool words_disagree(const table *t, const segment *s, size_t count, int64_t *come_to)
{
    *come_to = sum_of(t, 0, t->n);
    if (some_reading_fits(t, s, count, *come_to))
        return false;
    for (size_t k = 0; k < count; k++)
        *come_to -= sum_of(t, s[k].begin, likely_cut(t, &s[k]));
    return true;
}

/* ---- rows with numbers ---- */

static bool is_below(const row *part, const row *whole)
{
    return whole->level > 0 && part->level == whole->level + 1 &&
           !memcmp(part->number, whole->number, (size_t)whole->level * sizeof *part->number);
}

/* What the row says, or the rows below it if it says nothing. */
static int64_t value_with_parts(const table *t, size_t i)
{
    int64_t sum = 0;

    if (t->rows[i].given)
        return t->rows[i].units;
    for (size_t k = i + 1; k < t->n && t->rows[k].level > t->rows[i].level; k++)
        if (is_below(&t->rows[k], &t->rows[i]))
            sum += value_with_parts(t, k);
    return sum;
}

/* Does row i stand below another one, as 1.2 does below 1? */
static bool has_whole(const table *t, size_t i)
{
    for (size_t k = i; k > 0; k--)
        if (is_below(&t->rows[i], &t->rows[k - 1]))
            return true;
    return false;
}

/* All rows («1.1» may have been put in later), the upper ones, or those that have none below them:
 * one thing where no row stands below another. */
static bool numbers_disagree(const table *t, int64_t *come_to)
{
    int64_t upper = 0, lowest = 0;

    for (size_t i = 0; i < t->n; i++) {
        upper += has_whole(t, i) ? 0 : value_with_parts(t, i);
        lowest += i + 1 < t->n && is_below(&t->rows[i + 1], &t->rows[i]) ? 0 : t->rows[i].units;
    }
    *come_to = upper;
    return !fits(t, upper) && !fits(t, lowest) && !fits(t, sum_of(t, 0, t->n));
}

bool part_rows_disagree(arena *a, const word_set *phrases, const part_row *rows, size_t n,
                        number stated, number slack, number *come_to)
{
    table t;
    segment segments[MOST_SEGMENTS];
    size_t count, dotted = 0, roles = 0; /* how many rows have such a number, or speak of parts */
    int64_t sum = 0;
    bool wrong = false;

    if (n == 0 || !read_table(a, phrases, rows, n, stated, slack, &t))
        return false;
    for (size_t i = 0; i < n; i++) {
        dotted += t.rows[i].level > 1;
        roles += t.rows[i].role != ROW_PLAIN;
    }
    if (roles && !dotted && (count = find_segments(&t, segments)) > 0)
        wrong = words_disagree(&t, segments, count, &sum);
    else if (!roles)
        wrong = numbers_disagree(&t, &sum);
    *come_to = (number){sum, t.decimals};
    return wrong;
}
