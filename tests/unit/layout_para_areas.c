/* layout_para_areas.c - what stands in a line and where: baselines, heights, inlines, decorations,
 * leaders, graphics, numbers, anchors. The fake face has ascender 0.8, descender 0.2, x-height
 * 0.5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "support/para_bench.h"

#define AT_EDGE(edge, inner)                                                                       \
    "aa <fo:inline font-size='5pt' dominant-baseline='reset-size' alignment-baseline='" edge       \
    "'>bb<fo:inline font-size='200%' alignment-baseline='" inner "'>cc</fo:inline></fo:inline>"
#define INLINE(attributes) "aa <fo:inline " attributes ">bb</fo:inline>"

/* y: baseline of the inline below the line's baseline; height and baseline of the line. */
static const struct {
    const char *block, *content;
    mpt y, height, baseline;
} levels[] = {
    {"", INLINE(""), 0, PT(12), PT(9)},
    {"line-height='20pt'", INLINE(""), 0, PT(20), PT(13)},
    {"line-height='1.5'", INLINE(""), 0, PT(15), 10500},
    {"line-height='5pt'", INLINE(""), 0, PT(5), 5500},
    /* a larger inline: the block's half-leading stands outside of it */
    {"", INLINE("font-size='20pt'"), 0, PT(22), PT(17)},
    {"line-stacking-strategy='font-height'", INLINE("font-size='20pt'"), 0, PT(12), PT(9)},
    {"line-stacking-strategy='line-height'", INLINE("font-size='20pt'"), 0, PT(24), PT(18)},
    /* shifts */
    {"", INLINE("baseline-shift='super'"), -PT(5), PT(17), PT(14)},
    {"line-height-shift-adjustment='disregard-shifts'", INLINE("baseline-shift='super'"), -PT(5),
     PT(12), PT(9)},
    {"line-height-shift-adjustment='disregard-shifts'",
     INLINE("baseline-shift='super' font-size='20pt'"), -PT(5), PT(22), PT(17)},
    {"", INLINE("baseline-shift='sub'"), 2500, 14500, PT(9)},
    {"", INLINE("baseline-shift='3pt'"), -PT(3), PT(15), PT(12)},
    {"", INLINE("baseline-shift='-50%'"), PT(6), PT(18), PT(9)},
    /* baselines: 5pt text in 10pt text */
    {"", INLINE("font-size='5pt' alignment-baseline='before-edge'"), -PT(4), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='text-before-edge'"), -PT(4), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='after-edge'"), PT(1), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='central'"), -1500, PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='middle'"), -1250, PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='hanging'"), -3200, PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='mathematical'"), -PT(2), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-baseline='ideographic'"), PT(1), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' vertical-align='top'"), -PT(4), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' vertical-align='bottom'"), PT(1), PT(12), PT(9)},
    {"", INLINE("font-size='5pt' alignment-adjust='before-edge'"), PT(4), PT(15), PT(9)},
    {"dominant-baseline='central'", INLINE("font-size='5pt'"), -1500, PT(12), PT(9)},
    /* what stands out of an inline at the line's edge makes the line higher there */
    {"", AT_EDGE("before-edge", "after-edge"), -PT(9), PT(17), PT(14)},
    {"", AT_EDGE("after-edge", "before-edge"), PT(6), PT(17), PT(9)},
    {"line-stacking-strategy='line-height'", AT_EDGE("before-edge", "after-edge"), -10500, 17500,
     14500},
};

static void inlines_stand_on_their_baselines(void **state)
{
    bench b;
    mpt x, y;
    const area *a;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(levels); i++) {
        para_line *line;
        bench_break(&b, levels[i].block, levels[i].content, PT(200));
        line = &b.lines.lines[0];
        a = bench_area(&b, 0, AREA_TEXT, 1, &x, &y);
        assert_non_null(a);
        y += a->u.text->baseline - line->baseline;
        if (y != levels[i].y || line->height != levels[i].height ||
            line->baseline != levels[i].baseline)
            fail_msg("%zu <%s> %s: y=%d height=%d baseline=%d", i, levels[i].block,
                     levels[i].content, (int)y, (int)line->height, (int)line->baseline);
    }
    bench_close(&b);
}

