/* update.c - an incremental update: changed and new objects behind the bytes of a file, with a
 * cross-reference section of the kind the file has (ISO 32000-1, 7.5.6, 7.5.4, 7.5.8). New numbers
 * come from libqpdf, so that what it copies from another file does not meet ours. */
#include "reader/reader_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/strbuf.h"

typedef struct {
    int number, generation;
    const char *text;
    size_t size, offset;
} changed;

struct pdf_update {
    pdf_file *f;
    changed *objects;
    size_t count, cap;
};

/* ---- objects ---- */

pdf_update *pdf_update_new(pdf_file *f)
{
    pdf_update *u = ARENA_NEW(f->mem, pdf_update);

    u->f = f;
    return u;
}

int pdf_update_number(pdf_update *u)
{
    const qpdf_data q = u->f->q;

    return qpdf_oh_get_object_id(q, qpdf_make_indirect_object(q, qpdf_oh_new_null(q)));
}

static changed *find(const pdf_update *u, int number)
{
    for (size_t i = 0; i < u->count; i++)
        if (u->objects[i].number == number)
            return &u->objects[i];
    return NULL;
}

static void set_text(pdf_update *u, int number, int generation, const char *text, size_t size)
{
    changed *c = find(u, number);

    if (!c) {
        u->objects = arena_grow(u->f->mem, u->objects, &u->cap, u->count + 1, sizeof *u->objects);
        c = &u->objects[u->count++];
    }
    *c = (changed){number, generation, reader_copy(u->f, text, size), size, 0};
}

void pdf_update_object(pdf_update *u, int number, const char *text, size_t size)
{
    set_text(u, number, 0, text, size);
}

/* As it stands in libqpdf's memory now. */
static void take(pdf_update *u, qpdf_oh object)
{
    const char *text = qpdf_oh_unparse_resolved(u->f->q, object);

    set_text(u, qpdf_oh_get_object_id(u->f->q, object), qpdf_oh_get_generation(u->f->q, object),
             text, strlen(text));
}

static bool is_given(const char *const *keys_and_values, const char *key)
{
    for (const char *const *k = keys_and_values; *k; k += 2)
        if (!strcmp(*k, key))
            return true;
    return false;
}

/* As text: libqpdf would not read references to objects out of a value. */
void pdf_update_keys(pdf_update *u, int number, const char *const *keys_and_values)
{
    const qpdf_data q = u->f->q;
    const qpdf_oh dict = qpdf_get_object_by_id(q, number, 0);
    strbuf out = STRBUF_INIT;

    strbuf_adds(&out, "<<");
    qpdf_oh_begin_dict_key_iter(q, dict);
    while (qpdf_oh_dict_more_keys(q)) {
        const char *key = arena_strdup(u->f->mem, qpdf_oh_dict_next_key(q));
        if (!is_given(keys_and_values, key))
            strbuf_printf(&out, " %s %s", key, qpdf_oh_unparse(q, qpdf_oh_get_key(q, dict, key)));
    }
    for (const char *const *k = keys_and_values; *k; k += 2)
        if (k[1])
            strbuf_printf(&out, " %s %s", k[0], k[1]);
    strbuf_adds(&out, " >>");
    set_text(u, number, 0, strbuf_text(&out), out.len);
    strbuf_free(&out);
}

/* ---- form and annotations ---- */

static qpdf_oh reference(pdf_update *u, int number)
{
    return qpdf_get_object_by_id(u->f->q, number, 0);
}

/* The array `key` of a dictionary with one more item; it may be an object of its own. True: it is,
 * and was taken. */
static bool append(pdf_update *u, qpdf_oh dict, const char *key, int item)
{
    const qpdf_data q = u->f->q;
    qpdf_oh array = reader_key(u->f, dict, key);

    if (!qpdf_oh_is_array(q, array)) {
        qpdf_oh_replace_key(q, dict, key, qpdf_oh_new_array(q));
        array = qpdf_oh_get_key(q, dict, key);
    }
    qpdf_oh_append_item(q, array, reference(u, item));
    if (!qpdf_oh_is_indirect(q, array))
        return false;
    take(u, array);
    return true;
}

void pdf_update_form(pdf_update *u, int field)
{
    const qpdf_data q = u->f->q;
    const qpdf_oh root = qpdf_get_root(q);
    qpdf_oh form = reader_key(u->f, root, "/AcroForm");

    if (!qpdf_oh_is_dictionary(q, form)) {
        qpdf_oh_replace_key(q, root, "/AcroForm", qpdf_oh_new_dictionary(q));
        form = qpdf_oh_get_key(q, root, "/AcroForm");
    }
    if (field)
        append(u, form, "/Fields", field);
    qpdf_oh_replace_key(q, form, "/SigFlags", qpdf_oh_new_integer(q, 3));
    take(u, qpdf_oh_is_indirect(q, form) ? form : root);
}

