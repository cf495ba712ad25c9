/* options.c - the one table of options; getopt_long parses, the help is printed from it. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/lang.h"
#include "cli/cli.h"

static const cli_option_row rows[OPT_COUNT] = {
    [OPT_HELP] = {"help", 'h', NULL, N_("show this help"), NULL},
    [OPT_VERSION] = {"version", 0, NULL, N_("show the versions of program, libraries and fonts"),
                     NULL},
    [OPT_LANG] = {"lang", 0, "ru|en", N_("language of messages (default: the locale's)"), "ru|en"},
    [OPT_FORMAT] = {"format", 0, "text|json", N_("diagnostics as text or one JSON object a line"),
                    "text|json"},
    [OPT_STRICT] = {"strict", 0, NULL, N_("exit with 3 if there were warnings"), NULL},
    [OPT_OUTPUT] = {"output", 'o', "FILE",
                    N_("write here (several files: into this folder); - is standard output"), NULL},
    [OPT_DUMP] = {"dump", 0, "fo|areas|tags", N_("write a stage as text instead of PDF"),
                  "fo|areas|tags"},
    [OPT_PDF] = {"pdf", 0, "LEVEL",
                 N_("a3a: PDF/A-3a and PDF/UA-1 with the source attached (default of render), "
                    "a2a, a1b: other levels of PDF/A, plain: none (default of fo)"),
                 "a3a|a2a|a1b|plain"},
    [OPT_KERNING] = {"kerning", 0, "on|off", N_("kern the fonts (default: on)"), "on|off"},
    [OPT_FONT] = {"font", 0, "FAMILY=FILE", N_("use a font file under this family name"), NULL},
    [OPT_INITIAL] = {"initial", 0, "PROPERTY=VALUE",
                     N_("of .fo files: another initial value than the Recommendation's"), NULL},
    [OPT_TYPOGRAPHY] = {"typography", 0, NULL, N_("list every change typography makes on output"),
                        NULL},
    [OPT_OMITTED] = {"omitted", 0, NULL,
                     N_("list the texts that the edition does not print, or not as they stand"),
                     NULL},
    [OPT_PART] = {"part", 0, "ID",
                  N_("render this part alone, by its id: a block or an appendix, with title, "
                     "approval and signature"),
                  NULL},
    [OPT_AS] = {"as", 0, "KIND", N_("what is given to the document: agreed, approved or signed"),
                "agreed|approved|signed"},
    [OPT_DATE] = {"date", 0, "DATE", N_("the day of it, YYYY-MM-DD"), NULL},
    [OPT_PERSON] = {"person", 0, "NAME",
                    N_("who: initials and surname (default: the next block of the document)"),
                    NULL},
    [OPT_POSITION] = {"position", 0, "TEXT",
                      N_("position, for a block that the document does not have yet"), NULL},
    [OPT_ACTING] = {"acting", 0, NULL, N_("an acting officer, in a new block"), NULL},
    [OPT_CERT] = {"cert", 0, "FILE", N_("certificate in PEM, those of its issuers behind it"),
                  NULL},
    [OPT_KEY] = {"key", 0, "FILE", N_("private key in PEM"), NULL},
    [OPT_PKCS12] = {"pkcs12", 0, "FILE", N_("certificate and key in one file (.p12, .pfx)"), NULL},
    [OPT_ENGINE] = {"engine", 0, "NAME", N_("engine of OpenSSL: gost for GOST R 34.10-2012"), NULL},
    [OPT_PASSPHRASE] = {"passphrase-file", 0, "FILE",
                        N_("file with the passphrase of the key (or SVOD_PASSPHRASE)"), NULL},
    [OPT_FIELD] = {"field", 0, "NAME", N_("signature field (default: the next that waits)"), NULL},
    [OPT_DIGEST_OUT] = {"digest-out", 0, "FILE",
                        N_("prepare for a signature made elsewhere; write the digest here"), NULL},
    [OPT_BYTES_OUT] =
        {"bytes-out", 0, "FILE",
         N_("prepare for a signature made elsewhere; write what is to be signed here"), NULL},
    [OPT_CMS_IN] = {"cms-in", 0, "FILE", N_("signature made elsewhere (CMS, DER)"), NULL},
    [OPT_DETACHED] = {"detached", 0, NULL, N_("write a .sig beside the file, which stays as it is"),
                      NULL},
    [OPT_CA] = {"ca", 0, "FILE", N_("certificates of the issuers to trust, PEM"), NULL},
    [OPT_TSA] = {"tsa", 0, "URL",
                 N_("with a timestamp of this service (RFC 3161), which svod.ini must allow"),
                 NULL},
    [OPT_SOURCE] = {"source", 0, "FILE",
                    N_("the XML, where the PDF carries none (levels a2a, a1b, plain)"), NULL},
    [OPT_YEAR] = {"year", 0, "YEAR", N_("documents of this year only"), NULL},
    [OPT_ON] = {"on", 0, "DATE", N_("look from this day, YYYY-MM-DD (default: today)"), NULL},
    [OPT_ICS] = {"ics", 0, NULL,
                 N_("write an iCalendar file (beside the document, unless -o says where)"), NULL},
    [OPT_JOBS] = {"jobs", 'j', "N", N_("so many documents at once (default: one a processor)"),
                  NULL},
    [OPT_TIMEOUT] = {"timeout", 0, "SECONDS",
                     N_("stop a document that takes longer (default: 120)"), NULL},
    [OPT_MEMORY] = {"memory", 0, "MIB", N_("stop a document that needs more (default: 2048)"),
                    NULL},
    [OPT_SHARD] = {"shard", 0, "I/N|auto[/N]",
                   N_("take a part of the documents only; auto: as Slurm or Kubernetes says"),
                   NULL},
    [OPT_FORCE] = {"force", 0, NULL, N_("make those too that have not changed"), NULL},
    [OPT_RESUME] = {"resume", 0, NULL, N_("go on with the run that was broken off"), NULL},
    [OPT_FAIL_FAST] = {"fail-fast", 0, NULL, N_("begin no more after the first that fails"), NULL},
    [OPT_DEPS] = {"deps", 0, NULL, N_("write a dependency file for make beside each PDF"), NULL},
    [OPT_EVENTS] = {"events", 0, NULL,
                    N_("tell programs what happens: a JSON object a line on standard output"),
                    NULL},
    [OPT_PLAN] = {"plan", 0, "FILE", N_("the plan that the submissions report on"), NULL},
    [OPT_TITLE] = {"title", 0, "TEXT", N_("title of the report"), NULL},
    [OPT_QUIET] = {"quiet", 'q', NULL, N_("show no progress"), NULL},
};

const cli_option_row *cli_row(int option)
{
    return &rows[option];
}

/* Is it written as a day is in ISO 8601? */
static bool is_day(const char *value)
{
    static const char form[] = "dddd-dd-dd";
    size_t i = 0;

    while (form[i] && (form[i] == 'd' ? value[i] >= '0' && value[i] <= '9' : value[i] == form[i]))
        i++;
    return !form[i] && !value[i];
}

