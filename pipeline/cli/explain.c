/* explain.c - svod explain [CODE…]: what a finding means, in words for its reader. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    diag *dg = diag_new();
    svod_status status = SVOD_OK;

    if (!args->file_count)
        status = svod_explain(NULL, stdout, dg);
    for (size_t i = 0; i < args->file_count && status == SVOD_OK; i++) {
        if (i)
            putchar('\n');
        status = svod_explain(args->files[i], stdout, dg);
    }
    return cli_finish(args, status, dg);
}

const cli_command command_explain = {
    .name = "explain",
    .operands = "[CODE…]",
    .summary =
        N_("Say what a code means; of rules, text and merging also why it matters, with examples."),
    .examples = "  svod explain R14\n"
                "  svod explain T01 L20\n"
                "  svod explain\n",
    .options = OPTION(HELP) | OPTION(VERSION) | OPTION(LANG),
    .ask = "svod explain 2>/dev/null | sed \"s/ .*//\"",
    .files = "-",
    .run = run,
};
