/* para.c - from inline-level formatting objects to a flat paragraph.
 *
 * The objects are walked once in document order between two block-level ones. A table indexed by
 * object says what each does: open a scope (inline, link, wrapper …), add text, or put down something
 * that stands in the line. Text goes through white-space treatment (para_space.c); only when all of it
 * is known are break opportunities searched and words shaped (para_words.c), since both look across
 * the borders of inlines. */
#include "layout/para_int.h"

#include <string.h>

#include "text/lines.h"

typedef struct {
    para *p;
    layout *l;
    para_pieces ps;
    para_scope *scope; /* innermost open */
    size_t scope_cap;
    bool content; /* something that makes a line area was met */
} builder;

/* Objects are broken like letters: at the spaces around them only. A sign of class AL that is no letter
 * for the hyphenation dictionary. */
#define STAND_IN "#"

/* What an object does in a line. True: go on into its children. */
typedef bool (*handler)(builder *b, const fo_node *fo);

/* ---- scopes ---- */

static const para_decoration *decoration_add(builder *b, const para_scope *s, fo_keyword line,
                                             const para_decoration *outer)
{
    para_decoration *d = ARENA_NEW(b->l->mem, para_decoration);
    d->outer = outer;
    d->scope = s;
    d->color = s->style->color;
    d->line = line;
    return d;
}

/* Those of `list` but for `line`, which "no-underline" and its like turn off for a part of the text. */
static const para_decoration *decoration_without(builder *b, const para_decoration *list,
                                                 fo_keyword line)
{
    para_decoration *d;

    if (!list)
        return NULL;
    if (list->line == line)
        return decoration_without(b, list->outer, line);
    d = arena_memdup(b->l->mem, list, sizeof *list);
    d->outer = decoration_without(b, list->outer, line);
    return d;
}

static void scope_decorate(builder *b, para_scope *s)
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
            s->decoration = words[i].off ? decoration_without(b, s->decoration, words[i].line)
                                         : decoration_add(b, s, words[i].line, s->decoration);
}

/* text-decoration is not inherited but goes on into all inside, blocks too (7.17.4). */
static void decorate_from_above(builder *b, para_scope *s, const fo_node *fo)
{
    const fo_node *own = s->fo;

    if (!fo)
        return;
    decorate_from_above(b, s, fo_parent(fo));
    if (fo == own || !fo_specified(fo, PR_TEXT_DECORATION))
        return;
    s->fo = fo;
    scope_decorate(b, s);
    s->fo = own;
}

