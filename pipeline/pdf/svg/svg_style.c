/* svg_style.c - from presentation attributes, style sheets and the style attribute (SVG 1.1, 6.4)
 * to an svg_style. The strongest value of each property is collected first, then each is read by
 * its row of one table; those that give the size of an em come before the others. */
#include <math.h>
#include <string.h>

#include "pdf/svg/svg_int.h"

const svg_style svg_initial_style = {
    .color = {0, 0, 0, 255},
    .fill = {PAINT_COLOR, {0, 0, 0, 255}},
    .fill_opacity = 1,
    .stroke_opacity = 1,
    .stroke_width = 1,
    .miter_limit = 4,
    .family = "sans-serif",
    .font_size = 16,
    .weight = 400,
    .display = DISPLAY_NONE + 1,
    .opacity = 1,
};

/* One value that is being set. */
typedef struct property property;
typedef struct {
    svg_drawing *d;
    const xmlNode *node;
    svg_state *s; /* of the element */
    const svg_style *parent;
    const property *row;
    void *field;
} setting;

struct property {
    const char *name;
    bool (*set)(setting *g, const char *value);
    size_t offset, size;
    const char *keywords; /* of set_keyword; the number of the word is the value */
    bool early;
};

/* ---- lengths ---- */

double svg_resolve(const svg_state *s, svg_length l, double percent_of)
{
    switch (l.unit) {
    case UNIT_EM:
        return l.value * s->style.font_size;
    case UNIT_EX:
        return l.value * s->style.font_size / 2;
    case UNIT_PERCENT:
        return l.value * percent_of / 100;
    default:
        return l.value;
    }
}

double svg_diagonal(const svg_state *s)
{
    return sqrt((s->view_w * s->view_w + s->view_h * s->view_h) / 2);
}

static bool set_length(setting *g, const char *value)
{
    svg_length l;

    if (!svg_only_length(value, &l))
        return false;
    *(double *)g->field = svg_resolve(g->s, l, svg_diagonal(g->s));
    return true;
}

static bool set_positive(setting *g, const char *value)
{
    svg_length l;
    double v;

    if (!svg_only_length(value, &l) || (v = svg_resolve(g->s, l, svg_diagonal(g->s))) < 0)
        return false;
    *(double *)g->field = v;
    return true;
}

static bool set_spacing(setting *g, const char *value)
{
    if (!strcmp(value, "normal")) {
        *(double *)g->field = 0;
        return true;
    }
    return set_length(g, value);
}

static bool set_opacity(setting *g, const char *value)
{
    svg_length l;
    double v;

    if (!svg_only_length(value, &l))
        return false;
    v = svg_resolve(g->s, l, 1);
    *(double *)g->field = v < 0 ? 0 : v > 1 ? 1 : v;
    return true;
}

/* ---- words ---- */

static bool set_keyword(setting *g, const char *value)
{
    size_t n = strlen(value), number = 0;

    for (const char *k = g->row->keywords; *k; number++) {
        size_t len = strcspn(k, " ");
        if (len == n && !memcmp(k, value, n)) {
            *(uint8_t *)g->field = (uint8_t)number;
            return true;
        }
        k += len;
        k += *k == ' ';
    }
    return false;
}

/* As set_keyword, but words that are not in the list are no mistake and all mean the same. */
static bool set_keyword_or_other(setting *g, const char *value)
{
    if (!set_keyword(g, value))
        *(uint8_t *)g->field = UINT8_MAX;
    return true;
}

static bool set_string(setting *g, const char *value)
{
    *(const char **)g->field = arena_strdup(g->d->mem, value);
    return true;
}

/* "none" or "url(#name)", whose name is kept with its '#'. */
static const char *url_name(arena *a, const char **s)
{
    const char *from, *to;

    if (strncmp(*s, "url(", 4))
        return NULL;
    from = *s + 4;
    to = strchr(from, ')');
    if (!to)
        return NULL;
    *s = to + 1;
    while (from < to && strchr(" \t\n'\"", *from))
        from++;
    while (to > from && strchr(" \t\n'\"", to[-1]))
        to--;
    return arena_strndup(a, from, (size_t)(to - from));
}

static bool set_reference(setting *g, const char *value)
{
    const char *name = url_name(g->d->mem, &value);

    *(const char **)g->field = name;
    return name || !strcmp(value, "none");
}

static bool refuse(setting *g, const char *value)
{
    if (strcmp(value, "none") && strcmp(value, "inherit"))
        svg_unsupported(g->d, g->node, g->row->name);
    return true;
}

/* Not read with the others. */
static bool set_later(setting *g, const char *value)
{
    (void)g;
    (void)value;
    return true;
}

