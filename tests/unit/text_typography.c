/* text_typography.c - every rule on texts of its own; each result is set again and must stay.
 * In the tables «_» stands for U+00A0, «|» for U+2060 and «^» for U+200B. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/typography.h"

typedef struct {
    const char *in, *out;
} text_case;

static char *visible_to_real(arena *a, const char *s)
{
    char *out = arena_text(a, strlen(s) * 3 + 1), *p = out;

    for (; *s; s++)
        if (*s == '_')
            p = memcpy(p, "\xC2\xA0", 2), p += 2;
        else if (*s == '|')
            p = memcpy(p, "\xE2\x81\xA0", 3), p += 3;
        else if (*s == '^')
            p = memcpy(p, "\xE2\x80\x8B", 3), p += 3;
        else
            *p++ = *s;
    *p = '\0';
    return out;
}

static const typography *open_edition(arena *a)
{
    diag *dg = diag_new();
    const typography *t = typography_load(a, "stylesheets/1/typography.ini", dg);
    assert_non_null(t);
    diag_free(dg);
    return t;
}

static void complain(const char *in, const char *what, const char *text)
{
    fprintf(stderr, "«%s»: %s «", in, what);
    for (; *text; text++)
        if (!strncmp(text, "\xC2\xA0", 2))
            fputc('_', stderr), text++;
        else if (!strncmp(text, "\xE2\x81\xA0", 3))
            fputc('|', stderr), text += 2;
        else if (!strncmp(text, "\xE2\x80\x8B", 3))
            fputc('^', stderr), text += 2;
        else
            fputc(*text, stderr);
    fprintf(stderr, "»\n");
}

static void run(const text_case *cases, size_t count, unsigned options)
{
    arena *a = arena_new();
    const typography *t = open_edition(a);
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        const char *want = visible_to_real(a, cases[i].out);
        const char *once = typography_text(t, a, visible_to_real(a, cases[i].in), options);
        const char *twice = typography_text(t, a, once, options);
        if (strcmp(once, want) && ++failed)
            complain(cases[i].in, "got", once);
        if (strcmp(twice, once) && ++failed)
            complain(cases[i].in, "the second time", twice);
    }
    assert_int_equal(failed, 0);
    arena_free(a);
}

static void spaces_that_hold(void **state)
{
    static const text_case cases[] = {
        {"школа № 7", "школа №_7"},
        {"школа №7", "школа №_7"},
        {"школы №№ 2, 4", "школы №|№_2, 4"},
        {"§ 12 и §13", "§_12 и_§_13"},
        {"приказ № 18/2", "приказ №_18/|2"},
        {"№", "№"},
        {"номер №", "номер №"},
        {"директор И.О. Петров", "директор И.О._Петров"},
        {"директор И. О. Петров", "директор И._О._Петров"},
        {"О. Сергеева", "О._Сергеева"},
        {"отв. Петров И.О., Ким А.Б.", "отв. Петров_И.О., Ким_А.Б."},
        {"Петрова И. О.", "Петрова_И._О."},
        {"Проект А. Далее", "Проект А._Далее"},
        {"имени А.П. Чехова", "имени А.П._Чехова"},
        {"36 часов", "36_часов"},
        {"за 36 часов", "за_36_часов"},
        {"5 км и 10 кг", "5_км и_10_кг"},
        {"скорость 50 Мбит/с.", "скорость 50_Мбит/с."},
        {"20 чел.", "20_чел."},
        {"5 тыс. руб.", "5_тыс. руб."},
        {"120,5 кв. м и 3 куб. м", "120,5_кв._м и_3_куб._м"},
        {"сто кв. км", "сто кв._км"},
        {"в кв. метро", "в_кв. метро"},
        {"начало XXI в. и IV квартал", "начало XXI_в. и_IV_квартал"},
        {"глава I в книге", "глава I в_книге"},
        {"MS квартал", "MS квартал"},
        {"адрес e-mail, в-третьих, кое-кто", "адрес e-|mail, в-|третьих, кое-кто"},
        {"20 участников", "20 участников"},
        {"45%", "45_%"},
        {"45 %", "45_%"},
        {"12,5% и 3‰", "12,5_% и_3_‰"},
        {"в 2022 г. и 2023 году", "в_2022_г. и_2023_году"},
        {"из г. Тверь", "из_г._Тверь"},
        {"ул. Мира, д. 5, кв. 8", "ул._Мира, д._5, кв._8"},
        {"в 2022 г. Тверь росла", "в_2022_г. Тверь росла"},
        {"им. Ломоносова", "им._Ломоносова"},
        {"ст. 28 закона", "ст._28 закона"},
        {"и т. д. и т. п.", "и_т._д. и_т._п."},
        {"т. е. так", "т._е. так"},
        {"дом в лесу", "дом в_лесу"},
        {"не о том и не для них", "не_о_том и_не_для них"},
        {"если бы он пришёл", "если_бы он пришёл"},
        {"так же ли?", "так_же_ли?"},
        {"В школе", "В_школе"},
        {"из-за дождя", "из-за дождя"},
        {"3 мая 2022 г.", "3_мая 2022_г."},
        {"с 3 по 15 июня", "с_3 по_15_июня"},
        {"1 234 567 жителей", "1_234_567 жителей"},
        {"12 345", "12_345"},
        {"школы 30 32", "школы 30 32"},
        {"1234 567", "1234 567"},
        {"в 0 123", "в_0 123"},
    };
    (void)state;
    run(cases, COUNT(cases), 0);
}

static void superfluous_spaces(void **state)
{
    static const text_case cases[] = {
        {"дом  стоит", "дом стоит"},
        {"дом   \n  стоит", "дом   \n  стоит"},
        {"дом , сад ; лес", "дом, сад; лес"},
        {"( дом ) « сад »", "(дом) «сад»"},
        {"дом .", "дом."},
        {"список : пять", "список: пять"},
        {"масштаб 1 : 500", "масштаб 1 : 500"},
        {"Сад : атлас / И. Лук. – Орёл ; Тула : Лад, 2020.",
         "Сад : атлас / И._Лук._— Орёл ; Тула : Лад, 2020."},
        {"Лад : журнал. – Орёл, 2020. – 5 с. : ил.", "Лад : журнал._— Орёл, 2020._— 5_с. : ил."},
        {"доля / часть : пять", "доля / часть: пять"},
        {"А. – ; г. – ;? г", "А._–; г._–;? г"},
        {"дом … сад", "дом … сад"},
        {" дом ", " дом "},
        {"№  7", "№_7"},
        {"№\n   7", "№_7"},
        {"", ""},
        {" ", " "},
    };
    (void)state;
    run(cases, COUNT(cases), 0);
}

static void dashes(void **state)
{
    static const text_case cases[] = {
        {"Москва - столица", "Москва_— столица"},
        {"Москва – столица", "Москва_— столица"},
        {"Москва — столица", "Москва_— столица"},
        {"- первый пункт", "—_первый пункт"},
        {"-", "–"},
        {"–", "–"},
        {"\n    –\n  ", "\n    –\n  "},
        {" — ", " – "},
        {"– (трое)", "—_(трое)"},
        {"учебно-методический", "учебно-методический"},
        {"2021-2022 годы", "2021–|2022_годы"},
        {"02-04.04.2026, 09-10.10.26", "02–|04.04.2026, 09–|10.10.26"},
        {"01-11.05, 07-02.04.2026, 02-11", "01-|11.05, 07-|02.04.2026, 02-|11"},
        {"2021 - 2022 годы", "2021–|2022_годы"},
        {"2021 – 2022 гг.", "2021–|2022_гг."},
        {"7-9 класс", "7–|9_класс"},
        {"7 - 9 классы", "7_– 9_классы"},
        {"7 -9 классы", "7 -9_классы"},
        {"13-14.02.2022", "13–|14.02.2022"},
        {"25.10-03.11.2022", "25.10–|03.11.2022"},
        {"25.10 -03.11.2022", "25.10–|03.11.2022"},
        {"25.10- 03.11.22", "25.10–|03.11.22"},
        {"18-19.10.", "18–|19.10."},
        {"май-июнь", "май–июнь"},
        {"май - июнь 2022", "май_– июнь 2022"},
        {"май—июнь", "май–июнь"},
        {"Январь 2022- март 2023", "Январь 2022_– март 2023"},
        {"Январь 2022 г. - март 2023 г.", "Январь 2022_г._– март 2023_г."},
        {"приказ 417-АБ", "приказ 417-|АБ"},
        {"дело 12/05-06", "дело 12/|05-|06"},
        {"№ 12-15", "№_12-|15"},
        {"тел. 4-15-20", "тел._4-|15-|20"},
        {"тел. 15-20", "тел._15-|20"},
        {"ГОСТ 7.1-2003", "ГОСТ 7.1-|2003"},
        {"2022-05-17", "2022-|05-|17"},
        {"00-1", "00-|1"},
        {"9-7", "9-|7"},
        {"15 апреля - 15 октября", "15_апреля_– 15_октября"},
        {"с 1 мая 2024 г. — 5 июня 2024 г.", "с_1_мая 2024_г._– 5_июня 2024_г."},
        {"7-9 мая", "7–|9_мая"},
        {"Сдано 5 мая - 3 работы", "Сдано 5_мая_— 3 работы"},
        {"Начало в мае - 3 июня", "Начало в_мае_— 3_июня"},
        {"184,6 Гкал/ч, 15 МВт, 5 т/га, 20 м³/сут, 7 усл. ед.",
         "184,6_Гкал/ч, 15_МВт, 5_т/га, 20_м³/сут, 7_усл._ед."},
        {"+20°С, 18 °C, угол 30°, 5°Север", "+20_°С, 18_°C, угол 30°, 5°Север"},
        {"0,5-1,5 км", "0,5–|1,5_км"},
        {"4-х", "4-|х"},
        {"11-го класса", "11-|го класса"},
        {"ОЛИМП-2020", "ОЛИМП-|2020"},
        {"от -5 до +3", "от_−5 до_+3"},
        {"2 -- 6, январь -- март", "2_– 6, январь_– март"},
        {"Москва -- город, а--б, --ключ", "Москва_— город, а--б, --ключ"},
        {"воздух -5 °С, -7,5°С", "воздух −5_°С, −7,5_°С"},
        {"-5", "−5"},
        {"-5,5 %", "−5,5_%"},
        {"(-5)", "(−5)"},
        {"класс -16 человек", "класс -16 человек"},
        {"-16 человек", "-16 человек"},
        {"слово -слово", "слово -слово"},
    };
    (void)state;
    run(cases, COUNT(cases), 0);
}

static void quotes(void **state)
{
    static const text_case cases[] = {
        {"\"Мир\"", "«Мир»"},
        {"клуб \"Мир\", клуб \"Луч\".", "клуб «Мир», клуб «Луч»."},
        {"(\"Мир\")", "(«Мир»)"},
        {"«Клуб \"Мир\"»", "«Клуб „Мир“»"},
        {"\"Клуб \"Мир\"\"", "«Клуб „Мир“»"},
        {"\"Клуб \"Мир\" города\"", "«Клуб „Мир“ города»"},
        {"«Клуб «Мир» города»", "«Клуб „Мир“ города»"},
        {"«а «б «в» г» д»", "«а_„б «в» г“ д»"},
        {"«Клуб «Мир»", "«Клуб «Мир»"},
        {"“Мир”", "«Мир»"},
        {"„Мир“", "«Мир»"},
        {"«Клуб „Мир“»", "«Клуб „Мир“»"},
        {"экран 15\"", "экран 15\""},
        {"дом 5\"А\"", "дом 5«А»"},
        {"слово\" без пары", "слово\" без пары"},
        {"слово \" слово", "слово \" слово"},
        {"клуб \"Мир", "клуб \"Мир"},
        {"клуб-\"Мир\"", "клуб-«Мир»"},
        {"«Клуб и \"Мир\"", "«Клуб и_\"Мир\""},
        {"слово “ слово \" .", "слово “ слово \"."},
    };
    (void)state;
    run(cases, COUNT(cases), 0);
}

static void addresses_and_foreign_bytes_are_left(void **state)
{
    static const text_case cases[] = {
        {"http://example.org/a-1/2-3?x=\"1\"", "http://example.org/a-1/2-3?x=\"1\""},
        {"почта info-2@example.org", "почта info-^2@^example.^org"},
        {"сайт \"http://example.org/5-7\".", "сайт «http://example.^org/^5-^7»."},
        {"« :// \"\"", "«:// \"\""}, /* and again: the quote before it still has no partner */
        {"«:// \"\"", "«:// \"\""},
        {".« :// \"\"", ".«:// \"\""},
        {".«:// \"\"", ".«:// \"\""},
        {"://„ \"“", "://„\"“"},
        {"://„\"“", "://„\"“"},
        {"www.example.org/5-7 и 5-7", "www.^example.^org/^5-^7 и_5–|7"},
        {"\xFF\xFE дом", "\xFF\xFE дом"},
        {"дом|стоит", "дом|стоит"},
        {"ABC def", "ABC def"},
    };
    (void)state;
    run(cases, COUNT(cases), 0);
}