/* A count from 1 up to what makes sense. */
static bool is_count(const char *value)
{
    const size_t n = strspn(value, "0123456789");

    return n && n < 7 && !value[n] && atoi(value) > 0;
}

/* Which of "a|b|c" `value` is, from 0; -1: none. */
static int place_of(const char *values, const char *value)
{
    const size_t n = strlen(value);
    int place = 0;

    for (const char *v = values; v; v = strchr(v, '|') ? strchr(v, '|') + 1 : NULL, place++)
        if (strcspn(v, "|") == n && !strncmp(v, value, n))
            return place;
    return -1;
}

bool cli_is_one(const char *values, const char *value)
{
    return place_of(values, value) >= 0;
}

bool cli_names_folder(const cli_args *args)
{
    return args->svod.output && strcmp(args->svod.output, "-");
}

/* One more in a list that ends with NULL. */
static void add_text(const char ***list, const char *value)
{
    size_t n = 0;

    while (*list && (*list)[n])
        n++;
    *list = mem_realloc((void *)*list, (n + 2) * sizeof **list);
    (*list)[n] = value;
    (*list)[n + 1] = NULL;
}

/* What is said goes into cli_args, in the way that the option wants. */
typedef enum {
    TAKE_FLAG,        /* true */
    TAKE_TEXT,        /* as it stands */
    TAKE_DAY,         /* the same, if it is one */
    TAKE_COUNT,       /* a number from 1 on */
    TAKE_SWITCH,      /* "on", or not */
    TAKE_CHOICE,      /* which of the values, from 0 */
    TAKE_NEXT_CHOICE, /* the same from 1, where 0 is none of them */
    TAKE_ONE_MORE,    /* to a list of texts */
} taking;

