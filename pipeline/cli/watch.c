/* watch.c - svod watch FILE: render again on each change. */
#include <string.h>

#include "base/lang.h"
#include "cli/commands.h"

static svod_status work(svod_session *s, const cli_args *args, diag *dg)
{
    return svod_watch(s, args->files[0], args->format, dg);
}

static svod_status run(const cli_args *args)
{
    if (strcmp(args->files[0], "-") && !(args->svod.output && !strcmp(args->svod.output, "-")))
        return cli_call(args, work, SEV_NOTE);
    cli_usage(&command_watch, _("it needs a file to watch, and one to write"), NULL);
    return SVOD_USAGE;
}

const cli_command command_watch = {
    .name = "watch",
    .operands = "FILE",
    .summary = N_("Render a document again whenever it changes; the last good PDF stays."),
    .examples = "  svod watch report.xml\n"
                "  svod watch report.xml -o /tmp/report.pdf --pdf=plain\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(PDF) | OPTION(KERNING) | OPTION(FONT) |
               OPTION(PART),
    .files = "xml",
    .min_files = 1,
    .max_files = 1,
    .run = run,
};
