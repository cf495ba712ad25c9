/* para_scope.c - an inline object as lines know it: style, decoration, border, padding, spaces.
 *
 * Each object is looked at once, when it opens; all text inside refers to its scope. */
#include "layout/para_int.h"

#include <string.h>

static const para_decoration *decoration_add(para *p, const para_scope *s, fo_keyword line,
                                             const para_decoration *outer)
{
    para_decoration *d = ARENA_NEW(p->l->mem, para_decoration);
    d->outer = outer;
    d->scope = s;
    d->color = s->style->color;
    d->line = line;
    return d;
}

/* Those of `list` but for `line`, which "no-underline" and its like turn off for a part of the
 * text. */
static const para_decoration *decoration_without(para *p, const para_decoration *list,
                                                 fo_keyword line)
{
    para_decoration *d;

    if (!list)
        return NULL;
    if (list->line == line)
        return decoration_without(p, list->outer, line);
    d = arena_memdup(p->l->mem, list, sizeof *list);
    d->outer = decoration_without(p, list->outer, line);
    return d;
}

static void scope_decorate(para *p, para_scope *s)
{
    static const struct {
        fo_keyword word, line;
        bool off;
    } words[] = {
        {EN_UNDERLINE, EN_UNDERLINE, false},       {EN_OVERLINE, EN_OVERLINE, false},
        {EN_LINE_THROUGH, EN_LINE_THROUGH, false}, {EN_NO_UNDERLINE, EN_UNDERLINE, true},
        {EN_NO_OVERLINE, EN_OVERLINE, true},       {EN_NO_LINE_THROUGH, EN_LINE_THROUGH, true},
    };

    if (!fo_specified(s->fo, PR_TEXT_DECORATION))
        return;
    if (fo_is(s->fo, PR_TEXT_DECORATION, EN_NONE))
        s->decoration = NULL; /* said in so many words, it is meant for what is inside too */
    for (size_t i = 0; i < COUNT(words); i++)
        if (fo_is(s->fo, PR_TEXT_DECORATION, words[i].word))
            s->decoration = words[i].off ? decoration_without(p, s->decoration, words[i].line)
                                         : decoration_add(p, s, words[i].line, s->decoration);
}

/* text-decoration is not inherited but goes on into all inside, blocks too (7.17.4). */
static void decorate_from_above(para *p, para_scope *s, const fo_node *fo)
{
    const fo_node *own = s->fo;

    if (!fo)
        return;
    decorate_from_above(p, s, fo_parent(fo));
    if (fo == own || !fo_specified(fo, PR_TEXT_DECORATION))
        return;
    s->fo = fo;
    scope_decorate(p, s);
    s->fo = own;
}

static mpt length_of(fo_len v, mpt base)
{
    return mpt_max(0, para_limit(fo_len_at(v, base)));
}

static const area_box *box_new(layout *l, const fo_node *fo, const fo_border border[4], bool edges)
{
    fo_color background = fo_color_of(fo, PR_BACKGROUND_COLOR);
    const char *image = fo_string(fo, PR_BACKGROUND_IMAGE);
    area_box *box;

    if (image && (!*image || !strcmp(image, "none")))
        image = NULL;
    if (!background.a && !image && !edges)
        return NULL;
    box = ARENA_NEW(l->mem, area_box);
    box->background = background;
    box->image = image;
    box->repeat = fo_enum(fo, PR_BACKGROUND_REPEAT);
    box->image_x = fo_length(fo, PR_BACKGROUND_POSITION_HORIZONTAL);
    box->image_y = fo_length(fo, PR_BACKGROUND_POSITION_VERTICAL);
    for (int i = 0; i < 4; i++)
        box->edge[i] = (area_edge){border[i].width, border[i].style, border[i].color};
    return box;
}

/* Border, padding and background: what makes an inline visible (7.8). */
static void dress(para *p, para_scope *s)
{
    fo_border border[4];
    bool edges = false, retain;
    mpt kept[4];

    for (int i = 0; i < 4; i++) {
        border[i] = fo_border_of(s->fo, (fo_side)i);
        s->border[i] = para_limit(border[i].width);
        s->padding[i] = length_of(fo_padding_of(s->fo, (fo_side)i, &retain), p->ipd);
        kept[i] = (border[i].retain ? s->border[i] : 0) + (retain ? s->padding[i] : 0);
        edges |= border[i].width > 0;
    }
    s->retain_start = border[SIDE_START].retain;
    s->retain_end = border[SIDE_END].retain;
    s->kept_start = kept[SIDE_START];
    s->kept_end = kept[SIDE_END];
    p->retains |= s->kept_start || s->kept_end;
    s->box = box_new(p->l, s->fo, border, edges);
    s->drawn |= s->box != NULL;
}

static para_gap gap_of(const para *p, const fo_node *fo, fo_prop side)
{
    fo_space v = fo_space_of(fo, side);
    const mpt opt = para_limit(fo_len_at(v.opt, p->ipd));

    return (para_gap){.width = opt,
                      .shrink = mpt_max(0, opt - para_limit(fo_len_at(v.min, p->ipd))),
                      .stretch = mpt_max(0, para_limit(fo_len_at(v.max, p->ipd)) - opt),
                      .precedence = v.precedence,
                      .keep = v.retain};
}

static bool given(const char *s)
{
    return s && *s;
}

static bool has_links(const fo_node *fo)
{
    return given(fo_string(fo, PR_INTERNAL_DESTINATION)) ||
           given(fo_string(fo, PR_EXTERNAL_DESTINATION));
}

/* In the style of an initial-property-set, what objects have of their own stays. */
static para_style *style_of(para *p, const fo_node *fo, const para_scope *up)
{
    const fo_node *as = fo;
    para_style *st;

    if (p->set && fo != p->set)
        as = fo_inheriting(p->l->mem, p->l->tree, fo, p->block, p->set);
    st = para_style_new(p->l, as, up ? up->style : NULL);
    st->same_letters = p->set != NULL;
    return st;
}

para_scope *para_scope_new(para *p, para_scope *up, const fo_node *fo)
{
    para_scope *s = ARENA_NEW(p->l->mem, para_scope);

    p->scopes =
        arena_grow(p->l->mem, p->scopes, &p->scope_cap, p->scope_count + 1, sizeof *p->scopes);
    s->index = (uint16_t)p->scope_count;
    p->scopes[p->scope_count++] = s;
    s->parent = up;
    s->fo = fo;
    s->style = style_of(p, fo, up);
    if (up)
        s->decoration = up->decoration;
    else
        decorate_from_above(p, s, fo_parent(fo));
    scope_decorate(p, s);
    if (!up) {
        para_scope_align(s, NULL);
        return s;
    }
    s->drawn = given(fo_string(fo, PR_ID)) || has_links(fo) || fo_svod(fo, "role") ||
               fo_specified(fo, PR_ROLE) || fo_is(fo, PR_RELATIVE_POSITION, EN_RELATIVE);
    para_scope_align(s, NULL);
    p->mixed |= s->anchor || s->shift || s->style->ascent > up->style->ascent ||
                s->style->descent > up->style->descent || up->shift;
    p->hyphenate |= s->style->hyphenate;
    return s;
}

void para_scope_dress(para *p, para_scope *s)
{
    dress(p, s);
    s->space_start = gap_of(p, s->fo, PR_SPACE_START);
    s->space_end = gap_of(p, s->fo, PR_SPACE_END);
}
