/* shorthand.c - the shorthands of 7.31 into the properties they stand for.
 *
 * One table: precision (a more precise shorthand wins, 5.2), the way its text is read, the
 * properties it covers. Work is on slices of the text; values are judged later like any other. */
#include <string.h>

#include "base/spaces.h"
#include "fo/fo_int.h"

typedef struct {
    const char *s;
    size_t n;
} slice;

typedef struct shorthand shorthand;
typedef bool expander(expansion *x, const shorthand *sh, slice text);

enum { MAX_TARGETS = 12 };
struct shorthand {
    fo_prop prop;
    uint8_t precision;
    expander *expand;
    uint16_t target[MAX_TARGETS]; /* 0 ends (no shorthand covers property 0) */
};

static const slice INITIAL = {NULL, 0};

/* The next word: up to white space outside of parentheses and quotes. */
static bool next_word(slice *text, slice *token)
{
    size_t i = 0;
    int depth = 0;
    char quote = 0;

    while (text->n > 0 && is_space(*text->s))
        text->s++, text->n--;
    for (; i < text->n; i++) {
        char c = text->s[i];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (!quote && (c == '(' || c == ')'))
            depth += c == '(' ? 1 : -1;
        else if (!quote && depth <= 0 && is_space(c))
            break;
    }
    *token = (slice){text->s, i};
    text->s += i;
    text->n -= i;
    return i > 0;
}

static bool is_operator(slice t)
{
    return (t.n == 1 && strchr("+-*", *t.s)) ||
           (t.n == 3 && (memcmp(t.s, "div", 3) == 0 || memcmp(t.s, "mod", 3) == 0));
}

/* The next token: a word, or several with operators between them, which are an expression (5.9). */
static bool next_token(slice *text, slice *token)
{
    slice rest, operator, right;

    if (!next_word(text, token))
        return false;
    for (rest = *text; next_word(&rest, &operator) && is_operator(operator);) {
        if (!next_word(&rest, &right))
            break;
        token->n = (size_t)(right.s + right.n - token->s);
        *text = rest;
    }
    return true;
}

static fo_keyword word_of(slice t)
{
    return keyword_find(t.s, t.n);
}

static bool is_word_of(fo_prop p, slice t)
{
    fo_keyword k = word_of(t);
    return k && words_contain(prop_of(p)->words, k);
}

static bool starts_with(slice t, const char *prefix)
{
    size_t n = strlen(prefix);
    return t.n >= n && memcmp(t.s, prefix, n) == 0;
}

static bool is_numeric(slice t)
{
    char c = t.s[0];
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == '(';
}

static void add(expansion *x, fo_prop p, slice t)
{
    expansion_add(x, p, 0, t.s, t.n);
}

static slice text_of(const char *s)
{
    return (slice){s, strlen(s)};
}

/* One to four values: top, right, bottom, left. */
static bool expand_box(expansion *x, const shorthand *sh, slice text)
{
    slice v[4], extra;
    int n = 0;

    while (n < 4 && next_token(&text, &v[n]))
        n++;
    if (n == 0 || next_token(&text, &extra))
        return false;
    if (n < 2)
        v[1] = v[0];
    if (n < 3)
        v[2] = v[0];
    if (n < 4)
        v[3] = v[1];
    for (int i = 0; i < 4; i++)
        add(x, sh->target[i], v[i]);
    return true;
}

/* Width, style and colour in any order, for each triple of targets. */
static bool expand_edges(expansion *x, const shorthand *sh, slice text)
{
    enum { WIDTH, STYLE, COLOR };
    slice v[3] = {INITIAL, INITIAL, INITIAL}, t;
    bool any = false;

    for (; next_token(&text, &t); any = true) {
        int which =
            is_word_of(PR_BORDER_BEFORE_STYLE, t)                    ? STYLE
            : is_word_of(PR_BORDER_BEFORE_WIDTH, t) || is_numeric(t) ? WIDTH
            : t.s[t.n - 1] == ')' && !starts_with(t, "rgb") && !starts_with(t, "system-color")
                ? WIDTH
                : COLOR;
        if (v[which].s)
            return false;
        v[which] = t;
    }
    for (int i = 0; i < MAX_TARGETS && sh->target[i]; i++)
        add(x, sh->target[i], v[i % 3]);
    return any;
}

static bool is_vertical(slice t)
{
    fo_keyword k = word_of(t);
    return k == EN_TOP || k == EN_BOTTOM;
}

static bool is_horizontal(slice t)
{
    fo_keyword k = word_of(t);
    return k == EN_LEFT || k == EN_RIGHT;
}

