/* signing_mark.c - the visible mark of a signature: the edition's mark.fo with the values of the
 * certificate, laid out by our own formatter to the size of the field. */
#include <string.h>
#include <unistd.h>

#include "base/output.h"
#include "base/strbuf.h"
#include "papers/signing.h"
#include "text/date.h"

static const char *value_of(const char *const *values, const char *name, size_t n)
{
    for (; *values; values += 2)
        if (strlen(*values) == n && !strncmp(*values, name, n))
            return values[1];
    return "";
}

/* «@serial@» becomes its value. */
static void fill(strbuf *out, const char *template, const char *const *values)
{
    for (const char *at = template, *end; *at; at++)
        if (*at == '@' && (end = strchr(at + 1, '@')) && end - at < 20) {
            strbuf_add_xml(out, value_of(values, at + 1, (size_t)(end - at - 1)));
            at = end;
        } else {
            strbuf_add(out, at, 1);
        }
}

/* Lay out the file `fo` as the file `pdf`. */
static bool lay_out(svod_session *s, const char *fo, const char *pdf, diag *dg)
{
    svod_options opt = s->opt;
    svod_session *own;
    bool ok;

    opt.output = pdf;
    opt.pdf = "a1b"; /* what holds there holds at every level */
    opt.dump = DUMP_NONE;
    opt.part = NULL;
    own = svod_open(&opt, dg);
    ok = own && svod_fo(own, fo, dg) == SVOD_OK;
    svod_close(own);
    return ok;
}

static pdf_file *make(svod_session *s, arena *a, const strbuf *text, diag *dg)
{
    const char *work = output_temporary_folder(a, "mark", dg), *fo, *pdf;
    pdf_file *made = NULL;

    if (!work)
        return NULL;
    fo = arena_printf(a, "%s/mark.fo", work);
    pdf = arena_printf(a, "%s/mark.pdf", work);
    if (output_put(fo, strbuf_text(text), text->len, dg) && lay_out(s, fo, pdf, dg))
        made = pdf_file_open(pdf, dg);
    unlink(fo);
    unlink(pdf);
    rmdir(work);
    return made;
}

pdf_file *signing_mark(svod_session *s, pdf_file *f, const pdf_field *field,
                       const char *const *values, diag *dg)
{
    arena *a = arena_new();
    const char *name = pdf_file_property(f, "edition");
    const char *const all[] = {"width",  arena_printf(a, "%.3f", field->box[2] - field->box[0]),
                               "height", arena_printf(a, "%.3f", field->box[3] - field->box[1]),
                               "serial", value_of(values, "serial", 6),
                               "owner",  value_of(values, "owner", 5),
                               "from",   date_iso_numeric(a, value_of(values, "from", 4)),
                               "to",     date_iso_numeric(a, value_of(values, "to", 2)),
                               NULL};
    strbuf text = STRBUF_INIT;
    pdf_file *made = NULL;
    char *template;
    size_t size;

    if (input_read(arena_printf(a, "%s/stylesheets/%s/mark.fo", s->data_dir, *name ? name : "1"),
                   1 << 20, &template, &size, dg)) {
        fill(&text, template, all);
        mem_free(template);
        made = make(s, a, &text, dg);
    }
    strbuf_free(&text);
    arena_free(a);
    return made;
}
