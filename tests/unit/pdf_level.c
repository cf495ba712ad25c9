/* pdf_level.c - what each level of PDF makes of a document: claims, profile, source, refusals. */
#include "support/pdf_build.h"

#include "pdf/icc.h"

static pdf_info info_at(pdf_level level)
{
    pdf_info info = plain_info;

    info.level = level;
    return info;
}

/* A page of text at this level. */
static char *written(world *t, const pdf_info *info, size_t *size)
{
    pdf_writer *w = pdf_open(info, t->dg);
    area *page = new_page(t);

    put_text(t, page, PT(20), PT(30), "Объём");
    assert_true(send_page(w, page, 0, "1"));
    return finish(t, w, NULL, size);
}

static void a_name_finds_its_level(void **state)
{
    static const struct {
        const char *name;
        pdf_level level;
    } cases[] = {{"plain", PDF_PLAIN}, {"a1b", PDF_A1B},        {"a2a", PDF_A2A},
                 {"a3a", PDF_A3A},     {"a3", PDF_LEVEL_COUNT}, {"", PDF_LEVEL_COUNT}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(pdf_level_find(cases[i].name), cases[i].level);
}

/* What must and must not stand in a file of each level; "" stands for no word at all. */
static void a_file_says_what_its_level_is(void **state)
{
    static const struct {
        pdf_level level;
        const char *has[4], *lacks[4];
    } cases[] = {
        {PDF_PLAIN, {"%PDF-1.7"}, {"pdfaid", "/OutputIntents", "/CIDSet"}},
        {PDF_A1B,
         {"%PDF-1.4", "<pdfaid:part>1<", "<pdfaid:conformance>B<", "/CIDSet"},
         {"pdfuaid", "/ObjStm", "/XRef"}},
        {PDF_A2A,
         {"%PDF-1.7", "<pdfaid:part>2<", "<pdfaid:conformance>A<", "/ObjStm"},
         {"/CIDSet", "pdfuaid"}},
        {PDF_A3A, {"%PDF-1.7", "<pdfaid:part>3<", "<pdfuaid:part>1<", "/XRef"}, {"/CIDSet"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        const pdf_info info = info_at(cases[i].level);
        size_t size;
        const char *file = written(&t, &info, &size);
        assert_sound(&t);
        for (int k = 0; k < 4; k++) {
            if (cases[i].has[k] && !find(file, size, cases[i].has[k]))
                fail_msg("level %d lacks %s", cases[i].level, cases[i].has[k]);
            if (cases[i].lacks[k] && find(file, size, cases[i].lacks[k]))
                fail_msg("level %d has %s", cases[i].level, cases[i].lacks[k]);
        }
        assert_int_equal(diag_count(t.dg), 0);
        world_end(&t);
    }
}

/* ---- the profile ---- */

static unsigned long number_at(const strbuf *b, size_t at, size_t bytes)
{
    unsigned long v = 0;

    for (size_t i = 0; i < bytes; i++)
        v = v << 8 | (unsigned char)b->data[at + i];
    return v;
}

static void the_profile_is_whole(void **state)
{
    strbuf b = STRBUF_INIT;
    (void)state;
    icc_put_srgb(&b);
    assert_int_equal(number_at(&b, 0, 4), b.len);
    assert_memory_equal(b.data + 12, "mntrRGB XYZ ", 12);
    for (unsigned long i = 0, n = number_at(&b, 128, 4); i < n; i++) {
        const unsigned long at = number_at(&b, 132 + i * 12 + 4, 4);
        assert_int_equal(at % 4, 0);
        assert_true(at >= 132 + n * 12);
        assert_true(at + number_at(&b, 132 + i * 12 + 8, 4) <= b.len);
    }
    strbuf_free(&b);
}

/* Values of the curve of IEC 61966-2-1, in 65,535ths, as computed in floating point. */
static void the_curve_is_that_of_srgb(void **state)
{
    static const struct {
        unsigned i;
        long light;
    } cases[] = {{0, 0},     {1, 20},      {10, 199},    {11, 219},
                 {64, 3360}, {128, 14146}, {200, 37852}, {255, 65535}};
    strbuf b = STRBUF_INIT;
    size_t at;
    (void)state;
    icc_put_srgb(&b);
    at = number_at(&b, 132 + 6 * 12 + 4, 4) + 12;
    for (size_t i = 0; i < COUNT(cases); i++) {
        long light = (long)number_at(&b, at + cases[i].i * 2, 2);
        if (labs(light - cases[i].light) > 0)
            fail_msg("light of %u is %ld, not %ld", cases[i].i, light, cases[i].light);
    }
    strbuf_free(&b);
}

/* ---- the source ---- */

static void the_source_comes_out_as_it_went_in(void **state)
{
    static const char bytes[] = "<?xml version='1.0'?>\r\n<отчёт>№ 1</отчёт>\n";
    const pdf_attachment source = {
        .name = "отчёт.xml", .mime = "application/xml", .bytes = bytes, .size = sizeof bytes - 1};
    pdf_info info = info_at(PDF_A3A);
    world t = world_begin();
    char *data;
    size_t size;
    int code;
    (void)state;
    info.source = &source;
    written(&t, &info, &size);
    assert_sound(&t);
    if (have("pdfdetach")) {
        say(&t, arena_printf(t.mem, "pdfdetach -save 1 -o %s/out %s/x.pdf 2>&1", t.dir, t.dir),
            &code);
        assert_int_equal(code, 0);
        assert_true(input_read(in_dir(&t, "out"), 0, &data, &size, t.dg));
        assert_int_equal(size, sizeof bytes - 1);
        assert_memory_equal(data, bytes, size);
        mem_free(data);
    }
    world_end(&t);
}

static void only_one_level_carries_the_source(void **state)
{
    static const pdf_level levels[] = {PDF_PLAIN, PDF_A1B, PDF_A2A, PDF_A3A};
    const pdf_attachment source = {
        .name = "a.xml", .mime = "application/xml", .bytes = "<a/>", .size = 4};
    (void)state;
    for (size_t i = 0; i < COUNT(levels); i++) {
        pdf_info info = info_at(levels[i]);
        world t = world_begin();
        size_t size;
        char *file;
        info.source = &source;
        file = written(&t, &info, &size);
        assert_int_equal(find(file, size, "/EmbeddedFile/Subtype/application#2Fxml") != NULL,
                         levels[i] == PDF_A3A);
        world_end(&t);
    }
}

static void own_properties_are_described(void **state)
{
    static const pdf_property own[] = {{"edition", "1 & 2", "which edition"}, {NULL, NULL, NULL}};
    static const pdf_level levels[] = {PDF_PLAIN, PDF_A1B, PDF_A3A};
    (void)state;
    for (size_t i = 0; i < COUNT(levels); i++) {
        pdf_info info = info_at(levels[i]);
        world t = world_begin();
        size_t size;
        char *file;
        info.properties = own;
        file = written(&t, &info, &size);
        assert_non_null(find(file, size, "<svod:edition>1 &amp; 2</svod:edition>"));
        assert_int_equal(find(file, size, "<pdfaProperty:name>edition<") != NULL,
                         levels[i] != PDF_PLAIN);
        world_end(&t);
    }
}

/* ---- refusals ---- */

static void a_level_is_refused_where_it_cannot_be_kept(void **state)
{
    static const struct {
        const char *title, *language, *code;
    } cases[] = {
        {NULL, "ru", "P62"}, {"", "ru", "P62"}, {"План", NULL, "P63"}, {"План", "ru", NULL}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        pdf_info info = {.title = cases[i].title, .language = cases[i].language, .level = PDF_A3A};
        world t = world_begin();
        size_t size;
        written(&t, &info, &size);
        assert_int_equal(diag_count_at_least(t.dg, SEV_ERROR), cases[i].code ? 1 : 0);
        assert_true(!cases[i].code || diag_has(t.dg, cases[i].code));
        world_end(&t);
    }
}

/* ---- what stands on the pages ---- */

/* Each refusal, by the level that makes it, and that the others do not. */
static void figures_want_a_text_in_their_place(void **state)
{
    static const struct {
        pdf_level level;
        const char *alternative;
        bool refused;
    } cases[] = {{PDF_A3A, NULL, true},
                 {PDF_A3A, "план", false},
                 {PDF_A2A, NULL, false},
                 {PDF_PLAIN, NULL, false}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pdf_info info = info_at(cases[i].level);
        world t = world_begin();
        pdf_writer *w = pdf_open(&info, t.dg);
        size_t size;
        assert_true(send_page(w, new_page(&t), 0, "1"));
        tags_extra(w->tags, tags_add(w->tags, TAG_ROOT, TAG_FIGURE))->alternative =
            cases[i].alternative;
        finish(&t, w, NULL, &size);
        assert_int_equal(diag_has(t.dg, "P64"), cases[i].refused);
        world_end(&t);
    }
}

static void characters_want_a_glyph_and_a_meaning(void **state)
{
    static const struct {
        pdf_level level;
        const char *text;
        bool refused;
    } cases[] = {
        {PDF_A3A, "а\xF0\x93\x80\x80", true}, /* an Egyptian hieroglyph */
        {PDF_A2A, "а\xF0\x93\x80\x80", true},    {PDF_A1B, "а\xF0\x93\x80\x80", false},
        {PDF_PLAIN, "а\xF0\x93\x80\x80", false}, {PDF_A3A, "абв", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pdf_info info = info_at(cases[i].level);
        world t = world_begin();
        pdf_writer *w = pdf_open(&info, t.dg);
        area *page = new_page(&t);
        size_t size;
        put_text(&t, page, PT(20), PT(30), cases[i].text);
        assert_true(send_page(w, page, 0, "1"));
        finish(&t, w, NULL, &size);
        assert_int_equal(diag_has(t.dg, "P65"), cases[i].refused);
        world_end(&t);
    }
}

static void pages_have_limits(void **state)
{
    static const struct {
        mpt w, h;
        bool refused;
    } cases[] = {{PT(3), PT(14400), false}, {PT(2), PT(100), true}, {PT(100), PT(14401), true}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pdf_info info = info_at(PDF_A3A);
        world t = world_begin();
        pdf_writer *w = pdf_open(&info, t.dg);
        size_t size;
        assert_true(
            send_page(w, put_area(&t, NULL, AREA_PAGE, 0, 0, cases[i].w, cases[i].h), 0, "1"));
        finish(&t, w, NULL, &size);
        assert_int_equal(diag_has(t.dg, "P66"), cases[i].refused);
        world_end(&t);
    }
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    for (int depth = 28; depth <= 29; depth++) {
        const pdf_info info = info_at(PDF_A2A);
        world t = world_begin();
        pdf_writer *w = pdf_open(&info, t.dg);
        area *page = new_page(&t), *a = page;
        size_t size;
        for (int i = 0; i < depth; i++) {
            a = put_area(&t, a, AREA_BLOCK, 0, 0, PT(100), PT(100));
            a->clip = true;
        }
        put_text(&t, a, 0, 0, "а");
        assert_true(send_page(w, page, 0, "1"));
        finish(&t, w, NULL, &size);
        assert_int_equal(diag_has(t.dg, "P67"), depth > 28);
        world_end(&t);
    }
}

/* The font file with another word of its maker about embedding. */
static const char *font_that_says(world *t, unsigned said)
{
    const font *face = t->shaper->match(t->shaper, "Liberation Serif", 400, false);
    const char *path = in_dir(t, arena_printf(t->mem, "%u.ttf", said));
    output *out = output_open(path, t->dg);
    char *data;
    size_t size;

    assert_true(input_read(font_path(face), 0, &data, &size, t->dg));
    for (size_t at = 12; at < 12 + 16 * 40; at += 16) {
        const unsigned char *row = (unsigned char *)data + at;
        const size_t table = (size_t)row[8] << 24 | row[9] << 16 | row[10] << 8 | row[11];
        if (memcmp(row, "OS/2", 4) != 0)
            continue;
        data[table + 8] = (char)(said >> 8);
        data[table + 9] = (char)said;
        break;
    }
    assert_true(output_write(out, data, size));
    assert_true(output_commit(out, t->dg));
    mem_free(data);
    return path;
}

static void a_font_may_refuse(void **state)
{
    static const struct {
        unsigned said;
        pdf_level level;
        bool refused;
    } cases[] = {{0, PDF_A3A, false},    {2, PDF_A3A, true},  {2, PDF_PLAIN, false},
                 {4, PDF_A3A, false},    {8, PDF_A1B, false}, {0x0104, PDF_A1B, true},
                 {0x0200, PDF_A2A, true}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pdf_info info = info_at(cases[i].level);
        world t = world_begin();
        pdf_writer *w = pdf_open(&info, t.dg);
        area *page = new_page(&t), *a;
        size_t size;
        assert_true(font_set_add(t.fonts, "Mine", font_that_says(&t, cases[i].said), t.dg));
        shaper_free(t.shaper);
        t.shaper = shaper_new(t.fonts, t.dg);
        a = put_area(&t, page, AREA_TEXT, 0, 0, PT(100), PT(12));
        a->u.text = shape_text(&t, "Mine", PT(12), "абв");
        assert_true(send_page(w, page, 0, "1"));
        finish(&t, w, NULL, &size);
        if (diag_has(t.dg, "P68") != cases[i].refused)
            fail_msg("case %zu", i);
        world_end(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_finds_its_level),
        cmocka_unit_test(a_file_says_what_its_level_is),
        cmocka_unit_test(the_profile_is_whole),
        cmocka_unit_test(the_curve_is_that_of_srgb),
        cmocka_unit_test(the_source_comes_out_as_it_went_in),
        cmocka_unit_test(only_one_level_carries_the_source),
        cmocka_unit_test(own_properties_are_described),
        cmocka_unit_test(a_level_is_refused_where_it_cannot_be_kept),
        cmocka_unit_test(figures_want_a_text_in_their_place),
        cmocka_unit_test(characters_want_a_glyph_and_a_meaning),
        cmocka_unit_test(pages_have_limits),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(a_font_may_refuse),
    };
    return cmocka_run_group_tests_name("pdf level", tests, NULL, NULL);
}
