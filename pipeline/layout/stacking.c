/* stacking.c - z-index (XSL-FO 1.1, 7.30.18): positioned areas that lie above or below the others of their stacking
 * context, which is the page or the next such area around.
 *
 * They are hung into the context itself, at the end by increasing index, or before all others if it is
 * negative, and keep their places. In a turned or clipped area that cannot be said: there they stay. */
#include <stdlib.h>

#include "layout/page.h"

typedef struct {
    area *a;
    int z;
    size_t order; /* in the document */
} layer;

typedef struct {
    arena *mem;
    layer *list;
    size_t count, cap;
} layers;

static bool has_index(const area *a)
{
    const fo_node *fo = a->fo;

    return fo && (a->kind == AREA_BLOCK || a->kind == AREA_INLINE || a->kind == AREA_IMAGE) &&
           !fo_is(fo, PR_Z_INDEX, EN_AUTO) &&
           (!fo_is(fo, PR_ABSOLUTE_POSITION, EN_AUTO) ||
            fo_is(fo, PR_RELATIVE_POSITION, EN_RELATIVE));
}

static void add(layers *l, area *a)
{
    l->list = arena_grow(l->mem, l->list, &l->cap, l->count + 1, sizeof *l->list);
    l->list[l->count] = (layer){a, fo_integer(a->fo, PR_Z_INDEX), l->count};
    l->count++;
}

/* Take out of `in` what belongs to its context, in document order; (x, y) is the origin of `in` in the context. */
static void take(layers *l, area *in, mpt x, mpt y)
{
    area **at = &in->child;

    in->last = NULL;
    while (*at) {
        area *a = *at;
        if (has_index(a)) {
            *at = a->next;
            a->next = NULL;
            a->x = mpt_add(a->x, x);
            a->y = mpt_add(a->y, y);
            add(l, a);
            continue;
        }
        if (!a->clip && !a->rotation)
            take(l, a, mpt_add(x, a->x), mpt_add(y, a->y));
        in->last = a;
        at = &a->next;
    }
}

static int compare(const void *left, const void *right)
{
    const layer *a = left, *b = right;
    return a->z != b->z ? (a->z > b->z) - (a->z < b->z)
                        : (a->order > b->order) - (a->order < b->order);
}

void page_stack(arena *mem, area *context)
{
    layers l = {.mem = mem};
    area *lowest = NULL;

    take(&l, context, 0, 0);
    if (l.count > 1)
        qsort(l.list, l.count, sizeof *l.list, compare);
    for (size_t i = 0; i < l.count; i++) {
        area *a = l.list[i].a;
        if (l.list[i].z < 0) {
            area_insert(context, lowest, a);
            lowest = a;
        } else {
            area_append(context, a);
        }
        page_stack(mem, a);
    }
}
