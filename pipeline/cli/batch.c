/* batch.c - svod batch: many documents in one run; svod batch-merge: what its parts on several
 * machines made, as one. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status do_batch(svod_session *s, const cli_args *args, diag *dg)
{
    svod_batch_request how = args->batch;

    how.operands = args->files;
    how.operand_count = args->file_count;
    how.folder = args->svod.output;
    how.format = args->format;
    return svod_batch(s, &how, dg);
}

static svod_status run_batch(const cli_args *args)
{
    if (!cli_names_folder(args))
        cli_usage(&command_batch, _("a folder for the results is needed (-o)"), NULL);
    else if (!args->file_count && !args->batch.resume)
        cli_usage(&command_batch, _("no input file"), NULL);
    else
        return cli_call(args, do_batch, SEV_NOTE);
    return SVOD_USAGE;
}

static svod_status do_merge(svod_session *s, const cli_args *args, diag *dg)
{
    svod_batch_request how = args->batch;

    how.folder = args->files[0];
    return svod_batch_merge(s, &how, dg);
}

static svod_status run_merge(const cli_args *args)
{
    return cli_call(args, do_merge, SEV_NOTE);
}

const cli_command command_batch = {
    .name = "batch",
    .operands = "FILE|FOLDER|PATTERN|@LIST|TABLE.csv|TABLE.ndjson ...",
    .summary = N_("Render many documents into a folder, each alone: a bad one stops no other."),
    .examples = "  svod batch submissions -o results\n"
                "  svod batch 'submissions/*/plan.xml' -o results --jobs 4\n"
                "  svod batch table.csv -o results --timeout 30 --memory 512\n"
                "  svod batch --resume -o results\n"
                "  svod batch submissions -o results --shard 3/8\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(PDF) | OPTION(KERNING) | OPTION(FONT) |
               OPTION(INITIAL) | OPTION(JOBS) | OPTION(TIMEOUT) | OPTION(MEMORY) | OPTION(SHARD) |
               OPTION(FORCE) | OPTION(RESUME) | OPTION(FAIL_FAST) | OPTION(DEPS) | OPTION(EVENTS) |
               OPTION(QUIET),
    .min_files = 0,
    .max_files = 0,
    .run = run_batch,
};

const cli_command command_batch_merge = {
    .name = "batch-merge",
    .operands = "FOLDER",
    .summary = N_("Make one manifest and one page out of those of all parts of a batch."),
    .examples = "  svod batch-merge results\n",
    .options = COMMON_OPTIONS | OPTION(EVENTS),
    .min_files = 1,
    .max_files = 1,
    .run = run_merge,
};
