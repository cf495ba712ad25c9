/* drawing.h - an SVG file among the images. */
#ifndef SVOD_PDF_DRAWING_H
#define SVOD_PDF_DRAWING_H

#include "base/arena.h"
#include "pdf/images.h"

/* Parse; `name` is the file's in positions, `uri` what names in it are relative to. NULL if it is
 * not SVG; if it is not even sound XML, *why says so in `a`'s memory. */
drawing_file *drawing_file_read(arena *a, const char *name, const char *uri, const char *data,
                                size_t size, const char **why);
void drawing_file_free(drawing_file *f); /* accepts NULL */
bool drawing_file_size(const drawing_file *f, mpt *w, mpt *h);

#endif
