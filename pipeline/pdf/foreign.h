/* foreign.h - what stands inside fo:instream-foreign-object: SVG, or what is not drawn. */
#ifndef SVOD_PDF_FOREIGN_H
#define SVOD_PDF_FOREIGN_H

#include "base/diag.h"
#include "base/units.h"
#include "pdf/pdf_int.h"

/* Natural size of the element `node` (an xmlNodePtr). What is not SVG is reported at `pos`; false
 * if it has no size that we know. */
bool foreign_size(void *node, src_pos pos, diag *dg, mpt *w, mpt *h);

/* What SVG says of itself in <title>, in `a`; NULL if nothing. */
const char *foreign_title(arena *a, void *node);

/* Draw `node`, the content of `fo`, in the rectangle whose upper left corner is (r.x, r.y). */
void foreign_paint(pdf_writer *w, resource_list *res, void *node, const fo_node *fo, box_rect r);

#endif
