/* submissions.c - svod merge: operands become submissions as they become documents of a batch; what is made of them is the
 * work of documents/merging.c. */
#include "base/output.h"
#include "session.h"

/* Neither the plan nor an earlier report is a submission, though a folder may hold them, too: the plan is passed over, and a file that
 * lies where the report is to be written is kept. */
static bool spare(svod_session *s, const svod_merge_request *how, batch_items *all, diag *dg)
{
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++) {
        const char *path = all->items[i].path;
        if (output_replaces(s->opt.output, path)) {
            diag_report(dg, (src_pos){diag_copy(dg, s->opt.output), 0, 0}, MSG_OVER_INPUT,
                        diag_copy(dg, path));
            return false;
        }
        if (!output_replaces(how->plan, path))
            all->items[kept++] = all->items[i];
    }
    all->count = kept;
    return true;
}

svod_status svod_merge(svod_session *s, const svod_merge_request *how, diag *dg)
{
    arena *mem = arena_new();
    batch_items all = {.mem = mem, .documents_only = true};
    /* without operands nobody has submitted, which is a report, too */
    const bool found =
        !how->submission_count || inputs_gather(&all, how->submissions, how->submission_count, dg);
    const svod_status status = found && spare(s, how, &all, dg) ? session_merge(s, how, &all, dg)
                                                                : session_failure(dg, SVOD_USAGE);

    arena_free(mem);
    return status;
}
