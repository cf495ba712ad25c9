/* resources.c - what content streams name: fonts, images, states of opacity, forms. A form is drawn
 * like a page, into a stream of its own, and may be shown many times; a state is a pair of
 * opacities, small enough to stand in each resource dictionary that names it. */
#include <stdlib.h>

#include "pdf/pdf_int.h"

resource_list resources_begin(pdf_writer *w)
{
    return (resource_list){.scope = ++w->scopes};
}

static void list_add(pdf_writer *w, number_list *list, uint32_t n)
{
    if (list->count && list->items[list->count - 1] == n)
        return;
    list->items = arena_grow(w->mem, list->items, &list->cap, list->count + 1, sizeof *list->items);
    list->items[list->count++] = n;
}

void resources_use_font(pdf_writer *w, resource_list *res, pdf_font *f)
{
    if (pdf_font_mark(f, res->scope))
        list_add(w, &res->fonts, pdf_font_number(f));
}

uint32_t resources_use_image(pdf_writer *w, resource_list *res, image *m)
{
    uint32_t number = image_use(w->images, m);

    if (image_mark(m, res->scope))
        list_add(w, &res->images, number);
    return number;
}

/* The number tells the pair, so nothing need be kept or looked for. */
uint32_t resources_use_state(pdf_writer *w, resource_list *res, opacity_pair p)
{
    uint32_t number = 1 + p.fill * 1001u + p.stroke;

    if (!w->level->transparent)
        return 0;
    list_add(w, &res->states, number);
    res->transparent = true;
    return number;
}

void resources_use_form(pdf_writer *w, resource_list *res, uint32_t form)
{
    list_add(w, &res->forms, form);
    res->transparent |= w->forms[form - 1].res.transparent;
}

/* ---- dictionaries ---- */

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static void settle(number_list *list)
{
    size_t n = 0;

    if (!list->count)
        return;
    qsort(list->items, list->count, sizeof *list->items, compare);
    for (size_t i = 0; i < list->count; i++)
        if (!n || list->items[n - 1] != list->items[i])
            list->items[n++] = list->items[i];
    list->count = n;
}

static void put_named(strbuf *b, const char *name, uint32_t n, objnum object)
{
    put_count(b, name, n);
    strbuf_addc(b, ' ');
    put_reference(b, object);
}

static void put_font(pdf_writer *w, strbuf *b, uint32_t n)
{
    put_named(b, "/F", n, fonts_object(w->fonts, n));
}

static void put_image(pdf_writer *w, strbuf *b, uint32_t n)
{
    put_named(b, "/Im", n, images_object(w->images, n));
}

static void put_form(pdf_writer *w, strbuf *b, uint32_t n)
{
    put_named(b, "/Fm", n, w->forms[n - 1].object);
}

static void put_state(pdf_writer *w, strbuf *b, uint32_t n)
{
    (void)w;
    strbuf_printf(b, "/GS%u<</ca ", n);
    put_number(b, (mpt)((n - 1) / 1001));
    strbuf_adds(b, "/CA ");
    put_number(b, (mpt)((n - 1) % 1001));
    strbuf_adds(b, ">>");
}

static void put_list(pdf_writer *w, strbuf *b, number_list *list,
                     void (*put)(pdf_writer *w, strbuf *b, uint32_t n))
{
    settle(list);
    for (size_t i = 0; i < list->count; i++)
        put(w, b, list->items[i]);
}

void resources_put(pdf_writer *w, strbuf *b, resource_list *res)
{
    strbuf_adds(b, "/Resources<<");
    if (res->fonts.count) {
        strbuf_adds(b, "/Font<<");
        put_list(w, b, &res->fonts, put_font);
        strbuf_adds(b, ">>");
    }
    if (res->images.count || res->forms.count) {
        strbuf_adds(b, "/XObject<<");
        put_list(w, b, &res->images, put_image);
        put_list(w, b, &res->forms, put_form);
        strbuf_adds(b, ">>");
    }
    if (res->states.count) {
        strbuf_adds(b, "/ExtGState<<");
        put_list(w, b, &res->states, put_state);
        strbuf_adds(b, ">>");
    }
    strbuf_adds(b, ">>");
}

/* ---- forms ---- */

void form_begin(pdf_writer *w, content *outer)
{
    *outer = w->page;
    w->page = (content){0};
    content_start(&w->page);
    strbuf_adds(&w->page.out, "0 g 0 G 1 w 0 J 0 j 10 M []0 d\n"); /* forms inherit these */
}

uint32_t form_end(pdf_writer *w, content *outer, const form_record *form)
{
    form_record *f;

    content_end_text(&w->page);
    w->forms = arena_grow(w->mem, w->forms, &w->form_cap, w->form_count + 1, sizeof *w->forms);
    f = &w->forms[w->form_count++];
    *f = *form;
    f->stream = deflate_bytes(w->z, w->mem, w->page.out.data, w->page.out.len, &f->size);
    content_free(&w->page);
    w->page = *outer;
    return (uint32_t)w->form_count;
}

static void write_form(pdf_writer *w, form_record *f)
{
    strbuf *b = &w->scratch;

    f->object = object_new(w->objects);
    strbuf_clear(b);
    strbuf_adds(b, "/Type/XObject/Subtype/Form/BBox[");
    put_numbers(b, f->box, 4);
    strbuf_addc(b, ']');
    if (f->group)
        strbuf_adds(b, "/Group<</S/Transparency>>");
    resources_put(w, b, &f->res);
    strbuf_adds(b, "/Filter/FlateDecode");
    writer_keep_dict(w, f->object);
    object_stream(w->objects, f->object, f->stream, f->size);
}

/* In the order in which they ended: what a form shows was made before it. */
void forms_write(pdf_writer *w)
{
    for (size_t i = 0; i < w->form_count; i++)
        write_form(w, &w->forms[i]);
}
