/* para_words.c - from text to items: words, spaces, objects, with the places where lines may begin.
 *
 * The whole text is searched for break opportunities at once (UAX 14), then each piece is cut at
 * spaces, at opportunities and at characters that are not drawn. A break belongs before the edges
 * of inlines that open there and after those that close there, so that no border is left alone at
 * the end of a line. Words are shaped in their scope's face; characters it lacks are looked for in
 * the rest of the family list, run by run. */
#include "layout/para_int.h"

#include <string.h>

#include "base/utf8.h"
#include "text/charname.h"
#include "text/lines.h"

enum {
    CP_NBSP = 0xA0,
    CP_SHY = 0xAD,
    CP_ZWSP = 0x200B,
    CP_ZWNJ = 0x200C,
    CP_ZWJ = 0x200D,
    CP_NB_HYPHEN = 0x2011,
    CP_HYPHEN = 0x2010,
    CP_WORD_JOINER = 0x2060,
    CP_BOM = 0xFEFF,
};

/* A space, a word (cp is 0) or a character that is not drawn. */
typedef struct {
    uint32_t at, len, cp;
} token;

enum { AHEAD = 8 }; /* tokens: words and the spaces between them */

typedef struct {
    para *p;
    const para_pieces *ps;
    const uint8_t *kinds;
    size_t gap;             /* first item at which the next line may begin */
    const para_scope *left; /* scope of the last text or object */
    bool kept;              /* after a space that stays at a line's end: lines begin before it */
} cutter;

static para_item *add_item(para *p, item_kind kind, const para_scope *s)
{
    para_item *it;

    p->items = arena_grow(p->l->mem, p->items, &p->cap, p->count + 1, sizeof *p->items);
    it = &p->items[p->count++];
    it->kind = (uint8_t)kind;
    it->scope = s->index;
    return it;
}

/* ---- widths ---- */

static uint32_t clusters(const shaped *g)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->count; i++)
        n += i == 0 || g->glyphs[i].cluster != g->glyphs[i - 1].cluster;
    return n;
}

mpt para_text_width(const para_style *st, const shaped *g, mpt size)
{
    mpt w = mpt_scale(size, g->advance, FONT_EM);

    return st->letter.opt ? w + mpt_scale(st->letter.opt, clusters(g), 1) : w;
}

static const shaped *word_glyphs(const para_item *it)
{
    return it->flags & ITEM_ALT ? it->u.alt->glyphs : it->u.glyphs;
}

/* A part of most words is made of what is known; others are shaped. */
static const shaped *part_of_word(const para *p, const para_item *it, const word_part *part)
{
    metrics *m = p->l->opt->fonts;
    shaped *g;

    if (!m->part || it->kind != ITEM_WORD)
        return NULL;
    g = ARENA_NEW(p->l->mem, shaped);
    return m->part(m, word_glyphs(it), part, g, p->l->mem) ? g : NULL;
}

const shaped *para_shape_part(const para *p, const para_item *it, uint32_t from, uint32_t to,
                              uint32_t hyphen)
{
    const para_style *st = item_style(p, it);
    const word_part part = {from - it->text, to - it->text, para_hyphen(p, it), hyphen != 0};
    metrics *m = p->l->opt->fonts;
    const font *face = it->flags & ITEM_ALT ? it->u.alt->face : st->face;
    const shaped *known = from < to ? part_of_word(p, it, &part) : NULL;
    char buffer[256], *text = buffer;
    size_t n = to - from;

    if (known)
        return known;
    if (!hyphen)
        return m->shape(m, face, &st->shape, p->text + from, n);
    if (n + 4 > sizeof buffer)
        text = arena_text(p->l->mem, n + 4);
    memcpy(text, p->text + from, n);
    n += utf8_encode(hyphen, text + n);
    return m->shape(m, face, &st->shape, text, n);
}

mpt para_part_width(const para *p, const para_item *it, uint32_t from, uint32_t to, uint32_t hyphen)
{
    const para_style *st = item_style(p, it);
    const shaped *g = para_shape_part(p, it, from, to, hyphen);

    return para_text_width(st, g, it->flags & ITEM_ALT ? it->u.alt->size : st->size);
}

