/* pdf_document.c - whole files: structure, links, outline, labels, metadata, the same bytes,
 * failures. */
#include "support/pdf_build.h"

#include "base/utf8.h"
#include "pdf/link_text.h"

/* What mutool finds in the file under a path such as trailer/Info; skipped without it. */
static const char *shown(world *t, const char *path)
{
    int code;
    char *said;

    if (!have("mutool"))
        return NULL;
    said = say(t, arena_printf(t->mem, "mutool show %s/x.pdf %s 2>&1", t->dir, path), &code);
    if (code)
        fail_msg("mutool show %s: %s", path, said);
    return said;
}

static void assert_shown(world *t, const char *path, const char *wanted)
{
    const char *said = shown(t, path);

    if (said && !strstr(said, wanted))
        fail_msg("%s is %s, without %s", path, said, wanted);
}

static void a_page_of_text_is_a_sound_file(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    size_t size;
    (void)state;
    put_text(&t, page, PT(20), PT(30), "Объём");
    write_one(&t, page, &size);
    assert_sound(&t);
    assert_shown(&t, "pages/1", "/MediaBox [ 0 0 400 300 ]");
    assert_shown(&t, "pages/1/Resources/Font/F1/DescendantFonts/1/FontDescriptor", "/FontFile2");
    assert_int_equal(diag_count(t.dg), 0);
    world_end(&t);
}

static void a_document_without_pages_is_sound(void **state)
{
    world t = world_begin();
    size_t size;
    (void)state;
    finish(&t, pdf_open(&plain_info, t.dg), NULL, &size);
    assert_sound(&t);
    world_end(&t);
}

/* ---- metadata ---- */

static void info_and_xmp_say_the_same(void **state)
{
    const pdf_info info = {.title = "Отчёт <1> & \"2\"",
                           .author = "Комитет",
                           .subject = "План",
                           .keywords = "a, b",
                           .creator = "Tool",
                           .language = "ru-RU",
                           .producer = "Svod 0.1.0",
                           .created = "2021-12-31T23:59:58Z"};
    world t = world_begin();
    pdf_writer *w = pdf_open(&info, t.dg);
    size_t size;
    char *file;
    (void)state;
    assert_true(send_page(w, new_page(&t), 0, "1"));
    file = finish(&t, w, NULL, &size);
    assert_sound(&t);
    assert_non_null(find(file, size, "Отчёт &lt;1&gt; &amp; &quot;2&quot;</rdf:li>"));
    assert_non_null(find(file, size, "<xmp:CreateDate>2021-12-31T23:59:58Z</xmp:CreateDate>"));
    assert_non_null(find(file, size, "/CreationDate(D:20211231235958Z)"));
    assert_non_null(find(file, size, "/Title<FEFF041E"));
    assert_non_null(find(file, size, "/Keywords(a, b)"));
    assert_non_null(find(file, size, "/Creator(Tool)"));
    assert_non_null(find(file, size, "<xmp:CreatorTool>Tool</xmp:CreatorTool>"));
    assert_non_null(find(file, size, "/Producer(Svod 0.1.0)"));
    assert_null(find(file, size, "Haru"));
    assert_shown(&t, "trailer/Root", "/Lang (ru-RU)");
    assert_shown(&t, "trailer/Root/ViewerPreferences", "/DisplayDocTitle true");
    world_end(&t);
}

static void nothing_is_said_that_was_not_given(void **state)
{
    static const char *const dates[] = {NULL, "", "today", "2021-12-31", "2021-12-31T23:59:58Zx"};
    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++) {
        const pdf_info info = {.created = dates[i]};
        world t = world_begin();
        pdf_writer *w = pdf_open(&info, t.dg);
        size_t size;
        char *file;
        assert_true(send_page(w, new_page(&t), 0, NULL));
        file = finish(&t, w, NULL, &size);
        assert_sound(&t);
        assert_null(find(file, size, "Date"));
        assert_null(find(file, size, "/Title"));
        assert_null(find(file, size, "DisplayDocTitle"));
        world_end(&t);
    }
}

static void page_labels_are_ranges(void **state)
{
    static const char *const labels[] = {"i", "ii", "1", "2", "3", "А-1", "7"};
    world t = world_begin();
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    size_t size;
    char *file;
    (void)state;
    for (size_t i = 0; i < COUNT(labels); i++)
        assert_true(send_page(w, new_page(&t), (uint32_t)i, labels[i]));
    file = finish(&t, w, NULL, &size);
    assert_sound(&t);
    assert_non_null(find(file, size,
                         "/PageLabels<</Nums[0<</P(i)>>1<</P(ii)>>2<</S/D/St 1>>"
                         "5<</P<FEFF0410002D0031>>>6<</S/D/St 7>>]>>"));
    world_end(&t);
}

