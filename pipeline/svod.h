/* svod.h - the public face of libsvod: check an author's document, render it, format XSL-FO.
 *
 * A session loads an edition, fonts and dictionaries once and serves any number of documents, one
 * at a time. Every function reports through `diag`; results say how it ended. */
#ifndef SVOD_H
#define SVOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"

/* Exit codes (design.md). */
typedef enum {
    SVOD_OK = 0,
    SVOD_INVALID = 2,  /* the input is invalid */
    SVOD_WARNINGS = 3, /* done, but strict and there were warnings */
    SVOD_LAYOUT = 4,   /* cannot be laid out */
    SVOD_SYSTEM = 5,   /* resource limit or system */
    SVOD_REFUSED = 6,  /* verification or signature failed */
    SVOD_USAGE = 64,
    SVOD_INTERRUPTED = 130, /* SIGINT */
    SVOD_TERMINATED = 143,  /* SIGTERM */
} svod_status;

/* The worse end of two, in the order of design.md. */
svod_status svod_worse(svod_status a, svod_status b);

typedef enum { DUMP_NONE, DUMP_FO, DUMP_AREAS, DUMP_TAGS } svod_dump;

typedef enum { LIST_TEXT, LIST_JSON, LIST_CALENDAR } svod_list;

typedef enum { SIGNOFF_NONE, SIGNOFF_AGREED, SIGNOFF_APPROVED, SIGNOFF_SIGNED } svod_signoff_kind;

/* Who agrees, approves or signs, and when. */
typedef struct {
    svod_signoff_kind as;
    const char *date;              /* ISO; obligatory */
    const char *person, *position; /* NULL: those of the document's own block */
    bool acting;
} svod_signoff;

/* How to sign, or to check signatures. Files by their paths; NULL where not wanted. */
typedef struct {
    const char *cert, *key, *pkcs12;    /* PEM, or PKCS #12 */
    const char *engine;                 /* of OpenSSL: "gost" */
    const char *passphrase;             /* file with it; NULL: SVOD_PASSPHRASE */
    const char *field;                  /* name of the field; NULL: the next that waits */
    const char *digest_out, *bytes_out; /* what is to be signed elsewhere */
    const char *cms_in;                 /* the signature that was made elsewhere */
    const char *ca;                     /* verify: issuers to trust, PEM */
    const char *tsa;                    /* address of a timestamp service; NULL: no timestamp */
    bool detached;                      /* a .sig beside the file */
} svod_signing;

typedef struct {
    const char *data_dir; /* stylesheets/, fonts/; NULL: found beside the program */
    const char *output;   /* "-" is standard output */
    /* render, fo: results go here instead, named by their files' paths (base/paths.h) */
    const char *folder;
    const char *shared; /* what is cut from these */
    svod_dump dump;     /* instead of PDF, text to `output` */
    const char *pdf; /* level of the PDF: "a3a", "a2a", "a1b", "plain"; NULL: the command's own */
    const char *source; /* verify: the XML, where the PDF carries none; NULL: the attached one */
    const char *part;   /* render: this block or appendix alone, by its id; NULL: all */
    bool strict;
    bool kerning;
    bool typography;            /* check: list every change typography makes */
    bool omitted;               /* check: list the texts that the edition leaves out */
    const char *on;             /* deadlines: the day to look from, ISO; NULL: today */
    svod_list list;             /* deadlines: how to write them */
    svod_signoff signoff;       /* approve */
    svod_signing signing;       /* sign, verify-signature */
    const char *const *fonts;   /* "Family=FILE", NULL-terminated; may be NULL */
    const char *const *initial; /* fo: "property=value", other initial values; the same */
} svod_options;

/* libxml2 takes its memory from lists that know one thread: a program that opens a session uses
 * libxml2 in that thread only. */
typedef struct svod_session svod_session;

svod_session *svod_open(const svod_options *options, diag *dg);
void svod_close(svod_session *s);

svod_status svod_check(svod_session *s, const char *path, diag *dg);
svod_status svod_render(svod_session *s, const char *path, diag *dg);
/* The document's deadlines, overdue ones first, to `output` (standard output unless said); as
 * LIST_CALENDAR to an iCalendar file beside the document. */
svod_status svod_deadlines(svod_session *s, const char *path, diag *dg);
svod_status svod_fo(svod_session *s, const char *path, diag *dg);
/* Write the sign-off of the options into the document (into the file itself unless `output` says
 * where), with the digest of the content it covers. SVOD_INVALID if a rule of severity error is
 * broken and not acknowledged, unless the document is only agreed. */
svod_status svod_approve(svod_session *s, const char *path, diag *dg);
/* Make a document of the next edition out of it (in the file itself unless `output` says where);
 * what is changed is reported as notes. SVOD_INVALID: it is of the last edition. */
