/* approve.c - see approve.h. The block to fill is that of the person, or the first of its kind that
 * covers nothing yet or another content; without one a new block is written where the schema wants
 * it. Whoever signs off anew does so on another day. What is put in takes line ends and indentation
 * from what stands around it. */
#include "documents/approve.h"

#include <string.h>

#include "base/arena.h"
#include "base/spaces.h"
#include "base/strbuf.h"
#include "sign/digest.h"
#include "sign/state.h"
#include "text/date.h"
#include "xml/edit.h"
#include "xml/nodes.h"

typedef struct {
    arena *mem;
    const xml_doc *doc;
    const svod_signoff *wanted;
    const word_lists *words;
    xml_edit *edit;
    const char *digest;  /* of the content */
    const char *prefix;  /* of element names, "d:" or "" */
    const char *newline; /* with the indentation of what is put in */
    strbuf text;
    diag *dg;
} approval;

/* ---- the tree ---- */

/* Letters alone count: «Е. И. Минаева» is «Е.И. Минаева». */
static bool same_person(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, "." SPACES);
        b += strspn(b, "." SPACES);
        while (!strncmp(a, "\xC2\xA0", 2))
            a += 2;
        while (!strncmp(b, "\xC2\xA0", 2))
            b += 2;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

/* ---- which block ---- */

static bool of_kind(approval *ap, const xmlNode *n)
{
    const char *role;

    switch (ap->wanted->as) {
    case SIGNOFF_APPROVED:
        return node_is(n, "approval");
    case SIGNOFF_AGREED:
        return node_is(n, "agreement") ||
               (node_is(n, "signoff") && !strcmp(node_attribute(ap->mem, n, "role"), "agreed"));
    default:
        break;
    }
    role = node_is(n, "signoff") ? node_attribute(ap->mem, n, "role") : "executor";
    return strcmp(role, "executor") && strcmp(role, "agreed");
}

/* Does it cover nothing, or something else than what the document says now? */
static bool is_open(approval *ap, const xmlNode *block)
{
    const xmlNode *covers = node_child(block, "covers");

    return !covers || strcmp(node_attribute(ap->mem, covers, "digest"), ap->digest);
}

static xmlNodePtr find_block(approval *ap)
{
    xmlNodePtr open = NULL, filled = NULL;

    for (xmlNodePtr n = xmlDocGetRootElement(xml_tree(ap->doc))->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE || !of_kind(ap, n))
            continue;
        if (ap->wanted->person &&
            same_person(node_text(ap->mem, node_child(n, "person")), ap->wanted->person))
            return n;
        if (!open && is_open(ap, n))
            open = n;
        if (ap->wanted->as == SIGNOFF_APPROVED) /* there is but one approval */
            filled = n;
    }
    if (ap->wanted->person)
        return NULL;
    return open ? open : filled;
}

/* ---- what is put in ---- */

static void put_element(approval *ap, const char *name, const char *attributes, const char *text)
{
    strbuf_printf(&ap->text, "%s<%s%s%s>", ap->newline, ap->prefix, name, attributes);
    strbuf_add_xml(&ap->text, text);
    strbuf_printf(&ap->text, "</%s%s>", ap->prefix, name);
}

static void put_date(approval *ap)
{
    date day;

    date_from_iso(ap->wanted->date, &day);
    put_element(ap, "date", arena_printf(ap->mem, " iso=\"%s\"", ap->wanted->date),
                arena_printf(ap->mem, "%02d.%02d.%04d", day.day, day.month, day.year));
}

/* <covers date="…" digest="…"><part name="…" digest="…"/>…</covers> */
static void put_covers(approval *ap)
{
    size_t count;
    const content_part *parts = content_parts(ap->mem, ap->doc, &count);

    strbuf_printf(&ap->text, "%s<%scovers date=\"%s\" digest=\"%s\">", ap->newline, ap->prefix,
                  ap->wanted->date, ap->digest);
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&ap->text, "%s  <%spart name=\"", ap->newline, ap->prefix);
        strbuf_add_xml(&ap->text, parts[i].name);
        strbuf_printf(&ap->text, "\" digest=\"%s\"/>", parts[i].digest);
    }
    strbuf_printf(&ap->text, "%s</%scovers>", ap->newline, ap->prefix);
}

