/* versions.h - the libraries behind text/, for --version and proofs of origin. */
#ifndef SVOD_TEXT_VERSIONS_H
#define SVOD_TEXT_VERSIONS_H

#include <stdio.h>

void text_versions(FILE *out); /* "name version", a line each */

#endif
