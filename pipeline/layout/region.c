/* region.c - from a simple-page-master to rectangles (XSL-FO 1.1, 6.4.13 to 6.4.18, 7.27).
 *
 * The page less its margins is the page area, which reference-orientation may turn. region-body
 * lies in it by its own margins; the other regions lie at its edges with their extents. Where two
 * outer regions meet, precedence says whose corner it is. A turned region has its content measured
 * along its own axes. */
#include "layout/master.h"
#include "layout/measure.h"

/* When the master says nothing: what fits both A4 and letter paper, 8.26 in by 11 in. */
enum { DEFAULT_WIDTH = 594720, DEFAULT_HEIGHT = 792000 };
/* No PDF page is larger: 200 in. */
enum { MAX_PAGE = 14400000 };

static mpt margin(const fo_node *n, fo_side side, mpt base)
{
    bool is_auto;
    return fo_len_at(fo_margin(n, side, &is_auto), base);
}

static mpt page_length(layout *l, const fo_node *master, fo_prop p, mpt otherwise)
{
    fo_len v = fo_length(master, p);
    mpt taken = v.fixed > 0 ? mpt_min(v.fixed, MAX_PAGE) : otherwise;
    bool is_length = fo_enum(master, p) == EN_NONE_GIVEN;

    if (is_length && taken != v.fixed)
        diag_report(l->dg, fo_pos(master), MSG_PAGE_SIZE, fo_prop_name(p),
                    diag_points(l->dg, v.fixed), diag_points(l->dg, taken));
    return taken;
}

static void page_area(layout *l, const fo_node *master, page_geometry *g)
{
    g->width = page_length(l, master, PR_PAGE_WIDTH, DEFAULT_WIDTH);
    g->height = page_length(l, master, PR_PAGE_HEIGHT, DEFAULT_HEIGHT);
    g->x = margin(master, SIDE_START, g->width);
    g->y = margin(master, SIDE_BEFORE, g->height);
    g->w = mpt_max(0, g->width - g->x - margin(master, SIDE_END, g->width));
    g->h = mpt_max(0, g->height - g->y - margin(master, SIDE_AFTER, g->height));
    g->rotation = fo_rotation(master);
    if (g->rotation % 180) {
        mpt w = g->w;
        g->w = g->h;
        g->h = w;
    }
}

static mpt extent(const page_geometry *g, int which, mpt base)
{
    const fo_node *fo = g->region[which].fo;
    return fo ? mpt_max(0, fo_len_at(fo_length(fo, PR_EXTENT), base)) : 0;
}

/* What percentages across and down the page area are of: the whole page, as for the page's own
 * margins, and for extents by 7.27.4. So the body clears the regions beside it by the same
 * percentages (CSS 2, 13.2.1, has margins at top and bottom of a page be of its height). */
typedef struct {
    mpt across, down;
} page_base;

static page_base base_of(const page_geometry *g)
{
    return g->rotation % 180 ? (page_base){g->height, g->width} : (page_base){g->width, g->height};
}

static bool goes_first(const page_geometry *g, int which)
{
    return g->region[which].fo && fo_is(g->region[which].fo, PR_PRECEDENCE, EN_TRUE);
}

static void rectangle(region *r, mpt x, mpt y, mpt w, mpt h)
{
    r->x = x;
    r->y = y;
    r->w = mpt_max(0, w);
    r->h = mpt_max(0, h);
}

static void outer_regions(page_geometry *g)
{
    const page_base base = base_of(g);
    mpt before = extent(g, REGION_BEFORE, base.down), after = extent(g, REGION_AFTER, base.down);
    mpt start = extent(g, REGION_START, base.across), end = extent(g, REGION_END, base.across);
    mpt top = goes_first(g, REGION_BEFORE) ? before : 0,
        bottom = goes_first(g, REGION_AFTER) ? after : 0;
    mpt left = goes_first(g, REGION_BEFORE) ? 0 : start,
        right = goes_first(g, REGION_BEFORE) ? 0 : end;

    rectangle(&g->region[REGION_BEFORE], left, 0, g->w - left - right, before);
    left = goes_first(g, REGION_AFTER) ? 0 : start;
    right = goes_first(g, REGION_AFTER) ? 0 : end;
    rectangle(&g->region[REGION_AFTER], left, g->h - after, g->w - left - right, after);
    rectangle(&g->region[REGION_START], 0, top, start, g->h - top - bottom);
    rectangle(&g->region[REGION_END], g->w - end, top, end, g->h - top - bottom);
}

