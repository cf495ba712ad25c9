/* xml_encodings.c - every encoding that may be declared gives the same text, and places count
 * characters, not bytes; what is meant to hurt ends soon and with its own message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>
#include <unicode/ucnv.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "xml/xml.h"

/* Names as declared; the converter that writes the test's bytes; a byte order mark before them. */
static const struct {
    const char *declared, *icu, *mark;
    size_t mark_size;
} encodings[] = {
    {"UTF-8", "UTF-8", "", 0},
    {"utf-8", "UTF-8", "\xEF\xBB\xBF", 3},
    {"UTF-16", "UTF-16LE", "\xFF\xFE", 2},
    {"UTF-16", "UTF-16BE", "\xFE\xFF", 2},
    {"utf-16le", "UTF-16LE", "", 0},
    {"UTF-16BE", "UTF-16BE", "", 0},
    {"windows-1251", "windows-1251", "", 0},
    {"CP1251", "windows-1251", "", 0},
    {"KOI8-R", "KOI8-R", "", 0},
    {"IBM866", "ibm-866", "", 0},
    {"cp866", "ibm-866", "", 0},
    {"ISO-8859-5", "ISO-8859-5", "", 0},
};

static const char body[] =
    "<отчёт>\r\n  <мера год='двадцать первый'>Ремонт дорог и мостов, объём работ"
    " согласован</мера>\r\n</отчёт>";

static size_t encode(const char *icu, const char *utf8, char *out, size_t room)
{
    UErrorCode error = U_ZERO_ERROR;
    const int32_t n = ucnv_convert(icu, "UTF-8", out, (int32_t)room, utf8, -1, &error);

    assert_true(U_SUCCESS(error));
    return (size_t)n;
}

static void every_encoding_gives_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(encodings); i++) {
        char utf8[600], bytes[2000];
        diag *dg = diag_new();
        xml_doc *doc;
        xmlNodePtr text;
        src_pos pos;
        size_t n = encodings[i].mark_size;

        snprintf(utf8, sizeof utf8, "<?xml version='1.0' encoding='%s'?>\n%s",
                 encodings[i].declared, body);
        memcpy(bytes, encodings[i].mark, n);
        n += encode(encodings[i].icu, utf8, bytes + n, sizeof bytes - n);
        doc = xml_load_memory("t.xml", bytes, n, NULL, dg);
        if (!doc)
            fail_msg("%s: %s", encodings[i].declared, diag_words(dg, 0));
        text = xml_node(doc, 5);
        assert_string_equal((const char *)text->content,
                            "Ремонт дорог и мостов, объём работ согласован");
        pos = xml_text_pos(doc, text, strlen("Ремонт "));
        assert_int_equal(pos.line, 3);
        assert_int_equal(pos.column, 38);
        assert_int_equal(diag_count(dg), 0);
        xml_free(doc);
        diag_free(dg);
    }
}

/* ---- bounds ---- */

/* {what, how often, what} around; the code of the message, NULL: it is accepted */
static const struct {
    const char *before, *unit;
    unsigned count;
    const char *after, *code;
} bounds[] = {
    {"", "<a>", 256, "", "S12"}, /* as deep as allowed, only not closed */
    {"", "<a>", 257, "", "S40"},
    {"", "<a>", 3000000, "", "S40"},
    {"<a ", "a~='1' ", 256, "/>", NULL},
    {"<a ", "a~='1' ", 257, "/>", "S41"},
    {"<a ", "a~='1' ", 2000000, "/>", "S41"},
    {"<a>", "<b/>", 199999, "</a>", NULL},
    {"<a>", "<b/>", 200001, "</a>", "S42"},
    {"<a>", "0123456789abcdef", 655360, "</a>", NULL},
    {"<a>", "0123456789abcdef", 655361, "</a>", "S43"},
    {"<a>", "0123456789<!-- -->", 1100000, "</a>", "S43"},
    {"<a b='", "0123456789abcdef", 655361, "'/>", "S43"},
    {"<", "name", 250, "/>", NULL},
    {"<", "name", 251, "/>", "S44"},
    {"<", "name", 4000000, "/>", "S44"},
    {"<a ", "xmlns:p~='urn:~' ", 64, "/>", NULL},
    {"<a ", "xmlns:p~='urn:~' ", 65, "/>", "S45"},
    {"<a>", "<b xmlns:p='urn:~'/>", 50000, "</a>", NULL},
    {"<a>", "&", 1000000, "</a>", "S23"},
    {"<a>", "]]", 1000000, "</a>", NULL},
    {"<a>", "<!--", 1000000, "</a>", "S28"},
    {"<a>", "<![CDATA[x]]>", 90000, "</a>", NULL},
    {"<a>", "<?p x?>", 90000, "</a>", NULL},
    {"<a>", "&#1103;", 90000, "</a>", NULL},
    {"<a>", "\r", 3000000, "</b>", "S14"},
    {"<a>", "\xD0\xB8\xCC\x86", 300000, "</a>", NULL},
    {"<a>", "\xCC\x81\xCC\xA3", 15, "</a>", NULL},
    {"<a>", "\xCC\x81\xCC\xA3", 300000, "</a>", "S46"},
    {"<a b='", "&#769;", 31, "'/>", "S46"},
};

