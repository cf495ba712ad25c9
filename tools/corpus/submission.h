/* submission.h - one invented document: what a district hands in. */
#ifndef CORPUS_SUBMISSION_H
#define CORPUS_SUBMISSION_H

#include "defects.h"

typedef enum { KIND_REPORT, KIND_PLAN, KIND_ROADMAP, KIND_COURSES, KIND_PROGRAMME } submission_kind;

typedef struct {
    int number; /* from 1; it chooses the district */
    submission_kind kind;
    int pages;    /* about so many */
    int measures; /* of the regional plan */
    const char *edition;
    const defect_set *defects; /* NULL: none */
} submission;

const char *submission_kind_name(submission_kind kind);

/* Into w->text, with codes of mistakes between the bytes 1 and 2 at the end of their lines. */
void submission_write(writer *w, const submission *s, arena *a);
/* The plan that the reports report on, measure by measure, with the numbers of those who are to
 * submit; edition and measures of `s` count. */
void submission_write_regional(writer *w, const submission *s, const int *submitters, size_t count,
                               arena *a);

#endif
