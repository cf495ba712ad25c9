/* parts.h - the parts of a document that can be rendered alone: blocks of the body and of
 * appendices, and appendices, each by its id. */
#ifndef SVOD_PARTS_H
#define SVOD_PARTS_H

#include <stdbool.h>

#include "base/diag.h"
#include "xml/xml.h"

/* Is there a part of this id? If not, it is reported with the ids there are. */
bool parts_has(const xml_doc *doc, const char *id, diag *dg);

#endif
