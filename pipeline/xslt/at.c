/* at.c - the author's node behind every formatting object.
 *
 * When a stylesheet module is read, each literal element of the FO namespace gets
 * svod:at="{f:at()}" and each xsl:element of that namespace an xsl:attribute that says the same:
 * nobody who writes a stylesheet can forget it. f:at() gives xml_index of the current node, which
 * is what layout turns back into the author's line. generate-id() is ours as well, because
 * libxslt's comes from addresses and would make two runs differ. */
#include "xslt/xslt_int.h"

#include <stdio.h>

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>

/* ---- the functions ---- */

uint32_t xslt_author_index(const xslt_run *run, const xmlNode *node)
{
    return node && node->type != XML_NAMESPACE_DECL && node->doc == run->tree ? xml_index(node) : 0;
}

/* f:at() of the current node; f:at(nodes) of the first of `nodes`, if there is one. As a string: an
 * attribute's value is built from it without formatting a number. */
static void at_function(xmlXPathParserContextPtr ctxt, int nargs)
{
    xsltTransformContextPtr run = xsltXPathGetTransformContext(ctxt);
    const xmlNode *node = ctxt->context->node;
    char digits[12];

    if (nargs > 1 || !run) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (nargs == 1) {
        xmlNodeSetPtr set = xmlXPathPopNodeSet(ctxt);
        xmlXPathNodeSetSort(set);
        node = set && set->nodeNr ? set->nodeTab[0] : node;
        snprintf(digits, sizeof digits, "%u", xslt_author_index(xslt_run_of(run), node));
        xmlXPathFreeNodeSet(set);
    } else {
        snprintf(digits, sizeof digits, "%u", xslt_author_index(xslt_run_of(run), node));
    }
    valuePush(ctxt, xmlXPathNewCString(digits));
}

/* A number for a node that is not the author's, by order of first asking. */
static uint32_t foreign_number(xslt_run *run, const xmlNode *node)
{
    char key[2 * sizeof node + 3];
    uintptr_t number;

    if (!run->ids)
        run->ids = xmlHashCreate(64);
    snprintf(key, sizeof key, "%p", (const void *)node);
    number = (uintptr_t)xmlHashLookup(run->ids, (const xmlChar *)key);
    if (!number) {
        number = (uintptr_t)xmlHashSize(run->ids) + 1;
        xmlHashAddEntry(run->ids, (const xmlChar *)key, (void *)number);
    }
    return (uint32_t)number;
}

static void id_function(xmlXPathParserContextPtr ctxt, int nargs)
{
    xsltTransformContextPtr run = xsltXPathGetTransformContext(ctxt);
    const xmlNode *node = ctxt->context->node;
    xmlNodeSetPtr set = NULL;
    char id[24] = "";

    if (nargs > 1 || !run) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (nargs == 1) {
        set = xmlXPathPopNodeSet(ctxt);
        xmlXPathNodeSetSort(set);
        node = set && set->nodeNr ? set->nodeTab[0] : NULL;
    }
    if (node && xslt_author_index(xslt_run_of(run), node))
        snprintf(id, sizeof id, "n%u", xslt_author_index(xslt_run_of(run), node));
    else if (node)
        snprintf(id, sizeof id, "x%u", foreign_number(xslt_run_of(run), node));
    xmlXPathFreeNodeSet(set);
    valuePush(ctxt, xmlXPathNewCString(id));
}

void xslt_at_register(xsltTransformContextPtr ctxt)
{
    xslt_origin_register(ctxt);
    xsltRegisterExtFunction(ctxt, (const xmlChar *)"at", FUNCTIONS_NAMESPACE, at_function);
    xmlXPathRegisterFunc(ctxt->xpathCtxt, (const xmlChar *)"generate-id", NULL);
    xmlXPathRegisterFunc(ctxt->xpathCtxt, (const xmlChar *)"generate-id", id_function);
}

/* ---- the injection ---- */

/* A declaration of `uri` at the root, under `wanted` or a name made from it. */
static xmlNsPtr declare(xmlNodePtr root, const xmlChar *uri, const char *wanted)
{
    char prefix[24];

    for (xmlNsPtr ns = root->nsDef; ns; ns = ns->next)
        if (ns->prefix && xmlStrEqual(ns->href, uri))
            return ns;
    snprintf(prefix, sizeof prefix, "%s", wanted);
    for (int i = 0; i < 1000 && xmlSearchNs(root->doc, root, (const xmlChar *)prefix); i++)
        snprintf(prefix, sizeof prefix, "%s%d", wanted, i);
    return xmlNewNs(root, uri, (const xmlChar *)prefix);
}

