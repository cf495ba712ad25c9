/* figures.c - see figures.h. One walk over the numbers of the text; what stands behind each of them decides. */
#include "text/figures.h"

#include <string.h>

enum { LONGEST = 64, SHORTEST_STEM = 3 };

typedef struct {
    const word_lists *lists;
    const word_set *glued;
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
    }
}
