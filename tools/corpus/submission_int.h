/* submission_int.h - the blocks that a submission is made of (blocks.c, tables.c). Each has an id
 * of its own. */
#ifndef CORPUS_SUBMISSION_INT_H
#define CORPUS_SUBMISSION_INT_H

#include "submission.h"

typedef struct {
    writer *w;
    const submission *s;
    arena *a;
    int ids; /* given so far */
} body;

/* The same measure for the same number in every document. */
void put_measure_name(writer *w, int number);
void put_deadline(writer *w, int number, int year);

void block_narrative(body *b, int paragraphs, const defect_set *defects);
void block_costs(body *b);
void block_glossary(body *b);
void block_passport(body *b);
void block_report(body *b, int count, const defect_set *defects);
void block_plan(body *b, int count, int year);
void block_regional(body *b);
void block_indicators(body *b, bool with_facts);
void block_settlements(body *b);
void block_courses(body *b);
void block_events(body *b);

#endif
