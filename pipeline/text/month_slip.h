/* month_slip.h - names of months with one letter wrong, where a day or a year shows that a month is
 * meant. */
#ifndef SVOD_TEXT_MONTH_SLIP_H
#define SVOD_TEXT_MONTH_SLIP_H

#include "text/finding.h"
#include "text/wordlist.h"

/* Add the findings in the text of one block, each with the month that is probably meant. Words of
 * [month-like] of `lists` (lookalikes.ini) are none. */
void month_slips_check(const word_lists *lists, const char *text, size_t n, text_findings *out);

#endif
