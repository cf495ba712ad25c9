/* page.h - the page being made: its areas, its place in the line of pages, what stands on it. */
#ifndef SVOD_LAYOUT_PAGE_H
#define SVOD_LAYOUT_PAGE_H

#include "layout/layout_int.h"

struct markers;

/* Memory of what was measured, shared by the pages it stands on. */
typedef struct {
    arena *mem;
    unsigned users; /* pages and the page-sequence itself */
} measured;

void measured_release(measured *m);

/* A line that cites an id not yet known. */
typedef struct wait wait;
struct wait {
    wait *next;
    const char *id;
    bool last;
    struct para *p;
    const struct para_line *line;
    mpt ipd;
    area *made;
};

struct page {
    layout *l;
    arena *mem;
    area *root;
    page_context context;
    struct markers *markers;
    measured *measured;
    wait *waits, *last_wait;
    struct page *next;
};

/* A page, numbered and labelled; its root is w by h. */
struct page *page_new(layout *l, measured *m, struct markers *markers, uint32_t number,
                      const char *label, mpt w, mpt h);
/* The page is complete: ids are noted, and it goes to the sink as soon as all pages before it have gone
 * and its citations are known. False: the sink stopped. */
bool page_finish(struct page *p);
/* The document is complete: all pages that still wait go out. */
bool pages_flush(layout *l);

/* `fo` has an area on the page; `starts`: its first. Its markers count here. */
void page_mark(page_context *page, const fo_node *fo, bool starts);
/* The last area of `fo` ends on the page. */
void page_mark_end(page_context *page, const fo_node *fo);
/* The same for an inline, which may have begun on an earlier page. */
void page_mark_inline_end(page_context *page, const fo_node *fo);

/* refs.c */
struct refs *refs_new(layout *l);
void refs_free(struct refs *r); /* and the pages that wait */
void refs_place(struct refs *r, const char *id, const char *label);
bool refs_complete(const struct refs *r);
bool refs_waiting(const struct refs *r); /* is a page held back? */

/* marker.c */
struct markers *markers_new(layout *l);
void markers_begin_sequence(struct markers *m);
void markers_begin_page(struct markers *m);
/* Retrieval for the regions of `page`; ends with layout.retrieval = NULL. */
struct retrieval *retrieval_new(struct markers *m, arena *mem);

#endif
