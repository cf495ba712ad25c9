/* para_break.c - where lines end: total fit (Knuth & Plass, "Breaking paragraphs into lines", 1981).
 *
 * A break has the running sums of width, stretch and shrink at two places: where the line before it
 * ends (spaces dropped, hyphen added) and where the next line starts. A line is the difference of two
 * breaks, so a candidate costs the same however long the line. Active nodes are the breaks from which
 * a line may still reach the current one: at most a line's worth of them, hence linear time.
 *
 * Passes as in TeX: without hyphens; with; looser; then anything, where a line that cannot fit is
 * made overfull, so that each pass ends and the last one succeeds. Hyphenation points are asked for
 * when a word might straddle the end of some line, not before. Ragged lines have no stretch of their
 * own: each is allowed three word spaces of white on its free side, and six if centred.
 *
 * All arithmetic is in integers: ratios in 1/10000, demerits in millionths. */
#include "layout/para_int.h"

#include <string.h>

enum {
    UNIT = 10000, /* ratio 1 */
    RAGGED_SPACES = 3,
    HOPELESS = 21 * UNIT, /* ratio that no pass but the last accepts */
    SLACK = 2000,         /* part of the measure */
    HYPHEN_PENALTY = 50,  /* of a break in a word, in Knuth & Plass's measure … */
    RAGGED_TOLERANCE = 5 * UNIT / 2,
    RAGGED_PENALTY = 200,   /* … and where white on the free side is the better choice */
    DOUBLE_HYPHEN = 50,     /* demerits of two hyphenated lines in a row */
    FITNESS_JUMP = 50,      /* demerits of a tight line beside a loose one */
    STUB = 6,               /* a last line below this part of the measure is too short … */
    STUB_DEMERITS = 500000, /* … for the rest of a divided word */
    FITNESS_CLASSES = 4,
    LOOSE_END = 10 * UNIT, /* from here on badness grows linearly */
    MAX_LADDER = 7,        /* longer ladders are not limited */
    MAX_POINTS = 64,       /* hyphenation points looked at in one word */
};

typedef struct {
    int64_t w, stretch, shrink;
} sums;

/* A place where a line may end. */
typedef struct {
    uint32_t item, offset;
    sums end, start;
    mpt hyphen; /* part of end.w that is the hyphen's */
    bool flagged, last;
} brk;

typedef struct {
    brk at;
    int64_t demerits;
    int32_t prev;   /* index of the node before; -1 for the first */
    uint8_t ladder; /* hyphenated lines in a row that end here */
    uint8_t fitness;
} node;

typedef struct {
    para *p;
    arena *mem;
    mpt ipd, first_measure, measure, last_measure;
    mpt space;     /* the block's word space */
    mpt free_side; /* stretch of a ragged line; 0 if lines are justified */
    mpt slack;     /* by so much a line may be too wide: less than can be seen */
    bool justify_last, centered;
    bool rigid;        /* no line is justified: only leaders give way */
    int32_t tolerance; /* largest ratio; 0: any, and overfull lines too */
    bool hyphenate, force;
    int hyphen_penalty;
    int ladder;         /* 0: no limit */
    uint32_t from, end; /* the part: items [from, end), end is a newline or the end */
    node *nodes;
    size_t count, cap;
    int32_t *active; /* room for `cap`, like the nodes */
    size_t active_count;
} fit;

/* ---- sums of items ---- */

mpt para_letter_give(const para_item *it, const para_style *st, bool shrink)
{
    const shaped *g = it->flags & ITEM_ALT ? it->u.alt->glyphs : it->u.glyphs;
    mpt each = shrink ? st->letter.opt - st->letter.min : st->letter.max - st->letter.opt;

    return each > 0 ? mpt_scale(each, g->count, 1) : 0;
}

static sums item_sums(const fit *f, const para_item *it)
{
    const para_style *st = item_style(f->p, it);
    sums s = {it->width, 0, 0};

    if (it->kind == ITEM_SPACE && !f->rigid) {
        s.stretch = st->space.max - st->space.opt;
        s.shrink = st->space.opt - st->space.min;
    } else if (it->kind == ITEM_LEADER) {
        para_spacing v = para_leader_length(it->u.leader, f->ipd);
        s = (sums){v.opt, v.max - v.opt, v.opt - v.min};
    } else if (it->flags & ITEM_ADJUST) {
        s.stretch = para_letter_give(it, st, false);
        s.shrink = para_letter_give(it, st, true);
    }
    return s;
}

