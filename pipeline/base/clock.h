/* clock.h - how long something takes, in milliseconds. */
#ifndef SVOD_BASE_CLOCK_H
#define SVOD_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_wall(void); /* since some moment; never goes back */
int64_t clock_cpu(void);  /* of this process */

#endif
