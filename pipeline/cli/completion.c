/* completion.c - svod completion SHELL: what bash, zsh or fish need to complete a command line, and
 * the parts of the man page that follow from the same tables (man, synopsis). The build writes all
 * of them (build/completions). */
#include <string.h>

#include "base/lang.h"
#include "base/strbuf.h"
#include "cli/commands.h"

/* ---- what the tables say --------------------------------------------------------------------- */

static bool takes(const cli_command *c, int option)
{
    return c->options >> option & 1;
}

/* "a|b|c" with another sign between. */
static void put_words(FILE *out, const char *words, char between)
{
    for (const char *w = words ? words : ""; *w; w++)
        putc(*w == '|' ? between : *w, out);
}

/* Is the value of the option a file or a folder? */
static bool wants_file(const cli_option_row *row)
{
    return row->argument && (!strcmp(row->argument, "FILE") || strstr(row->argument, "=FILE"));
}

/* The text with a backslash before each of `signs`. */
static void put_escaped(FILE *out, const char *text, const char *signs)
{
    for (; *text; text++) {
        if (strchr(signs, *text))
            putc('\\', out);
        putc(*text, out);
    }
}

/* Inside a string in single quotes of zsh, where a quote ends it. */
static void put_zsh(FILE *out, const char *text, const char *signs)
{
    for (; *text; text++) {
        if (strchr(signs, *text))
            putc('\\', out);
        if (*text == '\'')
            fputs("'\\''", out);
        else
            putc(*text, out);
    }
}

/* ---- bash
 * -------------------------------------------------------------------------------------------- */

static void bash_values(FILE *out)
{
    fputs("    case $before in\n", out);
    for (int i = 0; i < OPT_COUNT; i++) {
        const cli_option_row *row = cli_row(i);

        if (!row->argument)
            continue;
        fprintf(out, "    --%s", row->name);
        if (row->letter)
            fprintf(out, " | -%c", row->letter);
        if (row->values) {
            fputs(") COMPREPLY=($(compgen -W '", out);
            put_words(out, row->values, ' ');
            fputs("' -- \"$word\")); return ;;\n", out);
        } else if (wants_file(row)) {
            fputs(") compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); "
                  "return ;;\n",
                  out);
        } else {
            fputs(") return ;;\n", out);
        }
    }
    fputs("    esac\n", out);
}

static void bash_options(FILE *out, const cli_command *c)
{
    for (int i = 0; i < OPT_COUNT; i++)
        if (takes(c, i))
            fprintf(out, " --%s%s", cli_row(i)->name, cli_row(i)->argument ? "=" : "");
}

static void bash_command(FILE *out, const cli_command *c)
{
    fprintf(out, "    %s)\n        options='", c->name);
    bash_options(out, c);
    fputs("'\n        words='", out);
    put_words(out, c->words, ' ');
    fprintf(out, "'\n        files='%s'\n", c->files ? c->files : "*");
    if (c->ask)
        fprintf(out, "        many=1\n        [[ $word == -* ]] || words=$(%s)\n", c->ask);
    fputs("        ;;\n", out);
}

static void print_bash(FILE *out)
{
    fputs("# bash completion of svod, made by «svod completion bash».\n"
          "_svod() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    local command= options= words= files= many= at i path\n"
          "    COMPREPLY=()\n"
          "    # --option=value are three words\n"
          "    if [[ $word == = ]]; then\n"
          "        word=\n"
          "    elif [[ $before == = ]]; then\n"
          "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "    fi\n"
          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
          "        [[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]}; at=$i; break; }\n"
          "    done\n"
          "    if [[ -z $command ]]; then\n"
          "        COMPREPLY=($(compgen -W '",
          out);
    for (const cli_command *const *c = cli_commands; *c; c++)
        fprintf(out, "%s ", (*c)->name);
    fputs("--help --version' -- \"$word\"))\n        return\n    fi\n", out);
    bash_values(out);
    fputs("    case $command in\n", out);
    for (const cli_command *const *c = cli_commands; *c; c++)
        bash_command(out, *c);
    fputs("    *) return ;;\n    esac\n"
          "    if [[ $word == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
          "        [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace\n"
          "    elif [[ -n $words && (-n $many || $((COMP_CWORD - at)) -eq 1) ]]; then\n"
          "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
          "    elif [[ $files != - ]]; then\n"
          "        compopt -o filenames\n"
          "        while IFS= read -r path; do\n"
          "            [[ $files == '*' || -d $path || \"|$files|\" == *\"|${path##*.}|\"* ]] && "
          "COMPREPLY+=(\"$path\")\n"
          "        done < <(compgen -f -- \"$word\")\n"
          "    fi\n"
          "}\n"
          "complete -F _svod svod\n",
          out);
}