/* ---- colours ---- */

static bool set_color(setting *g, const char *value)
{
    if (svg_is_word(value, strlen(value), "currentcolor"))
        return true;
    return svg_parse_color(value, g->field);
}

static bool stop_color(svg_drawing *d, const xmlNode *stop, fo_color *out);

/* What stands for a gradient that is not drawn: the mean of its colours. */
static bool mean_of_stops(svg_drawing *d, const xmlNode *server, fo_color *out)
{
    unsigned sum[3] = {0, 0, 0}, n = 0;
    fo_color c;

    for (int hops = 0; server && !n && hops < 4; hops++) {
        const char *href = svg_href(server);
        const xmlNode *stop = svg_first(server);
        for (int i = 0; stop && i < 16; i++, stop = svg_next(stop)) {
            if (!svg_is(stop, "stop") || !stop_color(d, stop, &c))
                continue;
            sum[0] += c.r;
            sum[1] += c.g;
            sum[2] += c.b;
            n++;
        }
        server = href && *href == '#' ? svg_by_id(d, href + 1) : NULL;
    }
    if (n)
        *out = (fo_color){(uint8_t)(sum[0] / n), (uint8_t)(sum[1] / n), (uint8_t)(sum[2] / n), 255};
    return n > 0;
}

/* "url(#name) fallback" */
static bool set_server(setting *g, svg_paint *p, const char *name, const char *fallback)
{
    const xmlNode *server = svg_refer(g->d, g->node, name);
    fo_color grey = {192, 192, 192, 255};

    svg_skip_space(&fallback);
    *p = (svg_paint){.kind = PAINT_NONE};
    if (*fallback && svg_parse_color(fallback, &p->color))
        p->kind = PAINT_COLOR;
    if (!server)
        return true;
    svg_unsupported(g->d, server, (const char *)server->name);
    if (p->kind == PAINT_NONE && strcmp(fallback, "none")) {
        p->kind = PAINT_COLOR;
        if (!mean_of_stops(g->d, server, &p->color))
            p->color = grey;
    }
    return true;
}

static bool set_paint(setting *g, const char *value)
{
    svg_paint *p = g->field, read = {.kind = PAINT_COLOR};
    const char *name = url_name(g->d->mem, &value);

    if (name)
        return set_server(g, p, name, value);
    if (!strcmp(value, "none") || !strcmp(value, "transparent"))
        read.kind = PAINT_NONE;
    else if (svg_is_word(value, strlen(value), "currentcolor"))
        read.kind = PAINT_CURRENT;
    else if (!svg_parse_color(value, &read.color))
        return false;
    *p = read;
    return true;
}

/* ---- strokes ---- */

/* An odd number of lengths counts twice; none may be negative, not all zero. */
static bool set_dashes(setting *g, const char *value)
{
    double v[SVG_DASHES], sum = 0;
    size_t n = 0;
    svg_length l;

    g->s->style.dash_count = 0;
    if (!strcmp(value, "none"))
        return true;
    for (svg_skip_space(&value); *value && n < SVG_DASHES / 2; svg_skip_comma(&value)) {
        if (!svg_scan_length(&value, &l))
            return false;
        v[n] = svg_resolve(g->s, l, svg_diagonal(g->s));
        if (v[n] < 0)
            return false;
        sum += v[n++];
    }
    if (*value || sum <= 0)
        return !*value;
    if (n % 2) {
        memcpy(v + n, v, n * sizeof *v);
        n *= 2;
    }
    g->s->style.dashes = arena_memdup(g->d->mem, v, n * sizeof *v);
    g->s->style.dash_count = n;
    return true;
}

/* ---- fonts ---- */

static bool set_font_size(setting *g, const char *value)
{
    static const struct {
        const char *name;
        double factor; /* of medium */
    } names[] = {
        {"xx-small", 9.0 / 16}, {"x-small", 10.0 / 16}, {"small", 13.0 / 16}, {"medium", 1},
        {"large", 18.0 / 16},   {"x-large", 24.0 / 16}, {"xx-large", 2},
    };
    svg_state parent = {.style = *g->parent};
    svg_length l;
    double v;

    for (size_t i = 0; i < COUNT(names); i++) {
        if (!strcmp(value, names[i].name)) {
            g->s->style.font_size = svg_initial_style.font_size * names[i].factor;
            return true;
        }
    }
    if (!svg_only_length(value, &l) || (v = svg_resolve(&parent, l, g->parent->font_size)) < 0)
        return false;
    g->s->style.font_size = v;
    return true;
}

