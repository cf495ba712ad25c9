/* fit.c - how much of a content list goes into a given height: the choice of breaks.
 *
 * One pass over the items, from a place on, with the pen of space.h. Each item before which a break
 * may come is a candidate; its height is what stands above plus what the open frames need when they
 * are cut there (retained borders and padding, the table's footer). The last candidate that fits
 * wins, provided that the keep it violates is not stronger than the room's limit; the caller raises
 * the limit only if nothing was found, so the least violation comes first and the fullest page
 * second. The pass ends as soon as the height is exceeded: what is looked at twice is at most one
 * page. Footnotes take their height from the same room: a line needs all of its footnotes on its
 * page, or, if they may be split, the first piece of the first of them, if the page ends before any
 * other place for a break and before a line that has others. */
#include "layout/content.h"
#include "layout/table.h"

/* Rows that fitted as a whole, with no break after them yet. */
typedef struct {
    size_t item;
    rows_place *from; /* where they go on from the page before; NULL: they begin here */
    mpt height;       /* as a whole, from there on */
    stack pen;        /* above them */
    mpt notes, cut;
} above_rows;

typedef struct {
    content *c;
    const room *room;
    size_t from; /* the first item */
    stack pen;
    mpt cut;         /* what the open frames need if a break cuts them here */
    mpt notes;       /* footnotes so far, whole */
    last_notes last; /* of them, since the last place for a break */
    mpt floor;       /* how far down a caption beside its table reaches */
    mpt closing; /* what the rows above need besides if a break parts them from others of theirs */
    bool solid; /* something with a height (or an object's end) is placed: a break makes progress */
    fit best;
    above_rows *above; /* since the last break that fits, in order */
    size_t above_count, above_cap;
} fitter;

/* ---- frames that a break cuts ---- */

static mpt frame_cut_cost(const frame *f)
{
    return edge_size(&f->after, true) + (f->table ? table_break_footer(f->table) : 0);
}

/* A header or footer that is higher than a page is divided, and does not come again at each
 * break. */
static void omit_high(const fitter *ft, const frame *f)
{
    table *t = f->table;

    if (!t || !ft->room->any_height || ft->room->height <= 0)
        return;
    t->omit_header |= table_break_header(t) > ft->room->height;
    t->omit_footer |= table_break_footer(t) > ft->room->height;
}

/* The frames around the place are open from before: they begin here again. */
static void enter_frame(fitter *ft, const frame *f)
{
    if (!f)
        return;
    enter_frame(ft, f->parent);
    stack_open(&ft->pen, f, true, NULL);
    omit_high(ft, f);
    ft->cut += frame_cut_cost(f);
    if (f->table && table_break_header(f->table))
        stack_box(&ft->pen, table_break_header(f->table));
}

static const frame *frame_around(const item *it)
{
    return it->kind == ITEM_OPEN ? it->frame->parent : it->frame;
}

/* ---- candidates ---- */

/* What the footnotes so far and `more` of them take of the room, `left` of that to the next
 * page. */
static mpt foot(const fitter *ft, mpt more, mpt left)
{
    const mpt notes = mpt_add(ft->notes, more);

    return mpt_max(0, notes - left - ft->room->credit) + (notes ? ft->room->separator : 0);
}

static mpt least_foot(const fitter *ft, mpt more)
{
    return foot(ft, more, ft->last.all ? last_notes_spare(&ft->last, ft->c->l, ft->room) : 0);
}

/* With `more` footnotes, whole ones. */
static mpt needed_with(const fitter *ft, mpt more)
{
    return mpt_max(ft->floor, ft->pen.y - (ft->room->elastic ? ft->pen.shrink : 0)) +
           least_foot(ft, more);
}

static mpt needed(const fitter *ft)
{
    return needed_with(ft, 0);
}

static bool exceeds(const fitter *ft)
{
    return !ft->room->any_height && needed(ft) > ft->room->height;
}

static int32_t strength_of(const fitter *ft, const item *it)
{
    return ft->room->page_end && it->page > it->column ? it->page : it->column;
}

