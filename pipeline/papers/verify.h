/* verify.h - is a PDF what its source makes? For svod verify and for the archive. */
#ifndef SVOD_VERIFY_H
#define SVOD_VERIFY_H

#include "reader/reader.h"
#include "session.h"

/* VERDICT_NOT_COMPARABLE: the same text, but other versions of the program or its libraries draw it
 * otherwise. VERDICT_DAMAGED is the archive's: what it keeps are not the bytes that it was
 * given. */
typedef enum {
    VERDICT_IDENTICAL,
    VERDICT_SAME_PAGES,
    VERDICT_NOT_COMPARABLE,
    VERDICT_DIFFERENT,
    VERDICT_CANNOT,
    VERDICT_DAMAGED
} verdict;

const char *verify_word(verdict v); /* in English; _() makes it Russian */
bool verify_confirms(verdict v);    /* the file is what its source makes */
/* The XML, as it is attached or, if a file is named, from there; false and a diagnostic if there is
 * none. Free `read` with mem_free when `bytes` are done with. */
bool verify_source(pdf_file *f, const char *named, char **read, const char **bytes, size_t *size,
                   diag *dg);
/* «a3a» as the file claims; "plain" if it claims none. */
const char *verify_level(arena *a, pdf_file *f);
/* Render the file `source` in the session `own` to the file `to` (removed afterwards) and compare
 * it with the PDF. VERDICT_CANNOT: the reason is told, and *status is SVOD_REFUSED, or SVOD_SYSTEM
 * if it lies in the installation. */
verdict verify_again(svod_session *own, const char *pdf, const char *source, const char *to,
                     svod_status *status, diag *dg);

#endif
