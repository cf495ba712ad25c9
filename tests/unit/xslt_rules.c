/* xslt_rules.c - Schematron: which rule fires, where, with which words; and mistakes in rules. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/output.h"
#include "xslt/xslt.h"

#define COMPILER "stylesheets/1/rules/compile.xsl"
#define HEAD                                                                                       \
    "<schema xmlns='http://purl.oclc.org/dsdl/schematron' xmlns:svod='urn:svod:fo' "               \
    "xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"                                          \
    "<ns prefix='w' uri='urn:w'/><ns prefix='f' uri='urn:svod:functions'/>\n"
#define TEXTS(id, en, ru)                                                                          \
    "<diagnostic id='" id "-en' xml:lang='en'>" en "</diagnostic>"                                 \
    "<diagnostic id='" id "-ru' xml:lang='ru'>" ru "</diagnostic>"

static char edition[64];

static void write_file(const char *name, const char *data, size_t n)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/rules/%s", edition, name);
    f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, n, f), n);
    fclose(f);
}

/* An edition of its own for every test, with the compiler that editions have. */
static int make_edition(void **state)
{
    char rules[80], *data;
    size_t n;
    diag *dg = diag_new();
    (void)state;

    strcpy(edition, "/tmp/svod-rules-XXXXXX");
    assert_non_null(mkdtemp(edition));
    snprintf(rules, sizeof rules, "%s/rules", edition);
    mkdir(rules, 0700);
    assert_true(input_read(COMPILER, 0, &data, &n, dg));
    write_file("compile.xsl", data, n);
    mem_free(data);
    diag_free(dg);
    return 0;
}

static int remove_edition(void **state)
{
    static const char *const names[] = {"compile.xsl", "a.sch", "b.sch"};
    char path[128];
    (void)state;

    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/rules/%s", edition, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/rules", edition);
    rmdir(path);
    rmdir(edition);
    return 0;
}

/* Findings of the rules `sch` in `xml`, one a line: "2:5 error R01 words". */
static const char *check(const char *sch, const char *xml)
{
    static const char *const names[] = {"note", "warning", "unsupported", "error", "fatal"};
    static char out[4000];
    diag *dg = diag_new();
    rule_set *rules;
    xml_doc *doc = xml_load_memory("t.xml", xml, strlen(xml), NULL, dg);
    size_t n = 0;

    out[0] = '\0';
    write_file("a.sch", sch, strlen(sch));
    rules = rules_load(edition);
    rules_check(rules, doc, dg);
    for (size_t i = 0; i < diag_count(dg); i++) {
        const diag_item item = diag_get(dg, i);
        n += (size_t)snprintf(out + n, sizeof out - n, "%u:%u %s %s %s\n", item.pos.line,
                              item.pos.column, names[item.sev], item.code, diag_words(dg, i));
    }
    rules_free(rules);
    xml_free(doc);
    diag_free(dg);
    return out;
}

static void assertions_and_reports_fire_at_their_nodes(void **state)
{
    (void)state;
    assert_string_equal(
        check(HEAD
              "<pattern><rule context='w:work'>"
              "<let name='n' value='string(@n)'/>"
              "<assert id='R01' test='@n' diagnostics='a-en a-ru'/>"
              "<report id='R02-x' role='warning' test='$n = 7' svod:at='@n'>own <name/></report>"
              "</rule></pattern><diagnostics>" TEXTS(
                  "a", "<value-of select='w:t'/>\n  lost",
                  "нет <value-of select='w:t'/>") "</diagnostics></schema>",
              "<works xmlns='urn:w'>\n <work><t>one</t></work>\n <work n='7'/><work "
              "n='8'/>\n</works>"),
        "2:2 error R01 one lost\n3:8 warning R02 own work\n");
}

static void the_first_rule_of_a_pattern_judges(void **state)
{
    (void)state;
    assert_string_equal(
        check(HEAD
              "<pattern><rule context='w:a[@x]'><report id='R01' test='1'>first</report></rule>"
              "<rule context='w:a | w:b'><report id='R02' test='1'>second</report></rule>"
              "<rule context='w:*'><report id='R03' test='1'>third</report></rule></pattern>"
              "<pattern><rule context='@x'><report id='R04' role='note' test='1'>other"
              "</report></rule></pattern></schema>",
              "<c xmlns='urn:w'><a x='1'/><a/><b/></c>"),
        "1:18 error R01 first\n1:28 error R02 second\n1:32 error R02 second\n1:1 error R03 third\n"
        "1:21 note R04 other\n");
}

