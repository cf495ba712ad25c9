/* nodes.h - looking at trees: elements by their local names, attributes and texts as copies. */
#ifndef SVOD_XML_NODES_H
#define SVOD_XML_NODES_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "base/arena.h"

bool node_is(const xmlNode *n, const char *name);          /* an element of that name */
xmlNodePtr node_child(const xmlNode *n, const char *name); /* the first; NULL: none, or no `n` */
xmlNodePtr node_next(const xmlNode *n, const char *name);  /* the next sibling */
const char *node_attribute(arena *a, const xmlNode *n, const char *name); /* "": none, or no `n` */
/* All texts below `n`; "" if there is no `n`. */
char *node_text(arena *a, const xmlNode *n);
/* The same with white space cut off at the ends and runs of it made one space. */
char *node_text_collapsed(arena *a, const xmlNode *n);
bool node_is_blank(const xmlNode *text); /* it has white space alone, or nothing */

static inline bool node_is_text(const xmlNode *n)
{
    return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

#endif
