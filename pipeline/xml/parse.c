/* parse.c - the tree by libxml2, its nodes numbered in step with the places scan.c noted.
 *
 * libxml2 reads memory only: no file, no network, no entity but the five of XML. Comments and
 * processing instructions do not reach the tree, so that a text is one node however it is
 * interrupted. What libxml2 still refuses after the scan (a character that no name may have, an
 * unknown prefix, a doubled attribute) is put into our words by its code. */
#include "xml/xml_int.h"

#include <string.h>

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { MOST_MARKS = 30 };

/* ---- libxml2's refusals ---- */

/* How the place of an error is found: at the tag being read, or at the attribute in it that is
 * named by the error's strings. */
typedef enum { AT_TAG, AT_SECOND, AT_PREFIXED, AT_DECLARATION, AT_INSTRUCTION } error_place;

static const struct {
    int code;
    message_id message;
    error_place where;
} refusals[] = {
    {XML_ERR_ATTRIBUTE_REDEFINED, MSG_XML_ATTRIBUTE_TWICE, AT_SECOND},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, MSG_XML_ATTRIBUTE_TWICE, AT_SECOND},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, MSG_XML_UNKNOWN_PREFIX, AT_PREFIXED},
    {XML_NS_ERR_XML_NAMESPACE, MSG_XML_BAD_NAMESPACE, AT_TAG},
    {XML_NS_ERR_QNAME, MSG_XML_BAD_NAME, AT_TAG},
    {XML_NS_ERR_COLON, MSG_XML_BAD_NAME, AT_TAG},
    {XML_NS_ERR_EMPTY, MSG_XML_BAD_NAMESPACE, AT_TAG},
    {XML_ERR_NAME_REQUIRED, MSG_XML_BAD_NAME, AT_TAG},
    {XML_ERR_SPACE_REQUIRED, MSG_XML_BAD_NAME, AT_TAG},
    {XML_ERR_GT_REQUIRED, MSG_XML_BAD_NAME, AT_TAG},
    {XML_ERR_TAG_NAME_MISMATCH, MSG_XML_BAD_NAME, AT_TAG},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, MSG_XML_BAD_NAME, AT_TAG},
    {XML_ERR_VERSION_MISSING, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_UNKNOWN_VERSION, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_XMLDECL_NOT_FINISHED, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_XMLDECL_NOT_STARTED, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_STANDALONE_VALUE, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_STRING_NOT_STARTED, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_STRING_NOT_CLOSED, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_ENCODING_NAME, MSG_XML_BAD_DECLARATION, AT_DECLARATION},
    {XML_ERR_RESERVED_XML_NAME, MSG_XML_BAD_INSTRUCTION, AT_INSTRUCTION},
    {XML_ERR_PI_NOT_STARTED, MSG_XML_BAD_INSTRUCTION, AT_INSTRUCTION},
    {XML_ERR_PI_NOT_FINISHED, MSG_XML_BAD_INSTRUCTION, AT_INSTRUCTION},
};

