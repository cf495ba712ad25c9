/* pdf_int.h - what the files of pdf/ share about one document. Never included outside of the folder
 * but in its tests. */
#ifndef SVOD_PDF_PDF_INT_H
#define SVOD_PDF_PDF_INT_H

#include "pdf/border.h"
#include "pdf/content.h"
#include "pdf/deflate.h"
#include "pdf/fonts.h"
#include "pdf/images.h"
#include "pdf/level.h"
#include "pdf/link_text.h"
#include "pdf/objects.h"
#include "pdf/pdf.h"
#include "pdf/tag_walk.h"

typedef struct {
    uint32_t *items;
    size_t count, cap;
} number_list;

/* What one stream names in its resources. An item is noted when it is first used there, and once
 * more if another stream was drawn in between. */
typedef struct {
    number_list fonts, images, states, forms;
    uint32_t scope;   /* the stream's number for marks */
    bool transparent; /* something in it lets through what is behind */
} resource_list;

/* A form XObject as it is kept until the end. */
typedef struct {
    mpt box[4]; /* left, bottom, right, top */
    bool group; /* of transparency: composed by itself, then laid over */
    const void *stream;
    size_t size;
    resource_list res;
    objnum object;
} form_record;

/* A page as it is kept until the end. */
typedef struct {
    mpt w, h;
    const void *stream; /* compressed */
    size_t size;
    const char *label;
    resource_list res;
    size_t first_link, link_count;
    size_t first_content; /* its marked content among tags.owners */
    uint32_t content_count;
    objnum object;
} page_record;

/* A link's rectangle on its page, in PDF's direction. */
typedef struct {
    mpt left, bottom, right, top;
    const char *internal, *external;
    link_text *said; /* shared by the lines of a link */
    mpt above;       /* how far over the internal destination the view begins */
    src_pos pos;
    uint32_t element;  /* of the structure; 0: none */
    objnum object;     /* 0: it leads nowhere */
    const char *field; /* a signature field of this name, no link … */
    const char *tip;   /* … and what it is for */
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

/* In thousandths. */
typedef struct {
    uint16_t fill, stroke;
} opacity_pair;

struct pdf_writer {
    page_sink sink; /* first: the sink's address is the writer's */
    arena *mem;
    diag *dg;
    pdf_info info;
    const pdf_level_row *level;
    objects *objects;
    deflater *z;
    fonts *fonts;
    image_store *images;                /* borrowed; may be NULL */
    metrics *shaper;                    /* the same: for text in drawings */
    font_files *font_files, *own_files; /* the same; own: when none are given */
    uint32_t scopes;                    /* streams so far */
    form_record *forms;
    size_t form_count, form_cap;
    size_t svg_copies, svg_tests; /* of the document; bounded */
    int svg_files;                /* drawings that are being drawn within each other */
    tags *tags;                   /* NULL: not tagged */
    tag_walk *walk;               /* the same */
    border_queue *borders;
    content page;
    strbuf scratch, annots; /* entries of the object being made; a page's annotations */
    page_record *pages;
    size_t page_count, page_cap;
    link_record *links;
    size_t link_count, link_cap;
    destination_table destinations;
    strbuf fields;               /* references to signature fields, for the form */
    const layout_result *result; /* while finishing */
    output *out;
};

/* paint.c: areas to operators, in w->page and the page's lists. */
void paint_page(pdf_writer *w, page_record *record, const area_page *page);

/* paint_text.c: glyphs from (x, y) on the baseline, in the stream's coordinates. False if the font
 * lacks one, or one means a character of private use. */
bool paint_text(pdf_writer *w, resource_list *res, const area_text *t, mpt x, mpt y);
/* A space behind `t`, which was painted last: between the last word of its line and the next
 * one. */
void paint_space(pdf_writer *w, resource_list *res, const area_text *t, mpt x, mpt y);
bool text_shows(const area_text *t); /* does it paint anything? */

/* resources.c: fonts, images, states of opacity and forms, as streams name them. */
resource_list resources_begin(pdf_writer *w);
void resources_use_font(pdf_writer *w, resource_list *res, pdf_font *f);
uint32_t resources_use_image(pdf_writer *w, resource_list *res, image *m); /* its number */
/* Opacity of fills and strokes, 0 to 1000: the number of the state; 0 if the PDF may not have
 * any. */
uint32_t resources_use_state(pdf_writer *w, resource_list *res, opacity_pair p);
void resources_use_form(pdf_writer *w, resource_list *res, uint32_t form);
void resources_put(pdf_writer *w, strbuf *b, resource_list *res); /* /Resources<<…>> */

/* drawing.c: an image of either kind, in the rectangle whose upper left corner is (r.x, r.y). */
void image_paint(pdf_writer *w, resource_list *res, image *m, box_rect r);

/* Until form_end, w->page is the form's stream; *outer keeps what it was. Forms count from 1. */
void form_begin(pdf_writer *w, content *outer);
uint32_t form_end(pdf_writer *w, content *outer, const form_record *form);
void forms_write(pdf_writer *w);

/* links.c: links and destinations are noted while painting, in page coordinates (y upwards), and
 * made into objects when all pages are known. */
void links_note(pdf_writer *w, page_record *record, const area *a, link_record where);
/* The place that waits for an electronic signature (svod:field). */
void links_note_field(pdf_writer *w, page_record *record, const area *a, const char *name,
                      link_record where);
void links_note_id(pdf_writer *w, uint32_t page, const char *id, mpt x, mpt y);
void links_write_page(pdf_writer *w, const page_record *record, strbuf *annots);
/* /Outlines from the bookmarks; 0 if there are none. */
objnum links_write_outline(pdf_writer *w);

/* meta.c */
void meta_write_info(pdf_writer *w);
bool meta_is_date(const char *s); /* "YYYY-MM-DDThh:mm:ssZ" */
void meta_put_date(strbuf *b, const char *key, const char *iso);
void meta_put_intent(pdf_writer *w, strbuf *b); /* /OutputIntents, if the level wants them */
objnum meta_write_xmp(pdf_writer *w);           /* xmp.c */
void meta_put_labels(pdf_writer *w, strbuf *b); /* /PageLabels …, nothing if they are 1, 2, 3, … */

/* tag_write.c: /StructTreeRoot and /MarkInfo. After it no object may be made. */
void tags_put(pdf_writer *w, strbuf *b);

/* conform.c: what the level wants and the document does not keep, as errors; {1} of a message is
 * the level's name. */
void conform_refuse(pdf_writer *w, src_pos pos, message_id why, const char *what);
void conform_image(pdf_writer *w, const image *m, src_pos pos);
void conform_text(pdf_writer *w, src_pos pos); /* paint_text was false */
void conform_page(pdf_writer *w, const page_record *page, src_pos pos);
void conform_document(pdf_writer *w);

/* attachment.c: /Names and /AF for the source, if there is one and the level permits it. */
void attachment_put(pdf_writer *w, strbuf *b);

/* pdf.c: copy `entries` as those of `n`, and clear them; with a stream, compressed; … */
void writer_keep(pdf_writer *w, objnum n, strbuf *entries);
void writer_keep_stream(pdf_writer *w, objnum n, strbuf *entries, const void *bytes, size_t size);
/* … the same of w->scratch. */
void writer_keep_dict(pdf_writer *w, objnum n);

#endif
