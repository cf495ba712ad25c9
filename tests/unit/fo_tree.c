/* fo_tree.c - the tree: content models, diagnostics with their places, columns, markers,
 * information. */
#include "fo_testing.h"

/* A document and its one diagnostic: code and line. */
static const struct {
    const char *xml, *code;
    unsigned line;
} mistakes[] = {
    {"<root/>", "F01", 1},
    {"<fo:root " NAMESPACES "/>", "F02", 1},
    {"<fo:root " NAMESPACES ">" MASTERS "</fo:root>", "F02", 1},
    {FLOW("\n<fo:blok/>"), "F04", 2},
    {FLOW("\n<p>x</p>"), "F04", 2},
    {FLOW("\n<fo:inline/>"), "F05", 2},
    {FLOW("\n<fo:block>\n<fo:flow flow-name='xsl-region-body'/></fo:block>"), "F05", 3},
    {FLOW("<fo:block/>\n<fo:marker marker-class-name='m'/>"), "F06", 2},
    {FLOW("<fo:table><fo:table-body><fo:table-row><fo:table-cell/></fo:table-row></fo:table-body>"
          "\n<fo:table-header><fo:table-row><fo:table-cell/></fo:table-row></fo:table-header>"
          "</fo:table>"),
     "F06", 2},
    {FLOW("\n<fo:table/>"), "F07", 2},
    {FLOW("\n<fo:list-block><fo:list-item><fo:list-item-label/></fo:list-item></fo:list-block>"),
     "F07", 2},
    {FLOW("\n<fo:list-block> \n x</fo:list-block>"), "F07", 2},
    {FLOW("\n<fo:block-container>text</fo:block-container>"), "F08", 2},
    {FLOW("\n<x:y xmlns:x='urn:x'>text</x:y>"), "F09", 2},
    {FLOW("\n<fo:float><fo:block/></fo:float>"), "F10", 2},
    {FLOW("<fo:block>\n<fo:change-bar-begin change-bar-class='c'/></fo:block>"), "F10", 2},
    {FLOW("\n<fo:multi-switch><fo:multi-case/></fo:multi-switch>"), "F11", 2},
    {FLOW("\n<fo:block colour='red'/>"), "F20", 2},
    {FLOW("\n<fo:block space-before.max='1pt'/>"), "F20", 2},
    {FLOW("\n<fo:block color='rot'/>"), "F21", 2},
    {FLOW("\n<fo:block border='solid solid'/>"), "F21", 2},
    {FLOW("\n<fo:block pitch='low'/>"), "F22", 2},
    {FLOW("\n<fo:block font-size='merge-property-values()'/>"), "F23", 2},
    {FLOW("\n<fo:block xmlns:x='urn:x' x:y='1'/>"), "F24", 2},
    {FLOW("<fo:block>\n<fo:external-graphic/></fo:block>"), "F25", 2},
    {FLOW("\n<fo:block font-size='9'/>"), "F26", 2},
    {"<fo:root " NAMESPACES ">" MASTERS "\n<fo:page-sequence master-reference='q'>"
     "<fo:flow flow-name='xsl-region-body'/></fo:page-sequence></fo:root>",
     "F30", 2},
    {"<fo:root " NAMESPACES ">" MASTERS "<fo:page-sequence master-reference='p'>\n"
     "<fo:flow flow-name='body'/></fo:page-sequence></fo:root>",
     "F31", 2},
    {FLOW("<fo:block id='a'/>\n<fo:block id='a'/>"), "F32", 2},
};

static void mistakes_are_reported_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        fixture f = build_text(mistakes[i].xml);
        bool found = false;
        for (size_t k = 0; k < diag_count(f.dg); k++) {
            diag_item d = diag_get(f.dg, k);
            found |= strcmp(d.code, mistakes[i].code) == 0 && d.pos.line == mistakes[i].line;
        }
        if (!found || diag_count(f.dg) > 2)
            fail_msg("%s at line %u not found among %zu in %s", mistakes[i].code, mistakes[i].line,
                     diag_count(f.dg), mistakes[i].xml);
        drop(&f);
    }
}

