/* text_figures.c - endings behind numbers and words that begin with a number. A wanted finding
 * is «code at: what stands there = what is right»; at counts characters from 1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "text/figures.h"

typedef struct {
    arena *mem;
    diag *dg;
    const word_lists *lists;
} tools;

static tools open_tools(void)
{
    tools t = {.mem = arena_new(), .dg = diag_new()};
    t.lists = word_lists_load(t.mem, "stylesheets/1/lookalikes.ini", t.dg);
    assert_non_null(t.lists);
    return t;
}

static void close_tools(tools *t)
{
    diag_free(t->dg);
    arena_free(t->mem);
}

static const char *code_of(message_id id)
{
    return id == MSG_NUMBER_ENDING ? "T50" : "?";
}

static const char *found_in(tools *t, const char *text)
{
    text_findings f = {.mem = t->mem};
    const char *all = "";

    figures_check(t->lists, text, strlen(text), &f);
    for (size_t i = 0; i < f.count; i++)
        all = arena_printf(t->mem, "%s%s%s %zu: %s = %s", all, i ? "; " : "",
                           code_of(f.items[i].id), utf8_count(text, f.items[i].at) + 1,
                           f.items[i].args[0], f.items[i].args[1]);
    return all;
}

typedef struct {
    const char *in, *out;
} check_case;

static void compare(const check_case *cases, size_t count)
{
    tools t = open_tools();
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        const char *got = found_in(&t, cases[i].in);
        if (strcmp(got, cases[i].out) && ++failed)
            fprintf(stderr, "«%s»: %s\n   want %s\n", cases[i].in, got, cases[i].out);
    }
    assert_int_equal(failed, 0);
    close_tools(&t);
}

static void silent(const char *const *texts, size_t count)
{
    tools t = open_tools();
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        const char *got = found_in(&t, texts[i]);
        if (*got && ++failed)
            fprintf(stderr, "«%s» is right, but: %s\n", texts[i], got);
    }
    assert_int_equal(failed, 0);
    close_tools(&t);
}

static void endings_of_numbers(void **state)
{
    static const check_case cases[] = {
        {"до 15-ого числа", "T50 4: 15-ого = 15-го"},
        {"ученики 5-ый параллели", "T50 9: 5-ый = 5-й"},
        {"на 2-ом этаже", "T50 4: 2-ом = 2-м"},
        {"в 3-ем квартале", "T50 3: 3-ем = 3-м"},
        {"3-ий корпус", "T50 1: 3-ий = 3-й"},
        {"в 3-ей четверти", "T50 3: 3-ей = 3-й"},
        {"1-ая смена и 2-ое место", "T50 1: 1-ая = 1-я; T50 14: 2-ое = 2-е"},
        {"к 9-ому классу", "T50 3: 9-ому = 9-му"},
        {"выпускники 11-ых классов", "T50 12: 11-ых = 11-х"},
        {"90-ые годы", "T50 1: 90-ые = 90-е"},
        {"перед 1-ым туром", "T50 7: 1-ым = 1-м"},
        {"5-ую группу", "T50 1: 5-ую = 5-ю"},
        {"с 9-ыми классами", "T50 3: 9-ыми = 9-ми"},
        {"до 15ого числа, 5ый дом", "T50 4: 15ого = 15-го; T50 17: 5ый = 5-й"},
        {"до 15го числа, 5й дом", "T50 4: 15го = 15-го; T50 16: 5й = 5-й"},
        {"(2–ой этап)", "T50 2: 2–ой = 2-й"},
        {"«7-ая смена»", "T50 2: 7-ая = 7-я"},
        {"на 2020-ый год", "T50 4: 2020-ый = 2020-й"},
        {"ко 2-ой и 3-ей очереди", "T50 4: 2-ой = 2-й; T50 11: 3-ей = 3-й"},
        {"80-ти летие школы", "T50 1: 80-ти летие = 80-летие"},
        {"к 80-ти летию Победы", "T50 3: 80-ти летию = 80-летию"},
        {"80 летие района", "T50 1: 80 летие = 80-летие"},
        {"100 летию со дня рождения", "T50 1: 100 летию = 100-летию"},
        {"80-ти летний юбилей", "T50 1: 80-ти летний = 80-летний"},
        {"80-тилетний, 80-тилетние",
         "T50 1: 80-тилетний = 80-летний; T50 14: 80-тилетние = 80-летние"},
        {"80летие, 20летний", "T50 1: 80летие = 80-летие; T50 10: 20летний = 20-летний"},
        {"в 10-ти дневный срок", "T50 3: 10-ти дневный = 10-дневный"},
        {"в 10-и дневный срок", "T50 3: 10-и дневный = 10-дневный"},
        {"3-х дневный поход", "T50 1: 3-х дневный = 3-дневный"},
        {"3-х месячного срока", "T50 1: 3-х месячного = 3-месячного"},
        {"2-х этажное здание", "T50 1: 2-х этажное = 2-этажное"},
        {"2-хэтажных зданий", "T50 1: 2-хэтажных = 2-этажных"},
        {"2хэтажное здание", "T50 1: 2хэтажное = 2-этажное"},
        {"3-х-дневных походов", "T50 1: 3-х-дневных = 3-дневных"},
        {"72-х часовая программа", "T50 1: 72-х часовая = 72-часовая"},
        {"8-ми часовой день", "T50 1: 8-ми часовой = 8-часовой"},
        {"40-минутный и 45-ти минутный урок", "T50 15: 45-ти минутный = 45-минутный"},
        {"5-ти балльная шкала", "T50 1: 5-ти балльная = 5-балльная"},
        {"2-х разовое питание", "T50 1: 2-х разовое = 2-разовое"},
        {"100-та процентный охват", ""},
        {"4-х уровневую модель", "T50 1: 4-х уровневую = 4-уровневую"},
    };
    (void)state;
    compare(cases, COUNT(cases));
}

static void right_endings(void **state)
{
    static const char *const texts[] = {
        "до 15-го числа, 5-й корпус, 5-я смена, 2-е место",
        "учащиеся 9-х и 11-х классов, к 9-му классу, в 3-м квартале",
        "с 1-ми классами, 90-е годы, в 1990-х годах",
        "80-летие, к 80-летию, 80-летний юбилей, 10-дневный срок, 2-этажное здание",
        "13-ти муниципалитетов, 5-ти регионов, 4-х школ",
        "для 5-ти летних лагерей и 3-х дневных стационаров",
        "окладов в 2-х месячных окладах, 3-х часовых поясов, 4-х разовых выплат",
        "5-ти местных органов, 3-х классных руководителей",
        "в 5-м летнем лагере, 1-й летний лагерь, 2-я летняя смена",
        "на базе школы № 12 летний лагерь",
        "План на 2024 летний сезон",
        "5а, 7б и 9в классы, дом 5е, 2г класс, 3м, 10м",
        "приказ № 656-ОД, № 12-ой/03, № 15-ПГ",
        "Л-5-ая, А4-ый",
        "программа 36-часовая, 72 часа, 36 часов",
        "в начале 90-х летние лагеря закрылись",
        "100-балльник, 10-А класс",
        "1-го сентября, 2-го числа",
        "ГОСТ 7.32-2017, 44-ФЗ, 273-ФЗ",
        "с 3 по 5 класс и 6 летних площадок",
        "24 часовых пояса",
        "5-ью пять – двадцать пять, 7-ью классами",
        "5-ти лет, 3-х лет, 10-ти дней, 12-ти часов",
        "",
    };
    (void)state;
    silent(texts, COUNT(texts));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endings_of_numbers),
        cmocka_unit_test(right_endings),

    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
