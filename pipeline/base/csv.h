/* csv.h - tables for spreadsheets (RFC 4180, with semicolons, which those of Russia expect). */
#ifndef SVOD_BASE_CSV_H
#define SVOD_BASE_CSV_H

#include <stdbool.h>

#include "base/strbuf.h"

/* The mark by which spreadsheets know UTF-8, and the head. */
void csv_begin(strbuf *out, const char *const *names, size_t count);
/* One field in quotes, and what stands behind it. What a spreadsheet would compute gets an
 * apostrophe before it: words of strangers stay words. */
void csv_field(strbuf *out, const char *value, bool last);

#endif
