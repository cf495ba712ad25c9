/* layout_int.h - what the files of layout/ share. Never included outside of the folder. */
#ifndef SVOD_LAYOUT_LAYOUT_INT_H
#define SVOD_LAYOUT_LAYOUT_INT_H

#include "layout/layout.h"

enum { MAX_BUFFERS = 16 };

/* One run of the formatter. */
typedef struct layout layout;
struct layout {
    arena *mem;  /* for what is measured and not yet placed: paragraphs and their lines */
    arena *kept; /* for what is measured once for a whole page-sequence */
    struct measured *batch; /* whose memory `mem` is while a flow is measured */
    arena *doc;             /* the document's memory */
    fo_tree *tree;
    const layout_options *opt;
    page_sink *sink;
    line_breaker *breaker;
    diag *dg;
    struct refs *refs;           /* ids, page numbers, waiting citations */
    struct para_tools *paras;    /* caches of all paragraphs */
    struct retrieval *retrieval; /* markers of the page whose regions are being laid out, or NULL */
    struct known_needs *needs;   /* of the tables of this page-sequence; NULL: none yet */
    struct table_walk *reading; /* the last table taken up for another page width, as it was read */
    const char *any_folio;      /* as wide as the page numbers that come now */
    mpt note_width;             /* of the footnote area: the region's width, whatever the columns */
    mpt region_height;          /* of the region that is being filled: base of heights in percent */
    mpt page_width, page_height; /* of its page: what fixed containers are placed against */
    struct buffer {
        void *items;
        size_t cap;
    } buffers[MAX_BUFFERS]; /* for lists while they are measured, by nesting */
    int buffer_depth;
    int depth; /* of nested objects while they are measured */
};

/* What a line needs to know of the page it is placed on. */
typedef struct page_context page_context;
struct page_context {
    layout *l;
    uint32_t number;   /* over the document, from 0 */
    const char *label; /* formatted page number */
    struct page *page; /* the page being made: waiting citations refer to it */
    arena *mem;        /* for areas; lives as long as the page */
    bool even;         /* its number is: it is bound at its right edge */
};

/* marker.c: what retrieve-marker or retrieve-table-marker `n` retrieves for the page being made: a
 * node whose children stand in its place, NULL if nothing. The same node each time it is asked for
 * one page, so that it can be walked like any other. */
const fo_node *layout_retrieve(layout *l, const fo_node *n);

/* refs.c: id → page. The label of the page on which `id` first (or last, for
 * page-number-citation-last) stands; NULL if not known yet. */
const char *refs_label(struct refs *r, const char *id, bool last);

/* A line of `page` cites `id`, whose page is not known: when it is (or at the end, if it never is),
 * para_reset_line(p, line, ipd, page, made) is called. The arguments live as long as the page. */
struct para;
struct para_line;
void layout_wait(page_context *page, const char *id, bool last, struct para *p,
                 const struct para_line *line, mpt ipd, area *made);

#endif
