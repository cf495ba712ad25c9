/* font.h - faces, families and shaped words.
 *
 * Layout asks only this: which face, how wide, how high. text/ answers with real fonts
 * (HarfBuzz); tests answer with a fixed-width fake through the same `metrics` table. Faces are
 * immutable and shared by all documents of a process; a shaper serves one after the other. */
#ifndef SVOD_TEXT_FONT_H
#define SVOD_TEXT_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct font font;         /* one face, any size */
typedef struct font_set font_set; /* families of the configuration; process-wide */

/* Measures of faces are thousandths of the em, whatever unit the file has: the widths that PDF
 * gives to glyphs (9.2.4 of ISO 32000-1) are so, and where layout moves its pen as a viewer does,
 * nothing has to be mended between them. Advances are cut to whole ones, as Apache FOP does, not
 * rounded: either is as near as a file can say, and lines that just fit are broken at the same
 * words. */
enum { FONT_EM = 1000 };

/* Ascender and descender are the OS/2 typographic ones (descender negative), as XSL-FO 1.1 leaves
 * to the formatter (7.9.1) and FOP does. */
typedef struct {
    int32_t ascender, descender, x_height, cap_height;
    int32_t underline_position, underline_thickness; /* position: of the middle, negative below */
    int32_t strikeout_position, strikeout_thickness;
} font_metrics;

/* A glyph of a shaped word, in 1/FONT_EM; `cluster` is the byte offset in the word's text. Small,
 * since a long document has a hundred thousand of them, and has them all in its caches. */
typedef struct {
    uint16_t gid;
    int16_t advance, dx, dy;
    uint32_t cluster;
} glyph;

enum { SHAPED_BITS = 30, SHAPED_MOST = (1 << SHAPED_BITS) - 1 };
typedef struct {
    const glyph *glyphs;
    int32_t advance; /* sum of the glyphs' */
    uint32_t count : SHAPED_BITS;
    bool missing : 1; /* a glyph is .notdef */
    bool plain : 1;   /* a glyph for each character, and nothing but pairs kerned */
} shaped;

/* A word divided before byte `at`: the advances of what stands before, `hyphen` included, and of
 * what stands after, as if each were shaped alone. */
typedef struct {
    size_t at;
    uint32_t hyphen;
    int32_t before, after;
} word_cut;

/* Bytes `from` to `to` of a word, which is divided by `hyphen`. */
typedef struct {
    size_t from, to;
    uint32_t hyphen;
    bool hyphenated; /* it stands behind them */
} word_part;

enum { SHAPE_KERNING = 1, SHAPE_LIGATURES = 2 };

typedef struct {
    const char *language; /* BCP 47, borrowed and interned; may be NULL */
    unsigned flags;       /* SHAPE_… */
} shape_style;

/* What layout knows of fonts. `self` is the first argument of each. */
typedef struct metrics metrics;
struct metrics {
    /* The first face of the comma-separated family list, at weight 100–900, italic or not;
     * never NULL (the configuration has a default face). */
    const font *(*match)(metrics *self, const char *families, int weight, bool italic);
    /* The first face that shows `cp`: of the list, then the default, then the last resorts of the
     * configuration; NULL if none does. Invisible characters are shown by any face. */
    const font *(*match_char)(metrics *self, const char *families, int weight, bool italic,
                              uint32_t cp);
    font_metrics (*measure)(metrics *self, const font *f);
    /* A run without spaces to break at, left to right, shaped and cached; the result lives until
     * the next `trim`, else as long as `self`. A character that is not drawn (U+2060, U+200B …)
     * makes no glyph; the cluster before it covers its bytes. */
    const shaped *(*shape)(metrics *self, const font *f, const shape_style *style, const char *utf8,
                           size_t n);
    /* The same run is asked for soon, after those that were told before: what is known of it comes
     * near meanwhile. NULL in fakes. */
    void (*expect)(metrics *self, const font *f, const shape_style *style, const char *utf8,
                   size_t n);
    /* Both advances of a cut in `word`, which `shape` returned; false if its parts must be shaped.
     * NULL in fakes. */
    bool (*divide)(metrics *self, const shaped *word, word_cut *cut);
    /* The glyphs of a part of such a word, not empty, in `a`, as if it were shaped alone; false if
     * it must be. NULL in fakes. */
    bool (*part)(metrics *self, const shaped *word, const word_part *part, shaped *out, arena *a);
    /* NULL in fakes. Call it where no `shaped` is held (between blocks of a flow, at the end of a
     * page sequence): all shaped words are forgotten if they have outgrown their bound. */
    void (*trim)(metrics *self);
};

