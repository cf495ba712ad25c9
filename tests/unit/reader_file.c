/* reader_file.c - PDFs that are made here, sound and hostile: the text of their pages, signature fields, ranges that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/made_pdf.h"

/* ---- text ---- */

#define MAP "1 beginbfchar <0041> <0410> endbfchar 1 beginbfrange <0042> <0044> <0411> endbfrange"
static const struct {
    const char *map, *content, *text;
} shown[] = {
    {MAP, "BT /F1 9 Tf 1 0 0 1 0 50 Tm <004100420044> Tj ET", "АБГ"},
    {MAP, "BT /F1 9 Tf 0 50 Td <0041> Tj 0 -10 Td <0042> Tj 0 -9 TD <0043> Tj ET", "А\nБ\nВ"},
    {MAP, "BT /F1 9 Tf 0 50 Td <0041> Tj 9 0 Td <0042> Tj ET", "АБ"},
    {MAP, "BT /F1 9 Tf [<0041> -20 <0042>] TJ ET", "АБ"},
    {MAP, "BT /F1 9 Tf [1 2 3 4 5 6 7 8 <0041>] TJ ET", "А"},
    {MAP, "BT /F1 9 Tf (\\000A\\0\\102) Tj ET", "АБ"},
    {MAP, "BT /F1 9 Tf (\\000\\101(\\000)\\000B) Tj ET", "А"}, /* parentheses count as bytes */
    {MAP, "<< /MCID 0 >> BDC BT /F1 9 Tf <0041> Tj ET", "А"},
    {MAP, "BT /F2 9 Tf <0041> Tj ET", ""}, /* a font that is not there */
    {MAP, "BT <0041> Tj ET", ""},          /* none */
    {MAP, "BT /F1 9 Tf <00FF> Tj ET", ""}, /* a code without a character */
    {MAP, "BT /F1 9 Tf <0041", "А"},       /* cut off */
    {MAP, "BT /F1 9 Tf (\\000A", "А"},
    {MAP, "BT /F1 9 Tf (\\", ""},
    {"1 beginbfchar <0041> <D83DDE00> endbfchar", "/F1 9 Tf <0041> Tj", "😀"},
    {"1 beginbfchar <0041 endbfchar <0042> <0411>", "/F1 9 Tf <0041> Tj <0042> Tj", ""},
    {"1 beginbfchar <0041> endbfchar", "/F1 9 Tf <0041> Tj", ""},
    {"1 beginbfrange <0041> endbfrange", "/F1 9 Tf <0041> Tj", ""},
    {"1 beginbfrange <0041> <0042> endbfrange", "/F1 9 Tf <0041> Tj", ""},
    {"1 beginbfrange <FFFE> <FFFFFF> <0410> endbfrange", "/F1 9 Tf <FFFF> Tj", "Б"},
    {"1 beginbfchar <0041> <0410>", "/F1 9 Tf <0041> Tj", ""}, /* without its end */
    {"", "/F1 9 Tf <0041> Tj", ""},
};

static void text_of_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(shown); i++) {
        arena *a = arena_new();
        diag *dg = diag_new();
        const char *const objects[] = {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>",
            made_stream(a, shown[i].content),
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /ToUnicode 6 0 R >>",
            made_stream(a, shown[i].map),
        };
        pdf_file *f = made_pdf(objects, COUNT(objects), dg);
        const char *text;

        assert_non_null(f);
        assert_int_equal(pdf_file_pages(f), 1);
        text = pdf_file_page_text(f, 0);
        if (strcmp(text, shown[i].text))
            fail_msg("%s | %s: \"%s\", not \"%s\"", shown[i].map, shown[i].content, text,
                     shown[i].text);
        assert_string_equal(pdf_file_page_text(f, 1), "");
        assert_string_equal(pdf_file_page_text(f, -1), "");
        pdf_file_close(f);
        diag_free(dg);
        arena_free(a);
    }
}

static void page_without_fonts(void **state)
{
    static const char *const objects[] = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    };
    diag *dg = diag_new();
    pdf_file *f = made_pdf(objects, COUNT(objects), dg);
    const char *bytes;
    size_t size;

    (void)state;
    assert_non_null(f);
    assert_string_equal(pdf_file_page_text(f, 0), "");
    assert_false(pdf_file_source(f, &bytes, &size));
    assert_string_equal(pdf_file_xmp(f), "");
    assert_string_equal(pdf_file_property(f, "state"), "");
    pdf_file_close(f);
    diag_free(dg);
}

/* ---- fields and signatures ---- */

