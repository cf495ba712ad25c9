/* acknowledge.c - see acknowledge.h. Findings are matched by code and by place: those of an element
 * are what lies between its start and the start of the node behind it. */
#include "xml/acknowledge.h"
#include "xml/nodes.h"

#include <string.h>

#include <libxml/hash.h>
#include <libxml/xmlschemastypes.h>

#include "base/arena.h"

typedef struct {
    const char *code, *reason;
    src_pos from, to; /* to.line 0: up to the end */
    xmlNodePtr node;
    bool used;
} acknowledgement;

typedef struct {
    const char *file;
    acknowledgement *items;
    size_t count, cap;
} acknowledgements;

/* ---- reading ---- */

static xmlHashTablePtr elements_by_id(const xml_doc *doc)
{
    xmlHashTablePtr ids = xmlHashCreate(64);

    for (xmlNodePtr n = xmlDocGetRootElement(xml_tree(doc)); n; n = xml_following(n)) {
        xmlChar *id = n->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(n, BAD_CAST "id") : NULL;
        if (id)
            xmlHashAddEntry(ids, id, n);
        xmlFree(id);
    }
    return ids;
}

/* The node after all that `n` holds. */
static const xmlNode *behind(const xmlNode *n)
{
    while (n && !n->next)
        n = n->parent;
    return n ? n->next : NULL;
}

static void read_one(arena *a, const xml_doc *doc, xmlNodePtr n, xmlHashTablePtr ids,
                     acknowledgements *all, diag *dg)
{
    const char *ref = node_attribute(a, n, "ref");
    xmlNodePtr about =
        *ref ? xmlHashLookup(ids, BAD_CAST ref) : xmlDocGetRootElement(xml_tree(doc));

    if (!about) {
        diag_report(dg, xml_node_pos(doc, n), MSG_ACKNOWLEDGED_NOWHERE, ref);
        return;
    }
    all->items = arena_grow(a, all->items, &all->cap, all->count + 1, sizeof *all->items);
    all->items[all->count++] = (acknowledgement){.code = node_attribute(a, n, "code"),
                                                 .reason = diag_copy(dg, node_text_collapsed(a, n)),
                                                 .from = xml_node_pos(doc, about),
                                                 .to = xml_node_pos(doc, behind(about)),
                                                 .node = n};
}

static void read_all(arena *a, const xml_doc *doc, acknowledgements *all, diag *dg)
{
    xmlNodePtr metadata = node_child(xmlDocGetRootElement(xml_tree(doc)), "metadata");
    xmlNodePtr n = metadata ? node_child(metadata, "acknowledgement") : NULL;
    xmlHashTablePtr ids = n ? elements_by_id(doc) : NULL;

    for (; n; n = n->next)
        if (node_is(n, "acknowledgement"))
            read_one(a, doc, n, ids, all, dg);
    xmlHashFree(ids, NULL);
}

/* ---- applying ---- */

static bool precedes(src_pos a, src_pos b)
{
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

static bool fits(const acknowledgement *a, const diag_item *item)
{
    return !strcmp(a->code, item->code) && !precedes(item->pos, a->from) &&
           (!a->to.line || precedes(item->pos, a->to));
}

static bool accept(void *self, diag_item *item)
{
    acknowledgements *all = self;

    for (size_t i = 0; i < all->count; i++)
        if (item->pos.file && !strcmp(item->pos.file, all->file) && fits(&all->items[i], item)) {
            all->items[i].used = true;
            item->acknowledged = all->items[i].reason;
            item->sev = SEV_NOTE;
        }
    return true;
}

void xml_acknowledge(const xml_doc *doc, size_t from, diag *dg)
{
    acknowledgements all = {.file = xml_path(doc)};
    arena *a = arena_new();

    read_all(a, doc, &all, dg);
    if (all.count)
        diag_revise(dg, from, accept, &all);
    for (size_t i = 0; i < all.count; i++)
        if (!all.items[i].used)
            diag_report(dg, xml_node_pos(doc, all.items[i].node), MSG_ACKNOWLEDGED_NOTHING,
                        all.items[i].code);
    arena_free(a);
}
