/* session.h - the session: what the files of pipeline/, documents/, papers/ and batches/ share.
 * Never included elsewhere. */
#ifndef SVOD_SESSION_H
#define SVOD_SESSION_H

#include "base/arena.h"
#include "batch/inputs.h"
#include "fo/fo.h"
#include "pdf/pdf.h"
#include "svod.h"
#include "text/font.h"
#include "text/lines.h"
#include "xml/xml.h"

typedef struct edition edition; /* documents/documents.h */

/* What the last document came to, for a batch's manifest. */
typedef struct {
    uint32_t pages;
    uint32_t rows_in, rows_out; /* of table bodies: that the stylesheet made, that stand on pages */
    const char *const *files;   /* images that were read, or should have been */
    size_t file_count;
} session_made;

struct svod_session {
    svod_options opt;
    arena *mem, *made_mem; /* the second one: of `made` */
    session_made made;
    const char *data_dir;
    const char *given; /* bytes of the next document; NULL: they are read from its path */
    size_t given_size;
    edition *editions;
    struct stylesheet *sheet; /* that session_transform applied last */
    const char *sheet_name;
    void (*close_documents)(svod_session *s); /* of documents/, once it has loaded something */
    font_set *fonts;
    metrics *shaper; /* its words are kept from document to document */
    hyphenator *hyphens;
    fo_defaults *defaults;             /* with those of the options */
    const fo_defaults *plain_defaults; /* for authors' documents, which do not have these; NULL: as
                                          fo.h says */
    font_files *font_files;            /* of the PDFs that were made */
};

/* How a run that failed ends: `usual`, unless the messages tell of the input or the system. */
svod_status session_failure(const diag *dg, svod_status usual);
/* `work` on one document, whose memory of libxml2 is a span of its own (base/pool.h). */
typedef svod_status session_work(svod_session *s, const char *path, diag *dg);
svod_status session_document(svod_session *s, const char *path, session_work *work, diag *dg);
/* The input's name with another extension; with one more if it has this one, so that no file
 * becomes its own result. "-" stays "-". */
const char *session_named_beside(arena *a, const char *input, const char *extension);

/* Where formatting objects come from: a tree, or a file that is read as it is laid out. */
typedef struct {
    xmlDocPtr tree;
    xml_reader *reader; /* NULL: the tree */
} fo_input;

/* Who looks at the pages before they are written, and has a word when all are there. */
typedef struct session_watch session_watch;
struct session_watch {
    void (*page)(session_watch *self, const area_page *page);
    void (*done)(session_watch *self, diag *dg);
};

/* What the PDF is to be and to carry. */
typedef struct {
    pdf_level level;                /* unless --pdf says another */
    const pdf_attachment *source;   /* NULL: none */
    const pdf_property *properties; /* NULL: none */
    session_watch *watch;           /* NULL: nobody */
    bool watched_only;              /* nothing is written */
} session_pdf;

/* Lay out the formatting objects of the file `input` and write what is asked for; if the source is
 * strict, a lost glyph or clipped text is an error. */
svod_status session_format(svod_session *s, const char *input, fo_input in, const fo_source *source,
                           const session_pdf *pdf, diag *dg);
/* What an archive notes of a document. Strings are "" where the document says nothing. */
typedef struct {
    const char *id, *kind, *title, *date, *from, *to, *organisation, *reg_number, *edition, *state;
    const char *text; /* all of its words */
} document_facts;
/* Load and check a document and fill `facts` out of `a`; false and diagnostics if it is none.
 * (documents/describing.c) */
bool session_describe(svod_session *s, const char *path, arena *a, document_facts *facts, diag *dg);

/* A document of the right structure; its rules and texts are not looked at. NULL and diagnostics if
 * it is none. (documents/checking.c) */
xml_doc *session_load(svod_session *s, const char *path, diag *dg);
/* Load what every document needs, before the first one comes. (documents/editions.c) */
bool session_warm(svod_session *s, diag *dg);
/* The consolidated report of what `how` names, out of these submissions. (documents/merging.c) */
svod_status session_merge(svod_session *s, const svod_merge_request *how,
                          const batch_items *submissions, diag *dg);
/* Apply a stylesheet to XML of our own making and write what comes out: XSL-FO as PDF, anything
 * else as it is. (documents/transforming.c) */
svod_status session_transform(svod_session *s, const char *sheet, const char *xml, size_t size,
                              const char *to, diag *dg);
/* Program and libraries, a line each. (documents/versions.c) */
void session_library_versions(FILE *out);
/* Write the formatting objects themselves. */
svod_status session_dump_fo(svod_session *s, const char *input, xmlDocPtr fo, diag *dg);
/* fo_source.where; its `self` is an xml_doc. */
src_pos session_place(void *self, uint32_t at);

#endif
