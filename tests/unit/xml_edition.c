/* xml_edition.c - the schema of edition 1: the samples are valid, and each kind of mistake is found
 * where it is. A case is a small document with one part replaced; `@` in the part marks where the
 * finding must stand and is taken out before loading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glob.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "xml/xml.h"

#define SCHEMA "stylesheets/1/schema/document.xsd"

typedef enum { PART_ATTRIBUTES, PART_METADATA, PART_FRONT, PART_BODY, PART_END, PART_COUNT } part;

/* The valid document, part by part. */
static const char *const valid[PART_COUNT] = {
    "id=\"a\" kind=\"plan\" lang=\"ru\" edition=\"1\"",
    "<title>План</title><docDate>2024-02-29</docDate>",
    "",
    ("<plan numbering=\"continuous\"><columns><column role=\"name\" width=\"wide\">Работы</column>"
     "</columns><section><measure id=\"m1\"><name>Осмотр</name></measure></section></plan>"),
    "",
};

#define ROW(content)                                                                               \
    "<plan numbering=\"none\"><columns><column role=\"name\" "                                     \
    "width=\"wide\">Работы</column></columns>"                                               \
    "<section><measure id=\"m1\"><name>Осмотр</name>" content "</measure></section></plan>"
#define TEXT(content) "<narrative><p>Слово</p>" content "</narrative>"
#define ORG           "<organisation id=\"o1\"><fullName>Отдел</fullName></organisation>"

/* `text` without '@'; the place of '@' is returned, counted in characters from 1. */
static unsigned append_marked(strbuf *out, const char *text)
{
    const char *mark = strchr(text, '@');
    unsigned column = 0;

    strbuf_add(out, text, mark ? (size_t)(mark - text) : strlen(text));
    if (!mark)
        return 0;
    for (const char *s = strbuf_text(out); *s; s++)
        column += ((unsigned char)*s & 0xC0) != 0x80;
    strbuf_add(out, mark + 1, strlen(mark + 1));
    return column + 1;
}

/* One line, so that the column says all. */
static unsigned compose(strbuf *out, part replaced, const char *text)
{
    static const char *const before[PART_COUNT] = {
        "<document xmlns=\"urn:svod:document:1\" ",
        "><metadata>",
        "</metadata>",
        "<body>",
        "</body>",
    };
    unsigned column = 0;

    for (part p = 0; p < PART_COUNT; p++) {
        unsigned here;
        strbuf_add(out, before[p], strlen(before[p]));
        here = append_marked(out, p == replaced ? text : valid[p]);
        column = here ? here : column;
    }
    strbuf_add(out, "</document>", strlen("</document>"));
    return column;
}

typedef struct {
    part where;
    const char *text;
} schema_case;

/* Every one of these is right. */
static const schema_case right[] = {
    {PART_END, ""},
    {PART_ATTRIBUTES, "id=\"a\" kind=\"summary\" lang=\"ru\" edition=\"1\" origin=\"recreated\" "
                      "state=\"signed\" version=\"3\" profile=\"gost-2016\""},
    {PART_METADATA, "<title form=\"prepositional\">О ходе <b>работ</b><br/>летом</title>"
                    "<docDate>2024-02-29</docDate><regNumber>7-П</regNumber><place>г. Н</place>"
                    "<subject>Работы</subject><retention>permanent</retention>"
                    "<archive fond=\"12\" opis=\"1\" delo=\"4\"/>"},
    {PART_FRONT,
     "<period from=\"2024-01-01\" to=\"2024-12-31\"/>" ORG "<approval form=\"person\"/>"},
    {PART_FRONT, "<approval form=\"body\"><board>советом</board>"
                 "<act kind=\"minutes\">протокол</act></approval>"},
    {PART_FRONT,
     "<approval form=\"person\" legible=\"false\"><date><illegible/></date></approval>"},
    {PART_BODY, ROW("<result state=\"dash\"/>")},
    {PART_BODY, ROW("<deadline kind=\"empty\"/><result><p>0</p></result>")},
    {PART_BODY,
     TEXT("<list id=\"l\"><item><p>а</p><list kind=\"number\"><item><p>б</p></item></list>"
          "</item></list><p><count n=\"1\" unit=\"point\" of=\"l\">один пункт</count></p>")},
    {PART_BODY, TEXT("<heading level=\"3\">Итог</heading><p><link>сайт</link></p>")},
    {PART_END, "<signoff><person>А.Б. Вагин</person></signoff>"},
};

