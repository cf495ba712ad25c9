/* svod.c - svod fo: anybody's formatting objects as pages. The way from an author's document to
 * formatting objects is documents/. */
#include "session.h"

/* FO made by machines is larger than what a person writes, and is read without a tree. */
static const xml_limits fo_limits = {
    .bytes = 1 << 30,
    .depth = 256,
    .attributes = 256,
    .nodes = 50000000,
    .text = 10 << 20,
};

static svod_status dump_fo_file(svod_session *s, const char *path, diag *dg)
{
    xml_doc *doc = xml_load(path, &fo_limits, dg);
    svod_status status =
        doc ? session_dump_fo(s, path, xml_tree(doc), dg) : session_failure(dg, SVOD_INVALID);

    xml_free(doc);
    return status;
}

static svod_status format_file(svod_session *s, const char *path, diag *dg)
{
    static const session_pdf pdf = {.level = PDF_PLAIN};
    fo_input in = {NULL, NULL};
    fo_source source = {
        .file = path, .where = session_place, .strict = s->opt.strict, .defaults = s->defaults};
    svod_status status;

    if (s->opt.dump == DUMP_FO)
        return dump_fo_file(s, path, dg);
    if (!(in.reader = xml_reader_open(path, &fo_limits, dg)))
        return session_failure(dg, SVOD_INVALID);
    source.self = (void *)xml_reader_doc(in.reader);
    status = session_format(s, path, in, &source, &pdf, dg);
    xml_reader_close(in.reader);
    return status;
}

svod_status svod_fo(svod_session *s, const char *path, diag *dg)
{
    return session_document(s, path, format_file, dg);
}
