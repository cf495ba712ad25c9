/* submission.c - a district's report as values: which measure of the plan each row is about, what
 * each cell says. */
#include <string.h>

#include <libxml/hash.h>

#include "base/utf8.h"
#include "merge/merge_int.h"
#include "text/chars.h"
#include "text/similar.h"

src_pos reading_place(const reading *r, src_pos at)
{
    return (src_pos){r->own->path, at.line, at.column};
}

src_pos reading_text_place(const reading *r, xmlNodePtr text, size_t offset)
{
    return reading_place(r, xml_text_pos(r->doc, text, offset));
}

const entry *reading_entry(const reading *r, const merge_measure *measure, size_t column)
{
    const entry *e = measure->last[column];

    return e && e->from == r->own ? e : NULL;
}

/* What is told with a place is counted as well: the report says how much is not in it. */
static void leave_out(reading *r, src_pos pos, message_id why, const char *what)
{
    diag_report(r->m->dg, pos, why, diag_text(r->m->dg, what, strlen(what)));
    r->m->left_out++;
}

/* ---- cells ---- */

/* «1.205»: a thousand to one who groups by points, one and a fifth to others; «0.205» can be read
 * in one way only. */
static bool is_ambiguous(const char *words)
{
    static const char digits[] = "0123456789";
    const char *s = words + strcspn(words, digits);
    const size_t whole = strspn(s, digits);

    return whole && whole <= 3 && *s != '0' && s[whole] == '.' &&
           strspn(s + whole + 1, digits) == 3 && !s[whole + 4];
}

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
        if (*node_attribute(m->mem, n, "relation")) /* «менее 5»: nobody knows how many */
            return false;
        *unit = node_attribute(m->mem, n, "unit");
        return number_parse(text, strlen(text), value);
    }
    return !is_ambiguous(words) && number_parse(words, strlen(words), value);
}

/* Blanks and dashes of any kind. */
static bool is_empty(const char *words)
{
    const size_t n = strlen(words);
    size_t len;

    for (size_t at = 0; at < n; at += len) {
        const uint32_t cp = utf8_decode(words + at, n - at, &len);
        if (!char_is_blank(cp) && !char_is_dash(cp))
            return false;
    }
    return true;
}

