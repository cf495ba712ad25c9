/* xml_schema.c - every kind of finding: its code, its place, and that the words say what to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "xml/xml.h"

#define SCHEMA "tests/editions/small/schema/works.xsd"
#define WORKS  "<works xmlns='urn:small' year='2021'>"
#define TITLE  "<title>Планы</title>"
#define DATE   "<date>2021-01-22</date>"

static const struct {
    const char *xml, *code, *words;
    unsigned column;
} mistakes[] = {
    {WORKS "<title>План</title><wrok/></works>", "S50", "<work>, <note>, <empty>", 57},
    {WORKS TITLE "<note/><note/></works>", "S51", "<note>", 65},
    {WORKS "</works>", "S52", "<title>", 1},
    {"<works xmlns='urn:small' year='2021' extra='1'>" TITLE "</works>", "S53", "«extra»", 38},
    {"<works xmlns='urn:small'>" TITLE "</works>", "S54", "«year»", 1},
    {"<works xmlns='urn:small' year='двадцатый'>" TITLE "</works>", "S55", "four digits", 26},
    {WORKS TITLE "<work><date>2021-02-30</date></work></works>", "S55", "YYYY-MM-DD", 64},
    {WORKS TITLE "<work><date/></work></works>", "S78", "YYYY-MM-DD", 64},
    {WORKS TITLE "<work code='12'>" DATE "</work></works>", "S55", "letter and digits", 64},
    {WORKS TITLE "<work done='да'>" DATE "</work></works>", "S55", "true or false", 64},
    {WORKS TITLE "<work id='1a'>" DATE "</work></works>", "S55", "begins with a letter", 64},
    {WORKS TITLE "<work>" DATE "<share>сто</share></work></works>", "S55", "from 0 to 100", 87},
    {WORKS TITLE "<work>" DATE "<both>x</both></work></works>", "S55", "kind", 87},
    {"<works xmlns='urn:small' year='2021' kind='paln'>" TITLE "</works>", "S56",
     "«plan», «report»", 38},
    {WORKS "<title>ab</title></works>", "S57", "at least 3", 38},
    {WORKS "<title>123456789012345678901</title></works>", "S58", "at most 20", 38},
    {WORKS TITLE "<work>" DATE "<share>-1</share></work></works>", "S60", "0 or more", 87},
    {WORKS TITLE "<work>" DATE "<share>101</share></work></works>", "S61", "100 or less", 87},
    {WORKS TITLE "<work>" DATE "<share>1.25</share></work></works>", "S64", "at most 1", 87},
    {WORKS TITLE "<work fixed='two'>" DATE "</work></works>", "S66", "always «one»", 64},
    {WORKS TITLE "<work>" DATE " лишнее</work></works>", "S67",
     "«лишнее» stands directly in <work>", 88},
    {WORKS TITLE "<empty>x</empty></works>", "S68", "<empty>", 58},
    {WORKS "<title>План<b/></title></works>", "S69", "<b> cannot stand in <title>", 49},
    {WORKS TITLE "<work id='a'>" DATE "</work><work id='a'>" DATE "</work></works>", "S71", "«a»",
     107},
    {WORKS TITLE "<work code='A1'>" DATE "</work><work code='A1'>" DATE "</work></works>", "S71",
     "«A1»", 110},
    {WORKS TITLE "<work see='A2'>" DATE "</work></works>", "S72", "«A2»", 64},
    {WORKS TITLE "<wоrk/></works>", "S50", "Russian letters in the place of Latin ones: «о»", 58},
    {WORKS TITLE "<note/><wrok/></works>", "S51", "there is no such element", 65},
    {"<work xmlns='urn:small'/>", "S74", "<work>", 1},
    {"<works year='2021'/>", "S75", "<works xmlns=\"urn:small\"", 1},
    {"<a:works xmlns:a='urn:other' year='2021'/>", "S75", "urn:small", 1},
};

static void every_mistake_is_told_where_it_is(void **state)
{
    diag *setup = diag_new();
    xml_schema *schema = xml_schema_load(SCHEMA, setup);
    (void)state;
    assert_non_null(schema);
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        diag *dg = diag_new();
        xml_doc *doc = xml_load_memory("t.xml", mistakes[i].xml, strlen(mistakes[i].xml), NULL, dg);
        assert_non_null(doc);
        assert_false(xml_validate(doc, schema, dg));
        if (diag_count(dg) != 1 || strcmp(diag_get(dg, 0).code, mistakes[i].code) ||
            diag_get(dg, 0).pos.column != mistakes[i].column ||
            !strstr(diag_words(dg, 0), mistakes[i].words))
            fail_msg("%s: %zu, %s, column %u: %s", mistakes[i].xml, diag_count(dg),
                     diag_get(dg, 0).code, diag_get(dg, 0).pos.column, diag_words(dg, 0));
        assert_int_equal(diag_get(dg, 0).sev, SEV_ERROR);
        xml_free(doc);
        diag_free(dg);
    }
    xml_schema_free(schema);
    diag_free(setup);
}

static void a_right_document_is_valid_again_and_again(void **state)
{
    static const char text[] =
        WORKS TITLE "<work id='a' code='A1' done='true' see='A1'>" DATE
                    "<share>99.5</share><count>3</count></work><note>да</note></works>";
    diag *dg = diag_new();
    xml_schema *schema = xml_schema_load(SCHEMA, dg);
    xml_doc *doc = xml_load_memory("t.xml", text, strlen(text), NULL, dg);
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(xml_validate(doc, schema, dg));
    assert_int_equal(diag_count(dg), 0);
    xml_free(doc);
    xml_schema_free(schema);
    diag_free(dg);
}

static void a_broken_schema_is_refused(void **state)
{
    static const char *const paths[] = {"tests/editions/small/schema/none.xsd",
                                        "tests/editions/small/schema/broken.xsd",
                                        "tests/editions/small/schema/outside.xsd"};
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        diag *dg = diag_new();
        assert_null(xml_schema_load(paths[i], dg));
        assert_true(diag_has(dg, "S99"));
        assert_int_equal(diag_count(dg), 1);
        diag_free(dg);
    }
}

/* libxml2 walked back over all elements for each mistake, as long as the document had a name. */
static void many_mistakes_cost_little_and_end_the_list(void **state)
{
    static const char *const units[] = {
        "<work code='A1'>" DATE "</work>", "<work id='a'>" DATE "</work>",
        "<work see='A1'>" DATE "</work>",  "<work><date>x</date></work>",
        "<work><wrong/></work>",           "<work>text</work>"};
    enum { SAME_TARGET = 2 }; /* a name that nothing has is told once */
    diag *setup = diag_new();
    xml_schema *schema = xml_schema_load(SCHEMA, setup);
    (void)state;

    for (size_t i = 0; i < COUNT(units); i++) {
        const clock_t begun = clock();
        strbuf text = STRBUF_INIT;
        diag *dg = diag_new();
        xml_doc *doc;

        strbuf_adds(&text, WORKS TITLE);
        for (int n = 0; n < 30000; n++)
            strbuf_adds(&text, units[i]);
        strbuf_adds(&text, "</works>");
        doc = xml_load_memory("t.xml", text.data, text.len, NULL, dg);
        assert_false(xml_validate(doc, schema, dg));
        assert_int_equal(diag_count(dg), i == SAME_TARGET ? 1 : 1001);
        assert_true(i == SAME_TARGET || diag_has(dg, "S77"));
        assert_true(clock() - begun < 4 * CLOCKS_PER_SEC);
        xml_free(doc);
        diag_free(dg);
        strbuf_free(&text);
    }
    xml_schema_free(schema);
    diag_free(setup);
}

static int start(void **state)
{
    (void)state;
    xml_init("tests/editions");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_told_where_it_is),
        cmocka_unit_test(a_right_document_is_valid_again_and_again),
        cmocka_unit_test(a_broken_schema_is_refused),
        cmocka_unit_test(many_mistakes_cost_little_and_end_the_list),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
