/* file.c - a PDF file as libqpdf understands it: opened, its fields, attachment and metadata.
 * libqpdf's own messages are kept back; what it says goes into ours. */
#include "reader/reader_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/output.h"

enum { LARGEST = 1 << 30, MOST_OBJECTS = 8388607 /* ISO 32000-1, annex C */ };

/* ---- opening ---- */

int reader_object_end(pdf_file *f)
{
    const int size =
        qpdf_oh_get_int_value_as_int(f->q, reader_key(f, qpdf_get_trailer(f->q), "/Size"));

    return size < MOST_OBJECTS ? size : MOST_OBJECTS;
}

/* libqpdf reads an object stream when one of its objects is wanted, and puts those that stand there
 * twice in the place of what it holds already: one that is being written out meanwhile is gone. So
 * all are read before any is used. */
static void read_objects(pdf_file *f)
{
    const int end = reader_object_end(f);

    for (int i = 1; i < end; i++) {
        const qpdf_oh object = qpdf_get_object_by_id(f->q, i, 0);
        qpdf_oh_get_type_code(f->q, object);
        qpdf_oh_release(f->q, object);
    }
}

static pdf_file *parse(const char *path, char *bytes, size_t size, diag *dg)
{
    pdf_file *f = mem_alloc(sizeof *f);
    const src_pos pos = {path, 0, 0};

    f->mem = arena_new();
    f->path = path;
    f->bytes = bytes;
    f->size = size;
    f->q = qpdf_init();
    qpdf_silence_errors(f->q);
    qpdf_set_suppress_warnings(f->q, QPDF_TRUE);
    qpdf_set_attempt_recovery(f->q, QPDF_FALSE);
    if (qpdf_read_memory(f->q, path, bytes, size, NULL) & QPDF_ERRORS) {
        const bool locked = qpdf_get_error_code(f->q, qpdf_get_error(f->q)) == qpdf_e_password;
        diag_report(dg, pos, locked ? MSG_PDF_ENCRYPTED : MSG_PDF_UNREADABLE);
    } else if (qpdf_is_encrypted(f->q)) {
        diag_report(dg, pos, MSG_PDF_ENCRYPTED);
    } else {
        read_objects(f);
        return f;
    }
    pdf_file_close(f);
    return NULL;
}

pdf_file *pdf_file_open(const char *path, diag *dg)
{
    char *bytes;
    size_t size;

    return input_read(path, LARGEST, &bytes, &size, dg) ? parse(path, bytes, size, dg) : NULL;
}

pdf_file *pdf_file_of(const char *name, const void *bytes, size_t size, diag *dg)
{
    char *copy = mem_alloc(size + 1);

    if (size)
        memcpy(copy, bytes, size);
    return parse(name, copy, size, dg);
}

pdf_file *pdf_file_revision(const pdf_file *of, size_t size, diag *dg)
{
    return pdf_file_of(of->path, of->bytes, size, dg);
}

void pdf_file_close(pdf_file *f)
{
    if (!f)
        return;
    while (qpdf_has_error(f->q)) /* what nobody asked for would be printed */
        qpdf_get_error(f->q);
    qpdf_cleanup(&f->q);
    mem_free(f->bytes);
    arena_free(f->mem);
    mem_free(f);
}

const char *pdf_file_path(const pdf_file *f)
{
    return f->path;
}

const char *pdf_file_bytes(const pdf_file *f, size_t *size)
{
    *size = f->size;
    return f->bytes;
}

arena *pdf_file_memory(pdf_file *f)
{
    return f->mem;
}

/* ---- objects ---- */

qpdf_oh reader_key(pdf_file *f, qpdf_oh dict, const char *key)
{
    if (!qpdf_oh_is_dictionary(f->q, dict) && !qpdf_oh_is_stream(f->q, dict))
        return qpdf_oh_new_null(f->q);
    if (qpdf_oh_is_stream(f->q, dict))
        dict = qpdf_oh_get_dict(f->q, dict);
    return qpdf_oh_get_key(f->q, dict, key);
}

