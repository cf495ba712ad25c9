/* flow.h - a flow on its way to pages. */
#ifndef SVOD_LAYOUT_FLOW_H
#define SVOD_LAYOUT_FLOW_H

#include "layout/master.h"
#include "layout/measure.h"
#include "layout/page.h"

/* How far the flow has come. Plain data: a copy is a place to go back to. */
typedef struct {
    const fo_node *next; /* the child that begins the next section */
    unsigned number;     /* of the last section opened; never used again */
    content *section;    /* objects with the same span; NULL: to be opened */
    place at;            /* in the section */
    bool spans;          /* the section goes over all columns */
    bool pinned;         /* a section before this one still has paragraphs in use … */
    flow_point pin;      /* … from here on */
    content **notes;     /* bodies of footnotes carried over */
    size_t note_count, note_cap;
    place note_at; /* where the first of them goes on */
    uint8_t force; /* a break that the next page must obey */
    int32_t keep;  /* strength of the keep between the section before this one and it */
} flow_state;

typedef struct {
    layout *l;
    const fo_node *fo;        /* fo:flow */
    const fo_node *separator; /* static-content xsl-footnote-separator, or NULL */
    flow_state s;
    unsigned sections; /* opened so far */
} flow;

/* One piece on a page; relative to the region's content. */
typedef struct {
    content *content;
    place from, to;
    mpt x, y;
    mpt height, stretch; /* of the page's main area: spaces could stretch to fill it */
    mpt give, of;
    mpt over;    /* how much it is higher than its room, for all that its spaces give */
    bool unkept; /* the break after it violates a keep */
} piece;

/* What a page will hold. */
typedef struct {
    piece *pieces;
    size_t count, cap;
    piece *notes;
    size_t note_count, note_cap;
    content *separator;
    mpt separator_y;
    mpt used;   /* height of the main area */
    bool empty; /* nothing of the flow is on it */
    bool done;  /* nothing is left after it */
    bool overflows;
} page_plan;

flow *flow_new(layout *l, const fo_node *fo, const fo_node *separator);
bool flow_done(const flow *f);
/* All before it is on the pages made so far, and is not looked at again. */
flow_point flow_reached(const flow *f);
/* Nothing of the flow is on a page yet: see, for one of this geometry, which break it begins with
 * (flow_state.force). */
void flow_begin(flow *f, const page_geometry *g);
/* Fill a page of this geometry. */
void flow_plan(flow *f, const page_geometry *g, page_plan *plan);
void plan_build(const page_plan *plan, page_context *page, area *a, const region *r);

#endif
