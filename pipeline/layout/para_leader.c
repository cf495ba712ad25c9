/* para_leader.c - leaders: space, rules, dots or repeated content (XSL-FO 1.1, 6.6.9, 7.22).
 *
 * A leader is a piece of the line with a least, an optimum and a largest length; what it becomes is
 * known when its line is set. Its pattern then fills the length with as many whole patterns as fit:
 * from its start, or on a grid of the reference area if leader-alignment says so, so that the dots
 * of successive lines stand under each other. */
#include "layout/para_int.h"

#include <string.h>

static mpt dot_width(layout *l, const para_style *st)
{
    const shaped *g = l->opt->fonts->shape(l->opt->fonts, st->face, &st->shape, ".", 1);
    return mpt_scale(st->size, g->advance, FONT_EM);
}

/* The leader's children as a paragraph of one line, at whose ends nothing falls: they are no
 * line's. */
static para *content_of(layout *l, const fo_node *fo)
{
    para *p = para_build(l, fo, NULL, NULL, 0, NULL);

    if (!p)
        return NULL;
    p->starts = p->ends = false;
    p->align = p->align_last = EN_START;
    p->last_indent = (fo_len){0, 0};
    for (size_t i = 0; i < p->count; i++)
        p->items[i].flags &= (uint8_t) ~(ITEM_DROP_START | ITEM_DROP_END);
    return p;
}

const para_leader *para_leader_new(layout *l, const fo_node *fo, const para_scope *s, mpt ipd)
{
    para_leader *ld = ARENA_NEW(l->mem, para_leader);
    mpt low;

    ld->l = l;
    ld->mem = l->mem;
    ld->fo = fo;
    ld->scope = s;
    ld->length = fo_range_of(fo, PR_LEADER_LENGTH);
    ld->pattern = fo_enum(fo, PR_LEADER_PATTERN);
    ld->align = fo_enum(fo, PR_LEADER_ALIGNMENT);
    ld->rule_style = fo_enum(fo, PR_RULE_STYLE);
    ld->thickness = mpt_max(0, para_limit(fo_fixed(fo, PR_RULE_THICKNESS)));
    ld->unit = dot_width(l, s->style);
    if (ld->pattern == EN_USE_CONTENT) {
        ld->content = content_of(l, fo);
        ld->line = ARENA_NEW(l->mem, para_lines);
        ld->unit = 0;
        if (ld->content)
            para_widths(ld->content, &low, &ld->unit);
    }
    ld->pitch =
        mpt_max(ld->unit, para_limit(fo_len_at(fo_length(fo, PR_LEADER_PATTERN_WIDTH), ipd)));
    return ld;
}

/* Without border and padding, which are part of the length (7.22.4). */
para_spacing para_leader_length(const para_leader *ld, mpt ipd)
{
    const para_scope *s = ld->scope;
    mpt edges =
        s->border[SIDE_START] + s->border[SIDE_END] + s->padding[SIDE_START] + s->padding[SIDE_END];
    para_spacing v;

    v.opt = mpt_max(0, para_limit(fo_len_at(ld->length.opt, ipd)) - edges);
    v.min = mpt_max(0, mpt_min(para_limit(fo_len_at(ld->length.min, ipd)) - edges, v.opt));
    v.max = mpt_max(para_limit(fo_len_at(ld->length.max, ipd)) - edges, v.opt);
    if (ld->content) { /* at least once */
        v.min = mpt_max(v.min, ld->unit);
        v.opt = mpt_max(v.opt, ld->unit);
        v.max = mpt_max(v.max, ld->unit);
    }
    return v;
}

