/* functions.c - the functions of "urn:svod:functions" that stylesheets and rules may call.
 *
 * All but f:typo and f:at take strings and give a string, so one table and one entry point serve
 * them: the name under which libxslt calls us finds the row. A boolean is 'true' or ''; a number
 * is its decimal digits, which XPath turns into a number where it wants one. */
#include "xslt/functions_int.h"

#include <stdlib.h>
#include <string.h>

#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>

#include "base/strbuf.h"
#include "xml/nodes.h"

/* ---- the state of a run ---- */

static void *state_open(xsltTransformContextPtr ctxt, const xmlChar *uri)
{
    function_state *s = mem_alloc(sizeof *s);

    (void)ctxt;
    (void)uri;
    s->mem = arena_new();
    s->scratch = arena_new();
    s->block_mem = arena_new();
    s->date_mem = arena_new();
    return s;
}

static void state_close(xsltTransformContextPtr ctxt, const xmlChar *uri, void *data)
{
    function_state *s = data;

    (void)ctxt;
    (void)uri;
    xmlHashFree(s->answers, NULL);
    collate_close(s->order);
    plural_close(s->plurals);
    functions_index_free(s->index);
    functions_abbreviations_free(s->abbreviations);
    arena_free(s->mem);
    arena_free(s->scratch);
    arena_free(s->block_mem);
    arena_free(s->date_mem);
    mem_free(s);
}

function_state *functions_state(xmlXPathParserContextPtr ctxt)
{
    xsltTransformContextPtr run = xsltXPathGetTransformContext(ctxt);
    function_state *s = run ? xsltGetExtData(run, FUNCTIONS_NAMESPACE) : NULL;

    if (s)
        s->run =
            xslt_run_of(run); /* the state may be older than the run (an instruction of ours) */
    return s;
}

const typography *functions_typography(function_state *s)
{
    if (!s->typography)
        s->typography = typography_load(
            s->mem, arena_printf(s->mem, "%s/typography.ini", s->run->folder), s->run->dg);
    if (!s->typography)
        s->run->failed = true;
    return s->typography;
}

static const word_lists *lists_once(function_state *s, const word_lists **lists, const char *name)
{
    if (!*lists)
        *lists = word_lists_load(s->mem, arena_printf(s->mem, "%s/%s", s->run->folder, name),
                                 s->run->dg);
    if (!*lists)
        s->run->failed = true;
    return *lists;
}

const word_lists *functions_deadlines(function_state *s)
{
    return lists_once(s, &s->deadlines, "deadlines.ini");
}

const word_lists *functions_terms(function_state *s)
{
    return lists_once(s, &s->terms, "terms.ini");
}

const word_lists *functions_thresholds(function_state *s)
{
    return lists_once(s, &s->thresholds, "thresholds.ini");
}

const char *functions_taken(function_state *s, strbuf *out)
{
    return strbuf_take(out, s->scratch);
}

/* ---- calling ---- */

static const string_function *const tables[] = {text_functions, date_functions,
                                                qr_functions,   list_functions,
                                                term_functions, abbreviation_functions};

static const string_function *search(const xmlChar *name)
{
    for (size_t t = 0; t < COUNT(tables); t++)
        for (const string_function *f = tables[t]; f->name; f++)
            if (xmlStrEqual(name, (const xmlChar *)f->name))
                return f;
    return NULL;
}

/* These read long texts, and are asked the same again: by keys and where keys are used, by several
 * rules. Their answers are kept. */
