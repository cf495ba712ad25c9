/* text_subject.c - what texts are about, their bounds, and forms of one abbreviation; words of the
 * edition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "text/abbreviation_form.h"
#include "text/date.h"
#include "text/subject.h"

typedef struct {
    arena *a;
    const word_lists *terms;
} fixture;

static int open_terms(void **state)
{
    static fixture f;
    f.a = arena_new();
    f.terms = word_lists_load(f.a, "stylesheets/1/terms.ini", NULL);
    *state = &f;
    return f.terms ? 0 : -1;
}

static int close_terms(void **state)
{
    arena_free(((fixture *)*state)->a);
    return 0;
}

static void words_that_tell_are_kept(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"", ""},
        {"Доля домов с применением счётчиков", "доля домов счетчиков"},
        {"Доля домов, в том числе новых, с использованием счётчиков", "доля домов счетчиков"},
        {"Доля домов (в т. ч. новых) со счётчиками", "доля домов счетчиками"},
        {"Дом, дом и ДОМ", "дом"},
        {"Длина 1,5 км", "1,5 длина км"},
        {"в том числе", ""},
    };
    const fixture *f = *state;

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(subject_words(f->a, f->terms, cases[i].in, strlen(cases[i].in)),
                            cases[i].out);
}

static void shared_words_are_counted_by_their_beginning(void **state)
{
    const fixture *f = *state;
    assert_int_equal(subject_shared(f->a, f->terms, "Ремонт мостов и дорог 5", "Дорога у моста 5"),
                     1);
    assert_int_equal(subject_shared(f->a, f->terms, "скорость доступа", "скорости доступ"), 2);
    assert_int_equal(subject_shared(f->a, f->terms, "", "мост"), 0);
}

static void bounds_have_thing_and_unit(void **state)
{
    static const struct {
        const char *in, *keys, *value;
    } cases[] = {
        {"ширина прохода не менее 2 м", "least:прохо:м", "2"},
        {"скорости не ниже 1,5 Мбит/сек", "least:скоро:мбит/", "1,5"},
        {"скорость не более 40 км/ч", "most:скоро:км/ч", "40"},
        {"доля не менее 50 %", "", ""},
        {"не менее 2 м", "", ""},
        {"ширина не менее двух метров", "", ""},
        {"ширина не менее 2, м", "", ""},
        {"ширина не 2 м", "", ""},
    };
    const fixture *f = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        bounds b = bounds_find(f->a, f->terms, cases[i].in, strlen(cases[i].in));
        assert_int_equal(b.count, *cases[i].keys != '\0');
        if (!b.count)
            continue;
        assert_string_equal(b.items[0].key, cases[i].keys);
        assert_string_equal(b.items[0].value, cases[i].value);
        assert_string_equal(b.items[0].words, strstr(cases[i].in, "не "));
    }
}

static void forms_of_one_abbreviation(void **state)
{
    static const struct {
        const char *x, *y;
        abbreviation_form form;
    } cases[] = {
        {"ГВСУ", "ГСВУ", FORM_SWAPPED}, {"ГВСУ", "ГВСУ", FORM_NONE},
        {"ГВСУ", "ГВСК", FORM_CHANGED}, {"ГВСУ", "УВСГ", FORM_NONE},
        {"МБОУ", "МКОУ", FORM_NONE},    {"ГВС", "ГСВ", FORM_NONE},
        {"ГВСУ", "ГВСУК", FORM_NONE},   {"ШНОР", "ШНСУ", FORM_LISTED},
    };
    const fixture *f = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *x = abbreviation_keys(f->a, f->terms, cases[i].x);
        const char *y = abbreviation_keys(f->a, f->terms, cases[i].y);
        bool shared = false;
        if (abbreviation_compare(f->a, f->terms, cases[i].x, cases[i].y) != cases[i].form)
            fail_msg("%s, %s", cases[i].x, cases[i].y);
        for (const char *p = x; *p; p += strcspn(p, " "), p += *p == ' ')
            if (strstr(y, arena_strndup(f->a, p, strcspn(p, " "))))
                shared = true;
        if (cases[i].form != FORM_NONE && !shared)
            fail_msg("no key in common: %s, %s", x, y);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_tell_are_kept),
        cmocka_unit_test(shared_words_are_counted_by_their_beginning),
        cmocka_unit_test(bounds_have_thing_and_unit),
        cmocka_unit_test(forms_of_one_abbreviation),
    };
    return cmocka_run_group_tests(tests, open_terms, close_terms);
}
