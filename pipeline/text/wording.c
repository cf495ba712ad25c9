/* wording.c - see wording.h. Each check is one walk over the characters. Addresses («://», «@») are
 * passed over. */
#include "text/wording.h"

#include "text/chars.h"
#include "text/description.h"
#include "text/figures.h"

enum { JOINED_LETTERS = 3 }; /* more of them behind a figure are a word of its own */

typedef struct {
    const word_lists *lists;
    const word_set *repeatable, *abbreviations, *joined_names, *months, *minus_after,
        *before_number;
    text_chars t;
    text_findings *out;
    size_t dashes, first_dash;
    enum { NOT_ASKED, DESCRIPTION, NO_DESCRIPTION } kind;
} wording;

/* The blank-delimited chunk around i, shortened, for messages. */
static const char *around(const text_chars *t, size_t i)
{
    size_t from = i, to = i;

    while (from > 0 && i - from < 20 && !char_is_blank(t->c[from - 1].cp))
        from--;
    while (to < t->count && to - i < 20 && !char_is_blank(t->c[to].cp))
        to++;
    return chars_slice(t, from, to);
}

/* «example.org/», written without «http://»: the name of a host begins at `from` and ends before
 * the slash at `i`. */
static bool host_ends(const text_chars *t, size_t from, size_t i)
{
    bool point = false;

    if (chars_at(t, i) != '/' || i == from || !char_is_latin(chars_at(t, i - 1)))
        return false;
    for (size_t k = from + 1; k < i; k++)
        point = point || (chars_at(t, k) == '.' && char_is_latin(chars_at(t, k + 1)));
    return point;
}

static bool in_address(const text_chars *t, size_t i)
{
    size_t from = i, to = i;

    while (from > 0 && i - from < 200 && !char_is_blank(t->c[from - 1].cp))
        from--;
    for (; to < t->count && to - i < 200 && !char_is_blank(t->c[to].cp); to++)
        continue;
    for (i = from; i < to; i++)
        if (chars_at(t, i) == '@' || (chars_at(t, i) == '/' && chars_at(t, i + 1) == '/') ||
            host_ends(t, from, i))
            return true;
    return false;
}

/* ---- spaces ---- */

static bool never_after_space(uint32_t cp)
{
    return cp == ',' || cp == ';' || cp == ')' || cp == ']' || cp == CH_RAQUO || cp == '.' ||
           cp == '!' || cp == '?' || cp == ':';
}

static bool ends_word(const text_chars *t, size_t i)
{
    return i >= t->count || char_is_blank(chars_at(t, i));
}

static uint32_t char_of(const void *t, size_t i)
{
    return chars_at(t, i);
}

static bool stands_apart(wording *w, size_t i)
{
    if (w->kind == NOT_ASKED)
        w->kind = description_is(char_of, &w->t) ? DESCRIPTION : NO_DESCRIPTION;
    return description_sign(char_of, &w->t, i, w->kind == DESCRIPTION);
}

/* «слово , слово», «слово )» */
static void space_before(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    uint32_t cp = chars_at(t, i);
    size_t blank = i;

    if (!never_after_space(cp) || i < 2 || !char_is_blank(chars_before(t, i)))
        return;
    if ((cp == '.' || cp == '!' || cp == '?' || cp == ':') && !ends_word(t, i + 1))
        return;
    while (blank > 0 && char_is_blank(t->c[blank - 1].cp)) {
        if (t->c[--blank].cp == '\n')
            return; /* the layout of the file */
    }
    if (blank > 0 && !char_is_dash(chars_at(t, blank - 1)) && !stands_apart(w, i))
        finding_add_slice(w->out, MSG_SPACE_BEFORE, t, i, i + 1, NULL);
}

static void space_after_opening(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    uint32_t cp = chars_at(t, i);

    if ((cp == CH_LAQUO || cp == '(' || cp == '[' || cp == CH_LOW_QUOTE) &&
        char_is_blank(chars_at(t, i + 1)) && chars_at(t, i + 1) != '\n' && i + 2 < t->count)
        finding_add_slice(w->out, MSG_SPACE_AFTER, t, i, i + 1, NULL);
}

