/* pdf_border.c - boxes: backgrounds, borders, rules, turned and clipped frames. */
#include "support/pdf_build.h"

static size_t count_of(const char *text, const char *what)
{
    size_t n = 0;

    while ((text = strstr(text, what))) {
        n++;
        text += strlen(what);
    }
    return n;
}

/* A block of 100 × 50 pt at (10, 20) on a page 300 pt high: from y 280 down to 230. */
static area_box *put_block(world *t, area *page)
{
    return put_box(t, put_area(t, page, AREA_BLOCK, PT(10), PT(20), PT(100), PT(50)));
}

static void four_edges(area_box *b, mpt width, fo_keyword style, fo_color color)
{
    for (int i = 0; i < 4; i++)
        set_edge(b, i, width, style, color);
}

static void an_even_frame_is_one_path_of_four_lines(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    (void)state;
    four_edges(put_block(&t, page), 500, EN_SOLID, BLACK);
    assert_string_equal(operators(&t, page),
                        ".5 w\n10 279.75 m\n110 279.75 l\n109.75 280 m\n109.75 230 l\n"
                        "10 230.25 m\n110 230.25 l\n10.25 280 m\n10.25 230 l\nS\n");
    world_end(&t);
}

static void single_edges_are_stroked_along_their_middle(void **state)
{
    static const char *const lines[4] = {"10 279 m\n110 279 l\n", "10 231 m\n110 231 l\n",
                                         "11 280 m\n11 230 l\n", "109 280 m\n109 230 l\n"};
    (void)state;
    for (int side = 0; side < 4; side++) {
        world t = world_begin();
        area *page = new_page(&t);
        set_edge(put_block(&t, page), side, PT(2), EN_SOLID, RED);
        assert_string_equal(operators(&t, page),
                            arena_printf(t.mem, "1 0 0 RG\n2 w\n%sS\n", lines[side]));
        world_end(&t);
    }
}

static void differing_edges_meet_on_the_diagonal(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    area_box *b = put_block(&t, page);
    (void)state;
    set_edge(b, SIDE_BEFORE, PT(4), EN_SOLID, RED);
    set_edge(b, SIDE_END, PT(2), EN_SOLID, BLUE);
    assert_string_equal(operators(&t, page),
                        "1 0 0 rg\n10 280 m\n110 280 l\n108 276 l\n10 276 l\nf\n"
                        "0 0 1 rg\n110 280 m\n110 230 l\n108 230 l\n108 276 l\nf\n");
    world_end(&t);
}

