/* folio.h - page numbers as text. */
#ifndef SVOD_LAYOUT_FOLIO_H
#define SVOD_LAYOUT_FOLIO_H

#include "base/arena.h"

/* By an XSLT 1.0 number format token (7.7.1): "1", "01", "a", "A", "i", "I", Cyrillic letters, with
 * text around it. `group_size` 0: no grouping. */
char *folio_format(arena *a, long number, const char *format, const char *group_separator,
                   int group_size);

#endif