static void borders_follow_conditionality_at_line_breaks(void **state)
{
    static const struct {
        const char *attributes;
        mpt first_end, second_start; /* widths of the edges at the break */
        const char *lines;
    } cases[] = {
        {"", 0, 0, "aaaa|bbbb"},
        {"border-end-width.conditionality='retain'", PT(1), 0, "aaaa|bbbb"},
        {"border-start-width.conditionality='retain'", 0, PT(1), "aaaa|bbbb"},
    };
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *content = arena_printf(
            b.mem, "<fo:inline border='1pt solid black' padding='2pt' %s>aaaa bbbb</fo:inline>",
            cases[i].attributes);
        const area *first, *second;
        assert_string_equal(bench_lines(&b, "", content, PT(27)), cases[i].lines);
        first = bench_area(&b, 0, AREA_INLINE, 0, &x, &y);
        assert_int_equal(x, 0);
        assert_int_equal(y, PT(9) - PT(8) - PT(3));
        assert_int_equal(first->h, PT(10) + PT(6));
        assert_int_equal(first->box->edge[SIDE_START].width, PT(1));
        assert_int_equal(first->box->edge[SIDE_END].width, cases[i].first_end);
        assert_int_equal(first->w, PT(23) + cases[i].first_end);
        second = bench_area(&b, 1, AREA_INLINE, 0, &x, &y);
        assert_true(second->continued);
        assert_int_equal(second->box->edge[SIDE_START].width, cases[i].second_start);
        assert_int_equal(second->w, PT(23) + cases[i].second_start);
    }
    bench_close(&b);
}

static void an_inline_carries_its_link_and_id_once(void **state)
{
    bench b;
    mpt x, y;
    const area *a;
    (void)state;

    bench_open(&b);
    bench_break(&b, "", "<fo:basic-link id='i' internal-destination='t'>aaaa bbbb</fo:basic-link>",
                PT(20));
    assert_int_equal(b.lines.count, 2);
    a = bench_area(&b, 0, AREA_INLINE, 0, &x, &y);
    assert_string_equal(a->id, "i");
    assert_string_equal(a->link_internal, "t");
    a = bench_area(&b, 1, AREA_INLINE, 0, &x, &y);
    assert_null(a->id);
    assert_string_equal(a->link_internal, "t");
    bench_close(&b);
}

static void decorations_belong_to_what_declares_them(void **state)
{
    bench b;
    mpt x, y;
    const area *a;
    (void)state;

    bench_open(&b);
    bench_break(&b, "color='red' text-decoration='underline'",
                "aa<fo:inline color='blue' baseline-shift='super' text-decoration='line-through'>bb"
                "</fo:inline><fo:inline text-decoration='no-underline'>cc</fo:inline>",
                PT(200));
    a = bench_area(&b, 0, AREA_RULE, 1, &x, &y);
    assert_int_equal(x, PT(10));
    assert_int_equal(a->w, PT(10));
    assert_int_equal(a->u.rule->color.r, 255); /* the underline of the block, at its baseline */
    assert_int_equal(y + a->h / 2, b.lines.lines[0].baseline + PT(1));
    a = bench_area(&b, 0, AREA_RULE, 2, &x, &y);
    assert_int_equal(a->u.rule->color.b, 255);
    assert_int_equal(y + a->h / 2, b.lines.lines[0].baseline - PT(5) - 2500);
    assert_null(bench_area(&b, 0, AREA_RULE, 3, &x, &y));
    bench_close(&b);
}

static void hidden_leaders_are_not_shown(void **state)
{
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    bench_break(&b, "", "<fo:leader visibility='hidden' leader-pattern='rule'/>b", PT(100));
    assert_true(bench_area(&b, 0, AREA_RULE, 0, &x, &y)->hidden);
    bench_break(&b, "", "<fo:leader visibility='hidden' leader-pattern='dots'/>b", PT(100));
    assert_true(bench_area(&b, 0, AREA_TEXT, 0, &x, &y)->hidden);
    bench_close(&b);
}

