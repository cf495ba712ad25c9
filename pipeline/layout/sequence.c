/* sequence.c - a page-sequence makes its pages (XSL-FO 1.1, 6.4.5, 7.27).
 *
 * For each page: which kind is it (first, odd, blank …), which master serves it, what of the flow
 * goes on it, then its areas. A master that depends on whether the page is the last needs one look
 * ahead: the page is planned as the last one, and if the flow does not end on it, planned again as
 * an inner one. */
#include <string.h>

#include "layout/folio.h"
#include "layout/sequence.h"
#include "layout/static.h"

enum { MAX_SKIPPED = 20, MAX_AHEAD = 20 };

typedef struct {
    layout *l;
    const fo_node *seq;
    struct markers *markers;
    page_counter *counter;
    measured *measured;
    chooser *chooser;
    flow *flow;
    const char *prefix, *suffix; /* of page numbers */
    long number;                 /* of the next page */
    long pages;                  /* made so far */
    bool first;
    int skipped;     /* pages in a row without a region for the flow */
    bool anywhere;   /* no master has one: it goes into the body */
    bool empty_last; /* an empty page of the last kind must follow */
    bool broken;     /* the page before ended within something that is kept */
} sequence;

/* ---- page numbers ---- */

static long first_number(const sequence *s)
{
    fo_keyword k = fo_enum(s->seq, PR_INITIAL_PAGE_NUMBER);
    long next = s->counter->next_number;
    if (k == EN_AUTO)
        return next;
    if (k == EN_AUTO_ODD)
        return next % 2 ? next : next + 1;
    if (k == EN_AUTO_EVEN)
        return next % 2 ? next + 1 : next;
    next = fo_integer(s->seq, PR_INITIAL_PAGE_NUMBER);
    return next < 1 ? 1 : next;
}

/* In document order: wrappers may be around either. */
static const fo_node *next_sequence(const fo_node *seq)
{
    const fo_node *n = seq;
    do {
        const fo_node *child = fo_type_of(n) == FO_PAGE_SEQUENCE_WRAPPER ? fo_child(n) : NULL;
        while (n && !child && !fo_next(n))
            n = fo_parent(n);
        n = child ? child : n ? fo_next(n) : NULL;
    } while (n && fo_type_of(n) != FO_PAGE_SEQUENCE);
    return n;
}

/* force-page-count="auto": as the next page-sequence's initial-page-number wants it (7.27.6). */
static fo_keyword auto_count(const sequence *s)
{
    const fo_node *next = next_sequence(s->seq);
    fo_keyword k = next ? fo_enum(next, PR_INITIAL_PAGE_NUMBER) : EN_AUTO;
    if (k == EN_AUTO)
        return EN_NO_FORCE;
    if (k == EN_AUTO_ODD)
        return EN_END_ON_EVEN;
    if (k == EN_AUTO_EVEN)
        return EN_END_ON_ODD;
    return fo_integer(next, PR_INITIAL_PAGE_NUMBER) % 2 ? EN_END_ON_EVEN : EN_END_ON_ODD;
}

/* Pages in the sequence, or the number of its last one: what is left of it when divided by `of`.
 * The doubly values are of the XSL-FO 2.0 draft: sheets that are printed two pages a side. */
static const struct {
    fo_keyword value;
    bool number;
    int of, rest;
} counts[] = {
    {EN_EVEN, false, 2, 0},
    {EN_ODD, false, 2, 1},
    {EN_DOUBLY_EVEN, false, 4, 0},
    {EN_DOUBLY_ODD, false, 4, 3},
    {EN_END_ON_EVEN, true, 2, 0},
    {EN_END_ON_ODD, true, 2, 1},
    {EN_END_ON_DOUBLY_EVEN, true, 4, 0},
    {EN_END_ON_DOUBLY_ODD, true, 4, 3},
};

/* How many blank pages must follow page `last`, the one that makes it `pages` in the sequence? */
static long fillers(const sequence *s, long pages, long last)
{
    fo_keyword k = fo_enum(s->seq, PR_FORCE_PAGE_COUNT);
    if (k == EN_AUTO)
        k = auto_count(s);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].value == k)
            return (counts[i].rest + counts[i].of -
                    (counts[i].number ? last : pages) % counts[i].of) %
                   counts[i].of;
    return 0;
}

