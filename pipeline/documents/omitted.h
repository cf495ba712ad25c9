/* omitted.h - what an edition leaves out on purpose of the author's texts: its list,
 * omitted.ini. */
#ifndef SVOD_OMITTED_H
#define SVOD_OMITTED_H

#include "xml/xml.h"

typedef struct omissions omissions;

/* The list in the edition's folder, for the texts of `doc`. NULL: it cannot be read or understood;
 * the reason is in `dg`. */
omissions *omissions_load(const char *edition_dir, const xml_doc *doc, diag *dg);
void omissions_free(omissions *o); /* accepts NULL */

/* Why the text is not printed as it stands, as an argument of the messages of omissions_load; NULL:
 * it is to be printed. */
const char *omissions_reason(omissions *o, const xmlNode *text);

#endif
