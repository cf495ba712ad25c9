/* documents.h - between the files of documents/: an edition as loaded, and a document with what was
 * found out about it. */
#ifndef SVOD_DOCUMENTS_H
#define SVOD_DOCUMENTS_H

#include "session.h"
#include "sign/state.h"
#include "text/wordlist.h"
#include "xml/textcheck.h"
#include "xslt/xslt.h"

/* An edition as loaded: schema, rules, word lists, stylesheet. */
struct edition {
    edition *next;
    const char *name;
    xml_schema *schema;
    rule_set *rules;
    textcheck *words;
    const word_lists *thresholds;
    stylesheet *sheet;   /* loaded by the first render, … */
    const char *digests; /* … and these */
};

/* The edition that the document names, loaded; NULL and diagnostics if there is none, or no profile
 * of the name that the document asks for. Without the attribute the schema reports it as missing.
 * It is the session's. */
edition *edition_of(svod_session *s, const xml_doc *doc, diag *dg);
/* Its stylesheet for formatting objects; NULL and diagnostics if it cannot be loaded. */
stylesheet *edition_sheet(svod_session *s, edition *e, diag *dg);
/* Of it and of the fonts, as the build has found them (tools/digests.sh): the same for all
 * documents of a process, whatever is installed meanwhile. NULL and a diagnostic if one is not to
 * be had: a document without them proves nothing. */
const char *edition_digests(svod_session *s, edition *e, diag *dg);
const char *edition_folder(const svod_session *s, arena *a, const edition *e);
/* For session.close_documents. */
void documents_close(svod_session *s);

/* A document with what was found out about it. */
typedef struct {
    xml_doc *doc; /* NULL: it cannot be gone on with */
    edition *e;
    document_state state;
    size_t errors; /* found by rules and in texts, and not acknowledged */
} checked;

/* Load and check. Rule errors do not stop rendering. Free `doc` with xml_free. */
checked checked_load(svod_session *s, const char *path, diag *dg);
/* Its formatting objects; NULL and diagnostics if the stylesheet fails. Free with xmlFreeDoc. */
xmlDocPtr checked_fo(svod_session *s, const checked *c, diag *dg);

/* Where an attribute stands, or the element that lacks it. */
src_pos attribute_pos(const xml_doc *doc, xmlNodePtr element, const char *name);

#endif
