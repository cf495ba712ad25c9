/* project.h - svod.ini: what an office decides for its documents: how severe a finding is, and the
 * numbers that rules compare with. It lies in the document's folder or the nearest one above.
 *
 *   [severity]            [thresholds]           [timestamps]
 *   R14 = note            R13.similar = 95       allow = http://tsa.example.org/
 *
 * A severity is error, warning, note or off; a threshold is one of the edition's thresholds.ini; a
 * service that may be asked for timestamps is allowed by its whole address. */
#ifndef SVOD_XML_PROJECT_H
#define SVOD_XML_PROJECT_H

#include "base/arena.h"
#include "base/diag.h"
#include "text/wordlist.h"

typedef struct project project;

/* The settings that hold for `document`, in `a`; empty ones if there is no svod.ini. `edition`
 * holds the thresholds there are, with their usual values; NULL: it does not matter which there
 * are. NULL and a diagnostic (G22, G32) at the line of svod.ini that is not understood. */
project *project_find(arena *a, const char *document, const word_lists *edition, diag *dg);

/* The value of "CODE.name" in decimal digits; NULL if neither the project nor the edition has
 * one. */
const char *project_threshold(const project *p, const char *name);

/* Severity `i` of the file: whose it is, and on which line; false behind the last. */
bool project_severity(const project *p, size_t i, const char **code, src_pos *where);

/* May the timestamp service at `url` be asked? */
bool project_allows(const project *p, const char *url);

/* The nearest svod.ini at or above the folder of `document`, in `a`; NULL if there is none. */
const char *project_file(arena *a, const char *document);

/* Give the findings of rules, of text checks and of merging (R…, T…, M…) from item `from` on the
 * project's severities. */
void project_apply(const project *p, size_t from, diag *dg);

#endif
