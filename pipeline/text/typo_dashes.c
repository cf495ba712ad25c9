/* typo_dashes.c - hyphen, minus, en dash of ranges and em dash of prose.
 *
 * A hyphen is judged by its operands. Between two numbers, dates or months that can be a range it
 * becomes an en dash; with a blank on both sides it is a dash; otherwise it stays a hyphen.
 * Document numbers, phone numbers and standards («656-ОД», «7.0.97-2016») are never ranges: there
 * the operands are not plain numbers, do not ascend, or stand in a longer chain. */
#include "text/typo_int.h"

typedef enum { NOTHING, NUMBER, DAY /* 01 to 09 */, YEAR, DATE, MONTH } operand_kind;

typedef struct {
    operand_kind kind;
    size_t from, to; /* live items */
    uint32_t value;  /* of a number */
    bool dated;      /* «15 апреля»: the day stands before the month */
} operand;

static bool digit_or_point(uint32_t cp)
{
    return char_is_digit(cp) || cp == '.' || cp == ',';
}

/* dd.mm, dd.mm.yy or dd.mm.yyyy, perhaps with a full stop behind. */
static bool date_shape(const uint32_t *part, const size_t *digits, size_t parts)
{
    return parts >= 2 && parts <= 3 && digits[0] <= 2 && part[0] >= 1 && part[0] <= 31 &&
           digits[1] == 2 && part[1] >= 1 && part[1] <= 12 &&
           (parts == 2 || digits[2] == 2 || digits[2] == 4);
}

static operand_kind classify_digits(const typo_work *w, operand *o)
{
    uint32_t part[3] = {0, 0, 0};
    size_t digits[3] = {0, 0, 0}, parts = 0, end = o->to;
    bool comma = false;

    if (end > o->from && typo_at(w, end - 1) == '.')
        end--;
    for (size_t i = o->from; i < end; i++) {
        uint32_t cp = typo_at(w, i);
        if (char_is_digit(cp)) {
            part[parts] = part[parts] * 10 + (cp - '0');
            if (++digits[parts] > 4)
                return NOTHING;
        } else if (digits[parts] == 0 || ++parts > 2) {
            return NOTHING;
        }
        comma = comma || cp == ',';
    }
    o->value = part[0];
    if (digits[parts] == 0)
        return NOTHING;
    if (parts == 0 && typo_at(w, o->from) == '0')
        return digits[0] == 2 && part[0] ? DAY : NOTHING;
    if (parts == 0)
        return digits[0] == 4 ? YEAR : NUMBER;
    if (comma)
        return parts == 1 ? NUMBER : NOTHING;
    return date_shape(part, digits, parts + 1) ? DATE : NOTHING;
}

static bool chained(const typo_work *w, size_t i)
{
    uint32_t cp = typo_at(w, i);
    return char_is_dash(cp) || cp == '/' || cp == '\\' || char_is_digit(cp);
}

static size_t skip_blank_back(const typo_work *w, size_t i)
{
    return i > 0 && char_is_blank(typo_at(w, i - 1)) ? i - 1 : i;
}

/* After № and «тел.» a hyphen belongs to the number. */
static bool after_code_word(const typo_work *w, size_t from)
{
    size_t end = skip_blank_back(w, from), begin;

    if (end > 0 && typo_at(w, end - 1) == CH_NUMERO)
        return true;
    if (end > 0 && (typo_at(w, end - 1) == '.' || typo_at(w, end - 1) == ':'))
        end--;
    begin = typo_letters_begin(w, end);
    return begin < end && typo_in(w, w->t->not_range, begin, end);
}

static operand digits_before(const typo_work *w, size_t end)
{
    operand o = {.from = end, .to = end};

    while (o.from > 0 && end - o.from < 12 && digit_or_point(typo_at(w, o.from - 1)))
        o.from--;
    if (o.from == end ||
        (o.from > 0 && (chained(w, o.from - 1) || char_is_letter(typo_at(w, o.from - 1)))))
        return (operand){.kind = NOTHING};
    if (after_code_word(w, o.from))
        return (operand){.kind = NOTHING};
    o.kind = classify_digits(w, &o);
    return o;
}

