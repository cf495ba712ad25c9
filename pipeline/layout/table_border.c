/* table_border.c - collapsed borders: which border wins where several objects want one (XSL-FO 1.1,
 * 6.7.1 and 7.28.1; CSS 2, 17.6.2).
 *
 * Every line of the grid between two cells is wanted by the cells on both sides, and where they end
 * there, by rows, bodies, columns and the table. The winner: hidden beats all (and nothing is painted);
 * with collapse-with-precedence the higher precedence; then the wider; then the style in the order of
 * CSS; then the object of the finer kind: cell, row, body, column, table. */
#include "layout/table_int.h"

/* Finer kinds win ties. */
enum { KIND_TABLE, KIND_COLUMN, KIND_BODY, KIND_ROW, KIND_CELL };

typedef struct {
    fo_border b;
    int kind;
    bool set;
} claim;

typedef struct {
    const table *t;
    bool precedence;
    rows *const *groups;
    size_t count;
} collapse;

static int style_rank(fo_keyword style)
{
    static const fo_keyword order[] = {EN_INSET,  EN_GROOVE, EN_OUTSET, EN_RIDGE,
                                       EN_DOTTED, EN_DASHED, EN_SOLID,  EN_DOUBLE};
    for (size_t i = 0; i < COUNT(order); i++)
        if (order[i] == style)
            return (int)i + 1;
    return 0;
}

/* Precedences that were not given: table 6, cell 5, column 4, row 3, body 2 … (7.28.1 and after). */
static int precedence_of(const claim *c)
{
    static const int defaults[] = {
        [KIND_TABLE] = 6, [KIND_COLUMN] = 4, [KIND_BODY] = 2, [KIND_ROW] = 3, [KIND_CELL] = 5};
    return c->b.precedence >= 0 ? c->b.precedence : defaults[c->kind];
}

static bool beats(const collapse *k, const claim *a, const claim *b)
{
    if (k->precedence && precedence_of(a) != precedence_of(b))
        return precedence_of(a) > precedence_of(b);
    if (a->b.style == EN_HIDDEN || b->b.style == EN_HIDDEN)
        return b->b.style != EN_HIDDEN;
    if (a->b.width != b->b.width)
        return a->b.width > b->b.width;
    if (a->b.style != b->b.style)
        return style_rank(a->b.style) > style_rank(b->b.style);
    return a->kind > b->kind;
}

static void want(const collapse *k, claim *best, const fo_node *fo, fo_side side, int kind)
{
    claim c;
    if (!fo)
        return;
    c = (claim){fo_border_of(fo, side), kind, true};
    if (!best->set || beats(k, &c, best))
        *best = c;
}

/* ---- the neighbours of a side ---- */

/* The cells of row `r` by column: those that reach down from the row above in `at`, then its own. */
static void fill_row(const table *t, const rows *rs, uint32_t r, const cell *const *above,
                     const cell **at)
{
    for (uint32_t x = 0; x < t->count; x++)
        at[x] = r > 0 && above[x] && above[x]->last_row >= r ? above[x] : NULL;
    for (uint32_t i = rs->row[r].first_cell; i < rs->cell_count && rs->cell[i].row == r; i++) {
        const cell *c = &rs->cell[i];
        for (uint32_t k = 0; k < c->column_span; k++)
            at[c->column + k] = c;
    }
}

static void claims_below(const collapse *k, claim *best, const rows *rs, uint32_t r, const cell *c)
{
    want(k, best, c ? c->fo : NULL, SIDE_BEFORE, KIND_CELL);
    want(k, best, rs->row[r].fo, SIDE_BEFORE, KIND_ROW);
    if (r == 0)
        want(k, best, rs->first_of_body ? rs->body : NULL, SIDE_BEFORE, KIND_BODY);
}

static void claims_above(const collapse *k, claim *best, const rows *rs, uint32_t r, const cell *c)
{
    want(k, best, c ? c->fo : NULL, SIDE_AFTER, KIND_CELL);
    want(k, best, rs->row[r].fo, SIDE_AFTER, KIND_ROW);
    if (r + 1 == rs->row_count)
        want(k, best, rs->last_of_body ? rs->body : NULL, SIDE_AFTER, KIND_BODY);
}

