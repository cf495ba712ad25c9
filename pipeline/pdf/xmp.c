/* xmp.c - the document's metadata as XMP (ISO 16684-1), in the same words as the Info dictionary.
 *
 * What PDF/A and PDF/UA ask for is here: the levels that the file keeps, and a description of each
 * property that PDF/A does not know itself (ISO 19005-1, 6.7.8), ours and that of PDF/UA. The
 * packet is written uncompressed, for tools that look for it without reading PDF. */

#include "pdf/pdf_int.h"

#define OWN_NAMESPACE "urn:svod:origin"
#define UA_NAMESPACE  "http://www.aiim.org/pdfua/ns/id/"

static void put_element(strbuf *b, const char *open, const char *value, const char *close)
{
    if (!value || !*value)
        return;
    strbuf_adds(b, open);
    strbuf_add_xml(b, value);
    strbuf_adds(b, close);
}

static const char packet_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
    "<dc:format>application/pdf</dc:format>\n";
static const char packet_tail[] = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

static void put_document(strbuf *b, const pdf_info *info)
{
    put_element(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->title,
                "</rdf:li></rdf:Alt></dc:title>\n");
    put_element(b, "<dc:creator><rdf:Seq><rdf:li>", info->author,
                "</rdf:li></rdf:Seq></dc:creator>\n");
    put_element(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->subject,
                "</rdf:li></rdf:Alt></dc:description>\n");
    put_element(b, "<dc:language><rdf:Bag><rdf:li>", info->language,
                "</rdf:li></rdf:Bag></dc:language>\n");
    put_element(b, "<pdf:Keywords>", info->keywords, "</pdf:Keywords>\n");
    put_element(b, "<pdf:Producer>", info->producer, "</pdf:Producer>\n");
    put_element(b, "<xmp:CreatorTool>", info->creator, "</xmp:CreatorTool>\n");
    if (meta_is_date(info->created)) {
        put_element(b, "<xmp:CreateDate>", info->created, "</xmp:CreateDate>\n");
        put_element(b, "<xmp:ModifyDate>", info->created, "</xmp:ModifyDate>\n");
    }
}

/* ---- levels ---- */

static void put_levels(strbuf *b, const pdf_level_row *level)
{
    if (level->part)
        strbuf_printf(b,
                      "<rdf:Description rdf:about=\"\""
                      " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                      "<pdfaid:part>%d</pdfaid:part>\n"
                      "<pdfaid:conformance>%c</pdfaid:conformance>\n</rdf:Description>\n",
                      level->part, level->conformance);
    if (level->ua)
        strbuf_adds(b, "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"" UA_NAMESPACE "\">\n"
                       "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n");
}

/* ---- properties of our own ---- */

static void put_own(strbuf *b, const pdf_property *list)
{
    if (!list || !list->name)
        return;
    strbuf_adds(b, "<rdf:Description rdf:about=\"\" xmlns:svod=\"" OWN_NAMESPACE "\">\n");
    for (; list->name; list++) {
        if (!list->value || !*list->value)
            continue;
        strbuf_printf(b, "<svod:%s>", list->name);
        strbuf_add_xml(b, list->value);
        strbuf_printf(b, "</svod:%s>\n", list->name);
    }
    strbuf_adds(b, "</rdf:Description>\n");
}

static void begin_schema(strbuf *b, const char *title, const char *space, const char *prefix)
{
    strbuf_printf(b,
                  "<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
                  "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
                  "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq>\n",
                  title, space, prefix);
}

static void describe(strbuf *b, const char *name, const char *type, const char *about)
{
    strbuf_printf(b,
                  "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s</pdfaProperty:name>"
                  "<pdfaProperty:valueType>%s</pdfaProperty:valueType>"
                  "<pdfaProperty:category>internal</pdfaProperty:category>"
                  "<pdfaProperty:description>%s</pdfaProperty:description></rdf:li>\n",
                  name, type, about);
}

static void end_schema(strbuf *b)
{
    strbuf_adds(b, "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n");
}

static void put_extensions(strbuf *b, const pdf_level_row *level, const pdf_property *own)
{
    if (!level->part || !(level->ua || (own && own->name)))
        return;
    strbuf_adds(b, "<rdf:Description rdf:about=\"\""
                   " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                   " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
                   " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                   "<pdfaExtension:schemas><rdf:Bag>\n");
    if (level->ua) {
        begin_schema(b, "PDF/UA identification", UA_NAMESPACE, "pdfuaid");
        describe(b, "part", "Integer", "Part of ISO 14289 to which the document conforms");
        end_schema(b);
    }
    if (own && own->name) {
        begin_schema(b, "Origin of the document", OWN_NAMESPACE, "svod");
        for (; own->name; own++)
            describe(b, own->name, "Text", own->about);
        end_schema(b);
    }
    strbuf_adds(b, "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

objnum meta_write_xmp(pdf_writer *w)
{
    objnum n = object_new(w->objects);
    strbuf *b = &w->scratch;
    size_t size;

    strbuf_clear(b);
    strbuf_adds(b, packet_head);
    put_document(b, &w->info);
    strbuf_adds(b, "</rdf:Description>\n");
    put_levels(b, w->level);
    put_own(b, w->info.properties);
    put_extensions(b, w->level, w->info.properties);
    strbuf_adds(b, packet_tail);
    size = b->len;
    object_stream(w->objects, n, arena_strndup(w->mem, b->data, size), size);
    strbuf_clear(b);
    strbuf_adds(b, "/Type/Metadata/Subtype/XML");
    writer_keep_dict(w, n);
    return n;
}
