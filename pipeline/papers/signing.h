/* signing.h - electronic signatures in PDF files (PAdES, ETSI EN 319 142-1): made, prepared for
 * others, checked. */
#ifndef SVOD_SIGNING_H
#define SVOD_SIGNING_H

#include "reader/reader.h"
#include "session.h"

/* The appearance of a field: a PDF of one page of that size, made of the edition's mark.fo; NULL:
 * none can be made. */
pdf_file *signing_mark(svod_session *s, pdf_file *f, const pdf_field *field,
                       const char *const *values, diag *dg);

#endif
