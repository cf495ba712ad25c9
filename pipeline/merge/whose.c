/* whose.c - whose submission it is: code of the territory, id and name of its issuer, which must
 * not speak of two districts. A name counts in every spelling that the plan gives (full, short,
 * alias), whatever its case, ё, spaces and quotes. */
#include <string.h>

#include "base/output.h"
#include "merge/merge_int.h"
#include "text/similar.h"

const char **merge_names(merge *m, xmlNodePtr organisation)
{
    const char **names = NULL;
    size_t count = 0, cap = 0;

    for (xmlNodePtr n = organisation->children; n; n = n->next) {
        const char *words = n->type == XML_ELEMENT_NODE ? node_words(m->mem, n) : "";
        names = arena_grow(m->mem, names, &cap, count + 2, sizeof *names);
        if (*words)
            names[count++] = text_normalise(m->mem, words, strlen(words));
    }
    names = arena_grow(m->mem, names, &cap, count + 1, sizeof *names);
    names[count] = NULL;
    return names;
}

static bool has_name(const merge_district *d, const char *normal)
{
    size_t i = 0;

    while (d->names[i] && strcmp(d->names[i], normal) != 0)
        i++;
    return d->names[i] != NULL;
}

/* ---- the issuer ---- */

typedef struct {
    const char *oktmo, *id, *name, *normal;
    src_pos pos;
} issuer;

static bool find_issuer(merge *m, const xml_doc *doc, issuer *found)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc)), n = node_child(root, "organisation");

    while (n && strcmp(node_attribute(m->mem, n, "role"), "issuer") != 0)
        n = node_next(n, "organisation");
    if (!n) {
        diag_report(m->dg, xml_node_pos(doc, root), MSG_MERGE_NO_ISSUER);
        return false;
    }
    *found = (issuer){.oktmo = node_attribute(m->mem, n, "oktmo"),
                      .id = node_attribute(m->mem, n, "id"),
                      .name = node_words(m->mem, node_child(n, "fullName")),
                      .pos = xml_node_pos(doc, n)};
    found->normal = text_normalise(m->mem, found->name, strlen(found->name));
    return true;
}

/* ---- the district ---- */

static bool is_coded(const merge_district *d, const issuer *who)
{
    if (*who->oktmo && *d->oktmo)
        return !strcmp(who->oktmo, d->oktmo);
    return !strcmp(who->id, d->id);
}

static merge_district *by_code(const merge *m, const issuer *who)
{
    for (size_t i = 0; i < m->district_count; i++)
        if (is_coded(&m->districts[i], who))
            return &m->districts[i];
    return NULL;
}

static merge_district *by_name(const merge *m, const issuer *who)
{
    for (size_t i = 0; i < m->district_count; i++)
        if (has_name(&m->districts[i], who->normal))
            return &m->districts[i];
    return NULL;
}

/* «Район», «округ»: words that other names have, too, tell nothing. */
static bool is_common(const merge *m, const merge_district *own, const char *word)
{
    for (size_t i = 0; i < m->district_count; i++)
        if (&m->districts[i] != own && text_same_name(m->mem, word, m->districts[i].name))
            return true;
    return false;
}

/* Have the names a word in common, in whatever case, that no other district has? */
static bool is_alike(const merge *m, const merge_district *d, const char *name)
{
    for (const char *s = d->names[0]; s && *s; s += strcspn(s, " "), s += *s == ' ') {
        const char *word = arena_strndup(m->mem, s, strcspn(s, " "));
        if (text_same_name(m->mem, word, name) && !is_common(m, d, word))
            return true;
    }
    return false;
}

/* A name that the plan does not give: a district may have been renamed, or the code copied from
 * another's report. */
static void check_name(const merge *m, const merge_district *d, const issuer *who)
{
    if (!is_alike(m, d, who->name))
        diag_report(m->dg, who->pos, MSG_MERGE_OTHER_DISTRICT, who->name, d->name);
}

/* Code and name are of two districts, or the code is of none: which of them is right, only the
 * author knows. */
static bool is_contradictory(const merge_district *coded, const merge_district *named,
                             const issuer *who)
{
    return named &&
           (coded ? coded != named && !has_name(coded, who->normal) : *who->oktmo && *named->oktmo);
}

static merge_district *find_whose(const merge *m, const issuer *who)
{
    merge_district *coded = by_code(m, who), *named = by_name(m, who);

    if (is_contradictory(coded, named, who)) {
        diag_report(m->dg, who->pos, MSG_MERGE_WHOSE, named->name,
                    *who->oktmo ? arena_printf(m->mem, "oktmo=\"%s\"", who->oktmo)
                                : arena_printf(m->mem, "id=\"%s\"", who->id));
        return NULL;
    }
    if (coded && !named)
        check_name(m, coded, who);
    if (!coded && !named)
        diag_report(m->dg, who->pos, MSG_MERGE_STRANGER, who->name);
    return coded ? coded : named;
}

/* ---- the whole ---- */

/* A row is compared with the whole period of the plan, so a report of another one is no part of
 * it. */
static bool same_period(merge *m, const xml_doc *doc)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc)), period = node_child(root, "period");
    const char *from = node_attribute(m->mem, period, "from"),
               *to = node_attribute(m->mem, period, "to");

    if (!strcmp(from, m->from) && !strcmp(to, m->to))
        return true;
    diag_report(m->dg, xml_node_pos(doc, period ? period : root), MSG_MERGE_PERIOD,
                *from ? from : "?", *to ? to : "?", m->from, m->to);
    return false;
}

merge_district *merge_find_district(merge *m, const xml_doc *doc, bool *again)
{
    issuer who;
    merge_district *d = find_issuer(m, doc, &who) ? find_whose(m, &who) : NULL;

    if (!d || !same_period(m, doc))
        return NULL;
    *again = d->from && output_replaces(d->from->path, xml_path(doc));
    if (d->from) {
        if (*again)
            return NULL;
        diag_report(m->dg, who.pos, MSG_MERGE_DISTRICT_TWICE, d->name, d->from->path);
        return NULL;
    }
    return d;
}
