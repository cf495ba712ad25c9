/* archiving.h - between the actions of svod archive: what one of them works with, and what several
 * of them do. */
#ifndef SVOD_ARCHIVING_H
#define SVOD_ARCHIVING_H

#include "archive/catalogue.h"
#include "archive/store.h"
#include "papers/verify.h"
#include "session.h"

typedef struct {
    svod_session *s;
    svod_session *again; /* where documents are rendered again, all of them; NULL: not yet */
    const char *aside;   /* the folder for what they make; NULL: not yet */
    const svod_archive_request *how;
    arena *mem;
    catalogue *c;
    svod_status status; /* the worst so far */
    size_t count;
    bool written;    /* a file of the document that is being added */
    const char *pdf; /* of the document that is there already; NULL: none that is sound */
    uint64_t own;    /* in the names of files that are being made; 0: not yet */
    diag *dg;
} archiving;

void archiving_worsen(archiving *v, svod_status status);
/* A file of our own in the archive, with this extension. */
const char *archiving_scratch(archiving *v, const char *extension);
/* Is a file of the archive there and whole? If not, that is told. */
bool archiving_is_sound(archiving *v, const archived *d, const char *digest);
/* For catalogue_each, `self` is the archiving: every file of a document. */
bool archiving_are_sound(void *self, const archived *d);
/* What the archived source makes now beside a PDF; see verify_again. */
verdict archiving_render_again(archiving *v, const char *pdf, const char *source,
                               svod_status *status);

/* The actions: archive_add.c, archive_list.c, archive_prove.c, archive_export.c. */
void archiving_add(archiving *v);
void archiving_list(archiving *v);
void archiving_search(archiving *v);
void archiving_show(archiving *v);
void archiving_verify(archiving *v);
void archiving_regenerate(archiving *v);
void archiving_export(archiving *v);

#endif