static void leaders_fill_what_the_line_leaves(void **state)
{
    bench b;
    mpt x, y;
    const area *a;
    (void)state;

    bench_open(&b);
    /* 100 - 10 - 5 of 2.5pt dots; spaces would stretch too, there is none */
    bench_break(&b, "text-align-last='justify'", "aa<fo:leader leader-pattern='dots'/>b", PT(100));
    a = bench_area(&b, 0, AREA_TEXT, 1, &x, &y);
    assert_int_equal(a->u.text->glyph_count, 34);
    assert_int_equal(a->role, ROLE_ARTIFACT);
    bench_area(&b, 0, AREA_TEXT, 2, &x, &y);
    assert_int_equal(x, PT(95));
    bench_break(&b, "", "aa<fo:leader leader-length='30pt' leader-pattern='rule'/>b", PT(100));
    a = bench_area(&b, 0, AREA_RULE, 0, &x, &y);
    assert_int_equal(x, PT(10));
    assert_int_equal(a->w, PT(30));
    assert_int_equal(y + a->h, b.lines.lines[0].baseline);
    /* border and padding are part of the length */
    bench_break(&b, "", "<fo:leader leader-length='30pt' border='1pt solid red'/>b", PT(100));
    bench_area(&b, 0, AREA_TEXT, 0, &x, &y);
    assert_int_equal(x, PT(30));
    /* content in cells of 12pt, at their ends; dots on the grid of the reference area, at its
     * lines */
    bench_break(&b, "",
                "<fo:leader leader-length='30pt' leader-pattern='use-content' "
                "leader-pattern-width='12pt'>x</fo:leader>b",
                PT(100));
    bench_area(&b, 0, AREA_TEXT, 1, &x, &y);
    assert_int_equal(x, PT(19));
    bench_break(&b, "",
                "aa<fo:leader leader-length='30pt' leader-pattern='dots' "
                "leader-pattern-width='8pt' leader-alignment='reference-area'/>b",
                PT(100));
    a = bench_area(&b, 0, AREA_TEXT, 1, &x, &y);
    assert_int_equal(a->u.text->glyph_count, 3);
    assert_int_equal(x, PT(16));
    /* in cells of a part of the measure */
    bench_break(&b, "",
                "<fo:leader leader-length='30pt' leader-pattern='dots' "
                "leader-pattern-width='10%'/>b",
                PT(100));
    a = bench_area(&b, 0, AREA_TEXT, 0, &x, &y);
    assert_int_equal(a->u.text->glyph_count, 3);
    bench_close(&b);
}

/* Of space-end and space-start that meet one stays, whatever inlines they belong to (4.3.1). */
static void spaces_of_inlines_meet(void **state)
{
    static const struct {
        const char *content;
        mpt x; /* of the last letter */
    } cases[] = {
        {"<fo:inline space-end='3pt'>a</fo:inline><fo:inline space-start='6pt'>b</fo:inline>", 11},
        {"<fo:inline space-end='6pt'>a</fo:inline>"
         "<fo:inline space-start='3pt' space-start.precedence='2'>b</fo:inline>",
         8},
        {"<fo:inline space-end='6pt' space-end.precedence='force'>a</fo:inline>"
         "<fo:inline space-start='3pt' space-start.precedence='force'>b</fo:inline>",
         14},
        {"a<fo:inline space-start='7pt'><fo:inline space-start='4pt'>b</fo:inline></fo:inline>",
         12},
        {"a<fo:inline space-start='7pt' padding-start='1pt'>"
         "<fo:inline space-start='4pt'>b</fo:inline></fo:inline>",
         17},
        {"a<fo:inline space-start='10%'>b</fo:inline>", 25},
    };
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(cases); i++) {
        int last = -1;
        mpt at = 0;
        bench_break(&b, "", cases[i].content, PT(200));
        while (bench_area(&b, 0, AREA_TEXT, last + 1, &x, &y)) {
            last++;
            at = x;
        }
        if (at != PT(cases[i].x))
            fail_msg("%s: %d", cases[i].content, (int)at);
    }
    bench_close(&b);
}

