/* submission.c - a district's report as values: whose it is, which measure of the plan each row is about, what each cell says. */
#include <string.h>

#include <libxml/hash.h>

#include "merge/merge_int.h"

src_pos reading_place(const reading *r, src_pos at)
{
    return (src_pos){r->own->path, at.line, at.column};
}

src_pos reading_text_place(const reading *r, xmlNodePtr text, size_t offset, size_t nth)
{
    enum { EXACT = 100 };

    return reading_place(r, xml_text_pos(r->doc, text, nth < EXACT ? offset : 0));
}

const entry *reading_entry(const reading *r, const merge_measure *measure, size_t column)
{
    const entry *e = measure->last[column];

    return e && e->from == r->own ? e : NULL;
}

/* ---- whose it is ---- */

static bool is_it(const merge_district *d, const char *oktmo, const char *id, const char *name)
{
    if (*oktmo && *d->oktmo)
        return !strcmp(oktmo, d->oktmo);
    return !strcmp(id, d->id) || !strcmp(name, d->name);
}

static merge_district *find_district(merge *m, const xml_doc *doc, xmlNodePtr issuer)
{
    const char *oktmo = node_attribute(m->mem, issuer, "oktmo"),
               *id = node_attribute(m->mem, issuer, "id"),
               *name = node_words(m->mem, node_child(issuer, "fullName"));

    for (size_t i = 0; i < m->district_count; i++)
        if (is_it(&m->districts[i], oktmo, id, name))
            return &m->districts[i];
    diag_report(m->dg, xml_node_pos(doc, issuer), MSG_MERGE_STRANGER, name);
    return NULL;
}

static xmlNodePtr find_issuer(merge *m, const xml_doc *doc)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc)), n = node_child(root, "organisation");

    while (n && strcmp(node_attribute(m->mem, n, "role"), "issuer") != 0)
        n = node_next(n, "organisation");
    if (!n)
        diag_report(m->dg, xml_node_pos(doc, root), MSG_MERGE_NO_ISSUER);
    return n;
}

/* A row is compared with the whole period of the plan, so a report of another one is no part of it. */
static bool same_period(merge *m, const xml_doc *doc)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc)), period = node_child(root, "period");
    const char *from = node_attribute(m->mem, period, "from"),
               *to = node_attribute(m->mem, period, "to");

    if (!strcmp(from, m->from) && !strcmp(to, m->to))
        return true;
    diag_report(m->dg, xml_node_pos(doc, period ? period : root), MSG_MERGE_PERIOD, from, to,
                m->from, m->to);
    return false;
}

/* ---- cells ---- */

/* The number of a cell: that of its only count or measured value, or its text. */
static bool read_number(merge *m, xmlNodePtr cell, const char *words, number *value,
                        const char **unit)
{
    static const struct {
        const char *element, *attribute;
    } marked[] = {{"count", "n"}, {"num", "value"}};

    *unit = "";
    for (size_t i = 0; i < COUNT(marked); i++) {
        xmlNodePtr p = node_child(cell, "p"), n = node_child(p, marked[i].element);
        const char *text = node_attribute(m->mem, n, marked[i].attribute);
        if (!*text || node_next(n, marked[i].element) || node_next(p, "p"))
            continue;
        *unit = node_attribute(m->mem, n, "unit");
        return number_parse(text, strlen(text), value);
    }
    return number_parse(words, strlen(words), value);
}

static bool is_empty(const char *words)
{
    return !*words || !strcmp(words, "-") || !strcmp(words, "–") || !strcmp(words, "—");
}

static const char *trimmed(arena *a, const char *s, size_t n)
{
    while (n && *s == ' ') {
        s++;
        n--;
    }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '.'))
        n--;
    return arena_strndup(a, s, n);
}