static void what_is_allowed_is_not_reported(void **state)
{
    static const char *const documents[] = {
        FLOW("<fo:block>a<fo:block/>b<fo:inline>c<fo:block/></fo:inline></fo:block>"),
        FLOW("<fo:block><!-- c --><fo:marker marker-class-name='m'>x</fo:marker>y</fo:block>"),
        FLOW("<fo:block><fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block/>"
             "</fo:footnote-body></fo:footnote></fo:block>"),
        FLOW("<fo:table> <fo:table-column/> <fo:table-body><fo:table-cell/></fo:table-body>"
             "<fo:table-body><fo:table-row><fo:table-cell/></fo:table-row></fo:table-body>"
             "</fo:table>"),
        FLOW("<fo:block><fo:instream-foreign-object><s xmlns='urn:s'>t</s>"
             "</fo:instream-foreign-object></fo:block>"),
        FLOW("<fo:wrapper><fo:block svod:role='H1' svod:at='7'/></fo:wrapper>"),
    };
    (void)state;
    for (size_t i = 0; i < COUNT(documents); i++) {
        fixture f = build_text(documents[i]);
        if (!f.tree || diag_count(f.dg))
            fail_msg("%s: %s", documents[i], diag_words(f.dg, 0));
        drop(&f);
    }
}

static void lost_content_is_an_error_when_strict(void **state)
{
    const char *xml = FLOW("<fo:block/>x");
    fixture f = build_text(xml);
    fo_source source = {.file = "t.fo", .strict = true};
    diag *dg = diag_new();
    (void)state;
    assert_int_equal(diag_worst(f.dg), SEV_WARNING);
    assert_non_null(fo_build(f.a, f.doc, &source, dg));
    assert_int_equal(diag_worst(dg), SEV_ERROR);
    diag_free(dg);
    drop(&f);
}

static src_pos author_place(void *self, uint32_t at)
{
    return (src_pos){self, at * 10, at};
}

static void places_are_the_author_s(void **state)
{
    fixture f =
        build_text(FLOW("<fo:block svod:at='4' id='x' color='rot' svod:alt='A'>t</fo:block>"));
    fo_source source = {.file = "t.fo", .where = author_place, .self = "a.xml"};
    fo_tree *t = fo_build(f.a, f.doc, &source, f.dg);
    const fo_node *x = find_id(fo_root(t), "x");
    (void)state;
    assert_int_equal(fo_pos(x).line, 40);
    assert_string_equal(fo_pos(x).file, "a.xml");
    assert_int_equal(fo_at(fo_child(x)), 4); /* text: as its parent */
    assert_string_equal(fo_svod(x, "alt"), "A");
    assert_null(fo_svod(x, "role"));
    assert_int_equal(diag_get(f.dg, diag_count(f.dg) - 1).pos.column, 4);
    drop(&f);
}

/* Cells by id and the column they stand in. */
static void cells_have_columns(void **state)
{
    static const struct {
        const char *id;
        int column;
    } cells[] = {{"a", 1}, {"b", 2}, {"c", 4}, {"d", 1}, {"e", 4}, {"f", 2}, {"g", 3}, {"h", 5},
                 {"i", 1}, {"j", 1}, {"k", 2}, {"l", 1}, {"o", 1}, {"p", 2}, {"q", 2}};
    fixture f = build_text(
        FLOW("<fo:table><fo:table-column/><fo:table-column number-columns-repeated='2'/>"
             "<fo:table-column id='n'/><fo:table-body>"
             "<fo:table-row><fo:table-cell id='a'/><fo:table-cell id='b' number-rows-spanned='2' "
             "number-columns-spanned='2'/><fo:table-cell id='c'/></fo:table-row>"
             "<fo:table-row><fo:table-cell id='d'/><fo:table-cell id='e'/></fo:table-row>"
             "<fo:table-row><fo:table-cell column-number='2' id='f'/><fo:table-cell id='g'/>"
             "<fo:table-cell column-number='5' id='h'/></fo:table-row>"
             "<fo:table-row><fo:table-cell number-rows-spanned='9' id='i'/></fo:table-row>"
             "</fo:table-body><fo:table-body><fo:table-cell id='j'/><fo:table-cell id='k' "
             "ends-row='true'/><fo:table-cell id='l'/></fo:table-body><fo:table-body>"
             "<fo:table-cell id='o' number-rows-spanned='3' ends-row='true'/><fo:table-cell id='p' "
             "starts-row='true'/><fo:table-cell starts-row='true' id='q'/></fo:table-body>"
             "</fo:table>"));
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        int column = fo_column(find_id(fo_root(f.tree), cells[i].id));
        if (column != cells[i].column)
            fail_msg("cell %s is in column %d, not %d", cells[i].id, column, cells[i].column);
    }
    assert_int_equal(fo_column(find_id(fo_root(f.tree), "n")), 4);
    drop(&f);
}

