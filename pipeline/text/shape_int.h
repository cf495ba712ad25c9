/* shape_int.h - between shape.c (caches) and shape_run.c (HarfBuzz). Never included outside. */
#ifndef SVOD_TEXT_SHAPE_INT_H
#define SVOD_TEXT_SHAPE_INT_H

#include "text/font_int.h"

/* A measure of a glyph: none is wider or put higher than 32 em, whatever a damaged font says. */
static inline int16_t glyph_measure(int32_t v)
{
    return v < INT16_MIN ? INT16_MIN : v > INT16_MAX ? INT16_MAX : (int16_t)v;
}

/* What shapes one run; owns a buffer that is used again and again. */
typedef struct {
    hb_buffer_t *buffer;
    hb_language_t language; /* that was asked for last: … */
    bool prepared;          /* … is kerning prepared for it? */
} shape_engine;

void shape_engine_open(shape_engine *e);
void shape_engine_close(shape_engine *e);

/* Shape `n` bytes into `out`, glyphs in `a`. */
void shape_run(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
               const char *utf8, size_t n, shaped *out, arena *a);

/* The same for a word of plain characters of one script; false if it is not one, and `out` is as
 * it was. */
bool shape_plain(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
                 const char *utf8, size_t n, shaped *out, arena *a);

/* A plain word between two of its letters. The parts have its glyphs, but for what kerning does
 * across the place. */
typedef struct {
    uint32_t index;        /* of the glyph behind it */
    int32_t before, after; /* advances of the parts, the hyphen included */
    int16_t end,
        bare_end; /* what the last glyph of a part gains, before a hyphen and without one */
    int16_t start, start_dx; /* what the first one of the other part gains */
    glyph sign;              /* the hyphen */
} divided;

/* Where the word is divided before byte `at`; false if it is not plain there, and its parts must be
 * shaped. */
bool shape_divide(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
                  const shaped *word, const char *utf8, size_t n, size_t at, uint32_t hyphen_cp,
                  divided *d);
/* What stands between two such places, in `a`; NULL: the word's own end. */
void shape_part(const shaped *word, const divided *left, const divided *right, bool hyphen,
                shaped *out, arena *a);

/* What kerning adds to the first of two plain characters of words of the script and language, as
 * HarfBuzz says; false if it does anything else, or the face kerns otherwise than by pairs. */
bool plain_kern(shape_engine *e, const font *f, hb_language_t language, plain_script script,
                const uint32_t both[2], int32_t *kern);

/* Script of a run that has none of its own: that of its language. */
hb_script_t shape_language_script(hb_language_t language);

#endif
