/* origin.c - the author's node behind every text of the result.
 *
 * When a module that makes formatting objects is read, each xsl:value-of whose text goes into the
 * result is put into <f:origin>, an instruction of ours. It carries out what is in it, and behind
 * the text that came of it it leaves a processing instruction with the number of the current node.
 * A processing instruction, since it is no part of a string's value: to the stylesheet nothing has
 * changed, and it goes along when a variable is copied. What no xsl:value-of has made (words of the
 * stylesheet) has none. */
#include "xslt/xslt_int.h"

#include <stdio.h>

#include <libxslt/extensions.h>
#include <libxslt/transform.h>

/* ---- the instruction ---- */

static void leave_mark(xsltTransformContextPtr ctxt, const char *content)
{
    xmlNodePtr mark = xmlNewDocPI(ctxt->output, ORIGIN_TARGET, (const xmlChar *)content);

    if (mark)
        xmlAddChild(ctxt->insert, mark);
}

static bool is_text(const xmlNode *node)
{
    return node && node->type == XML_TEXT_NODE;
}

static void origin_instruction(xsltTransformContextPtr ctxt, xmlNodePtr node, xmlNodePtr inst,
                               xsltElemPreCompPtr comp)
{
    const uint32_t index = xslt_author_index(xslt_run_of(ctxt), node);
    const xmlNode *before = ctxt->insert->last;
    char digits[12];

    (void)comp;
    if (index && is_text(before)) {
        leave_mark(ctxt, NULL); /* the words of the stylesheet end here */
        before = ctxt->insert->last;
    }
    xsltApplyOneTemplate(ctxt, node, inst->children, NULL, NULL);
    if (!index || ctxt->insert->last == before || !is_text(ctxt->insert->last))
        return;
    snprintf(digits, sizeof digits, "%u", index);
    leave_mark(ctxt, digits);
}

void xslt_origin_register(xsltTransformContextPtr ctxt)
{
    xsltRegisterExtElement(ctxt, (const xmlChar *)"origin", FUNCTIONS_NAMESPACE,
                           origin_instruction);
}

/* ---- the injection ---- */

/* Its text does not go into the result: it becomes a value, a comment or a message. */
static bool is_value(const xmlNode *node)
{
    static const char *const names[] = {"attribute", "comment", "processing-instruction",
                                        "message"};

    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        for (size_t i = 0; i < COUNT(names); i++)
            if (xslt_is_instruction(node, names[i]))
                return true;
    return false;
}

static void wrap(xmlNodePtr value, xmlNsPtr functions)
{
    xmlNodePtr around = xmlNewDocNode(value->doc, functions, (const xmlChar *)"origin", NULL);

    around->line = value->line;
    xmlReplaceNode(value, around);
    xmlAddChild(around, value);
}

void xslt_origin_inject(xmlNodePtr root, xmlNsPtr functions)
{
    xmlNodePtr next;

    for (xmlNodePtr node = root; node; node = next) {
        next = xml_following(node);
        if (xslt_is_instruction(node, "value-of") && !is_value(node->parent))
            wrap(node, functions);
    }
}

/* ---- what was left ---- */

void xslt_origin_remove(xmlDocPtr result)
{
    xmlNodePtr next;

    for (xmlNodePtr node = xmlDocGetRootElement(result); node; node = next) {
        next = xml_following(node);
        if (node->type != XML_PI_NODE || !xmlStrEqual(node->name, ORIGIN_TARGET))
            continue;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}
