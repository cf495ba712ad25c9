/* record.h - what became of one document of a batch: a line of the manifest, of the journal; a
 * worker's answer. */
#ifndef SVOD_BATCH_RECORD_H
#define SVOD_BATCH_RECORD_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"

typedef struct {
    src_pos pos;
    severity sev;
    const char *code, *english, *russian;
    const char *acknowledged; /* NULL: not */
} batch_finding;

typedef struct {
    const char *path, *digest; /* "": there is none */
} batch_file;

typedef struct {
    long number;              /* in the whole batch, from 1 */
    const char *name, *input; /* as in batch_item */
    const char *output;       /* the PDF, in the folder of results; "": none was made */
    const char *key;          /* everything but the files that decides what comes out */
    const char *source;       /* SHA-256 of the document */
    const char *digest;       /* SHA-256 of the PDF */
    long bytes, pages;
    long rows_in, rows_out; /* of tables: that the stylesheet made, that stand on pages */
    int status;             /* svod_status */
    batch_file *files;      /* that it was made of beside the document: images, svod.ini */
    size_t file_count;
    batch_finding *findings;
    size_t finding_count;
    long milliseconds, cpu_milliseconds, kibibytes; /* of the run that made it */
} batch_record;

/* Is it more than a note, and does its author not account for it? */
bool record_counts(const batch_finding *f);
typedef enum { RECORD_DONE, RECORD_WARNED, RECORD_FAILED } record_end;
record_end record_ended(const batch_record *r);

/* Is there anything to tell of it? */
bool record_tells(const batch_record *r);

/* One JSON object without a line's end. */
void record_write(const batch_record *r, strbuf *line);
/* False if the line is none; strings in `a`. */
bool record_read(arena *a, const char *line, size_t size, batch_record *r);

/* The same as a worker hands it to the process that it was forked from: bytes of no use to any
 * other. */
void record_pack(const batch_record *r, strbuf *out);
/* False if the bytes are no record; strings in `a`. */
bool record_unpack(arena *a, const char *bytes, size_t size, batch_record *r);

void batch_versions(FILE *out); /* of the libraries of this folder */

/* The findings of `dg`, in both languages, in `a`. */
void record_findings(arena *a, diag *dg, batch_record *r);

#endif
