/* text_face_prepared.c - what make prepared of a face is what HarfBuzz says; a file that is cut
 * off, damaged or of another font is not taken, and without it words are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/face_prepared.h"

enum { LARGEST = 1 << 17 };

/* A configuration of two faces with a folder for what is prepared of the first. */
typedef struct {
    char folder[32], ini[64], face[64];
    diag *dg;
    font_set *set;
    shape_engine engine;
} place;

static const char configuration[] =
    "[default]\nfamily = One\n"
    "[One]\nfolder = /usr/share/fonts/truetype/liberation2\n400 = LiberationSerif-Regular.ttf\n"
    "[Two]\nfolder = /usr/share/fonts/truetype/liberation2\n400 = LiberationSans-Regular.ttf\n";

static void put(const char *path, const void *bytes, size_t size)
{
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(out);
}

static size_t get(const char *path, char *bytes)
{
    FILE *in = fopen(path, "rb");
    size_t n;

    assert_non_null(in);
    n = fread(bytes, 1, LARGEST, in);
    fclose(in);
    return n;
}

static int make_place(void **state)
{
    place *p = calloc(1, sizeof *p);
    char path[64];

    strcpy(p->folder, "/tmp/svod-faces-XXXXXX");
    if (!mkdtemp(p->folder))
        return -1;
    snprintf(path, sizeof path, "%s/fonts", p->folder);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/faces", p->folder);
    mkdir(path, 0755);
    snprintf(p->ini, sizeof p->ini, "%s/fonts/fonts.ini", p->folder);
    snprintf(p->face, sizeof p->face, "%s/faces/LiberationSerif-Regular.ttf.face", p->folder);
    put(p->ini, configuration, sizeof configuration - 1);
    p->dg = diag_new();
    shape_engine_open(&p->engine);
    *state = p;
    return 0;
}

