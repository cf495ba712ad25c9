/* format.h - what the fuzzers share: from XSL-FO in memory to a PDF that nobody reads. */
#ifndef SVOD_TESTS_FUZZ_FORMAT_H
#define SVOD_TESTS_FUZZ_FORMAT_H

#include "layout/layout.h"
#include "xml/xml.h"

typedef struct {
    font_set *fonts;
    hyphenator *hyphens;
} formatter;

/* Stop the run with what `dg` says: the fuzzer itself cannot work. */
_Noreturn void format_give_up(const diag *dg);
/* Fonts and dictionaries, once a process; xml_init is done. */
const formatter *format_open(void);
/* Lay out `fo`, which the document `doc` has made or is, on at most 200 pages; write the PDF to
 * memory. Aborts if it fails without a word. How many pages it has; -1 if it failed. */
long format_fo(const formatter *f, xmlDocPtr fo, xml_doc *doc, bool strict, diag *dg);
/* The same of FO as it is read from a file. */
long format_stream(const formatter *f, const char *data, size_t size, diag *dg);

#endif