/* «конец.Начало», «г.Тверь», «2.Начало»; what stands right behind a quote is a name, as
 * «Яндекс.Диск» is. */
static bool sentence_joint(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    size_t from = chars_letters_begin(t, i);

    if (!char_is_cyrillic(chars_at(t, i + 1)) || !char_is_upper(chars_at(t, i + 1)) ||
        !char_is_lower(chars_at(t, i + 2)))
        return false;
    if (i == from)
        return char_is_digit(chars_before(t, i));
    return chars_before(t, from) != CH_LAQUO && chars_before(t, from) != '.' &&
           char_is_lower(t->c[i - 1].cp) && !word_set_has_chars(w->joined_names, t->c, from, i);
}

/* «см.приложение», «тыс.руб.»: a known abbreviation, then a word. */
static bool abbreviation_joint(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    size_t from = chars_letters_begin(t, i), end = chars_letters_end(t, i + 1);

    return i - from > 1 && chars_before(t, from) != '.' && chars_before(t, from) != '-' &&
           char_is_lower(chars_at(t, i + 1)) && char_is_cyrillic(chars_at(t, i + 1)) &&
           end - i > JOINED_LETTERS && word_set_has_chars(w->abbreviations, t->c, from, i);
}

static bool is_century(uint32_t first, uint32_t second)
{
    return (first == '1' && second == '9') || (first == '2' && second == '0');
}

/* «2025г», «2024–2025гг.»; «2г» may be a class. */
static bool year_joint(const text_chars *t, size_t i)
{
    const size_t from = chars_digits_begin(t, i + 1), end = chars_letters_end(t, i + 1);
    const bool range = from > 4 && char_is_dash(t->c[from - 1].cp) &&
                       from - 1 - chars_digits_begin(t, from - 1) == 4;

    return i + 1 - from == 4 && is_century(chars_at(t, from), chars_at(t, from + 1)) &&
           (range || !char_is_dash(chars_before(t, from))) && chars_before(t, from) != CH_NUMERO &&
           end - i <= 3 && chars_at(t, i + 1) == 0x433 && chars_at(t, end - 1) == 0x433; /* г */
}

/* «школа№5», «май2025»: the word that lacks a space behind it begins here; i + 1 if none does. */
static size_t word_joint(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    const bool numero = chars_at(t, i + 1) == CH_NUMERO;
    size_t from;

    if (!numero && !char_is_digit(chars_at(t, i + 1)))
        return i + 1;
    from = chars_letters_begin(t, i + 1);
    return numero || word_set_has_chars(w->months, t->c, from, i + 1) ? from : i + 1;
}

/* «20школ», «5-7школ»: a number in figures alone, then a word; «3х», «13ти» and «2г» are shorter,
 * «20летний» lacks a hyphen. */
static bool number_joint(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    const size_t from = chars_digits_begin(t, i), end = chars_letters_end(t, i + 1);

    for (size_t k = i + 1; k < end; k++)
        if (!char_is_cyrillic(t->c[k].cp) || !char_is_lower(t->c[k].cp))
            return false;
    return end - i > JOINED_LETTERS && !char_is_digit(chars_at(t, end)) &&
           !char_is_dash(chars_at(t, end)) && !figures_goes_on(w->lists, t->c, i + 1, end) &&
           (from == 0 || char_is_blank(t->c[from - 1].cp) || t->c[from - 1].cp == '(' ||
            (from > 1 && char_is_dash(t->c[from - 1].cp) && char_is_digit(t->c[from - 2].cp)));
}

/* «ст.16», «рис.1»; «5.с.3» may be the number of something. */
static bool reference_joint(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    const size_t from = chars_letters_begin(t, i);
    const uint32_t last = chars_before(t, from);

    return i > from && char_is_digit(chars_at(t, i + 1)) && last != '.' && last != '/' &&
           !char_is_digit(last) && !char_is_dash(last) &&
           word_set_has_chars(w->before_number, t->c, from, i + 1);
}

/* «100%от»; «100%ный» lacks a hyphen. */
static bool percent_joint(const text_chars *t, size_t i)
{
    return char_is_digit(chars_before(t, i)) && char_is_cyrillic(chars_at(t, i + 1)) &&
           chars_at(t, i + 1) != 0x43D; /* н */
}

