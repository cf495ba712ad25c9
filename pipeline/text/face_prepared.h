/* face_prepared.h - what a run would ask HarfBuzz of a face again and again, asked once by make:
 * what the characters of Russian and English text are in it, and how it kerns them.
 * tools/prepare-faces.c writes a file for each face of the configuration; font.c and shape_plain.c
 * read it and ask HarfBuzz for the rest. */
#ifndef SVOD_TEXT_FACE_PREPARED_H
#define SVOD_TEXT_FACE_PREPARED_H

#include <stdio.h>

#include "text/shape_int.h"

typedef struct face_prepared face_prepared;

/* Map the file `path`; NULL if there is none that was made of the font file `file`, by its tables'
 * checksums. *damaged: it is no file of this program on such a machine. */
face_prepared *face_prepared_open(const char *path, hb_blob_t *file, bool *damaged);
void face_prepared_close(face_prepared *p); /* accepts NULL */

/* The CELLS characters from `first` on, a multiple of CELLS; NULL if they were not prepared. */
const font_cell *face_prepared_cells(const face_prepared *p, uint32_t first);
/* Whether kerning was prepared for texts of the language. */
bool face_prepared_speaks(hb_language_t language);

/* The plain glyphs whose pairs are prepared have a row each, and a column of the same number. */
typedef struct {
    const uint8_t *row_of; /* by glyph; 0: none */
    const int8_t *square;  /* what is added to the advance of the first glyph, in 1/FONT_EM */
    uint32_t glyphs, rows;
} kern_square;
enum { KERN_ASK = -128 }; /* in the square: HarfBuzz is to be asked */

const kern_square *face_prepared_square(const face_prepared *p);

static inline uint32_t kern_row(const kern_square *s, uint32_t gid)
{
    return gid < s->glyphs ? s->row_of[gid] : 0;
}

/* Of two glyphs of the same script, by their rows; false if HarfBuzz is to be asked. */
static inline bool kern_of_rows(const kern_square *s, uint32_t first, uint32_t second,
                                int32_t *kern)
{
    if (!first || !second)
        return false;
    *kern = s->square[(first - 1) * s->rows + second - 1];
    return *kern != KERN_ASK;
}

/* Of `f`, opened and itself unprepared, from the start of `out`; false if it cannot be written. */
bool face_prepared_write(shape_engine *e, const font *f, FILE *out);

#endif