/* Horizontal and vertical place; keywords may stand the other way round. */
static void add_places(expansion *x, slice a, slice b)
{
    bool swapped = is_vertical(a) || (b.s && is_horizontal(b));

    if (!b.s)
        b = text_of("center");
    add(x, PR_BACKGROUND_POSITION_HORIZONTAL, swapped ? b : a);
    add(x, PR_BACKGROUND_POSITION_VERTICAL, swapped ? a : b);
}

static bool expand_places(expansion *x, const shorthand *sh, slice text)
{
    slice a, b = INITIAL, extra;

    (void)sh;
    if (!next_token(&text, &a))
        return false;
    if (!next_token(&text, &b))
        b = INITIAL;
    else if (next_token(&text, &extra))
        return false;
    add_places(x, a, b);
    return true;
}

static bool expand_background(expansion *x, const shorthand *sh, slice text)
{
    slice place[2] = {INITIAL, INITIAL}, t;
    slice color = INITIAL, image = INITIAL, repeat = INITIAL, attachment = INITIAL;
    int places = 0;

    (void)sh;
    while (next_token(&text, &t)) {
        if (is_word_of(PR_BACKGROUND_REPEAT, t)) {
            repeat = t;
        } else if (is_word_of(PR_BACKGROUND_ATTACHMENT, t)) {
            attachment = t;
        } else if (starts_with(t, "url(") || word_of(t) == EN_NONE) {
            image = t;
        } else if (is_vertical(t) || is_horizontal(t) || word_of(t) == EN_CENTER || is_numeric(t)) {
            if (places == 2)
                return false;
            place[places++] = t;
        } else {
            if (color.s)
                return false;
            color = t;
        }
    }
    add(x, PR_BACKGROUND_COLOR, color);
    add(x, PR_BACKGROUND_IMAGE, image);
    add(x, PR_BACKGROUND_REPEAT, repeat);
    add(x, PR_BACKGROUND_ATTACHMENT, attachment);
    if (places)
        add_places(x, place[0], place[1]);
    return true;
}

/* "12pt/14pt" as it stands before the bar. */
static slice before_bar(slice t)
{
    const char *bar = memchr(t.s, '/', t.n);

    return bar ? (slice){t.s, (size_t)(bar - t.s)} : t;
}

static bool is_font_size(slice t)
{
    t = before_bar(t);
    return is_word_of(PR_FONT_SIZE, t) || (is_numeric(t) && !(t.n == 3 && t.s[2] == '0'));
}

/* What stands behind the bar that `size` may end with, or that comes next; blanks may stand around
 * it. False: nothing. */
static bool take_height(slice *size, slice *text, slice *height)
{
    const slice whole = *size;
    slice t = *text;

    *size = before_bar(whole);
    *height = INITIAL;
    if (size->n == whole.n) {
        if (!next_token(&t, height) || *height->s != '/') {
            *height = INITIAL;
            return true;
        }
        *text = t;
        *height = (slice){height->s + 1, height->n - 1};
    } else {
        *height = (slice){whole.s + size->n + 1, whole.n - size->n - 1};
    }
    return height->n > 0 || next_token(text, height);
}

static bool expand_system_font(expansion *x, const shorthand *sh, slice name)
{
    static const slice small = {"small", 5};

    for (int i = 0; i < 3; i++)
        add(x, sh->target[i], INITIAL);
    add(x, PR_FONT_SIZE, name.n == strlen("small-caption") ? small : INITIAL);
    add(x, PR_LINE_HEIGHT, INITIAL);
    add(x, PR_FONT_FAMILY, INITIAL);
    return true;
}

/* [style || variant || weight]? size[/line-height]? family. */
static bool expand_font(expansion *x, const shorthand *sh, slice text)
{
    slice v[3] = {INITIAL, INITIAL, INITIAL}, t, size, height;

    if (is_system_font(text.s, text.n))
        return expand_system_font(x, sh, text);
    for (;;) {
        if (!next_token(&text, &t))
            return false;
        if (is_font_size(t))
            break;
        if (word_of(t) == EN_NORMAL)
            continue;
        v[is_word_of(PR_FONT_STYLE, t) ? 0 : is_word_of(PR_FONT_VARIANT, t) ? 1 : 2] = t;
    }
    size = t;
    if (!take_height(&size, &text, &height))
        return false;
    for (int i = 0; i < 3; i++)
        add(x, sh->target[i], v[i]);
    add(x, PR_FONT_SIZE, size);
    add(x, PR_LINE_HEIGHT, height);
    add(x, PR_FONT_FAMILY, text);
    return text.n > 0;
}

