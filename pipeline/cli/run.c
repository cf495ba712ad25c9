/* run.c - what every command does: open a session, go over the files, print what was found. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/output.h"
#include "base/paths.h"
#include "base/sanitized.h"
#include "cli/commands.h"

static svod_status finish(const cli_args *args, svod_session *s, svod_status status, severity least,
                          diag *dg)
{
    if (!output_settle_disk(dg))
        status = svod_worse(status, SVOD_SYSTEM);
    if (SANITIZED)
        svod_close(s); /* else the process ends, which gives all back at once */
    diag_show_from(dg, least);
    return cli_finish(args, status, dg);
}

/* What is typed wrongly is found out when the session opens, as far as it takes fonts or properties
 * to know. */
static svod_status open_failure(const diag *dg)
{
    return diag_has(dg, "G06") || diag_has(dg, "G08") ? SVOD_USAGE : SVOD_SYSTEM;
}

svod_status cli_call(const cli_args *args, cli_work *work, severity least)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);

    return finish(args, s, s ? work(s, args, dg) : open_failure(dg), least, dg);
}

svod_status cli_run(const cli_args *args, cli_action *action, severity least)
{
    diag *dg = diag_new();
    svod_session *s = svod_open(&args->svod, dg);
    svod_status status = s ? SVOD_OK : open_failure(dg);

    for (size_t i = 0; s && i < args->file_count; i++)
        status = svod_worse(status, action(s, args->files[i], dg));
    return finish(args, s, status, least, dg);
}

static bool is_folder(const char *path)
{
    return path[strlen(path) - 1] == '/' || path_is_folder(path);
}

/* What is made of several files goes into the folder that -o names, and of one, if it is a
 * folder. */
static bool into_folder(const cli_args *args)
{
    const char *to = args->svod.output;

    return to && strcmp(to, "-") && (args->file_count > 1 || is_folder(to));
}

/* One PDF after the other is no PDF; of dumps, which are text, one may follow the other. */
static bool joins_files(const cli_args *args)
{
    const char *to = args->svod.output;

    return to && !strcmp(to, "-") && args->file_count > 1 && args->svod.dump == DUMP_NONE;
}

/* Into a folder goes what is named after its file. */
static bool lacks_name(const cli_args *args)
{
    for (size_t i = 0; i < args->file_count; i++)
        if (!strcmp(args->files[i], "-"))
            return into_folder(args);
    return false;
}

/* ---- a result each ---- */

typedef struct {
    const char *stem, *file;
} named;

static int by_stem(const void *x, const void *y)
{
    const named *a = x, *b = y;
    const int c = strcmp(a->stem, b->stem);

    return c ? c : strcmp(a->file, b->file);
}

/* What the result of a file is called, without extension: below the folder of results, or beside
 * the file. */
static const char *stem_of(arena *a, const cli_args *args, const char *file)
{
    const char *plain = path_without_dots(file), *slash = strrchr(plain, '/');
    const size_t folder = slash ? (size_t)(slash - plain) + 1 : 0;

    return args->svod.folder
               ? path_below(a, plain, args->svod.shared)
               : arena_printf(a, "%.*s%s", (int)folder, plain, path_below(a, plain + folder, ""));
}

/* Two of one name: the second would take the place of the first. */
static bool are_distinct(arena *a, const cli_args *args)
{
    named *all = ARENA_ARRAY(a, named, args->file_count + 1);
    diag *dg = diag_new();
    bool distinct = true;

    for (size_t i = 0; i < args->file_count; i++)
        all[i] = (named){stem_of(a, args, args->files[i]), path_without_dots(args->files[i])};
    qsort(all, args->file_count, sizeof *all, by_stem);
    for (size_t i = 1; i < args->file_count; i++) {
        if (strcmp(all[i].stem, all[i - 1].stem) || !strcmp(all[i].file, all[i - 1].file))
            continue;
        diag_report(dg, NO_POS, MSG_SAME_RESULT, all[i - 1].file, all[i].file, all[i].stem);
        distinct = false;
    }
    cli_finish(args, SVOD_OK, dg);
    return distinct;
}

svod_status cli_write(const cli_command *command, const cli_args *args, cli_action *action)
{
    cli_args mine = *args;
    arena *a;
    svod_status status = SVOD_USAGE;

    if (joins_files(args)) {
        cli_usage(command, _("several PDF files are not written to standard output"), NULL);
        return SVOD_USAGE;
    }
    if (lacks_name(args)) {
        cli_usage(command, _("a name is needed for what standard input holds"),
                  "-o FOLDER/FILE.pdf");
        return SVOD_USAGE;
    }
    a = arena_new();
    if (into_folder(args)) {
        mine.svod.folder = args->svod.output;
        mine.svod.output = NULL;
        for (size_t i = 0; i < args->file_count; i++)
            mine.svod.shared =
                path_share_file(a, mine.svod.shared, path_without_dots(args->files[i]));
    }
    if (args->file_count > 1)
        output_defer_disk(NULL);
    if (mine.svod.output || (mine.svod.dump && !mine.svod.folder) || are_distinct(a, &mine))
        status = cli_run(&mine, action, SEV_WARNING);
    arena_free(a);
    return status;
}