static void sums_add(sums *a, sums b)
{
    a->w += b.w;
    a->stretch += b.stretch;
    a->shrink += b.shrink;
}

static sums sums_less(sums a, sums b)
{
    return (sums){a.w - b.w, a.stretch - b.stretch, a.shrink - b.shrink};
}

/* ---- the measure of one line ---- */

static mpt line_measure(const fit *f, const node *a, const brk *b)
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

static bool line_is_ragged(const fit *f, const brk *b)
{
    return b->last ? !f->justify_last : f->free_side > 0;
}

/* Ratio by which the line is stretched (> 0) or shrunk (< 0); INT32_MIN if it cannot fit. */
static int32_t line_ratio(const fit *f, const node *a, const brk *b)
{
    sums s = sums_less(b->end, a->at.start);
    int64_t room = line_measure(f, a, b) - s.w;
    bool ragged = line_is_ragged(f, b);
    int64_t give;

    if (room < 0) {
        int64_t shrink = ragged && f->free_side && !f->rigid ? 0 : s.shrink;
        if (-room > shrink)
            return -room <= shrink + f->slack ? (shrink ? -UNIT : 0) : INT32_MIN;
        return (int32_t)(room * UNIT / shrink);
    }
    if (b->last && ragged && !f->centered)
        return 0;
    give = ragged ? f->free_side : s.stretch;
    if (room == 0)
        return 0;
    if (give <= 0) /* nothing gives way: worse than all, and the worse the shorter */
        return limited(HOPELESS + room * UNIT / f->space);
    return limited(room * UNIT / give);
}

/* 100 |r|^3 in thousandths, linear from LOOSE_END on so that sums stay in range. */
static int64_t badness(int32_t ratio)
{
    int64_t r = ratio < 0 ? -(int64_t)ratio : ratio, over = 0;

    if (r > LOOSE_END) {
        over = (r - LOOSE_END) / 100;
        r = LOOSE_END;
    }
    return r * r * r / 10000000 + over;
}

static int fitness_of(int32_t ratio)
{
    if (ratio < -UNIT / 2)
        return 0;
    return ratio <= UNIT / 2 ? 1 : ratio <= UNIT ? 2 : 3;
}

/* The rest of a divided word alone on the last line. */
static bool is_stub(const fit *f, const node *a, const brk *b)
{
    return b->last && a->at.flagged && (b->end.w - a->at.start.w) * STUB < f->measure;
}

static int64_t demerits(const fit *f, const node *a, const brk *b, int32_t ratio, int fitness)
{
    int64_t d = 1000 + badness(ratio) + (b->flagged ? f->hyphen_penalty * 1000 : 0);

    d *= d;
    if (b->flagged && a->at.flagged)
        d += DOUBLE_HYPHEN * 1000000LL;
    if (fitness > a->fitness + 1 || fitness + 1 < a->fitness)
        d += FITNESS_JUMP * 1000000LL;
    if (is_stub(f, a, b))
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

    if ((f->tolerance && ratio > f->tolerance) || ladder > f->ladder)
        return;
    d = demerits(f, a, b, ratio, fitness);
    if (!to->any) {
        memset(to->node, -1, sizeof to->node);
        to->any = true;
    }
    if (to->node[fitness][ladder] < 0 || d < to->demerits[fitness][ladder]) {
        to->demerits[fitness][ladder] = d;
        to->node[fitness][ladder] = index;
    }
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
    int64_t least = s.w - b->hyphen - (f->free_side && !b->last && !f->rigid ? 0 : s.shrink);

    return least > line_measure(f, a, b) + f->slack && !b->last;
}

/* Most breaks are far from the end of any line: tell so without a division. */
static inline bool too_loose(const fit *f, const node *a, const brk *b)
{
    int64_t room = (a->prev < 0 ? f->first_measure : f->measure) - (b->end.w - a->at.start.w);
    int64_t give = f->free_side ? f->free_side : b->end.stretch - a->at.start.stretch;

    return f->tolerance && !b->last && room > 0 && room * UNIT > give * f->tolerance;
}