#define INTO(how, member)                                                                          \
    {                                                                                              \
        TAKE_##how, offsetof(cli_args, member)                                                     \
    }
static const struct {
    taking how;
    size_t offset;
} targets[OPT_COUNT] = {
    [OPT_HELP] = INTO(FLAG, help),
    [OPT_VERSION] = INTO(FLAG, version),
    [OPT_LANG] = INTO(TEXT, lang),
    [OPT_FORMAT] = INTO(CHOICE, format),
    [OPT_STRICT] = INTO(FLAG, svod.strict),
    [OPT_OUTPUT] = INTO(TEXT, svod.output),
    [OPT_DUMP] = INTO(NEXT_CHOICE, svod.dump),
    [OPT_PDF] = INTO(TEXT, svod.pdf),
    [OPT_KERNING] = INTO(SWITCH, svod.kerning),
    [OPT_FONT] = INTO(ONE_MORE, svod.fonts),
    [OPT_INITIAL] = INTO(ONE_MORE, svod.initial),
    [OPT_TYPOGRAPHY] = INTO(FLAG, svod.typography),
    [OPT_OMITTED] = INTO(FLAG, svod.omitted),
    [OPT_PART] = INTO(TEXT, svod.part),
    [OPT_AS] = INTO(NEXT_CHOICE, svod.signoff.as),
    [OPT_DATE] = INTO(DAY, svod.signoff.date),
    [OPT_PERSON] = INTO(TEXT, svod.signoff.person),
    [OPT_POSITION] = INTO(TEXT, svod.signoff.position),
    [OPT_ACTING] = INTO(FLAG, svod.signoff.acting),
    [OPT_CERT] = INTO(TEXT, svod.signing.cert),
    [OPT_KEY] = INTO(TEXT, svod.signing.key),
    [OPT_PKCS12] = INTO(TEXT, svod.signing.pkcs12),
    [OPT_ENGINE] = INTO(TEXT, svod.signing.engine),
    [OPT_PASSPHRASE] = INTO(TEXT, svod.signing.passphrase),
    [OPT_FIELD] = INTO(TEXT, svod.signing.field),
    [OPT_DIGEST_OUT] = INTO(TEXT, svod.signing.digest_out),
    [OPT_BYTES_OUT] = INTO(TEXT, svod.signing.bytes_out),
    [OPT_CMS_IN] = INTO(TEXT, svod.signing.cms_in),
    [OPT_CA] = INTO(TEXT, svod.signing.ca),
    [OPT_TSA] = INTO(TEXT, svod.signing.tsa),
    [OPT_DETACHED] = INTO(FLAG, svod.signing.detached),
    [OPT_SOURCE] = INTO(TEXT, svod.source),
    [OPT_YEAR] = INTO(COUNT, year),
    [OPT_ON] = INTO(DAY, svod.on),
    [OPT_ICS] = INTO(FLAG, calendar),
    [OPT_JOBS] = INTO(COUNT, batch.jobs),
    [OPT_TIMEOUT] = INTO(COUNT, batch.seconds),
    [OPT_MEMORY] = INTO(COUNT, batch.mebibytes),
    [OPT_SHARD] = INTO(TEXT, batch.shard),
    [OPT_FORCE] = INTO(FLAG, batch.force),
    [OPT_RESUME] = INTO(FLAG, batch.resume),
    [OPT_FAIL_FAST] = INTO(FLAG, batch.fail_fast),
    [OPT_DEPS] = INTO(FLAG, batch.deps),
    [OPT_EVENTS] = INTO(FLAG, batch.events),
    [OPT_PLAN] = INTO(TEXT, merge.plan),
    [OPT_TITLE] = INTO(TEXT, merge.title),
    [OPT_QUIET] = INTO(FLAG, batch.quiet),
};

