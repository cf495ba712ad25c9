/* font_int.h - what font.c, font_set.c, shape.c and subset.c share. Never included outside
 * text/. */
#ifndef SVOD_TEXT_FONT_INT_H
#define SVOD_TEXT_FONT_INT_H

#include <hb-ot.h>
#include <hb.h>

#include "text/font.h"

/* What a character is in a face: the glyph (0 if it has none) and its advance. A
 * plain one is a letter, digit or stop of Latin or Cyrillic text that no substitution of the face
 * touches (shape_plain.c). */
typedef struct {
    uint32_t gid : 24;
    uint32_t plain : 1;         /* without ligatures */
    uint32_t plain_ligated : 1; /* with them, too */
    uint32_t script : 2;        /* plain_script */
    int32_t advance;
} font_cell;

typedef enum { PLAIN_COMMON, PLAIN_LATIN, PLAIN_CYRILLIC } plain_script;

enum { CELL_BITS = 7, CELLS = 1 << CELL_BITS, PLANE_PAGES = 0x10000 >> CELL_BITS, PLANES = 17 };

typedef enum { FACE_CLOSED, FACE_OPEN, FACE_BAD } face_state;

struct font {
    const char *family, *path, *package;
    int weight; /* 100–900 */
    bool italic;
    bool serif, monospaced, cff;
    face_state state;
    arena *mem; /* the set's */
    hb_face_t *face;
    hb_font_t *hb; /* scaled to FONT_EM */
    font_metrics metrics;
    int32_t bbox[4];
    double italic_angle;
    const char *postscript_name, *version;
    const char *configuration; /* beside which what make has prepared of the face is looked for */
    struct face_prepared *prepared;   /* NULL: nothing */
    const char *damaged;              /* the file with it, if it cannot be used */
    const font_cell **planes[PLANES]; /* filled page by page on first use */
    struct plain_rules *plain;        /* of shape_plain.c; NULL until it is asked for */
};

/* Open on first use; false (and a message) if the file is missing or no font. A face that could
 * not be opened still measures and shapes: everything is missing. */
bool font_open(font *f, diag *dg);
void font_close(font *f);
/* Weight and slant as the file itself states them; for faces that no configuration describes. */
void font_read_style(font *f);

/* Says of a cell whether the character is plain, and frees what it remembers of a face. */
void plain_classify(font *f, uint32_t cp, font_cell *cell);
void plain_free(font *f);

font_cell font_look_up_first(const font *f, uint32_t cp); /* its page may not be filled yet */
static inline font_cell font_look_up(const font *f, uint32_t cp)
{
    const font_cell *const *plane = cp <= 0xFFFF ? f->planes[0] : NULL;
    const font_cell *page = plane ? plane[cp >> CELL_BITS] : NULL;

    return page ? page[cp & (CELLS - 1)] : font_look_up_first(f, cp);
}
/* The character has a glyph, or HarfBuzz makes one from another: a space of any width from the
 * space, U+2011 from U+2010; or it is invisible. */
bool font_shows(const font *f, uint32_t cp);

/* The faces that serve a family list at a weight and slant, best first: those of the list, the
 * default, the last resorts. In `a`; at least one. */
font **font_set_chain(font_set *set, const char *families, int weight, bool italic, size_t *count,
                      arena *a, diag *dg);

#endif
