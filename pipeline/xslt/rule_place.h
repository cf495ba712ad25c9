/* rule_place.h - where in the author's file the words are that a rule means. */
#ifndef SVOD_XSLT_RULE_PLACE_H
#define SVOD_XSLT_RULE_PLACE_H

#include "xml/xml.h"

/* Where `word` stands in the text of node `at`, rather as a word of its own («МО») than as a part
 * of another («МОУ»); it may go on in further texts, over the ends of elements. The node's own
 * place if it is not there. */
src_pos rule_place(const xml_doc *doc, uint32_t at, const char *word);

#endif
