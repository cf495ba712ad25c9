/* reader_file.c - PDFs of others, made here, sound and hostile: text of pages, signature fields and
 * ranges that lie, attachments. */
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

#define LETTERS                                                                                    \
    "1 beginbfchar <0041> <0410> endbfchar 1 beginbfrange <0042> <0044> <0411> endbfrange"
#define CODES                                                                                      \
    "2 beginbfchar\n<0001> <0410>\n<0002> <00480049>\nendbfchar\n"                                 \
    "2 beginbfrange\n<0010> <0012> <0430>\n<0020> <0020> <D83DDE00>\nendbfrange\n"                 \
    "1 beginbfchar\n<0003>\nendbfchar\n1 beginbfrange\n<0004> <0005>\nendbfrange beginbfchar"

#define BYTES                                                                                      \
    "1 begincodespacerange\n<00><FF>\nendcodespacerange\n"                                         \
    "3 beginbfchar\n<01><0410>\n<0D><0411>\n<FF><00480049>\nendbfchar\n"

static const struct {
    const char *map, *content, *text;
} shown[] = {
    {LETTERS, "BT /F1 9 Tf 1 0 0 1 0 50 Tm <004100420044> Tj ET", "АБГ"},
    {CODES, "BT /F1 12 Tf 10 100 Td <00010002> Tj ET", "АHI"},
    {CODES, "BT /F1 12 Tf 10 100 Td <0020> Tj ET", "😀"},
    {"1 beginbfchar <0041> <D83DDE00> endbfchar", "/F1 9 Tf <0041> Tj", "😀"},
    {CODES, "BT /F1 12 Tf 10 100 Td [<0010>-20<00110012>] TJ ET", "абв"},
    {LETTERS, "BT /F1 9 Tf [1 2 3 4 5 6 7 8 <0041>] TJ ET", "А"},
    /* lines */
    {LETTERS, "BT /F1 9 Tf 0 50 Td <0041> Tj 0 -10 Td <0042> Tj 0 -9 TD <0043> Tj ET", "А\nБ\nВ"},
    {LETTERS, "BT /F1 9 Tf 0 50 Td <0041> Tj 9 0 Td <0042> Tj ET", "АБ"},
    {CODES, "BT /F1 9 Tf 1 0 0 1 1 99 Tm <0001> Tj 1 0 0 1 1 80 Tm <0001> Tj ET", "А\nА"},
    /* strings, dictionaries, comments */
    {LETTERS, "BT /F1 9 Tf (\\000A\\0\\102) Tj ET", "АБ"},
    {LETTERS, "BT /F1 9 Tf (\\000\\101(\\000)\\000B) Tj ET", "А"}, /* parentheses count as bytes */
    {CODES, "BT /F1 12 Tf (\\0\\1) Tj ET", "А"},
    {CODES, "BT /F1 12 Tf (\\000\\020\\000\\r) Tj ET", "а"},
    {CODES, "BT /F1 12 Tf <<//MCID 0>> BDC <000100> Tj EMC ET", "А"},
    {CODES, "BT /F1 12 Tf % words\n<0001> Tj (((\\))) Tj ET", "А"},
    /* codes of one byte, of two */
    {BYTES, "BT /F1 9 Tf <01fF0D> Tj [(\\r\1)-9(\377)] TJ ET", "АHIББАHI"},
    {BYTES, "BT /F1 9 Tf <01020> Tj (\\001) Tj ET", "АА"},
    {"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n" LETTERS,
     "BT /F1 9 Tf <00410042> Tj ET", "АБ"},
    /* no font, no character, no end */
    {LETTERS, "BT /F2 9 Tf <0041> Tj ET", ""}, /* a font that is not there */
    {LETTERS, "BT <0041> Tj ET", ""},          /* none */
    {CODES, "BT 12 Tf <0001> Tj ET", ""},
    {LETTERS, "BT /F1 9 Tf <00FF> Tj ET", ""}, /* a code without a character */
    {LETTERS, "BT /F1 9 Tf <0041", "А"},       /* cut off */
    {LETTERS, "BT /F1 9 Tf (\\000A", "А"},
    {LETTERS, "BT /F1 9 Tf (\\", ""},
    {CODES, "BT /F1 12 Tf 1 2 3 4 5 6 7 8 <0001", "А"},
    {CODES, "/F1", ""},
    {CODES, "", ""},
    /* maps that are not as they should be */
    {"1 beginbfchar <0041 endbfchar <0042> <0411>", "/F1 9 Tf <0041> Tj <0042> Tj", ""},
    {"1 beginbfchar <0041> endbfchar", "/F1 9 Tf <0041> Tj", ""},
    {"1 beginbfrange <0041> endbfrange", "/F1 9 Tf <0041> Tj", ""},
    {"1 beginbfrange <0041> <0042> endbfrange", "/F1 9 Tf <0041> Tj", ""},
    {"1 beginbfrange <FFFE> <FFFFFF> <0410> endbfrange", "/F1 9 Tf <FFFF> Tj", "Б"},
    {"1 beginbfchar <0041> <0410>", "/F1 9 Tf <0041> Tj", ""}, /* without its end */
    {"1 begincodespacerange " LETTERS, "/F1 9 Tf <0041> Tj", "А"},
    {"begincodespacerange", "/F1 9 Tf <0041> Tj", ""},
    {"", "/F1 9 Tf <0041> Tj", ""},
};