/* The place of the last element that begins at or before `offset`: by bisection. */
static uint32_t element_before(const xml_doc *doc, size_t offset)
{
    size_t low = 0, high = doc->count;

    while (low < high) {
        const size_t middle = (low + high + 1) / 2;
        if (doc->places[middle].offset <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    while (low > 1 && doc->places[low].kind != PLACE_ELEMENT)
        low--;
    return (uint32_t)low;
}

static size_t name_length(const char *s)
{
    return strcspn(s, " \t\r\n=/>");
}

/* Is the name at `s` `local`, or with any prefix before it? */
static bool has_local_name(const char *s, const char *local)
{
    const size_t n = name_length(s), len = strlen(local);
    return n >= len && !strncmp(s + n - len, local, len) && (n == len || s[n - len - 1] == ':');
}

/* The offset of the attribute of element `e` that is the second to be called `local`. */
static size_t second_attribute(const xml_doc *doc, uint32_t e, const char *local)
{
    int met = 0;

    for (uint32_t i = e + 1; i <= doc->count && doc->places[i].kind == PLACE_ATTRIBUTE; i++)
        if (has_local_name(doc->text + doc->places[i].offset, local) && ++met == 2)
            return doc->places[i].offset;
    return doc->places[e].offset;
}

/* The offset of the attribute of `e` with this prefix and name, or of the element. */
static size_t prefixed_attribute(const xml_doc *doc, uint32_t e, const char *prefix)
{
    const size_t n = strlen(prefix);

    for (uint32_t i = e + 1; i <= doc->count && doc->places[i].kind == PLACE_ATTRIBUTE; i++) {
        const char *name = doc->text + doc->places[i].offset;
        if (!strncmp(name, prefix, n) && name[n] == ':')
            return doc->places[i].offset;
    }
    return doc->places[e].offset;
}

static size_t instruction_before(const xml_doc *doc, size_t at)
{
    at = at < doc->size ? at : doc->size;
    while (at > 0 && strncmp(doc->text + at, "<?", 2))
        at--;
    return at;
}

static size_t error_offset(const parsing *p, error_place where, const xmlError *e)
{
    const long consumed = p->consumed(p->parser);
    const size_t at = consumed > 0 ? (size_t)consumed : 0;
    const uint32_t element = element_before(p->doc, at);
    const size_t tag = element ? p->doc->places[element].offset : 0;

    switch (where) {
    case AT_SECOND:
        return e->str1 ? second_attribute(p->doc, element, e->str1) : tag;
    case AT_PREFIXED: {
        /* libxml2 tells an element's prefix in str1, an attribute's too */
        const char *name = p->doc->text + tag + 1;
        const size_t n = e->str1 ? strlen(e->str1) : 0;
        if (n && !strncmp(name, e->str1, n) && name[n] == ':')
            return tag;
        return e->str1 ? prefixed_attribute(p->doc, element, e->str1) : tag;
    }
    case AT_DECLARATION:
        return 0;
    case AT_INSTRUCTION:
        return instruction_before(p->doc, at);
    case AT_TAG:
        break;
    }
    return tag;
}

/* Has libxml2 read no further than the XML declaration at the beginning? */
static bool in_declaration(const parsing *p)
{
    const long consumed = p->consumed(p->parser);
    const char *end = strstr(p->doc->text, "?>");

    return !strncmp(p->doc->text, "<?xml", 5) && end && consumed <= end + 2 - p->doc->text;
}

/* Not a remark only: an error of well-formedness or of namespaces. That a namespace's name is
 * no URI concerns nobody who compares names. */
static bool is_refusal(const xmlError *e)
{
    return e->level == XML_ERR_FATAL ||
           (e->level == XML_ERR_ERROR && e->domain == XML_FROM_NAMESPACE &&
            e->code != XML_WAR_NS_URI);
}

void xml_refuse(parsing *p, const xmlError *e)
{
    message_id message = MSG_XML_NOT_WELL_FORMED;
    error_place where = AT_TAG;

    if (p->failed || !is_refusal(e))
        return;
    p->failed = true;
    for (size_t i = 0; i < COUNT(refusals); i++)
        if (refusals[i].code == e->code) {
            message = refusals[i].message;
            where = refusals[i].where;
        }
    if (message == MSG_XML_NOT_WELL_FORMED && in_declaration(p)) {
        message = MSG_XML_BAD_DECLARATION;
        where = AT_DECLARATION;
    }
    diag_report(p->dg, xml_offset_pos(p->doc, error_offset(p, where, e)), message,
                e->str1 ? e->str1 : "");
}

static void on_error(void *self, xmlErrorPtr e)
{
    xmlParserCtxtPtr ctxt = self;
    xml_refuse(ctxt->_private, e);
}

static long consumed(void *parser)
{
    return xmlByteConsumed(parser);
}

/* ---- numbering ---- */

/* Are there more marks upon one letter than any writing has? Sorting them costs quadratic time, so
 * the bound is that of the Stream-Safe Text Format (Unicode 15.0, UAX 15, section 13). */
static bool piles_marks(const UChar *s, int32_t n)
{
    int marks = 0;

    for (int32_t i = 0; i < n && marks <= MOST_MARKS;) {
        UChar32 cp;
        U16_NEXT(s, i, n, cp);
        marks = cp >= 0x300 && u_getCombiningClass(cp) ? marks + 1 : 0;
    }
    return marks > MOST_MARKS;
}

static void replace_content(xmlNodePtr text, const UNormalizer2 *nfc, const UChar *wide, int32_t n)
{
    UErrorCode error = U_ZERO_ERROR;
    const int32_t room = n * 3 + 1; /* NFC grows UTF-16 at most threefold, UTF-8 of that likewise */
    UChar *composed = mem_alloc((size_t)room * sizeof(UChar));
    const int32_t len = unorm2_normalize(nfc, wide, n, composed, room, &error);
    char *out = mem_alloc((size_t)len * 3 + 1);
    int32_t bytes = 0;

    u_strToUTF8(out, len * 3 + 1, &bytes, composed, len, &error);
    xmlNodeSetContentLen(text, (const xmlChar *)out, bytes);
    mem_free(out);
    mem_free(composed);
}

/* Bring the content of text node `text`, numbered `index`, to NFC; false if it has too many
 * marks. */
static bool normalise(xml_doc *doc, xmlNodePtr text, uint32_t index)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    const size_t room = strlen((const char *)text->content) + 1;
    UChar *wide = mem_alloc(room * sizeof(UChar));
    int32_t n = 0;
    bool ok;

    u_strFromUTF8(wide, (int32_t)room, &n, (const char *)text->content, -1, &error);
    ok = U_SUCCESS(error) && !piles_marks(wide, n);
    if (ok && !unorm2_isNormalized(nfc, wide, n, &error)) {
        replace_content(text, nfc, wide, n);
        doc->places[index].normalised = true;
    }
    mem_free(wide);
    return ok;
}

bool xml_normalise(parsing *p, xmlNodePtr node)
{
    const uint32_t index = xml_index(node);
    xmlNodePtr text = node->type == XML_ATTRIBUTE_NODE ? node->children : node;

    if (!text || text->type != XML_TEXT_NODE || normalise(p->doc, text, index))
        return true;
    p->failed = true;
    diag_report(p->dg, xml_pos(p->doc, index), MSG_XML_TOO_MANY_MARKS,
                diag_number(p->dg, MOST_MARKS));
    return false;
}

static bool normalise_all(parsing *p)
{
    for (uint32_t i = 1; i <= p->doc->count && p->doc->suspect; i++)
        if (!xml_normalise(p, p->doc->nodes[i]))
            return false;
    return true;
}

bool xml_number(xml_doc *doc, xmlNodePtr node, uint32_t *next, place_kind kind)
{
    if (*next > doc->count || doc->places[*next].kind != kind)
        return false;
    node->_private = (void *)(uintptr_t)*next;
    if (doc->nodes)
        doc->nodes[*next] = node;
    (*next)++;
    return true;
}

bool xml_number_element(xml_doc *doc, xmlNodePtr node, uint32_t *next)
{
    if (!xml_number(doc, node, next, PLACE_ELEMENT))
        return false;
    for (xmlAttrPtr a = node->properties; a; a = a->next) {
        if (!xml_number(doc, (xmlNodePtr)a, next, PLACE_ATTRIBUTE))
            return false;
        if (a->children)
            a->children->_private = a->_private;
    }
    return true;
}

static bool number_tree(xml_doc *doc)
{
    xmlNodePtr node = xmlDocGetRootElement(doc->tree), after;
    uint32_t next = 1;

    doc->nodes = ARENA_ARRAY(doc->mem, xmlNodePtr, doc->count + 1);
    for (; node; node = after) {
        const bool text = node->type == XML_TEXT_NODE;
        after = xml_following(node); /* an empty text is removed */
        if (text && (!node->content || !*node->content)) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        } else if (!(text ? xml_number(doc, node, &next, PLACE_TEXT)
                          : xml_number_element(doc, node, &next))) {
            return false;
        }
    }
    return next == doc->count + 1;
}

bool xml_parse(xml_doc *doc, diag *dg)
{
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    parsing p = {.doc = doc, .dg = dg, .consumed = consumed, .parser = ctxt};

    if (!ctxt) {
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, "libxml2");
        return false;
    }
    ctxt->_private = &p;
    ctxt->sax->serror = on_error;
    ctxt->sax->comment = NULL;
    ctxt->sax->processingInstruction = NULL;
    /* without a name: libxml2 would look for includes before each node it complains of */
    doc->tree = xmlCtxtReadMemory(ctxt, doc->text, (int)doc->size, NULL, NULL, XML_OPTIONS);
    if ((!doc->tree && !p.failed) || (doc->tree && !p.failed && !number_tree(doc))) {
        diag_report(dg, xml_pos(doc, 1), MSG_XML_NOT_WELL_FORMED);
        p.failed = true;
    }
    if (!p.failed)
        normalise_all(&p);
    xmlFreeParserCtxt(ctxt);
    return !p.failed;
}
