/* table_fit.c - columns as wide as their content wants: table-layout="auto" (CSS 2.1, 17.5.2.2).
 *
 * Lengths and percentages stay as they are given. What the table has left for the other columns
 * lies mostly between what these need at the least and what they would take unbroken: then each
 * gets its least, and of the rest a share in proportion to the difference. If there is more, the
 * rest goes by what they take; a table without a width of its own is only as wide as its content.
 * If there is less than the least, the widest give way first, so that narrow columns stay whole.
 * Columns with proportional-column-width() are part of all this, and divide by their factors what
 * they get together. */
#include <stdlib.h>

#include "layout/table_int.h"

typedef struct {
    table *t;
    const need *needs;
    int64_t min, max; /* of all columns that share */
    mpt left;         /* for them */
} fitting;

static bool is_proportional(const column *c)
{
    return !c->fits && c->fo && fo_proportion(c->fo, PR_COLUMN_WIDTH) > 0;
}

static bool shares(const column *c)
{
    return c->fits || is_proportional(c);
}

bool table_fits_content(const table *t)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (t->columns[i].fits)
            return true;
    return false;
}

static mpt clamp(int64_t v)
{
    return v < 0 ? 0 : v > MPT_MAX ? MPT_MAX : (mpt)v;
}

static fo_len given_width(const column *c)
{
    return c->fo && !c->fits ? fo_length(c->fo, PR_COLUMN_WIDTH) : (fo_len){0, 0};
}

/* ---- the table's width ---- */

/* As wide as unbroken content, given lengths, and columns in percent of the whole want it. */
static mpt wanted_width(const fitting *f)
{
    int64_t plain = f->max, want = 0, percent = 0;
    for (uint32_t i = 0; i < f->t->count; i++) {
        fo_len w = given_width(&f->t->columns[i]);
        plain += w.fixed;
        if (w.percent <= 0)
            continue;
        percent += w.percent;
        want = mpt_max(clamp(want), mpt_scale(f->needs[i].max, 100000, w.percent));
    }
    if (percent >= 100000)
        return plain > 0 ? MPT_MAX : clamp(want);
    return mpt_max(clamp(want), mpt_scale(clamp(plain), 100000, 100000 - percent));
}

static bool has_proportional(const table *t)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (is_proportional(&t->columns[i]))
            return true;
    return false;
}

/* ---- sharing ---- */

static int compare_mpt(const void *a, const void *b)
{
    mpt x = *(const mpt *)a, y = *(const mpt *)b;
    return x < y ? -1 : x > y;
}

/* The width above which columns give way, so that all of them go into what is left. */
static mpt common_cap(layout *l, const fitting *f)
{
    mpt *min = ARENA_ARRAY(l->mem, mpt, f->t->count + 1);
    size_t n = 0;
    mpt left = f->left;
    for (uint32_t i = 0; i < f->t->count; i++)
        if (shares(&f->t->columns[i]))
            min[n++] = f->needs[i].min;
    qsort(min, n, sizeof *min, compare_mpt);
    for (size_t i = 0; i < n; i++) {
        if ((int64_t)min[i] * (int64_t)(n - i) > left)
            return left / (mpt)(n - i);
        left -= min[i];
    }
    return MPT_MAX;
}

static void squeeze(layout *l, fitting *f)
{
    mpt cap = common_cap(l, f);
    for (uint32_t i = 0; i < f->t->count; i++)
        if (shares(&f->t->columns[i]))
            f->t->columns[i].width = mpt_min(f->needs[i].min, cap);
}

/* Give `rest` by weight: what lies between least and most, or what is taken unbroken. */
static void spread(fitting *f, bool wide)
{
    int64_t sum = wide ? f->max : f->max - f->min, done = 0;
    mpt rest = clamp(f->left - (wide ? f->max : f->min)), before = 0;
    for (uint32_t i = 0; i < f->t->count; i++) {
        column *c = &f->t->columns[i];
        const need *n = &f->needs[i];
        mpt upto;
        if (!shares(c))
            continue;
        done += wide ? n->max : n->max - n->min;
        upto = sum ? mpt_scale(rest, done, sum) : 0;
        c->width = clamp((int64_t)(wide ? n->max : n->min) + upto - before);
        before = upto;
    }
}

/* Nothing in any of them. */
static void spread_evenly(fitting *f)
{
    int64_t count = 0, done = 0;
    mpt before = 0;
    for (uint32_t i = 0; i < f->t->count; i++)
        count += shares(&f->t->columns[i]);
    for (uint32_t i = 0; i < f->t->count; i++)
        if (shares(&f->t->columns[i])) {
            mpt upto = mpt_scale(f->left, ++done, count);
            f->t->columns[i].width = upto - before;
            before = upto;
        }
}

/* What the columns with factors got together, by their factors. */
static void divide_proportional(table *t)
{
    double sum = 0, done = 0;
    int64_t width = 0;
    mpt before = 0;
    for (uint32_t i = 0; i < t->count; i++)
        if (is_proportional(&t->columns[i])) {
            sum += fo_proportion(t->columns[i].fo, PR_COLUMN_WIDTH);
            width += t->columns[i].width;
        }
    for (uint32_t i = 0; i < t->count; i++)
        if (is_proportional(&t->columns[i])) {
            mpt upto;
            done += fo_proportion(t->columns[i].fo, PR_COLUMN_WIDTH);
            upto = mpt_scale(clamp(width), (int64_t)(done / sum * 1000000 + 0.5), 1000000);
            t->columns[i].width = upto - before;
            before = upto;
        }
}

void table_fit(layout *l, table *t, const need *needs, bool shrink)
{
    fitting f = {.t = t, .needs = needs};
    int64_t given = 0;

    for (uint32_t i = 0; i < t->count; i++)
        if (shares(&t->columns[i])) {
            f.min += needs[i].min;
            f.max += needs[i].max;
        }
    if (shrink && !has_proportional(t))
        t->width = mpt_min(t->width, wanted_width(&f));
    for (uint32_t i = 0; i < t->count; i++) {
        column *c = &t->columns[i];
        if (shares(c))
            continue;
        c->width = mpt_max(0, fo_len_at(given_width(c), t->width));
        given += c->width;
    }
    f.left = clamp(t->width - given);
    if (f.left < f.min)
        squeeze(l, &f);
    else if (f.left < f.max)
        spread(&f, false);
    else if (f.max)
        spread(&f, true);
    else
        spread_evenly(&f);
    divide_proportional(t);
}
