/* paint_text.c - one run of glyphs as TJ.
 *
 * A viewer moves its pen by the widths in the font; layout's pen moves by kerned, justified
 * advances in whole millipoints. Both are followed exactly, in millionths of a millipoint, and
 * where they part by more than TOLERANCE an adjustment is put into the array, as short as will do.
 * So the error never adds up, whatever the length of the line.
 *
 * Each code is a (glyph, text) pair. The text of a cluster of one glyph is the glyph's; of several,
 * each glyph gets a code point as long as there are any. When there are too few, or one is drawn
 * over another (a letter with a separate accent: Poppler ends a word there), the cluster is wrapped
 * in an ActualText. The hyphen that hyphenation added is copied as U+002D, since text extraction
 * rejoins words at that and, in practice, at no other character. */

#include "base/utf8.h"
#include "pdf/pdf_int.h"

enum { MILLION = 1000000, TOLERANCE = 4 * MILLION, MAX_CLUSTER = 256 };
#define LARGEST_SIZE PT(32000)

typedef struct {
    pdf_writer *w;
    resource_list *res;
    const area_text *t;
    content *c;
    pdf_font *font;
    int64_t wanted, drawn; /* pens from the start of the run; millionths of a millipoint */
    bool in_array, in_string;
} run;

/* ---- clusters ---- */

/* Characters that are never drawn and only steer line breaking. */
static inline bool is_steering(uint32_t cp)
{
    if (cp < 0x200B)
        return cp == 0xAD;
    return cp <= 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
           cp == 0xFEFF;
}

static size_t cluster_text(const area_text *t, size_t from, size_t to, char out[MAX_CLUSTER])
{
    size_t n = 0, len;

    for (size_t i = from; i < to && n + 4 < MAX_CLUSTER; i += len) {
        uint32_t cp = utf8_decode(t->text + i, to - i, &len);
        if (!is_steering(cp))
            n += utf8_encode(cp, out + n);
    }
    return n;
}

/* Where the cluster of glyphs first … next-1 ends in the text; clusters rise, or fall in text that
 * runs from right to left. */
static size_t cluster_end(const area_text *t, size_t first, size_t next)
{
    uint32_t from = t->glyphs[first].cluster, end = t->text_len;

    if (next < t->glyph_count && t->glyphs[next].cluster > from)
        end = t->glyphs[next].cluster;
    else if (first && t->glyphs[first - 1].cluster > from)
        end = t->glyphs[first - 1].cluster;
    return end < t->text_len ? end : t->text_len;
}

/* ---- the TJ array ---- */

static void close_string(run *r)
{
    if (r->in_string)
        strbuf_addc(&r->c->out, ')');
    r->in_string = false;
}

static void close_array(run *r)
{
    close_string(r);
    if (r->in_array)
        strbuf_adds(&r->c->out, "]TJ\n");
    r->in_array = false;
}

static void open_array(run *r)
{
    if (!r->in_array)
        strbuf_addc(&r->c->out, '[');
    r->in_array = true;
}

/* n / d, rounded to the nearest */
static int64_t nearest(int64_t n, int64_t d)
{
    return (n >= 0 ? n + d / 2 : n - d / 2) / d;
}

/* Move the viewer's pen so far. Adjustments count in thousandths of the font size, to the left;
 * here in thousandths of those: whole, with one decimal, or with three. */
static void move_pen(run *r, int64_t apart)
{
    static const int64_t steps[] = {1000, 100, 1};
    const int64_t size = r->t->size;
    int64_t adjust = 0;

    for (size_t i = 0; i < COUNT(steps); i++) {
        int64_t rest;
        adjust = -nearest(apart, size * steps[i]) * steps[i];
        rest = apart + adjust * size;
        if (rest >= -TOLERANCE && rest <= TOLERANCE)
            break;
    }
    if (adjust > MPT_MAX || adjust < -MPT_MAX)
        return;
    open_array(r);
    close_string(r);
    put_number(&r->c->out, (mpt)adjust);
    r->drawn -= adjust * size;
}

static void open_string(run *r)
{
    open_array(r);
    strbuf_addc(&r->c->out, '(');
    r->in_string = true;
}

static inline void put_code(run *r, const pdf_code *code)
{
    if (!r->in_string)
        open_string(r);
    strbuf_add_short(&r->c->out, code->bytes, code->count);
}

/* ---- glyphs ---- */

static void select_font(run *r, mpt x, mpt y)
{
    r->font = fonts_find(r->w->fonts, r->t->face);
    resources_use_font(r->w, r->res, r->font);
    content_text(r->c, pdf_font_number(r->font), r->t->size, r->t->color, x, y);
}

static const pdf_code *code_for(run *r, uint32_t gid, const char *text, size_t len)
{
    pdf_font *f = r->font;
    const uint32_t code = pdf_font_code(r->w->fonts, &f, gid, text, len);

    if (f != r->font) {
        close_array(r);
        r->font = f;
        resources_use_font(r->w, r->res, f);
        content_font(r->c, pdf_font_number(f), r->t->size);
    }
    return pdf_font_written(f, code);
}

