/* approve.h - svod approve: the sign-off of one person is written into the author's XML. */
#ifndef SVOD_APPROVE_H
#define SVOD_APPROVE_H

#include "base/output.h"
#include "svod.h"
#include "text/wordlist.h"
#include "xml/xml.h"

/* Write the document with the sign-off to `out`, every other byte as it was; *where is the block
 * that is filled (NO_POS: a new one). `words` is the edition's signoff.ini. False and a diagnostic
 * if the document cannot take it: no block and no position for one, another date. */
bool approve_write(const xml_doc *doc, const svod_signoff *wanted, const word_lists *words,
                   output *out, src_pos *where, diag *dg);

#endif
