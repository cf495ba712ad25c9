/* para_fit.c - which lines are good: the heart of total fit (Knuth & Plass, "Breaking paragraphs
 * into lines", 1981).
 *
 * A line between two breaks has a ratio, by how much it must be stretched or shrunk, hence a
 * badness, hence demerits; the best way to a break is the best way to an earlier one and the line
 * between. Active nodes are the breaks from which a line may still reach the current one. They
 * stand in order: the search ends at the first from which the line is too loose, so that a
 * candidate costs a few nodes, not a line's worth of them. All arithmetic is in integers: ratios in
 * 1/10000, demerits in millionths. */
#include "layout/para_fit.h"

#include <string.h>

enum {
    MOST_GIVE = INT32_MAX,      /* more than any room */
    HOPELESS = 21 * FIT_UNIT,   /* ratio that no pass but the last accepts */
    DOUBLE_HYPHEN = 50,         /* demerits of two hyphenated lines in a row */
    FITNESS_JUMP = 50,          /* demerits of a tight line beside a loose one */
    STUB = 6,                   /* a last line below this part of the measure is too short … */
    SHORT_STUB = 11,            /* … and below this one, whatever the lines before */
    STUB_DEMERITS = 500000,     /* … for the rest of a divided word */
    KEPT_DEMERITS = 2000000000, /* of a keep that is broken, since one must be */
    FITNESS_CLASSES = 4,
    LOOSE_END = 10 * FIT_UNIT, /* from here on badness grows linearly, as steeply as there … */
    STEEP = 3000,
    TORN = 30 * FIT_UNIT, /* … and from here on hardly, so that sums stay in range */
};

/* ---- the measure of one line ---- */

mpt fit_measure(const fit *f, const node *a, const brk *b)
{
    mpt w = a->prev < 0 ? f->first_measure : f->measure;

    if (b->last)
        w += f->last_measure - f->measure;
    return w;
}

static int32_t limited(int64_t ratio)
{
    return ratio < INT32_MAX ? (int32_t)ratio : INT32_MAX;
}

bool fit_is_ragged(const fit *f, const brk *b)
{
    return b->last ? !f->justify_last : f->free_side > 0;
}

bool fit_shrinks(const fit *f)
{
    return !f->firm || f->justify_last;
}

/* Ratio by which the line is stretched (> 0) or shrunk (< 0); INT32_MIN if it cannot fit. */
int32_t fit_ratio(const fit *f, const node *a, const brk *b)
{
    sums s = sums_less(b->end, a->at.start);
    int64_t room = fit_measure(f, a, b) - s.w;
    bool ragged = fit_is_ragged(f, b);
    int64_t give;

    if (room < 0) {
        int64_t shrink = fit_shrinks(f) ? s.shrink : 0;
        if (-room > shrink)
            return -room <= shrink + LINE_ROUNDING ? (shrink ? -FIT_UNIT : 0) : INT32_MIN;
        return (int32_t)(room * FIT_UNIT / shrink);
    }
    give = ragged ? f->free_side : s.stretch;
    if (b->last && ragged && !f->centered) /* the white after it costs little, but not nothing */
        give = fit_measure(f, a, b) + s.stretch;
    if (room == 0)
        return 0;
    if (give <= 0) /* nothing gives way: worse than all, and the worse the shorter */
        return limited(HOPELESS + room * FIT_UNIT / f->space);
    return limited(room * FIT_UNIT / give);
}

/* 100 |r|^3 in thousandths, linear from LOOSE_END on. */
static int64_t badness(int32_t ratio)
{
    int64_t r = ratio < 0 ? -(int64_t)ratio : ratio, torn = 0, over = 0;

    if (r > TORN) {
        torn = (r - TORN) / 100;
        r = TORN;
    }
    if (r > LOOSE_END) {
        over = (r - LOOSE_END) * STEEP;
        r = LOOSE_END;
    }
    return r * r * r / 10000000 + over + torn;
}

static int fitness_of(int32_t ratio)
{
    if (ratio < -FIT_UNIT / 2)
        return 0;
    return ratio <= FIT_UNIT / 2 ? 1 : ratio <= FIT_UNIT ? 2 : 3;
}

/* The rest of a divided word alone on the last line, shorter than the part of the measure. */
static bool is_stub(const fit *f, const node *a, const brk *b, int part)
{
    return b->last && a->at.flagged && (b->end.w - a->at.start.w) * part < f->measure;
}

/* Lines that are good enough without one have none; a justified line is torn apart only to avoid a
 * short one. */
