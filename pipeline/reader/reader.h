/* reader.h - reading PDF files back: the only place that includes libqpdf.
 *
 * What is wanted of a PDF that Svod or others have made: signature fields and signatures, the
 * attached source, what XMP says, and the objects that an incremental update writes anew. Offsets
 * count bytes of the file. */
#ifndef SVOD_READER_READER_H
#define SVOD_READER_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct pdf_file pdf_file;

/* NULL and a diagnostic: it cannot be read, is no PDF, damaged or encrypted. `path` is borrowed. */
pdf_file *pdf_file_open(const char *path, diag *dg);
/* The same of bytes in memory, which are copied. */
pdf_file *pdf_file_of(const char *name, const void *bytes, size_t size, diag *dg);
/* The first `size` bytes of another file, as a file of their own: a revision of it. */
pdf_file *pdf_file_revision(const pdf_file *of, size_t size, diag *dg);
void pdf_file_close(pdf_file *f); /* accepts NULL */

const char *pdf_file_path(const pdf_file *f);
const char *pdf_file_bytes(const pdf_file *f, size_t *size);
arena *pdf_file_memory(pdf_file *f); /* lives as long as the file */

void reader_versions(FILE *out); /* "name version", a line each */

/* ---- signatures ---- */

/* A signature field; of an empty one `number` is that of its object, `page` that of the page it is
 * shown on. */
typedef struct {
    const char *name;
    int number, page;
    double box[4]; /* left, bottom, right, top in points */
    bool is_signed;
} pdf_field;

pdf_field *pdf_file_fields(pdf_file *f, size_t *count);

typedef struct {
    const char *field;             /* name of the field */
    const char *subfilter;         /* "ETSI.CAdES.detached" … */
    const char *name, *time;       /* as stated in /Name and /M; "" if not */
    size_t from[2], length[2];     /* the signed bytes */
    const unsigned char *contents; /* DER, with zeros behind it */
    size_t contents_size;
    /* the ranges begin with the file, leave out the contents alone and lie in it */
    bool ranges_sound;
} pdf_signature;

/* In the order in which they were made. */
pdf_signature *pdf_file_signatures(pdf_file *f, size_t *count);

/* ---- what Svod puts into its files ---- */

/* The attached file that the document was made from (AFRelationship Source); false: there is
 * none. */
bool pdf_file_source(pdf_file *f, const char **bytes, size_t *size);
/* The XMP packet, "" if there is none. */
const char *pdf_file_xmp(pdf_file *f);
/* The value of `name` in Svod's own XMP namespace; "" if it is not there. */
const char *pdf_file_property(pdf_file *f, const char *name);

/* The text that page `index` shows, lines as they stand on it; "" if there is no such page.
 * Characters of fonts without ToUnicode are left out. */
const char *pdf_file_page_text(pdf_file *f, int index);
int pdf_file_pages(pdf_file *f);

/* ---- changes ---- */

/* What was done to the pages and the rest of the document between two revisions: nothing but
 * signatures added, or more, and then on which object it shows. */
bool pdf_file_only_signed(pdf_file *before, pdf_file *after, const char **what);

/* ---- two files ---- */

typedef struct pdf_comparison pdf_comparison;

/* What a file given to us shows, against one made by this program; it lives as long as the
 * latter. */
pdf_comparison *pdf_comparison_new(pdf_file *given, pdf_file *made);
/* Is page `page` the same in both: what is drawn, with which fonts and images, on which sheet, with
 * which annotations? */
bool pdf_same_page(pdf_comparison *c, int page);
/* The key of the catalogue with which the rest differs («/StructTreeRoot»), metadata aside; NULL:
 * none does. */
const char *pdf_other_part(pdf_comparison *c);

/* ---- an incremental update (ISO 32000-1, 7.5.6) ---- */

typedef struct pdf_update pdf_update;

/* Objects are collected, then appended behind the bytes of the file as they are. */
pdf_update *pdf_update_new(pdf_file *f);
/* A new object; its text is set later. */
int pdf_update_number(pdf_update *u);
void pdf_update_object(pdf_update *u, int number, const char *text, size_t size);
/* An object of the file with some keys of its dictionary set to values (PDF syntax; NULL:
 * removed). */
void pdf_update_keys(pdf_update *u, int number, const char *const *keys_and_values);
/* Enter a field into the form, and mark the file as signed; `field` 0: it is there already. */
void pdf_update_form(pdf_update *u, int field);
/* Put an annotation on a page. */
void pdf_update_annotation(pdf_update *u, int page, int annotation);
int pdf_file_page(pdf_file *f, int index); /* number of a page's object; 0: there is none */
/* A form XObject of a page of another file, `width` by `height` points, with all it needs; its
 * number. */
int pdf_update_picture(pdf_update *u, pdf_file *from, double width, double height);
/* The new file; `offset_of(number)` afterwards tells where an object of the update begins. */
const char *pdf_update_finish(pdf_update *u, size_t *size);
size_t pdf_update_offset(const pdf_update *u, int number);

#endif