static void what_fits_no_line_may_be_divided(void **state)
{
    static const text_case cases[] = {
        {"ab-c@mail.ru", "ab-c@mail.ru"}, /* fits any column */
        {"https://example.org/d/?idno=1&x=2&y=3", "https://example.org/d/?^idno=^1&^x=^2&^y=^3"},
        {"a@b.ru/0123456789abcdefg", "a@^b.^ru/^0^1^2^3^4^5^6^7^8^9^a^b^c^d^e^f^g"},
        {"ежедневно/еженедельно,ежегодно", "ежедневно/еженедельно,^ежегодно"},
        {"планово-предупредительный-и-прочий", "планово-предупредительный-и-прочий"},
        {"приказ 123-АБ/2025", "приказ 123-|АБ/|2025"},
        {"рентгеноэлектрокардиографического", "рентгеноэлектрокардиографического"},
        {"ЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫЫ",
         "Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы"
         "^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы^Ы"},
    };
    (void)state;
    run(cases, COUNT(cases), 0);
}

static void verbatim_only_divides(void **state)
{
    static const text_case cases[] = {
        {"\"Мир\"  - 5 км , №7", "\"Мир\"  - 5 км , №7"},
        {"см. \"a@b.ru/0123456789\"  ", "см. \"a@^b.^ru/^0123456789\"  "},
    };
    (void)state;
    run(cases, COUNT(cases), TYPO_VERBATIM);
}

