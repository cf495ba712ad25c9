/* para_break.c - the lines of a paragraph.
 *
 * Passes as in TeX: without hyphens; with; looser; looser still; then once more, where a line that
 * is too loose is made if none can be made further on, and an overfull one if nothing else fits, so
 * that each pass ends and the last one succeeds (para_run.c, para_fit.c). If one is overfull, the
 * weakest keeps within a line may be broken, and all begins again (4.8). A preserved linefeed ends
 * a part, and each part is broken by itself. Ragged lines have no stretch of their own: each is
 * allowed three word spaces of white on its free side, and six if centred. Where the last one is
 * justified, they are chosen as if all were, but none is pressed unless it has a leader. */
#include "base/utf8.h"
#include "layout/para_fit.h"

enum {
    RAGGED_SPACES = 3,
    CENTERED_PART = 8,    /* of the measure: what a centred line may be short of before it counts */
    HYPHEN_PENALTY = 50,  /* of a break in a word, in Knuth & Plass's measure … */
    LOOSE = 5 * FIT_UNIT, /* ratio from which on a line is told to be loose … */
    LOOSEST = 20 * FIT_UNIT, /* … and that is made only where there is no other way */
    RAGGED_TOLERANCE = 5 * FIT_UNIT / 2,
    RAGGED_PENALTY = 200, /* … and where white on the free side is the better choice */
};

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

void para_report_line(para *p, message_id id, int64_t by, para_point a, para_point b)
{
    uint32_t from = byte_at(p, a.item) + a.offset, to = byte_at(p, b.item) + b.offset;
    diag *dg = p->l->dg;

    if (p->reported)
        return;
    p->reported = true;
    diag_report(dg, fo_pos(p->block), id, diag_points(dg, by > MPT_MAX ? MPT_MAX : (mpt)by),
                diag_text(dg, p->text + from, to - from));
}

static void report_line(para *p, message_id id, int64_t by, const node *a, const node *b)
{
    para_report_line(p, id, by, (para_point){a->at.item, a->at.offset},
                     (para_point){b->at.item, b->at.offset});
}

/* A justified line of several words that only the last passes took. */
static void check_loose(fit *f, const node *a, const node *b, sums s)
{
    const para_style *st = f->p->scopes[0]->style;
    int64_t ratio = fit_ratio(f, a, &b->at);

    if (b->at.last || f->firm || f->free_side || s.stretch <= 0 || ratio <= LOOSE)
        return;
    report_line(f->p, MSG_LINE_LOOSE,
                st->space.opt + (st->space.max - st->space.opt) * ratio / FIT_UNIT, a, b);
}

/* A line with a number that is not known yet may be less wide: it is looked at when it is
 * (setter_find_room). */
static bool is_guessed(const para *p, const node *a, const node *b)
{
    for (uint32_t i = a->at.item; i < b->at.item + (b->at.offset ? 1 : 0); i++)
        if (p->items[i].flags & ITEM_GUESSED)
            return true;
    return false;
}

/* Fill in `line`, which goes from node `a` to node `b`. */
static void set_line(fit *f, para_line *line, const node *a, const node *b, uint32_t from)
{
    sums s = sums_less(b->at.end, a->at.start);
    bool first = a->prev < 0 && f->first_measure != f->measure;
    int64_t over;

    line->from = from;
    line->to = point_add(f->p, b->at.item, b->at.offset);
    line->measure = fit_measure(f, a, &b->at);
    line->indent = first ? f->measure - f->first_measure : 0;
    line->hyphenated = b->at.flagged;
    line->last = b->at.last;
    over = s.w - s.shrink - line->measure;
    if (over > LINE_ROUNDING && line->last && !f->justify_last)
        over = s.w - line->measure; /* its spaces are not pressed in vain */
    if (over > LINE_ROUNDING) {
        line->overflow = over > MPT_MAX ? MPT_MAX : (mpt)over;
        if (!is_guessed(f->p, a, b))
            report_line(f->p, MSG_LINE_OVERFULL, over, a, b);
    }
    check_loose(f, a, b, s);
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
    if (!to->cap) { /* mostly all there is: no more than needed */
        to->cap = n;
        to->lines = ARENA_ARRAY(f->p->l->mem, para_line, n);
    }
    to->lines = arena_grow(f->p->l->mem, to->lines, &to->cap, to->count + n, sizeof *to->lines);
    for (i = 0; i < n; i++) {
        para_line *line = &to->lines[to->count++];
        set_line(f, line, path[i], path[i + 1], from);
        from = line->to;
    }
}

static int32_t fit_passes(fit *f, para_point at)
{
    static const struct {
        int32_t tolerance;
        bool hyphenate;
    } passes[] = {
        {FIT_UNIT, false}, {FIT_UNIT, true}, {LOOSE, true}, {LOOSEST, true}, {LOOSEST, true}};
    bool may = f->p->hyphenate;

    for (size_t i = 0; i < COUNT(passes); i++) {
        int32_t found;
        if (passes[i].hyphenate && i == 1 && !may)
            continue;
        f->tolerance = passes[i].tolerance;
        if (i == 1 && f->free_side)
            f->tolerance = RAGGED_TOLERANCE;
        f->hyphenate = passes[i].hyphenate && may;
        f->force = i + 1 == COUNT(passes);
        found = fit_run(f, at);
        if (found >= 0)
            return found;
    }
    return 0; /* not reached: the last pass takes any line */
}

