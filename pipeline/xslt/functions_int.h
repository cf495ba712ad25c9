/* functions_int.h - what the files of the extension functions share. */
#ifndef SVOD_XSLT_FUNCTIONS_INT_H
#define SVOD_XSLT_FUNCTIONS_INT_H

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>

#include "base/strbuf.h"
#include "text/collate.h"
#include "text/date.h"
#include "text/number.h"
#include "text/plural.h"
#include "text/typography.h"
#include "xml/textblock.h"
#include "xslt/xslt_int.h"

typedef struct string_function string_function;
typedef struct {
    const xmlChar *name;
    const string_function *f;
    bool kept; /* its answers are */
} known_function;

/* One run's tools, opened when they are first needed and closed with the run (libxslt's extension
 * data). `scratch` is emptied at every call. */
typedef struct {
    arena *mem, *scratch, *block_mem, *date_mem;
    xslt_run *run;
    known_function known[128]; /* by the address of the name */
    xmlHashTablePtr answers;   /* by function and, at most two, arguments */
    const typography *typography;
    enum { TYPOGRAPHY_UNKNOWN, TYPOGRAPHY_SET, TYPOGRAPHY_VERBATIM } use; /* document/@typography */
    const word_lists *deadlines, *terms, *thresholds;
    collate *order;
    plural *plurals;
    struct term_index *index; /* what stands where in the document, once it is asked for */
    struct abbreviation_index *abbreviations;
    const char *dated; /* the text that was last asked for its dates, and what was found */
    date_spans dates;
    /* the block whose text was set last: its parts are asked for one after the other */
    xmlNodePtr block_root;
    unsigned block_options;
    text_block block;
    typo_result block_result;
    size_t block_cursor;
} function_state;

struct string_function {
    const char *name;
    int least, most; /* arguments */
    /* `args` are strings; the result is pushed by the caller, NULL stands for "". */
    const char *(*call)(function_state *s, const char *const *args, int count);
    /* for something that may stand in a footnote too; others read what an element says, without its
     * footnotes */
    bool searches;
};

enum { MAX_FUNCTION_ARGS = 4 };

extern const string_function text_functions[], date_functions[], qr_functions[], list_functions[],
    abbreviation_functions[], term_functions[]; /* end with a NULL name */

const typography *functions_typography(function_state *s); /* NULL: reported once */
const word_lists *functions_deadlines(function_state *s);
const word_lists *functions_terms(function_state *s);
const word_lists *functions_thresholds(function_state *s);
collate *functions_order(function_state *s); /* NULL where typography.ini cannot be read */
function_state *functions_state(xmlXPathParserContextPtr ctxt);

void functions_index_free(struct term_index *x); /* may be NULL */
void functions_abbreviations_free(struct abbreviation_index *x);
/* The string value of an element, in which a new line (br) parts words as it does in print, and so
 * do the ends of a footnote; or without its footnotes. */
const char *functions_text_of(arena *a, xmlNodePtr top, bool notes);
/* The text node that byte `*offset` of it, with footnotes, lies in; `*offset` becomes that within
 * the node. */
xmlNodePtr functions_text_at(const xmlNode *top, size_t *offset);
const char *functions_taken(function_state *s, strbuf *out); /* a copy in scratch; `out` is freed */

/* f:typo, which wants nodes. */
void functions_typo(xmlXPathParserContextPtr ctxt, int nargs);

#endif
