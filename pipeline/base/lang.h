/* lang.h - the language of messages, chosen once at start (gettext). */
#ifndef SVOD_BASE_LANG_H
#define SVOD_BASE_LANG_H

#include <stdbool.h>

typedef enum { LANG_EN, LANG_RU } lang;

/* `wanted` is "ru", "en" or NULL for the locale's; `catalogues` is the folder that holds
 * ru/LC_MESSAGES/svod.mo. False if `wanted` is neither. */
bool lang_init(const char *wanted, const char *catalogues);
lang lang_current(void);
const char *lang_translate(const char *english);

#define _(text)  lang_translate(text)
#define N_(text) text

#endif