static void columns_give_values(void **state)
{
    fixture f = build_text(
        FLOW("<fo:table><fo:table-column text-align='end'/><fo:table-column text-align='center'/>"
             "<fo:table-body><fo:table-row><fo:table-cell id='a' text-align='from-table-column()'/>"
             "<fo:table-cell><fo:block id='b' text-align='from-table-column(text-align)'/>"
             "</fo:table-cell><fo:table-cell id='c' text-align='from-table-column()'/>"
             "<fo:table-cell id='d' column-number='2' text-align='from-table-column()'/>"
             "</fo:table-row></fo:table-body><fo:table-body><fo:table-cell/>"
             "<fo:table-cell id='e' starts-row='true' text-align='from-table-column()'/>"
             "</fo:table-body></fo:table>"));
    const fo_node *root = fo_root(f.tree);
    (void)state;
    assert_true(fo_is(find_id(root, "a"), PR_TEXT_ALIGN, EN_END));
    assert_true(fo_is(find_id(root, "b"), PR_TEXT_ALIGN, EN_CENTER));
    assert_true(fo_is(find_id(root, "c"), PR_TEXT_ALIGN, EN_START));
    assert_true(fo_is(find_id(root, "d"), PR_TEXT_ALIGN, EN_CENTER));
    assert_true(fo_is(find_id(root, "e"), PR_TEXT_ALIGN, EN_END));
    drop(&f);
}

static void columns_of_a_span_give_values_to_such_cells(void **state)
{
    fixture f = build_text(
        FLOW("<fo:table><fo:table-column number-columns-repeated='4' text-align='end'/>"
             "<fo:table-column column-number='1' number-columns-repeated='2' "
             "number-columns-spanned='2' text-align='center'/>"
             "<fo:table-column id='next' text-align='right'/>"
             "<fo:table-body><fo:table-row>"
             "<fo:table-cell id='a' number-columns-spanned='2' text-align='from-table-column()'/>"
             "<fo:table-cell number-columns-spanned='1 + 1'>"
             "<fo:block id='b' text-align='from-table-column()'/></fo:table-cell></fo:table-row>"
             "<fo:table-row><fo:table-cell id='c' text-align='from-table-column()'/>"
             "<fo:table-cell id='d' number-columns-spanned='2' text-align='from-table-column()'/>"
             "</fo:table-row></fo:table-body></fo:table>"));
    const fo_node *root = fo_root(f.tree);
    (void)state;
    assert_true(fo_is(find_id(root, "a"), PR_TEXT_ALIGN, EN_CENTER));
    assert_true(fo_is(find_id(root, "b"), PR_TEXT_ALIGN, EN_CENTER));
    assert_true(fo_is(find_id(root, "c"), PR_TEXT_ALIGN, EN_END));
    assert_true(fo_is(find_id(root, "d"), PR_TEXT_ALIGN, EN_END));
    assert_int_equal(fo_column(find_id(root, "next")), 4); /* 1 more than the last before it */
    drop(&f);
}

