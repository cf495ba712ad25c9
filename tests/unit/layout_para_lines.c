/* layout_para_lines.c - white space and line breaking, on a font of fixed widths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "support/para_bench.h"

static const struct {
    const char *attributes, *content;
    mpt ipd;
    const char *lines;
} cases[] = {
    /* white space, 7.16.7, 7.16.8, 7.16.12 */
    {"", "  aa \n  bb  ", PT(200), "aa bb"},
    {"", "\n   \n", PT(200), ""},
    {"white-space-collapse='false'", "aa   bb", PT(200), "aa   bb"},
    {"white-space-collapse='false'", "aaaa<fo:inline>bb     </fo:inline>     cccc", PT(40),
     "aaaabb|cccc"}, /* at a break, on both sides of an inline's end */
    {"white-space-treatment='preserve'", " aa \n bb ", PT(200), " aa bb "},
    {"white-space-treatment='ignore'", " aa\n bb ", PT(200), "aabb"},
    {"linefeed-treatment='preserve'", "aa  \n  bb\n\ncc", PT(200), "aa|bb||cc"},
    {"", "aa &#x2028; bb&#x2029;cc&#x85;dd", PT(200), "aa|bb|cc|dd"}, /* UAX 14: BK, NL */
    {"linefeed-treatment='preserve'", "\naa\n", PT(200), "|aa"},
    {"linefeed-treatment='ignore'", "aa\nbb", PT(200), "aabb"},
    {"linefeed-treatment='treat-as-zero-width-space'", "aaaa\nbbbb", PT(25), "aaaa|bbbb"},
    {"white-space='pre'", " aa\n  bb ", PT(200), " aa|  bb "},
    {"", "aa<fo:inline> bb </fo:inline>cc", PT(200), "aa bb cc"},
    {"", "aa <fo:inline> bb</fo:inline>", PT(200),
     "aa  bb"}, /* no space precedes, an inline does */
    {"", "aa <fo:character character=' '/> bb", PT(200), "aa bb"},
    /* at a line's start, an inline without content holds a space only if it is for something */
    {"", "<fo:inline/> aa", PT(200), "aa"},
    {"", "<fo:inline> </fo:inline> aa", PT(200), "aa"},
    {"", "<fo:inline id='x'/> aa", PT(200), " aa"},
    {"", "aa&#xA0;bb cc", PT(30),
     "aa\xC2\xA0"
     "bb|cc"},
    {"wrap-option='no-wrap'", "aaaa bbbb", PT(30), "aaaa bbbb"},
    /* opportunities */
    {"", "aaaa-bbbb", PT(26), "aaaa-|bbbb"},
    {"", "aaaa&#x2011;bbbb cc", PT(51),
     "aaaa\xE2\x80\x91"
     "bbbb|cc"},
    {"", "aaaa&#x200B;bbbb", PT(26), "aaaa|bbbb"},
    {"", "aaaa&#x2060;-&#x2060;bb cc", PT(40), "aaaa-bb|cc"},
    {"", "aaa <fo:inline border='1pt solid black'>bbb</fo:inline>", PT(25), "aaa|bbb"},
    {"", "aa <fo:inline keep-together.within-line='always'>bb cc</fo:inline>", PT(30), "aa|bb cc"},
    {"", "aa <fo:inline keep-with-next.within-line='always'>bb</fo:inline> cc", PT(30), "aa|bb cc"},
    /* soft hyphens and letter-spacing */
    {"", "aaaa&#xAD;bbbb", PT(30), "aaaa\xE2\x80\x90|bbbb"},
    {"", "aaaa&#xAD;bbbb", PT(60), "aaaabbbb"},
    {"hyphenation-character='-'", "aaaa&#xAD;bbbb", PT(30), "aaaa-|bbbb"},
    {"hyphenation-character='&#x4E00;'", "aaaa&#xAD;bbbb", PT(30),
     "aaaa-|bbbb"},                                         /* not in this face */
    {"letter-spacing='1pt'", "aaaa bb", PT(23), "aaaa|bb"}, /* none after the last letter */
    /* transformations */
    {"text-transform='uppercase'", "straße", PT(100), "STRASSE"},
    {"text-transform='capitalize'", "one two-three (four)", PT(200), "One Two-Three (Four)"},
    {"text-transform='capitalize'", "2nd (21st) of may", PT(200), "2nd (21st) Of May"},
    {"text-transform='capitalize'",
     "don<fo:inline>'t</fo:inline> «<fo:inline>who</fo:inline>» a <fo:inline>b c</fo:inline>",
     PT(200), "Don't «Who» A B C"},
    {"white-space-treatment='ignore-if-after-linefeed'", "one two three", PT(30), "one|two|three"},
    {"text-transform='lowercase'", "ЁЖ", PT(200), "ёж"},
    {"font-variant='small-caps'", "Аб", PT(200), "АБ"},
    /* total fit: the greedy choice would be "aaa bb" and leave "cc" alone */
    {"", "aaa bb cc ddddd", PT(30), "aaa|bb cc|ddddd"},
    {"text-indent='10pt'", "aa bb cc", PT(35), "aa bb|cc"},
    {"text-indent='-10pt'", "aa bb cc", PT(24), "aa bb|cc"},
    {"last-line-end-indent='30pt'", "aa bb cc", PT(40), "aa bb|cc"},
};

