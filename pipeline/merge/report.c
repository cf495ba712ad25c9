/* report.c - the consolidated report: an ordinary document that is checked and rendered like any other. Every number in it is
 * computed here from the values of the submissions; districts stand in the order of the alphabet. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "merge/merge_int.h"

typedef struct {
    merge *m;
    const merge_district **order; /* all, by the alphabet */
    const entry **cell;           /* of the cell that is written, by rank of the district */
    strbuf *xml, *provenance;
} writing;

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

/* ---- pieces ---- */

static void text(writing *w, const char *s)
{
    strbuf_add_xml(w->xml, s);
}

static void raw(writing *w, const char *s)
{
    strbuf_adds(w->xml, s);
}

static void element(writing *w, const char *name, const char *words)
{
    strbuf_printf(w->xml, "<%s>", name);
    text(w, words);
    strbuf_printf(w->xml, "</%s>", name);
}

/* The date of a document as people write it. */
static const char *shown_date(arena *a, const char *iso)
{
    return strlen(iso) == 10 ? arena_printf(a, "%.2s.%.2s.%.4s", iso + 8, iso + 5, iso) : iso;
}

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
                                  e->from->digest};

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

static bool total_of(const merge_measure *measure, size_t column, number *sum)
{
    *sum = (number){0, 0};
    for (const entry *e = measure->first[column]; e; e = e->next)
        if (!number_add(*sum, e->value, sum))
            return false;
    return measure->first[column] != NULL;
}

static bool extreme_of(const merge_measure *measure, size_t column, int sign, number *found)
{
    const entry *e = measure->first[column];

    if (!e)
        return false;
    for (*found = e->value; e; e = e->next)
        if (sign * number_compare(e->value, *found) > 0)
            *found = e->value;
    return true;
}

static bool quotient_of(const merge_measure *measure, const merge_column *c, number *found)
{
    number part, whole;

    if (!total_of(measure, c->part, &part) || !total_of(measure, c->whole, &whole))
        return false;
    return c->op == OPERATOR_SHARE ? number_percent(part, whole, c->decimals, found)
                                   : number_quotient(part, whole, c->decimals, found);
}

static bool number_of(const merge_measure *measure, const merge_column *columns, size_t column,
                      number *found)
{
    switch (columns[column].op) {
    case OPERATOR_SUM:
        return total_of(measure, column, found);
    case OPERATOR_MAX:
        return extreme_of(measure, column, 1, found);
    case OPERATOR_MIN:
        return extreme_of(measure, column, -1, found);
    case OPERATOR_MEAN:
    case OPERATOR_SHARE:
        return quotient_of(measure, &columns[column], found);
    default:
        return false;
    }
}

static void write_number(writing *w, const merge_measure *measure, size_t column)
{
    number found;

    if (!number_of(measure, w->m->columns, column, &found)) {
        raw(w, "<p>–</p>");
        return;
    }
    raw(w, "<p>");
    text(w, number_format(w->m->mem, found));
    raw(w, w->m->columns[column].op == OPERATOR_SHARE ? " %</p>" : "</p>");
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

    raw(w, "<p><runIn>");
    text(w, e->from->district);
    raw(w, runs_on ? ":</runIn> " : ":</runIn></p>");
    raw(w, runs_on ? words + 3 : words);
    raw(w, "\n");
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

/* Names that differ in quotes only have one key, and still are two: equal ones must come together. */
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
    raw(w, "<p>");
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(all[i].name, all[i - 1].name) != 0) {
            raw(w, written++ ? "; " : "");
            text(w, all[i].name);
        }
    raw(w, "</p>");
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
        raw(w, "<result state=\"dash\"/>\n");
        return;
    }
    if (result)
        raw(w, "<result>");
    else
        strbuf_printf(w->xml, "<cell key=\"%s\">", c->key);
    if (operator_counts(c->op) || operator_divides(c->op))
        write_number(w, measure, column);
    else if (!count)
        raw(w, "<p>–</p>");
    else if (c->op == OPERATOR_UNION)
        write_union(w);
    else if (c->op == OPERATOR_APPENDIX)
        strbuf_printf(w->xml, "<p>Отчётов: %zu (с. <ref to=\"%s\" show=\"page\"/>)</p>", count,
                      place_of(w, measure, column));
    else
        write_list(w);
    raw(w, result ? "</result>\n" : "</cell>\n");
}

