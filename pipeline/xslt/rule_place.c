/* rule_place.c - see rule_place.h. */
#include "xslt/rule_place.h"

#include <string.h>

#include "base/utf8.h"
#include "text/chars.h"
#include "xml/nodes.h"
#include "xslt/functions_int.h"

static bool in_word(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp);
}

/* Does a word go on over `s`, which stands in `text`? */
static bool inside_word(const char *text, const char *s)
{
    const char *last = s;
    size_t len;

    while (last > text && ((unsigned char)*--last & 0xC0) == 0x80)
        continue;
    return last < s && *s && in_word(utf8_decode(last, (size_t)(s - last), &len)) &&
           in_word(utf8_decode(s, strlen(s), &len));
}

/* `word` in `text`, as part of another word only if `within`. */
static const char *find_word(const char *text, const char *word, bool within)
{
    for (const char *s = text; (s = strstr(s, word)); s++)
        if (within || (!inside_word(text, s) && !inside_word(text, s + strlen(word))))
            return s;
    return NULL;
}

/* The text of `node` with `word` in it, and where; NULL if no single text has it. */
static xmlNodePtr text_with(xmlNodePtr node, const char *word, bool within, size_t *offset)
{
    const xmlNode *stop = node;

    while (stop && !stop->next)
        stop = stop->parent;
    stop = stop ? stop->next : NULL;
    for (xmlNodePtr n = node; n && n != stop; n = xml_following(n)) {
        const bool text = node_is_text(n);
        const char *all = text ? (const char *)n->content : NULL;
        const char *found = all ? find_word(all, word, within) : NULL;
        if (found) {
            *offset = (size_t)(found - all);
            return n;
        }
    }
    return NULL;
}

/* The same over all texts of the node, «таблице <b>№ 9</b>»: the one that the word begins in. */
static xmlNodePtr texts_with(xmlNodePtr node, const char *word, bool within, size_t *offset)
{
    arena *a = arena_new();
    const char *all = functions_text_of(a, node, true), *found = find_word(all, word, within);

    *offset = found ? (size_t)(found - all) : 0;
    arena_free(a);
    return found ? functions_text_at(node, offset) : NULL;
}

static xmlNodePtr find_text(xmlNodePtr node, const char *word, size_t *offset)
{
    xmlNodePtr n = NULL;

    for (int within = 0; within < 2 && !n; within++) {
        n = text_with(node, word, within, offset);
        if (!n && node->type == XML_ELEMENT_NODE)
            n = texts_with(node, word, within, offset);
    }
    return n;
}

src_pos rule_place(const xml_doc *doc, uint32_t at, const char *word)
{
    xmlNodePtr node = *word ? xml_node(doc, at) : NULL;
    size_t offset = 0;
    xmlNodePtr text = node ? find_text(node, word, &offset) : NULL;

    return text ? xml_text_pos(doc, text, offset) : xml_pos(doc, at);
}
