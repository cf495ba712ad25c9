/* fuzz_fo.c - any bytes as XSL-FO: read it, lay it out with real fonts, write the PDF to memory.
 * Finds crashes, sanitizer findings and, with -timeout, layouts that do not end. */
#include "format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    diag *dg = diag_new();

    format_stream(format_open(), (const char *)data, size, dg);
    diag_free(dg);
    return 0;
}
