/* space.c - resolving runs of spaces (XSL-FO 1.1, 4.3.1).
 *
 * In: the space-specifiers between two things that have a height, in order. Out: how much of each
 * is left. The rules, in order:
 *   1. at the start of a reference area the leading conditional ones go, at its end the trailing;
 *   2. if one is forcing, only the forcing ones stay, and all of them;
 *   3. otherwise the highest precedence wins, and among those the greatest optimum; of several
 *      equal ones the last stays, with the greatest minimum and the least maximum among them. */
#include "layout/space.h"

static void run_clear(stack *s)
{
    s->all = s->kept = (run_rest){.best = NO_SPACE};
    s->count = s->from = s->to = 0;
}

void stack_start(stack *s, arena *mem, mpt y)
{
    s->mem = mem;
    s->y = y;
    s->shrink = s->stretch = s->give = s->of = 0;
    s->at_start = true;
    s->many = NULL;
    s->cap = 0;
    run_clear(s);
}

static run_entry *entry_at(stack *s, size_t i)
{
    return s->many ? &s->many[i] : &s->few[i];
}

static run_entry *run_add(stack *s, run_kind kind)
{
    run_entry *e;
    if (s->count == SHORT_RUN && !s->many) {
        s->many = arena_grow(s->mem, NULL, &s->cap, 4 * SHORT_RUN, sizeof *s->many);
        for (size_t i = 0; i < SHORT_RUN; i++)
            s->many[i] = s->few[i];
    } else if (s->many) {
        s->many = arena_grow(s->mem, s->many, &s->cap, s->count + 1, sizeof *s->many);
    }
    e = entry_at(s, s->count++);
    e->kind = kind;
    return e;
}

static bool stronger(const space_spec *a, const space_spec *b)
{
    return a->precedence != b->precedence ? a->precedence > b->precedence : a->opt > b->opt;
}

/* Rules 2 and 3, one entry more. */
static void rest_add(run_rest *r, const space_spec *sp, size_t index)
{
    if (sp->precedence == SPACE_FORCE) {
        r->forcing = true;
        r->forced = mpt_add(r->forced, sp->opt);
    }
    if (r->best == NO_SPACE || stronger(sp, &r->value)) {
        r->best = index;
        r->value = *sp;
    } else if (sp->precedence == r->value.precedence && sp->opt == r->value.opt) {
        r->best = index;
        r->value.min = mpt_max(r->value.min, sp->min);
        r->value.max = mpt_min(r->value.max, sp->max);
    }
}

void stack_space(stack *s, const space_spec *space)
{
    if (!space->opt && !space->max && !space->min && !space->precedence)
        return;
    run_add(s, RUN_SPACE)->u.space = *space;
    if (s->at_start && !space->retain && s->to == 0) {
        s->from = s->count; /* rule 1 */
        return;
    }
    rest_add(&s->all, space, s->count - 1);
    if (space->retain) {
        s->kept = s->all;
        s->to = s->count;
    }
}

void stack_mark(stack *s, run_kind kind, area *mark)
{
    if (!mark)
        return;
    if (s->count)
        run_add(s, kind)->u.mark = mark;
    else if (kind == RUN_TOP)
        mark->y = s->y;
    else
        mark->h = s->y;
}

mpt stack_end(const stack *s)
{
    const run_rest *r = &s->kept;
    return r->forcing ? r->forced : r->best == NO_SPACE ? 0 : r->value.opt;
}

static void stack_add(stack *s, const space_spec *v)
{
    mpt h = v->opt;
    if (s->give > 0 && s->of > 0)
        h -= mpt_scale(v->opt - v->min, s->give, s->of);
    else if (s->give < 0 && s->of > 0)
        h += mpt_scale(v->max - v->opt, -(int64_t)s->give, s->of);
    s->y = mpt_add(s->y, h);
    s->shrink = mpt_add(s->shrink, v->opt - v->min);
    s->stretch = mpt_add(s->stretch, v->max - v->opt);
}

void stack_settle(stack *s, bool at_end)
{
    const run_rest *r = at_end ? &s->kept : &s->all;
    size_t to = at_end ? s->to : s->count;

    if (!s->count)
        return;
    for (size_t i = 0; i < s->count; i++) {
        run_entry *e = entry_at(s, i);
        if (e->kind == RUN_TOP)
            e->u.mark->y = s->y;
        else if (e->kind == RUN_BOTTOM)
            e->u.mark->h = s->y;
        else if (r->forcing && i >= s->from && i < to && e->u.space.precedence == SPACE_FORCE)
            stack_add(s, &e->u.space);
        else if (!r->forcing && i == r->best)
            stack_add(s, &r->value);
    }
    run_clear(s);
}

void stack_box(stack *s, mpt height)
{
    stack_settle(s, false);
    s->y = mpt_add(s->y, height);
    s->at_start = false;
}