/* What stands before or after each number, in the font of the number (6.6.13, 6.6.14). */
static const char *affix(const sequence *s, fo_type type)
{
    const fo_node *n = fo_child(s->seq);

    while (n && fo_type_of(n) != type)
        n = fo_next(n);
    return fo_text_below(s->l->doc, n);
}

static const char *label(const sequence *s, long page)
{
    const char *number = folio_format(s->l->doc, page, fo_string(s->seq, PR_FORMAT),
                                      fo_string(s->seq, PR_GROUPING_SEPARATOR),
                                      fo_integer(s->seq, PR_GROUPING_SIZE));

    return *s->prefix || *s->suffix
               ? arena_printf(s->l->doc, "%s%s%s", s->prefix, number, s->suffix)
               : number;
}

/* Lines are broken before it is known on which page they come to stand: on this one or the next. */
static void expect_number(const sequence *s)
{
    const char *here = label(s, s->number), *next = label(s, s->number + 1);
    s->l->any_folio = strlen(next) > strlen(here) ? next : here;
}

/* ---- one page ---- */

static bool make_page(sequence *s, const page_geometry *g, const page_plan *plan)
{
    struct page *p;

    s->l->any_folio = label(s, s->number);
    p = page_new(s->l, s->measured, s->markers, s->counter->pages, s->l->any_folio, g->width,
                 g->height);
    p->context.even = s->number % 2 == 0;
    markers_begin_page(s->markers);
    p->root->fo =
        s->seq; /* every page is one of its areas: page-number-citation-last finds the last */
    p->root->continued = !s->first;
    if (s->first)
        p->root->id = fo_string(s->seq, PR_ID);
    if (fo_string(fo_root(s->l->tree), PR_ID))
        refs_place(s->l->refs, fo_string(fo_root(s->l->tree), PR_ID), p->context.label);
    if (s->flow->fo && plan)
        page_mark(&p->context, s->flow->fo, s->first);
    page_fill(p, s->seq, g, plan);
    s->counter->pages++;
    s->pages++;
    s->number++;
    s->first = false;
    return page_finish(p);
}

static page_kind kind_of(const sequence *s, bool last, bool blank)
{
    return (page_kind){s->number, s->first, last, blank};
}

static const fo_node *choose(sequence *s, bool last, bool blank, page_geometry *g)
{
    const page_kind kind = kind_of(s, last, blank);
    const fo_node *master = chooser_next(s->chooser, &kind);
    if (master)
        geometry_make(s->l, master, g);
    return master;
}

static bool blank_page(sequence *s, bool last)
{
    page_geometry g;
    return choose(s, last, true, &g) && make_page(s, &g, NULL);
}

/* A flow without a name, of which fo/ has told, goes into the body. */
static const char *flow_name(const sequence *s)
{
    const char *name = s->flow->fo ? fo_string(s->flow->fo, PR_FLOW_NAME) : NULL;
    return name ? name : "xsl-region-body";
}

/* Does the page have a region for the flow? A page without one stays empty, and the flow goes
 * on. */
static bool has_region(const sequence *s, const page_geometry *g)
{
    const region *body = &g->region[REGION_BODY];
    return s->flow->fo && body->fo && strcmp(body->name, flow_name(s)) == 0;
}

/* No page has a region for the flow, or none that comes: it goes into the body. */
static void plan_anywhere(sequence *s)
{
    s->skipped = 0;
    s->anywhere = true;
    diag_report(s->l->dg, fo_pos(s->flow->fo), MSG_NO_REGION, flow_name(s));
}

static void plan_flow(sequence *s, page_geometry *g, page_plan *plan)
{
    s->skipped = has_region(s, g) ? 0 : s->skipped + 1;
    if (s->skipped > MAX_SKIPPED && !s->anywhere)
        plan_anywhere(s);
    if (s->skipped && !s->anywhere)
        *plan = (page_plan){.empty = true};
    else
        flow_plan(s->flow, g, plan);
}