static bool refuses_stub(const fit *f, const node *a, const brk *b)
{
    bool loose = !f->free_side && f->tolerance > FIT_UNIT;

    return !f->force && is_stub(f, a, b, loose ? SHORT_STUB : STUB);
}

static int64_t demerits(const fit *f, const node *a, const brk *b, int32_t ratio, int fitness)
{
    int64_t d = 1000 + badness(ratio) + (b->flagged ? f->hyphen_penalty * 1000 : 0);

    d *= d;
    if (b->flagged && a->at.flagged)
        d += DOUBLE_HYPHEN * 1000000LL;
    if (fitness > a->fitness + 1 || fitness + 1 < a->fitness)
        d += FITNESS_JUMP * 1000000LL;
    if (is_stub(f, a, b, STUB))
        d += STUB_DEMERITS * 1000000LL;
    return a->demerits + d;
}

/* ---- active nodes ---- */

static int ladder_after(const fit *f, const node *a, const brk *b)
{
    return f->ladder && b->flagged ? a->ladder + 1 : 0;
}

/* As many active nodes as nodes can there be. */
static void grow(fit *f)
{
    f->cap = f->cap ? f->cap * 2 : 256;
    f->nodes = mem_realloc(f->nodes, f->cap * sizeof *f->nodes);
    f->active = mem_realloc(f->active, f->cap * sizeof *f->active);
}

static void activate(fit *f, const brk *b, int32_t prev, int64_t d, int fitness)
{
    node *n;

    if (f->count == f->cap)
        grow(f);
    n = &f->nodes[f->count];
    n->at = *b;
    n->prev = prev;
    n->demerits = d;
    n->fitness = (uint8_t)fitness;
    n->ladder = prev >= 0 ? (uint8_t)ladder_after(f, &f->nodes[prev], b) : 0;
    f->active[f->active_count++] = (int32_t)f->count++;
}

/* A justified last line that is torn apart anyhow has as little in it as can be: the more fits
 * before it, the less it costs. */
static const int64_t TORN_END = INT64_MAX / 8;

/* The best line to end at a break for each class of fitness and, if hyphenation-ladder-count limits
 * them, each number of hyphens in a row: their further choices differ. */
typedef struct {
    int64_t demerits[FITNESS_CLASSES][MAX_LADDER + 1];
    int32_t node[FITNESS_CLASSES][MAX_LADDER + 1];
    bool any;
} best;

static void consider(const fit *f, int32_t index, const brk *b, int32_t ratio, best *to)
{
    const node *a = &f->nodes[index];
    int fitness = fitness_of(ratio), ladder = ladder_after(f, a, b);
    int64_t d;

    if (ladder > f->ladder || (ratio > f->tolerance && !(f->force && b->last)) ||
        refuses_stub(f, a, b))
        return;
    d = demerits(f, a, b, ratio, fitness);
    if (b->last && f->justify_last && ratio > f->tolerance)
        d = TORN_END - index;
    if (!to->any) {
        memset(to->node, -1, sizeof to->node);
        to->any = true;
    }
    if (to->node[fitness][ladder] < 0 || d < to->demerits[fitness][ladder]) {
        to->demerits[fitness][ladder] = d;
        to->node[fitness][ladder] = index;
    }
}

/* What a line costs that ends where that breaks a keep. */
static void charge_keep(const fit *f, const brk *b, best *to)
{
    const para_item *it = &f->p->items[b->item];

    if (b->last || !(b->offset ? item_style(f->p, it)->keep != KEEP_AUTO : it->flags & ITEM_KEPT))
        return;
    for (int c = 0; c < FITNESS_CLASSES; c++)
        for (int k = 0; k <= f->ladder; k++)
            if (to->node[c][k] >= 0)
                to->demerits[c][k] += KEPT_DEMERITS * 1000000LL;
}

static void activate_best(fit *f, const brk *b, const best *from)
{
    for (int c = 0; c < FITNESS_CLASSES; c++)
        for (int k = 0; k <= f->ladder; k++)
            if (from->node[c][k] >= 0)
                activate(f, b, from->node[c][k], from->demerits[c][k], c);
}

/* No line from `a` can end at or after `b`. */
static bool outrun(const fit *f, const node *a, const brk *b)
{
    sums s = sums_less(b->end, a->at.start);
    int64_t least = s.w - b->hyphen - (fit_shrinks(f) ? s.shrink : 0);

    return least > fit_measure(f, a, b) + LINE_ROUNDING && !b->last;
}

