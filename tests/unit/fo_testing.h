/* fo_testing.h - what the tests of fo/ share: a document from text, a line of its dump. */
#ifndef SVOD_TESTS_FO_TESTING_H
#define SVOD_TESTS_FO_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "fo/fo.h"

#define NAMESPACES "xmlns:fo='" FO_NAMESPACE "' xmlns:svod='" SVOD_NAMESPACE "'"
#define MASTERS                                                                                    \
    "<fo:layout-master-set><fo:simple-page-master master-name='p'><fo:region-body/>"               \
    "</fo:simple-page-master></fo:layout-master-set>"
#define FLOW(content)                                                                              \
    "<fo:root " NAMESPACES ">" MASTERS "<fo:page-sequence master-reference='p'>"                   \
    "<fo:flow flow-name='xsl-region-body'>" content "</fo:flow></fo:page-sequence></fo:root>"

typedef struct {
    arena *a;
    diag *dg;
    xmlDocPtr doc;
    fo_tree *tree;
} fixture;

static inline fixture build_with(const char *xml, const fo_source *source)
{
    fixture f = {arena_new(), diag_new(), NULL, NULL};

    f.doc = xmlReadMemory(xml, (int)strlen(xml), "t.fo", NULL, XML_PARSE_NOERROR);
    if (!f.doc)
        fail_msg("not XML: %s", xml);
    f.tree = fo_build(f.a, f.doc, source, f.dg);
    return f;
}

static inline fixture build_text(const char *xml)
{
    const fo_source source = {.file = "t.fo"};

    return build_with(xml, &source);
}

static inline void drop(fixture *f)
{
    xmlFreeDoc(f->doc);
    diag_free(f->dg);
    arena_free(f->a);
}

static inline const fo_node *find_id(const fo_node *n, const char *id)
{
    const char *own = fo_string(n, PR_ID);
    const fo_node *found = NULL;

    if (own && strcmp(own, id) == 0)
        return n;
    for (n = fo_child(n); n && !found; n = fo_next(n))
        found = find_id(n, id);
    return found;
}

/* The values of the object `id` as fo_dump writes them: what stands behind the id on its line. */
static inline char *dumped(const fixture *f, const char *id)
{
    char *text = NULL, *line, key[64], *result;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!f->tree)
        fail_msg("no tree: %s", diag_count(f->dg) ? diag_words(f->dg, 0) : "");
    fo_dump(f->tree, out);
    fclose(out);
    snprintf(key, sizeof key, " id=%s", id);
    line = strstr(text, key);
    if (!line)
        fail_msg("no object %s in:\n%s", id, text);
    line += strlen(key);
    line[strcspn(line, "\n")] = '\0';
    result = arena_strdup(f->a, *line ? line + 1 : "");
    free(text);
    return result;
}

#endif
