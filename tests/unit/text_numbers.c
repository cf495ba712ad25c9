/* text_numbers.c - numbers, plural forms and the order of words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "text/collate.h"
#include "text/number.h"
#include "text/plural.h"

static void numbers_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *in, *plain; /* NULL: not a number */
    } cases[] = {
        {"0", "0"},
        {"12", "12"},
        {" 12 ", "12"},
        {"-3", "-3"},
        {"−3,5", "-3.5"},
        {"+7", "7"},
        {"0,379", "0.379"},
        {"0.379", "0.379"},
        {"1 234 567", "1234567"},
        {"1\u00A0234,50", "1234.50"},
        {"1\u202F234", "1234"},
        {"1234567", "1234567"},
        {"007", "7"},
        {"999999999999999999", "999999999999999999"},
        {"9999999999999999999", NULL},
        {"30 32", NULL},
        {"1234 567", NULL},
        {"0 123", NULL},
        {"12,", NULL},
        {",5", NULL},
        {"1,2,3", NULL},
        {"12 чел.", NULL},
        {"", NULL},
        {"-", NULL},
        {"1e5", NULL},
        {"0x10", NULL},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        number v;
        bool ok = number_parse(cases[i].in, strlen(cases[i].in), &v);
        if (ok != (cases[i].plain != NULL) || (ok && strcmp(number_plain(a, v), cases[i].plain)))
            fail_msg("«%s»: %s", cases[i].in, ok ? number_plain(a, v) : "refused");
    }
    arena_free(a);
}

static number of(const char *text)
{
    number v;
    assert_true(number_parse(text, strlen(text), &v));
    return v;
}

static void rounding_is_half_up_in_decimals(void **state)
{
    static const struct {
        const char *in;
        int decimals;
        const char *out;
    } cases[] = {
        {"36,65", 1, "36.7"}, {"36,64", 1, "36.6"}, {"-36,65", 1, "-36.7"}, {"2,5", 0, "3"},
        {"0,5", 0, "1"},      {"1,005", 2, "1.01"}, {"7", 3, "7"},          {"0,049", 1, "0.0"},
        {"9,95", 1, "10.0"},  {"1,45", -3, "1"},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(number_plain(a, number_round(of(cases[i].in), cases[i].decimals)),
                            cases[i].out);
    arena_free(a);
}

static void percentages_come_from_counts(void **state)
{
    static const struct {
        const char *part, *whole;
        int decimals;
        const char *out; /* NULL: there is none */
    } cases[] = {
        {"1", "3", 1, "33.3"},     {"2", "3", 1, "66.7"},
        {"246", "669", 1, "36.8"}, {"5", "5", 0, "100"},
        {"1", "200", 1, "0.5"},    {"0", "7", 1, "0.0"},
        {"1", "0", 1, NULL},       {"0,5", "2,25", 2, "22.22"},
        {"1", "8", 2, "12.50"},    {"999999999999999999", "0,000001", 9, NULL},
    };
    arena *a = arena_new();
    number v;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool ok = number_percent(of(cases[i].part), of(cases[i].whole), cases[i].decimals, &v);
        assert_int_equal(ok, cases[i].out != NULL);
        if (ok)
            assert_string_equal(number_plain(a, v), cases[i].out);
    }
    arena_free(a);
}

static const char *by_icu(arena *a, double value)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *f = unum_open(UNUM_DECIMAL, NULL, 0, "ru_RU", NULL, &status);
    UChar wide[64];
    char *text = arena_text(a, 200);
    int32_t n = unum_formatDouble(f, value, wide, 64, NULL, &status);

    u_strToUTF8(text, 200, NULL, wide, n, &status);
    unum_close(f);
    return text;
}

static void formatting_is_that_of_icu(void **state)
{
    static const struct {
        const char *in;
        double value;
    } cases[] = {{"0", 0},
                 {"5", 5},
                 {"999", 999},
                 {"1234", 1234},
                 {"1234567", 1234567},
                 {"0.379", 0.379},
                 {"12345,5", 12345.5},
                 {"100000", 100000}};
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(number_format(a, of(cases[i].in)), by_icu(a, cases[i].value));
    assert_string_equal(number_format(a, of("-1234,50")), "−1\u00A0234,50");
    arena_free(a);
}

static void comparing_and_adding_are_exact(void **state)
{
    arena *a = arena_new();
    number sum;
    (void)state;
    assert_int_equal(number_compare(of("1,50"), of("1,5")), 0);
    assert_int_equal(number_compare(of("-2"), of("1")), -1);
    assert_int_equal(number_compare(of("0,3"), of("0,29")), 1);
    assert_true(number_add(of("0,1"), of("0,2"), &sum));
    assert_string_equal(number_plain(a, sum), "0.3");
    assert_false(number_add(of("999999999999999999"), of("1"), &sum));
    arena_free(a);
}

