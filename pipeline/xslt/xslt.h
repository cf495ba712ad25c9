/* xslt.h - editions: stylesheets and rules in XSLT 1.0 + EXSLT, and the functions they may call.
 *
 * Extension functions are in the namespace "urn:svod:functions" (prefix f). docs/stylesheets.md
 * lists them. */
#ifndef SVOD_XSLT_XSLT_H
#define SVOD_XSLT_XSLT_H

#include "base/arena.h"
#include "xml/xml.h"

typedef struct stylesheet stylesheet;

/* Compile; every literal element of the FO namespace gets svod:at="{f:at()}" (design.md,
 * Positions). */
stylesheet *stylesheet_load(const char *path, diag *dg);
void stylesheet_free(stylesheet *s);

typedef struct {
    const char *name, *value; /* string parameters; the list ends with {NULL} */
    /* Instead of a value: made when the stylesheet asks f:late(name), in `a`. */
    const char *(*make)(arena *a, const xml_doc *doc);
} xslt_param;

/* Apply to the author's document; the result belongs to the caller (xmlFreeDoc). NULL: reason in
 * `dg`. */
xmlDocPtr stylesheet_apply(stylesheet *s, const xml_doc *doc, const xslt_param *params, diag *dg);

/* Take the instructions out that say which text is of which node of the author (origin.c). */
void xslt_origin_remove(xmlDocPtr result);

/* Business rules: <edition>/rules/NAME.sch (ISO Schematron), compiled to XSLT by the edition's own
 * compiler stylesheet. Each file is loaded when the first document comes that it concerns. */
typedef struct rule_set rule_set;
rule_set *rules_load(const char *edition_dir);
void rules_free(rule_set *r);
/* Findings go to `dg` with code, severity and both texts, at the node they are about. */
bool rules_check(rule_set *r, const xml_doc *doc, diag *dg);

#endif
