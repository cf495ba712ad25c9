/* pdf_tags.c - the structure tree: records, what is written of them, object streams, marked
 * content. */
#include "support/pdf_build.h"

#include "pdf/object_pack.h"

/* ---- records ---- */

static void kids_stay_in_order(void **state)
{
    arena *a = arena_new();
    tags *t = tags_new(a);
    strbuf out = STRBUF_INIT;
    uint32_t p, link;
    (void)state;
    tags_keep_text(t);
    p = tags_add(t, TAG_ROOT, TAG_P);
    tags_add_content(t, p, 0, 0);
    tags_note_text(t, "до ", strlen("до "));
    link = tags_add(t, p, TAG_LINK);
    tags_add_annotation(t, link, 0, 0);
    tags_add_content(t, link, 0, 1);
    tags_note_text(t, "ссылка", strlen("ссылка"));
    tags_add(t, p, TAG_NOTE);
    tags_add_content(t, p, 1, 0);
    tags_note_text(t, " после", strlen(" после"));
    tags_dump(t, &out);
    assert_string_equal(out.data, "Document\n  P \"до \"\n    Link annotation \"ссылка\"\n"
                                  "    Note\n    \" после\"\n");
    assert_int_equal(t->owner_count, 3);
    assert_int_equal(t->owners[1], link);
    assert_string_equal(t->extras[t->elements[4].extra].id, "note-000001");
    strbuf_free(&out);
    tags_free(t);
    arena_free(a);
}

static void a_table_takes_its_caption(void **state)
{
    arena *a = arena_new();
    tags *t = tags_new(a);
    strbuf out = STRBUF_INIT;
    uint32_t table;
    (void)state;
    tags_add(t, TAG_ROOT, TAG_P);
    tags_add(t, TAG_ROOT, TAG_CAPTION);
    table = tags_add_around_last(t, TAG_ROOT, TAG_TABLE);
    tags_add(t, table, TAG_TBODY);
    tags_add(t, TAG_ROOT, TAG_P);
    tags_dump(t, &out);
    assert_string_equal(out.data, "Document\n  P\n  Table\n    Caption\n    TBody\n  P\n");
    strbuf_free(&out);
    tags_free(t);
    arena_free(a);
}

static void roles_are_standard_or_mapped(void **state)
{
    arena *a = arena_new();
    tags *t = tags_new(a);
    uint16_t own;
    (void)state;
    assert_int_equal(tags_role(t, "H2", TAG_DIV), TAG_H2);
    own = tags_role(t, "Epigraph", TAG_P);
    assert_true(own >= TAG_COUNT);
    assert_int_equal(tags_role(t, "Epigraph", TAG_DIV), own);
    assert_string_equal(tags_type_name(t, own), "Epigraph");
    assert_int_equal(tags_standard(t, own), TAG_P);
    assert_int_equal(tags_holds(t, own), HOLDS_TEXT);
    tags_free(t);
    arena_free(a);
}

