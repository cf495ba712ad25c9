/* versions.h - the libraries behind pdf/, for --version and proofs of origin. */
#ifndef SVOD_PDF_VERSIONS_H
#define SVOD_PDF_VERSIONS_H

#include <stdio.h>

void pdf_versions(FILE *out); /* "name version", a line each */

#endif
