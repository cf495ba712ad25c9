/* state.c - see state.h. A block of signing off is approval, agreement or signoff; what it makes of
 * the document when its digest fits is one row of a table. */
#include "sign/state.h"

#include <string.h>

#include <libxml/hash.h>

#include "sign/digest.h"
#include "xml/nodes.h"

static const char *const names[] = {"draft", "agreed", "approved", "signed"};

const char *state_name(document_state state)
{
    return names[state];
}

/* The name's state; false if it is none. */
static bool state_named(const char *name, document_state *state)
{
    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(names[i], name)) {
            *state = (document_state)i;
            return true;
        }
    return false;
}

/* ---- parts ---- */

static bool is_part(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE && !digest_leaves_out(n) && !node_is(n, "body");
}

/* The id, or «plan-2»: the second plan of its parent. */
static const char *part_name(arena *a, const xmlNode *n)
{
    const char *id = node_attribute(a, n, "id");
    int number = 1;

    for (const xmlNode *p = n->prev; p; p = p->prev)
        number += node_is(p, (const char *)n->name);
    return *id ? id : arena_printf(a, "%s-%d", (const char *)n->name, number);
}

static size_t add_children(arena *a, const xmlNode *parent, content_part *parts, size_t count)
{
    for (const xmlNode *n = parent->children; n; n = n->next)
        if (is_part(n))
            parts[count++] = (content_part){part_name(a, n), digest_part(a, n), n};
    return count;
}

content_part *content_parts(arena *a, const xml_doc *doc, size_t *count)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc)), body = node_child(root, "body");
    const size_t most = 1 + xmlChildElementCount(root) + (body ? xmlChildElementCount(body) : 0);
    content_part *parts = ARENA_ARRAY(a, content_part, most);

    parts[0] = (content_part){"document", digest_attributes(a, root), root};
    *count = add_children(a, root, parts, 1);
    if (body)
        *count = add_children(a, body, parts, *count);
    return parts;
}

/* ---- what has changed ---- */

typedef struct {
    const xml_doc *doc;
    diag *dg;
    arena *mem;
    const char *digest;  /* of the content now */
    content_part *parts; /* now; made when first needed */
    size_t part_count;
} review;

static void report_changed(review *r, const content_part *p, const char *before)
{
    if (!before)
        diag_report(r->dg, xml_node_pos(r->doc, p->node), MSG_SIGNOFF_PART_NEW, p->name);
    else if (strcmp(before, p->digest))
        diag_report(r->dg, xml_node_pos(r->doc, p->node), MSG_SIGNOFF_PART_CHANGED, p->name);
}

/* The parts as they were covered, by name. */
static xmlHashTablePtr covered_parts(arena *a, const xmlNode *covers)
{
    xmlHashTablePtr table = xmlHashCreate(32);

    for (const xmlNode *n = covers->children; n; n = n->next)
        if (node_is(n, "part"))
            xmlHashUpdateEntry(table, BAD_CAST node_attribute(a, n, "name"),
                               (void *)node_attribute(a, n, "digest"), NULL);
    return table;
}

static void report_parts(review *r, const xmlNode *covers)
{
    xmlHashTablePtr before = covered_parts(r->mem, covers), now = xmlHashCreate(32);

    if (!r->parts)
        r->parts = content_parts(r->mem, r->doc, &r->part_count);
    for (size_t i = 0; i < r->part_count; i++) {
        report_changed(r, &r->parts[i], xmlHashLookup(before, BAD_CAST r->parts[i].name));
        xmlHashUpdateEntry(now, BAD_CAST r->parts[i].name, &r->parts[i], NULL);
    }
    for (const xmlNode *n = covers->children; n; n = n->next)
        if (node_is(n, "part") && !xmlHashLookup(now, BAD_CAST node_attribute(r->mem, n, "name")))
            diag_report(r->dg, xml_node_pos(r->doc, xmlDocGetRootElement(xml_tree(r->doc))),
                        MSG_SIGNOFF_PART_GONE, node_attribute(r->mem, n, "name"));
    xmlHashFree(before, NULL);
    xmlHashFree(now, NULL);
}

