/* info.c - document information from the XMP packet of fo:declarations, as stylesheets write it:
 * Dublin Core title, creator and description, pdf:Keywords, xmp:CreatorTool and xmp:CreateDate. */
#include <string.h>

#include "base/spaces.h"
#include "fo/fo_int.h"
#include "xml/nodes.h"

#define XMP_NAMESPACE "adobe:ns:meta/"
#define RDF_NAMESPACE "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DC_NAMESPACE  "http://purl.org/dc/elements/1.1/"
#define PDF_NAMESPACE "http://ns.adobe.com/pdf/1.3/"
#define XAP_NAMESPACE "http://ns.adobe.com/xap/1.0/"

static const struct {
    const char *uri, *name;
    fo_info_key key;
} fields[] = {
    {DC_NAMESPACE, "title", FO_INFO_TITLE},         {DC_NAMESPACE, "creator", FO_INFO_AUTHOR},
    {DC_NAMESPACE, "description", FO_INFO_SUBJECT}, {DC_NAMESPACE, "subject", FO_INFO_KEYWORDS},
    {PDF_NAMESPACE, "Keywords", FO_INFO_KEYWORDS},  {XAP_NAMESPACE, "CreatorTool", FO_INFO_CREATOR},
    {XAP_NAMESPACE, "CreateDate", FO_INFO_CREATED},
};

/* The text that stands directly in `x`, white space at its ends taken off. */
static void append_own(const xmlNode *x, strbuf *out)
{
    strbuf own = STRBUF_INIT;
    const char *s;
    size_t n;

    for (const xmlNode *c = x->children; c; c = c->next)
        if (node_is_text(c) && c->content)
            strbuf_adds(&own, (const char *)c->content);
    s = strbuf_text(&own);
    n = own.len;
    spaces_trim(&s, &n);
    if (n && out->len)
        strbuf_adds(out, ", ");
    strbuf_add(out, s, n);
    strbuf_free(&own);
}

static bool is_default(const xmlNode *x)
{
    xmlChar *language = xmlNodeGetLang(x);
    const bool found = language && strcmp((const char *)language, "x-default") == 0;

    xmlFree(language);
    return found;
}

/* The one of rdf:Alt that is for everybody, or the first one; NULL: it is no rdf:Alt. */
static const xmlNode *only_item(const xmlNode *x)
{
    const xmlNode *first = NULL;

    if (!in_namespace(x->ns, RDF_NAMESPACE) || strcmp((const char *)x->name, "Alt") != 0)
        return NULL;
    for (const xmlNode *c = x->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        if (is_default(c))
            return c;
        first = first ? first : c;
    }
    return first;
}

/* Text of an element: items of an rdf list are joined, of alternatives one is taken. */
static void append_text(const xmlNode *x, strbuf *out, int depth)
{
    const xmlNode *only = only_item(x);

    append_own(x, out);
    for (const xmlNode *c = x->children; c && depth < 8; c = c->next)
        if (c->type == XML_ELEMENT_NODE && (!only || c == only))
            append_text(c, out, depth + 1);
}

static void set_field(fo_tree *t, const xmlNs *ns, const char *name, const char *value)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        if (in_namespace(ns, fields[i].uri) && strcmp(fields[i].name, name) == 0 && *value)
            t->info[fields[i].key] = arena_strdup(t->mem, value);
}

/* Fields stand as elements in rdf:Description or as its attributes. */
static void read_description(fo_tree *t, const xmlNode *d)
{
    for (const xmlAttr *a = d->properties; a; a = a->next)
        if (a->children && a->children->content)
            set_field(t, a->ns, (const char *)a->name, (const char *)a->children->content);
    for (const xmlNode *c = d->children; c; c = c->next) {
        strbuf text = STRBUF_INIT;
        if (c->type != XML_ELEMENT_NODE)
            continue;
        append_text(c, &text, 0);
        set_field(t, c->ns, (const char *)c->name, strbuf_text(&text));
        strbuf_free(&text);
    }
}

static void read_rdf(fo_tree *t, const xmlNode *rdf)
{
    for (const xmlNode *d = rdf->children; d; d = d->next)
        if (d->type == XML_ELEMENT_NODE && in_namespace(d->ns, RDF_NAMESPACE))
            read_description(t, d);
}

bool info_read(fo_tree *t, const xmlNode *x)
{
    if (in_namespace(x->ns, RDF_NAMESPACE)) {
        read_rdf(t, x);
        return true;
    }
    if (!in_namespace(x->ns, XMP_NAMESPACE))
        return false;
    for (const xmlNode *c = x->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE && in_namespace(c->ns, RDF_NAMESPACE))
            read_rdf(t, c);
    return true;
}
