/* base_fragments.c - text with holes: parts, values as they stand in XML, languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/fragments.h"

static const char file[] = "for who reads this {{name}}\n"
                           "%% line\n"
                           "<b>{{name}}</b> {{{raw}}}{{name}}\n"
                           "%% words\n"
                           "  {{Итог|Result}}: {{ count }\n"
                           "  }} {{открыто\n"
                           "\n"
                           "%% nothing\n"
                           "%% last\n"
                           "{{|none}}{{unknown}}.";

/* The file, read in a language. */
static const fragments *read_file(lang l, arena *a, diag *dg)
{
    char path[] = "/tmp/fragments.XXXXXX";
    const int fd = mkstemp(path);
    const fragments *f;

    assert_true(fd >= 0 && write(fd, file, sizeof file - 1) == sizeof file - 1);
    close(fd);
    f = fragments_read(path, l, a, dg);
    unlink(path);
    return f;
}

static void parts_are_filled(void **state)
{
    static const fragment_value values[] = {{"raw", "<i/>"}, {"name", "a < \"b\" & c"}};
    static const struct {
        lang l;
        const char *part, *text;
    } cases[] = {
        {LANG_RU, "line", "<b>a &lt; &quot;b&quot; &amp; c</b> <i/>a &lt; &quot;b&quot; &amp; c"},
        {LANG_RU, "words", "Итог: {{ count }\n}} {{открыто\n"},
        {LANG_EN, "words", "Result: {{ count }\n}} {{открыто\n"},
        {LANG_EN, "nothing", ""},
        {LANG_RU, "last", "."},
        {LANG_EN, "last", "none."},
        {LANG_EN, "lines", ""},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        arena *a = arena_new();
        diag *dg = diag_new();
        strbuf out = STRBUF_INIT;
        const fragments *f = read_file(cases[i].l, a, dg);
        assert_non_null(f);
        fragments_put(f, cases[i].part, values, COUNT(values), &out);
        assert_string_equal(strbuf_text(&out), cases[i].text);
        strbuf_free(&out);
        diag_free(dg);
        arena_free(a);
    }
}

static void missing_file_is_told(void **state)
{
    arena *a = arena_new();
    diag *dg = diag_new();
    (void)state;

    assert_null(fragments_read("/nonexistent/page.html", LANG_EN, a, dg));
    assert_int_equal(diag_count(dg), 1);
    diag_free(dg);
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(parts_are_filled),
    cmocka_unit_test(missing_file_is_told),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
