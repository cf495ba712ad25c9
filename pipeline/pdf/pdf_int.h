/* pdf_int.h - what the files of pdf/ share about one document. Never included outside of the folder
 * but in its tests. */
#ifndef SVOD_PDF_PDF_INT_H
#define SVOD_PDF_PDF_INT_H

#include "pdf/border.h"
#include "pdf/content.h"
#include "pdf/deflate.h"
#include "pdf/fonts.h"
#include "pdf/images.h"
#include "pdf/objects.h"
#include "pdf/pdf.h"

/* Numbers of fonts or images that one page names in its resources. */
typedef struct {
    uint32_t *items;
    size_t count, cap;
} number_list;

/* A page as it is kept until the end. */
typedef struct {
    mpt w, h;
    const void *stream; /* compressed */
    size_t size;
    const char *label;
    number_list fonts, images;
    size_t first_link, link_count;
    objnum object;
} page_record;

/* A link's rectangle on its page, in PDF's direction. */
typedef struct {
    mpt left, bottom, right, top;
    const char *internal, *external, *text;
    src_pos pos;
} link_record;

/* Where an id stands. */
typedef struct {
    const char *id;
    uint32_t page; /* from 0 */
    mpt x, y;      /* of its top left corner, in PDF's direction */
} destination;

typedef struct {
    destination *slots;
    size_t size, count;
} destination_table;

struct pdf_writer {
    page_sink sink; /* first: the sink's address is the writer's */
    arena *mem;
    diag *dg;
    pdf_info info;
    objects *objects;
    deflater *z;
    fonts *fonts;
    image_store *images; /* borrowed; may be NULL */
    border_queue *borders;
    content page;
    strbuf scratch, annots; /* entries of the object being made; a page's annotations */
    page_record *pages;
    size_t page_count, page_cap;
    link_record *links;
    size_t link_count, link_cap;
    destination_table destinations;
    const layout_result *result; /* while finishing */
    output *out;
};

/* paint.c: areas to operators, in w->page and the page's lists. */
void paint_page(pdf_writer *w, page_record *record, const area_page *page);

/* paint_text.c: glyphs from (x, y) on the baseline, in the stream's coordinates. */
void paint_text(pdf_writer *w, page_record *record, const area_text *t, mpt x, mpt y);

/* links.c: links and destinations are noted while painting, in page coordinates (y upwards), and made
 * into objects when all pages are known. */
void links_note(pdf_writer *w, page_record *record, const area *a, link_record where);
void links_note_id(pdf_writer *w, uint32_t page, const char *id, mpt x, mpt y);
void links_write_page(pdf_writer *w, const page_record *record, strbuf *annots);
/* /Outlines from the bookmarks; 0 if there are none. */
objnum links_write_outline(pdf_writer *w);

/* meta.c */
void meta_write_info(pdf_writer *w);
objnum meta_write_xmp(pdf_writer *w);
void meta_put_labels(pdf_writer *w, strbuf *b); /* /PageLabels …, nothing if they are 1, 2, 3, … */

/* pdf.c: copy w->scratch as the entries of `n`, and clear it. */
void writer_keep_dict(pdf_writer *w, objnum n);
void number_list_add(arena *a, number_list *list, uint32_t n);

#endif
