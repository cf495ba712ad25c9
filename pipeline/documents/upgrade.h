/* upgrade.h - svod upgrade: a document of one edition becomes one of the next. */
#ifndef SVOD_UPGRADE_H
#define SVOD_UPGRADE_H

#include "base/output.h"
#include "xml/xml.h"

/* Apply the changes that an upgrade's stylesheet lists (stylesheets/upgrade) to the author's bytes
 * and write them. */
bool upgrade_write(const xml_doc *doc, xmlDocPtr changes, output *out, diag *dg);
/* Report each change as a note at its place. */
void upgrade_tell(const xml_doc *doc, xmlDocPtr changes, diag *dg);

#endif