bool reader_is_one(const char *const *keys, const char *key)
{
    while (*keys && strcmp(*keys, key))
        keys++;
    return *keys != NULL;
}

int reader_count(pdf_file *f, qpdf_oh array)
{
    return qpdf_oh_is_array(f->q, array) ? qpdf_oh_get_array_n_items(f->q, array) : 0;
}

static const char *text_of(pdf_file *f, qpdf_oh string)
{
    return qpdf_oh_is_string(f->q, string)
               ? arena_strdup(f->mem, qpdf_oh_get_utf8_value(f->q, string))
               : "";
}

const char *reader_copy(pdf_file *f, const void *bytes, size_t size)
{
    char *copy = arena_text(f->mem, size + 1);

    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

const char *reader_stream(pdf_file *f, qpdf_oh stream, size_t *size)
{
    unsigned char *data = NULL;
    QPDF_BOOL filtered;
    const char *copy = NULL;

    *size = 0;
    if (qpdf_oh_is_stream(f->q, stream) &&
        !(qpdf_oh_get_stream_data(f->q, stream, qpdf_dl_generalized, &filtered, &data, size) &
          QPDF_ERRORS))
        copy = reader_copy(f, data, *size);
    free(data); /* libqpdf's, not ours */
    return copy;
}

bool reader_content(pdf_file *f, qpdf_oh page, strbuf *out)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    const bool ok = !(qpdf_oh_get_page_content_data(f->q, page, &bytes, &size) & QPDF_ERRORS);

    strbuf_add(out, bytes, size);
    free(bytes); /* libqpdf's, not ours */
    return ok;
}

int pdf_file_page(pdf_file *f, int index)
{
    if (index < 0 || index >= qpdf_get_num_pages(f->q))
        return 0;
    return qpdf_oh_get_object_id(f->q, qpdf_get_page_n(f->q, (size_t)index));
}

/* ---- fields and signatures ---- */

static qpdf_oh form_fields(pdf_file *f)
{
    return reader_key(f, reader_key(f, qpdf_get_root(f->q), "/AcroForm"), "/Fields");
}

bool reader_is_signature(pdf_file *f, qpdf_oh field)
{
    const qpdf_oh kind = reader_key(f, field, "/FT");

    return qpdf_oh_is_name(f->q, kind) && !strcmp(qpdf_oh_get_name(f->q, kind), "/Sig");
}

static pdf_field read_field(pdf_file *f, qpdf_oh field)
{
    pdf_field out = {.name = text_of(f, reader_key(f, field, "/T")),
                     .number = qpdf_oh_get_object_id(f->q, field),
                     .is_signed = qpdf_oh_is_dictionary(f->q, reader_key(f, field, "/V"))};
    const qpdf_oh box = reader_key(f, field, "/Rect"), page = reader_key(f, field, "/P");

    for (int i = 0; i < 4 && reader_count(f, box) == 4; i++)
        out.box[i] = qpdf_oh_get_numeric_value(f->q, qpdf_oh_get_array_item(f->q, box, i));
    out.page = qpdf_oh_is_dictionary(f->q, page) ? qpdf_oh_get_object_id(f->q, page) : 0;
    return out;
}

pdf_field *pdf_file_fields(pdf_file *f, size_t *count)
{
    const qpdf_oh all = form_fields(f);
    const int n = reader_count(f, all);
    pdf_field *fields = ARENA_ARRAY(f->mem, pdf_field, (size_t)n + 1);

    *count = 0;
    for (int i = 0; i < n; i++) {
        const qpdf_oh field = qpdf_oh_get_array_item(f->q, all, i);
        if (reader_is_signature(f, field))
            fields[(*count)++] = read_field(f, field);
    }
    return fields;
}

