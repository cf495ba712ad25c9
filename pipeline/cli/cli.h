/* cli.h - the command line: one table of commands, one of options. Help, the man page
 * and completions are made from the same two tables, so that they cannot disagree. */
#ifndef SVOD_CLI_CLI_H
#define SVOD_CLI_CLI_H

#include <stdint.h>
#include <stdio.h>

#include "svod.h"

/* What the command line said. Strings are borrowed from argv. */
typedef struct {
    svod_options svod;
    const char *lang;
    diag_format format;
    bool help, version, calendar;
    int year; /* 0: any */
    svod_batch_request batch;
    svod_merge_request merge;
    const char **files; /* operands */
    size_t file_count;
} cli_args;

typedef enum {
    OPT_HELP,
    OPT_VERSION,
    OPT_LANG,
    OPT_FORMAT,
    OPT_STRICT,
    OPT_OUTPUT,
    OPT_DUMP,
    OPT_PDF,
    OPT_KERNING,
    OPT_FONT,
    OPT_INITIAL,
    OPT_TYPOGRAPHY,
    OPT_OMITTED,
    OPT_PART,
    OPT_AS,
    OPT_DATE,
    OPT_PERSON,
    OPT_POSITION,
    OPT_ACTING,
    OPT_CERT,
    OPT_KEY,
    OPT_PKCS12,
    OPT_ENGINE,
    OPT_PASSPHRASE,
    OPT_FIELD,
    OPT_DIGEST_OUT,
    OPT_BYTES_OUT,
    OPT_CMS_IN,
    OPT_DETACHED,
    OPT_CA,
    OPT_TSA,
    OPT_SOURCE,
    OPT_YEAR,
    OPT_ON,
    OPT_ICS,
    OPT_JOBS,
    OPT_TIMEOUT,
    OPT_MEMORY,
    OPT_SHARD,
    OPT_FORCE,
    OPT_RESUME,
    OPT_FAIL_FAST,
    OPT_DEPS,
    OPT_EVENTS,
    OPT_QUIET,
    OPT_PLAN,
    OPT_TITLE,
    OPT_COUNT
} cli_option;

typedef struct {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: takes none */
    const char *help;
    const char *values; /* "fo|areas": the allowed ones; NULL: any */
} cli_option_row;

const cli_option_row *cli_row(int option);

typedef struct {
    const char *name;     /* "render" */
    const char *operands; /* "FILE" */
    const char *summary;  /* one line, translated */
    const char *examples; /* lines, shown first in the help */
    uint64_t options;     /* set of 1 << cli_option */
    const char *words;    /* "init|add": what the first operand may be; NULL: anything */
    const char *files;    /* "xml|fo": the files it takes; "-": none; NULL: any */
    bool in_place;        /* without -o it changes the file itself, so -o may name that too */
    const char *ask;      /* shell command that lists what the operands may be; NULL: none */
    int min_files, max_files;
    svod_status (*run)(const cli_args *args);
} cli_command;

extern const cli_command *const cli_commands[]; /* ends with NULL */

/* Tell on stderr what is wrong with the command line (`word` may be NULL), and where help is;
 * false. */
bool cli_usage(const cli_command *command, const char *what, const char *word);
/* Is it one of "a|b|c"? */
bool cli_is_one(const char *values, const char *value);
/* How many words make the option at `argv`, if every command takes it and it may stand before the
 * command; 0: it is none. */
int cli_global_words(char *const *argv);
/* Is it one of these that needs a value, without it? */
bool cli_lacks_value(const char *word);
/* Is there -o, and is it a folder, which standard output is not? */
bool cli_names_folder(const cli_args *args);
/* Is no file of the command line written over by a result that is made from it? Told on stderr if
 * so. */
bool cli_spares_inputs(const cli_command *command, const cli_args *args);
/* Parse argv behind the command name; false: usage error, already told on stderr. */
bool cli_parse(const cli_command *command, int argc, char **argv, cli_args *args);
void cli_help(const cli_command *command, FILE *out);
void cli_help_all(FILE *out);

/* Print the diagnostics on stderr and free them; the exit status with --strict applied. */
svod_status cli_finish(const cli_args *args, svod_status status, diag *dg);

#endif