static void nouns_follow_their_number(void **state)
{
    static const struct {
        const char *n;
        plural_form form;
    } cases[] = {
        {"1", PLURAL_ONE},     {"2", PLURAL_FEW},     {"4", PLURAL_FEW},     {"5", PLURAL_MANY},
        {"0", PLURAL_MANY},    {"11", PLURAL_MANY},   {"14", PLURAL_MANY},   {"21", PLURAL_ONE},
        {"22", PLURAL_FEW},    {"111", PLURAL_MANY},  {"101", PLURAL_ONE},   {"1,5", PLURAL_OTHER},
        {"0,1", PLURAL_OTHER}, {"1000", PLURAL_MANY}, {"1 002", PLURAL_FEW},
    };
    plural *p = plural_open("ru");
    (void)state;
    assert_non_null(p);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(plural_select(p, of(cases[i].n)), cases[i].form);
    plural_close(p);
    plural_close(NULL);
}

static void words_are_ordered_as_in_a_register(void **state)
{
    static const struct {
        const char *less, *more;
    } cases[] = {
        {"№ 2", "№ 11"},
        {"Школа 9", "Школа 10"},
        {"ёж", "жук"},
        {"все", "всё"},
        {"всё", "вся"},
        {"г. Бор", "Выкса"},
        {"Анжеро", "г. Бор"},
        {"«Весна»", "Город"},
        {"«Город»", "г. «Дубна»"},
        {"г.Арск", "Бор"},
        {"Горки", "Городец"},
        {"пос. Лесной", "Лозы"},
        {"МО «р.п. Лесной»", "Лозы"},
        {"Лозы", "Поселковый"},
        {"Ёлкино", "г. о. Заозёрск"},
        {"г.о. Заозёрск", "Лозы"},
        {"м. о. «Заозёрск»", "Лозы"},
    };
    arena *a = arena_new();
    diag *dg = diag_new();
    word_lists *lists = word_lists_load(a, "stylesheets/1/typography.ini", dg);
    collate *c = collate_open("ru", word_lists_set(lists, "sort-prefixes"));
    (void)state;
    assert_non_null(c);
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (collate_compare(c, cases[i].less, cases[i].more) != -1)
            fail_msg("«%s» does not stand before «%s»", cases[i].less, cases[i].more);
        assert_int_equal(collate_compare(c, cases[i].more, cases[i].less), 1);
    }
    assert_int_equal(collate_compare(c, "«Бор»", "г. Бор"), 0);
    collate_close(c);
    diag_free(dg);
    arena_free(a);
}

static void a_name_is_split_from_the_kind_of_place(void **state)
{
    static const struct {
        const char *text, *prefix, *name;
    } cases[] = {
        {"пос. Лесной", "пос.", "Лесной"},
        {"«г. Кашин»", "г.", "Кашин»"},
        {"г.Арск", "г.", "Арск"},
        {"МО «р.п. Лесной»", "р.п.", "Лесной»"},
        {"ст-ца Ясная", "ст-ца", "Ясная"},
        {"Посёлок", "", "Посёлок"},
        {"Поселковый", "", "Поселковый"},
        {"д.", "", "д."},
        {"", "", ""},
        {"Р.П. Иванов", "р.п.", "Иванов"},
        {"Дом быта", "", "Дом быта"},
    };
    arena *a = arena_new();
    diag *dg = diag_new();
    word_lists *lists = word_lists_load(a, "stylesheets/1/typography.ini", dg);
    collate *c = collate_open("ru", word_lists_set(lists, "sort-prefixes"));
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *prefix, *name = collate_split(c, a, cases[i].text, &prefix);
        if (strcmp(prefix, cases[i].prefix) || strcmp(name, cases[i].name))
            fail_msg("«%s»: «%s» «%s»", cases[i].text, prefix, name);
    }
    collate_close(c);
    diag_free(dg);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_people_write_them),
        cmocka_unit_test(rounding_is_half_up_in_decimals),
        cmocka_unit_test(percentages_come_from_counts),
        cmocka_unit_test(formatting_is_that_of_icu),
        cmocka_unit_test(comparing_and_adding_are_exact),
        cmocka_unit_test(nouns_follow_their_number),
        cmocka_unit_test(words_are_ordered_as_in_a_register),
        cmocka_unit_test(a_name_is_split_from_the_kind_of_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
