/* reader_pdf.c - files of others: text of pages, signature fields, attachments, and what is not as it should be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "support/made_pdf.h"

/* ---- a small file ---- */

enum { CATALOG = 1, PAGES, PAGE, CONTENT, FONT, MAP, OWN };

typedef struct {
    arena *mem;
    diag *dg;
    const char *catalog, *map, *content, *own[4]; /* entries; stream data; objects from OWN on */
} maker;

static pdf_file *made(const maker *m)
{
    const char *const objects[] = {
        arena_printf(m->mem, "<</Type/Catalog/Pages 2 0 R %s>>", m->catalog ? m->catalog : ""),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        "R>>>>>>",
        made_stream(m->mem, m->content ? m->content : ""),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R>>",
        made_stream(m->mem, m->map ? m->map : ""),
        m->own[0],
        m->own[1],
        m->own[2],
        m->own[3],
    };
    size_t count = 0;

    while (count < COUNT(objects) && objects[count])
        count++;
    return made_pdf(objects, count, m->dg);
}

static int begin(void **state)
{
    arena *a = arena_new();
    maker *m = ARENA_NEW(a, maker);

    *m = (maker){.mem = a, .dg = diag_new()};
    *state = m;
    return 0;
}

static int end(void **state)
{
    maker *m = *state;

    diag_free(m->dg);
    arena_free(m->mem);
    return 0;
}

/* ---- text ---- */

static void text_is_read_through_the_map(void **state)
{
    static const char map[] =
        "2 beginbfchar\n<0001> <0410>\n<0002> <00480049>\nendbfchar\n"
        "2 beginbfrange\n<0010> <0012> <0430>\n<0020> <0020> <D83DDE00>\nendbfrange\n"
        "1 beginbfchar\n<0003>\nendbfchar\n1 beginbfrange\n<0004> <0005>\nendbfrange beginbfchar";
    static const struct {
        const char *content, *text;
    } cases[] = {
        {"BT /F1 12 Tf 10 100 Td <00010002> Tj ET", "АHI"},
        {"BT /F1 12 Tf 10 100 Td [<0010>-20<00110012>] TJ ET", "абв"},
        {"BT /F1 12 Tf 10 100 Td <0020> Tj ET", "\xF0\x9F\x98\x80"},
        {"BT /F1 12 Tf 10 100 Td (\\000\\001) Tj ET", "А"},
        {"BT /F1 12 Tf 10 100 Td (\\0\\1) Tj ET", "А"},
        {"BT /F1 12 Tf 10 100 Td (\\000\\020\\000\\r) Tj ET", "а"},
        {"BT /F1 12 Tf 1 0 0 1 10 100 Tm <0001> Tj 1 0 0 1 10 80 Tm <0001> Tj ET", "А\nА"},
        {"BT /F1 12 Tf 10 100 Td <0001> Tj 5 0 Td <0001> Tj 0 -12 TD <0001> Tj ET", "АА\nА"},
        {"BT /F2 12 Tf 10 100 Td <0001> Tj ET", ""},
        {"BT 12 Tf 10 100 Td <0001> Tj ET", ""},
        {"BT /F1 12 Tf <<//MCID 0>> BDC <000100> Tj EMC ET", "А"},
        {"BT /F1 12 Tf % words\n<0001> Tj (((\\))) Tj ET", "А"},
        {"BT /F1 12 Tf 1 2 3 4 5 6 7 8 <0001", "А"},
        {"BT /F1 12 Tf (\\", ""},
        {"/F1", ""},
        {"", ""},
    };
    maker *m = *state;

    m->map = map;
    for (size_t i = 0; i < COUNT(cases); i++) {
        pdf_file *f;
        m->content = cases[i].content;
        assert_non_null(f = made(m));
        if (strcmp(pdf_file_page_text(f, 0), cases[i].text))
            fail_msg("%s: «%s»", cases[i].content, pdf_file_page_text(f, 0));
        assert_string_equal(pdf_file_page_text(f, 1), "");
        assert_string_equal(pdf_file_page_text(f, -1), "");
        assert_int_equal(pdf_file_page(f, 0), PAGE);
        assert_int_equal(pdf_file_page(f, 1), 0);
        assert_int_equal(pdf_file_page(f, -1), 0);
        pdf_file_close(f);
    }
}

/* Half a megabyte that names all codes ten thousand times is read in no time. */
static void a_hostile_map_takes_no_time(void **state)
{
    maker *m = *state;
    strbuf map = STRBUF_INIT;
    pdf_file *f;

    strbuf_adds(&map, "beginbfrange ");
    for (int i = 0; i < 30000; i++)
        strbuf_adds(&map, "<0000><FFFF><0041>");
    strbuf_adds(&map, " endbfrange");
    m->map = strbuf_text(&map);
    m->content = "BT /F1 12 Tf <00000001> Tj ET";
    f = made(m);
    assert_string_equal(pdf_file_page_text(f, 0), "AB");
    pdf_file_close(f);
    strbuf_free(&map);
}

