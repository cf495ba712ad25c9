/* lookalike.c - see lookalike.h.
 *
 * A text is cut into chunks at blanks and chunks into parts at everything that is no letter or figure:
 * «PR-сопровождение» has two parts, each of one alphabet, and is right. Addresses and file names are
 * passed over. A part that mixes alphabets is always reported. A part that is Latin altogether is
 * reported only if each letter has a Russian twin and the Russian reading is a known word, or long enough
 * to be no accident, and neither the part nor its neighbours are known Latin. */
#include "text/lookalike.h"

#include <string.h>
#include <unicode/uspoof.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/chars.h"

enum {
    LATIN_LETTERS = 128,
    CYRILLIC_FIRST = 0x400,
    CYRILLIC_COUNT = 0x60,
    LONGEST_PART = 40,
    LONGEST_ROMAN = 8
};

struct lookalike {
    const word_lists *lists;
    const word_set *latin, *russian, *bad_numero, *roman_words;
    bool twins_known;
    uint16_t russian_twin[LATIN_LETTERS]; /* of a Latin letter; 0: none */
    uint8_t latin_twin[CYRILLIC_COUNT];   /* of a Russian letter */
};

typedef struct {
    lookalike *l;
    text_chars t;
    bool russian; /* the text around is */
    text_findings *out;
} look_work;

typedef struct {
    size_t from, to; /* characters */
    size_t cyrillic, latin, foreign, digits;
} look_part;

lookalike *lookalike_open(const word_lists *lists)
{
    lookalike *l = mem_alloc(sizeof *l);

    l->lists = lists;
    l->latin = word_lists_set(lists, "latin");
    l->russian = word_lists_set(lists, "russian");
    l->bad_numero = word_lists_set(lists, "bad-number-signs");
    l->roman_words = word_lists_set(lists, "roman-words");
    return l;
}

void lookalike_close(lookalike *l)
{
    mem_free(l);
}

/* ---- twins ---- */

static bool skeleton(USpoofChecker *checker, uint32_t cp, char out[32])
{
    UErrorCode status = U_ZERO_ERROR;
    char in[4];
    int32_t n =
        uspoof_getSkeletonUTF8(checker, 0, in, (int32_t)utf8_encode(cp, in), out, 32, &status);

    return U_SUCCESS(status) && n > 0 && n < 32;
}

static void find_twin(lookalike *l, USpoofChecker *checker, uint32_t latin)
{
    char wanted[32], other[32];

    if (!skeleton(checker, latin, wanted))
        return;
    for (uint32_t cp = CYRILLIC_FIRST; cp < CYRILLIC_FIRST + CYRILLIC_COUNT; cp++) {
        if (!char_is_russian(cp) || char_is_upper(cp) != char_is_upper(latin) ||
            !skeleton(checker, cp, other) || strcmp(wanted, other))
            continue;
        l->russian_twin[latin] = (uint16_t)cp;
        l->latin_twin[cp - CYRILLIC_FIRST] = (uint8_t)latin;
    }
}

/* The confusables are asked once, and only by a document that has Latin letters. */
static void learn_twins(lookalike *l)
{
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker;

    if (l->twins_known)
        return;
    l->twins_known = true;
    checker = uspoof_open(&status);
    if (U_FAILURE(status))
        return;
    for (uint32_t latin = 'A'; latin <= 'z'; latin++)
        if (char_is_latin(latin))
            find_twin(l, checker, latin);
    uspoof_close(checker);
}

static uint32_t russian_twin(const lookalike *l, uint32_t cp)
{
    return cp < LATIN_LETTERS ? l->russian_twin[cp] : 0;
}

/* ---- parts ---- */

static bool is_word_char(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || (cp >= 0x300 && cp < 0x370);
}

/* Cyrillic letters that Russian has not but that look Latin: і, ѕ, ј. */
static bool is_stray_cyrillic(uint32_t cp)
{
    return cp == 0x456 || cp == 0x406 || cp == 0x455 || cp == 0x405 || cp == 0x458 || cp == 0x408;
}

