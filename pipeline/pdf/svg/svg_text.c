/* svg_text.c - the element text (SVG 1.1, 10): its characters and those of its tspans, with the
 * place that each is given, in the order in which they stand. White space is that of SVG 2, where a
 * line break counts as a space: nobody means two words to become one. */
#include <string.h>

#include "base/utf8.h"
#include "pdf/svg/svg_int.h"
#include "xml/nodes.h"

enum { AXIS_X, AXIS_Y, AXIS_DX, AXIS_DY, AXES };

/* The lists of one element; its first character is number `start` of the text. */
typedef struct places places;
struct places {
    const places *outer;
    size_t start, count[AXES];
    double *v[AXES];
};

typedef struct {
    svg_drawing *d;
    svg_text t;
    bool preserve;
} collector;

static const char *const axis_names[AXES] = {"x", "y", "dx", "dy"};

/* ---- places ---- */

static double *read_list(collector *k, const xmlNode *node, const svg_state *s, int axis, size_t *n)
{
    const char *value = svg_attr(node, axis_names[axis]), *p = value;
    double base = axis == AXIS_X || axis == AXIS_DX ? s->view_w : s->view_h, *list = NULL;
    size_t cap = 0;
    svg_length l;

    *n = 0;
    if (!p)
        return NULL;
    for (svg_skip_space(&p); svg_scan_length(&p, &l); svg_skip_comma(&p)) {
        list = arena_grow(k->d->mem, list, &cap, *n + 1, sizeof *list);
        list[(*n)++] = svg_resolve(s, l, base);
    }
    if (*p)
        svg_tell_value(k->d, node, axis_names[axis], value);
    return list;
}

/* The innermost list that reaches as far as character `i`. */
static bool place_of(const places *p, int axis, size_t i, double *v)
{
    for (; p; p = p->outer) {
        if (i - p->start < p->count[axis]) {
            *v = p->v[axis][i - p->start];
            return true;
        }
    }
    return false;
}

/* ---- characters ---- */

static void add_char(collector *k, const places *p, const char *s, size_t len)
{
    svg_text *t = &k->t;
    svg_char *c;

    t->chars = arena_grow(k->d->mem, t->chars, &t->cap, t->count + 1, sizeof *t->chars);
    c = &t->chars[t->count];
    *c = (svg_char){
        .at = (uint32_t)t->bytes.len, .len = (uint32_t)len, .span = (uint32_t)(t->span_count - 1)};
    c->has_x = place_of(p, AXIS_X, t->count, &c->x);
    c->has_y = place_of(p, AXIS_Y, t->count, &c->y);
    c->moved = place_of(p, AXIS_DX, t->count, &c->dx);
    c->moved |= place_of(p, AXIS_DY, t->count, &c->dy);
    c->moved |= c->has_x || c->has_y;
    strbuf_add(&t->bytes, s, len);
    t->count++;
}

static bool ends_with_space(const svg_text *t)
{
    return !t->count || t->bytes.data[t->bytes.len - 1] == ' ';
}

static void add_text(collector *k, const places *p, const char *s)
{
    size_t n = strlen(s), len;

    for (size_t i = 0; i < n; i += len) {
        uint32_t cp = utf8_decode(s + i, n - i, &len);
        bool space = cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r';
        if (space && !k->preserve && ends_with_space(&k->t))
            continue;
        if (space)
            add_char(k, p, " ", 1);
        else
            add_char(k, p, s + i, len);
    }
}

/* ---- elements ---- */

static bool preserves(const xmlNode *node, bool inherited)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (a->ns && !strcmp((const char *)a->name, "space") && a->children)
            return !strcmp((const char *)a->children->content, "preserve");
    return inherited;
}

static void push_span(collector *k, const svg_state *s)
{
    svg_text *t = &k->t;

    t->spans = arena_grow(k->d->mem, t->spans, &t->span_cap, t->span_count + 1, sizeof *t->spans);
    t->spans[t->span_count++] = *s;
}

static void collect(collector *k, const xmlNode *node, const svg_state *s, const places *outer);

static void collect_child(collector *k, const xmlNode *node, const svg_state *parent,
                          const places *outer)
{
    svg_drawing *d = k->d;
    svg_state s = *parent;

    if (svg_is(node, "title") || svg_is(node, "desc"))
        return;
    if (!svg_is(node, "tspan") && !svg_is(node, "a"))
        svg_unsupported(d, node, (const char *)node->name);
    if (d->depth == SVG_DEPTH || !svg_charge_element(d, node))
        return;
    svg_cascade(d, node, &s);
    if (s.style.display == DISPLAY_NONE)
        return;
    d->depth++;
    collect(k, node, &s, outer);
    d->depth--;
}

static void collect(collector *k, const xmlNode *node, const svg_state *s, const places *outer)
{
    places own = {.outer = outer, .start = k->t.count};
    const places *p = outer;
    bool preserve = k->preserve;

    for (int axis = 0; axis < AXES; axis++) {
        own.v[axis] = read_list(k, node, s, axis, &own.count[axis]);
        if (own.v[axis])
            p = &own;
    }
    k->preserve = preserves(node, preserve);
    push_span(k, s);
    for (const xmlNode *n = node->children; n && !k->d->full; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && n->ns && svg_is(n, (const char *)n->name)) {
            collect_child(k, n, s, p);
            push_span(k, s);
        } else if (node_is_text(n)) {
            if (svg_charge(k->d, node, strlen((const char *)n->content) / 4))
                add_text(k, p, (const char *)n->content);
        }
    }
    k->preserve = preserve;
}

void svg_draw_text(svg_drawing *d, const xmlNode *node, const svg_state *s)
{
    collector k = {.d = d};

    if (!d->w->shaper)
        return;
    for (const xmlNode *n = node; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
        if (preserves(n, false)) {
            k.preserve = true;
            break;
        }
    }
    if (svg_attr(node, "rotate") || svg_attr(node, "textLength"))
        svg_unsupported(d, node, svg_attr(node, "rotate") ? "rotate" : "textLength");
    collect(&k, node, s, NULL);
    if (!k.preserve && k.t.count && ends_with_space(&k.t))
        k.t.count--;
    if (k.t.count)
        svg_show_text(d, node, &k.t);
    strbuf_free(&k.t.bytes);
}
