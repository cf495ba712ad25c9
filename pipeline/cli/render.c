/* render.c - svod render FILE…: the author's documents as PDF. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    return cli_write(&command_render, args, svod_render);
}

const cli_command command_render = {
    .name = "render",
    .operands = "FILE…",
    .summary = N_("Render documents as PDF (beside them, unless -o says where)."),
    .examples = "  svod render report.xml\n"
                "  svod render report.xml -o archive/report-2021.pdf\n"
                "  svod render report.xml --part roadmap\n"
                "  svod render reports/*.xml -o pdf\n"
                "  svod render --dump=fo report.xml -o report.fo\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(DUMP) | OPTION(PDF) | OPTION(KERNING) |
               OPTION(FONT) | OPTION(PART),
    .files = "xml",
    .min_files = 1,
    .run = run,
};
