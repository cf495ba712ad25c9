/* json.h - texts as JSON (RFC 8259), for lines that programs read. */
#ifndef SVOD_BASE_JSON_H
#define SVOD_BASE_JSON_H

#include "base/strbuf.h"

/* `text`, UTF-8, in quotes. */
void json_quoted(strbuf *out, const char *text);
/* ,"name":"text" */
void json_member(strbuf *out, const char *name, const char *text);

#endif