static bool set_weight(setting *g, const char *value)
{
    int old = g->parent->weight, *weight = &g->s->style.weight;
    double v;

    if (!strcmp(value, "normal"))
        *weight = 400;
    else if (!strcmp(value, "bold"))
        *weight = 700;
    else if (!strcmp(value, "bolder"))
        *weight = old < 400 ? 400 : old < 600 ? 700 : 900;
    else if (!strcmp(value, "lighter"))
        *weight = old > 700 ? 700 : old > 500 ? 400 : 100;
    else if (svg_scan_number(&value, &v) && !*value && v >= 1 && v <= 1000)
        *weight = v < 100 ? 100 : v > 900 ? 900 : (int)v;
    else
        return false;
    return true;
}

/* "bold 12px/1.2 Arial, sans-serif": words in any order, the size, the families. */
static bool set_font(setting *g, const char *value)
{
    setting part = *g;

    g->s->style.weight = 400;
    g->s->style.italic = 0;
    for (;;) {
        size_t n = strcspn(value, " \t\n/");
        char *word = arena_strndup(g->d->mem, value, n);
        if (!n)
            return false;
        value += n;
        if (!strcmp(word, "italic") || !strcmp(word, "oblique"))
            g->s->style.italic = 1;
        else if (set_font_size(&part, word))
            break;
        else if (strcmp(word, "normal") && strcmp(word, "small-caps") && !set_weight(&part, word))
            return false;
        svg_skip_space(&value);
    }
    svg_skip_space(&value);
    if (*value == '/') {
        value++;
        svg_skip_space(&value);
        value += strcspn(value, " \t\n");
    }
    svg_skip_space(&value);
    part.field = &g->s->style.family;
    return *value && set_string(&part, value);
}

static bool set_decoration(setting *g, const char *value)
{
    static const struct {
        const char *name;
        uint8_t bit;
    } lines[] = {{"underline", DECORATION_UNDER},
                 {"overline", DECORATION_OVER},
                 {"line-through", DECORATION_THROUGH}};

    for (size_t i = 0; i < COUNT(lines); i++)
        if (strstr(value, lines[i].name))
            g->s->style.decoration |= lines[i].bit;
    return true;
}

/* Adds to what the parent is shifted. */
static bool set_shift(setting *g, const char *value)
{
    double *shift = &g->s->style.shift, size = g->parent->font_size;
    svg_length l;

    if (!strcmp(value, "super"))
        *shift += size * 0.4;
    else if (!strcmp(value, "sub"))
        *shift -= size * 0.2;
    else if (svg_only_length(value, &l))
        *shift += svg_resolve(g->s, l, size);
    else
        return !strcmp(value, "baseline");
    return true;
}

/* ---- the table ---- */

#define FIELD(member) offsetof(svg_style, member), sizeof(((svg_style *)NULL)->member)
#define BASELINES     "alphabetic middle central hanging mathematical text-before-edge text-after-edge"

/* Sorted by name. */
static const property properties[] = {
    {"alignment-baseline", set_keyword_or_other, FIELD(baseline), BASELINES, false},
    {"baseline-shift", set_shift, FIELD(shift), NULL, false},
    {"clip-path", set_reference, FIELD(clip), NULL, false},
    {"clip-rule", set_keyword, FIELD(clip_rule), "nonzero evenodd", false},
    {"color", set_color, FIELD(color), NULL, true},
    {"display", set_keyword_or_other, FIELD(display), "none", false},
    {"dominant-baseline", set_keyword_or_other, FIELD(baseline), BASELINES, false},
    {"fill", set_paint, FIELD(fill), NULL, false},
    {"fill-opacity", set_opacity, FIELD(fill_opacity), NULL, false},
    {"fill-rule", set_keyword, FIELD(fill_rule), "nonzero evenodd", false},
    {"filter", refuse, 0, 0, NULL, false},
    {"font", set_font, 0, 0, NULL, true},
    {"font-family", set_string, FIELD(family), NULL, true},
    {"font-size", set_font_size, FIELD(font_size), NULL, true},
    {"font-style", set_keyword, FIELD(italic), "normal italic oblique", true},
    {"font-weight", set_weight, FIELD(weight), NULL, true},
    {"letter-spacing", set_spacing, FIELD(letter_spacing), NULL, false},
    {"marker", refuse, 0, 0, NULL, false},
    {"marker-end", refuse, 0, 0, NULL, false},
    {"marker-mid", refuse, 0, 0, NULL, false},
    {"marker-start", refuse, 0, 0, NULL, false},
    {"mask", refuse, 0, 0, NULL, false},
    {"opacity", set_opacity, FIELD(opacity), NULL, false},
    {"overflow", set_keyword_or_other, FIELD(overflow), "visible auto", false},
    {"stop-color", set_later, 0, 0, NULL, false},
    {"stroke", set_paint, FIELD(stroke), NULL, false},
    {"stroke-dasharray", set_dashes, FIELD(dashes), NULL, false},
    {"stroke-dashoffset", set_length, FIELD(dash_offset), NULL, false},
    {"stroke-linecap", set_keyword, FIELD(cap), "butt round square", false},
    {"stroke-linejoin", set_keyword, FIELD(join), "miter round bevel", false},
    {"stroke-miterlimit", set_positive, FIELD(miter_limit), NULL, false},
    {"stroke-opacity", set_opacity, FIELD(stroke_opacity), NULL, false},
    {"stroke-width", set_positive, FIELD(stroke_width), NULL, false},
    {"text-anchor", set_keyword, FIELD(anchor), "start middle end", false},
    {"text-decoration", set_decoration, FIELD(decoration), NULL, false},
    {"visibility", set_keyword_or_other, FIELD(visibility), "visible", false},
    {"word-spacing", set_spacing, FIELD(word_spacing), NULL, false},
};

