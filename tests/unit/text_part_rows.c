/* text_part_rows.c - totals of tables whose rows are parts of other rows. A table is written as
 * «label = value; …». */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "text/part_rows.h"

enum { MOST = 40 };

typedef struct {
    arena *mem;
    diag *dg;
    const word_set *phrases;
} tools;

static tools open_tools(void)
{
    tools t = {.mem = arena_new(), .dg = diag_new()};
    const word_lists *lists = word_lists_load(t.mem, "stylesheets/1/terms.ini", t.dg);

    assert_non_null(lists);
    t.phrases = word_lists_set(lists, "part-rows");
    return t;
}

static void close_tools(tools *t)
{
    diag_free(t->dg);
    arena_free(t->mem);
}

static size_t read_rows(arena *a, const char *text, part_row *rows)
{
    size_t n = 0;

    while (*text && n < MOST) {
        const size_t len = strcspn(text, ";"), label = strcspn(text, "=");
        rows[n++] = (part_row){arena_strndup(a, text, label - 1), "",
                               arena_strndup(a, text + label + 2, len - label - 2)};
        text += len + (text[len] == ';');
        text += strspn(text, " ");
    }
    return n;
}

/* "": no reading is wrong; otherwise what the rows come to. */
static const char *judged(tools *t, const char *table, const char *total)
{
    part_row rows[MOST];
    const size_t n = read_rows(t->mem, table, rows);
    number stated, sum;

    assert_true(number_parse(total, strlen(total), &stated));
    return part_rows_disagree(t->mem, t->phrases, rows, n, stated, (number){0, 0}, &sum)
               ? number_plain(t->mem, sum)
               : "";
}

static void totals_with_parts(void **state)
{
    static const struct {
        const char *table, *total, *come_to;
    } cases[] = {
        /* the parts are not added */
        {"Дубы = 9; в том числе молодые = 4", "9", ""},
        {"Дубы = 9; в том числе молодые = 4", "13", "9"},
        {"Дубы = 9; в том числе молодые = 4", "10", "9"},
        {"Дубы = 9; в т. ч. молодые = 4; Липы = 6", "15", ""},
        {"Дубы = 9; в т. ч. молодые = 4; Липы = 6", "19", "15"},
        {"Дубы = 9; в т.ч. молодые = 4; Липы = 6", "16", "15"},
        {"Дубы = 9; из них молодые = 4; из них старые = 5; Липы = 6", "15", ""},
        {"Дубы = 9; из них молодые = 4; из них старые = 5; Липы = 6", "24", "15"},
        /* more rows may be parts */
        {"Дубы = 9; в том числе: = ; молодые = 4; старые = 5; Липы = 6", "15", ""},
        {"Дубы = 9; в том числе: = ; молодые = 4; старые = 5; Липы = 6", "24", ""},
        {"Дубы = 9; в том числе: = ; молодые = 4; старые = 5; Липы = 6", "14", "15"},
        {"Дубы = 9; в том числе молодые = 4; старые = 5; Липы = 6", "24", "15"},
        {"Дубы, в том числе: = 9; молодые = 4; старые = 5; Липы = 6", "15", ""},
        {"Дубы, из них: = 9; молодые = 4; старые = 5; Липы = 6", "24", "15"},
        {"Дубы, в том числе = 9; молодые = 4; Липы, в том числе = 6; молодые = 1", "15", ""},
        {"Дубы, в том числе = 9; молодые = 4; Липы, в том числе = 6; молодые = 1", "20", "15"},
        /* a whole without a number is its parts */
        {"Дубы, в том числе: = ; молодые = 4; старые = 5; Липы = 6", "15", ""},
        {"Дубы = –; в том числе: = ; молодые = 4; старые = 5", "9", ""},
        {"Дубы, в том числе: = ; молодые = 4; старые = 5; Липы = 6", "16", "15"},
        /* parts of parts, decimals */
        {"Дубы = 9,5; в том числе молодые = 4,5; из них первые = 1; Липы = 6", "15,5", ""},
        {"Дубы = 9,5; в том числе молодые = 4,5; из них первые = 1; Липы = 6", "16", "15.5"},
        /* numbers */
        {"1. Дубы = 9; 1.1. молодые = 4; 2. Липы = 6", "15", ""},
        {"1. Дубы = 9; 1.1. молодые = 4; 2. Липы = 6", "19", ""},
        {"1. Дубы = 9; 1.1. молодые = 4; 1.2. старые = 3; 2. Липы = 6", "13", ""},
        {"1. Дубы = ; 1.1. молодые = 4; 1.2. старые = 3; 2. Липы = 6", "13", ""},
        {"1. Дубы = ; 1.1. молодые = 4; 1.2. старые = 3; 2. Липы = 6", "14", "13"},
        {"1. Дубы = 9; 1.1. молодые = 4; 1.1.1. первые = 1; 2. Липы = 6", "18", "15"},
        {"1.1. Дубы = 9; 1.2. Липы = 6", "15", ""},
        {"1.1. Дубы = 9; 1.2. Липы = 6", "16", "15"},
        /* what cannot be told */
        {"в том числе молодые = 4; Липы = 6", "11", ""},
        {"1. Дубы = 9; 1.1. Ясени = 2; из них молодые = 4", "12", ""},
        {"Дубы = много; в том числе молодые = 4", "12", ""},
        /* no parts */
        {"Дубы = 9; Липы = 6", "15", ""},
        {"Дубы = 9; Липы = –; Вязы = 6", "12", "15"},
    };
    tools t = open_tools();
    int failed = 0;
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = judged(&t, cases[i].table, cases[i].total);
        if (strcmp(got, cases[i].come_to) && ++failed)
            fprintf(stderr, "«%s», %s: «%s»\n   want «%s»\n", cases[i].table, cases[i].total, got,
                    cases[i].come_to);
    }
    assert_int_equal(failed, 0);
    close_tools(&t);
}

static void roles_of_rows(void **state)
{
    static const struct {
        const char *label;
        row_role role;
    } cases[] = {
        {"в том числе:", ROW_PART},
        {"В т. ч. женщины", ROW_PART},
        {"из них – сельские", ROW_PART},
        {"Мосты, в том числе:", ROW_WHOLE},
        {"Мосты, из них", ROW_WHOLE},
        {"Мосты, в т.ч.:", ROW_WHOLE},
        {"Мосты", ROW_PLAIN},
        {"Мосты (в том числе новые)", ROW_PLAIN},
        {"", ROW_PLAIN},
    };
    tools t = open_tools();
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (part_row_role(t.mem, t.phrases, cases[i].label) != cases[i].role)
            fail_msg("«%s»", cases[i].label);
    close_tools(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_with_parts),
        cmocka_unit_test(roles_of_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
