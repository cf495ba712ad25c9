/* figures.c - see figures.h. One walk over the numbers of the text; what stands behind each of them
 * decides. */
#include "text/figures.h"

enum { LONGEST = 64, SHORTEST_STEM = 3 };

typedef struct {
    const word_lists *lists;
    const word_set *glued, *numbered;
    text_chars t;
    text_findings *out;
} figures;

/* The end of a word in small Russian letters; `i` where there is none. */
static size_t small_end(const text_chars *t, size_t i)
{
    size_t end = i;

    while (char_is_russian_lower(chars_at(t, end)))
        end++;
    return char_is_letter(chars_at(t, end)) || char_is_digit(chars_at(t, end)) ? i : end;
}

static bool listed(const figures *f, const char *section, size_t from, size_t to)
{
    return word_set_has_chars(word_lists_set(f->lists, section), f->t.c, from, to);
}

/* ---- words that begin with a number ---- */

/* Is [from, to) a listed stem and a listed ending? Of one in the plural that is no nominative,
 * «5-ти летних», nobody can tell whether it goes on the number. */
static bool is_compound(const word_lists *lists, const text_char *c, size_t from, size_t to,
                        bool plural)
{
    const word_set *stems = word_lists_set(lists, "compound-stems");
    const word_set *endings = word_lists_set(lists, "compound-endings");
    const word_set *more = word_lists_set(lists, "compound-endings-plural");

    for (size_t i = from + SHORTEST_STEM; i < to; i++)
        if (word_set_has_chars(stems, c, from, i) &&
            (word_set_has_chars(endings, c, i, to) ||
             (plural && word_set_has_chars(more, c, i, to))))
            return true;
    return false;
}

bool figures_goes_on(const word_lists *lists, const text_char *c, size_t from, size_t to)
{
    return is_compound(lists, c, from, to, true);
}

/* A jubilee: this word stands nowhere alone. */
static bool is_jubilee(const figures *f, size_t from, size_t to)
{
    static const uint32_t stem[] = {0x43B, 0x435, 0x442, 0x438}; /* лети */

    for (size_t i = 0; i < COUNT(stem); i++)
        if (chars_at(&f->t, from + i) != stem[i])
            return false;
    return is_compound(f->lists, f->t.c, from, to, true);
}

/* The case of a number that is said with this ending: «5-ти», «3-х», «8-ми»; «1990-х» and «5-м» are
 * ordinals. */
static size_t cardinal_ending(const text_chars *t, size_t digits, size_t i)
{
    const size_t end = i - (size_t)char_is_dash(chars_before(t, i));
    const uint32_t last = chars_before(t, end);
    const bool teen = digits > 1 && chars_before(t, end - 1) == '1';
    const uint32_t first = chars_at(t, i), second = chars_at(t, i + 1);

    if (first == 0x442 && second == 0x438) /* ти */
        return i + 2;
    if (first == 0x43C && second == 0x438 && (last == '7' || last == '8')) /* ми */
        return i + 2;
    if (!teen && last >= '2' && last <= '4') {
        if (first == 0x445) /* х */
            return i + 1;
        if (second == 0x445 &&
            (first == 0x443 || first == 0x435 || first == 0x451)) /* ух, ех, ёх */
            return i + 2;
    }
    return first == 0x438 ? i + 1 : i; /* и */
}

/* «80-ти летие», «80-тилетие», «80 летие», «80летие»: the word behind the number [from, to) begins
 * where the number is to be joined to it with a hyphen. False: there is none. */
