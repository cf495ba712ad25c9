/* compare.c - what was changed between two revisions of a file: signatures only, or more. Every
 * object of the earlier one is looked at in the later one; a form, its fields and the annotations
 * of a page may differ, by fields that are signed. */
#include "reader/reader_int.h"

#include <stdlib.h>
#include <string.h>

static const char *syntax(pdf_file *f, qpdf_oh object)
{
    return arena_strdup(f->mem, qpdf_oh_unparse_resolved(f->q, object));
}

/* Has the second dictionary all that the first one has, but for some keys? */
static bool holds(pdf_file *a, qpdf_oh x, pdf_file *b, qpdf_oh y, const char *const *but)
{
    bool same = true;

    qpdf_oh_begin_dict_key_iter(a->q, x);
    while (qpdf_oh_dict_more_keys(a->q)) {
        const char *key = arena_strdup(a->mem, qpdf_oh_dict_next_key(a->q));
        const qpdf_oh value = qpdf_oh_get_key(a->q, x, key);
        same = same && (reader_is_one(but, key) ||
                        (qpdf_oh_has_key(b->q, y, key) &&
                         !strcmp(arena_strdup(a->mem, qpdf_oh_unparse(a->q, value)),
                                 qpdf_oh_unparse(b->q, qpdf_oh_get_key(b->q, y, key)))));
    }
    return same;
}

static bool same_stream(pdf_file *a, qpdf_oh x, pdf_file *b, qpdf_oh y)
{
    unsigned char *data[2] = {NULL, NULL};
    size_t size[2] = {0, 0};
    QPDF_BOOL filtered;
    bool same;

    qpdf_oh_get_stream_data(a->q, x, qpdf_dl_none, &filtered, &data[0], &size[0]);
    qpdf_oh_get_stream_data(b->q, y, qpdf_dl_none, &filtered, &data[1], &size[1]);
    same = size[0] == size[1] && (!size[0] || !memcmp(data[0], data[1], size[0])) &&
           !strcmp(syntax(a, qpdf_oh_get_dict(a->q, x)), syntax(b, qpdf_oh_get_dict(b->q, y)));
    free(data[0]); /* libqpdf's, not ours */
    free(data[1]);
    return same;
}

/* Which keys signing may change, by what the dictionary is; NULL: none. */
static const char *const *free_keys(pdf_file *f, qpdf_oh dict)
{
    static const char *const root[] = {"/AcroForm", NULL},
                             *const form[] = {"/Fields", "/SigFlags", NULL},
                             *const field[] = {"/V", "/AP", "/F", NULL},
                             *const page[] = {"/Annots", NULL};
    const qpdf_oh type = reader_key(f, dict, "/Type"), kind = reader_key(f, dict, "/FT");

    if (qpdf_oh_is_name(f->q, type) && !strcmp(qpdf_oh_get_name(f->q, type), "/Catalog"))
        return root;
    if (qpdf_oh_is_name(f->q, type) && !strcmp(qpdf_oh_get_name(f->q, type), "/Page"))
        return page;
    if (qpdf_oh_is_name(f->q, kind) && !strcmp(qpdf_oh_get_name(f->q, kind), "/Sig"))
        return qpdf_oh_is_dictionary(f->q, reader_key(f, dict, "/V")) ? NULL : field;
    return qpdf_oh_has_key(f->q, dict, "/Fields") ? form : NULL;
}

/* A field without a value shows what nobody has signed for; one with a value is judged as a
 * signature of its own. */
static bool is_signed_field(pdf_file *f, qpdf_oh field)
{
    return reader_is_signature(f, field) && qpdf_oh_is_dictionary(f->q, reader_key(f, field, "/V"));
}

/* A signature field, or a place where one is shown. */
static bool is_mark(pdf_file *f, qpdf_oh item)
{
    return is_signed_field(f, item) || is_signed_field(f, reader_key(f, item, "/Parent"));
}

