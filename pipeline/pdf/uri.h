/* uri.h - the few URIs an image may have: paths, file: and data:. */
#ifndef SVOD_PDF_URI_H
#define SVOD_PDF_URI_H

#include <stdbool.h>
#include <stddef.h>

/* Without url(…), quotes and spaces around it; mem_free it. */
char *uri_clean(const char *uri);
bool uri_is_data(const char *uri);
/* The bytes of a data: URI (base64 or percent-encoded), in `*data` of mem_free. */
bool uri_decode_data(const char *uri, char **data, size_t *size);
/* The path that `uri` names on this machine, decoded in place; NULL if it is not local. */
const char *uri_local_path(char *uri);

#endif
