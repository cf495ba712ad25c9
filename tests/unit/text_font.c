/* text_font.c - the configured faces: choice, metrics, fallback, shaping, subsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
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

/* Every family has 400 and 700. */
static void test_next_weight(void **state)
{
    static const struct {
        const char *families;
        int weight;
        bool darker;
        int next;
    } cases[] = {
        {"PT Serif", 400, true, 700},
        {"PT Serif", 100, true, 700},
        {"PT Serif", 500, true, 700},
        {"PT Serif", 600, true, 700},
        {"PT Serif", 700, true, 800},
        {"PT Serif", 900, true, 900},
        {"PT Serif", 900, false, 400},
        {"PT Serif", 700, false, 400},
        {"PT Serif", 600, false, 400},
        {"PT Serif", 500, false, 400},
        {"PT Serif", 400, false, 300},
        {"PT Serif", 100, false, 100},
        {"Helvetica", 300, true, 700},
        {"None, Times", 800, false, 400},
        {"Nobody Has This", 400, true, 700},
        {"", 700, false, 400},
        {NULL, 400, true, 700},
    };
    fixture *x = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const int next =
            font_set_next_weight(x->set, cases[i].families, cases[i].weight, cases[i].darker);
        if (next != cases[i].next)
            fail_msg("%zu: %d %s: %d", i, cases[i].weight, cases[i].darker ? "darker" : "lighter",
                     next);
    }
}

static void test_metrics(void **state)
{
    fixture *x = *state;
    const font *sans = x->m->match(x->m, "sans-serif", 400, false);
    const font_metrics m = x->m->measure(x->m, sans);

    assert_int_equal(m.ascender, 728); /* OS/2, not hhea */
    assert_int_equal(m.descender, -210);
    assert_true(m.x_height == 528 && m.cap_height == 688);
    assert_true(m.underline_position < 0 && m.underline_thickness > 0);
    assert_true(m.strikeout_position > 0);
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

/* й as и and U+0306: one glyph, as HarfBuzz composes it; a mark that composes with nothing stands
 * over its letter and adds no width. */
static void test_marks(void **state)
{
    static const char *const families[] = {"serif", "sans-serif", "PT Serif", "DejaVu Sans"};
    fixture *x = *state;

    for (size_t i = 0; i < COUNT(families); i++) {
        const font *f = x->m->match(x->m, families[i], 400, false);
        const shaped *one = shape_text(x, f, "ru", 0, "\u0439");
        const shaped *two = shape_text(x, f, "ru", 0, "\u0438\u0306");
        assert_int_equal(two->count, 1);
        assert_int_equal(two->glyphs[0].gid, one->glyphs[0].gid);
        assert_int_equal(two->advance, one->advance);
    }
    const font *f = x->m->match(x->m, "serif", 400, false);
    const shaped *plain = shape_text(x, f, "ru", 0, "\u0430");
    const shaped *accent = shape_text(x, f, "ru", 0, "\u0430\u0301");
    assert_int_equal(accent->count, 2);
    assert_int_equal(accent->advance, plain->advance);
    assert_int_equal(accent->glyphs[1].advance, 0);
    assert_int_equal(accent->glyphs[1].cluster, 0);
}

/* Stress over a small and a capital vowel is over its middle and close to it, whether the face has
 * anchors for it (Sans, DejaVu) or not (Serif): lifted by the difference of the heights. */
static void test_stress(void **state)
{
    static const char *const families[] = {"serif", "sans-serif", "DejaVu Sans"};
    fixture *x = *state;

    for (size_t i = 0; i < COUNT(families); i++) {
        const font *f = x->m->match(x->m, families[i], 400, false);
        const font_metrics fm = x->m->measure(x->m, f);
        const shaped *small = shape_text(x, f, "ru", 0, "\u043E\u0301");
        const shaped *capital = shape_text(x, f, "ru", 0, "\u041E\u0301");
        const int32_t lift = capital->glyphs[1].dy - small->glyphs[1].dy;
        const int32_t wanted = fm.cap_height - fm.x_height;
        assert_int_equal(small->count, 2);
        if (lift < wanted / 2 || lift > wanted * 3 / 2)
            fail_msg("%s: lifted by %d of %d", families[i], lift, wanted);
    }
}

static void test_invisible(void **state)
{
    fixture *x = *state;
    const font *f = x->m->match(x->m, "serif", 400, false);
    const shaped *plain = shape_text(x, f, "ru", 0, "656-ОД");
    const shaped *joined = shape_text(x, f, "ru", 0, "656\u2060-\u2060О\u00ADД");

    assert_int_equal(joined->count, plain->count);
    assert_int_equal(joined->advance, plain->advance);
    assert_false(joined->missing);
    for (uint32_t i = 0; i < plain->count; i++)
        assert_int_equal(joined->glyphs[i].gid, plain->glyphs[i].gid);
    assert_int_equal(shape_text(x, f, "ru", 0, "\xE1\xA0\x8B")->count,
                     0); /* U+180B and nothing else */
}

/* ---- fallback ---- */

static void test_fallback(void **state)
{
    static const struct {
        const char *families;
        uint32_t cp;
        const char *name; /* NULL: no face has it */
    } cases[] = {
        {"serif", 'a', "LiberationSerif"},
        {"serif", 0x2060, "LiberationSerif"},   /* invisible */
        {"serif", 0x202F, "LiberationSerif"},   /* made from the space */
        {"PT Serif", 0x2074, "LiberationSans"}, /* the default comes before last resorts */
        {"serif", 0x2713, "DejaVuSans"},
        {"Symbol", 0x2200, "DejaVuSans"},
        {"Courier, PT Serif", 0x20BD, "PTSerif-Regular"},
        {"serif", 0x1F600, "DejaVuSans"},
        {"serif", 0x4E00, NULL},
        {"serif", 0x10FFFF, NULL},
        {"serif", 0xFFFFFFFF, NULL},
    };
    fixture *x = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const font *f = x->m->match_char(x->m, cases[i].families, 400, false, cases[i].cp);
        const char *found = f ? font_postscript_name(f) : NULL;
        if (found != cases[i].name && (!found || !cases[i].name || strcmp(found, cases[i].name)))
            fail_msg("U+%04X in %s: %s", (unsigned)cases[i].cp, cases[i].families,
                     found ? found : "none");
    }
    assert_true(
        shape_text(x, x->m->match(x->m, "serif", 400, false), "ru", 0, "\U0001F600")->missing);
}

