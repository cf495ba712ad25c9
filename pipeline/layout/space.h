/* space.h - stacking areas in the block-progression-direction, with spaces resolved (XSL-FO 1.1,
 * 4.3).
 *
 * A `stack` is the pen that goes down a reference area. Spaces are not added at once: they gather
 * in a run until something with a height comes, because how much of each survives depends on all of
 * them. Where a block begins or ends inside a run, a mark waits there and learns its place when the
 * run is settled. Measuring, breaking and building move the same pen, so they cannot disagree. */
#ifndef SVOD_LAYOUT_SPACE_H
#define SVOD_LAYOUT_SPACE_H

#include "layout/area.h"

/* A resolved space-specifier. */
typedef struct {
    mpt min, opt, max;
    int32_t precedence; /* SPACE_FORCE: forcing */
    bool retain;        /* kept at the edges of a reference area */
} space_spec;

typedef enum { RUN_SPACE, RUN_TOP, RUN_BOTTOM } run_kind;
typedef struct {
    run_kind kind;
    union {
        space_spec space;
        area *mark; /* RUN_TOP: its y, RUN_BOTTOM: its h are set (absolute) */
    } u;
} run_entry;

/* What rules 2 and 3 of space.c leave of the first entries of a run. */
typedef struct {
    size_t best;      /* index of the survivor; NO_SPACE */
    space_spec value; /* of the survivor */
    bool forcing;
    mpt forced; /* all forcing ones */
} run_rest;
#define NO_SPACE SIZE_MAX

/* Runs are short; only long ones take memory of the arena. A stack may be copied while its run is
 * empty. */
enum { SHORT_RUN = 6 };

typedef struct {
    arena *mem;
    mpt y;               /* settled so far, at the optima */
    mpt shrink, stretch; /* how much less or more it could be */
    bool at_start;       /* nothing but spaces yet in the reference area */
    run_entry few[SHORT_RUN];
    run_entry *many; /* instead of `few`; NULL: not needed yet */
    size_t count, cap;
    run_rest all,
        kept;        /* of all entries that count, and of those up to the last that is retained */
    size_t from, to; /* the entries behind `kept` */
    mpt give,
        of; /* building: spaces give up `give` of their total shrink `of` (< 0: they stretch) */
} stack;

void stack_start(stack *s, arena *mem, mpt y);
void stack_space(stack *s, const space_spec *space);
void stack_mark(stack *s, run_kind kind, area *mark);
/* Resolve the run. `at_end`: the reference area ends here. */
void stack_settle(stack *s, bool at_end);
/* What the run would add if the reference area ended here; nothing changes. */
mpt stack_end(const stack *s);
/* A box that ends the run. */
void stack_box(stack *s, mpt height);

#endif