static void lines_end_where_they_should(void **state)
{
    bench b;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = bench_lines(&b, cases[i].attributes, cases[i].content, cases[i].ipd);
        if (strcmp(got, cases[i].lines))
            fail_msg("<%s> %s in %d: \"%s\", not \"%s\"", cases[i].attributes, cases[i].content,
                     (int)cases[i].ipd, got, cases[i].lines);
    }
    bench_close(&b);
}

static mpt line_end(bench *b, uint32_t line)
{
    mpt x, y, end = 0;
    const area *a;

    for (int n = 0; (a = bench_area(b, line, AREA_TEXT, n, &x, &y)); n++)
        end = x + a->w;
    return end;
}

static void justified_lines_fill_the_measure_exactly(void **state)
{
    bench b;
    (void)state;

    bench_open(&b);
    bench_break(&b, "text-align='justify'",
                "aaa bb c <fo:inline font-weight='bold'>dddd ee</fo:inline> fff g hh iii jj",
                61237);
    assert_true(b.lines.count >= 2);
    for (uint32_t i = 0; i + 1 < b.lines.count; i++)
        assert_int_equal(line_end(&b, i), 61237);
    assert_true(b.lines.lines[b.lines.count - 1].last);
    assert_true(line_end(&b, b.lines.count - 1) < 61237);
    bench_close(&b);
}

static void alignment_places_the_line(void **state)
{
    static const struct {
        const char *attributes;
        mpt x;
    } places[] = {
        {"text-align='start'", 0},        {"text-align='end'", PT(90)},
        {"text-align='center'", PT(45)},  {"text-align='right'", PT(90)},
        {"text-align='justify'", 0},      {"text-align='justify' text-align-last='end'", PT(90)},
        {"text-indent='7pt'", PT(7)},     {"text-align='end' last-line-end-indent='4pt'", PT(86)},
        {"text-align='outside'", PT(90)},
    };
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(places); i++) {
        bench_break(&b, places[i].attributes, "aa", PT(100));
        assert_int_equal(b.lines.count, 1);
        assert_non_null(bench_area(&b, 0, AREA_TEXT, 0, &x, &y));
        if (x != places[i].x)
            fail_msg("%s: x=%d", places[i].attributes, (int)x);
    }
    bench_close(&b);
}

static void a_word_wider_than_the_line_is_reported_once(void **state)
{
    bench b;
    (void)state;

    bench_open(&b);
    assert_string_equal(bench_lines(&b, "", "a wwwwwwwwww b wwwwwwwwwwww c", PT(20)),
                        "a|wwwwwwwwww|b|wwwwwwwwwwww|c");
    assert_int_equal(diag_count(b.dg), 1);
    assert_true(diag_has(b.dg, "L01"));
    assert_int_equal(b.lines.lines[1].overflow, PT(30));
    assert_int_equal(b.lines.lines[0].overflow, 0);
    assert_string_equal(bench_lines(&b, "", "aaaa bbbb", 0),
                        "aaaa|bbbb"); /* ends, whatever the measure */
    assert_string_equal(bench_lines(&b, "text-align='justify'", "aaaa bbbb", -PT(5)), "aaaa|bbbb");
    bench_close(&b);
}

static void a_paragraph_goes_on_in_another_width(void **state)
{
    bench b;
    para_lines rest;
    (void)state;

    bench_open(&b);
    bench_break(&b, "text-indent='10pt'", "aa bb cc dd ee ff", PT(35));
    assert_int_equal(b.lines.count, 3);
    rest = para_break(b.p, b.lines.lines[1].from, PT(100));
    assert_int_equal(rest.count, 1);
    assert_int_equal(rest.lines[0].indent, 0);
    assert_int_equal(rest.lines[0].from, b.lines.lines[1].from);
    bench_close(&b);
}

