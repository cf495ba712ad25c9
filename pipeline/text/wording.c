/* wording.c - see wording.h. Each check is one walk over the characters. Addresses («://», «@») are
 * passed over. */
#include "text/wording.h"

#include <string.h>

#include "text/chars.h"
#include "text/description.h"
#include "text/figures.h"

enum { JOINED_LETTERS = 3 }; /* more of them behind a figure are a word of its own */

typedef struct {
    const word_lists *lists;
    const word_set *repeatable, *abbreviations, *joined_names, *months, *minus_after,
        *before_number;
    const text_char *c;
    size_t count;
    const char *text;
    text_findings *out;
    size_t dashes, first_dash;
    enum { NOT_ASKED, DESCRIPTION, NO_DESCRIPTION } kind;
} wording;

static uint32_t at(const wording *w, size_t i)
{
    return i < w->count ? w->c[i].cp : 0;
}

static uint32_t before(const wording *w, size_t i)
{
    return i > 0 ? w->c[i - 1].cp : 0;
}

static const char *slice(const wording *w, size_t from, size_t to)
{
    return arena_strndup(w->out->mem, w->text + w->c[from].at, w->c[to].at - w->c[from].at);
}

static const char *sign(const wording *w, size_t i)
{
    return slice(w, i, i + 1);
}

static size_t letters_begin(const wording *w, size_t i)
{
    while (i > 0 && char_is_letter(w->c[i - 1].cp))
        i--;
    return i;
}

static size_t digits_begin(const wording *w, size_t i)
{
    while (i > 0 && char_is_digit(w->c[i - 1].cp))
        i--;
    return i;
}

static size_t letters_end(const wording *w, size_t i)
{
    while (char_is_letter(at(w, i)))
        i++;
    return i;
}

static bool in_set(const wording *w, const word_set *set, size_t from, size_t to)
{
    char word[64];
    size_t n = chars_lower(w->c, from, to, word, sizeof word);
    return n && word_set_has(set, word, n);
}

/* The blank-delimited chunk around i, shortened, for messages. */
static const char *around(const wording *w, size_t i)
{
    size_t from = i, to = i;

    while (from > 0 && i - from < 20 && !char_is_blank(w->c[from - 1].cp))
        from--;
    while (to < w->count && to - i < 20 && !char_is_blank(w->c[to].cp))
        to++;
    return slice(w, from, to);
}

static bool in_address(const wording *w, size_t i)
{
    size_t from = i, to = i;

    while (from > 0 && i - from < 200 && !char_is_blank(w->c[from - 1].cp))
        from--;
    for (; to < w->count && to - i < 200 && !char_is_blank(w->c[to].cp); to++)
        continue;
    for (i = from; i < to; i++)
        if (at(w, i) == '@' || (at(w, i) == '/' && at(w, i + 1) == '/'))
            return true;
    return false;
}

/* ---- spaces ---- */

static bool never_after_space(uint32_t cp)
{
    return cp == ',' || cp == ';' || cp == ')' || cp == ']' || cp == CH_RAQUO || cp == '.' ||
           cp == '!' || cp == '?' || cp == ':';
}

static bool ends_word(const wording *w, size_t i)
{
    return i >= w->count || char_is_blank(at(w, i));
}

static uint32_t char_at(const void *w, size_t i)
{
    return at(w, i);
}

static bool stands_apart(wording *w, size_t i)
{
    if (w->kind == NOT_ASKED)
        w->kind = description_is(char_at, w) ? DESCRIPTION : NO_DESCRIPTION;
    return description_sign(char_at, w, i, w->kind == DESCRIPTION);
}

/* «слово , слово», «слово )» */
static void space_before(wording *w, size_t i)
{
    uint32_t cp = at(w, i);
    size_t blank = i;

    if (!never_after_space(cp) || i < 2 || !char_is_blank(before(w, i)))
        return;
    if ((cp == '.' || cp == '!' || cp == '?' || cp == ':') && !ends_word(w, i + 1))
        return;
    while (blank > 0 && char_is_blank(w->c[blank - 1].cp)) {
        if (w->c[--blank].cp == '\n')
            return; /* the layout of the file */
    }
    if (blank > 0 && !char_is_dash(at(w, blank - 1)) && !stands_apart(w, i))
        finding_add(w->out, MSG_SPACE_BEFORE, w->c[i].at, sign(w, i), NULL);
}