/* ---- zsh
 * --------------------------------------------------------------------------------------------- */

static void zsh_option(FILE *out, const cli_option_row *row)
{
    fputs("            '", out);
    if (row->letter)
        fprintf(out, "(-%c --%s)'{-%c,--%s%s}'", row->letter, row->name, row->letter, row->name,
                row->argument ? "=" : "");
    else
        fprintf(out, "%s--%s%s", row->argument && strstr(row->argument, "=FILE") ? "*" : "",
                row->name, row->argument ? "=" : "");
    putc('[', out);
    put_zsh(out, row->help, "[]:\\");
    putc(']', out);
    if (row->argument) {
        fputs(":value:", out);
        if (row->values) {
            putc('(', out);
            put_words(out, row->values, ' ');
            putc(')', out);
        } else if (wants_file(row)) {
            fputs("_files", out);
        }
    }
    fputs("' \\\n", out);
}

static void zsh_operands(FILE *out, const cli_command *c)
{
    if (c->words) {
        fputs("            '1:word:(", out);
        put_words(out, c->words, ' ');
        fputs(")' \\\n", out);
    }
    if (c->ask)
        fprintf(out, "            \"*:code:($(%s | tr '\\n' ' '))\"\n", c->ask);
    else if (!c->files)
        fputs("            '*:file:_files'\n", out);
    else if (strcmp(c->files, "-"))
        fprintf(out, "            '*:file:_files -g \"*.(%s)\"'\n", c->files);
    else
        fputs("            && return\n", out);
}

static void print_zsh(FILE *out)
{
    fputs("#compdef svod\n# zsh completion of svod, made by «svod completion zsh».\n"
          "_svod() {\n"
          "    local -a commands\n"
          "    commands=(\n",
          out);
    for (const cli_command *const *c = cli_commands; *c; c++) {
        fprintf(out, "        '%s:", (*c)->name);
        put_zsh(out, (*c)->summary, ":\\");
        fputs("'\n", out);
    }
    fputs("    )\n"
          "    if (( CURRENT == 2 )); then\n"
          "        _describe command commands\n"
          "        return\n"
          "    fi\n"
          "    shift words\n"
          "    (( CURRENT-- ))\n"
          "    case $words[1] in\n",
          out);
    for (const cli_command *const *c = cli_commands; *c; c++) {
        fprintf(out, "    %s)\n        _arguments \\\n", (*c)->name);
        for (int i = 0; i < OPT_COUNT; i++)
            if (takes(*c, i))
                zsh_option(out, cli_row(i));
        zsh_operands(out, *c);
        fputs("        ;;\n", out);
    }
    fputs("    esac\n}\n"
          "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
          "    _svod \"$@\"\n"
          "else\n"
          "    compdef _svod svod\n"
          "fi\n",
          out);
}

/* ---- fish
 * -------------------------------------------------------------------------------------------- */

static void fish_option(FILE *out, const cli_command *c, const cli_option_row *row)
{
    fprintf(out, "complete -c svod -n '__fish_seen_subcommand_from %s' -l %s", c->name, row->name);
    if (row->letter)
        fprintf(out, " -s %c", row->letter);
    if (row->values) {
        fputs(" -x -a '", out);
        put_words(out, row->values, ' ');
        putc('\'', out);
    } else if (row->argument) {
        fputs(wants_file(row) ? " -r -F" : " -x", out);
    }
    fputs(" -d '", out);
    put_escaped(out, row->help, "'\\");
    fputs("'\n", out);
}