/* Most breaks are far from the end of any line: tell so without a division. */
static inline bool too_loose(const fit *f, const node *a, const brk *b)
{
    int64_t room = (a->prev < 0 ? f->first_measure : f->measure) - (b->end.w - a->at.start.w);
    int64_t give = f->free_side ? f->free_side : b->end.stretch - a->at.start.stretch;

    if (give > MOST_GIVE)
        give = MOST_GIVE;
    return !b->last && room > 0 && room * FIT_UNIT > give * f->tolerance;
}

/* The active nodes are those kept so far and all from `from` on. */
static void keep_rest(fit *f, size_t kept, size_t from)
{
    size_t rest = f->active_count - from;

    if (kept < from && rest)
        memmove(f->active + kept, f->active + from, rest * sizeof *f->active);
    f->active_count = kept + rest;
}

/* Only differences count: before the sums of a long paragraph leave their range, the least of them
 * is taken off all. */
static void rebase(fit *f)
{
    int64_t least = INT64_MAX;

    if (!f->active_count || f->nodes[f->active[f->active_count - 1]].demerits < INT64_MAX / 4)
        return;
    for (size_t i = 0; i < f->active_count; i++)
        if (f->nodes[f->active[i]].demerits < least)
            least = f->nodes[f->active[i]].demerits;
    for (size_t i = 0; i < f->active_count; i++)
        f->nodes[f->active[i]].demerits -= least;
}

static bool same_break(const brk *a, const brk *b)
{
    return a->item == b->item && a->offset == b->offset;
}

/* Of the nodes at one break, which stand side by side, the best is the one to go on from. */
static int32_t last_resort(const fit *f, int32_t removed, int32_t index)
{
    const node *a = removed < 0 ? NULL : &f->nodes[removed], *n = &f->nodes[index];

    return a && same_break(&a->at, &n->at) && a->demerits <= n->demerits ? removed : index;
}

static bool is_behind(const brk *a, const brk *b)
{
    return a->item != b->item ? a->item > b->item : a->offset > b->offset;
}

/* Lines from the active nodes from `from` on are too loose to end at `b`: what there is if none can
 * be made further on, from the best of these nodes. */
static void keep_loose(fit *f, size_t from, const brk *b)
{
    for (size_t i = from; i < f->active_count; i++) {
        const int32_t index = f->active[i];
        const int64_t d = f->nodes[index].demerits;
        if (f->has_loose && same_break(&f->loose.at, b) && d >= f->loose.demerits)
            continue;
        f->loose = (node){.at = *b, .prev = index, .demerits = d};
        f->has_loose = true;
    }
}

/* No line can be made to `b` or any break behind it: go on from the last line that was too loose,
 * or, if a line that fits ends behind that, with one that is overfull. */
static bool go_on(fit *f, const brk *b, int32_t removed)
{
    if (f->has_loose && is_behind(&f->loose.at, &f->nodes[removed].at)) {
        f->has_loose = false;
        activate(f, &f->loose.at, f->loose.prev, 0, FITNESS_CLASSES - 1);
        return fit_try(f, b);
    }
    activate(f, b, removed, f->nodes[removed].demerits, 1);
    return true;
}

bool fit_try(fit *f, const brk *b)
{
    best to;
    size_t kept = 0, i;
    int32_t removed = -1;

    rebase(f);
    to.any = false;
    for (i = 0; i < f->active_count; i++) {
        int32_t index = f->active[i], ratio;
        const node *a = &f->nodes[index];
        if (too_loose(f, a, b)) {
            if (f->force)
                keep_loose(f, i, b);
            if (a->prev >= 0)
                break; /* nodes stand in order: lines from later ones are looser still */
            f->active[kept++] = index;
            continue;
        }
        ratio = fit_ratio(f, a, b);
        if (ratio != INT32_MIN)
            consider(f, index, b, ratio, &to);
        if (outrun(f, a, b) || (ratio == INT32_MIN && b->last))
            removed = last_resort(f, removed, index);
        else
            f->active[kept++] = index;
    }
    keep_rest(f, kept, i);
    if (to.any && f->limit)
        charge_keep(f, b, &to);
    if (to.any)
        activate_best(f, b, &to);
    else if (f->active_count == 0 && f->force && removed >= 0)
        return go_on(f, b, removed);
    return f->active_count > 0;
}

void fit_begin(fit *f, const brk *first)
{
    f->count = f->active_count = 0;
    f->has_loose = false;
    activate(f, first, -1, 0, 1);
}
