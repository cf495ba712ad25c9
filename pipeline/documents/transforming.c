/* transforming.c - the program's own stylesheets, applied to XML that it has made itself: the page
 * of results of a batch and the letters to those whose documents failed. */
#include <string.h>

#include <libxml/HTMLtree.h>

#include "base/output.h"
#include "documents/documents.h"

static const xml_limits own_limits = {
    .bytes = 1 << 30, .depth = 256, .attributes = 256, .nodes = 50000000, .text = 10 << 20};

static svod_status write_html(xmlDocPtr tree, const char *path, diag *dg)
{
    xmlOutputBufferPtr text = xmlAllocOutputBuffer(NULL);
    output *out = output_open(path, dg);
    xmlNodePtr root = xmlDocGetRootElement(tree);

    xmlFreeNsList(root->nsDef); /* what the loader of stylesheets needs; nothing here is of it */
    root->nsDef = NULL;
    xmlCreateIntSubset(tree, BAD_CAST "html", NULL, NULL);
    if (out && text) {
        htmlDocContentDumpFormatOutput(text, tree, "UTF-8", 0);
        output_write(out, xmlOutputBufferGetContent(text), xmlOutputBufferGetSize(text));
    }
    xmlOutputBufferClose(text);
    return out && output_commit(out, dg) ? SVOD_OK : SVOD_SYSTEM;
}

static svod_status write_result(svod_session *s, const xml_doc *doc, xmlDocPtr result,
                                const char *path, diag *dg)
{
    static const session_pdf pdf = {.level = PDF_A2A};
    const fo_source source = {.file = xml_path(doc),
                              .where = session_place,
                              .self = (void *)doc,
                              .strict = true,
                              .defaults = s->plain_defaults};
    const svod_options kept = s->opt;
    svod_status status;

    if (strcmp((const char *)xmlDocGetRootElement(result)->name, "root"))
        return write_html(result, path, dg);
    s->opt = (svod_options){.data_dir = kept.data_dir, .output = path, .kerning = true};
    status = session_format(s, xml_path(doc), (fo_input){result, NULL}, &source, &pdf, dg);
    s->opt = kept;
    return status;
}

/* Letters come by the hundred, all of one stylesheet. */
static stylesheet *own_sheet(svod_session *s, const char *name, diag *dg)
{
    if (!s->sheet || strcmp(s->sheet_name, name)) {
        stylesheet_free(s->sheet);
        s->close_documents = documents_close;
        s->sheet_name = arena_strdup(s->mem, name);
        s->sheet =
            stylesheet_load(arena_printf(s->mem, "%s/stylesheets/%s", s->data_dir, name), dg);
    }
    return s->sheet;
}

svod_status session_transform(svod_session *s, const char *sheet, const char *xml, size_t size,
                              const char *to, diag *dg)
{
    stylesheet *loaded = own_sheet(s, sheet, dg);
    xml_doc *doc = loaded ? xml_load_memory(sheet, xml, size, &own_limits, dg) : NULL;
    xmlDocPtr result = doc ? stylesheet_apply(loaded, doc, NULL, dg) : NULL;
    svod_status status = SVOD_SYSTEM;

    if (result && xmlDocGetRootElement(result))
        status = write_result(s, doc, result, to, dg);
    xmlFreeDoc(result);
    xml_free(doc);
    return status;
}
