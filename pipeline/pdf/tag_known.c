/* tag_known.c - see tag_known.h. Linear probing at half load; what is dropped leaves no mark, what
 * follows it moves up. */
#include "pdf/tag_known.h"

#include <string.h>

#include "base/arena.h"

enum { FIRST_SIZE = 256 };

typedef struct tag_known_slot {
    const fo_node *fo;
    uint32_t element;
} slot;

static slot *find_slot(const tag_known *k, const fo_node *fo)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)fo * 0x9E3779B97F4A7C15u) >> 20) & (k->size - 1);

    while (k->slots[at].fo && k->slots[at].fo != fo)
        at = (at + 1) & (k->size - 1);
    return &k->slots[at];
}

uint32_t tag_known_find(const tag_known *k, const fo_node *fo)
{
    return k->size ? find_slot(k, fo)->element : 0;
}

static void grow(tag_known *k)
{
    slot *old = k->slots;
    const size_t n = k->size;

    k->size = n ? n * 2 : FIRST_SIZE;
    k->slots = mem_alloc(k->size * sizeof *k->slots);
    for (size_t i = 0; i < n; i++)
        if (old[i].fo)
            *find_slot(k, old[i].fo) = old[i];
    mem_free(old);
}

void tag_known_put(tag_known *k, const fo_node *fo, uint32_t element)
{
    slot *s;

    if (k->count * 2 >= k->size)
        grow(k);
    s = find_slot(k, fo);
    k->count += s->fo == NULL;
    *s = (slot){fo, element};
}

void tag_known_drop(tag_known *k, const fo_node *fo)
{
    slot *gone = k->size ? find_slot(k, fo) : NULL;
    size_t at;

    if (!gone || !gone->fo)
        return;
    at = (size_t)(gone - k->slots);
    k->slots[at] = (slot){NULL, 0};
    k->count--;
    while (k->slots[at = (at + 1) & (k->size - 1)].fo) {
        const slot moved = k->slots[at];
        k->slots[at] = (slot){NULL, 0};
        *find_slot(k, moved.fo) = moved;
    }
}

void tag_known_clear(tag_known *k)
{
    if (k->size)
        memset(k->slots, 0, k->size * sizeof *k->slots);
    k->count = 0;
}

void tag_known_free(tag_known *k)
{
    mem_free(k->slots);
}