/* How hard the spaces must work to fill the height with a break here: 0 not at all, 1000 as much as
 * they can, NO_RATIO if even that leaves a gap; then only fullness counts. Footnotes that may be
 * split fill it, too. */
enum { NO_RATIO = INT32_MAX };
static mpt filling_ratio(const fitter *ft, mpt end)
{
    mpt spare = ft->room->height - ft->pen.y - end, whole = foot(ft, 0, 0), give;
    if (!ft->room->elastic || (!ft->pen.shrink && !ft->pen.stretch))
        return NO_RATIO;
    if (spare >= whole - ft->pen.shrink)
        spare -= whole;
    else
        spare = mpt_min(0, spare - least_foot(ft, 0));
    give = spare < 0 ? ft->pen.shrink : ft->pen.stretch;
    spare = spare < 0 ? -spare : spare;
    if (!spare)
        return 0;
    return spare > give ? NO_RATIO : mpt_scale(spare, 1000, give);
}

/* What stands below the pen where a break comes here. */
static mpt end_here(const fitter *ft)
{
    return stack_end(&ft->pen) + ft->cut;
}

static void best_set(fitter *ft, fit_kind kind, place end, int32_t strength, mpt below)
{
    ft->best.kind = kind;
    ft->best.end = end;
    ft->best.strength = strength;
    ft->best.height = ft->pen.y + below;
    ft->best.shrink = ft->pen.shrink;
    ft->best.stretch = ft->pen.stretch;
    ft->best.foot = least_foot(ft, 0);
    ft->best.whole_foot = foot(ft, 0, 0);
}

/* What a ratio costs: TeX's badness, squared with the cost of a break. */
static int64_t demerits(mpt ratio)
{
    int64_t r = ratio > 1000 ? 1000 : ratio, badness = 1 + 100 * r * r * r / 1000000000;
    return badness * badness;
}

/* All of it would fit here if the spaces shrank. Is it better to break above and leave the rest to
 * another page, where they need not? */
static bool break_above(const fitter *ft, mpt end)
{
    if (!ft->room->elastic || ft->best.kind != FIT_BREAK || ft->best.ratio == NO_RATIO ||
        needed(ft) + ft->pen.shrink + end <= ft->room->height)
        return false;
    return demerits(ft->best.ratio) + 1 < demerits(filling_ratio(ft, end));
}

static void reject(fitter *ft, int32_t strength)
{
    if (ft->best.weaker == NO_BREAK || strength < ft->best.weaker)
        ft->best.weaker = strength;
}

static bool parts_rows(const fitter *ft, size_t i)
{
    const item *above = &ft->c->items[i - 1], *below = &ft->c->items[i];
    return above->kind == ITEM_ROWS && below->kind == ITEM_ROWS && above->frame == below->frame &&
           !above->header;
}

/* A break before item `i`. True: the search ends here. */
static bool try_break(fitter *ft, size_t i)
{
    const item *it = &ft->c->items[i];
    mpt end = end_here(ft) + (parts_rows(ft, i) ? ft->closing : 0);
    int32_t strength = strength_of(ft, it);

    if (!ft->solid || it->column == NO_BREAK || ft->room->unbroken)
        return false;
    if (ft->room->whole)
        return it->force != FORCE_NONE;
    if (!ft->room->any_height && needed(ft) + end > ft->room->height)
        return it->force != FORCE_NONE;
    if (it->force && break_above(ft, end))
        return true;
    if (it->force) {
        best_set(ft, FIT_FORCED, (place){i, NULL}, 0, end);
        ft->best.force = it->force;
        return true;
    }
    if (strength > ft->room->limit) {
        reject(ft, strength);
        return false;
    }
    if (ft->best.kind == FIT_BREAK && ft->best.strength <= strength &&
        ft->best.ratio < filling_ratio(ft, end))
        return false; /* the break above needs less of the spaces */
    best_set(ft, FIT_BREAK, (place){i, NULL}, strength, end);
    ft->best.ratio = filling_ratio(ft, end);
    ft->above_count = 0;
    return ft->room->any_height;
}

