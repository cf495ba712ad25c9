/* lang.h - the language of messages, chosen once at start (gettext). */
#ifndef SVOD_BASE_LANG_H
#define SVOD_BASE_LANG_H

#include <stdbool.h>

typedef enum { LANG_EN, LANG_RU } lang;

/* `wanted` is "ru", "en" or NULL for the locale's; `folder` holds ru/LC_MESSAGES/svod.mo and is
 * borrowed. False if `wanted` is neither. */
bool lang_init(const char *wanted, const char *folder);
lang lang_current(void);
/* Speak `wanted` from here on; what was spoken before. */
lang lang_use(lang wanted);
const char *lang_translate(const char *english);
/* Why a call of the system failed, in that language; libc's own texts, where ours end, depend on
 * what is installed. */
const char *lang_system_error(int error);

#define _(text)  lang_translate(text)
#define N_(text) text

#endif
