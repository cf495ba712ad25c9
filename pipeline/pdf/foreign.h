/* foreign.h - what stands inside fo:instream-foreign-object. */
#ifndef SVOD_PDF_FOREIGN_H
#define SVOD_PDF_FOREIGN_H

#include "base/diag.h"
#include "base/units.h"

/* Natural size of the element `node` (an xmlNodePtr); false, and a diagnostic at `pos`, if it has none
 * that we know. */
bool foreign_size(void *node, src_pos pos, diag *dg, mpt *w, mpt *h);

/* Say that `node` is not drawn; once a place. */
void foreign_report(void *node, src_pos pos, diag *dg);

#endif
