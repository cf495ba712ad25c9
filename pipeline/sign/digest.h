/* digest.h - the SHA-256 by which a document's content is known: on paper beside the registration
 * data, later in approvals and signatures. */
#ifndef SVOD_SIGN_DIGEST_H
#define SVOD_SIGN_DIGEST_H

#include "base/arena.h"
#include "xml/xml.h"

/* 64 hexadecimal digits, in `a`: SHA-256 over the exclusive canonical form (C14N 1.0, without
 * comments) of the tree in NFC, without what is added when the document is agreed, approved and
 * signed: the elements approval, agreement and signoff, document/@state, and the blanks between the
 * parts of the document. NULL: the tree has no canonical form. */
const char *content_digest(arena *a, const xml_doc *doc);
/* Does signing off write this element (approval, agreement, signoff)? */
bool digest_leaves_out(const xmlNode *element);
/* 16 hexadecimal digits of the same digest of one element alone; of the attributes of the root,
 * `state` left out. */
const char *digest_part(arena *a, const xmlNode *element);
const char *digest_attributes(arena *a, const xmlNode *root);

#endif
