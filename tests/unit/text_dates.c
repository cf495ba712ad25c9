/* text_dates.c - dates of offices and the deadline grammar. Every notation is tried on dates of its
 * own; deadlines are read against the school year 2021/22 unless the text says a year. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "text/date.h"
#include "text/deadline.h"

static const char *span_text(arena *a, const date_span *s)
{
    return s->flags & DATE_RANGE
               ? arena_printf(a, "%s/%s", date_iso(a, s->from), date_iso(a, s->to))
               : date_iso(a, s->from);
}

static void whole_texts_are_read(void **state)
{
    static const struct {
        const char *in, *out; /* NULL: not a date */
        unsigned flags;       /* beside DATE_RANGE */
    } cases[] = {
        {"05.03.2022", "2022-03-05", 0},
        {"5.3.2022", "2022-03-05", 0},
        {" 05.03.2022 г. ", "2022-03-05", 0},
        {"05.03.2022г.", "2022-03-05", 0},
        {"05.03.22", "2022-03-05", DATE_SHORT_YEAR},
        {"05.03.98", "1998-03-05", DATE_SHORT_YEAR},
        {"05.03 2022", "2022-03-05", DATE_MALFORMED},
        {"05.03. 2022", "2022-03-05", DATE_MALFORMED},
        {"05,03,2022", "2022-03-05", DATE_MALFORMED},
        {"05.03,2022", "2022-03-05", DATE_MALFORMED},
        {"05..03.2022", "2022-03-05", DATE_MALFORMED},
        {"05.03..2022", "2022-03-05", DATE_MALFORMED},
        {"05,03", NULL, 0},
        {"05,03, 2022", NULL, 0},
        {"05.03.", "0000-03-05", 0},
        {"05.03", "0000-03-05", 0},
        {"2022-03-05", "2022-03-05", 0},
        {"5 марта 2022 г.", "2022-03-05", 0},
        {"5 марта 2022 года", "2022-03-05", 0},
        {"5\u00A0марта\u00A02022\u00A0г.", "2022-03-05", 0},
        {"5 МАРТА 2022", "2022-03-05", 0},
        {"5 марта", "0000-03-05", 0},
        {"5 сент. 2022", "2022-09-05", 0},
        {"март 2022", "2022-03", 0},
        {"март 2022г", "2022-03", 0},
        {"Марте 2022 года", "2022-03", 0},
        {"март", "0000-03", 0},
        {"2022", "2022", 0},
        {"2022 год", "2022", 0},
        {"2022 г.", "2022", 0},
        {"2021–2022 годы", "2021/2022", 0},
        {"2021 - 2022 г.г.", "2021/2022", 0},
        {"2021-2022 учебный год", "2021/2022", DATE_YEARS},
        {"12–13.05.", "0000-05-12/0000-05-13", 0},
        {"12-13.05.2022", "2022-05-12/2022-05-13", 0},
        {"28.05 -11.06.2022", "2022-05-28/2022-06-11", 0},
        {"28.05- 11.06.22", "2022-05-28/2022-06-11", DATE_SHORT_YEAR},
        {"8.05-11.06.2022г.", "2022-05-08/2022-06-11", 0},
        {"12–13 мая 2022 года", "2022-05-12/2022-05-13", 0},
        {"28 мая – 11 июня 2022 г.", "2022-05-28/2022-06-11", 0},
        {"май – июнь 2022", "2022-05/2022-06", 0},
        {"Май 2022 - июнь 2023", "2022-05/2023-06", 0},
        {"18–|19.10.2022", NULL, 0},
        {"18–\u206019.10.2022", "2022-10-18/2022-10-19", 0},
        {"31.04.2022", "2022-04-31", DATE_INVALID},
        {"29.02.2022", "2022-02-29", DATE_INVALID},
        {"29.02.2024", "2024-02-29", 0},
        {"29.02.2100", "2100-02-29", DATE_INVALID},
        {"29.02.2000", "2000-02-29", 0},
        {"05.13.2022", "2022-13-05", DATE_INVALID},
        {"32 мая 2022", "2022-05-32", DATE_INVALID},
        {"13–12.05.2022", "2022-05-13/2022-05-12", DATE_REVERSED},
        {"июнь – май 2022", "2022-06/2022-05", DATE_REVERSED},
        {"", NULL, 0},
        {"дата", NULL, 0},
        {"5", NULL, 0},
        {"5.3.2", NULL, 0},
        {"05.03.2022.07", NULL, 0},
        {"05/03/2022", NULL, 0},
        {"5 мартобря 2022", NULL, 0},
        {"123456789", NULL, 0},
        {"99999999999999999999", NULL, 0},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        date_span s;
        bool ok = date_parse(cases[i].in, strlen(cases[i].in), &s);
        if (ok != (cases[i].out != NULL) ||
            (ok && (strcmp(span_text(a, &s), cases[i].out) ||
                    (s.flags & ~(unsigned)DATE_RANGE) != cases[i].flags)))
            fail_msg("«%s»: %s flags %u", cases[i].in, ok ? span_text(a, &s) : "refused",
                     ok ? s.flags : 0);
    }
    arena_free(a);
}

