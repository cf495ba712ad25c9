/* para_room.c - how wide a line is, and who gives way.
 *
 * The items of the line are measured once more: a hyphenated word as its parts, numbers as they are
 * now that the page is known. Spaces at both ends fall (4.7.2). The room that is left is dealt out
 * to spaces and leaders by how far they give way; all shares are differences of one running total,
 * so that they add up to the room exactly. */
#include "layout/para_set.h"

#include <string.h>

/* ---- numbers ---- */

const char *setter_label(const setter *s, const fo_node *fo)
{
    const char *id;

    if (fo_type_of(fo) == FO_PAGE_NUMBER)
        return s->page->label;
    id = fo_string(fo, PR_REF_ID);
    return id ? refs_label(s->page->l->refs, id, fo_type_of(fo) == FO_PAGE_NUMBER_CITATION_LAST)
              : NULL;
}

const shaped *setter_shape_label(const setter *s, const para_item *it, const char *label)
{
    const para_style *st = item_style(s->p, it);
    metrics *m = s->p->l->opt->fonts;

    return m->shape(m, st->face, &st->shape, label, strlen(label));
}

/* ---- widths in this line ---- */

bool setter_drops(const setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    return (i < s->start && it->flags & ITEM_DROP_START) ||
           (i >= s->stop && it->flags & ITEM_DROP_END);
}

uint32_t setter_text_from(const setter *s, uint32_t i)
{
    return i == s->from && s->cut_from ? s->cut_from : s->p->items[i].text;
}

uint32_t setter_text_to(const setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    return i + 1 == s->to && s->cut_to ? s->cut_to : it->text + it->len;
}

uint32_t setter_hyphen_at(const setter *s, uint32_t i)
{
    return i + 1 == s->hyphened ? para_hyphen(s->p, &s->p->items[i]) : 0;
}

bool setter_is_cut(const setter *s, uint32_t i)
{
    return (i == s->from && s->cut_from) || i + 1 == s->hyphened;
}

static mpt setter_width(const setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_style *st = item_style(s->p, it);
    const char *label;

    switch (it->kind) {
    case ITEM_WORD:
        return setter_is_cut(s, i) ? para_part_width(s->p, it, setter_text_from(s, i),
                                                     setter_text_to(s, i), setter_hyphen_at(s, i))
                                   : it->width;
    case ITEM_LEADER:
        return para_leader_length(it->u.leader, s->ipd).opt;
    case ITEM_NUMBER:
        label = setter_label(s, it->u.fo);
        return label ? para_text_width(st, setter_shape_label(s, it, label), st->size) : it->width;
    case ITEM_SHY:
        return i + 1 == s->stop && s->line->hyphenated
                   ? para_part_width(s->p, it, it->text, it->text, st->hyphen_char)
                   : 0;
    case ITEM_OPEN:
    case ITEM_CLOSE:
        return s->p->items[i].width;
    default:
        return it->width;
    }
}

/* ---- inlines open at the ends of the line ---- */

const para_scope *para_scope_at(const para *p, uint32_t i)
{
    const para_scope *s;

    if (i >= p->count)
        return p->scopes[0];
    s = p->scopes[p->items[i].scope];
    return p->items[i].kind == ITEM_OPEN ? s->parent : s;
}

static const para_scope *scope_after(const para *p, uint32_t i)
{
    const para_scope *s = p->scopes[p->items[i].scope];
    return p->items[i].kind == ITEM_CLOSE ? s->parent : s;
}

/* The innermost inline that the end of the line cuts. */
const para_scope *setter_scope_at_end(const setter *s)
{
    return s->to > s->from ? scope_after(s->p, s->to - 1) : para_scope_at(s->p, s->from);
}

/* Edges of inlines that stay although the line break cuts them. */
static int64_t kept_edges(const setter *s)
{
    int64_t w = 0;

    if (!s->p->retains)
        return 0;
    for (const para_scope *c = para_scope_at(s->p, s->from); c->parent; c = c->parent)
        w += c->kept_start;
    for (const para_scope *c = setter_scope_at_end(s); c->parent; c = c->parent)
        w += c->kept_end;
    return w;
}

/* How far the item gives way when the line is stretched (or shrunk): in lines that are not
 * justified only leaders do, and only to make room. */
static mpt item_give(const setter *s, const para_item *it, bool shrink)
{
    const para_style *st = item_style(s->p, it);
    para_spacing v;

    if (it->kind == ITEM_LEADER) {
        v = para_leader_length(it->u.leader, s->ipd);
        return shrink ? v.opt - v.min : v.max - v.opt;
    }
    if (s->rigid)
        return 0;
    if (it->kind == ITEM_GAP)
        return shrink ? it->u.gap->shrink : it->u.gap->stretch;
    if (it->kind == ITEM_SPACE)
        return shrink ? st->space.opt - st->space.min : st->space.max - st->space.opt;
    return it->flags & ITEM_ADJUST ? para_letter_give(it, st, shrink) : 0;
}

