/* cff.h - the bare CFF table of an OpenType file, as /CIDFontType0C wants it. */
#ifndef SVOD_PDF_CFF_H
#define SVOD_PDF_CFF_H

#include <stddef.h>
#include <stdint.h>

/* The CFF table within `file`; its size goes to *cff_size. glyphs[] are numbers of glyphs: in a
 * CID-keyed font they are replaced by the CIDs of its charset, in others they are CIDs already
 * (PDF 32000-1, 9.7.4.2). NULL if the file is not sound. */
const uint8_t *cff_of_opentype(const uint8_t *file, size_t size, uint32_t *glyphs, size_t count,
                               size_t *cff_size);

#endif