static const property *find_property(const char *name, size_t n)
{
    size_t low = 0, high = COUNT(properties);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(properties[middle].name, name, n);
        if (order == 0 && properties[middle].name[n])
            order = 1;
        if (order == 0)
            return &properties[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- the cascade ---- */

typedef struct {
    struct {
        const char *s;
        size_t n;
    } winners[COUNT(properties)];
} cascade;

/* What the shorthand says, and what it leaves out, counts more than what was said before. */
static void forget_parts_of_font(cascade *c)
{
    static const char *const parts[] = {"font-family", "font-size", "font-style", "font-weight"};

    for (size_t i = 0; i < COUNT(parts); i++)
        c->winners[find_property(parts[i], strlen(parts[i])) - properties].s = NULL;
}

static void declare(void *self, const char *name, size_t n, const char *value, size_t len)
{
    cascade *c = self;
    const property *p = find_property(name, n);

    if (!p)
        return;
    if (p->set == set_font)
        forget_parts_of_font(c);
    c->winners[p - properties].s = value;
    c->winners[p - properties].n = len;
}

static void collect(svg_drawing *d, const xmlNode *node, cascade *c)
{
    const char *style = svg_attr(node, "style");

    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *value = a->children ? (const char *)a->children->content : NULL;
        if (!a->ns && value)
            declare(c, (const char *)a->name, strlen((const char *)a->name), value, strlen(value));
    }
    if (d->w->svg_tests < SVG_RULE_TESTS)
        d->w->svg_tests += svg_sheet_apply(d->sheet, node, declare, c);
    if (style)
        svg_declarations(style, strlen(style), declare, c);
}

/* "inherit" takes the parent's value, also of what is not inherited by itself. */
static void set_one(setting *g, const char *value)
{
    g->field = (char *)&g->s->style + g->row->offset;
    if (!strcmp(value, "inherit"))
        memcpy(g->field, (const char *)g->parent + g->row->offset, g->row->size);
    else if (!g->row->set(g, value))
        svg_tell_value(g->d, g->node, g->row->name, value);
}

static void apply(setting *g, const cascade *c, bool early)
{
    for (size_t i = 0; i < COUNT(properties); i++) {
        const char *value = c->winners[i].s;
        size_t n = c->winners[i].n;
        if (!value || properties[i].early != early)
            continue;
        while (n && (unsigned char)*value <= ' ')
            value++, n--;
        while (n && (unsigned char)value[n - 1] <= ' ')
            n--;
        g->row = &properties[i];
        set_one(g, arena_strndup(g->d->mem, value, n));
    }
}

/* Of all that a stop can say its colour alone: paints would lead to other gradients. */
static bool stop_color(svg_drawing *d, const xmlNode *stop, fo_color *out)
{
    const property *p = find_property("stop-color", strlen("stop-color"));
    cascade c = {0};
    const char *value;

    collect(d, stop, &c);
    *out = svg_initial_style.color;
    if (!c.winners[p - properties].s)
        return true;
    value = arena_strndup(d->mem, c.winners[p - properties].s, c.winners[p - properties].n);
    svg_skip_space(&value);
    return svg_parse_color(value, out);
}

void svg_cascade(svg_drawing *d, const xmlNode *node, svg_state *s)
{
    svg_style parent = s->style;
    setting g = {.d = d, .node = node, .s = s, .parent = &parent};
    cascade c = {0};

    s->style.display = svg_initial_style.display;
    s->style.overflow = UINT8_MAX;
    s->style.opacity = 1;
    s->style.clip = NULL;
    collect(d, node, &c);
    apply(&g, &c, true);
    apply(&g, &c, false);
}
