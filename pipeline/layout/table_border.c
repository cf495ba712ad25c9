/* table_border.c - collapsed borders: which border wins where several objects want one (XSL-FO 1.1,
 * 6.7.1 and 7.28.1; CSS 2, 17.6.2).
 *
 * Every line of the grid between two cells is wanted by the cells on both sides, and where they end
 * there, by rows, bodies, columns and the table. The winner: hidden beats all (and nothing is
 * painted); with collapse-with-precedence the higher precedence; then the wider; then the style in
 * the order of CSS; then the object of the finer kind: cell, row, body, column, table. Where a
 * break parts two rows their borders do not meet: each cell has its own there, or shares it with
 * the header or footer that is repeated. */
#include "layout/table_int.h"

/* Finer kinds win ties. */
enum { KIND_TABLE, KIND_COLUMN, KIND_BODY, KIND_ROW, KIND_CELL };

typedef struct {
    fo_border b;
    int kind, precedence;
    bool set;
} claim;

typedef struct {
    const table *t;
    bool precedence;
    arena *mem;
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

/* 7.28.1: what was not given depends on the object. */
static int precedence_of(const fo_node *fo, const fo_border *b)
{
    static const uint8_t initial[FO_TYPE_COUNT] = {
        [FO_TABLE] = 6,      [FO_TABLE_CELL] = 5,   [FO_TABLE_COLUMN] = 4, [FO_TABLE_ROW] = 3,
        [FO_TABLE_BODY] = 2, [FO_TABLE_HEADER] = 1, [FO_TABLE_FOOTER] = 0};
    return b->precedence >= 0 ? b->precedence : initial[fo_type_of(fo)];
}

static bool beats(const collapse *k, const claim *a, const claim *b)
{
    if (k->precedence && a->precedence != b->precedence)
        return a->precedence > b->precedence;
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
    c = (claim){.b = fo_border_of(fo, side), .kind = kind, .set = true};
    c.precedence = precedence_of(fo, &c.b);
    if (!best->set || beats(k, &c, best))
        *best = c;
}

/* ---- the neighbours of a side ---- */

/* The cells of row `r` by column: those that reach down from the row above in `at`, then its
 * own. */
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

/* Seen from one side of a line: where neither wins, each side has its own (CSS 2 leaves it
 * open). */
static area_edge winner(const collapse *k, const claim *own, const claim *other)
{
    const claim *c = other->set && (!own->set || beats(k, other, own)) ? other : own;
    if (!c->set || c->b.style == EN_NONE || c->b.style == EN_HIDDEN)
        return (area_edge){0, EN_NONE, {0, 0, 0, 0}};
    return (area_edge){c->b.width, c->b.style, c->b.color};
}

/* The part of a cell's side that lies at row or column `i` of it, in order. A cell over several of
 * them is painted part by part; for its content it has one width a side, that of the widest. */
static void take_part(const collapse *k, cell *c, fo_side side, uint32_t i, area_edge by)
{
    const bool along = side == SIDE_BEFORE || side == SIDE_AFTER;
    const uint32_t n = along ? c->column_span : c->last_row - c->row + 1;
    const area_edge so_far = c->edges[side];

    if (i == 0 || by.width > so_far.width)
        c->edges[side] = by;
    if (i == 0 || (!c->parts[side] && edge_equal(&by, &so_far)))
        return;
    if (!c->parts[side]) {
        c->parts[side] = ARENA_ARRAY(k->mem, area_edge, n);
        for (uint32_t x = 0; x < i; x++)
            c->parts[side][x] = so_far;
    }
    c->parts[side][i] = by;
}

/* ---- horizontal lines ---- */

/* A row beside a horizontal line; `rs` NULL: the line is the table's edge. */
typedef struct {
    rows *rs;
    uint32_t row;
    const cell **at;
} line_side;

/* What one side of a line wants, on the table's edge with the columns and the table. */
static claim line_claim(const collapse *k, const line_side *s, uint32_t x, fo_side side, bool outer)
{
    claim best = {.set = false};
    if (!s->rs)
        return best;
    if (side == SIDE_AFTER)
        claims_above(k, &best, s->rs, s->row, s->at[x]);
    else
        claims_below(k, &best, s->rs, s->row, s->at[x]);
    want(k, &best, outer ? table_column_of(k->t, s->at[x], x) : NULL, side, KIND_COLUMN);
    want(k, &best, outer ? k->t->fo : NULL, side, KIND_TABLE);
    return best;
}

/* Does column `x` lie between the same cells as the one before it? */
static bool goes_on(const collapse *k, const line_side *up, const line_side *down, uint32_t x)
{
    return x > 0 && (!up->rs || up->at[x] == up->at[x - 1]) &&
           (!down->rs || down->at[x] == down->at[x - 1]) &&
           k->t->columns[x].fo == k->t->columns[x - 1].fo;
}

static void resolve_line(const collapse *k, const line_side *up, const line_side *down)
{
    area_edge over = {0}, under = {0};

    for (uint32_t x = 0; x < k->t->count; x++) {
        cell *above = up->rs ? (cell *)up->at[x] : NULL;
        cell *below = down->rs ? (cell *)down->at[x] : NULL;
        if (above && above == below)
            continue;
        if (!goes_on(k, up, down, x)) {
            const claim upper = line_claim(k, up, x, SIDE_AFTER, !down->rs);
            const claim lower = line_claim(k, down, x, SIDE_BEFORE, !up->rs);
            over = winner(k, &upper, &lower);
            under = winner(k, &lower, &upper);
        }
        if (above)
            take_part(k, above, SIDE_AFTER, x - above->column, over);
        if (below)
            take_part(k, below, SIDE_BEFORE, x - below->column, under);
    }
}

/* ---- vertical lines ---- */

/* What the cells of column `x` want at one side of it. */
static claim column_claim(const collapse *k, const line_side *at, uint32_t x, fo_side side,
                          bool outer)
{
    claim best = {.set = false};
    want(k, &best, at->at[x] ? at->at[x]->fo : NULL, side, KIND_CELL);
    want(k, &best, table_column_of(k->t, at->at[x], x), side, KIND_COLUMN);
    want(k, &best, outer ? at->rs->row[at->row].fo : NULL, side, KIND_ROW);
    want(k, &best, outer ? at->rs->body : NULL, side, KIND_BODY);
    want(k, &best, outer ? k->t->fo : NULL, side, KIND_TABLE);
    return best;
}

static void resolve_row(const collapse *k, const line_side *at)
{
    const uint32_t n = k->t->count;
    for (uint32_t x = 0; x <= n; x++) {
        cell *left = x > 0 ? (cell *)at->at[x - 1] : NULL;
        cell *right = x < n ? (cell *)at->at[x] : NULL;
        claim first = {.set = false}, second = {.set = false};
        if (left && left == right)
            continue;
        if (x > 0)
            first = column_claim(k, at, x - 1, SIDE_END, x == n);
        if (x < n)
            second = column_claim(k, at, x, SIDE_START, x == 0);
        if (left)
            take_part(k, left, SIDE_END, at->row - left->row, winner(k, &first, &second));
        if (right)
            take_part(k, right, SIDE_START, at->row - right->row, winner(k, &second, &first));
    }
}

/* What a repeated header or footer has at its line with the body. */
static void keep_part_cells(const collapse *k, table *t, const line_side *here)
{
    const size_t size = t->count * sizeof *here->at;

    if (here->rs == t->header && here->row + 1 == here->rs->row_count)
        t->header_end = arena_memdup(k->mem, here->at, size);
    if (here->rs == t->footer && here->row == 0)
        t->footer_top = arena_memdup(k->mem, here->at, size);
}

void table_collapse(measurer *m, table *t, rows *const *groups, size_t count)
{
    collapse k = {.t = t, .mem = m->l->mem};
    const line_side none = {.rs = NULL};
    line_side above = none;
    const cell **up = ARENA_ARRAY(k.mem, const cell *, t->count + 1);
    const cell **at = ARENA_ARRAY(k.mem, const cell *, t->count + 1);

    k.precedence = fo_is(t->fo, PR_BORDER_COLLAPSE, EN_COLLAPSE_WITH_PRECEDENCE);
    for (size_t g = 0; g < count; g++) {
        rows *rs = groups[g];
        rs->first_of_body = g == 0 || groups[g - 1]->body != rs->body;
        rs->last_of_body = g + 1 == count || groups[g + 1]->body != rs->body;
        for (uint32_t r = 0; r < rs->row_count; r++) {
            line_side here = {rs, r, at};
            fill_row(t, rs, r, up, at);
            resolve_line(&k, &above, &here);
            resolve_row(&k, &here);
            keep_part_cells(&k, t, &here);
            above = here;
            at = up;
            up = above.at;
        }
    }
    if (above.rs)
        resolve_line(&k, &above, &none);
}

/* ---- at a break ---- */

/* The border of what goes on behind the break is there if it is retained (7.8.9). */
static void want_retained(const collapse *k, claim *best, const fo_node *fo, fo_side side, int kind)
{
    if (fo && fo_border_of(fo, side).retain)
        want(k, best, fo, side, kind);
}

/* Those of a cell that the break goes through, and of its row unless that is one of several. */
static void want_cut(const collapse *k, claim *best, const rows *rs, const cell *c, fo_side side)
{
    want_retained(k, best, c->fo, side, KIND_CELL);
    if (c->row == c->last_row)
        want_retained(k, best, rs->row[c->row].fo, side, KIND_ROW);
}

/* What the header or footer that is repeated at the break wants there; false: none is. */
static bool repeated_claims(const collapse *k, claim *best, fo_side side, uint32_t x)
{
    const table *t = k->t;

    if (side == SIDE_AFTER && table_break_footer(t))
        claims_below(k, best, t->footer, 0, t->footer_top[x]);
    else if (side == SIDE_BEFORE && table_break_header(t))
        claims_above(k, best, t->header, t->header->row_count - 1, t->header_end[x]);
    else
        return false;
    return true;
}

static area_edge break_part(const collapse *k, const rows *rs, const cell *c, fo_side side,
                            uint32_t x, bool cut)
{
    claim own = {.set = false}, other = {.set = false};

    if (cut)
        want_cut(k, &own, rs, c, side);
    else if (side == SIDE_AFTER)
        claims_above(k, &own, rs, c->last_row, c);
    else
        claims_below(k, &own, rs, c->row, c);
    want_retained(k, &own, rs->body, side, KIND_BODY);
    if (!repeated_claims(k, &other, side, x)) {
        want_retained(k, &own, k->t->columns[x].fo, side, KIND_COLUMN);
        want_retained(k, &own, k->t->fo, side, KIND_TABLE);
    }
    return winner(k, &own, &other);
}

area_edge table_break_edge(const rows *rs, const cell *c, fo_side side, bool cut)
{
    collapse k = {.t = rs->table};
    area_edge widest = {0, EN_NONE, {0, 0, 0, 0}};

    k.precedence = fo_is(rs->table->fo, PR_BORDER_COLLAPSE, EN_COLLAPSE_WITH_PRECEDENCE);
    for (uint32_t i = 0; i < c->column_span; i++) {
        area_edge e = break_part(&k, rs, c, side, c->column + i, cut);
        if (e.width > widest.width)
            widest = e;
    }
    return widest;
}
