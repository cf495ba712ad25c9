/* catalogue.h - what an archive holds, as a SQLite database: the only place that includes
 * sqlite3.h.
 *
 * One row a document; its files are named by their digests (store.h). Writers take turns; a row is
 * there when the call returns, whatever happens afterwards (WAL, synchronous=FULL). */
#ifndef SVOD_ARCHIVE_CATALOGUE_H
#define SVOD_ARCHIVE_CATALOGUE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct catalogue catalogue;

/* A document of the archive; strings are never NULL, "" is unknown. */
typedef struct {
    long long number;
    const char *id, *kind, *title, *date, *from, *to, *organisation, *reg_number, *edition, *state;
    const char *source, *pdf, *signature; /* digests; signature: a detached one */
    const char *level;                    /* of the PDF: "a3a" … */
    const char *added, *by;               /* when (UTC, ISO) and by whom */
    const char *text;                     /* stems, when it is added */
} archived;

catalogue *catalogue_create(const char *folder, diag *dg);
/* NULL and a diagnostic: none is there, it is damaged or of a later version. */
catalogue *catalogue_open(const char *folder, diag *dg);
void catalogue_close(catalogue *c); /* accepts NULL */

/* The number of the document with this source (and this PDF, unless ""); 0: none. */
long long catalogue_find(catalogue *c, const char *source, const char *pdf);
/* What became of a document: of one that is there only the signature changes, if it has none and is
 * given one. */
typedef enum {
    ADDED_NEW,
    ADDED_THERE,          /* already, with this signature if one is given */
    ADDED_SIGNATURE,      /* to the document that is there */
    ADDED_OTHER_SIGNATURE /* is there, and stays */
} adding;
/* Sets d->number. False: the database failed. */
bool catalogue_add(catalogue *c, archived *d, adding *how, diag *dg);

/* Which documents: of a year (0: any; that of the period's end, else of the date), with these stems
 * ("": any), with this number (0: any), with this id (NULL: any). */
typedef struct {
    int year;
    const char *words, *id;
    long long number;
} selection;
typedef bool catalogue_visit(void *self, const archived *d);
/* In order of number, or of relevance if words are looked for; until `visit` says false. False: the
 * database failed. */
bool catalogue_each(catalogue *c, const selection *which, catalogue_visit *visit, void *self,
                    diag *dg);

/* What SQLite finds wrong with the database; "" if it is sound. */
const char *catalogue_check(arena *a, catalogue *c);
void catalogue_versions(FILE *out);

#endif
