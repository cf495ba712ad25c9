/* textblock.h - the text of one block, over all its inline elements, as a reader sees it.
 *
 * «<p>«Школа <b>№</b> 5»</p>» is one text in three nodes: quotes, spaces and dates are judged on
 * the whole, and each place is told in the node it stands in. Which elements are inline is said by
 * the edition's typography.ini. */
#ifndef SVOD_XML_TEXTBLOCK_H
#define SVOD_XML_TEXTBLOCK_H

#include "base/arena.h"
#include "text/wordlist.h"
#include "xml/xml.h"

typedef struct {
    xmlNodePtr node; /* a text node; NULL: a line end for <br/>, U+FFFC for other empty elements */
    size_t at, len;  /* bytes in the block's text */
} text_piece;

typedef struct {
    xmlNodePtr root;
    const char *text;
    size_t len;
    text_piece *pieces;
    size_t count;
} text_block;

/* The element whose text `node` (a text or an inline element) belongs to. */
xmlNodePtr text_block_root(const word_lists *lists, xmlNodePtr node);
/* The block of `root`; lives in `a`. */
text_block text_block_read(arena *a, const word_lists *lists, xmlNodePtr root);
/* Blocks of a document in order: the next root after `last` (NULL: the first); NULL at the end.
 * Passes over silent elements and blocks without letters or digits. */
xmlNodePtr text_block_next(const word_lists *lists, xmlDocPtr tree, xmlNodePtr last);

/* The place of byte `at` of the block in the author's file. */
src_pos text_block_pos(const text_block *b, const xml_doc *doc, size_t at);

#endif
