/* typo_spaces.c - which spaces hold: superfluous ones go, those after № and short words, in
 * initials, dates and before units become U+00A0, and numbers with a hyphen, slash or dash get
 * U+2060 behind the sign, because UAX 14 would break there. */
#include "text/typo_int.h"

#include <string.h>

#include "text/description.h"

enum { LONGEST_JOINED = 24, LONGEST_NARROW = 14, SHORTEST_DATE = 5 /* 01.09 */ };

static bool plain_space(const typo_work *w, size_t i)
{
    return typo_at(w, i) == ' ';
}

static void glue(typo_work *w, size_t i, const char *rule)
{
    if (plain_space(w, i))
        typo_set(w, i, CH_NBSP, rule);
}

/* Blanks over a line end or a tab are the layout of the XML file, not of the text. */
void typo_double_spaces(typo_work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        typo_item *item = &w->items[w->live[i]];
        bool typed = item->cells > 1 && char_is_blank(item->cp);
        for (uint32_t c = 0; typed && c < item->cells; c++)
            typed = w->cells[item->cell + c].cp != '\n' && w->cells[item->cell + c].cp != '\t' &&
                    w->cells[item->cell + c].cp != '\r' &&
                    w->cells[item->cell + c].part == w->cells[item->cell].part;
        if (typed)
            item->rule = "double-space";
    }
}

static bool wants_no_space_before(const typo_work *w, size_t i)
{
    uint32_t cp = typo_at(w, i), next = typo_at(w, i + 1);

    if (description_sign(typo_live_at, w, i, w->described))
        return false;
    if (cp == '.' || cp == '!' || cp == '?' || cp == ':')
        return next == 0 || char_is_blank(next);
    return cp == ',' || cp == ';' || cp == ')' || cp == ']' || cp == CH_RAQUO;
}

static bool wants_no_space_after(uint32_t cp)
{
    return cp == '(' || cp == '[' || cp == CH_LAQUO || cp == CH_LOW_QUOTE;
}

bool typo_is_stray(const typo_work *w, size_t i)
{
    return i > 0 && i + 1 < w->count && char_is_blank(typo_at(w, i)) &&
           (wants_no_space_before(w, i + 1) || wants_no_space_after(typo_at(w, i - 1)));
}

void typo_stray_spaces(typo_work *w)
{
    for (size_t i = 1; i + 1 < w->count; i++)
        if (typo_is_stray(w, i))
            typo_delete(w, i, "stray-space");
    typo_compact(w);
}

void typo_number_signs(typo_work *w)
{
    for (size_t i = 0; i + 1 < w->count; i++) {
        uint32_t cp = typo_at(w, i), next = typo_at(w, i + 1);
        if (cp != CH_NUMERO && cp != 0xA7)
            continue;
        if (char_is_blank(next) && i + 2 < w->count)
            glue(w, i + 1, "number-sign");
        else if ((char_is_digit(next) || char_is_letter(next)) && w->t->number_sign_space)
            typo_insert(w, i + 1, CH_NBSP, "number-sign");
        else if (next == CH_NUMERO) /* «№№ 2, 7»: ICU would let a line end between them */
            typo_insert(w, i + 1, CH_WORD_JOINER, "number-sign");
    }
}

/* An initial: a capital that is a word by itself, with its full stop behind. */
static bool is_initial(const typo_work *w, size_t i)
{
    return char_is_upper(typo_at(w, i)) && typo_at(w, i + 1) == '.' &&
           (i == 0 || !char_is_letter(typo_at(w, i - 1)));
}

static bool is_name(const typo_work *w, size_t i)
{
    return char_is_upper(typo_at(w, i)) && char_is_lower(typo_at(w, i + 1));
}

/* A word with a capital and small letters that ends before i. */
static bool name_ends_at(const typo_work *w, size_t i)
{
    size_t from = typo_letters_begin(w, i);
    return i - from >= 3 && is_name(w, from);
}

void typo_initials(typo_work *w)
{
    for (size_t i = 0; i + 2 < w->count; i++) {
        size_t second = i + 2;
        if (!is_initial(w, i))
            continue;
        if (char_is_blank(typo_at(w, second)))
            second++;
        if (is_initial(w, second) || is_name(w, second))
            glue(w, i + 2, "initials");
        if (is_initial(w, second) && i > 0 && char_is_blank(typo_at(w, i - 1)) &&
            name_ends_at(w, i - 1))
            glue(w, i - 1, "initials");
    }
}

