/* describing.c - what the archive notes of a document: its name, dates and state, and all of its
 * words. */
#include <string.h>

#include "base/strbuf.h"
#include "documents/documents.h"
#include "xml/nodes.h"

/* All text below `n`, elements with blanks between them; `notes`: footnotes too. */
static void add_words(strbuf *out, xmlNodePtr n, bool notes)
{
    for (xmlNodePtr k = n ? n->children : NULL; k; k = k->next)
        if (k->type == XML_TEXT_NODE) {
            strbuf_adds(out, (const char *)k->content);
        } else if (k->type == XML_ELEMENT_NODE && (notes || !node_is(k, "footnote"))) {
            strbuf_adds(out, " ");
            add_words(out, k, notes);
            strbuf_adds(out, " ");
        }
}

/* White space as single blanks. */
static const char *words_below(arena *a, xmlNodePtr n, bool notes)
{
    strbuf all = STRBUF_INIT, out = STRBUF_INIT;
    const char *copy;

    add_words(&all, n, notes);
    for (const char *s = strbuf_text(&all); *s; s++)
        if (!strchr(" \t\r\n", *s))
            strbuf_add(&out, s, 1);
        else if (out.len && out.data[out.len - 1] != ' ')
            strbuf_adds(&out, " ");
    while (out.len && out.data[out.len - 1] == ' ')
        out.len--;
    copy = arena_strndup(a, strbuf_text(&out), out.len);
    strbuf_free(&all);
    strbuf_free(&out);
    return copy;
}

static const char *words_of(arena *a, xmlNodePtr n)
{
    return words_below(a, n, false);
}

static const char *issuer(arena *a, xmlNodePtr root)
{
    for (xmlNodePtr n = node_child(root, "organisation"); n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && !strcmp(node_attribute(a, n, "role"), "issuer"))
            return words_of(a, node_child(n, "fullName"));
    return "";
}

bool session_describe(svod_session *s, const char *path, arena *a, document_facts *facts, diag *dg)
{
    const checked c = checked_load(s, path, dg);
    xmlNodePtr root, about;

    if (!c.doc)
        return false;
    root = xmlDocGetRootElement(xml_tree(c.doc));
    about = node_child(root, "metadata");
    *facts = (document_facts){
        .id = node_attribute(a, root, "id"),
        .kind = node_attribute(a, root, "kind"),
        .title = words_of(a, node_child(about, "title")),
        .date = words_of(a, node_child(about, "docDate")),
        .from = node_attribute(a, node_child(root, "period"), "from"),
        .to = node_attribute(a, node_child(root, "period"), "to"),
        .organisation = issuer(a, root),
        .reg_number = words_of(a, node_child(about, "regNumber")),
        .edition = c.e->name,
        .state = state_name(c.state),
        .text = words_below(a, root, true),
    };
    xml_free(c.doc);
    return true;
}
