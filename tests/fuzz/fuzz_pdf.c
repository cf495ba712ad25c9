/* fuzz_pdf.c - any bytes as a PDF: everything that reader/ and sign/ ask of a file that somebody
 * sends. */
#include <stdint.h>

#include "reader/reader.h"
#include "sign/cms.h"

/* A file is the same as itself, whatever it is. */
static void compare(pdf_file *f, pdf_file *same)
{
    pdf_comparison *c = pdf_comparison_new(f, same);

    for (int page = 0; page < 3; page++)
        pdf_same_page(c, page);
    pdf_other_part(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_signatures(pdf_file *f)
{
    size_t count, size;
    const pdf_signature *all = pdf_file_signatures(f, &count);
    const char *bytes = pdf_file_bytes(f, &size);

    for (size_t i = 0; i < count && all[i].ranges_sound; i++) {
        const span parts[] = {{bytes + all[i].from[0], all[i].length[0]},
                              {bytes + all[i].from[1], all[i].length[1]}};
        cms_verify(pdf_file_memory(f), all[i].contents, all[i].contents_size, parts, 2, NULL, 0);
    }
}

/* What signing would do with it. */
static void update(pdf_file *f)
{
    pdf_update *u = pdf_update_new(f);
    const int page = pdf_file_page(f, 0), number = pdf_update_number(u);
    const char text[] = "<< /Type /Annot >>";
    size_t size;

    if (!page)
        return;
    pdf_update_object(u, number, text, sizeof text - 1);
    pdf_update_form(u, number);
    pdf_update_annotation(u, page, number);
    pdf_update_finish(u, &size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    diag *dg = diag_new();
    pdf_file *f = pdf_file_of("fuzz.pdf", data, size, dg), *same;
    const char *bytes;
    size_t n;

    if (f) {
        pdf_file_fields(f, &n);
        check_signatures(f);
        pdf_file_source(f, &bytes, &n);
        pdf_file_property(f, "edition");
        pdf_file_page_text(f, 0);
        if ((same = pdf_file_of("fuzz.pdf", data, size, dg))) {
            pdf_file_only_signed(f, same, &bytes);
            compare(f, same);
        }
        pdf_file_close(same);
        update(f);
    }
    pdf_file_close(f);
    diag_free(dg);
    return 0;
}