static void every_style_paints(void **state)
{
    static const struct {
        fo_keyword style;
        size_t fills, strokes;
    } cases[] = {
        {EN_NONE, 0, 0},   {EN_HIDDEN, 0, 0}, {EN_SOLID, 0, 4},  {EN_DASHED, 0, 4},
        {EN_DOTTED, 0, 4}, {EN_DOUBLE, 8, 0}, {EN_GROOVE, 8, 0}, {EN_RIDGE, 8, 0},
        {EN_INSET, 4, 0},  {EN_OUTSET, 4, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        area *page = new_page(&t);
        char *ops;
        four_edges(put_block(&t, page), PT(6), cases[i].style, RED);
        ops = operators(&t, page);
        if (cases[i].fills)
            assert_int_equal(count_of(ops, " m\n"), cases[i].fills);
        else
            assert_int_equal(count_of(ops, "re\n") + count_of(ops, " l\n"), cases[i].strokes);
        world_end(&t);
    }
}

/* Dashes end whole: n dashes and n - 1 gaps fill the length. */
static void dashes_fill_the_edge(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    double on, off, n;
    (void)state;
    set_edge(put_block(&t, page), SIDE_BEFORE, PT(2), EN_DASHED, RED);
    assert_int_equal(sscanf(strstr(operators(&t, page), "["), "[%lf %lf]", &on, &off), 2);
    n = (100 - on) / (on + off);
    assert_true(on == 6 && n - (int)(n + .01) < .01);
    world_end(&t);
}

static void backgrounds_end_at_the_padding(void **state)
{
    static const struct {
        fo_keyword style;
        const char *rect;
    } cases[] = {
        {EN_NONE, "10 230 100 50 re"},
        {EN_SOLID, "12 232 96 46 re"}, /* under the border to its middle: no seam */
        {EN_DASHED, "14 234 92 42 re"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        area *page = new_page(&t);
        area_box *b = put_block(&t, page);
        b->background = BLUE;
        four_edges(b, cases[i].style == EN_NONE ? 0 : PT(4), cases[i].style, RED);
        assert_non_null(strstr(operators(&t, page), cases[i].rect));
        world_end(&t);
    }
}

static void hidden_areas_paint_nothing(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    (void)state;
    four_edges(put_block(&t, page), 500, EN_SOLID, BLACK);
    page->child->hidden = true;
    put_text(&t, page, 0, 0, "абв")->hidden = true;
    assert_string_equal(operators(&t, page), "");
    world_end(&t);
}

/* ---- collapsed borders ---- */

/* `rows` × `columns` cells of 40 × 15 pt whose edges lie half outside. */
static void put_grid(world *t, area *page, int rows, int columns, mpt width)
{
    for (int i = 0; i < rows * columns; i++) {
        area *cell = put_area(t, page, AREA_BLOCK, PT(10) + i % columns * PT(40),
                              PT(20) + i / columns * PT(15), PT(40), PT(15));
        area_box *b = put_box(t, cell);
        b->background = BLUE;
        four_edges(b, width, EN_SOLID, BLACK);
        for (int k = 0; k < 4; k++)
            b->spill[k] = width / 2;
    }
}

static void collapsed_borders_become_whole_lines(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    char *ops, *lines;
    (void)state;
    put_grid(&t, page, 30, 4, 1000);
    ops = operators(&t, page);
    lines = strstr(ops, " m\n");
    assert_int_equal(count_of(ops, "S\n"), 1);
    assert_int_equal(count_of(ops, " l\n"), 31 + 5);
    assert_null(strstr(lines, "re\n"));                       /* after all backgrounds */
    assert_non_null(strstr(ops, "9.5 280 m\n170.5 280 l\n")); /* closed corners */
    world_end(&t);
}

static void gaps_in_collapsed_borders_stay(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    area_box *b;
    (void)state;
    put_grid(&t, page, 1, 3, 1000);
    b = (area_box *)page->child->next->box;
    set_edge(b, SIDE_BEFORE, 0, EN_NONE, BLACK);
    assert_int_equal(count_of(operators(&t, page), "280 l\n"), 2);
    world_end(&t);
}

static void wider_borders_are_painted_over_narrower(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    const char *wide, *thin;
    (void)state;
    put_grid(&t, page, 1, 1, 3000);
    put_grid(&t, page, 2, 2, 500);
    wide = strstr(operators(&t, page), "3 w\n");
    thin = strstr(operators(&t, page), ".5 w\n");
    assert_true(thin && wide);
    assert_null(strstr(wide, ".5 w\n"));
    world_end(&t);
}

/* A cell of 40 × 15 pt in the grid of put_grid, with one edge. */
static void put_edge(world *t, area *page, mpt y, fo_side side, mpt width, fo_color color)
{
    area_box *b = put_box(t, put_area(t, page, AREA_BLOCK, PT(10), y, PT(40), PT(15)));
    set_edge(b, side, width, EN_SOLID, color);
    b->spill[side] = width / 2;
}

static void corners_of_two_collapsed_looks_are_mitred(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    const char *ops;
    (void)state;
    put_edge(&t, page, PT(20), SIDE_BEFORE, PT(4), RED);
    put_edge(&t, page, PT(20), SIDE_END, PT(2), BLUE);
    ops = operators(&t, page);
    assert_non_null(strstr(ops, "2 w\n50 280 m\n50 265 l\n"));
    assert_non_null(strstr(ops, "4 w\n10 280 m\n50 280 l\n"));
    /* the corner from (51, 282) to (49, 278), half of it red, half blue */
    assert_non_null(strstr(ops, "1 0 0 rg\n51 282 m\n49 278 l\n49 282 l\nf\n"));
    assert_non_null(strstr(ops, "0 0 1 rg\n51 282 m\n49 278 l\n51 278 l\nf\n"));
    world_end(&t);
}

static void a_border_that_nobody_wins_is_halved(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    (void)state;
    put_edge(&t, page, PT(20), SIDE_AFTER, PT(4), RED);
    put_edge(&t, page, PT(35), SIDE_BEFORE, PT(4), BLUE);
    assert_string_equal(operators(&t, page),
                        "0 0 1 rg\n10 263 m\n50 263 l\n50 265 l\n10 265 l\nf\n"
                        "1 0 0 rg\n10 267 m\n50 267 l\n50 265 l\n10 265 l\nf\n");
    world_end(&t);
}

static void double_borders_of_a_grid_frame_each_cell(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    const char *ops;
    (void)state;
    put_grid(&t, page, 2, 2, PT(6));
    for (const area *cell = page->child; cell; cell = cell->next)
        four_edges((area_box *)cell->box, PT(6), EN_DOUBLE, RED);
    ops = operators(&t, page);
    /* around the first cell, inside; and around the whole, at its corner */
    assert_non_null(strstr(ops, "13 277 m\n47 277 l\n49 279 l\n11 279 l\n"));
    assert_non_null(strstr(ops, "7 283 m\n50 283 l\n50 281 l\n9 281 l\n"));
    world_end(&t);
}

/* ---- frames ---- */

static void turned_frames_start_in_their_corner(void **state)
{
    static const struct {
        int16_t rotation;
        const char *matrix;
    } cases[] = {
        {90, "q\n0 1 -1 0 10 230 cm\nBT\n"},
        {180, "q\n-1 0 0 -1 110 230 cm\nBT\n"},
        {270, "q\n0 -1 1 0 110 280 cm\nBT\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        area *page = new_page(&t), *a;
        char *ops;
        put_block(&t, page);
        a = page->child;
        a->rotation = cases[i].rotation;
        put_text(&t, a, PT(3), PT(4), "н");
        ops = operators(&t, page);
        if (strncmp(ops, cases[i].matrix, strlen(cases[i].matrix)) != 0)
            fail_msg("%d: %s", cases[i].rotation, ops);
        assert_non_null(strstr(ops, "3 -16 Td\n"));
        assert_non_null(strstr(ops, "ET\nQ\n"));
        world_end(&t);
    }
}

static void clipping_is_to_the_padding_rectangle(void **state)
{
    world t = world_begin();
    area *page = new_page(&t);
    char *ops;
    (void)state;
    four_edges(put_block(&t, page), PT(5), EN_SOLID, RED);
    page->child->clip = true;
    put_text(&t, page->child, 0, 0, "н");
    put_text(&t, page, 0, 0, "н");
    ops = operators(&t, page);
    assert_non_null(strstr(ops, "q\n15 235 90 40 re\nW n\nBT\n"));
    assert_int_equal(count_of(ops, "q\n"), 1);
    assert_non_null(strstr(ops, "ET\nQ\nBT\n"));
    world_end(&t);
}

static void deep_nesting_needs_no_stack(void **state)
{
    world t = world_begin();
    area *page = new_page(&t), *a = page;
    (void)state;
    for (int i = 0; i < 300000; i++)
        a = put_area(&t, a, AREA_BLOCK, i % 2, 0, 0, 0);
    put_text(&t, a, 0, 0, "н");
    assert_non_null(strstr(operators(&t, page), "150 288 Td"));
    world_end(&t);
}

static void rules_lie_in_the_middle_of_their_box(void **state)
{
    static const area_rule solid = {EN_SOLID, 500, {0, 0, 0, 255}};
    static const area_rule dotted = {EN_DOTTED, 1000, {0, 0, 0, 255}};
    world t = world_begin();
    area *page = new_page(&t);
    (void)state;
    put_area(&t, page, AREA_RULE, PT(10), PT(20), PT(100), PT(3))->u.rule = &solid;
    put_area(&t, page, AREA_RULE, PT(10), PT(30), PT(100), PT(1))->u.rule = &dotted;
    assert_string_equal(operators(&t, page),
                        ".5 w\n10 278.5 m\n110 278.5 l\nS\n"
                        "1 w\n1 J\n[0 1.98]0 d\n10.5 269.5 m\n109.5 269.5 l\nS\n");
    world_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_even_frame_is_one_path_of_four_lines),
        cmocka_unit_test(single_edges_are_stroked_along_their_middle),
        cmocka_unit_test(differing_edges_meet_on_the_diagonal),
        cmocka_unit_test(every_style_paints),
        cmocka_unit_test(dashes_fill_the_edge),
        cmocka_unit_test(backgrounds_end_at_the_padding),
        cmocka_unit_test(hidden_areas_paint_nothing),
        cmocka_unit_test(collapsed_borders_become_whole_lines),
        cmocka_unit_test(gaps_in_collapsed_borders_stay),
        cmocka_unit_test(wider_borders_are_painted_over_narrower),
        cmocka_unit_test(corners_of_two_collapsed_looks_are_mitred),
        cmocka_unit_test(a_border_that_nobody_wins_is_halved),
        cmocka_unit_test(double_borders_of_a_grid_frame_each_cell),
        cmocka_unit_test(turned_frames_start_in_their_corner),
        cmocka_unit_test(clipping_is_to_the_padding_rectangle),
        cmocka_unit_test(deep_nesting_needs_no_stack),
        cmocka_unit_test(rules_lie_in_the_middle_of_their_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
