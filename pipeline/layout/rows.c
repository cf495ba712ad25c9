/* rows.c - parallel columns: how high rows are and where they can be broken.
 *
 * The cells of a row group (rows connected by spans; most often one row) have content lists of
 * their own. A break at some height means that each cell is broken by itself to the part of the
 * height it has: the fullest break of each. That is the same as stepping through all break
 * positions of all cells together, but needs no table of steps. Every open cell must place at least
 * its first piece, else the break goes before the row. A list item is a row of two cells. */
#include "layout/table.h"

mpt rows_break_size(const rows *rs, const cell *c, fo_side side)
{
    edge e = side == SIDE_BEFORE ? c->before : c->after;

    if (rs->table && rs->table->collapse)
        e.border = table_break_edge(rs, c, side, false).width / 2;
    return edge_size(&e, false);
}

static mpt find_closing(const rows *rs, bool fresh)
{
    mpt most = 0;

    for (uint32_t i = 0; i < rs->cell_count; i++) {
        const cell *c = &rs->cell[i];
        mpt more, have = 0;
        if (c->last_row + 1 != rs->row_count)
            continue;
        more = rows_break_size(rs, c, SIDE_AFTER) - edge_size(&c->after, false);
        for (uint32_t r = c->row; fresh && r <= c->last_row; r++)
            have = mpt_add(have, rs->row[r].height);
        most = mpt_max(most, more - mpt_max(0, have - c->natural));
    }
    return most;
}

/* A group of many rows is asked on each page that it takes. */
mpt rows_closing(rows *rs, bool fresh)
{
    uint8_t now;

    if (!rs->table || !rs->table->collapse)
        return 0;
    now = rs->table->omit_footer ? 2 : 1;
    if (rs->closing_for[fresh] != now) {
        rs->closing[fresh] = find_closing(rs, fresh);
        rs->closing_for[fresh] = now;
    }
    return rs->closing[fresh];
}

mpt rows_cut_size(const rows *rs, const cell *c, fo_side side)
{
    edge e = side == SIDE_BEFORE ? c->before : c->after;

    if (rs->table && rs->table->collapse) {
        e.border = table_break_edge(rs, c, side, true).width / 2;
        e.retain_border = true;
    }
    return edge_size(&e, true);
}

/* ---- heights of unbroken rows ---- */

static void grow_spanned(rows *rs, const cell *c)
{
    uint32_t last = c->last_row;
    mpt have = 0;

    for (uint32_t r = c->row; r <= c->last_row; r++)
        have = mpt_add(have, rs->row[r].height);
    while (last > c->row && rs->row[last].collapsed)
        last--;
    if (c->natural > have)
        rs->row[last].height = mpt_add(rs->row[last].height, c->natural - have);
}

void rows_measure(layout *l, rows *rs)
{
    if (fo_uses(l->tree, PR_RELATIVE_ALIGN))
        rows_align(rs);
    rs->note_height = 0;
    for (uint32_t r = 0; r < rs->row_count; r++)
        rs->row[r].height = rs->row[r].min_height;
    for (uint32_t i = 0; i < rs->cell_count; i++) {
        cell *c = &rs->cell[i];
        mpt h = c->content ? content_height(c->content, (place){0}) : 0;
        h += edge_size(&c->before, false) + edge_size(&c->after, false);
        c->natural = mpt_add(mpt_max(h, c->min_height), 2 * c->margin);
        if (c->content) {
            rs->note_height = mpt_add(rs->note_height, c->content->note_height);
            rs->has_force |= c->content->has_force;
        }
        if (c->row == c->last_row && !rs->row[c->row].collapsed)
            rs->row[c->row].height = mpt_max(rs->row[c->row].height, c->natural);
    }
    for (uint32_t i = 0; i < rs->cell_count; i++)
        if (rs->cell[i].row < rs->cell[i].last_row && !rs->cell[i].gone)
            grow_spanned(rs, &rs->cell[i]);
    rs->height = 0;
    for (uint32_t r = 0; r < rs->row_count; r++)
        rs->height = mpt_add(rs->height, rs->row[r].height);
}

