/* place.c - where in the author's file an element, an attribute, a character stands.
 *
 * scan.c noted where each node begins. The place of a character inside a text is not stored: it is
 * found by reading the text's piece of the file again up to it, from where the last one was found
 * if that lies before it, and is asked only when something is wrong there. Where NFC has changed
 * the text, the two are compared from one normalisation boundary to the next (Unicode 15.0, UAX 15,
 * section 9). */
#include "xml/xml_int.h"

#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

src_pos xml_pos(const xml_doc *doc, uint32_t index)
{
    if (!index || index > doc->count)
        return (src_pos){doc->path, 0, 0};
    return xml_offset_pos(doc, doc->places[index].offset);
}

src_pos xml_node_pos(const xml_doc *doc, const xmlNode *node)
{
    return xml_pos(doc, xml_index(node));
}

/* A reader of the value whose attribute is named at `from`. */
static unescaper open_value(const xml_doc *doc, size_t from)
{
    const char *quote, *end;

    while (doc->text[from] != '=')
        from++;
    while (doc->text[from] != '"' && doc->text[from] != '\'')
        from++;
    quote = doc->text + from;
    end = memchr(quote + 1, *quote, doc->size - from - 1);
    return (unescaper){
        .text = doc->text, .size = (size_t)(end - doc->text), .at = from + 1, .attribute = true};
}

static unescaper open_place(const xml_doc *doc, const place *p)
{
    if (p->kind == PLACE_ATTRIBUTE)
        return open_value(doc, p->offset);
    return (unescaper){.text = doc->text, .size = doc->size, .at = p->offset};
}

/* Where the character behind the first `offset` bytes of the value begins in the file; read on from
 * `f`. */
static size_t find_plain(found_place *f, size_t offset)
{
    unescaper u = f->at;
    size_t len;
    char c[4];

    while ((len = xml_unescape(&u, c)) > 0) {
        if (f->offset + len > offset)
            return u.from;
        f->offset += len;
        f->at = u;
    }
    return u.at;
}

/* Bytes that `piece` takes in UTF-8 once it is in NFC. */
static size_t composed_size(const UNormalizer2 *nfc, const UChar *piece, int32_t n)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar out[256];
    int32_t bytes = 0;
    const int32_t len = unorm2_normalize(nfc, piece, n, out, COUNT(out), &error);

    if (U_FAILURE(error))
        return 0;
    u_strToUTF8(NULL, 0, &bytes, out, len, &error);
    return (size_t)bytes;
}

/* The same for a text that NFC has changed: the beginning of the piece that `offset` falls into.
 * What is found is kept at the beginnings of pieces. */
static size_t find_composed(found_place *f, size_t offset)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    unescaper u = f->at, before = u;
    UChar piece[64];
    int32_t n = 0;
    size_t piece_at = u.at, len;
    char c[4];

    for (; (len = xml_unescape(&u, c)) > 0; before = u) {
        const UChar32 cp = (UChar32)utf8_decode(c, len, &len);
        if (n && (unorm2_hasBoundaryBefore(nfc, cp) || n + 2 > (int32_t)COUNT(piece))) {
            const size_t size = composed_size(nfc, piece, n);
            if (f->offset + size > offset)
                return piece_at;
            f->offset += size;
            f->at = before;
            n = 0;
        }
        if (!n)
            piece_at = u.from;
        U16_APPEND_UNSAFE(piece, n, cp);
    }
    return piece_at;
}

/* Findings in one text mostly follow each other; what lies before the last one is looked for from
 * the beginning. */
static size_t find_in_text(const xml_doc *doc, uint32_t index, size_t offset)
{
    const place *p = &doc->places[index];
    found_place *f = doc->found;

    if (f->index != index || f->offset > offset)
        *f = (found_place){.index = index, .at = open_place(doc, p)};
    return p->normalised ? find_composed(f, offset) : find_plain(f, offset);
}

src_pos xml_text_pos(const xml_doc *doc, const xmlNode *text, size_t offset)
{
    const uint32_t index = xml_index(text);

    if (!index || index > doc->count)
        return (src_pos){doc->path, 0, 0};
    if (doc->places[index].kind == PLACE_ELEMENT)
        return xml_pos(doc, index);
    return xml_offset_pos(doc, find_in_text(doc, index, offset));
}
