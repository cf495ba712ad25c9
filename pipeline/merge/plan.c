/* plan.c - what a plan says about merging: its measures, how each column becomes one, who is to
 * submit. */
#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

#include "merge/merge_int.h"
#include "text/similar.h"

static const struct {
    const char *name;
    bool counts, divides;
} operators[] = {
    [OPERATOR_LIST] = {"list", false, false},  [OPERATOR_APPENDIX] = {"appendix", false, false},
    [OPERATOR_SUM] = {"sum", true, false},     [OPERATOR_MAX] = {"max", true, false},
    [OPERATOR_MIN] = {"min", true, false},     [OPERATOR_MEAN] = {"mean", false, true},
    [OPERATOR_SHARE] = {"share", false, true}, [OPERATOR_UNION] = {"union", false, false},
    [OPERATOR_NONE] = {"none", false, false},
};

bool operator_lists(merge_operator op)
{
    return op == OPERATOR_LIST || op == OPERATOR_APPENDIX;
}

bool operator_counts(merge_operator op)
{
    return operators[op].counts;
}

bool operator_divides(merge_operator op)
{
    return operators[op].divides;
}

static bool operator_find(const char *name, merge_operator *op)
{
    for (size_t i = 0; i < COUNT(operators); i++)
        if (!strcmp(operators[i].name, name)) {
            *op = (merge_operator)i;
            return true;
        }
    return false;
}

/* ---- columns ---- */

enum { USUAL_DECIMALS = 1 }; /* as the schema says of column/@decimals */

static const char *key_of(merge *m, xmlNodePtr column)
{
    const char *role = node_attribute(m->mem, column, "role");

    return !strcmp(role, "other")    ? node_attribute(m->mem, column, "key")
           : !strcmp(role, "result") ? "result"
           : !strcmp(role, "note")   ? "note"
                                     : "";
}

static void add_column(merge *m, xmlNodePtr node)
{
    const char *key = key_of(m, node), *named = node_attribute(m->mem, node, "merge"),
               *decimals = node_attribute(m->mem, node, "decimals");
    merge_column column = {
        .node = node, .key = key, .unit = "", .pos = xml_node_pos(m->plan, node)};

    if (!*key)
        return;
    column.heading = node_content(m->mem, node);
    column.title = node_words(m->mem, node);
    column.op = !strcmp(key, "note") ? OPERATOR_NONE : OPERATOR_LIST;
    if (*named)
        operator_find(named, &column.op);
    column.decimals = *decimals ? atoi(decimals) : USUAL_DECIMALS;
    m->columns =
        arena_grow(m->mem, m->columns, &m->column_cap, m->column_count + 1, sizeof *m->columns);
    m->columns[m->column_count++] = column;
}

/* Groups of columns may nest. */
static void read_columns(merge *m, xmlNodePtr n)
{
    for (n = n ? n->children : NULL; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (!strcmp((const char *)n->name, "column"))
            add_column(m, n);
        else
            read_columns(m, n);
    }
}

static size_t find_column(const merge *m, const char *key, size_t n)
{
    size_t i = 0;

    while (i < m->column_count && (strncmp(m->columns[i].key, key, n) != 0 || m->columns[i].key[n]))
        i++;
    return i;
}

/* column/@of: «keys of numerator and denominator», both with sums. */
static bool link_quotient(merge *m, merge_column *c, xmlNodePtr node)
{
    const char *of = node_attribute(m->mem, node, "of");
    const size_t n = strcspn(of, " ");
    const char *second = of + n + strspn(of + n, " ");

    c->part = find_column(m, of, n);
    c->whole = find_column(m, second, strlen(second));
    if (c->part < m->column_count && c->whole < m->column_count &&
        m->columns[c->part].op == OPERATOR_SUM && m->columns[c->whole].op == OPERATOR_SUM)
        return true;
    diag_report(m->dg, c->pos, MSG_MERGE_QUOTIENT, of);
    return false;
}

/* column/@atLeast: the key of another column, which can be counted as well. */
static bool link_least(merge *m, merge_column *c, xmlNodePtr node)
{
    const char *key = node_attribute(m->mem, node, "atLeast");

    c->least = *key ? find_column(m, key, strlen(key)) : m->column_count;
    if (!*key ||
        (operator_counts(c->op) && c->least < m->column_count && &m->columns[c->least] != c &&
         (operator_counts(m->columns[c->least].op) || m->columns[c->least].op == OPERATOR_UNION)))
        return true;
    diag_report(m->dg, c->pos, MSG_MERGE_LEAST_OF, key);
    return false;
}

/* What columns say about others. */
static bool link_columns(merge *m, xmlNodePtr n)
{
    bool ok = true;

    for (n = n ? n->children : NULL; n; n = n->next) {
        size_t i;
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)n->name, "column") != 0) {
            ok &= link_columns(m, n);
            continue;
        }
        i = find_column(m, key_of(m, n), strlen(key_of(m, n)));
        if (!*key_of(m, n) || i == m->column_count)
            continue;
        if (m->columns[i].op == OPERATOR_LIST && !*node_attribute(m->mem, n, "merge") &&
            m->district_count > merge_threshold(m, "merge.lists"))
            m->columns[i].op = OPERATOR_APPENDIX;
        ok &= link_least(m, &m->columns[i], n);
        if (operator_divides(m->columns[i].op))
            ok &= link_quotient(m, &m->columns[i], n);
    }
    return ok;
}

