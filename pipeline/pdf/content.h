/* content.h - the operators of one content stream, with the graphics state remembered so that
 * nothing is set twice. Coordinates are millipoints in PDF's direction (y upwards). */
#ifndef SVOD_PDF_CONTENT_H
#define SVOD_PDF_CONTENT_H

#include "base/strbuf.h"
#include "base/units.h"
#include "fo/fo.h"

/* How lines are drawn. A dash of `on` and a gap of `off`, starting at `phase`; off = 0: solid. */
typedef struct {
    fo_color color;
    mpt width;
    mpt on, off, phase;
    uint8_t cap, join; /* as PDF numbers them */
    mpt miter;         /* limit, in thousandths; 0: any */
} pen;

typedef struct {
    fo_color fill;
    pen line;
    uint32_t font; /* 0: none set */
    mpt size, rise;
    uint32_t state; /* of opacity; 0: none set */
} graphics;

typedef struct {
    strbuf out;
    graphics now, *saved;
    size_t depth, deepest, cap;
    bool in_text;
    mpt text_x, text_y;        /* start of the current line within BT … ET */
    size_t fill_end, line_end; /* where the last painted path ends, if it may be continued */
} content;

void content_free(content *c);
void content_start(content *c);  /* a new, empty stream */
void content_forget(content *c); /* what is set: it is that of a new stream again */
void content_end_text(content *c);

void put_number(strbuf *b, mpt millis);                  /* 12345 → "12.345", no trailing zeros */
void put_numbers(strbuf *b, const mpt *v, size_t n);     /* each with a space after it */
void put_name(strbuf *b, const char *name);              /* "/" and escapes */
void put_string(strbuf *b, const char *bytes, size_t n); /* (…) with escapes */
void put_text_string(strbuf *b, const char *utf8); /* ASCII as it is, else UTF-16BE with a mark */
void put_hex2(strbuf *b, unsigned v);              /* two hexadecimal digits */
void put_hex4(strbuf *b, unsigned v);              /* four */
void put_utf16(strbuf *b, const char *utf8, size_t n); /* hexadecimal digits, big-endian */

/* A number behind what it counts or names. */
static inline void put_count(strbuf *b, const char *before, size_t n)
{
    strbuf_adds(b, before);
    strbuf_add_integer(b, (int64_t)n);
}

/* An object as others name it, by its number. */
static inline void put_reference(strbuf *b, uint32_t n)
{
    strbuf_add_integer(b, n);
    strbuf_adds(b, " 0 R");
}

void content_save(content *c);
void content_restore(content *c);
void content_matrix(content *c, int quarter_turns, mpt x, mpt y);
void content_clip(content *c, mpt x, mpt y, mpt w, mpt h);
void content_rect(content *c, fo_color color, mpt x, mpt y, mpt w, mpt h);
void content_polygon(content *c, fo_color color, const mpt (*points)[2], size_t n);
void content_line(content *c, const pen *p, mpt x0, mpt y0, mpt x1, mpt y1);
void content_image(content *c, uint32_t number, mpt x, mpt y, mpt w, mpt h);

/* For paths of other kinds: numbers and an operator; colours, pens and opacity (/GS1, /GS2 …) as
 * they are needed. content_dash lasts until content_restore. */
void content_transform(content *c, const int64_t matrix[6]); /* in millionths */
void content_put(content *c, const mpt *v, size_t n, const char *op);
void content_fill_with(content *c, fo_color color);
void content_stroke_with(content *c, const pen *p);
void content_dash(content *c, const mpt *lengths, size_t n, mpt phase);
void content_use_state(content *c, uint32_t state);
void content_use_form(content *c, uint32_t form);

/* Text: set what is drawn with, move the pen to a baseline, then emit TJ yourself. */
void content_text(content *c, uint32_t font, mpt size, fo_color color, mpt x, mpt y);
void content_font(content *c, uint32_t font, mpt size);
void content_rise(content *c, mpt rise);

#endif
