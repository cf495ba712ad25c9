/* table_width.c - how many columns a table has and how wide they are (XSL-FO 1.1, 6.7.3, 7.28.9).
 *
 * Widths that are lengths or percentages of the table come first; proportional-column-width()
 * factors share what is left. Columns without a width count as proportional-column-width(1). */
#include "layout/table_int.h"

/* Columns that the table-column objects describe. */
static uint32_t count_declared(const fo_node *fo)
{
    uint64_t count = 0;
    for (const fo_node *n = fo_child(fo); n; n = fo_next(n)) {
        uint64_t end;
        if (fo_type_of(n) != FO_TABLE_COLUMN)
            continue;
        end = (uint64_t)table_number(n, PR_NUMBER_COLUMNS_REPEATED) *
                  table_number(n, PR_NUMBER_COLUMNS_SPANNED) +
              (uint64_t)fo_column(n) - 1;
        count = end > count ? end : count;
        if (count > MAX_COLUMNS)
            return MAX_COLUMNS;
    }
    return (uint32_t)count;
}

/* Columns that the cells of one row take; fo/ knows where spans from above have left room
 * (7.28.8). */
static uint32_t count_cells(const fo_node *first, bool loose)
{
    uint32_t next = 0, count = 0;
    for (const fo_node *n = first; n; n = fo_next(n)) {
        if (fo_type_of(n) != FO_TABLE_CELL)
            continue;
        if (loose && fo_is(n, PR_STARTS_ROW, EN_TRUE))
            next = 0;
        if (fo_specified(n, PR_COLUMN_NUMBER))
            next = table_number(n, PR_COLUMN_NUMBER) - 1;
        else if ((uint32_t)fo_column(n) > next)
            next = (uint32_t)fo_column(n) - 1;
        next += table_number(n, PR_NUMBER_COLUMNS_SPANNED);
        count = next > count ? next : count;
        if (count > MAX_COLUMNS)
            return MAX_COLUMNS;
        if (loose && fo_is(n, PR_ENDS_ROW, EN_TRUE))
            next = 0;
    }
    return count;
}

static uint32_t count_columns(const fo_node *fo)
{
    uint32_t count = count_declared(fo), c;
    for (const fo_node *part = fo_child(fo); part; part = fo_next(part)) {
        fo_type type = fo_type_of(part);
        if (type != FO_TABLE_BODY && type != FO_TABLE_HEADER && type != FO_TABLE_FOOTER)
            continue;
        c = count_cells(fo_child(part), true);
        count = c > count ? c : count;
        for (const fo_node *r = fo_child(part); r; r = fo_next(r))
            if (fo_type_of(r) == FO_TABLE_ROW && (c = count_cells(fo_child(r), false)) > count)
                count = c;
    }
    return count;
}

/* ---- widths ---- */

static bool given_width(const fo_node *n)
{
    return fo_specified(n, PR_COLUMN_WIDTH) && !fo_is(n, PR_COLUMN_WIDTH, EN_AUTO);
}

static void assign_column(arena *mem, table *t, const fo_node *n, uint32_t i, uint32_t span)
{
    column_span *s;

    if (span == 1) {
        t->columns[i].fo = n;
        t->columns[i].has_width = given_width(n);
        return;
    }
    s = ARENA_NEW(mem, column_span); /* its width is ignored (7.28.9) */
    *s = (column_span){n, span, t->columns[i].spans};
    t->columns[i].spans = s;
}

static void assign_columns(arena *mem, table *t)
{
    bool fixed = fo_is(t->fo, PR_TABLE_LAYOUT, EN_FIXED);
    for (const fo_node *n = fo_child(t->fo); n; n = fo_next(n)) {
        const uint32_t span = table_number(n, PR_NUMBER_COLUMNS_SPANNED);
        uint32_t repeat = table_number(n, PR_NUMBER_COLUMNS_REPEATED), next;
        if (fo_type_of(n) != FO_TABLE_COLUMN)
            continue;
        next = (uint32_t)fo_column(n) - 1;
        for (; repeat && next < t->count; repeat--, next += span)
            assign_column(mem, t, n, next, span);
    }
    for (uint32_t i = 0; i < t->count; i++)
        t->columns[i].fits = !fixed && !t->columns[i].has_width;
}

/* Factor of proportional-column-width() in thousandths. */
static int64_t proportion(const column *c)
{
    double f = c->fo && given_width(c->fo) ? fo_proportion(c->fo, PR_COLUMN_WIDTH) : 1;
    if (c->has_width && !(c->fo && given_width(c->fo)))
        return 0; /* from the first row */
    return f <= 0 ? 0 : f > 1e6 ? 1000000000 : (int64_t)(f * 1000 + 0.5);
}

