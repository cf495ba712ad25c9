/* fake_metrics.h - fonts for tests of layout: every character is half an em wide, a space a
 * quarter, 'i' and '.' a quarter too; ascender 0.8, descender 0.2, x-height 0.5 em. Characters from
 * U+4E00 on are only in the second face, private ones in none. Header-only: each test program has
 * its own copy. */
#ifndef TESTS_FAKE_METRICS_H
#define TESTS_FAKE_METRICS_H

#include "base/arena.h"
#include "base/utf8.h"
#include "text/font.h"

typedef struct {
    metrics m;
    arena *mem;
    size_t shaped_count;
} fake_metrics;

static char fake_faces[4]; /* regular, bold, italic, fallback: only their addresses count */

static const font *fake_match(metrics *self, const char *families, int weight, bool italic)
{
    (void)self;
    (void)families;
    return (const font *)(const void *)&fake_faces[weight > 500 ? 1 : italic ? 2 : 0];
}

static bool fake_has(const font *f, uint32_t cp)
{
    if (cp >= 0xE000 && cp < 0xF900)
        return false;
    return cp < 0x4E00 || (const void *)f == &fake_faces[3];
}

static const font *fake_match_char(metrics *self, const char *families, int weight, bool italic,
                                   uint32_t cp)
{
    const font *f = fake_match(self, families, weight, italic);
    if (fake_has(f, cp))
        return f;
    f = (const font *)(const void *)&fake_faces[3];
    return fake_has(f, cp) ? f : NULL;
}

static font_metrics fake_measure(metrics *self, const font *f)
{
    (void)self;
    (void)f;
    return (font_metrics){.ascender = 800,
                          .descender = -200,
                          .x_height = 500,
                          .cap_height = 700,
                          .underline_position = -100,
                          .underline_thickness = 50,
                          .strikeout_position = 250,
                          .strikeout_thickness = 50};
}

static const shaped *fake_shape(metrics *self, const font *f, const shape_style *style,
                                const char *utf8, size_t n)
{
    fake_metrics *fm = (fake_metrics *)(void *)self;
    shaped *s = ARENA_NEW(fm->mem, shaped);
    glyph *g = ARENA_ARRAY(fm->mem, glyph, n);

    (void)style;
    fm->shaped_count++;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t cp = utf8_decode(utf8 + i, n - i, &len);
        bool narrow = cp == ' ' || cp == 'i' || cp == '.';
        g[s->count++] = (glyph){.gid = fake_has(f, cp) ? (uint16_t)cp : 0,
                                .cluster = (uint32_t)i,
                                .advance = narrow ? 250 : 500};
        s->advance += narrow ? 250 : 500;
        s->missing |= !fake_has(f, cp);
    }
    s->glyphs = g;
    return s;
}

static metrics *fake_metrics_new(arena *mem)
{
    fake_metrics *fm = ARENA_NEW(mem, fake_metrics);
    fm->mem = mem;
    fm->m = (metrics){.match = fake_match,
                      .match_char = fake_match_char,
                      .measure = fake_measure,
                      .shape = fake_shape};
    return &fm->m;
}

#endif
