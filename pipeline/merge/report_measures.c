/* report_measures.c - what districts report of each measure: cells of the plan's table, the
 * appendix of what is said at length, and where each figure comes from. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "merge/report.h"

/* ---- provenance ---- */

static void note_entry(writing *w, const merge_measure *measure, const merge_column *column,
                       const entry *e)
{
    arena *a = w->m->mem;
    const char *const fields[] = {measure->id,
                                  column->key,
                                  e->from->district,
                                  e->has_number ? number_plain(a, e->value) : e->plain,
                                  e->from->path,
                                  arena_printf(a, "%u", e->pos.line),
                                  arena_printf(a, "%u", e->pos.column),
                                  e->from->digest,
                                  e->from->state};

    for (size_t i = 0; i < COUNT(fields); i++)
        csv_field(w->provenance, fields[i], i + 1 == COUNT(fields));
}

/* ---- cells ---- */

/* The entries of a cell, by district; how many. */
static size_t sort_entries(writing *w, const merge_measure *measure, size_t column)
{
    size_t count = 0;

    memset(w->cell, 0, w->m->district_count * sizeof(const entry *));
    for (const entry *e = measure->first[column]; e; e = e->next, count++)
        w->cell[e->from->rank] = e;
    return count;
}

/* The same, and where each comes from is noted. */
static size_t gather(writing *w, const merge_measure *measure, size_t column)
{
    const size_t count = sort_entries(w, measure, column);

    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->cell[i])
            note_entry(w, measure, &w->m->columns[column], w->cell[i]);
    return count;
}

static void write_number(writing *w, const merge_measure *measure, size_t column)
{
    number found;

    if (!report_value(measure, w->m->columns, column, &found)) {
        report_put(w, "<p>–</p>");
        return;
    }
    report_put(w, "<p>");
    report_text(w, number_format(w->m->mem, found));
    report_put(w, w->m->columns[column].op == OPERATOR_SHARE ? " %</p>" : "</p>");
}

/* Does the paragraph that begins here go on behind a run-in heading of its own? */
static bool opens_paragraph(const char *words)
{
    return !strncmp(words, "<p>", 3) && strncmp(words + 3, "<runIn>", 7) != 0;
}

/* The district's name begins its first paragraph; other blocks follow below the name. */
static void write_entry(writing *w, const entry *e)
{
    const char *words = e->words + strspn(e->words, " \t\r\n");
    const bool runs_on = opens_paragraph(words);

    report_put(w, "<p><runIn>");
    report_text(w, e->from->district);
    report_put(w, runs_on ? ":</runIn> " : ":</runIn></p>");
    report_put(w, runs_on ? words + 3 : words);
    report_put(w, "\n");
}

static void write_list(writing *w)
{
    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->cell[i])
            write_entry(w, w->cell[i]);
}

static size_t count_names(const writing *w)
{
    size_t count = 0;

    for (size_t i = 0; i < w->m->district_count; i++)
        for (size_t k = 0; w->cell[i] && w->cell[i]->names[k]; k++)
            count++;
    return count;
}

typedef struct {
    const char *key, *name;
} keyed;

/* Names that differ in quotes only have one key, and still are two: equal ones must come
 * together. */
static int by_name_key(const void *x, const void *y)
{
    const keyed *a = x, *b = y;
    const int order = strcmp(a->key, b->key);

    return order ? order : strcmp(a->name, b->name);
}

static void write_union(writing *w)
{
    arena *a = arena_new();
    keyed *all = ARENA_ARRAY(a, keyed, count_names(w) + 1);
    size_t n = 0, written = 0;

    for (size_t i = 0; i < w->m->district_count; i++)
        for (size_t k = 0; w->cell[i] && w->cell[i]->names[k]; k++)
            all[n++] = (keyed){collate_key(w->m->rules.order, a, w->cell[i]->names[k]),
                               w->cell[i]->names[k]};
    if (n)
        qsort(all, n, sizeof *all, by_name_key);
    report_put(w, "<p>");
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(all[i].name, all[i - 1].name) != 0) {
            report_put(w, written++ ? "; " : "");
            report_text(w, all[i].name);
        }
    report_put(w, "</p>");
    arena_free(a);
}

/* The identifier of what districts say there, in the appendix. */
static const char *place_of(writing *w, const merge_measure *measure, size_t column)
{
    return arena_printf(w->m->mem, "svod-%s-%zu", measure->id, column);
}

static void write_cell(writing *w, const merge_measure *measure, size_t column)
{
    const merge_column *c = &w->m->columns[column];
    const bool result = !strcmp(c->key, "result");
    const size_t count = gather(w, measure, column);

    if (result && !count) {
        report_put(w, "<result state=\"dash\"/>\n");
        return;
    }
    if (result)
        report_put(w, "<result>");
    else
        strbuf_printf(w->xml, "<cell key=\"%s\">", c->key);
    if (operator_counts(c->op) || operator_divides(c->op))
        write_number(w, measure, column);
    else if (!count)
        report_put(w, "<p>–</p>");
    else if (c->op == OPERATOR_UNION)
        write_union(w);
    else if (c->op == OPERATOR_APPENDIX)
        strbuf_printf(w->xml, "<p>Отчётов: %zu (с. <ref to=\"%s\" show=\"page\"/>)</p>", count,
                      place_of(w, measure, column));
    else
        write_list(w);
    report_put(w, result ? "</result>\n" : "</cell>\n");
}