/* ---- keeps that wait ---- */

/* Does what the flow goes on with hold together on a page of this master? */
static bool holds(sequence *s, const fo_node *master)
{
    page_geometry g;
    page_plan plan;

    geometry_make(s->l, master, &g);
    if (!has_region(s, &g))
        return false;
    flow_plan(s->flow, &g, &plan);
    return plan.count && !plan.pieces->unkept && !plan.pieces->over;
}

/* What is kept begins this page and is divided on it, though it must hold if it can (4.8): if it
 * holds on a page to come, of another master, this one stays empty. The page before must not have
 * divided it, and a break must not ask for a page of this parity. */
static void await_room(sequence *s, const page_geometry *g, page_plan *plan,
                       const flow_state *before)
{
    const fo_node *here = g->master, *tried = here;
    bool found = !plan->count || !plan->pieces->unkept || s->broken || before->force > FORCE_PAGE;

    for (int i = 0; i < MAX_AHEAD && !found; i++) {
        const page_kind kind = {s->number + 1 + i, false, false, false};
        const fo_node *m = chooser_ahead(s->chooser, &kind, i);
        if (!m || m == here || m == tried)
            continue;
        tried = m;
        s->flow->s = *before;
        found = holds(s, m);
    }
    if (tried == here)
        return;
    s->flow->s = *before;
    if (found)
        *plan = (page_plan){.empty = true};
    else
        flow_plan(s->flow, g, plan); /* what was measured for other pages is measured again */
}

/* ---- the page's master and content ---- */

/* Only a last page has a master here: the flow must end on it. */
static bool is_last_only(const sequence *s)
{
    const page_kind inner = kind_of(s, false, false), last = kind_of(s, true, false);

    return chooser_lacks(s->chooser, &inner) && !chooser_lacks(s->chooser, &last);
}

static bool plan_last_only(sequence *s, page_geometry *g, page_plan *plan)
{
    const chooser_state chosen = chooser_save(s->chooser);

    if (!choose(s, true, false, g))
        return false;
    plan_flow(s, g, plan);
    if (plan->done && !fillers(s, s->pages + 1, s->number))
        return true;
    chooser_restore(s->chooser, chosen);
    return choose(s, false, false, g); /* tells that there is none */
}

/* The first page has a master as the only one: does that hold the whole flow? */
static bool plan_only(sequence *s, page_geometry *g, page_plan *plan)
{
    const chooser_state chosen = chooser_save(s->chooser);
    const flow_state before = s->flow->s;
    const page_kind only = kind_of(s, true, false);

    if (!chooser_is_only(s->chooser, &only) || fillers(s, 1, s->number) ||
        !choose(s, true, false, g))
        return false;
    plan_flow(s, g, plan);
    if (plan->done && !plan->overflows)
        return true;
    chooser_restore(s->chooser, chosen);
    s->flow->s = before;
    return false;
}

/* The flow ends on the page as planned, an inner one: is it planned as the last one? If what is
 * left does not go on that, the last page stays empty; if it does not go on an only page, the inner
 * one is the only one all the same. `chosen` and `before` are from before the plan. */
static bool plan_end(sequence *s, page_geometry *g, page_plan *plan, chooser_state chosen,
                     const flow_state *before)
{
    const chooser_state inner_chosen = chooser_save(s->chooser);
    const flow_state inner_flow = s->flow->s;
    const page_kind kind = kind_of(s, true, false);
    page_geometry last;
    page_plan last_plan;
    bool only;

    chooser_restore(s->chooser, chosen);
    s->flow->s = *before;
    only = chooser_is_only(s->chooser, &kind);
    if (!choose(s, true, false, &last))
        return false;
    plan_flow(s, &last, &last_plan);
    if (last_plan.done && (!last_plan.overflows || plan->overflows)) {
        *g = last;
        *plan = last_plan;
        return true;
    }
    s->empty_last = has_region(s, &last) && !only;
    chooser_restore(s->chooser, inner_chosen);
    s->flow->s = inner_flow;
    return true;
}

/* Choose the master and plan the page; `g` and `plan` are the result. A page is planned as an inner
 * one first; if the flow ends on it and a master minds the last page, again as that. */
