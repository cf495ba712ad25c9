/* para_text.c - glyphs: neighbouring words and spaces of one face and size become one text area.
 *
 * Glyphs are collected until the face, the inline or the text ends; then the area is made, with the
 * lines under, over and through it that its inlines ask for (7.17.4). Positions are taken from
 * running sums, so that the advances of a word add up to its width. */
#include "layout/para_set.h"

#include <string.h>

#include "base/utf8.h"

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
        middle = baseline - mpt_scale(st->size, fm.underline_position, FONT_EM);
        break;
    case EN_LINE_THROUGH:
        middle = baseline - mpt_scale(st->size, fm.strikeout_position, FONT_EM);
        break;
    default:
        middle = baseline - st->ascent;
        break;
    }
    r->style = EN_SOLID;
    r->thickness = mpt_scale(st->size, thick, FONT_EM);
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

/* Over all of the run, or word by word (score-spaces, 7.30.15). */
static void add_scores(setter *s, const area_text *t, bool through)
{
    const para_decoration *d = s->run_scope->decoration;
    mpt x = s->run_x, from = x;

    if (!d)
        return;
    if (s->run_scope->style->score_spaces) {
        add_rules(s, d, through, s->run_x, run_width(s));
        return;
    }
    for (uint32_t i = 0; i < t->glyph_count; i++) {
        const bool space = t->text[t->glyphs[i].cluster] == ' ';
        if (space && x > from)
            add_rules(s, d, through, from, x - from);
        x = para_moved(x, t->glyphs[i].advance);
        if (space)
            from = x;
    }
    if (x > from)
        add_rules(s, d, through, from, x - from);
}

/* The last origin that does not begin behind byte `from`. */
static const area_origin *origin_of(const para *p, uint32_t from)
{
    size_t low = 0, high = p->origin_count;

    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (p->origins[middle].from <= from)
            low = middle;
        else
            high = middle;
    }
    return high && p->origins[low].from <= from ? &p->origins[low] : NULL;
}

static void set_run_text(const setter *s, area_text *t)
{
    uint32_t n = s->run_to - s->run_from;

    t->from = s->run_from;
    t->origin = s->run_text ? NULL : origin_of(s->p, s->run_from);

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
void setter_flush(setter *s)
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
    add_scores(s, t, false);
    a = area_new(s->mem, AREA_TEXT, st->fo);
    a->x = s->run_x - s->into_x;
    a->y = s->line->baseline - para_raise(s->p, s->run_scope, s->line) - st->ascent - s->into_y;
    a->w = w;
    a->h = st->ascent + st->descent;
    a->hidden = st->hidden;
    a->u.text = t;
    area_append(s->into, a);
    add_scores(s, t, true);
    s->glyphs += s->glyph_count;
    s->glyph_cap -= s->glyph_count;
    s->glyph_count = 0;
    s->run_text = NULL;
    s->run_hyphen = false;
}

/* No line has more glyphs of words and spaces, of which a divided one has a hyphen as well. */
static size_t most_glyphs(const setter *s)
{
    size_t n = 0;

    for (uint32_t i = s->from; i < s->to; i++) {
        const para_item *it = &s->p->items[i];
        if (it->kind == ITEM_WORD)
            n += it->flags & ITEM_ALT ? it->u.alt->glyphs->count : it->u.glyphs->count;
        n++;
    }
    return n;
}

/* Room for the line's glyphs is made at once; what numbers and leaders bring, and the parts of a
 * word that has others than the whole, may want more. */
static void make_room(setter *s, size_t n)
{
    const size_t first = s->glyph_cap ? 0 : most_glyphs(s), doubled = (s->glyph_count + n) * 2;
    const size_t cap = first >= n ? first : doubled;
    area_glyph *more = arena_take_array(s->mem, cap, sizeof *more);

    if (s->glyph_count)
        memcpy(more, s->glyphs, s->glyph_count * sizeof *more);
    s->glyphs = more;
    s->glyph_cap = cap;
}

/* Room for `n` glyphs that continue the run if they can. */
void setter_begin_run(setter *s, const para_scope *scope, const font *face, mpt size, uint32_t from,
                      uint32_t n)
{
    bool joins = s->glyph_count && s->run_scope == scope && s->run_face == face &&
                 s->run_size == size && s->run_to == from && !s->run_text;

    if (!joins) {
        setter_flush(s);
        s->run_scope = scope;
        s->run_face = face;
        s->run_size = size;
        s->run_from = s->run_to = from;
        s->run_x = s->x;
    }
    if (s->glyph_count + n > s->glyph_cap)
        make_room(s, n);
}