uint32_t para_hyphen(const para *p, const para_item *it)
{
    const para_style *st = item_style(p, it);

    return it->flags & ITEM_ALT ? para_style_hyphen(p->l, st, it->u.alt->face) : st->hyphen_char;
}

/* Parts of most words are sums of what is known; the others are shaped. */
void para_cut_widths(const para *p, const para_item *it, uint32_t at, mpt *before, mpt *after)
{
    const para_style *st = item_style(p, it);
    const para_alt *alt = it->flags & ITEM_ALT ? it->u.alt : NULL;
    metrics *m = p->l->opt->fonts;
    word_cut cut = {.at = at - it->text, .hyphen = para_hyphen(p, it)};

    if (m->divide && !st->letter.opt && m->divide(m, word_glyphs(it), &cut)) {
        *before = mpt_scale(alt ? alt->size : st->size, cut.before, FONT_EM);
        *after = mpt_scale(alt ? alt->size : st->size, cut.after, FONT_EM);
    } else {
        *before = para_part_width(p, it, it->text, at, cut.hyphen);
        *after = para_part_width(p, it, at, it->text + it->len, 0);
    }
}

/* ---- words ---- */

static void report_missing(const para *p, const para_style *st, uint32_t cp)
{
    layout *l = p->l;

    diag_report_as(l->dg, l->opt->strict ? SEV_ERROR : SEV_WARNING, fo_pos(st->fo), MSG_NO_GLYPH,
                   char_describe(l->mem, cp), st->families ? st->families : "");
}

static para_item *add_word(para *p, const para_scope *s, uint32_t from, uint32_t to,
                           const para_alt *alt, const shaped *g)
{
    para_item *it = add_item(p, ITEM_WORD, s);
    const para_style *st = s->style;

    it->text = from;
    it->len = to - from;
    if (st->at_break == EN_SUPPRESS)
        it->flags |= ITEM_DROP_START | ITEM_DROP_END;
    if (alt) {
        it->flags |= ITEM_ALT;
        it->u.alt = alt;
        it->width = para_text_width(st, g, alt->size);
    } else {
        it->u.glyphs = g;
        it->width = para_text_width(st, g, st->size);
    }
    if (st->letter.max != st->letter.opt || st->letter.min != st->letter.opt)
        it->flags |= ITEM_ADJUST;
    return it;
}

static void add_alt(para *p, const para_scope *s, const font *face, mpt size, uint32_t from,
                    uint32_t to)
{
    metrics *m = p->l->opt->fonts;
    para_alt *alt = ARENA_NEW(p->l->mem, para_alt);

    alt->face = face;
    alt->size = size;
    alt->glyphs = m->shape(m, face, &s->style->shape, p->text + from, to - from);
    add_word(p, s, from, to, alt, alt->glyphs);
}

static const font *face_for(para *p, const para_style *st, uint32_t cp)
{
    metrics *m = p->l->opt->fonts;
    const font *f = m->match_char(m, st->families, st->weight, st->italic, cp);

    if (!f)
        report_missing(p, st, cp);
    return f ? f : st->face;
}

/* A word that its face lacks characters of: runs of one face each. */
static void add_fallback(para *p, const para_scope *s, uint32_t from, uint32_t to, mpt size)
{
    const font *run = NULL;
    uint32_t start = from;

    for (uint32_t i = from; i < to;) {
        size_t n;
        uint32_t cp = utf8_decode(p->text + i, to - i, &n);
        const font *f = face_for(p, s->style, cp);
        if (run && f != run) {
            add_alt(p, s, run, size, start, i);
            start = i;
        }
        run = f;
        i += (uint32_t)n;
    }
    if (run)
        add_alt(p, s, run, size, start, to);
}

static void cut_word(para *p, const para_scope *s, uint32_t from, uint32_t to, bool small)
{
    metrics *m = p->l->opt->fonts;
    const para_style *st = s->style;
    const shaped *g = m->shape(m, st->face, &st->shape, p->text + from, to - from);
    mpt size = small ? mpt_scale(st->size, 8, 10) : st->size;

    if (g->missing)
        add_fallback(p, s, from, to, size);
    else if (small)
        add_alt(p, s, st->face, size, from, to);
    else
        add_word(p, s, from, to, NULL, g);
}

