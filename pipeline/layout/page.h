/* page.h - the page being made: its areas, its place in the line of pages, what stands on it. */
#ifndef SVOD_LAYOUT_PAGE_H
#define SVOD_LAYOUT_PAGE_H

#include "layout/layout_int.h"

struct markers;

/* ---- measured.c ---- */

/* Memory of what was measured of a flow: batches in order. Each keeps those after it, and all of
 * them what is kept for the whole page-sequence. A page uses the oldest batch it may touch. */
typedef struct measured measured;

/* How far a flow is: an item of a section. */
typedef struct {
    unsigned section;
    size_t item;
} flow_point;

/* Begin page-sequence `seq`: its oldest batch, used by the caller. Sets layout.mem, kept and batch.
 * When nobody uses any of it, the objects of `seq` are released too. */
measured *measured_begin(layout *l, const fo_node *seq);
/* What is measured next begins at `at`: it gets a batch of its own if the last one is large. */
void measured_advance(layout *l, flow_point at);
/* All before `at` is on pages: let it go. The oldest batch that remains. */
measured *measured_pass(measured *oldest, flow_point at);
arena *measured_memory(const measured *m);
void measured_use(measured *m);
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
    measured *measured; /* the oldest batch in use when it was made */
    wait *waits, *last_wait;
    struct fixed_area *fixed; /* placed against the page, the last one first */
    struct page *next;
};

/* A page, numbered and labelled; its root is w by h. */
struct page *page_new(layout *l, measured *m, struct markers *markers, uint32_t number,
                      const char *label, mpt w, mpt h);
/* The page is complete: ids are noted, and it goes to the sink as soon as all pages before it have
 * gone and its citations are known. False: the sink stopped. */
bool page_finish(struct page *p);
/* The document is complete: all pages that still wait go out. */
bool pages_flush(layout *l);

/* fixed.c: `a`, just hung into the tree, keeps its place on the page whatever is around it … */
void page_fix(struct page *p, area *a);
/* … which is worked out when all areas around it have theirs. */
void page_settle_fixed(struct page *p);

/* `fo` has an area on the page; `starts`: its first. Its markers count here. */
void page_mark(page_context *page, const fo_node *fo, bool starts);
/* The same for part of a table, of which many rows may be on the page: it counts once. */
void page_mark_part(page_context *page, const fo_node *part, bool starts);
/* The last area of `fo` ends on the page. */
void page_mark_end(page_context *page, const fo_node *fo);
/* The same for inlines: `fo` begins or goes on, which counts once; it ends; the block ends with all
 * inlines that are still open in it. */
void page_mark_inline(page_context *page, const fo_node *fo, bool starts);
void page_mark_inline_end(page_context *page, const fo_node *fo);
void page_mark_inlines_end(page_context *page, const fo_node *block);

/* How many markers were met on the page so far. */
size_t page_marks(const page_context *page);
/* A fragment of `t` ends on the page, whose markers began at `from`: its last ones are carried
 * on. */
struct table;
void page_marks_carry(page_context *page, struct table *t, size_t from);

/* relative.c: move what is in `in` by relative-position, now that all has its place. */
void page_move_relative(area *in);

/* stacking.c: mark the areas in `in` that have a z-index. */
void page_mark_layers(area *in);

/* off_page.c: tell of text off the finished page. */
void page_check(layout *l, const area *page);

/* refs.c */
struct refs *refs_new(layout *l);
void refs_free(struct refs *r); /* and the pages that wait */
void refs_place(struct refs *r, const char *id, const char *label);
bool refs_waiting(const struct refs *r); /* is a page held back? */

/* marker.c */
struct markers *markers_new(layout *l);
void markers_begin_sequence(struct markers *m);
void markers_begin_page(struct markers *m);
/* Retrieval for the regions of `page`; ends with layout.retrieval = NULL. */
struct retrieval *retrieval_new(struct markers *m, arena *mem);
/* For a header or footer: retrieve-table-marker finds `marker`, whatever it asks for … */
struct retrieval *retrieval_probe(arena *mem, const fo_node *marker, struct retrieval *outer);
/* … or the first marker of its class in `t` … */
struct retrieval *retrieval_first(arena *mem, const struct table *t, struct retrieval *outer);
/* … (has such a marker asked for others?) … */
bool retrieval_nested(const struct retrieval *r);
/* … or what the fragment of `t` has whose markers began at `from`. `outer` serves
 * retrieve-marker. */
struct retrieval *retrieval_table(struct markers *m, arena *mem, const struct table *t, size_t from,
                                  struct retrieval *outer);

#endif
