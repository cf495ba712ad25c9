/* charname.h - what a character is called in Unicode, for messages. */
#ifndef SVOD_TEXT_CHARNAME_H
#define SVOD_TEXT_CHARNAME_H

#include <stdint.h>

#include "base/arena.h"

/* "U+0419 «Й», CYRILLIC CAPITAL LETTER SHORT I"; without the part that does not exist. */
const char *char_describe(arena *a, uint32_t cp);

#endif
