/* legacy.c - see legacy.h. Names of files are too short to tell one encoding of Cyrillic letters
 * from another by how often its letters occur, as the loader of documents does; what is not UTF-8
 * is taken for what spreadsheets write. */
#include "text/legacy.h"

#include <string.h>

#include <unicode/ucnv.h>

#include "base/utf8.h"

static char *converted(arena *a, const char *from, const char *bytes, size_t size)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open(from, &error);
    char *text = NULL;
    int32_t n = 0;

    if (cnv)
        n = ucnv_toAlgorithmic(UCNV_UTF8, cnv, NULL, 0, bytes, (int32_t)size, &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        text = arena_text(a, (size_t)n + 1);
        ucnv_toAlgorithmic(UCNV_UTF8, cnv, text, n + 1, bytes, (int32_t)size, &error);
    }
    if (cnv)
        ucnv_close(cnv);
    return text ? text : arena_strdup(a, "");
}

char *text_from_legacy(arena *a, char *bytes, size_t size)
{
    if (size >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2)))
        return converted(a, "UTF-16", bytes, size);
    if (utf8_sound(bytes, size) < size)
        return converted(a, "windows-1251", bytes, size);
    return bytes + (strncmp(bytes, "\xEF\xBB\xBF", 3) ? 0 : 3);
}
