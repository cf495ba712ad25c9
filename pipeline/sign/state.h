/* state.h - how far a document has come: draft, agreed, approved, signed; and what has changed
 * since.
 *
 * An approval, agreement or signature that was given to a content holds `covers`: the digest of the
 * content (digest.h) and of each of its parts. While the content has that digest, the document is
 * what it was declared; after any change it is a draft again, and the parts tell what was changed.
 * A recreated document (of a paper signed long ago) is what its attribute `state` says. */
#ifndef SVOD_SIGN_STATE_H
#define SVOD_SIGN_STATE_H

#include "base/arena.h"
#include "base/diag.h"
#include "xml/xml.h"

typedef enum { STATE_DRAFT, STATE_AGREED, STATE_APPROVED, STATE_SIGNED } document_state;

/* As in the attribute `state`. */
const char *state_name(document_state state);

/* Is it made anew from a paper signed long ago? `state`, unless NULL, gets what the paper was, if
 * it is. Edition 1 says so in origin and state, edition 2 in one attribute. */
bool state_recreated(const xml_doc *doc, document_state *state);
/* What the document's sign-off elements make of it. Each one that covers another content is
 * reported, and each part that has changed. */
document_state state_of(const xml_doc *doc, diag *dg);

/* One part of the content: `name` is its id or its element's name with a number. */
typedef struct {
    const char *name, *digest; /* 16 hexadecimal digits */
    const xmlNode *node;
} content_part;

/* The children of document and body, without those that signing off writes, in document order, the
 * attributes of document first. The result lives in `a`. */
content_part *content_parts(arena *a, const xml_doc *doc, size_t *count);

#endif
