/* para_set.h - the setting of one line: what para_line.c, para_room.c and para_text.c share. */
#ifndef SVOD_LAYOUT_PARA_SET_H
#define SVOD_LAYOUT_PARA_SET_H

#include "layout/para_int.h"

typedef struct {
    para *p;
    const para_line *line;
    para *owner;           /* what the caller knows of: p and line differ from them … */
    const para_line *told; /* … for the first line of an initial-property-set */
    page_context *page;
    arena *mem;
    mpt ipd;
    area *made; /* the line area */
    bool again; /* the line is set again: nothing more to wait for */

    uint32_t from, to;         /* items of the line */
    uint32_t start, stop;      /* spaces before and from these items on fall if they may */
    uint32_t cut_from, cut_to; /* bytes at which a divided word begins and ends; 0: whole words */
    uint32_t hyphened;         /* the end of the item that a hyphen follows in the line; or 0 */
    bool rigid;                /* only leaders give way */
    int64_t room, give, given; /* room to deal out, capacity for it, capacity passed */

    mpt x;      /* the pen, from the line's start */
    area *into; /* innermost open area, and its origin in the line */
    mpt into_x, into_y;

    /* the text area being made */
    const para_scope *run_scope;
    const font *run_face;
    mpt run_size, run_x;
    uint32_t run_from, run_to; /* bytes of the paragraph's text */
    const char *run_text;      /* text of its own (numbers), else NULL */
    area_glyph *glyphs;
    size_t glyph_count, glyph_cap;
    bool run_hyphen;
} setter;

/* ---- para_room.c: how wide everything is ---- */
const char *setter_label(const setter *s, const fo_node *fo); /* of a number; NULL: not known yet */
const shaped *setter_shape_label(const setter *s, const para_item *it, const char *label);
bool setter_drops(const setter *s, uint32_t i); /* item i is a space that falls */
/* Bytes of the text of word item i that stand in this line; the hyphen that ends them, or 0. */
uint32_t setter_text_from(const setter *s, uint32_t i);
uint32_t setter_text_to(const setter *s, uint32_t i);
uint32_t setter_hyphen_at(const setter *s, uint32_t i);
bool setter_is_cut(const setter *s, uint32_t i);  /* only a part of the word stands here */
mpt setter_share(setter *s, const para_item *it); /* the item's share of the room */
const para_scope *setter_scope_at_end(const setter *s);
void setter_find_range(setter *s);
void setter_find_room(setter *s);

/* ---- para_text.c: glyphs and what is drawn with them ---- */
void setter_flush(setter *s); /* make the area of the glyphs put so far */
void setter_begin_run(setter *s, const para_scope *scope, const font *face, mpt size, uint32_t from,
                      uint32_t n);
void setter_put_glyphs(setter *s, const shaped *g, mpt size, uint32_t at);
void setter_put_word(setter *s, uint32_t i);
void setter_put_shy(setter *s, uint32_t i);
void setter_put_space(setter *s, const para_item *it);
void setter_put_kern(setter *s, const para_item *it);

#endif