static void running_text_gives_its_full_dates(void **state)
{
    static const struct {
        const char *in, *out; /* dates in order, separated by blanks */
    } cases[] = {
        {"Приказ от 05.03.2022 № 12", "2022-03-05"},
        {"с 05.03.2022 по 07.03.2022.", "2022-03-05 2022-03-07"},
        {"С 15.05 по 10.05.2022, со 2 по 1 мая 2022 г.",
         "2022-05-15/2022-05-10 2022-05-02/2022-05-01"},
        {"с 25 декабря по 10 января 2022 г., вес 15.05 по 10.05.2022", "2022-01-10 2022-05-10"},
        {"5 мая 2022 года. Далее 6 мая 2022 г.", "2022-05-05 2022-05-06"},
        {"29–30 мая 2022 года и 1 июня 2022 г.", "2022-05-29/2022-05-30 2022-06-01"},
        {"30.02.2022", "2022-02-30"},
        {"в срок 05.03 2022", "2022-03-05"},
        {"занятие 20.05.22, второе", "2022-05-20"},
        {"код 09.02.07 Системы", ""},
        {"код 44.02.01", ""},
        {"специальность 23.01.17 Мастер", ""},
        {"ГОСТ Р 7.0.97-2016", ""},
        {"СП 2.4.3648-20", ""},
        {"пункт 1.2.2022.5", ""},
        {"№ 05.03.2022", "2022-03-05"},
        {"дело №05.03.2022", ""},
        {"балл 4.5 и 12.5", ""},
        {"май 2022", ""},
        {"2021-2022 год", ""},
        {"адрес 192.168.10.20", ""},
        {"тел. 05-03-2022", ""},
        {"не позднее 31 апреля", "0000-04-31"},
        {"до 30 февраля; 32 мая.", "0000-02-30 0000-05-32"},
        {"29 февраля, 31 мая, 5 июня", ""},
        {"30–31 июня", "0000-06-30/0000-06-31"},
        {"0 мая 2022 года", "2022-05"},
        {"январь 45 февраль 50 март 60", ""},
        {"0.05.2022", "2022-05"},
        {"от 00.00.0000 г.", "0000"},
        {"счёт 00.00.00001", ""},
        {"до 31/04/2022", "2022-04-31"},
        {"15/04/2022, 45/04/2022, 31/04/2022/7", ""},
        {"письмо № 31/04/2022", ""},
        {"на 31.04.22", "2022-04-31"},
        {"коды 29.02.10, 35.01.27, 31.02.07", ""},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        date_spans found = date_find(a, cases[i].in, strlen(cases[i].in));
        const char *text = "";
        for (size_t k = 0; k < found.count; k++)
            text = arena_printf(a, "%s%s%s", text, k ? " " : "", span_text(a, &found.items[k]));
        if (strcmp(text, cases[i].out))
            fail_msg("«%s»: %s", cases[i].in, text);
    }
    arena_free(a);
}

static void places_are_exact(void **state)
{
    arena *a = arena_new();
    const char *text = "от 5 мая 2022 г. и";
    date_spans found = date_find(a, text, strlen(text));
    (void)state;
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].at, 5);
    assert_string_equal(arena_strndup(a, text + 5, found.items[0].len), "5 мая 2022 г.");
    arena_free(a);
}