/* Does the block cover what the document says now? */
static bool covers_content(review *r, const xmlNode *block, const xmlNode *covers)
{
    xmlNodePtr person = node_child(block, "person");

    if (!r->digest)
        r->digest = content_digest(r->mem, r->doc);
    if (r->digest && strcmp(r->digest, node_attribute(r->mem, covers, "digest"))) {
        diag_report(r->dg, xml_node_pos(r->doc, block), MSG_SIGNOFF_STALE,
                    person ? diag_copy(r->dg, node_text(r->mem, person))
                           : (const char *)block->name);
        report_parts(r, covers);
        return false;
    }
    return true;
}

/* ---- the state ---- */

/* What a block makes of the document; an executor's mark makes nothing. */
static document_state stage_of(arena *a, const xmlNode *block)
{
    const char *role = node_attribute(a, block, "role");

    if (node_is(block, "agreement"))
        return STATE_AGREED;
    if (node_is(block, "approval"))
        return STATE_APPROVED;
    if (!node_is(block, "signoff") || !strcmp(role, "executor"))
        return STATE_DRAFT;
    return strcmp(role, "agreed") ? STATE_SIGNED : STATE_AGREED;
}

/* Of each stage: blocks there are, and of them those that cover the content. */
typedef struct {
    size_t there[STATE_SIGNED + 1], covered[STATE_SIGNED + 1];
    bool stale;
} tally;

static tally count_blocks(review *r)
{
    tally t = {.stale = false};

    for (const xmlNode *n = xmlDocGetRootElement(xml_tree(r->doc))->children; n; n = n->next) {
        const document_state stage =
            n->type == XML_ELEMENT_NODE ? stage_of(r->mem, n) : STATE_DRAFT;
        const xmlNode *covers = stage ? node_child(n, "covers") : NULL;
        if (!stage)
            continue;
        t.there[stage]++;
        if (covers && covers_content(r, n, covers))
            t.covered[stage]++;
        else
            t.stale |= covers != NULL;
    }
    return t;
}

/* The furthest stage of which all blocks cover the content. */
static document_state reached(const tally *t)
{
    document_state state = STATE_DRAFT;

    for (document_state s = STATE_AGREED; s <= STATE_SIGNED && !t->stale; s++)
        if (t->covered[s] && t->covered[s] == t->there[s])
            state = s;
    return state;
}

bool state_recreated(const xml_doc *doc, document_state *state)
{
    const xmlNode *root = xmlDocGetRootElement(xml_tree(doc));
    arena *a = arena_new();
    const bool first = !strcmp(node_attribute(a, root, "origin"), "recreated");
    const char *paper = node_attribute(a, root, first ? "state" : "recreated");
    const bool yes = first || *paper;
    document_state was = STATE_DRAFT;

    state_named(paper, &was);
    if (yes && state)
        *state = was;
    arena_free(a);
    return yes;
}

static document_state proven(review *r, const xmlNode *root, diag *dg)
{
    const tally t = count_blocks(r);
    const document_state state = reached(&t);
    const char *given = node_attribute(r->mem, root, "state");
    document_state declared = STATE_DRAFT;

    state_named(given, &declared);
    if (declared > state && !t.stale)
        diag_report(dg,
                    xml_node_pos(r->doc, (xmlNodePtr)xmlHasNsProp(root, BAD_CAST "state", NULL)),
                    MSG_SIGNOFF_DECLARED, given);
    return state;
}

document_state state_of(const xml_doc *doc, diag *dg)
{
    review r = {.doc = doc, .dg = dg};
    document_state state;

    if (state_recreated(doc, &state))
        return state;
    r.mem = arena_new();
    state = proven(&r, xmlDocGetRootElement(xml_tree(doc)), dg);
    arena_free(r.mem);
    return state;
}
