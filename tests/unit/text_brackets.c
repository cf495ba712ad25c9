/* text_brackets.c - unpaired quotes and brackets, and the likeness of texts. «^» in the wanted text
 * stands before each sign at fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/brackets.h"
#include "text/similar.h"

static void signs_without_partner_are_found(void **state)
{
    static const char *const cases[] = {
        "«Мир»",
        "«Клуб «Мир» города»",
        "^«Клуб «Мир»",
        "«Клуб» Мир^»",
        "^«Клуб",
        "Клуб^»",
        "(клуб)",
        "^(клуб",
        "клуб^)",
        "(клуб «Мир»)",
        "(клуб ^«Мир)",
        "«клуб ^(Мир»",
        "[1] {2}",
        "1) клуб 2) мир",
        "а) клуб; б) мир",
        "клуб 123^)",
        "клуб 5^)",
        "см. п. 5) и",
        "\"Мир\"",
        "^\"Мир",
        "Мир^\"",
        "экран 15\" и доска",
        "7 \"А\", 5\"Б\" и 9\"В\"",
        "решили:1) клуб;2) мир",
        "\"Клуб \"Мир\"\"",
        "„Мир“ и “Луч”",
        "^„Мир",
        "«а „б“ в»",
        "«а» ^«б «в»",
        "",
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        strbuf plain = STRBUF_INIT, marked = STRBUF_INIT;
        bracket_faults f;
        size_t from = 0;
        for (const char *s = cases[i]; *s; s++)
            if (*s != '^')
                strbuf_addc(&plain, *s);
        f = brackets_check(a, strbuf_text(&plain), plain.len);
        for (size_t k = 0; k < f.count; k++) {
            strbuf_add(&marked, strbuf_text(&plain) + from, f.items[k].at - from);
            strbuf_addc(&marked, '^');
            from = f.items[k].at;
        }
        strbuf_adds(&marked, strbuf_text(&plain) + from);
        assert_string_equal(strbuf_text(&marked), cases[i]);
        strbuf_free(&plain);
        strbuf_free(&marked);
    }
    arena_free(a);
}

static void deep_nesting_ends(void **state)
{
    arena *a = arena_new();
    strbuf text = STRBUF_INIT;
    (void)state;
    for (int i = 0; i < 100000; i++)
        strbuf_adds(&text, i % 2 ? "(" : "«");
    assert_true(brackets_check(a, strbuf_text(&text), text.len).count > 0);
    strbuf_free(&text);
    arena_free(a);
}

static void likeness_is_measured(void **state)
{
    static const struct {
        const char *x, *y;
        int least, most;
    } cases[] = {
        {"Ремонт дорог", "ремонт   дорог.", 100, 100},
        {"Ещё один", "еще «один»", 100, 100},
        {"Ремонт дорог района", "Ремонт дороги района", 90, 99},
        {"Ремонт дорог", "Обучение учителей", 0, 30},
        {"", "", 0, 0},
        {"...", "!!!", 0, 0},
        {"а", "б", 0, 0},
        {"Проверка мостов весной", "Проверка мостов осенью", 60, 90},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int s = text_similarity(a, cases[i].x, cases[i].y, 50);
        assert_in_range(s, cases[i].least, cases[i].most);
        assert_int_equal(s, text_similarity(a, cases[i].y, cases[i].x, 50));
    }
    assert_string_equal(text_normalise(a, " Ёлка, № 5!", strlen(" Ёлка, № 5!")), "елка 5");
    arena_free(a);
}

static void names_are_compared_without_endings(void **state)
{
    static const struct {
        const char *x, *y;
        bool same;
    } cases[] = {
        {"Программа ремонта дорог", "программу ремонта дорог", true},
        {"Муниципальная программа развития дорог района", "программой развития дорог", true},
        {"Программа ремонта дорог", "Программа содержания дорог", false},
        {"Программа ремонта дорог", "План ремонта дорог", false},
        {"Парк «Берёзовый»", "парка «Березового»", true},
        {"мост", "мостовая", false}, /* another word */
        {"дом", "дым", false},
        {"Сад и парк", "парк, сад", true},
        {"", "мост", false},
        {"и в", "и в", false},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(text_same_name(a, cases[i].x, cases[i].y), cases[i].same);
        assert_int_equal(text_same_name(a, cases[i].y, cases[i].x), cases[i].same);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_compared_without_endings),
        cmocka_unit_test(signs_without_partner_are_found),
        cmocka_unit_test(deep_nesting_ends),
        cmocka_unit_test(likeness_is_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
