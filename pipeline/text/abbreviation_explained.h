/* abbreviation_explained.h - does a text explain an abbreviation where it stands?
 *
 * In five ways: «(далее – МОЦ)», «(далее – центр, МОЦ)», «медико-социальная экспертиза (МСЭ)», «МСЭ
 * (медико-социальная экспертиза)», «МСЭ – медико-социальная экспертиза» at the begin of a text or
 * behind «;». Words explain an abbreviation if each begins with its next letter, or with several of
 * them that stand in it («многофункциональный центр» is МФЦ); short words and second parts of
 * compounds may have none. */
#ifndef SVOD_TEXT_ABBREVIATION_EXPLAINED_H
#define SVOD_TEXT_ABBREVIATION_EXPLAINED_H

#include <stdbool.h>
#include <stddef.h>

#include "text/chars.h"

/* Of [from, to), an abbreviation or several neighbours. */
bool abbreviation_explained(const text_chars *t, size_t from, size_t to);

#endif
