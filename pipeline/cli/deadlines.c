/* deadlines.c - svod deadlines FILE: what is overdue, what is to come, or a calendar of it. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    cli_args with_list = *args;

    with_list.svod.list = args->calendar              ? LIST_CALENDAR
                          : args->format == DIAG_JSON ? LIST_JSON
                                                      : LIST_TEXT;
    return cli_run(&with_list, svod_deadlines, SEV_ERROR);
}

const cli_command command_deadlines = {
    .name = "deadlines",
    .operands = "FILE",
    .summary = N_("List the measures by deadline, overdue ones first, or write a calendar."),
    .examples = "  svod deadlines plan.xml\n"
                "  svod deadlines --on 2024-03-01 plan.xml\n"
                "  svod deadlines --ics plan.xml -o plan.ics\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(ON) | OPTION(ICS),
    .files = "xml",
    .min_files = 1,
    .max_files = 1,
    .run = run,
};