static void apply(cli_args *args, cli_option option, const char *value)
{
    char *const to = (char *)args + targets[option].offset;
    const int place = value ? place_of(rows[option].values, value) : 0;

    switch (targets[option].how) {
    case TAKE_FLAG:
        *(bool *)to = true;
        break;
    case TAKE_TEXT:
    case TAKE_DAY:
        *(const char **)to = value;
        break;
    case TAKE_COUNT:
        *(int *)to = atoi(value);
        break;
    case TAKE_SWITCH:
        *(bool *)to = !place;
        break;
    case TAKE_CHOICE:
    case TAKE_NEXT_CHOICE:
        *(int *)to = place + (targets[option].how == TAKE_NEXT_CHOICE);
        break;
    case TAKE_ONE_MORE:
        add_text((const char ***)to, value);
        break;
    }
}

static bool allowed(const cli_command *command, int option)
{
    return command->options >> option & 1;
}

/* The rows this command takes, as getopt_long wants them; val is 256 + row. */
static void getopt_tables(const cli_command *command, struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (int i = 0; i < OPT_COUNT; i++) {
        if (!allowed(command, i))
            continue;
        *longs++ = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument,
                                   NULL, 256 + i};
        if (!rows[i].letter)
            continue;
        *shorts++ = rows[i].letter;
        if (rows[i].argument)
            *shorts++ = ':';
    }
    *longs = (struct option){NULL, 0, NULL, 0};
    *shorts = '\0';
}

static int row_of(int c)
{
    for (int i = 0; i < OPT_COUNT; i++)
        if (c == 256 + i || (rows[i].letter && c == rows[i].letter))
            return i;
    return -1;
}

static const cli_option global[] = {OPT_LANG, OPT_FORMAT, OPT_STRICT};

bool cli_lacks_value(const char *word)
{
    for (size_t i = 0; i < COUNT(global); i++)
        if (rows[global[i]].argument && !strncmp(word, "--", 2) &&
            !strcmp(word + 2, rows[global[i]].name))
            return true;
    return false;
}

int cli_global_words(char *const *argv)
{
    for (size_t i = 0; i < COUNT(global) && !strncmp(argv[0], "--", 2); i++) {
        const cli_option_row *row = &rows[global[i]];
        const size_t n = strlen(row->name);
        const char *rest = argv[0] + 2 + n;

        if (strncmp(argv[0] + 2, row->name, n))
            continue;
        if (!*rest)
            return !row->argument ? 1 : argv[1] ? 2 : 0;
        if (*rest == '=' && row->argument)
            return 1;
    }
    return 0;
}

bool cli_usage(const cli_command *command, const char *what, const char *word)
{
    fprintf(stderr, "svod %s: %s%s%s\n", command->name, what, word ? ": " : "", word ? word : "");
    fprintf(stderr, _("Try 'svod %s --help'.\n"), command->name);
    return false;
}

static bool refuse_value(const cli_command *command, const cli_option_row *row)
{
    fprintf(stderr, "svod %s: %s: %s (--%s=%s)\n", command->name,
            _("this value is not one of those allowed"), optarg, row->name,
            row->values ? row->values : row->argument);
    fprintf(stderr, _("Try 'svod %s --help'.\n"), command->name);
    return false;
}

static bool refuse_nothing(const cli_command *command, const cli_option_row *row)
{
    char name[32];

    snprintf(name, sizeof name, "--%s", row->name);
    return cli_usage(command, _("this option needs a value"), name);
}

/* An unknown letter may stand among others, and the scan then still is in their midst. */
static bool refuse_option(const cli_command *command, char *const *argv)
{
    const char letter[] = {'-', (char)optopt, '\0'};
    const bool named = optopt > ' ' && optopt < 0x7F;

    return cli_usage(command, _("unknown option"),
                     named ? letter : argv[optopt < 0 ? optind : optind - 1]);
}

/* Is it said with what to sign? */
static bool says_how(const svod_signing *s)
{
    const bool whole = s->cert && s->key;

    return whole + (s->pkcs12 != NULL) + (s->digest_out || s->bytes_out) + (s->cms_in != NULL) ==
               1 &&
           (whole || !(s->cert || s->key)) && (!s->detached || whole || s->pkcs12);
}

/* Such as a variable of the shell leaves that is not set. */
static bool has_nameless_file(const cli_command *command, const cli_args *args)
{
    bool nameless = false;

    if (command->words || (command->files && !strcmp(command->files, "-")))
        return false;
    for (size_t i = 0; i < args->file_count; i++)
        nameless = nameless || !*args->files[i];
    return nameless;
}

