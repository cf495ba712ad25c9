/* ini_lines.h - configuration files: settings as libinih reads them, out of files as people save
 * them, and a word where it would divide a line in silence. */
#ifndef SVOD_TEXT_INI_LINES_H
#define SVOD_TEXT_INI_LINES_H

#include <stdint.h>

#include "base/diag.h"

/* 0: the line is not understood. A value that goes on over indented lines comes once a line. */
typedef int ini_take(void *self, const char *section, const char *name, const char *value);

typedef enum {
    INI_READ,
    INI_WRONG,      /* which is told */
    INI_UNREADABLE, /* errno says why */
} ini_end;

/* Give `take` each setting of the file; *line (NULL: nobody asks) is the one that it stands in. The
 * file is in UTF-8, or in UTF-16 with its mark. Of the lines that are not understood the first is
 * told as `wrong`, one that is too long for libinih by itself (G32); the end of a comment may be as
 * far away as it likes. */
ini_end ini_read(const char *path, ini_take *take, void *self, uint32_t *line, message_id wrong,
                 diag *dg);

#endif
