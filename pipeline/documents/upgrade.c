/* upgrade.c - see upgrade.h: attributes are set and removed in the author's file, all other bytes
 * stay. */
#include "documents/upgrade.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "xml/edit.h"
#include "xml/nodes.h"

/* Behind the name of an element's start tag. */
static size_t behind_name(const xml_doc *doc, const xmlNode *element)
{
    const size_t start = xml_extent_of(doc, element).start + 1;

    return start + strcspn(xml_text_at(doc, start), " \t\r\n/>");
}

static void change_attribute(xml_edit *e, arena *a, const xml_doc *doc, xmlNodePtr element,
                             const char *name, const char *value)
{
    const xmlAttr *there = xmlHasNsProp(element, BAD_CAST name, NULL);

    if (there && value) {
        const xml_attribute_extent x = xml_extent_of_attribute(doc, there);
        xml_edit_replace(e, x.value, x.value_end - x.value, value);
    } else if (there) {
        const xml_attribute_extent x = xml_extent_of_attribute(doc, there);
        xml_edit_replace(e, x.from, x.to - x.from, "");
    } else if (value) {
        xml_edit_replace(e, behind_name(doc, element), 0,
                         arena_printf(a, " %s=\"%s\"", name, value));
    }
}

/* The element that a row of the list is about; NULL: it is no row. */
static xmlNodePtr subject_of(arena *a, const xml_doc *doc, xmlNodePtr row)
{
    return row->type == XML_ELEMENT_NODE
               ? xml_node(doc, (uint32_t)strtoul(node_attribute(a, row, "at"), NULL, 10))
               : NULL;
}

bool upgrade_write(const xml_doc *doc, xmlDocPtr changes, output *out, diag *dg)
{
    arena *a = arena_new();
    xml_edit *e = xml_edit_new(a, doc);
    bool ok;

    for (xmlNodePtr n = xmlDocGetRootElement(changes)->children; n; n = n->next) {
        xmlNodePtr at = subject_of(a, doc, n);
        if (at)
            change_attribute(e, a, doc, at, node_attribute(a, n, "name"),
                             node_is(n, "set") ? node_attribute(a, n, "value") : NULL);
    }
    ok = xml_edit_write(e, out, dg);
    arena_free(a);
    return ok;
}

void upgrade_tell(const xml_doc *doc, xmlDocPtr changes, diag *dg)
{
    arena *a = arena_new();

    for (xmlNodePtr n = xmlDocGetRootElement(changes)->children; n; n = n->next) {
        xmlNodePtr at = subject_of(a, doc, n);
        if (at)
            diag_rule(dg, xml_node_pos(doc, at), SEV_NOTE, "U01", node_text(a, node_child(n, "en")),
                      node_text(a, node_child(n, "ru")));
    }
    arena_free(a);
}
