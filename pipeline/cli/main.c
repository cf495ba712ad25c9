/* main.c - finds the command and hands over. Results go to stdout, diagnostics to stderr. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "cli/cli.h"
#include "cli/commands.h"

const cli_command *const cli_commands[] = {&command_new,
                                           &command_check,
                                           &command_render,
                                           &command_watch,
                                           &command_fo,
                                           &command_approve,
                                           &command_upgrade,
                                           &command_sign,
                                           &command_verify_signature,
                                           &command_verify,
                                           &command_extract,
                                           &command_archive,
                                           &command_batch,
                                           &command_batch_merge,
                                           &command_merge,
                                           &command_deadlines,
                                           &command_explain,
                                           &command_doctor,
                                           &command_completion,
                                           NULL};

static const cli_command *find_command(const char *name)
{
    for (const cli_command *const *c = cli_commands; *c; c++)
        if (!strcmp((*c)->name, name))
            return *c;
    return NULL;
}

/* The language must be known before the first message, so --lang is looked for first. */
static void choose_language(int argc, char **argv)
{
    const char *wanted = NULL;

    for (int i = 1; i < argc; i++) {
        if (!strncmp(argv[i], "--lang=", 7))
            wanted = argv[i] + 7;
        else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
            wanted = argv[i + 1];
    }
    lang_init(wanted, svod_locale_dir());
}

static svod_status list_versions(svod_session *s, const cli_args *args, diag *dg)
{
    (void)args;
    return svod_versions(s, stdout, dg) ? SVOD_OK : SVOD_SYSTEM;
}

static svod_status print_versions(const cli_args *args)
{
    return cli_call(args, list_versions, SEV_NOTE);
}

/* Did all that was printed get to where it goes? What a library has kept back counts as well. */
static svod_status print_all(svod_status status, diag *dg)
{
    int error;

    errno = EIO; /* of a write before this one nobody remembers why */
    if (!fflush(stdout) && !ferror(stdout))
        return status;
    error = errno;
    diag_report(dg, NO_POS, MSG_CANNOT_WRITE, diag_term(dg, N_("standard output")),
                diag_system_error(dg, error));
    return svod_worse(status, SVOD_SYSTEM);
}

svod_status cli_finish(const cli_args *args, svod_status status, diag *dg)
{
    bool warned = diag_worst(dg) >= SEV_WARNING;

    status = print_all(status, dg);
    diag_print(dg, stderr, args->format);
    diag_free(dg);
    return status == SVOD_OK && args->svod.strict && warned ? SVOD_WARNINGS : status;
}

static svod_status print_help(const cli_args *args, const cli_command *command)
{
    if (command)
        cli_help(command, stdout);
    else
        cli_help_all(stdout);
    return cli_finish(args, SVOD_OK, diag_new());
}

/* `word` stands where the command should; NULL: nothing does. `next` stands behind it. */
static svod_status no_command(const char *word, const char *next)
{
    const cli_args args = {.svod.kerning = true};

    if (word && !strcmp(word, "--version"))
        return print_versions(&args);
    if (word && cli_is_one("--help|-h|help", word))
        return print_help(&args, next ? find_command(next) : NULL);
    if (!word) {
        cli_help_all(stderr);
        return SVOD_USAGE;
    }
    fprintf(stderr, "svod: %s: %s\n",
            *word != '-'            ? _("unknown command")
            : cli_lacks_value(word) ? _("this option needs a value")
                                    : _("options of a command stand behind it"),
            word);
    fprintf(stderr, "%s\n", _("Try 'svod --help'."));
    return SVOD_USAGE;
}

/* What stands before the command goes behind it, where it is read with the other options. The
 * command, or what stands in its place; NULL: nothing. */
static const char *command_first(char **argv)
{
    int at = 1;
    char *word;

    for (int n = 1; argv[at] && n; at += n)
        n = cli_global_words(argv + at);
    word = argv[at];
    for (int i = at; word && i > 1; i--)
        argv[i] = argv[i - 1];
    if (word)
        argv[1] = word;
    return word;
}

int main(int argc, char **argv)
{
    cli_args args = {.svod.kerning = true};
    const cli_command *command;
    const char *word;
    svod_status status = SVOD_OK;

    mem_prepare();
    choose_language(argc, argv);
    word = argc > 0 ? command_first(argv) : NULL;
    command = word ? find_command(word) : NULL;
    if (!command)
        return no_command(word, word ? argv[2] : NULL);
    if (!cli_parse(command, argc - 1, argv + 1, &args))
        status = SVOD_USAGE;
    else if (args.help)
        status = print_help(&args, command);
    else if (args.version)
        status = print_versions(&args);
    else
        status = cli_spares_inputs(command, &args) ? command->run(&args) : SVOD_USAGE;
    mem_free((void *)args.svod.fonts);
    mem_free((void *)args.svod.initial);
    return status;
}
