/* shape_int.h - between shape.c (caches) and shape_run.c (HarfBuzz). Never included outside. */
#ifndef SVOD_TEXT_SHAPE_INT_H
#define SVOD_TEXT_SHAPE_INT_H

#include "text/font_int.h"

/* What shapes one run; owns a buffer that is used again and again. */
typedef struct {
    hb_buffer_t *buffer;
} shape_engine;

void shape_engine_open(shape_engine *e);
void shape_engine_close(shape_engine *e);

/* Shape `n` bytes into `out`, glyphs in `a`. */
void shape_run(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
               const char *utf8, size_t n, shaped *out, arena *a);

#endif
