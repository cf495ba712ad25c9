/* para_line.c - the area of one line: glyphs, inlines, rules, graphics, where they stand.
 *
 * Now the page is known, so numbers have their text. The items of the line are measured once more
 * (a hyphenated word as its parts, numbers as they are), the room left is dealt out to spaces and
 * leaders, and then areas are made from left to right. Neighbouring words and spaces of one face and
 * size become one text area. All shares of the room are differences of one running total, so that
 * they add up to it exactly. */
#include "layout/para_int.h"

#include <string.h>

#include "base/utf8.h"

typedef struct {
    para *p;
    const para_line *line;
    para *owner;           /* what the caller knows of: p and line differ from them for */
    const para_line *told; /* the first line of an initial-property-set */
    page_context *page;
    arena *mem;
    mpt ipd;
    area *made;               /* the line area */
    bool again;               /* the line is set again: nothing more to wait for */
    uint32_t from, to, start; /* items: first and end of the line; first that stands */
    uint32_t cut_from,
        cut_to;    /* bytes of text at which a hyphenated word starts and ends; 0: whole */
    uint32_t stop; /* items from here on fall if they may */
    mpt x;         /* pen, from the line's start */
    area *into;    /* innermost open area, and its origin in the line */
    mpt into_x, into_y;
    bool rigid;                /* only leaders give way */
    int64_t room, give, given; /* room to deal out, capacity for it, capacity passed */
    /* the text area being made */
    const para_scope *run_scope;
    const font *run_face;
    mpt run_size, run_x;
    uint32_t run_from, run_to; /* bytes of the paragraph's text */
    const char *run_text;      /* text of its own (numbers), else NULL */
    area_glyph *glyphs;
    size_t glyph_count, glyph_cap;
    bool run_hyphen;
} setter;

/* ---- numbers ---- */

static const char *label_of(const setter *s, const fo_node *fo)
{
    const char *id;

    if (fo_type_of(fo) == FO_PAGE_NUMBER)
        return s->page->label;
    id = fo_string(fo, PR_REF_ID);
    return id ? refs_label(s->page->l->refs, id, fo_type_of(fo) == FO_PAGE_NUMBER_CITATION_LAST)
              : NULL;
}

static const shaped *shape_label(const setter *s, const para_item *it, const char *label)
{
    const para_style *st = item_style(s->p, it);
    metrics *m = s->p->l->opt->fonts;

    return m->shape(m, st->face, &st->shape, label, strlen(label));
}

static void wait_for(const setter *s, const fo_node *fo)
{
    const char *id = fo_string(fo, PR_REF_ID);

    if (id && !s->again)
        layout_wait(s->page, id, fo_type_of(fo) == FO_PAGE_NUMBER_CITATION_LAST, s->owner, s->told,
                    s->ipd, s->made);
}

/* ---- widths in this line ---- */

static bool falls(const setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    return (i < s->start && it->flags & ITEM_DROP_START) ||
           (i >= s->stop && it->flags & ITEM_DROP_END);
}

static uint32_t text_from(const setter *s, uint32_t i)
{
    return i == s->from && s->cut_from ? s->cut_from : s->p->items[i].text;
}

static uint32_t text_to(const setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    return i + 1 == s->to && s->cut_to ? s->cut_to : it->text + it->len;
}

static uint32_t hyphen_at(const setter *s, uint32_t i)
{
    bool cut = i + 1 == s->to && s->cut_to;
    return cut ? item_style(s->p, &s->p->items[i])->hyphen_char : 0;
}

static bool is_cut(const setter *s, uint32_t i)
{
    return (i == s->from && s->cut_from) || (i + 1 == s->to && s->cut_to);
}

static mpt edge_width(const setter *s, uint32_t i)
{
    return s->p->items[i].width;
}

