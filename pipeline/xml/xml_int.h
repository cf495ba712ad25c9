/* xml_int.h - what the files of xml/ share: a loaded document and its places. */
#ifndef SVOD_XML_XML_INT_H
#define SVOD_XML_XML_INT_H

#include <libxml/hash.h>
#include <libxml/parser.h>

#include "base/arena.h"
#include "xml/xml.h"

/* What a place is, in the order of the document. */
typedef enum { PLACE_ELEMENT, PLACE_ATTRIBUTE, PLACE_TEXT } place_kind;

/* `offset` counts bytes of the decoded text: of '<', of the attribute's name, of the first
 * byte of character data. */
typedef struct {
    uint32_t offset;
    uint8_t kind;
    bool normalised; /* its value was not in NFC */
} place;

/* Line and column at every CHECK_STEP bytes of the decoded text. */
enum { CHECK_STEP = 256 };
typedef struct {
    uint32_t line, column;
} checkpoint;

/* Walks over character data or an attribute's value as the tree has it: references replaced, line
 * breaks made one, comments, instructions and CDATA marks left out. */
typedef struct {
    const char *text;
    size_t size, at; /* at: the next byte of the file */
    size_t from;     /* where the last character given begins in the file */
    bool attribute, cdata;
} unescaper;

/* Where a text was read up to, to find a character: the next one asked for is often not far
 * behind. */
typedef struct {
    uint32_t index; /* of the text; 0: none yet */
    size_t offset;  /* bytes of its value before `at` */
    unescaper at;
} found_place;

struct xml_doc {
    arena *mem;
    const char *path;
    char *source; /* as read; mem_alloc'ed */
    size_t source_size;
    const char *encoding; /* of the source, ICU's name */
    size_t skipped;       /* bytes of the source before the text: a byte order mark */
    const char *text;     /* UTF-8 without byte order mark; in `source` or in `mem` */
    size_t size;
    checkpoint *checks;
    bool suspect;  /* has characters that may not be in NFC */
    place *places; /* from 1 */
    size_t count, cap;
    xmlNodePtr *nodes; /* the node of each place */
    xmlDocPtr tree;
    const project *project;  /* borrowed; NULL: none */
    xmlHashTablePtr by_name; /* sets of elements; made when first asked for */
    /* the last character that was looked for: changes while the document stays */
    found_place *found;
};

/* decode.c: the author's bytes to UTF-8 in doc->text. */
bool xml_decode(xml_doc *doc, diag *dg);
/* The encoding that Cyrillic text in these bytes seems to be in, when it is clearly not `assumed`
 * (NULL: nothing assumed); NULL if there is no reason to doubt. */
const char *xml_guess_encoding(const char *bytes, size_t n, const char *assumed);

/* survey.c: fill `checks` and `suspect`; refuse characters that XML has no place for. */
bool xml_survey(xml_doc *doc, diag *dg);
/* May text with `cp` differ from its NFC? Answered without ICU for nearly all of our letters. */
bool xml_may_change(uint32_t cp);
src_pos xml_offset_pos(const xml_doc *doc, size_t offset);

/* scan.c: everything that libxml2 would be slow, silent or unclear about; fills `places`. */
bool xml_scan(xml_doc *doc, const xml_limits *limits, diag *dg);

/* load.c: a document without its tree: decoded, surveyed, scanned. */
xml_doc *xml_load_scanned(const char *path, const xml_limits *limits, diag *dg);

/* parse.c: the tree by libxml2; its nodes are numbered in step with `places`. */
bool xml_parse(xml_doc *doc, diag *dg);
enum { XML_OPTIONS = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC };

/* One run of libxml2, for what it refuses. */
typedef struct {
    xml_doc *doc;
    diag *dg;
    long (*consumed)(void *parser); /* bytes read so far */
    void *parser;
    bool failed;
} parsing;

void xml_refuse(parsing *p, const xmlError *e);
/* Number `node` if the scan saw a `kind` there. */
bool xml_number(xml_doc *doc, xmlNodePtr node, uint32_t *next, place_kind kind);
bool xml_number_element(xml_doc *doc, xmlNodePtr node, uint32_t *next); /* and its attributes */
/* Bring a numbered text or attribute to NFC; false and a diagnostic if it has too many marks. */
bool xml_normalise(parsing *p, xmlNodePtr node);

/* unescape.c: the character that the n bytes between & and ; mean; 0 if none. */
uint32_t xml_reference_value(const char *s, size_t n);

/* The next character to out[4] and its length in bytes as result, `at` moved behind it; 0 at the
 * end of the text, and at `size`, where an attribute's value ends. */
size_t xml_unescape(unescaper *u, char out[4]);

#endif
