/* same.c - do two files show the same, however each is written? Values are compared, streams
 * decoded, and what a value refers to is compared in turn: pairs of objects wait in a queue, so
 * that no chain of references is too long for the stack. A pair that was met is held to be the
 * same, which ends cycles; if anything behind it differs, all pairs of that question are forgotten.
 * Numbers of objects, filters and lengths tell how a file is written, not what it shows. */
#include "reader/reader_int.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PARENTS = 100 };

typedef struct {
    int given, generation, made;
} pair;

struct pdf_comparison {
    pdf_file *given, *made;
    /* by the number of an object of ours: that of the other file's it is held to be; 0: not met */
    int *peer;
    int numbers;
    pair *met; /* in the order in which they were met */
    size_t met_count, compared;
};

typedef const char *const *key_list; /* ends with NULL */

/* What tells how a stream is written; when a file was made; what a page is compared by itself; what
 * the catalogue leads to that is asked for otherwise. */
static const char *const of_writing[] = {"/Length", "/Filter", "/DecodeParms", NULL},
                         *const length_alone[] = {"/Length", NULL},
                         *const of_time[] = {"/ModDate", "/CreationDate", NULL},
                         *const of_pages[] = {"/Parent",  "/Contents", "/Resources", "/MediaBox",
                                              "/CropBox", "/Rotate",   NULL},
                         *const inherited[] = {"/Resources", "/MediaBox", "/CropBox", "/Rotate",
                                               NULL},
                         *const of_catalogue[] = {"/Metadata", "/Pages", NULL};

static bool same_value(pdf_comparison *c, qpdf_oh x, qpdf_oh y);

/* ---- dictionaries ---- */

/* The keys of a dictionary but for some. */
static const char **keys_of(pdf_file *f, qpdf_oh dict, key_list but)
{
    const char **keys = NULL;
    size_t count = 0, room = 0;

    qpdf_oh_begin_dict_key_iter(f->q, dict);
    while (qpdf_oh_dict_more_keys(f->q)) {
        const char *key = qpdf_oh_dict_next_key(f->q);
        if (!reader_is_one(but, key)) {
            keys = arena_grow(f->mem, keys, &room, count + 2, sizeof *keys);
            keys[count++] = arena_strdup(f->mem, key);
        }
    }
    return keys ? keys : ARENA_ARRAY(f->mem, const char *, 1);
}

static bool same_dict(pdf_comparison *c, qpdf_oh x, qpdf_oh y, key_list but)
{
    const char **of_x = keys_of(c->given, x, but), **of_y = keys_of(c->made, y, but);

    for (; *of_x && *of_y; of_x++, of_y++) /* both in the order of their names */
        if (strcmp(*of_x, *of_y) || !same_value(c, qpdf_oh_get_key(c->given->q, x, *of_x),
                                                qpdf_oh_get_key(c->made->q, y, *of_y)))
            return false;
    return !*of_x && !*of_y;
}

/* ---- streams ---- */

typedef struct {
    unsigned char *bytes; /* libqpdf's */
    size_t size;
    QPDF_BOOL decoded;
} stream_data;

static bool read_data(pdf_file *f, qpdf_oh stream, stream_data *d)
{
    *d = (stream_data){0};
    return !(qpdf_oh_get_stream_data(f->q, stream, qpdf_dl_generalized, &d->decoded, &d->bytes,
                                     &d->size) &
             QPDF_ERRORS);
}

static bool same_bytes(const stream_data *a, const stream_data *b)
{
    return a->size == b->size && (!a->size || !memcmp(a->bytes, b->bytes, a->size));
}

/* An image that is not decoded (JPEG) must be written in the same way too. */
static bool same_stream(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    stream_data a = {0}, b = {0};
    const bool same = read_data(c->given, x, &a) && read_data(c->made, y, &b) &&
                      a.decoded == b.decoded && same_bytes(&a, &b),
               decoded = a.decoded;

    free(a.bytes); /* libqpdf's, not ours */
    free(b.bytes);
    return same && same_dict(c, qpdf_oh_get_dict(c->given->q, x), qpdf_oh_get_dict(c->made->q, y),
                             decoded ? of_writing : length_alone);
}

/* ---- values ---- */

static bool same_array(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    const int n = reader_count(c->given, x);

    if (n != reader_count(c->made, y))
        return false;
    for (int i = 0; i < n; i++)
        if (!same_value(c, qpdf_oh_get_array_item(c->given->q, x, i),
                        qpdf_oh_get_array_item(c->made->q, y, i)))
            return false;
    return true;
}

/* «12» is «12.0». */
static bool same_number(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    const double a = qpdf_oh_get_numeric_value(c->given->q, x),
                 b = qpdf_oh_get_numeric_value(c->made->q, y);

    return a <= b && a >= b;
}

static bool same_object(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    qpdf_data p = c->given->q, q = c->made->q;

    if (qpdf_oh_is_number(p, x) && qpdf_oh_is_number(q, y))
        return same_number(c, x, y);
    if (qpdf_oh_get_type_code(p, x) != qpdf_oh_get_type_code(q, y))
        return false;
    if (qpdf_oh_is_stream(p, x))
        return same_stream(c, x, y);
    if (qpdf_oh_is_dictionary(p, x))
        return same_dict(c, x, y, of_time);
    if (qpdf_oh_is_array(p, x))
        return same_array(c, x, y);
    return !strcmp(qpdf_oh_unparse_resolved(p, x), qpdf_oh_unparse_resolved(q, y));
}

