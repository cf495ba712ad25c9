/* pdf.c - the writer: pages come in, are painted and compressed; at the end objects are made of all
 * that was kept and written in one go.
 *
 * Objects are made in a fixed order (fonts, images, pages, annotations, outline, metadata), so
 * their numbers depend on the document alone. Until then libharu knows nothing of the document: a
 * page is a record and its compressed operators, some kilobytes. */
#include "pdf/pdf.h"

#include "pdf/pdf_int.h"

static bool take_page(page_sink *self, const area_page *page);

static const char *copied(arena *a, const char *s)
{
    return s ? arena_strdup(a, s) : NULL;
}

pdf_writer *pdf_open(const pdf_info *info, diag *dg)
{
    pdf_writer *w = mem_alloc(sizeof *w);

    w->sink.page = take_page;
    w->dg = dg;
    w->mem = arena_new();
    w->info = (pdf_info){
        .pos = info->pos,
        .title = copied(w->mem, info->title),
        .author = copied(w->mem, info->author),
        .subject = copied(w->mem, info->subject),
        .keywords = copied(w->mem, info->keywords),
        .creator = copied(w->mem, info->creator),
        .language = copied(w->mem, info->language),
        .created = copied(w->mem, info->created),
        .producer = copied(w->mem, info->producer),
        .strict = info->strict,
        .level = info->level,
        .source = info->source,
        .properties = info->properties,
    };
    w->level = pdf_level_of(info->level);
    w->objects = objects_new();
    w->z = deflater_new();
    w->fonts = fonts_new(w->mem);
    w->borders = border_queue_new();
    if (w->level->tagged) {
        w->tags = tags_new(w->mem);
        w->walk = tag_walk_new(w->tags, w->info.language);
    }
    return w;
}

void pdf_free(pdf_writer *w)
{
    if (!w)
        return;
    objects_free(w->objects);
    deflater_free(w->z);
    fonts_free(w->fonts);
    font_files_free(w->own_files);
    border_queue_free(w->borders);
    tag_walk_free(w->walk);
    tags_free(w->tags);
    content_free(&w->page);
    strbuf_free(&w->scratch);
    strbuf_free(&w->annots);
    strbuf_free(&w->fields);
    arena_free(w->mem);
    mem_free(w);
}

page_sink *pdf_sink(pdf_writer *w)
{
    return &w->sink;
}

void pdf_use_images(pdf_writer *w, image_store *s)
{
    w->images = s;
    images_strict(s, w->info.strict);
}

void pdf_use_fonts(pdf_writer *w, metrics *shaper)
{
    w->shaper = shaper;
}

void pdf_use_font_files(pdf_writer *w, font_files *files)
{
    w->font_files = files;
}

void pdf_keep_tags(pdf_writer *w)
{
    tags_keep_text(w->tags);
}

void pdf_dump_tags(const pdf_writer *w, strbuf *out)
{
    tags_dump(w->tags, out);
}

void writer_keep(pdf_writer *w, objnum n, strbuf *entries)
{
    object_dict(w->objects, n, arena_strndup(w->mem, strbuf_text(entries), entries->len),
                entries->len);
    strbuf_clear(entries);
}

void writer_keep_stream(pdf_writer *w, objnum n, strbuf *entries, const void *bytes, size_t size)
{
    size_t packed;
    const void *stream = deflate_bytes(w->z, w->mem, bytes, size, &packed);

    strbuf_adds(entries, "/Filter/FlateDecode");
    writer_keep(w, n, entries);
    object_stream(w->objects, n, stream, packed);
}

void writer_keep_dict(pdf_writer *w, objnum n)
{
    writer_keep(w, n, &w->scratch);
}

/* ---- pages ---- */