/* Items of a list; without a list what stands between semicolons, or between commas. */
static const char *const *read_names(merge *m, xmlNodePtr cell, const char *words)
{
    xmlNodePtr item = node_child(node_child(cell, "list"), "item");
    const char *separator = strchr(words, ';') ? ";" : ",", **names = NULL;
    size_t count = 0, cap = 0;

    for (; item; item = node_next(item, "item")) {
        names = arena_grow(m->mem, names, &cap, count + 2, sizeof *names);
        names[count++] = node_words(m->mem, item);
    }
    while (!node_child(cell, "list") && *words) {
        const size_t n = strcspn(words, separator);
        names = arena_grow(m->mem, names, &cap, count + 2, sizeof *names);
        names[count] = trimmed(m->mem, words, n);
        count += *names[count] != '\0';
        words += n + (words[n] != '\0');
    }
    names = arena_grow(m->mem, names, &cap, count + 1, sizeof *names);
    names[count] = NULL;
    return names;
}

/* Numbers of one column are of one unit, or they are no numbers of one thing. */
static void check_unit(reading *r, merge_column *c, const char *unit, src_pos pos)
{
    if (!*unit)
        return;
    if (!*c->unit)
        c->unit = unit;
    else if (strcmp(c->unit, unit) != 0)
        diag_report(r->m->dg, pos, MSG_MERGE_UNIT, unit, c->unit);
}

static void read_cell(reading *r, merge_measure *measure, size_t column, xmlNodePtr cell)
{
    merge *m = r->m;
    merge_column *c = &m->columns[column];
    const char *words = node_words(m->mem, cell), *unit;
    const src_pos pos = reading_place(r, xml_node_pos(r->doc, cell));
    entry *e;

    if (is_empty(words) || operator_divides(c->op) || c->op == OPERATOR_NONE)
        return;
    e = ARENA_NEW(m->mem, entry);
    *e = (entry){.from = r->own, .plain = words, .pos = pos};
    if (operator_counts(c->op)) {
        e->has_number = read_number(m, cell, words, &e->value, &unit);
        if (!e->has_number) {
            diag_report(m->dg, pos, MSG_MERGE_NO_NUMBER, diag_text(m->dg, words, strlen(words)));
            m->left_out++;
            return;
        }
        check_unit(r, c, unit, pos);
    } else if (c->op == OPERATOR_UNION) {
        e->names = read_names(m, cell, words);
    } else {
        e->words = node_content(m->mem, cell);
        reading_check_dates(r, cell);
        reading_note_abbreviations(r, cell);
    }
    if (measure->last[column])
        measure->last[column]->next = e;
    else
        measure->first[column] = e;
    measure->last[column] = e;
    r->district->counted[column] |= c->op == OPERATOR_SUM;
    if (c->op == OPERATOR_SUM &&
        !number_add(r->district->sums[column], e->value, &r->district->sums[column]))
        diag_report(m->dg, pos, MSG_MERGE_TOO_LARGE);
}

static void read_cells(reading *r, merge_measure *measure, xmlNodePtr row)
{
    for (size_t i = 0; i < r->m->column_count; i++) {
        const char *key = r->m->columns[i].key;
        xmlNodePtr cell =
            !strcmp(key, "result") ? node_child(row, "result") : node_child(row, "cell");
        while (cell && strcmp(key, "result") != 0 &&
               strcmp(node_attribute(r->m->mem, cell, "key"), key) != 0)
            cell = node_next(cell, "cell");
        if (cell)
            read_cell(r, measure, i, cell);
    }
}

/* ---- rows ---- */

/* «plan#measure», the measure's own id, or its name word by word. */
static size_t measure_of(merge *m, xmlNodePtr row)
{
    const char *ref = node_attribute(m->mem, row, "planRef"), *hash = strchr(ref, '#');
    void *found = NULL;

    if (*ref)
        return (size_t)(uintptr_t)xmlHashLookup(m->by_id, BAD_CAST(hash ? hash + 1 : ref));
    if (!(found = xmlHashLookup(m->by_name, BAD_CAST node_words(m->mem, node_child(row, "name")))))
        found = xmlHashLookup(m->by_id, BAD_CAST node_attribute(m->mem, row, "id"));
    return (size_t)(uintptr_t)found;
}