/* ---- break opportunities ---- */

static const para_scope *common(const para_scope *a, const para_scope *b)
{
    while (a->index != b->index) {
        if (a->index > b->index)
            a = a->parent;
        else
            b = b->parent;
    }
    return a;
}

static int32_t stronger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t keep_up_to(const para_scope *top, const para_scope *from, fo_prop p)
{
    int32_t keep = KEEP_AUTO;

    for (const para_scope *s = from; s->index != top->index; s = s->parent)
        keep = stronger(keep, fo_keep_of(s->fo, p).line);
    return keep;
}

/* What keeps a line from ending between things of scope `left` and others of scope `s` (4.8,
 * 7.16.13). */
static int32_t keep_between(const para_scope *left, const para_scope *s)
{
    const para_scope *top = left->index == s->index ? s : common(left, s);

    if (!top->style->wrap)
        return KEEP_ALWAYS;
    if (left->index == s->index)
        return top->style->keep;
    return stronger(top->style->keep, stronger(keep_up_to(top, left, PR_KEEP_WITH_NEXT),
                                               keep_up_to(top, s, PR_KEEP_WITH_PREVIOUS)));
}

/* No line ends inside of it; so may lines end before and after it. */
static bool fills(const para_item *it)
{
    return it->kind == ITEM_WORD || it->kind == ITEM_OBJECT || it->kind == ITEM_LEADER ||
           it->kind == ITEM_NUMBER || it->kind == ITEM_SHY ||
           (it->kind == ITEM_SPACE && it->len > 1);
}

int32_t para_keep_at(const para *p, uint32_t i)
{
    const para_item *left = &p->items[i], *right = left;

    while (left > p->items && !fills(left - 1))
        left--;
    while (right + 1 < p->items + p->count && !fills(right) && right->kind != ITEM_SPACE)
        right++;
    return left > p->items ? keep_between(p->scopes[left[-1].scope], p->scopes[right->scope])
                           : KEEP_AUTO;
}

/* The last text or object is now one of scope `s`. */
static void fill(cutter *c, const para_scope *s)
{
    c->left = s;
    for (para_scope *in = c->p->scopes[s->index]; in && !in->filled; in = in->parent)
        in->filled = true;
}

static uint8_t break_flag(int32_t keep)
{
    return keep == KEEP_AUTO ? ITEM_BREAK : keep < KEEP_ALWAYS ? ITEM_KEPT : 0;
}

/* After the item of scope `s` for byte `at` was added: it, or what opens before it, may begin a
 * line. */
static void mark(cutter *c, const para_scope *s, uint32_t at, bool always)
{
    if (c->left && (always || (c->kinds[at] && !c->kept)))
        c->p->items[c->gap].flags |= break_flag(keep_between(c->left, s));
    c->gap = c->p->count;
    c->kept = false;
}

static void cut_space(cutter *c, const para_scope *s, uint32_t at, uint32_t len)
{
    const para_style *st = s->style;
    para_item *it = add_item(c->p, ITEM_SPACE, s);
    bool fixed = len > 1; /* no-break space: stays at a line's ends, and no line begins with it */
    bool before = !fixed && (!st->collapse || st->treatment == EN_PRESERVE || /* may a line end? */
                             st->treatment == EN_IGNORE_IF_AFTER_LINEFEED);

    it->text = at;
    it->len = len;
    it->width = st->space.opt;
    if (!fixed && st->treatment != EN_PRESERVE && st->at_break != EN_RETAIN) {
        if (st->treatment != EN_IGNORE_IF_BEFORE_LINEFEED)
            it->flags |= ITEM_DROP_START;
        if (st->treatment != EN_IGNORE_IF_AFTER_LINEFEED)
            it->flags |= ITEM_DROP_END;
    }
    mark(c, s, at, before);
    c->kept = before && !(it->flags & ITEM_DROP_END);
}

static uint32_t special(const char *text, uint32_t at, uint32_t to, uint32_t *len)
{
    size_t n;
    uint32_t cp = utf8_decode(text + at, to - at, &n);

    *len = (uint32_t)n;
    switch (cp) {
    case CP_NBSP:
    case CP_SHY:
    case CP_ZWSP:
    case CP_WORD_JOINER:
    case CP_BOM:
        return cp;
    default:
        return 0;
    }
}

