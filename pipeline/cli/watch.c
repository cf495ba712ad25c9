/* watch.c - svod watch FILE: render again on each change. */
#include <string.h>

#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    diag *dg;
    svod_session *s;
    svod_status status;

    if (!strcmp(args->files[0], "-") || (args->svod.output && !strcmp(args->svod.output, "-"))) {
        fprintf(stderr, "svod watch: %s\n", _("it needs a file to watch, and one to write"));
        fprintf(stderr, _("Try 'svod %s --help'.\n"), "watch");
        return SVOD_USAGE;
    }
    dg = diag_new();
    s = svod_open(&args->svod, dg);
    status = s ? svod_watch(s, args->files[0], args->format, dg) : SVOD_SYSTEM;
    svod_close(s);
    return cli_finish(args, status, dg);
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
