/* abbreviation.h - abbreviations in running Russian text: which are used, which are explained on
 * the spot.
 *
 * An abbreviation is a word of 2 to 8 letters, at least half of them capital, two at least («ФГОС»,
 * «СанПиН»); not part of a code («656-ОД», «273-ФЗ»), no initials, and not in a text that stands in
 * capitals throughout. Its case does not count. */
#ifndef SVOD_TEXT_ABBREVIATION_H
#define SVOD_TEXT_ABBREVIATION_H

#include <stdbool.h>
#include <stddef.h>

#include "text/wordlist.h"

typedef struct {
    const char *text;
    size_t words; /* adjacent abbreviations are also told joined, with a low line: «ФИС_ФРДО» */
    bool legal_form; /* before a quoted name: «ГАУ ДПО «…»» */
    bool explained; /* «(далее – МОЦ)», «медико-социальная экспертиза (МСЭ)» */
} abbreviation;

typedef struct {
    abbreviation *items;
    size_t count;
} abbreviations;

/* `terms`: the edition's terms.ini. Words of [capital-words] are no abbreviations, nor those of
 * [standards] before a number; an ending of [abbreviation-endings] behind three capitals or more is
 * left out («МФЦах» is МФЦ). */
abbreviations abbreviation_find(arena *a, const word_lists *terms, const char *text, size_t n);

#endif
