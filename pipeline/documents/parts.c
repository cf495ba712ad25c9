/* parts.c - see parts.h. */
#include "documents/parts.h"

#include <string.h>

#include "base/strbuf.h"
#include "xml/nodes.h"

/* Add the element's id to the list; is it the one wanted? */
static bool meet(xmlNodePtr n, const char *wanted, strbuf *ids)
{
    xmlChar *id = n->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(n, (const xmlChar *)"id") : NULL;
    bool same = id && !strcmp((const char *)id, wanted);

    if (id)
        strbuf_printf(ids, "%s%s", ids->len ? ", " : "", (const char *)id);
    xmlFree(id);
    return same;
}

static bool find(xmlNodePtr root, const char *wanted, strbuf *ids)
{
    for (xmlNodePtr n = root->children; n; n = n->next) {
        if (!node_is(n, "body") && !node_is(n, "appendix"))
            continue;
        if (node_is(n, "appendix") && meet(n, wanted, ids))
            return true;
        for (xmlNodePtr block = n->children; block; block = block->next)
            if (meet(block, wanted, ids))
                return true;
    }
    return false;
}

bool parts_has(const xml_doc *doc, const char *id, diag *dg)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc));
    strbuf ids = STRBUF_INIT;
    bool found = find(root, id, &ids);

    if (!found && ids.len)
        diag_report(dg, xml_node_pos(doc, root), MSG_NO_PART, diag_copy(dg, id),
                    diag_copy(dg, strbuf_text(&ids)));
    else if (!found)
        diag_report(dg, xml_node_pos(doc, root), MSG_NO_PARTS, diag_copy(dg, id));
    strbuf_free(&ids);
    return found;
}