/* '~' in a unit becomes its number. */
static void build(strbuf *out, size_t i)
{
    strbuf_adds(out, bounds[i].before);
    for (unsigned n = 0; n < bounds[i].count; n++)
        for (const char *s = bounds[i].unit; *s; s++)
            if (*s == '~')
                strbuf_printf(out, "%u", n);
            else
                strbuf_addc(out, *s);
    strbuf_adds(out, bounds[i].after);
}

static void bounds_are_kept_in_little_time(void **state)
{
    xml_limits limits = xml_default_limits;
    (void)state;
    limits.nodes = 200000;
    for (size_t i = 0; i < COUNT(bounds); i++) {
        const clock_t start = clock();
        strbuf text = STRBUF_INIT;
        diag *dg = diag_new();
        xml_doc *doc;
        double seconds;

        build(&text, i);
        doc = xml_load_memory("t.xml", text.data, text.len, &limits, dg);
        seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (!bounds[i].code != (doc != NULL) || (bounds[i].code && !diag_has(dg, bounds[i].code)))
            fail_msg("case %zu: %s", i, diag_count(dg) ? diag_get(dg, 0).code : "accepted");
        if (seconds > 5)
            fail_msg("case %zu took %.1f s", i, seconds);
        xml_free(doc);
        diag_free(dg);
        strbuf_free(&text);
    }
}

static void files_over_the_limit_are_refused(void **state)
{
    const xml_limits limits = {.bytes = 10, .depth = 2, .attributes = 1, .nodes = 3, .text = 5};
    diag *dg = diag_new();
    (void)state;
    assert_null(xml_load_memory("t.xml", "<a>1234567</a>", 14, &limits, dg));
    assert_true(diag_has(dg, "G05"));
    diag_free(dg);
}

/* libxml2 alone would say line 65535. */
static void places_are_right_in_long_files(void **state)
{
    strbuf text = STRBUF_INIT;
    diag *dg = diag_new();
    xml_doc *doc;
    src_pos pos;
    (void)state;

    strbuf_adds(&text, "<a>");
    for (int i = 0; i < 200000; i++)
        strbuf_adds(&text, "да\n");
    strbuf_adds(&text, "  <b/>");
    for (int i = 0; i < 100000; i++)
        strbuf_adds(&text, "ё");
    strbuf_adds(&text, "<c/></a>");
    doc = xml_load_memory("t.xml", text.data, text.len, NULL, dg);
    assert_non_null(doc);
    pos = xml_pos(doc, 3);
    assert_int_equal(pos.line, 200001);
    assert_int_equal(pos.column, 3);
    pos = xml_pos(doc, 5);
    assert_int_equal(pos.line, 200001);
    assert_int_equal(pos.column, 100007);
    xml_free(doc);
    diag_free(dg);
    strbuf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_gives_the_same),
        cmocka_unit_test(bounds_are_kept_in_little_time),
        cmocka_unit_test(files_over_the_limit_are_refused),
        cmocka_unit_test(places_are_right_in_long_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
