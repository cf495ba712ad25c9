/* nodes.h - looking at trees: elements by their local names, attributes as copies. */
#ifndef SVOD_XML_NODES_H
#define SVOD_XML_NODES_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "base/arena.h"

bool node_is(const xmlNode *n, const char *name);          /* an element of that name */
xmlNodePtr node_child(const xmlNode *n, const char *name); /* the first; NULL: none, or no `n` */
xmlNodePtr node_next(const xmlNode *n, const char *name);  /* the next sibling */
const char *node_attribute(arena *a, const xmlNode *n, const char *name); /* "": none, or no `n` */

static inline bool node_is_text(const xmlNode *n)
{
    return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

#endif
