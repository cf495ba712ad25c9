/* clock.c - see clock.h. */
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int64_t last_moment = 253402300799; /* 9999-12-31T23:59:59 */

static int64_t milliseconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_wall(void)
{
    return milliseconds(CLOCK_MONOTONIC);
}

int64_t clock_cpu(void)
{
    return milliseconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* NULL: it is not set. */
static const char *stated(void)
{
    const char *words = getenv("SOURCE_DATE_EPOCH");

    return words && *words ? words : NULL;
}

bool clock_named(int64_t *seconds)
{
    const char *words = stated();
    const size_t digits = words ? strspn(words, "0123456789") : 0;

    if (!digits || digits > 12 || words[digits])
        return false;
    *seconds = strtoll(words, NULL, 10);
    return *seconds <= last_moment;
}

const char *clock_misnamed(void)
{
    int64_t seconds;

    return clock_named(&seconds) ? NULL : stated();
}

int64_t clock_now(void)
{
    int64_t seconds;

    return clock_named(&seconds) ? seconds : (int64_t)time(NULL);
}

const char *clock_iso(arena *a, int64_t seconds)
{
    const time_t t = (time_t)seconds;
    struct tm tm;
    char text[32];

    gmtime_r(&t, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return arena_strdup(a, text);
}