/* U+2011 is drawn as a hyphen where a face has no glyph of its own. */
static void test_no_break_hyphen(void **state)
{
    fixture *x = *state;
    const font *f = x->m->match_char(x->m, "serif", 400, false, 0x2011);
    const shaped *s = shape_text(x, f, "ru", 0, "IT\u2011куб");

    assert_string_equal(font_postscript_name(f), "LiberationSerif");
    assert_false(s->missing);
    assert_int_equal(s->count, 6);
    assert_int_equal(s->glyphs[2].gid, shape_text(x, f, "ru", 0, "\u2010")->glyphs[0].gid);
}

/* ---- cache ---- */

/* Results of a first, a repeated and a fresh shaping are the same, and trim leaves nothing
 * stale. */
static void test_cache(void **state)
{
    fixture *x = *state;
    metrics *other = shaper_new(x->set, x->dg);
    const font *f = x->m->match(x->m, "PT Serif", 400, false);
    const shape_style style = {"ru", SHAPE_KERNING};
    char word[16];

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 70000; i++) {
            const size_t n = (size_t)snprintf(word, sizeof word, "А%dУ%d", i, i * 7);
            const shaped *a = x->m->shape(x->m, f, &style, word, n);
            assert_ptr_equal(a, x->m->shape(x->m, f, &style, word, n));
            if (i % 100)
                continue;
            const shaped *b = other->shape(other, f, &style, word, n);
            assert_int_equal(a->count, b->count);
            assert_memory_equal(a->glyphs, b->glyphs, a->count * sizeof *a->glyphs);
            x->m->trim(x->m);
        }
    shaper_free(other);
}

/* Told before or not, in order or out of it, never asked for: a word is what it is. */
static void test_expected(void **state)
{
    enum { WORDS = 20000, TOLD = 6 };
    fixture *x = *state;
    metrics *other = shaper_new(x->set, x->dg);
    const font *f = x->m->match(x->m, "PT Serif", 400, false);
    const shape_style style = {"ru", SHAPE_KERNING};
    char words[WORDS][16];

    for (int i = 0; i < WORDS; i++)
        snprintf(words[i], sizeof words[i], "%cа%d", 'A' + i % 26, i);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < WORDS; i++) {
            const char *word = words[i % 1000 == 77 ? WORDS - 1 - i : i];
            const char *told = words[(i + TOLD) % WORDS];
            const shaped *a, *b;
            x->m->expect(x->m, f, &style, told, strlen(told));
            a = x->m->shape(x->m, f, &style, word, strlen(word));
            assert_ptr_equal(a, x->m->shape(x->m, f, &style, word, strlen(word)));
            b = other->shape(other, f, &style, word, strlen(word));
            assert_int_equal(a->count, b->count);
            assert_memory_equal(a->glyphs, b->glyphs, a->count * sizeof *a->glyphs);
            if (i % 5000 == 4999)
                x->m->trim(x->m);
        }
    shaper_free(other);
}

