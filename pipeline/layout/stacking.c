/* stacking.c - which areas have a place of their own by z-index (XSL-FO 1.1, 7.30.18): positioned
 * ones that are given an index. They stay where they are in the tree; whoever paints puts them
 * above or below. */
#include "layout/page.h"

static bool is_layered(const area *a)
{
    const fo_node *fo = a->fo;

    return fo && (a->kind == AREA_BLOCK || a->kind == AREA_INLINE || a->kind == AREA_IMAGE) &&
           !fo_is(fo, PR_Z_INDEX, EN_AUTO) &&
           (!fo_is(fo, PR_ABSOLUTE_POSITION, EN_AUTO) ||
            fo_is(fo, PR_RELATIVE_POSITION, EN_RELATIVE));
}

void page_mark_layers(area *in)
{
    for (area *a = in->child; a; a = a->next) {
        a->layered = is_layered(a);
        page_mark_layers(a);
    }
}
