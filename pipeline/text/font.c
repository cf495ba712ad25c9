/* font.c - one face: a file mapped into memory and read through HarfBuzz.
 *
 * In comes a path, out come metrics, names, and for each character its glyph and advance. Nothing
 * is read before a face is used, and of a file only the tables asked for, so that a run with three
 * faces costs three mappings. Characters are looked up by pages of 128 that are filled on first
 * use: two loads instead of a search in the cmap for each character of the text. */
#include "text/font_int.h"

#include <string.h>

#include "base/units.h"
#include "text/built.h"
#include "text/face_prepared.h"

/* ---- raw tables: HarfBuzz has no interface to the few fields below ---- */

static hb_blob_t *table(const font *f, const char *tag)
{
    return hb_face_reference_table(f->face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
}

/* Units of the file in FONT_EM, to the nearest. */
static int32_t to_em(const font *f, int32_t units)
{
    return (int32_t)mpt_scale(units, FONT_EM, hb_face_get_upem(f->face));
}

/* Big-endian signed 16 bits at `at`; 0 behind the end. */
static int32_t read_i16(hb_blob_t *b, unsigned at)
{
    unsigned n;
    const unsigned char *d = (const unsigned char *)hb_blob_get_data(b, &n);
    return n >= 2 && at <= n - 2 ? (int16_t)(d[at] << 8 | d[at + 1]) : 0;
}

static uint32_t read_u8(hb_blob_t *b, unsigned at)
{
    unsigned n;
    const unsigned char *d = (const unsigned char *)hb_blob_get_data(b, &n);
    return at < n ? d[at] : 0;
}

enum { /* offsets in OS/2, head and post (OpenType 1.9) */
       OS2_WEIGHT = 4,
       OS2_EMBEDDING = 8,
       OS2_PANOSE = 32,
       OS2_SELECTION = 62,
       OS2_TYPO_ASCENDER = 68,
       OS2_TYPO_DESCENDER = 70,
       HEAD_BBOX = 36,
       POST_ANGLE = 4,
       POST_FIXED_PITCH = 12,
};

/* ---- metrics ---- */

static int32_t ot_metric(const font *f, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(f->hb, tag, &v) ? v : otherwise;
}

/* Height of a letter that stands on the baseline, for faces whose OS/2 does not tell. */
static int32_t letter_height(const font *f, uint32_t cp, int32_t otherwise)
{
    hb_glyph_extents_t e;
    uint32_t gid = font_look_up(f, cp).gid;
    return gid && hb_font_get_glyph_extents(f->hb, gid, &e) ? e.y_bearing : otherwise;
}

static void read_vertical(font *f, hb_blob_t *os2)
{
    font_metrics *m = &f->metrics;

    m->ascender = to_em(f, read_i16(os2, OS2_TYPO_ASCENDER));
    m->descender = to_em(f, read_i16(os2, OS2_TYPO_DESCENDER));
    if (m->ascender - m->descender <= 0) {
        m->ascender = ot_metric(f, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, FONT_EM * 8 / 10);
        m->descender = ot_metric(f, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -FONT_EM * 2 / 10);
    }
    if ((m->x_height = ot_metric(f, HB_OT_METRICS_TAG_X_HEIGHT, 0)) <= 0)
        m->x_height = letter_height(f, 'x', FONT_EM / 2);
    if ((m->cap_height = ot_metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT, 0)) <= 0)
        m->cap_height = letter_height(f, 'H', FONT_EM * 7 / 10);
}

/* Tables give the upper edge of a stroke, font_metrics its middle. */
static void read_strokes(font *f)
{
    font_metrics *m = &f->metrics;

    m->underline_thickness = ot_metric(f, HB_OT_METRICS_TAG_UNDERLINE_SIZE, FONT_EM / 20);
    m->underline_position = ot_metric(f, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -FONT_EM / 10) -
                            m->underline_thickness / 2;
    m->strikeout_thickness = ot_metric(f, HB_OT_METRICS_TAG_STRIKEOUT_SIZE, FONT_EM / 20);
    m->strikeout_position =
        ot_metric(f, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, FONT_EM / 4) - m->strikeout_thickness / 2;
}

