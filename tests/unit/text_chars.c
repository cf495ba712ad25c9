/* text_chars.c - steps over the characters of a text: runs, what stands beside them, what is cut
 * out; also at the ends and behind them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "text/chars.h"

static text_chars chars(arena *a, const char *text)
{
    return chars_of(a, text, strlen(text));
}

typedef size_t (*step)(const text_chars *t, size_t i);

static const struct {
    const char *name;
    step end, begin;
} runs[] = {
    {"blanks", chars_blanks_end, chars_blanks_begin},
    {"digits", chars_digits_end, chars_digits_begin},
    {"letters", chars_letters_end, chars_letters_begin},
};

/* A run stands between two characters that are not of its kind, or at an end of the text. */
static void runs_end_and_begin(void **state)
{
    static const struct {
        const char *text;
        size_t run, from, to; /* which of `runs` */
    } cases[] = {
        {"a \t\xC2\xA0\nb", 0, 1, 5}, {"  ", 0, 0, 2},   {"к. 2021 г.", 1, 3, 7}, {"15", 1, 0, 2},
        {"«мая»", 2, 1, 4},           {"Ёлка", 2, 0, 4},
    };
    (void)state;

    for (size_t k = 0; k < COUNT(cases); k++) {
        arena *a = arena_new();
        const text_chars t = chars(a, cases[k].text);
        const size_t run = cases[k].run, from = cases[k].from, to = cases[k].to;
        if (runs[run].end(&t, from) != to || runs[run].begin(&t, to) != from)
            fail_msg("%s of \"%s\": to %zu, from %zu", runs[run].name, cases[k].text,
                     runs[run].end(&t, from), runs[run].begin(&t, to));
        arena_free(a);
    }
}

/* Where no run begins or ends, and behind the end, a step stays where it is. */
static void steps_stay_where_nothing_is(void **state)
{
    arena *a = arena_new();
    const text_chars t = chars(a, "«»"), none = chars(a, "");
    (void)state;

    for (size_t run = 0; run < COUNT(runs); run++) {
        for (size_t i = 0; i < 5; i++) {
            assert_int_equal(runs[run].end(&t, i), i);
            assert_int_equal(runs[run].end(&none, i), i);
        }
        for (size_t i = 0; i <= 2; i++)
            assert_int_equal(runs[run].begin(&t, i), i);
        assert_int_equal(runs[run].begin(&none, 0), 0);
    }
    arena_free(a);
}

static void outside_is_nothing(void **state)
{
    arena *a = arena_new();
    const text_chars t = chars(a, "№ 5");
    (void)state;

    assert_int_equal(chars_before(&t, 0), 0);
    assert_int_equal(chars_before(&t, 1), CH_NUMERO);
    assert_int_equal(chars_before(&t, 3), '5');
    assert_int_equal(chars_at(&t, 0), CH_NUMERO);
    assert_int_equal(chars_at(&t, 2), '5');
    assert_int_equal(chars_at(&t, 3), 0);
    assert_int_equal(chars_at(&t, 30), 0);
    arena_free(a);
}

static void what_is_cut_out_is_as_written(void **state)
{
    arena *a = arena_new();
    const text_chars t = chars(a, "Приказ № 5");
    (void)state;

    assert_string_equal(chars_slice(&t, 0, 6), "Приказ");
    assert_string_equal(chars_slice(&t, 7, 10), "№ 5");
    assert_string_equal(chars_slice(&t, 10, 10), "");
    arena_free(a);
}

static void letters_are_folded(void **state)
{
    (void)state;

    assert_int_equal(char_folded(0x401), 0x435); /* Ё */
    assert_int_equal(char_folded(0x451), 0x435);
    assert_int_equal(char_folded(0x416), 0x436); /* Ж */
    assert_int_equal(char_folded('Z'), 'z');
    assert_int_equal(char_folded('7'), '7');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_end_and_begin), cmocka_unit_test(steps_stay_where_nothing_is),
        cmocka_unit_test(outside_is_nothing), cmocka_unit_test(what_is_cut_out_is_as_written),
        cmocka_unit_test(letters_are_folded),
    };
    return cmocka_run_group_tests_name("text chars", tests, NULL, NULL);
}