static void fill_rule(const para_leader *ld, const para_leader_place *at)
{
    area *a = area_new(at->page->mem, AREA_RULE, ld->fo);
    area_rule *r = ARENA_NEW(at->page->mem, area_rule);

    if (ld->rule_style == EN_NONE || !ld->thickness)
        return;
    r->style = ld->rule_style;
    r->thickness = ld->thickness;
    r->color = ld->scope->style->color;
    a->role = ROLE_ARTIFACT;
    a->hidden = ld->scope->style->hidden;
    a->x = at->x;
    a->w = at->width;
    a->h = ld->thickness;
    a->y = at->baseline - ld->thickness;
    a->u.rule = r;
    area_append(at->parent, a);
}

/* How many patterns, and where the first begins. */
static uint32_t patterns(const para_leader *ld, const para_leader_place *at, mpt *first)
{
    mpt skip = 0;

    if (ld->pitch <= 0)
        return 0;
    if (ld->align == EN_REFERENCE_AREA || ld->align == EN_PAGE)
        skip = (ld->pitch - at->line_x % ld->pitch) % ld->pitch;
    *first = at->x + skip;
    return at->width > skip ? (uint32_t)((at->width - skip) / ld->pitch) : 0;
}

static void fill_dots(const para_leader *ld, const para_leader_place *at)
{
    const para_style *st = ld->scope->style;
    metrics *m = ld->l->opt->fonts;
    const shaped *g = m->shape(m, st->face, &st->shape, ".", 1);
    arena *mem = at->page->mem;
    mpt x = 0;
    uint32_t n = patterns(ld, at, &x);
    area_glyph *glyphs = ARENA_ARRAY(mem, area_glyph, n);
    area_text *t = ARENA_NEW(mem, area_text);
    char *dots = arena_text(mem, n + 1);
    area *a;

    if (!n || !g->count)
        return;
    memset(dots, '.', n);
    dots[n] = '\0';
    for (uint32_t i = 0; i < n; i++)
        glyphs[i] = (area_glyph){g->glyphs[0].gid, i, ld->pitch, 0, 0};
    *t = (area_text){.face = st->face,
                     .size = st->size,
                     .color = st->color,
                     .glyphs = glyphs,
                     .glyph_count = n,
                     .text = dots,
                     .text_len = n,
                     .baseline = st->ascent};
    a = area_new(mem, AREA_TEXT, ld->fo);
    a->role = ROLE_ARTIFACT;
    a->hidden = st->hidden;
    a->x = x; /* the space comes after each dot (7.22.3) */
    a->y = at->baseline - st->ascent;
    a->w = (mpt)n * ld->pitch;
    a->h = st->ascent + st->descent;
    a->u.text = t;
    area_append(at->parent, a);
}

/* The one line of the content. It is broken when it is first set, since that cannot be done while
 * the paragraph around it is built; a repeated header sets it on page after page, so it belongs
 * where the leader does. */
static const para_line *line_of(const para_leader *ld)
{
    arena *now = ld->l->mem;

    if (!ld->content->point_count) {
        ld->l->mem = ld->mem;
        *ld->line = para_break(ld->content, 0, ld->unit);
        ld->l->mem = now;
    }
    return ld->line->count ? ld->line->lines : NULL;
}

static void fill_content(const para_leader *ld, const para_leader_place *at)
{
    mpt x = 0;
    uint32_t n = patterns(ld, at, &x);
    const para_line *line;

    if (!ld->content || !n || !(line = line_of(ld)))
        return;
    for (uint32_t i = 0; i < n; i++) {
        area *a = para_line_area(ld->content, line, ld->unit, at->page);
        a->kind = AREA_INLINE;
        a->role = ROLE_ARTIFACT;
        a->x = x + (ld->pitch - ld->unit);
        a->y = at->baseline - line->baseline;
        area_append(at->parent, a);
        x += ld->pitch;
    }
}

void para_leader_fill(const para_leader *ld, const para_leader_place *at)
{
    switch (ld->pattern) {
    case EN_RULE:
        fill_rule(ld, at);
        break;
    case EN_DOTS:
        fill_dots(ld, at);
        break;
    case EN_USE_CONTENT:
        fill_content(ld, at);
        break;
    default:
        break;
    }
}
