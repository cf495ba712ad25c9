/* merge.c - svod merge --plan PLAN SUBMISSION …: the consolidated report. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    svod_merge_request how = args->merge;
    diag *dg;
    svod_session *s;
    svod_status status;

    if (!how.plan || !args->svod.output) {
        fprintf(stderr, "svod merge: %s\n",
                _("the plan is needed (--plan), and a name for the report (-o)"));
        fprintf(stderr, _("Try 'svod %s --help'.\n"), "merge");
        return SVOD_USAGE;
    }
    how.submissions = args->files;
    how.submission_count = args->file_count;
    how.date = args->svod.signoff.date;
    dg = diag_new();
    s = svod_open(&args->svod, dg);
    status = s ? svod_merge(s, &how, dg) : SVOD_SYSTEM;
    svod_close(s);
    diag_show_from(dg, SEV_WARNING);
    return cli_finish(args, status, dg);
}

const cli_command command_merge = {
    .name = "merge",
    .operands = "SUBMISSION.xml ...",
    .summary = N_("Put what districts report about the measures of a plan into one report."),
    .examples = "  svod merge --plan plan.xml submissions/*.xml -o svod.xml\n"
                "  svod merge --plan plan.xml submissions/*.xml -o svod.xml --date 2026-01-20 "
                "--title 'Сводный отчёт за 2025 год'\n"
                "  svod check svod.xml && svod render svod.xml -o svod.pdf\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(PLAN) | OPTION(DATE) | OPTION(TITLE),
    .files = "xml",
    .min_files = 0,
    .max_files = 0,
    .run = run,
};