static bool is_foreign(uint32_t cp)
{
    if (is_stray_cyrillic(cp))
        return true;
    return char_is_letter(cp) && !char_is_cyrillic(cp) && !char_is_latin(cp) && cp != 0xB5 &&
           cp != 0xAA && cp != 0xBA; /* µ, ª, º */
}

static look_part read_part(const text_chars *t, size_t from, size_t end)
{
    look_part p = {.from = from, .to = from};

    for (; p.to < end && is_word_char(t->c[p.to].cp); p.to++) {
        uint32_t cp = t->c[p.to].cp;
        p.digits += char_is_digit(cp);
        p.cyrillic += char_is_cyrillic(cp);
        p.latin += char_is_latin(cp);
        p.foreign += is_foreign(cp);
    }
    return p;
}

/* «c», «o»: the letters of the part that `wanted` accepts, each once. */
static const char *letters(const text_chars *t, const look_part *p, bool (*wanted)(uint32_t))
{
    strbuf list = STRBUF_INIT;

    for (size_t i = p->from; i < p->to; i++) {
        char sign[16];
        if (!wanted(t->c[i].cp))
            continue;
        memcpy(sign, "«", 2);
        memcpy(sign + 2 + utf8_encode(t->c[i].cp, sign + 2), "»", 3);
        if (strstr(strbuf_text(&list), sign))
            continue;
        if (list.len)
            strbuf_adds(&list, ", ");
        strbuf_adds(&list, sign);
    }
    return strbuf_take(&list, t->mem);
}

/* «SMSки»: capitals that are no look-alikes, with a Russian ending. */
static bool inflected_acronym(const look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    size_t i = p->from;
    bool own = false;

    for (; i < p->to && char_is_latin(t->c[i].cp); i++) {
        if (!char_is_upper(t->c[i].cp))
            return false;
        own = own || !russian_twin(w->l, t->c[i].cp);
    }
    if (!own || i - p->from < 2 || p->to - i > 4)
        return false;
    for (; i < p->to; i++)
        if (!char_is_cyrillic(t->c[i].cp) || !char_is_lower(t->c[i].cp))
            return false;
    return true;
}

/* The whole word of a part, over its hyphens: what the reader knows. */
static look_part word_around(const text_chars *t, const look_part *p)
{
    look_part word = *p;

    while (word.from > 0 && p->from - word.from < LONGEST_PART &&
           (is_word_char(t->c[word.from - 1].cp) || t->c[word.from - 1].cp == '-'))
        word.from--;
    while (word.to < t->count && word.to - p->to < LONGEST_PART &&
           (is_word_char(t->c[word.to].cp) || t->c[word.to].cp == '-'))
        word.to++;
    return word;
}

static void tell(look_work *w, message_id id, size_t from, size_t to, const char *meant)
{
    finding_add(w->out, id, w->t.c[from].at, chars_slice(&w->t, from, to), meant);
}

/* Tell of a part at its whole word; `letters` are named, or what is meant instead of the part. */
static void tell_word(look_work *w, message_id id, const look_part *p, const char *letters,
                      const char *meant)
{
    const text_chars *t = &w->t;
    look_part word = word_around(t, p);

    if (meant)
        letters = arena_printf(t->mem, "%s%s%s", chars_slice(t, word.from, p->from), meant,
                               chars_slice(t, p->to, word.to));
    tell(w, id, word.from, word.to, letters);
}

/* The letters that have no twin decide which word it is: in «CПИCAHИE» П and И. */
static bool is_latin_word(const look_work *w, const look_part *p)
{
    size_t own_latin = 0, own_russian = 0;

    for (size_t i = p->from; i < p->to; i++) {
        uint32_t cp = w->t.c[i].cp;
        own_latin += char_is_latin(cp) && !russian_twin(w->l, cp);
        own_russian += char_is_russian(cp) && !w->l->latin_twin[cp - CYRILLIC_FIRST];
    }
    if (!own_latin != !own_russian)
        return own_latin > 0;
    return p->latin > p->cyrillic;
}