/* ---- a fragment ---- */

typedef struct {
    layout *l;
    rows *rs;
    rows_place *from;
    const room *room;
    uint32_t first;
    mpt *top, *heights; /* of each row from `first` on */
    size_t top_cap, heights_cap;
    int32_t weaker;
    mpt credit;        /* footnotes that need no room in the cells */
    last_notes last;   /* see fit */
    bool whole;        /* all that ends in the row fits above the break */
    mpt cut_height;    /* down to where it reaches, without borders after it */
    bool forcing;      /* a break comes here whatever it takes */
    mpt forced_height; /* down to where a forced break in a cell comes */
    mpt kept_height;   /* the break must come above it: a cell ends there that keeps with more */
} fragment;

/* A cell of the fragment while a row is looked at. */
typedef struct {
    const cell *c;
    uint32_t index;
    const open_cell *open; /* NULL: begins in this fragment */
    mpt top;               /* in the fragment */
    bool first;            /* a break comes right before it */
} visitor;

/* The k-th cell of the fragment that begins not below row `r`. */
static bool visit(const fragment *g, uint32_t k, uint32_t r, visitor *v)
{
    if (!rows_cell(g->rs, g->from, k, &v->index, &v->open))
        return false;
    v->c = &g->rs->cell[v->index];
    if (!v->open && v->c->row > r)
        return false;
    v->top = v->open ? 0 : g->top[v->c->row - g->first];
    v->first =
        !v->open && v->c->row == g->first && (g->from ? !g->from->split : g->room->after_break);
    return true;
}

static mpt before_size(const fragment *g, const visitor *v)
{
    if (v->first)
        return rows_break_size(g->rs, v->c, SIDE_BEFORE);
    return v->open ? rows_cut_size(g->rs, v->c, SIDE_BEFORE) : edge_size(&v->c->before, false);
}

static mpt cell_edges(const fragment *g, const visitor *v, bool cut_after)
{
    mpt after = cut_after ? rows_cut_size(g->rs, v->c, SIDE_AFTER) : edge_size(&v->c->after, false);

    return before_size(g, v) + after + cell_margin(v->c, &v->c->before, v->open != NULL) +
           cell_margin(v->c, &v->c->after, cut_after);
}

static fit cell_fit(const visitor *v, const room *r)
{
    if (!v->c->content)
        return (fit){.kind = FIT_ALL, .weaker = NO_BREAK};
    return content_fit(v->c->content, v->open ? v->open->at : (place){0}, r);
}

/* Height that row `r` needs for what is left of the cells that end in it; false: a cell does not
 * fit. `last`: a break comes right after the row. */
static bool row_rest(fragment *g, uint32_t r, bool last, mpt *height)
{
    mpt need = g->rs->row[r].min_height;
    visitor v;
    if (g->rs->row[r].collapsed) {
        *height = 0;
        return true;
    }
    if (g->from && g->from->split && r == g->first)
        need = mpt_max(0, need - g->from->placed);
    for (uint32_t k = 0; visit(g, k, r, &v); k++) {
        room inner = *g->room;
        fit f;
        mpt h, edges;
        if (v.c->last_row != r)
            continue;
        edges = cell_edges(g, &v, false);
        if (last)
            edges += rows_break_size(g->rs, v.c, SIDE_AFTER) - edge_size(&v.c->after, false);
        inner.height -= v.top + edges;
        inner.any_height = false;
        inner.whole = true;
        f = cell_fit(&v, &inner);
        if (f.kind != FIT_ALL)
            return false;
        h = f.height + edges;
        if (!v.open)
            h = mpt_max(h, v.c->min_height + 2 * v.c->margin);
        need = mpt_max(need, v.top + h - g->top[r - g->first]);
    }
    *height = need;
    return true;
}

static void add_note(void *self, const note *n)
{
    *(mpt *)self = mpt_add(*(mpt *)self, n->height);
}

mpt rows_notes_height(rows *rs, const rows_place *from, const rows_place *to)
{
    mpt sum = 0;

    if ((!from && !to) || !rs->note_height)
        return rs->note_height;
    rows_notes(rs, from, to, add_note, &sum);
    return sum;
}