static void dates_are_written(void **state)
{
    arena *a = arena_new();
    date d = {2022, 3, 5}, month = {2022, 3, 0}, year = {2022, 0, 0}, read;
    (void)state;
    assert_string_equal(date_numeric(a, d), "05.03.2022");
    assert_string_equal(date_iso_numeric(a, "2022-03-05"), "05.03.2022");
    assert_string_equal(date_iso_numeric(a, "2022-03"), "2022-03");
    assert_string_equal(date_long(a, d), "5\u00A0марта\u00A02022\u00A0г.");
    assert_string_equal(date_long(a, month), "март\u00A02022\u00A0г.");
    assert_string_equal(date_long(a, year), "2022\u00A0г.");
    assert_string_equal(date_month_name(8, MONTH_PREPOSITIONAL), "августе");
    assert_string_equal(date_month_name(13, MONTH_NOMINATIVE), "");
    assert_true(date_from_iso("2024-02-29", &read));
    assert_false(date_from_iso("2023-02-29", &read));
    assert_false(date_from_iso("2023-2-9", &read));
    assert_false(date_from_iso("+123", &read));
    assert_true(date_from_iso("2023-12", &read));
    assert_int_equal(date_compare(date_last(read), (date){2023, 12, 31}), 0);
    assert_int_equal(date_compare(date_first(year), (date){2022, 1, 1}), 0);
    arena_free(a);
}

static const char *deadline_text(arena *a, const deadline *d)
{
    return arena_printf(
        a, "%s %s %s%s", deadline_kind_name(d->kind), d->from.year ? date_iso(a, d->from) : "?",
        d->to.year ? date_iso(a, d->to) : "?", d->flags & DATE_REVERSED ? " reversed" : "");
}