/* Found by fuzzing: the column after the last one does not exist. */
static void absurd_repetitions_are_bounded(void **state)
{
    fixture f = build_text(FLOW(
        "<fo:table><fo:table-column number-columns-repeated='2147483647' "
        "number-columns-spanned='2147483647' text-align='end'/><fo:table-body>"
        "<fo:table-cell id='a' text-align='from-table-column()' number-rows-spanned='2147483647' "
        "number-columns-spanned='2147483647'/><fo:table-cell id='b'/></fo:table-body></fo:table>"));
    (void)state;
    assert_true(fo_is(find_id(fo_root(f.tree), "a"), PR_TEXT_ALIGN, EN_END));
    assert_true(fo_column(find_id(fo_root(f.tree), "b")) > 1);
    drop(&f);
}

static void column_widths_have_shares(void **state)
{
    fixture f = build_text(
        FLOW("<fo:table><fo:table-column id='a' column-width='proportional-column-width(1.5)'/>"
             "<fo:table-column id='b' column-width='20%'/><fo:table-column id='c'/>"
             "<fo:table-body><fo:table-cell/></fo:table-body></fo:table>"));
    const fo_node *root = fo_root(f.tree);
    (void)state;
    assert_true(fo_proportion(find_id(root, "a"), PR_COLUMN_WIDTH) == 1.5);
    assert_true(fo_proportion(find_id(root, "b"), PR_COLUMN_WIDTH) == 0);
    assert_int_equal(fo_length(find_id(root, "b"), PR_COLUMN_WIDTH).percent, 20000);
    assert_true(fo_proportion(find_id(root, "c"), PR_COLUMN_WIDTH) == 1);
    drop(&f);
}

/* A marker's children take the values of the place where they are retrieved (6.13.6). */
static void markers_are_adopted(void **state)
{
    fixture f = build_text(
        FLOW("<fo:block color='red' id='from'><fo:marker marker-class-name='m' font-weight='bold'>"
             "<fo:inline font-size='2em'>t</fo:inline></fo:marker></fo:block>"
             "<fo:block color='blue' font-size='10pt' id='to'/>"));
    const fo_node *root = fo_root(f.tree);
    const fo_node *marker = fo_child(find_id(root, "from"));
    const fo_node *copy = fo_adopt(f.a, f.tree, marker, find_id(root, "to"));
    const fo_node *inner = fo_child(copy);
    size_t n;
    (void)state;
    assert_int_equal(fo_color_of(inner, PR_COLOR).b, 255);
    assert_int_equal(fo_fixed(inner, PR_FONT_SIZE), 20000);
    assert_int_equal(fo_integer(inner, PR_FONT_WEIGHT), 700);
    assert_int_equal(fo_fixed(fo_child(marker), PR_FONT_SIZE), 24000);
    assert_memory_equal(fo_text(fo_child(inner), &n), "t", 1);
    assert_int_equal(n, 1);
    assert_ptr_equal(fo_parent(copy), find_id(root, "to"));
    drop(&f);
}

static void cells_share_their_values(void **state)
{
    char *xml = malloc(400000), *p = xml;
    fixture f;
    size_t before;
    (void)state;
    p += sprintf(p, "<fo:root " NAMESPACES ">" MASTERS "<fo:page-sequence master-reference='p'>"
                    "<fo:flow flow-name='xsl-region-body'><fo:table><fo:table-body>");
    for (int i = 0; i < 1000; i++)
        p += sprintf(p,
                     "<fo:table-row id='r%d'><fo:table-cell padding='%dpt' border='1pt solid'>"
                     "<fo:block font-size='9pt' start-indent='2pt'>t</fo:block></fo:table-cell>"
                     "</fo:table-row>",
                     i, i % 3);
    strcpy(p, "</fo:table-body></fo:table></fo:flow></fo:page-sequence></fo:root>");
    f = build_text(xml);
    before = arena_used(f.a);
    assert_true(before < 600000); /* 4,000 nodes of 80 bytes, ids, the tables */
    drop(&f);
    free(xml);
}

