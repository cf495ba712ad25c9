/* pdf_build.h - for tests of pdf/: small area trees made by hand, with real fonts, written to
 * memory, and the bytes taken apart again. Static functions; not every test uses all of them. */
#ifndef SVOD_TESTS_PDF_BUILD_H
#define SVOD_TESTS_PDF_BUILD_H

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "pdf/pdf_int.h"

#define UNUSED_OK __attribute__((unused))

static const fo_color BLACK = {0, 0, 0, 255}, RED = {255, 0, 0, 255}, BLUE = {0, 0, 255, 255};

/* One test's world: freed by world_end. */
typedef struct {
    arena *mem;
    diag *dg;
    font_set *fonts;
    metrics *shaper;
    char dir[40];
} world;

UNUSED_OK static world world_begin(void)
{
    world t = {.mem = arena_new(), .dg = diag_new(), .dir = "/tmp/svod-pdf-XXXXXX"};

    t.fonts = font_set_open("fonts/fonts.ini", t.dg);
    assert_non_null(t.fonts);
    t.shaper = shaper_new(t.fonts, t.dg);
    assert_non_null(mkdtemp(t.dir));
    return t;
}

UNUSED_OK static void world_end(world *t)
{
    char command[80];

    snprintf(command, sizeof command, "rm -rf %s", t->dir);
    assert_int_equal(system(command), 0);
    shaper_free(t->shaper);
    font_set_free(t->fonts);
    diag_free(t->dg);
    arena_free(t->mem);
}

UNUSED_OK static const char *in_dir(world *t, const char *name)
{
    return arena_printf(t->mem, "%s/%s", t->dir, name);
}

/* Areas are linked here, so that the tests need nothing of layout/. */
UNUSED_OK static area *put_area(world *t, area *parent, area_kind kind, mpt x, mpt y, mpt w, mpt h)
{
    area *a = ARENA_NEW(t->mem, area);

    a->kind = kind;
    a->x = x;
    a->y = y;
    a->w = w;
    a->h = h;
    a->parent = parent;
    if (parent && parent->last)
        parent->last->next = a;
    else if (parent)
        parent->child = a;
    if (parent)
        parent->last = a;
    return a;
}

UNUSED_OK static area *new_page(world *t)
{
    return put_area(t, NULL, AREA_PAGE, 0, 0, PT(400), PT(300));
}

/* A run of real glyphs; advances as layout gives them: each scaled and rounded on its own. */
UNUSED_OK static area_text *shape_text(world *t, const char *family, mpt size, const char *s)
{
    const shape_style style = {"ru", SHAPE_KERNING | SHAPE_LIGATURES};
    const font *face = t->shaper->match(t->shaper, family, 400, false);
    const shaped *run = t->shaper->shape(t->shaper, face, &style, s, strlen(s));
    area_glyph *glyphs = ARENA_ARRAY(t->mem, area_glyph, run->count);
    area_text *text = ARENA_NEW(t->mem, area_text);

    for (uint32_t i = 0; i < run->count; i++)
        glyphs[i] = (area_glyph){run->glyphs[i].gid, run->glyphs[i].cluster,
                                 mpt_scale(run->glyphs[i].advance, size, FONT_EM),
                                 mpt_scale(run->glyphs[i].dx, size, FONT_EM),
                                 mpt_scale(run->glyphs[i].dy, size, FONT_EM)};
    *text = (area_text){.face = face,
                        .size = size,
                        .color = BLACK,
                        .glyphs = glyphs,
                        .glyph_count = run->count,
                        .text = arena_strdup(t->mem, s),
                        .text_len = (uint32_t)strlen(s),
                        .baseline = size};
    return text;
}

UNUSED_OK static area *put_text(world *t, area *parent, mpt x, mpt y, const char *s)
{
    area *a = put_area(t, parent, AREA_TEXT, x, y, PT(100), PT(12));

    a->u.text = shape_text(t, "Liberation Serif", PT(12), s);
    return a;
}

UNUSED_OK static area_box *put_box(world *t, area *a)
{
    area_box *b = ARENA_NEW(t->mem, area_box);

    a->box = b;
    return b;
}

UNUSED_OK static void set_edge(area_box *b, fo_side side, mpt width, fo_keyword style,
                               fo_color color)
{
    b->edge[side] = (area_edge){width, style, color};
}

/* ---- the file ---- */

static const pdf_info plain_info = {
    .title = "Отчёт", .language = "ru", .created = "2021-02-03T04:05:06Z", .producer = "Svod"};

UNUSED_OK static bool send_page(pdf_writer *w, area *root, uint32_t number, const char *label)
{
    const area_page page = {root, number, label};
    return pdf_sink(w)->page(pdf_sink(w), &page);
}

/* The finished file, as text with a NUL at its end; also left as x.pdf in the test's folder. */
UNUSED_OK static char *finish(world *t, pdf_writer *w, const layout_result *result, size_t *size)
{
    const char *path = in_dir(t, "x.pdf");
    output *out = output_open(path, t->dg);
    char *data, *copy;

    assert_non_null(out);
    assert_true(pdf_finish(w, result, out));
    assert_true(output_commit(out, t->dg));
    pdf_free(w);
    assert_true(input_read(path, 0, &data, size, t->dg));
    copy = arena_memdup(t->mem, data, *size + 1);
    mem_free(data);
    return copy;
}

UNUSED_OK static char *write_one(world *t, area *page, size_t *size)
{
    pdf_writer *w = pdf_open(&plain_info, t->dg);

    assert_true(send_page(w, page, 0, "1"));
    return finish(t, w, NULL, size);
}

/* The operators of one page, without a file; NUL bytes of codes read as "0". */
UNUSED_OK static char *operators(world *t, area *page)
{
    pdf_writer *w = pdf_open(&plain_info, t->dg);
    char *text;

    assert_true(send_page(w, page, 0, "1"));
    text = arena_strndup(t->mem, strbuf_text(&w->page.out), w->page.out.len);
    for (size_t i = 0; i < w->page.out.len; i++)
        if (!text[i])
            text[i] = '0';
    pdf_free(w);
    return text;
}

/* memmem, for files with NUL bytes. */
UNUSED_OK static const char *find(const char *data, size_t size, const char *what)
{
    size_t n = strlen(what);

    for (size_t i = 0; i + n <= size; i++)
        if (!memcmp(data + i, what, n))
            return data + i;
    return NULL;
}

/* ---- other people's tools ---- */

/* True if `tool` can be run. Under CI it must: a missing one fails the test. */
UNUSED_OK static bool have(const char *tool)
{
    char command[80];

    snprintf(command, sizeof command, "command -v %s >/dev/null", tool);
    if (system(command) == 0)
        return true;
    if (getenv("CI"))
        fail_msg("%s is not installed", tool);
    return false;
}

/* What a command says; its exit code goes to *code. */
UNUSED_OK static char *say(world *t, const char *command, int *code)
{
    strbuf said = STRBUF_INIT;
    char line[500], *copy;
    FILE *f = popen(command, "r");

    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        strbuf_adds(&said, line);
    *code = pclose(f);
    copy = arena_strdup(t->mem, strbuf_text(&said));
    strbuf_free(&said);
    return copy;
}

UNUSED_OK static void assert_sound(world *t)
{
    int code;
    char *said;

    if (!have("qpdf"))
        return;
    said = say(t, arena_printf(t->mem, "qpdf --check %s/x.pdf 2>&1", t->dir), &code);
    if (code || strstr(said, "WARNING"))
        fail_msg("qpdf: %s", said);
}

#endif
