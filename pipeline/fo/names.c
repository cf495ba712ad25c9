/* names.c - the tables of objects, properties and keywords as data, and finding a row by its name.
 *
 * Keywords are sorted, so they are found by halving. Objects and properties keep the order of the
 * Recommendation; a tree indexes them once in two small open hashes. */
#include <string.h>

#include "base/hash.h"
#include "fo/fo_int.h"

#define YES            true
#define NO             false
#define K(kind, words) KIND_##kind, words
static const prop_row rows[PR_COUNT] = {
#define PROPERTY(id, name, inherited, kind, initial, percent)                                      \
    {name, inherited, kind, initial, BASE_##percent},
#include "fo/properties.def"
#undef PROPERTY
};

const int16_t prop_slots[PR_COUNT] = {
#define SLOT_YES(id)                                          [PR_##id] = SLOT_##id,
#define SLOT_NO(id)                                           [PR_##id] = -1,
#define PROPERTY(id, name, inherited, kind, initial, percent) SLOT_##inherited(id)
#include "fo/properties.def"
#undef PROPERTY
};

static const char *const keywords[EN_COUNT] = {
    "",
#define KEYWORD(id, name) name,
#include "fo/keywords.def"
#undef KEYWORD
};

static const struct {
    const char *name, *content;
} objects[FO_TYPE_COUNT] = {
#define OBJECT(id, name, content) {name, content},
#include "fo/objects.def"
#undef OBJECT
};

const prop_row *prop_of(fo_prop p)
{
    return &rows[p];
}

const char *fo_prop_name(fo_prop p)
{
    return p < PR_COUNT ? rows[p].name : "";
}

const char *fo_keyword_name(fo_keyword k)
{
    return k < EN_COUNT ? keywords[k] : "";
}

const char *fo_type_name(fo_type t)
{
    return t < FO_TYPE_COUNT ? objects[t].name : "";
}

const char *object_model(fo_type t)
{
    return objects[t].content;
}

fo_keyword keyword_find(const char *s, size_t n)
{
    int low = 1, high = EN_COUNT - 1;

    while (low <= high) {
        int middle = (low + high) / 2;
        const char *k = keywords[middle];
        int order = strncmp(k, s, n);
        if (order == 0 && k[n] == '\0')
            return (fo_keyword)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return EN_NONE_GIVEN;
}

bool words_contain(const char *words, fo_keyword k)
{
    const char *name = fo_keyword_name(k);
    size_t n = strlen(name);

    for (const char *w = words; *w; w += *w == ' ') {
        size_t len = strcspn(w, " ");
        if (len == n && memcmp(w, name, n) == 0)
            return true;
        w += len;
    }
    return false;
}

static void index_add(uint16_t *table, size_t size, const char *name, unsigned index)
{
    size_t i = hash_short(HASH_SHORT_START, name, strlen(name)) & (size - 1);

    while (table[i])
        i = (i + 1) & (size - 1);
    table[i] = (uint16_t)(index + 1);
}

void names_index(name_index *x)
{
    memset(x, 0, sizeof *x);
    for (unsigned i = 0; i < PR_COUNT; i++)
        index_add(x->prop, COUNT(x->prop), rows[i].name, i);
    for (unsigned i = 0; i < FO_TEXT; i++)
        index_add(x->object, COUNT(x->object), objects[i].name + 3, i); /* without "fo:" */
}

fo_prop prop_find(const name_index *x, const char *s, size_t n)
{
    size_t mask = COUNT(x->prop) - 1;

    for (size_t i = hash_short(HASH_SHORT_START, s, n) & mask; x->prop[i]; i = (i + 1) & mask) {
        const char *name = rows[x->prop[i] - 1].name;
        if (strncmp(name, s, n) == 0 && name[n] == '\0')
            return (fo_prop)(x->prop[i] - 1);
    }
    return PR_COUNT;
}

fo_type object_find(const name_index *x, const char *local)
{
    size_t mask = COUNT(x->object) - 1;

    for (size_t i = hash_short(HASH_SHORT_START, local, strlen(local)) & mask; x->object[i];
         i = (i + 1) & mask)
        if (strcmp(objects[x->object[i] - 1].name + 3, local) == 0)
            return (fo_type)(x->object[i] - 1);
    return FO_TYPE_COUNT;
}