static void check_mixed(look_work *w, const look_part *p)
{
    bool latin_word;

    learn_twins(w->l);
    latin_word = is_latin_word(w, p);
    if (p->foreign)
        tell_word(w, MSG_FOREIGN_LETTERS, p, letters(&w->t, p, is_foreign), NULL);
    else if (!inflected_acronym(w, p))
        tell_word(w, latin_word ? MSG_RUSSIAN_IN_LATIN : MSG_LATIN_IN_RUSSIAN, p,
                  letters(&w->t, p, latin_word ? char_is_cyrillic : char_is_latin), NULL);
}

/* ---- whole words in the wrong alphabet ---- */

static bool is_roman(const text_chars *t, const look_part *p)
{
    static const char order[] = "MDCLXVI";
    const char *last = order;
    size_t back = 0;

    for (size_t i = p->from; i < p->to; i++) {
        const char *sign = t->c[i].cp < 0x80 ? strchr(order, (int)t->c[i].cp) : NULL;
        if (!sign || !*sign)
            return false;
        back += sign < last; /* IV, IX, XL … step back once a sign */
        last = sign;
    }
    return back <= 1 + (p->to - p->from) / 3;
}

/* A piece of the part that the scanner's table reads otherwise: «III» → «Ш». */
static size_t scanner_reading(const look_work *w, size_t at, const look_part *p, strbuf *out)
{
    const text_chars *t = &w->t;
    const char *shape, *meant;

    for (size_t i = 0; word_lists_pair(w->l->lists, "scanner", i, &shape, &meant); i++) {
        size_t n = strlen(shape);
        if (t->c[at].at + n > t->c[p->to].at || strncmp(t->text + t->c[at].at, shape, n))
            continue;
        strbuf_adds(out, meant);
        return utf8_count(shape, n);
    }
    return 0;
}

/* Is the word behind the part one that a number in Roman figures stands before («век»)? */
static bool before_roman_word(const look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    const size_t from = chars_blanks_end(t, p->to), end = chars_letters_end(t, from);

    return from > p->to && word_set_has_chars(w->l->roman_words, t->c, from, end);
}

/* «XlV», «ll квартал», Russian «ХХ век»: a Roman number in other letters. */
static bool check_roman(look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    const look_part whole = {.from = 0, .to = p->to - p->from};
    text_chars read;
    strbuf meant = STRBUF_INIT;
    size_t capitals = 0, wrong = 0;
    bool found;

    for (size_t i = p->from; i < p->to; i++) {
        const uint32_t cp = t->c[i].cp, sign = cp == 'l' ? 'I' : cp == 0x425 ? 'X' : cp;
        capitals += char_is_upper(cp) && char_is_latin(cp);
        wrong += sign != cp;
        strbuf_add_utf8(&meant, sign);
    }
    read = chars_of(t->mem, strbuf_text(&meant), meant.len);
    found =
        wrong && whole.to > 1 && is_roman(&read, &whole) && (capitals || before_roman_word(w, p));
    if (found)
        tell(w, MSG_LOOK_ALIKE, p->from, p->to, arena_strdup(t->mem, strbuf_text(&meant)));
    strbuf_free(&meant);
    return found;
}

/* The part as Russian letters; NULL if a letter has no reading. *sure is false if the scanner's table was
 * needed. */
static const char *russian_reading(const look_work *w, const look_part *p, bool *sure)
{
    strbuf out = STRBUF_INIT;
    const char *text = NULL;
    size_t i = p->from;

    *sure = true;
    while (i < p->to) {
        uint32_t cp = w->t.c[i].cp, twin = char_is_russian(cp) ? cp : russian_twin(w->l, cp);
        size_t step = twin ? 0 : scanner_reading(w, i, p, &out);
        if (twin)
            strbuf_add_utf8(&out, twin);
        else if (step == 0)
            break;
        *sure = *sure && twin;
        i += twin ? 1 : step;
    }
    if (i >= p->to)
        text = arena_strdup(w->t.mem, strbuf_text(&out));
    strbuf_free(&out);
    return text;
}

