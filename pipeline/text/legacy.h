/* legacy.h - lists and tables as people save them: UTF-8, UTF-16 with its mark, or windows-1251,
 * which spreadsheets of Russia still write. */
#ifndef SVOD_TEXT_LEGACY_H
#define SVOD_TEXT_LEGACY_H

#include "base/arena.h"

/* `size` bytes, with a NUL behind them, as UTF-8 without a mark: they themselves, or a copy in `a`.
 * What means nothing becomes U+FFFD. */
char *text_from_legacy(arena *a, char *bytes, size_t size);

#endif
