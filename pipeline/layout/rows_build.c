/* rows_build.c - the areas of parallel columns between two places.
 *
 * Which rows are in the fragment and how high they are was decided by rows_fit; here each row gets
 * an area, and in it, one after the other, the cells that begin in it (or go on from the page
 * before). Backgrounds of columns, bodies and rows are painted behind each cell, not behind the
 * gaps between cells (17.5.1 of CSS 2, to which 6.7 refers). */
#include "layout/page.h"
#include "layout/table.h"

typedef struct {
    rows *rs;
    const rows_place *from, *to;
    const build_how *how;
    uint32_t first, last; /* rows of the fragment */
    const mpt *heights;   /* of these rows; NULL: the unbroken ones */
    mpt closing;          /* of the last one in addition, as a break comes after it */
    mpt *top;
    arena *mem;
} fragment;

static mpt row_height(const fragment *g, uint32_t r)
{
    const mpt closing = r + 1 == g->rs->row_count ? g->closing : 0;
    return closing + (g->heights ? g->heights[r - g->first] : g->rs->row[r].height);
}

static void fragment_start(fragment *g)
{
    mpt y = 0;
    g->first = g->from ? g->from->row : 0;
    g->last = !g->to ? g->rs->row_count : g->to->split ? g->to->row + 1 : g->to->row;
    g->heights = g->to                 ? g->to->heights
                 : g->from             ? g->from->finish
                 : g->how->after_break ? g->rs->led
                                       : NULL;
    if (!g->to && g->how->before_break)
        g->closing = rows_closing(g->rs, !g->from && !g->how->after_break);
    g->top = ARENA_ARRAY(g->mem, mpt, g->last - g->first + 1);
    for (uint32_t r = g->first; r < g->last; r++) {
        g->top[r - g->first] = y;
        y = mpt_add(y, row_height(g, r));
    }
    g->top[g->last - g->first] = y;
}

static mpt cell_height(const fragment *g, const cell *c, uint32_t r)
{
    uint32_t end = c->last_row < g->last ? c->last_row : g->last - 1;
    return g->top[end - g->first] + row_height(g, end) - g->top[r - g->first];
}

/* ---- cells ---- */

static bool is_seen(const fo_node *fo)
{
    return !fo || !visibility_hides(fo);
}

/* What a layer's image is placed in, along the row. */
static behind image_of(const fragment *g, const cell *c, const fo_node *layer)
{
    const table *t = g->rs->table;
    const column *k = c->column < t->count ? &t->columns[c->column] : NULL, *last = k;

    if (k && layer == table_column_of(t, c, c->column)) {
        if (layer != k->fo)
            last += c->column_span - 1;
        return (behind){
            .fo = layer, .part = g->rs->body, .x = k->x, .w = last->x + last->width - k->x};
    }
    return (behind){.fo = layer, .part = g->rs->body, .w = t->width};
}

static void paint_layer(const fragment *g, area *row_area, const cell *c, const fo_node *layer,
                        mpt top, mpt height)
{
    const area_box *painted = box_background(g->mem, layer);
    area *a;
    behind image;

    if (!painted)
        return;
    a = area_new(g->mem, AREA_BLOCK, NULL);
    a->role = ROLE_ARTIFACT;
    a->box = painted;
    a->x = c->x;
    a->y = top;
    a->w = c->width;
    a->h = height;
    area_append(row_area, a);
    if (!painted->image || !g->how->behind)
        return;
    image = image_of(g, c, layer);
    image.row = row_area;
    image.cell = a;
    behind_add(g->mem, g->how->behind, image);
}

static void paint_behind(const fragment *g, area *row_area, const cell *c, mpt top, mpt height)
{
    const table *t = g->rs->table;
    const fo_node *layers[3] = {c->column < t->count ? table_column_of(t, c, c->column) : NULL,
                                g->rs->body, g->rs->row[c->row].fo};

    for (size_t i = 0; i < COUNT(layers); i++)
        if (layers[i] && is_seen(layers[i]))
            paint_layer(g, row_area, c, layers[i], top, height);
}