static void all_notes_stay(fitter *ft)
{
    ft->last = (last_notes){0};
}

static bool candidate(fitter *ft, size_t i)
{
    const item *it = &ft->c->items[i];
    bool ends = try_break(ft, i);

    if (ft->solid && it->column != NO_BREAK && strength_of(ft, it) <= ft->room->limit)
        all_notes_stay(ft);
    return ends;
}

/* ---- items ---- */

bool last_notes_wait(const last_notes *n, const layout *l, const room *r)
{
    const mpt begun = n->all - n->last;

    return begun > n->first && begun <= l->region_height && r->limit < KEEP_NOTES;
}

mpt last_notes_spare(const last_notes *n, const layout *l, const room *r)
{
    return last_notes_wait(n, l, r) ? n->last : n->all - n->first;
}

static void pass_notes(fitter *ft, const item *it)
{
    for (uint32_t k = 0; k < it->note_count; k++) {
        ft->notes = mpt_add(ft->notes, it->notes[k].height);
        last_notes_add(&ft->last, &it->notes[k]);
    }
}

static bool rows_fit_whole(const fitter *ft, const rows *rs)
{
    return !rs->has_force && !ft->room->any_height &&
           needed_with(ft, rs->note_height) + rs->height <= ft->room->height;
}

/* Rows with which a fragment begins, though others of their table stand before them: borders that
 * collapse are others there. */
static bool led_by_break(const fitter *ft, const item *it, size_t i)
{
    return i == ft->from && i > 0 && it->frame && it->frame->table && it->frame->table->collapse &&
           !it->header && !it->footer && !ft->room->unbroken;
}

/* Where nothing fits, a header or footer that a page has room for stays whole: what follows it goes
 * over the edge, and is not lost behind a header that comes again and again. */
static bool stays_whole(const fitter *ft, const item *it)
{
    return ft->room->any_height && (it->header || it->footer) &&
           it->u.rows->height <= ft->room->height;
}

/* The room that is left for rows at the pen. */
static room rows_room(const fitter *ft, const item *it, size_t i)
{
    room inner = *ft->room;
    inner.elastic = false;
    inner.after_break = led_by_break(ft, it, i);
    inner.height = ft->room->height - needed(ft) - (it->footer ? 0 : ft->cut);
    inner.credit = mpt_max(0, ft->room->credit - ft->notes);
    if (ft->notes)
        inner.separator = 0;
    return inner;
}

/* How hard the spaces above must work for rows broken at `height`. */
static mpt rows_ratio(const fitter *ft, const room *inner, mpt height)
{
    mpt spare = inner->height - ft->pen.shrink - height;
    mpt give = spare < 0 ? ft->pen.shrink : ft->pen.stretch;
    if (!spare)
        return 0;
    spare = spare < 0 ? -spare : spare;
    return spare > give ? NO_RATIO : mpt_scale(spare, 1000, give);
}

/* The same rows, a little less of each: does it ask less of the spaces? */
static bool eases(const fitter *ft, const room *inner, const fit *full, const fit *less)
{
    return less->kind == FIT_BREAK && less->end.inside->row == full->end.inside->row &&
           less->end.inside->split == full->end.inside->split &&
           rows_ratio(ft, inner, less->height) < rows_ratio(ft, inner, full->height);
}

/* The break in rows that do not fit: as full as shrunk spaces allow, or less full where those above
 * need not shrink, whatever asks less of them. Step by step, a few at the most. */
static fit rows_break(const fitter *ft, rows *rs, rows_place *from, room inner)
{
    enum { MAX_STEPS = 12 };
    fit best = rows_fit(ft->c->l, rs, from, &inner);

    if (best.kind != FIT_BREAK || !ft->room->elastic || !ft->pen.shrink)
        return best;
    for (int i = 0; i < MAX_STEPS && best.height > inner.height - ft->pen.shrink; i++) {
        room lower = inner;
        fit less;
        lower.height = best.height - 1;
        less = rows_fit(ft->c->l, rs, from, &lower);
        if (!eases(ft, &inner, &best, &less))
            break;
        best = less;
    }
    return best;
}

