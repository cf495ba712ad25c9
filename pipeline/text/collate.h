/* collate.h - the order of Russian words: ё beside е, numbers by their value, «г.» and quotes at
 * the begin passed over. */
#ifndef SVOD_TEXT_COLLATE_H
#define SVOD_TEXT_COLLATE_H

#include "base/arena.h"
#include "text/wordlist.h"

typedef struct collate collate;

/* `prefixes` are passed over at the begin of a text (lower case); may be NULL. */
collate *collate_open(const char *language, const word_set *prefixes);
void collate_close(collate *c); /* accepts NULL */
/* Hexadecimal digits whose byte order is the order of the texts; in `a`. */
const char *collate_key(const collate *c, arena *a, const char *text);
/* The name alone, a part of `text` behind quotes and prefixes («пос. Лесной»); *prefix: the last of
 * these in small letters, in `a`, "" if there is none. */
const char *collate_split(const collate *c, arena *a, const char *text, const char **prefix);
int collate_compare(const collate *c, const char *x, const char *y); /* -1, 0, 1 */

#endif
