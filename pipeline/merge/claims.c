/* claims.c - what the text of a submission claims, against the values that were taken from its
 * table: that all is done, and numbers of the whole (count/@of). */
#include <string.h>

#include "merge/merge_int.h"
#include "text/claim.h"

static bool in_table(const xmlNode *n)
{
    while (n && !node_is(n, "measure"))
        n = n->parent;
    return n != NULL;
}

/* ---- «all measures are done» ---- */

static void check_paragraph(reading *r, xmlNodePtr p)
{
    arena *a = arena_new();
    const char *names;
    size_t count;

    if (claims_all(r->m->rules.terms, node_words(a, p))) {
        names = reading_names(r, r->done, &count);
        if (count)
            diag_report(r->m->dg, reading_place(r, xml_node_pos(r->doc, p)), MSG_MERGE_NOT_ALL,
                        diag_number(r->m->dg, (long)count), names);
    }
    arena_free(a);
}

/* ---- numbers ---- */

/* The number that the report makes of what the count speaks of; false: of nothing that is
 * merged. */
static bool taken(const reading *r, xmlNodePtr count, number *value)
{
    const char *key = node_attribute(r->m->mem, count, "column");
    size_t i = 0;

    if (!*key && !*node_attribute(r->m->mem, count, "having")) {
        *value = (number){(int64_t)r->own->measures, 0};
        return true;
    }
    while (i < r->m->column_count && strcmp(r->m->columns[i].key, key) != 0)
        i++;
    if (i == r->m->column_count || r->m->columns[i].op != OPERATOR_SUM)
        return false;
    *value = r->district->sums[i];
    return true;
}

static void check_count(reading *r, xmlNodePtr n)
{
    arena *a = r->m->mem;
    const char *said = node_attribute(a, n, "n");
    number claimed, value;

    if (number_parse(said, strlen(said), &claimed) && taken(r, n, &value) &&
        number_compare(claimed, value) != 0)
        diag_report(r->m->dg, reading_place(r, xml_node_pos(r->doc, n)), MSG_MERGE_CLAIM,
                    number_format(a, claimed), number_format(a, value));
}

/* Of the only table of measures: sums of several are not those of one. */
static void check_counts(reading *r)
{
    const xmlNodeSet *plans = xml_elements(r->doc, "plan"), *counts = xml_elements(r->doc, "count");
    const char *id =
        plans && plans->nodeNr == 1 ? node_attribute(r->m->mem, plans->nodeTab[0], "id") : "";

    for (int i = 0; *id && counts && i < counts->nodeNr; i++) {
        xmlNodePtr n = counts->nodeTab[i];
        if (!strcmp(node_attribute(r->m->mem, n, "of"), id) && !in_table(n))
            check_count(r, n);
    }
}

void reading_check_claims(reading *r)
{
    const xmlNodeSet *texts = xml_elements(r->doc, "p");

    for (int i = 0; texts && i < texts->nodeNr; i++)
        if (!in_table(texts->nodeTab[i]))
            check_paragraph(r, texts->nodeTab[i]);
    check_counts(r);
}
