/* lookalike_int.h - what the files that look for look-alikes share: the walk over a text
 * (lookalike.c), twins and readings (lookalike_twins.c), words (lookalike_words.c), figures
 * (lookalike_figures.c). */
#ifndef SVOD_TEXT_LOOKALIKE_INT_H
#define SVOD_TEXT_LOOKALIKE_INT_H

#include "base/strbuf.h"
#include "text/chars.h"
#include "text/lookalike.h"

enum { LATIN_LETTERS = 128, CYRILLIC_FIRST = 0x400, CYRILLIC_COUNT = 0x60, LONGEST_PART = 40 };

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

static inline bool is_word_char(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || (cp >= 0x300 && cp < 0x370);
}

/* ---- lookalike.c ---- */

bool look_is_foreign(uint32_t cp);

/* ---- lookalike_twins.c ---- */

void look_learn_twins(lookalike *l);

static inline uint32_t russian_twin(const lookalike *l, uint32_t cp)
{
    return cp < LATIN_LETTERS ? l->russian_twin[cp] : 0;
}

/* The part as Russian letters; NULL if a letter has no reading. *sure is false if the scanner's
 * table was needed. */
const char *look_reading(const look_work *w, const look_part *p, bool *sure);

/* ---- lookalike_words.c ---- */

/* Tell of a part at its whole word; `letters` are named, or what is meant instead of the part. */
void look_tell_word(look_work *w, message_id id, const look_part *p, const char *letters,
                    const char *meant);
void look_check_mixed(look_work *w, const look_part *p);
void look_check_latin(look_work *w, const look_part *p);

/* ---- lookalike_figures.c: those that may find nothing say whether they did ---- */

bool look_check_number(look_work *w, const look_part *p);
bool look_check_date(look_work *w, size_t from, size_t to);
void look_check_figures(look_work *w, const look_part *p);
bool look_check_roman(look_work *w, const look_part *p);
bool look_is_roman(const text_chars *t, const look_part *p);

#endif
