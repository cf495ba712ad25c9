/* approve.c - svod approve FILE: a person's sign-off, written into the document. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    return cli_run(args, svod_approve, SEV_WARNING);
}

const cli_command command_approve = {
    .name = "approve",
    .operands = "FILE",
    .summary =
        N_("Write into a document who agrees, approves or signs, with the digest of what it says."),
    .examples =
        "  svod approve plan.xml --as approved --date 2025-10-06\n"
        "  svod approve plan.xml --as agreed --person 'К.М. Зуев' --date 2025-10-02 -o agreed.xml\n"
        "  svod approve plan.xml --as signed --position 'Лесничий' --person 'Т.О. Соснина' --date "
        "2025-10-06\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(AS) | OPTION(DATE) | OPTION(PERSON) |
               OPTION(POSITION) | OPTION(ACTING),
    .min_files = 1,
    .max_files = 1,
    .run = run,
};
