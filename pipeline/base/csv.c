/* csv.c - see csv.h. */
#include "base/csv.h"

void csv_field(strbuf *out, const char *value, bool last)
{
    strbuf_addc(out, '"');
    for (; *value; value++) {
        if (*value == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *value);
    }
    strbuf_adds(out, last ? "\"\r\n" : "\";");
}