static void plain_numbering_needs_no_labels(void **state)
{
    world t = world_begin();
    size_t size;
    const char *file = write_one(&t, new_page(&t), &size);
    (void)state;
    assert_null(find(file, size, "/PageLabels"));
    world_end(&t);
}

/* ---- links ---- */

static area *put_link(world *t, area *page, const char *internal, const char *external)
{
    area *a = put_area(t, page, AREA_INLINE, PT(10), PT(20), PT(50), PT(12));

    a->link_internal = internal;
    a->link_external = external;
    put_text(t, a, 0, 0, "см. ниже");
    return a;
}

static void links_lead_to_later_pages(void **state)
{
    world t = world_begin();
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    area *first = new_page(&t), *second = new_page(&t);
    size_t size;
    char *file;
    (void)state;
    put_link(&t, first, "глава", NULL);
    put_area(&t, second, AREA_BLOCK, PT(30), PT(40), PT(50), PT(10))->id = "глава";
    put_area(&t, second, AREA_BLOCK, PT(99), PT(99), PT(50), PT(10))->id = "глава";
    assert_true(send_page(w, first, 0, "1"));
    assert_true(send_page(w, second, 1, "2"));
    file = finish(&t, w, NULL, &size);
    assert_sound(&t);
    assert_non_null(find(file, size, "/XYZ 30 260 null]"));
    assert_shown(&t, "pages/1/Annots/1", "/Rect [ 10 268 110 280 ]");
    assert_shown(&t, "pages/1/Annots/1", "/F 4");
    assert_non_null(find(file, size, "/Contents<FEFF04410")); /* "см. ниже" */
    assert_int_equal(diag_count(t.dg), 0);
    world_end(&t);
}

/* ---- what a link says ---- */

static area *put_line(world *t, area *parent, bool word_ends)
{
    area *line = put_area(t, parent, AREA_LINE, 0, 0, PT(100), PT(12));

    line->word_ends = word_ends;
    return put_area(t, line, AREA_INLINE, 0, 0, PT(100), PT(12));
}

static void a_link_says_the_same_in_each_of_its_lines(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    link_text said = {0};
    area *link = put_line(&t, page, false), *dots;
    (void)state;
    ((area_text *)put_text(&t, link, 0, 0, "см. при\xE2\x80\x90")->u.text)->hyphen = true;
    link_text_add(&said, t.mem, link);
    assert_string_equal(said.text, "см. при");
    link = put_line(&t, page, true);
    put_text(&t, link, 0, 0, "ложение");
    link_text_add(&said, t.mem, link);
    link = put_line(&t, page, true);
    dots = put_text(&t, link, 0, 0, "....");
    dots->role = ROLE_ARTIFACT;
    put_text(&t, link, 0, 0, "5");
    link_text_add(&said, t.mem, link);
    assert_string_equal(said.text, "см. приложение 5");
    world_end(&t);
}

static void a_long_link_is_cut_between_characters(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *link = put_line(&t, page, true);
    link_text said = {0};
    (void)state;
    for (int i = 0; i < 60; i++)
        put_text(&t, link, 0, 0, "a длинная ссылка");
    link_text_add(&said, t.mem, link);
    assert_true(said.full);
    assert_int_equal(utf8_sound(said.text, strlen(said.text)), strlen(said.text));
    assert_string_equal(said.text + strlen(said.text) - strlen("…"), "…");
    world_end(&t);
}

static void links_follow_turned_frames(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *turned;
    size_t size;
    (void)state;
    turned = put_area(&t, page, AREA_BLOCK, PT(100), PT(50), PT(80), PT(200));
    turned->rotation = 90;
    put_link(&t, turned, NULL, "http://example.org/a(b)");
    write_one(&t, page, &size);
    assert_sound(&t);
    /* origin: bottom left (100, 250 from the top); 10 … 110 up, 20 … 32 to the right */
    assert_shown(&t, "pages/1/Annots/1", "/Rect [ 120 60 132 160 ]");
    assert_shown(&t, "pages/1/Annots/1", "/URI (http://example.org/a\\(b\\))");
    world_end(&t);
}

