/* sandbox.c - see sandbox.h. Landlock is asked by number: the C library of Debian 12 has no
 * functions for it. */
#define _GNU_SOURCE
#include "batch/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A build that counts what tests have run writes it down when a process ends (Makefile). */
#ifndef COVERAGE_FOLDER
#define COVERAGE_FOLDER NULL
#endif

/* All that changes files, as of the first version of Landlock. */
static const unsigned long long changes =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;
static const unsigned long long running = LANDLOCK_ACCESS_FS_EXECUTE;

/* Of the third version, which Debian 12's headers do not know: a file can be emptied without being
 * opened. */
enum { TRUNCATES = 3 };
static const unsigned long long truncating = 1ULL << 14;

static long version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool sandbox_there(void)
{
    return version() >= 1;
}

static unsigned long long all_changes(void)
{
    return version() >= TRUNCATES ? changes | truncating : changes;
}

static bool allow(int rules, const char *folder)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = all_changes()};
    bool ok;

    if (!folder)
        return true;
    beneath.parent_fd = open(folder, O_PATH | O_CLOEXEC);
    ok = beneath.parent_fd >= 0 &&
         !syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    if (beneath.parent_fd >= 0)
        close(beneath.parent_fd);
    return ok;
}

bool sandbox_confine(const char *folder)
{
    const struct landlock_ruleset_attr handled = {.handled_access_fs = all_changes() | running};
    int rules;
    bool ok;

    if (!sandbox_there())
        return false;
    rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    ok = rules >= 0 && allow(rules, folder) && allow(rules, COVERAGE_FOLDER) &&
         !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !syscall(SYS_landlock_restrict_self, rules, 0);
    if (rules >= 0)
        close(rules);
    return ok;
}
