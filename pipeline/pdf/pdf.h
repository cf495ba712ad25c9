/* pdf.h - pages to PDF, on libharu's object layer (libharu.md says why only that). */
#ifndef SVOD_PDF_PDF_H
#define SVOD_PDF_PDF_H

#include "base/output.h"
#include "base/strbuf.h"
#include "layout/layout.h"
#include "pdf/font_files.h"
#include "pdf/level.h"

/* A file that the PDF carries with it. */
typedef struct {
    const char *name; /* UTF-8, without folders */
    const char *mime, *about;
    const void *bytes; /* borrowed until pdf_finish */
    size_t size;
} pdf_attachment;

/* A property of our own in XMP, in the namespace urn:svod:origin. */
typedef struct {
    const char *name, *value;
    const char *about; /* what it says, in English: a PDF/A file describes it */
} pdf_property;

typedef struct {
    pdf_level level;
    src_pos pos; /* of the document, for messages about all of it */
    const char *title, *author, *subject, *keywords;
    const char *creator;  /* of what the PDF was made from */
    const char *language; /* BCP 47 */
    /* "YYYY-MM-DDThh:mm:ssZ", from the document or SOURCE_DATE_EPOCH; NULL: none */
    const char *created;
    const char *producer;           /* "Svod 0.1.0" */
    bool strict;                    /* a missing image is an error, not a warning */
    const pdf_attachment *source;   /* of the document; NULL: none; borrowed as its bytes are */
    const pdf_property *properties; /* ended by a name of NULL; NULL: none; borrowed */
} pdf_info;

typedef struct pdf_writer pdf_writer;

/* Pages go through pdf_sink; strings of `info` are copied. Streams of finished pages are compressed
 * and kept small; nothing is written to `out` before pdf_finish. */
pdf_writer *pdf_open(const pdf_info *info, diag *dg);
page_sink *pdf_sink(pdf_writer *w);
/* Fonts, outline, destinations, metadata, cross-reference table. The caller commits `out`. */
bool pdf_finish(pdf_writer *w, const layout_result *result, output *out);
void pdf_free(pdf_writer *w);
/* For a dump of the structure: keep its text, before the first page; and after the last the tree,
 * an element a line, appended to `out`. */
void pdf_keep_tags(pdf_writer *w);
void pdf_dump_tags(const pdf_writer *w, strbuf *out);

/* images.c: natural sizes for layout, checked by libpng and libjpeg-turbo. `base` is the FO file or
 * its folder, outside of which nothing is read. Shared with the writer, so that an image is read
 * once. */
typedef struct image_store image_store;
image_store *image_store_new(const char *base, diag *dg);
void image_store_free(image_store *s);
/* Images may also be read from `folder`, not only from the FO file's. */
void image_store_allow(image_store *s, const char *folder);
image_source *image_store_source(image_store *s);
/* The file of the image at `uri`, if it is one, is noted among these without being read. */
void image_store_name(image_store *s, const char *uri);
/* The files that images were read from, or should have been, in the order of asking; the
 * store's. */
const char *const *image_store_files(const image_store *s, size_t *count);
void pdf_use_images(pdf_writer *w, image_store *s);
/* Shapes the text of drawings; without it they have none. Borrowed until pdf_finish. */
void pdf_use_fonts(pdf_writer *w, metrics *shaper);
/* Subsets that other documents may use; without it the writer has its own. Borrowed until
 * pdf_finish. */
void pdf_use_font_files(pdf_writer *w, font_files *files);

const char *pdf_library_version(void); /* libharu's */

#endif
