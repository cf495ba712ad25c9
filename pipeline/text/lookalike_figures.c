/* lookalike_figures.c - figures and letters: numbers and dates with a letter in them, abbreviations
 * with a figure, Roman numbers in other letters. */
#include <string.h>

#include "text/lookalike_int.h"

static bool looks_zero(uint32_t cp)
{
    return cp == 'O' || cp == 'o' || cp == 0x41E || cp == 0x43E;
}

static bool looks_three(uint32_t cp)
{
    return cp == 0x417 || cp == 0x437;
}

/* «2О21»: a number, but for a letter that looks like a figure. */
bool look_check_number(look_work *w, const look_part *p)
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
        finding_add_slice(w->out, MSG_LOOK_ALIKE, t, p->from, p->to,
                          arena_strdup(t->mem, strbuf_text(&meant)));
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
bool look_check_date(look_work *w, size_t from, size_t to)
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
    finding_add_slice(w->out, MSG_LOOK_ALIKE, &w->t, from, to, arena_strdup(w->t.mem, meant));
    return true;
}

/* «Ф3»: letters with a figure that together, read as letters, are a known abbreviation. */
void look_check_figures(look_work *w, const look_part *p)
{
    const char *reading;
    bool sure;

    if (look_check_number(w, p))
        return;
    look_learn_twins(w->l);
    reading = look_reading(w, p, &sure);
    if (reading && word_set_has(w->l->russian, reading, strlen(reading)))
        look_tell_word(w, MSG_LOOK_ALIKE, p, NULL, reading);
}

/* ---- Roman numbers ---- */

bool look_is_roman(const text_chars *t, const look_part *p)
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

enum { LONGEST_ROMAN = 8 };

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

/* Is the word behind the part one that a number in Roman figures stands before («век»)? */
static bool before_roman_word(const look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    const size_t from = chars_blanks_end(t, p->to), end = chars_letters_end(t, from);

    return from > p->to && word_set_has_chars(w->l->roman_words, t->c, from, end);
}

/* «XlV», «ll квартал», Russian «ХХ век»: a Roman number in other letters. */
bool look_check_roman(look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    const look_part whole = {.from = 0, .to = p->to - p->from};
    text_chars read;
    strbuf meant = STRBUF_INIT;
    size_t capitals = 0, wrong = 0;
    bool found;

    if (!may_be_roman(t, p))
        return false;
    for (size_t i = p->from; i < p->to; i++) {
        const uint32_t cp = t->c[i].cp, sign = cp == 'l' ? 'I' : cp == 0x425 ? 'X' : cp;
        capitals += char_is_upper(cp) && char_is_latin(cp);
        wrong += sign != cp;
        strbuf_add_utf8(&meant, sign);
    }
    read = chars_of(t->mem, strbuf_text(&meant), meant.len);
    found = wrong && whole.to > 1 && look_is_roman(&read, &whole) &&
            (capitals || before_roman_word(w, p));
    if (found)
        finding_add_slice(w->out, MSG_LOOK_ALIKE, t, p->from, p->to,
                          arena_strdup(t->mem, strbuf_text(&meant)));
    strbuf_free(&meant);
    return found;
}