static bool known(const word_set *set, arena *a, const char *word)
{
    size_t count;
    const text_char *c = chars_decode(a, word, strlen(word), &count);
    char lower[160];
    size_t n = chars_lower(c, 0, count, lower, sizeof lower);

    return n && (word_set_has(set, word, strlen(word)) || word_set_has(set, lower, n));
}

/* Is the word beside the part Latin, and not a look-alike itself? */
static bool latin_neighbour(const look_work *w, size_t from, size_t to)
{
    const text_chars *t = &w->t;
    size_t own = 0, latin = 0;

    for (size_t i = from; i < to; i++) {
        latin += char_is_latin(t->c[i].cp);
        own += char_is_latin(t->c[i].cp) && !russian_twin(w->l, t->c[i].cp);
    }
    return latin >= 2 && (own > 0 || known(w->l->latin, t->mem, chars_slice(t, from, to)));
}

static bool among_latin(const look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    size_t from = p->from, to = p->to;

    while (from > 0 && !char_is_letter(t->c[from - 1].cp) && p->from - from < 4)
        from--;
    if (latin_neighbour(w, chars_letters_begin(t, from), from))
        return true;
    while (to < t->count && !char_is_letter(t->c[to].cp) && to - p->to < 4)
        to++;
    return latin_neighbour(w, to, chars_letters_end(t, to));
}

/* One letter says something only as a small preposition, or as a capital before a Russian word at
 * the begin of the text. */
static bool lone_letter_counts(const text_chars *t, const look_part *p)
{
    const uint32_t next = chars_at(t, p->to + 1);

    if (!char_is_blank(chars_at(t, p->to)))
        return false;
    if (char_is_lower(t->c[p->from].cp))
        return char_is_cyrillic(next) || char_is_digit(next);
    return p->from == 0 && char_is_cyrillic(next) && char_is_lower(next);
}

static void check_latin(look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    const char *reading, *word = chars_slice(t, p->from, p->to);
    bool sure, listed;

    learn_twins(w->l);
    if (!w->russian || known(w->l->latin, t->mem, word) ||
        !(reading = russian_reading(w, p, &sure)))
        return;
    listed = known(w->l->russian, t->mem, reading);
    if (p->latin == 1 && p->digits == 0 && (!listed || !lone_letter_counts(t, p)))
        return;
    if (!listed && (!sure || p->latin < 3 || p->digits > 0))
        return;
    if (is_roman(t, p) || among_latin(w, p))
        return;
    finding_add(w->out, MSG_LOOK_ALIKE, t->c[p->from].at, word, reading);
}

/* ---- figures and letters ---- */

static bool looks_zero(uint32_t cp)
{
    return cp == 'O' || cp == 'o' || cp == 0x41E || cp == 0x43E;
}

static bool looks_three(uint32_t cp)
{
    return cp == 0x417 || cp == 0x437;
}

/* «2О21»: a number, but for a letter that looks like a figure. */
static bool check_number(look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    strbuf meant = STRBUF_INIT;
    bool all = char_is_digit(t->c[p->from].cp);

    for (size_t i = p->from; all && i < p->to; i++) {
        uint32_t cp = t->c[i].cp;
        bool inside = i + 1 < p->to && char_is_digit(t->c[i + 1].cp);
        if (looks_zero(cp))
            strbuf_addc(&meant, '0');
        else if (inside && looks_three(cp))
            strbuf_addc(&meant, '3');
        else if (inside && (cp == 'l' || cp == 'I'))
            strbuf_addc(&meant, '1');
        else if (char_is_digit(cp))
            strbuf_addc(&meant, (char)cp);
        else
            all = false;
    }
    if (all)
        tell(w, MSG_LOOK_ALIKE, p->from, p->to, arena_strdup(t->mem, strbuf_text(&meant)));
    strbuf_free(&meant);
    return all;
}