/* One or two lengths: inline-progression-direction, block-progression-direction. */
static bool expand_spacing(expansion *x, const shorthand *sh, slice text)
{
    slice a, b, extra;

    if (!next_token(&text, &a))
        return false;
    if (!next_token(&text, &b))
        b = a;
    else if (next_token(&text, &extra))
        return false;
    expansion_add(x, sh->target[0], 1, b.s, b.n);
    expansion_add(x, sh->target[0], 2, a.s, a.n);
    return true;
}

/* Page size: width and height, or auto, or a turned sheet of unknown size. */
static bool expand_size(expansion *x, const shorthand *sh, slice text)
{
    slice a, b, extra;

    if (!next_token(&text, &a) || word_of(a) == EN_LANDSCAPE || word_of(a) == EN_PORTRAIT)
        return false;
    if (!next_token(&text, &b))
        b = a;
    else if (next_token(&text, &extra))
        return false;
    add(x, sh->target[0], a);
    add(x, sh->target[1], b);
    return true;
}

/* "ru-RU": language and country. */
static bool expand_language(expansion *x, const shorthand *sh, slice text)
{
    const char *bar = memchr(text.s, '-', text.n);
    size_t n = bar ? (size_t)(bar - text.s) : text.n;

    add(x, sh->target[0], n ? (slice){text.s, n} : text_of("none"));
    if (bar && text.n - n - 1 == 2)
        add(x, sh->target[1], (slice){bar + 1, 2});
    else
        add(x, sh->target[1], INITIAL);
    return true;
}

static bool expand_aural(expansion *x, const shorthand *sh, slice text)
{
    (void)sh;
    (void)text;
    x->why = MSG_FO_PROPERTY_UNSUPPORTED;
    return false;
}

