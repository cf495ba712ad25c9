/* pdf_svg.c - drawings as operators: what is drawn, with what, where; what is left out, and why. */
#include "support/pdf_build.h"

#include "pdf/svg/svg_int.h"
#include "xml/xml.h"

#define OPEN                                                                                       \
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "          \
    "width='100' height='100' "
#define SVG(inside) OPEN ">" inside "</svg>"

static src_pos where(const void *doc, const xmlNode *node)
{
    return xml_node_pos(doc, node);
}

/* A drawing at its natural size on an empty stream; the operators without the frame around them. */
typedef struct {
    xml_doc *doc;
    pdf_writer *w;
    resource_list res;
    const char *ops;
} drawn;

static drawn draw_on(world *t, pdf_writer *w, const char *text)
{
    drawn d = {.doc = xml_load_memory("t.svg", text, strlen(text), NULL, t->dg), .w = w};
    svg_picture picture = {.where = where, .self = d.doc};
    box_rect r = {0, 0, 0, 0};
    char *ops;

    assert_non_null(d.doc);
    picture.root = xmlDocGetRootElement(xml_tree(d.doc));
    assert_true(svg_is_root(picture.root));
    assert_true(svg_natural_size(picture.root, &r.w, &r.h));
    r.y = r.h;
    pdf_use_fonts(w, t->shaper);
    content_start(&w->page);
    d.res = resources_begin(w);
    svg_draw(w, &d.res, &picture, r);
    content_end_text(&w->page);
    assert_int_equal(w->page.depth, 0);
    ops = arena_memdup(t->mem, strbuf_text(&w->page.out), w->page.out.len + 1);
    for (size_t i = 0; i < w->page.out.len; i++)
        ops[i] = ops[i] ? ops[i] == '\n' ? ' ' : ops[i] : '0';
    if (!strncmp(ops, "q 0 0 100 100 re W n ", 21))
        ops += 21;
    if (strlen(ops) >= 2)
        ops[strlen(ops) - 2] = '\0';
    d.ops = ops;
    return d;
}

static void drawn_end(drawn *d)
{
    pdf_free(d->w);
    xml_free(d->doc);
}

static const char *codes(world *t)
{
    const char *out = "";

    for (size_t i = 0; i < diag_count(t->dg); i++)
        out = arena_printf(t->mem, "%s%s%s", out, i ? " " : "", diag_get(t->dg, i).code);
    return out;
}

typedef struct {
    const char *svg, *ops, *codes; /* ops: NULL: not compared */
} drawing_case;

static void check(const drawing_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        world t = world_begin();
        drawn d = draw_on(&t, pdf_open(&plain_info, t.dg), cases[i].svg);
        if (cases[i].ops && strcmp(d.ops, cases[i].ops))
            fail_msg("%s:\n%s\nnot\n%s", cases[i].svg, d.ops, cases[i].ops);
        if (strcmp(codes(&t), cases[i].codes ? cases[i].codes : ""))
            fail_msg("%s: says \"%s\"", cases[i].svg, codes(&t));
        drawn_end(&d);
        world_end(&t);
    }
}

/* ---- shapes ---- */

#define SQUARE "10 90 m 30 90 l 30 70 l 10 70 l h "
#define RECT   "<rect x='10' y='10' width='20' height='20'"

