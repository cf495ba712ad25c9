/* enumeration.h - institutions listed in a text, by number or by name: «Школ №№ 2, 7, Лицей № 10».
 *
 *   list  = [words "№№"] item { sep item }      sep  = "," | ";" | "и" before a number
 *   item  = number { blank number } | name      several numbers in one item: a comma was lost
 */
#ifndef SVOD_TEXT_ENUMERATION_H
#define SVOD_TEXT_ENUMERATION_H

#include <stdbool.h>
#include <stddef.h>

#include "text/collate.h"

typedef struct {
    const char *name; /* a number by its figures, a name as it is written, blanks single */
    bool number;
} enumeration_item;

/* Slips of writing, each as it stands in the text; NULL where there is none. */
typedef struct {
    const char *comma; /* lost between two numbers: «30 32» */
    const char *space; /* none after a comma: «7,14» */
    const char *end;   /* a comma behind the last item */
} enumeration_slips;

typedef struct {
    const char *lead; /* the words before «№№»; "" if there are none */
    enumeration_item *items;
    size_t count;
    enumeration_slips slips;
} enumeration;

enumeration enumeration_parse(arena *a, const char *text, size_t n);

/* The items once each, in the order written. */
enumeration enumeration_distinct(arena *a, enumeration list);

/* The items once each in the order of `order` (№ 2 before № 11), numbers before names, with
 * commas. */
const char *enumeration_sorted(arena *a, collate *order, enumeration list);

#endif
