/* fonts_int.h - what fonts.c (codes) and font_objects.c (the objects of a file) share. Never
 * included elsewhere. */
#ifndef SVOD_PDF_FONTS_INT_H
#define SVOD_PDF_FONTS_INT_H

#include "base/strbuf.h"
#include "pdf/fonts.h"

enum { FONT_RECENT = 256 };

/* A code: what it shows, and the text that it stands for. */
typedef struct {
    uint64_t key;
    uint32_t gid;
    pdf_code written;
    const char *text;
    uint32_t len;
} use;

typedef struct {
    uint64_t key;
    uint32_t value; /* 0: free */
} slot;

typedef struct {
    slot *slots;
    size_t size, count; /* size is a power of two */
} table;

struct pdf_font {
    pdf_font *next;              /* of the set … */
    pdf_font *first, *following; /* … and of the face; */
    pdf_font *current;           /* kept by the first: the one used last */
    const font *face;
    uint32_t number, page;
    bool wide; /* codes of two bytes */
    objnum object;
    use *uses; /* by code; 0 is .notdef */
    size_t count, cap;
    table pairs;
    uint16_t recent[FONT_RECENT]; /* by the glyph's last byte, the code it had last */
};

typedef struct {
    const char *bytes;
    size_t len;
} text_ref;

struct fonts {
    arena *mem;
    pdf_font *first, *last, *recent;
    text_ref *texts; /* longer than a code point, by number */
    size_t text_count, text_cap;
    table by_hash;        /* of such a text: number + 1 */
    bool unreadable;      /* see fonts_met_unreadable */
    strbuf entries, body; /* while objects are made */
    objnum one_byte;      /* the CMap of codes that are CIDs; 0: not made yet */
};

/* Codes that stand for nothing, since a string would have to escape them. */
bool font_leaves_out(const pdf_font *f, size_t code);

#endif
