/* pdf_font_files.c - subsets that serve the next document are those it would have made itself. */
#include "support/pdf_build.h"

#include "pdf/font_files.h"

enum { GLYPHS = 40 };

/* The subset with glyphs from … from+count-1 of a new list: what a process of its own would
 * embed. */
static void assert_as_alone(const font_file *f, const font *face, uint32_t from, size_t count,
                            const uint32_t *cids, deflater *z)
{
    font_files *fresh = font_files_new();
    uint32_t gids[GLYPHS], own[GLYPHS];
    const font_file *alone;

    for (uint32_t i = 0; i < count; i++)
        gids[i] = from + i;
    alone = font_files_get(fresh, face, gids, count, own, z);
    assert_non_null(alone);
    assert_int_equal(f->size, alone->size);
    assert_int_equal(f->packed_size, alone->packed_size);
    assert_memory_equal(f->packed, alone->packed, f->packed_size);
    assert_memory_equal(cids, own, count * sizeof *own);
    font_files_free(fresh);
}

static const font_file *get(font_files *s, const font *face, uint32_t from, size_t count,
                            uint32_t *cids, deflater *z)
{
    uint32_t gids[GLYPHS];

    for (uint32_t i = 0; i < count; i++)
        gids[i] = from + i;
    return font_files_get(s, face, gids, count, cids, z);
}

static void the_same_glyphs_have_the_same_file(void **state)
{
    world t = world_begin();
    const font *face = t.shaper->match(t.shaper, "serif", 400, false);
    const uint32_t mixed[] = {40, 36, 40, 38, 36}, rising[] = {36, 38, 40};
    uint32_t a[5], b[3];
    font_files *s = font_files_new();
    deflater *z = deflater_new();
    const void *first = font_files_get(s, face, mixed, 5, a, z)->packed;
    (void)state;
    assert_ptr_equal(font_files_get(s, face, rising, 3, b, z)->packed, first);
    assert_true(a[0] == b[2] && a[1] == b[0] && a[2] == b[2] && a[3] == b[1] && a[4] == b[0]);
    assert_true(b[0] && b[0] < b[1] && b[1] < b[2]);
    assert_ptr_not_equal(font_files_get(s, face, rising, 2, b, z)->packed, first);
    deflater_free(z);
    font_files_free(s);
    world_end(&t);
}

/* More sets than are kept, in two faces, each asked for again and again. */
static void what_was_made_before_changes_nothing(void **state)
{
    world t = world_begin();
    const font *faces[] = {t.shaper->match(t.shaper, "serif", 400, false),
                           t.shaper->match(t.shaper, "sans-serif", 700, false)};
    font_files *s = font_files_new();
    deflater *z = deflater_new();
    (void)state;
    for (uint32_t round = 0; round < 3; round++)
        for (uint32_t i = 0; i < 14; i++)
            for (size_t k = 0; k < COUNT(faces); k++) {
                uint32_t cids[GLYPHS], from = 20 + i * (1 + round % 2);
                const font_file *f = get(s, faces[k], from, 5 + i, cids, z);
                assert_non_null(f);
                assert_as_alone(f, faces[k], from, 5 + i, cids, z);
            }
    deflater_free(z);
    font_files_free(s);
    world_end(&t);
}

static void a_font_without_glyphs_has_a_file(void **state)
{
    world t = world_begin();
    font_files *s = font_files_new();
    deflater *z = deflater_new();
    (void)state;
    assert_non_null(
        font_files_get(s, t.shaper->match(t.shaper, "serif", 400, false), NULL, 0, NULL, z));
    deflater_free(z);
    font_files_free(s);
    world_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_glyphs_have_the_same_file),
        cmocka_unit_test(what_was_made_before_changes_nothing),
        cmocka_unit_test(a_font_without_glyphs_has_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
