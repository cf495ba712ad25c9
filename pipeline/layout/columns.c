/* columns.c - a section fills columns (XSL-FO 1.1, 6.4.14, 4.8).
 *
 * One column after the other takes the fullest piece that fits. What must stay on one page may go
 * through several columns; where the last one could not end without dividing it, the page ends in
 * an earlier column. When the section ends and another follows on the same page, its columns are
 * balanced: the least height in which all of it fits, found by bisection. Footnotes of all columns
 * share the foot of the region: columns are filled again with the height they leave. */
#include "layout/columns.h"

#include <string.h>

/* The best break in the room, whatever it takes: the weakest keeps are broken first. */
static fit fit_best(content *c, place at, room r)
{
    fit best = content_fit(c, at, &r);
    while (best.kind == FIT_NOTHING && best.weaker != NO_BREAK && best.weaker > r.limit) {
        r.limit = best.weaker;
        best = content_fit(c, at, &r);
    }
    if (best.kind != FIT_NOTHING)
        return best;
    r.any_height = true;
    r.limit = KEEP_KEPT_LINES;
    return content_fit(c, at, &r);
}

/* Height of a fragment whose spaces give what they can to fit into `height` with its footnotes. */
static mpt shrunk(const fit *f, mpt height)
{
    height = mpt_max(0, height - fit_foot(f, height));
    return f->height <= height ? f->height : mpt_max(height, f->height - f->shrink);
}

static void add_note(void *self, const note *n)
{
    *(mpt *)self += n->height;
}

static room column_room(const filler *w, const column_set *set, int k, bool last)
{
    mpt credit = mpt_max(0, set->credit - set->notes_above[k]);
    bool separated = w->notes.taken || credit;
    return (room){.height = set->room,
                  .page_end = last,
                  .credit = credit,
                  .elastic = true,
                  .separator = separated ? 0 : w->notes.separator};
}

static void column_set_end(filler *w, column_set *set, int k, const fit *best)
{
    mpt notes = 0;
    set->end[k] = best->end;
    set->fit[k] = *best;
    set->count = k + 1;
    set->ended = best->kind == FIT_ALL;
    if (best->kind == FIT_FORCED && best->force > FORCE_COLUMN)
        set->force = best->force;
    content_notes(w->f->s.section, set->start[k], best->end, add_note, &notes);
    set->notes = mpt_add(set->notes_above[k], notes);
}

/* A keep within the page, not one within the column, forbids all breaks in the last column. */
static bool page_keeps(content *c, place at, room r)
{
    fit page = content_fit(c, at, &r), column;
    if (page.weaker == NO_BREAK)
        return false;
    r.page_end = false;
    column = content_fit(c, at, &r);
    return column.kind != FIT_NOTHING || (column.weaker != NO_BREAK && column.weaker < page.weaker);
}

/* The page ends in a column above column `below`, if one has a break that no keep forbids; what is
 * kept together begins the next page. */
static bool end_above(filler *w, column_set *set, int below)
{
    for (int k = below - 1; k >= 0; k--) {
        room r = column_room(w, set, k, true);
        fit best = content_fit(w->f->s.section, set->start[k], &r);
        if (best.kind != FIT_BREAK)
            continue;
        column_set_end(w, set, k, &best);
        return true;
    }
    return false;
}

static bool end_earlier(filler *w, column_set *set, int last)
{
    return page_keeps(w->f->s.section, set->end[last - 1], column_room(w, set, last, true)) &&
           end_above(w, set, last);
}

/* The section must not end on the page, but would in column `k`. */
static void end_before_end(filler *w, column_set *set, int k)
{
    room r = column_room(w, set, k, true);
    fit best;
    r.unended = true;
    best = content_fit(w->f->s.section, set->start[k], &r);
    if (best.kind == FIT_BREAK)
        column_set_end(w, set, k, &best);
    else if (!end_above(w, set, k))
        set->count = 0;
}

/* Footnotes of earlier pages would fill the page: still a first piece of the flow goes on it,
 * whatever footnotes it brings. */
static void least_beside_notes(filler *w, column_set *set)
{
    room r = {.height = w->height, .any_height = true, .limit = KEEP_KEPT_LINES, .page_end = true};
    fit best = content_fit(w->f->s.section, w->f->s.at, &r);
    if (best.kind == FIT_NOTHING)
        return;
    set->room = w->height;
    set->start[0] = w->f->s.at;
    column_set_end(w, set, 0, &best);
}

