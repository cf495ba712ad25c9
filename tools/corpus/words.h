/* words.h - words.txt and what is made of them: text with places to fill, by dice that fall alike
 * in each run.
 *
 * An item may hold: {name} another item of the list `name`; {x=name} the same, and {x} repeats it;
 * {1..20} a number; {5..30|дом|дома|домов|house} a counted number with its mark-up; {@date},
 * {@act}, {@person}; {*20|text} the text twenty times, with the number of the time for #. */
#ifndef CORPUS_WORDS_H
#define CORPUS_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"

typedef struct {
    const char *name;
    const char **items;
    size_t count, cap;
} word_list;

typedef struct {
    word_list *lists;
    size_t count, cap;
} words;

/* False: told on stderr. The words live in `a`. */
bool words_load(words *w, const char *path, arena *a);
const word_list *words_list(const words *w,
                            const char *name); /* ends the program if there is none */

typedef struct {
    uint64_t state;
} dice;

dice dice_new(uint64_t seed, uint64_t number);
int dice_roll(dice *d, int from, int to);
/* The numbers 0 … count-1 in an order of chance; in `a`. */
int *dice_shuffle(dice *d, int count, arena *a);

enum { BOUND_LIMIT = 8 };

/* One text that is being written. */
typedef struct {
    const words *words;
    dice dice;
    strbuf text;
    int year; /* of dates */
    struct {
        const char *name, *value;
    } bound[BOUND_LIMIT];
    size_t bound_count;
    const char *last; /* item that was taken before: not taken twice in a row */
} writer;

void put(writer *w, const char *bytes); /* as it is */
void putf(writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say(writer *w, const char *words_to_fill);
void say_one(writer *w, const char *list);        /* an item of a list */
const char *item_of(writer *w, const char *list); /* the same, not filled */
/* A day of w->year from the first to the last month given, not after the 28th. */
typedef struct {
    int day, month, year;
} day;
day some_day(writer *w, int first_month, int last_month);

#endif