/* ---- the plan's rows ---- */

static void copy_children(writing *w, xmlNodePtr n, const char *name)
{
    for (xmlNodePtr k = node_child(n, name); k; k = node_next(k, name)) {
        raw(w, node_copy(w->m->mem, k));
        raw(w, "\n");
    }
}

static void write_measure(writing *w, const merge_measure *measure)
{
    strbuf_printf(w->xml, "<measure id=\"%s\">\n", measure->id);
    copy_children(w, measure->node, "name");
    copy_children(w, measure->node, "deadline");
    copy_children(w, measure->node, "responsible");
    for (size_t i = 0; i < w->m->column_count; i++)
        if (!strcmp(w->m->columns[i].key, "result"))
            write_cell(w, measure, i);
    for (size_t i = 0; i < w->m->column_count; i++)
        if (strcmp(w->m->columns[i].key, "result") != 0 && w->m->columns[i].op != OPERATOR_NONE)
            write_cell(w, measure, i);
    copy_children(w, measure->node, "note");
    raw(w, "</measure>\n");
}

/* Measures stand in the order of the plan, and so do those of `m`. */
static void write_sections(writing *w)
{
    size_t next = 0;

    for (xmlNodePtr s = node_child(w->m->table, "section"); s; s = node_next(s, "section")) {
        raw(w, node_start(w->m->mem, s));
        raw(w, "\n");
        copy_children(w, s, "title");
        for (xmlNodePtr n = node_child(s, "measure"); n; n = node_next(n, "measure"))
            write_measure(w, &w->m->measures[next++]);
        raw(w, "</section>\n");
    }
}

/* What went to the appendix leaves its room to the others, names of many districts want it; NULL: as in the plan. */
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
        raw(w, width ? node_start_with(w->m->mem, n, "width", width) : node_start(w->m->mem, n));
        if (node_is(n, "group"))
            write_columns(w, n);
        else
            raw(w, node_content(w->m->mem, n));
        strbuf_printf(w->xml, "</%s>\n", (const char *)n->name);
    }
}

static void write_plan(writing *w)
{
    arena *a = w->m->mem;
    xmlNodePtr table = w->m->table;

    strbuf_printf(w->xml, "<plan id=\"measures\" caption=\"numbered\" numbering=\"%s\"",
                  node_attribute(a, table, "numbering"));
    if (*node_attribute(a, table, "sectionNumbers"))
        strbuf_printf(w->xml, " sectionNumbers=\"%s\"", node_attribute(a, table, "sectionNumbers"));
    raw(w, ">\n<title>Выполнение мероприятий</title>\n");
    raw(w, "<columns>\n");
    write_columns(w, node_child(table, "columns"));
    raw(w, "</columns>\n");
    write_sections(w);
    raw(w, "</plan>\n");
}

/* ---- by district ---- */

/* Whole numbers only: the block of counts by district has no others. */
static bool is_counted(const merge *m, size_t column)
{
    if (m->columns[column].op != OPERATOR_SUM)
        return false;
    for (size_t i = 0; i < m->district_count; i++)
        if (m->districts[i].sums[column].decimals)
            return false;
    return true;
}

static void write_district(writing *w, const merge_district *d)
{
    raw(w, "<district>");
    element(w, "name", d->short_name);
    strbuf_printf(w->xml, "<value key=\"measures\">%zu</value>", d->from->measures);
    for (size_t i = 0; i < w->m->column_count; i++)
        if (is_counted(w->m, i) && d->counted[i])
            strbuf_printf(w->xml, "<value key=\"%s\">%lld</value>", w->m->columns[i].key,
                          (long long)d->sums[i].units);
    raw(w, "</district>\n");
}

