/* text_lists.c - institutions listed in a text, and abbreviations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/abbreviation.h"
#include "text/date.h"
#include "text/enumeration.h"

static const char *or_none(const char *text)
{
    return text ? text : "";
}

static void lists_are_read_with_their_slips(void **state)
{
    static const struct {
        const char *in, *lead, *items, *comma, *space, *end;
    } cases[] = {
        {"", "", "", "", "", ""},
        {"7", "", "7", "", "", ""},
        {"2, 7, 11", "", "2|7|11", "", "", ""},
        {"Библиотеки №№ 2, 7, 11.", "Библиотеки", "2|7|11", "", "", ""},
        {"№№ 2 и 7", "", "2|7", "", "", ""},
        {"музыкальных школ № № 3, 4", "музыкальных школ", "3|4", "", "", ""},
        {"2, 30 32, 40", "", "2|30|32|40", "30 32", "", ""},
        {"5,7, 30", "", "5|7|30", "", "5,7", ""},
        {"№№ 7,14, 15", "", "7|14|15", "", "7,14", ""},
        {"1, Музей,", "", "1|Музей", "", "", "Музей,"},
        {"Лицей № 9, Лицей №  10", "", "Лицей № 9|Лицей № 10", "", "", ""},
        {"7а, 7б", "", "7а|7б", "", "", ""},
        {"Школа искусств и ремёсел, 3", "", "Школа искусств и ремёсел|3", "", "", ""},
        {"2, 7, 2, КУГ, куг", "", "2|7|КУГ", "", "", ""},
        {", ,", "", "", "", "", ","},
    };
    arena *a = arena_new();
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        enumeration e = enumeration_parse(a, cases[i].in, strlen(cases[i].in));
        enumeration once = enumeration_distinct(a, e);
        strbuf items = STRBUF_INIT;
        for (size_t k = 0; k < once.count; k++)
            strbuf_printf(&items, "%s%s", k ? "|" : "", once.items[k].name);
        if (strcmp(strbuf_text(&items), cases[i].items) || strcmp(e.lead, cases[i].lead) ||
            strcmp(or_none(e.slips.comma), cases[i].comma) ||
            strcmp(or_none(e.slips.space), cases[i].space) ||
            strcmp(or_none(e.slips.end), cases[i].end))
            fail_msg("«%s»: «%s» %s; slips «%s» «%s» «%s»", cases[i].in, e.lead,
                     strbuf_text(&items), or_none(e.slips.comma), or_none(e.slips.space),
                     or_none(e.slips.end));
        strbuf_free(&items);
    }
    arena_free(a);
}

static void lists_are_sorted_by_value(void **state)
{
    static const char in[] = "11, Лицей № 10, 2, Гимназия, Лицей № 9, 2";
    arena *a = arena_new();
    collate *order = collate_open("ru", NULL);
    (void)state;

    assert_string_equal(enumeration_sorted(a, order, enumeration_parse(a, in, strlen(in))),
                        "2, 11, Гимназия, Лицей № 9, Лицей № 10");
    collate_close(order);
    arena_free(a);
}

static void abbreviations_are_found(void **state)
{
    static const struct {
        const char *in, *found;
    } cases[] = {
        {"Ремонт ЛЭП и ТП", "ЛЭП ТП"},
        {"по нормам СанПиН", "СанПиН"},
        {"в МФЦах, три ЛЭПа, окна ДЭЗом", "МФЦ ЛЭП ДЭЗ"},
        {"замер ВПр и КПДк", "ВПр КПДк"},
        {"по СП 2.13130.2020, РД 50-34 и ТР ТС 11; СП и ТР", "СП ТР"},
        {"заполнение ФИС ФРДО", "ФИС ФРДО ФИС_ФРДО"},
        {"заполнение ФИС\n   ФРДО", "ФИС ФРДО ФИС_ФРДО"},
        {"приказ 656-ОД, закон 257-ФЗ, форма ОО-1, дом 5/АБ", ""},
        {"ЕДДС-2023", "ЕДДС"},
        {"Ф.И.О. и И.О. Петров", ""},
        {"ДОРОЖНАЯ КАРТА РЕМОНТА", ""},
        {"«ДОРОЖНАЯ КАРТА»", ""},
        {"МБОУ СОШ", "МБОУ СОШ МБОУ_СОШ"},
        {"ИТОГО", ""},
        {"МакДональд, Москва", ""},
        {"МБУ ДО «Центр»", "МБУ= ДО= МБУ_ДО="},
        {"центр (далее – МОЦ)", "МОЦ!"},
        {"центр (далее - «МОЦ»)", "МОЦ!"},
        {"медико-социальная экспертиза (МСЭ)", "МСЭ!"},
        {"план по развитию дорог (ПРД)", "ПРД!"},
        {"нормы и правила (ГТО)", "ГТО"},
        {"Многофункциональный центр (МФЦ)", "МФЦ!"},
        {"управление связи, сетей и автоматики (УССиА)", "УССиА!"},
        {"водопроводно-насосные станции («ВНС») и мосты (ВНС)", "ВНС! ВНС"},
        {"центр (далее по тексту – МОЦ)", "МОЦ!"},
        {"центр (далее – центр, МОЦ)", "МОЦ!"},
        {"семьи (далее – семьи с ОВР) и (ЛЭП)", "ОВР! ЛЭП"},
        {"далее (см. схему) ЛЭП", "ЛЭП"},
        {"ДТС (дорожно-транспортная сеть) и ТП (опоры)", "ДТС! ТП"},
        {"знак «ГБО» (газобаллонное оборудование)", "ГБО!"},
        {"ТЭР – топливно-энергетические ресурсы;\nПДК - предельная концентрация; ЛЭП – провода",
         "ТЭР! ПДК! ЛЭП"},
        {"у ЛЭПов (линии электропередачи)", "ЛЭП!"},
        {"линии электропередачи (ЛЭПы)", "ЛЭП!"},
        {"ПДК – предельно допустимая концентрация", "ПДК!"},
        {"В отчёте ПДК – предельно допустимая концентрация", "ПДК"},
        {"нормы ФГС основного типа (ФГС ОТ)", "ФГС ФГС ОТ ФГС_ОТ!"},
        {"(ЛЭП, ТП)", "ЛЭП ТП"},
        {"Фестиваль «МЫ ВМЕСТЕ» и ЛЭП", "ЛЭП"},
        {"Киноконцертный зал «ОКТЯБРЬ»", ""},
        {"Система «ФИС ФРДО» работает", "ФИС ФРДО ФИС_ФРДО"},
        {"УТВЕРЖДЕНО НА ЗАСЕДАНИИ ПРАВЛЕНИЯ. Осмотр линий и ЛЭП начат весной", "ЛЭП"},
        {"Коллегия РЕШИЛА: осмотр ТП начать", "ТП"},
    };
    arena *a = arena_new();
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        word_lists *terms = word_lists_load(a, "stylesheets/1/terms.ini", NULL);
        abbreviations list = abbreviation_find(a, terms, cases[i].in, strlen(cases[i].in));
        strbuf out = STRBUF_INIT;
        for (size_t k = 0; k < list.count; k++)
            strbuf_printf(&out, "%s%s%s%s", k ? " " : "", list.items[k].text,
                          list.items[k].legal_form ? "=" : "", list.items[k].explained ? "!" : "");
        if (strcmp(strbuf_text(&out), cases[i].found))
            fail_msg("«%s»: %s", cases[i].in, strbuf_text(&out));
        strbuf_free(&out);
    }
    arena_free(a);
}

static void days_are_counted(void **state)
{
    static const struct {
        date from, to;
        long days;
    } cases[] = {
        {{2020, 2, 28}, {2020, 3, 1}, 2},  {{2021, 2, 28}, {2021, 3, 1}, 1},
        {{2019, 12, 31}, {2020, 1, 1}, 1}, {{1999, 3, 1}, {2000, 3, 1}, 366},
        {{1899, 3, 1}, {1900, 3, 1}, 365}, {{2020, 1, 1}, {2020, 12, 31}, 365},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(date_day_number(cases[i].to) - date_day_number(cases[i].from),
                         cases[i].days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_read_with_their_slips),
        cmocka_unit_test(lists_are_sorted_by_value),
        cmocka_unit_test(abbreviations_are_found),
        cmocka_unit_test(days_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