/* Keywords that stand for values of several properties. "=" repeats the text itself. */
static const struct {
    uint16_t shorthand, word, target;
    const char *value;
} words[] = {
#define WORD(sh, word, target, value)                                                              \
    {                                                                                              \
        PR_##sh, EN_##word, PR_##target, value                                                     \
    }
    WORD(WHITE_SPACE, NORMAL, LINEFEED_TREATMENT, "treat-as-space"),
    WORD(WHITE_SPACE, NORMAL, WHITE_SPACE_COLLAPSE, "true"),
    WORD(WHITE_SPACE, NORMAL, WHITE_SPACE_TREATMENT, "ignore-if-surrounding-linefeed"),
    WORD(WHITE_SPACE, NORMAL, WRAP_OPTION, "wrap"),
    WORD(WHITE_SPACE, PRE, LINEFEED_TREATMENT, "preserve"),
    WORD(WHITE_SPACE, PRE, WHITE_SPACE_COLLAPSE, "false"),
    WORD(WHITE_SPACE, PRE, WHITE_SPACE_TREATMENT, "preserve"),
    WORD(WHITE_SPACE, PRE, WRAP_OPTION, "no-wrap"),
    WORD(WHITE_SPACE, NOWRAP, LINEFEED_TREATMENT, "treat-as-space"),
    WORD(WHITE_SPACE, NOWRAP, WHITE_SPACE_COLLAPSE, "true"),
    WORD(WHITE_SPACE, NOWRAP, WHITE_SPACE_TREATMENT, "ignore-if-surrounding-linefeed"),
    WORD(WHITE_SPACE, NOWRAP, WRAP_OPTION, "no-wrap"),
    WORD(POSITION, STATIC, RELATIVE_POSITION, "static"),
    WORD(POSITION, STATIC, ABSOLUTE_POSITION, "auto"),
    WORD(POSITION, RELATIVE, RELATIVE_POSITION, "relative"),
    WORD(POSITION, RELATIVE, ABSOLUTE_POSITION, "auto"),
    WORD(POSITION, ABSOLUTE, RELATIVE_POSITION, "static"),
    WORD(POSITION, ABSOLUTE, ABSOLUTE_POSITION, "absolute"),
    WORD(POSITION, FIXED, RELATIVE_POSITION, "static"),
    WORD(POSITION, FIXED, ABSOLUTE_POSITION, "fixed"),
    WORD(PAGE_BREAK_BEFORE, AUTO, BREAK_BEFORE, "auto"),
    WORD(PAGE_BREAK_BEFORE, AUTO, KEEP_WITH_PREVIOUS, "auto"),
    WORD(PAGE_BREAK_BEFORE, ALWAYS, BREAK_BEFORE, "page"),
    WORD(PAGE_BREAK_BEFORE, ALWAYS, KEEP_WITH_PREVIOUS, "auto"),
    WORD(PAGE_BREAK_BEFORE, AVOID, BREAK_BEFORE, "auto"),
    WORD(PAGE_BREAK_BEFORE, AVOID, KEEP_WITH_PREVIOUS, "always"),
    WORD(PAGE_BREAK_BEFORE, LEFT, BREAK_BEFORE, "even-page"),
    WORD(PAGE_BREAK_BEFORE, LEFT, KEEP_WITH_PREVIOUS, "auto"),
    WORD(PAGE_BREAK_BEFORE, RIGHT, BREAK_BEFORE, "odd-page"),
    WORD(PAGE_BREAK_BEFORE, RIGHT, KEEP_WITH_PREVIOUS, "auto"),
    WORD(PAGE_BREAK_AFTER, AUTO, BREAK_AFTER, "auto"),
    WORD(PAGE_BREAK_AFTER, AUTO, KEEP_WITH_NEXT, "auto"),
    WORD(PAGE_BREAK_AFTER, ALWAYS, BREAK_AFTER, "page"),
    WORD(PAGE_BREAK_AFTER, ALWAYS, KEEP_WITH_NEXT, "auto"),
    WORD(PAGE_BREAK_AFTER, AVOID, BREAK_AFTER, "auto"),
    WORD(PAGE_BREAK_AFTER, AVOID, KEEP_WITH_NEXT, "always"),
    WORD(PAGE_BREAK_AFTER, LEFT, BREAK_AFTER, "even-page"),
    WORD(PAGE_BREAK_AFTER, LEFT, KEEP_WITH_NEXT, "auto"),
    WORD(PAGE_BREAK_AFTER, RIGHT, BREAK_AFTER, "odd-page"),
    WORD(PAGE_BREAK_AFTER, RIGHT, KEEP_WITH_NEXT, "auto"),
    WORD(PAGE_BREAK_INSIDE, AUTO, KEEP_TOGETHER, "auto"),
    WORD(PAGE_BREAK_INSIDE, AVOID, KEEP_TOGETHER, "always"),
    WORD(VERTICAL_ALIGN, BASELINE, ALIGNMENT_BASELINE, "baseline"),
    WORD(VERTICAL_ALIGN, MIDDLE, ALIGNMENT_BASELINE, "middle"),
    WORD(VERTICAL_ALIGN, TOP, ALIGNMENT_BASELINE, "before-edge"),
    WORD(VERTICAL_ALIGN, BOTTOM, ALIGNMENT_BASELINE, "after-edge"),
    WORD(VERTICAL_ALIGN, TEXT_TOP, ALIGNMENT_BASELINE, "text-before-edge"),
    WORD(VERTICAL_ALIGN, TEXT_BOTTOM, ALIGNMENT_BASELINE, "text-after-edge"),
    WORD(VERTICAL_ALIGN, SUB, BASELINE_SHIFT, "sub"),
    WORD(VERTICAL_ALIGN, SUPER, BASELINE_SHIFT, "super"),
#undef WORD
};

static bool expand_word(expansion *x, const shorthand *sh, slice text)
{
    fo_keyword k = word_of(text);
    bool found = false;

    for (size_t i = 0; i < COUNT(words); i++) {
        if (words[i].shorthand == sh->prop && words[i].word == k) {
            add(x, words[i].target, text_of(words[i].value));
            found = true;
        }
    }
    return found;
}

/* Keywords as above; a length or percentage moves the alignment point (7.31.22). */
static bool expand_vertical_align(expansion *x, const shorthand *sh, slice text)
{
    if (text.n > 0 && is_numeric(text)) {
        add(x, PR_ALIGNMENT_BASELINE, text_of("baseline"));
        add(x, PR_ALIGNMENT_ADJUST, text);
        return true;
    }
    return expand_word(x, sh, text);
}

#define EDGE(side) PR_BORDER_##side##_WIDTH, PR_BORDER_##side##_STYLE, PR_BORDER_##side##_COLOR
#define BOX(kind)                                                                                  \
    {                                                                                              \
        PR_BORDER_TOP_##kind, PR_BORDER_RIGHT_##kind, PR_BORDER_BOTTOM_##kind,                     \
            PR_BORDER_LEFT_##kind                                                                  \
    }