static void contexts_of_every_kind_are_found(void **state)
{
    static const char *const contexts[] = {"w:c/w:a",         "/w:c/w:a",         "w:c//w:a",
                                           "w:a[. = 'p|q']",  "w:z | w:a[1 = 1]", "//w:a",
                                           "key('k', 'p|q')", "w:a [ @x ]"};
    (void)state;
    for (size_t i = 0; i < COUNT(contexts); i++) {
        char sch[1000];
        const char *found;
        snprintf(sch, sizeof sch,
                 HEAD "<xsl:key name='k' match='w:a' use='.'/><pattern><rule context=\"%s\">"
                      "<report id='R01' test='true()'>here</report></rule></pattern></schema>",
                 contexts[i]);
        found = check(sch, "<c xmlns='urn:w'><b/><a x='1'>p|q</a></c>");
        if (strcmp(found, "1:22 error R01 here\n"))
            fail_msg("%s: %s", contexts[i], found);
    }
}

static void abstract_patterns_and_rules_work(void **state)
{
    (void)state;
    assert_string_equal(
        check(HEAD
              "<pattern abstract='true' id='p'><rule context='$what'>"
              "<assert id='R01' test='$child'><value-of select='name($what/..)'/>x</assert>"
              "<extends rule='r'/></rule></pattern>"
              "<pattern is-a='p'><param name='what' value='w:a'/>"
              "<param name='child' value='w:t'/></pattern>"
              "<pattern is-a='p'><param name='what' value='w:b'/>"
              "<param name='child' value='w:u'/></pattern>"
              "<pattern><rule abstract='true' id='r'><assert id='R02' test='@id'>no id</assert>"
              "</rule></pattern></schema>",
              "<c xmlns='urn:w'><a id='1'/><b><u/></b></c>"),
        "1:18 error R01 x\n1:29 error R02 no id\n");
}

static void assertions_are_judged_for_each(void **state)
{
    (void)state;
    assert_string_equal(
        check(HEAD
              "<pattern><rule context='w:a'>"
              "<report id='R01' test='$each != @x' svod:each='w:t' svod:word='$each'>"
              "<value-of select='$each'/> of <value-of select='@x'/></report>"
              "<report id='R02' test='true()' svod:each='@y'>y<value-of select='$each'/></report>"
              "</rule></pattern></schema>",
              "<c xmlns='urn:w'><a x='1' y='5'><t>1</t><t>2</t><t>3</t></a></c>"),
        "1:44 error R01 2 of 1\n1:52 error R01 3 of 1\n1:18 error R02 y5\n");
}