static bool plan_page(sequence *s, page_geometry *g, page_plan *plan)
{
    const chooser_state chosen = chooser_save(s->chooser);
    const flow_state before = s->flow->s;

    expect_number(s);
    if (plan_only(s, g, plan))
        return true;
    if (is_last_only(s))
        return plan_last_only(s, g, plan);
    if (!choose(s, false, false, g))
        return false;
    plan_flow(s, g, plan);
    await_room(s, g, plan, &before);
    if (!plan->done || !chooser_minds_last(s->chooser) || fillers(s, s->pages + 1, s->number))
        return true; /* the last page may be a blank one */
    return plan_end(s, g, plan, chosen, &before);
}

/* A break to an odd or even page: is the next page the wrong one? */
static bool wrong_parity(const sequence *s)
{
    return (s->flow->s.force == FORCE_EVEN && s->number % 2 != 0) ||
           (s->flow->s.force == FORCE_ODD && s->number % 2 == 0);
}

static bool fill_up(sequence *s)
{
    bool ok = true;
    for (long n = fillers(s, s->pages, s->number - 1); ok && n > 0; n--)
        ok = blank_page(s, n == 1);
    return ok;
}

/* The flow may begin with a break, too: to an odd or even page, which the first one need not be
 * (7.20.2). */
static void begin_flow(sequence *s)
{
    const chooser_state chosen = chooser_save(s->chooser);
    const page_kind inner = kind_of(s, false, false);
    page_geometry g;

    expect_number(s);
    if (!chooser_lacks(s->chooser, &inner) && choose(s, false, false, &g) && has_region(s, &g))
        flow_begin(s->flow, &g);
    chooser_restore(s->chooser, chosen);
}

static bool run_pages(sequence *s)
{
    begin_flow(s);
    do {
        page_geometry g;
        page_plan plan;
        if (s->l->opt->max_pages && s->counter->pages >= (uint32_t)s->l->opt->max_pages) {
            diag_report(s->l->dg, fo_pos(s->seq), MSG_TOO_MANY_PAGES,
                        diag_number(s->l->dg, s->l->opt->max_pages));
            return false;
        }
        if (wrong_parity(s) && !blank_page(s, false))
            return false;
        if (s->empty_last) {
            s->empty_last = false;
            if (!blank_page(s, true))
                return false;
            break;
        }
        if (!plan_page(s, &g, &plan) || !make_page(s, &g, &plan))
            return false;
        s->broken = plan.count && plan.pieces[plan.count - 1].unkept;
        s->measured = measured_pass(s->measured, flow_reached(s->flow));
    } while (!flow_done(s->flow) || s->empty_last);
    return fill_up(s);
}

/* ---- the sequence ---- */

static const fo_node *find_flow(const fo_node *seq)
{
    const fo_node *n = fo_child(seq);
    while (n && fo_type_of(n) != FO_FLOW)
        n = fo_next(n);
    return n;
}

/* Between two page-sequences no paragraph is held, unless a page waits. */
static void trim_words(const layout *l)
{
    metrics *m = l->opt->fonts;
    if (m->trim && !refs_waiting(l->refs))
        m->trim(m);
}

bool sequence_run(layout *l, const fo_node *seq, struct markers *markers, page_counter *counter)
{
    sequence s = {.l = l, .seq = seq, .markers = markers, .counter = counter, .first = true};
    bool ok;

    s.chooser = chooser_new(l, seq);
    if (!s.chooser)
        return false;
    s.measured = measured_begin(l, seq);
    s.flow = flow_new(l, find_flow(seq), static_find(seq, "xsl-footnote-separator"));
    s.number = first_number(&s);
    s.prefix = affix(&s, FO_FOLIO_PREFIX);
    s.suffix = affix(&s, FO_FOLIO_SUFFIX);
    if (s.flow->fo && !chooser_serves(s.chooser, flow_name(&s)))
        plan_anywhere(&s);
    markers_begin_sequence(markers);
    ok = run_pages(&s);
    counter->next_number = s.number;
    l->mem = l->doc;
    measured_release(s.measured);
    trim_words(l);
    return ok;
}