static void information_is_read(void **state)
{
    fixture f = build_text(
        "<fo:root " NAMESPACES ">" MASTERS "<fo:declarations><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:pdf='http://ns.adobe.com/pdf/1.3/' "
        "pdf:Keywords='a, b'><dc:title> A title </dc:title>"
        "<dc:description><rdf:Alt><rdf:li xml:lang='en'>En</rdf:li> <rdf:li xml:lang='x-default'>"
        "Fo<![CDATA[r]]> all</rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>One"
        "</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>"
        "</x:xmpmeta></fo:declarations><fo:page-sequence master-reference='p'>"
        "<fo:flow flow-name='xsl-region-body'/></fo:page-sequence></fo:root>");
    (void)state;
    assert_int_equal(diag_count(f.dg), 0);
    assert_string_equal(fo_info(f.tree, FO_INFO_TITLE), "A title");
    assert_string_equal(fo_info(f.tree, FO_INFO_AUTHOR), "One, Two");
    assert_string_equal(fo_info(f.tree, FO_INFO_KEYWORDS), "a, b");
    assert_string_equal(fo_info(f.tree, FO_INFO_SUBJECT), "For all");
    assert_null(fo_info(f.tree, FO_INFO_CREATOR));
    drop(&f);
}

static void static_cases_are_shown(void **state)
{
    fixture f = build_text(FLOW("<fo:multi-switch><fo:multi-case starting-state='hide'><fo:block "
                                "id='a'/></fo:multi-case><fo:multi-case><fo:block id='b'/>"
                                "</fo:multi-case><fo:multi-case><fo:block id='c'/></fo:multi-case>"
                                "</fo:multi-switch>"));
    (void)state;
    assert_null(find_id(fo_root(f.tree), "a"));
    assert_non_null(find_id(fo_root(f.tree), "b"));
    assert_null(find_id(fo_root(f.tree), "c"));
    drop(&f);
}

static void depth_is_bounded(void **state)
{
    enum { DEPTH = 600 };
    char *xml = malloc(DEPTH * 24 + 1000), *p = xml;
    const char *close = "</fo:flow></fo:page-sequence></fo:root>";
    fo_source source = {.file = "t.fo"};
    arena *a = arena_new();
    diag *dg = diag_new();
    xmlDocPtr doc;
    (void)state;
    p += sprintf(p, "%.*s", (int)(strlen(FLOW("")) - strlen(close)), FLOW(""));
    for (int i = 0; i < DEPTH; i++)
        p += sprintf(p, "<fo:block>");
    for (int i = 0; i < DEPTH; i++)
        p += sprintf(p, "</fo:block>");
    strcpy(p, close);
    doc = xmlReadMemory(xml, (int)strlen(xml), "t.fo", NULL, XML_PARSE_HUGE);
    assert_non_null(doc);
    assert_null(fo_build(a, doc, &source, dg));
    assert_true(diag_has(dg, "F03"));
    xmlFreeDoc(doc);
    diag_free(dg);
    arena_free(a);
    free(xml);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    assert_string_equal(fo_type_name(FO_TABLE_AND_CAPTION), "fo:table-and-caption");
    assert_string_equal(fo_prop_name(PR_XML_LANG), "xml:lang");
    assert_string_equal(fo_keyword_name(EN_NO_REPEAT), "no-repeat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_reported_at_their_place),
        cmocka_unit_test(what_is_allowed_is_not_reported),
        cmocka_unit_test(lost_content_is_an_error_when_strict),
        cmocka_unit_test(places_are_the_author_s),
        cmocka_unit_test(cells_have_columns),
        cmocka_unit_test(columns_give_values),
        cmocka_unit_test(columns_of_a_span_give_values_to_such_cells),
        cmocka_unit_test(absurd_repetitions_are_bounded),
        cmocka_unit_test(column_widths_have_shares),
        cmocka_unit_test(markers_are_adopted),
        cmocka_unit_test(cells_share_their_values),
        cmocka_unit_test(information_is_read),
        cmocka_unit_test(static_cases_are_shown),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
