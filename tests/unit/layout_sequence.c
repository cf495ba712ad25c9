/* layout_sequence.c - between page-sequences: shaped words are forgotten where nothing holds
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <libxml/parser.h>

#include "base/strbuf.h"
#include "layout/layout.h"
#include "support/fake_metrics.h"

/* Fake fonts whose words live until `trim`, which frees them, so that a sanitizer sees who kept
 * one. */
typedef struct {
    fake_metrics fake; /* first, as its functions expect */
    int trims;
} forgetful_metrics;

static void forget(metrics *self)
{
    forgetful_metrics *fm = (forgetful_metrics *)(void *)self;

    arena_free(fm->fake.mem);
    fm->fake.mem = arena_new();
    fm->trims++;
}

typedef struct {
    page_sink sink;
    const forgetful_metrics *fonts;
    int pages, trims_at[8]; /* how often words had been forgotten when the page came */
    strbuf text;
} collector;

static void add_text(strbuf *to, const area *a)
{
    if (a->kind == AREA_TEXT)
        strbuf_add(to, a->u.text->text, a->u.text->text_len);
    for (const area *c = a->child; c; c = c->next)
        add_text(to, c);
}

static bool collect(page_sink *self, const area_page *page)
{
    collector *c = (collector *)(void *)self;

    assert_true(c->pages < 8);
    c->trims_at[c->pages++] = c->fonts->trims;
    add_text(&c->text, page->root);
    strbuf_addc(&c->text, '|');
    return true;
}

/* Lays out page-sequences; the number of times words were forgotten. Bookmarks come after the
 * pages. */
static int run_sequences(const char *sequences, collector *c)
{
    forgetful_metrics fonts = {0};
    arena *mem = arena_new();
    diag *dg = diag_new();
    layout_options opt = {.fonts = &fonts.fake.m};
    fo_source source = {.file = "t.fo"};
    layout_result result;
    strbuf fo = {0};
    xmlDocPtr doc;

    fonts.fake.m = *fake_metrics_new(mem);
    fonts.fake.m.trim = forget;
    fonts.fake.mem = arena_new();
    strbuf_adds(&fo, "<fo:root xmlns:fo='" FO_NAMESPACE "'><fo:layout-master-set>"
                     "<fo:simple-page-master master-name='m' page-width='200pt' page-height='99pt'>"
                     "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>");
    strbuf_adds(&fo, sequences);
    strbuf_adds(&fo, "</fo:root>");
    doc = xmlReadMemory(strbuf_text(&fo), (int)fo.len, "t.fo", NULL, 0);
    *c = (collector){.sink = {collect}, .fonts = &fonts};
    assert_true(layout_run(mem, fo_build(mem, doc, &source, dg), &opt, &c->sink, &result, dg));
    assert_int_equal(diag_count(dg), 0);
    for (size_t i = 0; i < result.bookmark_count; i++)
        strbuf_printf(&c->text, "[%s]", result.bookmarks[i].title);
    xmlFreeDoc(doc);
    strbuf_free(&fo);
    diag_free(dg);
    arena_free(fonts.fake.mem);
    arena_free(mem);
    return fonts.trims;
}

#define SEQUENCE(at, in)                                                                           \
    "<fo:page-sequence master-reference='m' " at "><fo:flow flow-name='xsl-region-body'>"          \
    "<fo:block>" in "</fo:block></fo:flow></fo:page-sequence>"

/* The same of sequences that are each a block with its content. */
static int run(const char *const *contents, size_t count, collector *c)
{
    strbuf sequences = {0};
    int trims;

    for (size_t i = 0; i < count; i++)
        strbuf_printf(&sequences, SEQUENCE("", "%s"), contents[i]);
    trims = run_sequences(strbuf_text(&sequences), c);
    strbuf_free(&sequences);
    return trims;
}

static void words_are_forgotten_between_sequences(void **state)
{
    static const char *const contents[] = {"aa bb", "cc", "dd"};
    collector c;
    (void)state;

    assert_int_equal(run(contents, 3, &c), 3);
    assert_string_equal(strbuf_text(&c.text), "aa bb|cc|dd|");
    assert_int_equal(c.trims_at[1], 1);
    strbuf_free(&c.text);
}

/* A page that waits for a number sets its line again when it comes. */
static void words_are_kept_while_a_page_waits(void **state)
{
    static const char *const contents[] = {"aa", "see <fo:page-number-citation ref-id='x'/>", "cc",
                                           "<fo:inline id='x'>dd</fo:inline>", "ee"};
    collector c;
    (void)state;

    assert_int_equal(run(contents, 5, &c), 3);
    assert_string_equal(strbuf_text(&c.text), "aa|see 4|cc|dd|ee|");
    assert_int_equal(c.trims_at[1], 1);
    assert_int_equal(c.trims_at[3], 1);
    assert_int_equal(c.trims_at[4], 2);
    strbuf_free(&c.text);
}

/* The placeholder of a number may be wider than the column; what is not told is told of the number
 * itself. */
static void a_placeholder_is_no_overfull_line(void **state)
{
    static const char *const contents[] = {
        "<fo:block end-indent='190pt'><fo:page-number-citation ref-id='x'/></fo:block>",
        "<fo:inline id='x'>bb</fo:inline>"};
    collector c;
    (void)state;

    run(contents, 2, &c);
    assert_string_equal(strbuf_text(&c.text), "2|bb|");
    strbuf_free(&c.text);
}

/* force-page-count="auto" looks at the next page-sequence, whatever wrappers are around either. */
static void pages_are_forced_across_wrappers(void **state)
{
    static const char *const documents[] = {
        "<fo:page-sequence-wrapper>" SEQUENCE("", "a") "</fo:page-sequence-wrapper>" SEQUENCE(
            "initial-page-number='auto-odd'", "b"),
        SEQUENCE("", "a") "<fo:page-sequence-wrapper/><fo:page-sequence-wrapper>"
                          "<fo:page-sequence-wrapper>" SEQUENCE(
                              "initial-page-number='1'",
                              "b") "</fo:page-sequence-wrapper></fo:page-sequence-wrapper>",
    };
    (void)state;

    for (size_t i = 0; i < COUNT(documents); i++) {
        collector c;
        run_sequences(documents[i], &c);
        assert_string_equal(strbuf_text(&c.text), "a||b|");
        strbuf_free(&c.text);
    }
}

/* White space of the source is none of a title. */
static void bookmarks_are_one_line(void **state)
{
    collector c;
    (void)state;

    run_sequences(
        "<fo:bookmark-tree><fo:bookmark><fo:bookmark-title>\n  a\n\tb\n</fo:bookmark-title>"
        "</fo:bookmark></fo:bookmark-tree>" SEQUENCE("", "x"),
        &c);
    assert_string_equal(strbuf_text(&c.text), "x|[a b]");
    strbuf_free(&c.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_forgotten_between_sequences),
        cmocka_unit_test(words_are_kept_while_a_page_waits),
        cmocka_unit_test(a_placeholder_is_no_overfull_line),
        cmocka_unit_test(pages_are_forced_across_wrappers),
        cmocka_unit_test(bookmarks_are_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