static bool compound(figures *f, size_t from, size_t to)
{
    const text_chars *t = &f->t;
    const bool hyphen = char_is_dash(chars_at(t, to));
    const size_t begin = to + hyphen, ending = cardinal_ending(t, to - from, begin);
    const size_t rest = ending == begin ? to : ending;
    const bool apart = char_is_blank(chars_at(t, rest));
    const size_t word = chars_blanks_end(t, rest) + (char_is_dash(chars_at(t, rest)) ? 1 : 0);
    const size_t end = small_end(t, word);

    if (end == word || (ending == begin && hyphen))
        return false;
    if (ending == begin && apart ? !is_jubilee(f, word, end)
                                 : !is_compound(f->lists, t->c, word, end, !apart))
        return false;
    finding_add_slice(
        f->out, MSG_NUMBER_ENDING, t, from, end,
        arena_printf(t->mem, "%s-%s", chars_slice(t, from, to), chars_slice(t, word, end)));
    return true;
}

/* ---- endings of ordinals ---- */

static bool is_number_of_paper(const text_chars *t, size_t i)
{
    return chars_before(t, chars_blanks_begin(t, i)) == CH_NUMERO;
}

/* «5-ый», «15-ого», «5го»: an ending has one letter, two where the one before it is a consonant. */
static void ordinal(figures *f, size_t from, size_t to)
{
    const text_chars *t = &f->t;
    const bool hyphen = char_is_dash(chars_at(t, to));
    const size_t begin = to + hyphen, end = small_end(t, begin);
    char word[LONGEST];
    const size_t n = chars_lower(t->c, begin, end, word, sizeof word);
    const char *right = n ? word_lists_setting(f->lists, "number-endings", word, NULL) : NULL;

    if (!right && n && !hyphen && word_set_has(f->glued, word, n))
        right = word;
    if (right && !is_number_of_paper(t, from))
        finding_add_slice(f->out, MSG_NUMBER_ENDING, t, from, end,
                          arena_printf(t->mem, "%s-%s", chars_slice(t, from, to), right));
}

/* ---- decimals ---- */

/* The word that ends before i, without blanks and a full stop between, is one that a number
 * follows: «пункте 3.1», «п. 3.1», «версия 2.0», «Word 6.0», «СанПиН 2.4», «№ 3.1». */
static bool is_numbered(const figures *f, size_t i)
{
    const text_chars *t = &f->t;
    const size_t end = chars_blanks_begin(t, i), from = chars_letters_begin(t, end);
    const uint32_t first = chars_at(t, from), last = chars_before(t, end);

    if (last == '.' || last == CH_NUMERO)
        return true;
    if (from < end && (!char_is_cyrillic(first) || (char_is_upper(first) && char_is_upper(last))))
        return true;
    for (size_t k = from + 1; k <= end; k++)
        if (word_set_has_chars(f->numbered, t->c, from, k))
            return true;
    return false;
}

/* «0.5», not «05.10», «1.200», «3.1.2»; `from` if it is none. */
static size_t decimal_end(const text_chars *t, size_t from, size_t to)
{
    static const uint32_t goes_on[] = {'.', ',', '/', ':', 0};
    const size_t end = chars_digits_end(t, to + 1), digits = end - to - 1;
    const bool zero = chars_at(t, from) == '0';

    if (chars_at(t, to) != '.' || digits == 0 || digits > 3 || (digits == 3 && !zero) ||
        (to - from > 1 && zero))
        return from;
    if (char_is_in(goes_on, chars_at(t, end)) && char_is_digit(chars_at(t, end + 1)))
        return from;
    return end;
}

static int two_digits(const text_chars *t, size_t from)
{
    return (int)(chars_at(t, from) - '0') * 10 + (int)(chars_at(t, from + 1) - '0');
}

/* «на 12.10», «с 12.10»: a day and a month behind a word that dates stand behind. */
static bool may_be_day(const figures *f, size_t from, size_t to, size_t end)
{
    const text_chars *t = &f->t;
    size_t word;

    if (to - from != 2 || end - to != 3 || two_digits(t, from) > 31 || two_digits(t, to + 1) < 1 ||
        two_digits(t, to + 1) > 12)
        return false;
    word = chars_blanks_begin(t, from);
    return char_is_dash(chars_before(t, from)) ||
           listed(f, "before-day", chars_letters_begin(t, word), word);
}

typedef enum { NO_UNIT, UNIT, UNIT_OF_TIME } unit_kind;

