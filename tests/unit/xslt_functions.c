/* xslt_functions.c - the functions of "urn:svod:functions", called by a stylesheet of
 * tests/editions/words that writes what it got beside what is wanted; and calls that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "xslt/xslt.h"

static const char document[] =
    "<root><q>\"Клуб <b>\"Мир</b>\" №<br/>5\"</q><p>В доме</p><p>в  доме.</p>"
    "<s>Выкса</s><s>№ 11</s><s>г. Бор</s><s>№ 2</s>"
    "<hours>3<b>6<footnote>из 72</footnote></b> ч<footnoteMark>*</footnoteMark></hours>"
    "<h n=\"a\"><t/></h><h n=\"b\" level=\"2\"/><p/><h n=\"c\" level=\"3\"/><h n=\"d\" "
    "level=\"3\"/><h n=\"e\" level=\"2\"/><h n=\"f\"/></root>";

static void functions_give_what_is_wanted(void **state)
{
    diag *dg = diag_new();
    stylesheet *s = stylesheet_load("tests/editions/words/fo/main.xsl", dg);
    xml_doc *doc = xml_load_memory("t.xml", document, sizeof document - 1, NULL, dg);
    xmlDocPtr result;
    int count = 0, failed = 0;
    (void)state;

    assert_non_null(s);
    assert_non_null(doc);
    result = stylesheet_apply(s, doc, NULL, dg);
    assert_non_null(result);
    for (xmlNodePtr t = xmlDocGetRootElement(result)->children; t; t = t->next) {
        xmlChar *got = xmlNodeGetContent(t), *want = xmlGetNoNsProp(t, (const xmlChar *)"want");
        if (want && ++count && !xmlStrEqual(got, want) && ++failed)
            fprintf(stderr, "test %d: «%s», want «%s»\n", count, (char *)got, (char *)want);
        xmlFree(got);
        xmlFree(want);
    }
    assert_int_equal(failed, 0);
    assert_true(count > 50);
    assert_int_equal(diag_count(dg), 0);
    xmlFreeDoc(result);
    xml_free(doc);
    stylesheet_free(s);
    diag_free(dg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_give_what_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
