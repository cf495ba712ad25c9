/* fuzz_fo.c - any bytes as XSL-FO: load, build, lay out with real fonts, write the PDF to memory.
 * Finds crashes, sanitizer findings and, with -timeout, layouts that do not end. */
#include "format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const formatter *f = format_open();
    diag *dg = diag_new();
    xml_doc *doc = xml_load_memory("fuzz.fo", (const char *)data, size, &xml_default_limits, dg);

    if (doc)
        format_fo(f, xml_tree(doc), doc, false, dg);
    xml_free(doc);
    diag_free(dg);
    return 0;
}