static bool is_kept(const xmlChar *name)
{
    static const char *const names[] = {"gist",     "abbreviations", "normalise",
                                        "mentions", "name-keys",     "bounds"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (xmlStrEqual(name, (const xmlChar *)names[i]))
            return true;
    return false;
}

/* A name stands in the dictionary of the run's stylesheet, so its address is enough to know it
 * again. */
static const known_function *function_named(function_state *s, const xmlChar *name)
{
    known_function *k = &s->known[((uintptr_t)name >> 3) % COUNT(s->known)];

    if (k->name != name)
        *k = (known_function){name, search(name), is_kept(name)};
    return k;
}

static void add_text(strbuf *out, const xmlNode *n, bool notes)
{
    for (const xmlNode *k = n->children; k; k = k->next)
        if (node_is_text(k)) {
            strbuf_adds(out, k->content ? (const char *)k->content : "");
        } else if (node_is(k, "br")) {
            strbuf_addc(out, '\n');
        } else if (!node_is(k, "footnote")) {
            if (notes || !node_is(k, "footnoteMark"))
                add_text(out, k, notes);
        } else if (notes) {
            strbuf_addc(out, '\n');
            add_text(out, k, notes);
            strbuf_addc(out, '\n');
        }
}

const char *functions_text_of(arena *a, xmlNodePtr top, bool notes)
{
    strbuf out = STRBUF_INIT;

    add_text(&out, top, notes);
    return strbuf_take(&out, a);
}

static void step_over(size_t *offset, bool there)
{
    *offset -= there && *offset;
}

xmlNodePtr functions_text_at(const xmlNode *top, size_t *offset)
{
    xmlNodePtr found = NULL;

    for (xmlNodePtr k = top->children; k && !found; k = k->next) {
        const bool text = node_is_text(k);
        const bool note = node_is(k, "footnote");
        const size_t len = text && k->content ? strlen((const char *)k->content) : 0;
        if (*offset < len)
            return k;
        *offset -= len;
        step_over(offset, note || node_is(k, "br"));
        found = text || node_is(k, "br") ? NULL : functions_text_at(k, offset);
        step_over(offset, note && !found);
    }
    return found;
}

static const char *pop_text(xmlXPathParserContextPtr ctxt, arena *a, bool notes)
{
    xmlNodeSetPtr set =
        ctxt->value && ctxt->value->type == XPATH_NODESET ? ctxt->value->nodesetval : NULL;
    xmlNodePtr node = set && set->nodeNr == 1 ? set->nodeTab[0] : NULL;
    xmlChar *string;
    const char *text;

    if (node && node->type == XML_ELEMENT_NODE) {
        text = functions_text_of(a, node, notes);
        xmlXPathFreeObject(valuePop(ctxt));
        return text;
    }
    string = xmlXPathPopString(ctxt);
    text = arena_strdup(a, string ? (const char *)string : "");
    xmlFree(string);
    return text;
}

static const char *kept_answer(function_state *s, const string_function *f, const char *const *args,
                               int count)
{
    const xmlChar *a = (const xmlChar *)args[0], *b = (const xmlChar *)args[1];
    const char *text;

    if (!s->answers)
        s->answers = xmlHashCreate(512);
    text = xmlHashLookup3(s->answers, (const xmlChar *)f->name, a, b);
    if (!text) {
        text = f->call(s, args, count);
        text = arena_strdup(s->mem, text ? text : "");
        xmlHashAddEntry3(s->answers, (const xmlChar *)f->name, a, b, (void *)text);
    }
    return text;
}

static void call_function(xmlXPathParserContextPtr ctxt, int nargs)
{
    function_state *s = functions_state(ctxt);
    const known_function *k = s ? function_named(s, ctxt->context->function) : NULL;
    const string_function *f = k ? k->f : NULL;
    const char *args[MAX_FUNCTION_ARGS] = {"", "", "", ""};
    const char *result;

    if (!f || nargs < f->least || nargs > f->most) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    arena_reset(s->scratch);
    for (int i = nargs - 1; i >= 0; i--)
        args[i] = pop_text(ctxt, s->scratch, f->searches);
    if (xmlXPathCheckError(ctxt))
        return;
    result = k->kept ? kept_answer(s, f, args, nargs) : f->call(s, args, nargs);
    valuePush(ctxt, xmlXPathNewCString(result ? result : ""));
}

/* f:node(number): the author's node that f:at() has that number for. */
static void fn_node(xmlXPathParserContextPtr ctxt, int nargs)
{
    function_state *s = functions_state(ctxt);
    double at;

    if (nargs != 1 || !s) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    at = xmlXPathPopNumber(ctxt);
    valuePush(ctxt, xmlXPathNewNodeSet(
                        at >= 1 && at < UINT32_MAX ? xml_node(s->run->doc, (uint32_t)at) : NULL));
}

/* Asked of thousands of siblings in turn: nothing is copied. */
static int level_of(const xmlNode *node)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (xmlStrEqual(a->name, (const xmlChar *)"level") && a->children && a->children->content)
            return atoi((const char *)a->children->content);
    return 1;
}