static void fish_operands(FILE *out, const cli_command *c)
{
    char seen[96];

    snprintf(seen, sizeof seen, "complete -c svod -n '__fish_seen_subcommand_from %s'", c->name);
    if (c->words) {
        fprintf(out, "%s -a '", seen);
        put_words(out, c->words, ' ');
        fputs("'\n", out);
    }
    if (c->ask)
        fprintf(out, "%s -a '(%s)'\n", seen, c->ask);
    if (!c->files)
        fprintf(out, "%s -F\n", seen);
    else if (strcmp(c->files, "-")) {
        fprintf(out, "%s -k -a '(", seen);
        for (const char *e = c->files; e; e = strchr(e, '|') ? strchr(e, '|') + 1 : NULL)
            fprintf(out, "%s__fish_complete_suffix .%.*s", e == c->files ? "" : "; ",
                    (int)strcspn(e, "|"), e);
        fputs(")'\n", out);
    }
}

static void print_fish(FILE *out)
{
    fputs("# fish completion of svod, made by «svod completion fish».\ncomplete -c svod -f\n", out);
    for (const cli_command *const *c = cli_commands; *c; c++) {
        fprintf(out, "complete -c svod -n __fish_use_subcommand -a %s -d '", (*c)->name);
        put_escaped(out, (*c)->summary, "'\\");
        fputs("'\n", out);
    }
    for (const cli_command *const *c = cli_commands; *c; c++) {
        for (int i = 0; i < OPT_COUNT; i++)
            if (takes(*c, i))
                fish_option(out, *c, cli_row(i));
        fish_operands(out, *c);
    }
}

/* ---- the man page
 * ------------------------------------------------------------------------------- */

/* Minus signs, so that they can be copied; a line that begins with a stop would be an order to
 * troff. */
static void put_man(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    put_escaped(out, text, "-\\");
}

/* "(render, fo)", unless it is an option of nearly all. */
static void man_commands(FILE *out, int option)
{
    const char *between = "(";

    if (COMMON_OPTIONS >> option & 1)
        return;
    for (const cli_command *const *c = cli_commands; *c; c++)
        if (takes(*c, option)) {
            fputs(between, out);
            put_man(out, (*c)->name);
            between = ", ";
        }
    fputs(") ", out);
}

static void print_man(FILE *out)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        const cli_option_row *row = cli_row(i);

        fputs(".TP\n", out);
        if (row->letter)
            fprintf(out, "\\fB\\-%c\\fR, ", row->letter);
        fputs("\\fB", out);
        put_man(out, "--");
        put_man(out, row->name);
        fputs("\\fR", out);
        if (row->argument) {
            fputs("=\\fI", out);
            put_man(out, row->argument);
            fputs("\\fR", out);
        }
        putc('\n', out);
        man_commands(out, i);
        put_man(out, row->help);
        fputs(".\n", out);
    }
}

static void print_synopsis(FILE *out)
{
    for (const cli_command *const *c = cli_commands; *c; c++) {
        fputs(c == cli_commands ? ".B svod " : ".br\n.B svod ", out);
        put_man(out, (*c)->name);
        fputs("\n.RI [ options ]\n", out);
        if (*(*c)->operands) {
            put_man(out, (*c)->operands);
            putc('\n', out);
        }
    }
}

/* ---- the command
 * --------------------------------------------------------------------------------- */

static svod_status run(const cli_args *args)
{
    static const struct {
        const char *name;
        void (*print)(FILE *out);
    } all[] = {{"bash", print_bash},
               {"zsh", print_zsh},
               {"fish", print_fish},
               {"man", print_man},
               {"synopsis", print_synopsis}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!strcmp(args->files[0], all[i].name)) {
            all[i].print(stdout);
            return cli_finish(args, SVOD_OK, diag_new());
        }
    cli_usage(&command_completion, _("this value is not one of those allowed"), args->files[0]);
    return SVOD_USAGE;
}

const cli_command command_completion = {
    .name = "completion",
    .operands = "SHELL",
    .summary = N_("Print what bash, zsh or fish need to complete the command line."),
    .examples = "  svod completion bash > ~/.local/share/bash-completion/completions/svod\n"
                "  svod completion zsh > ~/.zfunc/_svod\n"
                "  svod completion fish > ~/.config/fish/completions/svod.fish\n",
    .options = OPTION(HELP) | OPTION(VERSION) | OPTION(LANG),
    .words = "bash|zsh|fish",
    .files = "-",
    .min_files = 1,
    .max_files = 1,
    .run = run,
};