/* ---- real fonts ---- */

/* Reads the configuration `path` (fonts/fonts.ini): families, faces, files, aliases. Faces are
 * opened on first use. NULL and a diagnostic if it cannot be read. */
font_set *font_set_open(const char *path, diag *dg);
void font_set_free(font_set *set);
/* Add a face from a file under `family` (option --font), its weight and slant as it says itself;
 * before the first shaper. */
bool font_set_add(font_set *set, const char *family, const char *path, diag *dg);

/* The weight of the next darker (or lighter) face than that which shows `weight`, of the first of
 * `families`; if there is none, the next hundred, from 100 to 900 (XSL-FO 1.1, 7.9.9). */
int font_set_next_weight(const font_set *set, const char *families, int weight, bool darker);

metrics *shaper_new(font_set *set, diag *dg); /* dg receives unreadable fonts; borrowed */
/* The next document begins, whose unreadable fonts `dg` receives: faces are chosen anew, shaped
 * words stay. */
void shaper_serve(metrics *m, diag *dg);
void shaper_free(metrics *m);

/* ---- for pdf/ ---- */
const char *font_postscript_name(const font *f);
font_metrics font_measure(const font *f);
void font_bbox(const font *f, int32_t box[4]); /* left, bottom, right, top */
double font_italic_angle(const font *f);
int font_weight(const font *f);
bool font_is_italic(const font *f);
bool font_is_serif(const font *f);
bool font_is_monospaced(const font *f);
bool font_is_cff(const font *f);          /* OpenType with CFF outlines */
bool font_may_be_embedded(const font *f); /* a subset of it: what its maker permits (OS/2 fsType) */
const char *font_version(const font *f);  /* name table, for --version and the manifest */
const char *font_path(const font *f);
/* Subset with these glyphs, .notdef as glyph 0 and the components of composite ones; no layout
 * tables, no hinting, the same bytes for the same set. HarfBuzz numbers the glyphs in the order of
 * the face, so map[i] receives the number of gids[i] in the subset (`map` has `count` entries):
 * that is what /CIDToGIDMap holds. `gids` may repeat and need no order. Bytes in `a`: a TrueType
 * file, or an OpenType one with a CFF table if font_is_cff. NULL if HarfBuzz fails. */
const uint8_t *font_subset(const font *f, const uint32_t *gids, size_t count, uint32_t *map,
                           size_t *size, arena *a);
bool font_has_char(const font *f, uint32_t cp);
uint32_t font_char_glyph(const font *f, uint32_t cp); /* 0: it has none */
/* The glyph's own advance (hmtx), without kerning: the /W array of PDF. */
int32_t font_advance(const font *f, uint32_t gid);
/* Face `i`, opened; NULL and a diagnostic if it cannot be read. */
const font *font_set_open_face(font_set *set, size_t i, diag *dg);
/* What face `i` says of its version; opens it. "" if it cannot be read. */
const char *font_set_version(font_set *set, size_t i, diag *dg);
/* Faces of the configuration, for --version and doctor; false when `i` is past the end. */
bool font_set_face(const font_set *set, size_t i, const char **family, const char **path);

#endif
