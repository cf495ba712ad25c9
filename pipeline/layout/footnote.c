/* footnote.c - the footnote area at the foot of a page (XSL-FO 1.1, 6.12.3).
 *
 * Notes stand in the order of their anchors, after what earlier pages left over. The separator
 * comes above the first. The page's lines were chosen so that at least the first piece of each note
 * fits; the last one may be divided, and its rest is the first thing on the next page's foot. */
#include "layout/footnote.h"

static mpt separator_height(note_room *n, flow *f)
{
    if (!f->separator)
        return 0;
    n->separator_content = content_measure(f->l, f->separator, f->l->note_width);
    return content_height(n->separator_content, (place){0});
}

static void body_add(note_room *n, content *body)
{
    n->bodies = arena_grow(n->mem, n->bodies, &n->cap, n->count + 1, sizeof(content *));
    n->bodies[n->count++] = body;
}

static place body_start(const note_room *n, size_t i)
{
    if (i)
        return (place){0};
    return n->first;
}

/* Height from `at` on, or `height` if it is more: what comes far below is not looked at. */
static mpt height_within(content *c, place at, mpt height)
{
    room r = {.height = height, .unbroken = true};
    fit f = height > 0 ? content_fit(c, at, &r) : (fit){.kind = FIT_NOTHING};
    return f.kind == FIT_NOTHING ? mpt_max(0, height) : f.height;
}

/* The list of bodies goes on from page to page: what is carried over is not copied. */
void notes_begin(note_room *n, flow *f, mpt height)
{
    *n = (note_room){.mem = f->l->mem,
                     .bodies = f->s.notes,
                     .count = f->s.note_count,
                     .cap = f->s.note_cap,
                     .first = f->s.note_at};
    n->separator = separator_height(n, f);
    for (size_t i = 0; i < n->count && n->taken < height; i++)
        n->taken =
            mpt_add(n->taken, height_within(n->bodies[i], body_start(n, i), height - n->taken));
    if (n->count)
        n->taken = mpt_min(n->taken + n->separator, height);
    f->s.notes = NULL;
    f->s.note_count = f->s.note_cap = 0;
}

void notes_take(void *self, const note *anchored)
{
    note_room *n = self;
    if (!n->count) {
        n->taken += n->separator;
        n->first = (place){0};
    }
    body_add(n, anchored->body);
    n->taken = mpt_add(n->taken, anchored->height);
}

static void plan_add(note_room *n, page_plan *plan, size_t i, place to, mpt y)
{
    plan->notes =
        arena_grow(n->mem, plan->notes, &plan->note_cap, plan->note_count + 1, sizeof *plan->notes);
    plan->notes[plan->note_count++] =
        (piece){.content = n->bodies[i], .from = body_start(n, i), .to = to, .y = y};
}

static void carry_over(note_room *n, flow *f, size_t from, place at)
{
    f->s.notes = n->bodies + from;
    f->s.note_count = n->count - from;
    f->s.note_cap = n->cap - from;
    f->s.note_at = at;
}

static fit note_fit(content *body, place at, mpt height, bool must)
{
    room r = {.height = height, .page_end = true};
    fit f = content_fit(body, at, &r);
    while (f.kind == FIT_NOTHING && f.weaker != NO_BREAK && f.weaker > r.limit) {
        r.limit = f.weaker;
        f = content_fit(body, at, &r);
    }
    if (f.kind == FIT_NOTHING && must) {
        r.any_height = true;
        f = content_fit(body, at, &r);
    }
    return f;
}

void notes_plan(note_room *n, flow *f, page_plan *plan, mpt height)
{
    mpt y = n->separator, top;

    if (!n->count)
        return;
    for (size_t i = 0; i < n->count; i++) {
        bool must = plan->empty && !plan->note_count;
        place at = body_start(n, i);
        mpt left = height - plan->used - y;
        fit r = note_fit(n->bodies[i], at, left, must);
        if (r.kind == FIT_NOTHING) {
            carry_over(n, f, i, at);
            break;
        }
        if (must && r.height > mpt_max(0, left))
            page_report_overflow(f->l, n->bodies[i], at, r.height - mpt_max(0, left));
        plan_add(n, plan, i, r.end, y);
        y += r.height;
        if (r.kind != FIT_ALL) {
            carry_over(n, f, i, r.end);
            break;
        }
    }
    if (!plan->note_count)
        return;
    top = mpt_max(plan->used, height - y);
    plan->separator = n->separator_content;
    plan->separator_y = top;
    for (size_t i = 0; i < plan->note_count; i++)
        plan->notes[i].y += top;
}

void notes_build(const page_plan *plan, const build_how *how, area *a, mpt x, mpt y)
{
    build_how artifact = *how;
    if (!plan->note_count)
        return;
    artifact.role = ROLE_ARTIFACT;
    artifact.repeat = true;
    if (plan->separator)
        content_build(plan->separator, (place){0}, content_end(plan->separator), &artifact, a, x,
                      y + plan->separator_y);
    for (size_t i = 0; i < plan->note_count; i++) {
        const piece *p = &plan->notes[i];
        content_build(p->content, p->from, p->to, how, a, x, y + p->y);
    }
}
