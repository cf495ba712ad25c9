/* edit.c - see edit.h. The decoded text and the author's bytes are walked side by side, so that an
 * offset of the one is known in the other; nothing between two edits is written anew. */
#define _GNU_SOURCE
#include "xml/edit.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>

#include "base/arena.h"
#include "base/spaces.h"
#include "base/utf8.h"
#include "xml/xml_int.h"

/* ---- where an element stands ---- */

static size_t behind(const xml_doc *doc, size_t at, const char *mark)
{
    const char *found = memmem(doc->text + at, doc->size - at, mark, strlen(mark));

    return found ? (size_t)(found - doc->text) + strlen(mark) : doc->size;
}

/* Behind the «>» of the tag at `at`; no attribute's value holds the end. */
static size_t behind_tag(const xml_doc *doc, size_t at)
{
    char quote = 0;

    for (; at < doc->size; at++) {
        const char c = doc->text[at];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (!quote && c == '>')
            return at + 1;
    }
    return at;
}

static bool begins(const xml_doc *doc, size_t at, const char *mark)
{
    const size_t n = strlen(mark);

    return at + n <= doc->size && !memcmp(doc->text + at, mark, n);
}

/* The end tag that closes the element whose content begins at `at`. */
static size_t find_end_tag(const xml_doc *doc, size_t at)
{
    size_t depth = 1;

    while (at < doc->size) {
        const char *next = memchr(doc->text + at, '<', doc->size - at);
        if (!next)
            return doc->size;
        at = (size_t)(next - doc->text);
        if (begins(doc, at, "<!--")) {
            at = behind(doc, at + 4, "-->");
        } else if (begins(doc, at, "<![CDATA[")) {
            at = behind(doc, at, "]]>");
        } else if (begins(doc, at, "<?")) {
            at = behind(doc, at, "?>");
        } else if (begins(doc, at, "</")) {
            if (--depth == 0)
                return at;
            at = behind_tag(doc, at);
        } else {
            at = behind_tag(doc, at);
            depth += doc->text[at - 2] != '/';
        }
    }
    return at;
}

xml_extent xml_extent_of(const xml_doc *doc, const xmlNode *element)
{
    xml_extent x = {.start = doc->places[xml_index(element)].offset};
    const char *name = doc->text + x.start + 1;
    const size_t n = strcspn(name, " \t\r\n/>");
    const char *colon = memchr(name, ':', n);

    x.prefix = name;
    x.prefix_length = colon ? (size_t)(colon + 1 - name) : 0;
    x.inside = behind_tag(doc, x.start);
    x.empty = doc->text[x.inside - 2] == '/';
    x.end_tag = x.empty ? x.inside - 2 : find_end_tag(doc, x.inside);
    return x;
}

xml_attribute_extent xml_extent_of_attribute(const xml_doc *doc, const xmlAttr *attribute)
{
    xml_attribute_extent x = {.from = doc->places[xml_index((const xmlNode *)attribute)].offset};

    x.value = x.from + strcspn(doc->text + x.from, "\"'") + 1;
    x.value_end =
        x.value + strcspn(doc->text + x.value, doc->text[x.value - 1] == '"' ? "\"" : "'");
    x.to = x.value_end + 1;
    while (is_space(doc->text[x.from - 1]))
        x.from--;
    return x;
}

const char *xml_text_at(const xml_doc *doc, size_t offset)
{
    return doc->text + offset;
}

/* ---- the edits ---- */

typedef struct {
    size_t at, removed, order;
    const char *text;
} change;

struct xml_edit {
    arena *mem;
    const xml_doc *doc;
    change *changes;
    size_t count, cap;
};

xml_edit *xml_edit_new(arena *a, const xml_doc *doc)
{
    xml_edit *e = ARENA_NEW(a, xml_edit);

    e->mem = a;
    e->doc = doc;
    return e;
}

void xml_edit_replace(xml_edit *e, size_t offset, size_t removed, const char *text)
{
    e->changes = arena_grow(e->mem, e->changes, &e->cap, e->count + 1, sizeof *e->changes);
    e->changes[e->count] = (change){offset, removed, e->count, arena_strdup(e->mem, text)};
    e->count++;
}

static int by_place(const void *a, const void *b)
{
    const change *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* ---- text and bytes side by side ---- */

typedef struct {
    const xml_doc *doc;
    size_t text, source; /* the same place in both */
} pair;

/* How many bytes the character takes in the file. */
static size_t width(const xml_doc *doc, uint32_t cp, size_t utf8)
{
    if (!strcmp(doc->encoding, "UTF-8"))
        return utf8;
    if (!strncmp(doc->encoding, "UTF-16", 6))
        return cp > 0xFFFF ? 4 : 2;
    return 1;
}

static void advance(pair *p, size_t to)
{
    size_t len;

    for (; p->text < to; p->text += len) {
        const uint32_t cp = utf8_decode(p->doc->text + p->text, p->doc->size - p->text, &len);
        p->source += width(p->doc, cp, len);
    }
}

static bool copy_up_to(pair *p, size_t to, output *out)
{
    const size_t from = p->source;

    advance(p, to);
    return output_write(out, p->doc->source + from, p->source - from);
}

/* In the encoding of the file; false only when writing fails. */
static bool write_text(const xml_doc *doc, UConverter *cnv, const char *text, output *out)
{
    const size_t n = strlen(text);
    UErrorCode error = U_ZERO_ERROR;
    char bytes[4096];
    char *to = bytes;
    UChar wide[1024];

    if (!strcmp(doc->encoding, "UTF-8"))
        return output_write(out, text, n);
    for (size_t at = 0, len; at < n; at += len) {
        UChar *end = wide;
        const UChar *from = wide;
        const uint32_t cp = utf8_decode(text + at, n - at, &len);
        if (cp > 0xFFFF)
            *end++ = (UChar)(0xD7C0 + (cp >> 10));
        *end++ = (UChar)(cp > 0xFFFF ? 0xDC00 + (cp & 0x3FF) : cp);
        error = U_ZERO_ERROR;
        to = bytes;
        ucnv_fromUnicode(cnv, &to, bytes + sizeof bytes, &from, end, NULL, true, &error);
        if (!output_write(out, bytes, (size_t)(to - bytes)))
            return false;
    }
    return true;
}

static UConverter *open_converter(const xml_doc *doc, diag *dg)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open(doc->encoding, &error);

    if (U_SUCCESS(error))
        ucnv_setFromUCallBack(cnv, UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC, NULL, NULL,
                              &error);
    if (U_SUCCESS(error))
        return cnv;
    diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, doc->encoding);
    return NULL;
}

bool xml_edit_write(xml_edit *e, output *out, diag *dg)
{
    const xml_doc *doc = e->doc;
    pair p = {doc, 0, doc->skipped};
    UConverter *cnv = open_converter(doc, dg);
    bool ok = cnv && output_write(out, doc->source, doc->skipped);

    qsort(e->changes, e->count, sizeof *e->changes, by_place);
    for (size_t i = 0; i < e->count && ok; i++) {
        ok = copy_up_to(&p, e->changes[i].at, out) && write_text(doc, cnv, e->changes[i].text, out);
        advance(&p, e->changes[i].at + e->changes[i].removed);
    }
    ok = ok && output_write(out, doc->source + p.source, doc->source_size - p.source);
    if (cnv)
        ucnv_close(cnv);
    return ok;
}
