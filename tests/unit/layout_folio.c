/* layout_folio.c - page numbers by format tokens: Roman, letters of both alphabets, leading zeros,
 * groups, text around. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "layout/folio.h"

static void numbers_are_written_by_their_tokens(void **state)
{
    static const struct {
        long number;
        const char *format, *separator;
        int group;
        const char *expected;
    } cases[] = {
        {7, NULL, NULL, 0, "7"},
        {7, "", NULL, 0, "7"},
        {7, "1", NULL, 0, "7"},
        {7, "001", NULL, 0, "007"},
        {1234, "01", NULL, 0, "1234"},
        {1234567, "1", " ", 3, "1 234 567"},
        {123, "1", " ", 3, "123"},
        {1234, "1", NULL, 3, "1234"},
        {1234, "1", ".", 0, "1234"},
        {12, "0001", ",", 2, "00,12"},
        {4, "i", NULL, 0, "iv"},
        {1994, "I", NULL, 0, "MCMXCIV"},
        {4999, "i", NULL, 0, "mmmmcmxcix"},
        {5000, "i", NULL, 0, "5000"},
        {0, "I", NULL, 0, "0"},
        {1, "a", NULL, 0, "a"},
        {26, "A", NULL, 0, "Z"},
        {27, "a", NULL, 0, "aa"},
        {702, "A", NULL, 0, "ZZ"},
        {703, "a", NULL, 0, "aaa"},
        {0, "a", NULL, 0, "0"},
        {1, "а", NULL, 0, "а"},
        {6, "А", NULL, 0, "Е"},
        {7, "а", NULL, 0, "ж"},  /* no ё */
        {10, "А", NULL, 0, "К"}, /* no й */
        {28, "а", NULL, 0, "я"}, /* nor ъ ы ь */
        {29, "а", NULL, 0, "аа"},
        {0, "а", NULL, 0, "0"},
        {3, "– 1 –", NULL, 0, "– 3 –"},
        {3, "(i)", NULL, 0, "(iii)"},
        {3, "ii", NULL, 0, "3"}, /* no token: as the first of its kind */
        {3, "b", NULL, 0, "3"},
        {5, "--", NULL, 0, "--5"},
        {-2, "1", NULL, 0, "0"},
    };
    arena *a = arena_new();
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got =
            folio_format(a, cases[i].number, cases[i].format, cases[i].separator, cases[i].group);
        if (strcmp(got, cases[i].expected))
            fail_msg("%ld by «%s»: «%s», expected «%s»", cases[i].number,
                     cases[i].format ? cases[i].format : "", got, cases[i].expected);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_by_their_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
