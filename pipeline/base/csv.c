/* csv.c - see csv.h. */
#include "base/csv.h"

#include <string.h>

/* Spreadsheets compute what begins so, quoted or not; numbers with a sign are what they are, and a
 * lone sign is a word. */
static bool is_formula(const char *value)
{
    const char *rest = value + 1;

    if (!*value || !strchr("=@\t\r+-", *value))
        return false;
    return strchr("+-", *value) ? rest[strspn(rest, "0123456789,. %")] != '\0' : true;
}

void csv_field(strbuf *out, const char *value, bool last)
{
    strbuf_addc(out, '"');
    if (is_formula(value))
        strbuf_addc(out, '\'');
    for (; *value; value++) {
        if (*value == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *value);
    }
    strbuf_adds(out, last ? "\"\r\n" : "\";");
}

void csv_begin(strbuf *out, const char *const *names, size_t count)
{
    strbuf_adds(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++)
        csv_field(out, names[i], i + 1 == count);
}