static void space_after_opening(wording *w, size_t i)
{
    uint32_t cp = at(w, i);

    if ((cp == CH_LAQUO || cp == '(' || cp == '[' || cp == CH_LOW_QUOTE) &&
        char_is_blank(at(w, i + 1)) && at(w, i + 1) != '\n' && i + 2 < w->count)
        finding_add(w->out, MSG_SPACE_AFTER, w->c[i].at, sign(w, i), NULL);
}

/* «конец.Начало», «г.Тверь», «2.Начало»; what stands right behind a quote is a name, as «Яндекс.Диск» is. */
static bool sentence_joint(const wording *w, size_t i)
{
    size_t from = letters_begin(w, i);

    if (!char_is_cyrillic(at(w, i + 1)) || !char_is_upper(at(w, i + 1)) ||
        !char_is_lower(at(w, i + 2)))
        return false;
    if (i == from)
        return char_is_digit(before(w, i));
    return before(w, from) != CH_LAQUO && before(w, from) != '.' && char_is_lower(w->c[i - 1].cp) &&
           !in_set(w, w->joined_names, from, i);
}

/* «см.приложение», «тыс.руб.»: a known abbreviation, then a word. */
static bool abbreviation_joint(const wording *w, size_t i)
{
    size_t from = letters_begin(w, i), end = letters_end(w, i + 1);

    return i - from > 1 && before(w, from) != '.' && before(w, from) != '-' &&
           char_is_lower(at(w, i + 1)) && char_is_cyrillic(at(w, i + 1)) &&
           end - i > JOINED_LETTERS && in_set(w, w->abbreviations, from, i);
}

static bool is_century(uint32_t first, uint32_t second)
{
    return (first == '1' && second == '9') || (first == '2' && second == '0');
}

/* «2025г», «2024–2025гг.»; «2г» may be a class. */
static bool year_joint(const wording *w, size_t i)
{
    const size_t from = digits_begin(w, i + 1), end = letters_end(w, i + 1);
    const bool range =
        from > 4 && char_is_dash(w->c[from - 1].cp) && from - 1 - digits_begin(w, from - 1) == 4;

    return i + 1 - from == 4 && is_century(at(w, from), at(w, from + 1)) &&
           (range || !char_is_dash(before(w, from))) && before(w, from) != CH_NUMERO &&
           end - i <= 3 && at(w, i + 1) == 0x433 && at(w, end - 1) == 0x433; /* г */
}

/* «школа№5», «май2025»: the word that lacks a space behind it begins here; i + 1 if none does. */
static size_t word_joint(const wording *w, size_t i)
{
    const bool numero = at(w, i + 1) == CH_NUMERO;
    size_t from;

    if (!numero && !char_is_digit(at(w, i + 1)))
        return i + 1;
    from = letters_begin(w, i + 1);
    return numero || in_set(w, w->months, from, i + 1) ? from : i + 1;
}

/* «20школ», «5-7школ»: a number in figures alone, then a word; «3х», «13ти» and «2г» are shorter, «20летний» lacks a
 * hyphen. */
static bool number_joint(const wording *w, size_t i)
{
    const size_t from = digits_begin(w, i), end = letters_end(w, i + 1);

    for (size_t k = i + 1; k < end; k++)
        if (!char_is_cyrillic(w->c[k].cp) || !char_is_lower(w->c[k].cp))
            return false;
    return end - i > JOINED_LETTERS && !char_is_digit(at(w, end)) && !char_is_dash(at(w, end)) &&
           !figures_goes_on(w->lists, w->c, i + 1, end) &&
           (from == 0 || char_is_blank(w->c[from - 1].cp) || w->c[from - 1].cp == '(' ||
            (from > 1 && char_is_dash(w->c[from - 1].cp) && char_is_digit(w->c[from - 2].cp)));
}

/* «ст.16», «рис.1»; «5.с.3» may be the number of something. */
static bool reference_joint(const wording *w, size_t i)
{
    const size_t from = letters_begin(w, i);
    const uint32_t last = before(w, from);

    return i > from && char_is_digit(at(w, i + 1)) && last != '.' && last != '/' &&
           !char_is_digit(last) && !char_is_dash(last) && in_set(w, w->before_number, from, i + 1);
}

