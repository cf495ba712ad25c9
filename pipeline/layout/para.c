/* para.c - from inline-level formatting objects to a flat paragraph.
 *
 * The objects are walked once in document order between two block-level ones. A table indexed by
 * object says what each does: open a scope (inline, link, wrapper …), add text, or put down
 * something that stands in the line. Text goes through white-space treatment (para_space.c); only
 * when all of it is known are break opportunities searched and words shaped (para_words.c), since
 * both look across the borders of inlines. */
#include "layout/inline_container.h"
#include "layout/para_int.h"

#include <string.h>

#include "text/lines.h"

typedef struct {
    para *p;
    layout *l;
    para_pieces ps;
    const fo_node *after, *before; /* the blocks around */
    para_scope *scope;             /* innermost open */
    bool content;                  /* something that makes a line area was met */
    para_gap **gaps;               /* spaces that meet: nothing visible is between them … */
    size_t gap_count, gap_cap;
    size_t gaps_end; /* … and the pieces up to the last of them */
} builder;

/* Objects are broken like letters: at the spaces around them only. A sign of class AL that is no
 * letter for the hyphenation dictionary. */
#define STAND_IN "#"

/* What an object does in a line. True: go on into its children. */
typedef bool (*handler)(builder *b, const fo_node *fo);

/* ---- scopes ---- */

/* The 65,536th scope and those after it share the last one: an inline per letter is no document. */
static bool scopes_full(const builder *b)
{
    return b->p->scope_count >= UINT16_MAX;
}

/* ---- spaces ---- */

/* An end of an inline without border and padding is none where spaces meet. */
static bool is_bare(const builder *b, const para_piece *pc)
{
    const para_scope *s = b->p->scopes[pc->scope];

    if (pc->kind == ITEM_OPEN)
        return !s->border[SIDE_START] && !s->padding[SIDE_START];
    if (pc->kind == ITEM_CLOSE)
        return !s->border[SIDE_END] && !s->padding[SIDE_END];
    return pc->kind == ITEM_WORD && pc->from == pc->to;
}

/* Of two that meet one stays: that of the higher precedence, of the same the wider; forcing ones
 * both do (4.3.1). */
static void settle(para_gap *x, para_gap *y)
{
    const bool second =
        y->precedence != x->precedence ? y->precedence > x->precedence : y->width > x->width;
    para_gap *loser = second ? x : y;

    if (x->precedence != SPACE_FORCE || y->precedence != SPACE_FORCE)
        *loser = (para_gap){.precedence = -1};
}

static void settle_gaps(builder *b, para_gap *gap)
{
    for (size_t i = b->gaps_end; i < b->ps.count && b->gap_count; i++)
        if (!is_bare(b, &b->ps.pieces[i]))
            b->gap_count = 0;
    for (size_t i = 0; i < b->gap_count; i++)
        settle(b->gaps[i], gap);
    b->gaps =
        arena_grow(b->l->paras->scratch, b->gaps, &b->gap_cap, b->gap_count + 1, sizeof *b->gaps);
    b->gaps[b->gap_count++] = gap;
    b->gaps_end = b->ps.count + 1;
}

/* space-start and space-end stand outside of the border, in the parent. */
static void add_gap(builder *b, const para_scope *up, para_gap *gap)
{
    if (!gap->width && !gap->precedence)
        return;
    settle_gaps(b, gap);
    para_pieces_object(b->l, &b->ps, up, ITEM_GAP, "", gap);
}

static bool has_id(const fo_node *fo)
{
    const char *id = fo_string(fo, PR_ID);
    return id && *id;
}

static bool has_edges(const para_scope *s)
{
    return s->border[SIDE_START] || s->border[SIDE_END] || s->padding[SIDE_START] ||
           s->padding[SIDE_END];
}

static bool open_scope(builder *b, const fo_node *fo)
{
    para_scope *s;

    if (scopes_full(b))
        return true;
    s = para_scope_new(b->p, b->scope, fo);
    s->hollow = para_is_inline(fo_type_of(fo)) && para_is_hollow(b->l, fo, b->after, b->before);
    s->drawn &= !s->hollow;
    if (fo_type_of(fo) != FO_WRAPPER && !s->hollow)
        para_scope_dress(b->p, s);
    add_gap(b, s->parent, &s->space_start);
    para_pieces_object(b->l, &b->ps, s, ITEM_OPEN, "", NULL);
    b->content |= !s->hollow && (has_edges(s) || has_id(fo));
    b->scope = s;
    return true;
}

