/* archive.c - svod archive ACTION FOLDER …: the archive of documents. */
#include <string.h>

#include "base/lang.h"
#include "base/paths.h"
#include "cli/commands.h"

static svod_status work(svod_session *s, const cli_args *args, diag *dg)
{
    const svod_archive_request how = {.action = args->files[0],
                                      .folder = args->files[1],
                                      .operands = args->files + 2,
                                      .operand_count = args->file_count - 2,
                                      .year = args->year,
                                      .signature = args->svod.signing.cms_in};

    return svod_archive(s, &how, dg);
}

/* svod archive add FOLDER FILE.pdf */
static bool is_pdf_alone(const cli_args *args)
{
    return !strcmp(args->files[0], "add") && args->file_count == 3 &&
           path_ends(args->files[2], ".pdf");
}

static svod_status run(const cli_args *args)
{
    static const char with_operands[] = "add|show|search";
    const char *action = args->files[0];

    if (!cli_is_one(command_archive.words, action))
        cli_usage(&command_archive, _("unknown action"), action);
    else if (cli_is_one(with_operands, action) && args->file_count < 3)
        cli_usage(&command_archive, _("it needs files, numbers or words"), action);
    else if (args->svod.signing.cms_in && args->file_count > 3)
        cli_usage(&command_archive, _("a signature belongs to one file"), args->files[3]);
    else if (args->svod.source && !is_pdf_alone(args))
        cli_usage(&command_archive, _("a source belongs to one PDF"),
                  args->files[args->file_count - 1]);
    else if (!strcmp(action, "export") && !cli_names_folder(args))
        cli_usage(&command_archive, _("export needs a folder (-o)"), NULL);
    else
        return cli_call(args, work, SEV_ERROR);
    return SVOD_USAGE;
}

const cli_command command_archive = {
    .name = "archive",
    .operands = "ACTION FOLDER [FILE|NUMBER|WORD ...]",
    .summary = N_("Keep documents with their PDFs, find them, prove them, hand them over."),
    .examples = "  svod archive init papers\n"
                "  svod archive add papers report.xml signed.pdf\n"
                "  svod archive add papers plan-a1b.pdf --source plan.xml\n"
                "  svod archive list papers --year 2021\n"
                "  svod archive show papers 17\n"
                "  svod archive search papers 'ремонт дорог'\n"
                "  svod archive regenerate papers --year 2018\n"
                "  svod archive verify papers\n"
                "  svod archive export papers -o handed-over\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(PDF) | OPTION(YEAR) | OPTION(CMS_IN) |
               OPTION(SOURCE),
    .words = "init|add|list|show|search|regenerate|verify|export",
    .min_files = 2,
    .max_files = 0,
    .run = run,
};
