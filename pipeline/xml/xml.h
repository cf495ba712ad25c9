/* xml.h - hardened loading of the author's XML, with the place of everything.
 *
 * Input is hostile: no network, no DTD, no external entities, no XInclude, bounds on size, depth,
 * attributes and expansion. UTF-8, UTF-16, windows-1251, KOI8-R, IBM866 and ISO-8859-5 are decoded
 * as declared; text is brought to NFC; comments and processing instructions are left out. Lines and
 * columns count characters of the original file, from 1. */
#ifndef SVOD_XML_XML_H
#define SVOD_XML_XML_H

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "base/diag.h"
#include "xml/project.h"

typedef struct xml_doc xml_doc;

typedef struct {
    size_t bytes;        /* of the file; default 64 MiB */
    unsigned depth;      /* of elements; default 256 */
    unsigned attributes; /* of one element; default 256 */
    unsigned nodes;      /* elements, attributes and texts; default 5,000,000 */
    size_t text;         /* bytes of one text or attribute value; default 10 MiB */
} xml_limits;

extern const xml_limits xml_default_limits; /* used where NULL is given */

/* Author's document: NFC, limits, positions of every node. NULL: the reason is in `dg`. `path` is
 * kept by reference in positions and must outlive the diagnostics. */
xml_doc *xml_load(const char *path, const xml_limits *limits, diag *dg);
xml_doc *xml_load_memory(const char *name, const char *data, size_t size, const xml_limits *limits,
                         diag *dg);
void xml_free(xml_doc *doc);

xmlDocPtr xml_tree(const xml_doc *doc);
const char *xml_path(const xml_doc *doc);
const char *xml_source(const xml_doc *doc, size_t *size); /* the author's own bytes */

/* The settings of the project that the document belongs to; borrowed, NULL until set. */
void xml_set_project(xml_doc *doc, const project *p);
const project *xml_project(const xml_doc *doc);

/* Every element, attribute and text node has an index > 0, in document order (attributes after
 * their element). 0 if the node is not of this document. Kept in node->_private (attributes:
 * attr->_private). */
uint32_t xml_index(const xmlNode *node);
src_pos xml_pos(const xml_doc *doc, uint32_t index);
src_pos xml_node_pos(const xml_doc *doc, const xmlNode *node);
/* Position of the character at byte `offset` of a text node's (or attribute's) content: exact even
 * behind character references and multi-line texts. */
src_pos xml_text_pos(const xml_doc *doc, const xmlNode *text, size_t offset);
xmlNodePtr xml_node(const xml_doc *doc, uint32_t index);
uint32_t xml_count(const xml_doc *doc); /* the highest index */
/* The node after `node` in document order, attributes left out; NULL after the last. */
xmlNodePtr xml_following(xmlNodePtr node);
/* The elements with this local name, in document order; NULL if there are none. */
const xmlNodeSet *xml_elements(const xml_doc *doc, const char *name);
/* Was the text or attribute value not in NFC as the author wrote it? */
bool xml_was_normalised(const xml_doc *doc, uint32_t index);

/* ---- reading without a tree (read.c) ----
 *
 * The same bounds and places, but each node is there only while it is looked at: memory is that of
 * the text and eight bytes a node. Comments and processing instructions are left out; a text that
 * they interrupt comes in pieces with one number. */
typedef struct xml_reader xml_reader;
typedef enum { XML_START, XML_TEXT, XML_END, XML_DONE, XML_FAILED } xml_step;

xml_reader *xml_reader_open(const char *path, const xml_limits *limits, diag *dg);
void xml_reader_close(xml_reader *r);               /* accepts NULL */
const xml_doc *xml_reader_doc(const xml_reader *r); /* for places only: it has no tree */
/* The next step. `*node` lives until the next call: of XML_START the element with its attributes,
 * each numbered (xml_index); every element has an XML_END. XML_FAILED: the reason was reported. */
xml_step xml_reader_next(xml_reader *r, xmlNodePtr *node);
/* After XML_START: pass over all that is inside, and the end. */
bool xml_reader_skip(xml_reader *r);
/* After XML_START: the element with all that is inside, passed over; lives as long as the reader.
 * NULL if it cannot be read. */
xmlNodePtr xml_reader_take(xml_reader *r);

/* XSD (schema.c): compiled once. Each finding is one diagnostic in our own words (S50…), at the
 * element or attribute it is about. */
typedef struct xml_schema xml_schema;
xml_schema *xml_schema_load(const char *path, diag *dg);
void xml_schema_free(xml_schema *s);
bool xml_validate(const xml_doc *doc, const xml_schema *s, diag *dg);

/* Once per process before anything else: silences libxml2 and libxslt, refuses all their I/O but
 * files below `data_dir`. */
void xml_init(const char *data_dir);
/* What libxml2 reports outside of any context goes to nobody again (after a context of one's
 * own). */
void xml_silence(void);

#endif
