/* merge_int.h - between the parts of merge/: plan and values as read. */
#ifndef SVOD_MERGE_MERGE_INT_H
#define SVOD_MERGE_MERGE_INT_H

#include "base/strbuf.h"
#include "merge/merge.h"
#include "text/number.h"
#include "xml/nodes.h"

/* How the values of a column become one (column/@merge). */
typedef enum {
    OPERATOR_LIST, /* each district's words under its name */
    OPERATOR_SUM,
    OPERATOR_MAX,
    OPERATOR_MIN,
    OPERATOR_MEAN,  /* sum of one column by the sum of another */
    OPERATOR_SHARE, /* the same in per cent */
    OPERATOR_UNION, /* each name once, in the order of the alphabet */
    OPERATOR_NONE,  /* the plan's own words stay */
} merge_operator;

/* Does the operator want numbers? Is its result made of two other columns? */
bool operator_counts(merge_operator op);
bool operator_divides(merge_operator op);
bool operator_find(const char *name, merge_operator *op);

typedef struct {
    const char *key;     /* of cells; "result" for results */
    const char *heading; /* words of the column */
    merge_operator op;
    size_t part, whole; /* of a quotient: columns */
    int decimals;       /* of a quotient */
    const char *unit;   /* of the first value that has one, "" */
    src_pos pos;
} merge_column;

typedef struct submission submission;

/* What one district reports in one cell. */
typedef struct entry entry;
struct entry {
    entry *next; /* of the next district, in the order of coming */
    const submission *from;
    bool has_number;
    number value;
    const char *words;        /* content, as XML */
    const char *plain;        /* the same without mark-up, blanks as one */
    const char *const *names; /* of a union; NULL-terminated */
    src_pos pos;
};

typedef struct {
    const char *id, *name;
    xmlNodePtr node;
    entry **first, **last; /* by column */
    size_t reports;        /* districts that report on it */
} merge_measure;

struct submission {
    const char *path, *title, *date, *digest;
    src_pos pos;          /* of its table of measures */
    const char *district; /* its short name */
    size_t rank;          /* of the district in the order of the alphabet */
    size_t measures;      /* it reports on */
};

typedef struct {
    const char *id, *oktmo, *name, *short_name;
    src_pos pos;
    submission *from; /* NULL: it has not submitted */
    number *sums;     /* by column, of the columns with sums */
} merge_district;

struct merge {
    arena *mem;
    xml_doc *plan;
    xmlNodePtr table; /* the plan's measures */
    const collate *order;
    merge_column *columns;
    size_t column_count, column_cap;
    merge_measure *measures;
    size_t measure_count, measure_cap;
    merge_district *districts;
    size_t district_count, district_cap;
    size_t left_out;      /* rows and values of files that are taken */
    const char **refused; /* files that are left out */
    size_t refused_count, refused_cap;
    xmlHashTablePtr by_id, by_name; /* measures: number + 1 */
    const char *from, *to;          /* the period */
    const char *latest;             /* date of a submission */
    diag *dg;
};

/* nodes.c: looking at trees, and writing XML. */
/* All words below, blanks as one. */
const char *node_words(arena *a, xmlNodePtr n);
/* What is inside, as XML that can stand in another document: without identifiers and references. */
const char *node_content(arena *a, xmlNodePtr n);
const char *node_start(arena *a, xmlNodePtr n); /* its start tag */
const char *node_copy(arena *a, xmlNodePtr n);  /* the whole element */

#endif