/* Characters that are not drawn: U+00AD becomes an item, the others only part words. */
static void cut_special(cutter *c, const para_scope *s, uint32_t cp, uint32_t at, uint32_t len)
{
    if (cp == CP_NBSP) {
        cut_space(c, s, at, len);
        fill(c, s);
    } else if (cp == CP_SHY && s->style->wrap) {
        para_item *it = add_item(c->p, ITEM_SHY, s);
        it->text = at;
        it->len = len;
        c->gap = c->p->count;
        fill(c, s);
    }
}

/* End of the word that starts at `at`: a space, a break opportunity or a special character. */
static uint32_t word_end(const cutter *c, uint32_t at, uint32_t to)
{
    const unsigned char *t = (const unsigned char *)c->p->text;
    uint32_t i = at, n;

    while (i < to && t[i] != ' ' && !(i > at && c->kinds[i])) {
        if ((t[i] == 0xC2 || t[i] == 0xE2 || t[i] == 0xEF) && special(c->p->text, i, to, &n))
            break;
        i++;
    }
    return i;
}

/* Where the next line may begin, before ends of inlines. */
static void insert_kern(cutter *c, mpt width)
{
    para *p = c->p;
    const para_item *before = &p->items[c->gap - 1];
    const para_scope *s = p->scopes[before->scope];
    para_item kern = {.kind = ITEM_KERN, .flags = ITEM_DROP_START, .width = width};

    kern.scope = before->kind == ITEM_CLOSE ? s->parent->index : s->index;
    add_item(p, ITEM_KERN, s);
    memmove(&p->items[c->gap + 1], &p->items[c->gap], (p->count - 1 - c->gap) * sizeof kern);
    p->items[c->gap] = kern;
}

/* The last items are a word with which a piece of text of scope `s` begins: does it go on with the
 * one before? */
static void join_words(cutter *c, const para_scope *s, uint32_t at)
{
    para *p = c->p;
    uint32_t i = (uint32_t)c->gap;
    const para_item *before;
    mpt kern;

    while (i < p->count && p->items[i].kind != ITEM_WORD)
        i++;
    before = i < p->count && !c->kinds[at] ? para_word_before(p, i) : NULL;
    if (!before)
        return;
    if (s->style->hyphenate && item_style(p, before)->hyphenate &&
        keep_between(c->left, s) == KEEP_AUTO)
        p->items[i].flags |= ITEM_JOINED;
    kern = para_kern(p, before, &p->items[i]);
    if (kern)
        insert_kern(c, kern);
}

/* What stands at `at`. */
static token token_at(const cutter *c, uint32_t at, uint32_t to)
{
    token t = {.at = at, .len = 1, .cp = ' '};

    if (c->p->text[at] == ' ')
        return t;
    t.cp = special(c->p->text, at, to, &t.len);
    if (!t.cp)
        t.len = word_end(c, at, to) - at;
    return t;
}

static void expect_word(const para *p, const para_scope *s, const token *t)
{
    metrics *m = p->l->opt->fonts;

    if (m->expect && !t->cp)
        m->expect(m, s->style->face, &s->style->shape, p->text + t->at, t->len);
}

static void cut_token(cutter *c, const para_scope *s, const token *t, bool first, bool small)
{
    if (t->cp == ' ') {
        cut_space(c, s, t->at, 1);
        return;
    }
    if (t->cp) {
        cut_special(c, s, t->cp, t->at, t->len);
        return;
    }
    cut_word(c->p, s, t->at, t->at + t->len, small);
    if (first)
        join_words(c, s, t->at);
    mark(c, s, t->at, false);
    fill(c, s);
}

/* Words are told to the fonts some time before they are asked for. */
static void cut_text(cutter *c, const para_scope *s, uint32_t from, uint32_t to, bool small)
{
    token ahead[AHEAD];
    size_t first = 0, end = 0;

    for (uint32_t at = from; at < to || first < end;) {
        while (at < to && end - first < AHEAD) {
            token *t = &ahead[end++ % AHEAD];
            *t = token_at(c, at, to);
            expect_word(c->p, s, t);
            at += t->len;
        }
        cut_token(c, s, &ahead[first % AHEAD], ahead[first % AHEAD].at == from, small);
        first++;
    }
}

