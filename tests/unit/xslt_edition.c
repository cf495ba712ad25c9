/* xslt_edition.c - the stylesheets of edition 1: what the samples become. Each case is an XPath
 * expression on the resulting XSL-FO; the author's words are looked for one text after the
 * other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glob.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "xslt/xslt.h"

#define SMALL "samples/small/"

static stylesheet *sheet;

static int load_sheet(void **state)
{
    diag *dg = diag_new();
    (void)state;
    xml_init(".");
    sheet = stylesheet_load("stylesheets/1/fo/main.xsl", dg);
    if (!sheet)
        diag_print(dg, stderr, DIAG_PLAIN);
    diag_free(dg);
    return sheet ? 0 : -1;
}

static int free_sheet(void **state)
{
    (void)state;
    stylesheet_free(sheet);
    return 0;
}

static xmlDocPtr transform(const char *path, xml_doc **source)
{
    diag *dg = diag_new();
    xmlDocPtr fo = NULL;

    *source = xml_load(path, NULL, dg);
    if (*source)
        fo = stylesheet_apply(sheet, *source, NULL, dg);
    if (!fo || diag_count(dg)) {
        diag_print(dg, stderr, DIAG_PLAIN);
        fail_msg("%s", path);
    }
    diag_free(dg);
    return fo;
}

/* string() of an expression; prefixes fo, svod and d are known. */
static char *evaluate(xmlDocPtr doc, const char *expression)
{
    xmlXPathContextPtr ctxt = xmlXPathNewContext(doc);
    xmlXPathObjectPtr result;
    char *text;

    xmlXPathRegisterNs(ctxt, BAD_CAST "fo", BAD_CAST "http://www.w3.org/1999/XSL/Format");
    xmlXPathRegisterNs(ctxt, BAD_CAST "svod", BAD_CAST "urn:svod:fo");
    xmlXPathRegisterNs(ctxt, BAD_CAST "d", BAD_CAST "urn:svod:document:1");
    result = xmlXPathEvalExpression(BAD_CAST expression, ctxt);
    assert_non_null(result);
    text = (char *)xmlXPathCastToString(result);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(ctxt);
    return text;
}

#define ROW(n)     "//fo:table-body/fo:table-row[@id][" #n "]"
#define CELL(r, c) ROW(r) "/fo:table-cell[" #c "]"