/* «слово,слово», «конец.Начало», «ОГЭ),40», «20школ» */
static void space_missing(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    uint32_t cp = chars_at(t, i), last = chars_before(t, i), next = chars_at(t, i + 1);
    size_t from = i;
    bool missing = false;

    if (cp == ',')
        missing = char_is_letter(next) || next == CH_LAQUO || next == CH_NUMERO ||
                  (char_is_digit(next) && !char_is_digit(last));
    else if (cp == ';' || cp == '!' || cp == '?')
        missing = char_is_letter(next) || char_is_digit(next);
    else if (cp == ':')
        missing = (char_is_cyrillic(next) &&
                   !char_is_digit(chars_before(t, chars_letters_begin(t, i)))) ||
                  (char_is_digit(next) && char_is_cyrillic(last) && char_is_lower(last));
    else if (cp == '.')
        missing = sentence_joint(w, i) || abbreviation_joint(w, i) || reference_joint(w, i);
    else if (cp == '%')
        missing = percent_joint(t, i);
    else if (char_is_digit(cp) && char_is_letter(next))
        missing = number_joint(w, i) || year_joint(t, i);
    else if (char_is_letter(cp))
        missing = (from = word_joint(w, i)) <= i;
    else if (cp == ')')
        missing = char_is_cyrillic(next) && !char_is_lower(last) &&
                  !(char_is_digit(last) || char_is_letter(last));
    if (char_is_digit(cp))
        from = missing ? chars_digits_begin(t, i) : i;
    if (missing && i > 0 && !in_address(t, i))
        finding_add(w->out, MSG_SPACE_MISSING, t->c[i].at, chars_slice(t, from, i + 1),
                    around(t, i));
}

static void number_sign_space(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    uint32_t next = chars_at(t, i + 1);

    if (chars_at(t, i) == CH_NUMERO && (char_is_digit(next) || char_is_letter(next)))
        finding_add(w->out, MSG_NUMBER_SIGN_SPACE, t->c[i].at, around(t, i), NULL);
}

static void double_space(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    size_t end = i;

    if (chars_at(t, i) != ' ' || i == 0 || char_is_blank(chars_before(t, i)))
        return;
    while (chars_at(t, end) == ' ')
        end++;
    if (end > i + 1 && end < t->count && !char_is_blank(chars_at(t, end)))
        finding_add(w->out, MSG_DOUBLE_SPACE, t->c[i].at, "", NULL);
}

/* ---- hyphens ---- */

