/* text_names.c - names of persons: reading them, what misspelt ones have in common. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "text/names.h"

static const struct {
    const char *text, *initials, *surname; /* NULL: no name */
} names[] = {
    {"И.О. Рябинин", "ио", "рябинин"},
    {"Рябинин И. О.", "ио", "рябинин"},
    {"Рябинин И", "и", "рябинин"},
    {"Рябинин-Ясенев И.О.", "ио", "рябинин-ясенев"},
    {"Иван Олегович Рябинин", "ио", "рябинин"},
    {"Рябинина Инна Олеговна", "ио", "рябинина"},
    {"Алёшин Фома Ильич", "фи", "алешин"},
    {"Рябинин", NULL, NULL},
    {"Иван Рябинин", NULL, NULL},
    {"начальник отдела Рябинин", NULL, NULL},
    {"начальник отдела дорог И.О. Рябинин", NULL, NULL},
    {"", NULL, NULL},
    {".", NULL, NULL},
    {"- -", NULL, NULL},
};

static void reads_names(void **state)
{
    arena *a = arena_new();
    (void)state;

    for (size_t i = 0; i < COUNT(names); i++) {
        person_name n = {NULL, NULL};
        assert_int_equal(name_read(a, names[i].text, &n), names[i].surname != NULL);
        if (names[i].surname && (strcmp(n.surname, names[i].surname) != 0 ||
                                 strcmp(n.initials, names[i].initials) != 0))
            fail_msg("«%s»: %s, %s", names[i].text, n.initials, n.surname);
    }
    arena_free(a);
}

static const struct {
    const char *x, *y;
    bool variant;
} pairs[] = {
    {"Ольшанский А.Б.", "А. Б. Олшанский", true},    /* left out */
    {"Ольшанский А.Б.", "Ольшамский А.Б.", true},    /* changed */
    {"Ольшанский А.Б.", "Ольшанннский А.Б.", false}, /* two put in */
    {"Ольшанский А.Б.", "Ольшаснкий А.Б.", true},    /* swapped */
    {"Ольшанский А.Б.", "Ольшанский А.Б.", false},   /* equal */
    {"Ольшанский А.Б.", "Олшанский А.В.", false},    /* somebody else */
    {"Берёзов А.Б.", "Березова А.Б.", false},        /* a woman, or the genitive */
    {"Березова А.Б.", "Березовы А.Б.", false},       /* a case */
    {"Дубов А.Б.", "Зубов А.Б.", false},             /* too short */
    {"Ольшанский", "Олшанский", false},              /* no names */
};

static void knows_variants(void **state)
{
    arena *a = arena_new();
    (void)state;

    for (size_t i = 0; i < COUNT(pairs); i++)
        if (name_is_variant(a, pairs[i].x, pairs[i].y, 6, 2) != pairs[i].variant ||
            name_is_variant(a, pairs[i].y, pairs[i].x, 6, 2) != pairs[i].variant)
            fail_msg("%s, %s", pairs[i].x, pairs[i].y);
    arena_free(a);
}

static void has_keys_in_common(void **state)
{
    arena *a = arena_new();
    (void)state;

    assert_string_equal(name_keys(a, "Ёлка А. Б."), "аб:елка аб:лка аб:ека аб:ела аб:елк");
    assert_string_equal(name_keys(a, "отдел дорог"), "");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_names),
        cmocka_unit_test(knows_variants),
        cmocka_unit_test(has_keys_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