/* «100%от»; «100%ный» lacks a hyphen. */
static bool percent_joint(const wording *w, size_t i)
{
    return char_is_digit(before(w, i)) && char_is_cyrillic(at(w, i + 1)) &&
           at(w, i + 1) != 0x43D; /* н */
}

/* «слово,слово», «конец.Начало», «ОГЭ),40», «20школ» */
static void space_missing(wording *w, size_t i)
{
    uint32_t cp = at(w, i), last = before(w, i), next = at(w, i + 1);
    size_t from = i;
    bool missing = false;

    if (cp == ',')
        missing = char_is_letter(next) || next == CH_LAQUO || next == CH_NUMERO ||
                  (char_is_digit(next) && !char_is_digit(last));
    else if (cp == ';' || cp == '!' || cp == '?')
        missing = char_is_letter(next) || char_is_digit(next);
    else if (cp == ':')
        missing = (char_is_cyrillic(next) && !char_is_digit(before(w, letters_begin(w, i)))) ||
                  (char_is_digit(next) && char_is_cyrillic(last) && char_is_lower(last));
    else if (cp == '.')
        missing = sentence_joint(w, i) || abbreviation_joint(w, i) || reference_joint(w, i);
    else if (cp == '%')
        missing = percent_joint(w, i);
    else if (char_is_digit(cp) && char_is_letter(next))
        missing = number_joint(w, i) || year_joint(w, i);
    else if (char_is_letter(cp))
        missing = (from = word_joint(w, i)) <= i;
    else if (cp == ')')
        missing = char_is_cyrillic(next) && !char_is_lower(last) &&
                  !(char_is_digit(last) || char_is_letter(last));
    if (char_is_digit(cp))
        from = missing ? digits_begin(w, i) : i;
    if (missing && i > 0 && !in_address(w, i))
        finding_add(w->out, MSG_SPACE_MISSING, w->c[i].at, slice(w, from, i + 1), around(w, i));
}

static void number_sign_space(wording *w, size_t i)
{
    uint32_t next = at(w, i + 1);

    if (at(w, i) == CH_NUMERO && (char_is_digit(next) || char_is_letter(next)))
        finding_add(w->out, MSG_NUMBER_SIGN_SPACE, w->c[i].at, around(w, i), NULL);
}

static void double_space(wording *w, size_t i)
{
    size_t end = i;

    if (at(w, i) != ' ' || i == 0 || char_is_blank(before(w, i)))
        return;
    while (at(w, end) == ' ')
        end++;
    if (end > i + 1 && end < w->count && !char_is_blank(at(w, end)))
        finding_add(w->out, MSG_DOUBLE_SPACE, w->c[i].at, "", NULL);
}

/* ---- hyphens ---- */

/* «учебно- и методический», «двух-, трёхлетний»: a hyphen that hangs. */
static bool hangs(const wording *w, size_t i)
{
    size_t next = i + 2, end = letters_end(w, next);

    return at(w, i + 1) == ',' || (end - next == 1 && at(w, next) == 0x438) || /* и */
           (end - next == 3 && at(w, next) == 0x438 && at(w, next + 1) == 0x43B);
}

static bool opens_word(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || cp == CH_LAQUO || cp == '"' || cp == '(';
}

static bool closes_word(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || cp == CH_RAQUO || cp == '"' || cp == ')' ||
           cp == '.' || cp == '%';
}

/* The words on both sides of a hyphen, each at most LONGEST_WORD characters. */
static const char *both_words(const wording *w, size_t i)
{
    enum { LONGEST_WORD = 24 };
    size_t from = i, to = i + 1;

    if (from > 0 && char_is_blank(w->c[from - 1].cp))
        from--;
    while (from > 0 && i - from < LONGEST_WORD && !char_is_blank(w->c[from - 1].cp))
        from--;
    if (char_is_blank(at(w, to)))
        to++;
    while (to < w->count && to - i < LONGEST_WORD && !char_is_blank(at(w, to)))
        to++;
    return slice(w, from, to);
}

