/* frame.c - the geometry of an open formatting object: where its rectangles lie in its reference
 * area.
 *
 * start-indent and end-indent are distances of the content rectangle from the reference area
 * (5.3.2), so a block's place across the page does not depend on the blocks around it; border and
 * padding lie outside of the content rectangle. */
#include "layout/measure.h"

fo_keep keep_max(fo_keep a, fo_keep b)
{
    fo_keep k = {a.line > b.line ? a.line : b.line, a.column > b.column ? a.column : b.column,
                 a.page > b.page ? a.page : b.page};
    return k;
}

force force_of(const fo_node *n, fo_prop p)
{
    switch (fo_enum(n, p)) {
    case EN_COLUMN:
        return FORCE_COLUMN;
    case EN_PAGE:
        return FORCE_PAGE;
    case EN_EVEN_PAGE:
        return FORCE_EVEN;
    case EN_ODD_PAGE:
        return FORCE_ODD;
    default:
        return FORCE_NONE;
    }
}

edge edge_of(const fo_node *n, fo_side side, mpt base)
{
    edge e;
    fo_border b = fo_border_of(n, side);
    e.border = b.width;
    e.retain_border = b.retain;
    e.padding = fo_len_at(fo_padding_of(n, side, &e.retain_padding), base);
    return e;
}

static space_spec space_of(const fo_node *n, fo_prop p, mpt base)
{
    fo_space s = fo_space_of(n, p);
    space_spec r = {fo_len_at(s.min, base), fo_len_at(s.opt, base), fo_len_at(s.max, base),
                    s.precedence, s.retain};
    r.min = mpt_min(r.min, r.opt);
    r.max = mpt_max(r.max, r.opt);
    return r;
}

/* The object within `in` where the indent of `n` comes from, by inheritance or by margins on the
 * way (5.3.2): if none gives it, the one that makes the reference area; NULL if `n` is not in it.
 */
static const fo_node *giver(const reference_area *in, const fo_node *n, fo_prop indent)
{
    while (n && n != in->fo && !fo_specified(n, indent))
        n = fo_parent(n);
    return n;
}

static const fo_node *list_item(const reference_area *in, const fo_node *n)
{
    while (n && n != in->fo && fo_type_of(n) != FO_LIST_ITEM)
        n = fo_parent(n);
    return n != in->fo ? n : NULL;
}

/* What is inherited from outside is the length that a percentage came to where it was given
 * (5.1.4): by how much the indent is greater for it than if all of it were of the width in here. */
static mpt from_outside(const reference_area *in, const fo_node *n, fo_prop indent)
{
    const fo_node *given = giver(in, n, indent), *around;
    const mpt outside = indent == PR_START_INDENT ? in->start : in->end;
    fo_list_indent made;

    if (!given)
        return 0;
    if (given == in->fo)
        return outside - fo_len_at(fo_length(in->fo, indent), in->width);
    made = fo_list_indent_of(given, indent);
    around = made ? list_item(in, given) : NULL;
    if (!around)
        return 0;
    return (made == LIST_INDENT_LABEL_END ? -1 : 1) * from_outside(in, around, PR_START_INDENT);
}

mpt indent_in(const reference_area *in, const fo_node *n, fo_prop indent)
{
    const fo_len l = fo_length(n, indent);

    if (!l.percent || !in->fo)
        return fo_len_at(l, in->width);
    return mpt_add(fo_len_at(l, in->width), from_outside(in, n, indent));
}

mpt text_indent_in(const reference_area *in, const frame *f, const fo_node *n)
{
    const fo_len l = fo_length(n, PR_TEXT_INDENT);

    while (n && n != in->fo && !fo_specified(n, PR_TEXT_INDENT))
        n = fo_parent(n);
    if (l.percent && n && n == in->fo)
        return in->text_indent;
    while (l.percent && f && !fo_within(n, f->fo))
        f = f->parent;
    return fo_len_at(l, f ? f->content_width : in->width);
}

