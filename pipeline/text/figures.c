/* figures.c - see figures.h. One walk over the numbers of the text; what stands behind each of them decides. */
#include "text/figures.h"

#include <string.h>

enum { LONGEST = 64, SHORTEST_STEM = 3 };

typedef struct {
    const word_lists *lists;
    const word_set *glued, *numbered;
    const text_char *c;
    size_t count;
    const char *text;
    text_findings *out;
} figures;

static uint32_t at(const figures *f, size_t i)
{
    return i < f->count ? f->c[i].cp : 0;
}

static uint32_t before(const figures *f, size_t i)
{
    return i > 0 ? f->c[i - 1].cp : 0;
}

static const char *slice(const figures *f, size_t from, size_t to)
{
    return arena_strndup(f->out->mem, f->text + f->c[from].at, f->c[to].at - f->c[from].at);
}

static size_t skip_blanks(const figures *f, size_t i)
{
    while (char_is_blank(at(f, i)))
        i++;
    return i;
}

static size_t digits_end(const figures *f, size_t i)
{
    while (char_is_digit(at(f, i)))
        i++;
    return i;
}

static size_t letters_end(const figures *f, size_t i)
{
    while (char_is_letter(at(f, i)))
        i++;
    return i;
}

/* The end of a word in small Russian letters; `i` where there is none. */
static size_t small_end(const figures *f, size_t i)
{
    size_t end = i;

    while (char_is_russian_lower(at(f, end)))
        end++;
    return char_is_letter(at(f, end)) || char_is_digit(at(f, end)) ? i : end;
}

static void tell(figures *f, message_id id, size_t from, size_t to, const char *right)
{
    finding_add(f->out, id, f->c[from].at, slice(f, from, to), right);
}

/* ---- words that begin with a number ---- */

/* Is [from, to) a listed stem and a listed ending? Of one in the plural that is no nominative, «5-ти летних», nobody can tell
 * whether it goes on the number. */
static bool is_compound(const word_lists *lists, const text_char *c, size_t from, size_t to,
                        bool plural)
{
    const word_set *stems = word_lists_set(lists, "compound-stems");
    const word_set *endings = word_lists_set(lists, "compound-endings");
    const word_set *more = word_lists_set(lists, "compound-endings-plural");
    char stem[LONGEST], ending[LONGEST];

    for (size_t i = from + SHORTEST_STEM; i < to; i++) {
        const size_t n = chars_lower(c, from, i, stem, sizeof stem),
                     rest = chars_lower(c, i, to, ending, sizeof ending);
        if (n && rest && word_set_has(stems, stem, n) &&
            (word_set_has(endings, ending, rest) || (plural && word_set_has(more, ending, rest))))
            return true;
    }
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
        if (at(f, from + i) != stem[i])
            return false;
    return is_compound(f->lists, f->c, from, to, true);
}