static void graphics_keep_their_shape(void **state)
{
    static const struct {
        const char *attributes;
        mpt w, h, image_w, image_h, image_x, image_y;
    } cases[] = {
        /* naturally 20pt by 30pt */
        {"", 20, 30, 20, 30, 0, 0},
        {"content-width='10pt'", 10, 15, 10, 15, 0, 0},
        {"content-height='200%'", 40, 60, 40, 60, 0, 0},
        {"width='50pt' text-align='center'", 50, 30, 20, 30, 15, 0},
        {"height='50pt' display-align='after'", 20, 50, 20, 30, 0, 20},
        {"width='10pt' content-width='scale-to-fit'", 10, 15, 10, 15, 0, 0},
        {"width='40pt' content-width='scale-down-to-fit'", 40, 30, 20, 30, 0, 0},
        {"width='40pt' height='30pt' content-width='scale-to-fit' content-height='scale-to-fit'",
         40, 30, 20, 30, 0, 0},
        {"content-width='10pt' content-height='30pt' scaling='non-uniform'", 10, 30, 10, 30, 0, 0},
        {"width='50%'", 100, 30, 20, 30, 0, 0},
        /* automatic, but within bounds */
        {"max-width='10pt' content-width='scale-to-fit'", 10, 15, 10, 15, 0, 0},
        {"max-width='10pt' max-height='12pt' content-height='scale-to-fit' "
         "content-width='scale-down-to-fit'",
         8, 12, 8, 12, 0, 0},
        {"block-progression-dimension.maximum='15pt' content-height='scale-down-to-fit'", 10, 15,
         10, 15, 0, 0},
        {"min-width='40pt' content-width='scale-to-fit'", 40, 60, 40, 60, 0, 0},
        {"min-width='40pt'", 40, 30, 20, 30, 0, 0},
        {"max-width='10pt' content-width='20pt'", 10, 30, 20, 30, 0, 0},
        {"max-width='30pt' content-width='scale-to-fit'", 20, 30, 20, 30, 0, 0},
        {"height='50%' max-height='10%'", 20, 30, 20, 30, 0, 0}, /* of what is not known */
    };
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const area *a;
        bench_break(
            &b, "",
            arena_printf(b.mem, "<fo:external-graphic src='a.png' %s/>", cases[i].attributes),
            PT(200));
        a = bench_area(&b, 0, AREA_IMAGE, 0, &x, &y);
        if (!a || a->w != PT(cases[i].w) || a->h != PT(cases[i].h) ||
            a->u.image->w != PT(cases[i].image_w) || a->u.image->h != PT(cases[i].image_h) ||
            a->u.image->x != PT(cases[i].image_x) || a->u.image->y != PT(cases[i].image_y))
            fail_msg("%s: %d x %d", cases[i].attributes, a ? (int)a->w : -1, a ? (int)a->h : -1);
        assert_int_equal(y + a->h, b.lines.lines[0].baseline);
    }
    bench_break(&b, "", "<fo:external-graphic src='missing.png'/>", PT(200));
    assert_null(b.p);
    bench_close(&b);
}

static void numbers_are_those_of_the_page(void **state)
{
    bench b;
    (void)state;

    bench_open(&b);
    assert_string_equal(bench_lines(&b, "text-align='end'", "p <fo:page-number/>.", PT(100)),
                        "p 7.");
    b.page.label = "1234";
    assert_int_equal(b.lines.lines[0].measure, PT(100));
    bench_close(&b);
}

static void anchors_belong_to_their_line(void **state)
{
    bench b;
    (void)state;

    bench_open(&b);
    bench_break(
        &b, "",
        "aaaa<fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block>x</fo:block>"
        "</fo:footnote-body></fo:footnote> bbbb <fo:inline><fo:marker marker-class-name='m'/>"
        "cccc</fo:inline>",
        PT(25));
    assert_int_equal(b.lines.count, 3);
    assert_int_equal(b.lines.lines[0].footnote_count, 1);
    assert_int_equal(fo_type_of(b.lines.lines[0].footnotes[0]), FO_FOOTNOTE);
    assert_int_equal(b.lines.lines[1].footnote_count + b.lines.lines[1].begun_count, 0);
    assert_int_equal(b.lines.lines[2].begun_count, 1);
    assert_int_equal(b.lines.lines[2].ended_count, 1);
    bench_close(&b);
}

/* An empty inline is an area of the line, and so is a footnote's anchor. */
static void spaces_before_an_anchor_are_not_at_the_end(void **state)
{
#define NOTE(inline_content)                                                                       \
    "<fo:footnote><fo:inline>" inline_content "</fo:inline>"                                       \
    "<fo:footnote-body><fo:block>x</fo:block></fo:footnote-body></fo:footnote> "
    static const struct {
        const char *content;
        mpt x;
    } cases[] = {
        {"aa", PT(90)},
        {"aa " NOTE(""), 87500},
        {"aa" NOTE("1 "), 82500},
        {"aa" NOTE("1"), PT(85)},
    };
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    for (size_t i = 0; i < COUNT(cases); i++) {
        bench_break(&b, "text-align='end'", cases[i].content, PT(100));
        assert_int_equal(b.lines.count, 1);
        assert_non_null(bench_area(&b, 0, AREA_TEXT, 0, &x, &y));
        if (x != cases[i].x)
            fail_msg("%s: x=%d", cases[i].content, (int)x);
    }
    bench_close(&b);
}

