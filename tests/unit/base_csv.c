/* base_csv.c - fields of tables: quoted, and never a formula for the spreadsheet that opens
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/csv.h"

static const struct {
    const char *value, *field;
} fields[] = {
    {"", "\"\";"},
    {"Заря; \"Юность\"", "\"Заря; \"\"Юность\"\"\";"},
    {"1205,5", "\"1205,5\";"},
    {"-5", "\"-5\";"},
    {"+7 4", "\"+7 4\";"},
    {"-12,5 %", "\"-12,5 %\";"},
    {"-", "\"-\";"},
    {"– школа", "\"– школа\";"},
    {"=1+1", "\"'=1+1\";"},
    {"=HYPERLINK(\"http://example.org\")", "\"'=HYPERLINK(\"\"http://example.org\"\")\";"},
    {"@SUM(1)", "\"'@SUM(1)\";"},
    {"-cmd", "\"'-cmd\";"},
    {"-2+3*cmd", "\"'-2+3*cmd\";"},
    {"+A1", "\"'+A1\";"},
    {"\t=1", "\"'\t=1\";"},
};

static void fields_are_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        strbuf out = STRBUF_INIT;
        csv_field(&out, fields[i].value, false);
        assert_string_equal(strbuf_text(&out), fields[i].field);
        strbuf_free(&out);
    }
}

static void tables_begin_with_their_encoding(void **state)
{
    strbuf out = STRBUF_INIT;
    (void)state;

    csv_begin(&out, (const char *const[]){"id", "file"}, 2);
    csv_field(&out, "m1", false);
    csv_field(&out, "a.xml", true);
    assert_string_equal(strbuf_text(&out), "\xEF\xBB\xBF\"id\";\"file\"\r\n\"m1\";\"a.xml\"\r\n");
    strbuf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_texts),
        cmocka_unit_test(tables_begin_with_their_encoding),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