static void close_scope(builder *b, const fo_node *fo)
{
    para_scope *s = b->scope;

    if (!s->parent || s->fo != fo)
        return;
    para_pieces_object(b->l, &b->ps, s, ITEM_CLOSE, "", NULL);
    add_gap(b, s->parent, &s->space_end);
    b->scope = s->parent;
}

/* ---- objects ---- */

/* What comes from here on is of the node `at`. White space may have been taken back from the
 * end. */
static void add_origin(builder *b, uint32_t at)
{
    para *p = b->p;
    const uint32_t from = (uint32_t)b->ps.len;

    while (p->origin_count && p->origins[p->origin_count - 1].from >= from)
        p->origin_count--;
    p->origins =
        arena_grow(b->l->mem, p->origins, &p->origin_cap, p->origin_count + 1, sizeof *p->origins);
    p->origins[p->origin_count++] = (area_origin){from, at};
}

static bool on_text(builder *b, const fo_node *fo)
{
    size_t n;
    const char *s = fo_text(fo, &n);

    add_origin(b, fo_origin(fo));
    para_pieces_text(b->l, &b->ps, b->scope, s, n);
    return false;
}

/* A scope around one object that has no children of its own in the line. */
static bool open_around(builder *b, const fo_node *fo)
{
    if (scopes_full(b))
        return false;
    open_scope(b, fo);
    return true;
}

static bool on_character(builder *b, const fo_node *fo)
{
    const char *s = fo_string(fo, PR_CHARACTER);

    uint8_t last = b->ps.last;

    if (!s || !open_around(b, fo))
        return false;
    add_origin(b, 0);
    b->ps.last = last; /* white space collapses with the characters around */
    para_pieces_text(b->l, &b->ps, b->scope, s, strlen(s));
    last = b->ps.last;
    close_scope(b, fo);
    b->ps.last = last;
    return false;
}

static bool on_graphic(builder *b, const fo_node *fo)
{
    const para_object *o;

    if (scopes_full(b))
        return false;
    para_scope *s = para_scope_new(b->p, b->scope, fo);
    para_scope_dress(b->p, s);
    o = para_object_new(b->l, fo, s, b->p->ipd);
    if (!o)
        return false;
    b->p->mixed = true;
    add_gap(b, b->scope, &s->space_start);
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_OBJECT, STAND_IN, o);
    add_gap(b, b->scope, &s->space_end);
    b->content = true;
    return false;
}

static void after_footnote(builder *b, const fo_node *fo)
{
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_NOTE, "", fo);
    b->p->anchors = true;
    b->content = true;
}

/* Its footnotes are anchored behind it. */
static void anchor_inside(builder *b, const fo_node *fo)
{
    for (const fo_node *n = fo_child(fo); n; n = fo_next(n)) {
        if (fo_type_of(n) == FO_FOOTNOTE)
            after_footnote(b, n);
        else
            anchor_inside(b, n);
    }
}

static bool on_container(builder *b, const fo_node *fo)
{
    para_scope *s;

    if (scopes_full(b))
        return false;
    s = para_scope_new(b->p, b->scope, fo);
    para_scope_dress(b->p, s);
    b->p->mixed = true;
    add_gap(b, b->scope, &s->space_start);
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_OBJECT, STAND_IN,
                       para_container_new(b->l, fo, s, b->p->ipd));
    add_gap(b, b->scope, &s->space_end);
    anchor_inside(b, fo);
    b->content = true;
    return false;
}

static bool on_leader(builder *b, const fo_node *fo)
{
    const para_leader *ld;
    if (!open_around(b, fo))
        return false;
    ld = para_leader_new(b->l, fo, b->scope, b->p->ipd);
    if (!ld->content) /* as high as a rule, whatever it is of (6.6.9) */
        para_scope_align(b->scope, &(para_extent){ld->thickness, 0});
    b->p->mixed |= b->scope->anchor || b->scope->shift;
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_LEADER, STAND_IN, ld);
    b->content = true;
    close_scope(b, fo);
    return false;
}

static bool on_number(builder *b, const fo_node *fo)
{
    if (!open_around(b, fo))
        return false;
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_NUMBER, "9", fo);
    b->content = true;
    close_scope(b, fo);
    return false;
}

