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
    const text_char *c;
    size_t count;
    const char *text;
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

static bool is_russian(uint32_t cp)
{
    return (cp >= 0x410 && cp <= 0x44F) || cp == 0x401 || cp == 0x451;
}

static void find_twin(lookalike *l, USpoofChecker *checker, uint32_t latin)
{
    char wanted[32], other[32];

    if (!skeleton(checker, latin, wanted))
        return;
    for (uint32_t cp = CYRILLIC_FIRST; cp < CYRILLIC_FIRST + CYRILLIC_COUNT; cp++) {
        if (!is_russian(cp) || char_is_upper(cp) != char_is_upper(latin) ||
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

static const char *slice(const look_work *w, size_t from, size_t to)
{
    return arena_strndup(w->out->mem, w->text + w->c[from].at, w->c[to].at - w->c[from].at);
}

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

static look_part read_part(const look_work *w, size_t from, size_t end)
{
    look_part p = {.from = from, .to = from};

    for (; p.to < end && is_word_char(w->c[p.to].cp); p.to++) {
        uint32_t cp = w->c[p.to].cp;
        p.digits += char_is_digit(cp);
        p.cyrillic += char_is_cyrillic(cp);
        p.latin += char_is_latin(cp);
        p.foreign += is_foreign(cp);
    }
    return p;
}

/* «c», «o»: the letters of the part that `wanted` accepts, each once. */
static const char *letters(const look_work *w, const look_part *p, bool (*wanted)(uint32_t))
{
    strbuf list = STRBUF_INIT;

    for (size_t i = p->from; i < p->to; i++) {
        char sign[16];
        if (!wanted(w->c[i].cp))
            continue;
        memcpy(sign, "«", 2);
        memcpy(sign + 2 + utf8_encode(w->c[i].cp, sign + 2), "»", 3);
        if (strstr(strbuf_text(&list), sign))
            continue;
        if (list.len)
            strbuf_adds(&list, ", ");
        strbuf_adds(&list, sign);
    }
    return strbuf_take(&list, w->out->mem);
}

/* «SMSки»: capitals that are no look-alikes, with a Russian ending. */
static bool inflected_acronym(const look_work *w, const look_part *p)
{
    size_t i = p->from;
    bool own = false;

    for (; i < p->to && char_is_latin(w->c[i].cp); i++) {
        if (!char_is_upper(w->c[i].cp))
            return false;
        own = own || !russian_twin(w->l, w->c[i].cp);
    }
    if (!own || i - p->from < 2 || p->to - i > 4)
        return false;
    for (; i < p->to; i++)
        if (!char_is_cyrillic(w->c[i].cp) || !char_is_lower(w->c[i].cp))
            return false;
    return true;
}

/* The whole word of a part, over its hyphens: what the reader knows. */
static look_part word_around(const look_work *w, const look_part *p)
{
    look_part word = *p;

    while (word.from > 0 && p->from - word.from < LONGEST_PART &&
           (is_word_char(w->c[word.from - 1].cp) || w->c[word.from - 1].cp == '-'))
        word.from--;
    while (word.to < w->count && word.to - p->to < LONGEST_PART &&
           (is_word_char(w->c[word.to].cp) || w->c[word.to].cp == '-'))
        word.to++;
    return word;
}

/* Tell of a part at its whole word; `letters` are named, or what is meant instead of the part. */
static void tell_word(look_work *w, message_id id, const look_part *p, const char *letters,
                      const char *meant)
{
    look_part word = word_around(w, p);

    if (meant)
        letters = arena_printf(w->out->mem, "%s%s%s", slice(w, word.from, p->from), meant,
                               slice(w, p->to, word.to));
    finding_add(w->out, id, w->c[word.from].at, slice(w, word.from, word.to), letters);
}

/* The letters that have no twin decide which word it is: in «CПИCAHИE» П and И. */
static bool is_latin_word(const look_work *w, const look_part *p)
{
    size_t own_latin = 0, own_russian = 0;

    for (size_t i = p->from; i < p->to; i++) {
        uint32_t cp = w->c[i].cp;
        own_latin += char_is_latin(cp) && !russian_twin(w->l, cp);
        own_russian += is_russian(cp) && !w->l->latin_twin[cp - CYRILLIC_FIRST];
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
        tell_word(w, MSG_FOREIGN_LETTERS, p, letters(w, p, is_foreign), NULL);
    else if (!inflected_acronym(w, p))
        tell_word(w, latin_word ? MSG_RUSSIAN_IN_LATIN : MSG_LATIN_IN_RUSSIAN, p,
                  letters(w, p, latin_word ? char_is_cyrillic : char_is_latin), NULL);
}

/* ---- whole words in the wrong alphabet ---- */

static bool is_roman(const look_work *w, const look_part *p)
{
    static const char order[] = "MDCLXVI";
    const char *last = order;
    size_t back = 0;

    for (size_t i = p->from; i < p->to; i++) {
        const char *sign = w->c[i].cp < 0x80 ? strchr(order, (int)w->c[i].cp) : NULL;
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
    const char *shape, *meant;

    for (size_t i = 0; word_lists_pair(w->l->lists, "scanner", i, &shape, &meant); i++) {
        size_t n = strlen(shape);
        if (w->c[at].at + n > w->c[p->to].at || strncmp(w->text + w->c[at].at, shape, n))
            continue;
        strbuf_adds(out, meant);
        return utf8_count(shape, n);
    }
    return 0;
}

/* Is the word behind the part one that a number in Roman figures stands before («век»)? */
static bool before_roman_word(const look_work *w, const look_part *p)
{
    size_t from = p->to, end;
    char word[64];
    size_t n;

    while (from < w->count && char_is_blank(w->c[from].cp))
        from++;
    for (end = from; end < w->count && char_is_letter(w->c[end].cp); end++)
        continue;
    n = from > p->to ? chars_lower(w->c, from, end, word, sizeof word) : 0;
    return n && word_set_has(w->l->roman_words, word, n);
}

/* «XlV», «ll квартал», Russian «ХХ век»: a Roman number in other letters. */
static bool check_roman(look_work *w, const look_part *p)
{
    const look_part whole = {.from = 0, .to = p->to - p->from};
    look_work read = {.l = w->l};
    strbuf meant = STRBUF_INIT;
    size_t capitals = 0, wrong = 0;
    bool found;

    for (size_t i = p->from; i < p->to; i++) {
        const uint32_t cp = w->c[i].cp, sign = cp == 'l' ? 'I' : cp == 0x425 ? 'X' : cp;
        capitals += char_is_upper(cp) && char_is_latin(cp);
        wrong += sign != cp;
        strbuf_add_utf8(&meant, sign);
    }
    read.c = chars_decode(w->out->mem, strbuf_text(&meant), meant.len, &read.count);
    found =
        wrong && whole.to > 1 && is_roman(&read, &whole) && (capitals || before_roman_word(w, p));
    if (found)
        finding_add(w->out, MSG_LOOK_ALIKE, w->c[p->from].at, slice(w, p->from, p->to),
                    arena_strdup(w->out->mem, strbuf_text(&meant)));
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
        uint32_t cp = w->c[i].cp, twin = is_russian(cp) ? cp : russian_twin(w->l, cp);
        size_t step = twin ? 0 : scanner_reading(w, i, p, &out);
        if (twin)
            strbuf_add_utf8(&out, twin);
        else if (step == 0)
            break;
        *sure = *sure && twin;
        i += twin ? 1 : step;
    }
    if (i >= p->to)
        text = arena_strdup(w->out->mem, strbuf_text(&out));
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
    size_t own = 0, latin = 0;

    for (size_t i = from; i < to; i++) {
        latin += char_is_latin(w->c[i].cp);
        own += char_is_latin(w->c[i].cp) && !russian_twin(w->l, w->c[i].cp);
    }
    return latin >= 2 && (own > 0 || known(w->l->latin, w->out->mem, slice(w, from, to)));
}

static bool among_latin(const look_work *w, const look_part *p)
{
    size_t from = p->from, to = p->to, edge;

    while (from > 0 && !char_is_letter(w->c[from - 1].cp) && p->from - from < 4)
        from--;
    for (edge = from; edge > 0 && char_is_letter(w->c[edge - 1].cp); edge--)
        continue;
    if (latin_neighbour(w, edge, from))
        return true;
    while (to < w->count && !char_is_letter(w->c[to].cp) && to - p->to < 4)
        to++;
    for (edge = to; edge < w->count && char_is_letter(w->c[edge].cp); edge++)
        continue;
    return latin_neighbour(w, to, edge);
}

/* One letter says something only as a small preposition, or as a capital before a Russian word at
 * the begin of the text. */
static bool lone_letter_counts(const look_work *w, const look_part *p)
{
    size_t next = p->to + 1;

    if (p->to >= w->count || !char_is_blank(w->c[p->to].cp) || next >= w->count)
        return false;
    if (char_is_lower(w->c[p->from].cp))
        return char_is_cyrillic(w->c[next].cp) || char_is_digit(w->c[next].cp);
    return p->from == 0 && char_is_cyrillic(w->c[next].cp) && char_is_lower(w->c[next].cp);
}

static void check_latin(look_work *w, const look_part *p)
{
    const char *reading, *word = slice(w, p->from, p->to);
    bool sure, listed;

    learn_twins(w->l);
    if (!w->russian || known(w->l->latin, w->out->mem, word) ||
        !(reading = russian_reading(w, p, &sure)))
        return;
    listed = known(w->l->russian, w->out->mem, reading);
    if (p->latin == 1 && p->digits == 0 && (!listed || !lone_letter_counts(w, p)))
        return;
    if (!listed && (!sure || p->latin < 3 || p->digits > 0))
        return;
    if (is_roman(w, p) || among_latin(w, p))
        return;
    finding_add(w->out, MSG_LOOK_ALIKE, w->c[p->from].at, word, reading);
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
    strbuf meant = STRBUF_INIT;
    bool all = char_is_digit(w->c[p->from].cp);

    for (size_t i = p->from; all && i < p->to; i++) {
        uint32_t cp = w->c[i].cp;
        bool inside = i + 1 < p->to && char_is_digit(w->c[i + 1].cp);
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
        finding_add(w->out, MSG_LOOK_ALIKE, w->c[p->from].at, slice(w, p->from, p->to),
                    arena_strdup(w->out->mem, strbuf_text(&meant)));
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
        const uint32_t cp = w->c[from + i].cp;
        meant[i] = shape[i] == '.' ? (char)(cp == '.' ? '.' : '\0') : looks_figure(cp);
        if (!meant[i])
            return false;
        digits += char_is_digit(cp);
    }
    if (digits < 5 || digits == sizeof shape - 3)
        return false;
    finding_add(w->out, MSG_LOOK_ALIKE, w->c[from].at, slice(w, from, to),
                arena_strdup(w->out->mem, meant));
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
static bool may_be_roman(const look_work *w, const look_part *p)
{
    static const uint32_t signs[] = {'I', 'V', 'X', 'L', 'l', 0x425, 0};

    if (p->to - p->from > LONGEST_ROMAN)
        return false;
    for (size_t i = p->from; i < p->to; i++)
        if (!char_is_in(signs, w->c[i].cp))
            return false;
    return true;
}

static void check_part(look_work *w, const look_part *p)
{
    if (p->to - p->from > LONGEST_PART)
        return;
    if (w->russian && may_be_roman(w, p) && check_roman(w, p))
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

static size_t skip_blank(const look_work *w, size_t i)
{
    return i < w->count && char_is_blank(w->c[i].cp) ? i + 1 : i;
}

/* «п/п» or «п\п» */
static bool is_row_mark(const look_work *w, size_t i)
{
    return i + 2 < w->count && char_lower(w->c[i].cp) == 0x43F && w->c[i + 2].cp == w->c[i].cp &&
           (w->c[i + 1].cp == '/' || w->c[i + 1].cp == '\\');
}

/* Where a broken sign that begins at i ends, or i: «Nº5», «N 5», «No. 5», «Мо п/п». */
static size_t bad_numero(const look_work *w, size_t i)
{
    size_t end = i, next;

    if (i > 0 && (is_word_char(w->c[i - 1].cp) || w->c[i - 1].cp == '-'))
        return i;
    while (end < w->count && end - i < 4 && !char_is_blank(w->c[end].cp))
        end++;
    next = skip_blank(w, end);
    if (next > end && is_row_mark(w, next) && w->c[i].cp != CH_NUMERO &&
        word_set_has(w->l->bad_numero, w->text + w->c[i].at, w->c[end].at - w->c[i].at))
        return end;
    if (w->c[i].cp != 'N')
        return i;
    end = i + 1 < w->count && is_numero_tail(w->c[i + 1].cp) ? i + 2 : i + 1;
    next = end < w->count && end > i + 1 && w->c[end].cp == '.' ? end + 1 : end;
    next = skip_blank(w, next);
    return next < w->count && char_is_digit(w->c[next].cp) ? end : i;
}

/* ---- chunks ---- */

static bool is_address(const look_work *w, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t cp = w->c[i].cp;
        if (cp == '@' || cp == '_' || (cp == '/' && i + 1 < to && w->c[i + 1].cp == '/'))
            return true;
        if (cp == '.' && i > from && i + 1 < to && char_is_latin(w->c[i - 1].cp) &&
            char_is_latin(w->c[i + 1].cp))
            return true;
    }
    return false;
}

/* Tokens that are known as a whole: «00-1». */
static bool check_token(look_work *w, size_t from, size_t to)
{
    const char *token, *meant;

    while (to > from && !is_word_char(w->c[to - 1].cp))
        to--;
    while (from < to && !is_word_char(w->c[from].cp))
        from++;
    if (from == to || to - from > LONGEST_PART)
        return false;
    if (check_date(w, from, to))
        return true;
    token = slice(w, from, to);
    meant = word_lists_setting(w->l->lists, "tokens", token, NULL);
    if (meant)
        finding_add(w->out, MSG_LOOK_ALIKE, w->c[from].at, token, meant);
    return meant != NULL;
}

static void check_chunk(look_work *w, size_t from, size_t to)
{
    if (is_address(w, from, to) || check_token(w, from, to))
        return;
    for (size_t i = from; i < to;) {
        size_t numero = w->russian ? bad_numero(w, i) : i;
        look_part p = read_part(w, i, to);
        if (numero > i) {
            finding_add(w->out, MSG_NUMBER_SIGN, w->c[i].at, slice(w, i, numero), NULL);
            i = numero;
            continue;
        }
        if (p.to == i) {
            if (w->c[i].cp == '\\' && i > from && char_is_cyrillic(w->c[i - 1].cp) &&
                char_is_cyrillic(w->c[i + 1].cp))
                finding_add(w->out, MSG_BACKSLASH, w->c[i - 1].at, slice(w, from, to), NULL);
            i++;
            continue;
        }
        check_part(w, &p);
        i = p.to;
    }
}

/* More Russian than Latin letters, or a short text in a Russian document. */
static bool is_russian_text(const look_work *w, bool document)
{
    size_t cyrillic = 0, latin = 0;

    for (size_t i = 0; i < w->count; i++) {
        cyrillic += char_is_cyrillic(w->c[i].cp);
        latin += char_is_latin(w->c[i].cp);
    }
    return cyrillic ? cyrillic * 2 >= latin : document && latin <= 12;
}

/* A cell that holds one sign only: «U» for 0. */
static bool check_alone(look_work *w)
{
    size_t from = 0, to = w->count;
    const char *word, *meant;

    while (from < to && char_is_blank(w->c[from].cp))
        from++;
    while (to > from && char_is_blank(w->c[to - 1].cp))
        to--;
    if (to - from != 1)
        return false;
    word = slice(w, from, to);
    meant = word_lists_setting(w->l->lists, "alone", word, NULL);
    if (meant)
        finding_add(w->out, MSG_LOOK_ALIKE, w->c[from].at, word, meant);
    return meant != NULL;
}

void lookalike_check(lookalike *l, const char *text, size_t n, bool russian, text_findings *out)
{
    look_work w = {.l = l, .text = text, .out = out};

    w.c = chars_decode(out->mem, text, n, &w.count);
    w.russian = is_russian_text(&w, russian);
    if (russian && check_alone(&w))
        return;
    for (size_t i = 0, end; i < w.count; i = end + 1) {
        for (end = i; end < w.count && !char_is_blank(w.c[end].cp); end++)
            continue;
        if (end > i)
            check_chunk(&w, i, end);
    }
}