svod_status svod_upgrade(svod_session *s, const char *path, diag *dg);
/* Sign a PDF file in an incremental update; prepare it for a signature made elsewhere; put that in.
 * The result goes to `output`, or beside the file. SVOD_REFUSED: the signature that came in is of
 * other bytes. */
svod_status svod_sign(svod_session *s, const char *path, diag *dg);
/* Tell on standard output what is signed, by whom, and what was changed since; SVOD_REFUSED unless
 * all of it holds. */
svod_status svod_verify_signature(svod_session *s, const char *path, diag *dg);
/* Render the attached source again and tell on standard output whether it makes this file;
 * SVOD_REFUSED if not. A signed file is compared as it was before the signatures. */
svod_status svod_verify(svod_session *s, const char *path, diag *dg);
/* The attached source of a PDF, to `output` or beside the file. */
svod_status svod_extract(svod_session *s, const char *path, diag *dg);
/* What is asked of an archive: action init, add, list, show, search, regenerate, verify or export,
 * its folder, and what the action is about: files, numbers, words. */
typedef struct {
    const char *action, *folder;
    const char *const *operands;
    size_t operand_count;
    int year;              /* 0: any */
    const char *signature; /* add: a detached one; NULL: none */
} svod_archive_request;
/* Answers go to standard output, an export to the folder `output`. SVOD_REFUSED: verify or
 * regenerate found what is not right. */
svod_status svod_archive(svod_session *s, const svod_archive_request *how, diag *dg);

/* Many documents in one run: what to take, where to put the results, within which limits. */
typedef struct {
    const char *const *operands; /* files, folders, patterns, @lists, manifests (.csv, .ndjson) */
    size_t operand_count;
    const char *folder;     /* of the results */
    int jobs;               /* workers; 0: one a processor */
    int seconds, mebibytes; /* that one document may take; 0: the usual limits */
    const char *shard;      /* "i/n", or "auto" in an array job; NULL: all documents */
    bool force;             /* those too that have not changed */
    bool resume;            /* go on with what an interrupted run was asked for */
    bool fail_fast;         /* hand out no more after the first that fails */
    bool deps;              /* write dependency files for make */
    bool events;            /* NDJSON on standard output instead of the table */
    bool quiet;             /* no progress */
    diag_format format;     /* of findings; JSON alone stands on standard error, without progress */
} svod_batch_request;
/* Render every document into the folder, with a manifest, a page to look at and a letter for each
 * that failed; the worst end of all. One document that fails, hangs or crashes ends alone. */
svod_status svod_batch(svod_session *s, const svod_batch_request *how, diag *dg);
/* One manifest and page out of those of the shards in the folder. */
svod_status svod_batch_merge(svod_session *s, const svod_batch_request *how, diag *dg);

/* What districts report about the measures of one plan, as one consolidated report. */
typedef struct {
    const char *plan;
    const char *const *submissions; /* files, folders, patterns, @lists, manifests, as of a batch */
    size_t submission_count;
    const char *title, *date; /* of the report; NULL: what follows from plan and submissions */
} svod_merge_request;
/* To `output`, with the origin of each figure beside it (.provenance.csv). Submissions that cannot
 * be taken are told and left out: SVOD_INVALID, and the report is written all the same. */
svod_status svod_merge(svod_session *s, const svod_merge_request *how, diag *dg);

/* Write what a code of a finding means, why it matters, a wrong and a right example, in the
 * language of messages. NULL: all codes, a line each. SVOD_USAGE if there is no such code. */
svod_status svod_explain(const char *code, FILE *out, diag *dg);

/* A document of this kind to begin with, out of templates/, as `output` or KIND.xml; a file that is
 * there is not written over. SVOD_USAGE if there is no such kind. */
svod_status svod_new(svod_session *s, const char *kind, diag *dg);
/* Render, and again whenever the document, its images, settings or stylesheets change, until SIGINT
 * or SIGTERM; findings go to standard error. Where it fails, the PDF that is there stays. */
svod_status svod_watch(svod_session *s, const char *path, diag_format format, diag *dg);
/* Tell on `out` whether all is there that documents need: libraries, fonts with their letters,
 * dictionaries, editions, and whether the folder `output` (the current one) and that for temporary
 * files can be written. SVOD_SYSTEM if something is wrong. */
svod_status svod_doctor(svod_session *s, FILE *out, diag *dg);

/* The folder of stylesheets/, fonts/, locale/: SVOD_DATA, beside the program, or as installed. */
const char *svod_data_dir(void);
/* The folder that the program lies in; NULL if the system does not tell. */
const char *svod_program_dir(void);
/* The folder of message catalogues that belongs to it. */
const char *svod_locale_dir(void);
/* Does the calendar have the day YYYY-MM-DD? */
bool svod_has_day(const char *iso);
/* Versions of program, libraries, fonts and dictionaries, a line each. */
bool svod_versions(svod_session *s, FILE *out, diag *dg);

#endif