/* «Нет» says in a column of numbers or names that there is none; among results it is an answer. */
static bool says_none(const merge *m, const merge_column *c, const char *words)
{
    const char *normal;

    if (!operator_counts(c->op) && c->op != OPERATOR_UNION)
        return false;
    normal = text_normalise(m->mem, words, strlen(words));
    return word_set_has(word_lists_set(m->rules.terms, "no-value"), normal, strlen(normal));
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

static void leave_out_number(reading *r, src_pos pos, const merge_column *c, const char *words)
{
    diag_report(r->m->dg, pos, is_ambiguous(words) ? MSG_MERGE_POINT : MSG_MERGE_NO_NUMBER,
                diag_text(r->m->dg, words, strlen(words)), c->title);
    r->m->left_out++;
}

static void read_cell(reading *r, merge_measure *measure, size_t column, xmlNodePtr cell)
{
    merge *m = r->m;
    merge_column *c = &m->columns[column];
    const char *words = node_words(m->mem, cell), *unit;
    const src_pos pos = reading_place(r, xml_node_pos(r->doc, cell));
    entry *e;

    if (operator_divides(c->op) || c->op == OPERATOR_NONE || says_none(m, c, words))
        return;
    e = ARENA_NEW(m->mem, entry);
    *e = (entry){.from = r->own, .plain = words, .pos = pos};
    if (operator_counts(c->op)) {
        e->has_number = read_number(m, cell, words, &e->value, &unit);
        if (!e->has_number) {
            leave_out_number(r, pos, c, words);
            return;
        }
        check_unit(r, c, unit, pos);
    } else if (c->op == OPERATOR_UNION) {
        e->names = cell_names(m->mem, cell);
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
        !number_add(r->district->sums[column], e->value, &r->district->sums[column])) {
        r->district->too_large[column] = true;
        diag_report(m->dg, pos, MSG_MERGE_TOO_LARGE);
    }
}

/* What the submission says of the column that its own cells have this key for. */
static xmlNodePtr own_column(const reading *r, const char *key)
{
    const xmlNodeSet *all = xml_elements(r->doc, "column");
    const bool results = !strcmp(key, "result");

    for (int i = 0; all && i < all->nodeNr; i++)
        if (!strcmp(node_attribute(r->m->mem, all->nodeTab[i], results ? "role" : "key"), key))
            return all->nodeTab[i];
    return NULL;
}

/* Told once, at the head of the column, however many rows have such a cell. */
static void leave_column(reading *r, const char *key, xmlNodePtr cell)
{
    xmlNodePtr column = own_column(r, key);

    leave_out(r, reading_place(r, xml_node_pos(r->doc, column ? column : cell)),
              MSG_MERGE_NO_COLUMN, key);
}

/* A cell of the row, or its result: where the plan has a column of that key, and no cell before it
 * has the same. */
static void take_cell(reading *r, merge_measure *measure, xmlNodePtr cell, const char *key)
{
    merge *m = r->m;
    size_t i = 0;

    while (i < m->column_count && strcmp(m->columns[i].key, key) != 0)
        i++;
    if (is_empty(node_words(m->mem, cell)))
        return;
    if (i == m->column_count)
        leave_column(r, key, cell);
    else if (reading_entry(r, measure, i))
        leave_out(r, reading_place(r, xml_node_pos(r->doc, cell)), MSG_MERGE_CELL_TWICE, key);
    else
        read_cell(r, measure, i, cell);
}

static void read_cells(reading *r, merge_measure *measure, xmlNodePtr row)
{
    for (xmlNodePtr n = row->children; n; n = n->next)
        if (node_is(n, "result"))
            take_cell(r, measure, n, "result");
        else if (node_is(n, "cell"))
            take_cell(r, measure, n, node_attribute(r->m->mem, n, "key"));
}

/* ---- rows ---- */

/* Another plan's measures may have the same ids. */
static bool is_of_plan(merge *m, const char *ref, const char *hash)
{
    const char *plan = node_attribute(m->mem, xmlDocGetRootElement(xml_tree(m->plan)), "id");

    return !hash || (strlen(plan) == (size_t)(hash - ref) && !strncmp(ref, plan, strlen(plan)));
}

/* The measure of that name; *several: there are more of them. */
static size_t measure_named(merge *m, xmlNodePtr row, bool *several)
{
    const char *name = node_words(m->mem, node_child(row, "name"));
    const size_t found = (size_t)(uintptr_t)xmlHashLookup(
        m->by_name, BAD_CAST text_normalise(m->mem, name, strlen(name)));

    *several = found > m->measure_count;
    return *several ? 0 : found;
}

/* «plan#measure», the measure's name, or its own id. */
static size_t measure_of(merge *m, xmlNodePtr row)
{
    const char *ref = node_attribute(m->mem, row, "planRef"), *hash = strchr(ref, '#');
    size_t found;
    bool several;

    if (!is_of_plan(m, ref, hash))
        return 0;
    if (*ref)
        return (size_t)(uintptr_t)xmlHashLookup(m->by_id, BAD_CAST(hash ? hash + 1 : ref));
    found = measure_named(m, row, &several);
    if (found || several)
        return found;
    return (size_t)(uintptr_t)xmlHashLookup(m->by_id, BAD_CAST node_attribute(m->mem, row, "id"));
}

/* A result is words or a number; in a plan without that column any value is. One that was not held
 * is none. */
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

/* A slip in planRef puts values into another measure; a name may well be shortened, or worded a
 * little otherwise. */
static void check_name(const reading *r, const merge_measure *measure, xmlNodePtr row)
{
    merge *m = r->m;
    const char *name = node_words(m->mem, node_child(row, "name"));
    const int least = (int)merge_threshold(m, "M26.similar");

    if (*name && !text_same_name(m->mem, name, measure->name) &&
        text_similarity(m->mem, name, measure->name, least) < least)
        diag_report(m->dg, reading_place(r, xml_node_pos(r->doc, row)), MSG_MERGE_OTHER_NAME,
                    diag_text(m->dg, name, strlen(name)),
                    diag_text(m->dg, measure->name, strlen(measure->name)));
}

static void leave_row(reading *r, xmlNodePtr row)
{
    const char *ref = node_attribute(r->m->mem, row, "planRef");
    const bool foreign = !is_of_plan(r->m, ref, strchr(ref, '#'));
    bool several;

    measure_named(r->m, row, &several);
    leave_out(r, reading_place(r, xml_node_pos(r->doc, row)),
              foreign            ? MSG_MERGE_OTHER_PLAN
              : several && !*ref ? MSG_MERGE_SEVERAL
                                 : MSG_MERGE_NO_MEASURE,
              foreign ? ref : node_words(r->m->mem, node_child(row, "name")));
}

static void read_row(reading *r, xmlNodePtr row)
{
    const size_t place = measure_of(r->m, row);
    merge_measure *measure;

    if (!place) {
        leave_row(r, row);
        return;
    }
    if (r->seen[place - 1]) {
        leave_out(r, reading_place(r, xml_node_pos(r->doc, row)), MSG_MERGE_MEASURE_TWICE,
                  r->m->measures[place - 1].name);
        return;
    }
    measure = &r->m->measures[place - 1];
    r->seen[place - 1] = true;
    measure->reports++;
    r->own->measures++;
    check_name(r, measure, row);
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
                            const merge_file *file)
{
    xmlNodePtr meta = node_child(xmlDocGetRootElement(xml_tree(doc)), "metadata");
    const xmlNodeSet *plans = xml_elements(doc, "plan");
    const xmlNode *table = plans && plans->nodeNr ? plans->nodeTab[0] : NULL;
    submission *s = ARENA_NEW(m->mem, submission);
    src_pos at;

    s->path = diag_copy(m->dg, xml_path(doc));
    s->title = node_words(m->mem, node_child(meta, "title"));
    s->date = node_words(m->mem, node_child(meta, "docDate"));
    s->digest = arena_strdup(m->mem, file->digest);
    s->state = arena_strdup(m->mem, file->state);
    s->draft = file->draft;
    s->district = d->short_name;
    at = xml_node_pos(doc, table ? table : xmlDocGetRootElement(xml_tree(doc)));
    s->pos = (src_pos){s->path, at.line, at.column};
    if (strcmp(s->date, m->latest) > 0)
        m->latest = s->date;
    return s;
}

/* Nobody has answered for its figures yet, or they were changed since; the report counts them, and
 * says so. */
static void check_draft(const reading *r)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(r->doc));

    if (r->own->draft)
        diag_report(r->m->dg, reading_place(r, xml_node_pos(r->doc, root)), MSG_MERGE_DRAFT,
                    r->district->name);
}

bool merge_take(merge *m, const xml_doc *doc, const merge_file *file)
{
    reading r = {.m = m, .doc = doc};
    bool again = false;

    r.district = merge_find_district(m, doc, &again);
    if (!r.district) {
        if (!again)
            merge_refuse(m, xml_path(doc));
        return again;
    }
    r.own = r.district->from = describe(m, doc, r.district, file);
    r.seen = mem_alloc(2 * m->measure_count * sizeof *r.seen);
    r.done = r.seen + m->measure_count;
    check_draft(&r);
    read_rows(&r);
    reading_check_own_date(&r);
    reading_check_claims(&r);
    reading_check_missing(&r);
    reading_check_quotients(&r);
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