/* PANOSE: family 2 is text; serif styles 2–10 have serifs, 11–15 none; proportion 9 is fixed. */
static void read_look(font *f, hb_blob_t *os2)
{
    hb_blob_t *head = table(f, "head"), *post = table(f, "post"), *cff = table(f, "CFF ");
    const uint32_t serif = read_u8(os2, OS2_PANOSE + 1);

    f->serif = read_u8(os2, OS2_PANOSE) == 2 && serif >= 2 && serif <= 10;
    f->monospaced = read_u8(os2, OS2_PANOSE + 3) == 9 || read_i16(post, POST_FIXED_PITCH) ||
                    read_i16(post, POST_FIXED_PITCH + 2);
    f->cff = hb_blob_get_length(cff) > 0;
    for (unsigned i = 0; i < 4; i++)
        f->bbox[i] = to_em(f, read_i16(head, HEAD_BBOX + 2 * i));
    f->italic_angle =
        read_i16(post, POST_ANGLE) + (uint16_t)read_i16(post, POST_ANGLE + 2) / 65536.0;
    hb_blob_destroy(head);
    hb_blob_destroy(post);
    hb_blob_destroy(cff);
}

static const char *read_name(font *f, hb_ot_name_id_t id, const char *otherwise)
{
    char text[256];
    unsigned n = sizeof text;

    hb_ot_name_get_utf8(f->face, id, HB_LANGUAGE_INVALID, &n, text);
    return n ? arena_strndup(f->mem, text, n) : otherwise;
}

/* The part of PostScript names that PDF wants: printable ASCII without delimiters. */
static const char *clean_name(arena *a, const char *name)
{
    char *copy = arena_strdup(a, name), *out = copy;

    for (const char *p = name; *p; p++)
        if (*p > ' ' && *p < 127 && !strchr("()<>[]{}/%#", *p))
            *out++ = *p;
    *out = '\0';
    return *copy ? copy : "Font";
}

static void read_face(font *f)
{
    hb_blob_t *os2 = table(f, "OS/2");

    read_vertical(f, os2);
    read_strokes(f);
    read_look(f, os2);
    hb_blob_destroy(os2);
    f->postscript_name = clean_name(f->mem, read_name(f, HB_OT_NAME_ID_POSTSCRIPT_NAME, f->family));
}

/* ---- opening ---- */

/* Of what is left of a thousandth nothing is taken (font.h); `units` is the font in the units of
 * its file. */
static hb_position_t cut_advance(hb_font_t *hb, void *units, hb_codepoint_t gid, void *data)
{
    (void)hb;
    (void)data;
    return (hb_position_t)((int64_t)hb_font_get_glyph_h_advance(units, gid) * FONT_EM /
                           hb_face_get_upem(hb_font_get_face(units)));
}

/* In FONT_EM; all but advances are what HarfBuzz makes of them. */
static hb_font_t *scaled_font(hb_face_t *face)
{
    hb_font_t *units = hb_font_create(face), *hb = hb_font_create_sub_font(units);
    hb_font_funcs_t *funcs = hb_font_funcs_create();

    hb_font_set_scale(hb, FONT_EM, FONT_EM);
    hb_font_funcs_set_glyph_h_advance_func(funcs, cut_advance, NULL, NULL);
    hb_font_set_funcs(hb, funcs, units, NULL); /* which hb keeps as its parent */
    hb_font_funcs_destroy(funcs);
    hb_font_destroy(units);
    hb_font_make_immutable(hb);
    return hb;
}

static void read_prepared(font *f, hb_blob_t *file)
{
    const char *slash = strrchr(f->path, '/');
    const char *name = arena_printf(f->mem, "%s.face", slash ? slash + 1 : f->path);
    const char *path =
        f->configuration ? built_file(f->mem, f->configuration, "faces", name) : NULL;
    bool damaged = false;

    f->prepared = path ? face_prepared_open(path, file, &damaged) : NULL;
    f->damaged = damaged ? path : NULL;
}

static void map_file(font *f)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(f->path);
    hb_face_t *face;

    if (!blob)
        return;
    face = hb_face_create(blob, 0);
    if (hb_face_get_glyph_count(face) == 0) {
        hb_face_destroy(face);
        hb_blob_destroy(blob);
        return;
    }
    read_prepared(f, blob);
    hb_blob_destroy(blob);
    hb_face_make_immutable(face);
    f->face = face;
    f->hb = scaled_font(face);
    f->state = FACE_OPEN;
}

static void open_empty(font *f)
{
    f->state = FACE_BAD;
    f->face = hb_face_get_empty();
    f->hb = hb_font_get_empty();
    f->metrics = (font_metrics){.ascender = 800, .descender = -200};
    f->postscript_name = f->version = "";
}

bool font_open(font *f, diag *dg)
{
    if (f->state == FACE_CLOSED) {
        map_file(f);
        if (f->state == FACE_OPEN)
            read_face(f);
        else
            open_empty(f);
    }
    if (f->state == FACE_BAD)
        diag_report(dg, NO_POS, MSG_FONT_UNREADABLE, f->path, f->package);
    if (f->damaged)
        diag_report(dg, NO_POS, MSG_FACE_DAMAGED, f->damaged, f->path);
    return f->state == FACE_OPEN;
}

