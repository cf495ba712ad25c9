/* load.c - from the author's file to a tree in which everything knows its place.
 *
 * In: bytes of any kind. Out: a libxml2 tree of elements, attributes and text in NFC, and for each
 * of them the place in the file. Four passes, each linear: decode.c makes UTF-8, survey.c counts
 * lines and refuses impossible characters, scan.c checks the mark-up, bounds and notes the places,
 * parse.c lets libxml2 build the tree, or read.c goes through without one. libxml2 remains the
 * judge of what is well-formed; the scan before it words the mistakes people make and keeps out
 * what is meant to hurt. */
#include "xml/xml_int.h"

#include <string.h>

#include <libxml/xpathInternals.h>

#include "base/output.h"

const xml_limits xml_default_limits = {
    .bytes = 64 << 20,
    .depth = 256,
    .attributes = 256,
    .nodes = 5000000,
    .text = 10 << 20,
};

/* Takes `source`. */
static xml_doc *scanned(const char *path, char *source, size_t size, const xml_limits *limits,
                        diag *dg)
{
    xml_doc *doc = mem_alloc(sizeof *doc);

    doc->mem = arena_new();
    doc->path = path;
    doc->source = source;
    doc->source_size = size;
    doc->found = ARENA_NEW(doc->mem, found_place);
    if (xml_decode(doc, dg) && xml_survey(doc, dg) && xml_scan(doc, limits, dg))
        return doc;
    xml_free(doc);
    return NULL;
}

static xml_doc *parsed(xml_doc *doc, diag *dg)
{
    if (!doc || xml_parse(doc, dg))
        return doc;
    xml_free(doc);
    return NULL;
}

xml_doc *xml_load_scanned(const char *path, const xml_limits *limits, diag *dg)
{
    char *data;
    size_t size;

    if (!limits)
        limits = &xml_default_limits;
    if (!input_read(path, limits->bytes, &data, &size, dg))
        return NULL;
    return scanned(path, data, size, limits, dg);
}

xml_doc *xml_load(const char *path, const xml_limits *limits, diag *dg)
{
    return parsed(xml_load_scanned(path, limits, dg), dg);
}

xml_doc *xml_load_memory(const char *name, const char *data, size_t size, const xml_limits *limits,
                         diag *dg)
{
    char *copy;

    if (!limits)
        limits = &xml_default_limits;
    if (size > limits->bytes) {
        diag_report(dg, ((src_pos){name, 0, 0}), MSG_FILE_TOO_LARGE,
                    diag_number(dg, (long)(limits->bytes >> 20)));
        return NULL;
    }
    copy = mem_alloc(size + 1);
    if (size)
        memcpy(copy, data, size);
    return parsed(scanned(name, copy, size, limits, dg), dg);
}

static void free_set(void *set, const xmlChar *name)
{
    (void)name;
    xmlXPathFreeNodeSet(set);
}

void xml_free(xml_doc *doc)
{
    if (!doc)
        return;
    xmlHashFree(doc->by_name, free_set);
    xmlFreeDoc(doc->tree);
    mem_free(doc->source);
    arena_free(doc->mem);
    mem_free(doc);
}

xmlDocPtr xml_tree(const xml_doc *doc)
{
    return doc->tree;
}

/* As a cache it is no part of what the document is. */
static xmlHashTablePtr index_names(const xml_doc *doc)
{
    xmlHashTablePtr names = xmlHashCreate(128);

    for (xmlNodePtr n = xmlDocGetRootElement(doc->tree); n; n = xml_following(n)) {
        xmlNodeSetPtr set;
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if ((set = xmlHashLookup(names, n->name)))
            xmlXPathNodeSetAddUnique(set, n);
        else
            xmlHashAddEntry(names, n->name, xmlXPathNodeSetCreate(n));
    }
    return names;
}

const xmlNodeSet *xml_elements(const xml_doc *doc, const char *name)
{
    if (!doc->by_name)
        ((xml_doc *)doc)->by_name = index_names(doc);
    return xmlHashLookup(doc->by_name, BAD_CAST name);
}

void xml_set_project(xml_doc *doc, const project *p)
{
    doc->project = p;
}

const project *xml_project(const xml_doc *doc)
{
    return doc->project;
}

const char *xml_path(const xml_doc *doc)
{
    return doc->path;
}

const char *xml_source(const xml_doc *doc, size_t *size)
{
    *size = doc->source_size;
    return doc->source;
}

uint32_t xml_index(const xmlNode *node)
{
    return node ? (uint32_t)(uintptr_t)node->_private : 0;
}

xmlNodePtr xml_node(const xml_doc *doc, uint32_t index)
{
    return index && index <= doc->count ? doc->nodes[index] : NULL;
}

uint32_t xml_count(const xml_doc *doc)
{
    return (uint32_t)doc->count;
}

bool xml_was_normalised(const xml_doc *doc, uint32_t index)
{
    return index && index <= doc->count && doc->places[index].normalised;
}

xmlNodePtr xml_following(xmlNodePtr node)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (!node->next && node->parent && node->parent->type == XML_ELEMENT_NODE)
        node = node->parent;
    return node->next;
}
