/* images.h - images as the writer sees them: checked, with the bytes of their objects ready. */
#ifndef SVOD_PDF_IMAGES_H
#define SVOD_PDF_IMAGES_H

#include "base/diag.h"
#include "pdf/deflate.h"
#include "pdf/objects.h"
#include "pdf/pdf.h"

typedef struct image image;
typedef struct drawing_file drawing_file;

/* The image at `uri`, read on first use; NULL if it cannot be used, which is reported at `pos`. */
image *image_find(image_store *s, const char *uri, src_pos pos);
void image_natural_size(const image *m, mpt *w, mpt *h);
const char *image_uri(const image *m);
bool image_is_cmyk(const image *m);
bool image_is_masked(const image *m);        /* lets through what lies behind it */
drawing_file *image_drawing(const image *m); /* NULL if it has pixels */
/* Its number in the document, given on first use: /Im1, /Im2 … */
uint32_t image_use(image_store *s, image *m);
/* As pdf_font_mark. */
bool image_mark(image *m, uint32_t page);

void images_strict(image_store *s, bool strict); /* what is left out is an error */
void images_write(image_store *s, objects *o);
objnum images_object(const image_store *s, uint32_t number);

#endif