/* The item's share of the room. */
mpt setter_share(setter *s, const para_item *it)
{
    int64_t before, after;

    if (!s->give)
        return 0;
    before = s->room * s->given / s->give;
    s->given += item_give(s, it, s->room < 0);
    after = s->room * s->given / s->give;
    return (mpt)(after - before);
}
/* ---- spaces that fall, and the room ---- */

static bool transparent(const para_item *it)
{
    return it->kind == ITEM_OPEN || it->kind == ITEM_CLOSE || it->kind == ITEM_MARKER;
}

bool para_is_edge(const para *p, const para_item *it)
{
    const para_scope *s = p->scopes[it->scope];

    if (it->kind == ITEM_CLOSE) /* an inline without content is an area if it is for something */
        return s->filled || s->continued || fo_type_of(s->fo) == FO_WRAPPER || !s->drawn;
    return it->kind == ITEM_OPEN || it->kind == ITEM_MARKER || it->kind == ITEM_NOTE;
}

/* First item and end, and which spaces fall at both ends (4.7.2). The anchor of a footnote is an
 * area of the line, as an empty inline is: spaces before it are not at the line's end. */
void setter_find_range(setter *s)
{
    const para *p = s->p;
    para_point a = p->points[s->line->from], b = p->points[s->line->to];
    uint32_t i;

    s->from = a.item;
    s->to = b.item + (b.offset ? 1 : 0);
    s->cut_from = a.offset ? p->items[a.item].text + a.offset : 0;
    s->cut_to = b.offset ? p->items[b.item].text + b.offset : 0;
    for (i = s->from; i < s->to; i++)
        if (!(p->items[i].flags & ITEM_DROP_START) && !para_is_edge(p, &p->items[i]))
            break;
    s->start = i;
    for (i = s->to; i > s->start; i--)
        if (!(p->items[i - 1].flags & ITEM_DROP_END) && !transparent(&p->items[i - 1]))
            break;
    s->stop = i;
    s->hyphened = s->cut_to ? s->to : s->line->hyphenated ? s->stop : 0;
}

/* The letter-spacing after the last letter of a line is no space between letters. */
static mpt tail_spacing(const setter *s)
{
    uint32_t i = s->stop;
    const para_item *it;

    while (i > s->from && s->p->items[i - 1].kind == ITEM_NOTE)
        i--;
    it = i > s->from ? &s->p->items[i - 1] : NULL;
    return it && (it->kind == ITEM_WORD || it->kind == ITEM_SHY) ? item_style(s->p, it)->letter.opt
                                                                 : 0;
}

/* A line with numbers is as wide as they are: what was too wide with the placeholder of one may
 * fit, and the other way round. */
static void check_numbers(const setter *s, int64_t over)
{
    bool numbered = false, guessed = false;

    for (uint32_t i = s->from; i < s->to; i++) {
        const para_item *it = &s->p->items[i];
        if (it->kind != ITEM_NUMBER)
            continue;
        if (!setter_label(s, it->u.fo))
            return;
        numbered = true;
        guessed = guessed || it->flags & ITEM_GUESSED;
    }
    if (numbered && over > LINE_ROUNDING && (guessed || !s->line->overflow))
        para_report_line(s->p, MSG_LINE_OVERFULL, over, s->p->points[s->line->from],
                         s->p->points[s->line->to]);
}

void setter_find_room(setter *s)
{
    fo_keyword align = para_line_align(s->p, s->line->last, s->page->even);
    int64_t natural = kept_edges(s), stretch = 0, shrink = 0, room;

    s->rigid = align != EN_JUSTIFY &&
               (s->line->overflow || para_line_align(s->p, false, false) != EN_JUSTIFY);

    for (uint32_t i = s->from; i < s->to; i++) {
        if (setter_drops(s, i))
            continue;
        natural += setter_width(s, i);
        stretch += item_give(s, &s->p->items[i], false);
        shrink += item_give(s, &s->p->items[i], true);
    }
    room = s->line->measure - natural + tail_spacing(s);
    check_numbers(s, -shrink - room);
    s->x = s->line->indent;
    if (align == EN_JUSTIFY || room < 0) {
        s->give = room < 0 ? shrink : stretch;
        s->room = room < -shrink ? -shrink : room;
        room -= s->give ? s->room : 0;
    }
    if (align == EN_END)
        s->x = para_moved(s->x, room);
    else if (align == EN_CENTER)
        s->x = para_moved(s->x, room / 2);
}
