/* versions.c - see versions.h. */
#include "xml/versions.h"

#include <libxml/parser.h>

void xml_versions(FILE *out)
{
    fprintf(out, "libxml2 %s\n", xmlParserVersion);
}
