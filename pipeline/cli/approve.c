/* approve.c - svod approve, svod upgrade: commands that change an author's file. */
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
    .files = "xml",
    .in_place = true,
    .min_files = 1,
    .max_files = 1,
    .run = run,
};

static svod_status run_upgrade(const cli_args *args)
{
    return cli_run(args, svod_upgrade, SEV_NOTE);
}

const cli_command command_upgrade = {
    .name = "upgrade",
    .operands = "FILE",
    .summary = N_("Make a document of the next edition of the format, and say what is changed."),
    .examples = "  svod upgrade report.xml\n"
                "  svod upgrade report.xml -o report-2.xml\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT),
    .files = "xml",
    .in_place = true,
    .min_files = 1,
    .max_files = 1,
    .run = run_upgrade,
};
