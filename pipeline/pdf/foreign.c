/* foreign.c - the content of fo:instream-foreign-object. SVG is drawn straight into the page; other
 * vocabularies keep the room that their width and height ask for, since those mean the same in
 * most. */
#include "pdf/foreign.h"

#include <string.h>

#include "pdf/svg/svg.h"

static void report(const xmlNode *n, src_pos pos, diag *dg)
{
    diag_report(dg, pos, MSG_IMAGE_FOREIGN, n->name ? (const char *)n->name : "?");
}

bool foreign_size(void *node, src_pos pos, diag *dg, mpt *w, mpt *h)
{
    const xmlNode *n = node;

    if (svg_is_root(n))
        return svg_natural_size(n, w, h);
    report(n, pos, dg);
    return svg_has_size(n) && svg_natural_size(n, w, h);
}

const char *foreign_title(arena *a, void *node)
{
    const xmlNode *n = node;
    const char *title = NULL;
    xmlChar *text;

    for (n = svg_is_root(n) ? n->children : NULL; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, "title"))
            break;
    if (n && (text = xmlNodeGetContent(n))) {
        title = *text ? arena_strdup(a, (const char *)text) : NULL;
        xmlFree(text);
    }
    return title;
}

static src_pos place_of(const void *self, const xmlNode *node)
{
    return fo_foreign_pos(self, node);
}

void foreign_paint(pdf_writer *w, resource_list *res, void *node, const fo_node *fo, box_rect r)
{
    const svg_picture picture = {.root = node, .where = place_of, .self = fo};

    if (svg_is_root(node))
        svg_draw(w, res, &picture, r);
    else
        report(node, fo_pos(fo), w->dg);
}