void pdf_update_annotation(pdf_update *u, int page, int annotation)
{
    const qpdf_oh object = reference(u, page);

    if (!append(u, object, "/Annots", annotation))
        take(u, object);
}

/* ---- a picture out of another file ---- */

static void take_stream(pdf_update *u, qpdf_oh stream)
{
    const qpdf_data q = u->f->q;
    const qpdf_oh dict = qpdf_oh_get_dict(q, stream);
    unsigned char *data = NULL;
    QPDF_BOOL filtered;
    strbuf out = STRBUF_INIT;
    size_t size = 0;

    qpdf_oh_get_stream_data(q, stream, qpdf_dl_none, &filtered, &data, &size);
    qpdf_oh_replace_key(q, dict, "/Length", qpdf_oh_new_integer(q, (long long)size));
    strbuf_printf(&out, "%s\nstream\n", qpdf_oh_unparse_resolved(q, dict));
    strbuf_add(&out, (const char *)data, size);
    strbuf_adds(&out, "\nendstream");
    set_text(u, qpdf_oh_get_object_id(q, stream), 0, strbuf_text(&out), out.len);
    strbuf_free(&out);
    free(data); /* libqpdf's, not ours */
}

/* The resources of the first page of `from`, copied with all they refer to; as PDF syntax. */
static const char *copy_resources(pdf_update *u, pdf_file *from, qpdf_oh page)
{
    const qpdf_data q = u->f->q;
    const int first = pdf_update_number(u);
    const qpdf_oh given = reader_key(from, page, "/Resources"),
                  whole = qpdf_oh_is_indirect(from->q, given)
                              ? given
                              : qpdf_make_indirect_object(from->q, given),
                  copy = qpdf_oh_copy_foreign_object(q, from->q, whole);
    const int last = pdf_update_number(u);

    for (int n = first + 1; n < last; n++) {
        const qpdf_oh object = reference(u, n);
        if (qpdf_oh_is_stream(q, object))
            take_stream(u, object);
        else
            take(u, object);
    }
    return arena_strdup(u->f->mem, qpdf_oh_unparse(q, copy));
}

int pdf_update_picture(pdf_update *u, pdf_file *from, double width, double height)
{
    const qpdf_oh page = qpdf_get_page_n(from->q, 0);
    const int number = pdf_update_number(u);
    const char *resources = copy_resources(u, from, page);
    unsigned char *content = NULL;
    strbuf out = STRBUF_INIT;
    size_t size = 0;

    qpdf_oh_get_page_content_data(from->q, page, &content, &size);
    strbuf_printf(
        &out,
        "<< /Type /XObject /Subtype /Form /BBox [0 0 %.3f %.3f] /Resources %s /Length %zu "
        ">>\nstream\n",
        width, height, resources, size);
    strbuf_add(&out, (const char *)content, size);
    strbuf_adds(&out, "\nendstream");
    pdf_update_object(u, number, strbuf_text(&out), out.len);
    strbuf_free(&out);
    free(content); /* libqpdf's, not ours */
    return number;
}

/* ---- the new file ---- */

static int by_number(const void *a, const void *b)
{
    return ((const changed *)a)->number - ((const changed *)b)->number;
}

/* Where the last cross-reference section begins, as the file says at its end. */
static size_t last_section(const pdf_file *f)
{
    const char *at = f->bytes + f->size;

    while (at > f->bytes && strncmp(at, "startxref", 9))
        at--;
    return strtoul(at + 9, NULL, 10);
}

static bool has_table(const pdf_file *f)
{
    return !strncmp(f->bytes + last_section(f), "xref", 4);
}

/* The first half of /ID stays, the second one tells versions apart. */
static void put_identifier(const pdf_update *u, strbuf *out)
{
    const qpdf_oh id = reader_key(u->f, qpdf_get_trailer(u->f->q), "/ID");
    uint64_t h = HASH_START ^ u->f->size;

    if (reader_count(u->f, id) != 2)
        return;
    for (size_t i = 0; i < u->count; i++)
        h = hash_bytes(h, u->objects[i].text, u->objects[i].size);
    strbuf_printf(out, " /ID [%s <%016llX%016llX>]",
                  qpdf_oh_unparse_binary(u->f->q, qpdf_oh_get_array_item(u->f->q, id, 0)),
                  (unsigned long long)h, (unsigned long long)hash_one(h, 0));
}

