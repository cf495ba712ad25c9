/* fo_values.c - from attributes to values: expressions, kinds, shorthands, correspondence,
 * inheritance. */
#include "fo_testing.h"

/* A block with attributes in a block with attributes; "!" expects a diagnostic and no value. */
typedef struct {
    const char *outer, *inner, *expected;
} value_case;

/* Diagnostics but those that a right value has no effect. */
static size_t value_faults(const diag *dg)
{
    size_t n = 0;

    for (size_t i = 0; i < diag_count(dg); i++)
        n += strcmp(diag_get(dg, i).code, "F27") != 0;
    return n;
}

static void run(const value_case *c, size_t count, const char *element)
{
    for (size_t i = 0; i < count; i++) {
        char xml[4096];
        fixture f;
        const char *got;
        bool bad = *c[i].expected == '!';
        snprintf(xml, sizeof xml, FLOW("<fo:block %s><fo:%s id='x' %s/></fo:block>"), c[i].outer,
                 element, c[i].inner);
        f = build_text(xml);
        got = dumped(&f, "x");
        if (strcmp(got, c[i].expected + bad) != 0)
            fail_msg("<%s><%s>: \"%s\", expected \"%s\"", c[i].outer, c[i].inner, got,
                     c[i].expected);
        if (bad != (value_faults(f.dg) > 0))
            fail_msg("<%s><%s>: %zu diagnostics", c[i].outer, c[i].inner, value_faults(f.dg));
        drop(&f);
    }
}