static void text_is_read_through_the_map(void **state)
{
    maker *m = *state;

    for (size_t i = 0; i < COUNT(shown); i++) {
        pdf_file *f;
        m->map = shown[i].map;
        m->content = shown[i].content;
        assert_non_null(f = made(m));
        assert_int_equal(pdf_file_pages(f), 1);
        if (strcmp(pdf_file_page_text(f, 0), shown[i].text))
            fail_msg("%s | %s: «%s»", m->map, m->content, pdf_file_page_text(f, 0));
        pdf_file_close(f);
    }
}

static void pages_that_are_not_there(void **state)
{
    pdf_file *f = made(*state);

    assert_int_equal(pdf_file_page(f, 0), PAGE);
    assert_int_equal(pdf_file_page(f, 1), 0);
    assert_int_equal(pdf_file_page(f, -1), 0);
    assert_string_equal(pdf_file_page_text(f, 1), "");
    assert_string_equal(pdf_file_page_text(f, -1), "");
    pdf_file_close(f);
}

static void page_without_fonts(void **state)
{
    static const char *const objects[] = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    };
    const maker *m = *state;
    pdf_file *f = made_pdf(objects, COUNT(objects), m->dg);
    const char *bytes;
    size_t size;

    assert_non_null(f);
    assert_string_equal(pdf_file_page_text(f, 0), "");
    assert_false(pdf_file_source(f, &bytes, &size));
    assert_string_equal(pdf_file_xmp(f), "");
    assert_string_equal(pdf_file_property(f, "state"), "");
    pdf_file_close(f);
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
    m->own[2] = "<</FT/Sig/T 5/V<<>>/Rect[1 2 3]/P 9>>";
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
    assert_true(fields[1].box[2] <= 0 && fields[1].box[3] < 0.1);
    assert_true(fields[1].is_signed);
    pdf_file_close(f);
}

/* What stands in the value of a field: no range of these leaves out the contents alone. */
static const struct {
    const char *value;
    size_t contents;
    const char *subfilter;
} values[] = {
    {"/Contents <0102> /ByteRange [0 1 2 3] /SubFilter /x", 2, "x"},
    {"/Contents <0102> /ByteRange [0 20 26 9]", 2, ""},
    {"/Contents <0102> /ByteRange [1 20 26 9]", 2, ""},
    {"/Contents <0102> /ByteRange [0 0 6 9]", 2, ""},
    {"/Contents <0102> /ByteRange [0 30 20 9]", 2, ""},
    {"/Contents <0102> /ByteRange [0 -5 20 9]", 2, ""},
    {"/Contents <0102> /ByteRange [0 20 99999999999 9]", 2, ""},
    {"/Contents <0102> /ByteRange [0 20 26 9223372036854775807]", 2, ""},
    {"/Contents <0102> /ByteRange [0 20 26]", 2, ""},
    {"/Contents <0102> /ByteRange 7", 2, ""},
    {"/ByteRange [0 10 20 30]", 0, ""},
    {"/Contents 7 /ByteRange [0 20 26 9] /SubFilter 5", 0, ""},
    {"/Contents 8 /ByteRange 7 /SubFilter (text) /Name 9 /M 10", 0, ""},
    {"/Contents <>", 0, ""},
    {"", 0, ""},
};

static void lying_signatures(void **state)
{
    maker *m = *state;

    m->catalog = "/AcroForm<</Fields[7 0 R]>>";
    for (size_t i = 0; i < COUNT(values); i++) {
        const pdf_signature *s;
        size_t n;
        pdf_file *f;
        m->own[0] = arena_printf(m->mem, "<</FT/Sig/T(x)/V<</Type/Sig %s>>>>", values[i].value);
        assert_non_null(f = made(m));
        s = pdf_file_signatures(f, &n);
        assert_int_equal(n, 1);
        if (s->ranges_sound || s->contents_size != values[i].contents ||
            strcmp(s->subfilter, values[i].subfilter) || *s->name)
            fail_msg("%s: %d %zu \"%s\" \"%s\"", values[i].value, s->ranges_sound, s->contents_size,
                     s->subfilter, s->name);
        pdf_file_close(f);
    }
}

/* ---- what Svod puts in ---- */

