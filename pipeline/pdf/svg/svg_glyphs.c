/* svg_glyphs.c - collected text to glyphs on the page. The text falls into chunks, each of which
 * starts where it was told and is anchored as a whole, and chunks into runs of one face and style
 * that are shaped together. Runs go through paint_text like all text, so they are embedded,
 * extracted and searched like it; a run that is not upright, or is mirrored, is drawn under a
 * matrix. */
#include <math.h>

#include "base/utf8.h"
#include "pdf/svg/svg_int.h"
#include "text/charname.h"

enum { MAX_RUN = 2000 };       /* bytes */
#define LARGEST_GLYPHS 20000.0 /* points */

typedef struct {
    size_t from, to; /* characters */
    const font *face;
    double x, y, width; /* user units */
} run;

typedef struct {
    svg_drawing *d;
    const xmlNode *node;
    const svg_text *t;
    run *runs;
    size_t count, cap;
    double x, y; /* the pen */
} setter;

static const svg_state *state_at(const setter *g, size_t i)
{
    return &g->t->spans[g->t->chars[i].span];
}

static const char *bytes_at(const setter *g, size_t i)
{
    return g->t->bytes.data + g->t->chars[i].at;
}

/* ---- runs ---- */

static bool is_plain_space(const setter *g, size_t i)
{
    return g->t->chars[i].len == 1 && *bytes_at(g, i) == ' ';
}

/* The face for character `i`; the run's own one as long as it will do. */
static const font *face_of(const setter *g, size_t i, const font *now)
{
    const svg_style *st = &state_at(g, i)->style;
    metrics *m = g->d->w->shaper;
    size_t len;
    uint32_t cp = utf8_decode(bytes_at(g, i), g->t->chars[i].len, &len);
    const font *f;

    if (now && (is_plain_space(g, i) || font_has_char(now, cp)))
        return now;
    f = m->match_char(m, st->family, st->weight, st->italic != 0, cp);
    if (f)
        return f;
    svg_tell(g->d, g->node, MSG_NO_GLYPH, char_describe(g->d->mem, cp), st->family);
    return now ? now : m->match(m, st->family, st->weight, st->italic != 0);
}

/* Is character `i` of another run than the one before it? */
static bool breaks_run(const setter *g, size_t from, size_t i)
{
    const svg_char *c = &g->t->chars[i];

    return c->moved || c->span != c[-1].span || c->at - g->t->chars[from].at > MAX_RUN;
}

static const shaped *shape(const setter *g, const run *r)
{
    static const shape_style style = {NULL, SHAPE_KERNING};
    metrics *m = g->d->w->shaper;
    const svg_char *last = &g->t->chars[r->to - 1];

    return m->shape(m, r->face, &style, bytes_at(g, r->from),
                    last->at + last->len - g->t->chars[r->from].at);
}

static double spacing(const setter *g, const run *r, uint32_t cluster)
{
    const svg_style *st = &state_at(g, r->from)->style;

    return st->letter_spacing + (bytes_at(g, r->from)[cluster] == ' ' ? st->word_spacing : 0);
}

static double measure(const setter *g, const run *r)
{
    const svg_style *st = &state_at(g, r->from)->style;
    const shaped *s = shape(g, r);
    double width = (double)s->advance * st->font_size / FONT_EM;

    if (st->letter_spacing != 0 || st->word_spacing != 0)
        for (uint32_t i = 0; i < s->count; i++)
            width += spacing(g, r, s->glyphs[i].cluster);
    return width;
}

static void add_run(setter *g, size_t from, size_t to, const font *face)
{
    const svg_char *c = &g->t->chars[from];
    run *r;

    g->runs = arena_grow(g->d->mem, g->runs, &g->cap, g->count + 1, sizeof *g->runs);
    r = &g->runs[g->count++];
    g->x = (c->has_x ? c->x : g->x) + c->dx;
    g->y = (c->has_y ? c->y : g->y) + c->dy;
    *r = (run){from, to, face, g->x, g->y, 0};
    r->width = measure(g, r);
    g->x += r->width;
}