static void narrow_cells_break_after_short_words(void **state)
{
    static const text_case cases[] = {
        {"дом в лесу у реки", "дом в лесу у реки"},
        {"дом № 5 в лесу", "дом №_5 в лесу"},
        {"01.09.2024-15.12.2024", "01.09.2024–15.12.2024"},
        {"14.02. – 15.02.2024", "14.02.–15.02.2024"},
        {"25.10-03.11", "25.10–|03.11"},
        {"2021-2022, 12–14.05.2024", "2021–|2022, 12–|14.05.2024"},
    };
    (void)state;
    run(cases, COUNT(cases), TYPO_NARROW);
}

static void parts_see_their_neighbours(void **state)
{
    arena *a = arena_new();
    const typography *t = open_edition(a);
    typo_part parts[] = {{"в \"", 4}, {"Школе", 10}, {"\" № ", 6}, {"5", 1}};
    typo_result r = typography_apply(t, a, parts, COUNT(parts), TYPO_CHANGES);
    (void)state;

    assert_string_equal(r.parts[0].text, "в\xC2\xA0«");
    assert_string_equal(r.parts[1].text, "Школе");
    assert_string_equal(r.parts[2].text, "» №\xC2\xA0");
    assert_string_equal(r.parts[3].text, "5");
    assert_int_equal(r.change_count, 4);
    assert_int_equal(r.changes[3].part, 2);
    assert_int_equal(r.changes[3].offset, 5);
    arena_free(a);
}