/* A minus (also any before «0,5»), or the dash of a range of dates or years that typography will close up. */
static bool number_hyphen(const wording *w, size_t i)
{
    size_t end = i + 1, from, points = 0, commas = 0;
    uint32_t before_blank = i > 1 ? w->c[i - 2].cp : 0;

    if (!char_is_digit(at(w, end)))
        return false;
    for (; char_is_digit(at(w, end)) || at(w, end) == ',' || at(w, end) == '.'; end++) {
        points += at(w, end) == '.' && char_is_digit(at(w, end + 1));
        commas += at(w, end) == ',' && char_is_digit(at(w, end + 1));
    }
    if (commas == 1)
        return true;
    if (before_blank == '.' || (char_is_digit(before_blank) && (points || end - i == 5)))
        return true;
    if (char_is_blank(at(w, end)))
        end++;
    if (at(w, end) == '%' || at(w, end) == 0xB0)
        return true;
    from = letters_begin(w, i - 1);
    return from < i - 1 && in_set(w, w->minus_after, from, i - 1);
}

static bool month_follows(const wording *w, size_t i)
{
    return in_set(w, w->months, i, letters_end(w, i));
}

/* «слово -слово», «слово- слово»: neither a hyphen nor a dash. */
static bool one_sided(const wording *w, size_t i)
{
    uint32_t last = before(w, i), next = at(w, i + 1), beyond = at(w, i + 2);

    if (char_is_blank(last))
        return i > 1 && opens_word(next) && !number_hyphen(w, i) && !month_follows(w, i + 1);
    return i > 0 && char_is_blank(next) && closes_word(last) && opens_word(beyond) &&
           !hangs(w, i) && !month_follows(w, i + 2) &&
           !(char_is_digit(last) && char_is_digit(beyond));
}

/* «»-1», or «-слово» at the begin. */
static bool for_dash(const wording *w, size_t i)
{
    uint32_t last = before(w, i), next = at(w, i + 1);

    if (i == 0)
        return char_is_letter(next) || next == CH_LAQUO;
    return last == CH_RAQUO && (char_is_digit(next) || next == CH_LAQUO);
}

/* «слово– слово», «слово –слово»; a number behind the dash may be negative. */
static void dash_side(wording *w, size_t i)
{
    const uint32_t next = at(w, i + 1);

    if ((at(w, i) == CH_EN_DASH || at(w, i) == CH_EM_DASH) && !char_is_digit(next) &&
        one_sided(w, i) && !in_address(w, i))
        finding_add(w->out, MSG_ONE_SIDED_HYPHEN, w->c[i].at, both_words(w, i), NULL);
}

static void hyphen(wording *w, size_t i)
{
    bool one, dash, doubled;

    if (at(w, i) != '-')
        return;
    doubled = at(w, i + 1) == '-';
    if (char_is_blank(before(w, i)) && char_is_blank(at(w, i + 1 + doubled)) && i > 1 &&
        i + 2 < w->count) {
        w->first_dash = w->dashes++ ? w->first_dash : w->c[i].at;
        return;
    }
    one = one_sided(w, i);
    dash = !one && for_dash(w, i);
    if ((one || dash) && !in_address(w, i))
        finding_add(w->out, one ? MSG_ONE_SIDED_HYPHEN : MSG_HYPHEN_FOR_DASH, w->c[i].at,
                    both_words(w, i), NULL);
}

/* ---- full stops ---- */

static bool is_vowel_or_soft(uint32_t cp)
{
    static const uint32_t ends[] = {0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B,
                                    0x44C, 0x44D, 0x44E, 0x44F, 0x439, 0x451};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (cp == ends[i])
            return true;
    return false;
}

/* «результатами. разработка»: abbreviations end in a consonant or are known. */
static void small_after_stop(wording *w, size_t i)
{
    size_t from, next = i + 1;

    if (at(w, i) != '.' || !char_is_blank(at(w, next)))
        return;
    from = letters_begin(w, i);
    while (char_is_blank(at(w, next)))
        next++;
    if (i - from < 4 || !is_vowel_or_soft(before(w, i)) || before(w, from) == '.' ||
        !char_is_lower(at(w, next)) || !char_is_cyrillic(at(w, next)) ||
        letters_end(w, next) - next < 2 || in_set(w, w->abbreviations, from, i))
        return;
    finding_add(w->out, MSG_SMALL_AFTER_STOP, w->c[next].at, slice(w, next, letters_end(w, next)),
                NULL);
}