/* Add the prefix of `ns` to those that the root's attribute `name` lists. */
static void list_prefix(xmlNodePtr root, const char *name, const xmlNs *ns)
{
    xmlChar *old = xmlGetNoNsProp(root, (const xmlChar *)name);
    xmlChar *all = xmlStrdup(ns->prefix);

    if (old) {
        all = xmlStrcat(all, (const xmlChar *)" ");
        all = xmlStrcat(all, old);
    }
    xmlSetProp(root, (const xmlChar *)name, all);
    xmlFree(all);
    xmlFree(old);
}

bool xslt_is_instruction(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns &&
           (!name || xmlStrEqual(node->name, (const xmlChar *)name)) &&
           xmlStrEqual(node->ns->href, XSLT_NAMESPACE); /* last: its letters are many */
}

/* Does this xsl:element make a formatting object? Its prefix or namespace must say so outright. */
static bool makes_object(xmlNodePtr node)
{
    xmlChar *name = xmlGetNoNsProp(node, (const xmlChar *)"name");
    xmlChar *uri = xmlGetNoNsProp(node, (const xmlChar *)"namespace");
    const xmlChar *colon = name ? xmlStrchr(name, ':') : NULL;
    bool made = false;

    if (uri) {
        made = xmlStrEqual(uri, FO_NAMESPACE_URI);
    } else if (name) {
        xmlChar *prefix = colon ? xmlStrndup(name, (int)(colon - name)) : NULL;
        const xmlNs *ns = xmlSearchNs(node->doc, node, prefix);
        made = ns && xmlStrEqual(ns->href, FO_NAMESPACE_URI);
        xmlFree(prefix);
    }
    xmlFree(name);
    xmlFree(uri);
    return made;
}

static void inject_instruction(xmlNodePtr node, const xmlNs *at, const xmlNs *functions)
{
    xmlNodePtr attribute = xmlNewDocNode(node->doc, node->ns, (const xmlChar *)"attribute", NULL);
    xmlNodePtr value = xmlNewChild(attribute, node->ns, (const xmlChar *)"value-of", NULL);
    char text[64];

    snprintf(text, sizeof text, "%s:at", (const char *)at->prefix);
    xmlNewProp(attribute, (const xmlChar *)"name", (const xmlChar *)text);
    snprintf(text, sizeof text, "%s:at()", (const char *)functions->prefix);
    xmlNewProp(value, (const xmlChar *)"select", (const xmlChar *)text);
    if (node->children)
        xmlAddPrevSibling(node->children, attribute);
    else
        xmlAddChild(node, attribute);
}

void xslt_at_inject(xmlDocPtr module)
{
    xmlNodePtr root = xmlDocGetRootElement(module);
    const xmlNs *known = NULL; /* the namespace of the element before, mostly this one's too */
    xmlNsPtr at, functions;
    bool object = false;
    char value[64];

    if (!root || !xslt_is_instruction(root, NULL))
        return;
    at = declare(root, AT_NAMESPACE, "svod");
    functions = declare(root, FUNCTIONS_NAMESPACE, "f");
    list_prefix(root, "exclude-result-prefixes", functions); /* it is for the stylesheet only */
    if (xmlSearchNsByHref(module, root, FO_NAMESPACE_URI)) {
        list_prefix(root, "extension-element-prefixes", functions);
        xslt_origin_inject(root, functions);
    }
    snprintf(value, sizeof value, "{%s:at()}", (const char *)functions->prefix);
    for (xmlNodePtr node = root; node; node = xml_following(node)) {
        if (node->type != XML_ELEMENT_NODE || !node->ns)
            continue;
        if (node->ns != known)
            object = xmlStrEqual((known = node->ns)->href, FO_NAMESPACE_URI);
        if (object && !xmlHasNsProp(node, (const xmlChar *)"at", AT_NAMESPACE))
            xmlNewNsProp(node, at, (const xmlChar *)"at", (const xmlChar *)value);
        else if (xslt_is_instruction(node, "element") && makes_object(node))
            inject_instruction(node, at, functions);
    }
}