static const struct {
    const char *in, *out;
} deadlines[] = {
    /* the table of the grammar */
    {"20.02.22", "exact 2022-02-20 2022-02-20"},
    {"01.03 2022", "exact 2022-03-01 2022-03-01"},
    {"18–19.10.", "day-range 2021-10-18 2021-10-19"},
    {"29–30.11.", "day-range 2021-11-29 2021-11-30"},
    {"До 01.04.2022", "by ? 2022-04-01"},
    {"Октябрь", "month 2021-10-01 2021-10-31"},
    {"Ноябрь 2018", "month 2018-11-01 2018-11-30"},
    {"Март–ноябрь", "month-range 2022-03-01 2022-11-30"},
    {"Ноябрь 2020 – апрель 2021", "month-range 2020-11-01 2021-04-30"},
    {"Май - июнь 2022", "month-range 2022-05-01 2022-06-30"},
    {"Март, ноябрь", "month-list 2021-11-01 2022-03-31"},
    {"Март, апрель—октябрь", "list-range 2022-03-01 2022-10-31"},
    {"2021 год", "year 2021-01-01 2021-12-31"},
    {"2021", "year 2021-01-01 2021-12-31"},
    {"Январь 2021- декабрь 2023", "period 2021-01-01 2023-12-31"},
    {"2020–2023", "period 2020-01-01 2023-12-31"},
    {"В течение года", "whole ? ?"},
    {"Весь период", "whole ? ?"},
    {"ежегодно", "recurring ? ?"},
    {"Ежеквартально", "recurring ? ?"},
    {"По графику ОО", "schedule ? ?"},
    {"По спец. графику", "schedule ? ?"},
    {"По потребности ОО", "on-demand ? ?"},
    {"По результатам мониторинга", "contingent ? ?"},
    {"По итогам проверки", "contingent ? ?"},
    {"Промежуточный – январь, июнь; Итоговый – декабрь, 2023", "composite ? ?"},
    {"", "empty ? ?"},
    {"—", "empty ? ?"},
    {" - ", "empty ? ?"},
    /* and others */
    {"5 марта 2022 г.", "exact 2022-03-05 2022-03-05"},
    {"в марте 2022 года", "month 2022-03-01 2022-03-31"},
    {"октябрь 2021 г.", "month 2021-10-01 2021-10-31"},
    {"сентябрь–ноябрь", "month-range 2021-09-01 2021-11-30"},
    {"ноябрь – февраль", "month-range 2021-11-01 2022-02-28"},
    {"сентябрь, октябрь и ноябрь", "month-list 2021-09-01 2021-11-30"},
    {"октябрь, январь", "month-list 2021-10-01 2022-01-31"},
    {"сентябрь, январь–март", "list-range 2021-09-01 2022-03-31"},
    {"март, май 2022", "month-list 2022-03-01 2022-05-31"},
    {"12.10.2021, 15.10.2021", "list-range 2021-10-12 2021-10-15"},
    {"с сентября по май", "month-range 2021-09-01 2022-05-31"},
    {"С апреля по июнь 2022 года", "month-range 2022-04-01 2022-06-30"},
    {"с 1 по 15 марта 2022 г.", "day-range 2022-03-01 2022-03-15"},
    {"с 25.10 по 03.11.2021", "day-range 2021-10-25 2021-11-03"},
    {"с 05.10.2021 до 07.10.2021", "day-range 2021-10-05 2021-10-07"},
    {"25.10 -03.11.2021", "day-range 2021-10-25 2021-11-03"},
    {"28–30 мая", "day-range 2022-05-28 2022-05-30"},
    {"до 1 июня", "by ? 2022-06-01"},
    {"до конца года", "? ? ?"},
    {"не позднее 20.12.2021", "by ? 2021-12-20"},
    {"к маю 2022", "? ? ?"},
    {"до марта 2022 г.", "by ? 2022-03-31"},
    {"до 2023 года", "by ? 2023-12-31"},
    {"в срок до 01.02.2022", "by ? 2022-02-01"},
    {"2021-2022 учебный год", "period 2021-09-01 2022-08-31"},
    {"2021–2024 гг.", "period 2021-01-01 2024-12-31"},
    {"I квартал 2022 года", "month-range 2022-01-01 2022-03-31"},
    {"IV квартал", "month-range 2021-10-01 2021-12-31"},
    {"2 квартал 2022", "month-range 2022-04-01 2022-06-30"},
    {"II полугодие 2021", "month-range 2021-07-01 2021-12-31"},
    {"1-е полугодие 2022 года", "month-range 2022-01-01 2022-06-30"},
    {"ежегодно по графику до 2023 года", "recurring ? 2023-12-31"},
    {"Ежемесячно до 20.05.2022", "recurring ? 2022-05-20"},
    {"1 раз в квартал", "recurring ? ?"},
    {"Раз в полугодие", "recurring ? ?"},
    {"постоянно", "whole ? ?"},
    {"в течение всего периода", "whole ? ?"},
    {"В  течение\nучебного года", "whole ? ?"},
    {"Согласно плану работы", "schedule ? ?"},
    {"По мере необходимости", "on-demand ? ?"},
    {"после проверки", "contingent ? ?"},
    {"июнь 2022 – май 2022", "month-range 2022-06-01 2022-05-31 reversed"},
    {"30.02.2022", "exact 2022-02-30 2022-02-30"},
    {"сентябрь, 2021 г.", "month 2021-09-01 2021-09-30"},
    {"1 апреля, 2022", "exact 2022-04-01 2022-04-01"},
    {"2021/2022 учебный год", "period 2021-09-01 2022-08-31"},
    {"2021/22 уч. год", "period 2021-09-01 2022-08-31"},
    {"2021-22 уч. г.", "period 2021-09-01 2022-08-31"},
    {"2021/2022", "period 2021-09-01 2022-08-31"},
    {"2021/24", "? ? ?"},
    {"03.2022", "month 2022-03-01 2022-03-31"},
    {"03.2022 – 05.2022", "month-range 2022-03-01 2022-05-31"},
    {"«1» марта 2022 г.", "exact 2022-03-01 2022-03-01"},
    {"до \"15\" мая", "by ? 2022-05-15"},
    {"III – IV кварталы 2021 г.", "month-range 2021-07-01 2021-12-31"},
    {"1-2 кварталы", "month-range 2022-01-01 2022-06-30"},
    {"I, II квартал 2022 г.", "month-range 2022-01-01 2022-06-30"},
    {"первое полугодие 2022 г.", "month-range 2022-01-01 2022-06-30"},
    {"в четвёртом квартале 2021 года", "month-range 2021-10-01 2021-12-31"},
    {"до конца мая", "by ? 2022-05-31"},
    {"до конца 2021 года", "by ? 2021-12-31"},
    {"до конца I квартала 2022 г.", "by ? 2022-03-31"},
    {"конец мая 2022 г.", "month 2022-05-01 2022-05-31"},
    {"в начале мая", "month 2022-05-01 2022-05-31"},
    {"до начала мая", "? ? ?"},
    {"в течение 2022 года", "whole 2022-01-01 2022-12-31"},
    {"в течение I квартала 2022 г.", "whole 2022-01-01 2022-03-31"},
    {"В течение 2021/2022 учебного года", "whole 2021-09-01 2022-08-31"},
    {"на протяжении мая – июня", "whole 2022-05-01 2022-06-30"},
    {"октябрь – апрель 2022 г.", "month-range 2021-10-01 2022-04-30"},
    {"с октября по апрель 2022 г.", "month-range 2021-10-01 2022-04-30"},
    {"25.12 – 10.01.2022", "day-range 2021-12-25 2022-01-10"},
    {"с 25 декабря по 10 января 2022 г.", "day-range 2021-12-25 2022-01-10"},
    {"октябрь, январь 2022 г.", "month-list 2021-10-01 2022-01-31"},
    {"апрель – март 2022 г.", "month-range 2022-04-01 2022-03-31 reversed"},
    {"скоро", "? ? ?"},
    {"октябрь?", "? ? ?"},
    {"по", "? ? ?"},
};

