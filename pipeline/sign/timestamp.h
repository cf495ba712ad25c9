/* timestamp.h - a trusted time for a signature (RFC 3161): the token is an unsigned attribute of
 * the signature and says that its value was there at that time (PAdES baseline B-T). */
#ifndef SVOD_SIGN_TIMESTAMP_H
#define SVOD_SIGN_TIMESTAMP_H

#include "base/diag.h"
#include "sign/der.h"

/* The signature `cms` with a token of the service at `url` (http: or https:), in `a`. bytes NULL
 * and a diagnostic: the service does not answer within ten seconds, refuses, or answers something
 * else. */
der timestamp_add(arena *a, der cms, const char *url, diag *dg);
/* How much larger it may become, at most. */
enum { TIMESTAMP_MOST = 16384 };

#endif
