/* versions.c - the library behind reader/, for --version. */
#include "reader/reader_int.h"

void reader_versions(FILE *out)
{
    fprintf(out, "qpdf %s\n", qpdf_get_qpdf_version());
}
