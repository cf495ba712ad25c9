/* fo_stream.c - formatting objects read one page-sequence at a time. */
#include "fo_testing.h"

#include <unistd.h>

#include "xml/xml.h"

#define SEQUENCE(id, content)                                                                      \
    "<fo:page-sequence master-reference='p' id='" id                                               \
    "'><fo:flow flow-name='xsl-region-body'>" content "</fo:flow></fo:page-sequence>"
#define ROOT(content) "<fo:root " NAMESPACES ">" content "</fo:root>"

typedef struct {
    char *path; /* messages point to it */
    arena *a;
    diag *dg;
    xml_reader *in;
    fo_tree *tree;
} reading;

static reading open_text(const char *xml)
{
    static const fo_source source = {.file = "t.fo"};
    reading f = {strdup("/tmp/svod-fo-XXXXXX"), arena_new(), diag_new(), NULL, NULL};
    FILE *out = fdopen(mkstemp(f.path), "w");

    assert_non_null(out);
    fputs(xml, out);
    fclose(out);
    assert_non_null(f.in = xml_reader_open(f.path, NULL, f.dg));
    f.tree = fo_open(f.a, f.in, &source, f.dg);
    return f;
}

static void close_text(reading *f)
{
    fo_close(f->tree);
    xml_reader_close(f->in);
    unlink(f->path);
    free(f->path);
    diag_free(f->dg);
    arena_free(f->a);
}

static char *dump(const fo_tree *t)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    fo_dump(t, out);
    fclose(out);
    return text;
}

static const fo_node *next_of(const fo_node *n, fo_type type)
{
    while (n && fo_type_of(n) != type)
        n = fo_next(n);
    return n;
}

static const fo_node *first_sequence(const fo_tree *t)
{
    return next_of(fo_child(fo_root(t)), FO_PAGE_SEQUENCE);
}

static void is_read_as_far_as_asked(void **state)
{
    reading f = open_text(ROOT(MASTERS SEQUENCE("a", "<fo:block>A</fo:block>")
                                   SEQUENCE("b", "<fo:block>B</fo:block>") SEQUENCE("c", "")));
    const fo_node *a, *b;

    (void)state;
    assert_non_null(f.tree);
    assert_non_null(a = first_sequence(f.tree));
    assert_string_equal(fo_string(a, PR_ID), "a");
    assert_null(fo_child(a));
    assert_null(fo_next(a));
    assert_true(fo_read(f.tree, a));
    assert_non_null(fo_child(a));
    assert_non_null(b = fo_next(a));
    assert_string_equal(fo_string(b, PR_ID), "b");
    assert_null(fo_child(b));
    fo_release(f.tree, a);
    assert_null(fo_child(a));
    assert_true(fo_read(f.tree, b));
    assert_string_equal(fo_string(fo_next(b), PR_ID), "c");
    assert_true(fo_read(f.tree, fo_next(b)));
    assert_null(fo_next(fo_next(b)));
    close_text(&f);
}

/* The whole of it is what is built of a tree. */
static void all_of_it_is_the_tree(void **state)
{
    static const char xml[] = ROOT(
        "<fo:layout-master-set><fo:simple-page-master master-name='p'><fo:region-body/>"
        "</fo:simple-page-master></fo:layout-master-set>"
        "<fo:declarations><x xmlns='urn:x'/></fo:declarations>"
        "<fo:page-sequence-wrapper>" SEQUENCE(
            "a",
            "<fo:block id='i'>A<!-- --> and<fo:inline color='red'> b</fo:inline></fo:block>"
            "<fo:block><fo:instream-foreign-object><s xmlns='urn:s'><t/></s>"
            "</fo:instream-foreign-object></fo:block>") "</fo:page-sequence-wrapper>"
                                                        "<fo:page-sequence-wrapper "
                                                        "id='w'>" SEQUENCE(
                                                            "b", "<fo:table><fo:table-body><fo:"
                                                                 "table-row><fo:table-cell>"
                                                                 "<fo:block/></fo:table-cell></"
                                                                 "fo:table-row></fo:table-body></"
                                                                 "fo:table>"
                                                                 "<fo:unknown>left "
                                                                 "<fo:block>out</fo:block></"
                                                                 "fo:unknown>") "</"
                                                                                "fo:page-sequence-"
                                                                                "wrapper>");
    reading f = open_text(xml);
    fixture whole = build_text(xml);
    char *read, *built;

    (void)state;
    assert_non_null(f.tree);
    for (const fo_node *w = fo_child(fo_root(f.tree)); w; w = fo_next(w))
        if (fo_type_of(w) == FO_PAGE_SEQUENCE_WRAPPER)
            for (const fo_node *n = fo_child(w); n; n = fo_next(n))
                assert_true(fo_read(f.tree, n));
    read = dump(f.tree);
    built = dump(whole.tree);
    assert_string_equal(read, built);
    assert_int_equal(diag_count(f.dg), diag_count(whole.dg));
    free(read);
    free(built);
    drop(&whole);
    close_text(&f);
}

static void markers_outlive_their_sequence(void **state)
{
    reading f = open_text(ROOT(MASTERS SEQUENCE(
        "a", "<fo:block id='m'><fo:marker marker-class-name='x'>X</fo:marker>A</fo:block>")));
    const fo_node *a = first_sequence(f.tree);

    (void)state;
    assert_true(fo_read(f.tree, a));
    fo_release(f.tree, a);
    assert_non_null(find_id(a, "m"));
    close_text(&f);
}

/* Masters behind the pages that use them: everything is read first. */
static void late_masters_are_waited_for(void **state)
{
    reading f = open_text(ROOT(SEQUENCE("a", "<fo:block/>") MASTERS));

    (void)state;
    assert_non_null(f.tree);
    assert_non_null(fo_child(first_sequence(f.tree)));
    close_text(&f);
}

static void nothing_to_lay_out_is_told(void **state)
{
    static const char *const cases[] = {ROOT(""), ROOT(MASTERS), ROOT(SEQUENCE("a", "")),
                                        "<root/>"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        reading f = open_text(cases[i]);
        assert_null(f.tree);
        assert_true(diag_count_at_least(f.dg, SEV_ERROR) >= 1);
        close_text(&f);
    }
}

/* Longer than what libxml2 reads ahead. */
#define LINE "0123456789012345678901234567890123456789012345678901234567890123\n"
#define LONG LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE

/* libxml2 refuses the second sequence after the first was laid out. */
static void refusal_in_the_middle_ends_it(void **state)
{
    reading f = open_text(
        ROOT(MASTERS SEQUENCE("a", "") SEQUENCE("b", "<fo:block>" LONG "</fo:block><q:x/>")));
    const fo_node *a = first_sequence(f.tree);

    (void)state;
    assert_true(fo_read(f.tree, a));
    assert_false(fo_read(f.tree, fo_next(a)));
    assert_int_equal(diag_count_at_least(f.dg, SEV_ERROR), 1);
    close_text(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read_as_far_as_asked),
        cmocka_unit_test(all_of_it_is_the_tree),
        cmocka_unit_test(markers_outlive_their_sequence),
        cmocka_unit_test(late_masters_are_waited_for),
        cmocka_unit_test(nothing_to_lay_out_is_told),
        cmocka_unit_test(refusal_in_the_middle_ends_it),
    };

    xml_init(".");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
