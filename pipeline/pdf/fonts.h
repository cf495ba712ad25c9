/* fonts.h - the fonts of one PDF: character codes while pages are painted, font objects at the
 * end. */
#ifndef SVOD_PDF_FONTS_H
#define SVOD_PDF_FONTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "pdf/deflate.h"
#include "pdf/font_files.h"
#include "pdf/objects.h"
#include "text/font.h"

typedef struct fonts fonts;
/* A face under a name such as /F1. One that is shown in more codes than a font has is several. */
typedef struct pdf_font pdf_font;

fonts *fonts_new(arena *a);
void fonts_free(fonts *set); /* what is not in the arena; accepts NULL */
/* A font of this face: the one that was used last. */
pdf_font *fonts_find(fonts *set, const font *face);
uint32_t pdf_font_number(const pdf_font *f);
/* True the first time it is asked for `page` (pages count from 1): the font joins its resources. */
bool pdf_font_mark(pdf_font *f, uint32_t page);

/* The code that shows glyph `gid` and is copied as `text`. *f receives the font that has it: the
 * same one, or another of its face if that one is full. */
uint32_t pdf_font_code(fonts *set, pdf_font **f, uint32_t gid, const char *text, size_t len);
/* Since the last call: a code for a character that the font lacks, or for one of private use? */
bool fonts_met_unreadable(fonts *set);
/* How a code is written: in a string, with what must be escaped there; and its width in 1/FONT_EM.
 * Until the next code is made. */
typedef struct {
    int32_t width;
    uint8_t count;
    char bytes[4];
} pdf_code;
const pdf_code *pdf_font_written(const pdf_font *f, uint32_t code);
/* The same for the one character `cp`, if the glyph was shown for it lately, as it nearly always
 * was; else NULL: ask pdf_font_code. */
const pdf_code *pdf_font_recent(const pdf_font *f, uint32_t gid, uint32_t cp);

/* Make all objects, with a CIDSet for each subset if `cid_sets`; false and a diagnostic if a face
 * cannot be subset. */
bool fonts_write(fonts *set, font_files *files, objects *o, deflater *z, bool cid_sets, diag *dg);
/* The `i`-th face that is used; NULL behind the last one. */
const font *fonts_face(const fonts *set, size_t i);
objnum fonts_object(const fonts *set, uint32_t number);

#endif
