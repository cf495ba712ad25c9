/* layers.h - what lies above or below the rest of a page by z-index (XSL-FO 1.1, 7.30.18).
 *
 * Areas are painted in document order, which the structure is made in; the operators of an area
 * with an index go into a stream of their own. When its stacking context ends, the page or such an
 * area around, the streams are joined: the context's own box, what lies below, the rest, what lies
 * above. */
#ifndef SVOD_PDF_LAYERS_H
#define SVOD_PDF_LAYERS_H

#include "layout/area.h"
#include "pdf/content.h"

typedef struct {
    struct layer_context *open; /* the page's first; none until an area has an index */
    size_t count, cap;
} layers;

/* Begin the stream of `a` in `c`; what `c` had is put aside. No text and no marked content may be
 * open; nor for the next three. */
void layers_open(layers *s, content *c, const area *a);
/* What is in `c` so far clips and turns all of the area, as what is around it does. */
void layers_begin(layers *s, content *c);
/* The box of the area itself is painted: what lies below the rest comes behind it. */
void layers_split(layers *s, content *c);
/* End the stream of the innermost area, and go on with the one around. */
void layers_close(layers *s, content *c);
/* The innermost area with a stream; NULL: the page. */
const area *layers_top(const layers *s);
/* The page is painted: join its streams in `c`. */
void layers_join(layers *s, content *c);

#endif
