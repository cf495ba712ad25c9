/* archive.c - svod archive ACTION FOLDER …: the archive of documents. */
#include <string.h>

#include "base/lang.h"
#include "cli/commands.h"

static svod_status usage(const char *what, const char *word)
{
    fprintf(stderr, "svod archive: %s%s%s\n", what, *word ? ": " : "", word);
    fprintf(stderr, _("Try 'svod %s --help'.\n"), "archive");
    return SVOD_USAGE;
}

static svod_status run(const cli_args *args)
{
    static const char actions[] = "init add list show search regenerate verify export";
    static const char with_operands[] = "add show search";
    const svod_archive_request how = {.action = args->files[0],
                                      .folder = args->files[1],
                                      .operands = args->files + 2,
                                      .operand_count = args->file_count - 2,
                                      .year = args->year,
                                      .signature = args->svod.signing.cms_in};
    diag *dg;
    svod_session *s;
    svod_status status = SVOD_SYSTEM;

    if (!strstr(actions, how.action) || strchr(how.action, ' '))
        return usage(_("unknown action"), how.action);
    if (strstr(with_operands, how.action) && !how.operand_count)
        return usage(_("it needs files, numbers or words"), how.action);
    if (!strcmp(how.action, "export") && !args->svod.output)
        return usage(_("export needs a folder (-o)"), "");
    dg = diag_new();
    if ((s = svod_open(&args->svod, dg)))
        status = svod_archive(s, &how, dg);
    svod_close(s);
    diag_show_from(dg, SEV_ERROR);
    return cli_finish(args, status, dg);
}

const cli_command command_archive = {
    .name = "archive",
    .operands = "ACTION FOLDER [FILE|NUMBER|WORD ...]",
    .summary = N_("Keep documents with their PDFs, find them, prove them, hand them over."),
    .examples = "  svod archive init papers\n"
                "  svod archive add papers report.xml signed.pdf\n"
                "  svod archive list papers --year 2021\n"
                "  svod archive show papers 17\n"
                "  svod archive search papers 'ремонт дорог'\n"
                "  svod archive regenerate papers --year 2018\n"
                "  svod archive verify papers\n"
                "  svod archive export papers -o handed-over\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(PDF) | OPTION(YEAR) | OPTION(CMS_IN),
    .words = "init|add|list|show|search|regenerate|verify|export",
    .min_files = 2,
    .max_files = 0,
    .run = run,
};