frame *frame_new(measurer *m, const fo_node *n)
{
    frame *f = ARENA_NEW(m->l->mem, frame);
    mpt base = m->frame ? m->frame->content_width : m->in.width;
    mpt start = indent_in(&m->in, n, PR_START_INDENT), end = indent_in(&m->in, n, PR_END_INDENT);
    edge s = edge_of(n, SIDE_START, base), e = edge_of(n, SIDE_END, base);

    f->fo = n;
    f->parent = m->frame;
    f->origin_x = m->origin_x;
    f->reference_width = m->in.width;
    f->start = start;
    f->end = end;
    f->content_x = m->origin_x + start;
    f->content_width = m->in.width - start - end;
    f->x = f->content_x - edge_size(&s, false);
    f->width = f->content_width + edge_size(&s, false) + edge_size(&e, false);
    f->before = edge_of(n, SIDE_BEFORE, base);
    f->after = edge_of(n, SIDE_AFTER, base);
    f->space_before = space_of(n, PR_SPACE_BEFORE, base);
    f->space_after = space_of(n, PR_SPACE_AFTER, base);
    f->together =
        keep_max(m->frame ? m->frame->together : m->together, fo_keep_of(n, PR_KEEP_TOGETHER));
    return f;
}

void frame_width(measurer *m, frame *f)
{
    fo_range ipd = fo_range_of(f->fo, PR_INLINE_PROGRESSION_DIMENSION);
    mpt base = f->parent ? f->parent->content_width : m->in.width;
    mpt width = f->content_width;
    if (!ipd.opt_auto)
        width = fo_len_at(ipd.opt, base);
    if (!ipd.max_auto)
        width = mpt_min(width, fo_len_at(ipd.max, base));
    if (!ipd.min_auto)
        width = mpt_max(width, fo_len_at(ipd.min, base));
    width = mpt_max(width, 0);
    f->width += width - f->content_width;
    f->content_width = width;
}

void frame_align(frame *f, const fo_node *around, mpt available)
{
    const fo_keyword align = fo_enum(around, PR_TEXT_ALIGN);
    const mpt spare = mpt_max(0, available - f->content_width), by = align == EN_CENTER ? spare / 2
                                                                     : align == EN_END  ? spare
                                                                                        : 0;

    f->x += by;
    f->content_x += by;
}

/* An inline's area is cut by page breaks as by those of lines: before and after it stays whole. */
static edge whole_edge(const fo_node *fo, fo_side side, mpt base)
{
    edge e = edge_of(fo, side, base);
    e.retain_border = e.retain_padding = true;
    return e;
}

static bool given(const char *s)
{
    return s && *s;
}

static bool is_seen(const frame *f, mpt sides)
{
    const fo_node *n = f->fo;
    return sides || edge_size(&f->before, false) || edge_size(&f->after, false) ||
           fo_color_of(n, PR_BACKGROUND_COLOR).a || given(fo_string(n, PR_BACKGROUND_IMAGE)) ||
           given(fo_string(n, PR_ID)) || given(fo_string(n, PR_INTERNAL_DESTINATION)) ||
           given(fo_string(n, PR_EXTERNAL_DESTINATION));
}

frame *frame_around(measurer *m, const fo_node *fo, const fo_node *inner)
{
    frame *f = ARENA_NEW(m->l->mem, frame);
    const frame *in = m->frame;
    edge s = edge_of(fo, SIDE_START, in->content_width),
         e = edge_of(fo, SIDE_END, in->content_width);
    mpt start, end;

    f->fo = fo;
    f->parent = m->frame;
    f->around = true;
    f->starts = para_starts_with(m->l, fo, inner);
    f->ends = para_ends_with(m->l, fo, inner);
    start = edge_size(&s, !f->starts);
    end = edge_size(&e, !f->ends);
    f->x = in->content_x;
    f->width = in->content_width;
    f->content_x = f->x + start;
    f->content_width = f->width - start - end;
    f->origin_x = m->origin_x + start;
    f->reference_width = m->in.width - start - end;
    f->before = whole_edge(fo, SIDE_BEFORE, in->content_width);
    f->after = whole_edge(fo, SIDE_AFTER, in->content_width);
    f->together = in->together;
    return is_seen(f, start + end) ? f : NULL;
}

void stack_open(stack *s, const frame *f, bool cut, area *mark)
{
    mpt size = edge_size(&f->before, cut);
    if (!cut)
        stack_space(s, &f->space_before);
    if (size || f->reference)
        stack_settle(s, false);
    stack_mark(s, RUN_TOP, mark);
    if (size) {
        s->y = mpt_add(s->y, size);
        s->at_start = false;
    }
    if (f->reference)
        s->at_start = true;
}

void stack_close(stack *s, const frame *f, bool cut, area *mark)
{
    mpt size = edge_size(&f->after, cut);
    if (f->reference) {
        stack_settle(s, true);
        s->at_start = false;
    } else if (size) {
        stack_settle(s, false);
    }
    if (size) {
        s->y = mpt_add(s->y, size);
        s->at_start = false;
    }
    stack_mark(s, RUN_BOTTOM, mark);
    if (!cut)
        stack_space(s, &f->space_after);
}
