/* check.c - svod check FILE…: what is wrong with the author's documents. */
#include "base/lang.h"
#include "cli/commands.h"

/* Exit codes of several files: the worst, in the order of design.md. */
static svod_status worse(svod_status a, svod_status b)
{
    static const svod_status order[] = {SVOD_USAGE, SVOD_SYSTEM, SVOD_LAYOUT, SVOD_INVALID,
                                        SVOD_WARNINGS};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return SVOD_OK;
}

static svod_status run(const cli_args *args)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);
    svod_status status = s ? SVOD_OK : SVOD_SYSTEM;

    for (size_t i = 0; s && i < args->file_count; i++)
        status = worse(status, svod_check(s, args->files[i], dg));
    svod_close(s);
    return cli_finish(args, status, dg);
}

const cli_command command_check = {
    .name = "check",
    .operands = "FILE…",
    .summary = N_("Check documents: structure, business rules, text."),
    .examples = "  svod check report.xml\n"
                "  svod check --format=json district/*.xml\n"
                "  svod check --typography report.xml\n",
    .options = COMMON_OPTIONS | OPTION(TYPOGRAPHY),
    .min_files = 1,
    .run = run,
};