static void links_cover_all_their_content(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a;
    size_t size;
    (void)state;
    a = put_link(&t, page, NULL, "http://a/"); /* its own text is 100 pt wide */
    a = put_area(&t, a, AREA_INLINE, PT(2), PT(-5), PT(20), PT(30));
    put_area(&t, a, AREA_TEXT, PT(-7), PT(4), PT(5), PT(5))->u.text =
        shape_text(&t, "serif", 1000, "x");
    put_area(&t, page, AREA_BLOCK, PT(300), 0, PT(5), PT(5));
    write_one(&t, page, &size);
    assert_shown(&t, "pages/1/Annots/1", "/Rect [ 5 255 110 285 ]");
    world_end(&t);
}

static void unsafe_and_dangling_links_are_reported(void **state)
{
    static const char *const refused[] = {
        "javascript:alert(1)", "file:///etc/passwd", "x.pdf", "ftp://a/", "", "httpx://a/"};
    static const char *const made[] = {"http://a/", "HTTPS://a/", "mailto:a@b", "https://a/Ж б"};
    world t = world_begin();
    area *page = new_page(&t);
    size_t size;
    char *file;
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++)
        put_link(&t, page, NULL, refused[i]);
    for (size_t i = 0; i < COUNT(made); i++)
        put_link(&t, page, NULL, made[i]);
    for (int i = 0; i < 3; i++)
        put_link(&t, page, "нигде", NULL);
    file = write_one(&t, page, &size);
    assert_sound(&t);
    assert_null(find(file, size, "javascript"));
    assert_non_null(find(file, size, "/URI(https://a/%D0%96%20%D0%B1)"));
    assert_int_equal(diag_count(t.dg), COUNT(refused) + 1); /* the dangling one once */
    assert_true(diag_has(t.dg, "P20") && diag_has(t.dg, "P21"));
    world_end(&t);
}

static void bookmarks_become_an_outline(void **state)
{
    static const area_bookmark marks[] = {
        {"Один", "a", NULL, 0, true, NO_POS},
        {"Один.один", "a", NULL, 1, false, NO_POS},
        {"глубоко", "a", NULL, 9, false, NO_POS},
        {"Два", NULL, "https://a/", 0, false, NO_POS},
        {"никуда", "нет", NULL, 1, true, {"t.fo", 7, 1}},
        {"Три", NULL, "exec:x", -3, true, {"t.fo", 8, 1}},
    };
    const layout_result result = {marks, COUNT(marks), 1};
    world t = world_begin();
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    area *page = new_page(&t);
    size_t size;
    const char *said;
    (void)state;
    page->id = "a";
    assert_true(send_page(w, page, 0, "1"));
    finish(&t, w, &result, &size);
    assert_sound(&t);
    said = shown(&t, "outline");
    if (said) {
        assert_non_null(strstr(said, "\"Один\"\t#page=1"));
        assert_non_null(strstr(said, "\t\t\"глубоко\""));
        assert_non_null(strstr(said, "\"Два\"\thttps://a/"));
    }
    assert_shown(&t, "trailer/Root/Outlines", "/Count 4");
    assert_shown(&t, "trailer/Root/Outlines/First", "/Count 1");
    assert_shown(&t, "trailer/Root/Outlines/First/First", "/Count -1");
    assert_string_equal(diag_get(t.dg, 0).code, "P20");
    assert_int_equal(diag_get(t.dg, 0).pos.line, 7);
    assert_string_equal(diag_get(t.dg, 1).code, "P21");
    assert_int_equal(diag_get(t.dg, 1).pos.line, 8);
    world_end(&t);
}

/* ---- the same bytes ---- */

static void fill_page(world *t, area *page)
{
    area *a = put_area(t, page, AREA_BLOCK, PT(10), PT(100), PT(100), PT(50));

    a->id = "a";
    put_box(t, a)->background = RED;
    set_edge((area_box *)a->box, SIDE_BEFORE, PT(1), EN_DASHED, BLUE);
    put_text(t, a, 0, 0, "Один и тот же текст");
    put_link(t, page, "a", NULL);
}

static char *write_filled(world *t, size_t *size)
{
    area *page = new_page(t);

    fill_page(t, page);
    return write_one(t, page, size);
}

static void the_same_pages_give_the_same_bytes(void **state)
{
    world t = world_begin(), again = world_begin();
    size_t first_size, size;
    char *first = write_filled(&t, &first_size), *other;
    (void)state;
    for (int i = 0; i < 3; i++) {
        other = write_filled(i < 2 ? &t : &again, &size);
        assert_int_equal(size, first_size);
        assert_memory_equal(first, other, size);
    }
    world_end(&again);
    world_end(&t);
}

