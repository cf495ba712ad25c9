/* spare.c - a result never takes the place of a file that it is made from. Compared are files, not their names: a link or
 * another way to write a path is the same file. */
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "cli/cli.h"

static bool is_file(const char *path, struct stat *st)
{
    return path && strcmp(path, "-") != 0 && stat(path, st) == 0 && S_ISREG(st->st_mode);
}

static bool same_file(const struct stat *output, const char *input)
{
    struct stat st;

    return is_file(input, &st) && st.st_dev == output->st_dev && st.st_ino == output->st_ino;
}

/* The input that `output` is; NULL: none. */
static const char *input_at(const cli_args *args, const char *output)
{
    const svod_signing *s = &args->svod.signing;
    const char *const named[] = {args->merge.plan, args->svod.source, s->cert,  s->key,
                                 s->pkcs12,        s->passphrase,     s->cms_in};
    struct stat st;

    if (!is_file(output, &st))
        return NULL;
    for (size_t i = 0; i < args->file_count; i++)
        if (same_file(&st, args->files[i]))
            return args->files[i];
    for (size_t i = 0; i < COUNT(named); i++)
        if (same_file(&st, named[i]))
            return named[i];
    return NULL;
}

bool cli_spares_inputs(const cli_command *command, const cli_args *args)
{
    const char *const outputs[] = {command->in_place ? NULL : args->svod.output,
                                   args->svod.signing.digest_out, args->svod.signing.bytes_out};
    diag *dg = diag_new();
    bool spared = true;

    for (size_t i = 0; i < COUNT(outputs) && spared; i++) {
        const char *input = input_at(args, outputs[i]);
        spared = !input;
        if (input)
            diag_report(dg, ((src_pos){outputs[i], 0, 0}), MSG_OVER_INPUT, input);
    }
    cli_finish(args, SVOD_OK, dg);
    return spared;
}