static mpt item_width(const setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_style *st = item_style(s->p, it);
    const char *label;

    switch (it->kind) {
    case ITEM_WORD:
        return is_cut(s, i)
                   ? para_part_width(s->p, it, text_from(s, i), text_to(s, i), hyphen_at(s, i))
                   : it->width;
    case ITEM_LEADER:
        return para_leader_length(it->u.leader, s->ipd).opt;
    case ITEM_NUMBER:
        label = label_of(s, it->u.fo);
        return label ? para_text_width(st, shape_label(s, it, label), st->size, st->units_per_em)
                     : it->width;
    case ITEM_SHY:
        return i + 1 == s->stop && s->line->hyphenated
                   ? para_part_width(s->p, it, it->text, it->text, st->hyphen_char)
                   : 0;
    case ITEM_OPEN:
    case ITEM_CLOSE:
        return edge_width(s, i);
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
static const para_scope *scope_at_end(const setter *s)
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
    for (const para_scope *c = scope_at_end(s); c->parent; c = c->parent)
        w += c->kept_end;
    return w;
}

/* How far the item gives way when the line is stretched (or shrunk): in lines that are not justified
 * only leaders do, and only to make room. */
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
    if (it->kind == ITEM_SPACE)
        return shrink ? st->space.opt - st->space.min : st->space.max - st->space.opt;
    return it->flags & ITEM_ADJUST ? para_letter_give(it, st, shrink) : 0;
}

/* The item's share of the room. */
static mpt share(setter *s, const para_item *it)
{
    int64_t before, after;

    if (!s->give)
        return 0;
    before = s->room * s->given / s->give;
    s->given += item_give(s, it, s->room < 0);
    after = s->room * s->given / s->give;
    return (mpt)(after - before);
}

/* ---- text areas ---- */

static mpt run_width(const setter *s)
{
    return s->x - s->run_x;
}

static void add_rule(setter *s, const para_decoration *d, mpt x, mpt w)
{
    const para_style *st = d->scope->style;
    metrics *m = s->p->l->opt->fonts;
    font_metrics fm = m->measure(m, st->face);
    mpt baseline = s->line->baseline - para_raise(s->p, d->scope, s->line), middle;
    area *a = area_new(s->mem, AREA_RULE, d->scope->fo);
    area_rule *r = ARENA_NEW(s->mem, area_rule);
    int32_t thick = d->line == EN_LINE_THROUGH ? fm.strikeout_thickness : fm.underline_thickness;

    switch (d->line) {
    case EN_UNDERLINE:
        middle = baseline - mpt_scale(st->size, fm.underline_position, st->units_per_em);
        break;
    case EN_LINE_THROUGH:
        middle = baseline - mpt_scale(st->size, fm.strikeout_position, st->units_per_em);
        break;
    default:
        middle = baseline - st->ascent;
        break;
    }
    r->style = EN_SOLID;
    r->thickness = mpt_scale(st->size, thick, st->units_per_em);
    r->color = d->color;
    a->role = ROLE_ARTIFACT;
    a->hidden = st->hidden;
    a->x = x - s->into_x;
    a->y = middle - r->thickness / 2 - s->into_y;
    a->w = w;
    a->h = r->thickness;
    a->u.rule = r;
    area_append(s->into, a);
}

static void add_rules(setter *s, const para_decoration *d, bool through, mpt x, mpt w)
{
    if (!d)
        return;
    add_rules(s, d->outer, through, x, w);
    if ((d->line == EN_LINE_THROUGH) == through)
        add_rule(s, d, x, w);
}

static void set_run_text(const setter *s, area_text *t)
{
    uint32_t n = s->run_to - s->run_from;

    t->text = s->run_text ? s->run_text : s->p->text + s->run_from;
    t->text_len = n;
    if (s->run_hyphen && !s->run_text) {
        char *with = arena_text(s->mem, n + 4);
        memcpy(with, s->p->text + s->run_from, n);
        t->text = with;
        t->text_len = n + (uint32_t)utf8_encode(s->run_scope->style->hyphen_char, with + n);
    }
}

