/* new.c - svod new KIND: a document to begin with; svod doctor: is all there that documents
 * need? */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    return cli_run(args, svod_new, SEV_WARNING);
}

const cli_command command_new = {
    .name = "new",
    .operands = "KIND",
    .summary =
        N_("Write a document to begin with: plan, report, roadmap, programme, courses or summary."),
    .examples = "  svod new plan\n"
                "  svod new report -o roads-2026.xml\n"
                "  svod new courses --on 2025-12-20 -o -\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(ON),
    .words = "plan|report|programme|roadmap|summary|courses",
    .files = "-",
    .min_files = 1,
    .max_files = 1,
    .run = run,
};

static svod_status examine(svod_session *s, const cli_args *args, diag *dg)
{
    (void)args;
    return svod_doctor(s, stdout, dg);
}

static svod_status run_doctor(const cli_args *args)
{
    if (!args->file_count)
        return cli_call(args, examine, SEV_NOTE);
    cli_usage(&command_doctor, _("too many files"), args->files[0]);
    return SVOD_USAGE;
}

const cli_command command_doctor = {
    .name = "doctor",
    .operands = "",
    .summary = N_(
        "Tell whether all is there that documents need: versions, fonts, dictionaries, places to "
        "write."),
    .examples = "  svod doctor\n"
                "  svod doctor -o /srv/results\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(FONT),
    .files = "-",
    .min_files = 0,
    .max_files = 0,
    .run = run_doctor,
};
