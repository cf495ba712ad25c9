/* fo.c - svod fo FILE: the formatter alone, on any XSL-FO. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);
    svod_status status = s ? svod_fo(s, args->files[0], dg) : SVOD_SYSTEM;

    svod_close(s);
    diag_show_from(dg, SEV_WARNING);
    return cli_finish(args, status, dg);
}

const cli_command command_fo = {
    .name = "fo",
    .operands = "FILE.fo",
    .summary = N_("Format XSL-FO 1.1 as PDF."),
    .examples =
        "  svod fo book.fo -o book.pdf\n"
        "  svod fo --font 'PT Serif=/usr/share/fonts/truetype/paratype/PTF55F.ttf' book.fo\n"
        "  svod fo --dump=areas book.fo -o -\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(DUMP) | OPTION(KERNING) | OPTION(FONT),
    .min_files = 1,
    .max_files = 1,
    .run = run,
};