void font_close(font *f)
{
    if (f->state == FACE_OPEN) {
        hb_font_destroy(f->hb);
        hb_face_destroy(f->face);
    }
    plain_free(f);
    face_prepared_close(f->prepared);
    f->prepared = NULL;
    f->state = FACE_CLOSED;
}

void font_read_style(font *f)
{
    hb_blob_t *os2 = table(f, "OS/2");
    const int32_t weight = read_i16(os2, OS2_WEIGHT);

    f->weight = weight >= 1 && weight <= 1000 ? weight : 400;
    f->italic = read_i16(os2, OS2_SELECTION) & 1;
    hb_blob_destroy(os2);
}

/* ---- characters ---- */

static const font_cell *fill_page(font *f, uint32_t first)
{
    const font_cell *prepared = f->prepared ? face_prepared_cells(f->prepared, first) : NULL;
    font_cell *cells;

    if (prepared)
        return prepared;
    cells = ARENA_ARRAY(f->mem, font_cell, CELLS);
    for (uint32_t i = 0; i < CELLS; i++) {
        hb_codepoint_t gid;
        if (!hb_font_get_nominal_glyph(f->hb, first + i, &gid) || !gid)
            continue;
        cells[i].gid = gid & 0xFFFFFF;
        cells[i].advance = hb_font_get_glyph_h_advance(f->hb, gid);
        plain_classify(f, first + i, &cells[i]);
    }
    return cells;
}

/* The pages are a cache: filling one does not change what the face is. */
font_cell font_look_up_first(const font *f, uint32_t cp)
{
    font *self = (font *)f;
    const font_cell ***plane = &self->planes[(cp >> 16) % PLANES], **page;

    if (cp > 0x10FFFF)
        return (font_cell){0};
    if (!*plane)
        *plane = ARENA_ARRAY(f->mem, const font_cell *, PLANE_PAGES);
    page = &(*plane)[(cp & 0xFFFF) >> CELL_BITS];
    if (!*page)
        *page = fill_page(self, cp & ~(uint32_t)(CELLS - 1));
    return (*page)[cp & (CELLS - 1)];
}

bool font_has_char(const font *f, uint32_t cp)
{
    return font_look_up(f, cp).gid != 0;
}

uint32_t font_char_glyph(const font *f, uint32_t cp)
{
    return font_look_up(f, cp).gid;
}

/* Characters that are not drawn: the Default_Ignorable_Code_Points that text is likely to hold. */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || cp == 0x34F || cp == 0x61C || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
           (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static bool is_wide_space(uint32_t cp)
{
    return cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000;
}

bool font_shows(const font *f, uint32_t cp)
{
    if (font_has_char(f, cp) || is_invisible(cp))
        return true;
    if (is_wide_space(cp))
        return font_has_char(f, ' ');
    return cp == 0x2011 && font_has_char(f, 0x2010);
}

/* ---- what others ask ---- */

const char *font_postscript_name(const font *f)
{
    return f->postscript_name;
}

int32_t font_advance(const font *f, uint32_t gid)
{
    return f->hb ? hb_font_get_glyph_h_advance(f->hb, gid) : 0;
}

font_metrics font_measure(const font *f)
{
    return f->metrics;
}

void font_bbox(const font *f, int32_t box[4])
{
    memcpy(box, f->bbox, sizeof f->bbox);
}

double font_italic_angle(const font *f)
{
    return f->italic_angle;
}

int font_weight(const font *f)
{
    return f->weight;
}

bool font_is_italic(const font *f)
{
    return f->italic;
}

bool font_is_serif(const font *f)
{
    return f->serif;
}

bool font_is_monospaced(const font *f)
{
    return f->monospaced;
}

bool font_is_cff(const font *f)
{
    return f->cff;
}

bool font_may_be_embedded(const font *f)
{
    enum { LICENCES = 0x000F, RESTRICTED = 0x0002, WHOLE_ONLY = 0x0100, BITMAPS_ONLY = 0x0200 };
    hb_blob_t *os2 = table(f, "OS/2");
    const int32_t said = read_i16(os2, OS2_EMBEDDING);

    hb_blob_destroy(os2);
    return (said & LICENCES) != RESTRICTED && !(said & (WHOLE_ONLY | BITMAPS_ONLY));
}

const char *font_version(const font *f)
{
    font *self = (font *)f; /* read when asked for: no page needs it */

    if (!f->version)
        self->version = read_name(self, HB_OT_NAME_ID_VERSION_STRING, "");
    return f->version;
}

const char *font_path(const font *f)
{
    return f->path;
}
