/* text_lines.c - line-break opportunities: UAX 14 and what documents of offices need of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "text/lines.h"

/* "|" marks an opportunity, "!" a forced break. */
static void mark(const char *text, size_t n, const uint8_t *kinds, char *out)
{
    for (size_t i = 0; i < n; i++) {
        if (kinds[i])
            *out++ = kinds[i] == BREAK_MANDATORY ? '!' : '|';
        *out++ = text[i];
    }
    *out = '\0';
}

static void check(line_breaker *lb, const char *language, const char *marked)
{
    char text[512] = "", found[1024];
    uint8_t kinds[513];
    size_t n = 0;

    for (const char *p = marked; *p; p++)
        if (*p != '|' && *p != '!')
            text[n++] = *p;
    line_breaks(lb, language, text, n, kinds);
    mark(text, n, kinds, found);
    if (strcmp(found, marked))
        fail_msg("%s, not %s", found, marked);
}

static void test_samples(void **state)
{
    static const char *const samples[] = {
        "план |мероприятий |на |год",
        "организационно-|управленческие |меры",
        "приказ |№\u00A05",
        "656\u2060-\u2060ОД",
        "13/\u206001-04 |от",
        "18–\u206019.10",
        "Е.И.\u00A0Минаева |Ю.\u00A0Бетева",
        "41,7\u00A0% |школ",
        "«Учитель |года |— |2019»",
        "(ОГЭ, |ЕГЭ), |40 |часов",
        "текст\u00A0— |текст",
        "a\n!b",
        "a\u2028!b",
        "soft\u00AD|hyphen",
        "zero\u200B|width",
        "non\u2011break",
        "и\u0306 |й",
        "$100 |1.000,50 |100%",
        "semi; |colon: |stop. |dots… |end",
        "http://|a.b/|c/|d?|e=f",
        "",
        "x",
        "日|本|語",
        "😀|😀",
    };
    line_breaker *lb = line_breaker_new();

    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        check(lb, "ru", samples[i]);
    line_breaker_free(lb);
}

/* The languages that have rules of their own, however their tag is written. */
static void test_languages(void **state)
{
    static const char *const tags[] = {NULL,    "",   "ru-RU",   "en_US", "fi",
                                       "FI-fi", "ja", "zh-Hans", "zhx"};
    line_breaker *lb = line_breaker_new();

    (void)state;
    for (int twice = 0; twice < 2; twice++)
        for (size_t i = 0; i < COUNT(tags); i++)
            check(lb, tags[i], "one |two");
    line_breaker_free(lb);
}

/* Malformed bytes are single characters; nothing is marked inside a character. */
static void test_bytes(void **state)
{
    line_breaker *lb = line_breaker_new();
    uint8_t kinds[65];
    char text[64];

    (void)state;
    srand(7);
    for (int round = 0; round < 2000; round++) {
        const size_t n = (size_t)(rand() % 64);
        for (size_t i = 0; i < n; i++)
            text[i] = (char)(rand() % 3 ? "а б-№5"[rand() % 11] : rand());
        line_breaks(lb, "ru", text, n, kinds);
        assert_int_equal(kinds[0], 0);
        assert_int_equal(kinds[n], 0);
        for (size_t i = 0; i <= n; i++)
            assert_true(kinds[i] <= BREAK_MANDATORY);
    }
    line_breaker_free(lb);
}

/* What ICU says of the whole text. */
static void whole_breaks(UBreakIterator *it, const char *text, size_t n, uint8_t *kinds)
{
    UChar wide[512];
    UErrorCode status = U_ZERO_ERROR;
    int32_t units, at;

    memset(kinds, 0, n + 1);
    u_strFromUTF8(wide, COUNT(wide), &units, text, (int32_t)n, &status);
    ubrk_setText(it, wide, units, &status);
    assert_true(U_SUCCESS(status));
    for (at = ubrk_next(it); at != UBRK_DONE && at < units; at = ubrk_next(it)) {
        int32_t bytes = 0;
        u_strToUTF8(NULL, 0, &bytes, wide, at, &status);
        status = U_ZERO_ERROR;
        kinds[bytes] = ubrk_getRuleStatus(it) >= UBRK_LINE_HARD ? BREAK_MANDATORY : BREAK_ALLOWED;
    }
}

/* Plain words are answered without ICU: any mixture with others gives what it says of the whole. */
static void test_plain_words(void **state)
{
    static const char *const pieces[] = {
        " ",      " ",      " ",      " ", "слово", "word", "Ёж",     "2019",   "5",
        ",",      ".",      ":",      ";", "-",     "«",    "»",      "(",      ")",
        "№",      "—",      "/",      "%", "!",     "?",    "\u00A0", "\u2060", "\u00AD",
        "\u0301", "\n",     "\u200B", "$", "…",     "\"",   "'",      "\u0483", "日",
        "😀",      "\u200D", "҂",      "+", "x",     "т.е",  "10,5",   "\u2028", "[",
    };
    line_breaker *lb = line_breaker_new();
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *it = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[256] = "", ours[512], whole[512];
        uint8_t kinds[257];
        size_t n;
        for (int k = 0; k < 3 + round % 14; k++) {
            seed = seed * 1103515245 + 12345;
            strcat(text, pieces[(seed >> 16) % COUNT(pieces)]);
        }
        n = strlen(text);
        line_breaks(lb, "ru", text, n, kinds);
        mark(text, n, kinds, ours);
        whole_breaks(it, text, n, kinds);
        if (n < 2)
            continue;
        mark(text, n, kinds, whole);
        if (strcmp(ours, whole))
            fail_msg("%s, not %s", ours, whole);
    }
    ubrk_close(it);
    line_breaker_free(lb);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_samples),
    cmocka_unit_test(test_languages),
    cmocka_unit_test(test_bytes),
    cmocka_unit_test(test_plain_words),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
