/* check.c - svod check FILE…: what is wrong with the author's documents. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    return cli_run(args, svod_check, SEV_NOTE);
}

const cli_command command_check = {
    .name = "check",
    .operands = "FILE…",
    .summary = N_("Check documents: structure, business rules, text."),
    .examples = "  svod check report.xml\n"
                "  svod check --format=json district/*.xml\n"
                "  svod check --typography report.xml\n"
                "  svod check --omitted report.xml\n",
    .options = COMMON_OPTIONS | OPTION(TYPOGRAPHY) | OPTION(OMITTED),
    .files = "xml",
    .min_files = 1,
    .run = run,
};
