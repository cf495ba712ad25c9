/* merge.h - the consolidated report (свод): what districts report about the measures of one plan,
 * put together by the operators that the plan declares, and compared with the plan and with each
 * other. A submission is read into values and freed; nothing is added up but exact decimals. */
#ifndef SVOD_MERGE_MERGE_H
#define SVOD_MERGE_MERGE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "text/collate.h"
#include "text/wordlist.h"
#include "xml/xml.h"

typedef struct merge merge;

/* What the plan's edition and office decide; all borrowed until merge_free. */
typedef struct {
    const collate *order;
    const word_lists *terms; /* terms.ini */
    const project *settings; /* with the thresholds */
} merge_rules;

/* Read the plan (borrowed until merge_free): its measures, columns, and the districts that are to
 * submit. NULL and diagnostics if it is none that can be merged by. Reported positions name
 * `plan`'s file. */
merge *merge_new(xml_doc *plan, const merge_rules *rules, diag *dg);
void merge_free(merge *m); /* accepts NULL */

/* What is known of a submission besides what it says. */
typedef struct {
    const char *digest; /* SHA-256 of its bytes */
    const char *state;  /* that its sign-offs prove: "draft", "agreed", "approved", "signed" */
    bool draft;
} merge_file;

/* Take a submission, which may be freed afterwards. A file that comes again is taken once. False:
 * it is left out, the reason is in `dg`. */
bool merge_take(merge *m, const xml_doc *submission, const merge_file *file);
/* A submission that could not be read at all. */
void merge_refuse(merge *m, const char *path);

/* What is compared when all are there: who is missing, sums that are too large, abbreviations
 * written in several ways. */
void merge_check(merge *m);

/* What the report is to be called; NULL: what follows from the plan and the submissions. */
typedef struct {
    const char *title, *date;
} merge_heading;

/* The consolidated report as a document, and where every figure in it comes from (CSV: measure,
 * column, district, value, file, line, column, SHA-256, state of the file). */
void merge_write(merge *m, const merge_heading *heading, strbuf *xml, strbuf *provenance);

#endif
