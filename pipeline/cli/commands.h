/* commands.h - the commands of the table in main.c, a file each. */
#ifndef SVOD_CLI_COMMANDS_H
#define SVOD_CLI_COMMANDS_H

#include "cli/cli.h"

/* Do `action` on each file in one session; diagnostics below `least` are not printed. The worst
 * status of all. */
typedef svod_status cli_action(svod_session *s, const char *path, diag *dg);
svod_status cli_run(const cli_args *args, cli_action *action, severity least);
/* The same where each file makes one; warnings and errors are printed. Several PDF files are
 * refused on standard output, and two of one name anywhere. */
svod_status cli_write(const cli_command *command, const cli_args *args, cli_action *action);
/* Do `work` in a session. */
typedef svod_status cli_work(svod_session *s, const cli_args *args, diag *dg);
svod_status cli_call(const cli_args *args, cli_work *work, severity least);

extern const cli_command command_check, command_render, command_fo, command_explain,
    command_deadlines, command_approve, command_sign, command_verify_signature, command_extract,
    command_verify, command_archive, command_upgrade, command_batch, command_batch_merge,
    command_merge, command_new, command_completion, command_watch, command_doctor;

#define OPTION(name) (UINT64_C(1) << OPT_##name)
#define COMMON_OPTIONS                                                                             \
    (OPTION(HELP) | OPTION(VERSION) | OPTION(LANG) | OPTION(FORMAT) | OPTION(STRICT))

#endif