static area_edge edge_from(const claim *c)
{
    if (!c->set || c->b.style == EN_NONE || c->b.style == EN_HIDDEN)
        return (area_edge){0, EN_NONE, {0, 0, 0, 0}};
    return (area_edge){c->b.width, c->b.style, c->b.color};
}

/* The wider of two parts of one side: a cell has one width a side, whatever its neighbours. */
static void widen(cell *c, fo_side side, area_edge by, bool outer)
{
    if (by.width > c->edges[side].width)
        c->edges[side] = by;
    c->outer[side] = outer;
}

/* ---- horizontal lines ---- */

/* The line between row `ra` of `above` and row `rb` of `below` (NULL: the table's edge). */
static void resolve_line(const collapse *k, rows *above, uint32_t ra, const cell **up, rows *below,
                         uint32_t rb, const cell **down)
{
    const table *t = k->t;
    for (uint32_t x = 0; x < t->count; x++) {
        claim best = {.set = false};
        area_edge e;
        cell *cu = above ? (cell *)up[x] : NULL, *cd = below ? (cell *)down[x] : NULL;
        if (cu && cu == cd)
            continue;
        if (above)
            claims_above(k, &best, above, ra, cu);
        if (below)
            claims_below(k, &best, below, rb, cd);
        if (!above || !below) {
            fo_side side = above ? SIDE_AFTER : SIDE_BEFORE;
            want(k, &best, t->columns[x].fo, side, KIND_COLUMN);
            want(k, &best, t->fo, side, KIND_TABLE);
        }
        e = edge_from(&best);
        if (cu)
            widen(cu, SIDE_AFTER, e, !below);
        if (cd)
            widen(cd, SIDE_BEFORE, e, !above);
    }
}

/* ---- vertical lines ---- */

static void resolve_row(const collapse *k, rows *rs, uint32_t r, const cell **at)
{
    const table *t = k->t;
    for (uint32_t x = 0; x <= t->count; x++) {
        cell *left = x > 0 ? (cell *)at[x - 1] : NULL, *right = x < t->count ? (cell *)at[x] : NULL;
        claim best = {.set = false};
        area_edge e;
        if (left && left == right)
            continue;
        want(k, &best, left ? left->fo : NULL, SIDE_END, KIND_CELL);
        want(k, &best, right ? right->fo : NULL, SIDE_START, KIND_CELL);
        if (x > 0)
            want(k, &best, t->columns[x - 1].fo, SIDE_END, KIND_COLUMN);
        if (x < t->count)
            want(k, &best, t->columns[x].fo, SIDE_START, KIND_COLUMN);
        if (x == 0 || x == t->count) {
            fo_side side = x ? SIDE_END : SIDE_START;
            want(k, &best, rs->row[r].fo, side, KIND_ROW);
            want(k, &best, rs->body, side, KIND_BODY);
            want(k, &best, t->fo, side, KIND_TABLE);
        }
        e = edge_from(&best);
        if (left)
            widen(left, SIDE_END, e, x == t->count);
        if (right)
            widen(right, SIDE_START, e, x == 0);
    }
}

void table_collapse(measurer *m, table *t, rows *const *groups, size_t count)
{
    collapse k = {.t = t, .groups = groups, .count = count};
    rows *above = NULL;
    uint32_t ra = 0;
    const cell **up = ARENA_ARRAY(m->l->mem, const cell *, t->count + 1);
    const cell **at = ARENA_ARRAY(m->l->mem, const cell *, t->count + 1), **spare;

    k.precedence = fo_is(t->fo, PR_BORDER_COLLAPSE, EN_COLLAPSE_WITH_PRECEDENCE);
    for (size_t g = 0; g < count; g++) {
        rows *rs = groups[g];
        rs->first_of_body = g == 0 || groups[g - 1]->body != rs->body;
        rs->last_of_body = g + 1 == count || groups[g + 1]->body != rs->body;
        for (uint32_t r = 0; r < rs->row_count; r++) {
            fill_row(t, rs, r, up, at);
            resolve_line(&k, above, ra, up, rs, r, at);
            resolve_row(&k, rs, r, at);
            above = rs;
            ra = r;
            spare = up;
            up = at;
            at = spare;
        }
    }
    if (above)
        resolve_line(&k, above, ra, up, NULL, 0, NULL);
}
