/* link_text.h - what a link says, for /Contents of its annotations: its text, or that in the place
 * of its graphics. Leaders and other artifacts are not said, and a word that is divided is
 * whole. */
#ifndef SVOD_PDF_LINK_TEXT_H
#define SVOD_PDF_LINK_TEXT_H

#include "layout/area.h"

typedef struct {
    const char *text; /* NULL: it shows none */
    bool gap;         /* what comes next is another word */
    bool full;        /* … is left out */
} link_text;

/* What `root`, the area of a link in a line, adds to what its lines before say. */
void link_text_add(link_text *t, arena *mem, const area *root);

#endif