/* A result is words or a number; in a plan without that column any value is. One that was not held is none. */
static bool has_result(const reading *r, const merge_measure *measure, xmlNodePtr row)
{
    const size_t count = r->m->column_count;
    size_t i = 0;

    while (i < count && strcmp(r->m->columns[i].key, "result") != 0)
        i++;
    if (i < count)
        return reading_entry(r, measure, i) &&
               strcmp(node_attribute(r->m->mem, node_child(row, "result"), "state"), "not-held");
    while (i > 0 && !reading_entry(r, measure, i - 1))
        i--;
    return i > 0;
}

static void read_row(reading *r, xmlNodePtr row)
{
    const size_t place = measure_of(r->m, row);
    const src_pos pos = reading_place(r, xml_node_pos(r->doc, row));
    merge_measure *measure;

    if (!place) {
        diag_report(r->m->dg, pos, MSG_MERGE_NO_MEASURE,
                    node_words(r->m->mem, node_child(row, "name")));
        r->m->left_out++;
        return;
    }
    if (r->seen[place - 1]) {
        diag_report(r->m->dg, pos, MSG_MERGE_MEASURE_TWICE, r->m->measures[place - 1].name);
        r->m->left_out++;
        return;
    }
    measure = &r->m->measures[place - 1];
    r->seen[place - 1] = true;
    measure->reports++;
    r->own->measures++;
    read_cells(r, measure, row);
    r->done[place - 1] = has_result(r, measure, row);
    reading_check_least(r, measure);
    reading_check_alike(r, measure, row);
}

static void read_rows(reading *r)
{
    const xmlNodeSet *rows = xml_elements(r->doc, "measure");

    for (int i = 0; rows && i < rows->nodeNr; i++)
        read_row(r, rows->nodeTab[i]);
}

/* ---- the whole ---- */

static submission *describe(merge *m, const xml_doc *doc, const merge_district *d,
                            const char *digest)
{
    xmlNodePtr meta = node_child(xmlDocGetRootElement(xml_tree(doc)), "metadata");
    const xmlNodeSet *plans = xml_elements(doc, "plan");
    const xmlNode *table = plans && plans->nodeNr ? plans->nodeTab[0] : NULL;
    submission *s = ARENA_NEW(m->mem, submission);
    src_pos at;

    s->path = diag_copy(m->dg, xml_path(doc));
    s->title = node_words(m->mem, node_child(meta, "title"));
    s->date = node_words(m->mem, node_child(meta, "docDate"));
    s->digest = arena_strdup(m->mem, digest);
    s->district = d->short_name;
    at = xml_node_pos(doc, table ? table : xmlDocGetRootElement(xml_tree(doc)));
    s->pos = (src_pos){s->path, at.line, at.column};
    if (strcmp(s->date, m->latest) > 0)
        m->latest = s->date;
    return s;
}

bool merge_take(merge *m, const xml_doc *doc, const char *digest)
{
    reading r = {.m = m, .doc = doc};
    xmlNodePtr issuer = find_issuer(m, doc);

    if (issuer)
        r.district = find_district(m, doc, issuer);
    if (r.district && r.district->from) {
        diag_report(m->dg, xml_node_pos(doc, issuer), MSG_MERGE_DISTRICT_TWICE, r.district->name,
                    r.district->from->path);
        r.district = NULL;
    }
    if (!r.district || !same_period(m, doc)) {
        merge_refuse(m, xml_path(doc));
        return false;
    }
    r.own = r.district->from = describe(m, doc, r.district, digest);
    r.seen = mem_alloc(2 * m->measure_count * sizeof *r.seen);
    r.done = r.seen + m->measure_count;
    read_rows(&r);
    reading_check_own_date(&r);
    reading_check_claims(&r);
    reading_check_missing(&r);
    reading_note_explanations(&r);
    mem_free(r.seen);
    return true;
}

void merge_refuse(merge *m, const char *path)
{
    m->refused =
        arena_grow(m->mem, m->refused, &m->refused_cap, m->refused_count + 1, sizeof *m->refused);
    m->refused[m->refused_count++] = arena_strdup(m->mem, path);
}
