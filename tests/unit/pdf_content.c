/* pdf_content.c - numbers, strings and the merging of operators. */
#include "support/pdf_build.h"

#include "pdf/digest.h"

static void numbers_are_as_short_as_exact(void **state)
{
    static const struct {
        mpt in;
        const char *out;
    } cases[] = {
        {0, "0"},
        {1, ".001"},
        {10, ".01"},
        {100, ".1"},
        {1000, "1"},
        {1001, "1.001"},
        {10500, "10.5"},
        {-1, "-.001"},
        {-250, "-.25"},
        {-12340, "-12.34"},
        {1000000000, "1000000"},
        {INT32_MIN, "-2147483.648"},
        {INT32_MAX, "2147483.647"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        strbuf b = STRBUF_INIT;
        put_number(&b, cases[i].in);
        assert_string_equal(b.data, cases[i].out);
        strbuf_free(&b);
    }
}

static void integers_have_no_limits(void **state)
{
    strbuf b = STRBUF_INIT;
    (void)state;
    strbuf_add_integer(&b, INT64_MIN);
    strbuf_add_integer(&b, 0);
    assert_string_equal(b.data, "-92233720368547758080");
    strbuf_free(&b);
}

static void strings_are_escaped(void **state)
{
    strbuf b = STRBUF_INIT;
    (void)state;
    put_string(&b, "a(b)\\\r", 6);
    put_name(&b, "PT Serif#(1)");
    put_text_string(&b, "plain (x)");
    put_text_string(&b, "Я\xF0\x9F\x98\x80");
    assert_string_equal(b.data,
                        "(a\\(b\\)\\\\\\r)/PT#20Serif#23#281#29(plain \\(x\\))<FEFF042FD83DDE00>");
    strbuf_free(&b);
}

static void paths_of_one_colour_are_one(void **state)
{
    content c = {0};
    const pen thin = {.color = {255, 0, 0, 255}, .width = 500};
    (void)state;
    content_start(&c);
    content_rect(&c, RED, 0, 0, 1000, 1000);
    content_rect(&c, RED, 1000, 0, 1000, 1000);
    content_line(&c, &thin, 0, 0, 1000, 0);
    content_line(&c, &thin, 0, 2000, 1000, 2000);
    content_rect(&c, RED, 5000, 0, 1000, 1000);
    assert_string_equal(strbuf_text(&c.out), "1 0 0 rg\n0 0 1 1 re\n1 0 1 1 re\nf\n"
                                             "1 0 0 RG\n.5 w\n0 0 m\n1 0 l\n0 2 m\n1 2 l\nS\n"
                                             "5 0 1 1 re\nf\n");
    content_free(&c);
}

static void restoring_forgets_what_was_set_inside(void **state)
{
    content c = {0};
    (void)state;
    content_start(&c);
    content_save(&c);
    content_text(&c, 1, PT(12), RED, 1000, 2000);
    content_restore(&c);
    content_text(&c, 1, PT(12), BLACK, 3000, 2000);
    content_text(&c, 1, PT(12), BLACK, 5000, 1500);
    content_end_text(&c);
    assert_string_equal(strbuf_text(&c.out), "q\nBT\n/F1 12 Tf\n1 0 0 rg\n1 2 Td\nET\nQ\n"
                                             "BT\n/F1 12 Tf\n3 2 Td\n2 -.5 Td\nET\n");
    content_restore(&c); /* one too many does nothing */
    content_free(&c);
}

static void deflated_bytes_inflate_again(void **state)
{
    static char text[200000], back[200000];
    arena *a = arena_new();
    deflater *z = deflater_new();
    size_t size;
    const void *packed;
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * i >> 7);
    packed = deflate_bytes(z, a, text, sizeof text, &size);
    assert_true(inflate_exactly(packed, size, back, sizeof back));
    assert_memory_equal(text, back, sizeof text);
    assert_false(inflate_exactly(packed, size, back, sizeof back - 1));
    assert_false(inflate_exactly(packed, size - 1, back, sizeof back));
    packed = deflate_bytes(z, a, "", 0, &size);
    assert_true(size > 0 && inflate_exactly(packed, size, back, 0));
    deflater_free(z);
    arena_free(a);
}

static void digests_tell_bytes_apart(void **state)
{
    char first[33], second[33];
    digest d;
    (void)state;
    for (size_t n = 0; n < 40; n++) {
        char bytes[40] = {0};
        digest_init(&d);
        digest_add(&d, bytes, n);
        digest_hex(&d, first);
        assert_int_equal(strlen(first), 32);
        if (n)
            assert_string_not_equal(first, second);
        memcpy(second, first, sizeof first);
    }
    digest_init(&d); /* the same on every processor */
    digest_add(&d, "Svod 2021", 9);
    digest_hex(&d, first);
    assert_string_equal(first, "1E4ED13E6A67CE9A71ADA67DF93FBA67");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_short_as_exact),
        cmocka_unit_test(integers_have_no_limits),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(paths_of_one_colour_are_one),
        cmocka_unit_test(restoring_forgets_what_was_set_inside),
        cmocka_unit_test(deflated_bytes_inflate_again),
        cmocka_unit_test(digests_tell_bytes_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