#define FILE_OF(relationship) "<</AFRelationship" relationship "/EF<</F 7 0 R>>>>"
static const struct {
    const char *files;
    bool found;
} attached[] = {
    {"[" FILE_OF("/Source") "]", true},
    {"[" FILE_OF("/Data") FILE_OF("/Source") "]", true},
    {"[9 0 R]", true},
    {"[<</AFRelationship/Source>>]", false},
    {"[<</AFRelationship/Source/EF<</F 2 0 R>>>>]", false},
    {"[" FILE_OF("/Data") "]", false},
    {"[" FILE_OF("(Source)") "]", false},
    {"[<</EF<</F 7 0 R>>>>5]", false},
    {"[10 0 R]", false},
    {"[]", false},
    {"7", false},
};

static void sources_are_found_by_their_relationship(void **state)
{
    maker *m = *state;

    m->own[0] = made_stream(m->mem, "<document/>");
    m->own[1] = made_stream(m->mem, "<svod:state>approved</svod:state><svod:open><svod:edition>2");
    m->own[2] = FILE_OF("/Source");
    m->own[3] = "42";
    for (size_t i = 0; i < COUNT(attached); i++) {
        const char *bytes = "";
        size_t size = 0;
        pdf_file *f;
        m->catalog = arena_printf(m->mem, "/AF %s/Metadata 8 0 R", attached[i].files);
        assert_non_null(f = made(m));
        if (pdf_file_source(f, &bytes, &size) != attached[i].found)
            fail_msg("%s", attached[i].files);
        if (attached[i].found)
            assert_string_equal(bytes, "<document/>");
        assert_string_equal(pdf_file_property(f, "state"), "approved");
        assert_string_equal(pdf_file_property(f, "open"), "");
        assert_string_equal(pdf_file_property(f, "edition"), "2"); /* cut off */
        assert_string_equal(pdf_file_property(f, "kind"), "");
        pdf_file_close(f);
    }
}

/* ---- two files ---- */

#define DRAWN    "BT /F1 9 Tf 10 100 Td <0041004a> Tj ET"
#define OUTLINES "/Outlines 7 0 R"
#define RING     "<</First 8 0 R>>", "<</Next 9 0 R/Dest[3 0 R]>>"
static const struct {
    const char *of_given, *of_made; /* content */
    const char *own[3];             /* objects of the given one; ours has the ring below */
    bool same_page;
    const char *other;
} pairs[] = {
    {DRAWN, DRAWN, {RING, "<</Prev 8 0 R/N 2.50>>"}, true, NULL},
    {DRAWN, DRAWN, {"<</First 8 0 R>>", "<</Next 9 0 R/Dest[2 0 R]>>", NULL}, true, "/Outlines"},
    {DRAWN, DRAWN, {RING, "<</Prev 8 0 R/N 2.51>>"}, true, "/Outlines"},
    {DRAWN, DRAWN, {RING, "<</Prev 7 0 R/N 2.5>>"}, true, "/Outlines"},
    {DRAWN, DRAWN, {RING, "<</Prev 8 0 R/N(2.5)>>"}, true, "/Outlines"},
    {DRAWN, DRAWN, {RING, "<</Prev 8 0 R/N 2.5/A 1>>"}, true, "/Outlines"},
    /* tokens count */
    {"BT\r/F1 9 Tf%x\n10\t100 Td(\\000A\\0J)Tj\nET ", DRAWN, {NULL}, true, "/Outlines"},
    {"BT /F1 9 Tf 10 100 Td <0041 004A> Tj ET", DRAWN, {NULL}, true, "/Outlines"},
    {"BT /F1 9 Tf 10 100 Td <0041004> Tj ET", DRAWN, {NULL}, false, "/Outlines"},
    {"BT /F1 9 Tf 10 100 Td <0041004b> Tj ET", DRAWN, {NULL}, false, "/Outlines"},
    {"BT /F1 9 Tf 1 0 100 Td <0041004a> Tj ET", DRAWN, {NULL}, false, "/Outlines"},
    {DRAWN " n", DRAWN, {NULL}, false, "/Outlines"},
    {"(a\\\r\nb\r\nc\\)(d))Tj", "<6162 0a63 29286429>Tj", {NULL}, true, "/Outlines"},
    {"(a\\\nb)Tj", "(a\\nb)Tj", {NULL}, false, "/Outlines"},
    {"/F 1/G", "/F1/G", {NULL}, false, "/Outlines"},
    {"<</A[1 2]>>BDC", "<< /A [1 2 ] >> BDC", {NULL}, true, "/Outlines"},
};