/* [0 a b c]: the bytes before and behind the contents, which are a string of hexadecimal digits. */
static void read_ranges(pdf_file *f, qpdf_oh array, pdf_signature *s)
{
    long long n[4] = {0};

    for (int i = 0; i < 4 && reader_count(f, array) == 4; i++)
        n[i] = qpdf_oh_get_int_value(f->q, qpdf_oh_get_array_item(f->q, array, i));
    for (int i = 0; i < 4; i++)
        if (n[i] < 0 || (size_t)n[i] > f->size)
            return;
    s->from[0] = (size_t)n[0];
    s->length[0] = (size_t)n[1];
    s->from[1] = (size_t)n[2];
    s->length[1] = (size_t)n[3];
    s->ranges_sound = !n[0] && n[1] > 0 && n[2] > n[1] && s->from[1] + s->length[1] <= f->size &&
                      f->bytes[n[1]] == '<' && f->bytes[n[2] - 1] == '>' &&
                      (size_t)(n[2] - n[1]) == 2 * s->contents_size + 2;
}

static pdf_signature read_signature(pdf_file *f, qpdf_oh field)
{
    const qpdf_oh value = reader_key(f, field, "/V"), contents = reader_key(f, value, "/Contents"),
                  filter = reader_key(f, value, "/SubFilter");
    pdf_signature s = {.field = text_of(f, reader_key(f, field, "/T")),
                       .name = text_of(f, reader_key(f, value, "/Name")),
                       .time = text_of(f, reader_key(f, value, "/M")),
                       .subfilter = ""};

    if (qpdf_oh_is_name(f->q, filter))
        s.subfilter = arena_strdup(f->mem, qpdf_oh_get_name(f->q, filter) + 1);
    if (qpdf_oh_is_string(f->q, contents)) {
        size_t n;
        const char *der = qpdf_oh_get_binary_string_value(f->q, contents, &n);
        s.contents = (const unsigned char *)reader_copy(f, der, n);
        s.contents_size = n;
    }
    read_ranges(f, reader_key(f, value, "/ByteRange"), &s);
    return s;
}

static int by_end(const void *a, const void *b)
{
    const pdf_signature *x = a, *y = b;
    const size_t ends[2] = {x->from[1] + x->length[1], y->from[1] + y->length[1]};

    return ends[0] < ends[1] ? -1 : ends[0] > ends[1];
}

pdf_signature *pdf_file_signatures(pdf_file *f, size_t *count)
{
    const qpdf_oh all = form_fields(f);
    const int n = reader_count(f, all);
    pdf_signature *found = ARENA_ARRAY(f->mem, pdf_signature, (size_t)n + 1);

    *count = 0;
    for (int i = 0; i < n; i++) {
        const qpdf_oh field = qpdf_oh_get_array_item(f->q, all, i);
        if (reader_is_signature(f, field) &&
            qpdf_oh_is_dictionary(f->q, reader_key(f, field, "/V")))
            found[(*count)++] = read_signature(f, field);
    }
    qsort(found, *count, sizeof *found, by_end);
    return found;
}

/* ---- attachment and metadata ---- */

bool pdf_file_source(pdf_file *f, const char **bytes, size_t *size)
{
    const qpdf_oh files = reader_key(f, qpdf_get_root(f->q), "/AF");

    for (int i = 0; i < reader_count(f, files); i++) {
        const qpdf_oh spec = qpdf_oh_get_array_item(f->q, files, i),
                      kind = reader_key(f, spec, "/AFRelationship");
        if (qpdf_oh_is_name(f->q, kind) && !strcmp(qpdf_oh_get_name(f->q, kind), "/Source")) {
            *bytes = reader_stream(f, reader_key(f, reader_key(f, spec, "/EF"), "/F"), size);
            return *bytes != NULL;
        }
    }
    return false;
}

const char *pdf_file_xmp(pdf_file *f)
{
    size_t size;

    if (!f->xmp)
        f->xmp = reader_stream(f, reader_key(f, qpdf_get_root(f->q), "/Metadata"), &size);
    return f->xmp ? f->xmp : "";
}

const char *pdf_file_property(pdf_file *f, const char *name)
{
    const char *mark = arena_printf(f->mem, "<svod:%s>", name), *at = strstr(pdf_file_xmp(f), mark);

    if (!at)
        return "";
    at += strlen(mark);
    return arena_strndup(f->mem, at, strcspn(at, "<"));
}
