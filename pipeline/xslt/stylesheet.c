/* stylesheet.c - compile a stylesheet of an edition, apply it to a document.
 *
 * A stylesheet stands in <edition>/<folder>/NAME.xsl and may read files of editions only, may
 * write nothing and knows no network: all its modules and document() calls come through the loader
 * here, which also puts svod:at into each module (at.c). A run is bounded in depth and in
 * XPath operations, so that a stylesheet that does not end is stopped with a message. Extensions
 * are those of EXSLT that depend on nothing but their arguments: no clock, no randomness. */
#include "xslt/xslt_int.h"

#include <libgen.h>

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/xpathInternals.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>

#include "base/output.h"
#include "base/paths.h"

enum { MODULE_LIMIT = 8 << 20, MAX_DEPTH = 600, MAX_VARIABLES = 100000 };
static const unsigned long OPERATION_LIMIT = 2000000000ul; /* some 20 seconds */

struct stylesheet {
    arena *mem;
    const char *path, *folder;
    xsltStylesheetPtr xslt;
    bool strips; /* it removes white space from its source */
};

/* Hangs at the principal stylesheet's _private while it is compiled. */
typedef struct {
    const char *folder;
    trouble *trouble;
} compiling;

/* ---- reading ---- */

/* Blank text means nothing in a stylesheet but in xsl:text, where it stands alone and is kept. */
enum {
    OF_DATA = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOENT,
    OF_STYLESHEET = OF_DATA | XML_PARSE_NOBLANKS
};

/* An edition shares with others what has not changed: their folders stand beside its own. */
static bool is_of_editions(const char *path, const char *folder)
{
    char beside[4096];

    return snprintf(beside, sizeof beside, "%s/..", folder) < (int)sizeof beside &&
           path_is_within(path, beside);
}

/* A file of the edition as a tree, or NULL. Nothing in it may ask for more files. libxslt reports a
 * failure, with the place of the reference. */
static xmlDocPtr read_module(const char *path, const char *folder, xmlDictPtr dict, int options)
{
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    xmlDocPtr doc = NULL;
    char *data = NULL;
    size_t size;

    if (ctxt && is_of_editions(path, folder) && input_try(path, MODULE_LIMIT, &data, &size)) {
        if (dict) {
            xmlDictFree(ctxt->dict);
            ctxt->dict = dict;
            xmlDictReference(dict);
        }
        if (options == OF_STYLESHEET)
            ctxt->sax->comment = NULL;
        doc = xmlCtxtReadMemory(ctxt, data, (int)size, path, NULL, options);
    }
    if (doc && doc->intSubset) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(ctxt);
    mem_free(data);
    return doc;
}

static const compiling *compiling_of(xsltStylesheetPtr s)
{
    while (s->parent)
        s = s->parent;
    return s->_private;
}

/* For document(): libxslt would go on with nothing where a file cannot be read. */
static xmlDocPtr load_document(const char *path, xmlDictPtr dict, xsltTransformContextPtr ctxt)
{
    xslt_run *run = xslt_run_of(ctxt);
    xmlDocPtr doc = run ? read_module(path, run->folder, dict, OF_DATA) : NULL;

    if (run && !doc) {
        run->failed = true;
        diag_report(run->dg, xslt_inst_pos(ctxt, run->dg), MSG_SHEET_NO_FILE, path);
    }
    return doc;
}

static xmlDocPtr load_module(const xmlChar *uri, xmlDictPtr dict, int options, void *ctxt,
                             xsltLoadType type)
{
    const char *path = (const char *)uri;
    xmlDocPtr doc;

    (void)options;
    if (type == XSLT_LOAD_DOCUMENT)
        return load_document(path, dict, ctxt);
    if (type != XSLT_LOAD_STYLESHEET || !compiling_of(ctxt))
        return NULL;
    doc = read_module(path, compiling_of(ctxt)->folder, dict, OF_STYLESHEET);
    if (doc)
        xslt_at_inject(doc);
    return doc;
}

/* libxslt keeps these for the process; setting them again changes nothing. */
static void init_once(void)
{
    xsltInit();
    xsltSetLoaderFunc(load_module);
    exsltCommonRegister();
    exsltMathRegister();
    exsltSetsRegister();
    exsltStrRegister();
    exsltFuncRegister();
}

/* Two folders up: <edition>/fo/main.xsl belongs to <edition>. */
static const char *edition_folder(arena *mem, const char *path)
{
    const char *folder = dirname(arena_strdup(mem, path));
    return arena_printf(mem, "%s/..", folder);
}

/* ---- compiling ---- */

static bool strips_space(const xsltStylesheet *s)
{
    for (; s; s = s->next)
        if (s->stripSpaces || s->stripAll || strips_space(s->imports))
            return true;
    return false;
}

/* Compile `module`, which the stylesheet takes; NULL on failure, then `module` is freed. */
static xsltStylesheetPtr compile(xmlDocPtr module, const compiling *c)
{
    xsltStylesheetPtr s = xsltNewStylesheet();

    trouble_listen(c->trouble);
    s->_private = (void *)c;
    if (xsltParseStylesheetUser(s, module) != 0 || s->errors) {
        if (!c->trouble->failed)
            diag_report(c->trouble->dg, c->trouble->pos, MSG_SHEET_BAD, "xsl:stylesheet");
        if (s->doc != module)
            xmlFreeDoc(module);
        xsltFreeStylesheet(s);
        s = NULL;
    } else {
        s->_private = NULL;
    }
    trouble_silence();
    return s;
}

