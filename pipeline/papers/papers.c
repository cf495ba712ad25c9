/* papers.c - svod extract: what a PDF carries comes out again; and the libraries of this part of
 * the program. */
#include <string.h>
#include <unistd.h>

#include "archive/catalogue.h"
#include "base/output.h"
#include "reader/reader.h"
#include "session.h"

void papers_versions(FILE *out); /* for late.c */
void papers_versions(FILE *out)
{
    reader_versions(out);
    catalogue_versions(out);
}

/* Is `path` a file with other bytes? Somebody may have gone on writing in it. */
static bool is_other_file(const char *path, const char *bytes, size_t size)
{
    char *there;
    size_t length;
    const bool readable = input_try(path, size, &there, &length),
               same = readable && length == size && !memcmp(there, bytes, size);

    if (readable)
        mem_free(there);
    return !same && !access(path, F_OK);
}

/* Beside the PDF lies what it was made from, as a rule, so that only -o may write over it. */
static svod_status put_beside(pdf_file *f, const char *bytes, size_t size, diag *dg)
{
    const char *path = session_named_beside(pdf_file_memory(f), pdf_file_path(f), ".xml");

    if (!strcmp(path, "-") || !is_other_file(path, bytes, size))
        return output_put(path, bytes, size, dg) ? SVOD_OK : SVOD_SYSTEM;
    diag_report(dg, ((src_pos){diag_copy(dg, path), 0, 0}), MSG_FILE_THERE);
    return SVOD_SYSTEM;
}

static svod_status write_source(svod_session *s, pdf_file *f, diag *dg)
{
    const char *bytes, *path = s->opt.output;
    size_t size;

    if (!pdf_file_source(f, &bytes, &size)) {
        diag_report(dg, ((src_pos){pdf_file_path(f), 0, 0}), MSG_NO_SOURCE);
        return SVOD_INVALID;
    }
    if (!path)
        return put_beside(f, bytes, size, dg);
    return output_put(path, bytes, size, dg) ? SVOD_OK : SVOD_SYSTEM;
}

svod_status svod_extract(svod_session *s, const char *path, diag *dg)
{
    pdf_file *f = pdf_file_open(path, dg);
    const svod_status status = f ? write_source(s, f, dg) : session_failure(dg, SVOD_INVALID);

    pdf_file_close(f);
    return status;
}