static void deadlines_have_kinds_and_days(void **state)
{
    arena *a = arena_new();
    diag *dg = diag_new();
    word_lists *phrases = word_lists_load(a, "stylesheets/1/deadlines.ini", dg);
    int failed = 0;
    (void)state;
    assert_non_null(phrases);
    for (size_t i = 0; i < COUNT(deadlines); i++) {
        deadline d = deadline_parse(phrases, deadlines[i].in, strlen(deadlines[i].in),
                                    (date){2021, 9, 1}, (date){2022, 8, 31});
        const char *got = d.kind ? deadline_text(a, &d) : "? ? ?";
        if (strcmp(got, deadlines[i].out) && ++failed)
            fprintf(stderr, "«%s»: %s, want %s\n", deadlines[i].in, got, deadlines[i].out);
    }
    assert_int_equal(failed, 0);
    diag_free(dg);
    arena_free(a);
}

static void lists_of_deadlines_have_items(void **state)
{
    arena *a = arena_new();
    diag *dg = diag_new();
    word_lists *phrases = word_lists_load(a, "stylesheets/1/deadlines.ini", dg);
    const date from = {2021, 9, 1}, to = {2022, 8, 31};
    static const char list[] = "октябрь, апрель – май", single[] = "апрель – май";
    deadline_span spans[DEADLINE_SPANS];
    (void)state;

    assert_int_equal(deadline_spans(phrases, list, strlen(list), from, to, spans), 2);
    assert_string_equal(date_iso(a, spans[0].from), "2021-10-01");
    assert_string_equal(date_iso(a, spans[0].to), "2021-10-31");
    assert_string_equal(date_iso(a, spans[1].from), "2022-04-01");
    assert_string_equal(date_iso(a, spans[1].to), "2022-05-31");
    assert_int_equal(deadline_spans(phrases, single, strlen(single), from, to, spans), 0);
    diag_free(dg);
    arena_free(a);
}

static void the_latest_time_of_a_text(void **state)
{
    static const struct {
        const char *in;
        date out;
    } cases[] = {
        {"I этап – до 01.03.2024, II этап – осень 2025 г.", {2025, 1, 1}},
        {"до 20 сентября, до 20 января 2025 г.", {2025, 1, 20}},
        {"в 2023/24 уч. году, затем май 2024 г.", {2024, 8, 31}},
        {"IX.2026–V.2027", {2027, 1, 1}},
        {"май; до 5 дней; дом 20255", {0, 0, 0}},
        {"", {0, 0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(
            date_compare(deadline_latest(cases[i].in, strlen(cases[i].in)), cases[i].out), 0);
}

static void deadlines_without_a_period_stay_open(void **state)
{
    arena *a = arena_new();
    diag *dg = diag_new();
    word_lists *phrases = word_lists_load(a, "stylesheets/1/deadlines.ini", dg);
    const date none = {0, 0, 0};
    deadline d = deadline_parse(phrases, "Октябрь", strlen("Октябрь"), none, none);
    (void)state;
    assert_int_equal(d.kind, DEADLINE_MONTH);
    assert_int_equal(d.from.year, 0);
    d = deadline_parse(phrases, "до 05.05.2022", strlen("до 05.05.2022"), none, none);
    assert_int_equal(d.to.year, 2022);
    diag_free(dg);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_texts_are_read),
        cmocka_unit_test(running_text_gives_its_full_dates),
        cmocka_unit_test(places_are_exact),
        cmocka_unit_test(dates_are_written),
        cmocka_unit_test(deadlines_have_kinds_and_days),
        cmocka_unit_test(lists_of_deadlines_have_items),
        cmocka_unit_test(the_latest_time_of_a_text),
        cmocka_unit_test(deadlines_without_a_period_stay_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
