/* mention.h - where a text speaks of a numbered thing: «в приложении 1», «(приложение)», «таблицы 2
 * и 3».
 *
 * Which words name the thing is a list of the edition. A number is digits with full stops between
 * (1, 2.1) or one capital letter (А), after № or not; several stand with «,», «и» or a dash. What
 * is followed by «к», a capital letter or the name of a paper belongs elsewhere («приложение 1 к
 * приказу», «… Порядка», «… постановления») and is passed over. Without a number the word counts
 * only where it is a reference by its place: «(приложение)», «см. приложение.» */
#ifndef SVOD_TEXT_MENTION_H
#define SVOD_TEXT_MENTION_H

#include "base/arena.h"
#include "text/wordlist.h"

typedef struct {
    const char *number; /* "" : none was given */
    size_t at, len;     /* bytes from the word to the end of the number */
} mention;

typedef struct {
    mention *items;
    size_t count, cap;
} mentions;

/* All of them in the text, in order; lives in `a`. `papers`: names of acts, in the genitive. */
mentions mentions_find(arena *a, const word_set *words, const word_set *papers, const char *text,
                       size_t n);

#endif
