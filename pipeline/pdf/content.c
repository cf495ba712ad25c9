/* content.c - numbers, strings and operators. Millipoints are printed digit by digit: no locale,
 * no floating point. Consecutive paths of one colour are painted as one: the painting operator of
 * the last path is taken back as long as nothing has come after it. */
#include "pdf/content.h"

#include <string.h>

#include "base/arena.h"
#include "base/digits.h"
#include "base/utf8.h"

static const char hex_digits[] = "0123456789ABCDEF";

/* ---- numbers and strings ---- */

/* A point and `places` decimals before `p`, without zeros that say nothing; at least one does. */
static inline char *decimals(char *p, unsigned part, unsigned places)
{
    for (; part % 10 == 0; part /= 10)
        places--;
    for (; places; places--, part /= 10)
        *--p = (char)('0' + part % 10);
    *--p = '.';
    return p;
}

/* A number is written from its end: room before the end, and as much behind that can be read. */
enum { NUMBER_ROOM = STRBUF_FEW };

static inline void put_back(strbuf *b, const char *p, const char *end)
{
    strbuf_add_few(b, p, (size_t)(end - p));
}

/* n / unit and, if it is not NUL, `tail`; `unit` is ten to the power of `places`, and constant
 * where this is inlined. */
static inline void put_decimal(strbuf *b, int64_t n, unsigned unit, unsigned places, char tail)
{
    char text[2 * NUMBER_ROOM], *end = text + NUMBER_ROOM, *p = end;
    const uint64_t v = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, whole = v / unit;

    if (v % unit)
        p = decimals(end, (unsigned)(v % unit), places);
    if (whole || p == end)
        p = digits_before(p, whole);
    if (n < 0)
        *--p = '-';
    *end = tail;
    put_back(b, p, tail ? end + 1 : end);
}

void put_number(strbuf *b, mpt millis)
{
    put_decimal(b, millis, 1000, 3, '\0');
}

static void put_millionths(strbuf *b, int64_t v)
{
    put_decimal(b, v, 1000000, 6, '\0');
}

void put_numbers(strbuf *b, const mpt *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        put_decimal(b, v[i], 1000, 3, ' ');
}

void put_name(strbuf *b, const char *name)
{
    strbuf_addc(b, '/');
    for (const unsigned char *s = (const unsigned char *)name; *s; s++) {
        if (*s <= ' ' || *s >= 0x7F || strchr("()<>[]{}/%#", *s)) {
            strbuf_addc(b, '#');
            strbuf_addc(b, hex_digits[*s >> 4]);
            strbuf_addc(b, hex_digits[*s & 15]);
        } else {
            strbuf_addc(b, (char)*s);
        }
    }
}

void put_string(strbuf *b, const char *bytes, size_t n)
{
    strbuf_addc(b, '(');
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\r') {
            strbuf_adds(b, "\\r");
            continue;
        }
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            strbuf_addc(b, '\\');
        strbuf_addc(b, bytes[i]);
    }
    strbuf_addc(b, ')');
}

void put_hex2(strbuf *b, unsigned v)
{
    char h[2] = {hex_digits[v >> 4 & 15], hex_digits[v & 15]};
    strbuf_add(b, h, 2);
}

void put_hex4(strbuf *b, unsigned v)
{
    char h[4] = {hex_digits[v >> 12 & 15], hex_digits[v >> 8 & 15], hex_digits[v >> 4 & 15],
                 hex_digits[v & 15]};
    strbuf_add(b, h, 4);
}

void put_utf16(strbuf *b, const char *utf8, size_t n)
{
    size_t len;

    for (size_t i = 0; i < n; i += len) {
        uint32_t cp = utf8_decode(utf8 + i, n - i, &len);
        if (cp >= 0x10000) {
            put_hex4(b, 0xD800 + ((cp - 0x10000) >> 10));
            cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
        }
        put_hex4(b, cp);
    }
}

void put_text_string(strbuf *b, const char *utf8)
{
    size_t n = strlen(utf8);

    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)utf8[i] < ' ' || (unsigned char)utf8[i] > '~') {
            strbuf_adds(b, "<FEFF");
            put_utf16(b, utf8, n);
            strbuf_addc(b, '>');
            return;
        }
    }
    put_string(b, utf8, n);
}

/* ---- the stream ---- */

void content_free(content *c)
{
    strbuf_free(&c->out);
    mem_free(c->saved);
    *c = (content){0};
}