static void words_divide_by_the_language(void **state)
{
    bench b;
    (void)state;

    bench_open(&b);
    b.opt.hyphens = hyphenator_open("fonts/hyphenation.ini", b.dg);
    assert_string_equal(bench_lines(&b, "hyphenate='true' xml:lang='ru' text-align='justify'",
                                    "образовательной организации", PT(66)),
                        "образователь\xE2\x80\x90|ной организа\xE2\x80\x90|ции");
    assert_true(b.lines.lines[0].hyphenated);
    assert_string_equal(bench_lines(&b,
                                    "hyphenate='true' xml:lang='ru' hyphenation-ladder-count='1'",
                                    "образовательной организации", PT(66)),
                        "образова\xE2\x80\x90|тельной|организации");
    assert_string_equal(bench_lines(&b, "xml:lang='ru'", "образовательной организации", PT(76)),
                        "образовательной|организации");
    hyphenator_free((hyphenator *)b.opt.hyphens);
    bench_close(&b);
}

/* A dictionary that is missing is told of once, when a word of its language is first to be
 * divided. */
static void missing_dictionaries_are_told_once(void **state)
{
    char path[] = "/tmp/svod-para-XXXXXX";
    const char ini[] = "[ru]\nfile = /nonexistent.dic\n[xx]\nfile = /nonexistent-too.dic\n";
    const int fd = mkstemp(path);
    bench b;
    (void)state;

    assert_true(fd >= 0 && write(fd, ini, sizeof ini - 1) == (ssize_t)sizeof ini - 1);
    close(fd);
    bench_open(&b);
    b.opt.hyphens = hyphenator_open(path, b.dg);
    unlink(path);
    bench_break(&b, "hyphenate='true' xml:lang='ru'", "aaaa", PT(66));
    bench_break(&b, "xml:lang='ru'", "aaaa bbbb cccc dddd", PT(30));
    bench_break(&b, "hyphenate='true' xml:lang='zz'", "aaaa bbbb cccc dddd", PT(30));
    assert_int_equal(diag_count(b.dg), 0);
    for (int again = 0; again < 3; again++) {
        bench_break(&b, "hyphenate='true' xml:lang='ru-RU'", "aaaa bbbb cccc dddd", PT(30));
        bench_break(&b, "hyphenate='true' xml:lang='xx'", "aaaa bbbb cccc dddd", PT(30));
    }
    assert_true(diag_has(b.dg, "P41"));
    assert_int_equal(diag_count(b.dg), 2);
    hyphenator_free(b.opt.hyphens);
    bench_close(&b);
}

static void widths_span_from_word_to_line(void **state)
{
    bench b;
    mpt min, max;
    (void)state;

    bench_open(&b);
    bench_break(&b, "linefeed-treatment='preserve'", "aa bbbb c \nddd ee", PT(100));
    para_widths(b.p, &min, &max);
    assert_int_equal(min, PT(20));
    assert_int_equal(max, PT(40));
    bench_break(&b, "", "aa <fo:inline padding='3pt'>bbbb</fo:inline>", PT(100));
    para_widths(b.p, &min, &max);
    assert_int_equal(min, PT(26));
    assert_int_equal(max, 38500);
    bench_close(&b);
}

/* Twice the words, about twice the time: the bound is wide, quadratic time is wider. */
static void breaking_is_linear(void **state)
{
    enum { WORDS = 100000 };
    bench b;
    char *text = mem_alloc(WORDS * 6 + 1);
    clock_t start;
    (void)state;

    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + i * 6, i % 7 ? "abcde " : "ab   \n", 6);
    bench_open(&b);
    start = clock();
    bench_break(&b, "text-align='justify'", text, PT(300));
    assert_true(b.lines.count > 1000);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 8);
    bench_close(&b);
    mem_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_where_they_should),
        cmocka_unit_test(justified_lines_fill_the_measure_exactly),
        cmocka_unit_test(alignment_places_the_line),
        cmocka_unit_test(a_word_wider_than_the_line_is_reported_once),
        cmocka_unit_test(a_paragraph_goes_on_in_another_width),
        cmocka_unit_test(words_divide_by_the_language),
        cmocka_unit_test(missing_dictionaries_are_told_once),
        cmocka_unit_test(widths_span_from_word_to_line),
        cmocka_unit_test(breaking_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
