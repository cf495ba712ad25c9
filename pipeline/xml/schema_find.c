/* schema_find.c - a finding of libxml2's validator taken apart: which element, which attribute,
 * which text.
 *
 * libxml2 gives a code, a node and up to two values. Lists of names, the name of an attribute and
 * that of an identity constraint have to be read out of its English sentence;
 * tests/unit/xml_schema.c notices when its wording changes. */
#include "xml/schema_int.h"

#include <string.h>

#include <libxml/xmlschemas.h>

#include "base/strbuf.h"
#include "xml/nodes.h"

enum { MOST_NAMES = 10 }; /* of a list of expected names that libxml2 gives */

const char *find_name_behind(diag *dg, const char *sentence, const char *mark)
{
    const char *from = strstr(sentence, mark), *to, *brace;

    if (!from)
        return "";
    from += strlen(mark);
    to = from + strcspn(from, "'\n");
    brace = memchr(from, '}', (size_t)(to - from));
    return diag_text(dg, brace ? brace + 1 : from, (size_t)(to - (brace ? brace + 1 : from)));
}

const char *find_expected(diag *dg, const char *sentence)
{
    const char *at = strstr(sentence, "( "), *names;
    strbuf out = STRBUF_INIT;
    int count = 0;

    for (at = at ? at + 2 : ""; *at && *at != ')'; at += *at == ',' ? 2 : 1, count++) {
        const char *brace = *at == '{' ? strchr(at, '}') : NULL;
        const char *from = brace ? brace + 1 : at;
        const size_t n = strcspn(from, ", )");
        strbuf_printf(&out, "%s<%.*s>", out.len ? ", " : "", (int)n, from);
        at = from + n;
    }
    if (count >= MOST_NAMES)
        strbuf_adds(&out, ", …");
    names = diag_copy(dg, strbuf_text(&out));
    strbuf_free(&out);
    return names;
}

/* The list without what only the program writes: nobody is asked to. Without a name left, the
 * sentence ends before it. */
static const char *without_written(finder *fd, const char *sentence)
{
    const char *list = strstr(sentence, "( "), *at = list ? list + 2 : "", *end;
    strbuf kept = STRBUF_INIT, whole = STRBUF_INIT;
    const char *out = sentence;

    for (; *at && *at != ')'; at = end + strspn(end, ", ")) {
        const char *name = strchr(at, '}') ? strchr(at, '}') + 1 : at;
        end = name + strcspn(name, ", )");
        if (!meaning_is_written(fd->meanings, name, (size_t)(end - name)))
            strbuf_printf(&kept, "%s%.*s", kept.len ? ", " : "", (int)(end - at), at);
    }
    if (list) {
        strbuf_add(&whole, sentence, (size_t)(list - sentence));
        if (kept.len)
            strbuf_printf(&whole, "( %s )", strbuf_text(&kept));
        out = diag_copy(fd->dg, strbuf_text(&whole));
    }
    strbuf_free(&kept);
    strbuf_free(&whole);
    return out;
}

static const xmlNode *attribute_named(const xmlNode *element, const char *name)
{
    for (const xmlAttr *a = element->properties; a; a = a->next)
        if (!strcmp((const char *)a->name, name))
            return (const xmlNode *)a;
    return NULL;
}

const char *find_constraint(diag *dg, const char *sentence)
{
    const char *name = find_name_behind(dg, sentence, "identity-constraint '");

    return *name ? name : find_name_behind(dg, sentence, "keyref '");
}

const xmlNode *find_key_attribute(const xmlNode *element, const char *key, const char *field)
{
    const size_t n = key && strlen(key) > 4 ? strlen(key) - 4 : 0;

    for (const xmlAttr *a = element->properties; a && n; a = a->next)
        if ((!field || !strcmp((const char *)a->name, field)) && a->children &&
            a->children->content && strlen((const char *)a->children->content) == n &&
            !strncmp((const char *)a->children->content, key + 2, n))
            return (const xmlNode *)a;
    return NULL;
}

const char *find_key(const xmlError *e)
{
    const char *key = e->str1 && e->str1[0] == '[' ? e->str1 : e->str2;

    return key ? key : "";
}

/* In the line of the error? Lines above 65535 are not told apart. */
static bool in_line(const xmlNode *node, const xmlError *e)
{
    return e->line <= 0 || node->line == e->line;
}

/* libxml2 names no node where a reference has no target, only the element's name, its line and the
 * key: the first such element behind the one reported before, or from the beginning. */
static const xmlNode *referrer(finder *fd, const xmlError *e, const char *sentence)
{
    const char *name = find_name_behind(fd->dg, sentence, "Element '");
    const char *field = meaning_field(fd->meanings, find_constraint(fd->dg, sentence));
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(fd->doc));
    xmlNodePtr node = fd->referrer ? xml_following(fd->referrer) : root;

    for (int round = 0; round < 2; round++, node = root)
        for (; node; node = xml_following(node))
            if (node->type == XML_ELEMENT_NODE && in_line(node, e) &&
                !strcmp((const char *)node->name, name) &&
                find_key_attribute(node, find_key(e), field))
                return fd->referrer = node;
    return NULL;
}

/* What stands in the element although it may not: the first text, or the first element. */
static const xmlNode *inner_of(const xmlNode *element, int code)
{
    const bool text = code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3;
    const bool child =
        code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2 || code == XML_SCHEMAV_CVC_TYPE_3_1_2;

    for (const xmlNode *n = element->children; n && (text || child); n = n->next)
        if (text ? node_is_text(n) && !node_is_blank(n) : n->type == XML_ELEMENT_NODE)
            return n;
    return NULL;
}

bool find_unknown_attribute(int code)
{
    return code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1 || code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2;
}

finding find_take_apart(finder *fd, const xmlError *e)
{
    finding f = {e, e->node, NULL, NULL, without_written(fd, e->message ? e->message : "")};
    const char *name = find_name_behind(fd->dg, f.sentence, "attribute '");

    if (!f.element && strstr(f.sentence, "No match found"))
        f.element = referrer(fd, e, f.sentence);

    if (f.element && f.element->type == XML_ATTRIBUTE_NODE) {
        f.attribute = f.element;
        f.element = f.element->parent;
    } else if (f.element && *name) {
        f.attribute = attribute_named(f.element, name);
    }
    if (f.element && !f.attribute)
        f.inner = inner_of(f.element, e->code);
    return f;
}