/* The first items of the later array are those of the earlier one: only signatures were added. */
static bool grown(pdf_file *a, qpdf_oh x, pdf_file *b, qpdf_oh y)
{
    const int n = reader_count(a, x);

    if (reader_count(b, y) < n)
        return false;
    for (int i = 0; i < n; i++)
        if (strcmp(arena_strdup(a->mem, qpdf_oh_unparse(a->q, qpdf_oh_get_array_item(a->q, x, i))),
                   qpdf_oh_unparse(b->q, qpdf_oh_get_array_item(b->q, y, i))))
            return false;
    for (int i = n; i < reader_count(b, y); i++)
        if (!is_mark(b, qpdf_oh_get_array_item(b->q, y, i)))
            return false;
    return true;
}

static bool same_object(pdf_file *a, qpdf_oh x, pdf_file *b, qpdf_oh y)
{
    const char *const *keys;

    if (qpdf_oh_get_type_code(a->q, x) != qpdf_oh_get_type_code(b->q, y))
        return false;
    if (qpdf_oh_is_stream(a->q, x))
        return same_stream(a, x, b, y);
    if (!strcmp(syntax(a, x), syntax(b, y)))
        return true;
    if (qpdf_oh_is_array(a->q, x)) /* fields or annotations in an array of their own */
        return grown(a, x, b, y);
    keys = qpdf_oh_is_dictionary(a->q, x) ? free_keys(a, x) : NULL;
    if (keys && reader_is_signature(a, x) && !is_signed_field(b, y))
        return false;
    if (!keys || !holds(a, x, b, y, keys) || !holds(b, y, a, x, keys))
        return false;
    return grown(a, reader_key(a, x, "/Annots"), b, reader_key(b, y, "/Annots")) &&
           grown(a, reader_key(a, x, "/Fields"), b, reader_key(b, y, "/Fields")) &&
           grown(a, reader_key(a, reader_key(a, x, "/AcroForm"), "/Fields"), b,
                 reader_key(b, reader_key(b, y, "/AcroForm"), "/Fields"));
}

static bool is_bookkeeping(pdf_file *f, qpdf_oh object)
{
    const qpdf_oh type = reader_key(f, object, "/Type");

    return qpdf_oh_is_stream(f->q, object) && qpdf_oh_is_name(f->q, type) &&
           (!strcmp(qpdf_oh_get_name(f->q, type), "/XRef") ||
            !strcmp(qpdf_oh_get_name(f->q, type), "/ObjStm"));
}

static int catalogue_of(pdf_file *f)
{
    return qpdf_oh_get_object_id(f->q, qpdf_get_root(f->q));
}

/* What the trailer leads to, but for how the update itself is written. */
static bool same_trailer(pdf_file *a, pdf_file *b)
{
    static const char *const of_writing[] = {"/Size",   "/Prev",        "/ID",    "/XRefStm",
                                             "/Type",   "/W",           "/Index", "/Length",
                                             "/Filter", "/DecodeParms", NULL};
    const qpdf_oh x = qpdf_get_trailer(a->q), y = qpdf_get_trailer(b->q);

    return holds(a, x, b, y, of_writing) && holds(b, y, a, x, of_writing);
}

static bool differs(pdf_file *after, int object, const char **what)
{
    *what = arena_printf(after->mem, "%d", object);
    return false;
}

bool pdf_file_only_signed(pdf_file *before, pdf_file *after, const char **what)
{
    const int end = reader_object_end(before);

    if (catalogue_of(before) != catalogue_of(after)) /* it leads to whatever it likes */
        return differs(after, catalogue_of(after), what);
    for (int i = 1; i < end; i++) {
        const qpdf_oh x = qpdf_get_object_by_id(before->q, i, 0),
                      y = qpdf_get_object_by_id(after->q, i, 0);
        if (!is_bookkeeping(before, x) && !same_object(before, x, after, y))
            return differs(after, i, what);
        qpdf_oh_release(before->q, x);
        qpdf_oh_release(after->q, y);
    }
    *what = "trailer";
    return same_trailer(before, after);
}