/* Past a unit that begins at i: letters, signs of powers and «/», full stops inside and behind. */
static size_t unit_end(const typo_work *w, size_t i)
{
    size_t from = i;

    while (i - from < 12 &&
           (char_is_letter(typo_at(w, i)) || typo_at(w, i) == '/' || typo_at(w, i) == '.' ||
            typo_at(w, i) == 0xB2 || typo_at(w, i) == 0xB3 || typo_at(w, i) == 0xB0 ||
            typo_at(w, i) == 0x20BD))
        i++;
    return i;
}

static bool is_unit(const typo_work *w, size_t i)
{
    size_t end = unit_end(w, i);

    if (char_is_letter(typo_at(w, end)) || char_is_digit(typo_at(w, end)))
        return false;
    return typo_in(w, w->t->units, i, end) ||
           (end > i && typo_at(w, end - 1) == '.' && typo_in(w, w->t->units, i, end - 1));
}

static bool is_percent(uint32_t cp)
{
    return cp == '%' || cp == 0x2030;
}

/* «°С», in letters of either alphabet; an angle has no letter. */
static bool is_degrees(const typo_work *w, size_t i)
{
    const uint32_t letter = typo_at(w, i + 1);

    return typo_at(w, i) == 0xB0 && (letter == 'C' || letter == 0x421) &&
           !char_is_letter(typo_at(w, i + 2));
}

/* «кв.» of «кв. м» ends before i. */
static bool unit_goes_on(const typo_work *w, size_t i)
{
    return i > 0 && typo_at(w, i - 1) == '.' &&
           typo_in(w, w->t->before_unit, typo_letters_begin(w, i - 1), i);
}

/* «XXI» ends before i. */
static bool roman_ends(const typo_work *w, size_t i)
{
    const size_t from = typo_letters_begin(w, i);
    bool roman = from < i;

    for (size_t k = from; k < i; k++)
        roman = roman && typo_at(w, k) < 0x80 && strchr("IVXLC", (int)typo_at(w, k));
    return roman;
}

/* The word at i, or the word with its full stop. */
static bool follows_roman(const typo_work *w, size_t i)
{
    const size_t end = typo_letters_end(w, i);

    return typo_in(w, w->t->after_roman, i, end) ||
           (typo_at(w, end) == '.' && typo_in(w, w->t->after_roman, i, end + 1));
}

void typo_units(typo_work *w)
{
    for (size_t i = 0; i + 1 < w->count; i++) {
        if (plain_space(w, i) && ((unit_goes_on(w, i) && is_unit(w, i + 1)) ||
                                  (roman_ends(w, i) && follows_roman(w, i + 1))))
            glue(w, i, "unit");
        if (!char_is_digit(typo_at(w, i)))
            continue;
        if (is_percent(typo_at(w, i + 1)) && w->t->percent_space)
            typo_insert(w, i + 1, CH_NBSP, "percent");
        else if (is_degrees(w, i + 1) && w->t->percent_space)
            typo_insert(w, i + 1, CH_NBSP, "unit");
        else if (plain_space(w, i + 1) && is_percent(typo_at(w, i + 2)))
            glue(w, i + 1, "percent");
        else if (plain_space(w, i + 1) && is_unit(w, i + 2))
            glue(w, i + 1, "unit");
    }
}

/* «г.» behind a number is a year, not a town. */
static bool after_number(const typo_work *w, size_t i)
{
    return i > 0 &&
           (char_is_digit(typo_at(w, i - 1)) ||
            (i > 1 && char_is_blank(typo_at(w, i - 1)) && char_is_digit(typo_at(w, i - 2))));
}

static bool abbreviation_holds(const typo_work *w, size_t from, size_t blank)
{
    uint32_t next = typo_at(w, blank + 1);
    size_t end = typo_letters_end(w, blank + 1);

    if (char_is_digit(next) || next == CH_NUMERO)
        return typo_in(w, w->t->before_number, from, blank);
    if (blank - from == 2 && typo_at(w, end) == '.' && char_is_cyrillic(typo_at(w, from)) &&
        char_lower(typo_at(w, from)) == 0x442 && typo_in(w, w->t->after_t, blank + 1, end + 1))
        return true;
    return (char_is_upper(next) || next == CH_LAQUO) && !after_number(w, from) &&
           typo_in(w, w->t->before_name, from, blank);
}

void typo_abbreviations(typo_work *w)
{
    for (size_t i = 1; i + 1 < w->count; i++) {
        size_t from = i;
        if (!plain_space(w, i))
            continue;
        if (typo_at(w, from - 1) == '.')
            from--;
        from = typo_letters_begin(w, from);
        if (from > 1 && typo_at(w, from - 1) == '-') /* г-н, пр-т */
            from = typo_letters_begin(w, from - 1);
        if (from < i && abbreviation_holds(w, from, i))
            glue(w, i, "abbreviation");
    }
}