static void write_clusters(writing *w)
{
    raw(w, "<clusters id=\"districts\" caption=\"numbered\">\n<title>Итоги по муниципальным "
           "образованиям</title>\n<columns>\n<column role=\"number\" width=\"number\">№ п/п"
           "</column>\n<column role=\"name\" width=\"wide\">Муниципальное образование"
           "</column>\n<column role=\"value\" key=\"measures\" width=\"narrow\">Мероприятий в "
           "отчёте</column>\n");
    for (size_t i = 0; i < w->m->column_count; i++)
        if (is_counted(w->m, i)) {
            strbuf_printf(w->xml,
                          "<column role=\"value\" key=\"%s\" width=\"narrow\" "
                          "empty=\"zero\">%s</column>\n",
                          w->m->columns[i].key, w->m->columns[i].heading);
        }
    raw(w, "</columns>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->order[i]->from)
            write_district(w, w->order[i]);
    raw(w, "<total><label>Всего</label></total>\n</clusters>\n");
}

/* ---- who, and from what ---- */

static size_t submitted(const merge *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->district_count; i++)
        n += m->districts[i].from != NULL;
    return n;
}

static void write_missing(writing *w)
{
    raw(w, "<p>Не представили отчёты:</p>\n<list>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (!w->order[i]->from) {
            raw(w, "<item>");
            element(w, "p", w->order[i]->name);
            raw(w, "</item>\n");
        }
    raw(w, "</list>\n");
}

/* Nobody says anything about them: each by its number in the table. */
static void write_unreported(writing *w)
{
    size_t count = 0;

    for (size_t i = 0; i < w->m->measure_count; i++) {
        if (w->m->measures[i].reports)
            continue;
        strbuf_printf(w->xml, "%s<ref to=\"%s\"/>",
                      count++ ? ", " : "<p>Ни в одном отчёте нет сведений о мероприятиях: ",
                      w->m->measures[i].id);
    }
    raw(w, count ? ".</p>\n" : "");
}

static void write_left_out(writing *w)
{
    if (w->m->refused_count)
        strbuf_printf(w->xml, "<p>Не приняты файлы с ошибками: %zu.</p>\n", w->m->refused_count);
    if (w->m->left_out)
        strbuf_printf(w->xml, "<p>Не учтены строки и значения с ошибками: %zu.</p>\n",
                      w->m->left_out);
}