static void make_runs(setter *g)
{
    const svg_text *t = g->t;
    const font *face = NULL, *next;
    size_t from = 0;

    for (size_t i = 0; i < t->count; i++) {
        bool fresh = i > from && breaks_run(g, from, i);
        next = face_of(g, i, i == from || fresh ? NULL : face);
        if (i > from && (fresh || next != face)) {
            add_run(g, from, i, face);
            from = i;
        }
        face = next;
    }
    add_run(g, from, t->count, face);
}

/* ---- chunks ---- */

/* Runs first … end-1 stand together: move them as the anchor of the first says. */
static void anchor(setter *g, size_t first, size_t end)
{
    uint8_t how = state_at(g, g->runs[first].from)->style.anchor;
    double low = g->runs[first].x, high = g->runs[end - 1].x + g->runs[end - 1].width,
           shift = how == ANCHOR_MIDDLE ? (high - low) / 2
                   : how == ANCHOR_END  ? high - low
                                        : 0;

    for (size_t i = first; i < end; i++)
        g->runs[i].x -= shift;
}

static void anchor_chunks(setter *g)
{
    size_t first = 0;

    for (size_t i = 1; i <= g->count; i++) {
        const svg_char *c = i < g->count ? &g->t->chars[g->runs[i].from] : NULL;
        if (c && !c->has_x && !c->has_y)
            continue;
        anchor(g, first, i);
        first = i;
    }
}

/* ---- drawing ---- */

/* How far the alphabetic baseline lies below the one that is asked for. */
static double baseline_drop(const svg_style *st, const font *face)
{
    const font_metrics m = font_measure(face);
    const double of_units[] = {
        [BASELINE_ALPHABETIC] = 0,
        [BASELINE_MIDDLE] = m.x_height / 2.0,
        [BASELINE_CENTRAL] = (m.ascender + m.descender) / 2.0,
        [BASELINE_HANGING] = m.ascender * 0.8,
        [BASELINE_MATHEMATICAL] = m.ascender / 2.0,
        [BASELINE_TOP] = m.ascender,
        [BASELINE_BOTTOM] = m.descender,
    };

    return (st->baseline < COUNT(of_units) ? of_units[st->baseline] : 0) / FONT_EM * st->font_size;
}

static const area_text *glyphs_of(setter *g, const run *r, mpt size, double scale)
{
    const shaped *s = shape(g, r);
    const svg_style *st = &state_at(g, r->from)->style;
    const svg_char *last = &g->t->chars[r->to - 1];
    area_glyph *glyphs = ARENA_ARRAY(g->d->mem, area_glyph, s->count);
    area_text *text = ARENA_NEW(g->d->mem, area_text);
    fo_color color = svg_color(state_at(g, r->from), &st->fill);

    color.a = 255; /* opacity is the state's */
    for (uint32_t i = 0; i < s->count; i++) {
        const glyph *from = &s->glyphs[i];
        double extra = fmax(-1e8, fmin(1e8, spacing(g, r, from->cluster) * scale * 1000));
        glyphs[i] = (area_glyph){
            from->gid, from->cluster, mpt_scale(from->advance, size, FONT_EM) + (mpt)lround(extra),
            mpt_scale(from->dx, size, FONT_EM), mpt_scale(from->dy, size, FONT_EM)};
    }
    *text = (area_text){.face = r->face,
                        .size = size,
                        .color = color,
                        .glyphs = glyphs,
                        .glyph_count = s->count,
                        .text = bytes_at(g, r->from),
                        .text_len = last->at + last->len - g->t->chars[r->from].at};
    return text;
}

/* Matrix from the glyphs' own space, in points with y upwards, to the stream. */
static svg_matrix glyph_matrix(const svg_state *s, svg_point at, double scale)
{
    return (svg_matrix){s->m.a / scale,  s->m.b / scale, -s->m.c / scale,
                        -s->m.d / scale, at.x,           at.y};
}

