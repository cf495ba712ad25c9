/* foreign.c - the content of fo:instream-foreign-object. SVG is drawn straight into the page; other
 * vocabularies keep the room that their width and height ask for, since those mean the same in most. */
#include "pdf/foreign.h"

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