/* ---- objects ---- */

static void cut_edge(cutter *c, const para_piece *pc, const para_scope *s)
{
    para_item *it = add_item(c->p, (item_kind)pc->kind, s);
    bool open = pc->kind == ITEM_OPEN;

    if (pc->kind == ITEM_GAP) {
        const para_gap *gap = pc->data;
        it->u.gap = gap;
        it->width = gap->width;
        it->flags = gap->keep ? 0 : ITEM_DROP_START | ITEM_DROP_END;
        return;
    }
    if (!open && s->continued && !c->left) {
        c->p->scopes[pc->scope]->drawn = false; /* nothing follows the block that cut it */
        return;
    }
    it->width = open ? s->border[SIDE_START] + s->padding[SIDE_START]
                     : s->border[SIDE_END] + s->padding[SIDE_END];
    if (open && s->continued)
        it->width = s->kept_start;
    if (!open && c->gap == c->p->count - 1)
        c->gap = c->p->count;
}

/* Room for a number: a citation's if its page is known already, else that of a wide one. */
static void set_number(const para *p, const para_scope *s, const fo_node *fo, para_item *it)
{
    metrics *m = p->l->opt->fonts;
    const para_style *st = s->style;
    fo_type t = fo_type_of(fo);
    const char *id = t == FO_PAGE_NUMBER ? NULL : fo_string(fo, PR_REF_ID), *label = NULL;
    const shaped *g;

    if (id && p->l->refs)
        label = refs_label(p->l->refs, id, t == FO_PAGE_NUMBER_CITATION_LAST);
    it->flags |= id && !label ? ITEM_GUESSED : 0;
    if (!label)
        label = id ? "MMM" : p->l->any_folio;
    g = m->shape(m, st->face, &st->shape, label, strlen(label));
    it->width = para_text_width(st, g, st->size);
}

static void cut_object(cutter *c, const para_piece *pc, const para_scope *s)
{
    para_item *it = add_item(c->p, (item_kind)pc->kind, s);

    it->text = pc->from;
    it->len = pc->to - pc->from;
    switch (pc->kind) {
    case ITEM_OBJECT:
        it->u.object = pc->data;
        it->width = para_object_width(it->u.object);
        break;
    case ITEM_LEADER:
        it->u.leader = pc->data;
        break;
    case ITEM_NUMBER:
        it->u.fo = pc->data;
        set_number(c->p, s, pc->data, it);
        break;
    default: /* a footnote's anchor stays with what it stands after, a marker opens */
        it->u.fo = pc->data;
        if (pc->kind == ITEM_NOTE && c->gap == c->p->count - 1)
            c->gap = c->p->count;
        return;
    }
    mark(c, s, pc->from, false);
    fill(c, s);
}

static void cut_newline(cutter *c, const para_piece *pc, const para_scope *s)
{
    para_item *it = add_item(c->p, ITEM_NEWLINE, s);

    it->text = pc->from;
    it->len = 1;
    c->gap = c->p->count;
    c->left = NULL;
}

void para_itemize(para *p, const para_pieces *ps)
{
    cutter c = {.p = p, .ps = ps};
    arena *scratch = p->l->paras->scratch;
    uint8_t *kinds = arena_alloc(scratch, ps->len + 1);

    p->text = arena_strndup(p->l->mem, ps->text ? ps->text : "", ps->len);
    p->len = (uint32_t)ps->len;
    if (ps->len)
        line_breaks(p->l->breaker, p->scopes[0]->style->shape.language, p->text, ps->len, kinds);
    c.kinds = kinds;
    for (size_t i = 0; i < ps->count; i++) {
        const para_piece *pc = &ps->pieces[i];
        const para_scope *s = p->scopes[pc->scope];
        if (pc->kind == ITEM_WORD)
            cut_text(&c, s, pc->from, pc->to, pc->small);
        else if (pc->kind == ITEM_NEWLINE)
            cut_newline(&c, pc, s);
        else if (pc->kind == ITEM_OPEN || pc->kind == ITEM_CLOSE || pc->kind == ITEM_GAP)
            cut_edge(&c, pc, s);
        else
            cut_object(&c, pc, s);
    }
}