/* Which sides of the cell's fragment have no border, since a break cuts them; collapsed ones have
 * what is retained of all that meet there. */
static void cut_sides(const fragment *g, const cell *c, bool continued, bool cut_after, bool cut[4])
{
    const bool collapse = g->rs->table && g->rs->table->collapse;

    cut[SIDE_BEFORE] = continued && (collapse || !c->before.retain_border);
    cut[SIDE_AFTER] = cut_after && (collapse || !c->after.retain_border);
    cut[SIDE_START] = cut[SIDE_END] = false;
}

/* Sides in several parts are painted by areas of their own. */
static void cell_box(const fragment *g, const cell *c, area *a, const bool cut[4],
                     const bool at_break[4])
{
    area_edge edges[4];
    mpt spill[4];
    for (int s = 0; s < 4; s++) {
        edges[s] = c->edges[s];
        spill[s] = c->spill[s];
        if (at_break[s] || (cut[s] && g->rs->table && g->rs->table->collapse)) {
            edges[s] = table_break_edge(g->rs, c, (fo_side)s, !at_break[s]);
            spill[s] = edges[s].width / 2;
        } else if (cut[s] || c->parts[s]) {
            edges[s] = (area_edge){0, EN_NONE, {0, 0, 0, 0}};
        }
    }
    a->box = box_with_edges(g->mem, g->rs->table && is_seen(c->fo) ? c->fo : NULL, edges, spill);
}

/* Where a break comes right before or after the cell, and borders collapse. */
static void break_sides(const fragment *g, const cell *c, bool continued, bool cut_after,
                        bool at_break[4])
{
    const bool collapse = g->rs->table && g->rs->table->collapse;
    const bool above = g->from ? !g->from->split : g->how->after_break;
    const bool below = g->to ? !g->to->split : g->how->before_break;

    at_break[SIDE_START] = at_break[SIDE_END] = false;
    at_break[SIDE_BEFORE] = collapse && above && !continued && c->row == g->first;
    at_break[SIDE_AFTER] = collapse && below && !cut_after && c->last_row + 1 == g->last;
}

/* One part of a side with a collapsed border: an empty area with that border alone, on `around`. */
static void put_part(const fragment *g, area *row_area, const area *around, fo_side side,
                     const area_edge *e)
{
    area_edge edges[4] = {{0}, {0}, {0}, {0}};
    mpt spill[4] = {0, 0, 0, 0};
    const area_box *painted;
    area *a;

    edges[side] = *e;
    spill[side] = e->width / 2;
    if (!(painted = box_with_edges(g->mem, NULL, edges, spill)))
        return;
    a = area_new(g->mem, AREA_BLOCK, NULL);
    a->role = ROLE_ARTIFACT;
    a->box = painted;
    a->x = around->x;
    a->y = around->y;
    a->w = around->w;
    a->h = around->h;
    area_append(row_area, a);
}

static void put_parts_along(const fragment *g, const cell *c, area *row_area, const area *whole,
                            fo_side side)
{
    const table *t = g->rs->table;
    const mpt left = t->columns[c->column].x;
    area at = *whole;
    for (uint32_t i = 0; i < c->column_span; i++) {
        const column *k = &t->columns[c->column + i];
        at.x = whole->x + k->x - left;
        at.w = k->width;
        put_part(g, row_area, &at, side, &c->parts[side][i]);
    }
}

/* The rows of the cell that are in the fragment. */
static void put_parts_down(const fragment *g, const cell *c, area *row_area, const area *whole,
                           fo_side side)
{
    const uint32_t first = c->row > g->first ? c->row : g->first;
    area at = *whole;
    for (uint32_t r = first; r <= c->last_row && r < g->last; r++) {
        at.y = whole->y + g->top[r - g->first] - g->top[first - g->first];
        at.h = row_height(g, r);
        put_part(g, row_area, &at, side, &c->parts[side][r - c->row]);
    }
}

