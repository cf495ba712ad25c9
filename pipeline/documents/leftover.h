/* leftover.h - words in [brackets] that svod new wrote and nobody has replaced. */
#ifndef SVOD_LEFTOVER_H
#define SVOD_LEFTOVER_H

#include "xml/xml.h"

/* Tell each place of the document where words of a starting document (templates/ of `data_dir`)
 * still stand; how many. */
size_t leftover_tell(const char *data_dir, const xml_doc *doc, diag *dg);

#endif
