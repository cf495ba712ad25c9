/* versions.h - the libraries behind xslt/, for --version and proofs of origin. */
#ifndef SVOD_XSLT_VERSIONS_H
#define SVOD_XSLT_VERSIONS_H

#include <stdio.h>

void xslt_versions(FILE *out); /* "name version", a line each */

#endif
