/* presence.h - which of the author's texts stand on pages, by node and characters. */
#ifndef SVOD_PRESENCE_H
#define SVOD_PRESENCE_H

#include "layout/area.h"
#include "xml/xml.h"

typedef struct presence presence;

/* Of the texts of `doc`, which must outlive it. */
presence *presence_new(const xml_doc *doc);
void presence_free(presence *p); /* accepts NULL */
/* Look at a page that is finished. */
void presence_see(presence *p, const area_page *page);

/* Is all of this text on the pages, its characters in their order? */
bool presence_whole(const presence *p, const xmlNode *text);
/* What the pages have of the node (a text; or an element: what the stylesheet made of it as a
 * whole), in letters as presence_letter gives them, but one dash for several. A copy in `a`. */
char *presence_seen(const presence *p, arena *a, const xmlNode *node, size_t *len);

/* A character as texts are compared by: 0 for blanks and what is not drawn; one sign for all dashes
 * and for all quotes, which typography changes; small letters and plain figures. */
uint32_t presence_letter(uint32_t cp);

#endif
