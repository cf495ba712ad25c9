/* edit.h - changes to an author's file that leave every other byte as it was.
 *
 * What is put in is written in the encoding of the file; characters that it lacks become
 * references. Offsets count bytes of the decoded text (xml_element_start …). */
#ifndef SVOD_XML_EDIT_H
#define SVOD_XML_EDIT_H

#include "base/output.h"
#include "xml/xml.h"

/* Where an element stands in the text. */
typedef struct {
    size_t start;       /* of its start tag */
    size_t inside;      /* behind its start tag */
    size_t end_tag;     /* of its end tag; of an empty one («<a/>») the byte before «/» */
    bool empty;         /* has no end tag of its own */
    const char *prefix; /* of its name with the colon, "" if it has none; `prefix_length` bytes */
    size_t prefix_length;
} xml_extent;

xml_extent xml_extent_of(const xml_doc *doc, const xmlNode *element);
/* The bytes of the text; behind them stands a NUL or the rest of the text. */
const char *xml_text_at(const xml_doc *doc, size_t offset);

/* Where an attribute stands: from the blanks before its name to behind its closing quote, and its
 * value. */
typedef struct {
    size_t from, to, value, value_end;
} xml_attribute_extent;
xml_attribute_extent xml_extent_of_attribute(const xml_doc *doc, const xmlAttr *attribute);

typedef struct xml_edit xml_edit;

xml_edit *xml_edit_new(arena *a, const xml_doc *doc);
/* Replace `removed` bytes at `offset` by `text` (UTF-8); edits do not overlap, and those at one
 * offset keep the order in which they were made. */
void xml_edit_replace(xml_edit *e, size_t offset, size_t removed, const char *text);
bool xml_edit_write(xml_edit *e, output *out, diag *dg);

#endif