/* ---- the plan's rows ---- */

/* The plan's own words: a column that is not put together. */
static void copy_cells(writing *w, const merge_measure *measure, const char *key)
{
    if (!strcmp(key, "result"))
        report_children(w, measure->node, "result");
    for (xmlNodePtr n = node_child(measure->node, "cell"); n; n = node_next(n, "cell"))
        if (!strcmp(node_attribute(w->m->mem, n, "key"), key)) {
            report_put(w, node_copy(w->m->mem, n));
            report_put(w, "\n");
        }
}

/* Results stand before cells. */
static void write_cells(writing *w, const merge_measure *measure, bool results)
{
    for (size_t i = 0; i < w->m->column_count; i++) {
        const char *key = w->m->columns[i].key;
        if (!strcmp(key, "result") != results)
            continue;
        if (w->m->columns[i].op == OPERATOR_NONE)
            copy_cells(w, measure, key);
        else
            write_cell(w, measure, i);
    }
}

static void write_attribute(writing *w, xmlNodePtr n, const char *name)
{
    const char *value = node_attribute(w->m->mem, n, name);

    if (!*value)
        return;
    strbuf_printf(w->xml, " %s=\"", name);
    report_text(w, value);
    report_put(w, "\"");
}

static void write_measure(writing *w, const merge_measure *measure)
{
    strbuf_printf(w->xml, "<measure id=\"%s\"", measure->id);
    write_attribute(w, measure->node, "number");
    report_put(w, ">\n");
    report_children(w, measure->node, "name");
    report_children(w, measure->node, "deadline");
    report_children(w, measure->node, "responsible");
    write_cells(w, measure, true);
    write_cells(w, measure, false);
    report_children(w, measure->node, "note");
    report_put(w, "</measure>\n");
}

/* Measures stand in the order of the plan, and so do those of `m`. */
static void write_sections(writing *w)
{
    size_t next = 0;

    for (xmlNodePtr s = node_child(w->m->table, "section"); s; s = node_next(s, "section")) {
        report_put(w, node_start(w->m->mem, s));
        report_put(w, "\n");
        report_children(w, s, "title");
        for (xmlNodePtr n = node_child(s, "measure"); n; n = node_next(n, "measure"))
            write_measure(w, &w->m->measures[next++]);
        report_put(w, "</section>\n");
    }
}

/* What went to the appendix leaves its room to the others, names of many districts want it; NULL:
 * as in the plan. */
static const char *width_of(const merge *m, xmlNodePtr column)
{
    for (size_t i = 0; i < m->column_count; i++)
        if (m->columns[i].node == column)
            return m->columns[i].op == OPERATOR_APPENDIX ? "narrow"
                   : m->columns[i].op == OPERATOR_UNION &&
                           m->district_count > merge_threshold(m, "merge.lists")
                       ? "wide"
                       : NULL;
    return NULL;
}

static void write_columns(writing *w, xmlNodePtr n)
{
    for (n = n->children; n; n = n->next) {
        const char *width = width_of(w->m, n);
        if (n->type != XML_ELEMENT_NODE)
            continue;
        report_put(w, width ? node_start_with(w->m->mem, n, "width", width)
                            : node_start(w->m->mem, n));
        if (node_is(n, "group"))
            write_columns(w, n);
        else
            report_put(w, node_content(w->m->mem, n));
        strbuf_printf(w->xml, "</%s>\n", (const char *)n->name);
    }
}

void report_measures(writing *w)
{
    xmlNodePtr table = w->m->table;

    report_put(w, "<plan id=\"svod-measures\" caption=\"numbered\"");
    write_attribute(w, table, "numbering");
    write_attribute(w, table, "sectionNumbers");
    write_attribute(w, table, "numberDot");
    report_put(w, ">\n<title>Выполнение мероприятий</title>\n");
    report_put(w, "<columns>\n");
    write_columns(w, node_child(table, "columns"));
    report_put(w, "</columns>\n");
    write_sections(w);
    report_put(w, "</plan>\n");
}

/* ---- the appendix ---- */

static void write_column_words(writing *w, const merge_measure *measure, size_t column, bool named)
{
    if (!sort_entries(w, measure, column))
        return;
    strbuf_printf(w->xml, "<heading level=\"2\" id=\"%s\">", place_of(w, measure, column));
    report_text(w, measure->name);
    if (named) {
        report_put(w, ": ");
        report_put(w, w->m->columns[column].heading);
    }
    report_put(w, "</heading>\n");
    write_list(w);
}

void report_appendix(writing *w)
{
    const merge *m = w->m;
    size_t columns = 0, said = 0;

    for (size_t k = 0; k < m->column_count; k++) {
        columns += m->columns[k].op == OPERATOR_APPENDIX;
        for (size_t i = 0; m->columns[k].op == OPERATOR_APPENDIX && i < m->measure_count; i++)
            said += m->measures[i].first[k] != NULL;
    }
    if (!said)
        return;
    report_put(w, "<appendix id=\"svod-words\">\n<title>Результаты по муниципальным "
                  "образованиям</title>\n<narrative>\n");
    for (size_t i = 0; i < m->measure_count; i++)
        for (size_t k = 0; k < m->column_count; k++)
            if (m->columns[k].op == OPERATOR_APPENDIX)
                write_column_words(w, &m->measures[i], k, columns > 1);
    report_put(w, "</narrative>\n</appendix>\n");
}