/* ---- measures ---- */

static void add_measure(merge *m, xmlNodePtr node)
{
    merge_measure measure = {.id = node_attribute(m->mem, node, "id"),
                             .name = node_words(m->mem, node_child(node, "name")),
                             .node = node,
                             .first = ARENA_ARRAY(m->mem, entry *, m->column_count + 1),
                             .last = ARENA_ARRAY(m->mem, entry *, m->column_count + 1)};
    const xmlChar *name;
    void *place;

    m->measures =
        arena_grow(m->mem, m->measures, &m->measure_cap, m->measure_count + 1, sizeof *m->measures);
    m->measures[m->measure_count++] = measure;
    place = (void *)(uintptr_t)m->measure_count; /* counted from 1 */
    xmlHashAddEntry(m->by_id, BAD_CAST measure.id, place);
    name = BAD_CAST text_normalise(m->mem, measure.name, strlen(measure.name));
    if (xmlHashAddEntry(m->by_name, name, place)) /* one of several says nothing */
        xmlHashUpdateEntry(m->by_name, name, (void *)UINTPTR_MAX, NULL);
}

static void read_measures(merge *m)
{
    for (xmlNodePtr s = node_child(m->table, "section"); s; s = node_next(s, "section"))
        for (xmlNodePtr n = node_child(s, "measure"); n; n = node_next(n, "measure"))
            add_measure(m, n);
}

/* The first plan of the body: appendices hold what goes with it. */
static xmlNodePtr find_table(const xml_doc *plan)
{
    const xmlNodeSet *all = xml_elements(plan, "plan");

    return all && all->nodeNr ? all->nodeTab[0] : NULL;
}

/* ---- districts ---- */

static void add_district(merge *m, xmlNodePtr n)
{
    const char *full = node_words(m->mem, node_child(n, "fullName")),
               *brief = node_words(m->mem, node_child(n, "shortName"));
    const merge_district d = {.id = node_attribute(m->mem, n, "id"),
                              .oktmo = node_attribute(m->mem, n, "oktmo"),
                              .name = full,
                              .short_name = *brief ? brief : full,
                              .names = merge_names(m, n),
                              .pos = xml_node_pos(m->plan, n),
                              .sums = ARENA_ARRAY(m->mem, number, m->column_count + 1),
                              .counted = ARENA_ARRAY(m->mem, bool, m->column_count + 1),
                              .too_large = ARENA_ARRAY(m->mem, bool, m->column_count + 1)};

    m->districts = arena_grow(m->mem, m->districts, &m->district_cap, m->district_count + 1,
                              sizeof *m->districts);
    m->districts[m->district_count++] = d;
}

static void read_districts(merge *m)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(m->plan));

    for (xmlNodePtr n = node_child(root, "organisation"); n; n = node_next(n, "organisation"))
        if (!strcmp(node_attribute(m->mem, n, "role"), "submitter"))
            add_district(m, n);
}

static void read_period(merge *m)
{
    xmlNodePtr period = node_child(xmlDocGetRootElement(xml_tree(m->plan)), "period");

    m->from = node_attribute(m->mem, period, "from");
    m->to = node_attribute(m->mem, period, "to");
}

/* ---- the whole ---- */

static bool is_plan(merge *m)
{
    const src_pos pos = xml_node_pos(m->plan, xmlDocGetRootElement(xml_tree(m->plan)));

    if (!m->table || !m->measure_count)
        diag_report(m->dg, pos, MSG_MERGE_NO_PLAN);
    else if (!m->district_count)
        diag_report(m->dg, pos, MSG_MERGE_NO_DISTRICTS);
    else if (!*m->from)
        diag_report(m->dg, pos, MSG_MERGE_NO_PERIOD);
    else
        return true;
    return false;
}

merge *merge_new(xml_doc *plan, const merge_rules *rules, diag *dg)
{
    merge *m = mem_alloc(sizeof *m);

    m->mem = arena_new();
    m->plan = plan;
    m->rules = *rules;
    m->dg = dg;
    m->latest = "";
    m->by_id = xmlHashCreate(0);
    m->by_name = xmlHashCreate(0);
    m->told = xmlHashCreate(0);
    m->used = xmlHashCreate(0);
    m->explained = xmlHashCreate(0);
    m->table = find_table(plan);
    if (m->table) {
        read_columns(m, node_child(m->table, "columns"));
        read_measures(m);
    }
    read_districts(m);
    read_period(m);
    if (is_plan(m) && link_columns(m, node_child(m->table, "columns"))) {
        merge_note_plan(m);
        return m;
    }
    merge_free(m);
    return NULL;
}

void merge_free(merge *m)
{
    if (!m)
        return;
    xmlHashFree(m->by_id, NULL);
    xmlHashFree(m->by_name, NULL);
    xmlHashFree(m->told, NULL);
    xmlHashFree(m->used, NULL);
    xmlHashFree(m->explained, NULL);
    arena_free(m->mem);
    mem_free(m);
}