static void put_parts(const fragment *g, const cell *c, area *row_area, const area *whole,
                      const bool cut[4])
{
    for (int s = 0; s < 4; s++) {
        if (cut[s] || !c->parts[s])
            continue;
        if (s == SIDE_BEFORE || s == SIDE_AFTER)
            put_parts_along(g, c, row_area, whole, (fo_side)s);
        else
            put_parts_down(g, c, row_area, whole, (fo_side)s);
    }
}

static bool empty_hidden(const fragment *g, const cell *c)
{
    const table *t = g->rs->table;
    return t && !t->collapse && c->fo && fo_is(c->fo, PR_EMPTY_CELLS, EN_HIDE) && c->content &&
           content_is_blank(c->content);
}

/* Where the break below goes through cell `i`; NULL: the cell ends in the fragment. */
static const open_cell *cut_below(const fragment *g, uint32_t i)
{
    for (uint32_t k = 0; g->to && k < g->to->open_count; k++)
        if (g->to->open[k].cell == i)
            return &g->to->open[k];
    return NULL;
}

/* For what begins `down` below the fragment's top. */
static build_how content_how(const fragment *g, mpt down, hang_place *hang)
{
    build_how how = *g->how;
    if (how.hang) {
        *hang = *how.hang;
        hang->top += down;
        how.hang = hang;
    }
    return how;
}

/* A cell, or what the fragment has of it. */
typedef struct {
    const cell *c;
    const open_cell *open, *cut; /* where it goes on from, and to; NULL: it begins, ends here */
    uint32_t row;                /* its first one here */
    bool at_break[4];            /* as break_sides tells */
} piece;

static area *piece_area(const fragment *g, const piece *p, area *row_area)
{
    const cell *c = p->c;
    const mpt top = cell_margin(c, &c->before, p->open != NULL);
    const mpt height = cell_height(g, c, p->row) - top - cell_margin(c, &c->after, p->cut != NULL);
    area *a = area_new(g->mem, AREA_BLOCK, c->fo);

    if (g->rs->table && !empty_hidden(g, c))
        paint_behind(g, row_area, c, top, height);
    a->role = g->how->role;
    a->hidden = !is_seen(c->fo) && !(g->rs->table && g->rs->table->collapse);
    a->continued = p->open != NULL;
    a->cut = p->cut != NULL;
    if (g->rs->table) {
        a->columns = (uint16_t)c->column_span;
        a->rows = (uint16_t)(c->last_row - c->row + 1);
    }
    a->x = c->x;
    a->y = top;
    a->w = c->width;
    a->h = height;
    area_append(row_area, a);
    return a;
}

static void put_borders(const fragment *g, const piece *p, area *row_area, area *a)
{
    bool cut[4];

    cut_sides(g, p->c, a->continued, a->cut, cut);
    for (int s = 0; s < 4; s++)
        cut[s] |= p->at_break[s];
    if (!empty_hidden(g, p->c))
        cell_box(g, p->c, a, cut, p->at_break);
    put_parts(g, p->c, row_area, a, cut);
}

/* What border and padding take of the cell's height before or after it. */
static mpt piece_edge(const fragment *g, const piece *p, fo_side side)
{
    const bool before = side == SIDE_BEFORE;

    if (p->at_break[side])
        return rows_break_size(g->rs, p->c, side);
    if (before ? p->open : p->cut)
        return rows_cut_size(g->rs, p->c, side);
    return edge_size(before ? &p->c->before : &p->c->after, false);
}

static void put_content(const fragment *g, const piece *p, area *a)
{
    const cell *c = p->c;
    const mpt before = piece_edge(g, p, SIDE_BEFORE), after = piece_edge(g, p, SIDE_AFTER);
    const mpt pad_before =
        p->open && !c->before.retain_padding ? 0 : hung_padding(c->fo, SIDE_BEFORE);
    const mpt pad_after = p->cut && !c->after.retain_padding ? 0 : hung_padding(c->fo, SIDE_AFTER);
    hang_place hang;
    build_how how = content_how(g, g->top[p->row - g->first] + a->y + before, &hang);
    mpt used;

    if (g->rs->table) {
        hang = (hang_place){a, c->content_x - hung_padding(c->fo, SIDE_START), before - pad_before,
                            before};
        how.hang = &hang;
    }
    used =
        content_build(c->content, p->open ? p->open->at : (place){0},
                      p->cut ? p->cut->at : content_end(c->content), &how, a, c->content_x, before);
    if (g->rs->table && c->fo) { /* not of the parts of a list-item */
        hung_settle(a, a->h - before + pad_before - after + pad_after);
        display_align(c->fo, a, a->h - before - used - after);
    }
}

