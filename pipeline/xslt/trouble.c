/* trouble.c - what libxslt has to say, in our words.
 *
 * libxslt reports with printf: first a line that names file, line and element, then the sentence,
 * each as one call. The sentences are recognised by a part of them (a table below) and replaced by
 * ours; what the table does not know becomes the general message at the same place. XPath mistakes
 * come from libxml2 as structures, before libxslt's own complaint: they are kept until the place is
 * known. xsl:message comes the same way as an error's sentence, but without the first line. */
#include "xslt/xslt_int.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xpath.h>
#include <libxslt/xsltutils.h>

/* What a sentence of libxslt means; {1} is the first word it puts in quotes, or behind `mark`. */
static const struct {
    const char *part;
    message_id message;
    const char *mark;
} sentences[] = {
    {"unable to load", MSG_SHEET_NO_FILE, "unable to load "},
    {"ile read for", MSG_SHEET_NO_FILE, "read for "},
    {"ile write for", MSG_SHEET_WRITES, "write for "},
    {"write rights for", MSG_SHEET_WRITES, "rights for "},
    {"rights for", MSG_SHEET_NO_FILE, "rights for "},
    {"xsltDocumentFunction", MSG_SHEET_NO_FILE, NULL},
    {"recursively", MSG_SHEET_LOOP, NULL},
    {"recursion", MSG_SHEET_LOOP, NULL},
    {"maxTemplateDepth", MSG_SHEET_LOOP, NULL},
    {"maxTemplateVars", MSG_SHEET_LOOP, NULL},
    {"was not found", MSG_SHEET_NO_TEMPLATE, NULL},
    {"has not been declared", MSG_SHEET_NO_VARIABLE, NULL},
    {"Undefined variable", MSG_SHEET_NO_VARIABLE, NULL},
    {"could not compile", MSG_SHEET_BAD_XPATH, "expression "},
    {"ailed to compile", MSG_SHEET_BAD_XPATH, NULL},
    {"unknown xsl:", MSG_SHEET_BAD_ELEMENT, "unknown "},
    {"unknown element", MSG_SHEET_BAD_ELEMENT, NULL},
    {"is not allowed", MSG_SHEET_BAD_ELEMENT, NULL},
    {"unexpected", MSG_SHEET_BAD_ELEMENT, NULL},
    {"is required", MSG_SHEET_BAD_ELEMENT, NULL},
    {"already defined", MSG_SHEET_TWICE, NULL},
    {"edefinition", MSG_SHEET_TWICE, NULL},
};

void trouble_begin(trouble *t, diag *dg, const char *file)
{
    *t = (trouble){.dg = dg, .pos = {diag_copy(dg, file), 0, 0}};
}

/* "… error: file NAME line N element E": keep the place. False if `text` is not such a line. */
static bool take_place(trouble *t, const char *text)
{
    const char *file = strstr(text, "error: file "), *line = file ? strstr(file, " line ") : NULL;
    const char *element = strstr(text, " element ");
    char name[512];

    if (!file && !(element && strstr(text, "error:")))
        return false;
    t->has_place = true;
    if (line) {
        file += strlen("error: file ");
        snprintf(name, sizeof name, "%.*s", (int)(line - file), file);
        t->pos = (src_pos){diag_copy(t->dg, name), (uint32_t)strtoul(line + 6, NULL, 10), 0};
    }
    if (element)
        snprintf(t->element, sizeof t->element, "%.*s",
                 (int)strcspn(element + strlen(" element "), "\n"), element + strlen(" element "));
    return true;
}

/* The word a sentence is about. */
static const char *subject(trouble *t, const char *text, const char *mark)
{
    const char *from = mark ? strstr(text, mark) : NULL, *to;

    if (from)
        from += strlen(mark);
    else if ((from = strchr(text, '\'')))
        from++;
    else
        return t->element;
    to = from + strcspn(from, " \n");
    if (*from == '\'' || from[-1] == '\'') {
        from += *from == '\'';
        to = from + strcspn(from, "'\n");
    }
    return diag_text(t->dg, from, (size_t)(to - from));
}

/* What the table makes of a sentence: MSG_SHEET_BAD if nothing. */
static message_id recognise(trouble *t, const char *text, const char **about)
{
    *about = t->element;
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (strstr(text, sentences[i].part)) {
            *about = subject(t, text, sentences[i].mark);
            return sentences[i].message;
        }
    return MSG_SHEET_BAD;
}

/* The expression of the instruction being carried out, or the name of the element. */
static const char *expression(const trouble *t)
{
    static const char *const holders[] = {"select", "test", "match"};
    const xmlNode *inst = t->ctxt ? t->ctxt->inst : NULL;

    for (size_t i = 0; inst && inst->type == XML_ELEMENT_NODE && i < COUNT(holders); i++) {
        xmlChar *text = xmlGetNoNsProp(inst, (const xmlChar *)holders[i]);
        const char *copy = text ? diag_text(t->dg, (const char *)text, strlen((char *)text)) : NULL;
        xmlFree(text);
        if (copy)
            return copy;
    }
    return t->element;
}