static void body_region(layout *l, page_geometry *g)
{
    region *r = &g->region[REGION_BODY];
    const page_base base = base_of(g);
    mpt x, y, w, h;
    if (!r->fo)
        return;
    x = margin(r->fo, SIDE_START, base.across);
    y = margin(r->fo, SIDE_BEFORE, base.down);
    w = g->w - x - margin(r->fo, SIDE_END, base.across);
    h = g->h - y - margin(r->fo, SIDE_AFTER, base.down);
    if (w <= 0 || h <= 0)
        diag_report(l->dg, fo_pos(r->fo), MSG_NO_ROOM_FOR_BODY);
    else if (!g->rotation &&
             (g->x + x < 0 || g->y + y < 0 || g->x + x + w > g->width || g->y + y + h > g->height))
        diag_report(l->dg, fo_pos(r->fo), MSG_BODY_OUTSIDE);
    rectangle(r, x, y, w, h);
}

/* Content rectangle inside border and padding, along the region's own axes. */
static void region_inside(region *r)
{
    edge e[4];
    mpt before, after, start, end;
    for (int s = 0; s < 4; s++)
        e[s] = edge_of(r->fo, (fo_side)s, r->w);
    before = edge_size(&e[SIDE_BEFORE], false);
    after = edge_size(&e[SIDE_AFTER], false);
    start = edge_size(&e[SIDE_START], false);
    end = edge_size(&e[SIDE_END], false);
    r->rotation = fo_rotation(r->fo);
    r->content_w = mpt_max(0, r->w - start - end);
    r->content_h = mpt_max(0, r->h - before - after);
    if (r->rotation % 180) {
        mpt w = r->content_w;
        r->content_w = r->content_h;
        r->content_h = w;
    }
    r->content_x = r->rotation == 0     ? start
                   : r->rotation == 90  ? after
                   : r->rotation == 180 ? end
                                        : before;
    r->content_y = r->rotation == 0     ? before
                   : r->rotation == 90  ? start
                   : r->rotation == 180 ? after
                                        : end;
}

static void body_columns(page_geometry *g)
{
    const region *r = &g->region[REGION_BODY];
    int n = r->fo ? fo_integer(r->fo, PR_COLUMN_COUNT) : 1;
    g->columns = n < 1 ? 1 : n > 100 ? 100 : n;
    g->gap = g->columns > 1 ? fo_len_at(fo_length(r->fo, PR_COLUMN_GAP), r->content_w) : 0;
    g->gap = mpt_max(0, mpt_min(g->gap, r->content_w)); /* negative ones: 0 (7.27.3) */
    g->column_width =
        mpt_max(0, (mpt)((r->content_w - (int64_t)(g->columns - 1) * g->gap) / g->columns));
}

static int region_slot(fo_type type)
{
    switch (type) {
    case FO_REGION_BODY:
        return REGION_BODY;
    case FO_REGION_BEFORE:
        return REGION_BEFORE;
    case FO_REGION_AFTER:
        return REGION_AFTER;
    case FO_REGION_START:
        return REGION_START;
    case FO_REGION_END:
        return REGION_END;
    default:
        return -1;
    }
}

static const char *default_name(int slot)
{
    static const char *const names[REGION_COUNT] = {"xsl-region-body", "xsl-region-before",
                                                    "xsl-region-after", "xsl-region-start",
                                                    "xsl-region-end"};
    return names[slot];
}

void geometry_make(layout *l, const fo_node *master, page_geometry *g)
{
    *g = (page_geometry){.master = master};
    page_area(l, master, g);
    for (const fo_node *n = fo_child(master); n; n = fo_next(n)) {
        int slot = region_slot(fo_type_of(n));
        const char *name;
        if (slot < 0 || g->region[slot].fo)
            continue;
        name = fo_string(n, PR_REGION_NAME);
        g->region[slot].fo = n;
        g->region[slot].name = name && *name ? name : default_name(slot);
    }
    outer_regions(g);
    body_region(l, g);
    for (int i = 0; i < REGION_COUNT; i++)
        if (g->region[i].fo)
            region_inside(&g->region[i]);
    body_columns(g);
}