static const struct {
    const char *sample, *expression, *expected;
} cases[] = {
    /* numbers: the program's by policy, or the author's own */
    {SMALL "plan-continuous.xml", CELL(1, 1), "1."},
    {SMALL "plan-continuous.xml", CELL(3, 1), "3."},
    {SMALL "plan-by-section.xml", CELL(2, 1), "2"},
    {SMALL "plan-by-section.xml", CELL(3, 1), "1"},
    {SMALL "plan-unnumbered.xml", CELL(2, 1), "От школы до поликлиники"},
    {"samples/dorogobuzh-2021/report.xml", CELL(26, 1), "26."},
    {"samples/dorogobuzh-2021/report.xml", CELL(27, 1), "27"},
    {"samples/dorogobuzh-2021/report.xml",
     "count(//fo:table[fo:table-header]/fo:table-body/fo:table-row)", "40"},

    /* columns: in the order given, with a column of one's own; what has none goes to the last */
    {SMALL "plan-continuous.xml", CELL(1, 4), "Дорожный фонд"},
    {SMALL "plan-continuous.xml", "contains(" CELL(2, 5) ", 'Столбца для примечаний нет')", "true"},
    {SMALL "plan-continuous.xml", CELL(4, 4), ""},
    {SMALL "plan-continuous.xml", CELL(4, 5), "–"},
    {SMALL "plan-by-section.xml", "count(" CELL(2, 4) "/fo:block)", "2"},
    {SMALL "plan-by-section.xml", "count(//fo:table-header/fo:table-row/fo:table-cell)", "4"},

    /* sections: a row across the table that stays with the next */
    {SMALL "plan-continuous.xml", "count(//fo:table-cell[@number-columns-spanned = 5])", "2"},
    {SMALL "plan-continuous.xml",
     "//fo:table-row[fo:table-cell/@number-columns-spanned = 5][2]/@keep-with-next.within-page",
     "always"},
    {SMALL "plan-continuous.xml", "//fo:table-cell[@number-columns-spanned = 5]", "I. Покрытие"},
    {SMALL "plan-unnumbered.xml", "count(//fo:table[fo:table-header]/fo:table-body/fo:table-row)",
     "2"},

    /* groups, lists */
    {SMALL "plan-continuous.xml", "//fo:inline[starts-with(., 'Участок')]/@font-weight", "bold"},
    {SMALL "plan-continuous.xml", "//fo:inline[. = 'Сверх плана']/@text-decoration", "underline"},
    {SMALL "narrative.xml", "//fo:list-item[fo:list-item-body = 'Пятовский']/fo:list-item-label",
     "12."},
    {SMALL "narrative.xml",
     "//fo:list-item[starts-with(fo:list-item-body, 'настил')]/fo:list-item-label", "б)"},
    {SMALL "narrative.xml", "//fo:list-item[fo:list-item-body = 'ледорезы;']/fo:list-item-label",
     "–"},

    /* a marked count holds together, whatever its unit */
    {SMALL "plan-continuous.xml", "count(//fo:block[contains(., '14\u00A0выбоин')]) > 0", "true"},

    /* approval prints what there is and supplies nothing */
    {SMALL "approval-person.xml", "contains(//fo:flow/fo:block[1], 'УТВЕРЖДАЮ')", "true"},
    {"samples/dorogobuzh-2021/report.xml", "contains(//fo:flow/fo:block[1], 'УТВЕРЖДАЮ')", "false"},
    {SMALL "approval-body.xml", "count(//fo:flow/fo:block[1]/fo:block)", "3"},

    /* pages: none has a number on the first; long storage asks for a wider margin */
    {SMALL "approval-act.xml", "//fo:simple-page-master/@margin-left", "30mm"},
    {SMALL "approval-person.xml", "//fo:simple-page-master/@margin-left", "20mm"},
    {SMALL "narrative.xml",
     "//fo:simple-page-master[@master-name = 'first']/fo:region-before/@region-name = "
     "//fo:static-content/@flow-name",
     "false"},
    {SMALL "narrative.xml",
     "//fo:simple-page-master[@master-name = 'rest']/fo:region-before/@region-name = "
     "//fo:static-content/@flow-name",
     "true"},

    /* signatures and notes stay with what stands before them, and that row whole */
    {SMALL "plan-by-section.xml", "//fo:flow/fo:table[last()]/@keep-with-previous.within-page",
     "always"},
    {SMALL "plan-by-section.xml", "count(//fo:table-row[@keep-together.within-page = 1])", "1"},
    {SMALL "plan-by-section.xml", ROW(4) "/@keep-together.within-page", "1"},
    {SMALL "plan-continuous.xml", "count(//fo:table-row[@keep-together.within-page = 1])", "1"},

    /* destinations: each name once, and none that leads nowhere */
    {SMALL "narrative.xml", "count(//*[@id = preceding::*/@id])", "0"},
    {SMALL "narrative.xml", "count(//@internal-destination[not(. = //@id)])", "0"},
    {SMALL "plan-continuous.xml", "count(//@internal-destination[not(. = //@id)])", "0"},
    {SMALL "plan-continuous.xml", "count(//fo:bookmark/fo:bookmark)", "2"},
    {SMALL "plan-by-section.xml", "//fo:bookmark[2]/@internal-destination", "moving"},
    {SMALL "plan-continuous.xml", "//fo:bookmark/fo:bookmark/fo:bookmark-title", "I. Покрытие"},

    /* properties of the PDF */
    {SMALL "approval-person.xml", "normalize-space(//*[local-name() = 'title'])",
     "План подготовки дорожной техники к зимнему содержанию дорог"},
    {SMALL "narrative.xml", "normalize-space(//*[local-name() = 'creator'])",
     "Отдел искусственных сооружений"},

    /* every object knows the author's node it is made from */
    {SMALL "plan-by-section.xml", "count(//fo:flow//fo:*[not(@svod:at) or @svod:at = 0])", "0"},
};

/* As read: no-break spaces as spaces, word joiners away. */
static void plain_spaces(char *text)
{
    char *out = text;

    while (*text) {
        if (!strncmp(text, "\u2060", 3)) {
            text += 3;
        } else if (!strncmp(text, "\u00A0", 2)) {
            *out++ = ' ';
            text += 2;
        } else {
            *out++ = *text++;
        }
    }
    *out = '\0';
}