static int new_size(const pdf_update *u, int own)
{
    const qpdf_oh size = reader_key(u->f, qpdf_get_trailer(u->f->q), "/Size");
    int most = qpdf_oh_get_int_value_as_int(u->f->q, size);

    for (size_t i = 0; i < u->count; i++)
        most = u->objects[i].number >= most ? u->objects[i].number + 1 : most;
    return own >= most ? own + 1 : most;
}

/* What trailer and cross-reference stream have in common. */
static void put_trailer_keys(const pdf_update *u, int own, strbuf *out)
{
    static const char *const kept[] = {"/Root", "/Info"};
    const qpdf_oh trailer = qpdf_get_trailer(u->f->q);

    strbuf_printf(out, "/Size %d /Prev %zu", new_size(u, own), last_section(u->f));
    for (size_t i = 0; i < COUNT(kept); i++)
        if (qpdf_oh_has_key(u->f->q, trailer, kept[i]))
            strbuf_printf(out, " %s %s", kept[i],
                          qpdf_oh_unparse(u->f->q, reader_key(u->f, trailer, kept[i])));
    put_identifier(u, out);
}

/* How many objects follow object `i` without a gap in their numbers, itself included. */
static size_t run_length(const pdf_update *u, size_t i)
{
    size_t n = 1;

    while (i + n < u->count && u->objects[i + n].number == u->objects[i].number + (int)n)
        n++;
    return n;
}

static void put_table(const pdf_update *u, strbuf *out)
{
    strbuf_adds(out, "xref\n");
    for (size_t i = 0, n; i < u->count; i += n) {
        n = run_length(u, i);
        strbuf_printf(out, "%d %zu\n", u->objects[i].number, n);
        for (size_t k = i; k < i + n; k++)
            strbuf_printf(out, "%010zu %05d n \n", u->objects[k].offset, u->objects[k].generation);
    }
    strbuf_adds(out, "trailer\n<< ");
    put_trailer_keys(u, 0, out);
    strbuf_adds(out, " >>\n");
}

/* Entries of 1, 4 and 2 bytes: in use, offset, generation. */
static void put_entry(strbuf *out, size_t offset, int generation)
{
    const unsigned char entry[7] = {1,
                                    (unsigned char)(offset >> 24),
                                    (unsigned char)(offset >> 16),
                                    (unsigned char)(offset >> 8),
                                    (unsigned char)offset,
                                    (unsigned char)(generation >> 8),
                                    (unsigned char)generation};
    strbuf_add(out, (const char *)entry, sizeof entry);
}

static void put_stream(pdf_update *u, strbuf *out)
{
    const int own = pdf_update_number(u);
    const size_t at = out->len;

    strbuf_printf(out, "%d 0 obj\n<< /Type /XRef /W [1 4 2] /Index [", own);
    for (size_t i = 0, n; i < u->count; i += n)
        strbuf_printf(out, "%d %zu ", u->objects[i].number, n = run_length(u, i));
    strbuf_printf(out, "%d 1] /Length %zu ", own, 7 * (u->count + 1));
    put_trailer_keys(u, own, out);
    strbuf_adds(out, " >>\nstream\n");
    for (size_t i = 0; i < u->count; i++)
        put_entry(out, u->objects[i].offset, u->objects[i].generation);
    put_entry(out, at, 0);
    strbuf_adds(out, "\nendstream\nendobj\n");
}

const char *pdf_update_finish(pdf_update *u, size_t *size)
{
    strbuf out = STRBUF_INIT;
    const char *copy;
    size_t section;

    qsort(u->objects, u->count, sizeof *u->objects, by_number);
    strbuf_add(&out, u->f->bytes, u->f->size);
    if (u->f->size && u->f->bytes[u->f->size - 1] != '\n')
        strbuf_adds(&out, "\n");
    for (size_t i = 0; i < u->count; i++) {
        u->objects[i].offset = out.len;
        strbuf_printf(&out, "%d %d obj\n", u->objects[i].number, u->objects[i].generation);
        strbuf_add(&out, u->objects[i].text, u->objects[i].size);
        strbuf_adds(&out, "\nendobj\n");
    }
    section = out.len;
    if (has_table(u->f))
        put_table(u, &out);
    else
        put_stream(u, &out);
    strbuf_printf(&out, "startxref\n%zu\n%%%%EOF\n", section);
    *size = out.len;
    copy = reader_copy(u->f, strbuf_text(&out), out.len);
    strbuf_free(&out);
    return copy;
}

size_t pdf_update_offset(const pdf_update *u, int number)
{
    const changed *c = find(u, number);

    return c ? c->offset : 0;
}
