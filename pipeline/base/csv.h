/* csv.h - tables for spreadsheets (RFC 4180, with semicolons, which those of Russia expect). */
#ifndef SVOD_BASE_CSV_H
#define SVOD_BASE_CSV_H

#include <stdbool.h>

#include "base/strbuf.h"

/* One field in quotes, and what stands behind it. */
void csv_field(strbuf *out, const char *value, bool last);

#endif
