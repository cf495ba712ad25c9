/* svg_tree.c - the drawing's XML: attributes, names that elements refer to, and messages. Elements
 * that are not of SVG's namespace are passed over. */
#include <string.h>

#include "base/hash.h"
#include "pdf/svg/svg_int.h"

static const char svg_namespace[] = "http://www.w3.org/2000/svg";

/* ---- elements and attributes ---- */

static bool is_svg(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->ns && node->ns->href &&
           !strcmp((const char *)node->ns->href, svg_namespace);
}

bool svg_is(const xmlNode *node, const char *name)
{
    return is_svg(node) && !strcmp((const char *)node->name, name);
}

bool svg_is_root(const xmlNode *node)
{
    return svg_is(node, "svg");
}

static const char *value_of(const xmlAttr *a)
{
    return a->children && a->children->content ? (const char *)a->children->content : "";
}

const char *svg_attr(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (!a->ns && !strcmp((const char *)a->name, name))
            return value_of(a);
    return NULL;
}

/* SVG 2's plain href is the stronger one. */
const char *svg_href(const xmlNode *node)
{
    const char *plain = svg_attr(node, "href");

    for (const xmlAttr *a = node->properties; a && !plain; a = a->next)
        if (a->ns && a->ns->href && !strcmp((const char *)a->name, "href") &&
            !strcmp((const char *)a->ns->href, "http://www.w3.org/1999/xlink"))
            return value_of(a);
    return plain;
}

static xmlNode *element_from(xmlNode *node)
{
    while (node && !is_svg(node))
        node = node->next;
    return node;
}

xmlNode *svg_first(const xmlNode *node)
{
    return element_from(node->children);
}

xmlNode *svg_next(const xmlNode *node)
{
    return element_from(node->next);
}

/* ---- names ---- */

struct svg_ids {
    const xmlNode **slots;
    size_t size, count; /* size is a power of two */
};

static size_t hash(const char *s)
{
    const uint64_t h = hash_text(s);

    return h ^ h >> 29;
}

static const xmlNode **slot_of(const svg_ids *ids, const char *id)
{
    for (size_t at = hash(id) & (ids->size - 1);; at = (at + 1) & (ids->size - 1))
        if (!ids->slots[at] || !strcmp(svg_attr(ids->slots[at], "id"), id))
            return &ids->slots[at];
}

static void widen(svg_ids *ids, arena *a)
{
    svg_ids wider = {NULL, ids->size ? ids->size * 2 : 64, ids->count};

    wider.slots = arena_alloc_array(a, wider.size, sizeof *wider.slots);
    for (size_t i = 0; i < ids->size; i++)
        if (ids->slots[i])
            *slot_of(&wider, svg_attr(ids->slots[i], "id")) = ids->slots[i];
    *ids = wider;
}

/* The first element of a name has it. */
static void note_id(svg_drawing *d, const xmlNode *node)
{
    const char *id = svg_attr(node, "id");
    const xmlNode **slot;

    if (!id || !*id)
        return;
    if (d->ids->count * 2 >= d->ids->size)
        widen(d->ids, d->mem);
    slot = slot_of(d->ids, id);
    if (*slot)
        return;
    *slot = node;
    d->ids->count++;
}

static void note_style(svg_drawing *d, const xmlNode *node)
{
    const char *type = svg_attr(node, "type");

    if (type && *type && strcmp(type, "text/css")) {
        svg_unsupported(d, node, type);
        return;
    }
    strbuf_clear(&d->scratch);
    for (const xmlNode *t = node->children; t; t = t->next)
        if (t->content && t->type != XML_PI_NODE)
            strbuf_adds(&d->scratch, (const char *)t->content);
    if (!svg_sheet_add(d->sheet, strbuf_text(&d->scratch)))
        svg_unsupported(d, node, "style");
}

static const xmlNode *following(const xmlNode *node, const xmlNode *root)
{
    if (node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

void svg_index(svg_drawing *d)
{
    d->ids = ARENA_NEW(d->mem, svg_ids);
    d->sheet = svg_sheet_new(d->mem);
    for (const xmlNode *n = d->picture->root; n; n = following(n, d->picture->root)) {
        if (!is_svg(n))
            continue;
        note_id(d, n);
        if (svg_is(n, "style"))
            note_style(d, n);
    }
    svg_sheet_sort(d->sheet);
}

const xmlNode *svg_by_id(const svg_drawing *d, const char *id)
{
    return d->ids->count ? *slot_of(d->ids, id) : NULL;
}

const xmlNode *svg_refer(svg_drawing *d, const xmlNode *from, const char *reference)
{
    const xmlNode *target = reference[0] == '#' ? svg_by_id(d, reference + 1) : NULL;

    if (!target)
        svg_tell(d, from, MSG_SVG_REFERENCE,
                 diag_text(d->w->dg, reference, strnlen(reference, 200)), NULL);
    return target;
}

/* ---- bounds ---- */

bool svg_enter(svg_drawing *d, const xmlNode *target, const xmlNode *from)
{
    for (size_t i = 0; i < d->using_count; i++) {
        if (d->using[i] == target) {
            svg_tell(d, from, MSG_SVG_CIRCLE, svg_attr(target, "id"), NULL);
            return false;
        }
    }
    if (d->using_count == SVG_REFERENCES) {
        svg_tell(d, from, MSG_SVG_TOO_DEEP, diag_number(d->w->dg, SVG_REFERENCES), NULL);
        return false;
    }
    d->using = arena_grow(d->mem, d->using, &d->using_cap, d->using_count + 1, sizeof *d->using);
    d->using[d->using_count++] = target;
    return true;
}

void svg_leave(svg_drawing *d)
{
    d->using_count--;
}

bool svg_charge(svg_drawing *d, const xmlNode *node, size_t work)
{
    if (d->full)
        return false;
    if (!d->using_count)
        return true;
    d->copies += work;
    d->w->svg_copies += work;
    if (d->copies <= SVG_COPIES && d->w->svg_copies <= SVG_COPIES_ALL)
        return true;
    d->full = true;
    svg_tell(d, node, MSG_SVG_TOO_MUCH, NULL, NULL);
    return false;
}

/* Reading an element takes as long as its attributes are. */
bool svg_charge_element(svg_drawing *d, const xmlNode *node)
{
    size_t bytes = 0;

    for (const xmlAttr *a = node->properties; d->using_count && a; a = a->next)
        bytes += strlen(value_of(a));
    return svg_charge(d, node, 1 + bytes / 64);
}

/* ---- messages ---- */

static src_pos place(const svg_drawing *d, const xmlNode *node)
{
    return d->picture->where(d->picture->self, node);
}

void svg_tell(svg_drawing *d, const xmlNode *node, message_id id, const char *a, const char *b)
{
    diag_report(d->w->dg, place(d, node), id, a, b);
}

void svg_tell_value(svg_drawing *d, const xmlNode *node, const char *name, const char *value)
{
    diag_report(d->w->dg, place(d, node), MSG_SVG_VALUE, (const char *)node->name, name,
                diag_text(d->w->dg, value, strnlen(value, 200)));
}

void svg_unsupported(svg_drawing *d, const xmlNode *node, const char *what)
{
    for (size_t i = 0; i < d->told_count; i++)
        if (!strcmp(d->told[i], what))
            return;
    if (d->told_count == COUNT(d->told))
        return;
    d->told[d->told_count++] = arena_strdup(d->mem, what);
    diag_report(d->w->dg, place(d, node), MSG_SVG_UNSUPPORTED,
                diag_text(d->w->dg, what, strlen(what)));
}