/* Every one of these is wrong, at the '@'. */
static const schema_case wrong[] = {
    {PART_ATTRIBUTES, "id=\"a\" @kind=\"otchet\" lang=\"ru\" edition=\"1\""},
    {PART_ATTRIBUTES, "id=\"a\" kind=\"plan\" lang=\"ru\" @edition=\"2\""},
    {PART_ATTRIBUTES, "@id=\"1a\" kind=\"plan\" lang=\"ru\" edition=\"1\""},
    {PART_ATTRIBUTES, "id=\"a\" kind=\"plan\" lang=\"ru\" edition=\"1\" @version=\"0\""},
    {PART_ATTRIBUTES, "id=\"a\" kind=\"plan\" lang=\"ru\" edition=\"1\" @vid=\"план\""},
    {PART_METADATA, "<title>План</title><@docDate>29.02.2024</docDate>"},
    {PART_METADATA, "<title>План</title><@docDate>2023-02-29</docDate>"},
    {PART_METADATA, "<title>План</title><@docDate>2024-02-29Z</docDate>"},
    {PART_METADATA, "<@docDate>2024-02-29</docDate>"},
    {PART_METADATA, "<title>План</title><docDate>2024-02-29</docDate><@retention>0</retention>"},
    {PART_METADATA, "<title @form=\"x\">План</title><docDate>2024-02-29</docDate>"},
    {PART_FRONT, "<@period from=\"2024-01-01\"/>"},
    {PART_FRONT, "<period from=\"2024-01-01\" to=\"2024-12-31\" @academicYear=\"2024/25\"/>"},
    {PART_FRONT, "<organisation id=\"o1\" @inn=\"77\"><fullName>Отдел</fullName></organisation>"},
    {PART_FRONT, ORG "<organisation @id=\"o1\"><fullName>Отдел</fullName></organisation>"},
    {PART_FRONT, "<approval form=\"person\"><date "
                 "iso=\"2024-02-29\">29.02</date><@position>И</position></approval>"},
    {PART_FRONT, "<approval form=\"person\" @acting=\"да\"/>"},
    {PART_BODY, TEXT("<@p2>Слово</p2>")},
    {PART_BODY, TEXT("<p><@pp>Слово</pp></p>")},
    {PART_BODY, TEXT("<heading @level=\"4\">Итог</heading>")},
    {PART_BODY, TEXT("<list><item><@b>Слово</b></item></list>")},
    {PART_BODY, TEXT("<@list/>")},
    {PART_BODY, TEXT("<p><link @href=\"javascript:1\">сайт</link></p>")},
    {PART_BODY, TEXT("<p><count @n=\"-3\" unit=\"km\">минус три</count></p>")},
    {PART_BODY, TEXT("<p><count n=\"3\" @unit=\"км\">3 км</count></p>")},
    {PART_BODY, TEXT("<p><@count n=\"3\">3 км</count></p>")},
    {PART_BODY, TEXT("<p><num @value=\"17,5\">17,5</num></p>")},
    {PART_BODY, TEXT("<p><date @iso=\"2024-13\">в марте</date></p>")},
    {PART_BODY, TEXT("<p><act @kind=\"приказ\">приказ</act></p>")},
    {PART_BODY, TEXT("<p><org @ref=\"o2\">Отдел</org></p>")},
    {PART_BODY, TEXT("<p><count n=\"3\" unit=\"point\" @of=\"l\">три пункта</count></p>")},
    {PART_BODY, ROW("<deadline @kind=\"soon\">скоро</deadline>")},
    {PART_BODY, ROW("<deadline kind=\"by\" @to=\"01.06.2024\">до 01.06.2024</deadline>")},
    {PART_BODY, ROW("<result>@Да</result>")},
    {PART_BODY, ROW("<result @state=\"none\"/>")},
    {PART_BODY, ROW("<cell @key=\"money\"><p>Да</p></cell>")},
    {PART_BODY, ROW("<result/><@deadline kind=\"month\">Май</deadline>")},
    {PART_BODY, "<plan numbering=\"none\"><@section><measure "
                "id=\"m\"><name>О</name></measure></section></plan>"},
    {PART_BODY, "<@plan><columns><column role=\"name\" width=\"wide\">Р</column></columns>"
                "<section><measure id=\"m\"><name>О</name></measure></section></plan>"},
    {PART_BODY,
     "<plan numbering=\"none\"><columns><column role=\"name\" @width=\"12mm\">Р</column></columns>"
     "<section><measure id=\"m\"><name>О</name></measure></section></plan>"},
    {PART_BODY,
     "<plan numbering=\"none\"><columns><column role=\"name\" width=\"wide\">Р</column></columns>"
     "<section><@measure><name>О</name></measure></section></plan>"},
    {PART_END, "<@signoff><position>Мастер</position></signoff>"},
    {PART_END, "<signoff @role=\"подписал\"><person>А.Б. Вагин</person></signoff>"},
};