/* table-layout="fixed": a column without a width takes it from its cell in the first row (CSS 2,
 * 17.5.2). */
static const fo_node *first_row_cells(const table *t)
{
    for (const fo_node *part = fo_child(t->fo); part; part = fo_next(part)) {
        fo_type type = fo_type_of(part);
        const fo_node *n = fo_child(part);
        if (type != FO_TABLE_BODY && type != FO_TABLE_HEADER && type != FO_TABLE_FOOTER)
            continue;
        while (n && fo_type_of(n) == FO_MARKER)
            n = fo_next(n);
        return n && fo_type_of(n) == FO_TABLE_ROW ? fo_child(n) : n;
    }
    return NULL;
}

static void first_row_widths(table *t)
{
    uint32_t next = 0;
    for (const fo_node *n = first_row_cells(t); n && next < t->count; n = fo_next(n)) {
        fo_range ipd;
        uint32_t span;
        if (fo_type_of(n) != FO_TABLE_CELL)
            continue;
        if (fo_specified(n, PR_COLUMN_NUMBER))
            next = table_number(n, PR_COLUMN_NUMBER) - 1;
        span = table_number(n, PR_NUMBER_COLUMNS_SPANNED);
        ipd = fo_range_of(n, PR_INLINE_PROGRESSION_DIMENSION);
        if (span == 1 && next < t->count && !ipd.opt_auto && !t->columns[next].has_width) {
            mpt base = t->width;
            edge s = edge_of(n, SIDE_START, base), e = edge_of(n, SIDE_END, base);
            t->columns[next].width =
                fo_len_at(ipd.opt, base) + edge_size(&s, false) + edge_size(&e, false);
            t->columns[next].has_width = true;
        }
        next += span;
    }
}

static void share_widths(table *t)
{
    mpt fixed = 0, left;
    int64_t sum = 0, done = 0;
    mpt given = 0;

    for (uint32_t i = 0; i < t->count; i++) {
        column *c = &t->columns[i];
        if (!c->has_width || (c->fo && given_width(c->fo)))
            c->width = c->fo ? fo_len_at(fo_length(c->fo, PR_COLUMN_WIDTH), t->width) : 0;
        if (!proportion(c))
            c->width = mpt_max(0, c->width);
        fixed = mpt_min(MPT_MAX, fixed + c->width);
        sum += proportion(c);
    }
    left = mpt_max(0, t->width - fixed);
    for (uint32_t i = 0; i < t->count; i++) {
        mpt upto;
        done += proportion(&t->columns[i]);
        upto = sum ? mpt_scale(left, done, sum) : 0;
        t->columns[i].width = mpt_max(0, t->columns[i].width + upto - given);
        given = upto;
    }
}

static bool all_fixed(const table *t)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (proportion(&t->columns[i]))
            return false;
    return t->count > 0;
}

void table_count(measurer *m, table *t)
{
    t->count = count_columns(t->fo);
    t->columns = ARENA_ARRAY(m->l->mem, column, t->count + 1);
    assign_columns(m->l->mem, t);
}

static void columns_fixed(table *t, bool shrink)
{
    if (fo_is(t->fo, PR_TABLE_LAYOUT, EN_FIXED))
        first_row_widths(t);
    share_widths(t);
    if (shrink && all_fixed(t))
        t->width = 0; /* as wide as they are */
}

void table_columns(measurer *m, table *t, rows *const *groups, size_t count, const frame *f)
{
    fo_range ipd = fo_range_of(t->fo, PR_INLINE_PROGRESSION_DIMENSION);
    mpt x = 0, base = f->parent ? f->parent->content_width : m->in.width;

    t->width = ipd.opt_auto ? f->content_width : mpt_max(0, fo_len_at(ipd.opt, base));
    if (table_fits_content(t))
        table_fit(m->l, t,
                  table_needs(m->l, t, groups, count, t->width / (mpt)mpt_max(1, (mpt)t->count)),
                  ipd.opt_auto);
    else
        columns_fixed(t, ipd.opt_auto);
    for (uint32_t i = 0; i < t->count; i++) {
        t->columns[i].x = x;
        if (column_collapsed(&t->columns[i])) {
            t->width -= mpt_min(t->width, t->columns[i].width);
            t->columns[i].width = 0;
        }
        x = mpt_min(MPT_MAX, x + t->columns[i].width);
    }
    t->columns[t->count].x = x;
    t->width = mpt_max(t->width, x);
}
