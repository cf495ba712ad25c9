/* read.c - a document read once, without a tree.
 *
 * decode.c, survey.c and scan.c go over the whole text as for a tree; then libxml2's reader gives
 * one node after the other, each numbered in step with the places that the scan noted. */
#include <libxml/xmlreader.h>

#include "xml/nodes.h"
#include "xml/xml_int.h"

struct xml_reader {
    xml_doc *doc;
    parsing p;
    xmlTextReaderPtr text;
    xmlDocPtr taken;
    uint32_t next; /* number */
    bool in_text;  /* the last node was a text: another piece of it may follow */
    bool empty;    /* the last element has no end tag: its end comes next */
    bool passed;   /* what is inside the last element was taken or skipped */
};

static void on_error(void *self, xmlErrorPtr e)
{
    xml_refuse(self, e);
}

static long consumed(void *parser)
{
    return xmlTextReaderByteConsumed(parser);
}

xml_reader *xml_reader_open(const char *path, const xml_limits *limits, diag *dg)
{
    xml_doc *doc = xml_load_scanned(path, limits, dg);
    xml_reader *r;

    if (!doc)
        return NULL;
    r = mem_alloc(sizeof *r);
    r->doc = doc;
    r->next = 1;
    r->text = xmlReaderForMemory(doc->text, (int)doc->size, NULL, NULL, XML_OPTIONS);
    r->p = (parsing){.doc = doc, .dg = dg, .consumed = consumed, .parser = r->text};
    if (r->text) {
        xmlTextReaderSetStructuredErrorHandler(r->text, on_error, &r->p);
        return r;
    }
    diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, "libxml2");
    xml_reader_close(r);
    return NULL;
}

void xml_reader_close(xml_reader *r)
{
    if (!r)
        return;
    xmlFreeTextReader(r->text);
    xmlFreeDoc(r->taken);
    xml_free(r->doc);
    mem_free(r);
}

const xml_doc *xml_reader_doc(const xml_reader *r)
{
    return r->doc;
}

/* ---- one node ---- */

static xml_step fail(xml_reader *r)
{
    if (!r->p.failed)
        diag_report(r->p.dg, xml_pos(r->doc, r->next), MSG_XML_NOT_WELL_FORMED);
    r->p.failed = true;
    return XML_FAILED;
}

static bool normalise_attributes(xml_reader *r, xmlNodePtr e)
{
    for (xmlAttrPtr a = e->properties; a; a = a->next)
        if (!xml_normalise(&r->p, (xmlNodePtr)a))
            return false;
    return true;
}

static bool number_start(xml_reader *r, xmlNodePtr e)
{
    r->in_text = false;
    return xml_number_element(r->doc, e, &r->next) &&
           (!r->doc->suspect || normalise_attributes(r, e));
}

static bool number_text(xml_reader *r, xmlNodePtr text)
{
    if (r->in_text)
        text->_private = (void *)(uintptr_t)(r->next - 1);
    else if (!xml_number(r->doc, text, &r->next, PLACE_TEXT))
        return false;
    r->in_text = true;
    return !r->doc->suspect || xml_normalise(&r->p, text);
}

static bool is_empty(xmlNodePtr text)
{
    return !text->content || !*text->content;
}

/* 1: there is a node; 0: the end; -1: refused. */
static int advance(xml_reader *r)
{
    const bool passed = r->passed;

    r->passed = false;
    return r->p.failed ? -1 : passed ? xmlTextReaderNext(r->text) : xmlTextReaderRead(r->text);
}

static xml_step start(xml_reader *r, xmlNodePtr e)
{
    if (!number_start(r, e))
        return fail(r);
    r->empty = xmlTextReaderIsEmptyElement(r->text) == 1;
    return XML_START;
}

xml_step xml_reader_next(xml_reader *r, xmlNodePtr *node)
{
    int more;

    if (r->empty) {
        r->empty = r->in_text = false;
        return XML_END;
    }
    while ((more = advance(r)) == 1) {
        const int type = xmlTextReaderNodeType(r->text);
        *node = xmlTextReaderCurrentNode(r->text);
        if (type == XML_READER_TYPE_END_ELEMENT) {
            r->in_text = false;
            return XML_END;
        }
        if (type == XML_READER_TYPE_ELEMENT)
            return start(r, *node);
        if (node_is_text(*node) && !is_empty(*node))
            return number_text(r, *node) ? XML_TEXT : fail(r);
    }
    return more == 0 && !r->p.failed && r->next == r->doc->count + 1 ? XML_DONE : fail(r);
}

/* ---- whole elements ---- */

bool xml_reader_skip(xml_reader *r)
{
    xmlNodePtr node;
    int depth = r->passed ? 0 : 1;

    while (depth > 0)
        switch (xml_reader_next(r, &node)) {
        case XML_START:
            depth++;
            break;
        case XML_END:
            depth--;
            break;
        case XML_TEXT:
            break;
        default:
            return false;
        }
    return true;
}

/* The node after `n` in document order, below `top`. */
static xmlNodePtr below(xmlNodePtr n, const xmlNode *top)
{
    if (n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

static bool number_inside(xml_reader *r, xmlNodePtr top)
{
    for (xmlNodePtr n = below(top, top), before = top; n; before = n, n = below(n, top)) {
        if (n->type == XML_ELEMENT_NODE || n->parent != before->parent)
            r->in_text = false;
        if (n->type == XML_ELEMENT_NODE
                ? !number_start(r, n)
                : n->type == XML_TEXT_NODE && !is_empty(n) && !number_text(r, n))
            return false;
    }
    r->in_text = false;
    return true;
}

/* Both trees have the same shape. */
static void copy_numbers(const xmlNode *from, xmlNodePtr to)
{
    const xmlNode *const from_top = from, *const to_top = to;

    while (from && to) {
        to->_private = from->_private;
        if (from->type == XML_ELEMENT_NODE)
            for (xmlAttrPtr a = from->properties, b = to->properties; a && b;
                 a = a->next, b = b->next) {
                b->_private = a->_private;
                if (b->children)
                    b->children->_private = a->_private;
            }
        from = below((xmlNodePtr)from, from_top);
        to = below(to, to_top);
    }
}

xmlNodePtr xml_reader_take(xml_reader *r)
{
    xmlNodePtr e = xmlTextReaderExpand(r->text), copy = NULL;

    if (!r->taken)
        r->taken = xmlNewDoc(BAD_CAST "1.0");
    r->empty = false;
    r->passed = true;
    if (e && !r->p.failed && number_inside(r, e) && (copy = xmlDocCopyNode(e, r->taken, 1))) {
        copy_numbers(e, copy);
        copy->next = r->taken->children; /* freed with the document */
        if (copy->next)
            copy->next->prev = copy;
        r->taken->children = copy;
        copy->parent = (xmlNodePtr)r->taken;
        return copy;
    }
    fail(r);
    return NULL;
}
