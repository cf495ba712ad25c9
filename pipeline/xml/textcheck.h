/* textcheck.h - checks of the author's words: look-alike letters, broken № signs, spaces, dashes,
 * quotes, repetitions (T codes), and the list of what typography will change.
 *
 * Word lists and confusion tables are the edition's typography.ini and lookalikes.ini. */
#ifndef SVOD_XML_TEXTCHECK_H
#define SVOD_XML_TEXTCHECK_H

#include "xml/xml.h"

typedef struct textcheck textcheck;

/* NULL: the edition's lists cannot be read; the reason is in `dg`. */
textcheck *textcheck_load(const char *edition_dir, diag *dg);
void textcheck_free(textcheck *t); /* accepts NULL */

/* Every finding is a diagnostic at the word it is about; with `list_changes` each change as a
 * note. */
void textcheck_run(textcheck *t, const xml_doc *doc, bool list_changes, diag *dg);

#endif