static void expressions_are_evaluated(void **state)
{
    static const value_case cases[] = {
        {"", "text-indent='12pt'", "text-indent=12pt"},
        {"", "text-indent='1in'", "text-indent=72pt"},
        {"", "text-indent='-2cm'", "text-indent=-56.693pt"},
        {"", "text-indent='10mm'", "text-indent=28.346pt"},
        {"", "text-indent='2pc'", "text-indent=24pt"},
        {"", "text-indent='3px'", "text-indent=3pt"},
        {"", "text-indent='.5in'", "text-indent=36pt"},
        {"", "text-indent='0'", "text-indent=0pt"},
        {"", "text-indent='50%'", "text-indent=50%"},
        {"", "text-indent='100% - 5mm'", "text-indent=100%-14.173pt"},
        {"", "text-indent='5mm + 100%'", "text-indent=100%+14.173pt"},
        {"", "text-indent='-(1pt + 2pt) * 3'", "text-indent=-9pt"},
        {"", "text-indent='2 * 3pt'", "text-indent=6pt"},
        {"", "text-indent='10pt div 4'", "text-indent=2.5pt"},
        {"", "text-indent='10pt mod 4pt'", "text-indent=2pt"},
        {"", "text-indent='(10pt div 4pt) * 1pt'", "text-indent=2.5pt"},
        {"", "text-indent='1pt+2pt*3'", "text-indent=7pt"},
        {"", "text-indent='1pt - -2pt'", "text-indent=3pt"},
        {"", "text-indent='max(3pt, 2pt) + min(1pt, 5pt)'", "text-indent=4pt"},
        {"", "text-indent='abs(-4pt)'", "text-indent=4pt"},
        {"", "text-indent='floor(2.7) * 1pt'", "text-indent=2pt"},
        {"", "text-indent='ceiling(2.1) * 1pt'", "text-indent=3pt"},
        {"", "text-indent='round(2.5) * 1pt'", "text-indent=3pt"},
        {"", "text-indent='1e999pt'", "!"},
        {"", "text-indent='12furlong'", "!"},
        {"", "text-indent=''", "!"},
        {"", "text-indent='1pt +'", "!"},
        {"", "text-indent='(1pt'", "!"},
        {"", "text-indent='1pt 2pt'", "!"},
        {"", "text-indent='1pt * 2pt'", "!"},
        {"", "text-indent='1pt div 0'", "!"},
        {"", "text-indent='2 + 1pt'", "!"},
        {"", "text-indent='min(50%, 1pt)'", "!"},
        {"", "text-indent='frobnicate(1)'", "!"},
        {"", "text-indent='max(1pt)'", "!"},
        {"", "text-indent='merge-property-values()'", "!"},
        {"", "text-indent='12'", "!text-indent=12pt"}, /* taken as points, with a remark */
        {"", "text-indent='99999999999in'", "text-indent=100000pt"},
        {"", "rule-thickness='10%'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void operators_know_their_operands(void **state)
{
    static const value_case cases[] = {
        {"", "text-indent='\t6pt\n*\r2'", "text-indent=12pt"},
        {"", "text-indent='(7 mod 4) * 1pt'", "text-indent=3pt"},
        {"", "text-indent='(-7 mod 4) * 1pt'", "text-indent=-3pt"},
        {"", "text-indent='(3 * 2 - 1) * 1pt'", "text-indent=5pt"},
        {"", "text-indent='(9 div 3) * 1pt'", "text-indent=3pt"},
        {"", "text-indent='1pt * (50% div 25%)'", "text-indent=2pt"},
        {"", "text-indent='50% div 2'", "text-indent=25%"},
        {"", "text-indent='2 * 20%'", "text-indent=40%"},
        {"", "text-indent='10pt mod -4pt'", "text-indent=2pt"},
        {"", "text-indent='min(20%, 30%)'", "text-indent=20%"},
        {"", "text-indent='max(2, 3) * 1pt'", "text-indent=3pt"},
        {"", "text-indent='min(2, 3) * 1pt'", "text-indent=2pt"},
        {"", "text-indent='abs(-2) * 1pt'", "text-indent=2pt"},
        {"", "text-indent='abs(-20%)'", "text-indent=20%"},
        {"", "text-indent='abs(10% - 5pt)'", "!"},
        {"", "text-indent='abs(red)'", "!"},
        {"", "text-indent='max(2, 3pt)'", "!"},
        {"", "text-indent='max(red, 3pt)'", "!"},
        {"", "text-indent='1pt div 50%'", "!"},
        {"", "text-indent='(2 mod 0) * 1pt'", "!"},
        {"", "text-indent='1pt mod 0pt'", "!"},
        {"", "text-indent='2 div 1pt'", "!"},
        {"", "text-indent='red + 1pt'", "!"},
        {"", "text-indent='1pt * red'", "!"},
        {"", "text-indent='-red'", "!"},
        {"", "text-indent='round(1pt)'", "!"},
        {"", "text-indent='.'", "!"},
        {"", "text-indent='1pt modulo 2pt'", "!"},
        {"", "text-indent='max(1pt, 2pt'", "!"},
        {"", "text-indent='max(1pt 2pt)'", "!"},
        {"", "text-indent='max(,)'", "!"},
        {"", "text-indent='\"1pt'", "!"},
        {"", "text-indent='1000000000000000000000000000000000000pt'", "!"},
        {"", "text-indent='max(1pt, 2pt, 3pt, 4pt, 5pt, 6pt, 7pt)'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void colours_are_read(void **state)
{
    static const value_case cases[] = {
        {"", "color='rgb(255, 0, 128)'", "color=#FF0080"},
        {"", "color='rgb(100%, 0%, 50%)'", "color=#FF0080"},
        {"", "color='rgb(300, -5, 0)'", "color=#FF0000"},
        {"", "color='rgb(1pt, 0, 0)'", "!"},
        {"", "color='rgb(red, 0, 0)'", "!"},
        {"", "color='rgb(1, 2)'", "!"},
        {"", "color='system-color(ButtonFace)'", "color=#C0C0C0"},
        {"", "color='system-color(\"no such thing\")'", "!"},
        {"", "color='system-color(12)'", "!"},
        {"", "color='red'", "color=#FF0000"},
        {"", "color='AliceBlue'", "color=#F0F8FF"},
        {"", "color='#0f8'", "color=#00FF88"},
        {"", "color='#12aBcD'", "color=#12ABCD"},
        {"", "color='rgb(1, 50%, 300)'", "color=#0180FF"},
        {"", "color='rgb-icc(255,0,0,#CMYK,0,1,1,0)'", "!"},
        {"", "color='rgb-icc(255,0,0,sRGB,1,2,3)'", "color=#FF0000"},
        {"", "color='system-color(windowtext)'", "color=#000000"},
        {"", "background-color='transparent'", "background-color=transparent"},
        {"", "color='#12'", "!"},
        {"", "color='#12345G'", "!"},
        {"", "color='reddish'", "!"},
        {"", "color='12pt'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void nested_parentheses_end(void **state)
{
    char attribute[700] = "text-indent='";
    value_case c = {"", attribute, "!"};
    (void)state;
    memset(attribute + 13, '(', 300);
    strcpy(attribute + 313, "1pt'");
    run(&c, 1, "block");
}

static void font_sizes_are_relative(void **state)
{
    static const value_case cases[] = {
        {"font-size='10pt'", "font-size='2em'", "font-size=20pt"},
        {"font-size='10pt'", "font-size='150%'", "font-size=15pt"},
        {"font-size='10pt'", "font-size='larger'", "font-size=12pt"},
        {"font-size='12pt'", "font-size='smaller'", "font-size=10pt"},
        {"font-size='10pt'", "font-size='x-large'", "font-size=17.28pt"},
        {"font-size='10pt'", "font-size='-1pt'", "!"},
        {"font-size='10pt'", "font-size='2em' text-indent='1em'",
         "font-size=20pt text-indent=20pt"},
        {"font-size='10pt'", "text-indent='1em' font-size='2em'",
         "font-size=20pt text-indent=20pt"},
        {"font-size='10pt'", "text-indent='1.5em'", "text-indent=15pt"},
        {"font-size='10pt'", "line-height='120%'", "line-height=12pt"},
        {"font-size='10pt'", "line-height='1.2'", "line-height=1.2"},
        {"font-size='10pt'", "line-height='1.2em'", "line-height=12pt"},
        {"", "line-height='normal'", "line-height=normal"},
        {"", "line-height.minimum='10pt'", "line-height=10pt/-/-/-/-"},
        {"", "font-weight='bold'", "font-weight=700"},
        {"font-weight='bold'", "font-weight='bolder'", "font-weight=900"},
        {"font-weight='700'", "font-weight='lighter'", "font-weight=400"},
        {"", "font-weight='450'", "!"},
        {"", "font-family='\"A B\", Serif'", "font-family=\"A B,Serif\""},
        {"", "font-family='A,,B'", "!"},
        {"", "font-weight='fat'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void values_come_from_elsewhere(void **state)
{
    static const value_case cases[] = {
        {"background-color='red'", "background-color='inherit'", "background-color=#FF0000"},
        {"", "background-color='inherit'", "background-color=transparent"},
        {"color='blue'", "background-color='inherited-property-value(color)'",
         "background-color=#0000FF"},
        {"", "text-indent='inherited-property-value(width)'", "!"},
        {"width='3cm'", "width='from-parent(width) div 3'",
         "inline-progression-dimension=28.346pt width=28.346pt"},
        {"space-after='3pt'", "space-before='from-parent(space-after)'", "space-before=3pt"},
        {"padding-left='4pt'", "text-indent='from-parent(padding-start)'", "text-indent=4pt"},
        {"font-size='20pt'", "text-indent='from-nearest-specified-value(font-size)'",
         "text-indent=20pt"},
        {"text-indent='7pt'", "text-indent='from-parent() + 1pt'", "text-indent=8pt"},
        {"", "text-indent='from-parent(no-such-thing)'", "!"},
        {"font-family='A'", "font-family='from-parent()'", "font-family=\"A\""},
        {"margin='1pt'", "margin='inherit'",
         "margin-top=1pt margin-bottom=1pt margin-left=1pt margin-right=1pt "
         "space-before=1pt/1pt/1pt/-/retain space-after=1pt/1pt/1pt/-/retain start-indent=2pt "
         "end-indent=2pt"},
        {"", "start-indent='body-start()'", "!"}, /* not in a list */
        {"", "text-indent='from-parent(5)'", "!"},
        {"", "text-indent='from-parent(no-such-property)'", "!"},
        {"", "text-indent='from-nearest-specified-value(margin)'", "!"},
        {"", "font-size='from-parent(text-align)'", "!"},
        {"width='50%'", "font-size='from-parent(width)'", "!"},
        {"keep-together='always'", "font-size='from-parent(keep-together)'", "!"},
        {"keep-together.within-page='1'", "space-before='from-parent(keep-together)'", "!"},
        {"", "border-separation='from-parent(leader-length)'", "border-separation=12pt"},
        {"padding-left='4pt' padding-left.conditionality='retain'",
         "text-indent='from-parent(padding-start)'", "text-indent=4pt"},
        {"", "break-before='from-parent(overflow)'", "break-before=auto"},
        {"", "break-before='from-parent(text-align)'", "!"},
        {"", "background-color='from-parent(font-family)'", "!"},
        {"", "border-before-color='from-parent()'", "border-before-color=-"},
        {"", "text-indent='body-start()'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void shorthands_are_expanded(void **state)
{
    static const value_case cases[] = {
        {"", "padding='1pt'",
         "padding-before=1pt padding-after=1pt padding-start=1pt padding-end=1pt"},
        {"", "padding='1pt 2pt'",
         "padding-before=1pt padding-after=1pt padding-start=2pt padding-end=2pt"},
        {"", "padding='1pt 2pt 3pt 4pt'",
         "padding-before=1pt padding-after=3pt padding-start=4pt padding-end=2pt"},
        {"", "padding='1pt 2pt 3pt 4pt 5pt'", "!"},
        {"", "clip='rect(1pt, 2pt, max(3pt, 1mm), auto)'", "clip=1pt/3pt/auto/2pt"},
        {"", "clip='rect(1pt 2pt 3pt -4pt)'", "clip=1pt/3pt/-4pt/2pt"},
        {"", "clip='rect(1pt 2pt 3pt)'", "!"},
        {"", "clip='rect(1pt 2pt 3pt 4pt 5pt)'", "!"},
        {"", "clip='rect(1pt 2pt 3pt 4%)'", "!"},
        {"", "clip='circle(1pt)'", "!"},
        {"", "padding='1pt + 2pt 3pt * 2 - 1pt'",
         "padding-before=3pt padding-after=3pt padding-start=5pt padding-end=5pt"},
        {"", "margin='1pt -2pt'",
         "margin-top=1pt margin-bottom=1pt margin-left=-2pt margin-right=-2pt "
         "space-before=1pt/1pt/1pt/-/retain space-after=1pt/1pt/1pt/-/retain start-indent=-2pt "
         "end-indent=-2pt"},
        {"", "padding='1pt +'", "!padding-before=1pt padding-after=1pt"},
        {"", "border-top='4pt div 2 solid red'",
         "border-before-color=#FF0000 border-before-style=solid border-before-width=2pt"},
        {"", "border-top='2pt solid red'",
         "border-before-color=#FF0000 border-before-style=solid border-before-width=2pt"},
        {"", "border-left='rgb(0,0,255) dashed'",
         "border-start-color=#0000FF border-start-style=dashed border-start-width=1pt"},
        {"", "border-top='solid' border-top-color='red'",
         "border-before-color=#FF0000 border-before-style=solid border-before-width=1pt"},
        {"", "border-top='solid solid'", "!"},
        {"", "border-width='thin thick'",
         "border-before-width=0.5pt border-after-width=0.5pt border-start-width=2pt "
         "border-end-width=2pt"},
        {"", "background='url(\"a.png\") no-repeat red'",
         "background-attachment=scroll background-color=#FF0000 background-image=\"a.png\" "
         "background-repeat=no-repeat"},
        {"", "background='red' background-color='blue'",
         "background-attachment=scroll background-color=#0000FF background-image=none "
         "background-repeat=repeat"},
        {"", "background-position='top right'",
         "background-position-horizontal=100% background-position-vertical=0pt"},
        {"", "background-position='2mm'",
         "background-position-horizontal=5.669pt background-position-vertical=50%"},
        {"", "font='italic bold 10pt/12pt \"A B\", C'",
         "font-family=\"A B,C\" font-size=10pt font-style=italic font-variant=normal "
         "font-weight=700 line-height=12pt"},
        {"", "font='700 10pt A'",
         "font-family=\"A\" font-size=10pt font-style=normal font-variant=normal font-weight=700 "
         "line-height=normal"},
        {"", "font='bold'", "!"},
        {"", "font='caption'",
         "font-family=\"sans-serif\" font-size=12pt font-style=normal font-variant=normal "
         "font-weight=400 line-height=normal"},
        {"", "page-break-before='always'", "break-before=page keep-with-previous=auto"},
        {"", "page-break-after='avoid'", "break-after=auto keep-with-next=always"},
        {"", "page-break-inside='avoid'", "keep-together=always"},
        {"", "page-break-inside='left'", "!"},
        {"", "white-space='pre'",
         "linefeed-treatment=preserve white-space-treatment=preserve white-space-collapse=false "
         "wrap-option=no-wrap"},
        {"", "xml:lang='ru-RU'", "country=\"RU\" language=\"ru\""},
        {"", "xml:lang='ru'", "country=none language=\"ru\""},
        {"", "position='fixed'", "absolute-position=fixed relative-position=static"},
        {"", "vertical-align='super'", "baseline-shift=super"},
        {"", "vertical-align='middle'", "alignment-baseline=middle"},
        {"", "vertical-align='20%'", "alignment-adjust=20% alignment-baseline=baseline"},
        {"", "border-spacing='1pt 2pt'", "border-separation=2pt/1pt"},
        {"", "cue='a.wav'", "!"},
        {"", "size='10cm 20cm'", "page-height=566.929pt page-width=283.465pt"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void shorthands_know_their_words(void **state)
{
    static const value_case cases[] = {
        {"", "padding=''", "!"},
        {"", "padding='1pt 2pt 3pt'",
         "padding-before=1pt padding-after=3pt padding-start=2pt padding-end=2pt"},
        {"", "border-top='max(1pt, 2pt) solid'",
         "border-before-color=- border-before-style=solid border-before-width=2pt"},
        {"", "border-top='solid system-color(\"Menu\")'",
         "border-before-color=#C0C0C0 border-before-style=solid border-before-width=1pt"},
        {"", "border-top='2pt 3pt'", "!"},
        {"", "border-top='red blue'", "!"},
        {"", "border-top=' '", "!"},
        {"", "background='none'",
         "background-attachment=scroll background-color=transparent background-image=none "
         "background-repeat=repeat"},
        {"", "background='fixed repeat-x right bottom #123456'",
         "background-attachment=fixed background-color=#123456 background-image=none "
         "background-repeat=repeat-x background-position-horizontal=100% "
         "background-position-vertical=100%"},
        {"", "background='center 10%'",
         "background-attachment=scroll background-color=transparent background-image=none "
         "background-repeat=repeat background-position-horizontal=50% "
         "background-position-vertical=10%"},
        {"", "background='1pt 2pt 3pt'", "!"},
        {"", "background='red blue'", "!"},
        {"", "background-position=''", "!"},
        {"", "background-position='left'",
         "background-position-horizontal=0pt background-position-vertical=50%"},
        {"", "background-position='bottom'",
         "background-position-horizontal=50% background-position-vertical=100%"},
        {"", "background-position='10% bottom'",
         "background-position-horizontal=10% background-position-vertical=100%"},
        {"", "background-position='center left'",
         "background-position-horizontal=0pt background-position-vertical=50%"},
        {"", "background-position='1pt 2pt 3pt'", "!"},
        {"", "font='normal small-caps normal 12pt A'",
         "font-family=\"A\" font-size=12pt font-style=normal font-variant=small-caps "
         "font-weight=400 line-height=normal"},
        {"", "font='x-large/110% A'",
         "font-family=\"A\" font-size=17.28pt font-style=normal font-variant=normal "
         "font-weight=400 line-height=19.008pt"},
        {"", "font='9pt / 11pt A'",
         "font-family=\"A\" font-size=9pt font-style=normal font-variant=normal font-weight=400 "
         "line-height=11pt"},
        {"", "font='9pt/ 11pt A'",
         "font-family=\"A\" font-size=9pt font-style=normal font-variant=normal font-weight=400 "
         "line-height=11pt"},
        {"", "font='9pt /11pt A'",
         "font-family=\"A\" font-size=9pt font-style=normal font-variant=normal font-weight=400 "
         "line-height=11pt"},
        {"", "font='9pt/'", "!"},
        {"", "font='9pt'", "!"},
        {"", "font=''", "!"},
        {"", "font='status-line'", "!"},
        {"", "border-spacing=''", "!"},
        {"", "border-spacing='3pt'", "border-separation=3pt/3pt"},
        {"", "border-spacing='1pt 2pt 3pt'", "!"},
        {"", "size='auto'", "page-height=auto page-width=auto"},
        {"", "size='10pt'", "page-height=10pt page-width=10pt"},
        {"", "size='landscape'", "!"},
        {"", "size='1pt 2pt 3pt'", "!"},
        {"", "size=''", "!"},
        {"", "xml:lang='ru-Cyrl'", "country=none language=\"ru\""},
        {"", "xml:lang=''", "country=none language=none"},
        {"", "vertical-align='sub'", "baseline-shift=sub"},
        {"", "vertical-align='top'", "alignment-baseline=before-edge"},
        {"", "vertical-align='text-bottom'", "alignment-baseline=text-after-edge"},
        {"", "vertical-align='-2pt'", "alignment-adjust=-2pt alignment-baseline=baseline"},
        {"", "vertical-align='sideways'", "!"},
        {"", "vertical-align=''", "!"},
        {"", "page-break-after='always'", "break-after=page keep-with-next=auto"},
        {"", "page-break-before='right'", "break-before=odd-page keep-with-previous=auto"},
        {"", "page-break-before='left'", "break-before=even-page keep-with-previous=auto"},
        {"", "white-space='nowrap'",
         "linefeed-treatment=treat-as-space white-space-treatment=ignore-if-surrounding-linefeed "
         "white-space-collapse=true wrap-option=no-wrap"},
        {"", "position='relative'", "absolute-position=auto relative-position=relative"},
        {"color='red'", "border-top='inherit'",
         "border-before-color=- border-before-style=none border-before-width=1pt"},
        {"border-top='2pt solid red'", "border-top='inherit'",
         "border-before-color=#FF0000 border-before-style=solid border-before-width=2pt"},
        {"", "border='1pt 2pt'", "!"},
        {"", "border='solid dotted'", "!"},
        {"", "border='red blue'", "!"},
        {"", "border=''", "!"},
        {"", "background-position='left top right'", "!"},
        {"", "font='12pt'", "!"},
        {"", "font='12pt/'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

/* A cell makes a reference area: its indents are its own, and its content inherits them. */
static void cells_indent_their_content(void **state)
{
    fixture f = build_text(FLOW(
        "<fo:table start-indent='9pt'><fo:table-body><fo:table-cell margin='0pt' padding='2pt' "
        "border='1pt solid'><fo:block id='x'/></fo:table-cell><fo:table-cell>"
        "<fo:block id='y'/></fo:table-cell></fo:table-body></fo:table>"));
    (void)state;
    assert_int_equal(fo_start_indent(find_id(fo_root(f.tree), "x")).fixed, 3000);
    assert_int_equal(fo_start_indent(find_id(fo_root(f.tree), "y")).fixed, 9000);
    drop(&f);
}

/* Precedence is independent of the order of attributes. */
static void the_more_precise_wins(void **state)
{
    static const value_case cases[] = {
        {"", "border-top-width='3pt' border-width='1pt'",
         "border-before-width=3pt border-after-width=1pt border-start-width=1pt "
         "border-end-width=1pt"},
        {"", "border-top-width='3pt' border-before-width='5pt'", "border-before-width=3pt"},
        {"", "border-before-width='5pt' border-top-width='3pt'", "border-before-width=3pt"},
        {"", "border-before-width='5pt' border-width='3pt'",
         "border-before-width=5pt border-after-width=3pt border-start-width=3pt "
         "border-end-width=3pt"},
        {"", "border-top='1pt solid' border-style='dotted'",
         "border-before-color=- border-before-style=solid border-before-width=1pt "
         "border-after-style=dotted border-start-style=dotted border-end-style=dotted"},
        {"", "border-before-width.conditionality='retain' border-top-width='2pt'",
         "border-before-width=2pt/retain"},
        {"", "border-before-width.length='5pt' border-top-width='2pt'", "border-before-width=2pt"},
        {"", "margin-top='3pt' space-before='9pt'",
         "margin-top=3pt space-before=3pt/3pt/3pt/-/retain"},
        {"", "margin='3pt' space-before='9pt' start-indent='7pt'",
         "margin-top=3pt margin-bottom=3pt margin-left=3pt margin-right=3pt space-before=9pt "
         "space-after=3pt/3pt/3pt/-/retain start-indent=7pt end-indent=3pt"},
        {"", "width='3pt' inline-progression-dimension='9pt'",
         "inline-progression-dimension=3pt width=3pt"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void compounds_have_components(void **state)
{
    static const value_case cases[] = {
        {"", "space-before='3pt'", "space-before=3pt"},
        {"", "space-before.optimum='3pt'", "space-before=-/3pt/-/-/-"},
        {"", "space-before='3pt' space-before.conditionality='retain'",
         "space-before=3pt/3pt/3pt/-/retain"},
        {"", "space-before.precedence='force'", "space-before=-/-/-/force/-"},
        {"", "space-before.precedence='7' space-before.maximum='1pt'", "space-before=-/-/1pt/7/-"},
        {"", "space-before.middle='7'", "!"},
        {"", "keep-together.within-column='always'", "keep-together=-/always/-"},
        {"keep-together='always'", "keep-together.within-page='3'",
         "keep-together=always/always/3"},
        {"", "keep-with-next='12'", "keep-with-next=12"},
        {"", "keep-with-next='auto 3'", "!"},
        {"", "min-width='2pt' max-width='5pt'",
         "inline-progression-dimension=2pt/-/5pt max-width=5pt min-width=2pt"},
        {"", "height='9pt' min-height='2pt'",
         "block-progression-dimension=2pt/9pt/9pt height=9pt min-height=2pt"},
        {"", "padding-top='-1pt'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void indents_follow_margins(void **state)
{
    static const value_case cases[] = {
        {"start-indent='10pt'", "margin-left='5pt'", "margin-left=5pt start-indent=15pt"},
        {"start-indent='10pt'", "margin-left='5pt' padding-left='2pt'",
         "padding-start=2pt margin-left=5pt start-indent=17pt"},
        {"start-indent='10pt'", "margin-left='0pt' border-left='3pt solid'",
         "border-start-color=- border-start-style=solid border-start-width=3pt margin-left=0pt "
         "start-indent=13pt"},
        {"start-indent='10pt'", "margin-left='0pt' border-left-width='3pt'",
         "border-start-width=3pt margin-left=0pt"},
        {"start-indent='10pt'", "margin-left='10%'", "margin-left=10% start-indent=10%+9pt"},
        {"start-indent='20%' end-indent='10%'", "margin-left='10%' padding-left='5%'",
         "padding-start=5% margin-left=10% start-indent=30.5%"},
        {"end-indent='1pt'", "margin-right='auto'", "margin-right=auto"},
        {"start-indent='10pt'", "padding-left='2pt'", "padding-start=2pt"},
    };
    static const value_case containers[] = {
        {"start-indent='10pt'", "margin-left='5pt'", "margin-left=5pt start-indent=5pt"},
    };
    static const value_case inlines[] = {
        {"", "margin-left='5pt'", "margin-left=5pt space-start=5pt"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
    run(containers, COUNT(containers), "block-container");
    run(inlines, COUNT(inlines), "inline");
}

/* Of two objects with the same attributes and inherited values, one in a block and one in a
 * cell. */
static void percentages_are_of_what_is_around(void **state)
{
    static const char *const inner[2] = {
        "<fo:block><fo:block id='block' margin-left='10%'/></fo:block>",
        "<fo:table><fo:table-body><fo:table-cell><fo:block id='cell' margin-left='10%'/>"
        "</fo:table-cell></fo:table-body></fo:table>"};
    (void)state;
    for (int first = 0; first < 2; first++) {
        char xml[1024];
        fixture f;
        snprintf(xml, sizeof xml, FLOW("<fo:block start-indent='100pt'>%s%s</fo:block>"),
                 inner[first], inner[1 - first]);
        f = build_text(xml);
        assert_string_equal(dumped(&f, "block"), "margin-left=10% start-indent=10%+90pt");
        assert_string_equal(dumped(&f, "cell"), "margin-left=10% start-indent=10%+100pt");
        drop(&f);
    }
}

static void other_kinds_are_read(void **state)
{
    static const value_case cases[] = {
        {"", "text-align='left'", "text-align=start"},
        {"", "text-align='right'", "text-align=end"},
        {"", "text-align='middle'", "!"},
        {"", "text-decoration='underline line-through'", "text-decoration=underline+line-through"},
        {"", "text-decoration='none'", "text-decoration=none"},
        {"", "text-decoration='underlined'", "!"},
        {"", "hyphenation-character='-'", "hyphenation-character=\"-\""},
        {"", "hyphenation-character='ab'", "!"},
        {"", "background-image=' url( \"a b.png\" ) '", "background-image=\"a b.png\""},
        {"", "widows='0'", "widows=1"},
        {"", "hyphenation-ladder-count='0'", "hyphenation-ladder-count=1"},
        {"", "orphans='2.6'", "orphans=3"},
        {"", "hyphenation-ladder-count='no-limit'", "hyphenation-ladder-count=no-limit"},
        {"", "reference-orientation='-90'", "reference-orientation=-90"},
        {"", "reference-orientation='45'", "!"},
        {"", "letter-spacing='0.1em'", "letter-spacing=1.2pt"},
        {"", "role='x'", "role=\"x\""},
        {"font-weight='200'", "font-weight='bolder'", "font-weight=400"},
        {"font-weight='400'", "font-weight='bolder'", "font-weight=700"},
        {"font-weight='600'", "font-weight='bolder'", "font-weight=900"},
        {"font-weight='500'", "font-weight='lighter'", "font-weight=100"},
        {"font-weight='bold'", "font-weight='lighter'", "font-weight=400"},
        {"font-weight='900'", "font-weight='lighter'", "font-weight=700"},
        {"", "volume='loud'", "!"},
        {"", "frobnication='7'", "!"},
        {"", "svod:role='P'", "svod:role=P"},
        {"", "xmlns:v='urn:v' v:x='P'", "!"},
    };
    (void)state;
    run(cases, COUNT(cases), "block");
}

static void inherited_values_go_down(void **state)
{
    fixture f = build_text(FLOW("<fo:block font-size='10pt' line-height='150%' color='red' "
                                "keep-together.within-page='always' width='5cm'>"
                                "<fo:block font-size='20pt'><fo:inline id='x'/></fo:block>"
                                "</fo:block>"));
    const fo_node *x = find_id(fo_root(f.tree), "x");
    (void)state;
    assert_int_equal(fo_fixed(x, PR_FONT_SIZE), 20000);
    assert_int_equal(fo_fixed(x, PR_LINE_HEIGHT), 15000); /* computed where it was given */
    assert_int_equal(fo_color_of(x, PR_COLOR).r, 255);
    assert_int_equal(fo_color_of(x, PR_BORDER_TOP_COLOR).r, 255);
    assert_int_equal(fo_keep_of(x, PR_KEEP_TOGETHER).page, KEEP_ALWAYS);
    assert_int_equal(fo_keep_of(x, PR_KEEP_TOGETHER).column, KEEP_AUTO);
    assert_true(fo_is(x, PR_WIDTH, EN_AUTO));
    assert_false(fo_specified(x, PR_COLOR));
    drop(&f);
}

static void compounds_are_consistent(void **state)
{
    static const struct {
        const char *attributes;
        mpt min, opt, max;
    } cases[] = {
        {"space-before='5pt'", 5000, 5000, 5000},
        {"space-before.optimum='5pt'", 0, 5000, 5000},
        {"space-before.minimum='5pt'", 5000, 5000, 5000},
        {"space-before.maximum='5pt'", 0, 0, 5000},
        {"space-before.optimum='5pt' space-before.maximum='3pt'", 0, 3000, 3000},
        {"space-before.minimum='5pt' space-before.optimum='3pt'", 3000, 3000, 3000},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char xml[1024];
        fixture f;
        fo_space s;
        snprintf(xml, sizeof xml, FLOW("<fo:block id='x' %s/>"), cases[i].attributes);
        f = build_text(xml);
        s = fo_space_of(find_id(fo_root(f.tree), "x"), PR_SPACE_BEFORE);
        if (s.min.fixed != cases[i].min || s.opt.fixed != cases[i].opt ||
            s.max.fixed != cases[i].max)
            fail_msg("%s: %d/%d/%d", cases[i].attributes, s.min.fixed, s.opt.fixed, s.max.fixed);
        drop(&f);
    }
}

static void borders_need_a_style(void **state)
{
    fixture f = build_text(FLOW("<fo:block id='x' border-width='4pt' border-top-style='solid' "
                                "border-left-style='hidden' color='blue' padding-start='1pt' "
                                "padding-start.conditionality='retain'/>"));
    const fo_node *x = find_id(fo_root(f.tree), "x");
    bool retain;
    (void)state;
    assert_int_equal(fo_border_of(x, SIDE_BEFORE).width, 4000);
    assert_int_equal(fo_border_of(x, SIDE_BEFORE).style, EN_SOLID);
    assert_int_equal(fo_border_of(x, SIDE_BEFORE).color.b, 255);
    assert_int_equal(fo_border_of(x, SIDE_BEFORE).precedence, -1);
    assert_int_equal(fo_border_of(x, SIDE_AFTER).width, 0);
    assert_int_equal(fo_border_of(x, SIDE_START).width, 0);
    assert_int_equal(fo_padding_of(x, SIDE_START, &retain).fixed, 1000);
    assert_true(retain);
    drop(&f);
}

static void list_functions_are_affine(void **state)
{
    fixture f = build_text(
        FLOW("<fo:list-block provisional-distance-between-starts='30pt' start-indent='5pt' "
             "provisional-label-separation='4pt'><fo:list-item>"
             "<fo:list-item-label id='l' end-indent='label-end()'><fo:block/></fo:list-item-label>"
             "<fo:list-item-body id='b' start-indent='body-start()'><fo:block/>"
             "</fo:list-item-body></fo:list-item></fo:list-block>"));
    fo_len end = fo_end_indent(find_id(fo_root(f.tree), "l"));
    fo_len start = fo_start_indent(find_id(fo_root(f.tree), "b"));
    (void)state;
    assert_int_equal(start.fixed, 35000);
    assert_int_equal(start.percent, 0);
    assert_int_equal(end.percent, 100000);
    assert_int_equal(end.fixed, -31000);
    assert_int_equal(fo_len_at(end, 100000), 69000);
    drop(&f);
}

/* Each row is found by its name, and its initial value is a value of the property. */
static void every_property_has_a_row(void **state)
{
    (void)state;
    for (unsigned p = 0; p < PR_COUNT; p++) {
        char xml[1024];
        fixture f;
        snprintf(xml, sizeof xml, FLOW("<fo:block %s='inherit'/>"), fo_prop_name(p));
        f = build_text(xml);
        for (size_t i = 0; i < diag_count(f.dg); i++)
            if (strcmp(diag_get(f.dg, i).code, "F20") == 0)
                fail_msg("%s is not known", fo_prop_name(p));
        drop(&f);
    }
}

static void initial_values_parse(void **state)
{
    static const struct {
        const char *name, *initial;
    } rows[] = {
#define PROPERTY(id, name, inherited, kind, initial, percent) {name, initial},
#include "fo/properties.def"
#undef PROPERTY
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char xml[1024];
        fixture f;
        if (!*rows[i].initial || strchr(rows[i].initial, '/'))
            continue;
        snprintf(xml, sizeof xml, FLOW("<fo:block %s='%s'/>"), rows[i].name, rows[i].initial);
        f = build_text(xml);
        for (size_t k = 0; k < diag_count(f.dg); k++)
            if (strcmp(diag_get(f.dg, k).code, "F22") != 0) /* aural */
                fail_msg("%s=%s: %s", rows[i].name, rows[i].initial, diag_words(f.dg, k));
        drop(&f);
    }
}

/* Other initial values hold where nothing is given, for compounds and shorthands' parts too. */
static void initial_values_can_be_others(void **state)
{
    static const char *const given[] = {"column-gap=18pt",
                                        "hyphenate=true",
                                        "space-before=6pt",
                                        "font-family=Serif",
                                        "padding-top=3pt",
                                        "orphans=4",
                                        NULL};
    diag *dg = diag_new();
    fo_defaults *defaults = fo_defaults_new(given, dg);
    const fo_source source = {.file = "t.fo", .defaults = defaults};
    fixture f =
        build_with(FLOW("<fo:block id='a'/><fo:block id='b' hyphenate='false' space-before='1pt'"
                        " orphans='2'/>"),
                   &source);
    const fo_node *a, *b;
    (void)state;
    assert_non_null(defaults);
    assert_int_equal(diag_count(dg), 0);
    assert_non_null(f.tree);
    a = find_id(fo_root(f.tree), "a");
    b = find_id(fo_root(f.tree), "b");
    assert_int_equal(fo_fixed(a, PR_COLUMN_GAP), PT(18));
    assert_int_equal(fo_enum(a, PR_HYPHENATE), EN_TRUE);
    assert_int_equal(fo_enum(b, PR_HYPHENATE), EN_FALSE);
    assert_int_equal(fo_space_of(a, PR_SPACE_BEFORE).opt.fixed, PT(6));
    assert_int_equal(fo_space_of(a, PR_SPACE_BEFORE).max.fixed, PT(6));
    assert_int_equal(fo_space_of(b, PR_SPACE_BEFORE).opt.fixed, PT(1));
    assert_string_equal(fo_string(b, PR_FONT_FAMILY), "Serif");
    assert_int_equal(fo_integer(a, PR_ORPHANS), 4);
    assert_int_equal(fo_integer(b, PR_ORPHANS), 2);
    assert_int_equal(fo_padding_of(a, SIDE_BEFORE, NULL).fixed, PT(3));
    assert_int_equal(diag_count(f.dg), 0);
    drop(&f);
    fo_defaults_free(defaults);
    diag_free(dg);
}

/* A family of the weights 300, 400, 600; another of 400 alone. */
static int next_weight(const void *fonts, const char *families, int weight, bool darker)
{
    const int *w = fonts;

    if (strcmp(families, "Many"))
        return darker ? weight + 100 : weight - 100;
    for (int i = 0; i < 3; i++)
        if (darker ? w[i] > weight : w[2 - i] < weight)
            return darker ? w[i] : w[2 - i];
    return weight;
}

/* The object's own family counts, wherever it stands among the attributes. */
static void weights_go_by_families(void **state)
{
    static const int weights[] = {300, 400, 600};
    const fo_source source = {.file = "t.fo", .next_weight = next_weight, .fonts = weights};
    fixture f = build_with(
        FLOW("<fo:block font-family='Many'><fo:block id='a' font-weight='bolder'/>"
             "<fo:block id='b' font-weight='lighter'><fo:block id='c' font-weight='bolder'/>"
             "</fo:block><fo:block id='d' font-weight='bolder' font-family='One'/></fo:block>"
             "<fo:block id='e' font-weight='bolder' font-family='Many'/>"
             "<fo:block id='f' font='bolder 10pt Many'/><fo:block id='g' font-weight='bolder'/>"),
        &source);
    static const struct {
        const char *id;
        int weight;
    } cases[] = {{"a", 600}, {"b", 300}, {"c", 400}, {"d", 500},
                 {"e", 600}, {"f", 600}, {"g", 500}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(fo_integer(find_id(fo_root(f.tree), cases[i].id), PR_FONT_WEIGHT),
                         cases[i].weight);
    drop(&f);
}

static void initial_values_are_checked(void **state)
{
    static const char *const wrong[][2] = {
        {"column-gap"},      {"column-gap="},   {"column-gap=blue"},
        {"margin=3pt"},      {"nothing=1"},     {"=3pt"},
        {"column-gapp=3pt"}, {"hyphenate=yes"}, {""}};
    diag *dg = diag_new();
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (fo_defaults_new(wrong[i], dg) || diag_count(dg) != i + 1)
            fail_msg("%s is taken", wrong[i][0]);
    assert_true(diag_has(dg, "G08"));
    diag_free(dg);
}

static void keywords_are_sorted(void **state)
{
    (void)state;
    for (unsigned k = 2; k < EN_COUNT; k++)
        if (strcmp(fo_keyword_name(k - 1), fo_keyword_name(k)) >= 0)
            fail_msg("%s stands behind %s", fo_keyword_name(k), fo_keyword_name(k - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_are_evaluated),
        cmocka_unit_test(operators_know_their_operands),
        cmocka_unit_test(colours_are_read),
        cmocka_unit_test(nested_parentheses_end),
        cmocka_unit_test(font_sizes_are_relative),
        cmocka_unit_test(values_come_from_elsewhere),
        cmocka_unit_test(shorthands_are_expanded),
        cmocka_unit_test(shorthands_know_their_words),
        cmocka_unit_test(the_more_precise_wins),
        cmocka_unit_test(compounds_have_components),
        cmocka_unit_test(indents_follow_margins),
        cmocka_unit_test(percentages_are_of_what_is_around),
        cmocka_unit_test(cells_indent_their_content),
        cmocka_unit_test(other_kinds_are_read),
        cmocka_unit_test(inherited_values_go_down),
        cmocka_unit_test(compounds_are_consistent),
        cmocka_unit_test(borders_need_a_style),
        cmocka_unit_test(list_functions_are_affine),
        cmocka_unit_test(every_property_has_a_row),
        cmocka_unit_test(initial_values_parse),
        cmocka_unit_test(initial_values_can_be_others),
        cmocka_unit_test(initial_values_are_checked),
        cmocka_unit_test(weights_go_by_families),
        cmocka_unit_test(keywords_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