void content_forget(content *c)
{
    c->now = (graphics){.fill = {0, 0, 0, 255},
                        .line = {.color = {0, 0, 0, 255}, .width = 1000, .miter = 10000}};
    c->fill_end = c->line_end = 0;
}

void content_start(content *c)
{
    strbuf_clear(&c->out);
    content_forget(c);
    c->depth = c->deepest = 0;
    c->in_text = false;
}

void content_end_text(content *c)
{
    if (c->in_text)
        strbuf_adds(&c->out, "ET\n");
    c->in_text = false;
}

void content_save(content *c)
{
    content_end_text(c);
    if (c->depth == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 16;
        c->saved = mem_realloc(c->saved, c->cap * sizeof *c->saved);
    }
    c->saved[c->depth++] = c->now;
    if (c->depth > c->deepest)
        c->deepest = c->depth;
    strbuf_adds(&c->out, "q\n");
}

void content_restore(content *c)
{
    content_end_text(c);
    if (!c->depth)
        return;
    c->now = c->saved[--c->depth];
    strbuf_adds(&c->out, "Q\n");
}

/* ---- state ---- */

static bool same_color(fo_color a, fo_color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

static void put_color(strbuf *b, fo_color v, const char *gray, const char *rgb)
{
    const mpt parts[3] = {(v.r * 1000 + 127) / 255, (v.g * 1000 + 127) / 255,
                          (v.b * 1000 + 127) / 255};
    bool is_gray = v.r == v.g && v.g == v.b;

    put_numbers(b, parts, is_gray ? 1 : 3);
    strbuf_adds(b, is_gray ? gray : rgb);
}

static void set_fill(content *c, fo_color color)
{
    if (same_color(c->now.fill, color))
        return;
    put_color(&c->out, color, "g\n", "rg\n");
    c->now.fill = color;
}

static void set_pen(content *c, const pen *p)
{
    pen *now = &c->now.line;
    mpt miter = p->miter;

    if (!same_color(now->color, p->color))
        put_color(&c->out, p->color, "G\n", "RG\n");
    if (now->width != p->width) {
        put_number(&c->out, p->width);
        strbuf_adds(&c->out, " w\n");
    }
    if (now->cap != p->cap)
        strbuf_printf(&c->out, "%d J\n", p->cap);
    if (now->join != p->join)
        strbuf_printf(&c->out, "%d j\n", p->join);
    if (p->miter && now->miter != p->miter) {
        put_number(&c->out, p->miter);
        strbuf_adds(&c->out, " M\n");
    }
    if (now->on != p->on || now->off != p->off || now->phase != p->phase) {
        strbuf_addc(&c->out, '[');
        if (p->off) {
            put_numbers(&c->out, &p->on, 1);
            put_number(&c->out, p->off);
        }
        strbuf_addc(&c->out, ']');
        put_number(&c->out, p->off ? p->phase : 0);
        strbuf_adds(&c->out, " d\n");
    }
    if (!p->miter)
        miter = now->miter;
    *now = *p;
    now->miter = miter;
}

static bool same_pen(const pen *a, const pen *b)
{
    return same_color(a->color, b->color) && a->width == b->width && a->cap == b->cap &&
           a->join == b->join && (!b->miter || a->miter == b->miter) && a->on == b->on &&
           a->off == b->off && a->phase == b->phase;
}

/* ---- paths ---- */

/* Take back the last "f" or "S" if nothing came after it, so that the path goes on. */
static bool reopen(content *c, size_t end)
{
    if (!end || c->out.len != end)
        return false;
    c->out.len -= 2;
    c->out.data[c->out.len] = '\0';
    return true;
}

static void fill_begin(content *c, fo_color color)
{
    content_end_text(c);
    if (same_color(c->now.fill, color) && reopen(c, c->fill_end))
        return;
    set_fill(c, color);
}

static void fill_done(content *c)
{
    strbuf_adds(&c->out, "f\n");
    c->fill_end = c->out.len;
}

static void line_begin(content *c, const pen *p)
{
    content_end_text(c);
    if (same_pen(&c->now.line, p) && reopen(c, c->line_end))
        return;
    set_pen(c, p);
}

static void line_done(content *c)
{
    strbuf_adds(&c->out, "S\n");
    c->line_end = c->out.len;
}

static void put_rect(content *c, mpt x, mpt y, mpt w, mpt h)
{
    const mpt v[4] = {x, y, w, h};

    put_numbers(&c->out, v, 4);
    strbuf_adds(&c->out, "re\n");
}

static void put_point(content *c, mpt x, mpt y, const char *op)
{
    const mpt v[2] = {x, y};

    put_numbers(&c->out, v, 2);
    strbuf_adds(&c->out, op);
}

void content_rect(content *c, fo_color color, mpt x, mpt y, mpt w, mpt h)
{
    fill_begin(c, color);
    put_rect(c, x, y, w, h);
    fill_done(c);
}

void content_polygon(content *c, fo_color color, const mpt (*points)[2], size_t n)
{
    fill_begin(c, color);
    for (size_t i = 0; i < n; i++)
        put_point(c, points[i][0], points[i][1], i ? "l\n" : "m\n");
    fill_done(c);
}

void content_line(content *c, const pen *p, mpt x0, mpt y0, mpt x1, mpt y1)
{
    line_begin(c, p);
    put_point(c, x0, y0, "m\n");
    put_point(c, x1, y1, "l\n");
    line_done(c);
}

void content_clip(content *c, mpt x, mpt y, mpt w, mpt h)
{
    content_end_text(c);
    put_rect(c, x, y, w, h);
    strbuf_adds(&c->out, "W n\n");
}

void content_matrix(content *c, int quarter_turns, mpt x, mpt y)
{
    static const char *const turns[4] = {"1 0 0 1 ", "0 1 -1 0 ", "-1 0 0 -1 ", "0 -1 1 0 "};

    content_end_text(c);
    strbuf_adds(&c->out, turns[quarter_turns & 3]);
    put_point(c, x, y, "cm\n");
}

void content_image(content *c, uint32_t number, mpt x, mpt y, mpt w, mpt h)
{
    content_save(c);
    put_number(&c->out, w);
    strbuf_adds(&c->out, " 0 0 ");
    put_number(&c->out, h);
    strbuf_addc(&c->out, ' ');
    put_point(c, x, y, "cm\n/Im");
    strbuf_add_integer(&c->out, number);
    strbuf_adds(&c->out, " Do\n");
    content_restore(c);
}

/* ---- parts of other paths ---- */

void content_transform(content *c, const int64_t matrix[6])
{
    content_end_text(c);
    for (int i = 0; i < 6; i++) {
        put_millionths(&c->out, matrix[i]);
        strbuf_addc(&c->out, ' ');
    }
    strbuf_adds(&c->out, "cm\n");
}

void content_put(content *c, const mpt *v, size_t n, const char *op)
{
    content_end_text(c);
    put_numbers(&c->out, v, n);
    strbuf_adds(&c->out, op);
}

void content_fill_with(content *c, fo_color color)
{
    content_end_text(c);
    set_fill(c, color);
}

void content_stroke_with(content *c, const pen *p)
{
    content_end_text(c);
    set_pen(c, p);
}

void content_dash(content *c, const mpt *lengths, size_t n, mpt phase)
{
    content_end_text(c);
    strbuf_addc(&c->out, '[');
    put_numbers(&c->out, lengths, n);
    strbuf_addc(&c->out, ']');
    put_number(&c->out, phase);
    strbuf_adds(&c->out, " d\n");
}

void content_use_state(content *c, uint32_t state)
{
    if (c->now.state == state)
        return;
    content_end_text(c);
    strbuf_printf(&c->out, "/GS%u gs\n", state);
    c->now.state = state;
}

void content_use_form(content *c, uint32_t form)
{
    content_end_text(c);
    strbuf_printf(&c->out, "/Fm%u Do\n", form);
}

/* ---- text ---- */

void content_font(content *c, uint32_t font, mpt size)
{
    if (c->now.font == font && c->now.size == size)
        return;
    strbuf_adds(&c->out, "/F");
    strbuf_add_integer(&c->out, font);
    strbuf_addc(&c->out, ' ');
    put_number(&c->out, size);
    strbuf_adds(&c->out, " Tf\n");
    c->now.font = font;
    c->now.size = size;
}

void content_text(content *c, uint32_t font, mpt size, fo_color color, mpt x, mpt y)
{
    bool fresh = !c->in_text;

    if (fresh) {
        strbuf_adds(&c->out, "BT\n");
        c->in_text = true;
        c->text_x = c->text_y = 0;
    }
    content_font(c, font, size);
    set_fill(c, color);
    if (!fresh || x || y) /* also back to the same place: the pen is behind the run before */
        put_point(c, x - c->text_x, y - c->text_y, "Td\n");
    c->text_x = x;
    c->text_y = y;
}

void content_rise(content *c, mpt rise)
{
    if (c->now.rise == rise)
        return;
    put_number(&c->out, rise);
    strbuf_adds(&c->out, " Ts\n");
    c->now.rise = rise;
}