/* The next document finds its words shaped, and hears of its own faces. */
static void test_serve(void **state)
{
    fixture *x = *state;
    const font *f = x->m->match(x->m, "PT Serif", 400, false);
    const shaped *first = shape_text(x, f, "ru", 0, "отчёт");
    diag *next = diag_new();

    shaper_serve(x->m, next);
    assert_ptr_equal(f, x->m->match(x->m, "PT Serif", 400, false));
    assert_ptr_equal(first, shape_text(x, f, "ru", 0, "отчёт"));
    shaper_serve(x->m, x->dg);
    diag_free(next);
}

/* ---- subsets ---- */

static bool write_file(const char *path, const void *bytes, size_t n)
{
    FILE *out = fopen(path, "wb");
    const bool ok = out && fwrite(bytes, 1, n, out) == n;

    if (out)
        fclose(out);
    return ok;
}

/* The subset opens again, has the glyphs under the numbers that the map says, and is the same for
 * the same glyphs in another order. */
static void test_subset(void **state)
{
    const char path[] = "build/text_font_subset.ttf";
    fixture *x = *state;
    arena *a = arena_new();
    const font *f = x->m->match(x->m, "serif", 400, false);
    const shaped *s = shape_text(x, f, "ru", 0, "Ёлка№ё");
    uint32_t gids[6], turned[6], map[6], again[6];
    size_t size, size_again;

    assert_int_equal(s->count, 6);
    for (uint32_t i = 0; i < 6; i++)
        gids[i] = turned[5 - i] = s->glyphs[i].gid;
    const uint8_t *bytes = font_subset(f, gids, 6, map, &size, a);
    assert_non_null(bytes);
    assert_memory_equal(bytes, font_subset(f, turned, 6, again, &size_again, a), size);
    assert_int_equal(size, size_again);
    assert_true(size < 12000);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(map[i], again[5 - i]);
        assert_true(map[i] > 0);
        for (size_t j = 0; j < i; j++)
            assert_int_equal(map[i] < map[j], gids[i] < gids[j]);
    }
    assert_true(write_file(path, bytes, size));
    assert_true(font_set_add(x->set, "Part", path, x->dg));
    const font *part = x->m->match(x->m, "Part", 400, false);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(font_advance(part, map[i]), s->glyphs[i].advance);
    assert_non_null(font_subset(f, NULL, 0, NULL, &size, a));
    arena_free(a);
}

/* ---- what goes wrong ---- */

static void test_unreadable(void **state)
{
    fixture *x = *state;

    assert_false(font_set_add(x->set, "Gone", "/nonexistent.ttf", x->dg));
    assert_false(font_set_add(x->set, "Gone", "fonts/fonts.ini", x->dg));
    assert_true(diag_has(x->dg, "P40"));
    assert_string_equal(font_postscript_name(x->m->match(x->m, "Gone", 400, false)),
                        "LiberationSans");
    assert_null(font_set_open("/nonexistent/fonts.ini", x->dg));
    assert_true(diag_has(x->dg, "G04"));
    assert_null(font_set_open("fonts/fonts.sha256", x->dg));
    assert_true(diag_has(x->dg, "G20"));
}

/* Every configured face is there and tells its version. */
static void test_configured(void **state)
{
    fixture *x = *state;
    const char *family, *path;
    size_t n = 0;

    for (; font_set_face(x->set, n, &family, &path); n++)
        if (!*font_set_version(x->set, n, x->dg))
            fail_msg("%s: %s", family, path);
    assert_true(n >= 26);
    assert_string_equal(font_set_version(x->set, n, x->dg), "");
    assert_int_equal(diag_count(x->dg), 0);
}

/* --font "Arial=…" wins over the alias, and an added face over the configured one of its style. */
static void test_added(void **state)
{
    const char *serif = "/usr/share/fonts/truetype/paratype/PTF55F.ttf";
    const char *bold = "/usr/share/fonts/truetype/paratype/PTF75F.ttf";
    fixture *x = *state;

    assert_true(font_set_add(x->set, "Arial", serif, x->dg));
    assert_true(font_set_add(x->set, "Liberation Serif", bold, x->dg));
    assert_string_equal(font_postscript_name(x->m->match(x->m, "arial", 700, false)),
                        "PTSerif-Regular");
    assert_string_equal(font_postscript_name(x->m->match(x->m, "serif", 700, false)),
                        "PTSerif-Bold");
    assert_string_equal(font_postscript_name(x->m->match(x->m, "serif", 400, false)),
                        "LiberationSerif");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_families, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_metrics, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_kerning, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_marks, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_stress, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_invisible, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_fallback, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_no_break_hyphen, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_serve, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_cache, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_expected, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_next_weight, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_subset, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_unreadable, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_configured, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_added, set_up, tear_down),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
