/* textblock.c - see textblock.h. Trees are walked by pointers, not by recursion: depth is the
 * author's. */
#include "xml/textblock.h"

#include <string.h>

#include "base/strbuf.h"
#include "xml/nodes.h"

static bool named(const word_lists *lists, const char *section, const xmlNode *node)
{
    const char *name = (const char *)node->name;
    return node->type == XML_ELEMENT_NODE &&
           word_set_has(word_lists_set(lists, section), name, strlen(name));
}

xmlNodePtr text_block_root(const word_lists *lists, xmlNodePtr node)
{
    xmlNodePtr root = node_is_text(node) ? node->parent : node;

    while (root->parent && root->parent->type == XML_ELEMENT_NODE &&
           named(lists, "inline-elements", root) &&
           !named(lists, "structure-elements", root->parent))
        root = root->parent;
    return root;
}

/* The next node in document order below `top`, not entering `node` if `skip`. */
static xmlNodePtr following(xmlNodePtr node, const xmlNode *top, bool skip)
{
    if (!skip && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

/* What an element without content stands for in the text. */
static const char *stand_in(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || node->children)
        return NULL;
    return !strcmp((const char *)node->name, "br") ? "\n" : "\xEF\xBF\xBC"; /* U+FFFC */
}

static void add_piece(arena *a, text_block *b, size_t *cap, strbuf *text, xmlNodePtr node,
                      const char *content)
{
    b->pieces = arena_grow(a, b->pieces, cap, b->count + 1, sizeof *b->pieces);
    b->pieces[b->count++] = (text_piece){node, text->len, strlen(content)};
    strbuf_adds(text, content);
}

text_block text_block_read(arena *a, const word_lists *lists, xmlNodePtr root)
{
    text_block b = {.root = root};
    strbuf text = STRBUF_INIT;
    size_t cap = 0;
    bool skip = false;

    for (xmlNodePtr n = root->children; n; n = following(n, root, skip)) {
        skip = n->type == XML_ELEMENT_NODE && !named(lists, "inline-elements", n);
        if (node_is_text(n) && n->content)
            add_piece(a, &b, &cap, &text, n, (const char *)n->content);
        else if (!skip && stand_in(n))
            add_piece(a, &b, &cap, &text, NULL, stand_in(n));
    }
    b.text = arena_strndup(a, strbuf_text(&text), text.len);
    b.len = text.len;
    strbuf_free(&text);
    return b;
}

xmlNodePtr text_block_next(const word_lists *lists, xmlDocPtr tree, xmlNodePtr last)
{
    xmlNodePtr top = xmlDocGetRootElement(tree), n = last ? last : top;
    bool skip = last != NULL;

    if (!n || (last && last == top))
        return NULL;
    while ((n = following(n, top, skip))) {
        skip = named(lists, "silent-elements", n);
        if (node_is_text(n) && !node_is_blank(n))
            return text_block_root(lists, n);
    }
    return NULL;
}

src_pos text_block_pos(const text_block *b, const xml_doc *doc, size_t at)
{
    size_t low = 0, high = b->count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (b->pieces[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    while (low < b->count && !b->pieces[low].node)
        low++;
    if (low >= b->count)
        return xml_node_pos(doc, b->root);
    return xml_text_pos(doc, b->pieces[low].node,
                        at > b->pieces[low].at ? at - b->pieces[low].at : 0);
}