/* The active nodes are those kept so far and all from `from` on. */
static void keep_rest(fit *f, size_t kept, size_t from)
{
    size_t rest = f->active_count - from;

    if (kept < from && rest)
        memmove(f->active + kept, f->active + from, rest * sizeof *f->active);
    f->active_count = kept + rest;
}

/* Look at all lines that end at `b`; false if no line can be made any more. */
static bool try_break(fit *f, const brk *b)
{
    best to;
    size_t kept = 0, i;
    int32_t removed = -1;

    to.any = false;
    for (i = 0; i < f->active_count; i++) {
        int32_t index = f->active[i], ratio;
        const node *a = &f->nodes[index];
        if (too_loose(f, a, b)) {
            if (a->prev >= 0)
                break; /* nodes stand in order: lines from later ones are looser still */
            f->active[kept++] = index;
            continue;
        }
        ratio = line_ratio(f, a, b);
        if (ratio != INT32_MIN)
            consider(f, index, b, ratio, &to);
        if (outrun(f, a, b) || (ratio == INT32_MIN && b->last))
            removed = index;
        else
            f->active[kept++] = index;
    }
    keep_rest(f, kept, i);
    if (to.any)
        activate_best(f, b, &to);
    else if (f->active_count == 0 && f->force && removed >= 0)
        activate(f, b, removed, f->nodes[removed].demerits, 1);
    return f->active_count > 0;
}

/* ---- running through the part ---- */

typedef struct {
    sums now;                  /* before item `at` */
    sums pending;              /* of it, spaces that fall at a line's end here */
    const para_item *shy_item; /* the soft hyphen that is the last thing that stands, or NULL */
    mpt tail;                  /* letter-spacing after the last letter, which a line's end drops */
    uint32_t lead_to;          /* items up to here fall at a line's start … */
    sums lead;                 /* … these sums */
} runner;

/* What falls at the start of a line that begins with item `i`; amortised, since a run of spaces is
 * looked at once. */
static sums leading(const fit *f, runner *r, uint32_t i)
{
    uint32_t k = i;

    if (i < r->lead_to)
        return r->lead;
    r->lead = (sums){0, 0, 0};
    for (; k < f->end; k++) {
        const para_item *it = &f->p->items[k];
        if (it->flags & ITEM_DROP_START)
            sums_add(&r->lead, item_sums(f, it));
        else if (!para_is_edge(f->p, it))
            break;
    }
    r->lead_to = k;
    return r->lead;
}

static mpt hyphen_width(const fit *f, const para_item *it)
{
    const para_style *st = item_style(f->p, it);
    return para_part_width(f->p, it, it->text, it->text, st->hyphen_char) - st->letter.opt;
}

/* Width of the edges that stay at a break before item `i` (7.8: conditionality). */
static void add_edges(const fit *f, brk *b, uint32_t i)
{
    if (!f->p->retains || i >= f->end)
        return;
    for (const para_scope *s = para_scope_at(f->p, i); s; s = s->parent) {
        b->end.w += s->kept_end;
        b->start.w -= s->kept_start;
    }
}

static brk break_before(fit *f, runner *r, uint32_t i)
{
    brk b = {.item = i, .end = sums_less(r->now, r->pending), .start = r->now};

    if (i < f->end)
        sums_add(&b.start, leading(f, r, i));
    if (r->shy_item) {
        b.hyphen = hyphen_width(f, r->shy_item);
        b.end.w += b.hyphen;
        b.flagged = true;
    } else {
        b.end.w -= r->tail;
    }
    add_edges(f, &b, i);
    return b;
}

static void run_over(const fit *f, runner *r, uint32_t i)
{
    const para_item *it = &f->p->items[i];
    sums s = item_sums(f, it);

    if (i < r->lead_to && it->flags & ITEM_DROP_START)
        r->lead = sums_less(r->lead, s);
    sums_add(&r->now, s);
    if (it->flags & ITEM_DROP_END) {
        sums_add(&r->pending, s);
        r->shy_item = NULL;
    } else if (it->kind == ITEM_SHY) {
        r->pending = (sums){0, 0, 0};
        r->shy_item = it;
    } else if (it->kind != ITEM_OPEN && it->kind != ITEM_CLOSE && it->kind != ITEM_MARKER &&
               it->kind != ITEM_NOTE) {
        r->pending = (sums){0, 0, 0};
        r->shy_item = NULL;
        r->tail = it->kind == ITEM_WORD ? item_style(f->p, it)->letter.opt : 0;
    }
}