static void parts_fit_only_where_they_belong(void **state)
{
    static const struct {
        tag_type type, parent;
        bool fits;
    } cases[] = {
        {TAG_TR, TAG_TBODY, true},   {TAG_TR, TAG_TABLE, true},  {TAG_TR, TAG_DIV, false},
        {TAG_TD, TAG_TR, true},      {TAG_TD, TAG_TBODY, false}, {TAG_THEAD, TAG_TABLE, true},
        {TAG_THEAD, TAG_DIV, false}, {TAG_LI, TAG_L, true},      {TAG_LI, TAG_P, false},
        {TAG_LBODY, TAG_LI, true},   {TAG_LBODY, TAG_L, false},  {TAG_TOCI, TAG_TOC, true},
        {TAG_LBL, TAG_NOTE, true},   {TAG_P, TAG_TD, true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (tags_fits(cases[i].type, cases[i].parent) != cases[i].fits)
            fail_msg("case %zu", i);
}

static void parts_are_put_between(void **state)
{
    static const struct {
        tag_type type, parent, between;
    } cases[] = {
        {TAG_P, TAG_L, TAG_LI},          {TAG_P, TAG_LI, TAG_LBODY},     {TAG_P, TAG_TABLE, TAG_TR},
        {TAG_P, TAG_TR, TAG_TD},         {TAG_P, TAG_TOC, TAG_TOCI},     {TAG_P, TAG_TBODY, TAG_TR},
        {TAG_CAPTION, TAG_L, TAG_COUNT}, {TAG_TR, TAG_TABLE, TAG_COUNT}, {TAG_P, TAG_TD, TAG_COUNT},
        {TAG_L, TAG_L, TAG_COUNT},       {TAG_DOCUMENT, TAG_TR, TAG_TD},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (tags_between(cases[i].type, cases[i].parent) != cases[i].between)
            fail_msg("case %zu", i);
}

/* ---- in the file ---- */

static const pdf_info tagged_info = {
    .title = "Отчёт", .language = "ru", .producer = "Svod", .level = PDF_PLAIN};

/* The finished x.pdf with its object streams undone, as text. */
static const char *unpacked(world *t)
{
    int code;

    if (!have("qpdf"))
        return NULL;
    return say(
        t,
        arena_printf(
            t->mem,
            "qpdf --qdf --no-original-object-ids %s/x.pdf - | tr -d '\\000' | tr -s ' \\n' ' '",
            t->dir),
        &code);
}

static void assert_has(const char *text, const char *what)
{
    if (text && !strstr(text, what))
        fail_msg("the file lacks %s", what);
}

/* Without formatting objects all text is of one paragraph. */
static void content_is_marked(void **state)
{
    world t = world_begin();
    pdf_writer *w = pdf_open(&tagged_info, t.dg);
    area *page = new_page(&t), *box = put_area(&t, page, AREA_BLOCK, 0, 0, PT(50), PT(20));
    char *ops;
    (void)state;
    put_box(&t, box)->background = RED;
    put_text(&t, page, PT(20), PT(30), "а");
    put_text(&t, page, PT(20), PT(50), "б");
    assert_true(send_page(w, page, 0, "1"));
    ops = arena_strndup(t.mem, w->page.out.data, w->page.out.len);
    for (size_t i = 0; i < w->page.out.len; i++)
        ops[i] = ops[i] ? ops[i] : '0';
    assert_non_null(strstr(ops, "/Artifact BMC\n1 0 0 rg\n"));
    assert_non_null(strstr(ops, "f\nEMC\n/P<</MCID 0>>BDC\nBT\n"));
    assert_null(strstr(ops, "MCID 1"));
    assert_non_null(strstr(ops, "ET\n"));
    assert_string_equal(ops + strlen(ops) - 4, "EMC\n");
    pdf_free(w);
    world_end(&t);
}

/* What divides a word is no part of it. */
static void a_hyphen_at_a_line_end_is_not_read(void **state)
{
    world t = world_begin();
    pdf_writer *w = pdf_open(&tagged_info, t.dg);
    area *page = new_page(&t), *line = put_area(&t, page, AREA_LINE, 0, 0, PT(90), PT(12));
    strbuf out = STRBUF_INIT;
    (void)state;
    pdf_keep_tags(w);
    ((area_text *)put_text(&t, line, 0, 0, "реше\xE2\x80\x90")->u.text)->hyphen = true;
    line = put_area(&t, page, AREA_LINE, 0, PT(12), PT(90), PT(12));
    put_text(&t, line, 0, 0, "ние");
    assert_true(send_page(w, page, 0, "1"));
    pdf_dump_tags(w, &out);
    assert_string_equal(out.data, "Document\n  P \"решение\"\n");
    assert_int_equal(w->tags->owner_count, 2);
    strbuf_free(&out);
    pdf_free(w);
    world_end(&t);
}

static void the_tree_is_written(void **state)
{
    world t = world_begin();
    pdf_writer *w = pdf_open(&tagged_info, t.dg);
    size_t size;
    const char *text;
    tag_extra *x;
    uint32_t cell;
    (void)state;
    for (uint32_t i = 0; i < 2; i++) {
        area *page = new_page(&t);
        put_text(&t, page, PT(20), PT(30), "абв");
        assert_true(send_page(w, page, i, i ? "2" : "1"));
    }
    cell = tags_add(w->tags, TAG_ROOT, TAG_TH);
    w->tags->elements[cell].columns = 2;
    w->tags->elements[cell].rows = 3;
    w->tags->elements[cell].scope = SCOPE_ROW;
    x = tags_extra(w->tags, tags_add(w->tags, TAG_ROOT, TAG_FIGURE));
    x->alternative = "plan";
    x->has_box = true;
    x->box[2] = PT(10);
    tags_add(w->tags, TAG_ROOT, tags_role(w->tags, "Term", TAG_SPAN));
    tags_add(w->tags, TAG_ROOT, TAG_NOTE);
    tags_add(w->tags, TAG_ROOT, TAG_LINK); /* without an annotation: no link */
    finish(&t, w, NULL, &size);
    assert_sound(&t);
    if ((text = unpacked(&t))) {
        assert_has(text, "/MarkInfo << /Marked true");
        assert_has(text, "/S /Document");
        assert_has(text, "/ColSpan 2 /O /Table /RowSpan 3 /Scope /Row");
        assert_has(text, "/Alt (plan)");
        assert_has(text, "/RoleMap << /Term /Span");
        assert_has(text, "/ID (note-000001)");
        assert_has(text, "/Type /MCR"); /* the paragraph's second piece, on page 2 */
        assert_has(text, "/StructParents 1");
        assert_null(strstr(text, "/S /Link"));
    }
    world_end(&t);
}

static void links_are_tagged(void **state)
{
    world t = world_begin();
    pdf_writer *w = pdf_open(&tagged_info, t.dg);
    area *page = new_page(&t), *link = put_area(&t, page, AREA_INLINE, 0, 0, PT(50), PT(20));
    size_t size;
    const char *text;
    (void)state;
    link->link_external = "https://example.org/";
    put_text(&t, link, 0, 0, "абв");
    assert_true(send_page(w, page, 0, "1"));
    finish(&t, w, NULL, &size);
    assert_sound(&t);
    if ((text = unpacked(&t))) {
        assert_has(text, "/Type /OBJR");
        assert_has(text, "/StructParent 1");
        assert_has(text, "/Tabs /S");
    }
    world_end(&t);
}

/* ---- object streams ---- */

static void collect(void *self, const void *bytes, size_t n)
{
    strbuf_add(self, bytes, n);
}

static void root_is_one(void *self, strbuf *b)
{
    (void)self;
    strbuf_adds(b, "/Root 1 0 R");
}

/* More objects than one stream takes; a page tree without pages makes it a sound file. */
static void many_objects_are_packed(void **state)
{
    enum { OBJECTS = 1000 };
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    world t = world_begin();
    strbuf file = STRBUF_INIT;
    deflater *z = deflater_new();
    object_pack *p = pack_new(OBJECTS + 1, sizeof header - 1, z, collect, &file);
    output *out = output_open(in_dir(&t, "x.pdf"), t.dg);
    (void)state;
    strbuf_adds(&file, header);
    for (uint32_t i = 1; i <= OBJECTS; i++) {
        const char *value = i == 1   ? "<</Type/Catalog/Pages 2 0 R>>"
                            : i == 2 ? "<</Type/Pages/Kids[]/Count 0>>"
                                     : arena_printf(t.mem, "<</Number %u>>", i);
        if (i % 100 == 50)
            value = "<</Length 3>>stream\nabc\nendstream";
        (i % 100 == 50 ? pack_write : pack_add)(p, i, value, strlen(value));
    }
    pack_finish(p, root_is_one);
    pack_free(p);
    deflater_free(z);
    assert_true(output_write(out, file.data, file.len));
    assert_true(output_commit(out, t.dg));
    assert_sound(&t);
    if (have("qpdf")) {
        int code;
        char *said = say(&t, arena_printf(t.mem, "qpdf --show-object=777 %s/x.pdf", t.dir), &code);
        assert_string_equal(said, "<< /Number 777 >>\n");
        said = say(&t, arena_printf(t.mem, "qpdf --show-object=1000 %s/x.pdf", t.dir), &code);
        assert_string_equal(said, "<< /Number 1000 >>\n");
    }
    assert_true(file.len < 9000); /* 1,000 objects and their table */
    strbuf_free(&file);
    world_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kids_stay_in_order),
        cmocka_unit_test(a_table_takes_its_caption),
        cmocka_unit_test(roles_are_standard_or_mapped),
        cmocka_unit_test(parts_fit_only_where_they_belong),
        cmocka_unit_test(parts_are_put_between),
        cmocka_unit_test(content_is_marked),
        cmocka_unit_test(a_hyphen_at_a_line_end_is_not_read),
        cmocka_unit_test(the_tree_is_written),
        cmocka_unit_test(links_are_tagged),
        cmocka_unit_test(many_objects_are_packed),
    };
    return cmocka_run_group_tests_name("pdf tags", tests, NULL, NULL);
}
