/* check.c - what does not fit between the columns of a row, between a submission and the plan, and
 * what can be told only when all submissions are there. */
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "merge/merge_int.h"

size_t merge_threshold(const merge *m, const char *name)
{
    const char *value = project_threshold(m->rules.settings, name);

    return value ? (size_t)strtoul(value, NULL, 10) : 0;
}

/* ---- a row ---- */

/* What can be compared: the number, or how many names there are. */
static number size_of(const entry *e)
{
    number n = e->value;

    if (!e->names)
        return n;
    for (n = (number){0, 0}; e->names[n.units]; n.units++)
        continue;
    return n;
}

/* column/@atLeast: there are no fewer participants than institutions that they come from. */
void reading_check_least(reading *r, const merge_measure *measure)
{
    merge *m = r->m;

    for (size_t i = 0; i < m->column_count; i++) {
        const merge_column *c = &m->columns[i];
        const entry *more = reading_entry(r, measure, i),
                    *less = c->least < m->column_count ? reading_entry(r, measure, c->least) : NULL;
        if (more && less && number_compare(size_of(more), size_of(less)) < 0)
            diag_report(m->dg, more->pos, MSG_MERGE_FEWER, c->title,
                        number_format(m->mem, size_of(more)), m->columns[c->least].title,
                        number_format(m->mem, size_of(less)));
    }
}

/* ---- a submission ---- */

const char *reading_names(const reading *r, const bool *have, size_t *count)
{
    enum { SHOWN = 3 };
    strbuf all = STRBUF_INIT;

    *count = 0;
    for (size_t i = 0; i < r->m->measure_count; i++) {
        const char *name = r->m->measures[i].name;
        if (have[i])
            continue;
        if (++*count <= SHOWN)
            strbuf_printf(&all, "%s«%s»", *count > 1 ? ", " : "",
                          diag_text(r->m->dg, name, strlen(name)));
    }
    strbuf_adds(&all, *count > SHOWN ? ", …" : "");
    return strbuf_take(&all, r->m->mem);
}

void reading_check_missing(reading *r)
{
    size_t count;
    const char *names = reading_names(r, r->seen, &count);

    if (count)
        diag_report(r->m->dg, r->own->pos, MSG_MERGE_INCOMPLETE, diag_number(r->m->dg, (long)count),
                    names);
}

/* Numerators without denominators; a numerator of nothing is usual. */
static void check_quotient(reading *r, const merge_column *c)
{
    merge *m = r->m;
    const entry *first = NULL;
    size_t rows = 0;

    for (size_t i = 0; i < m->measure_count; i++) {
        const entry *part = reading_entry(r, &m->measures[i], c->part);
        if (!part || !part->value.units || reading_entry(r, &m->measures[i], c->whole))
            continue;
        first = first ? first : part;
        rows++;
    }
    if (first)
        diag_report(m->dg, first->pos, MSG_MERGE_NO_WHOLE, m->columns[c->part].title,
                    m->columns[c->whole].title, diag_number(m->dg, (long)rows), c->title);
}

void reading_check_quotients(reading *r)
{
    for (size_t i = 0; i < r->m->column_count; i++)
        if (operator_divides(r->m->columns[i].op))
            check_quotient(r, &r->m->columns[i]);
}

/* ---- all of them ---- */

static void check_districts(merge *m)
{
    for (size_t i = 0; i < m->district_count; i++)
        if (!m->districts[i].from)
            diag_report(m->dg, m->districts[i].pos, MSG_MERGE_MISSING, m->districts[i].name);
}

/* Where the sum of a measure leaves what can be counted exactly: the report shows a dash there. */
static void check_sum(merge *m, const merge_measure *measure, size_t column)
{
    number sum = {0, 0};

    for (const entry *e = measure->first[column]; e; e = e->next)
        if (!number_add(sum, e->value, &sum)) {
            diag_report(m->dg, e->pos, MSG_MERGE_TOO_LARGE);
            return;
        }
}

void merge_check(merge *m)
{
    check_districts(m);
    for (size_t i = 0; i < m->measure_count; i++)
        for (size_t k = 0; k < m->column_count; k++)
            if (m->columns[k].op == OPERATOR_SUM)
                check_sum(m, &m->measures[i], k);
    merge_check_abbreviations(m);
}