/* The footnote's inline stands in the line, then its anchor; the body is flow's. */
static bool on_footnote(builder *b, const fo_node *fo)
{
    (void)b;
    (void)fo;
    return true;
}

/* Markers of a block belong to the block's areas, those of an inline to the lines it stands in. */
static bool on_marker(builder *b, const fo_node *fo)
{
    if (!b->scope->parent || b->scope->marked)
        return false;
    b->scope->marked = true;
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_MARKER, "", fo_parent(fo));
    b->p->anchors = true;
    return false;
}

static bool on_retrieve(builder *b, const fo_node *fo)
{
    if (!para_inside(b->l, fo))
        para_pieces_apart(&b->ps);
    return true;
}

static const handler handlers[FO_TYPE_COUNT] = {
    [FO_TEXT] = on_text,
    [FO_INLINE] = open_scope,
    [FO_BASIC_LINK] = open_scope,
    [FO_BIDI_OVERRIDE] = open_scope,
    [FO_WRAPPER] = open_scope,
    [FO_CHARACTER] = on_character,
    [FO_EXTERNAL_GRAPHIC] = on_graphic,
    [FO_INSTREAM_FOREIGN_OBJECT] = on_graphic,
    [FO_LEADER] = on_leader,
    [FO_PAGE_NUMBER] = on_number,
    [FO_PAGE_NUMBER_CITATION] = on_number,
    [FO_PAGE_NUMBER_CITATION_LAST] = on_number,
    [FO_FOOTNOTE] = on_footnote,
    [FO_MARKER] = on_marker,
    [FO_RETRIEVE_MARKER] = on_retrieve,
    [FO_RETRIEVE_TABLE_MARKER] = on_retrieve,
    [FO_INLINE_CONTAINER] = on_container,
};

/* ---- the walk ---- */

/* The node after `n` and all inside it, below `top`; `left` is called for each object left. */
static const fo_node *leave(builder *b, const fo_node *n, const fo_node *top)
{
    while (n && n != top && !fo_next(n)) {
        n = fo_parent(n);
        if (!b || !n || n == top)
            continue;
        if (fo_type_of(n) == FO_FOOTNOTE)
            after_footnote(b, n);
        else
            close_scope(b, n);
    }
    return n && n != top ? fo_next(n) : NULL;
}

static bool enter(builder *b, const fo_node *n)
{
    handler h = handlers[fo_type_of(n)];
    return h && h(b, n);
}

static bool has_markers(const fo_node *n)
{
    for (n = fo_child(n); n; n = fo_next(n))
        if (fo_type_of(n) == FO_MARKER)
            return true;
    return false;
}

/* Open again the inlines that a block inside of them has interrupted. Their ids stand above. */
static void reopen(builder *b, const fo_node *n)
{
    bool content = b->content;

    if (!n || n == b->p->block)
        return;
    reopen(b, fo_parent(n));
    if (!para_holds_inlines(fo_type_of(n)))
        return;
    open_scope(b, n);
    b->content = content || has_edges(b->scope);
    b->scope->continued = true;
    b->scope->marked = has_markers(n);
    b->p->anchors |= b->scope->marked;
}

static void walk(builder *b, const fo_node *first, const fo_node *top, const fo_node *before)
{
    for (const fo_node *n = first; n && n != before;) {
        const fo_node *child = enter(b, n) ? para_inside(b->l, n) : NULL;
        if (child) {
            n = child;
            continue;
        }
        if (fo_type_of(n) == FO_FOOTNOTE)
            after_footnote(b, n);
        else if (n != b->p->set)
            close_scope(b, n);
        n = leave(b, n, top);
    }
}

/* ---- the paragraph ---- */

static para *para_new(layout *l, const fo_node *block, mpt ipd)
{
    para *p = ARENA_NEW(l->mem, para);

    p->l = l;
    p->block = block;
    p->ipd = ipd;
    p->align = fo_enum(block, PR_TEXT_ALIGN);
    p->align_last = fo_enum(block, PR_TEXT_ALIGN_LAST);
    p->indent = fo_length(block, PR_TEXT_INDENT);
    p->last_indent = fo_length(block, PR_LAST_LINE_END_INDENT);
    p->stacking = fo_enum(block, PR_LINE_STACKING_STRATEGY);
    p->flat = fo_is(block, PR_LINE_HEIGHT_SHIFT_ADJUSTMENT, EN_DISREGARD_SHIFTS);
    return p;
}

