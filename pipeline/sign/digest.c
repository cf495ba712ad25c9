/* digest.c - see digest.h. libxml2 writes the canonical form in pieces, each goes into the hash. */
#include "sign/digest.h"

#include <string.h>

#include <libxml/c14n.h>
#include <openssl/evp.h>

#include "xml/nodes.h"

/* Approving and signing write these. */
bool digest_leaves_out(const xmlNode *n)
{
    return node_is(n, "approval") || node_is(n, "agreement") || node_is(n, "signoff");
}

static bool is_state(const xmlNode *n, const xmlNode *parent)
{
    return n->type == XML_ATTRIBUTE_NODE && !strcmp((const char *)n->name, "state") && parent &&
           parent == xmlDocGetRootElement(parent->doc);
}

/* libxml2 asks for each node, also below one that was refused. */
static int is_content(void *self, xmlNodePtr n, xmlNodePtr parent)
{
    const xmlNode *root = self;

    if (n->type == XML_NAMESPACE_DECL)
        n = parent;
    if (is_state(n, parent) || (n->parent == root && n->type == XML_TEXT_NODE && node_is_blank(n)))
        return 0;
    for (const xmlNode *up = n; up && up != root; up = up->parent)
        if (digest_leaves_out(up))
            return 0;
    return 1;
}

static int write_hash(void *self, const char *bytes, int n)
{
    return EVP_DigestUpdate(self, bytes, (size_t)n) ? n : -1;
}

static bool hash_tree(xmlDocPtr tree, EVP_MD_CTX *hash)
{
    xmlOutputBufferPtr out = xmlOutputBufferCreateIO(write_hash, NULL, hash, NULL);
    int written;

    if (!out)
        return false;
    written = xmlC14NExecute(tree, is_content, xmlDocGetRootElement(tree), XML_C14N_EXCLUSIVE_1_0,
                             NULL, 0, out);
    return xmlOutputBufferClose(out) >= 0 && written >= 0;
}

/* The hexadecimal digits of `hash`, at most `digits`; frees it. NULL unless `ok`. */
static const char *finish(arena *a, EVP_MD_CTX *hash, bool ok, size_t digits)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    char *hex = NULL;

    if (ok && EVP_DigestFinal_ex(hash, sum, &size)) {
        hex = ARENA_ARRAY(a, char, 2 * size + 1);
        for (unsigned i = 0; i < size && 2 * i < digits; i++) {
            hex[2 * i] = "0123456789abcdef"[sum[i] >> 4];
            hex[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
        }
    }
    EVP_MD_CTX_free(hash);
    return hex;
}

static EVP_MD_CTX *start(void)
{
    EVP_MD_CTX *hash = EVP_MD_CTX_new();

    if (hash && EVP_DigestInit_ex(hash, EVP_sha256(), NULL))
        return hash;
    EVP_MD_CTX_free(hash);
    return NULL;
}

const char *content_digest(arena *a, const xml_doc *doc)
{
    EVP_MD_CTX *hash = start();

    return hash ? finish(a, hash, hash_tree(xml_tree(doc), hash), SIZE_MAX) : NULL;
}

enum { PART_DIGITS = 16 };

/* In a tree of its own, since libxml2 walks the whole tree whatever part of it is wanted. */
static const char *digest_copy(arena *a, const xmlNode *element, int depth)
{
    xmlDocPtr tree = xmlNewDoc(BAD_CAST "1.0");
    xmlNodePtr copy = xmlDocCopyNode((xmlNodePtr)element, tree, depth);
    EVP_MD_CTX *hash = start();
    const char *digits = NULL;

    if (copy)
        xmlDocSetRootElement(tree, copy);
    if (hash)
        digits = finish(a, hash, copy && hash_tree(tree, hash), PART_DIGITS);
    xmlFreeDoc(tree);
    return digits;
}

const char *digest_part(arena *a, const xmlNode *element)
{
    return digest_copy(a, element, 1);
}

const char *digest_attributes(arena *a, const xmlNode *root)
{
    return digest_copy(a, root, 2); /* with attributes, without children */
}