static void shapes_become_paths(void **state)
{
    static const drawing_case cases[] = {
        {SVG(RECT "/>"), SQUARE "f ", NULL},
        {SVG("<rect width='20' height='0'/><rect width='-1' height='5'/><circle r='0'/><path/>"),
         "", NULL},
        {SVG("<rect width='10%' height='5%'/>"), "0 100 m 10 100 l 10 95 l 0 95 l h f ", NULL},
        {SVG("<line x2='10' y2='20' stroke='red'/>"), "1 0 0 RG 4 M 0 100 m 10 80 l S ", NULL},
        {SVG("<polygon points='0,0 10,0 10 10'/>"), "0 100 m 10 100 l 10 90 l h f ", NULL},
        {SVG("<polyline points='0,0 10,0 10 10 5'/>"), "0 100 m 10 100 l 10 90 l f ", "P53"},
        {SVG("<circle cx='50' cy='50' r='10'/>"),
         "60 50 m 60 44.477 55.523 40 50 40 c 44.477 40 40 44.477 40 50 c "
         "40 55.523 44.477 60 50 60 c 55.523 60 60 55.523 60 50 c h f ",
         NULL},
        {SVG("<path d='M0 0L5 5h5X'/>"), "0 100 m 5 95 l 10 95 l f ", "P53"},
        {SVG("<path d='M0 0L5 5 10 10zM3 3h5'/>"), "", NULL}, /* nothing inside */
        {SVG("<rect width='x' height='5'/>"), "", "P53"},
        {SVG(RECT " rx='0'/>"), SQUARE "f ", NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void rounded_corners_are_bounded(void **state)
{
    world t = world_begin();
    drawn d =
        draw_on(&t, pdf_open(&plain_info, t.dg), SVG("<rect width='20' height='10' rx='50'/>"));
    (void)state;
    /* both radii are halves of the sides, so that the straight parts have no length */
    assert_non_null(strstr(d.ops, "10 100 m 10 100 l 15.523 100 20 97.761 20 95 c"));
    drawn_end(&d);
    world_end(&t);
}

/* ---- paint ---- */

static void colours_come_in_all_forms(void **state)
{
    static const drawing_case cases[] = {
        {SVG(RECT " fill='red'/>"), "1 0 0 rg " SQUARE "f ", NULL},
        {SVG(RECT " fill='#0f0'/>"), "0 1 0 rg " SQUARE "f ", NULL},
        {SVG(RECT " fill='#0000FF'/>"), "0 0 1 rg " SQUARE "f ", NULL},
        {SVG(RECT " fill='rgb(255, 0,0)'/>"), "1 0 0 rg " SQUARE "f ", NULL},
        {SVG(RECT " fill='rgb(100%,0%,0%)'/>"), "1 0 0 rg " SQUARE "f ", NULL},
        {SVG(RECT " fill='rgba(255,0,0,.5)'/>"), "/GS503503 gs 1 0 0 rg " SQUARE "f ", NULL},
        {SVG(RECT " fill='CurrentColor' color='red'/>"), "1 0 0 rg " SQUARE "f ", NULL},
        {SVG("<g color='red'><g fill='currentColor'>" RECT "/></g></g>"), "1 0 0 rg " SQUARE "f ",
         NULL},
        {SVG(RECT " fill='none'/>"), "", NULL},
        {SVG(RECT " fill='transparent'/>"), "", NULL},
        {SVG(RECT " fill='rgb(1,2)'/>"), SQUARE "f ", "P53"},
        {SVG(RECT " fill='reddish'/>"), SQUARE "f ", "P53"},
        {SVG("<g fill='red'>" RECT " fill='bad'/></g>"), "1 0 0 rg " SQUARE "f ", "P53"},
        {SVG(RECT " fill='blue' style='fill:red'/>"), "1 0 0 rg " SQUARE "f ", NULL},
        {SVG("<style>rect{fill:red}</style>" RECT " fill='blue'/>"), "1 0 0 rg " SQUARE "f ", NULL},
        {SVG("<style>rect{fill:blue}</style>" RECT " style='fill:red'/>"), "1 0 0 rg " SQUARE "f ",
         NULL},
        {SVG("<g opacity='.5' fill='red'>" RECT " opacity='inherit' fill='inherit'/></g>"), NULL,
         NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void strokes_have_all_their_properties(void **state)
{
    static const drawing_case cases[] = {
        {SVG(RECT " fill='none' stroke='red' stroke-width='2'/>"), "1 0 0 RG 2 w 4 M " SQUARE "S ",
         NULL},
        {SVG(RECT " fill='none' stroke='red' stroke-width='0'/>"), "", NULL},
        {SVG(RECT " fill='none' stroke='black' stroke-linecap='round' stroke-linejoin='bevel'/>"),
         "1 J 2 j " SQUARE "S ", NULL},
        {SVG(RECT " fill='none' stroke='black' stroke-linecap='square' stroke-miterlimit='10'/>"),
         "2 J " SQUARE "S ", NULL},
        {SVG(RECT " fill='none' stroke='black' stroke-dasharray='5,3 2' stroke-dashoffset='1'/>"),
         "q 4 M [5 3 2 5 3 2 ]1 d " SQUARE "S Q ", NULL},
        {SVG(RECT " fill='none' stroke='black' stroke-dasharray='0 0'/>"), "4 M " SQUARE "S ",
         NULL},
        {SVG(RECT " fill='none' stroke='black' stroke-dasharray='-1 2'/>"), "4 M " SQUARE "S ",
         "P53"},
        {SVG("<g transform='scale(2)'><path d='M5 5h10' stroke='black' stroke-width='3'/></g>"),
         "6 w 4 M 10 90 m 30 90 l S ", NULL},
        {SVG("<g transform='scale(4,1)'><path d='M5 5h10' fill='none' stroke='black'/></g>"),
         "q 2 0 0 -.5 0 100 cm 2 w 4 M 10 10 m 30 10 l S Q ", NULL},
        {SVG(RECT " stroke='red'/>"), SQUARE "f 1 0 0 RG 4 M " SQUARE "S ", NULL},
        {SVG(RECT " fill-rule='evenodd'/>"), SQUARE "f* ", NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void what_is_not_shown_is_not_drawn(void **state)
{
    static const drawing_case cases[] = {
        {SVG("<g display='none'>" RECT "/></g>"), "", NULL},
        {SVG("<g visibility='hidden'>" RECT "/>" RECT " visibility='visible'/></g>"), SQUARE "f ",
         NULL},
        {SVG("<g opacity='0'>" RECT "/></g>"), "", NULL},
        {SVG("<defs>" RECT "/></defs><symbol>" RECT "/></symbol><title>x</title>"), "", NULL},
        {SVG("<x:rect xmlns:x='urn:x' width='5' height='5'/>"), "", NULL},
        {SVG("<switch><foreignObject/><g>" RECT "/></g>" RECT "/></switch>"), SQUARE "f ", NULL},
        {SVG("<g transform='scale(0)'>" RECT "/></g>"), "", NULL},
        {SVG("<g transform='scale(1e9) scale(1e9)'>" RECT "/></g>"), "", NULL},
        {SVG("<g transform='bad'>" RECT "/></g>"), SQUARE "f ", "P53"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

/* ---- opacity ---- */

static void opacity_goes_through_states(void **state)
{
    static const drawing_case cases[] = {
        {SVG(RECT " fill-opacity='.25'/>"), "/GS251251 gs " SQUARE "f ", NULL},
        {SVG(RECT " opacity='50%'/>"), "/GS501501 gs " SQUARE "f ", NULL},
        {SVG(RECT " opacity='.5' fill-opacity='.5'/>"), "/GS251251 gs " SQUARE "f ", NULL},
        {SVG(RECT " fill='none' stroke='black' stroke-opacity='.5'/>"),
         "/GS1001501 gs 4 M " SQUARE "S ", NULL},
        {SVG(RECT " fill-opacity='.25'/>" RECT "/>"),
         "/GS251251 gs " SQUARE "f /GS1002001 gs " SQUARE "f ", NULL},
        {SVG(RECT " fill-opacity='7'/>"), SQUARE "f ", NULL},
        {SVG(RECT " fill-opacity='x'/>"), SQUARE "f ", "P53"},
        {SVG("<g opacity='.5'>" RECT "/>" RECT "/></g>"), "q /GS501001 gs /Fm1 Do Q ", NULL},
        {SVG(RECT " stroke='red' opacity='.5'/>"), "q /GS501001 gs /Fm1 Do Q ", NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void opaque_documents_have_no_opacity(void **state)
{
    static const pdf_info opaque = {.level = PDF_A1B};
    world t = world_begin();
    drawn d = draw_on(&t, pdf_open(&opaque, t.dg),
                      SVG("<g opacity='.5'>" RECT "/>" RECT " fill-opacity='.5'/></g>"));
    (void)state;
    assert_string_equal(d.ops, SQUARE "f " SQUARE "f ");
    assert_false(d.res.transparent);
    assert_string_equal(codes(&t), "P60");
    drawn_end(&d);
    world_end(&t);
}

/* ---- references ---- */

static void references_are_followed(void **state)
{
    static const drawing_case cases[] = {
        {SVG("<defs>" RECT " id='r'/></defs><use xlink:href='#r'/>"), SQUARE "f ", NULL},
        {SVG("<defs><rect id='r' width='20' height='20'/></defs><use href='#r' x='10' y='10'/>"),
         SQUARE "f ", NULL},
        {SVG("<defs>" RECT " id='r'/></defs><use href='#r' fill='red'/>"), "1 0 0 rg " SQUARE "f ",
         NULL},
        {SVG("<symbol id='s' viewBox='0 0 1 1'><rect width='1' height='1'/></symbol>"
             "<use href='#s' x='10' y='10' width='20' height='20'/>"),
         "q 10 90 m 30 90 l 30 70 l 10 70 l W n " SQUARE "f Q ", NULL},
        {SVG("<svg x='10' y='10' width='20' height='20' viewBox='0 0 4 4' overflow='visible'>"
             "<rect width='100%' height='100%'/></svg>"),
         SQUARE "f ", NULL},
        {SVG("<use href='#nothing'/><use/>"), "", "P54"},
        {SVG("<use href='other.svg#r'/>"), "", "P54"},
        {SVG("<g id='a'><use href='#a'/>" RECT "/></g>"), SQUARE "f " SQUARE "f ", "P55"},
        {SVG("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"), "", "P55 P55"},
        {SVG("<g id='a'>" RECT "/></g><g id='a'/><use href='#a'/>"), SQUARE "f " SQUARE "f ", NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void clip_paths_are_cut(void **state)
{
    static const drawing_case cases[] = {
        {SVG("<clipPath id='c'>" RECT "/></clipPath><g clip-path='url(#c)'>" RECT "/></g>"),
         "q " SQUARE "W n " SQUARE "f Q ", NULL},
        {SVG("<clipPath id='c'>" RECT " clip-rule='evenodd'/></clipPath>" RECT
             " clip-path='url( \"#c\" )'/>"),
         "q " SQUARE "W* n " SQUARE "f Q ", NULL},
        {SVG("<defs>" RECT " id='r'/></defs><clipPath id='c' transform='translate(0 5)'>"
             "<use href='#r' y='-5'/>" RECT " display='none'/></clipPath>" RECT
             " style='clip-path:url(#c)'/>"),
         "q " SQUARE "W n " SQUARE "f Q ", NULL},
        {SVG("<clipPath id='c'/>" RECT " clip-path='url(#c)'/>"), "q 0 0 0 0 re W n " SQUARE "f Q ",
         NULL},
        {SVG("<clipPath id='c' clipPathUnits='objectBoundingBox'><rect width='1' height='.5'/>"
             "</clipPath>" RECT " clip-path='url(#c)'/>"),
         "q 10 90 m 30 90 l 30 80 l 10 80 l h W n " SQUARE "f Q ", NULL},
        {SVG("<clipPath id='c' clip-path='url(#c)'>" RECT "/></clipPath>" RECT
             " clip-path='url(#c)'/>"),
         "q " SQUARE "W n " SQUARE "f Q ", "P55"},
        {SVG(RECT " clip-path='none'/>"), SQUARE "f ", NULL},
        {SVG(RECT " clip-path='url(#x)'/>"), "q " SQUARE "f Q ", "P54"},
        {SVG(RECT " clip-path='inset(5)'/>"), SQUARE "f ", "P53"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void unsupported_things_are_told_once(void **state)
{
    static const drawing_case cases[] = {
        {SVG("<linearGradient id='g'><stop stop-color='red'/><stop style='stop-color:blue'/>"
             "</linearGradient>" RECT " fill='url(#g)'/>" RECT " fill='url(#g)'/>"),
         ".498 0 .498 rg " SQUARE "f " SQUARE "f ", "P52"},
        {SVG("<pattern id='g'/>" RECT " fill='url(#g) red'/>"), "1 0 0 rg " SQUARE "f ", "P52"},
        {SVG("<pattern id='g'/>" RECT " fill='url(#g)'/>"), ".753 g " SQUARE "f ", "P52"},
        {SVG("<linearGradient id='g' xlink:href='#h'/><linearGradient id='h' xlink:href='#g'/>" RECT
             " fill='url(#g)'/>"),
         ".753 g " SQUARE "f ", "P52"},
        {SVG(RECT " fill='url(#g) none'/>"), "", "P54"},
        {SVG(RECT " filter='url(#f)' mask='url(#m)'/>" RECT " filter='url(#f)'/>"),
         SQUARE "f " SQUARE "f ", "P52 P52"},
        {SVG("<path d='M0 0h5' style='marker-end:url(#m)'/>"), NULL, "P52"},
        {SVG("<animate/><script/><foreignObject/><mesh/>"), "", "P52 P52 P52 P52"},
        {SVG("<style>@font-face{}</style><style>a>b{}</style>"), "", "P52"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

/* ---- text ---- */

#define TEXT(attributes, inside) SVG("<text font-size='10' " attributes ">" inside "</text>")

static void text_stands_where_it_is_told(void **state)
{
    static const drawing_case cases[] = {
        {TEXT("x='10' y='20'", "ab"), "BT /F1 10 Tf 10 80 Td [(\1\2)]TJ ET ", NULL},
        {TEXT("x='10' y='20'", "<!-- b -->a<?origin 46?><![CDATA[b]]>"),
         "BT /F1 10 Tf 10 80 Td [(\1\2)]TJ ET ", NULL},
        {TEXT("x='10' y='20'", " \n a \t b "), "BT /F1 10 Tf 10 80 Td [(\1\2\3)]TJ ET ", NULL},
        {TEXT("x='10' y='20' xml:space='preserve'", " a "),
         "BT /F1 10 Tf 10 80 Td [(\1\2\1)]TJ ET ", NULL},
        {TEXT("x='10 30' y='20'", "ab"), "BT /F1 10 Tf 10 80 Td [(\1)]TJ 20 0 Td [(\2)]TJ ET ",
         NULL},
        {TEXT("x='10' y='20' dy='-5'", "a"), "BT /F1 10 Tf 10 85 Td [(\1)]TJ ET ", NULL},
        {TEXT("x='10' y='20'", "a<tspan x='50' fill='red'>a</tspan>"),
         "BT /F1 10 Tf 10 80 Td [(\1)]TJ 1 0 0 rg 40 0 Td [(\1)]TJ ET ", NULL},
        {TEXT("x='10' y='20' transform='rotate(-90 10 20)'", "a"),
         "q 0 1 -1 0 10 80 cm BT /F1 10 Tf [(\1)]TJ ET Q ", NULL},
        {TEXT("x='10' y='20' stroke='red'", "a"),
         "q 1 0 0 1 10 80 cm 1 0 0 RG 4 M 2 Tr BT /F1 10 Tf [(\1)]TJ ET Q ", NULL},
        {TEXT("fill='none'", "a"), "", NULL},
        {TEXT("visibility='hidden'", "a"), "", NULL},
        {TEXT("", ""), "", NULL},
        {TEXT("", "   "), "", NULL},
        {TEXT("x='10' y='20'", "<textPath>a</textPath>"), "BT /F1 10 Tf 10 80 Td [(\1)]TJ ET ",
         "P52"},
        {TEXT("x='bad' y='20'", "a"), NULL, "P53"},
        {TEXT("font-size='0'", "a"), NULL, NULL},
    };
    (void)state;
    check(cases, COUNT(cases) - 1);
}

/* "ab" is 10 × (.556 + .556) wide in Liberation Sans. */
static void text_is_anchored_as_a_whole(void **state)
{
    static const drawing_case cases[] = {
        {TEXT("x='50' y='20' text-anchor='end'", "ab"), "BT /F1 10 Tf 38.88 80 Td [(\1\2)]TJ ET ",
         NULL},
        {TEXT("x='50' y='20' text-anchor='middle'", "a<tspan>b</tspan>"),
         "BT /F1 10 Tf 44.44 80 Td [(\1)]TJ 5.56 0 Td [(\2)]TJ ET ", NULL},
        {TEXT("x='50 90' y='20' text-anchor='end'", "ab"),
         "BT /F1 10 Tf 44.44 80 Td [(\1)]TJ 40 0 Td [(\2)]TJ ET ", NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

/* ---- one style, said in two ways ---- */

static void styles_said_in_two_ways_are_one(void **state)
{
    static const struct {
        const char *one, *other;
    } cases[] = {
        {TEXT("y='20' font='italic bold 12px/14px serif'", "Аб"),
         TEXT("y='20' style='font-size:12px;font-style:italic;font-weight:bold;font-family:serif'",
              "Аб")},
        {TEXT("y='20' style='font: normal small-caps 12px serif'", "Аб"),
         TEXT("y='20' style='font-size:12px; font-family: serif'", "Аб")},
        {TEXT("y='20' style='font: oblique 12px / 2 monospace'", "Аб"),
         TEXT("y='20' style='font-size:12px;font-style:italic;font-family:monospace'", "Аб")},
        {TEXT("y='20' style='font: bold 12px serif; font-weight: normal'", "Аб"),
         TEXT("y='20' style='font-size:12px;font-family:serif'", "Аб")},
        {TEXT("y='20' font-weight='bolder'", "Аб"), TEXT("y='20' font-weight='700'", "Аб")},
        {TEXT("y='20' font-weight='bold'", "<tspan font-weight='lighter'>Аб</tspan>"),
         TEXT("y='20'", "<tspan font-weight='400'>Аб</tspan>")},
        {TEXT("y='20' font-weight='650'", "Аб"), TEXT("y='20' font-weight='bold'", "Аб")},
        {TEXT("y='20' font-weight='950'", "Аб"), TEXT("y='20' font-weight='bold'", "Аб")},
        {TEXT("y='20' font-weight='50'", "Аб"), TEXT("y='20' font-weight='normal'", "Аб")},
        {TEXT("y='20' font-weight='heavy'", "Аб"), TEXT("y='20'", "Аб")},
        {TEXT("y='20' font-style='slanted'", "Аб"), TEXT("y='20'", "Аб")},
        {TEXT("y='20' letter-spacing='normal' word-spacing='normal'", "А б"),
         TEXT("y='20'", "А б")},
        {TEXT("y='20'", "<tspan baseline-shift='super'>Аб</tspan>"),
         TEXT("y='20'", "<tspan baseline-shift='40%'>Аб</tspan>")},
        {TEXT("y='20'", "<tspan baseline-shift='sub'>Аб</tspan>"),
         TEXT("y='20'", "<tspan baseline-shift='-20%'>Аб</tspan>")},
        {TEXT("y='20' text-decoration='blink'", "Аб"), TEXT("y='20'", "Аб")},
        {SVG(RECT " fill='none' stroke='red' stroke-dasharray='none'/>"),
         SVG(RECT " fill='none' stroke='red'/>")},
        {SVG(RECT " fill='none' stroke='red' stroke-dasharray='0 0'/>"),
         SVG(RECT " fill='none' stroke='red'/>")},
        {SVG(RECT " fill='none' stroke='red' stroke-dasharray='3 -1'/>"),
         SVG(RECT " fill='none' stroke='red'/>")},
        {SVG(RECT " fill='none' stroke='red' stroke-dasharray='3'/>"),
         SVG(RECT " fill='none' stroke='red' stroke-dasharray='3,3'/>")},
        {SVG(RECT " fill='currentcolor' color='red'/>"), SVG(RECT " fill='red'/>")},
        {SVG("<g fill='red'>" RECT " fill='inherit'/></g>"), SVG(RECT " fill='red'/>")},
        {SVG(RECT " fill='url(#none) red'/>"), SVG(RECT " fill='red'/>")},
        {SVG(RECT " style=' fill : red ; ; nonsense ; : ; stroke:'/>"), SVG(RECT " fill='red'/>")},
        {SVG(RECT " fill='red' stroke-width='x'/>"), SVG(RECT " fill='red'/>")},
        {SVG(RECT " fill='red' stroke='blue' stroke-width='-1'/>"),
         SVG(RECT " fill='red' stroke='blue'/>")},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        drawn one = draw_on(&t, pdf_open(&plain_info, t.dg), cases[i].one);
        drawn other = draw_on(&t, pdf_open(&plain_info, t.dg), cases[i].other);
        if (strcmp(one.ops, other.ops))
            fail_msg("%s:\n%s\nnot\n%s", cases[i].one, one.ops, other.ops);
        drawn_end(&one);
        drawn_end(&other);
        world_end(&t);
    }
}

static void text_is_found_by_readers(void **state)
{
    static const char svg[] = TEXT("x='5' y='50' font-family='Liberation Serif, serif'",
                                   "Отчёт <tspan font-weight='bold'>за год</tspan>");
    world t = world_begin();
    image_store *s = image_store_new(t.dir, t.dg);
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    area *page = new_page(&t),
         *a = put_area(&t, page, AREA_IMAGE, PT(10), PT(10), PT(100), PT(100));
    area_image *i = ARENA_NEW(t.mem, area_image);
    FILE *f = fopen(in_dir(&t, "a.svg"), "wb");
    mpt width, height;
    size_t size;
    char *file;
    int code;
    (void)state;
    assert_int_equal(fwrite(svg, 1, strlen(svg), f), strlen(svg));
    fclose(f);
    assert_true(image_store_source(s)->size(image_store_source(s), "a.svg", NULL, &width, &height));
    assert_int_equal(width, PT(100));
    *i = (area_image){.uri = "a.svg", .w = PT(100), .h = PT(100)};
    a->u.image = i;
    pdf_use_images(w, s);
    pdf_use_fonts(w, t.shaper);
    assert_true(send_page(w, page, 0, "1"));
    assert_true(send_page(w, page, 1, "2"));
    file = finish(&t, w, NULL, &size);
    assert_sound(&t);
    assert_non_null(find(file, size, "/Subtype/Form/BBox[0 0 100 100 ]"));
    assert_null(find(find(file, size, "/Subtype/Form") + 1,
                     size - (size_t)(find(file, size, "/Subtype/Form") + 1 - file),
                     "/Subtype/Form")); /* drawn once */
    if (have("pdftotext"))
        assert_non_null(strstr(say(&t, arena_printf(t.mem, "pdftotext %s/x.pdf -", t.dir), &code),
                               "Отчёт за год"));
    assert_int_equal(diag_count(t.dg), 0);
    image_store_free(s);
    world_end(&t);
}

/* ---- files ---- */

static void files_are_judged(void **state)
{
    static const struct {
        const char *text, *code; /* NULL: usable */
    } cases[] = {
        {SVG(""), NULL},
        {"\xEF\xBB\xBF" SVG(""), NULL},
        {" \n" SVG(""), NULL},
        {"<?xml version='1.0'?><!-- c --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'>" SVG(
             ""),
         NULL},
        {"<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG("&a;"), "P50"},
        {"<svg/>", "P12"},
        {"<doc xmlns='urn:x'/>", "P12"},
        {SVG("<g>"), "P50"},
        {"<", "P50"},
        {"<svg xmlns='http://www.w3.org/2000/svg' width='0'/>", "P51"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        image_store *s = image_store_new(t.dir, t.dg);
        FILE *f = fopen(in_dir(&t, "a.svg"), "wb");
        mpt w, h;
        assert_int_equal(fwrite(cases[i].text, 1, strlen(cases[i].text), f), strlen(cases[i].text));
        fclose(f);
        assert_int_equal(image_store_source(s)->size(image_store_source(s), "a.svg", NULL, &w, &h),
                         !cases[i].code);
        if (strcmp(codes(&t), cases[i].code ? cases[i].code : ""))
            fail_msg("%s: says \"%s\"", cases[i].text, codes(&t));
        image_store_free(s);
        world_end(&t);
    }
}

/* A drawing that shows itself, by a file of its own. */
static void files_that_show_themselves_end(void **state)
{
    static const char svg[] = SVG("<image href='a.svg' width='50' height='50'/>" RECT "/>");
    world t = world_begin();
    image_store *s = image_store_new(t.dir, t.dg);
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    FILE *f = fopen(in_dir(&t, "a.svg"), "wb");
    resource_list res;
    image *m;
    (void)state;
    assert_int_equal(fwrite(svg, 1, strlen(svg), f), strlen(svg));
    fclose(f);
    pdf_use_images(w, s);
    content_start(&w->page);
    res = resources_begin(w);
    m = image_find(s, "a.svg", NO_POS);
    assert_non_null(m);
    image_paint(w, &res, m, (box_rect){0, PT(50), PT(50), PT(50)});
    assert_string_equal(codes(&t), "P55");
    assert_int_equal(w->form_count, 1);
    assert_non_null(strstr(strbuf_text(&w->page.out), ".5 0 0 .5 0 0 cm\n/Fm1 Do\n"));
    pdf_free(w);
    image_store_free(s);
    world_end(&t);
}

/* ---- bombs ---- */

/* Each element shows the one before it ten times. */
static void bombs_of_references_end(void **state)
{
    world t = world_begin();
    strbuf b = STRBUF_INIT;
    drawn d;
    (void)state;
    strbuf_adds(&b, OPEN "><defs><rect id='a0' width='1' height='1'/>");
    for (int i = 1; i < 20; i++) {
        strbuf_printf(&b, "<g id='a%d'>", i);
        for (int k = 0; k < 10; k++)
            strbuf_printf(&b, "<use href='#a%d'/>", i - 1);
        strbuf_adds(&b, "</g>");
    }
    strbuf_adds(&b, "</defs><use href='#a19'/></svg>");
    d = draw_on(&t, pdf_open(&plain_info, t.dg), b.data);
    assert_string_equal(codes(&t), "P57");
    drawn_end(&d);
    strbuf_free(&b);
    world_end(&t);
}

/* One long path, clip path or text, shown ever again. */
static void long_parts_are_not_repeated_for_ever(void **state)
{
    static const char *const heads[] = {"<path id='a' d='M0 0", "<text id='a'>",
                                        "<g id='a' class='", "<clipPath id='a'><path d='M0 0"};
    static const char *const tails[] = {"'/>", "</text>", "'/>", "'/></clipPath>"};
    static const char *const uses[] = {"<use href='#a'/>", "<use href='#a'/>", "<use href='#a'/>",
                                       "<rect width='1' height='1' clip-path='url(#a)'/>"};
    (void)state;
    for (size_t k = 0; k < COUNT(heads); k++) {
        world t = world_begin();
        strbuf b = STRBUF_INIT;
        drawn d;
        strbuf_printf(&b, OPEN "><defs>%s", heads[k]);
        for (int i = 0; i < 20000; i++)
            strbuf_adds(&b, k == 1 ? " слово" : " 1 1");
        strbuf_printf(&b, "%s</defs>", tails[k]);
        for (int i = 0; i < 2000; i++)
            strbuf_adds(&b, uses[k]);
        strbuf_adds(&b, "</svg>");
        d = draw_on(&t, pdf_open(&plain_info, t.dg), b.data);
        assert_string_equal(codes(&t), "P57");
        drawn_end(&d);
        strbuf_free(&b);
        world_end(&t);
    }
}

static void depth_has_an_end(void **state)
{
    world t = world_begin();
    strbuf b = STRBUF_INIT;
    drawn d;
    (void)state;
    strbuf_adds(&b, OPEN ">");
    for (int i = 0; i < 200; i++)
        strbuf_adds(&b, "<g opacity='.9' clip-path='none'>");
    strbuf_adds(&b, RECT "/>");
    for (int i = 0; i < 200; i++)
        strbuf_adds(&b, "</g>");
    strbuf_adds(&b, "</svg>");
    d = draw_on(&t, pdf_open(&plain_info, t.dg), b.data);
    assert_string_equal(codes(&t), "P56");
    drawn_end(&d);
    strbuf_clear(&b);
    strbuf_adds(&b, OPEN "><clipPath id='c0'/>");
    for (int i = 1; i < 2000; i++)
        strbuf_printf(&b, "<clipPath id='c%d' clip-path='url(#c%d)'>" RECT "/></clipPath>", i,
                      i - 1);
    strbuf_adds(&b, RECT " clip-path='url(#c1999)'/></svg>");
    d = draw_on(&t, pdf_open(&plain_info, t.dg), b.data);
    assert_string_equal(codes(&t), "P56 P56");
    drawn_end(&d);
    strbuf_free(&b);
    world_end(&t);
}

static void huge_numbers_do_no_harm(void **state)
{
    static const drawing_case cases[] = {
        {SVG("<path d='M1e999 -1e999 L-1e9 1e9 C1e9 1e9 1e9 1e9 1e9 1e9 z' stroke='red' "
             "stroke-width='1e9' stroke-dasharray='1e9 1e9' stroke-miterlimit='1e9'/>"),
         NULL, NULL},
        {SVG("<circle cx='1e9' cy='1e9' r='1e9'/><ellipse rx='1e-9' ry='1e9'/>"), NULL, NULL},
        {SVG("<text x='1e9' font-size='1e9'>a</text><text font-size='1e-9'>a</text>"), "", NULL},
        {SVG("<text font-size='10' letter-spacing='1e9' word-spacing='-1e9'>a b</text>"), NULL,
         NULL},
        {SVG("<rect width='1e9' height='1e9' rx='1e9' transform='matrix(1e9 1e9 1 1e9 1e9 1e9)'/>"),
         NULL, NULL},
        {SVG("<svg viewBox='1e9 1e9 1e-9 1e-9'>" RECT "/></svg>"), NULL, NULL},
        {"<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'>" RECT "/></svg>", NULL,
         NULL},
    };
    (void)state;
    check(cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_become_paths),
        cmocka_unit_test(rounded_corners_are_bounded),
        cmocka_unit_test(colours_come_in_all_forms),
        cmocka_unit_test(strokes_have_all_their_properties),
        cmocka_unit_test(what_is_not_shown_is_not_drawn),
        cmocka_unit_test(opacity_goes_through_states),
        cmocka_unit_test(opaque_documents_have_no_opacity),
        cmocka_unit_test(references_are_followed),
        cmocka_unit_test(clip_paths_are_cut),
        cmocka_unit_test(unsupported_things_are_told_once),
        cmocka_unit_test(text_stands_where_it_is_told),
        cmocka_unit_test(text_is_anchored_as_a_whole),
        cmocka_unit_test(styles_said_in_two_ways_are_one),
        cmocka_unit_test(text_is_found_by_readers),
        cmocka_unit_test(files_are_judged),
        cmocka_unit_test(files_that_show_themselves_end),
        cmocka_unit_test(bombs_of_references_end),
        cmocka_unit_test(long_parts_are_not_repeated_for_ever),
        cmocka_unit_test(depth_has_an_end),
        cmocka_unit_test(huge_numbers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
