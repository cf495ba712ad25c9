/* meta.c - what the file says of itself: the Info dictionary, XMP, page labels.
 *
 * Both say the same, as PDF/A asks. Dates come from the caller only; without one there is none, so
 * that the same document gives the same bytes. XMP is written uncompressed, for tools that look for it
 * without reading PDF. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/pdf_int.h"

/* "YYYY-MM-DDThh:mm:ssZ" has its digits and marks in place. */
static bool is_date(const char *s)
{
    static const char shape[] = "0000-00-00T00:00:00Z";
    size_t i;

    if (!s)
        return false;
    for (i = 0; shape[i]; i++)
        if (shape[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
            return false;
    return !s[i];
}

static void put_entry(strbuf *b, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    put_name(b, key);
    put_text_string(b, value);
}

static void put_date(strbuf *b, const char *key, const char *iso)
{
    put_name(b, key);
    strbuf_adds(b, "(D:");
    for (const char *s = iso; *s; s++)
        if ((*s >= '0' && *s <= '9') || *s == 'Z')
            strbuf_addc(b, *s);
    strbuf_addc(b, ')');
}

void meta_write_info(pdf_writer *w)
{
    strbuf *b = &w->scratch;

    strbuf_clear(b);
    put_entry(b, "Title", w->info.title);
    put_entry(b, "Author", w->info.author);
    put_entry(b, "Subject", w->info.subject);
    put_entry(b, "Keywords", w->info.keywords);
    put_entry(b, "Producer", w->info.producer);
    if (is_date(w->info.created)) {
        put_date(b, "CreationDate", w->info.created);
        put_date(b, "ModDate", w->info.created);
    }
    writer_keep_dict(w, object_info(w->objects));
}

/* ---- XMP ---- */

static void put_escaped(strbuf *b, const char *s)
{
    size_t n = strlen(s), len;

    for (size_t i = 0; i < n; i += len) {
        uint32_t cp = utf8_decode(s + i, n - i, &len);
        if (cp == '&')
            strbuf_adds(b, "&amp;");
        else if (cp == '<')
            strbuf_adds(b, "&lt;");
        else if (cp == '>')
            strbuf_adds(b, "&gt;");
        else if (cp >= ' ' || cp == '\t' || cp == '\n')
            strbuf_add_utf8(b, cp);
    }
}

static void put_element(strbuf *b, const char *open, const char *value, const char *close)
{
    if (!value || !*value)
        return;
    strbuf_adds(b, open);
    put_escaped(b, value);
    strbuf_adds(b, close);
}

static const char packet_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
    "<dc:format>application/pdf</dc:format>\n";
static const char packet_tail[] = "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
                                  "<?xpacket end=\"r\"?>";

objnum meta_write_xmp(pdf_writer *w)
{
    objnum n = object_new(w->objects);
    strbuf *b = &w->scratch;
    size_t size;

    strbuf_clear(b);
    strbuf_adds(b, packet_head);
    put_element(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", w->info.title,
                "</rdf:li></rdf:Alt></dc:title>\n");
    put_element(b, "<dc:creator><rdf:Seq><rdf:li>", w->info.author,
                "</rdf:li></rdf:Seq></dc:creator>\n");
    put_element(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", w->info.subject,
                "</rdf:li></rdf:Alt></dc:description>\n");
    put_element(b, "<dc:language><rdf:Bag><rdf:li>", w->info.language,
                "</rdf:li></rdf:Bag></dc:language>\n");
    put_element(b, "<pdf:Keywords>", w->info.keywords, "</pdf:Keywords>\n");
    put_element(b, "<pdf:Producer>", w->info.producer, "</pdf:Producer>\n");
    if (is_date(w->info.created)) {
        put_element(b, "<xmp:CreateDate>", w->info.created, "</xmp:CreateDate>\n");
        put_element(b, "<xmp:ModifyDate>", w->info.created, "</xmp:ModifyDate>\n");
    }
    strbuf_adds(b, packet_tail);
    size = b->len;
    object_stream(w->objects, n, arena_strndup(w->mem, b->data, size), size);
    strbuf_clear(b);
    strbuf_adds(b, "/Type/Metadata/Subtype/XML");
    writer_keep_dict(w, n);
    return n;
}

/* ---- page labels ---- */

/* The number that a label is in plain digits, -1 for any other label. */
static long plain_number(const char *label)
{
    size_t n = label ? strspn(label, "0123456789") : 0;

    if (!n || n > 7 || label[n] || label[0] == '0')
        return -1;
    return strtol(label, NULL, 10);
}

static bool labels_are_trivial(const pdf_writer *w)
{
    for (size_t i = 0; i < w->page_count; i++)
        if (plain_number(w->pages[i].label) != (long)i + 1)
            return false;
    return true;
}

/* A number tree with one leaf: a range of counting pages, or one page with its label as prefix. */
void meta_put_labels(pdf_writer *w, strbuf *b)
{
    long expected = -1;

    if (labels_are_trivial(w))
        return;
    strbuf_adds(b, "/PageLabels<</Nums[");
    for (size_t i = 0; i < w->page_count; i++) {
        const char *label = w->pages[i].label;
        long n = plain_number(label);
        if (n < 0) {
            strbuf_printf(b, "%zu<</P", i);
            put_text_string(b, label ? label : "");
            strbuf_adds(b, ">>");
        } else if (n != expected) {
            strbuf_printf(b, "%zu<</S/D/St %ld>>", i, n);
        }
        expected = n < 0 ? -1 : n + 1;
    }
    strbuf_adds(b, "]>>");
}