static char looks_figure(uint32_t cp)
{
    if (char_is_digit(cp))
        return (char)cp;
    return looks_zero(cp) ? '0' : looks_three(cp) ? '3' : cp == 'l' || cp == 'I' ? '1' : '\0';
}

/* «15.О6.2025»: the shape of a date, some of whose figures are letters. */
static bool check_date(look_work *w, size_t from, size_t to)
{
    static const char shape[] = "00.00.0000";
    char meant[sizeof shape] = "";
    size_t digits = 0;

    if (to - from != sizeof shape - 1)
        return false;
    for (size_t i = 0; i < to - from; i++) {
        const uint32_t cp = w->t.c[from + i].cp;
        meant[i] = shape[i] == '.' ? (char)(cp == '.' ? '.' : '\0') : looks_figure(cp);
        if (!meant[i])
            return false;
        digits += char_is_digit(cp);
    }
    if (digits < 5 || digits == sizeof shape - 3)
        return false;
    tell(w, MSG_LOOK_ALIKE, from, to, arena_strdup(w->t.mem, meant));
    return true;
}

/* «Ф3»: letters with a figure that together, read as letters, are a known abbreviation. */
static void check_figures(look_work *w, const look_part *p)
{
    const char *reading;
    bool sure;

    if (check_number(w, p))
        return;
    learn_twins(w->l);
    reading = russian_reading(w, p, &sure);
    if (reading && word_set_has(w->l->russian, reading, strlen(reading)))
        tell_word(w, MSG_LOOK_ALIKE, p, NULL, reading);
}

/* Short, of «IVXLl» and the Russian «Х» alone. */
static bool may_be_roman(const text_chars *t, const look_part *p)
{
    static const uint32_t signs[] = {'I', 'V', 'X', 'L', 'l', 0x425, 0};

    if (p->to - p->from > LONGEST_ROMAN)
        return false;
    for (size_t i = p->from; i < p->to; i++)
        if (!char_is_in(signs, t->c[i].cp))
            return false;
    return true;
}

static void check_part(look_work *w, const look_part *p)
{
    if (p->to - p->from > LONGEST_PART)
        return;
    if (w->russian && may_be_roman(&w->t, p) && check_roman(w, p))
        return;
    if (p->cyrillic && (p->latin || p->foreign) && !(p->digits && check_number(w, p)))
        check_mixed(w, p);
    else if (p->digits && (p->cyrillic || p->latin))
        check_figures(w, p);
    else if (p->latin && !p->cyrillic && !p->foreign)
        check_latin(w, p);
}

/* ---- number signs ---- */

static bool is_numero_tail(uint32_t cp)
{
    return cp == 0xBA || cp == 0xB0 || cp == 0x2082 || cp == 'o' || cp == 0x43E || cp == 0xB2;
}

static size_t skip_blank(const text_chars *t, size_t i)
{
    return i + char_is_blank(chars_at(t, i));
}

/* «п/п» or «п\п» */
static bool is_row_mark(const text_chars *t, size_t i)
{
    const uint32_t sign = chars_at(t, i), stroke = chars_at(t, i + 1);

    return char_lower(sign) == 0x43F && chars_at(t, i + 2) == sign &&
           (stroke == '/' || stroke == '\\');
}

/* Where a broken sign that begins at i ends, or i: «Nº5», «N 5», «No. 5», «Мо п/п». */
static size_t bad_numero(const look_work *w, size_t i)
{
    const text_chars *t = &w->t;
    size_t end = i, next;

    if (is_word_char(chars_before(t, i)) || chars_before(t, i) == '-')
        return i;
    while (end < t->count && end - i < 4 && !char_is_blank(t->c[end].cp))
        end++;
    next = skip_blank(t, end);
    if (next > end && is_row_mark(t, next) && t->c[i].cp != CH_NUMERO &&
        word_set_has(w->l->bad_numero, t->text + t->c[i].at, t->c[end].at - t->c[i].at))
        return end;
    if (t->c[i].cp != 'N')
        return i;
    end = is_numero_tail(chars_at(t, i + 1)) ? i + 2 : i + 1;
    next = skip_blank(t, end + (end > i + 1 && chars_at(t, end) == '.'));
    return char_is_digit(chars_at(t, next)) ? end : i;
}