static void changes_say_what_and_where(void **state)
{
    arena *a = arena_new();
    const typography *t = open_edition(a);
    const char *text = "план - 45%";
    typo_part part = {text, strlen(text)};
    typo_result r = typography_apply(t, a, &part, 1, TYPO_CHANGES);
    (void)state;

    assert_int_equal(r.change_count, 3);
    assert_string_equal(r.changes[0].rule, "dash-space");
    assert_int_equal(r.changes[0].offset, 8);
    assert_int_equal(r.changes[0].len, 1);
    assert_string_equal(r.changes[1].rule, "dash");
    assert_string_equal(r.changes[1].before, "-");
    assert_string_equal(r.changes[1].after, "—");
    assert_string_equal(r.changes[2].rule, "percent");
    assert_int_equal(r.changes[2].len, 0);
    assert_string_equal(r.changes[2].snippet_before, "45%");
    assert_string_equal(r.changes[2].snippet_after, "45␣%");
    arena_free(a);
}

static void a_megabyte_takes_no_time(void **state)
{
    static const char *const units[] = {"\"", "«", "- ", "1-",  "И. ",  "в ",  "5 ", "№",
                                        "a/", " ", "а",  "а- ", "1 - ", "т. ", "а."};
    arena *a = arena_new();
    const typography *t = open_edition(a);
    (void)state;

    for (size_t u = 0; u < COUNT(units); u++) {
        strbuf text = STRBUF_INIT;
        while (text.len < 200000)
            strbuf_adds(&text, units[u]);
        assert_non_null(typography_text(t, a, strbuf_text(&text), 0));
        strbuf_free(&text);
    }
    arena_free(a);
}

