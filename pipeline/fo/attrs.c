/* attrs.c - the attributes of an element as a set that is kept once: the cells of a long table
 * share theirs. What is each object's own (id, svod:at) is taken out before. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fo/fo_int.h"

enum { MAX_ATTRIBUTES = 512 }; /* more of one element are not looked at */

/* The value of an attribute; nearly always its only text node. */
static const char *value_text(fo_tree *t, const xmlAttr *a)
{
    const xmlNode *c = a->children;
    xmlChar *joined;
    const char *copy;

    if (!c)
        return "";
    if (!c->next && c->type == XML_TEXT_NODE)
        return c->content ? (const char *)c->content : "";
    joined = xmlNodeListGetString(a->doc, c, 1);
    copy = arena_strdup(t->mem, joined ? (const char *)joined : "");
    xmlFree(joined);
    return copy;
}

/* An attribute that is not a plain property: false if it is to be forgotten. */
static bool read_foreign(fo_tree *t, const xmlAttr *a, attr *out)
{
    const char *name = (const char *)a->name;

    if (in_namespace(a->ns, "http://www.w3.org/XML/1998/namespace")) {
        out->name = "xml:lang";
        return strcmp(name, "lang") == 0;
    }
    if (in_namespace(a->ns, SVOD_NAMESPACE)) {
        out->space = ATTR_SVOD;
        return true;
    }
    out->space = ATTR_FOREIGN;
    if (a->ns->prefix)
        out->name = arena_printf(t->mem, "%s:%s", (const char *)a->ns->prefix, name);
    return true;
}

static size_t collect(fo_tree *t, const xmlNode *e, fo_node *n, attr *out)
{
    size_t count = 0;

    for (const xmlAttr *a = e->properties; a && count < MAX_ATTRIBUTES; a = a->next) {
        attr *at = &out[count];
        memset(at, 0, sizeof *at);
        at->name = (const char *)a->name;
        at->value = value_text(t, a);
        at->space = ATTR_FO;
        if (!a->ns && strcmp(at->name, "id") == 0)
            n->text = arena_strdup(t->mem, at->value);
        else if (!a->ns || read_foreign(t, a, at))
            count++;
        if (at->space == ATTR_SVOD && strcmp(at->name, "at") == 0) {
            n->at = (uint32_t)strtoul(at->value, NULL, 10);
            count--;
        }
    }
    return count;
}

static uint32_t hash_attributes(const attr *list, size_t count)
{
    uint32_t h = 0;

    for (size_t i = 0; i < count; i++) {
        h = h * 31 + hash_short(HASH_SHORT_START, list[i].name, strlen(list[i].name));
        h = h * 31 + hash_short(HASH_SHORT_START, list[i].value, strlen(list[i].value));
    }
    return h;
}

static bool same(const attrs *set, uint32_t hash, const attr *list, size_t count)
{
    if (set->hash != hash || set->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (set->list[i].space != list[i].space || strcmp(set->list[i].name, list[i].name) != 0 ||
            strcmp(set->list[i].value, list[i].value) != 0)
            return false;
    return true;
}

static void grow(fo_tree *t)
{
    size_t cap = t->set_cap ? t->set_cap * 2 : 256;
    attrs **slots = ARENA_ARRAY(t->mem, attrs *, cap);

    for (size_t i = 0; i < t->set_cap; i++) {
        for (attrs *s = t->sets[i], *next; s; s = next) {
            next = s->next;
            s->next = slots[s->hash & (cap - 1)];
            slots[s->hash & (cap - 1)] = s;
        }
    }
    t->sets = slots;
    t->set_cap = cap;
}

static attrs *new_set(fo_tree *t, uint32_t hash, const attr *list, size_t count)
{
    attrs *set = ARENA_NEW(t->mem, attrs);

    if (t->set_count++ >= t->set_cap)
        grow(t);
    set->hash = hash;
    set->count = (uint32_t)count;
    set->list = ARENA_ARRAY(t->mem, attr, count);
    for (size_t i = 0; i < count; i++) {
        set->list[i].space = list[i].space;
        set->list[i].name = intern_text(t->mem, &t->blobs, list[i].name, strlen(list[i].name));
        set->list[i].value = intern_text(t->mem, &t->blobs, list[i].value, strlen(list[i].value));
    }
    attrs_expand(t, set);
    set->next = t->sets[hash & (t->set_cap - 1)];
    t->sets[hash & (t->set_cap - 1)] = set;
    return set;
}

attrs *attrs_of_element(fo_tree *t, const xmlNode *e, fo_node *n)
{
    attr list[MAX_ATTRIBUTES];
    size_t count = collect(t, e, n, list);
    uint32_t hash = hash_attributes(list, count);

    if (count == 0)
        return NULL;
    if (t->set_cap)
        for (attrs *s = t->sets[hash & (t->set_cap - 1)]; s; s = s->next)
            if (same(s, hash, list, count))
                return s;
    return new_set(t, hash, list, count);
}