/* What the footnotes in the fragment that ends at `to` take of the room. */
static mpt foot(const fragment *g, const rows_place *to)
{
    const mpt notes = g->credit ? 0 : rows_notes_height(g->rs, g->from, to);

    return notes ? mpt_max(0, notes - g->room->credit) + g->room->separator : 0;
}

/* ---- splitting ---- */

/* Cells that a break at row `r` goes through: open there and, for a break before it, begun
 * above. */
static bool crosses(const visitor *v, uint32_t r, bool split)
{
    return v->c->last_row >= r && (split || v->open || v->c->row < r);
}

static int32_t keep_strength(const room *r, fo_keep k)
{
    return r->page_end && k.page > k.column ? k.page : k.column;
}

static void would_take(fragment *g, int32_t strength)
{
    if (g->weaker == NO_BREAK || strength < g->weaker)
        g->weaker = strength;
}

/* May the keep be broken? If not, remember what it would have taken. */
static bool allowed(fragment *g, fo_keep k, int32_t *strength)
{
    *strength = keep_strength(g->room, k);
    if (*strength <= g->room->limit)
        return true;
    would_take(g, *strength);
    return false;
}

/* How low the fragment must go so that every open cell places its first piece. */
static mpt least_height(const fragment *g, uint32_t r)
{
    mpt height = g->room->height;
    visitor v;
    for (uint32_t k = 0; visit(g, k, r, &v); k++) {
        room inner = *g->room;
        fit f;
        if (!crosses(&v, r, true))
            continue;
        inner.any_height = true;
        f = cell_fit(&v, &inner);
        height = mpt_max(height, f.height + v.top + cell_edges(g, &v, f.kind != FIT_ALL));
    }
    return height;
}

static rows_place *place_new(const fragment *g, uint32_t r, bool split)
{
    rows_place *p = ARENA_NEW(g->l->mem, rows_place);
    mpt *heights = ARENA_ARRAY(g->l->mem, mpt, r - g->first + 1);
    uint32_t n = 0;
    visitor v;
    while (visit(g, n, r, &v))
        n++;
    p->row = r;
    p->split = split;
    p->open = ARENA_ARRAY(g->l->mem, open_cell, n);
    for (uint32_t k = 0; k < r - g->first; k++)
        heights[k] = g->heights[k];
    p->heights = heights;
    return p;
}

static place content_end_or_none(const cell *c)
{
    return c->content ? content_end(c->content) : (place){0};
}

/* What must not be divided unless nothing else helps. */
static bool refuses(fragment *g, bool solid)
{
    if (!solid || g->room->limit >= KEEP_LINES || g->room->any_height)
        return false;
    would_take(g, KEEP_LINES);
    return true;
}

/* May the break leave behind what the end of a table cell wants to be kept with? */
static bool leaves_next(fragment *g, const visitor *v, int32_t *strength)
{
    if (!v->c->content || g->room->any_height)
        return true;
    return allowed(g, v->c->content->with_next, strength);
}

static void ask_force(fragment *g, const fit *f, mpt bottom, fit *all)
{
    if (f->kind != FIT_FORCED)
        return;
    all->kind = FIT_FORCED;
    all->force = f->force > all->force ? f->force : all->force;
    g->forced_height = mpt_max(g->forced_height, bottom);
}

/* One cell at the break, which goes on below it even if its content ended above: its borders and
 * background do. What it asks for is gathered in `all`. False: its first piece does not fit. */
