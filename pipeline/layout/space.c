/* space.c - resolving runs of spaces (XSL-FO 1.1, 4.3.1).
 *
 * In: the space-specifiers between two things that have a height, in order. Out: how much of each is
 * left. The rules, in order:
 *   1. at the start of a reference area the leading conditional ones go, at its end the trailing ones;
 *   2. if one is forcing, only the forcing ones stay, and all of them;
 *   3. otherwise the highest precedence wins, and among those the greatest optimum; several equal ones
 *      count once, with the greatest minimum and the least maximum among them. */
#include "layout/space.h"

void stack_start(stack *s, arena *mem, mpt y)
{
    s->mem = mem;
    s->y = y;
    s->shrink = s->stretch = s->give = s->of = 0;
    s->at_start = true;
    s->many = NULL;
    s->count = s->cap = 0;
}

static run_entry *entry_at(stack *s, size_t i)
{
    return s->many ? &s->many[i] : &s->few[i];
}

static const run_entry *entry_of(const stack *s, size_t i)
{
    return s->many ? &s->many[i] : &s->few[i];
}

static bool retained(const stack *s, size_t i)
{
    const run_entry *e = entry_of(s, i);
    return e->kind == RUN_SPACE && e->u.space.retain;
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

void stack_space(stack *s, const space_spec *space)
{
    if (space->opt || space->max || space->min || space->precedence)
        run_add(s, RUN_SPACE)->u.space = *space;
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

/* Rule 1: the part [from, to) of the run that counts. */
static void run_trim(const stack *s, bool at_end, size_t *from, size_t *to)
{
    *from = 0;
    *to = s->count;
    if (s->at_start)
        while (*from < *to && !retained(s, *from))
            ++*from;
    if (at_end)
        while (*from < *to && !retained(s, *to - 1))
            --*to;
}

static bool stronger(const space_spec *a, const space_spec *b)
{
    return a->precedence != b->precedence ? a->precedence > b->precedence : a->opt > b->opt;
}

/* Rules 2 and 3: *forcing, or else the index of the survivor (count if none) and its value. */
static size_t run_choose(const stack *s, size_t from, size_t to, bool *forcing, space_spec *value)
{
    size_t best = s->count;
    *forcing = false;
    for (size_t i = from; i < to; i++) {
        const space_spec *sp = &entry_of(s, i)->u.space;
        if (entry_of(s, i)->kind != RUN_SPACE)
            continue;
        if (sp->precedence == SPACE_FORCE)
            *forcing = true;
        if (best == s->count || stronger(sp, value)) {
            best = i;
            *value = *sp;
        } else if (sp->precedence == value->precedence && sp->opt == value->opt) {
            value->min = mpt_max(value->min, sp->min);
            value->max = mpt_min(value->max, sp->max);
        }
    }
    return best;
}

mpt stack_end(const stack *s)
{
    size_t from, to, best;
    bool forcing;
    space_spec value = {0};
    mpt sum = 0;

    run_trim(s, true, &from, &to);
    best = run_choose(s, from, to, &forcing, &value);
    if (!forcing)
        return best < s->count ? value.opt : 0;
    for (size_t i = from; i < to; i++)
        if (entry_of(s, i)->kind == RUN_SPACE && entry_of(s, i)->u.space.precedence == SPACE_FORCE)
            sum += entry_of(s, i)->u.space.opt;
    return sum;
}

static void stack_add(stack *s, const space_spec *v)
{
    mpt h = v->opt;
    if (s->give > 0 && s->of > 0)
        h -= mpt_scale(v->opt - v->min, s->give, s->of);
    else if (s->give < 0 && s->of > 0)
        h += mpt_scale(v->max - v->opt, -(int64_t)s->give, s->of);
    s->y += h;
    s->shrink += v->opt - v->min;
    s->stretch += v->max - v->opt;
}

void stack_settle(stack *s, bool at_end)
{
    size_t from, to, best;
    bool forcing;
    space_spec value = {0};

    if (!s->count)
        return;
    run_trim(s, at_end, &from, &to);
    best = run_choose(s, from, to, &forcing, &value);
    for (size_t i = 0; i < s->count; i++) {
        run_entry *e = entry_at(s, i);
        if (e->kind == RUN_TOP)
            e->u.mark->y = s->y;
        else if (e->kind == RUN_BOTTOM)
            e->u.mark->h = s->y;
        else if (forcing && i >= from && i < to && e->u.space.precedence == SPACE_FORCE)
            stack_add(s, &e->u.space);
        else if (!forcing && i == best)
            stack_add(s, &value);
    }
    s->count = 0;
}

void stack_box(stack *s, mpt height)
{
    stack_settle(s, false);
    s->y += height;
    s->at_start = false;
}