static void best_in_rows(fitter *ft, size_t i, const rows_place *from, const fit *f)
{
    const mpt notes = rows_notes_height(ft->c->items[i].u.rows, from, f->end.inside);

    ft->notes = mpt_add(ft->notes, notes);
    ft->last = f->last;
    stack_box(&ft->pen, f->height);
    best_set(ft, f->kind, (place){i, f->end.inside}, f->strength, end_here(ft));
    ft->best.force = f->force;
}

static void note_above(fitter *ft, size_t i, rows_place *from, mpt height)
{
    if (ft->room->unbroken || ft->room->any_height || ft->room->whole)
        return;
    ft->above = arena_grow(ft->c->l->mem, ft->above, &ft->above_cap, ft->above_count + 1,
                           sizeof *ft->above);
    ft->above[ft->above_count++] = (above_rows){i, from, height, ft->pen, ft->notes, ft->cut};
}

/* Parallel columns. True: a break inside them (or nothing of them) ends the search. */
static bool pass_rows(fitter *ft, const item *it, size_t i, rows_place *from)
{
    const bool led = !from && led_by_break(ft, it, i);
    rows *rs = it->u.rows;
    fit f;

    if (it->footer && it->frame->table)
        ft->cut -= table_break_footer(it->frame->table);
    stack_settle(&ft->pen, false);
    ft->closing = ft->room->unbroken ? 0 : rows_closing(rs, !from && !led);
    if (!from && !led && (ft->room->unbroken || rows_fit_whole(ft, rs) || stays_whole(ft, it))) {
        note_above(ft, i, NULL, rs->height);
        ft->notes = mpt_add(ft->notes, rs->note_height);
        stack_box(&ft->pen, rs->height);
        return false;
    }
    f = rows_break(ft, rs, from, rows_room(ft, it, i));
    if (f.kind == FIT_ALL) {
        if (led || from)
            note_above(ft, i, from, f.height);
        ft->notes = mpt_add(ft->notes, rows_notes_height(rs, from, NULL));
        ft->last = f.last;
        stack_box(&ft->pen, f.height);
        return false;
    }
    if (f.weaker != NO_BREAK)
        reject(ft, f.weaker);
    if (f.kind != FIT_NOTHING && (ft->room->any_height || !(it->header || it->footer))) {
        best_in_rows(ft, i, from, &f);
        ft->above_count = 0;
    }
    return true;
}

/* A break inside rows that fitted as a whole. False: none fits. */
static bool break_inside(fitter *ft, const above_rows *above)
{
    const item *it = &ft->c->items[above->item];
    room inner;
    fit f;

    ft->pen = above->pen;
    ft->notes = above->notes;
    ft->cut = above->cut;
    inner = rows_room(ft, it, above->item);
    inner.height = mpt_min(inner.height, above->height - 1);
    if (inner.height <= 0 || it->header || it->footer)
        return false;
    f = rows_fit(ft->c->l, it->u.rows, above->from, &inner);
    if (f.weaker != NO_BREAK)
        reject(ft, f.weaker);
    if (f.kind != FIT_BREAK)
        return false;
    best_in_rows(ft, above->item, above->from, &f);
    return true;
}

/* No break was possible after the last rows that fitted as a whole, since what stands below a break
 * (a table's footer) needs room, or a keep forbids it: there may be one inside them, fuller than
 * what was found above. */
static void break_in_above(fitter *ft)
{
    if (ft->best.kind == FIT_ALL || ft->best.kind == FIT_FORCED)
        return;
    while (ft->above_count && !break_inside(ft, &ft->above[ft->above_count - 1]))
        ft->above_count--;
}

