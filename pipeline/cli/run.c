/* run.c - what every command does: open a session, go over the files, print what was found. */
#include "cli/commands.h"

/* Exit codes of several files: the worst, in the order of design.md. */
static svod_status worse(svod_status a, svod_status b)
{
    static const svod_status order[] = {SVOD_USAGE,   SVOD_SYSTEM,  SVOD_LAYOUT,
                                        SVOD_INVALID, SVOD_REFUSED, SVOD_WARNINGS};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return SVOD_OK;
}

svod_status cli_run(const cli_args *args, cli_action *action, severity least)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);
    svod_status status = s ? SVOD_OK : SVOD_SYSTEM;

    for (size_t i = 0; s && i < args->file_count; i++)
        status = worse(status, action(s, args->files[i], dg));
    svod_close(s);
    diag_show_from(dg, least);
    return cli_finish(args, status, dg);
}
