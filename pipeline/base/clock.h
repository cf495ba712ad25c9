/* clock.h - how long something takes, in milliseconds; which moment it is, in seconds since
 * 1970. */
#ifndef SVOD_BASE_CLOCK_H
#define SVOD_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

int64_t clock_wall(void); /* since some moment; never goes back */
int64_t clock_cpu(void);  /* of this process */

/* The variable SOURCE_DATE_EPOCH is set, but names no moment up to the end of the year 9999: the
 * words of it; else NULL. */
const char *clock_misnamed(void);
/* The moment that it names; false: it names none. */
bool clock_named(int64_t *seconds);
int64_t clock_now(void);                          /* that moment, else the present one */
const char *clock_iso(arena *a, int64_t seconds); /* «2026-11-28T07:20:00Z» */

#endif
