/* merge.c - svod merge --plan PLAN SUBMISSION …: the consolidated report. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status work(svod_session *s, const cli_args *args, diag *dg)
{
    svod_merge_request how = args->merge;

    how.submissions = args->files;
    how.submission_count = args->file_count;
    how.date = args->svod.signoff.date;
    return svod_merge(s, &how, dg);
}

static svod_status run(const cli_args *args)
{
    if (args->merge.plan && args->svod.output)
        return cli_call(args, work, SEV_WARNING);
    cli_usage(&command_merge, _("the plan is needed (--plan), and a name for the report (-o)"),
              NULL);
    return SVOD_USAGE;
}

const cli_command command_merge = {
    .name = "merge",
    .operands = "FILE|FOLDER|PATTERN|@LIST|TABLE.csv|TABLE.ndjson ...",
    .summary = N_("Put what districts report about the measures of a plan into one report."),
    .examples = "  svod merge --plan plan.xml submissions -o svod.xml\n"
                "  svod merge --plan plan.xml 'submissions/*/2025.xml' @late.list -o svod.xml\n"
                "  svod merge --plan plan.xml submissions -o svod.xml --date 2026-01-20 "
                "--title 'Сводный отчёт за 2025 год'\n"
                "  svod check svod.xml && svod render svod.xml -o svod.pdf\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(PLAN) | OPTION(DATE) | OPTION(TITLE),
    .min_files = 0,
    .max_files = 0,
    .run = run,
};