/* As the first line of the file ends. */
static const char *line_end(const approval *ap)
{
    const char *first = strchr(xml_text_at(ap->doc, 0), '\n');

    return first && first > xml_text_at(ap->doc, 0) && first[-1] == '\r' ? "\r\n" : "\n";
}

/* The line end and blanks before `offset`; a line end alone if something else stands there. */
static const char *newline_before(approval *ap, size_t offset, size_t from)
{
    const char *text = xml_text_at(ap->doc, 0);
    size_t at = offset;

    while (at > from && strchr(" \t", text[at - 1]))
        at--;
    if (at > from && text[at - 1] == '\n')
        at -= 1 + (at > from + 1 && text[at - 2] == '\r');
    else
        return line_end(ap);
    return arena_strndup(ap->mem, text + at, offset - at);
}

static void insert(approval *ap, size_t offset)
{
    xml_edit_replace(ap->edit, offset, 0, strbuf_text(&ap->text));
    strbuf_clear(&ap->text);
}

/* ---- a block that is there ---- */

/* Where the white space before `at` begins, inside of a block. */
static size_t before_spaces(approval *ap, size_t at, const xml_extent *block)
{
    const char *text = xml_text_at(ap->doc, 0);

    while (at > block->inside && is_space(text[at - 1]))
        at--;
    return at;
}

/* Behind the last child of a block. */
static size_t behind_children(approval *ap, const xml_extent *block)
{
    return before_spaces(ap, block->end_tag, block);
}

static size_t behind_element(approval *ap, const xml_extent *x)
{
    return x->empty ? x->inside
                    : x->end_tag + strcspn(xml_text_at(ap->doc, 0) + x->end_tag, ">") + 1;
}

static void remove_element(approval *ap, const xmlNode *n, const xml_extent *block)
{
    const xml_extent x = xml_extent_of(ap->doc, n);
    const size_t from = before_spaces(ap, x.start, block);

    xml_edit_replace(ap->edit, from, behind_element(ap, &x) - from, "");
}

/* An act and minutes have their own date. */
static bool is_dated_by_person(approval *ap, const xmlNode *block)
{
    const char *form = node_attribute(ap->mem, block, "form");

    return !*form || !strcmp(form, "person");
}

static void replace_date(approval *ap, const xmlNode *when)
{
    const xml_extent x = xml_extent_of(ap->doc, when);

    ap->newline = "";
    put_date(ap);
    xml_edit_replace(ap->edit, x.start, behind_element(ap, &x) - x.start, strbuf_text(&ap->text));
    strbuf_clear(&ap->text);
}

/* The date that the block states becomes the one that is asked for, if what it covers is no longer
 * what the document says; otherwise it must be that one. */
static bool date_agrees(approval *ap, const xmlNode *block, const xmlNode *when)
{
    const char *stated = when ? node_attribute(ap->mem, when, "iso") : ap->wanted->date;

    if (!strcmp(stated, ap->wanted->date))
        return true;
    if (node_child(block, "covers") && is_open(ap, block) && is_dated_by_person(ap, block)) {
        replace_date(ap, when);
        return true;
    }
    diag_report(ap->dg, xml_node_pos(ap->doc, when ? when : block), MSG_SIGNOFF_OTHER_DATE,
                node_text(ap->mem, when), ap->wanted->date);
    return false;
}

static bool fill_block(approval *ap, const xmlNode *block)
{
    const xml_extent x = xml_extent_of(ap->doc, block);
    const xmlNode *first = xmlFirstElementChild((xmlNodePtr)block),
                  *mark = node_child(block, "eSignature"), *old = node_child(block, "covers");
    size_t end;

    if (!date_agrees(ap, block, node_child(block, "date")))
        return false;
    ap->newline =
        first ? newline_before(ap, xml_extent_of(ap->doc, first).start, x.inside) : line_end(ap);
    if (old)
        remove_element(ap, old, &x);
    end = behind_children(ap, &x);
    if (is_dated_by_person(ap, block) && !node_child(block, "date")) {
        put_date(ap);
        if (mark)
            insert(ap, xml_extent_of(ap->doc, mark).start);
    }
    put_covers(ap);
    if (x.empty) { /* «<approval form="act"/>» gets an end tag */
        strbuf_printf(&ap->text, "%s</%s%s>", newline_before(ap, x.start, 0), ap->prefix,
                      (const char *)block->name);
        xml_edit_replace(ap->edit, x.end_tag, 2, ">");
        insert(ap, x.inside);
    } else {
        insert(ap, end);
    }
    return true;
}

