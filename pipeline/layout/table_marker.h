/* table_marker.h - headers and footers whose text depends on the page: fo:retrieve-table-marker. */
#ifndef SVOD_LAYOUT_TABLE_MARKER_H
#define SVOD_LAYOUT_TABLE_MARKER_H

#include "layout/page.h"
#include "layout/table.h"

/* Does a header or footer retrieve markers? */
bool table_part_retrieves(const fo_node *part);
/* Does it stand in so many other headers and footers that it must not be measured again for each
 * marker? The work would be many times as much for each of them. */
bool table_part_deep(const fo_node *part);
/* Make the rows of such a part as high as the highest of what they may hold. */
void table_part_probe(layout *l, const table *t, rows *part);
/* A copy of the measured header for the table's first fragment, as high as what it says there,
 * where that is known before: it asks only for the first markers, and these retrieve nothing
 * themselves. Else NULL. */
rows *table_first_header(layout *l, const table *t, const rows *header);
/* The part as it is on this page, for the fragment of the table whose markers begin at `from` (a
 * mark of page_marks). */
rows *table_part_now(page_context *page, table *t, const rows *part, size_t from);

#endif