static mpt length_of(fo_len v, mpt base)
{
    return mpt_max(0, fo_len_at(v, base));
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
static void scope_dress(builder *b, para_scope *s)
{
    fo_border border[4];
    bool edges = false, retain;
    mpt kept[4];

    for (int i = 0; i < 4; i++) {
        border[i] = fo_border_of(s->fo, (fo_side)i);
        s->border[i] = border[i].width;
        s->padding[i] = length_of(fo_padding_of(s->fo, (fo_side)i, &retain), b->p->ipd);
        kept[i] = (border[i].retain ? s->border[i] : 0) + (retain ? s->padding[i] : 0);
        edges |= border[i].width > 0;
    }
    s->retain_start = border[SIDE_START].retain;
    s->retain_end = border[SIDE_END].retain;
    s->kept_start = kept[SIDE_START];
    s->kept_end = kept[SIDE_END];
    b->p->retains |= s->kept_start || s->kept_end;
    s->box = box_new(b->l, s->fo, border, edges);
    s->drawn |= s->box != NULL;
}

static void scope_spaces(para_scope *s)
{
    fo_space v = fo_space_of(s->fo, PR_SPACE_START);
    s->space_start = v.opt.fixed;
    s->keep_start = v.retain;
    v = fo_space_of(s->fo, PR_SPACE_END);
    s->space_end = v.opt.fixed;
    s->keep_end = v.retain;
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

static para_scope *scope_new(builder *b, const fo_node *fo)
{
    para *p = b->p;
    para_scope *s = ARENA_NEW(b->l->mem, para_scope), *up = b->scope;

    p->scopes =
        arena_grow(b->l->mem, p->scopes, &b->scope_cap, p->scope_count + 1, sizeof *p->scopes);
    s->index = (uint16_t)p->scope_count;
    p->scopes[p->scope_count++] = s;
    s->parent = up;
    s->fo = fo;
    s->style = para_style_new(b->l, fo, up ? up->style : NULL);
    if (up)
        s->decoration = up->decoration;
    else
        decorate_from_above(b, s, fo_parent(fo));
    scope_decorate(b, s);
    if (!up) {
        para_scope_align(s, NULL);
        return s;
    }
    s->drawn = given(fo_string(fo, PR_ID)) || has_links(fo) || fo_svod(fo, "role");
    para_scope_align(s, NULL);
    p->mixed |= s->anchor || s->shift || s->style->ascent > up->style->ascent ||
                s->style->descent > up->style->descent || up->shift;
    p->hyphenate |= s->style->hyphenate;
    return s;
}

/* The 65,536th scope and those after it share the last one: an inline per letter is no document. */
static bool scopes_full(const builder *b)
{
    return b->p->scope_count >= UINT16_MAX;
}

static bool open_scope(builder *b, const fo_node *fo)
{
    para_scope *s;

    if (scopes_full(b))
        return true;
    s = scope_new(b, fo);
    if (fo_type_of(fo) != FO_WRAPPER) {
        scope_dress(b, s);
        scope_spaces(s);
    }
    if (s->space_start)
        para_pieces_object(b->l, &b->ps, s->parent, ITEM_GAP, "", &s->space_start);
    para_pieces_object(b->l, &b->ps, s, ITEM_OPEN, "", NULL);
    b->content |= s->border[SIDE_START] || s->border[SIDE_END] || s->padding[SIDE_START] ||
                  s->padding[SIDE_END] || given(fo_string(fo, PR_ID));
    b->scope = s;
    return true;
}

static void close_scope(builder *b, const fo_node *fo)
{
    para_scope *s = b->scope;

    if (!s->parent || s->fo != fo)
        return;
    para_pieces_object(b->l, &b->ps, s, ITEM_CLOSE, "", NULL);
    if (s->space_end)
        para_pieces_object(b->l, &b->ps, s->parent, ITEM_GAP, "", &s->space_end);
    b->scope = s->parent;
}

/* ---- objects ---- */

static bool on_text(builder *b, const fo_node *fo)
{
    size_t n;
    const char *s = fo_text(fo, &n);

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
    para_scope *s = scope_new(b, fo);
    scope_dress(b, s);
    scope_spaces(s);
    o = para_object_new(b->l, fo, s, b->p->ipd);
    if (!o)
        return false;
    b->p->mixed = true;
    if (s->space_start)
        para_pieces_object(b->l, &b->ps, b->scope, ITEM_GAP, "", &s->space_start);
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_OBJECT, STAND_IN, o);
    if (s->space_end)
        para_pieces_object(b->l, &b->ps, b->scope, ITEM_GAP, "", &s->space_end);
    b->content = true;
    return false;
}

static bool on_leader(builder *b, const fo_node *fo)
{
    if (!open_around(b, fo))
        return false;
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_LEADER, STAND_IN,
                       para_leader_new(b->l, fo, b->scope));
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

static void after_footnote(builder *b, const fo_node *fo)
{
    para_pieces_object(b->l, &b->ps, b->scope, ITEM_NOTE, "", fo);
    b->p->anchors = true;
    b->content = true;
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

static bool on_unsupported(builder *b, const fo_node *fo)
{
    diag_report(b->l->dg, fo_pos(fo), MSG_INLINE_UNSUPPORTED, fo_type_name(fo_type_of(fo)));
    return false;
}

static bool on_retrieve(builder *b, const fo_node *fo)
{
    (void)b;
    (void)fo;
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
    [FO_INLINE_CONTAINER] = on_unsupported,
};

/* Objects inside of which a block may be met. */
static bool holds_inlines(fo_type t)
{
    return t == FO_INLINE || t == FO_BASIC_LINK || t == FO_BIDI_OVERRIDE || t == FO_WRAPPER;
}

bool para_is_block(fo_type t)
{
    switch (t) {
    case FO_BLOCK:
    case FO_BLOCK_CONTAINER:
    case FO_TABLE:
    case FO_TABLE_AND_CAPTION:
    case FO_LIST_BLOCK:
        return true;
    default:
        return false;
    }
}

/* ---- the walk ---- */

static bool retrieves(fo_type t)
{
    return t == FO_RETRIEVE_MARKER || t == FO_RETRIEVE_TABLE_MARKER;
}

/* First of what stands inside `n`: its children, or for a retrieve-marker those of the marker, which is
 * adopted by it, so that the way up leads back. A marker cannot retrieve another one. */
static const fo_node *inside(layout *l, const fo_node *n)
{
    const fo_node *found;

    if (!retrieves(fo_type_of(n)))
        return fo_child(n);
    for (const fo_node *up = fo_parent(n); up; up = fo_parent(up))
        if (fo_type_of(up) == FO_MARKER)
            return NULL;
    found = layout_retrieve(l, n);
    return found ? fo_child(found) : NULL;
}

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

/* Open again the inlines that a block inside of them has interrupted. */
static void reopen(builder *b, const fo_node *n)
{
    if (!n || n == b->p->block)
        return;
    reopen(b, fo_parent(n));
    if (!holds_inlines(fo_type_of(n)))
        return;
    open_scope(b, n);
    b->scope->continued = true;
}

static void walk(builder *b, const fo_node *first, const fo_node *top, const fo_node *before)
{
    for (const fo_node *n = first; n && n != before;) {
        const fo_node *child = enter(b, n) ? inside(b->l, n) : NULL;
        if (child) {
            n = child;
            continue;
        }
        if (fo_type_of(n) == FO_FOOTNOTE)
            after_footnote(b, n);
        else
            close_scope(b, n);
        n = leave(b, n, top);
    }
}

const fo_node *para_next_block(layout *l, const fo_node *block, const fo_node *after)
{
    const fo_node *n = after ? leave(NULL, after, block) : fo_child(block);

    while (n && !para_is_block(fo_type_of(n))) {
        fo_type t = fo_type_of(n);
        const fo_node *child = holds_inlines(t) || retrieves(t) ? inside(l, n) : NULL;
        n = child ? child : leave(NULL, n, block);
    }
    return n;
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
    return p;
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

/* All of it once more in the style of `initial`, of which the first line is taken (6.6.4). */
static para *build_initial(layout *l, para *p, const fo_node *initial, const para_pieces *ps)
{
    para *q = arena_memdup(l->mem, p, sizeof *p);
    para_scope *root = arena_memdup(l->mem, p->scopes[0], sizeof *root);

    q->scopes = arena_memdup(l->mem, p->scopes, p->scope_count * sizeof *p->scopes);
    q->scopes[0] = root;
    root->style = para_style_new(l, initial, p->scopes[0]->style);
    q->items = NULL;
    q->count = q->cap = 0;
    para_itemize(q, ps);
    return q;
}

para *para_build(layout *l, const fo_node *block, const fo_node *after, const fo_node *before,
                 mpt ipd)
{
    para *p = para_new(l, block, ipd);
    builder b = {.p = p, .l = l};

    if (l->paras->building++ == 0)
        arena_reset(l->paras->scratch);
    b.scope = scope_new(&b, block);
    p->hyphenate = b.scope->style->hyphenate;
    p->starts = !after;
    p->ends = !before;
    b.ps.last = '^';
    if (after)
        reopen(&b, fo_parent(after));
    walk(&b, after ? leave(&b, after, block) : fo_child(block), block, before);
    for (para_scope *s = b.scope; s->parent; s = s->parent)
        s->unfinished = true;
    if (!b.content && !has_text(p, &b.ps))
        p = NULL;
    else {
        para_itemize(p, &b.ps);
        if (!after && initial_set(block))
            p->initial = build_initial(l, p, initial_set(block), &b.ps);
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
