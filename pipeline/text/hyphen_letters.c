/* hyphen_letters.c - what ICU says of an encoding, once: asking it for each letter is slow. */
#include "text/hyphen_letters.h"

#include <stddef.h>
#include <unicode/ucnv.h>

static uint16_t letter_of(UConverter *conv, char byte)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar letter[4];
    const int32_t n = ucnv_toUChars(conv, letter, 4, &byte, 1, &status);

    return U_SUCCESS(status) && n == 1 && letter[0] != 0xFFFD ? letter[0] : 0;
}

bool hyphen_letters(const char *encoding, uint16_t letters[256])
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *conv = *encoding ? ucnv_open(encoding, &status) : NULL;
    const bool ok = conv && U_SUCCESS(status) && ucnv_getMaxCharSize(conv) == 1;

    for (int i = 0; ok && i < 256; i++)
        letters[i] = letter_of(conv, (char)i);
    ucnv_close(conv);
    return ok;
}
