/* svg_css.c - style elements: from their text to rules, and the rules that select an element.
 *
 * A selector is a list of compounds (element, .class, #id in any mix, or *), each a descendant of
 * the one before. Going up from the element and taking the nearest ancestor that fits each compound
 * is exact for descendants. Child and sibling selectors, attributes, pseudo-classes and at-rules
 * are left out. Rules are sorted by specificity and order once; applied in that order, the
 * strongest comes last. */
#include <stdlib.h>
#include <string.h>

#include "pdf/svg/svg_int.h"

enum { MAX_PARTS = 12, MAX_CLASSES = 2000 };

/* "*", "name", ".class" or "#id" */
typedef struct {
    char kind;
    const char *name;
    size_t n;
} part;

typedef struct {
    part parts[MAX_PARTS];
    bool joined[MAX_PARTS]; /* with the part before it, to one compound */
    size_t count;
    uint32_t weight, order; /* specificity */
    const char *body;
    size_t body_len;
} rule;

struct svg_sheet {
    arena *mem;
    rule *rules;
    size_t count, cap;
};

svg_sheet *svg_sheet_new(arena *a)
{
    svg_sheet *s = ARENA_NEW(a, svg_sheet);

    s->mem = a;
    return s;
}

/* ---- declarations ---- */

static void trim(const char **s, size_t *n)
{
    while (*n && (unsigned char)**s <= ' ')
        ++*s, --*n;
    while (*n && (unsigned char)(*s)[*n - 1] <= ' ')
        --*n;
}

/* Up to `stop` outside of quotes and brackets. */
static size_t length_until(const char *s, size_t n, char stop)
{
    char quote = 0;
    size_t i, depth = 0;

    for (i = 0; i < n && (quote || depth || s[i] != stop); i++) {
        if (quote)
            quote = s[i] == quote ? 0 : quote;
        else if (s[i] == '"' || s[i] == '\'')
            quote = s[i];
        else if (s[i] == '(')
            depth++;
        else if (s[i] == ')' && depth)
            depth--;
    }
    return i;
}

static void drop_important(const char *s, size_t *n)
{
    size_t at = length_until(s, *n, '!');

    if (at < *n)
        *n = at;
    trim(&s, n);
}

void svg_declarations(const char *s, size_t n, svg_declare *declare, void *self)
{
    while (n) {
        size_t len = length_until(s, n, ';'), colon = length_until(s, len, ':');
        if (colon < len) {
            const char *name = s, *value = s + colon + 1;
            size_t name_len = colon, value_len = len - colon - 1;
            trim(&name, &name_len);
            trim(&value, &value_len);
            drop_important(value, &value_len);
            declare(self, name, name_len, value, value_len);
        }
        len += len < n;
        s += len;
        n -= len;
    }
}

/* ---- reading ---- */

/* Comments become spaces. */
static char *without_comments(arena *a, const char *css)
{
    char *copy = arena_strdup(a, css), *p = copy;

    while ((p = strstr(p, "/*"))) {
        char *end = strstr(p + 2, "*/");
        size_t n = end ? (size_t)(end + 2 - p) : strlen(p);
        memset(p, ' ', n);
        p += n;
    }
    for (p = copy; (p = strstr(p, "<!--")); p += 4)
        memset(p, ' ', 4);
    for (p = copy; (p = strstr(p, "-->")); p += 3)
        memset(p, ' ', 3);
    return copy;
}

static const uint32_t id_weight = 1 << 16, class_weight = 1 << 8;

/* One simple selector. */
static bool scan_part(const char **s, part *p, uint32_t *weight)
{
    p->kind = **s == '.' || **s == '#' || **s == '*' ? *(*s)++ : 'n';
    if (p->kind == '*')
        return true;
    *weight += p->kind == '#' ? id_weight : p->kind == '.' ? class_weight : 1;
    return svg_scan_name(s, &p->name, &p->n);
}

static bool scan_selector(const char *s, const char *end, rule *r)
{
    bool joined = false;

    while (s < end) {
        if ((unsigned char)*s <= ' ') {
            joined = false;
            s++;
            continue;
        }
        if (r->count == MAX_PARTS || !scan_part(&s, &r->parts[r->count], &r->weight))
            return false;
        r->joined[r->count++] = joined;
        joined = true;
    }
    return r->count > 0;
}