static const shorthand shorthands[] = {
    {PR_BORDER, 0, expand_edges, {EDGE(TOP), EDGE(RIGHT), EDGE(BOTTOM), EDGE(LEFT)}},
    {PR_BORDER_WIDTH, 1, expand_box, BOX(WIDTH)},
    {PR_BORDER_STYLE, 1, expand_box, BOX(STYLE)},
    {PR_BORDER_COLOR, 1, expand_box, BOX(COLOR)},
    {PR_BORDER_TOP, 2, expand_edges, {EDGE(TOP)}},
    {PR_BORDER_RIGHT, 2, expand_edges, {EDGE(RIGHT)}},
    {PR_BORDER_BOTTOM, 2, expand_edges, {EDGE(BOTTOM)}},
    {PR_BORDER_LEFT, 2, expand_edges, {EDGE(LEFT)}},
    {PR_MARGIN, 0, expand_box, {PR_MARGIN_TOP, PR_MARGIN_RIGHT, PR_MARGIN_BOTTOM, PR_MARGIN_LEFT}},
    {PR_PADDING,
     0,
     expand_box,
     {PR_PADDING_TOP, PR_PADDING_RIGHT, PR_PADDING_BOTTOM, PR_PADDING_LEFT}},
    {PR_BACKGROUND,
     0,
     expand_background,
     {PR_BACKGROUND_COLOR, PR_BACKGROUND_IMAGE, PR_BACKGROUND_REPEAT, PR_BACKGROUND_ATTACHMENT,
      PR_BACKGROUND_POSITION_HORIZONTAL, PR_BACKGROUND_POSITION_VERTICAL}},
    {PR_BACKGROUND_POSITION,
     1,
     expand_places,
     {PR_BACKGROUND_POSITION_HORIZONTAL, PR_BACKGROUND_POSITION_VERTICAL}},
    {PR_BORDER_SPACING, 0, expand_spacing, {PR_BORDER_SEPARATION}},
    {PR_FONT,
     0,
     expand_font,
     {PR_FONT_STYLE, PR_FONT_VARIANT, PR_FONT_WEIGHT, PR_FONT_SIZE, PR_LINE_HEIGHT,
      PR_FONT_FAMILY}},
    {PR_PAGE_BREAK_BEFORE, 0, expand_word, {PR_BREAK_BEFORE, PR_KEEP_WITH_PREVIOUS}},
    {PR_PAGE_BREAK_AFTER, 0, expand_word, {PR_BREAK_AFTER, PR_KEEP_WITH_NEXT}},
    {PR_PAGE_BREAK_INSIDE, 0, expand_word, {PR_KEEP_TOGETHER}},
    {PR_POSITION, 0, expand_word, {PR_RELATIVE_POSITION, PR_ABSOLUTE_POSITION}},
    {PR_SIZE, 0, expand_size, {PR_PAGE_WIDTH, PR_PAGE_HEIGHT}},
    {PR_VERTICAL_ALIGN,
     0,
     expand_vertical_align,
     {PR_ALIGNMENT_BASELINE, PR_ALIGNMENT_ADJUST, PR_BASELINE_SHIFT}},
    {PR_WHITE_SPACE,
     0,
     expand_word,
     {PR_LINEFEED_TREATMENT, PR_WHITE_SPACE_COLLAPSE, PR_WHITE_SPACE_TREATMENT, PR_WRAP_OPTION}},
    {PR_XML_LANG, 0, expand_language, {PR_LANGUAGE, PR_COUNTRY}},
    {PR_CUE, 0, expand_aural, {0}},
    {PR_PAUSE, 0, expand_aural, {0}},
};

/* A single `inherit`, or a function that takes another object's value: for each property
 * covered. */
static bool covers_all(slice text)
{
    slice token = INITIAL, rest = text;

    return next_token(&rest, &token) && token.n == text.n &&
           ((token.n == 7 && starts_with(token, "inherit")) || starts_with(token, "from-parent(") ||
            starts_with(token, "from-nearest-specified-value("));
}

bool shorthand_expand(expansion *x, fo_prop p, const char *s, size_t n)
{
    slice text = {s, n};

    spaces_trim(&text.s, &text.n);
    for (size_t i = 0; i < COUNT(shorthands); i++) {
        const shorthand *sh = &shorthands[i];
        if (sh->prop != p)
            continue;
        x->rank = (uint8_t)(RANK_SHORTHAND + sh->precision);
        if (!covers_all(text))
            return sh->expand(x, sh, text);
        for (int k = 0; k < MAX_TARGETS && sh->target[k]; k++)
            add(x, sh->target[k], text);
        return true;
    }
    return false;
}
