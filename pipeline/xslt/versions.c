/* versions.c - see versions.h. */
#include "xslt/versions.h"

#include <libexslt/exslt.h>
#include <libxslt/xslt.h>
#include <qrencode.h>

void xslt_versions(FILE *out)
{
    fprintf(out, "libxslt %s\nlibexslt %s\nlibqrencode %s\n", xsltEngineVersion,
            exsltLibraryVersion, QRcode_APIVersionString());
}