static bool is_alike(const xmlNode *a, const xmlNode *b)
{
    return a->type == b->type &&
           (a->name == b->name || (*a->name == *b->name && xmlStrEqual(a->name, b->name)));
}

static bool holds(const xmlNode *node, const xmlChar *child)
{
    for (const xmlNode *n = node->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, child))
            return true;
    return false;
}

/* f:above([child]): the last sibling before the current node with its name and a higher `level`,
 * that has an element `child`. */
static void fn_above(xmlXPathParserContextPtr ctxt, int nargs)
{
    const xmlNode *here = ctxt->context->node;
    xmlChar *child = nargs == 1 ? xmlXPathPopString(ctxt) : NULL;
    xmlNodePtr above = NULL;
    int level;

    if (nargs > 1) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (here && here->type == XML_ELEMENT_NODE && (level = level_of(here)) > 1)
        for (above = here->prev; above; above = above->prev)
            if (is_alike(above, here) && level_of(above) < level && (!child || holds(above, child)))
                break;
    valuePush(ctxt, xmlXPathNewNodeSet(above));
    xmlFree(child);
}

/* A stylesheet that strips space works on a copy of the tree, whose elements are not those at
 * hand. */
static xmlNodeSetPtr elements_of_copy(const xmlDoc *copy, const xmlChar *name)
{
    xmlNodeSetPtr set = xmlXPathNodeSetCreate(NULL);

    for (xmlNodePtr n = xmlDocGetRootElement(copy); n; n = xml_following(n))
        if (n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, name))
            xmlXPathNodeSetAddUnique(set, n);
    return set;
}

/* f:all(name): the author's elements of that name; of the document only, whatever the context
 * is. */
static void fn_all(xmlXPathParserContextPtr ctxt, int nargs)
{
    function_state *s = functions_state(ctxt);
    xmlChar *name;
    xmlNodeSetPtr set;

    if (nargs != 1 || !s) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    name = xmlXPathPopString(ctxt);
    if (s->run->tree != xml_tree(s->run->doc))
        set = elements_of_copy(s->run->tree, name);
    else
        set = xmlXPathNodeSetMerge(NULL,
                                   (xmlNodeSetPtr)xml_elements(s->run->doc, (const char *)name));
    valuePush(ctxt, xmlXPathWrapNodeSet(set ? set : xmlXPathNodeSetCreate(NULL)));
    xmlFree(name);
}

void xslt_functions_register(xsltTransformContextPtr ctxt)
{
    xsltRegisterExtModule(FUNCTIONS_NAMESPACE, state_open, state_close);
    xsltRegisterExtFunction(ctxt, (const xmlChar *)"typo", FUNCTIONS_NAMESPACE, functions_typo);
    xsltRegisterExtFunction(ctxt, (const xmlChar *)"node", FUNCTIONS_NAMESPACE, fn_node);
    xsltRegisterExtFunction(ctxt, (const xmlChar *)"all", FUNCTIONS_NAMESPACE, fn_all);
    xsltRegisterExtFunction(ctxt, (const xmlChar *)"above", FUNCTIONS_NAMESPACE, fn_above);
    for (size_t t = 0; t < COUNT(tables); t++)
        for (const string_function *f = tables[t]; f->name; f++)
            xsltRegisterExtFunction(ctxt, (const xmlChar *)f->name, FUNCTIONS_NAMESPACE,
                                    call_function);
}