/* The case of a number that is said with this ending: «5-ти», «3-х», «8-ми»; «1990-х» and «5-м» are ordinals. */
static size_t cardinal_ending(const figures *f, size_t digits, size_t i)
{
    const uint32_t last = at(f, i - 1 - (size_t)char_is_dash(before(f, i)));
    const bool teen = digits > 1 && at(f, i - 2 - (size_t)char_is_dash(before(f, i))) == '1';
    const uint32_t first = at(f, i), second = at(f, i + 1);

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

/* «80-ти летие», «80-тилетие», «80 летие», «80летие»: the word behind the number [from, to) begins where the number is to be
 * joined to it with a hyphen. False: there is none. */
static bool compound(figures *f, size_t from, size_t to)
{
    const bool hyphen = char_is_dash(at(f, to));
    const size_t begin = to + hyphen, ending = cardinal_ending(f, to - from, begin);
    const size_t rest = ending == begin ? to : ending;
    const bool apart = char_is_blank(at(f, rest));
    const size_t word = skip_blanks(f, rest) + (char_is_dash(at(f, rest)) ? 1 : 0);
    const size_t end = small_end(f, word);

    if (end == word || (ending == begin && hyphen))
        return false;
    if (ending == begin && apart ? !is_jubilee(f, word, end)
                                 : !is_compound(f->lists, f->c, word, end, !apart))
        return false;
    tell(f, MSG_NUMBER_ENDING, from, end,
         arena_printf(f->out->mem, "%s-%s", slice(f, from, to), slice(f, word, end)));
    return true;
}

/* ---- endings of ordinals ---- */

static bool is_number_of_paper(const figures *f, size_t i)
{
    while (i > 0 && char_is_blank(f->c[i - 1].cp))
        i--;
    return before(f, i) == CH_NUMERO;
}

/* «5-ый», «15-ого», «5го»: an ending has one letter, two where the one before it is a consonant. */
static void ordinal(figures *f, size_t from, size_t to)
{
    const bool hyphen = char_is_dash(at(f, to));
    const size_t begin = to + hyphen, end = small_end(f, begin);
    char word[LONGEST];
    const size_t n = chars_lower(f->c, begin, end, word, sizeof word);
    const char *right = n ? word_lists_setting(f->lists, "number-endings", word, NULL) : NULL;

    if (!right && n && !hyphen && word_set_has(f->glued, word, n))
        right = word;
    if (right && !is_number_of_paper(f, from))
        tell(f, MSG_NUMBER_ENDING, from, end,
             arena_printf(f->out->mem, "%s-%s", slice(f, from, to), right));
}

/* ---- decimals ---- */

/* The word that ends before i, without blanks and a full stop between, is one that a number follows: «пункте 3.1», «п. 3.1»,
 * «версия 2.0», «Word 6.0», «СанПиН 2.4», «№ 3.1». */
static bool is_numbered(const figures *f, size_t i)
{
    size_t end = i, from;
    char stem[LONGEST];

    while (end > 0 && char_is_blank(f->c[end - 1].cp))
        end--;
    if (end > 0 && (f->c[end - 1].cp == '.' || f->c[end - 1].cp == CH_NUMERO))
        return true;
    from = end;
    while (from > 0 && char_is_letter(f->c[from - 1].cp))
        from--;
    if (from < end && (!char_is_cyrillic(f->c[from].cp) ||
                       (char_is_upper(f->c[from].cp) && char_is_upper(f->c[end - 1].cp))))
        return true;
    for (size_t k = from + 1; k <= end; k++) {
        const size_t n = chars_lower(f->c, from, k, stem, sizeof stem);
        if (n && word_set_has(f->numbered, stem, n))
            return true;
    }
    return false;
}

/* «0.5», not «05.10», «1.200», «3.1.2»; `from` if it is none. */
static size_t decimal_end(const figures *f, size_t from, size_t to)
{
    const size_t end = digits_end(f, to + 1), digits = end - to - 1;

    if (at(f, to) != '.' || digits == 0 || digits > 3 || (digits == 3 && at(f, from) != '0') ||
        (to - from > 1 && at(f, from) == '0'))
        return from;
    if ((at(f, end) == '.' || at(f, end) == ',' || at(f, end) == '/' || at(f, end) == ':') &&
        char_is_digit(at(f, end + 1)))
        return from;
    return end;
}

static int two_digits(const figures *f, size_t from)
{
    return (int)(at(f, from) - '0') * 10 + (int)(at(f, from + 1) - '0');
}

/* «на 12.10», «с 12.10»: a day and a month behind a word that dates stand behind. */
static bool may_be_day(const figures *f, size_t from, size_t to, size_t end)
{
    size_t word_to = from, word_from;
    char word[LONGEST];

    if (to - from != 2 || end - to != 3 || two_digits(f, from) > 31 || two_digits(f, to + 1) < 1 ||
        two_digits(f, to + 1) > 12)
        return false;
    while (word_to > 0 && char_is_blank(f->c[word_to - 1].cp))
        word_to--;
    word_from = word_to;
    while (word_from > 0 && char_is_letter(f->c[word_from - 1].cp))
        word_from--;
    return char_is_dash(before(f, from)) ||
           (chars_lower(f->c, word_from, word_to, word, sizeof word) &&
            word_set_has(word_lists_set(f->lists, "before-day"), word, strlen(word)));
}

typedef enum { NO_UNIT, UNIT, UNIT_OF_TIME } unit_kind;

static bool listed(const figures *f, const char *section, size_t from, size_t to)
{
    char word[LONGEST];
    const size_t n = chars_lower(f->c, from, to, word, sizeof word);

    return n && word_set_has(word_lists_set(f->lists, section), word, n);
}

/* «%», «тыс.», «км», «кв. м» at i; *end is behind it. One letter with a full stop is another abbreviation («т. е.»). */
static unit_kind unit_at(const figures *f, size_t i, size_t *end)
{
    size_t next;

    *end = i + 1;
    if (at(f, i) == '%' || at(f, i) == 0x2030 || at(f, i) == 0xB0)
        return UNIT;
    *end = letters_end(f, i);
    if (*end == i || char_is_dash(at(f, *end)) || char_is_digit(at(f, *end)))
        return NO_UNIT;
    if (at(f, *end) == '.' && listed(f, "before-decimal-unit", i, *end)) {
        next = skip_blanks(f, *end + 1);
        *end = letters_end(f, next);
        return listed(f, "decimal-units", next, *end) ? UNIT : NO_UNIT;
    }
    if (*end - i == 1 && at(f, *end) == '.')
        return NO_UNIT;
    if (listed(f, "decimal-units", i, *end))
        return UNIT;
    return listed(f, "decimal-units-of-time", i, *end) ? UNIT_OF_TIME : NO_UNIT;
}

/* Is there nothing but units from i on, as in a cell? */
static bool only_units(const figures *f, size_t i)
{
    while (i < f->count) {
        if (char_is_blank(at(f, i)) || at(f, i) == '.' || at(f, i) == '/')
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
    const unit_kind unit = unit_at(f, skip_blanks(f, end), &behind);

    if (unit == NO_UNIT || (unit == UNIT_OF_TIME && end - to > 2) || is_numbered(f, from) ||
        may_be_day(f, from, to, end))
        return false;
    return at(f, from) == '0' || skip_blanks(f, 0) < from || only_units(f, end);
}

static void decimal(figures *f, size_t from, size_t to)
{
    const size_t end = decimal_end(f, from, to);

    if (end > from && is_decimal(f, from, to, end))
        tell(f, MSG_DECIMAL_POINT, from, end,
             arena_printf(f->out->mem, "%s,%s", slice(f, from, to), slice(f, to + 1, end)));
}

/* ---- the text ---- */

/* What belongs to a word, a code, an address or a longer number is no number. */
static bool stands_alone(const figures *f, size_t from)
{
    static const uint32_t openings[] = {'(', '[', '"', '+', CH_LAQUO, CH_LOW_QUOTE, 0xFFFC, 0};
    const uint32_t last = before(f, from);

    if (char_is_dash(last))
        return from < 2 || char_is_blank(f->c[from - 2].cp) || char_is_digit(f->c[from - 2].cp) ||
               f->c[from - 2].cp == '(';
    return from == 0 || char_is_blank(last) || char_is_in(openings, last);
}

void figures_check(const word_lists *lists, const char *text, size_t n, text_findings *out)
{
    figures f = {.lists = lists, .text = text, .out = out};

    f.glued = word_lists_set(lists, "glued-endings");
    f.numbered = word_lists_set(lists, "numbered");
    f.c = chars_decode(out->mem, text, n, &f.count);
    for (size_t i = 0, to; i < f.count; i = to) {
        to = digits_end(&f, i);
        if (to == i) {
            to = i + 1;
            continue;
        }
        if (!stands_alone(&f, i))
            continue;
        if (!compound(&f, i, to))
            ordinal(&f, i, to);
        decimal(&f, i, to);
    }
}
