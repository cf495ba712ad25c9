/* pdf_svg_grammar.c - what SVG's attributes say: numbers, transformations, paths, viewports, style
 * sheets. */
#include "support/pdf_build.h"

#include <math.h>

#include "pdf/svg/svg_int.h"
#include "xml/xml.h"

/* ---- numbers ---- */

static void numbers_end_where_they_must(void **state)
{
    static const struct {
        const char *in;
        double v;
        const char *rest; /* NULL: no number */
    } cases[] = {
        {"12", 12, ""},
        {"-.5", -.5, ""},
        {"+3.25x", 3.25, "x"},
        {"1.5.5", 1.5, ".5"},
        {"1e3", 1000, ""},
        {"1e3e4", 1000, "e4"},
        {"2em", 2, "em"},
        {"1E-2", .01, ""},
        {"5.", 5, ""},
        {"1-2", 1, "-2"},
        {"-", 0, NULL},
        {".", 0, NULL},
        {"", 0, NULL},
        {"e5", 0, NULL},
        {"NaN", 0, NULL},
        {"inf", 0, NULL},
        {"1e999", 1e9, ""},
        {"-1e999", -1e9, ""},
        {"1e-999", 0, ""},
        {"0x10", 0, "x10"},
        {"99999999999999999999999999", 1e9, ""},
        {"0.000000000000000000001", 1e-21, ""},
        {"1e99999999999999999999", 1e9, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *s = cases[i].in;
        double v = 0;
        bool ok = svg_scan_number(&s, &v);
        if (ok != (cases[i].rest != NULL) ||
            (ok && (strcmp(s, cases[i].rest) || fabs(v - cases[i].v) > 1e-9 * fabs(cases[i].v))))
            fail_msg("\"%s\": %d %.17g \"%s\"", cases[i].in, ok, v, s);
    }
}

static void lengths_have_units(void **state)
{
    static const struct {
        const char *in;
        bool ok;
        double v;
        svg_unit unit;
    } cases[] = {
        {"10", true, 10, UNIT_USER},
        {"10px", true, 10, UNIT_USER},
        {"2pc", true, 24, UNIT_USER},
        {"1in", true, 72, UNIT_USER},
        {"25.4mm", true, 72, UNIT_USER},
        {"2.54CM", true, 72, UNIT_USER},
        {"2em", true, 2, UNIT_EM},
        {"3ex", true, 3, UNIT_EX},
        {" 50% ", true, 50, UNIT_PERCENT},
        {"10 px", false, 0, 0},
        {"10furlongs", false, 0, 0},
        {"px", false, 0, 0},
        {"", false, 0, 0},
        {"1,2", false, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        svg_length l = {0, UNIT_USER};
        bool ok = svg_only_length(cases[i].in, &l);
        if (ok != cases[i].ok ||
            (ok && (fabs(l.value - cases[i].v) > 1e-9 || l.unit != cases[i].unit)))
            fail_msg("\"%s\": %d %g %d", cases[i].in, ok, l.value, l.unit);
    }
}

/* ---- transformations ---- */

static void transformations_are_composed(void **state)
{
    static const struct {
        const char *in;
        bool ok;
        svg_point at; /* where (2, 1) goes */
    } cases[] = {
        {"", true, {2, 1}},
        {"translate(10)", true, {12, 1}},
        {"translate(10,20)", true, {12, 21}},
        {"translate(10-20)", true, {12, -19}},
        {" scale( 3 ) ", true, {6, 3}},
        {"scale(3 -1)", true, {6, -1}},
        {"rotate(90)", true, {-1, 2}},
        {"rotate(90, 2, 1)", true, {2, 1}},
        {"rotate(180 0 0)", true, {-2, -1}},
        {"skewX(45)", true, {3, 1}},
        {"skewY(45)", true, {2, 3}},
        {"matrix(1 2 3 4 5 6)", true, {10, 14}},
        {"translate(10,0) scale(2)", true, {14, 2}},
        {"scale(2),translate(10,0)", true, {24, 2}},
        {"translate (1) , rotate(-90)", true, {2, -2}},
        {"translate(1,2,3)", false, {0, 0}},
        {"matrix(1 2 3 4 5)", false, {0, 0}},
        {"matrix(1 2 3 4 5 6 7)", false, {0, 0}},
        {"rotate(1,2)", false, {0, 0}},
        {"scale()", false, {0, 0}},
        {"scale(2", false, {0, 0}},
        {"scale", false, {0, 0}},
        {"spin(2)", false, {0, 0}},
        {"scale(2))", false, {0, 0}},
        {"(2)", false, {0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        svg_matrix m;
        bool ok = svg_parse_transform(cases[i].in, &m);
        svg_point at = svg_apply(&m, 2, 1);
        if (ok != cases[i].ok ||
            (ok && (fabs(at.x - cases[i].at.x) > 1e-9 || fabs(at.y - cases[i].at.y) > 1e-9)))
            fail_msg("\"%s\": %d (%g, %g)", cases[i].in, ok, at.x, at.y);
    }
}

static void flat_and_infinite_matrices_are_known(void **state)
{
    static const svg_matrix flat = {1, 1, 1, 1, 0, 0}, none = {0, 0, 0, 0, 0, 0},
                            far = {1e200, 0, 0, 1e200, 0, 0}, turned = {0, 2, -2, 0, 5, 5},
                            wide = {2, 0, 0, 1, 0, 0};
    svg_matrix beyond = svg_multiply(&far, &far);
    (void)state;
    assert_false(svg_is_usable(&flat));
    assert_false(svg_is_usable(&none));
    assert_false(svg_is_usable(&far));
    assert_false(svg_is_usable(&beyond));
    assert_true(svg_is_usable(&turned));
    assert_true(svg_is_similar(&turned));
    assert_false(svg_is_similar(&wide));
    assert_true(fabs(svg_scale_of(&turned) - 2) < 1e-12);
}

/* ---- paths ---- */

/* "m1,2 l3,4 z" with numbers to two decimals. */
static const char *written(const svg_path *p, arena *a)
{
    const char *out = "";

    for (size_t i = 0; i < p->count; i++) {
        const svg_segment *s = &p->items[i];
        int n = s->op == 'c' ? 3 : s->op == 'z' ? 0 : 1;
        out = arena_printf(a, "%s%s%c", out, i ? " " : "", s->op);
        for (int k = 0; k < n; k++)
            out = arena_printf(a, "%s%s%.4g,%.4g", out, k ? " " : "",
                               round(s->p[k].x * 1e6) / 1e6 + 0.0,
                               round(s->p[k].y * 1e6) / 1e6 + 0.0);
    }
    return out;
}

static void paths_become_segments(void **state)
{
    static const struct {
        const char *in, *out;
        bool ok;
    } cases[] = {
        {"", "", true},
        {"M1 2", "m1,2", true},
        {"M1,2L3,4", "m1,2 l3,4", true},
        {"M1 2 3 4 5 6", "m1,2 l3,4 l5,6", true},
        {"m1 2 3 4 5 6", "m1,2 l4,6 l9,12", true},
        {"M10-20.5.5", "m10,-20.5", false},
        {"M10-20.5.5.25", "m10,-20.5 l0.5,0.25", true},
        {"M1 1h2v3H0V0z", "m1,1 l3,1 l3,4 l0,4 l0,0 z", true},
        {"M0 0h1 2 3", "m0,0 l1,0 l3,0 l6,0", true},
        {"M1 1z l2 2", "m1,1 z m1,1 l3,3", true},
        {"M1 1 M2 2 L3 3", "m2,2 l3,3", true},
        {"M1 1 l1 1 m1 1 l1 1", "m1,1 l2,2 m3,3 l4,4", true},
        {"M0 0C1 2 3 4 5 6", "m0,0 c1,2 3,4 5,6", true},
        {"M1 1c1 2 3 4 5 6", "m1,1 c2,3 4,5 6,7", true},
        {"M0 0C0 1 2 3 4 4S5 6 7 8", "m0,0 c0,1 2,3 4,4 c6,5 5,6 7,8", true},
        {"M0 0 S5 6 7 8", "m0,0 c0,0 5,6 7,8", true},
        {"M0 0 L1 1 s5 6 7 8", "m0,0 l1,1 c1,1 6,7 8,9", true},
        {"M0 0Q3 0 3 3", "m0,0 c2,0 3,1 3,3", true},
        {"M0 0Q3 0 3 3T6 6", "m0,0 c2,0 3,1 3,3 c3,5 4,6 6,6", true},
        {"M0 0T3 3", "m0,0 c0,0 1,1 3,3", true},
        {"M0 0A5 5 0 0 1 0 0", "m0,0", true},
        {"M0 0A0 5 0 0 1 3 3", "m0,0 l3,3", true},
        {"M1 0A1 1 0 0 1 0 1", "m1,0 c1,0.5523 0.5523,1 0,1", true},
        {"M1 0A1-1 0 000 1", "m1,0 c0.4477,0 0,0.4477 0,1", true},
        {"M-1 0a1 1 0 1 1 2 0", "m-1,0 c-1,-0.5523 -0.5523,-1 0,-1 c0.5523,-1 1,-0.5523 1,0", true},
        {"M0 0a.1.1 0 012 0", "m0,0 c0,-0.5523 0.4477,-1 1,-1 c1.552,-1 2,-0.5523 2,0", true},
        {"L1 1", "", false},
        {"10 10", "", false},
        {"M1", "", false},
        {"M1 2 X3", "m1,2", false},
        {"M1 2 L3", "m1,2", false},
        {"M1 2 L3 4,", "m1,2 l3,4", true}, /* lenient, like everybody */
        {"M1 2 z 3 4", "m1,2 z", false},
        {"M1 2 A1 1 0 2 0 5 5", "m1,2", false},
        {"M1 2 L\xD0\xB0", "m1,2", false},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        svg_path p = {.mem = a};
        bool ok = svg_parse_path(cases[i].in, &p);
        const char *out = written(&p, a);
        if (ok != cases[i].ok || strcmp(out, cases[i].out))
            fail_msg("\"%s\": %d \"%s\"", cases[i].in, ok, out);
    }
    arena_free(a);
}

/* Every point of an arc's curves lies on the ellipse, within what four cubics can do. */
static void arcs_stay_on_their_ellipse(void **state)
{
    arena *a = arena_new();
    (void)state;
    for (int flags = 0; flags < 4; flags++) {
        svg_path p = {.mem = a};
        svg_point from = {150, 100};
        svg_path_move(&p, 150, 100);
        svg_path_arc(&p, (svg_point){50, 50}, 30, flags & 1, flags & 2, (svg_point){100, 150});
        for (size_t i = 1; i < p.count; i++) {
            const svg_point *q = p.items[i].p;
            /* of the two circles through both ends */
            double cx = flags == 0 || flags == 3 ? 150 : 100, cy = cx;
            for (double t = 0; t <= 1; t += .125) {
                double u = 1 - t;
                double x = u * u * u * from.x + 3 * u * u * t * q[0].x + 3 * u * t * t * q[1].x +
                           t * t * t * q[2].x,
                       y = u * u * u * from.y + 3 * u * u * t * q[0].y + 3 * u * t * t * q[1].y +
                           t * t * t * q[2].y,
                       r = hypot(x - cx, y - cy);
                if (fabs(r - 50) > .02)
                    fail_msg("flags %d: (%g, %g) is %g from the centre", flags, x, y, r);
            }
            from = q[2];
        }
        assert_int_equal(p.count, flags & 1 ? 4 : 2);
        assert_true(from.x == 100 && from.y == 150);
    }
    arena_free(a);
}

static void extreme_arcs_stay_finite(void **state)
{
    static const char *const cases[] = {
        "M0 0A1e9 1e-9 45 1 1 1e9 1e9",
        "M0 0A1e-9 1e-9 0 1 0 1 1",
        "M0 0A1e9 1e9 0 0 1 1e-300 1",
        "M1e9 1e9A1e9 1e-8 1e9 1 1 -1e9 -1e9",
        "M0 0a1e-300 1e-300 0 1 1 1e-300 1e-300",
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        svg_path p = {.mem = a};
        svg_point low, high;
        assert_true(svg_parse_path(cases[i], &p));
        assert_true(svg_path_box(&p, &low, &high));
        assert_true(isfinite(low.x) && isfinite(low.y) && isfinite(high.x) && isfinite(high.y));
    }
    arena_free(a);
}

/* ---- viewports ---- */

static void boxes_are_fitted(void **state)
{
    static const struct {
        const char *aspect;
        svg_matrix m; /* of a box 10 × 20 at (1, 2) in 100 × 100 */
    } cases[] = {
        {NULL, {5, 0, 0, 5, 20, -10}},
        {"xMidYMid meet", {5, 0, 0, 5, 20, -10}},
        {"xMinYMid", {5, 0, 0, 5, -5, -10}},
        {"xMaxYMax", {5, 0, 0, 5, 45, -10}},
        {"defer xMinYMin", {5, 0, 0, 5, -5, -10}},
        {"xMidYMin slice", {10, 0, 0, 10, -10, -20}},
        {"xMidYMax slice", {10, 0, 0, 10, -10, -120}},
        {"none", {10, 0, 0, 5, -10, -10}},
        {"nonsense", {5, 0, 0, 5, 20, -10}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        svg_matrix m = svg_fit(cases[i].aspect, (svg_box){1, 2, 10, 20}, 100, 100);
        if (memcmp(&m, &cases[i].m, sizeof m))
            fail_msg("%s: %g %g %g %g", cases[i].aspect, m.a, m.d, m.e, m.f);
    }
}

static void natural_sizes_come_from_what_is_given(void **state)
{
    static const struct {
        const char *attributes;
        mpt w, h; /* 0: none */
    } cases[] = {
        {"width='40' height='30'", 40000, 30000},
        {"width='1in' height='25.4mm'", 72000, 72000},
        {"width='2em' height='1ex'", 32000, 8000},
        {"viewBox='0 0 20 10'", 20000, 10000},
        {"width='100%' height='100%' viewBox='0 0 20 10'", 20000, 10000},
        {"width='40' viewBox='0 0 20 10'", 40000, 20000},
        {"height='40' viewBox='0 0 20 10'", 80000, 40000},
        {"", 100000, 100000},
        {"width='40'", 40000, 100000},
        {"width='40' height='30' viewBox='0 0 1 1'", 40000, 30000},
        {"width='x' height='30'", 100000, 30000},
        {"viewBox='0 0 -20 10'", 100000, 100000},
        {"viewBox='0 0 20'", 100000, 100000},
        {"viewBox='0 0 20 10 5'", 100000, 100000},
        {"width='0' height='30'", 0, 0},
        {"width='-5' height='30'", 0, 0},
        {"width='1e9' height='1e9'", MPT_MAX, MPT_MAX},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        diag *dg = diag_new();
        arena *a = arena_new();
        char *text =
            arena_printf(a, "<svg xmlns='http://www.w3.org/2000/svg' %s/>", cases[i].attributes);
        xml_doc *doc = xml_load_memory("t.svg", text, strlen(text), NULL, dg);
        mpt w = 0, h = 0;
        bool ok = svg_natural_size(xmlDocGetRootElement(xml_tree(doc)), &w, &h);
        if (ok != (cases[i].w > 0) || (ok && (w != cases[i].w || h != cases[i].h)))
            fail_msg("%s: %d %d %d", cases[i].attributes, ok, (int)w, (int)h);
        xml_free(doc);
        arena_free(a);
        diag_free(dg);
    }
}

/* ---- style sheets ---- */

static void note(void *self, const char *name, size_t n, const char *value, size_t len)
{
    strbuf_printf(self, "[%.*s=%.*s]", (int)n, name, (int)len, value);
}

static void declarations_are_split(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"fill:red", "[fill=red]"},
        {" fill : red ; stroke: #000 ;", "[fill=red][stroke=#000]"},
        {"fill:red !important;x:y", "[fill=red][x=y]"},
        {"font-family:'a;b', c;d:e", "[font-family='a;b', c][d=e]"},
        {"fill:url(data:x;y)", "[fill=url(data:x;y)]"},
        {"nothing;;a:b", "[a=b]"},
        {"", ""},
        {"a:'unclosed;b:c", "[a='unclosed;b:c]"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        strbuf b = STRBUF_INIT;
        svg_declarations(cases[i].in, strlen(cases[i].in), note, &b);
        assert_string_equal(strbuf_text(&b), cases[i].out);
        strbuf_free(&b);
    }
}

static void selectors_choose_by_strength(void **state)
{
    static const struct {
        const char *css, *out;
        bool whole;
    } cases[] = {
        {"rect{a:1}", "[a=1]", true},
        {"*{a:1} rect{b:2}", "[a=1][b=2]", true},
        {".big{a:1}rect{b:2}", "[b=2][a=1]", true},
        {"#r{a:1}.big{b:2}.big.red{c:3}", "[b=2][c=3][a=1]", true},
        {"rect.red{a:1} rect.blue{b:2}", "[a=1]", true},
        {"circle,rect , line{a:1}", "[a=1]", true},
        {"g rect{a:1} g g rect{b:2} .outer .inner rect{c:3} .inner .outer rect{d:4}",
         "[a=1][b=2][c=3]", true},
        {"circle rect{a:1}", "", true},
        {"/* rect{a:1} */ rect{b:2}", "[b=2]", true},
        {"<!-- rect{b:2} -->", "[b=2]", true},
        {"@media print{rect{a:1}} rect{b:2}", "[b=2]", false},
        {"@import 'x.css'; rect{b:2}", "[b=2]", false},
        {"g>rect{a:1} rect{b:2}", "[b=2]", false},
        {"rect:hover{a:1}rect[x]{c:3}rect{b:2}", "[b=2]", false},
        {"rect{a:1", "[a=1]", true},
        {"rect", "", false},
        {"{}{}}", "", false},
    };
    static const char text[] =
        "<svg xmlns='http://www.w3.org/2000/svg'><g class='outer'><g class='inner'>"
        "<rect id='r' class=' red big'/></g></g></svg>";
    diag *dg = diag_new();
    xml_doc *doc = xml_load_memory("t.svg", text, strlen(text), NULL, dg);
    xmlNode *rect = xmlDocGetRootElement(xml_tree(doc))->children->children->children;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        strbuf b = STRBUF_INIT;
        arena *a = arena_new();
        svg_sheet *s = svg_sheet_new(a);
        bool whole = svg_sheet_add(s, cases[i].css);
        svg_sheet_sort(s);
        svg_sheet_apply(s, rect, note, &b);
        if (whole != cases[i].whole || strcmp(strbuf_text(&b), cases[i].out))
            fail_msg("%s: %d %s", cases[i].css, whole, strbuf_text(&b));
        strbuf_free(&b);
        arena_free(a);
    }
    xml_free(doc);
    diag_free(dg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_end_where_they_must),
        cmocka_unit_test(lengths_have_units),
        cmocka_unit_test(transformations_are_composed),
        cmocka_unit_test(flat_and_infinite_matrices_are_known),
        cmocka_unit_test(paths_become_segments),
        cmocka_unit_test(arcs_stay_on_their_ellipse),
        cmocka_unit_test(extreme_arcs_stay_finite),
        cmocka_unit_test(boxes_are_fitted),
        cmocka_unit_test(natural_sizes_come_from_what_is_given),
        cmocka_unit_test(declarations_are_split),
        cmocka_unit_test(selectors_choose_by_strength),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