static bool pass_item(fitter *ft, const item *it, size_t i, rows_place *from)
{
    if (it->kind == ITEM_ROWS)
        all_notes_stay(ft);
    switch ((item_kind)it->kind) {
    case ITEM_OPEN:
        stack_open(&ft->pen, it->frame, false, NULL);
        omit_high(ft, it->frame);
        ft->cut += frame_cut_cost(it->frame);
        break;
    case ITEM_CLOSE:
        ft->cut -= frame_cut_cost(it->frame);
        if (it->frame->table && it->frame->table->footer)
            ft->cut += table_break_footer(it->frame->table);
        stack_close(&ft->pen, it->frame, false, NULL);
        ft->solid |= edge_size(&it->frame->before, false) + edge_size(&it->frame->after, false) > 0;
        break;
    case ITEM_ROWS:
        ft->solid = true;
        return pass_rows(ft, it, i, from);
    case ITEM_LINE:
        pass_notes(ft, it);
        ft->solid = true;
        stack_box(&ft->pen, it->height);
        break;
    case ITEM_BOX:
        pass_notes(ft, it);
        ft->solid = true;
        if (it->u.box->positioned) {
            stack_settle(&ft->pen, false);
        } else {
            stack_box(&ft->pen, it->height);
            if (it->height < it->u.box->h)
                ft->floor = mpt_max(ft->floor, mpt_add(ft->pen.y, it->u.box->h));
        }
        break;
    case ITEM_ANCHOR:
        break;
    }
    return false;
}

/* Walk until the height is used up, a break is forced or the list ends. */
static void walk(fitter *ft, place from)
{
    content *c = ft->c;
    for (size_t i = from.item; content_has(c, i); i++) {
        bool fresh = i > from.item || !from.inside;
        if (i > from.item && candidate(ft, i))
            return;
        if (pass_item(ft, &c->items[i], i, fresh ? NULL : from.inside) || exceeds(ft))
            return;
    }
    stack_settle(&ft->pen, true);
    if (!exceeds(ft) && !break_above(ft, 0) && !ft->room->unended && !c->partial)
        best_set(ft, FIT_ALL, (place){c->count, NULL}, 0, end_here(ft));
}

fit content_fit(content *c, place from, const room *r)
{
    fitter ft = {
        .c = c, .room = r, .from = from.item, .best = {.kind = FIT_NOTHING, .weaker = NO_BREAK}};

    stack_start(&ft.pen, c->l->mem, 0);
    ft.pen.at_start = true;
    if (content_has(c, from.item))
        enter_frame(&ft, frame_around(&c->items[from.item]));
    walk(&ft, from);
    break_in_above(&ft);
    if (ft.best.kind == FIT_NOTHING && last_notes_wait(&ft.last, c->l, r))
        reject(&ft, KEEP_NOTES);
    return ft.best;
}

mpt fit_foot(const fit *f, mpt height)
{
    return f->height - f->shrink + f->whole_foot <= height ? f->whole_foot : f->foot;
}

mpt content_height(content *c, place from)
{
    room all = {.height = MPT_MAX, .unbroken = true};
    fit f = content_fit(c, from, &all);
    return f.height;
}

place content_end(content *c)
{
    return (place){c->count, NULL};
}

const fo_node *content_object(content *c, place at)
{
    const item *it = at.item < c->count ? &c->items[at.item] : NULL;
    const rows *rs = it && it->kind == ITEM_ROWS ? it->u.rows : NULL;
    uint32_t r = at.inside ? at.inside->row : 0;

    if (!it)
        return NULL;
    if (rs && r < rs->row_count && rs->row[r].fo)
        return rs->row[r].fo;
    if (it->kind == ITEM_BOX)
        return it->u.box->fo;
    return it->frame ? it->frame->fo : NULL;
}

void page_report_overflow(layout *l, content *c, place at, mpt over)
{
    const fo_node *fo;

    while (!at.inside && at.item + 1 < c->count &&
           (c->items[at.item].kind == ITEM_OPEN || c->items[at.item].kind == ITEM_ANCHOR))
        at.item++;
    fo = content_object(c, at);
    diag_report(l->dg, fo ? fo_pos(fo) : NO_POS, MSG_PAGE_OVERFLOW, diag_points(l->dg, over));
}
