/* para_join.c - words that go on in another inline.
 *
 * Each item is shaped by itself, since inlines differ in face, size or colour. Where two parts of a
 * word meet in one font, what its two letters are kerned by stands between them as an item, which
 * falls where a line begins with it. Such a word may be divided there, too. */
#include "base/utf8.h"
#include "layout/para_int.h"

/* Ends of inlines that take no room, and what stands between the parts of a word. */
static bool is_bare(const para_item *it)
{
    return it->kind == ITEM_MARKER || it->kind == ITEM_KERN ||
           ((it->kind == ITEM_OPEN || it->kind == ITEM_CLOSE) && !it->width);
}

const para_item *para_word_before(const para *p, uint32_t i)
{
    const uint32_t at = p->items[i].text;
    const para_item *it;

    while (i > 0 && is_bare(&p->items[i - 1]))
        i--;
    it = i > 0 ? &p->items[i - 1] : NULL;
    return it && it->kind == ITEM_WORD && it->text + it->len == at ? it : NULL;
}

uint32_t para_joint(const para *p, const para_item *word)
{
    uint32_t i = (uint32_t)(word - p->items) + 1;

    while (i < p->count && p->items[i].kind == ITEM_CLOSE)
        i++;
    return i;
}

static const font *face_of(const para *p, const para_item *it)
{
    return it->flags & ITEM_ALT ? it->u.alt->face : item_style(p, it)->face;
}

static mpt size_of(const para *p, const para_item *it)
{
    return it->flags & ITEM_ALT ? it->u.alt->size : item_style(p, it)->size;
}

static bool same_baseline(const para_scope *a, const para_scope *b)
{
    return a->shift == b->shift && a->anchor == b->anchor;
}

/* Bytes of the last character of word `it`. */
static uint32_t last_length(const para *p, const para_item *it)
{
    uint32_t n = 1;

    while (n < it->len && ((unsigned char)p->text[it->text + it->len - n] & 0xC0) == 0x80)
        n++;
    return n;
}

mpt para_kern(const para *p, const para_item *a, const para_item *b)
{
    const para_style *st = item_style(p, a);
    const uint32_t m = last_length(p, a);
    const char *text = p->text + b->text - m;
    metrics *fonts = p->l->opt->fonts;
    const font *face = face_of(p, a);
    const shaped *both, *left, *right;
    size_t n;

    if (!(st->shape.flags & SHAPE_KERNING) || face != face_of(p, b) ||
        size_of(p, a) != size_of(p, b) || !same_baseline(p->scopes[a->scope], p->scopes[b->scope]))
        return 0;
    utf8_decode(text + m, b->len, &n);
    both = fonts->shape(fonts, face, &st->shape, text, m + n);
    left = fonts->shape(fonts, face, &st->shape, text, m);
    right = fonts->shape(fonts, face, &st->shape, text + m, n);
    if (both->count != 2 || left->count != 1 || right->count != 1 ||
        both->glyphs[0].gid != left->glyphs[0].gid || both->glyphs[1].gid != right->glyphs[0].gid)
        return 0; /* they are one sign, or other ones */
    return mpt_scale(size_of(p, a), both->advance - left->advance - right->advance, FONT_EM);
}
