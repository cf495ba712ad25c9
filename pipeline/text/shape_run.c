/* shape_run.c - text to glyphs, through HarfBuzz.
 *
 * A run is cut where the script changes, since HarfBuzz shapes one script at a time; characters of
 * no script (digits, punctuation, marks) stay with the run they stand in, and a run of these alone
 * takes the script of its language, so that a number is kerned as the text around it. */
#include "text/shape_int.h"

#include <string.h>

#include "base/utf8.h"

void shape_engine_open(shape_engine *e)
{
    *e = (shape_engine){.buffer = hb_buffer_create()};
}

void shape_engine_close(shape_engine *e)
{
    hb_buffer_destroy(e->buffer);
}

/* ---- scripts ---- */

hb_script_t shape_language_script(hb_language_t language)
{
    static const char *const cyrillic[] = {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky",
                                           "tg", "tt", "ba", "cv", "mn", "os", "ce", "sah"};
    const char *tag = language ? hb_language_to_string(language) : "";
    const size_t n = strcspn(tag, "-");

    for (size_t i = 0; i < COUNT(cyrillic); i++)
        if (strlen(cyrillic[i]) == n && !memcmp(tag, cyrillic[i], n))
            return HB_SCRIPT_CYRILLIC;
    return HB_SCRIPT_LATIN;
}

static bool is_real(hb_script_t s)
{
    return s != HB_SCRIPT_COMMON && s != HB_SCRIPT_INHERITED && s != HB_SCRIPT_UNKNOWN;
}

/* End of the piece of one script that begins at `from`; the script goes to *script. */
static size_t piece_end(const char *utf8, size_t from, size_t n, hb_script_t *script)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    size_t at = from, len;

    *script = HB_SCRIPT_COMMON;
    for (; at < n; at += len) {
        hb_script_t s = hb_unicode_script(unicode, utf8_decode(utf8 + at, n - at, &len));
        if (!is_real(s))
            continue;
        if (!is_real(*script))
            *script = s;
        else if (s != *script)
            break;
    }
    return at;
}

/* ---- pieces ---- */

/* Shape what is in the buffer. */
static void shape_buffer(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
                         hb_script_t script)
{
    const hb_feature_t features[] = {
        {HB_TAG('k', 'e', 'r', 'n'), (flags & SHAPE_KERNING) != 0, 0, (unsigned)-1},
        {HB_TAG('l', 'i', 'g', 'a'), (flags & SHAPE_LIGATURES) != 0, 0, (unsigned)-1},
        {HB_TAG('c', 'l', 'i', 'g'), (flags & SHAPE_LIGATURES) != 0, 0, (unsigned)-1},
    };

    hb_buffer_set_flags(e->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(e->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(e->buffer, script);
    hb_buffer_set_language(e->buffer, language);
    hb_shape(f->hb, e->buffer, features, COUNT(features));
}

/* Horizontal middle of a glyph's ink from its origin, doubled. */
static int32_t middle2(const hb_glyph_extents_t *e)
{
    return 2 * e->x_bearing + e->width;
}

/* A mark that the face gives no place on this letter (Liberation Serif has none for stress on
 * Cyrillic vowels) lies where its design puts it: at capitals' height, beside the middle. Put it
 * over the middle, and close above the ink if it is a mark above. `base` stands before it. */
static void place_mark(const font *f, const glyph *base, glyph *mark)
{
    hb_glyph_extents_t b, m;
    int32_t bottom;

    if (!hb_font_get_glyph_extents(f->hb, base->gid, &b) ||
        !hb_font_get_glyph_extents(f->hb, mark->gid, &m) || b.width == 0)
        return;
    mark->dx = glyph_measure(base->dx + (middle2(&b) - middle2(&m)) / 2 - base->advance);
    bottom = m.y_bearing + m.height;
    if (bottom > f->metrics.x_height / 2)
        mark->dy = glyph_measure(base->dy + b.y_bearing + FONT_EM / 20 - bottom);
}

static void place_marks(const font *f, glyph *g, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (g[i].cluster == g[i - 1].cluster && !g[i].advance && !g[i].dx && !g[i].dy && g[i].gid &&
            g[i - 1].gid)
            place_mark(f, &g[i - 1], &g[i]);
}

/* A number that no glyph of OpenType has, by a damaged character map, is none. */
static glyph glyph_of(const hb_glyph_info_t *info, const hb_glyph_position_t *pos)
{
    return (glyph){.gid = info->codepoint > UINT16_MAX ? 0 : (uint16_t)info->codepoint,
                   .advance = glyph_measure(pos->x_advance),
                   .dx = glyph_measure(pos->x_offset),
                   .dy = glyph_measure(pos->y_offset),
                   .cluster = info->cluster};
}

static void append_glyphs(shape_engine *e, const font *f, shaped *out, size_t *cap, arena *a)
{
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(e->buffer, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(e->buffer, NULL);
    glyph *to;

    if (!n) /* characters that are not drawn */
        return;
    to = arena_grow(a, (void *)out->glyphs, cap, out->count + n, sizeof *to);
    out->glyphs = to;
    to += out->count;
    for (unsigned i = 0; i < n; i++) {
        to[i] = glyph_of(&info[i], &pos[i]);
        out->advance += to[i].advance;
        out->missing |= to[i].gid == 0;
    }
    place_marks(f, to, n);
    out->count = (out->count + n) & SHAPED_MOST;
}

void shape_run(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
               const char *utf8, size_t n, shaped *out, arena *a)
{
    size_t cap = 0;

    *out = (shaped){0};
    for (size_t from = 0, to; from < n; from = to) {
        hb_script_t script;
        to = piece_end(utf8, from, n, &script);
        hb_buffer_clear_contents(e->buffer);
        hb_buffer_add_utf8(e->buffer, utf8, (int)n, (unsigned)from, (int)(to - from));
        shape_buffer(e, f, language, flags,
                     is_real(script) ? script : shape_language_script(language));
        append_glyphs(e, f, out, &cap, a);
    }
}