static int remove_place(void **state)
{
    place *p = *state;
    char path[64];

    unlink(p->face);
    unlink(p->ini);
    snprintf(path, sizeof path, "%s/faces", p->folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/fonts", p->folder);
    rmdir(path);
    rmdir(p->folder);
    shape_engine_close(&p->engine);
    font_set_free(p->set);
    diag_free(p->dg);
    free(p);
    return 0;
}

static const font *open_face(place *p, size_t i)
{
    const font *f;

    font_set_free(p->set);
    p->set = font_set_open(p->ini, p->dg);
    assert_non_null(p->set);
    f = font_set_open_face(p->set, i, p->dg);
    assert_non_null(f);
    return f;
}

static size_t prepare(place *p, size_t i, char *bytes)
{
    const font *f;
    FILE *out;

    unlink(p->face);
    f = open_face(p, i);
    assert_null(f->prepared);
    out = fopen(p->face, "wb");
    assert_non_null(out);
    assert_true(face_prepared_write(&p->engine, f, out));
    fclose(out);
    return get(p->face, bytes);
}

static bool prepared_kern(const font *f, uint32_t first, uint32_t second, int32_t *kern)
{
    const kern_square *s = face_prepared_square(f->prepared);

    return kern_of_rows(s, kern_row(s, first), kern_row(s, second), kern);
}

static void is_what_harfbuzz_says(void **state)
{
    static const uint32_t letters[] = {'A',   'V',   'T',   'o',   '1',   '7',    '.',    ',',
                                       '-',   0xAB,  0xBB,  0x410, 0x413, 0x423,  0x422,  0x430,
                                       0x43E, 0x443, 0x44F, 0x456, 0x401, 0x2014, 0x2116, 0x2026};
    place *p = *state;
    char bytes[LARGEST];
    const font *f;
    size_t known = 0, kerned = 0;

    assert_true(prepare(p, 0, bytes) > 10000);
    f = open_face(p, 0);
    assert_non_null(f->prepared);
    for (size_t i = 0; i < COUNT(letters); i++)
        for (size_t k = 0; k < COUNT(letters); k++) {
            const uint32_t both[2] = {letters[i], letters[k]};
            const plain_script script =
                both[0] >= 0x400 && both[0] < 0x500 ? PLAIN_CYRILLIC : PLAIN_LATIN;
            int32_t prepared, asked;
            if (!prepared_kern(f, font_char_glyph(f, both[0]), font_char_glyph(f, both[1]),
                               &prepared))
                continue;
            assert_true(
                plain_kern(&p->engine, f, hb_language_from_string("ru", -1), script, both, &asked));
            assert_int_equal(prepared, asked);
            known++;
            kerned += prepared != 0;
        }
    assert_true(known > 300);
    assert_true(kerned > 20);
}

static void has_the_same_cells(void **state)
{
    place *p = *state;
    char bytes[LARGEST];
    font_cell cells[CELLS];
    const font *f;

    prepare(p, 0, bytes);
    f = open_face(p, 0);
    assert_null(face_prepared_cells(f->prepared, 0x3000));
    memcpy(cells, face_prepared_cells(f->prepared, 0x400), sizeof cells);
    unlink(p->face);
    f = open_face(p, 0);
    for (uint32_t i = 0; i < CELLS; i++) {
        const font_cell cell = font_look_up(f, 0x400 + i);
        assert_memory_equal(&cell, &cells[i], sizeof cell);
    }
}

/* Latin and Cyrillic do not meet in a word, and other languages may kern otherwise. */
static void leaves_the_rest_to_harfbuzz(void **state)
{
    place *p = *state;
    char bytes[LARGEST];
    const font *f;
    int32_t kern;

    prepare(p, 0, bytes);
    f = open_face(p, 0);
    assert_false(prepared_kern(f, font_char_glyph(f, 'T'), font_char_glyph(f, 0x43E), &kern));
    assert_false(prepared_kern(f, font_char_glyph(f, 'T'), 0xFFFFFF, &kern));
    assert_false(prepared_kern(f, 0, font_char_glyph(f, 'T'), &kern));
    assert_true(face_prepared_speaks(hb_language_from_string("ru", -1)));
    assert_false(face_prepared_speaks(hb_language_from_string("sr", -1)));
    assert_false(face_prepared_speaks(HB_LANGUAGE_INVALID));
}

static void expect_unused(place *p, bool told)
{
    diag *dg = diag_new();
    font_set *set = font_set_open(p->ini, dg);
    const font *f = font_set_open_face(set, 0, dg);

    assert_non_null(f);
    assert_null(f->prepared);
    assert_int_equal(diag_has(dg, "P44"), told);
    font_set_free(set);
    diag_free(dg);
}

static void cut_off(void **state)
{
    place *p = *state;
    char bytes[LARGEST];
    const size_t size = prepare(p, 0, bytes);

    for (size_t n = 0; n < size; n += n < 200 ? 7 : 4099) {
        put(p->face, bytes, n);
        expect_unused(p, true);
    }
    memset(bytes + size, 0, 8);
    put(p->face, bytes, size + 8);
    expect_unused(p, true);
}

static void damaged(void **state)
{
    place *p = *state;
    char bytes[LARGEST];
    const size_t size = prepare(p, 0, bytes);

    for (size_t at = 0; at < size; at += at < 200 ? 1 : 1009) {
        bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
        put(p->face, bytes, size);
        expect_unused(p, true);
        bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
    }
}

/* A font that was replaced since make: no fault, and no use. */
static void of_another_font(void **state)
{
    place *p = *state;
    char bytes[LARGEST];

    prepare(p, 1, bytes);
    expect_unused(p, false);
}

static void cannot_be_written(void **state)
{
    place *p = *state;
    FILE *full = fopen("/dev/full", "wb");

    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    assert_false(face_prepared_write(&p->engine, open_face(p, 0), full));
    fclose(full);
}

/* The faces that pages are mostly set in have theirs. */
static void is_there_after_make(void **state)
{
    diag *dg = diag_new();
    font_set *set = font_set_open("fonts/fonts.ini", dg);
    const char *family, *path;

    (void)state;
    for (size_t i = 0; font_set_face(set, i, &family, &path); i++) {
        const font *f = font_set_open_face(set, i, dg);
        if (f && !f->prepared)
            fail_msg("nothing is prepared of %s", path);
    }
    assert_int_equal(diag_count(dg), 0);
    font_set_free(set);
    diag_free(dg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_what_harfbuzz_says, make_place, remove_place),
        cmocka_unit_test_setup_teardown(has_the_same_cells, make_place, remove_place),
        cmocka_unit_test_setup_teardown(leaves_the_rest_to_harfbuzz, make_place, remove_place),
        cmocka_unit_test_setup_teardown(cut_off, make_place, remove_place),
        cmocka_unit_test_setup_teardown(damaged, make_place, remove_place),
        cmocka_unit_test_setup_teardown(of_another_font, make_place, remove_place),
        cmocka_unit_test_setup_teardown(cannot_be_written, make_place, remove_place),
        cmocka_unit_test(is_there_after_make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