static bool is_upright(const svg_matrix *m)
{
    return fabs(m->a - 1) < 1e-6 && fabs(m->d - 1) < 1e-6 && fabs(m->b) < 1e-6 && fabs(m->c) < 1e-6;
}

/* Stroked text is drawn in mode 1 or 2 of 9.3.6 (PDF 32000-1). */
static void show_glyphs(setter *g, const area_text *text, const svg_state *s, const svg_matrix *m,
                        double scale)
{
    svg_drawing *d = g->d;
    content *c = &d->w->page;
    bool filled = svg_paints(s, &s->style.fill, 1),
         stroked = svg_paints(s, &s->style.stroke, s->style.stroke_width);

    if (is_upright(m) && !stroked) {
        box_rect at = svg_stream_rect(m, 0, 0, 0, 0);
        paint_text(d->w, d->res, text, at.x, at.y);
        return;
    }
    content_save(c);
    svg_put_matrix(c, m);
    if (stroked) {
        svg_set_stroke(d, s, scale);
        strbuf_adds(&c->out, filled ? "2 Tr\n" : "1 Tr\n");
    }
    paint_text(d->w, d->res, text, 0, 0);
    content_restore(c);
}

/* Lines under, over and through the run, in user space. */
static void decorate(setter *g, const run *r, const svg_state *s)
{
    const font_metrics m = font_measure(r->face);
    const double unit = s->style.font_size / FONT_EM;
    const struct {
        uint8_t bit;
        double up, thick;
    } lines[] = {
        {DECORATION_UNDER, m.underline_position, m.underline_thickness},
        {DECORATION_OVER, m.ascender, m.underline_thickness},
        {DECORATION_THROUGH, m.strikeout_position, m.strikeout_thickness},
    };

    for (size_t i = 0; i < COUNT(lines); i++) {
        double y = r->y - (lines[i].up + lines[i].thick / 2) * unit, h = lines[i].thick * unit;
        if (!(s->style.decoration & lines[i].bit))
            continue;
        svg_path_clear(&g->d->path);
        svg_path_move(&g->d->path, r->x, y);
        svg_path_line(&g->d->path, r->x + r->width, y);
        svg_path_line(&g->d->path, r->x + r->width, y + h);
        svg_path_line(&g->d->path, r->x, y + h);
        svg_path_close(&g->d->path);
        svg_paint_path(g->d, s);
    }
}

static void show_run(setter *g, run *r)
{
    const svg_state *s = state_at(g, r->from);
    const svg_style *st = &s->style;
    double scale = svg_scale_of(&s->m), size = st->font_size * scale;
    bool filled = svg_paints(s, &st->fill, 1) && st->fill_opacity > 0,
         stroked = svg_paints(s, &st->stroke, st->stroke_width) && st->stroke_opacity > 0;
    svg_matrix m;

    if ((!filled && !stroked) || st->visibility != VISIBILITY_VISIBLE || !(size * 1000 >= 1) ||
        size > LARGEST_GLYPHS)
        return;
    r->y += baseline_drop(st, r->face) - st->shift;
    m = glyph_matrix(s, svg_apply(&s->m, r->x, r->y), scale);
    svg_set_alpha(g->d, filled ? st->fill_opacity * svg_color(s, &st->fill).a / 255 : 1,
                  stroked ? st->stroke_opacity * svg_color(s, &st->stroke).a / 255 : 1);
    show_glyphs(g, glyphs_of(g, r, (mpt)lround(size * 1000), scale), s, &m, scale);
    if (st->decoration)
        decorate(g, r, s);
}

void svg_show_text(svg_drawing *d, const xmlNode *node, const svg_text *t)
{
    setter g = {.d = d, .node = node, .t = t};

    make_runs(&g);
    anchor_chunks(&g);
    for (size_t i = 0; i < g.count; i++)
        show_run(&g, &g.runs[i]);
}