/* Whether some line may end inside the word `it` that begins at `now`. */
static bool straddles(const fit *f, const runner *r, const para_item *it)
{
    for (size_t i = 0; i < f->active_count; i++) {
        const node *a = &f->nodes[f->active[i]];
        sums s = sums_less(r->now, a->at.start);
        int64_t measure = a->prev < 0 ? f->first_measure : f->measure;
        int64_t give = f->free_side ? f->free_side : s.stretch;
        if (s.w - s.shrink < measure &&
            (!f->tolerance || s.w + it->width + give * f->tolerance / UNIT > measure))
            return true;
    }
    return false;
}

static bool try_hyphens(fit *f, runner *r, uint32_t i)
{
    const para_item *it = &f->p->items[i];
    const para_style *st = item_style(f->p, it);
    uint32_t offsets[MAX_POINTS];
    size_t n;

    if (!st->hyphenate || !st->wrap || st->keep || !straddles(f, r, it))
        return true;
    n = para_hyphen_points(f->p, i, offsets, MAX_POINTS);
    for (size_t k = 0; k < n; k++) {
        brk b = {.item = i, .offset = offsets[k], .end = r->now, .start = r->now, .flagged = true};
        uint32_t cut = it->text + offsets[k];
        b.end.w += para_part_width(f->p, it, it->text, cut, st->hyphen_char) - st->letter.opt;
        b.start.w += it->width - para_part_width(f->p, it, cut, it->text + it->len, 0);
        b.hyphen = hyphen_width(f, it);
        add_edges(f, &b, i);
        if (!try_break(f, &b))
            return false;
    }
    return true;
}

/* One pass from point `at`; the index of the best last node, or -1. */
static int32_t run_pass(fit *f, para_point at)
{
    runner r = {.lead_to = 0};
    brk first = {.item = at.item, .offset = at.offset}, last;
    int32_t found = -1;
    size_t before;

    f->count = f->active_count = 0;
    first.start = leading(f, &r, at.item);
    if (at.offset) {
        const para_item *it = &f->p->items[at.item];
        first.start.w =
            it->width - para_part_width(f->p, it, it->text + at.offset, it->text + it->len, 0);
    }
    activate(f, &first, -1, 0, 1);
    for (uint32_t i = at.item; i < f->end; i++) {
        const para_item *it = &f->p->items[i];
        if (it->flags & ITEM_BREAK && i > at.item) {
            brk b = break_before(f, &r, i);
            if (!try_break(f, &b))
                return -1;
        }
        if (f->hyphenate && it->kind == ITEM_WORD && !(i == at.item && at.offset) &&
            !try_hyphens(f, &r, i))
            return -1;
        run_over(f, &r, i);
    }
    before = f->count;
    r.shy_item = NULL;
    last = break_before(f, &r, f->end);
    last.last = true;
    try_break(f, &last);
    for (size_t i = before; i < f->count; i++)
        if (found < 0 || f->nodes[i].demerits < f->nodes[found].demerits)
            found = (int32_t)i;
    return found;
}

/* ---- lines ---- */

static uint32_t point_add(para *p, uint32_t item, uint32_t offset)
{
    p->points =
        arena_grow(p->l->mem, p->points, &p->point_cap, p->point_count + 1, sizeof *p->points);
    p->points[p->point_count] = (para_point){item, offset};
    return (uint32_t)p->point_count++;
}

/* Where item `i` stands in the text. */
static uint32_t byte_at(const para *p, uint32_t i)
{
    while (i < p->count && !p->items[i].len)
        i++;
    return i < p->count ? p->items[i].text : p->len;
}

static void report_overfull(para *p, mpt by, const node *a, const node *b)
{
    uint32_t from = byte_at(p, a->at.item) + a->at.offset,
             to = byte_at(p, b->at.item) + b->at.offset;
    diag *dg = p->l->dg;

    if (p->reported)
        return;
    p->reported = true;
    diag_report(dg, fo_pos(p->block), MSG_LINE_OVERFULL, diag_points(dg, by),
                diag_text(dg, p->text + from, to - from));
}

