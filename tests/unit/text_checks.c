/* text_checks.c - look-alike letters, number signs, spaces, hyphens, repetitions. A wanted finding
 * is «code at: argument»; at counts characters from 1. Lists end with an empty string. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/lookalike.h"
#include "text/wording.h"

typedef struct {
    arena *mem;
    diag *dg;
    const word_lists *lists;
    const typography *typo;
    lookalike *looks;
} tools;

static tools open_tools(void)
{
    tools t = {.mem = arena_new(), .dg = diag_new()};
    t.lists = word_lists_load(t.mem, "stylesheets/1/lookalikes.ini", t.dg);
    t.typo = typography_load(t.mem, "stylesheets/1/typography.ini", t.dg);
    assert_non_null(t.lists);
    assert_non_null(t.typo);
    t.looks = lookalike_open(t.lists);
    return t;
}

static void close_tools(tools *t)
{
    lookalike_close(t->looks);
    diag_free(t->dg);
    arena_free(t->mem);
}

static const char *code_of(tools *t, message_id id)
{
    size_t n = diag_count(t->dg);
    diag_report(t->dg, ((src_pos){"x", (uint32_t)n + 1, 1}), id);
    return diag_get(t->dg, n).code;
}

static const char *found_text(tools *t, const char *text, const text_findings *f)
{
    const char *all = "";

    for (size_t i = 0; i < f->count; i++) {
        const char *second = f->items[i].args[1];
        all = arena_printf(t->mem, "%s%s%s %zu: %s%s%s", all, i ? "; " : "",
                           code_of(t, f->items[i].id), utf8_count(text, f->items[i].at) + 1,
                           f->items[i].args[0], *second ? " = " : "", second);
    }
    return all;
}

typedef struct {
    const char *in, *out;
} check_case;

static void letters_that_only_look_right(void **state)
{
    static const check_case cases[] = {
        {"Новая cцена", "T01 7: cцена = «c»"},
        {"Новая сцeнa", "T01 7: сцeнa = «e», «a»"},
        {"Teatр", "T02 1: Teatр = «р»"},
        {"рrint", "T02 1: рrint = «р»"},
        {"αльфа", "T06 1: αльфа = «α»"},
        {"мост-Nовый", "T01 1: мост-Nовый = «N»"},
        {"PR-сопровождение и IT-куб", ""},
        {"Wi-Fi, USB-порт, 3D-модель", ""},
        {"SMSки и VIPы", ""},
        {"программа Windows", ""},
        {"HET данных", "T03 1: HET = НЕТ"},
        {"Ответ: HET", "T03 8: HET = НЕТ"},
        {"COIII города", "T03 1: COIII = СОШ"},
        {"OOIII № 1", "T03 1: OOIII = ООШ"},
        {"работа c детьми", "T03 8: c = с"},
        {"c 1 сентября", "T03 1: c = с"},
        {"O работе", "T03 1: O = О"},
        {"класс A и класс B", ""},
        {"витамин C полезен", ""},
        {"XX век, глава III, IV квартал, MMXX", ""},
        {"класс MAX, BMX, HTTP", ""},
        {"в ХХ веке, ХIХ и VlII век", "T03 3: ХХ = XX; T03 12: ХIХ = XIX; T03 18: VlII = VIII"},
        {"ll квартал, 5 ll, дом ХХ", "T03 1: ll = II"},
        {"The cat is on the mat", ""},
        {"Учебник Happy Pace для школ", ""},
        {"закон 273-Ф3", "T03 7: 273-Ф3 = 273-ФЗ"},
        {"форма 00-1", "T03 7: 00-1 = ОО-1"},
        {"форма 00-17", ""},
        {"в 2О21 году", "T03 3: 2О21 = 2021"},
        {"всего 1О мест", "T03 7: 1О = 10"},
        {"класс 5Б, 9З, кабинет 3а", ""},
        {"CO2 и H2O", ""},
        {"адрес: info@caxap.ru, www.coca.ru, caxap.ru", ""},
        {"U", "T03 1: U = 0"},
        {" T ", "T03 2: T = 1"},
        {"A", ""},
        {"Nº 5", "T04 1: Nº"},
        {"N₂7", "T04 1: N₂"},
        {"приказ N 5 и No 6", "T04 8: N; T04 14: No"},
        {"No. 12", "T04 1: No"},
        {"Мо п/п", "T04 1: Мо"},
        {"No п/п", "T04 1: No"},
        {"№ п/п", ""},
        {"№ п\\п", "T05 3: п\\п"},
        {"North 5, iN 5", ""},
        {"Мо Ян приехал", ""},
        {"", ""},
        {"кВт·ч, °C, µm, 5 µм", ""},
        {"Ёлка, йод", ""},
    };
    tools t = open_tools();
    int failed = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        text_findings f = {.mem = t.mem};
        const char *got;
        lookalike_check(t.looks, cases[i].in, strlen(cases[i].in), true, &f);
        got = found_text(&t, cases[i].in, &f);
        if (strcmp(got, cases[i].out) && ++failed)
            fprintf(stderr, "«%s»: %s\n   want %s\n", cases[i].in, got, cases[i].out);
    }
    assert_int_equal(failed, 0);
    close_tools(&t);
}

static void a_latin_text_is_left_alone(void **state)
{
    tools t = open_tools();
    text_findings f = {.mem = t.mem};
    const char *text = "HET HOT COT: an English document about cats";
    (void)state;
    lookalike_check(t.looks, text, strlen(text), false, &f);
    assert_int_equal(f.count, 0);
    close_tools(&t);
}

static const check_case marks[] = {
    {"дом , сад", "T10 5: ,"},
    {"дом ; сад .", "T10 5: ;; T10 11: ."},
    {"(дом ) и", "T10 6: )"},
    {"дом : сад", "T10 5: :"},
    {"план 1 : 500", ""},
    {"Сад : атлас / И. Лук. – Орёл ; Тула : Лад", ""},
    {"дом\n   , сад", ""},
    {"пауза ... и", ""},
    {"« дом»", "T11 1: «"},
    {"( дом)", "T11 1: ("},
    {"дом,сад", "T12 4: , = дом,сад"},
    {"0,5 и 1,25", ""},
    {"5,7, 30", ""},
    {"(план),40 часов", "T12 7: , = (план),40"},
    {"сайт example.org/otchet?id=15", ""},
    {"дом/сад?да", "T12 8: ? = дом/сад?да"},
    {"дом;сад", "T12 4: ; = дом;сад"},
    {"рост 15%от плана", "T12 8: % = 15%от"},
    {"100%-ный, 100%ный и 5% в год", ""},
    {"в 5-7школах", "T12 5: 7 = 5-7школах"},
    {"10-15х, 2-я", ""},
    {"дом.Сад", "T12 4: . = дом.Сад"},
    {"г.Тверь", "T12 2: . = г.Тверь"},
    {"по ст.16 закона", "T12 6: . = ст.16"},
    {"кл.5, 12.с.3, п. 5", ""},
    {"2024–2025гг.", "T12 9: 2025 = 2024–2025гг."},
    {"2г. и 1234г соли", ""},
    {"А.Петров и т.е. так", ""},
    {"1С:Предприятие и «Яндекс.Диск»", ""},
    {"Яндекс.Диск и Контур.Экстерн", ""},
    {"2.Общие положения", "T12 2: . = 2.Общие"},
    {"п. 2.А, 2.5, 1.С", ""},
    {"см.приложение, 5 тыс.руб.", "T12 3: . = см.приложение,; T12 21: . = тыс.руб."},
    {"т.е.так, кв.м, и.о.главы, нач.", ""},
    {"итог:25, масштаб 1:25", "T12 5: : = итог:25,"},
    {"школа№7", "T12 5: школа = школа№7; T13 6: школа№7"},
    {"май2025, А5", "T12 3: май = май2025,"},
    {"в 2025г. и 5г, 2025 г., 7-2025г", "T12 6: 2025 = 2025г."},
    {"срок:май", "T12 5: : = срок:май"},
    {"время 10:30, http://a.b", ""},
    {"см. www.Site.ru", ""},
    {"участник(ов)", ""},
    {"школа №7", "T13 7: №7"},
    {"дом  сад", "T14 4: "},
    {"дом\n  сад", ""},
    {"класс -16 человек", "T15 7: класс -16"},
    {"слово -слово", "T15 7: слово -слово"},
    {"слово- слово", "T15 6: слово- слово"},
    {"слово– слово", "T15 6: слово– слово"},
    {"слово —слово, 12 –ти", "T15 7: слово —слово,; T15 18: 12 –ти"},
    {"Да, – сказал он. – слово", ""},
    {"– слово; 10– 15; 5 –8; итог –1,8; (– нет); май– июнь; а –\n   б", ""},
    {"рост -0,5 и -12,35, класс -5", "T15 27: класс -5"},
    {"9- го класса", "T15 2: 9- го"},
    {"учебно- и научно-методический", ""},
    {"двух-, трёхлетний", ""},
    {"от -5 до +3", ""},
    {"25.11 -10.12.2022", ""},
    {"2021 -2022 годы", ""},
    {"май 2022 -142 человека", "T15 10: 2022 -142"},
    {"мороз -5 %", ""},
    {"май 2022- июнь 2023", ""},
    {"-слово", "T18 1: -слово"},
    {"- слово", ""},
    {"«Мир»-1", "T18 6: «Мир»-1"},
    {"что-то, 4-х, 656-АБ", ""},
    {"с результатами. разработка плана", "T17 17: разработка"},
    {"и др. программы, муницип. район", ""},
    {"гл. редактор. Он", ""},
    {"тыс. рублей", ""},
    {"мост мост стоит", "T30 1: мост мост"},
    {"новый мост новый мост", "T30 1: новый мост новый мост"},
    {"в в доме", "T30 1: в в"},
    {"Хвоев и И.П. Ельник", ""},
    {"рядом с С. Хвоевым", ""},
    {"Мост мост", "T30 1: Мост мост"},
    {"мост. Мост", ""},
    {"очень очень", ""},
    {"5 5", ""},
    {"«мост мост»", "T30 2: мост мост"},
    {"ОО ДД ОО ДД центр", "T30 1: ОО ДД ОО ДД"},
    {"мо\u00ADст", "T41 3: U+00AD"},
    {"", ""},
    {" ", ""},
};

static void spaces_hyphens_and_repetitions(void **state)
{
    tools t = open_tools();
    int failed = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(marks); i++) {
        text_findings f = {.mem = t.mem};
        size_t first;
        const char *got;
        wording_check(t.lists, t.typo, marks[i].in, strlen(marks[i].in), &first, &f);
        got = found_text(&t, marks[i].in, &f);
        if (strcmp(got, marks[i].out) && ++failed)
            fprintf(stderr, "«%s»: %s\n   want %s\n", marks[i].in, got, marks[i].out);
    }
    assert_int_equal(failed, 0);
    close_tools(&t);
}

static void hyphens_for_dashes_are_counted(void **state)
{
    tools t = open_tools();
    text_findings f = {.mem = t.mem};
    const char *text = "Москва - город, Волга - река";
    size_t first;
    (void)state;
    assert_int_equal(wording_check(t.lists, t.typo, text, strlen(text), &first, &f), 2);
    assert_int_equal(first, strlen("Москва "));
    assert_int_equal(f.count, 0);
    close_tools(&t);
}

static void long_texts_take_no_time(void **state)
{
    static const char *const units[] = {"а",  "a",  "N", "а а ", "- ", ".",
                                        " ,", "1О", "«", "@",    "а-"};
    tools t = open_tools();
    (void)state;
    for (size_t u = 0; u < COUNT(units); u++) {
        strbuf text = STRBUF_INIT;
        text_findings f = {.mem = t.mem};
        size_t first;
        while (text.len < 100000)
            strbuf_adds(&text, units[u]);
        lookalike_check(t.looks, strbuf_text(&text), text.len, true, &f);
        wording_check(t.lists, t.typo, strbuf_text(&text), text.len, &first, &f);
        strbuf_free(&text);
    }
    close_tools(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_that_only_look_right),
        cmocka_unit_test(a_latin_text_is_left_alone),
        cmocka_unit_test(spaces_hyphens_and_repetitions),
        cmocka_unit_test(hyphens_for_dashes_are_counted),
        cmocka_unit_test(long_texts_take_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