/* Of the glyphs put last, which `g` has. */
static void space_letters(setter *s, const shaped *g, mpt letter)
{
    area_glyph *out = s->glyphs + s->glyph_count - g->count;

    for (uint32_t i = 0; i < g->count; i++)
        if (i + 1 == g->count || g->glyphs[i + 1].cluster != g->glyphs[i].cluster) {
            out[i].advance += letter;
            s->x = para_moved(s->x, letter);
        }
}

/* Glyphs of a shaped text whose first byte is `at` of the run; advances sum to its width
 * exactly. */
void setter_put_glyphs(setter *s, const shaped *g, mpt size, uint32_t at)
{
    const mpt letter = s->run_scope->style->letter.opt;
    area_glyph *out = s->glyphs + s->glyph_count;
    int64_t sum = 0;
    mpt done = 0;

    for (uint32_t i = 0; i < g->count; i++, out++) {
        const glyph *in = &g->glyphs[i];
        mpt to;
        sum += in->advance;
        to = mpt_scale(size, sum, FONT_EM);
        *out = (area_glyph){.gid = in->gid, .cluster = at + in->cluster, .advance = to - done};
        done = to;
        if (in->dx)
            out->dx = mpt_scale(size, in->dx, FONT_EM);
        if (in->dy)
            out->dy = mpt_scale(size, in->dy, FONT_EM);
    }
    s->glyph_count += g->count;
    s->x = para_moved(s->x, done);
    if (letter)
        space_letters(s, g, letter);
}

/* Deal `room` out to the last `n` glyphs: letter-spacing that gives way. */
static void spread(setter *s, uint32_t n, mpt room)
{
    area_glyph *g = s->glyphs + s->glyph_count - n;

    for (uint32_t i = 0; i < n; i++)
        g[i].advance += mpt_scale(room, i + 1, n) - mpt_scale(room, i, n);
    if (n)
        s->x = para_moved(s->x, room);
}

void setter_put_word(setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    const para_alt *alt = it->flags & ITEM_ALT ? it->u.alt : NULL;
    uint32_t from = setter_text_from(s, i), to = setter_text_to(s, i),
             hyphen = setter_hyphen_at(s, i);
    const shaped *g = setter_is_cut(s, i) ? para_shape_part(s->p, it, from, to, hyphen)
                      : alt               ? alt->glyphs
                                          : it->u.glyphs;
    mpt size = alt ? alt->size : st->size;

    setter_begin_run(s, scope, alt ? alt->face : st->face, size, from, g->count);
    setter_put_glyphs(s, g, size, from - s->run_from);
    if (it->flags & ITEM_ADJUST)
        spread(s, g->count, setter_share(s, it));
    s->run_to = to;
    if (hyphen) {
        s->run_hyphen = true;
        setter_flush(s);
    }
}

void setter_put_shy(setter *s, uint32_t i)
{
    const para_item *it = &s->p->items[i];
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    const shaped *g = para_shape_part(s->p, it, it->text, it->text, st->hyphen_char);

    setter_begin_run(s, scope, st->face, st->size, it->text, g->count);
    setter_put_glyphs(s, g, st->size, it->text - s->run_from);
    s->run_hyphen = true;
    setter_flush(s);
}

void setter_put_space(setter *s, const para_item *it)
{
    const para_scope *scope = s->p->scopes[it->scope];
    const para_style *st = scope->style;
    area_glyph *g;

    setter_begin_run(s, scope, st->face, st->size, it->text, 1);
    g = &s->glyphs[s->glyph_count++];
    *g = (area_glyph){st->space_gid, it->text - s->run_from, it->width + setter_share(s, it), 0, 0};
    s->x = para_moved(s->x, g->advance);
    s->run_to = it->text + it->len;
}

/* What stands behind the last glyph is its advance, so that lines through the text have no gap. */
void setter_put_kern(setter *s, const para_item *it)
{
    if (s->glyph_count)
        s->glyphs[s->glyph_count - 1].advance += it->width;
    s->x = para_moved(s->x, it->width);
}
