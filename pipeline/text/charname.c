/* charname.c - names of characters from ICU's data. */
#include "text/charname.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

const char *char_describe(arena *a, uint32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    char name[128] = "", shown[5] = "";
    bool named, visible = u_isgraph((UChar32)cp) && u_charType((UChar32)cp) != U_PRIVATE_USE_CHAR;

    u_charName((UChar32)cp, U_EXTENDED_CHAR_NAME, name, sizeof name, &status);
    named = U_SUCCESS(status) && name[0] && name[0] != '<';
    if (visible)
        shown[utf8_encode(cp, shown)] = '\0';
    return arena_printf(a, "U+%04X%s%s%s%s%s", (unsigned)cp, visible ? " «" : "", shown,
                        visible ? "»" : "", named ? ", " : "", named ? name : "");
}