/* Make the area of the run of glyphs that ends at the pen. */
static void flush(setter *s)
{
    const para_style *st;
    area_text *t;
    area *a;
    mpt w = run_width(s);

    if (!s->glyph_count)
        return;
    st = s->run_scope->style;
    t = ARENA_NEW(s->mem, area_text);
    t->face = s->run_face;
    t->size = s->run_size;
    t->color = st->color;
    t->glyphs = s->glyphs;
    t->glyph_count = (uint32_t)s->glyph_count;
    t->hyphen = s->run_hyphen;
    t->baseline = st->ascent;
    set_run_text(s, t);
    add_rules(s, s->run_scope->decoration, false, s->run_x, w);
    a = area_new(s->mem, AREA_TEXT, st->fo);
    a->x = s->run_x - s->into_x;
    a->y = s->line->baseline - para_raise(s->p, s->run_scope, s->line) - st->ascent - s->into_y;
    a->w = w;
    a->h = st->ascent + st->descent;
    a->hidden = st->hidden;
    a->u.text = t;
    area_append(s->into, a);
    add_rules(s, s->run_scope->decoration, true, s->run_x, w);
    s->glyphs += s->glyph_count;
    s->glyph_cap -= s->glyph_count;
    s->glyph_count = 0;
    s->run_text = NULL;
    s->run_hyphen = false;
}

/* Room for `n` glyphs that continue the run if they can. */
static void begin_run(setter *s, const para_scope *scope, const font *face, mpt size, uint32_t from,
                      uint32_t n)
{
    bool joins = s->glyph_count && s->run_scope == scope && s->run_face == face &&
                 s->run_size == size && s->run_to == from && !s->run_text;

    if (!joins) {
        flush(s);
        s->run_scope = scope;
        s->run_face = face;
        s->run_size = size;
        s->run_from = s->run_to = from;
        s->run_x = s->x;
    }
    if (s->glyph_count + n > s->glyph_cap) {
        size_t cap = (s->glyph_count + n) * 2 + 64;
        area_glyph *more = arena_alloc_array(s->mem, cap, sizeof *more);
        if (s->glyph_count)
            memcpy(more, s->glyphs, s->glyph_count * sizeof *more);
        s->glyphs = more;
        s->glyph_cap = cap;
    }
}

/* Glyphs of a shaped text whose first byte is `at` of the run; advances sum to its width exactly. */
static void put_glyphs(setter *s, const shaped *g, mpt size, int32_t upem, uint32_t at)
{
    const para_style *st = s->run_scope->style;
    int64_t sum = 0;
    mpt done = 0;

    for (uint32_t i = 0; i < g->count; i++) {
        const glyph *in = &g->glyphs[i];
        area_glyph *out = &s->glyphs[s->glyph_count++];
        mpt to;
        sum += in->advance;
        to = mpt_scale(size, sum, upem);
        out->gid = in->gid;
        out->cluster = at + in->cluster;
        out->advance = to - done;
        done = to;
        if (st->letter.opt && (i + 1 == g->count || g->glyphs[i + 1].cluster != in->cluster))
            out->advance += st->letter.opt;
        out->dx = in->dx ? mpt_scale(size, in->dx, upem) : 0;
        out->dy = in->dy ? mpt_scale(size, in->dy, upem) : 0;
        s->x += out->advance;
    }
}

/* Deal `room` out to the last `n` glyphs: letter-spacing that gives way. */
static void spread(setter *s, uint32_t n, mpt room)
{
    area_glyph *g = s->glyphs + s->glyph_count - n;

    for (uint32_t i = 0; i < n; i++)
        g[i].advance += mpt_scale(room, i + 1, n) - mpt_scale(room, i, n);
    if (n)
        s->x += room;
}

static void set_word(setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    const para_alt *alt = it->flags & ITEM_ALT ? it->u.alt : NULL;
    uint32_t from = text_from(s, i), to = text_to(s, i), hyphen = hyphen_at(s, i);
    const shaped *g = is_cut(s, i) ? para_shape_part(s->p, it, from, to, hyphen)
                      : alt        ? alt->glyphs
                                   : it->u.glyphs;
    mpt size = alt ? alt->size : st->size;
    int32_t upem = alt ? para_units_of(s->p, alt->face) : st->units_per_em;

    begin_run(s, scope, alt ? alt->face : st->face, size, from, g->count);
    put_glyphs(s, g, size, upem, from - s->run_from);
    if (it->flags & ITEM_ADJUST)
        spread(s, g->count, share(s, it));
    s->run_to = to;
    if (hyphen) {
        s->run_hyphen = true;
        flush(s);
    }
}

