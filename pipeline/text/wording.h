/* wording.h - spaces, hyphens and dashes, repeated words and invisible characters of a text. */
#ifndef SVOD_TEXT_WORDING_H
#define SVOD_TEXT_WORDING_H

#include "text/finding.h"
#include "text/typography.h"

/* Add the findings in the text of one block. What typography will set right is a note, the rest a
 * warning. `lists` is lookalikes.ini. Returns how many hyphens stand for a dash between spaces
 * (they are told once a document); the first of them at *first_dash. */
size_t wording_check(const word_lists *lists, const typography *typo, const char *text, size_t n,
                     size_t *first_dash, text_findings *out);

#endif
