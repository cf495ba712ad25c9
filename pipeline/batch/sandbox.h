/* sandbox.h - what a worker that reads strangers' files is not allowed to do. */
#ifndef SVOD_BATCH_SANDBOX_H
#define SVOD_BATCH_SANDBOX_H

#include <stdbool.h>

/* From here on this process writes, makes and removes files in `folder` only, where the kernel has
 * Landlock (5.13 and newer). False: it has not, nothing is confined. */
bool sandbox_confine(const char *folder);
/* Has it? */
bool sandbox_there(void);

#endif
