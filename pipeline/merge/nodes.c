/* nodes.c - trees of submissions: find, read, and copy what can stand in another document. */
#include <string.h>

#include "base/utf8.h"
#include "merge/merge_int.h"
#include "text/chars.h"

static void add_words(strbuf *out, xmlNodePtr n)
{
    for (xmlNodePtr k = n ? n->children : NULL; k; k = k->next)
        if (k->type == XML_TEXT_NODE) {
            strbuf_adds(out, (const char *)k->content);
        } else if (k->type == XML_ELEMENT_NODE && !node_is(k, "footnote") &&
                   !node_is(k, "footnoteMark")) {
            const bool block = node_is(k, "p") || node_is(k, "item") || node_is(k, "br");
            strbuf_adds(out, block ? " " : "");
            add_words(out, k);
            strbuf_adds(out, block ? " " : "");
        }
}

const char *node_words(arena *a, xmlNodePtr n)
{
    strbuf all = STRBUF_INIT;
    const char *s;
    char *copy, *to;
    size_t len;

    add_words(&all, n);
    copy = to = arena_text(a, all.len + 1);
    s = strbuf_text(&all);
    for (const char *end = s + all.len; s < end; s += len)
        if (!char_is_blank(utf8_decode(s, (size_t)(end - s), &len)))
            to = (char *)memcpy(to, s, len) + len;
        else if (to > copy && to[-1] != ' ')
            *to++ = ' ';
    while (to > copy && to[-1] == ' ')
        to--;
    *to = '\0';
    strbuf_free(&all);
    return copy;
}

/* Names of one document, and what refers to them: they mean nothing, or something else, in
 * another. */
static bool is_of_document(const char *attribute)
{
    static const char *const names[] = {"id",      "ref",   "of",       "having",
                                        "column",  "fact",  "org",      "issuer",
                                        "planRef", "merge", "decimals", "atLeast"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(names[i], attribute))
            return true;
    return false;
}

/* A link to a place of its own document. */
static bool leads_inside(const xmlNode *n)
{
    xmlChar *href = node_is(n, "link") ? xmlGetNoNsProp(n, BAD_CAST "href") : NULL;
    const bool inside = href && *href == '#';

    xmlFree(href);
    return inside;
}

/* Elements that are nothing without their reference (`ref` with its `to`): their words stay. */
static bool is_reference(const xmlNode *n)
{
    return node_is(n, "ref") || node_is(n, "org") || node_is(n, "provider") ||
           node_is(n, "footnoteMark") || leads_inside(n);
}

static void add_start(strbuf *out, xmlNodePtr n, const char *attribute, const char *other)
{
    strbuf_printf(out, "<%s", (const char *)n->name);
    for (xmlAttrPtr p = n->properties; p; p = p->next) {
        xmlChar *value =
            is_of_document((const char *)p->name) ? NULL : xmlNodeGetContent((xmlNodePtr)p);
        if (value) {
            strbuf_printf(out, " %s=\"", (const char *)p->name);
            strbuf_add_xml(out, strcmp((const char *)p->name, attribute) != 0 ? (const char *)value
                                                                              : other);
            strbuf_addc(out, '"');
        }
        xmlFree(value);
    }
    strbuf_addc(out, '>');
}

static void add_content(strbuf *out, xmlNodePtr n)
{
    for (xmlNodePtr k = n->children; k; k = k->next)
        if (k->type == XML_TEXT_NODE) {
            strbuf_add_xml(out, (const char *)k->content);
        } else if (k->type == XML_ELEMENT_NODE && is_reference(k)) {
            add_content(out, k);
        } else if (k->type == XML_ELEMENT_NODE) {
            add_start(out, k, "", "");
            add_content(out, k);
            strbuf_printf(out, "</%s>", (const char *)k->name);
        }
}

const char *node_start_with(arena *a, xmlNodePtr n, const char *attribute, const char *value)
{
    strbuf out = STRBUF_INIT;

    add_start(&out, n, attribute, value);
    return strbuf_take(&out, a);
}

const char *node_start(arena *a, xmlNodePtr n)
{
    return node_start_with(a, n, "", "");
}

const char *node_copy(arena *a, xmlNodePtr n)
{
    return arena_printf(a, "%s%s</%s>", node_start(a, n), node_content(a, n),
                        (const char *)n->name);
}

const char *node_content(arena *a, xmlNodePtr n)
{
    strbuf out = STRBUF_INIT;

    if (n)
        add_content(&out, n);
    return strbuf_take(&out, a);
}