/* Which page a reference leads to; -1: to none. */
static int page_of(pdf_file *f, qpdf_oh value)
{
    return qpdf_oh_is_dictionary(f->q, value)
               ? qpdf_find_page_by_id(f->q, qpdf_oh_get_object_id(f->q, value),
                                      qpdf_oh_get_generation(f->q, value))
               : -1;
}

/* An object that is used in several places in one file is so in the other. */
static bool meet(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    const pair p = {qpdf_oh_get_object_id(c->given->q, x), qpdf_oh_get_generation(c->given->q, x),
                    qpdf_oh_get_object_id(c->made->q, y)};

    if (p.made >= c->numbers)
        return false;
    if (c->peer[p.made])
        return c->peer[p.made] == p.given;
    c->peer[p.made] = p.given;
    c->met[c->met_count++] = p;
    return true;
}

static bool same_value(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    const bool refers = qpdf_oh_is_indirect(c->given->q, x) && qpdf_oh_is_indirect(c->made->q, y);
    const int page = refers ? page_of(c->given, x) : -1;

    if (!refers)
        return same_object(c, x, y);
    if (page >= 0 || page_of(c->made, y) >= 0)
        return page == page_of(c->made, y);
    return meet(c, x, y);
}

/* ---- questions ---- */

/* Is what was met since the last question the same too? `same`: so far. */
static bool settle(pdf_comparison *c, bool same)
{
    const size_t first = c->compared;

    for (; same && c->compared < c->met_count; c->compared++) {
        const pair p = c->met[c->compared];
        same = same_object(c, qpdf_get_object_by_id(c->given->q, p.given, p.generation),
                           qpdf_get_object_by_id(c->made->q, p.made, 0));
        qpdf_oh_release_all(c->given->q);
        qpdf_oh_release_all(c->made->q);
    }
    if (!same) {
        while (c->met_count > first)
            c->peer[c->met[--c->met_count].made] = 0;
        c->compared = first;
    }
    return same;
}

pdf_comparison *pdf_comparison_new(pdf_file *given, pdf_file *made)
{
    pdf_comparison *c = ARENA_NEW(made->mem, pdf_comparison);
    const int end = reader_object_end(made);

    *c = (pdf_comparison){.given = given, .made = made, .numbers = end > 0 ? end : 0};
    c->peer = ARENA_ARRAY(made->mem, int, (size_t)c->numbers + 1);
    c->met = ARENA_ARRAY(made->mem, pair, (size_t)c->numbers + 1);
    return c;
}

static qpdf_oh inherited_value(pdf_file *f, qpdf_oh page, const char *key)
{
    for (int i = 0; i < MOST_PARENTS && qpdf_oh_is_dictionary(f->q, page); i++) {
        if (qpdf_oh_has_key(f->q, page, key))
            return qpdf_oh_get_key(f->q, page, key);
        page = reader_key(f, page, "/Parent");
    }
    return qpdf_oh_new_null(f->q);
}

static bool equal(const strbuf *a, const strbuf *b)
{
    return a->len == b->len && (!a->len || !memcmp(a->data, b->data, a->len));
}

static bool same_tokens(const strbuf *a, const strbuf *b)
{
    strbuf x = STRBUF_INIT, y = STRBUF_INIT;
    bool same;

    reader_tokens(&x, strbuf_text(a), a->len);
    reader_tokens(&y, strbuf_text(b), b->len);
    same = equal(&x, &y);
    strbuf_free(&x);
    strbuf_free(&y);
    return same;
}

/* Equal bytes have equal tokens. */
static bool same_content(pdf_comparison *c, qpdf_oh x, qpdf_oh y)
{
    strbuf a = STRBUF_INIT, b = STRBUF_INIT;
    const bool same = reader_content(c->given, x, &a) && reader_content(c->made, y, &b) &&
                      (equal(&a, &b) || same_tokens(&a, &b));

    strbuf_free(&a);
    strbuf_free(&b);
    return same;
}

bool pdf_same_page(pdf_comparison *c, int page)
{
    qpdf_oh x, y;
    bool same;

    if (page >= pdf_file_pages(c->given) || page >= pdf_file_pages(c->made))
        return false;
    x = qpdf_get_page_n(c->given->q, (size_t)page);
    y = qpdf_get_page_n(c->made->q, (size_t)page);
    same = same_content(c, x, y) && same_dict(c, x, y, of_pages);
    for (key_list key = inherited; same && *key; key++)
        same = same_value(c, inherited_value(c->given, x, *key), inherited_value(c->made, y, *key));
    return settle(c, same);
}

/* The first of `keys` whose values in the two catalogues differ. */
static const char *first_other(pdf_comparison *c, const char **keys)
{
    for (; *keys; keys++)
        if (!settle(c, same_value(c, reader_key(c->given, qpdf_get_root(c->given->q), *keys),
                                  reader_key(c->made, qpdf_get_root(c->made->q), *keys))))
            return *keys;
    return NULL;
}

const char *pdf_other_part(pdf_comparison *c)
{
    const char *other = first_other(c, keys_of(c->made, qpdf_get_root(c->made->q), of_catalogue));

    return other ? other
                 : first_other(c, keys_of(c->given, qpdf_get_root(c->given->q), of_catalogue));
}
