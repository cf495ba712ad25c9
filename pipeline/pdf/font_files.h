/* font_files.h - the subsets that PDF files embed, kept for the next document that uses the same
 * glyphs.
 *
 * Documents of a batch are of one kind and mostly use the same letters of the same faces. */
#ifndef SVOD_PDF_FONT_FILES_H
#define SVOD_PDF_FONT_FILES_H

#include "pdf/deflate.h"
#include "text/font.h"

/* What /FontFile2 or /FontFile3 holds: a TrueType file or a CFF table, deflated; or a CMap. */
typedef struct {
    const void *packed;
    size_t packed_size;
    size_t size; /* not deflated: /Length1 */
} font_file;

typedef struct font_files font_files;

font_files *font_files_new(void);
void font_files_free(font_files *s); /* accepts NULL */

/* The subset of `face` with these glyphs, which may repeat and need no order; cids[i] receives the
 * number that gids[i] has in it: of the glyph, or the CID of a CFF table. Valid until the next
 * call. NULL if no subset can be made. */
const font_file *font_files_get(font_files *s, const font *face, const uint32_t *gids, size_t count,
                                uint32_t *cids, deflater *z);

/* The one CMap that files of several fonts share: `text`, always the same, deflated when it is
 * first asked for. */
const font_file *font_files_cmap(font_files *s, const strbuf *text, deflater *z);

#endif