void typo_short_words(typo_work *w)
{
    for (size_t i = 1; i + 1 < w->count; i++) {
        size_t from;
        uint32_t before, next = typo_at(w, i + 1);
        if (!plain_space(w, i))
            continue;
        from = typo_letters_begin(w, i);
        before = from ? typo_at(w, from - 1) : 0;
        if (from == i || i - from > 2)
            continue;
        if (char_is_dash(before) || char_is_digit(before) || before == '.' || before == '/')
            continue;
        if ((!char_is_dash(next) || next == CH_MINUS) && typo_in(w, w->t->short_words, from, i))
            glue(w, i, "short-word");
    }
}

void typo_particles(typo_work *w)
{
    for (size_t i = 1; i + 1 < w->count; i++) {
        size_t end;
        if (!plain_space(w, i) || !char_is_letter(typo_at(w, i - 1)))
            continue;
        end = typo_letters_end(w, i + 1);
        if (end > i + 1 && end < i + 4 && !char_is_dash(typo_at(w, end)) &&
            typo_in(w, w->t->particles, i + 1, end))
            glue(w, i, "particle");
    }
}

void typo_dates(typo_work *w)
{
    for (size_t i = 1; i + 1 < w->count; i++)
        if (plain_space(w, i) && char_is_digit(typo_at(w, i - 1)) &&
            typo_in(w, w->t->months_genitive, i + 1, typo_letters_end(w, i + 1)))
            glue(w, i, "date");
}

static size_t digits_at(const typo_work *w, size_t i)
{
    size_t n = 0;
    while (n < 20 && char_is_digit(typo_at(w, i + n)))
        n++;
    return n;
}

/* «1 234 567»: one to three digits, then groups of three and nothing else. */
void typo_digit_groups(typo_work *w)
{
    for (size_t i = 0; i < w->count;) {
        size_t first = digits_at(w, i), end = i + first;
        uint32_t before = i ? typo_at(w, i - 1) : 0;
        if (first == 0) {
            i++;
            continue;
        }
        while (first <= 3 && plain_space(w, end) && digits_at(w, end + 1) == 3)
            end += 4;
        if (first <= 3 && !char_is_letter(before) && before != '.' && before != ',' &&
            !char_is_letter(typo_at(w, end)) && typo_at(w, i) != '0')
            for (size_t k = i + first; k < end; k += 4)
                glue(w, k, "digit-group");
        i = end;
    }
}

static bool is_joint(uint32_t cp)
{
    return cp == '-' || cp == '/' || cp == CH_EN_DASH || cp == CH_HYPHEN;
}

static bool is_joined_char(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || is_joint(cp) || cp == '.' || cp == ',';
}

/* One letter alone before a hyphen («e-mail»). */
static bool letter_alone(const typo_work *w, size_t i)
{
    return typo_at(w, i) == '-' && char_is_letter(typo_at(w, i - 1)) &&
           (i < 2 || !is_joined_char(typo_at(w, i - 2)));
}

/* «01.09.2024–15.12.2024»: between dates a line of a narrow cell, which has no room for both, may
 * end. */
static bool parts_dates(const typo_work *w, size_t from, size_t i, size_t to)
{
    return w->options & TYPO_NARROW && typo_at(w, i) == CH_EN_DASH && i - from >= SHORTEST_DATE &&
           to - i > SHORTEST_DATE && to - from > LONGEST_NARROW;
}

/* A number, act number or range [from, to): joints with a digit on one side do not break. */
static void join_token(typo_work *w, size_t from, size_t to)
{
    for (size_t i = from + 1; i + 1 < to; i++) {
        uint32_t before = typo_at(w, i - 1), after = typo_at(w, i + 1);
        if (!is_joint(typo_at(w, i)) || is_joint(after) || is_joint(before) ||
            parts_dates(w, from, i, to))
            continue;
        if (char_is_digit(before) || char_is_digit(after) || letter_alone(w, i) ||
            (before == '.' && i > 1 && char_is_digit(typo_at(w, i - 2))))
            typo_insert(w, i + 1, CH_WORD_JOINER, "no-break");
    }
}

void typo_no_breaks(typo_work *w)
{
    for (size_t i = 0, end; i < w->count; i = end + 1) {
        for (end = i; is_joined_char(typo_at(w, end)); end++)
            continue;
        if (end - i >= 3 && end - i <= LONGEST_JOINED)
            join_token(w, i, end);
    }
}
