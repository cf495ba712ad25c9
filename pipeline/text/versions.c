/* versions.c - see versions.h; libhyphen and libinih cannot tell theirs. */
#include "text/versions.h"

#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

void text_versions(FILE *out)
{
    char icu[U_MAX_VERSION_STRING_LENGTH], unicode[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo v;

    u_getVersion(v);
    u_versionToString(v, icu);
    u_getUnicodeVersion(v);
    u_versionToString(v, unicode);
    fprintf(out, "ICU %s (Unicode %s)\nHarfBuzz %s\n", icu, unicode, hb_version_string());
}