/* Words that begin in one text and go on in another are told where they begin. */
static void words_go_on_over_elements(void **state)
{
    static const struct {
        const char *word, *xml, *expected;
    } places[] = {
        {"table 9", "<a xmlns='urn:w'>in table <t>9</t></a>", "1:21"},
        {"table 9", "<a xmlns='urn:w'>tables; <t>in <t>tab</t>le</t> 9</a>", "1:35"},
        {"table&#10;9", "<a xmlns='urn:w'>the table<br/>9</a>", "1:22"},
        {"table", "<a xmlns='urn:w'>tables, <t>ta</t>ble</a>", "1:29"}, /* a word of its own */
        {"table", "<a xmlns='urn:w'>tables</a>", "1:18"},
        {"table", "<a xmlns='urn:w'>t<t>ables</t></a>", "1:18"},
        {"end 2", "<a xmlns='urn:w'>t<footnote>the end</footnote> <t>end</t> 2</a>", "1:51"},
        {"table 8", "<a xmlns='urn:w'>in table <t>9</t></a>", "1:1"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        char sch[1000];
        const char *found;
        snprintf(sch, sizeof sch,
                 HEAD "<pattern><rule context='/w:a'><report id='R01' test='true()' "
                      "svod:word=\"'%s'\">x</report></rule></pattern></schema>",
                 places[i].word);
        found = check(sch, places[i].xml);
        if (strncmp(found, places[i].expected, strlen(places[i].expected)))
            fail_msg("%s in %s: %s", places[i].word, places[i].xml, found);
    }
}

static void texts_follow_the_language(void **state)
{
    const char *sch = HEAD
        "<let name='all' value='count(//w:a)'/><pattern><rule context='w:a'>"
        "<report id='R01' test='$all = 1' diagnostics='a-en "
        "a-ru'/></rule></pattern><diagnostics>" TEXTS("a", "one", "один") "</diagnostics></schema>";
    (void)state;
    lang_init("ru", "none");
    assert_string_equal(check(sch, "<a xmlns='urn:w'/>"), "1:1 error R01 один\n");
    lang_init("en", "none");
    assert_string_equal(check(sch, "<a xmlns='urn:w'/>"), "1:1 error R01 one\n");
}

static const struct {
    const char *rule, *expected;
} mistakes[] = {
    {"<rule context='w:a'><assert id='R01' test='1 +'>x</assert></rule>", "3:0 fatal X03"},
    {"<rule context='w:a'><assert id='R01' test='none()'>x</assert></rule>", "3:0 fatal X04"},
    {"<rule context='w:a'><assert id='R01' test='f:none()'>x</assert></rule>", "3:0 fatal X04"},
    {"<let name='l' value='f:none(1)'/><rule context='w:a'><assert id='R01' "
     "test='$l'>x</assert></rule>",
     "3:0 fatal X04"},
    {"<rule context='w:a[f:none()]'><assert id='R01' test='0'>x</assert></rule>", "3:0 fatal X04"},
    {"<rule context='w:a'><assert id='R01' test='$none'>x</assert></rule>", "3:0 fatal X05"},
    {"<rule context='w:a['><assert id='R01' test='0'>x</assert></rule>", "3:0 fatal X03"},
    {"<rule context='w:a'><asert id='R01' test='1'>x</asert></rule>", "3:30 fatal X11"},
    {"<rule context='w:a'><assert id='R01' role='big' test='1'>x</assert></rule>",
     "3:30 fatal X11"},
    {"<rule context='w:a'><assert test='0'>x</assert></rule>", "1:1 fatal X21"},
    {"<rule context='w:a'><assert id='R01' test='0'/></rule>", "1:1 fatal X21"},
    {"<include href='b.sch'/>", "3:10 fatal X11"},
};

static void mistakes_in_rules_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        char sch[1000];
        const char *found;
        snprintf(sch, sizeof sch, HEAD "<pattern>%s</pattern></schema>", mistakes[i].rule);
        found = check(sch, "<a xmlns='urn:w'/>");
        if (strncmp(found, mistakes[i].expected, strlen(mistakes[i].expected)) ||
            strchr(found, '\n') != found + strlen(found) - 1)
            fail_msg("%s: %s", mistakes[i].rule, found);
    }
}

static void an_edition_without_rules_finds_nothing(void **state)
{
    diag *dg = diag_new();
    rule_set *rules = rules_load("tests/editions/small");
    xml_doc *doc = xml_load_memory("t.xml", "<a/>", 4, NULL, dg);
    (void)state;
    assert_true(rules_check(rules, doc, dg));
    assert_int_equal(diag_count(dg), 0);
    xml_free(doc);
    rules_free(rules);
    diag_free(dg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(assertions_and_reports_fire_at_their_nodes),
        cmocka_unit_test(the_first_rule_of_a_pattern_judges),
        cmocka_unit_test(contexts_of_every_kind_are_found),
        cmocka_unit_test(abstract_patterns_and_rules_work),
        cmocka_unit_test(assertions_are_judged_for_each),
        cmocka_unit_test(words_go_on_over_elements),
        cmocka_unit_test(texts_follow_the_language),
        cmocka_unit_test(mistakes_in_rules_are_told),
        cmocka_unit_test(an_edition_without_rules_finds_nothing),
    };
    xml_init("/tmp");
    lang_init("en", "none");
    return cmocka_run_group_tests(tests, make_edition, remove_edition);
}
