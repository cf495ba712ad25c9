/* para_line.c - the area of one line: text, inlines, rules, graphics, where they stand.
 *
 * Now the page is known, so numbers have their text. When the room of the line is dealt out
 * (para_room.c), areas are made from left to right: text (para_text.c), and inlines as areas in
 * areas, opened again and cut where the line breaks inside of them. */
#include "layout/para_set.h"

#include <string.h>

/* ---- numbers, leaders, graphics ---- */

static void wait_for(const setter *s, const fo_node *fo)
{
    const char *id = fo_string(fo, PR_REF_ID);

    if (id && !s->again)
        layout_wait(s->page, id, fo_type_of(fo) == FO_PAGE_NUMBER_CITATION_LAST, s->owner, s->told,
                    s->ipd, s->made);
}

static void set_number(setter *s, const para_item *it)
{
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    const char *label = setter_label(s, it->u.fo);
    const shaped *g;
    char *copy;

    setter_flush(s);
    if (!label) {
        wait_for(s, it->u.fo);
        s->x = para_moved(s->x, it->width);
        return;
    }
    copy = arena_strdup(s->mem, label);
    g = setter_shape_label(s, it, copy);
    setter_begin_run(s, scope, st->face, st->size, 0, g->count);
    setter_put_glyphs(s, g, st->size, 0);
    s->run_text = copy;
    s->run_from = 0;
    s->run_to = (uint32_t)strlen(copy);
    setter_flush(s);
}

static void set_leader(setter *s, const para_item *it)
{
    const para_leader *ld = it->u.leader;
    mpt w = para_leader_length(ld, s->ipd).opt + setter_share(s, it);
    para_leader_place at = {.parent = s->into,
                            .x = s->x - s->into_x,
                            .width = w,
                            .line_x = s->x,
                            .ipd = s->ipd,
                            .page = s->page};

    setter_flush(s);
    at.baseline = s->line->baseline - para_raise(s->p, ld->scope, s->line) - s->into_y;
    para_leader_fill(ld, &at);
    s->x = para_moved(s->x, w);
}

static void set_object(setter *s, const para_item *it)
{
    const para_object *o = it->u.object;
    mpt baseline = s->line->baseline - para_raise(s->p, o->scope, s->line) - s->into_y;

    setter_flush(s);
    area_append(s->into, para_object_area(o, s->page, s->again, s->x - s->into_x, baseline));
    s->x = para_moved(s->x, it->width);
}

/* ---- inlines ---- */

/* The box of a part of an inline: edges at line breaks go unless they are retained. */
static const area_box *part_of(setter *s, const area_box *box, fo_side side)
{
    area_box *part;

    if (!box || !box->edge[side].width)
        return box;
    part = arena_memdup(s->mem, box, sizeof *box);
    part->edge[side] = (area_edge){0, EN_NONE, box->edge[side].color};
    return part;
}

static const char *text_or_null(const char *s)
{
    return s && *s ? s : NULL;
}

static void open_area(setter *s, const para_scope *scope, bool continued)
{
    const para_extent e = para_scope_extent(scope);
    area *a;

    if (!scope->drawn)
        return;
    setter_flush(s);
    a = area_new(s->mem, AREA_INLINE, scope->fo);
    a->x = s->x - s->into_x;
    a->y = s->line->baseline - para_raise(s->p, scope, s->line) - e.above -
           scope->border[SIDE_BEFORE] - scope->padding[SIDE_BEFORE] - s->into_y;
    a->h = e.above + e.below + scope->border[SIDE_BEFORE] + scope->padding[SIDE_BEFORE] +
           scope->border[SIDE_AFTER] + scope->padding[SIDE_AFTER];
    a->continued = continued || scope->continued;
    a->box = a->continued && !scope->retain_start ? part_of(s, scope->box, SIDE_START) : scope->box;
    a->id = a->continued ? NULL : text_or_null(fo_string(scope->fo, PR_ID));
    a->link_internal = text_or_null(fo_string(scope->fo, PR_INTERNAL_DESTINATION));
    a->link_external = text_or_null(fo_string(scope->fo, PR_EXTERNAL_DESTINATION));
    a->hidden = scope->style->hidden;
    area_append(s->into, a);
    s->into = a;
    s->into_x += a->x;
    s->into_y += a->y;
}

static void close_area(setter *s, const para_scope *scope, bool unfinished)
{
    area *a = s->into;

    if (!scope->drawn)
        return;
    setter_flush(s);
    a->w = s->x - s->into_x;
    if (unfinished && !scope->retain_end)
        a->box = part_of(s, a->box, SIDE_END);
    s->into_x -= a->x;
    s->into_y -= a->y;
    s->into = a->parent;
}

/* Inlines that are open where the line starts. */
static void reopen(setter *s, const para_scope *scope)
{
    if (!scope || !scope->parent)
        return;
    reopen(s, scope->parent);
    open_area(s, scope, true);
    s->x = para_moved(s->x, scope->kept_start);
}
/* ---- the line ---- */

/* Border and padding at the start or end of an inline, which no text goes on over. */
static void pass_edge(setter *s, const para_item *it)
{
    if (it->width)
        setter_flush(s);
    s->x = para_moved(s->x, it->width);
}