static xml_schema *schema;

static int load_schema(void **state)
{
    diag *dg = diag_new();
    (void)state;
    xml_init(".");
    schema = xml_schema_load(SCHEMA, dg);
    if (!schema)
        diag_print(dg, stderr, DIAG_PLAIN);
    diag_free(dg);
    return schema ? 0 : -1;
}

static int free_schema(void **state)
{
    (void)state;
    xml_schema_free(schema);
    return 0;
}

/* Is the composed document valid? */
static bool validate(const char *text, diag *dg)
{
    xml_doc *doc = xml_load_memory("t.xml", text, strlen(text), NULL, dg);
    bool ok = doc && xml_validate(doc, schema, dg);
    xml_free(doc);
    return ok;
}

static void right_documents_are_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(right); i++) {
        diag *dg = diag_new();
        strbuf text = STRBUF_INIT;
        compose(&text, right[i].where, right[i].text);
        if (!validate(strbuf_text(&text), dg) || diag_count(dg)) {
            diag_print(dg, stderr, DIAG_PLAIN);
            fail_msg("refused: %s", right[i].text);
        }
        strbuf_free(&text);
        diag_free(dg);
    }
}

static bool found_at(const diag *dg, unsigned column)
{
    for (size_t i = 0; i < diag_count(dg); i++)
        if (diag_get(dg, i).pos.line == 1 && diag_get(dg, i).pos.column == column)
            return true;
    return false;
}

/* An element is found at its '<', an attribute at its name. */
static unsigned place_of(const char *marked, unsigned column)
{
    const char *mark = strchr(marked, '@');
    return mark > marked && mark[-1] == '<' ? column - 1 : column;
}

static void each_mistake_is_found_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        diag *dg = diag_new();
        strbuf text = STRBUF_INIT;
        unsigned column = compose(&text, wrong[i].where, wrong[i].text);
        bool ok = validate(strbuf_text(&text), dg);
        if (ok || !found_at(dg, place_of(wrong[i].text, column))) {
            diag_print(dg, stderr, DIAG_PLAIN);
            fail_msg("%s, expected at column %u: %s", ok ? "accepted" : "elsewhere",
                     place_of(wrong[i].text, column), wrong[i].text);
        }
        strbuf_free(&text);
        diag_free(dg);
    }
}

static void samples_are_valid(void **state)
{
    glob_t files;
    diag *unheard = diag_new();
    xml_schema *second = xml_schema_load("stylesheets/2/schema/document.xsd", unheard);
    (void)state;
    assert_int_equal(glob("samples/*/*.xml", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 8);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        diag *dg = diag_new();
        xml_doc *doc = xml_load(files.gl_pathv[i], NULL, dg);
        xmlChar *of =
            doc ? xmlGetNoNsProp(xmlDocGetRootElement(xml_tree(doc)), BAD_CAST "edition") : NULL;
        const bool first = of && xmlStrEqual(of, BAD_CAST "1");
        xmlFree(of);
        if (!doc || !xml_validate(doc, first ? schema : second, dg)) {
            diag_print(dg, stderr, DIAG_PLAIN);
            fail_msg("%s", files.gl_pathv[i]);
        }
        xml_free(doc);
        diag_free(dg);
    }
    xml_schema_free(second);
    diag_free(unheard);
    globfree(&files);
}

/* Each profile, and the table that chooses one by date. */
static void profiles_are_valid(void **state)
{
    static const char *const files[] = {"profiles.xml", "gost-2016.xml", "gost-2025.xml"};
    diag *dg = diag_new();
    xml_schema *profiles = xml_schema_load("stylesheets/1/profiles/profile.xsd", dg);
    arena *a = arena_new();
    (void)state;

    assert_non_null(profiles);
    for (size_t i = 0; i < COUNT(files); i++) {
        const char *path = arena_printf(a, "stylesheets/1/profiles/%s", files[i]);
        xml_doc *doc = xml_load(path, NULL, dg);
        if (!doc || !xml_validate(doc, profiles, dg))
            fail_msg("%s: %s", path, diag_count(dg) ? diag_get(dg, 0).code : "");
        xml_free(doc);
    }
    arena_free(a);
    xml_schema_free(profiles);
    diag_free(dg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_documents_are_valid),
        cmocka_unit_test(each_mistake_is_found_at_its_place),
        cmocka_unit_test(samples_are_valid),
        cmocka_unit_test(profiles_are_valid),
    };
    return cmocka_run_group_tests(tests, load_schema, free_schema);
}
