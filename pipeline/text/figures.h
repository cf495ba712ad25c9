/* figures.h - numbers in figures as Russian writes them: the endings of ordinals («5-й», «15-го»),
 * words that begin with a number («80-летие»), and the comma of decimals («0,5 %»). */
#ifndef SVOD_TEXT_FIGURES_H
#define SVOD_TEXT_FIGURES_H

#include "text/chars.h"
#include "text/finding.h"
#include "text/wordlist.h"

/* Add the findings in the text of one block, each with what is right. `lists` is lookalikes.ini:
 * its sections of figures. */
void figures_check(const word_lists *lists, const char *text, size_t n, text_findings *out);

/* Do the characters [from, to) go on a number, as «летний» and «этажного» do? */
bool figures_goes_on(const word_lists *lists, const text_char *c, size_t from, size_t to);

#endif
