/* level.h - the levels of conformance a PDF may claim, and what each permits: one table. */
#ifndef SVOD_PDF_LEVEL_H
#define SVOD_PDF_LEVEL_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    PDF_UNTAGGED, /* what tests and measurements compare with; no command offers it */
    PDF_PLAIN,
    PDF_A1B,
    PDF_A2A,
    PDF_A3A,
    PDF_LEVEL_COUNT
} pdf_level;

typedef struct {
    const char *name;  /* as --pdf has it; NULL: not offered */
    const char *title; /* "PDF/A-3a", for messages; NULL: claims nothing */
    uint8_t minor;     /* of the version of PDF: 1.4, 1.7 */
    uint8_t part;      /* of PDF/A (ISO 19005); 0: none */
    char conformance;
    bool ua;          /* PDF/UA-1 (ISO 14289-1) as well */
    bool tagged;      /* structure tree, marked content, artifacts */
    bool compressed;  /* object streams and cross-reference streams (PDF 1.5) */
    bool transparent; /* soft masks and opacity below 1 */
    bool attachments; /* the author's source */
    bool cid_sets;    /* which CIDs a subset holds */
} pdf_level_row;

const pdf_level_row *pdf_level_of(pdf_level level);
/* The level of this name; PDF_LEVEL_COUNT if there is none. */
pdf_level pdf_level_find(const char *name);

#endif
