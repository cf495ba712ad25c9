/* pdf_text.c - glyphs on the page: where they stand, what they are copied as. */
#include "support/pdf_build.h"

#include "base/utf8.h"

/* The text of a page as pdftotext reads it. */
static const char *copied_text(world *t)
{
    int code;
    char *said = say(t, arena_printf(t->mem, "pdftotext %s - 2>&1", in_dir(t, "x.pdf")), &code);

    assert_int_equal(code, 0);
    return said;
}

static void assert_copied(const char *shown, const char *wanted)
{
    world t = world_begin();
    area *page = new_page(&t);
    size_t size;

    put_text(&t, page, PT(20), PT(30), shown);
    write_one(&t, page, &size);
    assert_sound(&t);
    if (have("pdftotext") && !strstr(copied_text(&t), wanted))
        fail_msg("\"%s\" is copied as \"%s\"", shown, copied_text(&t));
    world_end(&t);
}

static void text_is_copied_as_it_was_written(void **state)
{
    static const struct {
        const char *shown, *wanted;
    } cases[] = {
        {"«йЁ№» ёж, щука — объём", "«йЁ№» ёж, щука — объём"},
        {"office fly", "office fly"}, /* ligatures */
        {"ин\xC2\xAD"
         "фор\xE2\x80\x8Bма\xE2\x81\xA0ция",
         "информация"}, /* steering characters */
        {"a(b)\\c\r", "a(b)\\c"},
        {"Ѣра за 5 ₽ или ½ доли", "Ѣра за 5 ₽ или ½ доли"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_copied(cases[i].shown, cases[i].wanted);
}

/* и and U+0306 make one й, whether the face composes them or draws two glyphs. */
static void combining_marks_are_copied(void **state)
{
    (void)state;
    assert_copied("ча\xD0\xB8\xCC\x86ка", "ча\xD0\xB8\xCC\x86ка");
    assert_copied("а\xCC\x81нна", "нна");
}

static void one_glyph_for_two_texts_has_two_codes(void **state)
{
    arena *a = arena_new();
    world t = world_begin();
    fonts *set = fonts_new(a);
    pdf_font *f = fonts_find(set, t.shaper->match(t.shaper, "serif", 400, false));
    uint32_t space = pdf_font_code(set, &f, 3, " ", 1),
             hard = pdf_font_code(set, &f, 3, "\xC2\xA0", 2);
    uint32_t pair = pdf_font_code(set, &f, 9, "fi", 2);
    (void)state;
    assert_int_equal(space, 1);
    assert_int_equal(hard, 2);
    assert_int_equal(pair, 3);
    assert_int_equal(pdf_font_code(set, &f, 3, " ", 1), space);
    assert_int_equal(pdf_font_code(set, &f, 9, "fi", 2), pair);
    assert_int_equal(pdf_font_code(set, &f, 9, "fl", 2), 4);
    assert_int_equal(pdf_font_code(set, &f, 9, "", 0), 5);
    assert_int_equal(pdf_font_written(f, space)->width, pdf_font_written(f, hard)->width);
    fonts_free(set);
    arena_free(a);
    world_end(&t);
}

/* ---- positions ---- */

/* A reader of TJ: where each glyph of one run is drawn, in millionths of a millipoint. */
static size_t drawn_at(const char *s, pdf_writer *w, const font *face, int64_t size, int64_t *x,
                       size_t max)
{
    pdf_font *f = fonts_find(w->fonts, face);
    int64_t at = 0;
    size_t n = 0;

    for (s = strchr(s, '[') + 1; *s != ']';) {
        if (*s == '(') {
            for (s++; *s != ')' && n < max;) {
                const unsigned code = (unsigned char)*s++;
                x[n++] = at;
                at += (int64_t)pdf_font_written(f, code)->width * 1000 * size;
            }
            s++;
        } else {
            char *end;
            double adjust = strtod(s, &end);
            assert_true(end > s);
            at -= (int64_t)(adjust * 1000 + (adjust < 0 ? -.5 : .5)) * size;
            s = end;
        }
    }
    return n;
}

/* Kerned and justified in odd amounts: no glyph may be drawn farther than 0.005 pt from its
 * place. */
static void drawn_glyphs_never_drift(void **state)
{
    static const mpt sizes[] = {PT(6), PT(10), PT(12), 13333, PT(48)};
    static const char line[] =
        "АУ ГА ТА Получили рекомендации комиссии по разработке AVATAR To We fi "
        "программ образовательных организаций и консультативных центров";
    (void)state;
    for (size_t k = 0; k < COUNT(sizes); k++) {
        world t = world_begin();
        pdf_writer *w = pdf_open(&plain_info, t.dg);
        area *page = new_page(&t), *a = put_text(&t, page, 1000, 1000, "x");
        area_text *text = shape_text(&t, "Liberation Sans", sizes[k], line);
        area_glyph *g = (area_glyph *)text->glyphs;
        int64_t x[200], at = 0;
        size_t n;

        for (uint32_t i = 0; i < text->glyph_count; i++)
            if (line[g[i].cluster] == ' ')
                g[i].advance += 137 + (mpt)i * 31;
        a->u.text = text;
        assert_true(send_page(w, page, 0, "1"));
        n = drawn_at(w->page.out.data, w, text->face, sizes[k], x, COUNT(x));
        assert_int_equal(n, text->glyph_count);
        for (size_t i = 0; i < n; i++) {
            if (llabs(x[i] - at) > 5000000)
                fail_msg("size %d, glyph %zu: off by %.4f pt", (int)sizes[k], i,
                         (double)(x[i] - at) / 1e9);
            at += (int64_t)g[i].advance * 1000000;
        }
        pdf_free(w);
        world_end(&t);
    }
}

static void unkerned_text_needs_no_adjustments(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    char *ops;
    (void)state;
    put_text(&t, page, PT(20), PT(30), "нннннннннннннннннннннннннннн");
    ops = operators(&t, page);
    assert_non_null(strstr(ops, "BT\n/F1 12 Tf\n20 258 Td\n[("));
    assert_non_null(strstr(ops, ")]TJ\nET\n"));
    assert_int_equal(strcspn(strchr(ops, '[') + 1, "]"), 28 + 2);
    world_end(&t);
}

static void raised_glyphs_come_back_to_the_line(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a = put_text(&t, page, 0, 0, "абв");
    area_glyph *g = (area_glyph *)a->u.text->glyphs;
    char *ops;
    (void)state;
    g[1].dy = 2500;
    g[1].dx = -1200;
    ops = operators(&t, page);
    assert_non_null(strstr(ops, "]TJ\n2.5 Ts\n["));
    assert_non_null(strstr(ops, "]TJ\n0 Ts\n["));
    assert_int_equal(strncmp(strstr(ops, "2.5 Ts\n[") + 8, "100(", 4), 0);
    world_end(&t);
}

/* ---- clusters ---- */

static area *put_clusters(world *t, area *page, const char *text, const uint32_t *clusters,
                          uint32_t n)
{
    area *a = put_text(t, page, PT(10), PT(10), "нннннн");
    area_text *run = (area_text *)a->u.text;

    assert_true(n <= run->glyph_count);
    run->text = text;
    run->text_len = (uint32_t)strlen(text);
    run->glyph_count = n;
    for (uint32_t i = 0; i < n; i++)
        ((area_glyph *)run->glyphs)[i].cluster = clusters[i];
    return a;
}

static void clusters_share_out_their_text(void **state)
{
    static const struct {
        const char *text;
        uint32_t clusters[4], n;
        const char *wanted;
        bool actual_text;
    } cases[] = {
        {"abc", {0, 1, 2}, 3, "abc", false}, {"abc", {0, 0, 0}, 3, "abc", false},
        {"abcd", {0, 0}, 2, "abcd", false},  {"xyz", {0}, 1, "xyz", false},
        {"a", {0, 0}, 2, "a", true},         {"", {0, 0}, 2, "", true},
        {"abc", {2, 1, 0}, 3, "cba", false}, /* right to left */
        {"abc", {0, 7, 9}, 3, "abc", true},  /* clusters beyond the text */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        area *page = new_page(&t);
        size_t size;
        put_clusters(&t, page, cases[i].text, cases[i].clusters, cases[i].n);
        assert_int_equal(strstr(operators(&t, page), "/ActualText") != NULL, cases[i].actual_text);
        write_one(&t, page, &size);
        assert_sound(&t);
        if (have("pdftotext") &&
            strncmp(copied_text(&t), cases[i].wanted, strlen(cases[i].wanted)) != 0)
            fail_msg("case %zu is copied as \"%s\"", i, copied_text(&t));
        world_end(&t);
    }
}

/* Where a mark without a width stands near the next letter, Poppler would end the word. */
static void marks_do_not_end_words(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a = put_area(&t, page, AREA_TEXT, PT(20), PT(10), PT(100), PT(12));
    size_t size;
    (void)state;
    a->u.text = shape_text(&t, "PT Serif", PT(12), "мо\xCC\x81жно");
    write_one(&t, page, &size);
    if (have("pdftotext"))
        assert_non_null(strstr(copied_text(&t), "мо\xCC\x81жно"));
    world_end(&t);
}

static void words_divided_at_a_line_end_are_rejoined(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a;
    size_t size;
    (void)state;
    a = put_text(&t, page, PT(20), PT(10), "Получили рекомендации и консуль\xE2\x80\x90");
    ((area_text *)a->u.text)->hyphen = true;
    put_text(&t, page, PT(20), PT(24), "тации в учреждении");
    write_one(&t, page, &size);
    if (have("pdftotext"))
        assert_non_null(strstr(copied_text(&t), "консультации в учреждении"));
    world_end(&t);
}

/* hyphenation-character="=": no reader takes that for a hyphen, so it is copied as it stands
 * there. */
static void another_sign_at_a_line_end_is_copied(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a;
    size_t size;
    (void)state;
    a = put_text(&t, page, PT(20), PT(10), "консуль=");
    ((area_text *)a->u.text)->hyphen = true;
    put_text(&t, page, PT(20), PT(24), "тации");
    write_one(&t, page, &size);
    if (have("pdftotext"))
        assert_non_null(strstr(copied_text(&t), "консуль="));
    world_end(&t);
}

/* ---- limits ---- */

static size_t count_of(const char *s, const char *what)
{
    size_t n = 0;

    for (; (s = strstr(s, what)); s++)
        n++;
    return n;
}

/* `count` glyphs of н that stand for as many texts, and then those again. */
static area_text *put_many(world *t, area *page, uint32_t count, mpt size)
{
    area *a = put_area(t, page, AREA_TEXT, PT(10), PT(10), PT(100), PT(12));
    area_text *run = shape_text(t, "Liberation Serif", size, "н");
    area_glyph *g = ARENA_ARRAY(t->mem, area_glyph, count * 2);
    char *text = arena_text(t->mem, count * 8 + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < count * 2; i++) {
        g[i] = run->glyphs[0];
        g[i].cluster = (uint32_t)n;
        n += utf8_encode(0x20000 + i % count, text + n);
    }
    text[n] = '\0';
    run->glyphs = g;
    run->glyph_count = count * 2;
    run->text = text;
    run->text_len = (uint32_t)n;
    a->u.text = run;
    return run;
}

/* What has a code keeps it, and the pen goes on where it was. */
static void a_full_font_is_followed_by_another(void **state)
{
    static const struct {
        uint32_t texts;
        size_t fonts, changes;
    } cases[] = {{1, 1, 1}, {250, 1, 1}, {251, 2, 4}, {3000, 2, 4}, {66000, 3, 6}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        area *page = new_page(&t);
        area_text *run = put_many(&t, page, cases[i].texts, 50);
        const char *ops = operators(&t, page);
        size_t size;
        char *file = write_one(&t, page, &size);

        for (char name[] = "/F1 "; name[2] < '5'; name[2]++)
            assert_int_equal(find(file, size, name) != NULL,
                             (size_t)(name[2] - '0') <= cases[i].fonts);
        assert_int_equal(count_of(ops, " Tf\n"), cases[i].changes);
        assert_int_equal(count_of(ops, " Td\n"), 1);
        assert_sound(&t);
        if (cases[i].texts <= 3000 && have("pdftotext"))
            assert_non_null(strstr(copied_text(&t), run->text));
        world_end(&t);
    }
}

/* Those that a string would have to escape are left out. */
static void codes_are_of_one_byte(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    const char *ops, *maps;
    size_t size;
    int code;
    (void)state;
    put_many(&t, page, 100, PT(1));
    ops = operators(&t, page);
    assert_non_null(strstr(ops, "[(\1\2\3\4\5\6\7\x08\t\x0B\f\x0E"));
    assert_non_null(strstr(ops, "&'*+"));
    assert_non_null(strstr(ops, "YZ[]^_`abcdefghi\1\2"));
    write_one(&t, page, &size);
    if (have("qpdf")) {
        maps = say(
            &t, arena_printf(t.mem, "qpdf --qdf %s - | grep -a beginbfchar", in_dir(&t, "x.pdf")),
            &code);
        assert_string_equal(maps, "9 beginbfchar\n2 beginbfchar\n26 beginbfchar\n"
                                  "50 beginbfchar\n13 beginbfchar\n");
    }
    world_end(&t);
}

static void bytes_of_wide_codes_are_escaped(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    const char *ops;
    (void)state;
    put_many(&t, page, 250 + 2600, PT(1));
    ops = operators(&t, page);
    assert_non_null(strstr(ops, "0\t0\\n0\x0B"));
    assert_non_null(strstr(ops, "0\f0\\r0\x0E"));
    assert_non_null(strstr(ops, "0'0\\(0\\)0*"));
    assert_non_null(strstr(ops, "0[0\\\\0]"));
    assert_non_null(strstr(ops, "\\n\t\\n\\n\\n\x0B"));
    world_end(&t);
}

/* All fonts of a file share the CMap of such codes. */
static void one_cmap_serves_all_fonts(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a;
    size_t size;
    const char *file, *from;
    (void)state;
    put_text(&t, page, PT(20), PT(10), "абв");
    a = put_area(&t, page, AREA_TEXT, PT(20), PT(30), PT(100), PT(12));
    a->u.text = shape_text(&t, "PT Sans", PT(12), "где");
    file = write_one(&t, page, &size);
    from = find(file, size, "/CMapName/OneByteIdentityH");
    assert_non_null(from);
    assert_null(find(from + 1, size - (size_t)(from + 1 - file), "/CMapName/OneByteIdentityH"));
    assert_sound(&t);
    world_end(&t);
}

static void absurd_sizes_are_not_painted(void **state)
{
    static const mpt sizes[] = {0, -5000, PT(33000), MPT_MAX};
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        world t = world_begin();
        area *page = new_page(&t), *a = put_text(&t, page, 0, 0, "абв");
        ((area_text *)a->u.text)->size = sizes[i];
        assert_string_equal(operators(&t, page), "");
        world_end(&t);
    }
}

static void far_positions_do_not_overflow(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a = page;
    size_t size;
    (void)state;
    for (int i = 0; i < 50; i++) {
        a = put_area(&t, a, AREA_BLOCK, MPT_MAX, MPT_MAX, MPT_MAX, MPT_MAX);
        put_box(&t, a)->background = RED;
        set_edge((area_box *)a->box, SIDE_END, MPT_MAX, EN_DASHED, RED);
        set_edge((area_box *)a->box, SIDE_AFTER, PT(100000), EN_DOTTED, RED);
        a->rotation = (int16_t)(i % 4 * 90);
    }
    a = put_text(&t, a, MPT_MAX, -MPT_MAX, "абв");
    for (uint32_t i = 0; i < a->u.text->glyph_count; i++)
        ((area_glyph *)a->u.text->glyphs)[i].advance = i % 2 ? MPT_MAX : -MPT_MAX;
    write_one(&t, page, &size);
    assert_sound(&t);
    world_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_copied_as_it_was_written),
        cmocka_unit_test(combining_marks_are_copied),
        cmocka_unit_test(one_glyph_for_two_texts_has_two_codes),
        cmocka_unit_test(drawn_glyphs_never_drift),
        cmocka_unit_test(unkerned_text_needs_no_adjustments),
        cmocka_unit_test(raised_glyphs_come_back_to_the_line),
        cmocka_unit_test(clusters_share_out_their_text),
        cmocka_unit_test(marks_do_not_end_words),
        cmocka_unit_test(words_divided_at_a_line_end_are_rejoined),
        cmocka_unit_test(another_sign_at_a_line_end_is_copied),
        cmocka_unit_test(a_full_font_is_followed_by_another),
        cmocka_unit_test(codes_are_of_one_byte),
        cmocka_unit_test(bytes_of_wide_codes_are_escaped),
        cmocka_unit_test(one_cmap_serves_all_fonts),
        cmocka_unit_test(absurd_sizes_are_not_painted),
        cmocka_unit_test(far_positions_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