static void set_item(setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_scope *scope = s->p->scopes[it->scope];

    switch (it->kind) {
    case ITEM_WORD:
        setter_put_word(s, i);
        break;
    case ITEM_SPACE:
        setter_put_space(s, it);
        break;
    case ITEM_OPEN:
        open_area(s, scope, false);
        pass_edge(s, it);
        break;
    case ITEM_CLOSE:
        if (scope->drawn)
            setter_flush(s);
        pass_edge(s, it);
        close_area(s, scope, false);
        break;
    case ITEM_GAP:
        setter_flush(s);
        s->x = para_moved(s->x, it->width + setter_share(s, it));
        break;
    case ITEM_KERN:
        setter_put_kern(s, it);
        break;
    case ITEM_OBJECT:
        set_object(s, it);
        break;
    case ITEM_LEADER:
        set_leader(s, it);
        break;
    case ITEM_NUMBER:
        set_number(s, it);
        break;
    case ITEM_SHY:
        if (i + 1 == s->stop && s->line->hyphenated)
            setter_put_shy(s, i);
        break;
    default:
        break;
    }
}

static void set_line(setter *s)
{
    setter_find_range(s);
    setter_find_room(s);
    reopen(s, para_scope_at(s->p, s->from));
    for (uint32_t i = s->from; i < s->to; i++)
        if (!setter_drops(s, i))
            set_item(s, i);
    setter_flush(s);
    for (const para_scope *open = setter_scope_at_end(s); open->parent; open = open->parent) {
        if (open->kept_end)
            setter_flush(s);
        s->x = para_moved(s->x, open->kept_end);
        close_area(s, open, true);
    }
}

/* Does a space, or the end of the text, come behind the last word? */
static bool word_ends(const setter *s)
{
    const para_item *items = s->p->items;
    uint32_t i = s->to;

    if (s->line->hyphenated || s->cut_to)
        return false;
    if (s->line->last || (i < s->p->count && items[i].kind == ITEM_SPACE))
        return true;
    while (i > s->from && items[i - 1].kind != ITEM_WORD && items[i - 1].kind != ITEM_SPACE)
        i--;
    return i > s->from && items[i - 1].kind == ITEM_SPACE;
}

static void line_fill(setter *s)
{
    s->into = s->made;
    s->made->w = s->ipd;
    s->made->h = s->line->height;
    set_line(s);
    s->made->word_ends = word_ends(s);
}

/* The first line of a block with an initial-property-set stands in a paragraph of its own. */
static setter setter_new(para *p, const para_line *line, mpt ipd, page_context *page)
{
    setter s = {.p = p, .owner = p, .line = line, .page = page, .ipd = ipd, .mem = page->mem};
    para_line *own;

    if (line->initial_to) {
        own = arena_memdup(page->mem, line, sizeof *line);
        own->to = line->initial_to;
        s.p = p->initial;
        s.line = own;
    }
    s.told = line;
    return s;
}

area *para_line_area(para *p, const para_line *line, mpt ipd, page_context *page)
{
    setter s = setter_new(p, line, ipd, page);

    s.made = area_new(page->mem, AREA_LINE, p->block);
    line_fill(&s);
    return s.made;
}

void para_reset_line(para *p, const para_line *line, mpt ipd, page_context *page, area *old)
{
    setter s = setter_new(p, line, ipd, page);

    s.again = true;
    old->child = old->last = NULL;
    s.made = old;
    line_fill(&s);
}
/* ---- anchors ---- */

typedef enum { ANCHOR_NOTE, ANCHOR_BEGUN, ANCHOR_AGAIN, ANCHOR_ENDED } anchor_kind;

static const fo_node *anchor_of(const para *p, const para_item *it, anchor_kind kind)
{
    const para_scope *s = p->scopes[it->scope];

    switch (kind) {
    case ANCHOR_NOTE:
        return it->kind == ITEM_NOTE ? it->u.fo : NULL;
    case ANCHOR_BEGUN:
        return it->kind == ITEM_MARKER ? it->u.fo : NULL;
    case ANCHOR_AGAIN:
        return it->kind == ITEM_OPEN && s->marked && s->continued ? s->fo : NULL;
    default:
        return it->kind == ITEM_CLOSE && s->marked ? s->fo : NULL;
    }
}

/* Those of one kind in items [from, to), in order. */
static const fo_node *const *anchors(const para *p, uint32_t from, uint32_t to, anchor_kind kind,
                                     uint32_t *count)
{
    const fo_node **list;
    uint32_t n = 0;

    for (uint32_t i = from; i < to; i++)
        n += anchor_of(p, &p->items[i], kind) != NULL;
    if (!n)
        return NULL;
    list = arena_alloc_array(p->l->mem, n, sizeof *list);
    for (uint32_t i = from; i < to; i++) {
        const fo_node *fo = anchor_of(p, &p->items[i], kind);
        if (fo)
            list[(*count)++] = fo;
    }
    return list;
}

/* The inlines with markers that are open where the line begins: those around its first item,
 * outermost first, or those that a block above has cut. */
static const fo_node *const *passing(const para *p, uint32_t from, uint32_t to, uint32_t *count)
{
    const para_item *it = &p->items[from];
    const para_scope *around = p->scopes[it->scope];
    const fo_node **list;
    uint32_t n = 0;

    if (from == 0)
        return anchors(p, from, to, ANCHOR_AGAIN, count);
    if (it->kind == ITEM_OPEN)
        around = around->parent;
    for (const para_scope *s = around; s; s = s->parent)
        n += s->marked;
    if (!n)
        return NULL;
    list = arena_alloc_array(p->l->mem, n, sizeof *list);
    *count = n;
    for (const para_scope *s = around; s; s = s->parent)
        if (s->marked)
            list[--n] = s->fo;
    return list;
}

void para_line_anchors(para *p, para_line *line)
{
    uint32_t from = p->points[line->from].item, to = p->points[line->to].item;

    if (!p->anchors)
        return;
    line->footnotes = anchors(p, from, to, ANCHOR_NOTE, &line->footnote_count);
    line->begun = anchors(p, from, to, ANCHOR_BEGUN, &line->begun_count);
    line->through = passing(p, from, to, &line->through_count);
    line->ended = anchors(p, from, to, ANCHOR_ENDED, &line->ended_count);
}