/* Fill in `line`, which goes from node `a` to node `b`. */
static void set_line(fit *f, para_line *line, const node *a, const node *b, uint32_t from)
{
    sums s = sums_less(b->at.end, a->at.start);
    bool first = a->prev < 0 && f->first_measure != f->measure;
    int64_t over;

    line->from = from;
    line->to = point_add(f->p, b->at.item, b->at.offset);
    line->measure = line_measure(f, a, &b->at);
    line->indent = first ? f->measure - f->first_measure : 0;
    line->hyphenated = b->at.flagged;
    line->last = b->at.last;
    over = s.w - (line_is_ragged(f, &b->at) && f->free_side && !f->rigid ? 0 : s.shrink) -
           line->measure;
    if (over > f->slack) {
        line->overflow = over > MPT_MAX ? MPT_MAX : (mpt)over;
        report_overfull(f->p, line->overflow, a, b);
    }
    para_line_heights(f->p, line);
    para_line_anchors(f->p, line);
}

static size_t depth_of(const fit *f, int32_t n)
{
    size_t lines = 0;

    for (; f->nodes[n].prev >= 0; n = f->nodes[n].prev)
        lines++;
    return lines;
}

typedef struct {
    para_line *lines;
    size_t count, cap;
} line_list;

static void add_lines(fit *f, line_list *to, int32_t last, uint32_t from)
{
    size_t n = depth_of(f, last), i = n;
    const node **path = arena_alloc_array(f->mem, n + 1, sizeof *path);

    for (int32_t k = last;; k = f->nodes[k].prev) {
        path[i] = &f->nodes[k];
        if (i-- == 0)
            break;
    }
    to->lines = arena_grow(f->p->l->mem, to->lines, &to->cap, to->count + n, sizeof *to->lines);
    for (i = 0; i < n; i++) {
        para_line *line = &to->lines[to->count++];
        set_line(f, line, path[i], path[i + 1], from);
        from = line->to;
    }
}

static int32_t best_fit(fit *f, para_point at)
{
    static const struct {
        int32_t tolerance;
        bool hyphenate;
    } passes[] = {{UNIT, false}, {UNIT, true}, {5 * UNIT, true}, {20 * UNIT, true}, {0, true}};
    bool may = f->p->hyphenate;

    for (size_t i = 0; i < COUNT(passes); i++) {
        int32_t found;
        if (passes[i].hyphenate && i == 1 && !may)
            continue;
        f->tolerance = passes[i].tolerance;
        if (i == 1 && f->free_side)
            f->tolerance = RAGGED_TOLERANCE;
        f->hyphenate = passes[i].hyphenate && may;
        f->force = !passes[i].tolerance;
        found = run_pass(f, at);
        if (found >= 0)
            return found;
    }
    return 0; /* not reached: the last pass takes any line */
}

/* ---- the paragraph ---- */

static fo_keyword plain_align(fo_keyword k)
{
    switch (k) {
    case EN_LEFT:
    case EN_INSIDE:
        return EN_START;
    case EN_RIGHT:
    case EN_OUTSIDE:
        return EN_END;
    default:
        return k;
    }
}

fo_keyword para_line_align(const para *p, bool last)
{
    fo_keyword all = plain_align(p->align), k = plain_align(p->align_last);

    if (!last)
        return all;
    if (k == EN_RELATIVE)
        return all == EN_JUSTIFY ? EN_START : all;
    return k;
}

/* The memory of nodes goes from paragraph to paragraph. */
static void fit_borrow(fit *f, para_tools *t)
{
    f->nodes = t->nodes;
    f->active = t->active;
    f->cap = t->node_cap;
    t->nodes = NULL;
    t->active = NULL;
    t->node_cap = 0;
}

static void fit_return(fit *f, para_tools *t)
{
    t->nodes = f->nodes;
    t->active = f->active;
    t->node_cap = f->cap;
}