void para_set_indent(para *p, mpt indent)
{
    p->indent = (fo_len){indent, 0};
}

/* Anything but spaces that fall, so that there is a line (4.7.2). */
static bool has_text(const para *p, const para_pieces *ps)
{
    for (size_t i = 0; i < ps->len; i++)
        if (ps->text[i] != ' ')
            return true;
    for (size_t i = 0; i < ps->count; i++)
        if (ps->pieces[i].to > ps->pieces[i].from &&
            p->scopes[ps->pieces[i].scope]->style->treatment == EN_PRESERVE)
            return true;
    return false;
}

static const fo_node *initial_set(const fo_node *block)
{
    const fo_node *n = fo_child(block);

    while (n && (fo_type_of(n) == FO_MARKER || fo_type_of(n) == FO_TEXT))
        n = fo_next(n);
    return n && fo_type_of(n) == FO_INITIAL_PROPERTY_SET ? n : NULL;
}

/* Markers stand although no line does (6.13.5). */
static void note_losses(const para *p, para_losses *lost)
{
    lost->list = arena_alloc_array(p->l->mem, p->scope_count, sizeof *lost->list);
    for (uint32_t i = 0; i < p->scope_count; i++) {
        const para_scope *s = p->scopes[i];
        if (s->marked && !s->continued)
            lost->list[lost->count++] = (para_lost){s->fo, s->unfinished};
    }
}

/* The object itself is an inline around the first line (6.6.4): its border and padding stand on
 * both sides. */
static void open_set(builder *b)
{
    para_scope *s;

    open_scope(b, b->p->set);
    s = b->scope;
    s->retain_start = s->retain_end = true;
    s->kept_start = s->border[SIDE_START] + s->padding[SIDE_START];
    s->kept_end = s->border[SIDE_END] + s->padding[SIDE_END];
    b->p->retains |= s->kept_start || s->kept_end;
}

/* All of `p` once more in the style of its initial-property-set, of which the first line is taken.
 * Its text has the same letters, one for one. */
static para *build_initial(const para *p, const fo_node *set, const fo_node *before)
{
    layout *l = p->l;
    para *q = para_new(l, p->block, p->ipd);
    builder b = {.p = q, .l = l, .before = before};

    q->set = set;
    q->starts = p->starts;
    q->ends = p->ends;
    b.scope = para_scope_new(q, NULL, p->block);
    q->hyphenate = b.scope->style->hyphenate;
    b.ps.last = '^';
    open_set(&b);
    walk(&b, fo_child(p->block), p->block, before);
    while (b.scope->parent)
        close_scope(&b, b.scope->fo);
    add_origin(&b, 0);
    para_itemize(q, &b.ps);
    return q;
}

para *para_build(layout *l, const fo_node *block, const fo_node *after, const fo_node *before,
                 mpt ipd, para_losses *lost)
{
    para *p = para_new(l, block, ipd);
    builder b = {.p = p, .l = l, .after = after, .before = before};

    if (l->paras->building++ == 0)
        arena_reset(l->paras->scratch);
    b.scope = para_scope_new(p, NULL, block);
    p->hyphenate = b.scope->style->hyphenate;
    p->starts = !after;
    p->ends = !before;
    b.ps.last = fo_type_of(block) == FO_LEADER ? 0 : '^';
    if (after)
        reopen(&b, fo_parent(after));
    walk(&b, after ? leave(&b, after, block) : fo_child(block), block, before);
    for (para_scope *s = b.scope; s->parent; s = s->parent)
        s->unfinished = true;
    if (!b.content && !has_text(p, &b.ps)) {
        if (lost && p->anchors)
            note_losses(p, lost);
        p = NULL;
    } else {
        add_origin(&b, 0);
        para_itemize(p, &b.ps);
        if (!after && initial_set(block) && !inline_box_deep(block))
            p->initial = build_initial(p, initial_set(block), before);
    }
    l->paras->building--;
    return p;
}

para_tools *para_tools_new(void)
{
    para_tools *t = mem_alloc(sizeof *t);
    t->scratch = arena_new();
    return t;
}

void para_tools_free(para_tools *t)
{
    if (!t)
        return;
    arena_free(t->scratch);
    mem_free(t->nodes);
    mem_free(t->active);
    mem_free(t);
}
