/* proof.h - by what pages are known again: two digests a page, of its text and of where everything
 * stands, and one of all. Not cryptographic: they tell pages apart, the digests of source, edition
 * and fonts beside them prove. */
#ifndef SVOD_PROOF_H
#define SVOD_PROOF_H

#include "base/strbuf.h"
#include "layout/area.h"

typedef struct {
    page_sink sink; /* pages go through it to `next` */
    page_sink *next;
    strbuf pages; /* «text:places» of each page, 8 hexadecimal digits either, with blanks between */
    uint64_t all;
    uint32_t rows; /* of table bodies that begin on the pages */
} proof;

proof proof_of(page_sink *next);
void proof_end(proof *p);

#endif