/* ---- a new block ---- */

/* In the order of the schema; a new block goes before the first of what may stand behind it. */
static const char *const order[] = {"metadata",  "period",    "organisation", "approval",
                                    "agreement", "titlePage", "contents",     "tableList",
                                    "body",      "signoff",   "appendix",     "agreementSheet"};

static size_t rank_of(const char *name)
{
    size_t i = 0;

    while (i < COUNT(order) && strcmp(order[i], name))
        i++;
    return i;
}

static xmlNodePtr first_behind(const xmlNode *root, const char *name)
{
    for (xmlNodePtr n = root->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && rank_of((const char *)n->name) > rank_of(name))
            return n;
    return NULL;
}

static const char *block_name(const approval *ap)
{
    static const char *const blocks[] = {[SIGNOFF_AGREED] = "agreement",
                                         [SIGNOFF_APPROVED] = "approval",
                                         [SIGNOFF_SIGNED] = "signoff"};

    return blocks[ap->wanted->as];
}

static void put_block(approval *ap, const char *outer)
{
    const char *name = block_name(ap),
               *heading = word_lists_setting(ap->words, "headings", name, "");

    strbuf_printf(&ap->text, "<%s%s%s%s>", ap->prefix, name, *heading ? " form=\"person\"" : "",
                  ap->wanted->acting ? " acting=\"true\"" : "");
    ap->newline = arena_printf(ap->mem, "%s  ", outer);
    if (*heading)
        put_element(ap, "heading", "", heading);
    put_element(ap, "position", "", ap->wanted->position);
    put_element(ap, "person", "", ap->wanted->person);
    put_date(ap);
    put_covers(ap);
    strbuf_printf(&ap->text, "%s</%s%s>", outer, ap->prefix, name);
}

static bool add_block(approval *ap)
{
    const xmlNode *root = xmlDocGetRootElement(xml_tree(ap->doc)),
                  *behind = first_behind(root, block_name(ap));
    const xml_extent x = xml_extent_of(ap->doc, root);
    const char *outer =
        newline_before(ap, xml_extent_of(ap->doc, xmlFirstElementChild((xmlNodePtr)root)).start, 0);

    if (!ap->wanted->person || !ap->wanted->position) {
        diag_report(ap->dg, xml_node_pos(ap->doc, root), MSG_SIGNOFF_NO_BLOCK, block_name(ap));
        return false;
    }
    if (ap->wanted->as == SIGNOFF_APPROVED && node_child(root, "approval")) {
        diag_report(ap->dg, xml_node_pos(ap->doc, node_child(root, "approval")),
                    MSG_SIGNOFF_OTHER_PERSON, ap->wanted->person);
        return false;
    }
    if (behind) {
        put_block(ap, outer);
        strbuf_adds(&ap->text, outer);
        insert(ap, xml_extent_of(ap->doc, behind).start);
    } else {
        strbuf_adds(&ap->text, outer);
        put_block(ap, outer);
        insert(ap, behind_children(ap, &x));
    }
    return true;
}

bool approve_write(const xml_doc *doc, const svod_signoff *wanted, const word_lists *words,
                   output *out, src_pos *where, diag *dg)
{
    approval ap = {.mem = arena_new(), .doc = doc, .wanted = wanted, .words = words, .dg = dg};
    const xml_extent root = xml_extent_of(doc, xmlDocGetRootElement(xml_tree(doc)));
    xmlNodePtr block;
    bool ok;

    ap.digest = content_digest(ap.mem, doc);
    block = find_block(&ap);
    *where = block ? xml_node_pos(doc, block) : NO_POS;
    ap.edit = xml_edit_new(ap.mem, doc);
    ap.prefix = arena_strndup(ap.mem, root.prefix, root.prefix_length);
    ok = (block ? fill_block(&ap, block) : add_block(&ap)) && xml_edit_write(ap.edit, out, dg);
    strbuf_free(&ap.text);
    arena_free(ap.mem);
    return ok;
}
