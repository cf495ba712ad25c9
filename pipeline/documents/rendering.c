/* rendering.c - svod render: a checked document becomes formatting objects, and these a PDF that
 * carries its source and says what it was made with. */
#define _GNU_SOURCE
#include <stdlib.h>

#include "documents/documents.h"
#include "documents/lost.h"
#include "documents/parts.h"
#include "pdf/versions.h"
#include "sign/digest.h"
#include "text/versions.h"
#include "xml/nodes.h"
#include "xml/versions.h"
#include "xslt/versions.h"

xmlDocPtr checked_fo(svod_session *s, const checked *c, diag *dg)
{
    const xslt_param params[] = {
        {.name = "content-digest", .make = content_digest},
        {.name = "part", .value = s->opt.part ? s->opt.part : ""},
        {.name = "state", .value = state_name(c->state)},
        {.name = "recreated", .value = state_recreated(c->doc, NULL) ? "yes" : ""},
        {.name = NULL},
    };
    stylesheet *sheet = edition_sheet(s, c->e, dg);

    return sheet ? stylesheet_apply(sheet, c->doc, params, dg) : NULL;
}

/* Versions of all libraries, on one line. */
static const char *versions_line(arena *a)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const char *copy = "";

    if (!out)
        return copy;
    fprintf(out, "svod %s\n", SVOD_VERSION);
    xml_versions(out);
    xslt_versions(out);
    text_versions(out);
    pdf_versions(out);
    fclose(out);
    for (char *s = text; *s; s++)
        *s = *s == '\n' ? ';' : *s;
    copy = arena_strndup(a, text, size ? size - 1 : 0);
    free(text); /* the C library's, not ours */
    return copy;
}

/* Lay out `fo` as PDF/A-3a, with the author's own bytes attached. */
static svod_status format_document(svod_session *s, const checked *c, xmlDocPtr fo,
                                   const fo_source *source, diag *dg)
{
    arena *a = arena_new();
    const char *digests = edition_digests(s, c->e, dg);
    const pdf_property properties[] = {
        {"edition", c->e->name, "Edition of schema, rules and stylesheets that made the document"},
        {"state", state_name(c->state), "State of the document: draft, agreed, approved or signed"},
        {"part", s->opt.part ? s->opt.part : "", "Part of the document, if it stands alone"},
        {"digests", digests ? digests : "",
         "SHA-256 of the files of the edition, of the fonts and dictionaries"},
        {"versions", versions_line(a), "Versions of the program and its libraries"},
        {NULL, NULL, NULL},
    };
    /* whatever the file is called: the same XML makes the same bytes */
    pdf_attachment file = {.name = "source.xml", .mime = "application/xml"};
    const lost_question ask = {
        .doc = c->doc, .part = s->opt.part, .edition_dir = edition_folder(s, a, c->e)};
    session_watch *watch = lost_watch(&ask);
    const session_pdf pdf = {
        .level = PDF_A3A, .source = &file, .properties = properties, .watch = watch};
    svod_status status;

    file.bytes = xml_source(c->doc, &file.size);
    status = digests ? session_format(s, xml_path(c->doc), (fo_input){fo, NULL}, source, &pdf, dg)
                     : SVOD_SYSTEM;
    lost_free(watch);
    arena_free(a);
    return status;
}

static bool is_fo(const xmlNode *n, const char *name)
{
    return n && node_is(n, name);
}

/* Rows of table bodies that the stylesheet made for the flow: what stands on each page is no
 * content. */
static uint32_t count_rows(xmlDocPtr fo)
{
    xmlNodePtr root = xmlDocGetRootElement(fo), n = root;
    uint32_t rows = 0;

    while (n) {
        rows += is_fo(n, "table-row") && is_fo(n->parent, "table-body");
        if (n->children && !is_fo(n, "static-content")) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
    return rows;
}

static svod_status dump_fo(svod_session *s, const char *path, xmlDocPtr fo, diag *dg)
{
    xslt_origin_remove(fo);
    return session_dump_fo(s, path, fo, dg);
}

static svod_status render(svod_session *s, const char *path, diag *dg)
{
    const checked c = checked_load(s, path, dg);
    const fo_source source = {.file = path,
                              .where = session_place,
                              .self = c.doc,
                              .strict = true,
                              .defaults = s->plain_defaults};
    xmlDocPtr fo = NULL;
    svod_status status = SVOD_INVALID;

    s->made = (session_made){0};
    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    if ((!s->opt.part || parts_has(c.doc, s->opt.part, dg)) && (fo = checked_fo(s, &c, dg))) {
        s->made.rows_in = count_rows(fo);
        status = s->opt.dump == DUMP_FO ? dump_fo(s, path, fo, dg)
                                        : format_document(s, &c, fo, &source, dg);
    }
    xmlFreeDoc(fo);
    xml_free(c.doc);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}

svod_status svod_render(svod_session *s, const char *path, diag *dg)
{
    return session_document(s, path, render, dg);
}
