/* new.c - svod new KIND: a document to begin with; svod doctor: is all there that documents need? */
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

static svod_status run_doctor(const cli_args *args)
{
    diag *dg;
    svod_session *s;
    svod_status status;

    if (args->file_count) {
        fprintf(stderr, "svod doctor: %s: %s\n", _("too many files"), args->files[0]);
        fprintf(stderr, _("Try 'svod %s --help'.\n"), "doctor");
        return SVOD_USAGE;
    }
    dg = diag_new();
    s = svod_open(&args->svod, dg);
    status = s ? svod_doctor(s, stdout, dg) : SVOD_SYSTEM;
    svod_close(s);
    return cli_finish(args, status, dg);
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