static fit fit_new(para *p, mpt ipd)
{
    fit f = {.p = p, .mem = p->l->paras->scratch, .ipd = ipd, .measure = ipd};
    fo_keyword align = para_line_align(p, false);

    f.first_measure = f.last_measure = ipd;
    f.slack = ipd / SLACK;
    f.space = mpt_max(1, p->scopes[0]->style->space.opt);
    if (align != EN_JUSTIFY)
        f.free_side = mpt_max(1, (align == EN_CENTER ? 2 : 1) * RAGGED_SPACES * f.space);
    f.centered = align == EN_CENTER;
    f.justify_last = para_line_align(p, true) == EN_JUSTIFY;
    f.hyphen_penalty = f.free_side ? RAGGED_PENALTY : HYPHEN_PENALTY;
    f.rigid = f.free_side && !f.justify_last;
    if (!fo_is(p->block, PR_HYPHENATION_LADDER_COUNT, EN_NO_LIMIT))
        f.ladder = fo_integer(p->block, PR_HYPHENATION_LADDER_COUNT);
    if (f.ladder < 0 || f.ladder > MAX_LADDER)
        f.ladder = 0;
    return f;
}

static uint32_t part_end(const para *p, uint32_t from)
{
    while (from < p->count && p->items[from].kind != ITEM_NEWLINE)
        from++;
    return from;
}

/* Whether anything that takes room or marks a place stands in [from, to). */
static bool part_stands(const para *p, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const para_item *it = &p->items[i];
        if (it->kind != ITEM_OPEN && it->kind != ITEM_CLOSE && !(it->flags & ITEM_DROP_END))
            return true;
    }
    return false;
}

/* The item of `p` in which byte `at` of the text stands, or the inline that opens before it. */
static para_point point_of_byte(const para *p, uint32_t at)
{
    uint32_t i = 0;

    while (i < p->count && (!p->items[i].len || p->items[i].text + p->items[i].len <= at))
        i++;
    if (i < p->count && p->items[i].text < at)
        return (para_point){i, at - p->items[i].text};
    while (i > 0 && (p->items[i - 1].kind == ITEM_OPEN || p->items[i - 1].kind == ITEM_GAP ||
                     p->items[i - 1].kind == ITEM_MARKER))
        i--;
    return (para_point){i, 0};
}

/* The first line in the style of fo:initial-property-set, as the first of `lines`; the point from
 * which the rest is broken. */
static para_point break_initial(para *p, mpt ipd, line_list *lines)
{
    para *q = p->initial;
    para_line line = para_break(q, 0, ipd).lines[0];
    para_point end = q->points[line.to];
    const para_item *it = end.item < q->count ? &q->items[end.item] : NULL;
    para_point next = {(uint32_t)p->count, 0};

    while (it && !it->len && it + 1 < q->items + q->count)
        it++;
    if (it && it->len)
        next = point_of_byte(p, it->text + end.offset);
    line.initial_to = line.to;
    line.to = point_add(p, next.item, next.offset);
    lines->lines = arena_grow(p->l->mem, NULL, &lines->cap, 8, sizeof line);
    lines->lines[lines->count++] = line;
    return next;
}

/* The part of the paragraph from `point` to the next newline or the end; the point after it, or 0. */
static uint32_t break_part(fit *f, line_list *to, uint32_t point)
{
    para *p = f->p;
    para_point at = p->points[point];
    bool newline;

    f->end = part_end(p, at.item);
    newline = f->end < p->count;
    if (!newline && to->count && !part_stands(p, at.item, f->end))
        return 0;
    f->first_measure = f->last_measure = f->ipd;
    if (point == 0 && p->starts)
        f->first_measure -= fo_len_at(p->indent, f->ipd);
    if (!newline)
        f->last_measure -= fo_len_at(p->last_indent, f->ipd);
    arena_reset(f->mem);
    add_lines(f, to, best_fit(f, at), point);
    return newline ? point_add(p, f->end + 1, 0) : 0;
}

para_lines para_break(para *p, uint32_t from, mpt ipd)
{
    fit f = fit_new(p, ipd);
    line_list list = {NULL, 0, 0};

    if (!p->point_count)
        point_add(p, 0, 0);
    if (p->initial && from == 0) {
        para_point next = break_initial(p, ipd, &list);
        if (next.item >= p->count)
            return (para_lines){list.lines, 1};
        from = list.lines[0].to;
    }
    fit_borrow(&f, p->l->paras);
    do
        from = break_part(&f, &list, from);
    while (from);
    fit_return(&f, p->l->paras);
    return (para_lines){list.lines, (uint32_t)list.count};
}