/* Any text of signs that the rules look at is settled after one run. */
static void every_text_settles(void **state)
{
    static const char *const signs[] = {"\"", "«", "»",  "„", "“",  " ", "  ", "-",
                                        "–",  ",", ".",  "(", ")",  "М", "а",  "7",
                                        "12", "№", "г.", "о", "не", "%", "_"};
    arena *a = arena_new(), *texts = arena_new();
    const typography *t = open_edition(a);
    uint32_t dice = 1;
    (void)state;

    for (int i = 0; i < 50000; i++, arena_reset(texts)) {
        char text[64] = "";
        const char *once;
        for (int k = 0; k < 9; k++) {
            dice = dice * 1664525 + 1013904223;
            strcat(text, signs[(dice >> 16) % COUNT(signs)]);
        }
        once = typography_text(t, texts, visible_to_real(texts, text), 0);
        assert_string_equal(once, typography_text(t, texts, once, 0));
    }
    arena_free(texts);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_that_hold),
        cmocka_unit_test(superfluous_spaces),
        cmocka_unit_test(dashes),
        cmocka_unit_test(quotes),
        cmocka_unit_test(every_text_settles),
        cmocka_unit_test(addresses_and_foreign_bytes_are_left),
        cmocka_unit_test(what_fits_no_line_may_be_divided),
        cmocka_unit_test(verbatim_only_divides),
        cmocka_unit_test(narrow_cells_break_after_short_words),
        cmocka_unit_test(parts_see_their_neighbours),
        cmocka_unit_test(changes_say_what_and_where),
        cmocka_unit_test(a_megabyte_takes_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