/* «2021», «2021 г.» or «2021г.» behind a month. */
static size_t month_end_back(const typo_work *w, size_t end)
{
    size_t i = end, digits;

    if (i > 0 && typo_at(w, i - 1) == '.')
        i--;
    if (i > 0 && char_lower(typo_at(w, i - 1)) == 0x433)
        i = skip_blank_back(w, i - 1);
    for (digits = 0; i > 0 && char_is_digit(typo_at(w, i - 1)) && digits < 4; digits++)
        i--;
    if (digits == 0)
        return end;
    return skip_blank_back(w, i);
}

/* A number of one or two digits and a blank. */
static bool day_before(const typo_work *w, size_t end)
{
    const size_t to = skip_blank_back(w, end);
    size_t i = to;

    while (i > 0 && digit_or_point(typo_at(w, i - 1)))
        i--;
    return to < end && i < to && to - i <= 2 && char_is_digit(typo_at(w, i));
}

static bool month_after(const typo_work *w, size_t from)
{
    return char_is_blank(typo_at(w, from)) &&
           typo_in(w, w->t->months_genitive, from + 1, typo_letters_end(w, from + 1));
}

static operand month_before(const typo_work *w, size_t end)
{
    size_t to = month_end_back(w, end), from = typo_letters_begin(w, to);

    if (!typo_in(w, w->t->months, from, to))
        return (operand){.kind = NOTHING};
    return (operand){.kind = MONTH, .from = from, .to = end, .dated = day_before(w, from)};
}

static operand operand_before(const typo_work *w, size_t end)
{
    operand o = month_before(w, end);
    return o.kind ? o : digits_before(w, end);
}

static operand operand_after(const typo_work *w, size_t from)
{
    operand o = {.from = from, .to = typo_letters_end(w, from)};

    if (o.to > from) {
        o.kind = typo_in(w, w->t->months, from, o.to) ? MONTH : NOTHING;
        return o;
    }
    while (o.to - from < 12 && digit_or_point(typo_at(w, o.to)))
        o.to++;
    if (o.to > from && typo_at(w, o.to - 1) == ',')
        o.to--;
    o.kind = o.to == from || chained(w, o.to) ? NOTHING : classify_digits(w, &o);
    o.dated = (o.kind == NUMBER || o.kind == DAY) && o.value <= 31 && month_after(w, o.to);
    return o;
}

typedef enum { NO_RANGE, TIGHT_RANGE, LOOSE_RANGE } range_kind;

/* `spaced`: blanks on both sides; `blank`: on at least one. */
static range_kind judge_range(const operand *a, const operand *b, bool blank, bool spaced)
{
    if (a->kind == MONTH && a->dated && b->dated)
        return LOOSE_RANGE;
    if (a->kind == MONTH && b->kind == MONTH)
        return blank ? LOOSE_RANGE : TIGHT_RANGE;
    if (b->kind == DATE && (a->kind == DATE || (a->kind == NUMBER && a->value <= 31 && !blank)))
        return TIGHT_RANGE;
    if (a->kind == DAY && b->kind == DATE) /* without a year it may be the number of a file */
        return !blank && a->value < b->value && b->to - b->from > 7 ? TIGHT_RANGE : NO_RANGE;
    if (a->kind == YEAR && b->kind == YEAR && a->value < b->value)
        return TIGHT_RANGE;
    if (a->kind == NUMBER && b->kind == NUMBER && a->value < b->value)
        return !blank ? TIGHT_RANGE : spaced ? LOOSE_RANGE : NO_RANGE;
    return NO_RANGE;
}

static bool range_dash(uint32_t cp)
{
    return cp == '-' || cp == CH_HYPHEN || cp == CH_EN_DASH || cp == CH_EM_DASH;
}

static void make_range(typo_work *w, size_t i, range_kind kind, bool left, bool right)
{
    typo_set(w, i, CH_EN_DASH, "range");
    if (kind == TIGHT_RANGE) {
        if (left)
            typo_delete(w, i - 1, "range");
        if (right)
            typo_delete(w, i + 1, "range");
        return;
    }
    if (!left)
        typo_insert(w, i, CH_NBSP, "range");
    if (!right)
        typo_insert(w, i + 1, ' ', "range");
}

