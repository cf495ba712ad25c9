/* fo.c - svod fo FILE…: the formatter alone, on any XSL-FO. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run(const cli_args *args)
{
    return cli_write(&command_fo, args, svod_fo);
}

const cli_command command_fo = {
    .name = "fo",
    .operands = "FILE.fo…",
    .summary = N_("Format XSL-FO 1.1 as PDF."),
    .examples =
        "  svod fo book.fo -o book.pdf\n"
        "  svod fo --font 'PT Serif=/usr/share/fonts/truetype/paratype/PTF55F.ttf' book.fo\n"
        "  svod fo --initial=column-gap=18pt --initial=hyphenate=true book.fo\n"
        "  svod fo --dump=areas book.fo -o -\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(DUMP) | OPTION(PDF) | OPTION(KERNING) |
               OPTION(FONT) | OPTION(INITIAL),
    .files = "fo",
    .min_files = 1,
    .run = run,
};
