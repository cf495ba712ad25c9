/* versions.c - see versions.h. */
#include "xslt/versions.h"

#include <libexslt/exslt.h>
#include <libxslt/xslt.h>

void xslt_versions(FILE *out)
{
    fprintf(out, "libxslt %s\nlibexslt %s\n", xsltEngineVersion, exsltLibraryVersion);
}