bool cli_parse(const cli_command *command, int argc, char **argv, cli_args *args)
{
    struct option longs[OPT_COUNT + 1];
    char shorts[2 * OPT_COUNT + 2];
    int c;

    getopt_tables(command, longs, shorts);
    opterr = 0;
    while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        int row = row_of(c);
        if (c == ':')
            return cli_usage(command, _("this option needs a value"), argv[optind - 1]);
        if (row < 0)
            return refuse_option(command, argv);
        if (rows[row].values && !cli_is_one(rows[row].values, optarg))
            return refuse_value(command, &rows[row]);
        if (targets[row].how == TAKE_DAY && !is_day(optarg))
            return cli_usage(command, _("a day is written YYYY-MM-DD"), optarg);
        if (targets[row].how == TAKE_DAY && !svod_has_day(optarg))
            return cli_usage(command, _("the calendar has no such day"), optarg);
        if (targets[row].how == TAKE_TEXT && !*optarg)
            return refuse_nothing(command, &rows[row]);
        if (targets[row].how == TAKE_COUNT && !is_count(optarg))
            return refuse_value(command, &rows[row]);
        apply(args, (cli_option)row, optarg);
    }
    args->files = (const char **)argv + optind;
    args->file_count = (size_t)(argc - optind);
    if (args->help || args->version)
        return true;
    if (clock_misnamed())
        return cli_usage(command,
                         _("SOURCE_DATE_EPOCH is a count of seconds since 1970, in digits"),
                         clock_misnamed());
    if (argc - optind < command->min_files)
        return cli_usage(command, command->words ? _("one of these is needed") : _("no input file"),
                         command->words);
    if (has_nameless_file(command, args))
        return cli_usage(command, _("the name of a file is empty"), NULL);
    if (command->max_files && argc - optind > command->max_files)
        return cli_usage(command, _("too many files"), argv[optind + command->max_files]);
    if (allowed(command, OPT_DIGEST_OUT) && !says_how(&args->svod.signing))
        return cli_usage(command,
                         _("one of --cert with --key, --pkcs12, --digest-out, --cms-in is needed"),
                         NULL);
    if (allowed(command, OPT_AS) && !(args->svod.signoff.as && args->svod.signoff.date))
        return cli_usage(command, _("--as and --date are needed"), NULL);
    return true;
}

/* Width on a terminal of UTF-8 that has no wide characters. */
static int pad_for(const char *s, int width)
{
    int n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n < width ? width - n : 1;
}

static void print_option(const cli_option_row *row, FILE *out)
{
    char left[64];

    snprintf(left, sizeof left, "%s%c%s--%s%s%s", row->letter ? "-" : " ",
             row->letter ? row->letter : ' ', row->letter ? ", " : "  ", row->name,
             row->argument ? "=" : "", row->argument ? row->argument : "");
    fprintf(out, "  %s%*s%s\n", left, pad_for(left, 28), "", _(row->help));
}

void cli_help(const cli_command *command, FILE *out)
{
    fprintf(out, "%s\n%s\n", _("Examples:"), command->examples);
    fprintf(out, "%s\n  svod %s [%s]%s%s\n\n%s\n\n%s\n", _("Usage:"), command->name, _("options"),
            *command->operands ? " " : "", command->operands, _(command->summary), _("Options:"));
    for (int i = 0; i < OPT_COUNT; i++)
        if (allowed(command, i))
            print_option(&rows[i], out);
}

void cli_help_all(FILE *out)
{
    fprintf(out, "%s\n", _("Examples:"));
    for (const cli_command *const *c = cli_commands; *c; c++)
        fprintf(out, "%.*s\n", (int)strcspn((*c)->examples, "\n"), (*c)->examples);
    fprintf(out, "\n%s\n", _("Commands:"));
    for (const cli_command *const *c = cli_commands; *c; c++)
        fprintf(out, "  %-16s %s\n", (*c)->name, _((*c)->summary));
    fprintf(out, "\n%s\n",
            _("'svod COMMAND --help' tells more. Exit status: 0 done, 2 invalid input, "
              "3 warnings with --strict,\n4 cannot be laid out, 5 limit or system, "
              "6 a signature that does not hold, 64 usage."));
}
