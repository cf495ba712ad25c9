/* run.c - what every command does: open a session, go over the files, print what was found. */
#include "base/sanitized.h"
#include "cli/commands.h"

static svod_status finish(const cli_args *args, svod_session *s, svod_status status, severity least,
                          diag *dg)
{
    if (SANITIZED)
        svod_close(s); /* else the process ends, which gives all back at once */
    diag_show_from(dg, least);
    return cli_finish(args, status, dg);
}

svod_status cli_call(const cli_args *args, cli_work *work, severity least)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);

    return finish(args, s, s ? work(s, args, dg) : SVOD_SYSTEM, least, dg);
}

svod_status cli_run(const cli_args *args, cli_action *action, severity least)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);
    svod_status status = s ? SVOD_OK : SVOD_SYSTEM;

    for (size_t i = 0; s && i < args->file_count; i++)
        status = svod_worse(status, action(s, args->files[i], dg));
    return finish(args, s, status, least, dg);
}
