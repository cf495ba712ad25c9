/* lookalike.h - letters that are not what they look like: Latin letters in Russian words, whole
 * words in the wrong alphabet, figures for letters, broken number signs.
 *
 * Which letters look alike is asked of ICU's spoof checker (Unicode confusables); shapes that only
 * a scanner confuses (III for Ш) and words that decide stand in the edition's lookalikes.ini. */
#ifndef SVOD_TEXT_LOOKALIKE_H
#define SVOD_TEXT_LOOKALIKE_H

#include "text/finding.h"
#include "text/wordlist.h"

typedef struct lookalike lookalike;

/* `lists` is lookalikes.ini and is borrowed. */
lookalike *lookalike_open(const word_lists *lists);
void lookalike_close(lookalike *l); /* accepts NULL */

/* Add the findings in the text of one block. `russian`: the document is, so that a short text
 * without any Russian letter is judged as Russian, too. */
void lookalike_check(lookalike *l, const char *text, size_t n, bool russian, text_findings *out);

#endif
