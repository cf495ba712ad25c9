/* rule_source.h - from the rules of an edition, ISO Schematron, to stylesheets.
 *
 * compile.xsl, which belongs to the edition, turns <edition>/rules/NAME.sch into a stylesheet. The
 * build does that beforehand (tools/compile-rules.c) and leaves NAME.xsl in build/rules/<edition>;
 * it is used if it was made of the very same .sch and compile.xsl, otherwise the same is done at
 * run time. */
#ifndef SVOD_XSLT_RULE_SOURCE_H
#define SVOD_XSLT_RULE_SOURCE_H

#include <dirent.h>

#include "base/output.h"
#include "xslt/xslt_int.h"

typedef struct rule_source rule_source;

/* The .sch files of the edition in the order of their names; as scandir gives them. */
int rule_source_list(const char *edition_dir, struct dirent ***files);

rule_source *rule_source_open(arena *a, const char *edition_dir);
void rule_source_close(rule_source *s);

/* Names of elements, with blanks between: only documents that have one of them concern
 * rules/`name`. NULL: all do, or it is not known because nothing is prepared. */
const char *rule_source_wants(rule_source *s, const char *name);

/* The stylesheet of rules/`name`; NULL: the reason is in `dg`. */
stylesheet *rule_source_load(rule_source *s, const char *name, diag *dg);

/* Compile rules/`name` and write what rule_source_load will find prepared. */
bool rule_source_prepare(rule_source *s, const char *name, output *out, diag *dg);

#endif
