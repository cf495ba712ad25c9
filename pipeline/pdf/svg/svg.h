/* svg.h - SVG 1.1 drawings as vectors; what it does not know is told once a drawing. Never included
 * outside of pdf/. A user unit of the outermost drawing, and a pixel, is 1/72 inch, as for bitmaps
 * that do not tell their resolution. */
#ifndef SVOD_PDF_SVG_H
#define SVOD_PDF_SVG_H

#include <libxml/tree.h>

#include "pdf/pdf_int.h"

/* Where an element of the drawing stands in the author's file. */
typedef src_pos svg_locator(const void *self, const xmlNode *node);

/* A drawing as it was parsed; all is borrowed. */
typedef struct {
    xmlNode *root; /* svg_is_root */
    svg_locator *where;
    const void *self;   /* of `where` */
    const char *folder; /* relative names of images start there; NULL: at the document's */
} svg_picture;

bool svg_is_root(const xmlNode *node);

/* From width and height; what is not given (or in percent) follows from the viewBox; without that
 * 100 user units. False if the drawing shows nothing. */
bool svg_has_size(const xmlNode *root); /* width and height are lengths */
bool svg_natural_size(const xmlNode *root, mpt *w, mpt *h);

/* Draw into w->page, scaled to the rectangle whose upper left corner is (r.x, r.y) (y upwards) and
 * cut off at its edges. What it is drawn with joins `res`. */
void svg_draw(pdf_writer *w, resource_list *res, const svg_picture *picture, box_rect r);

#endif