static bool split_cell(fragment *g, const visitor *v, rows_place *p, mpt height, fit *all)
{
    room inner = *g->room;
    mpt bottom;
    fit f;
    inner.height = height - v->top - cell_edges(g, v, true);
    inner.whole = inner.any_height = false;
    inner.credit = mpt_add(inner.credit, g->credit);
    if (g->credit)
        inner.separator = 0;
    f = cell_fit(v, &inner);
    if (f.weaker != NO_BREAK)
        would_take(g, f.weaker);
    if (f.kind == FIT_NOTHING || (f.kind != FIT_ALL && refuses(g, v->c->solid)))
        return false;
    bottom = v->top + f.height + cell_edges(g, v, true);
    if (f.kind == FIT_ALL && !leaves_next(g, v, &f.strength)) {
        g->kept_height = bottom;
        return false;
    }
    g->cut_height = mpt_max(g->cut_height, bottom);
    ask_force(g, &f, bottom, all);
    if (f.kind == FIT_ALL)
        f.end = content_end_or_none(v->c);
    else
        p->broken = true;
    p->open[p->open_count++] = (open_cell){v->index, f.end};
    all->strength = f.strength > all->strength ? f.strength : all->strength;
    all->height = mpt_max(all->height, bottom);
    return true;
}

/* What of the row's height is of borders and padding that come only after the break. */
static mpt edges_to_come(const fragment *g, uint32_t r)
{
    mpt most = 0;
    visitor v;

    for (uint32_t k = 0; visit(g, k, r, &v); k++)
        if (v.c->last_row == r)
            most = mpt_max(most,
                           edge_size(&v.c->after, false) - rows_cut_size(g->rs, v.c, SIDE_AFTER));
    return most;
}

/* Is all of the cells that end in row `r` above the break? Then nothing of the row is left: cells
 * that go on do so in the rows below. */
static bool is_complete(const fragment *g, uint32_t r, const rows_place *p)
{
    bool ends = false;

    if (g->room->any_height)
        return false;
    for (uint32_t k = 0; k < p->open_count; k++) {
        const cell *c = &g->rs->cell[p->open[k].cell];
        if (c->last_row != r)
            continue;
        if (!place_equal(p->open[k].at, content_end_or_none(c)))
            return false;
        ends = true;
    }
    return ends;
}

/* Would the first part of row `r`, down to `height`, be less high than the row is to be? Each of
 * its areas has that height (7.15.3). */
static bool is_short(const fragment *g, uint32_t r, mpt height)
{
    const mpt own = g->rs->row[r].own_height;

    return own && !(g->from && g->from->split && g->from->row == r) &&
           height - g->top[r - g->first] < own - edges_to_come(g, r);
}

/* A row with a height of its own fills what there is of it, also where a break in a cell is
 * forced. */
static mpt filled_height(const fragment *g, uint32_t r, mpt room_height, mpt used)
{
    mpt top = g->top[r - g->first], rest = g->rs->row[r].own_height;
    if (!rest)
        return used;
    rest -= edges_to_come(g, r);
    if (g->from && g->from->split && g->from->row == r)
        rest -= g->from->placed;
    return rest <= 0 ? used : mpt_max(used, mpt_min(room_height, top + rest));
}

/* Where a break before row `r` is to come: the cells that end above it have other borders there if
 * these collapse. */
static bool close_row(fragment *g, uint32_t r, mpt *top)
{
    mpt height;

    *top = g->top[r - g->first];
    if (!g->rs->table || !g->rs->table->collapse)
        return true;
    if (!row_rest(g, r - 1, true, &height))
        return g->forcing;
    height = mpt_add(g->top[r - 1 - g->first], height);
    if (height > g->room->height && !g->room->any_height)
        return g->forcing;
    *top = height;
    return true;
}

/* Down to where the greatest height of row `r` lets a cell go that goes on in the rows below. */
static mpt most_of(const fragment *g, uint32_t r)
{
    const mpt placed = g->from && g->from->split && g->from->row == r ? g->from->placed : 0;

    return mpt_add(g->top[r - g->first], g->rs->row[r].max_height - placed);
}

