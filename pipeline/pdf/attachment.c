/* attachment.c - the source that a PDF carries with it: an embedded file associated with the
 * document (ISO 19005-3, 6.8), found by viewers among the attachments and by programs through
 * /AF. */

#include "pdf/pdf_int.h"

/* /F is for readers that know no Unicode: they see a name of ASCII, each other letter an
 * underscore. */
static void put_plain_name(strbuf *b, const char *name)
{
    strbuf plain = STRBUF_INIT;

    for (const unsigned char *s = (const unsigned char *)name; *s; s++)
        if ((*s & 0xC0) != 0x80)
            strbuf_addc(&plain, (char)(*s >= ' ' && *s < 0x7F ? *s : '_'));
    put_string(b, strbuf_text(&plain), plain.len);
    strbuf_free(&plain);
}

static objnum write_file(pdf_writer *w, const pdf_attachment *file)
{
    objnum n = object_new(w->objects);
    strbuf entries = STRBUF_INIT;

    strbuf_adds(&entries, "/Type/EmbeddedFile/Subtype");
    put_name(&entries, file->mime);
    strbuf_printf(&entries, "/Params<</Size %zu", file->size);
    if (meta_is_date(w->info.created))
        meta_put_date(&entries, "ModDate", w->info.created);
    strbuf_adds(&entries, ">>");
    writer_keep_stream(w, n, &entries, file->bytes, file->size);
    strbuf_free(&entries);
    return n;
}

void attachment_put(pdf_writer *w, strbuf *b)
{
    const pdf_attachment *file = w->info.source;
    objnum stream, n;
    strbuf entries = STRBUF_INIT;

    if (!file || !w->level->attachments)
        return;
    stream = write_file(w, file);
    n = object_new(w->objects);
    strbuf_adds(&entries, "/Type/Filespec/F");
    put_plain_name(&entries, file->name);
    strbuf_adds(&entries, "/UF");
    put_text_string(&entries, file->name);
    if (file->about) {
        strbuf_adds(&entries, "/Desc");
        put_text_string(&entries, file->about);
    }
    strbuf_printf(&entries, "/AFRelationship/Source/EF<</F %u 0 R/UF %u 0 R>>", stream, stream);
    writer_keep(w, n, &entries);
    strbuf_adds(b, "/Names<</EmbeddedFiles<</Names[");
    put_text_string(b, file->name);
    strbuf_printf(b, "%u 0 R]>>>>/AF[%u 0 R]", n, n);
    strbuf_free(&entries);
}
