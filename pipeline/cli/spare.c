/* spare.c - a result never takes the place of a file that the command line says it is made from;
 * what the document names is looked at by who reads it. */
#include <string.h>

#include "base/arena.h"
#include "base/output.h"
#include "cli/cli.h"

/* The font file that `result` is, of "FAMILY=FILE"; NULL: none. */
static const char *font_at(const cli_args *args, const char *result)
{
    for (const char *const *f = args->svod.fonts; f && *f; f++) {
        const char *sign = strchr(*f, '=');
        if (sign && output_replaces(result, sign + 1))
            return sign + 1;
    }
    return NULL;
}

/* The input that `result` is; NULL: none. */
static const char *input_at(const cli_args *args, const char *result)
{
    const svod_signing *s = &args->svod.signing;
    const char *const named[] = {args->merge.plan, args->svod.source, s->cert,  s->key,
                                 s->pkcs12,        s->passphrase,     s->cms_in};

    for (size_t i = 0; i < args->file_count; i++)
        if (output_replaces(result, args->files[i]))
            return args->files[i];
    for (size_t i = 0; i < COUNT(named); i++)
        if (output_replaces(result, named[i]))
            return named[i];
    return font_at(args, result);
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
