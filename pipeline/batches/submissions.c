/* submissions.c - svod merge: operands become submissions as they become documents of a batch; what
 * is made of them is the work of documents/merging.c. */
#include "base/output.h"
#include "session.h"

/* The plan is no submission, though a folder may hold it, too. */
static void pass_over_plan(const svod_merge_request *how, batch_items *all)
{
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++)
        if (!output_replaces(how->plan, all->items[i].path))
            all->items[kept++] = all->items[i];
    all->count = kept;
}

svod_status svod_merge(svod_session *s, const svod_merge_request *how, diag *dg)
{
    arena *mem = arena_new();
    batch_items all = {.mem = mem, .documents_only = true};
    /* without operands nobody has submitted, which is a report, too */
    const bool found =
        !how->submission_count || inputs_gather(&all, how->submissions, how->submission_count, dg);
    svod_status status;

    pass_over_plan(how, &all);
    status = found ? session_merge(s, how, &all, dg) : session_failure(dg, SVOD_USAGE);
    arena_free(mem);
    return status;
}
