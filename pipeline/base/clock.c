/* clock.c - see clock.h. */
#include "base/clock.h"

#include <time.h>

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