static void report_sentence(trouble *t, const char *text)
{
    const char *about;
    message_id message = recognise(t, text, &about);
    const bool named = t->xpath[0] && strcmp(t->xpath, "?") != 0;

    t->failed = true;
    if (named || (t->xpath[0] && message == MSG_SHEET_BAD)) {
        message = t->xpath_message;
        about = named ? diag_text(t->dg, t->xpath, strlen(t->xpath)) : expression(t);
    }
    t->xpath[0] = '\0';
    /* the same instruction is complained of by several layers of libxslt: the first knows most */
    if (t->told && t->told == t->pos.line)
        return;
    t->told = t->pos.line;
    diag_report(t->dg, t->pos, message, about);
}

/* Set while a stylesheet runs: the author's node an xsl:message is about. */
static src_pos current_pos(const trouble *t)
{
    const xslt_run *run = t->ctxt ? xslt_run_of(t->ctxt) : NULL;
    const xmlNode *node = t->ctxt ? t->ctxt->node : NULL;

    if (!run || !node || node->type == XML_NAMESPACE_DECL || node->doc != run->tree)
        return t->pos;
    return xml_node_pos(run->doc, node);
}

static bool is_terminating(const trouble *t)
{
    xmlChar *value = t->ctxt && t->ctxt->inst
                         ? xmlGetNoNsProp(t->ctxt->inst, (const xmlChar *)"terminate")
                         : NULL;
    const bool yes = xmlStrEqual(value, (const xmlChar *)"yes");
    xmlFree(value);
    return yes;
}

static bool in_message(const trouble *t)
{
    return t->ctxt && t->ctxt->inst && t->ctxt->inst->ns &&
           xmlStrEqual(t->ctxt->inst->ns->href, XSLT_NAMESPACE) &&
           xmlStrEqual(t->ctxt->inst->name, (const xmlChar *)"message");
}

static void report_message(trouble *t, const char *text)
{
    const size_t n = strcspn(text, "\n");
    const bool stops = is_terminating(t);

    t->failed = t->failed || stops;
    diag_report(t->dg, current_pos(t), stops ? MSG_SHEET_STOPS : MSG_SHEET_SAYS,
                diag_text(t->dg, text, n));
}

void trouble_on_text(void *self, const char *format, ...)
{
    trouble *t = self;
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (take_place(t, text) || text[strspn(text, " \n")] == '\0')
        return;
    if (!t->has_place && in_message(t)) {
        report_message(t, text);
        return;
    }
    t->has_place = false;
    report_sentence(t, text);
}

src_pos xslt_inst_pos(xsltTransformContextPtr ctxt, diag *dg)
{
    const xmlNode *inst = ctxt->inst;
    const char *file = inst && inst->doc ? (const char *)inst->doc->URL : NULL;

    if (!file)
        return NO_POS;
    return (src_pos){diag_copy(dg, file), (uint32_t)xmlGetLineNo((xmlNodePtr)inst), 0};
}

static void take_inst(trouble *t)
{
    const src_pos pos = t->ctxt ? xslt_inst_pos(t->ctxt, t->dg) : NO_POS;

    if (pos.file)
        t->pos = pos;
}

static void on_structure(void *self, xmlErrorPtr e)
{
    trouble *t = self;

    if (e->domain != XML_FROM_XPATH && e->domain != XML_FROM_XPOINTER)
        return;
    take_inst(t);
    if (!e->str1 && t->xpath[0])
        return; /* on_xpath_text knows more */
    switch (e->code - XML_XPATH_EXPRESSION_OK) {
    case XPATH_UNKNOWN_FUNC_ERROR:
    case XPATH_UNDEF_PREFIX_ERROR:
        t->xpath_message = MSG_SHEET_NO_FUNCTION;
        break;
    case XPATH_UNDEF_VARIABLE_ERROR:
        t->xpath_message = MSG_SHEET_NO_VARIABLE;
        break;
    case XPATH_OP_LIMIT_EXCEEDED:
    case XPATH_RECURSION_LIMIT_EXCEEDED:
        t->xpath_message = MSG_SHEET_LOOP;
        break;
    default:
        t->xpath_message = MSG_SHEET_BAD_XPATH;
    }
    snprintf(t->xpath, sizeof t->xpath, "%s", e->str1 ? e->str1 : "?");
}

/* libxml2 names an unknown function by printf before it raises the error. */
static void on_xpath_text(void *self, const char *format, ...)
{
    trouble *t = self;
    char text[512];
    const char *name;
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!(name = strstr(text, "function ")))
        return;
    name += strlen("function ");
    snprintf(t->xpath, sizeof t->xpath, "%.*s()", (int)strcspn(name, " \n"), name);
    t->xpath_message = MSG_SHEET_NO_FUNCTION;
}

void trouble_listen(trouble *t)
{
    xmlSetStructuredErrorFunc(t, on_structure);
    xmlSetGenericErrorFunc(t, on_xpath_text);
    xsltSetGenericErrorFunc(t, trouble_on_text);
}

static void say_nothing(void *self, const char *format, ...)
{
    (void)self;
    (void)format;
}

void trouble_silence(void)
{
    xml_silence();
    xsltSetGenericErrorFunc(NULL, say_nothing);
}

bool trouble_end(trouble *t)
{
    if (t->xpath[0] && (!t->told || t->told != t->pos.line))
        diag_report(t->dg, t->pos, t->xpath_message, t->xpath);
    t->failed = t->failed || t->xpath[0];
    t->ctxt = NULL;
    return !t->failed;
}
