/* versions.h - the library behind sign/, for --version and proofs of origin. */
#ifndef SVOD_SIGN_VERSIONS_H
#define SVOD_SIGN_VERSIONS_H

#include <stdio.h>

void sign_versions(FILE *out); /* "name version", a line each */

#endif
