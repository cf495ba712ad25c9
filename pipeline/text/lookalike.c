/* lookalike.c - see lookalike.h.
 *
 * A text is cut into chunks at blanks and chunks into parts at everything that is no letter or
 * figure: «PR-сопровождение» has two parts, each of one alphabet, and is right. Addresses and file
 * names are passed over. What a part is decides who looks at it: lookalike_words.c or
 * lookalike_figures.c. */
#include "text/lookalike.h"

#include "text/lookalike_int.h"

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

/* ---- parts ---- */

/* Cyrillic letters that Russian has not but that look Latin: і, ѕ, ј. */
static bool is_stray_cyrillic(uint32_t cp)
{
    return cp == 0x456 || cp == 0x406 || cp == 0x455 || cp == 0x405 || cp == 0x458 || cp == 0x408;
}

bool look_is_foreign(uint32_t cp)
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
        p.foreign += look_is_foreign(cp);
    }
    return p;
}

static void check_part(look_work *w, const look_part *p)
{
    if (p->to - p->from > LONGEST_PART)
        return;
    if (w->russian && look_check_roman(w, p))
        return;
    if (p->cyrillic && (p->latin || p->foreign) && !(p->digits && look_check_number(w, p)))
        look_check_mixed(w, p);
    else if (p->digits && (p->cyrillic || p->latin))
        look_check_figures(w, p);
    else if (p->latin && !p->cyrillic && !p->foreign)
        look_check_latin(w, p);
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
    if (look_check_date(w, from, to))
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
            finding_add_slice(w->out, MSG_NUMBER_SIGN, &w->t, i, numero, NULL);
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

/* ---- the text ---- */

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
