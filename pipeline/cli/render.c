/* render.c - svod render FILE: the author's document as PDF. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);
    svod_status status = s ? svod_render(s, args->files[0], dg) : SVOD_SYSTEM;

    svod_close(s);
    diag_show_from(dg, SEV_WARNING);
    return cli_finish(args, status, dg);
}

const cli_command command_render = {
    .name = "render",
    .operands = "FILE",
    .summary = N_("Render a document as PDF (beside it, unless -o says where)."),
    .examples = "  svod render report.xml\n"
                "  svod render report.xml -o archive/report-2021.pdf\n"
                "  svod render --dump=fo report.xml -o report.fo\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(DUMP) | OPTION(KERNING) | OPTION(FONT),
    .min_files = 1,
    .max_files = 1,
    .run = run,
};