static void set_shy(setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    const shaped *g = para_shape_part(s->p, it, it->text, it->text, st->hyphen_char);

    begin_run(s, scope, st->face, st->size, it->text, g->count);
    put_glyphs(s, g, st->size, st->units_per_em, it->text - s->run_from);
    s->run_hyphen = true;
    flush(s);
}

static void set_space(setter *s, const para_item *it)
{
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    area_glyph *g;

    begin_run(s, scope, st->face, st->size, it->text, 1);
    g = &s->glyphs[s->glyph_count++];
    *g = (area_glyph){st->space_gid, it->text - s->run_from, it->width + share(s, it), 0, 0};
    s->x += g->advance;
    s->run_to = it->text + it->len;
}

static void set_number(setter *s, const para_item *it)
{
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    const char *label = label_of(s, it->u.fo);
    const shaped *g;
    char *copy;

    flush(s);
    if (!label) {
        wait_for(s, it->u.fo);
        s->x += it->width;
        return;
    }
    copy = arena_strdup(s->mem, label);
    g = shape_label(s, it, copy);
    begin_run(s, scope, st->face, st->size, 0, g->count);
    put_glyphs(s, g, st->size, st->units_per_em, 0);
    s->run_text = copy;
    s->run_from = 0;
    s->run_to = (uint32_t)strlen(copy);
    flush(s);
}

static void set_leader(setter *s, const para_item *it)
{
    const para_leader *ld = it->u.leader;
    mpt w = para_leader_length(ld, s->ipd).opt + share(s, it);
    para_leader_place at = {.parent = s->into,
                            .x = s->x - s->into_x,
                            .width = w,
                            .line_x = s->x,
                            .ipd = s->ipd,
                            .page = s->page};

    flush(s);
    at.baseline = s->line->baseline - para_raise(s->p, ld->scope, s->line) - s->into_y;
    para_leader_fill(ld, &at);
    s->x += w;
}

static void set_object(setter *s, const para_item *it)
{
    const para_object *o = it->u.object;
    mpt bottom = s->line->baseline - para_raise(s->p, o->scope, s->line) - s->into_y;

    flush(s);
    area_append(s->into, para_object_area(o, s->mem, s->x - s->into_x, bottom));
    s->x += it->width;
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
    const para_style *st = scope->style;
    area *a;

    if (!scope->drawn)
        return;
    flush(s);
    a = area_new(s->mem, AREA_INLINE, scope->fo);
    a->x = s->x - s->into_x;
    a->y = s->line->baseline - para_raise(s->p, scope, s->line) - st->ascent -
           scope->border[SIDE_BEFORE] - scope->padding[SIDE_BEFORE] - s->into_y;
    a->h = st->ascent + st->descent + scope->border[SIDE_BEFORE] + scope->padding[SIDE_BEFORE] +
           scope->border[SIDE_AFTER] + scope->padding[SIDE_AFTER];
    a->continued = continued || scope->continued;
    a->box = continued && !scope->retain_start ? part_of(s, scope->box, SIDE_START) : scope->box;
    a->id = a->continued ? NULL : text_or_null(fo_string(scope->fo, PR_ID));
    a->link_internal = text_or_null(fo_string(scope->fo, PR_INTERNAL_DESTINATION));
    a->link_external = text_or_null(fo_string(scope->fo, PR_EXTERNAL_DESTINATION));
    a->hidden = st->hidden;
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
    flush(s);
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
    s->x += scope->kept_start;
}

/* ---- the line ---- */

static void set_item(setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_scope *scope = s->p->scopes[it->scope];

    switch (it->kind) {
    case ITEM_WORD:
        set_word(s, i);
        break;
    case ITEM_SPACE:
        set_space(s, it);
        break;
    case ITEM_OPEN:
        open_area(s, scope, false);
        s->x += edge_width(s, i);
        break;
    case ITEM_CLOSE:
        if (scope->drawn)
            flush(s);
        s->x += edge_width(s, i);
        close_area(s, scope, false);
        break;
    case ITEM_GAP:
        flush(s);
        s->x += it->width;
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
            set_shy(s, i);
        break;
    default:
        break;
    }
}

