/* para_run.c - the breaks there are: one pass over a part of the paragraph.
 *
 * A break has the running sums of width, stretch and shrink at two places: where the line before it
 * ends (spaces dropped, hyphen added) and where the next line starts. A line is the difference of
 * two breaks, however long it is. Hyphenation points are asked for when a word might straddle the
 * end of some line, not before. */
#include "layout/para_fit.h"

enum {
    MAX_POINTS = 64, /* hyphenation points looked at in one word */
};

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
    } else if (it->kind == ITEM_GAP && !f->rigid) {
        s.stretch = it->u.gap->stretch;
        s.shrink = it->u.gap->shrink;
    }
    if (f->firm && it->kind != ITEM_LEADER)
        s.shrink = 0;
    return s;
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

static mpt measure_hyphen(const fit *f, const para_item *it)
{
    const para_style *st = item_style(f->p, it);
    return para_part_width(f->p, it, it->text, it->text, para_hyphen(f->p, it)) - st->letter.opt;
}

static mpt hyphen_width(fit *f, const para_item *it)
{
    const para_style *st = item_style(f->p, it);

    if (it->flags & ITEM_ALT)
        return measure_hyphen(f, it);
    if (f->hyphen_style != st) {
        f->hyphen = measure_hyphen(f, it);
        f->hyphen_style = st;
    }
    return f->hyphen;
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
    } else if (it->kind != ITEM_OPEN && it->kind != ITEM_CLOSE && it->kind != ITEM_MARKER) {
        if (it->kind != ITEM_NOTE || r->pending.w)
            r->tail = it->kind == ITEM_WORD ? item_style(f->p, it)->letter.opt : 0;
        r->pending = (sums){0, 0, 0};
        r->shy_item = NULL;
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
        if (s.w - s.shrink < measure && s.w + it->width + give * f->tolerance / FIT_UNIT > measure)
            return true;
    }
    return false;
}

/* Before the word that is item `i`, which goes on with another. */
static brk break_joint(fit *f, const runner *r, uint32_t i)
{
    const para_item *it = para_word_before(f->p, i);
    const mpt hyphened =
        para_part_width(f->p, it, it->text, it->text + it->len, para_hyphen(f->p, it));
    brk b = {.item = para_joint(f->p, it), .end = r->now, .start = r->now, .flagged = true};

    for (uint32_t k = b.item; k < i; k++)
        b.end.w -= f->p->items[k].width;
    b.end.w += hyphened - it->width - item_style(f->p, it)->letter.opt;
    b.hyphen = hyphen_width(f, it);
    add_edges(f, &b, b.item);
    return b;
}

/* The breaks in the word that is item `i`, and before it. */
static word_breaks divide(fit *f, const runner *r, uint32_t i)
{
    const para_item *it = &f->p->items[i];
    const para_style *st = item_style(f->p, it);
    uint32_t offsets[MAX_POINTS];
    const size_t n = para_hyphen_points(f->p, i, offsets, MAX_POINTS);
    const mpt hyphen = n ? hyphen_width(f, it) : 0;
    brk *breaks = arena_alloc_array(f->mem, n, sizeof *breaks);
    mpt before, after;

    for (size_t k = 0; k < n; k++) {
        brk *b = &breaks[k];
        if (!offsets[k]) {
            *b = break_joint(f, r, i);
            continue;
        }
        *b =
            (brk){.item = i, .offset = offsets[k], .end = r->now, .start = r->now, .flagged = true};
        para_cut_widths(f->p, it, it->text + offsets[k], &before, &after);
        b->end.w += before - st->letter.opt;
        b->start.w += it->width - after;
        b->hyphen = hyphen;
        add_edges(f, b, i);
    }
    return (word_breaks){breaks, (uint32_t)n, true};
}

static const word_breaks *breaks_of(fit *f, const runner *r, uint32_t i)
{
    word_breaks *w;

    if (!f->words)
        f->words = arena_alloc_array(f->mem, f->end - f->from, sizeof *f->words);
    w = &f->words[i - f->from];
    if (!w->known)
        *w = divide(f, r, i);
    return w;
}

/* Is a break behind the place `at`? */
static bool is_behind(const brk *b, para_point at)
{
    return b->item > at.item || (b->item == at.item && b->offset > at.offset);
}

/* `from`: where the part begins. */
static bool try_hyphens(fit *f, runner *r, uint32_t i, para_point from)
{
    const para_item *it = &f->p->items[i];
    const para_style *st = item_style(f->p, it);
    const word_breaks *w;

    if (!st->hyphenate || !st->wrap || st->keep > f->limit || !straddles(f, r, it))
        return true;
    w = breaks_of(f, r, i);
    for (uint32_t k = 0; k < w->count; k++)
        if (is_behind(&w->at[k], from) && !fit_try(f, &w->at[k]))
            return false;
    return true;
}

int32_t fit_run(fit *f, para_point at)
{
    runner r = {.lead_to = 0};
    brk first = {.item = at.item, .offset = at.offset}, last;
    int32_t found = -1;
    size_t before;

    first.start = leading(f, &r, at.item);
    if (at.offset) {
        const para_item *it = &f->p->items[at.item];
        first.start.w =
            it->width - para_part_width(f->p, it, it->text + at.offset, it->text + it->len, 0);
    }
    fit_begin(f, &first);
    for (uint32_t i = at.item; i < f->end; i++) {
        const para_item *it = &f->p->items[i];
        if (it->flags & ITEM_BREAK && i > at.item) {
            brk b = break_before(f, &r, i);
            if (!fit_try(f, &b))
                return -1;
        }
        if (f->hyphenate && it->kind == ITEM_WORD && !try_hyphens(f, &r, i, at))
            return -1;
        run_over(f, &r, i);
    }
    before = f->count;
    r.shy_item = NULL;
    last = break_before(f, &r, f->end);
    last.last = true;
    fit_try(f, &last);
    for (size_t i = before; i < f->count; i++)
        if (f->nodes[i].at.last && (found < 0 || f->nodes[i].demerits < f->nodes[found].demerits))
            found = (int32_t)i;
    return found;
}
