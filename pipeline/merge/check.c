/* check.c - what can be told only when all submissions are there. */
#include <string.h>

#include <libxml/hash.h>

#include "merge/merge_int.h"

enum { LONG_ENOUGH = 60 /* bytes: shorter results may well be alike */ };

static void check_districts(merge *m)
{
    for (size_t i = 0; i < m->district_count; i++) {
        const merge_district *d = &m->districts[i];
        if (!d->from)
            diag_report(m->dg, d->pos, MSG_MERGE_MISSING, d->name);
        else if (d->from->measures < m->measure_count)
            diag_report(m->dg, d->from->pos, MSG_MERGE_INCOMPLETE,
                        diag_number(m->dg, (long)(m->measure_count - d->from->measures)));
    }
}

/* The same long words from two districts are one event counted twice, or copied. */
static void check_alike(merge *m, const merge_measure *measure, size_t column)
{
    xmlHashTablePtr seen = xmlHashCreate(0);

    for (entry *e = measure->first[column]; e; e = e->next) {
        const entry *before;
        if (strlen(e->plain) < LONG_ENOUGH)
            continue;
        if ((before = xmlHashLookup(seen, BAD_CAST e->plain)))
            diag_report(m->dg, e->pos, MSG_MERGE_ALIKE, before->from->path,
                        diag_number(m->dg, (long)before->pos.line));
        else
            xmlHashAddEntry(seen, BAD_CAST e->plain, e);
    }
    xmlHashFree(seen, NULL);
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

static void check_cell(merge *m, const merge_measure *measure, size_t column)
{
    if (m->columns[column].op == OPERATOR_LIST)
        check_alike(m, measure, column);
    else if (m->columns[column].op == OPERATOR_SUM)
        check_sum(m, measure, column);
}

void merge_check(merge *m)
{
    check_districts(m);
    for (size_t i = 0; i < m->measure_count; i++)
        for (size_t k = 0; k < m->column_count; k++)
            check_cell(m, &m->measures[i], k);
}