/* ---- chunks ---- */

static bool is_address(const text_chars *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t cp = t->c[i].cp;
        if (cp == '@' || cp == '_' || (cp == '/' && i + 1 < to && t->c[i + 1].cp == '/'))
            return true;
        if (cp == '.' && i > from && i + 1 < to && char_is_latin(t->c[i - 1].cp) &&
            char_is_latin(t->c[i + 1].cp))
            return true;
    }
    return false;
}

/* Tokens that are known as a whole: «00-1». */
static bool check_token(look_work *w, size_t from, size_t to)
{
    const text_chars *t = &w->t;
    const char *token, *meant;

    while (to > from && !is_word_char(t->c[to - 1].cp))
        to--;
    while (from < to && !is_word_char(t->c[from].cp))
        from++;
    if (from == to || to - from > LONGEST_PART)
        return false;
    if (check_date(w, from, to))
        return true;
    token = chars_slice(t, from, to);
    meant = word_lists_setting(w->l->lists, "tokens", token, NULL);
    if (meant)
        finding_add(w->out, MSG_LOOK_ALIKE, t->c[from].at, token, meant);
    return meant != NULL;
}

/* «и\или»: the sign at i, between words of the chunk [from, to). */
static void check_backslash(look_work *w, size_t i, size_t from, size_t to)
{
    const text_chars *t = &w->t;

    if (t->c[i].cp == '\\' && i > from && char_is_cyrillic(t->c[i - 1].cp) &&
        char_is_cyrillic(t->c[i + 1].cp))
        finding_add(w->out, MSG_BACKSLASH, t->c[i - 1].at, chars_slice(t, from, to), NULL);
}

static void check_chunk(look_work *w, size_t from, size_t to)
{
    if (is_address(&w->t, from, to) || check_token(w, from, to))
        return;
    for (size_t i = from; i < to;) {
        size_t numero = w->russian ? bad_numero(w, i) : i;
        look_part p = read_part(&w->t, i, to);
        if (numero > i) {
            tell(w, MSG_NUMBER_SIGN, i, numero, NULL);
            i = numero;
            continue;
        }
        if (p.to > i)
            check_part(w, &p);
        else
            check_backslash(w, i, from, to);
        i = p.to + (p.to == i);
    }
}

/* More Russian than Latin letters, or a short text in a Russian document. */
static bool is_russian_text(const text_chars *t, bool document)
{
    size_t cyrillic = 0, latin = 0;

    for (size_t i = 0; i < t->count; i++) {
        cyrillic += char_is_cyrillic(t->c[i].cp);
        latin += char_is_latin(t->c[i].cp);
    }
    return cyrillic ? cyrillic * 2 >= latin : document && latin <= 12;
}

/* A cell that holds one sign only: «U» for 0. */
static bool check_alone(look_work *w)
{
    const text_chars *t = &w->t;
    const size_t from = chars_blanks_end(t, 0);
    const char *word, *meant;

    if (from == t->count || chars_blanks_end(t, from + 1) < t->count)
        return false;
    word = chars_slice(t, from, from + 1);
    meant = word_lists_setting(w->l->lists, "alone", word, NULL);
    if (meant)
        finding_add(w->out, MSG_LOOK_ALIKE, t->c[from].at, word, meant);
    return meant != NULL;
}

void lookalike_check(lookalike *l, const char *text, size_t n, bool russian, text_findings *out)
{
    look_work w = {.l = l, .t = chars_of(out->mem, text, n), .out = out};

    w.russian = is_russian_text(&w.t, russian);
    if (russian && check_alone(&w))
        return;
    for (size_t i = 0, end; i < w.t.count; i = end + 1) {
        for (end = i; end < w.t.count && !char_is_blank(w.t.c[end].cp); end++)
            continue;
        if (end > i)
            check_chunk(&w, i, end);
    }
}
