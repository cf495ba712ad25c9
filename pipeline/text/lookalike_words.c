/* lookalike_words.c - words: parts that mix alphabets, and those that are wholly in the wrong one.
 *
 * A part that mixes alphabets is always reported. A part that is Latin altogether is reported only
 * if each letter has a Russian twin and the Russian reading is a known word, or long enough to be
 * no accident, and neither the part nor its neighbours are known Latin. */
#include <string.h>

#include "base/utf8.h"
#include "text/lookalike_int.h"

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

/* Tell of a part at its whole word; `letters` are named, or what is meant instead of the part. */
void look_tell_word(look_work *w, message_id id, const look_part *p, const char *letters,
                    const char *meant)
{
    const text_chars *t = &w->t;
    look_part word = word_around(t, p);

    if (meant)
        letters = arena_printf(t->mem, "%s%s%s", chars_slice(t, word.from, p->from), meant,
                               chars_slice(t, p->to, word.to));
    finding_add_slice(w->out, id, &w->t, word.from, word.to, letters);
}

/* ---- mixed alphabets ---- */

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

void look_check_mixed(look_work *w, const look_part *p)
{
    bool latin_word;

    look_learn_twins(w->l);
    latin_word = is_latin_word(w, p);
    if (p->foreign)
        look_tell_word(w, MSG_FOREIGN_LETTERS, p, letters(&w->t, p, look_is_foreign), NULL);
    else if (!inflected_acronym(w, p))
        look_tell_word(w, latin_word ? MSG_RUSSIAN_IN_LATIN : MSG_LATIN_IN_RUSSIAN, p,
                       letters(&w->t, p, latin_word ? char_is_cyrillic : char_is_latin), NULL);
}

/* ---- the wrong alphabet ---- */

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

void look_check_latin(look_work *w, const look_part *p)
{
    const text_chars *t = &w->t;
    const char *reading, *word = chars_slice(t, p->from, p->to);
    bool sure, listed;

    look_learn_twins(w->l);
    if (!w->russian || known(w->l->latin, t->mem, word) || !(reading = look_reading(w, p, &sure)))
        return;
    listed = known(w->l->russian, t->mem, reading);
    if (p->latin == 1 && p->digits == 0 && (!listed || !lone_letter_counts(t, p)))
        return;
    if (!listed && (!sure || p->latin < 3 || p->digits > 0))
        return;
    if (look_is_roman(t, p) || among_latin(w, p))
        return;
    finding_add(w->out, MSG_LOOK_ALIKE, t->c[p->from].at, word, reading);
}
