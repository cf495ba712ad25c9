/* objects.h - the PDF file as numbered objects, kept and written by libharu. objects.c is the
 * only file that includes hpdf.h. Never included outside of pdf/.
 *
 * An object is a dictionary of ready bytes, with a stream if it has one. Numbers are given in the
 * order of creation, so that the same calls make the same file. */
#ifndef SVOD_PDF_OBJECTS_H
#define SVOD_PDF_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "pdf/deflate.h"

typedef struct objects objects;
typedef uint32_t objnum;

objects *objects_new(void);
void objects_free(objects *o); /* accepts NULL */

/* For tests: let the n-th allocation from now fail; 0: none. */
void objects_fail_at(objects *o, unsigned long n);

/* Start libharu's document if there is none and run `build`, in which, and only in which, objects
 * may be made and written. If memory ends in libharu, `build` is left there and then (longjmp):
 * what it holds must belong to somebody else. False and a diagnostic if anything failed. */
bool objects_run(objects *o, bool (*build)(void *self), void *self, diag *dg);

objnum object_new(objects *o);
objnum object_page(objects *o); /* the next page of the page tree, which gives /Parent */
objnum object_catalog(objects *o);
objnum object_info(objects *o);
/* What stands between << and >>; a page's has no /Parent, the catalogue's no /Type and /Pages, a
 * stream's no /Length. The bytes are borrowed until the objects are written. */
void object_dict(objects *o, objnum n, const char *entries, size_t len);
void object_stream(objects *o, objnum n, const void *bytes, size_t len);

/* `count` more objects without streams, numbered after all others (make none afterwards), that
 * `put` writes when their time comes; only in packed files. The number of the first. */
objnum objects_follow(objects *o, uint32_t count, void (*put)(void *self, uint32_t i, strbuf *b),
                      void *self);

/* Header of PDF 1.`minor`, objects, cross-reference table, trailer with an /ID made of all bytes
 * before it. With `z`: packed by it in object streams, with a cross-reference stream. */
bool objects_write(objects *o, int minor, deflater *z, output *out);

#endif
