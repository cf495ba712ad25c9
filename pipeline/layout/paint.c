/* paint.c - what an object paints behind its content: background and borders (XSL-FO 1.1, 7.8). */
#include <string.h>

#include "layout/paint.h"

static bool edge_painted(const area_edge *e)
{
    return e->width > 0 && e->style != EN_NONE && e->style != EN_HIDDEN;
}

static area_edge edge_painting(const fo_node *fo, fo_side side, bool cut)
{
    fo_border e = fo_border_of(fo, side);
    if (cut && !e.retain)
        return (area_edge){0, EN_NONE, {0, 0, 0, 0}};
    return (area_edge){e.width, e.style, e.color};
}

/* Background properties alone; false if there is nothing to paint. */
static bool background(const fo_node *fo, area_box *b)
{
    b->background = fo_color_of(fo, PR_BACKGROUND_COLOR);
    b->image = fo_string(fo, PR_BACKGROUND_IMAGE);
    if (b->image) {
        b->repeat = fo_enum(fo, PR_BACKGROUND_REPEAT);
        b->image_x = fo_length(fo, PR_BACKGROUND_POSITION_HORIZONTAL);
        b->image_y = fo_length(fo, PR_BACKGROUND_POSITION_VERTICAL);
    }
    return b->background.a || b->image;
}

const area_box *box_background(arena *mem, const fo_node *fo)
{
    area_box b = {0};
    if (!background(fo, &b))
        return NULL;
    return arena_memdup(mem, &b, sizeof b);
}

static const area_box *box_cut(arena *mem, const fo_node *fo, const bool cut[4])
{
    area_box b = {0};
    bool paints = background(fo, &b);
    for (int side = 0; side < 4; side++) {
        b.edge[side] = edge_painting(fo, (fo_side)side, cut[side]);
        paints |= edge_painted(&b.edge[side]);
    }
    return paints ? arena_memdup(mem, &b, sizeof b) : NULL;
}

const area_box *box_of(arena *mem, const fo_node *fo, bool cut_before, bool cut_after)
{
    return box_cut(mem, fo, (bool[4]){[SIDE_BEFORE] = cut_before, [SIDE_AFTER] = cut_after});
}

const area_box *box_of_inline(arena *mem, const fo_node *fo, bool starts, bool ends)
{
    return box_cut(mem, fo, (bool[4]){[SIDE_START] = !starts, [SIDE_END] = !ends});
}

bool visibility_hides(const fo_node *fo)
{
    return !fo_is(fo, PR_VISIBILITY, EN_VISIBLE);
}

bool overflow_clips(const fo_node *fo)
{
    const fo_keyword overflow = fo_enum(fo, PR_OVERFLOW);

    return overflow == EN_HIDDEN || overflow == EN_ERROR_IF_OVERFLOW;
}

const area_box *box_clipped(arena *mem, const area_box *whole, const fo_node *fo,
                            const mpt padding[4])
{
    area_box b = {0};
    bool within;

    if (whole)
        b = *whole;
    within = fo_clip_of(fo, b.clip);
    for (int side = 0; side < 4; side++) {
        b.clip[side] += padding[side];
        within |= padding[side] > 0;
    }
    if (!within)
        return whole;
    return arena_memdup(mem, &b, sizeof b);
}

const area_box *box_with_edges(arena *mem, const fo_node *fo, const area_edge edges[4],
                               const mpt spill[4])
{
    area_box b = {0};
    bool paints = fo && background(fo, &b);
    memcpy(b.edge, edges, sizeof b.edge);
    memcpy(b.spill, spill, sizeof b.spill);
    for (int side = 0; side < 4; side++)
        paints |= edge_painted(&edges[side]);
    return paints ? arena_memdup(mem, &b, sizeof b) : NULL;
}