static inline void show_code(run *r, const area_glyph *g, const pdf_code *code)
{
    const int64_t apart = r->wanted + (int64_t)g->dx * MILLION - r->drawn;

    if (r->c->now.rise != g->dy) {
        close_array(r);
        content_rise(r->c, g->dy);
    }
    if (apart < -TOLERANCE || apart > TOLERANCE)
        move_pen(r, apart);
    put_code(r, code);
    r->drawn += (int64_t)code->width * (MILLION / FONT_EM) * r->t->size;
    r->wanted += (int64_t)g->advance * MILLION;
}

static void show_glyph(run *r, const area_glyph *g, const char *text, size_t len)
{
    show_code(r, g, code_for(r, g->gid, text, len));
}

/* A glyph for the one character `cp`, written in `len` bytes. */
static inline void show_char(run *r, const area_glyph *g, uint32_t cp, const char *text, size_t len)
{
    const pdf_code *code = pdf_font_recent(r->font, g->gid, cp);

    show_code(r, g, code ? code : code_for(r, g->gid, text, len));
}

static void begin_actual_text(run *r, const char *text, size_t len)
{
    close_array(r);
    strbuf_adds(&r->c->out, "/Span<</ActualText<FEFF");
    put_utf16(&r->c->out, text, len);
    strbuf_adds(&r->c->out, ">>>BDC\n");
}

static void end_actual_text(run *r)
{
    close_array(r);
    strbuf_adds(&r->c->out, "EMC\n");
}

/* Is one of the glyphs drawn over another? */
static bool has_mark(const area_glyph *g, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!g[i].advance)
            return true;
    return false;
}

/* `count` glyphs that share the text; the last one takes what is left of it. */
static void show_cluster(run *r, const area_glyph *g, size_t count, const char *text, size_t len)
{
    const bool as_one = utf8_count(text, len) < count || has_mark(g, count);
    size_t at = 0, n;

    if (as_one)
        begin_actual_text(r, text, len);
    for (size_t i = 0; i < count; i++) {
        n = 0;
        if (i + 1 == count)
            n = len - at;
        else if (at < len)
            utf8_decode(text + at, len - at, &n);
        show_glyph(r, &g[i], text + at, n);
        at += n;
    }
    if (as_one)
        end_actual_text(r);
}

/* The bytes of the one character that glyph `i` stands for, by far the most frequent case; 0 if it
 * is another, or the character is not drawn. */
static inline size_t char_alone(const area_text *t, size_t i, uint32_t *cp)
{
    const uint32_t from = t->glyphs[i].cluster;
    const uint32_t to = i + 1 < t->glyph_count ? t->glyphs[i + 1].cluster : t->text_len;
    size_t len;

    if (to <= from || to > t->text_len)
        return 0;
    *cp = utf8_decode(t->text + from, to - from, &len);
    return from + len == to && !is_steering(*cp) ? len : 0;
}

/* The glyphs that share the cluster of glyph `i`, of `count`; returns the one behind them. */
static size_t show_shared(run *r, size_t i, size_t count)
{
    const area_text *t = r->t;
    const size_t from = t->glyphs[i].cluster;
    size_t next = i + 1, to;
    char text[MAX_CLUSTER];

    while (next < count && t->glyphs[next].cluster == from)
        next++;
    to = cluster_end(t, i, next);
    show_cluster(r, &t->glyphs[i], next - i, text, cluster_text(t, from, to, text));
    return next;
}

/* The last glyph of a run that ends in one. Another sign that the author wants there is copied as
 * what it is. */
static void show_hyphen(run *r, const area_glyph *g)
{
    const area_text *t = r->t;
    size_t len = t->text_len - g->cluster;
    const char *text = t->text + g->cluster;
    const uint32_t cp = g->cluster < t->text_len ? utf8_decode(text, len, &len) : '-';

    if (cp == 0xAD || cp == 0x2010 || cp == '-')
        show_glyph(r, g, "-", 1);
    else
        show_glyph(r, g, text, len);
}

bool text_shows(const area_text *t)
{
    return t->glyph_count && t->size > 0 && t->size <= LARGEST_SIZE && t->color.a;
}

bool paint_text(pdf_writer *w, resource_list *res, const area_text *t, mpt x, mpt y)
{
    run r = {.w = w, .res = res, .t = t, .c = &w->page};
    size_t count = t->glyph_count, len;
    uint32_t cp;

    if (!text_shows(t))
        return true;
    select_font(&r, x, y);
    if (t->hyphen)
        count--;
    for (size_t i = 0; i < count;) {
        if (!(len = char_alone(t, i, &cp))) {
            i = show_shared(&r, i, count);
            continue;
        }
        show_char(&r, &t->glyphs[i], cp, t->text + t->glyphs[i].cluster, len);
        i++;
    }
    if (t->hyphen)
        show_hyphen(&r, &t->glyphs[count]);
    close_array(&r);
    content_rise(r.c, 0);
    return !fonts_met_unreadable(w->fonts);
}

void paint_space(pdf_writer *w, resource_list *res, const area_text *t, mpt x, mpt y)
{
    run r = {.w = w, .res = res, .t = t, .c = &w->page, .font = fonts_find(w->fonts, t->face)};
    const uint32_t gid = font_char_glyph(t->face, ' ');
    const pdf_code *code = pdf_font_recent(r.font, gid, ' ');

    if (!gid)
        return;
    if (!r.c->in_text || r.c->now.font != pdf_font_number(r.font))
        select_font(&r, x, y);
    put_code(&r, code ? code : code_for(&r, gid, " ", 1));
    close_array(&r);
}
