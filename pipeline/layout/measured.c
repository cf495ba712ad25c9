/* measured.c - the memory of what is measured and not yet on a page that has left.
 *
 * A flow is measured piece by piece, as its pages need it. The pieces go into batches, each with an
 * arena of its own. When the flow has come to the place where a batch begins, and all pages made
 * until then have left, nobody looks at the batch before it any more. So a long flow takes no more
 * memory than a few of its pages; only pages that wait for a citation hold theirs. */
#include "layout/page.h"

enum { BATCH = 256 * 1024 };

struct measured {
    arena *mem;
    measured *next, *kept; /* which it uses; NULL: none */
    unsigned users;
    flow_point begin;
    fo_tree *tree; /* of what is kept for a page-sequence: to be released with it */
    const fo_node *seq;
};

static measured *measured_new(measured *kept, flow_point begin)
{
    measured *m = mem_alloc(sizeof *m);
    m->mem = arena_new();
    m->users = 1;
    m->begin = begin;
    m->kept = kept;
    if (kept)
        measured_use(kept);
    return m;
}

void measured_use(measured *m)
{
    m->users++;
}

arena *measured_memory(const measured *m)
{
    return m->mem;
}

void measured_release(measured *m)
{
    while (m && --m->users == 0) {
        measured *next = m->next;
        measured_release(m->kept);
        if (m->seq)
            fo_release(m->tree, m->seq);
        arena_free(m->mem);
        mem_free(m);
        m = next;
    }
}

measured *measured_begin(layout *l, const fo_node *seq)
{
    const flow_point start = {0};
    measured *kept = measured_new(NULL, start);
    measured *first = measured_new(kept, start);

    measured_release(kept); /* the batches use it */
    kept->tree = l->tree;
    kept->seq = seq;
    l->kept = kept->mem;
    l->needs = NULL;
    l->reading = NULL;
    l->batch = first;
    l->mem = first->mem;
    return first;
}

void measured_advance(layout *l, flow_point at)
{
    measured *last = l->batch;

    if (arena_used(last->mem) < BATCH)
        return;
    l->batch = last->next = measured_new(last->kept, at);
    l->mem = l->batch->mem;
}

static bool reached(flow_point at, flow_point begin)
{
    return begin.section < at.section || (begin.section == at.section && begin.item <= at.item);
}

measured *measured_pass(measured *oldest, flow_point at)
{
    while (oldest->next && reached(at, oldest->next->begin)) {
        measured *next = oldest->next;
        measured_use(next);
        measured_release(oldest);
        oldest = next;
    }
    return oldest;
}