static bool transparent(const para_item *it)
{
    return it->kind == ITEM_OPEN || it->kind == ITEM_CLOSE || it->kind == ITEM_MARKER ||
           it->kind == ITEM_NOTE;
}

bool para_is_edge(const para *p, const para_item *it)
{
    const para_scope *s = p->scopes[it->scope];

    if (it->kind ==
        ITEM_CLOSE) /* of an inline without content, else the line would not begin here */
        return s->continued || fo_type_of(s->fo) == FO_WRAPPER;
    return it->kind == ITEM_OPEN || it->kind == ITEM_MARKER || it->kind == ITEM_NOTE;
}

/* First item and end, and which spaces fall at both ends (4.7.2). */
static void set_range(setter *s)
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
}

/* The letter-spacing after the last letter of a line is no space between letters. */
static mpt tail_spacing(const setter *s)
{
    const para_item *it = s->stop > s->from ? &s->p->items[s->stop - 1] : NULL;

    return it && (it->kind == ITEM_WORD || it->kind == ITEM_SHY) ? item_style(s->p, it)->letter.opt
                                                                 : 0;
}

static void set_room(setter *s)
{
    fo_keyword align = para_line_align(s->p, s->line->last);
    int64_t natural = kept_edges(s), stretch = 0, shrink = 0, room;

    s->rigid = align != EN_JUSTIFY && para_line_align(s->p, false) != EN_JUSTIFY;

    for (uint32_t i = s->from; i < s->to; i++) {
        if (falls(s, i))
            continue;
        natural += item_width(s, i);
        stretch += item_give(s, &s->p->items[i], false);
        shrink += item_give(s, &s->p->items[i], true);
    }
    room = s->line->measure - natural + tail_spacing(s);
    s->x = s->line->indent;
    if (align == EN_JUSTIFY || room < 0) {
        s->give = room < 0 ? shrink : stretch;
        s->room = room < -shrink ? -shrink : room;
        room -= s->give ? s->room : 0;
    }
    if (align == EN_END)
        s->x += (mpt)room;
    else if (align == EN_CENTER)
        s->x += (mpt)(room / 2);
}

static void set_line(setter *s)
{
    set_range(s);
    set_room(s);
    reopen(s, para_scope_at(s->p, s->from));
    for (uint32_t i = s->from; i < s->to; i++)
        if (!falls(s, i))
            set_item(s, i);
    flush(s);
    for (const para_scope *open = scope_at_end(s); open->parent; open = open->parent) {
        if (open->kept_end)
            flush(s);
        s->x += open->kept_end;
        close_area(s, open, true);
    }
}

static void line_fill(setter *s)
{
    s->into = s->made;
    s->made->w = s->ipd;
    s->made->h = s->line->height;
    set_line(s);
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

typedef enum { ANCHOR_NOTE, ANCHOR_BEGUN, ANCHOR_ENDED } anchor_kind;

static const fo_node *anchor_of(const para *p, const para_item *it, anchor_kind kind)
{
    const para_scope *s = p->scopes[it->scope];

    switch (kind) {
    case ANCHOR_NOTE:
        return it->kind == ITEM_NOTE ? it->u.fo : NULL;
    case ANCHOR_BEGUN:
        return it->kind == ITEM_MARKER ? it->u.fo : NULL;
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

void para_line_anchors(para *p, para_line *line)
{
    uint32_t from = p->points[line->from].item, to = p->points[line->to].item;

    if (!p->anchors)
        return;
    line->footnotes = anchors(p, from, to, ANCHOR_NOTE, &line->footnote_count);
    line->begun = anchors(p, from, to, ANCHOR_BEGUN, &line->begun_count);
    line->ended = anchors(p, from, to, ANCHOR_ENDED, &line->ended_count);
}
