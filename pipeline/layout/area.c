/* area.c - making areas and hanging them into the tree, with what every consumer needs. */
#include "layout/area.h"

area *area_new(arena *a, area_kind kind, const fo_node *fo)
{
    area *n = ARENA_NEW(a, area);
    n->kind = kind;
    n->fo = fo;
    return n;
}

void area_append(area *parent, area *child)
{
    child->parent = parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->child = child;
    parent->last = child;
}

src_pos area_pos(const area *a)
{
    for (; a; a = a->parent)
        if (a->fo)
            return fo_pos(a->fo);
    return NO_POS;
}
