/* text_font.c - the configured faces: choice, metrics, fallback, shaping, subsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "text/font.h"

typedef struct {
    diag *dg;
    font_set *set;
    metrics *m;
} fixture;

static int set_up(void **state)
{
    fixture *x = mem_alloc(sizeof *x);

    x->dg = diag_new();
    x->set = font_set_open("fonts/fonts.ini", x->dg);
    x->m = x->set ? shaper_new(x->set, x->dg) : NULL;
    *state = x;
    return x->m ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *x = *state;

    shaper_free(x->m);
    font_set_free(x->set);
    diag_free(x->dg);
    mem_free(x);
    return 0;
}

static void test_families(void **state)
{
    static const struct {
        const char *families;
        int weight;
        bool italic;
        const char *name;
    } cases[] = {
        {"Helvetica", 400, false, "LiberationSans"},
        {"arial", 700, false, "LiberationSans-Bold"},
        {NULL, 400, false, "LiberationSans"},
        {"", 400, true, "LiberationSans-Italic"},
        {"Nobody Has This", 700, true, "LiberationSans-BoldItalic"},
        {"Nobody Has This, Courier New", 400, false, "LiberationMono"},
        {"\"Times New Roman\", sans-serif", 400, false, "LiberationSerif"},
        {"'Times Roman'", 700, false, "LiberationSerif-Bold"},
        {" TIMES ,monospace", 400, true, "LiberationSerif-Italic"},
        {"PT Serif", 600, false, "PTSerif-Bold"},
        {"PT Serif", 500, false, "PTSerif-Regular"},
        {"PT Serif", 100, false, "PTSerif-Regular"},
        {"PT Sans", 900, true, "PTSans-BoldItalic"},
        {"DejaVu Serif", 400, true, "DejaVuSerif"},
        {"Symbol", 400, false, "DejaVuSans"},
        {",,\"unclosed", 400, false, "LiberationSans"},
    };
    fixture *x = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const font *f = x->m->match(x->m, cases[i].families, cases[i].weight, cases[i].italic);
        if (strcmp(font_postscript_name(f), cases[i].name))
            fail_msg("%s %d: %s, not %s", cases[i].families ? cases[i].families : "(none)",
                     cases[i].weight, font_postscript_name(f), cases[i].name);
    }
    assert_int_equal(diag_count(x->dg), 0);
}

static void test_metrics(void **state)
{
    fixture *x = *state;
    const font *sans = x->m->match(x->m, "sans-serif", 400, false);
    const font_metrics m = x->m->measure(x->m, sans);

    assert_int_equal(m.units_per_em, 2048);
    assert_int_equal(m.ascender, 1491); /* .728 of the em: OS/2, not hhea */
    assert_int_equal(m.descender, -431);
    assert_true(m.x_height == 1082 && m.cap_height == 1409);
    assert_true(m.underline_position < 0 && m.underline_thickness > 0);
    assert_true(m.strikeout_position > 0 && m.superscript_offset > m.subscript_offset);
    assert_false(font_is_serif(sans));
    assert_true(font_is_serif(x->m->match(x->m, "serif", 400, false)));
    assert_true(font_is_monospaced(x->m->match(x->m, "monospace", 400, false)));
    assert_true(font_italic_angle(x->m->match(x->m, "serif", 400, true)) < -10);
    assert_false(font_is_cff(sans));
    assert_non_null(strstr(font_version(sans), "2."));
}

/* ---- shaping ---- */

static const shaped *shape_text(fixture *x, const font *f, const char *language, unsigned flags,
                                const char *text)
{
    const shape_style style = {language, flags};
    return x->m->shape(x->m, f, &style, text, strlen(text));
}

static void test_words(void **state)
{
    fixture *x = *state;
    const font *f = x->m->match(x->m, "serif", 400, false);
    const shaped *a = shape_text(x, f, "ru", 0, "школа");
    int32_t sum = 0;

    assert_int_equal(a->count, 5);
    assert_false(a->missing);
    for (uint32_t i = 0; i < a->count; i++) {
        assert_int_equal(a->glyphs[i].cluster, 2 * i);
        sum += a->glyphs[i].advance;
    }
    assert_int_equal(sum, a->advance);
    assert_ptr_equal(a, shape_text(x, f, "ru", 0, "школа"));
    assert_ptr_not_equal(a, shape_text(x, f, "ru", SHAPE_KERNING, "школа"));
    assert_ptr_not_equal(a, shape_text(x, f, "bg", 0, "школа"));
    assert_int_equal(shape_text(x, f, NULL, 0, "")->count, 0);
}

static void test_kerning(void **state)
{
    static const struct {
        const char *family, *pair;
    } cases[] = {{"serif", "AV"},          {"serif", "Yo"},   {"PT Serif", "ГА"},
                 {"PT Serif", "То"},       {"PT Sans", "АУ"}, {"sans-serif", "AV"},
                 {"Liberation Sans", "То"}};
    fixture *x = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const font *f = x->m->match(x->m, cases[i].family, 400, false);
        const int32_t off = shape_text(x, f, "ru", 0, cases[i].pair)->advance;
        const int32_t on = shape_text(x, f, "ru", SHAPE_KERNING, cases[i].pair)->advance;
        if (on >= off)
            fail_msg("%s %s: %d kerned, %d not", cases[i].family, cases[i].pair, on, off);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_families, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_metrics, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_kerning, set_up, tear_down),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