static bool add_rules(svg_sheet *sheet, const char *selectors, size_t n, const char *body,
                      size_t body_len)
{
    bool whole = true;

    while (n) {
        size_t len = length_until(selectors, n, ',');
        rule r = {.order = (uint32_t)sheet->count, .body = body, .body_len = body_len};
        if (sheet->count < SVG_RULES && scan_selector(selectors, selectors + len, &r)) {
            sheet->rules = arena_grow(sheet->mem, sheet->rules, &sheet->cap, sheet->count + 1,
                                      sizeof *sheet->rules);
            sheet->rules[sheet->count++] = r;
        } else {
            whole = false;
        }
        len += len < n;
        selectors += len;
        n -= len;
    }
    return whole;
}

/* Behind the block that opens at s[at], with the blocks in it. */
static size_t block_end(const char *s, size_t n, size_t at)
{
    size_t depth = 0;

    for (; at < n; at++) {
        if (s[at] == '{')
            depth++;
        else if (s[at] == '}' && --depth == 0)
            return at + 1;
    }
    return n;
}

bool svg_sheet_add(svg_sheet *sheet, const char *css)
{
    const char *s = without_comments(sheet->mem, css);
    size_t n = strlen(s);
    bool whole = true;

    for (trim(&s, &n); n; trim(&s, &n)) {
        size_t open = length_until(s, n, *s == '@' ? ';' : '{'), end;
        if (*s == '@') {
            size_t brace = length_until(s, n, '{');
            end = brace < open ? block_end(s, n, brace) : open + (open < n);
            whole = false;
        } else if (open == n) {
            return false;
        } else {
            end = block_end(s, n, open);
            whole &= add_rules(sheet, s, open, s + open + 1,
                               end - open - 1 - (s[end - 1] == '}' && end > open + 1));
        }
        s += end;
        n -= end;
    }
    return whole;
}

static int compare_rules(const void *a, const void *b)
{
    const rule *r = a, *q = b;

    if (r->weight != q->weight)
        return r->weight < q->weight ? -1 : 1;
    return r->order < q->order ? -1 : r->order > q->order;
}

void svg_sheet_sort(svg_sheet *s)
{
    if (s->count)
        qsort(s->rules, s->count, sizeof *s->rules, compare_rules);
}

/* ---- selecting ---- */

static bool has_class(const char *classes, const char *name, size_t n)
{
    const char *end = classes ? classes + strnlen(classes, MAX_CLASSES) : NULL;

    while (classes && classes < end) {
        size_t len = strcspn(classes, " \t\r\n");
        if (len == n && !memcmp(classes, name, n))
            return true;
        classes += len;
        classes += strspn(classes, " \t\r\n");
    }
    return false;
}

static bool fits(const xmlNode *node, const part *p)
{
    const char *value;

    if (p->kind == '*')
        return true;
    if (p->kind == '.')
        return has_class(svg_attr(node, "class"), p->name, p->n);
    value = p->kind == '#' ? svg_attr(node, "id") : (const char *)node->name;
    return value && strlen(value) == p->n && !memcmp(value, p->name, p->n);
}

/* The compound that ends with part *last; *last moves before it. */
static bool fits_compound(const xmlNode *node, const rule *r, size_t *last)
{
    size_t i = *last;

    for (;; i--) {
        if (!fits(node, &r->parts[i - 1]))
            return false;
        if (!r->joined[i - 1])
            break;
    }
    *last = i - 1;
    return true;
}

static bool selects(const rule *r, const xmlNode *node, size_t *tests)
{
    size_t left = r->count;

    ++*tests;
    if (!fits_compound(node, r, &left))
        return false;
    while (left) {
        node = node->parent;
        if (!node || node->type != XML_ELEMENT_NODE)
            return false;
        ++*tests;
        fits_compound(node, r, &left);
    }
    return true;
}

size_t svg_sheet_apply(const svg_sheet *s, const xmlNode *node, svg_declare *declare, void *self)
{
    size_t tests = 0;

    for (size_t i = 0; i < s->count; i++) {
        const rule *r = &s->rules[i];
        if (!selects(r, node, &tests))
            continue;
        svg_declarations(r->body, r->body_len, declare, self);
        tests += r->body_len / 8;
    }
    return tests;
}
