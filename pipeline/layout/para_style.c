/* para_style.c - the properties of one inline object, resolved to what lines are made of.
 *
 * Asked for once per object, not per word, and answered from the last ones where all values are the
 * same: the face, its height at this size, the word space, what may be hyphenated. Word spaces
 * stretch by half and shrink by a third of their width, as in TeX, unless word-spacing says how
 * far. */
#include "layout/paint.h"
#include "layout/para_int.h"

#include <string.h>

#include "base/utf8.h"

static para_spacing spacing_of(const fo_node *fo, fo_prop p, bool *normal)
{
    para_spacing s = {0, 0, 0};
    fo_space v;

    *normal = fo_is(fo, p, EN_NORMAL);
    if (*normal)
        return s;
    v = fo_space_of(fo, p);
    s.min = para_limit(v.min.fixed);
    s.opt = para_limit(v.opt.fixed);
    s.max = para_limit(v.max.fixed);
    return s;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static void set_face(layout *l, para_style *st, const para_style *near)
{
    metrics *m = l->opt->fonts;

    if (near && near->weight == st->weight && near->italic == st->italic &&
        same_text(near->families, st->families))
        st->face = near->face;
    else
        st->face = m->match(m, st->families, st->weight, st->italic);
}

static void set_metrics(layout *l, para_style *st)
{
    metrics *m = l->opt->fonts;
    font_metrics fm = m->measure(m, st->face);

    st->ascent = mpt_scale(st->size, fm.ascender, FONT_EM);
    st->descent = mpt_scale(st->size, -(int64_t)fm.descender, FONT_EM);
    st->x_height = mpt_scale(st->size, fm.x_height, FONT_EM);
    if (!fo_is(st->fo, PR_TEXT_ALTITUDE, EN_USE_FONT_METRICS))
        st->ascent = para_limit(fo_len_at(fo_length(st->fo, PR_TEXT_ALTITUDE), st->size));
    if (!fo_is(st->fo, PR_TEXT_DEPTH, EN_USE_FONT_METRICS))
        st->descent = para_limit(fo_len_at(fo_length(st->fo, PR_TEXT_DEPTH), st->size));
}

/* line-height as a number; nobody means more than 1,000 lines. */
static int64_t thousandths(const fo_node *fo)
{
    double n = fo_number(fo, PR_LINE_HEIGHT);
    return n > 0 ? (int64_t)((n < 1000 ? n : 1000) * 1000 + 0.5) : 0;
}

static void set_line_height(para_style *st)
{
    if (fo_is(st->fo, PR_LINE_HEIGHT, EN_NORMAL))
        st->line_height = mpt_scale(st->size, 12, 10);
    else if (fo_is_number(st->fo, PR_LINE_HEIGHT))
        st->line_height = para_limit(mpt_scale(st->size, thousandths(st->fo), 1000));
    else
        st->line_height = para_limit(fo_len_at(fo_length(st->fo, PR_LINE_HEIGHT), st->size));
}

/* fo:character: a blank that is none has only letter-spacing; what is treated as one has after it
 * all that a word space, whose glyph is `w` wide, has besides (7.17.7). */
static void treat_as_word_space(para_style *st, mpt w)
{
    const para_spacing letter = st->letter, more = st->space;

    if (fo_is(st->fo, PR_TREAT_AS_WORD_SPACE, EN_FALSE))
        st->space = (para_spacing){w + letter.min, w + letter.opt, w + letter.max};
    else if (fo_is(st->fo, PR_TREAT_AS_WORD_SPACE, EN_TRUE))
        st->letter = (para_spacing){more.min - w, more.opt - w, more.max - w};
}

/* The word space: the glyph's width, letter-spacing after it, word-spacing. */
static void set_spaces(layout *l, para_style *st)
{
    metrics *m = l->opt->fonts;
    bool letters_normal, words_normal;
    para_spacing words = spacing_of(st->fo, PR_WORD_SPACING, &words_normal);
    const shaped *g;
    mpt w;

    st->letter = spacing_of(st->fo, PR_LETTER_SPACING, &letters_normal);
    st->shape.flags = l->opt->kerning ? SHAPE_KERNING : 0;
    if (letters_normal && l->opt->kerning)
        st->shape.flags |= SHAPE_LIGATURES;
    g = m->shape(m, st->face, &st->shape, " ", 1);
    w = mpt_scale(st->size, g->advance, FONT_EM);
    st->space_gid = g->count ? g->glyphs[0].gid : 0;
    st->space.opt = w + st->letter.opt + words.opt;
    st->space.min = words_normal ? st->space.opt - w / 3 : w + st->letter.opt + words.min;
    st->space.max = words_normal ? st->space.opt + w / 2 : w + st->letter.opt + words.max;
    if (fo_type_of(st->fo) == FO_CHARACTER)
        treat_as_word_space(st, w);
}

uint32_t para_style_hyphen(layout *l, const para_style *st, const font *face)
{
    const char *s = fo_string(st->fo, PR_HYPHENATION_CHARACTER);
    metrics *m = l->opt->fonts;
    size_t n;
    uint32_t cp;

    if (!s || !*s)
        return '-';
    cp = utf8_decode(s, strlen(s), &n);
    return m->shape(m, face, &st->shape, s, n)->missing ? '-' : cp;
}

static void set_text(layout *l, para_style *st)
{
    const fo_node *fo = st->fo;

    st->transform = fo_enum(fo, PR_TEXT_TRANSFORM);
    st->linefeed = fo_enum(fo, PR_LINEFEED_TREATMENT);
    st->treatment = fo_enum(fo, PR_WHITE_SPACE_TREATMENT);
    st->collapse = !fo_is(fo, PR_WHITE_SPACE_COLLAPSE, EN_FALSE);
    st->wrap = !fo_is(fo, PR_WRAP_OPTION, EN_NO_WRAP);
    st->keep = fo_keep_of(fo, PR_KEEP_TOGETHER).line;
    st->hyphenate = fo_is(fo, PR_HYPHENATE, EN_TRUE);
    st->at_break =
        fo_type_of(fo) == FO_CHARACTER ? fo_enum(fo, PR_SUPPRESS_AT_LINE_BREAK) : EN_AUTO;
    st->score_spaces = !fo_is(fo, PR_SCORE_SPACES, EN_FALSE);
    st->hyphen_char = para_style_hyphen(l, st, st->face);
    st->limits.remain = fo_integer(fo, PR_HYPHENATION_REMAIN_CHARACTER_COUNT);
    st->limits.push = fo_integer(fo, PR_HYPHENATION_PUSH_CHARACTER_COUNT);
}

static void resolve(layout *l, const fo_node *fo, const para_style *near, para_style *st)
{
    st->fo = fo;
    st->families = fo_string(fo, PR_FONT_FAMILY);
    st->weight = fo_integer(fo, PR_FONT_WEIGHT);
    st->italic = fo_is(fo, PR_FONT_STYLE, EN_ITALIC) || fo_is(fo, PR_FONT_STYLE, EN_OBLIQUE);
    st->small_caps = fo_is(fo, PR_FONT_VARIANT, EN_SMALL_CAPS);
    st->size = mpt_max(0, mpt_min(fo_fixed(fo, PR_FONT_SIZE), PT(10000)));
    st->hidden = visibility_hides(fo);
    st->color = fo_color_of(fo, PR_COLOR);
    st->shape.language = fo_language(fo, l->mem); /* interned by the shaper */
    set_face(l, st, near);
    set_metrics(l, st);
    set_line_height(st);
    set_spaces(l, st);
    set_text(l, st);
}

static recent_style *recent_of(layout *l, fo_values of)
{
    const uintptr_t mix = (uintptr_t)of.inherited / 64 + (uintptr_t)of.own / 16;

    return &l->paras->styles[mix % RECENT_STYLES];
}

/* A language that was put together is in memory that goes before the cache does. */
static bool outlives(const para_style *st)
{
    return !st->shape.language || st->shape.language == fo_string(st->fo, PR_LANGUAGE);
}

para_style *para_style_new(layout *l, const fo_node *fo, const para_style *near)
{
    const fo_values of = fo_values_of(fo);
    recent_style *recent = recent_of(l, of);
    para_style *st;

    if (recent->of.inherited == of.inherited && recent->of.own == of.own) {
        st = arena_memdup(l->mem, &recent->style, sizeof *st);
        st->fo = fo;
        return st;
    }
    st = ARENA_NEW(l->mem, para_style);
    resolve(l, fo, near, st);
    if (outlives(st))
        *recent = (recent_style){of, *st};
    return st;
}
