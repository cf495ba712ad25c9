/* omitted.c - see omitted.h.
 *
 * A section of omitted.ini is named by the end of a path of elements, «metadata/subject», where *
 * is any one; it is about all text inside of such an element. With `when`, an XPath expression, it
 * is about those elements only for which that is true. `en` and `ru` say why. A path is compared
 * from its last name on, and a condition is asked only where the path fits. */
#include "documents/omitted.h"

#include <string.h>

#include <libxml/xpathInternals.h>

#include "text/wordlist.h"

typedef struct {
    const char *path;
    const char *reason;       /* an argument of messages */
    xmlXPathCompExprPtr when; /* NULL: always */
} omission;

struct omissions {
    arena *mem;
    omission *list;
    size_t count, cap;
    xmlXPathContextPtr xpath;
};

/* ---- the list ---- */

static bool add(omissions *o, const word_lists *lists, const char *path, diag *dg)
{
    const char *when = word_lists_setting(lists, path, "when", NULL),
               *english = word_lists_setting(lists, path, "en", NULL),
               *russian = word_lists_setting(lists, path, "ru", NULL);
    omission *entry;

    o->list = arena_grow(o->mem, o->list, &o->cap, o->count + 1, sizeof *o->list);
    entry = &o->list[o->count++];
    *entry = (omission){path, NULL, when ? xmlXPathCompile(BAD_CAST when) : NULL};
    if (english && russian)
        entry->reason = diag_either(dg, english, russian);
    return entry->reason && (!when || entry->when);
}

static xmlXPathContextPtr context_of(const xml_doc *doc)
{
    xmlXPathContextPtr c = xmlXPathNewContext(xml_tree(doc));
    const xmlNode *root = xmlDocGetRootElement(xml_tree(doc));

    if (c && root->ns)
        xmlXPathRegisterNs(c, BAD_CAST "d", root->ns->href);
    return c;
}

omissions *omissions_load(const char *edition_dir, const xml_doc *doc, diag *dg)
{
    omissions *o = mem_alloc(sizeof *o);
    const char *file, *section;
    const word_lists *lists;
    bool ok;

    o->mem = arena_new();
    file = arena_printf(o->mem, "%s/omitted.ini", edition_dir);
    lists = word_lists_load(o->mem, file, dg);
    ok = lists && (o->xpath = context_of(doc));
    for (size_t i = 0; ok && (section = word_lists_section(lists, i)); i++)
        if (!add(o, lists, section, dg)) {
            diag_report(dg, ((src_pos){file, 0, 0}), MSG_BAD_INSTALLATION,
                        diag_copy(dg, arena_printf(o->mem, "[%s]", section)));
            ok = false;
        }
    if (ok)
        return o;
    omissions_free(o);
    return NULL;
}

void omissions_free(omissions *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < o->count; i++)
        xmlXPathFreeCompExpr(o->list[i].when);
    xmlXPathFreeContext(o->xpath);
    arena_free(o->mem);
    mem_free(o);
}

/* ---- asking it ---- */

/* Is the element at the end of such a path? From the last name to the first. */
static bool fits(const char *path, const xmlNode *element)
{
    size_t end = strlen(path);

    for (;;) {
        size_t from = end;
        const char *name = (const char *)element->name;
        while (from && path[from - 1] != '/')
            from--;
        if (!(end - from == 1 && path[from] == '*') &&
            (strncmp(path + from, name, end - from) || name[end - from]))
            return false;
        if (!from)
            return true;
        end = from - 1;
        element = element->parent;
        if (!element || element->type != XML_ELEMENT_NODE)
            return false;
    }
}

static bool holds(omissions *o, const omission *entry, xmlNodePtr element)
{
    if (!entry->when)
        return true;
    o->xpath->node = element;
    return xmlXPathCompiledEvalToBoolean(entry->when, o->xpath) == 1;
}

const char *omissions_reason(omissions *o, const xmlNode *text)
{
    for (xmlNodePtr n = text->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        for (size_t i = 0; i < o->count; i++)
            if (fits(o->list[i].path, n) && holds(o, &o->list[i], n))
                return o->list[i].reason;
    return NULL;
}