void typo_ranges(typo_work *w)
{
    for (size_t i = 1; i + 1 < w->count; i++) {
        bool left = char_is_blank(typo_at(w, i - 1)), right = char_is_blank(typo_at(w, i + 1));
        operand a, b;
        range_kind kind;
        if (!range_dash(typo_at(w, i)) || w->items[w->live[i]].frozen)
            continue;
        a = operand_before(w, left ? i - 1 : i);
        b = a.kind ? operand_after(w, right ? i + 2 : i + 1) : a;
        kind = judge_range(&a, &b, left || right, left && right);
        if (kind != NO_RANGE)
            make_range(w, i, kind, left, right);
    }
    typo_compact(w);
}

/* « -- », a dash on a typewriter: the second hyphen goes, and what is left may be one of a range.
 */
void typo_typewriter_dashes(typo_work *w)
{
    for (size_t i = 0; i + 3 < w->count; i++) {
        typo_item *second = &w->items[w->live[i + 2]];

        if (!char_is_blank(typo_at(w, i)) || typo_at(w, i + 1) != '-' || second->cp != '-' ||
            !char_is_blank(typo_at(w, i + 3)) || second->frozen)
            continue;
        second->gone = true;
    }
    typo_compact(w);
}

/* A text that is one negative number, a sign after «(», «=» or «от», degrees below zero. */
static bool minus_place(const typo_work *w, size_t i)
{
    size_t end = i + 1;

    if (i > 0 && (typo_at(w, i - 1) == '(' || typo_at(w, i - 1) == '='))
        return true;
    while (digit_or_point(typo_at(w, end)))
        end++;
    if (char_is_blank(typo_at(w, end)))
        end++;
    if (typo_at(w, end) == 0xB0 && (i == 0 || char_is_blank(typo_at(w, i - 1))))
        return true;
    if (i > 1 && char_is_blank(typo_at(w, i - 1)))
        return typo_in(w, w->t->minus_after, typo_letters_begin(w, i - 1), i - 1);
    return i == 0 && (end >= w->count || (typo_at(w, end) == '%' && end + 1 == w->count));
}

void typo_minus(typo_work *w)
{
    for (size_t i = 0; i + 1 < w->count; i++)
        if (typo_at(w, i) == '-' && char_is_digit(typo_at(w, i + 1)) && minus_place(w, i))
            typo_set(w, i, CH_MINUS, "minus");
}

/* Is the dash one of a loose range, whose en dash is right? */
static bool in_range(const typo_work *w, size_t i)
{
    operand a = operand_before(w, i - 1), b = operand_after(w, i + 2);
    return judge_range(&a, &b, true, true) != NO_RANGE;
}

static bool prose_dash(uint32_t cp)
{
    return cp == '-' || cp == CH_HYPHEN || cp == CH_EN_DASH || cp == CH_EM_DASH;
}

/* Nothing but a dash: the mark of an empty cell, as the program prints it where it is asked to. */
static bool is_mark(const typo_work *w, size_t i)
{
    size_t before = i, after = i + 1;

    while (before > 0 && char_is_blank(typo_at(w, before - 1)))
        before--;
    while (after < w->count && char_is_blank(typo_at(w, after)))
        after++;
    return before == 0 && after == w->count;
}

void typo_dashes(typo_work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        bool left = i == 0 || char_is_blank(typo_at(w, i - 1));
        bool right = i + 1 >= w->count || char_is_blank(typo_at(w, i + 1));
        if (!prose_dash(typo_at(w, i)) || !left || !right)
            continue;
        if (i > 1 && typo_at(w, i) == CH_EN_DASH && in_range(w, i))
            continue;
        typo_set(w, i, is_mark(w, i) ? CH_EN_DASH : w->t->dash, "dash");
    }
}

/* A line does not begin with a dash, and the dash of a list stays with its text. */
void typo_dash_spaces(typo_work *w)
{
    for (size_t i = 0; i + 1 < w->count; i++) {
        uint32_t next = typo_at(w, i + 1);
        bool dash = typo_at(w, i) == CH_EM_DASH || typo_at(w, i) == CH_EN_DASH;
        if (i > 0 && typo_at(w, i) == ' ' && (next == CH_EM_DASH || next == CH_EN_DASH))
            typo_set(w, i, CH_NBSP, "dash-space");
        else if (i == 0 && dash && next == ' ')
            typo_set(w, 1, CH_NBSP, "dash-space");
    }
}
