/* report.h - between the files that write the consolidated report: what they write to, and its
 * pieces. */
#ifndef SVOD_MERGE_REPORT_H
#define SVOD_MERGE_REPORT_H

#include "merge/merge_int.h"

typedef struct {
    merge *m;
    const merge_district **order; /* all, by the alphabet */
    const entry **cell;           /* of the cell that is written, by rank of the district */
    strbuf *xml, *provenance;
} writing;

/* Mark-up as it is; words; an element of words; copies of the children `name` of `n`, a line
 * each. */
void report_put(writing *w, const char *s);
void report_text(writing *w, const char *s);
void report_element(writing *w, const char *name, const char *words);
void report_children(writing *w, xmlNodePtr n, const char *name);

/* The number that the operator of a column makes of the entries of a measure; false: there is none,
 * or it is too large. (values.c) */
bool report_value(const merge_measure *measure, const merge_column *columns, size_t column,
                  number *found);

/* The table of the plan with what districts report; where each figure comes from goes to
 * `provenance`. (report_measures.c) */
void report_measures(writing *w);
/* What districts say at length about each measure, on the full width of the page. */
void report_appendix(writing *w);

/* What the reader must know before the tables: whose figures these are, and what is not there.
 * (report_districts.c) */
void report_coverage(writing *w);
/* Which sums by district stand in the table of counts; the others have one of their own. Before all
 * others. */
void report_choose(writing *w);
void report_districts(writing *w);
void report_amounts(writing *w);
void report_sources(writing *w);

#endif
