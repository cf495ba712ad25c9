/* master.c - the page-sequence-master: which page master comes next (XSL-FO 1.1, 6.4.8 to 6.4.13).
 *
 * A page-sequence-master is a list of sub-sequences: one reference, a repeated one, or alternatives
 * with conditions, each for at most maximum-repeats pages. `step` is the sub-sequence that serves,
 * `repeats` how many pages it has served. */
#include <string.h>

#include "layout/master.h"

struct chooser {
    layout *l;
    const fo_node *seq;    /* for messages */
    const fo_node *simple; /* master-reference is a simple-page-master */
    const fo_node *master; /* else the page-sequence-master */
    uint32_t step, repeats;
};

static const fo_node *find_master(layout *l, const char *name, fo_type type)
{
    const fo_node *set = fo_child(fo_root(l->tree));
    while (set && fo_type_of(set) != FO_LAYOUT_MASTER_SET)
        set = fo_next(set);
    for (const fo_node *n = set ? fo_child(set) : NULL; n && name; n = fo_next(n)) {
        const char *own = fo_string(n, PR_MASTER_NAME);
        if (fo_type_of(n) == type && own && strcmp(own, name) == 0)
            return n;
    }
    return NULL;
}

chooser *chooser_new(layout *l, const fo_node *seq)
{
    chooser *c = ARENA_NEW(l->doc, chooser);
    const char *name = fo_string(seq, PR_MASTER_REFERENCE);
    c->l = l;
    c->seq = seq;
    c->simple = find_master(l, name, FO_SIMPLE_PAGE_MASTER);
    c->master = find_master(l, name, FO_PAGE_SEQUENCE_MASTER);
    if (c->simple || c->master)
        return c;
    diag_report(l->dg, fo_pos(seq), MSG_NO_MASTER, name ? name : "");
    return NULL;
}

static const fo_node *step_node(const chooser *c, uint32_t step)
{
    const fo_node *n = fo_child(c->master);
    while (n && step--)
        n = fo_next(n);
    return n;
}

/* At most this many pages; -1: no limit. */
static long step_limit(const fo_node *n)
{
    if (fo_type_of(n) == FO_SINGLE_PAGE_MASTER_REFERENCE)
        return 1;
    if (fo_enum(n, PR_MAXIMUM_REPEATS) == EN_NO_LIMIT)
        return -1;
    return fo_integer(n, PR_MAXIMUM_REPEATS) > 0 ? fo_integer(n, PR_MAXIMUM_REPEATS) : 0;
}

static bool position_matches(fo_keyword want, const page_kind *k)
{
    switch (want) {
    case EN_FIRST:
        return k->first;
    case EN_LAST:
        return k->last;
    case EN_ONLY:
        return k->first && k->last;
    case EN_REST:
        return !k->first && !k->last;
    default:
        return true;
    }
}

static bool condition_matches(const fo_node *n, const page_kind *k)
{
    fo_keyword parity = fo_enum(n, PR_ODD_OR_EVEN), blank = fo_enum(n, PR_BLANK_OR_NOT_BLANK);
    if ((parity == EN_ODD && k->number % 2 == 0) || (parity == EN_EVEN && k->number % 2 != 0))
        return false;
    if ((blank == EN_BLANK && !k->blank) || (blank == EN_NOT_BLANK && k->blank))
        return false;
    return position_matches(fo_enum(n, PR_PAGE_POSITION), k);
}

static const fo_node *referred(const chooser *c, const fo_node *n)
{
    const char *name = fo_string(n, PR_MASTER_REFERENCE);
    const fo_node *m = find_master(c->l, name, FO_SIMPLE_PAGE_MASTER);
    if (!m)
        diag_report(c->l->dg, fo_pos(n), MSG_NO_MASTER, name ? name : "");
    return m;
}

/* What of a step refers to the master for this page; NULL: nothing. */
static const fo_node *step_reference(const fo_node *step, const page_kind *k)
{
    const fo_node *a = fo_child(step);
    if (fo_type_of(step) != FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES)
        return step;
    while (a && !condition_matches(a, k))
        a = fo_next(a);
    return a;
}