static void put_cell(const fragment *g, uint32_t i, const open_cell *open, uint32_t r,
                     area *row_area)
{
    piece p = {.c = &g->rs->cell[i], .open = open, .cut = cut_below(g, i), .row = r};
    area *a;

    if (p.c->gone)
        return;
    a = piece_area(g, &p, row_area);
    break_sides(g, p.c, a->continued, a->cut, p.at_break);
    put_borders(g, &p, row_area, a);
    if (!p.c->content)
        return;
    if (!g->how->repeat) {
        a->id = a->continued ? NULL : fo_string(p.c->fo, PR_ID);
        page_mark(g->how->page, p.c->fo, !a->continued);
    }
    put_content(g, &p, a);
    if (!a->cut && !g->how->repeat)
        page_mark_end(g->how->page, p.c->fo);
}

/* ---- rows ---- */

/* `*k` walks over the cells of the fragment. */
static void put_row(const fragment *g, uint32_t r, uint32_t *k, area *parent, mpt x, mpt y)
{
    uint32_t i;
    const open_cell *open;
    const row *w = &g->rs->row[r];
    area *a = area_new(g->mem, AREA_BLOCK, w->fo);

    a->role = g->how->role;
    a->x = x;
    a->y = y + g->top[r - g->first];
    a->w = g->rs->table ? g->rs->table->width : 0;
    a->h = row_height(g, r);
    a->rows = g->rs->table ? 1 : 0;
    a->continued = r == g->first && g->from && g->from->split;
    a->cut = g->to && g->to->split && g->to->row == r;
    if (w->fo && !g->how->repeat) {
        a->id = a->continued ? NULL : fo_string(w->fo, PR_ID);
        page_mark(g->how->page, w->fo, !a->continued);
    }
    area_append(parent, a);
    for (; rows_cell(g->rs, g->from, *k, &i, &open) && (open || g->rs->cell[i].row <= r); ++*k)
        put_cell(g, i, open, r, a);
    if (w->fo && !g->how->repeat && !(g->to && g->to->split && g->to->row == r))
        page_mark_end(g->how->page, w->fo);
}

/* The body, header or footer itself: its id and markers. Rows make areas, the part does not. */
static void mark_body(const fragment *g, area *parent, mpt x, mpt y)
{
    const fo_node *body = g->rs->table ? g->rs->body : NULL;
    bool starts = g->rs->first_of_body && !g->from;
    const char *id = starts && body ? fo_string(body, PR_ID) : NULL;
    area *a;

    if (!body || g->how->repeat)
        return;
    page_mark_part(g->how->page, body, starts);
    if (g->rs->last_of_body && !g->to)
        page_mark_end(g->how->page, body);
    if (!id)
        return;
    a = area_new(g->mem, AREA_BLOCK, body);
    a->role = ROLE_ARTIFACT;
    a->id = id;
    a->x = x;
    a->y = y;
    a->w = g->rs->table->width;
    area_append(parent, a);
}

mpt rows_build(rows *rs, const rows_place *from, const rows_place *to, const build_how *how,
               area *parent, mpt x, mpt y)
{
    fragment g = {.rs = rs, .from = from, .to = to, .how = how, .mem = how->page->mem};
    uint32_t k = 0;

    fragment_start(&g);
    mark_body(&g, parent, x, y);
    for (uint32_t r = g.first; r < g.last; r++)
        put_row(&g, r, &k, parent, x, y);
    return g.top[g.last - g.first];
}