static bool take_page(page_sink *self, const area_page *page)
{
    pdf_writer *w = (pdf_writer *)self;
    page_record record = {
        .w = page->root->w,
        .h = page->root->h,
        .label = copied(w->mem, page->label),
        .first_link = w->link_count,
        .first_content = w->tags ? w->tags->owner_count : 0,
        .res = resources_begin(w),
    };

    paint_page(w, &record, page);
    record.stream = deflate_bytes(w->z, w->mem, w->page.out.data, w->page.out.len, &record.size);
    w->pages = arena_grow(w->mem, w->pages, &w->page_cap, w->page_count + 1, sizeof *w->pages);
    w->pages[w->page_count++] = record;
    return true;
}

static void write_page(pdf_writer *w, size_t i, strbuf *annots)
{
    page_record *p = &w->pages[i];
    objnum contents = object_new(w->objects);
    strbuf *b = &w->scratch;
    const mpt size[2] = {p->w, p->h};

    strbuf_clear(b);
    strbuf_adds(b, "/Filter/FlateDecode");
    writer_keep_dict(w, contents);
    object_stream(w->objects, contents, p->stream, p->size);
    strbuf_clear(annots);
    links_write_page(w, p, annots);
    strbuf_adds(b, "/Type/Page/MediaBox[0 0 ");
    put_numbers(b, size, 2);
    strbuf_addc(b, ']');
    resources_put(w, b, &p->res);
    strbuf_adds(b, "/Contents ");
    put_reference(b, contents);
    if (p->res.transparent)
        strbuf_adds(b, "/Group<</S/Transparency/CS/DeviceRGB>>");
    if (p->content_count)
        put_count(b, "/StructParents ", i);
    if (w->tags)
        strbuf_adds(b, "/Tabs/S");
    if (annots->len) {
        strbuf_adds(b, "/Annots[");
        strbuf_add(b, annots->data, annots->len);
        strbuf_addc(b, ']');
    }
    writer_keep_dict(w, p->object);
}

/* ---- the document ---- */

static void write_catalog(pdf_writer *w, objnum outline, objnum xmp)
{
    strbuf *b = &w->scratch;

    strbuf_clear(b);
    strbuf_printf(b, "/Metadata %u 0 R", xmp);
    if (w->info.language && *w->info.language) {
        strbuf_adds(b, "/Lang");
        put_text_string(b, w->info.language);
    }
    if (w->info.title && *w->info.title)
        strbuf_adds(b, "/ViewerPreferences<</DisplayDocTitle true>>");
    if (outline)
        strbuf_printf(b, "/Outlines %u 0 R/PageMode/UseOutlines", outline);
    meta_put_labels(w, b);
    meta_put_intent(w, b);
    if (w->fields.len)
        strbuf_printf(b, "/AcroForm<</Fields[%s]/SigFlags 0>>", strbuf_text(&w->fields));
    attachment_put(w, b);
    tags_put(w, b);
    writer_keep_dict(w, object_catalog(w->objects));
}

/* Runs within objects_run: whatever is allocated here belongs to the writer. */
static bool write_document(void *self)
{
    pdf_writer *w = self;
    objnum outline, xmp;

    conform_document(w);
    if (!w->font_files)
        w->font_files = w->own_files = font_files_new();
    if (!fonts_write(w->fonts, w->font_files, w->objects, w->z, w->level->cid_sets, w->dg))
        return false;
    if (w->images)
        images_write(w->images, w->objects);
    forms_write(w);
    for (size_t i = 0; i < w->page_count; i++)
        w->pages[i].object = object_page(w->objects);
    for (size_t i = 0; i < w->page_count; i++)
        write_page(w, i, &w->annots);
    outline = links_write_outline(w);
    xmp = meta_write_xmp(w);
    meta_write_info(w);
    write_catalog(w, outline, xmp);
    return objects_write(w->objects, w->level->minor, w->level->compressed ? w->z : NULL, w->out);
}

bool pdf_finish(pdf_writer *w, const layout_result *result, output *out)
{
    w->result = result;
    w->out = out;
    return objects_run(w->objects, write_document, w, w->dg);
}