/* «учебно- и методический», «двух-, трёхлетний»: a hyphen that hangs. */
static bool hangs(const text_chars *t, size_t i)
{
    size_t next = i + 2, end = chars_letters_end(t, next);

    return chars_at(t, i + 1) == ',' || (end - next == 1 && chars_at(t, next) == 0x438) || /* и */
           (end - next == 3 && chars_at(t, next) == 0x438 && chars_at(t, next + 1) == 0x43B);
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
static const char *both_words(const text_chars *t, size_t i)
{
    enum { LONGEST_WORD = 24 };
    size_t from = i, to = i + 1;

    if (from > 0 && char_is_blank(t->c[from - 1].cp))
        from--;
    while (from > 0 && i - from < LONGEST_WORD && !char_is_blank(t->c[from - 1].cp))
        from--;
    if (char_is_blank(chars_at(t, to)))
        to++;
    while (to < t->count && to - i < LONGEST_WORD && !char_is_blank(chars_at(t, to)))
        to++;
    return chars_slice(t, from, to);
}

/* A minus (also any before «0,5»), or the dash of a range of dates or years that typography will
 * close up. */
static bool number_hyphen(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    size_t end = i + 1, from, points = 0, commas = 0;
    uint32_t before_blank = i > 1 ? t->c[i - 2].cp : 0;

    if (!char_is_digit(chars_at(t, end)))
        return false;
    for (; char_is_digit(chars_at(t, end)) || chars_at(t, end) == ',' || chars_at(t, end) == '.';
         end++) {
        points += chars_at(t, end) == '.' && char_is_digit(chars_at(t, end + 1));
        commas += chars_at(t, end) == ',' && char_is_digit(chars_at(t, end + 1));
    }
    if (commas == 1)
        return true;
    if (before_blank == '.' || (char_is_digit(before_blank) && (points || end - i == 5)))
        return true;
    if (char_is_blank(chars_at(t, end)))
        end++;
    if (chars_at(t, end) == '%' || chars_at(t, end) == 0xB0)
        return true;
    from = chars_letters_begin(t, i - 1);
    return from < i - 1 && word_set_has_chars(w->minus_after, t->c, from, i - 1);
}

static bool month_follows(const wording *w, size_t i)
{
    return word_set_has_chars(w->months, w->t.c, i, chars_letters_end(&w->t, i));
}

/* «слово -слово», «слово- слово»: neither a hyphen nor a dash. */
static bool one_sided(const wording *w, size_t i)
{
    const text_chars *t = &w->t;
    uint32_t last = chars_before(t, i), next = chars_at(t, i + 1), beyond = chars_at(t, i + 2);

    if (char_is_blank(last))
        return i > 1 && opens_word(next) && !number_hyphen(w, i) && !month_follows(w, i + 1);
    return i > 0 && char_is_blank(next) && closes_word(last) && opens_word(beyond) &&
           !hangs(t, i) && !month_follows(w, i + 2) &&
           !(char_is_digit(last) && char_is_digit(beyond));
}

/* «»-1», or «-слово» at the begin. */
static bool for_dash(const text_chars *t, size_t i)
{
    uint32_t last = chars_before(t, i), next = chars_at(t, i + 1);

    if (i == 0)
        return char_is_letter(next) || next == CH_LAQUO;
    return last == CH_RAQUO && (char_is_digit(next) || next == CH_LAQUO);
}

/* «слово– слово», «слово –слово»; a number behind the dash may be negative. */
static void dash_side(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    const uint32_t next = chars_at(t, i + 1);

    if ((chars_at(t, i) == CH_EN_DASH || chars_at(t, i) == CH_EM_DASH) && !char_is_digit(next) &&
        one_sided(w, i) && !in_address(t, i))
        finding_add(w->out, MSG_ONE_SIDED_HYPHEN, t->c[i].at, both_words(t, i), NULL);
}

static void hyphen(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    bool one, dash, doubled;

    if (chars_at(t, i) != '-')
        return;
    doubled = chars_at(t, i + 1) == '-';
    if (char_is_blank(chars_before(t, i)) && char_is_blank(chars_at(t, i + 1 + doubled)) && i > 1 &&
        i + 2 < t->count) {
        w->first_dash = w->dashes++ ? w->first_dash : t->c[i].at;
        return;
    }
    one = one_sided(w, i);
    dash = !one && for_dash(t, i);
    if ((one || dash) && !in_address(t, i))
        finding_add(w->out, one ? MSG_ONE_SIDED_HYPHEN : MSG_HYPHEN_FOR_DASH, t->c[i].at,
                    both_words(t, i), NULL);
}

/* ---- full stops ---- */

static bool is_vowel_or_soft(uint32_t cp)
{
    static const uint32_t ends[] = {0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44C,
                                    0x44D, 0x44E, 0x44F, 0x439, 0x451, 0};

    return char_is_in(ends, cp);
}

/* «результатами. разработка»: abbreviations end in a consonant or are known. */
static void small_after_stop(wording *w, size_t i)
{
    const text_chars *t = &w->t;
    size_t from, next = i + 1;

    if (chars_at(t, i) != '.' || !char_is_blank(chars_at(t, next)))
        return;
    from = chars_letters_begin(t, i);
    next = chars_blanks_end(t, next);
    if (i - from < 4 || !is_vowel_or_soft(chars_before(t, i)) || chars_before(t, from) == '.' ||
        !char_is_lower(chars_at(t, next)) || !char_is_cyrillic(chars_at(t, next)) ||
        chars_letters_end(t, next) - next < 2 ||
        word_set_has_chars(w->abbreviations, t->c, from, i))
        return;
    finding_add_slice(w->out, MSG_SMALL_AFTER_STOP, t, next, chars_letters_end(t, next), NULL);
}

/* ---- repetitions ---- */

typedef struct {
    size_t from, to;
} word;

static bool is_word_char(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || cp == '-' || cp == CH_NUMERO;
}

static word word_at(const text_chars *t, size_t i)
{
    word x = {i, i};

    while (is_word_char(chars_at(t, x.to)))
        x.to++;
    return x;
}

/* The word behind i if only blanks are between; from == to if there is none. */
static word next_word(const text_chars *t, size_t i)
{
    const size_t from = chars_blanks_end(t, i);

    return from > i ? word_at(t, from) : (word){i, i};
}

static bool same_word(const text_chars *t, word a, word b)
{
    if (a.to - a.from != b.to - b.from || a.to == a.from)
        return false;
    for (size_t i = 0; i < a.to - a.from; i++)
        if (char_lower(t->c[a.from + i].cp) != char_lower(t->c[b.from + i].cp))
            return false;
    return true;
}

static bool counts(const wording *w, word x, size_t length)
{
    const text_chars *t = &w->t;
    size_t letters = 0;

    for (size_t i = x.from; i < x.to; i++)
        letters += char_is_letter(t->c[i].cp);
    if (letters == 0 || (length == 1 && word_set_has_chars(w->repeatable, t->c, x.from, x.to)))
        return false;
    return letters > 1 || (length == 1 && char_is_lower(t->c[x.from].cp) && x.to - x.from == 1);
}

enum { LONGEST_REPETITION = 3 };

/* Up to three words that stand twice in a row, from the word at `from` on. */
static size_t repeated_end(const wording *w, size_t from)
{
    const text_chars *t = &w->t;
    word words[2 * LONGEST_REPETITION];
    size_t known = 0;

    for (size_t i = from; known < COUNT(words); i = words[known++].to) {
        words[known] = known ? next_word(t, i) : word_at(t, i);
        if (words[known].to == words[known].from)
            break;
    }
    for (size_t n = 1; n <= LONGEST_REPETITION && 2 * n <= known; n++) {
        bool same = true, any = false;
        for (size_t k = 0; same && k < n; k++) {
            same = same_word(t, words[k], words[n + k]);
            any = any || (counts(w, words[k], n) && counts(w, words[n + k], n));
        }
        if (same && any)
            return words[2 * n - 1].to;
    }
    return from;
}

static void repetitions(wording *w)
{
    const text_chars *t = &w->t;

    for (size_t i = 0, end; i<t->count; i = end> i ? end : i + 1) {
        end = i;
        if (!is_word_char(chars_at(t, i)) || is_word_char(chars_before(t, i)))
            continue;
        end = repeated_end(w, i);
        if (end > i)
            finding_add_slice(w->out, MSG_REPEATED, t, i, end, NULL);
    }
}

/* ---- invisible characters ---- */

static void invisible(wording *w, size_t i)
{
    uint32_t cp = chars_at(&w->t, i);

    if (cp == CH_SOFT_HYPHEN || (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF ||
        (cp >= 0x202A && cp <= 0x202E) || cp == 0xFFFD)
        finding_add(w->out, MSG_INVISIBLE, w->t.c[i].at,
                    arena_printf(w->out->mem, "U+%04X", (unsigned)cp), NULL);
}

size_t wording_check(const word_lists *lists, const typography *typo, const char *text, size_t n,
                     size_t *first_dash, text_findings *out)
{
    static void (*const checks[])(wording * w, size_t i) = {
        space_before, space_after_opening, space_missing,    number_sign_space, double_space,
        hyphen,       dash_side,           small_after_stop, invisible,
    };
    wording w = {.lists = lists, .t = chars_of(out->mem, text, n), .out = out};

    w.repeatable = word_lists_set(lists, "repeatable");
    w.abbreviations = word_lists_set(lists, "abbreviations");
    w.joined_names = word_lists_set(lists, "joined-names");
    w.months = word_lists_set(typography_lists(typo), "months");
    w.minus_after = word_lists_set(typography_lists(typo), "minus-after");
    w.before_number = word_lists_set(typography_lists(typo), "before-number");
    for (size_t i = 0; i < w.t.count; i++)
        for (size_t k = 0; k < COUNT(checks); k++)
            checks[k](&w, i);
    repetitions(&w);
    *first_dash = w.first_dash;
    return w.dashes;
}
