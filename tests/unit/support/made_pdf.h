/* made_pdf.h - a PDF file out of the text of its objects, for tests of reading. */
#ifndef SVOD_TESTS_MADE_PDF_H
#define SVOD_TESTS_MADE_PDF_H

#include <string.h>

#include "base/strbuf.h"
#include "reader/reader.h"

/* A file of `count` objects, the first of which is its catalogue. */
static inline pdf_file *made_pdf(const char *const *objects, size_t count, diag *dg)
{
    strbuf out = STRBUF_INIT;
    size_t *offsets = mem_alloc(count * sizeof *offsets), table;
    pdf_file *f;

    strbuf_adds(&out, "%PDF-1.7\n");
    for (size_t i = 0; i < count; i++) {
        offsets[i] = out.len;
        strbuf_printf(&out, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    table = out.len;
    strbuf_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++)
        strbuf_printf(&out, "%010zu 00000 n \n", offsets[i]);
    strbuf_printf(&out, "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
                  count + 1, table);
    f = pdf_file_of("made.pdf", out.data, out.len, dg);
    strbuf_free(&out);
    mem_free(offsets);
    return f;
}

static inline const char *made_stream(arena *a, const char *content)
{
    return arena_printf(a, "<< /Length %zu >>\nstream\n%s\nendstream", strlen(content), content);
}

#endif