/* Break all cells open at row `r`; inside it if `split`, else before it. */
static fit split_cells(fragment *g, uint32_t r, bool split, mpt height)
{
    rows_place *p = place_new(g, r, split);
    fit all = {.kind = FIT_BREAK, .weaker = NO_BREAK};
    mpt *heights = (mpt *)p->heights, top = g->top[r - g->first];
    visitor v;

    if (!split) {
        mpt closed;
        if (!close_row(g, r, &closed))
            return (fit){.kind = FIT_NOTHING, .weaker = g->weaker};
        heights[r - 1 - g->first] += closed - top;
        top = closed;
    }
    if (!split && g->rs->row[r - 1].max_height && !g->room->any_height)
        height = mpt_min(height, mpt_max(top, most_of(g, r - 1)));
    all.height = top;
    g->forced_height = g->cut_height = g->kept_height = 0;
    g->whole = false;
    for (uint32_t k = 0; visit(g, k, r, &v); k++)
        if (crosses(&v, r, split) && !split_cell(g, &v, p, height, &all))
            return (fit){.kind = FIT_NOTHING, .weaker = g->weaker};
    if (split && (!p->broken || is_complete(g, r, p))) {
        g->whole = true;
        return (fit){.kind = FIT_NOTHING, .weaker = g->weaker};
    }
    if (split && all.kind != FIT_FORCED && refuses(g, is_short(g, r, height)))
        return (fit){.kind = FIT_NOTHING, .weaker = g->weaker};
    if (split) {
        all.height =
            filled_height(g, r, all.kind == FIT_FORCED ? g->room->height : height, all.height);
        p->placed = all.height - top;
        heights[r - g->first] = p->placed;
        if (g->from && g->from->split && g->from->row == r)
            p->placed += g->from->placed;
    } else {
        heights[r - 1 - g->first] +=
            all.height - top; /* cells that go on may reach below the row */
    }
    all.end.inside = p;
    return all;
}

/* Where one cell's break is forced, the others go no further down than it. Where only the borders
 * after the cells are too much, less content stays. */
static fit split_row(fragment *g, uint32_t r, bool split, mpt height)
{
    const mpt credit = g->credit;
    fit f = split_cells(g, r, split, height), level;
    while (f.kind == FIT_NOTHING && g->kept_height && g->kept_height <= height) {
        height = g->kept_height - 1;
        f = split_cells(g, r, split, height);
    }
    if (f.kind == FIT_NOTHING && g->whole)
        return split_cells(g, r, split, g->cut_height - 1);
    if (f.kind != FIT_FORCED || g->forced_height >= height)
        return f;
    g->credit = MPT_MAX; /* footnotes do not count against the level */
    level = split_cells(g, r, split, g->forced_height);
    g->credit = credit;
    return level.kind == FIT_FORCED ? level : f;
}

static void add_last(void *self, const note *n)
{
    last_notes_add(self, n);
}

static fit break_from(fragment *g, uint32_t r, mpt height);

/* The footnotes since the last place for a break above `height` in row `r`, down to `to`. */
static void find_last(fragment *g, uint32_t r, mpt height, const rows_place *to, last_notes *last)
{
    const int32_t weaker = g->weaker;
    fit above;

    *last = (last_notes){0};
    g->credit = MPT_MAX;
    above = break_from(g, r, height - 1);
    g->credit = 0;
    g->weaker = weaker;
    rows_notes(g->rs, above.kind == FIT_NOTHING ? g->from : above.end.inside, to, add_last, last);
}

/* Have the footnotes of what ends at `to`, at `height` in row `r`, too little room below it? If
 * they have not enough for all, the last of them are noted. */
static bool lacks_room(fragment *g, uint32_t r, mpt height, const rows_place *to, last_notes *last)
{
    const mpt lack = foot(g, to) - (g->room->height - height);

    if (g->credit || lack <= 0)
        return false;
    if (g->room->any_height)
        return true;
    find_last(g, r, height, to, last);
    if (lack <= last_notes_spare(last, g->l, g->room))
        return false;
    if (last_notes_wait(last, g->l, g->room))
        would_take(g, KEEP_NOTES);
    return true;
}

/* split_cells with the footnotes of what is placed in the same room: down from the fullest break to
 * one that leaves them theirs. */
static fit split_with_notes(fragment *g, uint32_t r, bool split, mpt height)
{
    enum { MAX_STEPS = 60 };
    fit f = split_row(g, r, split, height);

    for (int i = 0; g->rs->note_height && f.kind != FIT_NOTHING && i < MAX_STEPS; i++) {
        if (g->room->any_height ||
            !lacks_room(g, split ? r : r - 1, f.height, f.end.inside, &f.last))
            return f;
        g->credit = MPT_MAX;
        f = split_row(g, r, split, f.height - 1);
        g->credit = 0;
    }
    return f;
}

