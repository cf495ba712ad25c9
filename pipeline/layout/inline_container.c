/* inline_container.c - fo:inline-container (XSL-FO 1.1, 6.6.8): blocks in a reference area that
 * stands in a line like a graphic.
 *
 * Its first line stands on the baseline of the text around; turned, or without a line, it stands on
 * its lower edge. Without a width it is as wide as its content, but no wider than the lines. */
#include "layout/inline_container.h"
#include "layout/measure.h"
#include "layout/page.h"
#include "layout/table_int.h"

enum { DEEP = 3 };

bool inline_box_deep(const fo_node *n)
{
    int depth = 0;

    for (; n && depth < DEEP; n = fo_parent(n))
        depth += fo_type_of(n) == FO_INLINE_CONTAINER;
    return depth == DEEP;
}

static mpt fitted_width(layout *l, const fo_node *n, mpt ipd)
{
    need wants;

    if (inline_box_deep(fo_parent(n)))
        return ipd;
    wants = content_need(l, n, ipd);
    return mpt_max(0, mpt_min(wants.max, ipd));
}

/* The content rectangle begins at the box's border and padding. */
static void set_frame(measurer *m, frame *f, const fo_node *n, mpt ipd)
{
    const fo_range given = fo_range_of(n, PR_INLINE_PROGRESSION_DIMENSION);
    const edge start = edge_of(n, SIDE_START, ipd), end = edge_of(n, SIDE_END, ipd);

    *f = (frame){.fo = n, .start = indent_in(&m->in, n, PR_START_INDENT)};
    f->end = indent_in(&m->in, n, PR_END_INDENT);
    f->before = edge_of(n, SIDE_BEFORE, ipd);
    f->after = edge_of(n, SIDE_AFTER, ipd);
    f->content_x = edge_size(&start, false);
    f->content_width = ipd - f->content_x - edge_size(&end, false);
    if (given.opt_auto)
        f->content_width = fitted_width(m->l, n, f->content_width);
    f->width = f->content_width + f->content_x + edge_size(&end, false);
    frame_width(m, f);
}

static mpt baseline_of(const box *b)
{
    const mpt y = b->rotation ? -1 : content_baseline(b->content);

    return y < 0 ? b->h
                 : b->content_y + y + display_shift(b->fo, mpt_max(0, b->content_h - b->used));
}

inline_box inline_box_new(layout *l, const fo_node *n, mpt ipd)
{
    measurer m = {.l = l, .in = {.width = ipd}};
    box *b = ARENA_NEW(l->mem, box);
    frame f;

    set_frame(&m, &f, n, ipd);
    b->fo = n;
    box_fill(&m, b, &f);
    return (inline_box){b, b->w, b->h, b->h - baseline_of(b)};
}

/* Markers inside count once; ids belong to the areas that stay. */
area *inline_box_area(box *b, page_context *page, bool again)
{
    struct markers *markers = page->page->markers;
    area *a;

    if (again)
        page->page->markers = NULL;
    a = box_build(b, &(build_how){.page = page, .role = ROLE_CONTENT});
    page->page->markers = markers;
    return a;
}