/* Fill columns of `height`, one after the other. `whole`: nothing else is on the page, so what does
 * not fit now never will. */
static void fill_columns(filler *w, int columns, mpt height, mpt credit, bool whole,
                         column_set *set)
{
    content *c = w->f->s.section;
    bool carried = w->notes.count > 0;

    memset(set, 0, offsetof(column_set, start));
    set->room = height;
    set->credit = credit;
    for (int k = 0; k < columns && !set->ended && !set->force; k++) {
        place at = k ? set->end[k - 1] : w->f->s.at;
        bool last = k + 1 == columns;
        room r;
        fit best;
        set->notes_above[k] = set->notes;
        r = column_room(w, set, k, last);
        best = content_fit(c, at, &r);
        if (best.kind == FIT_NOTHING && last && k > 0 && end_earlier(w, set, k))
            break;
        if (best.kind == FIT_NOTHING && ((whole && !carried) || k > 0))
            best = fit_best(c, at, r);
        if (best.kind == FIT_NOTHING)
            break;
        set->start[k] = at;
        if (best.kind == FIT_ALL && w->unended) {
            end_before_end(w, set, k);
            break;
        }
        column_set_end(w, set, k, &best);
    }
    if (!set->count && whole && carried)
        least_beside_notes(w, set);
    for (int k = 0; k < set->count; k++)
        set->height = mpt_max(set->height, shrunk(&set->fit[k], height));
}

/* Fill with the height that footnotes of `credit` leave. True: the columns have no more of them. */
static bool fill_beside(filler *w, int columns, mpt height, mpt credit, bool whole, column_set *set)
{
    mpt sep = w->notes.taken ? 0 : w->notes.separator;
    fill_columns(w, columns, height - credit - sep, credit, whole, set);
    return set->notes <= credit;
}

/* Fill with the height that the columns' own footnotes leave: those of full columns are the most
 * there can be, and the least that leave room for themselves are looked for by bisection, since
 * less height means fewer notes. */
void columns_fill(filler *w, int columns, mpt height, bool whole, column_set *set)
{
    enum { MAX_STEPS = 6 };
    column_set trial;
    mpt low = 0, high;

    fill_columns(w, columns, height, 0, whole, set);
    if (columns == 1 || !set->notes)
        return;
    high = set->notes;
    if (!fill_beside(w, columns, height, high, whole, set) || set->notes == high)
        return;
    for (int i = 0; i < MAX_STEPS && high - low > PT(1); i++) {
        mpt credit = low + (high - low) / 2;
        bool fits = fill_beside(w, columns, height, credit, whole, &trial);
        low = fits ? low : credit;
        if (!fits && trial.notes < high) {
            credit = trial.notes;
            fits = fill_beside(w, columns, height, credit, whole, &trial);
        }
        if (fits) {
            high = credit;
            *set = trial;
        }
    }
}

/* The least height in which the section ends in the columns. */
static mpt least_height(filler *w, int columns, mpt high)
{
    mpt low = 0;
    column_set trial;
    while (high - low > 10) {
        mpt middle = low + (high - low) / 2;
        columns_fill(w, columns, middle, false, &trial);
        if (trial.ended)
            high = mpt_min(middle, trial.height);
        else
            low = middle;
    }
    return high;
}

/* Balance: the first column takes the least height in which everything ends, then the others share
 * what is left in the same way. */
void columns_balance(filler *w, int columns, bool whole, column_set *set)
{
    place at = w->f->s.at;
    mpt height = set->height;
    column_set rest;
    int k = 0;

    for (; k < columns - 1 && w->f->s.at.item < w->f->s.section->count; k++) {
        height = least_height(w, columns - k, height);
        columns_fill(w, columns - k, height, whole, &rest);
        if (!rest.ended)
            break;
        set->start[k] = rest.start[0];
        set->end[k] = rest.end[0];
        set->fit[k] = rest.fit[0];
        w->f->s.at = rest.end[0];
        if (rest.count < 2)
            break;
        set->start[k + 1] = rest.start[1];
        set->end[k + 1] = rest.end[rest.count - 1];
        set->fit[k + 1] = rest.fit[1];
        set->count = k + 2;
        height = mpt_max(rest.fit[1].height, 0);
        for (int i = 1; i < rest.count; i++)
            height = mpt_max(height, rest.fit[i].height);
    }
    set->balanced = true;
    set->height = 0;
    for (int i = 0; i < set->count; i++)
        set->height = mpt_max(set->height, set->fit[i].height);
    w->f->s.at = at;
}
