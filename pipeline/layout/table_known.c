/* table_known.c - what the columns of the tables of a page-sequence need, by table: an open hash
 * that grows, in the memory that is kept for the sequence. */
#include "layout/table_int.h"

typedef struct {
    const fo_node *table; /* NULL: free */
    const need *columns;
} known;

struct known_needs {
    known *slots;
    size_t size, used; /* size: a power of two */
};

static size_t slot_of(const struct known_needs *k, const fo_node *fo)
{
    uint64_t h = (uint64_t)(uintptr_t)fo * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 32) & (k->size - 1);
    while (k->slots[i].table && k->slots[i].table != fo)
        i = (i + 1) & (k->size - 1);
    return i;
}

const need *needs_known(const struct known_needs *k, const fo_node *fo)
{
    return k ? k->slots[slot_of(k, fo)].columns : NULL;
}

static void grow(layout *l, struct known_needs *k)
{
    struct known_needs old = *k;
    k->size = old.size ? old.size * 2 : 16;
    k->slots = ARENA_ARRAY(l->kept, known, k->size);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].table)
            k->slots[slot_of(k, old.slots[i].table)] = old.slots[i];
}

void needs_keep(layout *l, const fo_node *fo, const need *columns, uint32_t count)
{
    struct known_needs *k = l->needs;
    if (!k)
        k = l->needs = ARENA_NEW(l->kept, struct known_needs);
    if (2 * k->used >= k->size)
        grow(l, k);
    k->slots[slot_of(k, fo)] =
        (known){fo, arena_memdup(l->kept, columns, (count + 1) * sizeof *columns)};
    k->used++;
}
