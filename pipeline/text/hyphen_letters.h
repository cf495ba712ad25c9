/* hyphen_letters.h - the letters of a dictionary in an encoding of single bytes. */
#ifndef SVOD_TEXT_HYPHEN_LETTERS_H
#define SVOD_TEXT_HYPHEN_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* The code point of each byte, 0 where there is none, by ICU; false if the name is not that of an
 * encoding of single bytes. */
bool hyphen_letters(const char *encoding, uint16_t letters[256]);

#endif