/* What the reader must know before the tables: whose figures these are, and what is not there. */
static void write_coverage(writing *w)
{
    merge *m = w->m;
    const size_t came = submitted(m), all = m->district_count;

    raw(w, "<narrative>\n<p>");
    if (*m->from)
        strbuf_printf(w->xml, "Отчётный период: %s – %s. ", shown_date(m->mem, m->from),
                      shown_date(m->mem, m->to));
    strbuf_printf(w->xml, "Отчёты представили муниципальные образования: %zu из %zu. ", came, all);
    raw(w, "Итоги по муниципальным образованиям приведены в таблице <ref to=\"districts\"/>, "
           "выполнение мероприятий – в таблице <ref to=\"measures\"/>, источники сведений – в "
           "таблице <ref to=\"sources\"/>. Показатели вычислены по представленным отчётам.</p>\n");
    write_unreported(w);
    write_left_out(w);
    if (came < all)
        write_missing(w);
    raw(w, "</narrative>\n");
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void write_source(writing *w, const merge_district *d, size_t row)
{
    enum { DIGITS = 12 }; /* of the digest: all of them stand in the CSV */

    strbuf_printf(w->xml, "<row><cell><p>%zu.</p></cell><cell>", row);
    element(w, "p", d->short_name);
    raw(w, "</cell><cell><p>");
    text(w, d->from->title);
    raw(w, ", ");
    text(w, shown_date(w->m->mem, d->from->date));
    raw(w, "</p></cell><cell>");
    element(w, "p", file_name(d->from->path));
    strbuf_printf(w->xml, "</cell><cell><p>%.*s</p></cell></row>\n", DIGITS, d->from->digest);
}

static void write_sources(writing *w)
{
    size_t row = 0;

    raw(w, "<table id=\"sources\" caption=\"numbered\">\n<title>Источники "
           "сведений</title>\n<columns>\n"
           "<column width=\"number\" align=\"center\">№ п/п</column>\n<column "
           "width=\"medium\">Муниципальное "
           "образование</column>\n<column width=\"wide\">Документ</column>\n<column "
           "width=\"narrow\">Файл</column>\n<column width=\"narrow\">Начало SHA-256</column>\n"
           "</columns>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->order[i]->from)
            write_source(w, w->order[i], ++row);
    if (!row)
        raw(w, "<row><cell columns=\"5\"><p>Отчётов нет</p></cell></row>\n");
    raw(w, "</table>\n");
}

/* ---- what abbreviations mean, who signs ---- */

static void write_glossary(writing *w)
{
    size_t count;
    const abbreviation_use **all = merge_explanations(w->m, w->m->mem, &count);

    if (!count)
        return;
    raw(w, "<glossary>\n<title>Список сокращений</title>\n");
    for (size_t i = 0; i < count; i++) {
        raw(w, "<entry>");
        element(w, "abbr", all[i]->written);
        element(w, "expansion", all[i]->expansion);
        raw(w, "</entry>\n");
    }
    raw(w, "</glossary>\n");
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
        raw(w, "<signoff");
        if (*rank)
            strbuf_printf(w->xml, " rank=\"%s\"", rank);
        raw(w, ">\n");
        copy_children(w, n, "position");
        copy_children(w, n, "person");
        raw(w, "</signoff>\n");
    }
}

/* ---- the appendix ---- */

static void write_column_words(writing *w, const merge_measure *measure, size_t column, bool named)
{
    if (!sort_entries(w, measure, column))
        return;
    strbuf_printf(w->xml, "<heading level=\"2\" id=\"%s\">", place_of(w, measure, column));
    text(w, measure->name);
    if (named) {
        raw(w, ": ");
        raw(w, w->m->columns[column].heading);
    }
    raw(w, "</heading>\n");
    write_list(w);
}

/* What districts say about each measure, on the full width of the page. */
static void write_appendix(writing *w)
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
    raw(w, "<appendix id=\"svod-words\">\n<title>Результаты по муниципальным "
           "образованиям</title>\n<narrative>\n");
    for (size_t i = 0; i < m->measure_count; i++)
        for (size_t k = 0; k < m->column_count; k++)
            if (m->columns[k].op == OPERATOR_APPENDIX)
                write_column_words(w, &m->measures[i], k, columns > 1);
    raw(w, "</narrative>\n</appendix>\n");
}

/* ---- the document ---- */

static void write_metadata(writing *w, const merge_heading *h)
{
    merge *m = w->m;
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(m->plan)), meta = node_child(root, "metadata");
    const char *date = h->date ? h->date : *m->latest ? m->latest : m->to;

    raw(w, "<metadata>\n<title>");
    if (h->title) {
        text(w, h->title);
    } else {
        raw(w, "Сводный отчёт по документу<br/>«");
        text(w, node_words(m->mem, node_child(meta, "title")));
        raw(w, "»");
    }
    raw(w, "</title>\n");
    element(w, "docDate", date);
    raw(w, "\n</metadata>\n");
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
        raw(w, ">");
        raw(w, node_content(w->m->mem, n));
        raw(w, "</organisation>\n");
    }
}

void merge_write(merge *m, const merge_heading *heading, strbuf *xml, strbuf *provenance)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(m->plan));
    writing w = {.m = m, .xml = xml, .provenance = provenance};

    rank_districts(&w);
    strbuf_adds(provenance, "measure;column;district;value;file;line;character;sha256\r\n");
    strbuf_printf(xml,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document xmlns=\"%s\" "
                  "id=\"svod-%s\" kind=\"summary\" lang=\"ru\" edition=\"%s\">\n",
                  (const char *)root->ns->href, node_attribute(m->mem, root, "id"),
                  node_attribute(m->mem, root, "edition"));
    write_metadata(&w, heading);
    strbuf_printf(xml, "<period from=\"%s\" to=\"%s\"/>\n", m->from, m->to);
    write_organisations(&w);
    raw(&w, "<body>\n");
    write_coverage(&w);
    write_clusters(&w);
    write_plan(&w);
    write_sources(&w);
    write_glossary(&w);
    raw(&w, "</body>\n");
    write_signoffs(&w);
    write_appendix(&w);
    raw(&w, "</document>\n");
}