/* ---- signatures ---- */

static void fields_are_told_apart(void **state)
{
    maker *m = *state;
    size_t n;
    const pdf_field *fields;
    pdf_file *f;

    m->catalog = "/AcroForm<</Fields[7 0 R 8 0 R 9 0 R 10 0 R 5]>>";
    m->own[0] = "<</FT/Sig/T(first)/Rect[1 2 3 4]/P 3 0 R>>";
    m->own[1] = "<</FT/Tx/T(a text)>>";
    m->own[2] = "<</FT/Sig/T 5/V<<>>/Rect[1 2]>>";
    m->own[3] = "<</T(no kind)>>";
    f = made(m);
    fields = pdf_file_fields(f, &n);
    assert_int_equal(n, 2);
    assert_string_equal(fields[0].name, "first");
    assert_int_equal(fields[0].number, OWN);
    assert_int_equal(fields[0].page, PAGE);
    assert_true(fields[0].box[3] > 3.9 && fields[0].box[3] < 4.1);
    assert_false(fields[0].is_signed);
    assert_string_equal(fields[1].name, "");
    assert_int_equal(fields[1].page, 0);
    assert_true(fields[1].box[3] < 0.1);
    assert_true(fields[1].is_signed);
    pdf_file_close(f);
}

static void ranges_must_leave_out_the_contents_alone(void **state)
{
    static const char *const values[] = {
        "",
        "/ByteRange[0 10 20 30]",
        "/ByteRange[0 10 20]",
        "/ByteRange[0 -1 20 30]/Contents<00>",
        "/ByteRange[0 10 20 99999999]/Contents<00>",
        "/ByteRange[5 10 20 30]/Contents<00>",
        "/ByteRange[0 30 20 30]/Contents<00>",
        "/ByteRange 7/Contents 8/SubFilter(text)/Name 9/M 10",
    };
    maker *m = *state;

    m->catalog = "/AcroForm<</Fields[7 0 R]>>";
    for (size_t i = 0; i < COUNT(values); i++) {
        size_t n;
        pdf_file *f;
        m->own[0] = arena_printf(m->mem, "<</FT/Sig/T(x)/V<</Type/Sig %s>>>>", values[i]);
        f = made(m);
        const pdf_signature *s = pdf_file_signatures(f, &n);
        assert_int_equal(n, 1);
        assert_false(s->ranges_sound);
        assert_string_equal(s->subfilter, "");
        assert_string_equal(s->name, "");
        pdf_file_close(f);
    }
}

/* ---- what Svod puts in ---- */

static void attachments_are_found_by_their_relationship(void **state)
{
    static const struct {
        const char *spec, *bytes; /* NULL: none */
    } cases[] = {
        {"<</AFRelationship/Source/EF<</F 8 0 R>>>>", "<a/>"},
        {"<</AFRelationship/Data/EF<</F 8 0 R>>>>", NULL},
        {"<</AFRelationship/Source/EF<</F 2 0 R>>>>", NULL},
        {"<</AFRelationship/Source>>", NULL},
        {"<</AFRelationship(Source)>>", NULL},
        {"42", NULL},
    };
    maker *m = *state;

    m->catalog = "/AF[7 0 R]/Metadata 9 0 R";
    m->own[1] = made_stream(m->mem, "<a/>");
    m->own[2] = made_stream(m->mem, "<svod:state>draft</svod:state><svod:open>");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *bytes = NULL;
        size_t size = 0;
        pdf_file *f;
        m->own[0] = cases[i].spec;
        f = made(m);
        assert_int_equal(pdf_file_source(f, &bytes, &size), cases[i].bytes != NULL);
        if (cases[i].bytes)
            assert_string_equal(bytes, cases[i].bytes);
        assert_string_equal(pdf_file_property(f, "state"), "draft");
        assert_string_equal(pdf_file_property(f, "open"), "");
        assert_string_equal(pdf_file_property(f, "edition"), "");
        pdf_file_close(f);
    }
}

static void what_is_no_file_is_refused(void **state)
{
    static const char *const bytes[] = {
        "", "no PDF", "%PDF-1.7\n", "%PDF-1.7\nstartxref\n999\n%%EOF\n",
        "%PDF-1.7\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"};
    maker *m = *state;

    for (size_t i = 0; i < COUNT(bytes); i++) {
        diag *dg = diag_new();
        assert_null(pdf_file_of("x.pdf", bytes[i], strlen(bytes[i]), dg));
        assert_int_equal(diag_count(dg), 1);
        diag_free(dg);
    }
    assert_null(pdf_file_open("tests/no-such-file.pdf", m->dg));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(text_is_read_through_the_map, begin, end),
        cmocka_unit_test_setup_teardown(a_hostile_map_takes_no_time, begin, end),
        cmocka_unit_test_setup_teardown(fields_are_told_apart, begin, end),
        cmocka_unit_test_setup_teardown(ranges_must_leave_out_the_contents_alone, begin, end),
        cmocka_unit_test_setup_teardown(attachments_are_found_by_their_relationship, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
