/* nodes.c - see nodes.h. */
#include "xml/nodes.h"

#include <string.h>

#include "base/spaces.h"

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

/* `value` is freed. */
static char *taken(arena *a, xmlChar *value)
{
    char *copy = arena_strdup(a, value ? (const char *)value : "");

    xmlFree(value);
    return copy;
}

const char *node_attribute(arena *a, const xmlNode *n, const char *name)
{
    return taken(a, n ? xmlGetNoNsProp(n, BAD_CAST name) : NULL);
}

char *node_text(arena *a, const xmlNode *n)
{
    return taken(a, n ? xmlNodeGetContent(n) : NULL);
}

char *node_text_collapsed(arena *a, const xmlNode *n)
{
    char *text = taken(a, n ? xmlNodeGetContent(n) : NULL), *to = text;

    for (const char *s = text; *s; s++)
        if (!is_space(*s))
            *to++ = *s;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    to -= to > text && to[-1] == ' ';
    *to = '\0';
    return text;
}

bool node_is_blank(const xmlNode *text)
{
    const char *s = (const char *)text->content;

    return !s || !s[strspn(s, SPACES)];
}