/* «%», «тыс.», «км», «кв. м» at i; *end is behind it. One letter with a full stop is another
 * abbreviation («т. е.»). */
static unit_kind unit_at(const figures *f, size_t i, size_t *end)
{
    static const uint32_t signs[] = {'%', 0x2030, 0xB0, 0}; /* ‰ ° */
    const text_chars *t = &f->t;
    uint32_t behind;
    size_t next;

    *end = i + 1;
    if (char_is_in(signs, chars_at(t, i)))
        return UNIT;
    *end = chars_letters_end(t, i);
    behind = chars_at(t, *end);
    if (*end == i || char_is_dash(behind) || char_is_digit(behind))
        return NO_UNIT;
    if (behind == '.' && listed(f, "before-decimal-unit", i, *end)) {
        next = chars_blanks_end(t, *end + 1);
        *end = chars_letters_end(t, next);
        return listed(f, "decimal-units", next, *end) ? UNIT : NO_UNIT;
    }
    if (*end - i == 1 && behind == '.')
        return NO_UNIT;
    if (listed(f, "decimal-units", i, *end))
        return UNIT;
    return listed(f, "decimal-units-of-time", i, *end) ? UNIT_OF_TIME : NO_UNIT;
}

/* Is there nothing but units from i on, as in a cell? */
static bool only_units(const figures *f, size_t i)
{
    while (i < f->t.count) {
        const uint32_t cp = f->t.c[i].cp;
        if (char_is_blank(cp) || cp == '.' || cp == '/')
            i++;
        else if (unit_at(f, i, &i) == NO_UNIT)
            return false;
    }
    return true;
}

/* «12.7 чел.», «0.5 %»; an item «1.2 % …» at the begin is passed over. */
static bool is_decimal(const figures *f, size_t from, size_t to, size_t end)
{
    size_t behind;
    const unit_kind unit = unit_at(f, chars_blanks_end(&f->t, end), &behind);

    if (unit == NO_UNIT || (unit == UNIT_OF_TIME && end - to > 2) || is_numbered(f, from) ||
        may_be_day(f, from, to, end))
        return false;
    return chars_at(&f->t, from) == '0' || chars_blanks_end(&f->t, 0) < from || only_units(f, end);
}

static void decimal(figures *f, size_t from, size_t to)
{
    const text_chars *t = &f->t;
    const size_t end = decimal_end(t, from, to);

    if (end > from && is_decimal(f, from, to, end))
        finding_add_slice(
            f->out, MSG_DECIMAL_POINT, t, from, end,
            arena_printf(t->mem, "%s,%s", chars_slice(t, from, to), chars_slice(t, to + 1, end)));
}

/* ---- the text ---- */

/* What belongs to a word, a code, an address or a longer number is no number. */
static bool stands_alone(const text_chars *t, size_t from)
{
    static const uint32_t openings[] = {'(', '[', '"', '+', CH_LAQUO, CH_LOW_QUOTE, 0xFFFC, 0};
    const uint32_t last = chars_before(t, from);

    if (char_is_dash(last))
        return from < 2 || char_is_blank(t->c[from - 2].cp) || char_is_digit(t->c[from - 2].cp) ||
               t->c[from - 2].cp == '(';
    return from == 0 || char_is_blank(last) || char_is_in(openings, last);
}

void figures_check(const word_lists *lists, const char *text, size_t n, text_findings *out)
{
    figures f = {.lists = lists, .t = chars_of(out->mem, text, n), .out = out};

    f.glued = word_lists_set(lists, "glued-endings");
    f.numbered = word_lists_set(lists, "numbered");
    for (size_t i = 0, to; i < f.t.count; i = to) {
        to = chars_digits_end(&f.t, i);
        if (to == i) {
            to = i + 1;
            continue;
        }
        if (!stands_alone(&f.t, i))
            continue;
        if (!compound(&f, i, to))
            ordinal(&f, i, to);
        decimal(&f, i, to);
    }
}
