/* nodes.c - see nodes.h. */
#include "xml/nodes.h"

#include <string.h>

bool node_is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

static xmlNodePtr first_from(xmlNodePtr n, const char *name)
{
    while (n && !node_is(n, name))
        n = n->next;
    return n;
}

xmlNodePtr node_child(const xmlNode *n, const char *name)
{
    return first_from(n ? n->children : NULL, name);
}

xmlNodePtr node_next(const xmlNode *n, const char *name)
{
    return first_from(n ? n->next : NULL, name);
}

const char *node_attribute(arena *a, const xmlNode *n, const char *name)
{
    xmlChar *value = n ? xmlGetNoNsProp(n, BAD_CAST name) : NULL;
    const char *copy = value ? arena_strdup(a, (const char *)value) : "";

    xmlFree(value);
    return copy;
}
