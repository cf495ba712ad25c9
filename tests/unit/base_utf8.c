/* base_utf8.c - how much of a text is well-formed UTF-8, wherever the first wrong byte stands. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"

static void assert_sound(const char *s, size_t n, size_t sound)
{
    size_t found = utf8_sound(s, n);

    if (found != sound)
        fail_msg("%zu bytes of «%.*s» are sound, not %zu", found, (int)n, s, sound);
}

/* Bytes are looked at by eights: a wrong one may stand at any of them, behind letters of any
 * length. */
static void wrong_bytes_are_found_everywhere(void **state)
{
    static const char *const starts[] = {"", "a", "ж", "aж", "жa", "№", "\U0001F600"};
    static const char *const bodies[] = {"abcdefghijklmnop", "абвгдежз", "аbвгdежз", "ёЁѿѐ№«»—"};
    static const char *const wrong[] = {"\x80",     "\xD0",         "\xC1\x81", "\xD0\xD0",
                                        "\xE2\x84", "\xED\xA0\x80", "\xFF"};

    (void)state;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        for (size_t k = 0; k < sizeof bodies / sizeof *bodies; k++) {
            char text[100];
            size_t n = strlen(starts[i]) + strlen(bodies[k]);
            strcpy(text, starts[i]);
            strcat(text, bodies[k]);
            assert_sound(text, n, n);
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
                strcpy(text + n, wrong[w]);
                assert_sound(text, strlen(text), n);
                strcat(text, "abcdefgh");
                assert_sound(text, strlen(text), n);
            }
        }
}

static void letters_cut_at_the_end_are_not_sound(void **state)
{
    const char *text = "абвгдежзийкл№";

    (void)state;
    for (size_t n = 0; n < strlen(text); n++) {
        size_t whole = n;
        while (whole && ((unsigned char)text[whole] & 0xC0) == 0x80)
            whole--;
        assert_sound(text, n, whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_bytes_are_found_everywhere),
        cmocka_unit_test(letters_cut_at_the_end_are_not_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
