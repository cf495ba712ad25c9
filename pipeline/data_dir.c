/* data_dir.c - where stylesheets, fonts and message catalogues are: SVOD_DATA, else beside the
 * program (a build in its source tree, or bin/ beside share/), else as configured. */
#define _GNU_SOURCE
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "svod.h"

#ifndef SVOD_DATADIR
#define SVOD_DATADIR "/usr/local/share/svod"
#endif

enum { PLACES = 4 };

static bool is_data_dir(const char *dir)
{
    char probe[PATH_MAX + 32];

    snprintf(probe, sizeof probe, "%s/fonts/fonts.ini", dir);
    return access(probe, R_OK) == 0;
}

/* The last component of a path and its slash fall; false at the root. */
static bool go_up(char *dir)
{
    char *slash = strrchr(dir, '/');

    if (!slash || slash == dir)
        return false;
    *slash = '\0';
    return true;
}

const char *svod_program_dir(void)
{
    static char dir[PATH_MAX];
    ssize_t n = *dir ? 0 : readlink("/proc/self/exe", dir, sizeof dir - 1);

    if (n > 0) {
        dir[n] = '\0';
        go_up(dir);
    }
    return *dir ? dir : NULL;
}

/* `up` folders above the one the program lies in, then `below`. */
static bool beside_program(char *dir, int up, const char *below)
{
    const char *program = svod_program_dir();

    if (!program || strlen(program) >= PATH_MAX - 32)
        return false;
    strcpy(dir, program);
    for (int i = 0; i < up; i++) {
        if (!go_up(dir))
            return false;
    }
    strcat(dir, below);
    return is_data_dir(dir);
}

const char *svod_data_dir(void)
{
    static const struct {
        int up;
        const char *below;
    } places[PLACES] = {{1, ""}, {2, ""}, {3, ""}, {1, "/share/svod"}};
    static char dir[PATH_MAX];
    const char *env = getenv("SVOD_DATA");

    if (env && *env)
        return env;
    if (*dir)
        return dir;
    for (size_t i = 0; i < PLACES; i++)
        if (beside_program(dir, places[i].up, places[i].below))
            return dir;
    return strcpy(dir, SVOD_DATADIR);
}

const char *svod_locale_dir(void)
{
    static char dir[PATH_MAX + 32];
    const char *data = svod_data_dir();

    snprintf(dir, sizeof dir, "%s/build/locale", data);
    if (access(dir, R_OK) != 0)
        snprintf(dir, sizeof dir, "%s/../locale", data);
    return dir;
}
