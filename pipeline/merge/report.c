/* report.c - the consolidated report: an ordinary document that is checked and rendered like any
 * other. Every number in it is computed from the values of the submissions (values.c); districts
 * stand in the order of the alphabet. */
#include "merge/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"

/* ---- pieces ---- */

void report_text(writing *w, const char *s)
{
    strbuf_add_xml(w->xml, s);
}

void report_put(writing *w, const char *s)
{
    strbuf_adds(w->xml, s);
}

void report_element(writing *w, const char *name, const char *words)
{
    strbuf_printf(w->xml, "<%s>", name);
    report_text(w, words);
    strbuf_printf(w->xml, "</%s>", name);
}

void report_children(writing *w, xmlNodePtr n, const char *name)
{
    for (xmlNodePtr k = node_child(n, name); k; k = node_next(k, name)) {
        report_put(w, node_copy(w->m->mem, k));
        report_put(w, "\n");
    }
}

/* ---- order ---- */

typedef struct {
    const char *key;
    merge_district *district;
} ranked;

/* Of one name in the order of the plan. */
static int by_key(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    const int order = strcmp(a->key, b->key);

    return order ? order : a->district < b->district ? -1 : a->district > b->district;
}

static void rank_districts(writing *w)
{
    merge *m = w->m;
    ranked *all = ARENA_ARRAY(m->mem, ranked, m->district_count);

    for (size_t i = 0; i < m->district_count; i++)
        all[i] = (ranked){collate_key(m->rules.order, m->mem, m->districts[i].short_name),
                          &m->districts[i]};
    qsort(all, m->district_count, sizeof *all, by_key);
    w->order = ARENA_ARRAY(m->mem, const merge_district *, m->district_count);
    w->cell = ARENA_ARRAY(m->mem, const entry *, m->district_count);
    for (size_t i = 0; i < m->district_count; i++) {
        w->order[i] = all[i].district;
        if (all[i].district->from)
            all[i].district->from->rank = i;
    }
}

/* ---- the document ---- */

static void write_metadata(writing *w, const merge_heading *h)
{
    merge *m = w->m;
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(m->plan)), meta = node_child(root, "metadata");
    const char *date = h->date ? h->date : *m->latest ? m->latest : m->to;

    report_put(w, "<metadata>\n<title>");
    if (h->title) {
        report_text(w, h->title);
    } else {
        report_put(w, "Сводный отчёт по документу<br/>«");
        report_text(w, node_words(m->mem, node_child(meta, "title")));
        report_put(w, "»");
    }
    report_put(w, "</title>\n");
    report_element(w, "docDate", date);
    report_put(w, "\n</metadata>\n");
}

/* Who asked for the reports, and who sent them in. */
static void write_organisations(writing *w)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(w->m->plan));

    for (xmlNodePtr n = node_child(root, "organisation"); n; n = node_next(n, "organisation")) {
        strbuf_printf(w->xml, "<organisation id=\"%s\"", node_attribute(w->m->mem, n, "id"));
        for (xmlAttrPtr p = n->properties; p; p = p->next)
            if (strcmp((const char *)p->name, "id") != 0)
                strbuf_printf(w->xml, " %s=\"%s\"", (const char *)p->name,
                              node_attribute(w->m->mem, n, (const char *)p->name));
        report_put(w, ">");
        report_put(w, node_content(w->m->mem, n));
        report_put(w, "</organisation>\n");
    }
}

static void write_glossary(writing *w)
{
    size_t count;
    const abbreviation_use **all = merge_explanations(w->m, w->m->mem, &count);

    if (!count)
        return;
    report_put(w, "<glossary>\n<title>Список сокращений</title>\n");
    for (size_t i = 0; i < count; i++) {
        report_put(w, "<entry>");
        report_element(w, "abbr", all[i]->written);
        report_element(w, "expansion", all[i]->expansion);
        report_put(w, "</entry>\n");
    }
    report_put(w, "</glossary>\n");
}

/* Who signed the plan signs the report: a place for the hand, without date and seal. */
static void write_signoffs(writing *w)
{
    arena *a = w->m->mem;
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(w->m->plan));

    for (xmlNodePtr n = node_child(root, "signoff"); n; n = node_next(n, "signoff")) {
        const char *role = node_attribute(a, n, "role"), *rank = node_attribute(a, n, "rank");
        if (*role && strcmp(role, "signed") != 0)
            continue;
        report_put(w, "<signoff");
        if (*rank)
            strbuf_printf(w->xml, " rank=\"%s\"", rank);
        report_put(w, ">\n");
        report_children(w, n, "position");
        report_children(w, n, "person");
        report_put(w, "</signoff>\n");
    }
}

/* The head of what report_measures.c writes for each value. */
static const char *const source_names[] = {"measure", "column",    "district", "value", "file",
                                           "line",    "character", "sha256",   "state"};

void merge_write(merge *m, const merge_heading *heading, strbuf *xml, strbuf *provenance)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(m->plan));
    writing w = {.m = m, .xml = xml, .provenance = provenance};

    rank_districts(&w);
    report_choose(&w);
    csv_begin(provenance, source_names, COUNT(source_names));
    strbuf_printf(xml,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document xmlns=\"%s\" "
                  "id=\"svod-%s\" kind=\"summary\" lang=\"ru\" edition=\"%s\">\n",
                  (const char *)root->ns->href, node_attribute(m->mem, root, "id"),
                  node_attribute(m->mem, root, "edition"));
    write_metadata(&w, heading);
    strbuf_printf(xml, "<period from=\"%s\" to=\"%s\"/>\n", m->from, m->to);
    write_organisations(&w);
    report_put(&w, "<body>\n");
    report_coverage(&w);
    report_districts(&w);
    report_amounts(&w);
    report_measures(&w);
    report_sources(&w);
    write_glossary(&w);
    report_put(&w, "</body>\n");
    write_signoffs(&w);
    report_appendix(&w);
    report_put(&w, "</document>\n");
}