static void the_first_line_may_have_its_own_style(void **state)
{
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    assert_string_equal(
        bench_lines(&b, "", "<fo:initial-property-set font-size='20pt'/>aa bb cc dd", PT(30)),
        "aa|bb cc|dd");
    assert_int_equal(bench_area(&b, 0, AREA_TEXT, 0, &x, &y)->u.text->size, PT(20));
    assert_int_equal(bench_area(&b, 1, AREA_TEXT, 0, &x, &y)->u.text->size, PT(10));
    assert_int_equal(b.lines.lines[0].height, PT(24));
    assert_int_equal(b.lines.lines[1].height, PT(12));
    bench_close(&b);
}

static void a_character_without_a_glyph_is_named(void **state)
{
    bench b;
    mpt x, y;
    (void)state;

    bench_open(&b);
    bench_break(&b, "",
                "a\xE4\xB8\x80"
                "b",
                PT(100)); /* in the fallback face */
    assert_int_equal(diag_count(b.dg), 0);
    assert_ptr_not_equal(bench_area(&b, 0, AREA_TEXT, 0, &x, &y)->u.text->face,
                         bench_area(&b, 0, AREA_TEXT, 1, &x, &y)->u.text->face);
    bench_break(&b, "", "a&#xE001;", PT(100)); /* in none */
    assert_int_equal(diag_worst(b.dg), SEV_WARNING);
    assert_true(diag_has(b.dg, "L02"));
    assert_non_null(strstr(diag_words(b.dg, 0), "U+E001"));
    b.opt.strict = true;
    bench_break(&b, "", "a&#xE002;", PT(100));
    assert_int_equal(diag_worst(b.dg), SEV_ERROR);
    bench_close(&b);
}

static void blocks_inside_inlines_part_the_text(void **state)
{
    static const char content[] = "aa <fo:inline border='1pt solid red'>bb<fo:block>x</fo:block> cc"
                                  "<fo:wrapper><fo:block>y</fo:block></fo:wrapper></fo:inline> dd";
    bench b;
    const fo_node *block, *first, *second;
    para *p;
    mpt min, max;
    (void)state;

    bench_open(&b);
    block = bench_parse(&b, "", content);
    first = para_next_block(&b.l, block, NULL);
    second = para_next_block(&b.l, block, first);
    assert_non_null(second);
    assert_null(para_next_block(&b.l, block, second));
    p = para_build(&b.l, block, NULL, first, PT(100), NULL);
    para_widths(p, &min, &max);
    assert_int_equal(max, PT(10) + 2500 + PT(1) + PT(10)); /* no end border yet */
    p = para_build(&b.l, block, first, second, PT(100), NULL);
    para_widths(p, &min, &max);
    assert_int_equal(max, PT(10));
    p = para_build(&b.l, block, second, NULL, PT(100), NULL);
    para_widths(p, &min, &max);
    assert_int_equal(max, PT(10)); /* nothing of the inline follows, so no end border */
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inlines_stand_on_their_baselines),
        cmocka_unit_test(borders_follow_conditionality_at_line_breaks),
        cmocka_unit_test(an_inline_carries_its_link_and_id_once),
        cmocka_unit_test(decorations_belong_to_what_declares_them),
        cmocka_unit_test(hidden_leaders_are_not_shown),
        cmocka_unit_test(leaders_fill_what_the_line_leaves),
        cmocka_unit_test(spaces_of_inlines_meet),
        cmocka_unit_test(graphics_keep_their_shape),
        cmocka_unit_test(numbers_are_those_of_the_page),
        cmocka_unit_test(anchors_belong_to_their_line),
        cmocka_unit_test(spaces_before_an_anchor_are_not_at_the_end),
        cmocka_unit_test(the_first_line_may_have_its_own_style),
        cmocka_unit_test(a_character_without_a_glyph_is_named),
        cmocka_unit_test(blocks_inside_inlines_part_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