static void note_keep(int32_t keep, int32_t above, int32_t *least)
{
    if (keep > above && keep < *least)
        *least = keep;
}

/* The weakest keep of the part that is stronger than the limit; KEEP_ALWAYS: none may be broken. */
static int32_t next_strength(const fit *f)
{
    int32_t least = KEEP_ALWAYS;

    for (uint32_t i = f->from; i < f->end; i++) {
        const para_item *it = &f->p->items[i];
        if (it->flags & ITEM_KEPT)
            note_keep(para_keep_at(f->p, i), f->limit, &least);
        if (it->kind == ITEM_WORD)
            note_keep(item_style(f->p, it)->keep, f->limit, &least);
    }
    return least;
}

/* Is a line too wide on the way to node `n`? */
static bool is_overfull(const fit *f, int32_t n)
{
    for (; f->nodes[n].prev >= 0; n = f->nodes[n].prev)
        if (fit_ratio(f, &f->nodes[f->nodes[n].prev], &f->nodes[n].at) == INT32_MIN)
            return true;
    return false;
}

/* From now on keeps up to the limit count for nothing in the part, or they do again. */
static void open_kept(const fit *f, bool open)
{
    for (uint32_t i = f->from; i < f->end; i++) {
        para_item *it = &f->p->items[i];
        if (it->flags & ITEM_KEPT && para_keep_at(f->p, i) <= f->limit)
            it->flags = open ? it->flags | ITEM_BREAK : it->flags & ~ITEM_BREAK;
    }
}

/* Where a line would be too wide, the weakest keeps are broken; after a few strengths, all that
 * may be. */
static int32_t best_fit(fit *f, para_point at)
{
    enum { MAX_STRENGTHS = 8 };
    int32_t found, next;

    f->limit = KEEP_AUTO;
    found = fit_passes(f, at);
    for (int i = 1; f->force && is_overfull(f, found) && (next = next_strength(f)) < KEEP_ALWAYS;
         i++) {
        f->limit = i < MAX_STRENGTHS ? next : KEEP_ALWAYS - 1;
        open_kept(f, true);
        found = fit_passes(f, at);
    }
    if (f->limit)
        open_kept(f, false);
    return found;
}

/* ---- the paragraph ---- */

static fo_keyword plain_align(fo_keyword k, bool even)
{
    switch (k) {
    case EN_INSIDE:
        return even ? EN_END : EN_START;
    case EN_OUTSIDE:
        return even ? EN_START : EN_END;
    default:
        return k;
    }
}

fo_keyword para_line_align(const para *p, bool last, bool even)
{
    fo_keyword all = plain_align(p->align, even), k = plain_align(p->align_last, even);

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

/* A length as word-spacing leaves nothing to stretch: such lines are chosen as ragged ones are. */
static bool can_justify(const para *p)
{
    const para_style *st = p->scopes[0]->style;

    return st->space.max > st->space.opt || st->letter.max > st->letter.opt;
}

static fit fit_new(para *p, mpt width)
{
    mpt ipd = para_limit(width);
    fit f = {.p = p, .mem = p->l->paras->scratch, .ipd = ipd, .measure = ipd};
    fo_keyword align = para_line_align(p, false, false);

    f.first_measure = f.last_measure = ipd;
    f.space = mpt_max(1, p->scopes[0]->style->space.opt);
    f.justify_last = para_line_align(p, true, false) == EN_JUSTIFY;
    f.firm = align != EN_JUSTIFY;
    if ((align != EN_JUSTIFY && !f.justify_last) || !can_justify(p))
        f.free_side = mpt_max(1, RAGGED_SPACES * f.space);
    if (align == EN_CENTER && f.free_side) /* lines of one length are better than a short one */
        f.free_side = mpt_max(2 * f.free_side, ipd / CENTERED_PART);
    f.centered = align == EN_CENTER;
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

/* The byte of `p` at the letter that stands at byte `at` of `q`: capitals may be longer. */
static uint32_t same_place(const para *q, uint32_t at, const para *p)
{
    size_t letters = utf8_count(q->text, at), n;
    uint32_t to = 0;

    for (; letters && to < p->len; letters--) {
        utf8_decode(p->text + to, p->len - to, &n);
        to += (uint32_t)n;
    }
    return to;
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
        next = point_of_byte(p, same_place(q, it->text + end.offset, p));
    line.initial_to = line.to;
    line.to = point_add(p, next.item, next.offset);
    lines->lines = arena_grow(p->l->mem, NULL, &lines->cap, 8, sizeof line);
    lines->lines[lines->count++] = line;
    return next;
}

/* The part of the paragraph from `point` to the next newline or the end; the point after it, or
 * 0. */
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
        f->first_measure -= para_limit(fo_len_at(p->indent, f->ipd));
    if (!newline)
        f->last_measure -= para_limit(fo_len_at(p->last_indent, f->ipd));
    arena_reset(f->mem);
    f->from = at.item;
    f->words = NULL;
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