/* ---- rows_fit ---- */

/* A row and, if it is the last, the footnotes of all; the last of them may go on on the next
 * page. */
static bool row_fits(fragment *g, uint32_t r, mpt *height)
{
    const bool last = r + 1 == g->rs->row_count;
    mpt bottom;

    if (!g->from && !g->rs->has_force && !g->room->after_break)
        *height = g->rs->row[r].height;
    else if (!row_rest(g, r, false, height))
        return false;
    bottom = mpt_add(g->top[r - g->first], *height);
    return bottom <= g->room->height && !(last && lacks_room(g, r, bottom, NULL, &g->last));
}

static fit try_break(fragment *g, uint32_t r, bool split, mpt height)
{
    fit f = {.kind = FIT_NOTHING};
    int32_t strength;
    if (!allowed(g, split ? g->rs->row[r].together : g->rs->row[r].before, &strength))
        return f;
    f = split_with_notes(g, r, split, height);
    f.strength = f.strength > strength ? f.strength : strength;
    return f;
}

/* Inside row `r`, down to `height`, or before it, or in the same way in the rows above it. */
static fit break_from(fragment *g, uint32_t r, mpt height)
{
    fit f = try_break(g, r, true, height);

    for (; f.kind == FIT_NOTHING && r > g->first; r--) {
        f = try_break(g, r, false, g->room->height);
        if (f.kind == FIT_NOTHING)
            f = try_break(g, r - 1, true, mpt_min(g->room->height, g->top[r - g->first] - 1));
    }
    return f;
}

/* Row `r` does not fit. */
static fit break_at(fragment *g, uint32_t r)
{
    fit f = break_from(g, r, g->room->any_height ? least_height(g, r) : g->room->height);

    f.weaker = g->weaker;
    return f;
}

/* A break is forced before row `r` of the group, unless a cell across it cannot be divided
 * there. */
static fit forced_at(fragment *g, uint32_t r)
{
    fit f;

    g->forcing = true;
    f = split_with_notes(g, r, false, g->top[r - g->first]);
    g->forcing = false;
    if (f.kind != FIT_NOTHING) {
        f.kind = FIT_FORCED;
        f.force = (uint8_t)g->rs->row[r].force_before;
    }
    return f;
}

static void fragment_row(fragment *g, uint32_t r, mpt top)
{
    size_t k = r - g->first;
    g->top = arena_grow(g->l->mem, g->top, &g->top_cap, k + 1, sizeof *g->top);
    g->heights = arena_grow(g->l->mem, g->heights, &g->heights_cap, k + 1, sizeof *g->heights);
    g->top[k] = top;
    g->heights[k] = 0;
}

fit rows_fit(layout *l, rows *rs, rows_place *from, const room *space)
{
    fragment g = {.l = l, .rs = rs, .from = from, .room = space, .weaker = NO_BREAK};
    mpt y = 0;

    g.first = from ? from->row : 0;
    for (uint32_t r = g.first; r < rs->row_count; r++) {
        mpt h = 0;
        bool fits;
        fragment_row(&g, r, y);
        if (r > g.first && rs->row[r].force_before && !space->unbroken) {
            fit f = forced_at(&g, r);
            if (f.kind == FIT_FORCED)
                return f;
        }
        fits = row_fits(&g, r, &h);
        if (!fits && space->whole)
            return (fit){.kind = FIT_NOTHING, .weaker = NO_BREAK};
        if (!fits || (space->any_height && r == g.first)) {
            fit f = break_at(&g, r);
            if (f.kind != FIT_NOTHING || (!fits && !space->any_height))
                return f;
            if (!fits)
                h = rs->row[r].height; /* cannot be divided, and something must be placed */
        }
        g.heights[r - g.first] = h;
        y = mpt_add(y, h);
    }
    if (from)
        from->finish = g.heights;
    else if (space->after_break)
        rs->led = g.heights;
    return (fit){.kind = FIT_ALL, .height = y, .weaker = NO_BREAK, .last = g.last};
}