static void other_pages_give_another_id(void **state)
{
    world t = world_begin();
    size_t size;
    char *one = write_filled(&t, &size), *id = strdup(find(one, size, "/ID[<")), *two;
    (void)state;
    two = write_one(&t, new_page(&t), &size);
    assert_int_not_equal(strncmp(id, find(two, size, "/ID[<"), 38), 0);
    assert_memory_equal(id + 5, id + 39, 32);
    free(id);
    world_end(&t);
}

/* ---- failures ---- */

static bool try_to_write(world *t, unsigned long fail_at, char **file, size_t *size)
{
    const char *path = in_dir(t, "x.pdf");
    pdf_writer *w = pdf_open(&plain_info, t->dg);
    output *out = output_open(path, t->dg);
    area *page = new_page(t);
    bool ok;

    fill_page(t, page);
    assert_true(send_page(w, page, 0, "1"));
    objects_fail_at(w->objects, fail_at);
    ok = pdf_finish(w, NULL, out);
    pdf_free(w);
    if (!ok) {
        output_abandon(out, t->dg);
        return false;
    }
    assert_true(output_commit(out, t->dg));
    assert_true(input_read(path, 0, file, size, t->dg));
    return true;
}

/* Every allocation of libharu's fails in turn: a message, no file, and the next document is as
 * ever. */
static void every_failed_allocation_is_recovered_from(void **state)
{
    world t = world_begin();
    char *sound, *file;
    size_t size, again;
    unsigned long n = 1;
    (void)state;
    assert_true(try_to_write(&t, 0, &sound, &size));
    while (unlink(in_dir(&t, "x.pdf")), !try_to_write(&t, n, &file, &again)) {
        assert_int_not_equal(access(in_dir(&t, "x.pdf"), F_OK), 0);
        n++;
    }
    assert_true(n > 50);
    assert_int_equal(diag_count(t.dg), 1);
    if (!diag_has(t.dg, "P02"))
        fail_msg("%s", diag_words(t.dg, 0));
    assert_int_equal(size, again);
    assert_memory_equal(sound, file, size);
    mem_free(sound);
    mem_free(file);
    world_end(&t);
}

static void a_full_disk_is_noticed(void **state)
{
    world t = world_begin();
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    output *out = output_open("/dev/full", t.dg);
    bool ok;
    (void)state;
    assert_non_null(out);
    assert_true(send_page(w, new_page(&t), 0, "1"));
    ok = pdf_finish(w, NULL, out);
    ok = output_commit(out, t.dg) && ok;
    assert_false(ok);
    pdf_free(w);
    world_end(&t);
}

static void many_pages_stay_small(void **state)
{
    enum { PAGES = 2500 };
    world t = world_begin();
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    area *page = new_page(&t);
    size_t size;
    (void)state;
    fill_page(&t, page);
    for (uint32_t i = 0; i < PAGES; i++)
        assert_true(send_page(w, page, i, arena_printf(t.mem, "%u", i + 1)));
    assert_true(arena_used(w->mem) < PAGES * 1200);
    finish(&t, w, NULL, &size);
    assert_sound(&t);
    assert_shown(&t, "trailer/Root/Pages", "/Count 2500");
    world_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_of_text_is_a_sound_file),
        cmocka_unit_test(a_document_without_pages_is_sound),
        cmocka_unit_test(info_and_xmp_say_the_same),
        cmocka_unit_test(nothing_is_said_that_was_not_given),
        cmocka_unit_test(page_labels_are_ranges),
        cmocka_unit_test(plain_numbering_needs_no_labels),
        cmocka_unit_test(links_lead_to_later_pages),
        cmocka_unit_test(a_link_says_the_same_in_each_of_its_lines),
        cmocka_unit_test(a_long_link_is_cut_between_characters),
        cmocka_unit_test(links_follow_turned_frames),
        cmocka_unit_test(links_cover_all_their_content),
        cmocka_unit_test(unsafe_and_dangling_links_are_reported),
        cmocka_unit_test(bookmarks_become_an_outline),
        cmocka_unit_test(the_same_pages_give_the_same_bytes),
        cmocka_unit_test(other_pages_give_another_id),
        cmocka_unit_test(every_failed_allocation_is_recovered_from),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(many_pages_stay_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
