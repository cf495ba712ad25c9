/* xslt_int.h - what the files of xslt/ share: one run of a stylesheet. */
#ifndef SVOD_XSLT_XSLT_INT_H
#define SVOD_XSLT_XSLT_INT_H

#include <libxslt/xsltInternals.h>

#include "base/arena.h"
#include "xslt/xslt.h"

#define FUNCTIONS_NAMESPACE ((const xmlChar *)"urn:svod:functions")
#define AT_NAMESPACE        ((const xmlChar *)"urn:svod:fo")
#define FO_NAMESPACE_URI    ((const xmlChar *)"http://www.w3.org/1999/XSL/Format")
#define ORIGIN_TARGET       ((const xmlChar *)"svod-at") /* SVOD_ORIGIN in fo.h */

/* Hangs at ctxt->_private while a stylesheet runs. `doc` is the author's document; the nodes a
 * function meets may be those of a copy of its tree, or of another file, but xml_index of a copied
 * node is that of its original. */
typedef struct {
    const xml_doc *doc;
    xmlDocPtr tree;     /* what is transformed: doc's tree or a copy */
    const char *folder; /* the edition's: nothing outside of it is read */
    const xslt_param *params;
    diag *dg;
    arena *mem;          /* lives as long as the run */
    xmlHashTablePtr ids; /* generate-id() of nodes that are not the author's */
    bool failed;
} xslt_run;

static inline xslt_run *xslt_run_of(xsltTransformContextPtr ctxt)
{
    return ctxt->_private;
}

/* trouble.c: gathers libxslt's complaints about one stylesheet, compiling or running. */
typedef struct {
    diag *dg;
    src_pos pos;      /* of the complaint being made */
    char element[64]; /* it is about */
    char xpath[256];  /* expression that was refused, until its place is known */
    message_id xpath_message;
    uint32_t told;  /* line last reported */
    bool has_place; /* the next text is an error's sentence */
    bool failed;
    xsltTransformContextPtr ctxt; /* while running */
} trouble;

void trouble_begin(trouble *t, diag *dg, const char *file);
void trouble_on_text(void *self, const char *format, ...); /* xmlGenericErrorFunc */
void trouble_listen(trouble *t);                           /* from now on, until trouble_silence */
bool trouble_end(trouble *t);                              /* true: there was no error */
/* Where in the stylesheet the instruction being carried out stands. */
src_pos xslt_inst_pos(xsltTransformContextPtr ctxt, diag *dg);
void trouble_silence(void); /* libxml2's and libxslt's reports go to nobody again */

/* stylesheet.c: compile a tree made in memory, which is taken; `folder` may be read from. */
stylesheet *stylesheet_compile(xmlDocPtr module, const char *path, const char *folder, diag *dg);

/* functions.c: register the functions of "urn:svod:functions" (xsltRegisterExtFunction) for one
 * run. f:at and generate-id are registered by at.c. */
void xslt_functions_register(xsltTransformContextPtr ctxt);

/* at.c: f:at() and a generate-id() that does not depend on addresses. */
void xslt_at_register(xsltTransformContextPtr ctxt);
/* Give every formatting object that the stylesheet module makes a svod:at attribute, and every text
 * its origin. */
void xslt_at_inject(xmlDocPtr module);
/* The index of `node` if it is the author's, 0 otherwise. */
uint32_t xslt_author_index(const xslt_run *run, const xmlNode *node);
/* Is it the instruction xsl:`name`? NULL: any. */
bool xslt_is_instruction(const xmlNode *node, const char *name);

/* origin.c: the author's node behind every text. `functions` is declared at the module's root. */
void xslt_origin_register(xsltTransformContextPtr ctxt);
void xslt_origin_inject(xmlNodePtr root, xmlNsPtr functions);

#endif
