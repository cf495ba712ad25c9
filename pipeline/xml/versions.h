/* versions.h - the libraries behind xml/, for --version and proofs of origin. */
#ifndef SVOD_XML_VERSIONS_H
#define SVOD_XML_VERSIONS_H

#include <stdio.h>

void xml_versions(FILE *out); /* "name version", a line each */

#endif
