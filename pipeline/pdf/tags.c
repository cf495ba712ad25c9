/* tags.c - records of elements and kids, in three growing arrays. */
#include "pdf/tags.h"

#include <string.h>

enum { PAGE_BITS = 0x3FFFFFFF };

static const struct {
    const char *name;
    tag_holds holds;
} types[TAG_COUNT] = {
#define TAG(id, name, holds) {name, HOLDS_##holds},
#include "pdf/tag_types.def"
#undef TAG
};

tags *tags_new(arena *a)
{
    tags *t = ARENA_NEW(a, tags);

    t->mem = a;
    tags_add(t, 0, TAG_DOCUMENT);
    return t;
}

void tags_free(tags *t)
{
    if (!t)
        return;
    mem_free(t->elements);
    mem_free(t->kids);
    mem_free(t->owners);
    if (t->text)
        strbuf_free(t->text);
}

/* Room for one more of `count` items. */
static void *grow(void *items, size_t *cap, size_t count, size_t size)
{
    if (count < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 256;
    return mem_realloc(items, *cap * size);
}

/* ---- elements and kids ---- */

static void add_kid(tags *t, uint32_t element, tag_kid kid)
{
    tag_element *e = &t->elements[element];

    t->kids = grow(t->kids, &t->kid_cap, t->kid_count + 1, sizeof *t->kids);
    t->kids[++t->kid_count] = kid;
    if (e->last)
        t->kids[e->last].next = t->kid_count;
    else
        e->first = t->kid_count;
    e->last = t->kid_count;
}

uint32_t tags_add(tags *t, uint32_t parent, uint16_t type)
{
    t->elements = grow(t->elements, &t->element_cap, t->element_count + 1, sizeof *t->elements);
    t->elements[++t->element_count] = (tag_element){.parent = parent, .type = type};
    if (parent)
        add_kid(t, parent, (tag_kid){.value = t->element_count, .kind = KID_ELEMENT});
    if (tags_standard(t, type) == TAG_NOTE)
        tags_extra(t, t->element_count)->id = arena_printf(t->mem, "note-%06u", ++t->notes);
    return t->element_count;
}

uint32_t tags_add_around_last(tags *t, uint32_t parent, uint16_t type)
{
    const uint32_t last = tags_last_element(t, parent), e = tags_add(t, 0, type);

    t->elements[e].parent = parent;
    t->kids[t->elements[parent].last].value = e;
    t->elements[last].parent = e;
    add_kid(t, e, (tag_kid){.value = last, .kind = KID_ELEMENT});
    return e;
}

tag_extra *tags_extra(tags *t, uint32_t element)
{
    tag_element *e = &t->elements[element];

    if (!e->extra) {
        t->extras =
            arena_grow(t->mem, t->extras, &t->extra_cap, t->extra_count + 2, sizeof *t->extras);
        t->extras[e->extra = ++t->extra_count] = (tag_extra){.pos = NO_POS};
    }
    return &t->extras[e->extra];
}

uint32_t tags_add_content(tags *t, uint32_t element, uint32_t page, uint32_t used)
{
    t->owners = grow(t->owners, &t->owner_cap, t->owner_count, sizeof *t->owners);
    t->owners[t->owner_count++] = element;
    add_kid(t, element, (tag_kid){.value = used, .page = page & PAGE_BITS, .kind = KID_CONTENT});
    t->content = t->kid_count;
    return used;
}

void tags_add_annotation(tags *t, uint32_t element, uint32_t annotation, uint32_t page)
{
    add_kid(t, element,
            (tag_kid){.value = annotation, .page = page & PAGE_BITS, .kind = KID_ANNOTATION});
}

uint32_t tags_last_element(const tags *t, uint32_t element)
{
    const uint32_t last = t->elements[element].last;

    return last && t->kids[last].kind == KID_ELEMENT ? t->kids[last].value : 0;
}

/* ---- types ---- */

uint16_t tags_role(tags *t, const char *name, tag_type as)
{
    for (uint16_t i = 0; i < TAG_COUNT; i++)
        if (!strcmp(types[i].name, name))
            return i;
    for (size_t i = 0; i < t->role_count; i++)
        if (!strcmp(t->roles[i].name, name))
            return (uint16_t)(TAG_COUNT + i);
    if (t->role_count == UINT16_MAX - TAG_COUNT)
        return (uint16_t)as;
    t->roles = arena_grow(t->mem, t->roles, &t->role_cap, t->role_count + 1, sizeof *t->roles);
    t->roles[t->role_count++] = (tag_role){arena_strdup(t->mem, name), as};
    return (uint16_t)(TAG_COUNT + t->role_count - 1);
}

const char *tags_type_name(const tags *t, uint16_t type)
{
    return type < TAG_COUNT ? types[type].name : t->roles[type - TAG_COUNT].name;
}

tag_type tags_standard(const tags *t, uint16_t type)
{
    return type < TAG_COUNT ? (tag_type)type : t->roles[type - TAG_COUNT].as;
}

tag_holds tags_holds(const tags *t, uint16_t type)
{
    return types[tags_standard(t, type)].holds;
}

bool tags_fits(tag_type type, tag_type parent)
{
    switch (type) {
    case TAG_TR:
        return parent == TAG_TABLE || parent == TAG_THEAD || parent == TAG_TBODY ||
               parent == TAG_TFOOT;
    case TAG_TH:
    case TAG_TD:
        return parent == TAG_TR;
    case TAG_THEAD:
    case TAG_TBODY:
    case TAG_TFOOT:
        return parent == TAG_TABLE;
    case TAG_LI:
        return parent == TAG_L;
    case TAG_LBODY:
        return parent == TAG_LI;
    case TAG_TOCI:
        return parent == TAG_TOC;
    default:
        return true;
    }
}

tag_type tags_between(tag_type type, tag_type parent)
{
    static const struct {
        tag_type parent, between;
        size_t count;
        tag_type holds[5];
    } parts[] = {
        {TAG_TABLE, TAG_TR, 5, {TAG_TR, TAG_THEAD, TAG_TBODY, TAG_TFOOT, TAG_CAPTION}},
        {TAG_THEAD, TAG_TR, 1, {TAG_TR}},
        {TAG_TBODY, TAG_TR, 1, {TAG_TR}},
        {TAG_TFOOT, TAG_TR, 1, {TAG_TR}},
        {TAG_TR, TAG_TD, 2, {TAG_TH, TAG_TD}},
        {TAG_L, TAG_LI, 3, {TAG_L, TAG_LI, TAG_CAPTION}},
        {TAG_LI, TAG_LBODY, 2, {TAG_LBL, TAG_LBODY}},
        {TAG_TOC, TAG_TOCI, 3, {TAG_TOC, TAG_TOCI, TAG_CAPTION}},
    };
    size_t i = 0;

    while (i < COUNT(parts) && parts[i].parent != parent)
        i++;
    for (size_t k = 0; i < COUNT(parts) && k < parts[i].count; k++)
        if (parts[i].holds[k] == type)
            return TAG_COUNT;
    return i < COUNT(parts) ? parts[i].between : TAG_COUNT;
}

const char *tag_scope_name(unsigned scope)
{
    static const char *const names[] = {"", "Row", "Column", "Both"};
    return names[scope];
}

const char *tag_numbering_name(unsigned numbering)
{
    static const char *const names[] = {"None",       "Disc",       "Circle",
                                        "Square",     "Decimal",    "UpperRoman",
                                        "LowerRoman", "UpperAlpha", "LowerAlpha"};
    return names[numbering];
}