/* What stands in the value of a field: which signature there is, whether its ranges are sound. */
static const struct {
    const char *value;
    size_t contents;
    const char *subfilter;
} values[] = {
    {"<< /Contents <0102> /ByteRange [0 1 2 3] /SubFilter /x >>", 2, "x"},
    {"<< /Contents <0102> /ByteRange [0 20 26 9] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [1 20 26 9] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [0 0 6 9] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [0 30 20 9] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [0 -5 20 9] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [0 20 99999999999 9] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [0 20 26 9223372036854775807] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange [0 20 26] >>", 2, ""},
    {"<< /Contents <0102> /ByteRange 7 >>", 2, ""},
    {"<< /Contents 7 /ByteRange [0 20 26 9] /SubFilter 5 >>", 0, ""},
    {"<< /Contents <> >>", 0, ""},
    {"<< >>", 0, ""},
};

static void lying_signatures(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        arena *a = arena_new();
        diag *dg = diag_new();
        const char *const objects[] = {
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R 4 0 R 5 0 R 9] >> >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
            arena_printf(a, "<< /FT /Sig /T (s) /V %s >>", values[i].value),
            "<< /FT /Tx /T (t) >>",
            "<< /FT /Sig /T 7 /Rect [1 2 3] /P 9 >>",
        };
        pdf_file *f = made_pdf(objects, COUNT(objects), dg);
        pdf_signature *s;
        pdf_field *fields;
        size_t n;

        assert_non_null(f);
        s = pdf_file_signatures(f, &n);
        assert_int_equal(n, 1);
        if (s->ranges_sound || s->contents_size != values[i].contents ||
            strcmp(s->subfilter, values[i].subfilter))
            fail_msg("%s: %d %zu \"%s\"", values[i].value, s->ranges_sound, s->contents_size,
                     s->subfilter);
        fields = pdf_file_fields(f, &n);
        assert_int_equal(n, 2);
        assert_true(fields[0].is_signed);
        assert_false(fields[1].is_signed);
        assert_string_equal(fields[1].name, "");
        assert_int_equal(fields[1].page, 0);
        assert_true(fields[1].box[2] <= 0);
        pdf_file_close(f);
        diag_free(dg);
        arena_free(a);
    }
}

/* ---- attachments ---- */

static const struct {
    const char *files;
    bool found;
} attached[] = {
    {"[<< /AFRelationship /Source /EF << /F 3 0 R >> >>]", true},
    {"[<< /AFRelationship /Data /EF << /F 3 0 R >> >> << /AFRelationship /Source /EF << /F 3 0 R "
     ">> "
     ">>]",
     true},
    {"[<< /AFRelationship /Source >>]", false},
    {"[<< /AFRelationship /Source /EF << /F 2 0 R >> >>]", false},
    {"[<< /AFRelationship /Data /EF << /F 3 0 R >> >>]", false},
    {"[<< /EF << /F 3 0 R >> >> 5]", false},
    {"[]", false},
    {"7", false},
};

static void sources(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(attached); i++) {
        arena *a = arena_new();
        diag *dg = diag_new();
        const char *const objects[] = {
            arena_printf(a, "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /AF %s >>",
                         attached[i].files),
            "<< /Type /Pages /Kids [] /Count 0 >>",
            made_stream(a, "<document/>"),
            made_stream(a, "<svod:state>approved</svod:state><svod:edition>2"),
        };
        pdf_file *f = made_pdf(objects, COUNT(objects), dg);
        const char *bytes = "";
        size_t size;

        assert_non_null(f);
        if (pdf_file_source(f, &bytes, &size) != attached[i].found)
            fail_msg("%s", attached[i].files);
        if (attached[i].found)
            assert_memory_equal(bytes, "<document/>", size);
        assert_string_equal(pdf_file_property(f, "state"), "approved");
        assert_string_equal(pdf_file_property(f, "edition"), "2"); /* cut off */
        assert_string_equal(pdf_file_property(f, "kind"), "");
        pdf_file_close(f);
        diag_free(dg);
        arena_free(a);
    }
}

static void no_pdf(void **state)
{
    static const char *const texts[] = {"", "%PDF-1.7\n", "no PDF",
                                        "%PDF-1.7\nstartxref\n99999\n%%EOF\n"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        diag *dg = diag_new();

        assert_null(pdf_file_of("x.pdf", texts[i], strlen(texts[i]), dg));
        assert_true(diag_has(dg, "E01"));
        diag_free(dg);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_pages),    cmocka_unit_test(page_without_fonts),
        cmocka_unit_test(lying_signatures), cmocka_unit_test(sources),
        cmocka_unit_test(no_pdf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