static void samples_become_the_objects_expected(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        xml_doc *source;
        xmlDocPtr fo = transform(cases[i].sample, &source);
        char *text = evaluate(fo, cases[i].expression);
        plain_spaces(text);
        if (strcmp(text, cases[i].expected) != 0)
            fail_msg("%s: %s is \"%s\", expected \"%s\"", cases[i].sample, cases[i].expression,
                     text, cases[i].expected);
        xmlFree(text);
        xmlFreeDoc(fo);
        xml_free(source);
    }
}

/* The length of a raised digit, as marks of footnotes are written, at `text`; the digit goes to
 * `out`. */
static size_t add_raised_digit(strbuf *out, const char *text)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

    for (size_t i = 0; i < COUNT(raised); i++)
        if (!strncmp(text, raised[i], strlen(raised[i]))) {
            strbuf_addc(out, (char)('0' + i));
            return strlen(raised[i]);
        }
    return 0;
}

/* Letters and digits only: what typography never touches. Spaces, dashes and quotes go; a raised
 * digit may be printed as one that is raised by the layout. */
static void add_letters(strbuf *out, const char *text)
{
    static const char *const dropped[] = {"\u00A0", "\u2060", "\u200B", "–", "—",     "−",
                                          "«",      "»",      "„",      "“", "\u202F"};

    while (*text) {
        size_t len = 0;
        for (size_t i = 0; i < COUNT(dropped) && !len; i++)
            if (!strncmp(text, dropped[i], strlen(dropped[i])))
                len = strlen(dropped[i]);
        if (!len)
            len = add_raised_digit(out, text);
        if (!len && !strchr(" \t\r\n-\"", *text))
            strbuf_addc(out, *text);
        text += len ? len : 1;
    }
}

static void collect_letters(strbuf *out, const xmlNode *n)
{
    for (; n; n = n->next) {
        if (n->type == XML_TEXT_NODE)
            add_letters(out, (const char *)n->content);
        collect_letters(out, n->type == XML_ELEMENT_NODE ? n->children : NULL);
    }
}

static void find_letters(const char *haystack, const char *text)
{
    strbuf letters = STRBUF_INIT;

    add_letters(&letters, text);
    if (!strstr(haystack, strbuf_text(&letters)))
        fail_msg("lost: %s", text);
    strbuf_free(&letters);
}

/* Institutions may be printed in another order: each by itself. */
static void find_items(const char *haystack, const char *text)
{
    char *items = strdup(text), *rest = items;

    for (char *item = strtok_r(items, ",", &rest); item; item = strtok_r(NULL, ",", &rest))
        find_letters(haystack, item);
    free(items);
}

static bool is_called(const xmlNode *n, const char *name)
{
    return !strcmp((const char *)n->name, name);
}

/* Each text below `n` is in `haystack`; people who learnt are counted, not named. */
static void find_each_text(const char *haystack, const xmlNode *n)
{
    for (; n; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && !is_called(n, "learner"))
            find_each_text(haystack, n->children);
        else if (n->type == XML_TEXT_NODE && is_called(n->parent, "institutions"))
            find_items(haystack, (const char *)n->content);
        else if (n->type == XML_TEXT_NODE)
            find_letters(haystack, (const char *)n->content);
    }
}

static bool is_reference_data(const xmlNode *n)
{
    static const char *const names[] = {"metadata", "period", "organisation"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, names[i]))
            return true;
    return false;
}

static void no_word_of_the_author_is_lost(void **state)
{
    glob_t files;
    (void)state;
    assert_int_equal(glob("samples/*/*.xml", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        xml_doc *source;
        xmlDocPtr fo = transform(files.gl_pathv[i], &source);
        strbuf printed = STRBUF_INIT;
        collect_letters(&printed, xmlDocGetRootElement(fo));
        for (const xmlNode *n = xmlDocGetRootElement(xml_tree(source))->children; n; n = n->next)
            if (!is_reference_data(n))
                find_each_text(strbuf_text(&printed), n->children);
        strbuf_free(&printed);
        xmlFreeDoc(fo);
        xml_free(source);
    }
    globfree(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_become_the_objects_expected),
        cmocka_unit_test(no_word_of_the_author_is_lost),
    };
    return cmocka_run_group_tests(tests, load_sheet, free_sheet);
}
