/* drawing.c - SVG files: parsed when layout asks for their size, drawn once into a form of that
 * size, which every place that shows them scales. Bitmaps are shown from here too, so that who
 * shows an image need not know what it is. */
#include "pdf/drawing.h"

#include <string.h>

#include "pdf/svg/svg.h"
#include "pdf/uri.h"
#include "xml/xml.h"

enum { MAX_FILES = 4 }; /* drawings shown by drawings */

struct drawing_file {
    xml_doc *doc;
    svg_picture picture;
    uint32_t form; /* 0: not drawn yet */
    bool open;     /* being drawn */
};

/* ---- reading ---- */

/* Many programs write a document type declaration that only says that this is SVG. The loader
 * refuses such declarations; one without an internal subset can be taken away without a loss. */
static void blank_doctype(char *data, size_t size)
{
    char *at = NULL, *end;

    for (size_t i = 0; i + 9 < size && !at; i++) {
        if (data[i] == '<' && !memcmp(data + i, "<!DOCTYPE", 9))
            at = data + i;
        else if (data[i] == '<' && data[i + 1] != '?' && data[i + 1] != '!')
            return;
    }
    end = at ? memchr(at, '>', (size_t)(data + size - at)) : NULL;
    if (!end || memchr(at, '[', (size_t)(end - at)))
        return;
    for (; at <= end; at++)
        if (*at != '\n' && *at != '\r')
            *at = ' ';
}

static src_pos place_of(const void *self, const xmlNode *node)
{
    return xml_node_pos(self, node);
}

/* Up to the last slash of the path. */
static const char *folder_of(arena *a, const char *uri)
{
    char *plain = uri_clean(uri);
    const char *slash = uri_is_data(plain) ? NULL : strrchr(plain, '/');
    const char *folder = slash ? arena_strndup(a, plain, (size_t)(slash - plain) + 1) : NULL;

    mem_free(plain);
    return folder;
}

static const char *reason(arena *a, diag *dg)
{
    const src_pos pos = diag_get(dg, 0).pos;

    if (!pos.line)
        return arena_strdup(a, diag_quoted(dg, 0));
    return arena_printf(a, "%u:%u: %s", pos.line, pos.column, diag_quoted(dg, 0));
}

drawing_file *drawing_file_read(arena *a, const char *name, const char *uri, const char *data,
                                size_t size, const char **why)
{
    diag *own = diag_new();
    char *copy = arena_memdup(a, data, size);
    drawing_file *f = NULL;
    xml_doc *doc;
    xmlNode *root;

    blank_doctype(copy, size);
    doc = xml_load_memory(name, copy, size, NULL, own);
    root = doc ? xmlDocGetRootElement(xml_tree(doc)) : NULL;
    if (root && svg_is_root(root)) {
        f = ARENA_NEW(a, drawing_file);
        f->doc = doc;
        f->picture = (svg_picture){root, place_of, doc, folder_of(a, uri)};
    } else {
        if (!doc && diag_count(own))
            *why = reason(a, own);
        xml_free(doc);
    }
    diag_free(own);
    return f;
}

void drawing_file_free(drawing_file *f)
{
    if (f)
        xml_free(f->doc);
}

bool drawing_file_size(const drawing_file *f, mpt *w, mpt *h)
{
    return svg_natural_size(f->picture.root, w, h);
}

/* ---- showing ---- */

/* The form of the drawing, made now if it is the first time; 0 if the drawing shows itself. */
static uint32_t form_of(pdf_writer *w, drawing_file *f, mpt width, mpt height)
{
    form_record form = {.box = {0, 0, width, height}};
    content outer;

    if (f->form)
        return f->form;
    if (f->open || w->svg_files == MAX_FILES) {
        diag_report(w->dg, xml_node_pos(f->doc, f->picture.root), MSG_SVG_CIRCLE, xml_path(f->doc));
        return 0;
    }
    f->open = true;
    w->svg_files++;
    form.res = resources_begin(w);
    form_begin(w, &outer);
    svg_draw(w, &form.res, &f->picture, (box_rect){0, height, width, height});
    f->form = form_end(w, &outer, &form);
    w->svg_files--;
    f->open = false;
    return f->form;
}

static void show_form(pdf_writer *w, uint32_t form, mpt width, mpt height, box_rect r)
{
    content *c = &w->page;
    const int64_t matrix[6] = {
        (int64_t)r.w * 1000000 / width, 0, 0, (int64_t)r.h * 1000000 / height, (int64_t)r.x * 1000,
        ((int64_t)r.y - r.h) * 1000};

    content_save(c);
    content_transform(c, matrix);
    content_use_form(c, form);
    content_restore(c);
}

void image_paint(pdf_writer *w, resource_list *res, image *m, box_rect r)
{
    drawing_file *f = image_drawing(m);
    uint32_t form;
    mpt width, height;

    if (!f) {
        content_image(&w->page, resources_use_image(w, res, m), r.x, r.y - r.h, r.w, r.h);
        return;
    }
    image_natural_size(m, &width, &height);
    if (!(form = form_of(w, f, width, height)))
        return;
    resources_use_form(w, res, form);
    show_form(w, form, width, height, r);
}
