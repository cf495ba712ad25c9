/* json.h - texts as JSON (RFC 8259), for lines that programs read. */
#ifndef SVOD_BASE_JSON_H
#define SVOD_BASE_JSON_H

#include "base/strbuf.h"

/* `text` in quotes; what is not UTF-8 becomes U+FFFD, since readers refuse the whole line for
 * it. */
void json_quoted(strbuf *out, const char *text);
/* ,"name":"text" and ,"name":12 */
void json_member(strbuf *out, const char *name, const char *text);
void json_number(strbuf *out, const char *name, int64_t value);

#endif
