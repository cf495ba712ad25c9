/* merge_int.h - between the parts of merge/: plan and values as read. */
#ifndef SVOD_MERGE_MERGE_INT_H
#define SVOD_MERGE_MERGE_INT_H

#include "base/strbuf.h"
#include "merge/merge.h"
#include "text/number.h"
#include "xml/nodes.h"

/* How the values of a column become one (column/@merge). */
typedef enum {
    OPERATOR_LIST,     /* each district's words under its name */
    OPERATOR_APPENDIX, /* the same behind the report; the cell says where */
    OPERATOR_SUM,
    OPERATOR_MAX,
    OPERATOR_MIN,
    OPERATOR_MEAN,  /* sum of one column by the sum of another */
    OPERATOR_SHARE, /* the same in per cent */
    OPERATOR_UNION, /* each name once, in the order of the alphabet */
    OPERATOR_NONE,  /* the plan's own words stay */
} merge_operator;

/* Does the operator keep words as they are? */
bool operator_lists(merge_operator op);
/* Does the operator want numbers? Is its result made of two other columns? */
bool operator_counts(merge_operator op);
bool operator_divides(merge_operator op);

typedef struct {
    xmlNodePtr node;
    const char *key;     /* of cells; "result" for results */
    const char *heading; /* of the column, as XML */
    const char *title;   /* the same as words */
    merge_operator op;
    size_t part, whole; /* of a quotient: columns */
    int decimals;       /* of a quotient */
    size_t least;       /* values are at least those of this column; column_count: no such */
    bool counted;       /* its sums by district are counts */
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
    const char *path, *title, *date, *digest, *state;
    bool draft;
    src_pos pos;          /* of its table of measures */
    const char *district; /* its short name */
    size_t rank;          /* of the district in the order of the alphabet */
    size_t measures;      /* it reports on */
};

typedef struct {
    const char *id, *oktmo, *name, *short_name;
    const char **names; /* all of them, normalised; NULL-terminated */
    src_pos pos;
    submission *from; /* NULL: it has not submitted */
    number *sums;     /* by column, of the columns with sums */
    bool *counted;    /* by column: is there a value at all? */
    bool *too_large;  /* by column: is the sum not all of them? */
} merge_district;

/* An abbreviation as submissions write it, or as one explains it. */
typedef struct abbreviation_use abbreviation_use;
struct abbreviation_use {
    abbreviation_use *next; /* the one that came before */
    const char *written, *expansion;
    const submission *last;
    size_t submissions;
    src_pos pos; /* of the first */
};

struct merge {
    arena *mem;
    xml_doc *plan;
    xmlNodePtr table; /* the plan's measures */
    merge_rules rules;
    merge_column *columns;
    size_t column_count, column_cap;
    merge_measure *measures;
    size_t measure_count, measure_cap;
    merge_district *districts;
    size_t district_count, district_cap;
    size_t left_out;      /* rows and values of files that are taken */
    const char **refused; /* files that are left out */
    size_t refused_count, refused_cap;
    /* Measures: number + 1, UINTPTR_MAX of a name that several have; names are normalised. */
    xmlHashTablePtr by_id, by_name;
    xmlHashTablePtr told;                           /* rows and events: the first place of each */
    abbreviation_use *abbreviations, *explanations; /* the latest first */
    xmlHashTablePtr used, explained;                /* the same, by how they are written */
    const char *from, *to;                          /* the period */
    const char *latest;                             /* date of a submission */
    diag *dg;
};

/* A submission while its tree is there. */
typedef struct {
    merge *m;
    const xml_doc *doc;
    merge_district *district;
    submission *own;
    bool *seen, *done; /* measures, by number: has a row, has a result */
} reading;

/* Whose submission it is; NULL: it cannot be taken, the reason is told, or it is the very file that
 * was taken (*again). (whose.c) */
merge_district *merge_find_district(merge *m, const xml_doc *doc, bool *again);
/* All names of an organisation, as text_normalise makes them. */
const char **merge_names(merge *m, xmlNodePtr organisation);

/* A place in the submission, for as long as the diagnostics live. */
src_pos reading_place(const reading *r, src_pos at);
/* The same of a byte of a text. */
src_pos reading_text_place(const reading *r, xmlNodePtr text, size_t offset);
/* What this submission says in a cell; NULL: nothing. */
const entry *reading_entry(const reading *r, const merge_measure *measure, size_t column);
/* «Name», «name», «name», …: of the measures for which `have` is false; how many goes to *count. */
const char *reading_names(const reading *r, const bool *have, size_t *count);

/* Of each row that was taken: dates.c, alike.c, abbreviations.c, check.c. */
void reading_check_dates(reading *r, xmlNodePtr cell);
void reading_check_alike(reading *r, const merge_measure *measure, xmlNodePtr row);
void reading_note_abbreviations(reading *r, xmlNodePtr cell);
void reading_check_least(reading *r, const merge_measure *measure);
/* Of the whole: its date, what its text claims, what it explains, what is not there. */
void reading_check_own_date(reading *r);
void reading_check_claims(reading *r);
void reading_note_explanations(reading *r);
void reading_check_missing(reading *r);
void reading_check_quotients(reading *r);
/* Of all submissions. */
void merge_check_abbreviations(merge *m);
/* The explained ones that the report uses, by their letters, in `a`; their number goes to
 * *count. */
const abbreviation_use **merge_explanations(const merge *m, arena *a, size_t *count);
/* What the plan writes and explains counts as the first submission. */
void merge_note_plan(merge *m);
/* «M15.letters» */
size_t merge_threshold(const merge *m, const char *name);

/* names.c: the names that a cell of a union gives; NULL-terminated. */
const char *const *cell_names(arena *a, xmlNodePtr cell);

/* nodes.c: looking at trees, and writing XML. */
/* All words below but for footnotes, blanks of any kind as one space. */
const char *node_words(arena *a, xmlNodePtr n);
/* What is inside, as XML that can stand in another document: without identifiers and references. */
const char *node_content(arena *a, xmlNodePtr n);
const char *node_start(arena *a, xmlNodePtr n); /* its start tag */
/* The same with another value of an attribute that it has. */
const char *node_start_with(arena *a, xmlNodePtr n, const char *attribute, const char *value);
const char *node_copy(arena *a, xmlNodePtr n); /* the whole element */

#endif