/* The master of a step; it is told if the step has none for this page. */
static const fo_node *serve(const chooser *c, const fo_node *step, const page_kind *kind)
{
    const fo_node *reference = step_reference(step, kind);
    const fo_node *m = reference ? referred(c, reference) : NULL;

    if (!m)
        diag_report(c->l->dg, fo_pos(step), MSG_NO_ALTERNATIVE,
                    diag_number(c->l->dg, kind->number));
    return m;
}

/* The step of the next page; NULL: all are used up. */
static const fo_node *next_step(chooser *c)
{
    const fo_node *n;

    while ((n = step_node(c, c->step)) != NULL) {
        long limit = step_limit(n);
        if (limit < 0 || c->repeats < (uint32_t)limit)
            break;
        c->step++;
        c->repeats = 0;
    }
    return n;
}

const fo_node *chooser_next(chooser *c, const page_kind *kind)
{
    const fo_node *n, *last = NULL;

    if (c->simple)
        return c->simple;
    if ((n = next_step(c))) {
        c->repeats++;
        return serve(c, n, kind);
    }
    /* All are used up: the last one serves on (6.4.8 leaves the recovery to us). */
    diag_report(c->l->dg, fo_pos(c->master), MSG_MASTERS_EXHAUSTED);
    for (n = fo_child(c->master); n; n = fo_next(n))
        last = n;
    return last ? serve(c, last, kind) : NULL;
}

bool chooser_lacks(const chooser *c, const page_kind *kind)
{
    chooser trial = *c;
    const fo_node *n = c->simple ? NULL : next_step(&trial);

    return n && !step_reference(n, kind);
}

bool chooser_is_only(const chooser *c, const page_kind *kind)
{
    chooser trial = *c;
    const fo_node *n = c->simple ? NULL : next_step(&trial);

    n = n ? step_reference(n, kind) : NULL;
    return n && fo_type_of(n) == FO_CONDITIONAL_PAGE_MASTER_REFERENCE &&
           fo_enum(n, PR_PAGE_POSITION) == EN_ONLY;
}

const fo_node *chooser_ahead(const chooser *c, const page_kind *kind, int ahead)
{
    chooser trial = *c;
    const fo_node *n = c->simple ? NULL : next_step(&trial);

    for (; n && ahead > 0; ahead--) {
        trial.repeats++;
        n = next_step(&trial);
    }
    n = n ? step_reference(n, kind) : NULL;
    return n ? find_master(c->l, fo_string(n, PR_MASTER_REFERENCE), FO_SIMPLE_PAGE_MASTER)
             : c->simple;
}

chooser_state chooser_save(const chooser *c)
{
    return (chooser_state){c->step, c->repeats};
}

void chooser_restore(chooser *c, chooser_state s)
{
    c->step = s.step;
    c->repeats = s.repeats;
}

bool chooser_minds_last(const chooser *c)
{
    const fo_node *n = c->master ? step_node(c, c->step) : NULL;
    for (; n; n = fo_next(n))
        for (const fo_node *a = fo_child(n); a; a = fo_next(a)) {
            fo_keyword p = fo_enum(a, PR_PAGE_POSITION);
            if (p == EN_LAST || p == EN_ONLY)
                return true;
        }
    return false;
}

static bool master_serves(const fo_node *master, const char *name)
{
    for (const fo_node *n = master ? fo_child(master) : NULL; n; n = fo_next(n)) {
        const char *own;
        if (fo_type_of(n) != FO_REGION_BODY)
            continue;
        own = fo_string(n, PR_REGION_NAME);
        if (strcmp(own && *own ? own : "xsl-region-body", name) == 0)
            return true;
    }
    return false;
}

static bool reference_serves(const chooser *c, const fo_node *n, const char *name)
{
    const char *master = fo_string(n, PR_MASTER_REFERENCE);
    return master && master_serves(find_master(c->l, master, FO_SIMPLE_PAGE_MASTER), name);
}

bool chooser_serves(const chooser *c, const char *name)
{
    if (c->simple)
        return master_serves(c->simple, name);
    for (const fo_node *n = fo_child(c->master); n; n = fo_next(n)) {
        if (reference_serves(c, n, name))
            return true;
        for (const fo_node *a = fo_child(n); a; a = fo_next(a))
            if (reference_serves(c, a, name))
                return true;
    }
    return false;
}