/* ---- repetitions ---- */

typedef struct {
    size_t from, to;
} word;

static bool is_word_char(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || cp == '-' || cp == CH_NUMERO;
}

static word word_at(const wording *w, size_t i)
{
    word x = {i, i};

    while (is_word_char(at(w, x.to)))
        x.to++;
    return x;
}

/* The word behind i if only blanks are between; from == to if there is none. */
static word next_word(const wording *w, size_t i)
{
    size_t from = i;

    while (char_is_blank(at(w, from)))
        from++;
    return from > i ? word_at(w, from) : (word){i, i};
}

static bool same_word(const wording *w, word a, word b)
{
    if (a.to - a.from != b.to - b.from || a.to == a.from)
        return false;
    for (size_t i = 0; i < a.to - a.from; i++)
        if (char_lower(w->c[a.from + i].cp) != char_lower(w->c[b.from + i].cp))
            return false;
    return true;
}

static bool counts(const wording *w, word x, size_t length)
{
    size_t letters = 0;

    for (size_t i = x.from; i < x.to; i++)
        letters += char_is_letter(w->c[i].cp);
    if (letters == 0 || (length == 1 && in_set(w, w->repeatable, x.from, x.to)))
        return false;
    return letters > 1 || (length == 1 && char_is_lower(w->c[x.from].cp) && x.to - x.from == 1);
}

enum { LONGEST_REPETITION = 3 };

/* Up to three words that stand twice in a row, from the word at `from` on. */
static size_t repeated_end(const wording *w, size_t from)
{
    word words[2 * LONGEST_REPETITION];
    size_t known = 0;

    for (size_t i = from; known < COUNT(words); i = words[known++].to) {
        words[known] = known ? next_word(w, i) : word_at(w, i);
        if (words[known].to == words[known].from)
            break;
    }
    for (size_t n = 1; n <= LONGEST_REPETITION && 2 * n <= known; n++) {
        bool same = true, any = false;
        for (size_t k = 0; same && k < n; k++) {
            same = same_word(w, words[k], words[n + k]);
            any = any || (counts(w, words[k], n) && counts(w, words[n + k], n));
        }
        if (same && any)
            return words[2 * n - 1].to;
    }
    return from;
}

static void repetitions(wording *w)
{
    for (size_t i = 0, end; i<w->count; i = end> i ? end : i + 1) {
        end = i;
        if (!is_word_char(at(w, i)) || is_word_char(before(w, i)))
            continue;
        end = repeated_end(w, i);
        if (end > i)
            finding_add(w->out, MSG_REPEATED, w->c[i].at, slice(w, i, end), NULL);
    }
}

/* ---- invisible characters ---- */

static void invisible(wording *w, size_t i)
{
    uint32_t cp = at(w, i);

    if (cp == CH_SOFT_HYPHEN || (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF ||
        (cp >= 0x202A && cp <= 0x202E) || cp == 0xFFFD)
        finding_add(w->out, MSG_INVISIBLE, w->c[i].at,
                    arena_printf(w->out->mem, "U+%04X", (unsigned)cp), NULL);
}

size_t wording_check(const word_lists *lists, const typography *typo, const char *text, size_t n,
                     size_t *first_dash, text_findings *out)
{
    static void (*const checks[])(wording * w, size_t i) = {
        space_before, space_after_opening, space_missing,    number_sign_space, double_space,
        hyphen,       dash_side,           small_after_stop, invisible,
    };
    wording w = {.lists = lists, .text = text, .out = out};

    w.repeatable = word_lists_set(lists, "repeatable");
    w.abbreviations = word_lists_set(lists, "abbreviations");
    w.joined_names = word_lists_set(lists, "joined-names");
    w.months = word_lists_set(typography_lists(typo), "months");
    w.minus_after = word_lists_set(typography_lists(typo), "minus-after");
    w.before_number = word_lists_set(typography_lists(typo), "before-number");
    w.c = chars_decode(out->mem, text, n, &w.count);
    for (size_t i = 0; i < w.count; i++)
        for (size_t k = 0; k < COUNT(checks); k++)
            checks[k](&w, i);
    repetitions(&w);
    *first_dash = w.first_dash;
    return w.dashes;
}
