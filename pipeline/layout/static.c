/* static.c - the regions of a page: the flow's in the body, static content in the others.
 *
 * Static content is measured for each page, after the body is built, since it depends on the page:
 * its number, its markers. It lives in the page's memory. */
#include <string.h>

#include "layout/static.h"

const fo_node *static_find(const fo_node *seq, const char *name)
{
    for (const fo_node *n = fo_child(seq); n; n = fo_next(n)) {
        const char *own = fo_type_of(n) == FO_STATIC_CONTENT ? fo_string(n, PR_FLOW_NAME) : NULL;
        if (own && strcmp(own, name) == 0)
            return n;
    }
    return NULL;
}

static area *region_area(struct page *p, area *parent, const region *r)
{
    mpt padding[4];
    area *a = area_new(p->mem, AREA_REGION, r->fo);
    a->x = r->x;
    a->y = r->y;
    a->w = r->w;
    a->h = r->h;
    a->rotation = (int16_t)r->rotation;
    a->box = box_of(p->mem, r->fo, false, false);
    for (int side = 0; side < 4; side++)
        padding[side] = edge_of(r->fo, (fo_side)side, r->w).padding;
    a->clip = overflow_clips(r->fo);
    if (a->clip)
        a->box = box_clipped(p->mem, a->box, r->fo, padding);
    area_append(parent, a);
    return a;
}

static void fill_static(struct page *p, area *a, const region *r, const fo_node *fo)
{
    layout *l = p->l;
    arena *mem = l->mem;
    build_how how = {.page = &p->context, .role = ROLE_ARTIFACT};
    content *c;
    mpt used;

    l->mem = p->mem;
    l->region_height = r->content_h;
    l->page_width = p->root->w;
    l->page_height = p->root->h;
    l->note_width = r->content_w;
    c = content_measure_in(l, fo, &(reference_area){.width = r->content_w, .height = r->content_h});
    used = content_height(c, (place){0});
    if (used > r->content_h)
        diag_report(l->dg, fo_pos(fo), MSG_REGION_OVERFLOW, fo_string(fo, PR_FLOW_NAME),
                    diag_points(l->dg, used - r->content_h));
    a->role = ROLE_ARTIFACT;
    content_build(c, (place){0}, content_end(c), &how, a, r->content_x, r->content_y);
    display_align(r->fo, a, r->content_h - used);
    l->mem = mem;
}

/* The page area, turned if the master says so. */
static area *page_frame(struct page *p, const page_geometry *g)
{
    area *a = area_new(p->mem, AREA_REGION, g->master);
    bool turned = g->rotation % 180 != 0;
    a->x = g->x;
    a->y = g->y;
    a->w = turned ? g->h : g->w;
    a->h = turned ? g->w : g->h;
    a->rotation = (int16_t)g->rotation;
    area_append(p->root, a);
    return a;
}

/* From below: what stands in region-before may lie under the text, a stamp for one. */
static const int painted[REGION_COUNT] = {REGION_BEFORE, REGION_START, REGION_BODY, REGION_END,
                                          REGION_AFTER};

void page_fill(struct page *p, const fo_node *seq, const page_geometry *g, const page_plan *plan)
{
    area *whole = page_frame(p, g), *at[REGION_COUNT] = {NULL};
    struct markers *markers = p->markers;

    for (int k = 0; k < REGION_COUNT; k++) {
        const int i = painted[k];
        if (g->region[i].fo)
            at[i] = region_area(p, whole, &g->region[i]);
    }
    if (plan && at[REGION_BODY])
        plan_build(plan, &p->context, at[REGION_BODY], &g->region[REGION_BODY]);
    p->markers = NULL; /* static content cannot set any */
    p->l->retrieval = retrieval_new(markers, p->mem);
    for (int i = 0; i < REGION_COUNT; i++) {
        const fo_node *fo = at[i] ? static_find(seq, g->region[i].name) : NULL;
        if (fo)
            fill_static(p, at[i], &g->region[i], fo);
    }
    p->l->retrieval = NULL;
    p->markers = markers;
}