stylesheet *stylesheet_compile(xmlDocPtr module, const char *path, const char *folder, diag *dg)
{
    stylesheet *s = mem_alloc(sizeof *s);
    trouble t;
    compiling c = {folder, &t};

    init_once();
    s->mem = arena_new();
    s->path = arena_strdup(s->mem, path);
    s->folder = arena_strdup(s->mem, folder);
    trouble_begin(&t, dg, path);
    xslt_at_inject(module);
    s->xslt = compile(module, &c);
    if (!s->xslt || !trouble_end(&t)) {
        stylesheet_free(s);
        return NULL;
    }
    s->strips = strips_space(s->xslt);
    return s;
}

stylesheet *stylesheet_load(const char *path, diag *dg)
{
    arena *mem = arena_new();
    const char *folder = edition_folder(mem, path);
    xmlDocPtr module = read_module(path, folder, NULL, OF_STYLESHEET);
    stylesheet *s = NULL;

    if (!module)
        diag_report(dg, ((src_pos){path, 0, 0}), MSG_SHEET_NO_FILE, path);
    else
        s = stylesheet_compile(module, path, folder, dg);
    arena_free(mem);
    return s;
}

void stylesheet_free(stylesheet *s)
{
    if (!s)
        return;
    xsltFreeStylesheet(s->xslt);
    arena_free(s->mem);
    mem_free(s);
}

/* ---- applying ---- */

/* A copy whose nodes have the numbers of their originals. */
static xmlDocPtr copy_numbered(const xml_doc *doc)
{
    xmlDocPtr copy = xmlCopyDoc(xml_tree(doc), 1);
    xmlNodePtr from = xmlDocGetRootElement(xml_tree(doc));

    for (xmlNodePtr to = xmlDocGetRootElement(copy); to && from;
         to = xml_following(to), from = xml_following(from)) {
        to->_private = from->_private;
        if (to->type != XML_ELEMENT_NODE)
            continue;
        for (xmlAttrPtr a = to->properties, b = from->properties; a && b; a = a->next, b = b->next)
            a->_private = b->_private;
    }
    return copy;
}

/* String parameters as libxslt takes them: name, value, …, NULL, by direct value. */
static bool set_params(xsltTransformContextPtr ctxt, const xslt_param *params)
{
    for (; params && params->name; params++)
        if (params->value && xsltQuoteOneUserParam(ctxt, (const xmlChar *)params->name,
                                                   (const xmlChar *)params->value) < 0)
            return false;
    return true;
}

static xsltSecurityPrefsPtr forbid_all_but_reading(xsltTransformContextPtr ctxt)
{
    xsltSecurityPrefsPtr sec = xsltNewSecurityPrefs();

    xsltSetSecurityPrefs(sec, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
    xsltSetSecurityPrefs(sec, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
    xsltSetSecurityPrefs(sec, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
    xsltSetSecurityPrefs(sec, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
    xsltSetCtxtSecurityPrefs(sec, ctxt);
    return sec;
}

static xmlDocPtr transform(stylesheet *s, xslt_run *run, const xslt_param *params, trouble *t)
{
    xsltTransformContextPtr ctxt = xsltNewTransformContext(s->xslt, run->tree);
    xsltSecurityPrefsPtr sec;
    xmlDocPtr result = NULL;

    if (!ctxt)
        return NULL;
    sec = forbid_all_but_reading(ctxt);
    ctxt->_private = run;
    ctxt->maxTemplateDepth = MAX_DEPTH;
    ctxt->maxTemplateVars = MAX_VARIABLES;
    ctxt->opLimit = OPERATION_LIMIT;
    t->ctxt = ctxt;
    xsltSetTransformErrorFunc(ctxt, t, trouble_on_text);
    xslt_at_register(ctxt);
    xslt_functions_register(ctxt);
    if (set_params(ctxt, params))
        result = xsltApplyStylesheetUser(s->xslt, run->tree, NULL, NULL, NULL, ctxt);
    if (ctxt->state != XSLT_STATE_OK && result) {
        xmlFreeDoc(result);
        result = NULL;
    }
    xsltFreeTransformContext(ctxt);
    xsltFreeSecurityPrefs(sec);
    return result;
}

xmlDocPtr stylesheet_apply(stylesheet *s, const xml_doc *doc, const xslt_param *params, diag *dg)
{
    xslt_run run = {
        .doc = doc, .folder = s->folder, .params = params, .dg = dg, .mem = arena_new()};
    xmlDocPtr result;
    trouble t;

    run.tree = s->strips ? copy_numbered(doc) : xml_tree(doc);
    trouble_begin(&t, dg, s->path);
    trouble_listen(&t);
    result = transform(s, &run, params, &t);
    trouble_silence();
    if ((!trouble_end(&t) || run.failed) && result) {
        xmlFreeDoc(result);
        result = NULL;
    }
    if (!result && !t.failed && !run.failed)
        diag_report(dg, t.pos, MSG_SHEET_NO_RESULT);
    if (run.tree != xml_tree(doc))
        xmlFreeDoc(run.tree);
    xmlHashFree(run.ids, NULL);
    arena_free(run.mem);
    return result;
}
