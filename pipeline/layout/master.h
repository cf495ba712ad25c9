/* master.h - which page master a page takes, and where its regions lie. */
#ifndef SVOD_LAYOUT_MASTER_H
#define SVOD_LAYOUT_MASTER_H

#include "layout/layout_int.h"
#include "layout/content.h"

/* ---- choosing ---- */

typedef struct chooser chooser;

/* For the page-sequence `seq`; NULL (reported) if its master-reference leads nowhere. */
chooser *chooser_new(layout *l, const fo_node *seq);

typedef struct {
    long number; /* the page's number, for odd and even */
    bool first, last, blank;
} page_kind;

/* The master of the next page; the sub-sequences move on. NULL: none matches. */
const fo_node *chooser_next(chooser *c, const page_kind *kind);
/* Would it be NULL? Nothing moves on, and nothing is told. */
bool chooser_lacks(const chooser *c, const page_kind *kind);
/* The master of the `ahead`-th page after the next one, of this kind; NULL: the sub-sequences end
 * before it, or none matches. Nothing moves on, and nothing is told. */
const fo_node *chooser_ahead(const chooser *c, const page_kind *kind, int ahead);
/* Is the master of this page for an only page, of page-position="only"? */
bool chooser_is_only(const chooser *c, const page_kind *kind);
/* Put back what chooser_next did, to ask again for another kind of page. */
typedef struct {
    uint32_t step, repeats;
} chooser_state;
chooser_state chooser_save(const chooser *c);
void chooser_restore(chooser *c, chooser_state s);
/* Has any page that the master can make a body for the flow called `name`? */
bool chooser_serves(const chooser *c, const char *name);
/* Does any condition of the master ask for the last or only page? */
bool chooser_minds_last(const chooser *c);

/* ---- regions ---- */

typedef struct {
    const fo_node *fo;                              /* NULL: the master has none */
    const char *name;                               /* flow-name that fills it */
    mpt x, y, w, h;                                 /* border rectangle, on the page */
    mpt content_x, content_y, content_w, content_h; /* relative to it; turned with the region */
    int rotation;
} region;

enum { REGION_BODY, REGION_BEFORE, REGION_AFTER, REGION_START, REGION_END, REGION_COUNT };

typedef struct {
    const fo_node *master;
    mpt width, height;
    mpt x, y, w, h; /* page area within the margins */
    int rotation;   /* of the page area */
    region region[REGION_COUNT];
    int columns;
    mpt gap, column_width;
} page_geometry;

void geometry_make(layout *l, const fo_node *master, page_geometry *g);

#endif
