/* pdf_document.c - whole files: structure, links, outline, labels, metadata, the same bytes, failures. */
#include "support/pdf_build.h"

static void a_page_of_text_is_a_sound_file(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    size_t size;
    char *said;
    int code;
    (void)state;

    put_text(&t, page, PT(20), PT(30), "Объём за 2021 год: № 5, йЁ№ «АУ ГА ТА»");
    write_one(&t, page, &size);
    assert_sound(&t);
    if (have("pdftotext")) {
        said = say(&t, arena_printf(t.mem, "pdftotext %s - 2>&1", in_dir(&t, "x.pdf")), &code);
        assert_int_equal(code, 0);
        assert_non_null(strstr(said, "Объём за 2021 год: № 5, йЁ№ «АУ ГА ТА»"));
    }
    world_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_of_text_is_a_sound_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