static void pages_are_compared_by_what_they_draw(void **state)
{
    maker *m = *state;

    m->catalog = OUTLINES;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        static const char *const ours[] = {RING, "<</Prev 8 0 R/N 2.5>>"};
        pdf_file *given, *our;
        pdf_comparison *c;
        const char *other;
        m->content = pairs[i].of_given;
        memcpy(m->own, pairs[i].own, sizeof pairs[i].own);
        assert_non_null(given = made(m));
        m->content = pairs[i].of_made;
        memcpy(m->own, ours, sizeof ours);
        assert_non_null(our = made(m));
        c = pdf_comparison_new(given, our);
        other = pdf_other_part(c);
        if (pdf_same_page(c, 0) != pairs[i].same_page || !other != !pairs[i].other)
            fail_msg("pair %zu: %d %s", i, pdf_same_page(c, 0), other ? other : "");
        assert_false(pdf_same_page(c, 1));
        pdf_file_close(given);
        pdf_file_close(our);
    }
}

/* What cannot be decoded is confirmed by nothing, be it the same bytes; what is not to be decoded
 * must be the same bytes. */
static void streams_are_compared_decoded(void **state)
{
    static const struct {
        const char *given, *ours;
        bool same;
    } streams[] = {
        {"/Filter/FlateDecode/Length 5>>stream\nx1234",
         "/Filter/FlateDecode/Length 5>>stream\nx1234", false},
        {"/Filter/ASCIIHexDecode/Length 5>>stream\n4142>", "/Length 2>>stream\nAB", true},
        {"/Filter/ASCIIHexDecode/Length 5>>stream\n4143>", "/Length 2>>stream\nAB", false},
        {"/Filter/DCTDecode/Length 2>>stream\nAB", "/Filter/DCTDecode/Length 2>>stream\nAB", true},
        {"/Filter/DCTDecode/Length 2>>stream\nAB", "/Filter/JPXDecode/Length 2>>stream\nAB", false},
        {"/Filter/DCTDecode/Length 2>>stream\nAB", "/Length 2>>stream\nAB", false},
        {"/Width 7/Length 2>>stream\nAB", "/Width 8/Length 2>>stream\nAB", false},
    };
    maker *m = *state;

    m->catalog = OUTLINES;
    for (size_t i = 0; i < COUNT(streams); i++) {
        pdf_file *given, *our;
        m->own[0] = arena_printf(m->mem, "<<%s\nendstream", streams[i].given);
        assert_non_null(given = made(m));
        m->own[0] = arena_printf(m->mem, "<<%s\nendstream", streams[i].ours);
        assert_non_null(our = made(m));
        if (!pdf_other_part(pdf_comparison_new(given, our)) != streams[i].same)
            fail_msg("%s | %s", streams[i].given, streams[i].ours);
        pdf_file_close(given);
        pdf_file_close(our);
    }
}

/* A longer chain of references than a stack could follow. */
static void a_long_chain_is_compared(void **state)
{
    enum { LINKS = 50000 };
    const maker *m = *state;
    const char **objects = ARENA_ARRAY(m->mem, const char *, LINKS + 3);
    pdf_file *files[2];

    objects[0] = "<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>";
    objects[1] = "<</Type/Pages/Kids[]/Count 0>>";
    for (int k = 0; k < 2; k++) {
        for (int i = 2; i < LINKS; i++)
            objects[i] = arena_printf(m->mem, "<</Next %d 0 R>>", i + 2);
        objects[LINKS] = k ? "(end)" : "(other)";
        assert_non_null(files[k] = made_pdf(objects, LINKS + 1, m->dg));
    }
    assert_string_equal(pdf_other_part(pdf_comparison_new(files[0], files[1])), "/Outlines");
    assert_null(pdf_other_part(pdf_comparison_new(files[0], files[0])));
    pdf_file_close(files[0]);
    pdf_file_close(files[1]);
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
        assert_true(diag_has(dg, "E01"));
        diag_free(dg);
    }
    assert_null(pdf_file_open("tests/no-such-file.pdf", m->dg));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
/* Found by the fuzzer: an object stream that another object is taken from replaces the one that is
 * being compared. */
static void an_object_may_stand_twice(void **state)
{
    maker *m = *state;
    const char *path = "tests/fuzz/corpus/fuzz_pdf/read-twice.pdf", *what;
    pdf_file *one = pdf_file_open(path, m->dg), *other = pdf_file_open(path, m->dg);

    assert_non_null(one);
    assert_true(pdf_file_only_signed(one, other, &what));
    pdf_file_close(one);
    pdf_file_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_is_read_through_the_map),
        TEST(pages_that_are_not_there),
        TEST(page_without_fonts),
        TEST(a_hostile_map_takes_no_time),
        TEST(fields_are_told_apart),
        TEST(lying_signatures),
        TEST(sources_are_found_by_their_relationship),
        TEST(pages_are_compared_by_what_they_draw),
        TEST(streams_are_compared_decoded),
        TEST(a_long_chain_is_compared),
        TEST(what_is_no_file_is_refused),
        TEST(an_object_may_stand_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
