/* typo_int.h - the view the rules of typography work on; private to text/typo*.c.
 *
 * The characters of all parts stand in one array, a run of blanks as one item. A rule looks at
 * live items by their number and replaces, deletes or puts something before one; it never sees
 * bytes. Words of URLs and addresses are frozen: edits to them are ignored. */
#ifndef SVOD_TEXT_TYPO_INT_H
#define SVOD_TEXT_TYPO_INT_H

#include "text/chars.h"
#include "text/typography.h"

typedef struct {
    uint32_t cp;          /* as it is now; a blank run is ' ' or a glue space */
    uint32_t insert;      /* put before it; 0: nothing. No change to tell of without a rule */
    uint32_t cell, cells; /* characters of the source it stands for */
    const char *rule, *insert_rule;
    bool gone, frozen, joined, parted; /* the source has U+2060, U+200B before it */
} typo_item;

typedef struct {
    uint32_t cp, at, len, part; /* a character of the source: offset and bytes in its part */
} typo_cell;

typedef struct {
    const typography *t;
    unsigned options;
    arena *mem;
    const typo_part *parts;
    typo_cell *cells;
    size_t cell_count;
    typo_item *items;
    size_t item_count;
    uint32_t *live; /* items that are not gone */
    size_t count;   /* of live */
    bool described; /* the text is a bibliographic description */
} typo_work;

struct typography {
    word_lists *lists;
    const word_set *short_words, *particles, *units, *before_unit, *after_roman, *before_name,
        *before_number, *after_t, *not_range, *months, *months_genitive, *minus_after;
    uint32_t dash;
    bool inner_quotes, number_sign_space, percent_space;
};

/* The live item i; outside of the text everything reads as 0. */
static inline uint32_t typo_at(const typo_work *w, size_t i)
{
    return i < w->count ? w->items[w->live[i]].cp : 0;
}

uint32_t typo_live_at(const void *work, size_t i); /* the same, for description.h */

bool typo_set(typo_work *w, size_t i, uint32_t cp, const char *rule);
void typo_delete(typo_work *w, size_t i, const char *rule);
void typo_insert(typo_work *w, size_t i, uint32_t cp, const char *rule);
void typo_compact(typo_work *w); /* renumber after deletions */

/* Is live[from, to), in lower case, in the set? */
bool typo_in(const typo_work *w, const word_set *set, size_t from, size_t to);
size_t typo_letters_end(const typo_work *w, size_t i);   /* past the letters that begin at i */
size_t typo_letters_begin(const typo_work *w, size_t i); /* where the letters before i begin */

bool typo_is_stray(const typo_work *w, size_t i); /* a blank that typo_stray_spaces deletes */

void typo_double_spaces(typo_work *w);
void typo_stray_spaces(typo_work *w);
void typo_typewriter_dashes(typo_work *w);
void typo_minus(typo_work *w);
void typo_ranges(typo_work *w);
void typo_dashes(typo_work *w);
void typo_quotes(typo_work *w);
void typo_number_signs(typo_work *w);
void typo_initials(typo_work *w);
void typo_units(typo_work *w);
void typo_abbreviations(typo_work *w);
void typo_short_words(typo_work *w);
void typo_particles(typo_work *w);
void typo_dash_spaces(typo_work *w);
void typo_dates(typo_work *w);
void typo_digit_groups(typo_work *w);
void typo_no_breaks(typo_work *w);
void typo_breaks(typo_work *w);

#endif
