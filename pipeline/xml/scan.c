/* scan.c - a walk over the mark-up before libxml2 sees it.
 *
 * In: decoded text. Out: the place of every element, attribute and text, in document order; or the
 * first mistake, in words and at the character where a person would look for it. One pass, one
 * stack of open elements. The bounds are tested here, before libxml2 spends time on what exceeds
 * them: attributes of one element and namespaces in scope cost it quadratic time. Names are
 * taken as any run of letters-like bytes: whether each character may stand in a name, prefixes and
 * doubled attributes are libxml2's to judge (parse.c). */
#include "xml/xml_int.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/spaces.h"
#include "xml/schema_int.h"

enum { NAME_LIMIT = 1000, NAMESPACE_LIMIT = 64, LONGEST_HINT = 200 };

typedef struct {
    uint32_t start, name, len; /* of '<', of the name; bytes of the name */
    uint32_t namespaces;       /* in scope outside of the element */
} open_element;

typedef struct {
    xml_doc *doc;
    const xml_limits *limits;
    diag *dg;
    const char *s;
    size_t n, at;
    open_element *stack;
    unsigned depth, namespaces;
    size_t stack_cap, text_bytes; /* text_bytes: of the text being read */
    bool in_text, root_seen;
} scan;

#define FAIL(sc, offset, ...)                                                                      \
    (diag_add((sc)->dg, xml_offset_pos((sc)->doc, (offset)), __VA_ARGS__, (const char *)NULL),     \
     false)

static const char *name_text(scan *sc, size_t at, size_t len)
{
    return diag_text(sc->dg, sc->s + at, len);
}

/* What bytes may do in a name; all letters that are not ASCII's may stand in one. */
enum { BEGINS = 1, GOES_ON = 2 };
static const uint8_t in_names[256] = {
    ['A' ... 'Z'] = BEGINS | GOES_ON,
    ['a' ... 'z'] = BEGINS | GOES_ON,
    [0x80 ... 0xFF] = BEGINS | GOES_ON,
    ['_'] = BEGINS | GOES_ON,
    [':'] = BEGINS | GOES_ON,
    ['0' ... '9'] = GOES_ON,
    ['-'] = GOES_ON,
    ['.'] = GOES_ON,
};

static bool begins_name(char c)
{
    return in_names[(unsigned char)c] & BEGINS;
}

static bool in_name(char c)
{
    return in_names[(unsigned char)c];
}

static bool looking_at(const scan *sc, const char *word)
{
    const size_t n = strlen(word);
    return sc->n - sc->at >= n && !memcmp(sc->s + sc->at, word, n);
}

static bool skip_space(scan *sc)
{
    const size_t from = sc->at;
    while (sc->at < sc->n && is_space(sc->s[sc->at]))
        sc->at++;
    return sc->at > from;
}

static size_t skip_name(scan *sc)
{
    const size_t from = sc->at;
    size_t at = from;

    if (at < sc->n && begins_name(sc->s[at]))
        while (at < sc->n && in_name(sc->s[at]))
            at++;
    sc->at = at;
    return at - from;
}

/* Is none of the eight bytes `c`? No byte of `eight ^ ccc…` is zero then. */
static inline bool none_is(uint64_t eight, char c)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), x = eight ^ ones * (unsigned char)c;

    return !((x - ones) & ~x & ones << 7);
}

/* To the next byte that may end text, or the value of an attribute: `end`, '&', or `other`. */
static void skip_plain(scan *sc, char end, char other)
{
    size_t at = sc->at;

    for (uint64_t eight; sc->n - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, sc->s + at, sizeof eight);
        if (!none_is(eight, end) || !none_is(eight, '&') || !none_is(eight, other))
            break;
    }
    while (at < sc->n && sc->s[at] != end && sc->s[at] != '&' && sc->s[at] != other)
        at++;
    sc->at = at;
}

static bool note(scan *sc, place_kind kind, size_t at)
{
    xml_doc *doc = sc->doc;

    if (doc->count >= sc->limits->nodes)
        return FAIL(sc, at, MSG_XML_TOO_MANY_NODES, diag_number(sc->dg, sc->limits->nodes));
    doc->places = arena_grow(doc->mem, doc->places, &doc->cap, doc->count + 2, sizeof *doc->places);
    doc->places[++doc->count] = (place){(uint32_t)at, (uint8_t)kind, false};
    return true;
}

/* ---- references ---- */

/* At '&'. */
static bool scan_reference(scan *sc)
{
    const size_t from = sc->at++;
    const size_t word = sc->at;
    const bool number = sc->at < sc->n && sc->s[sc->at] == '#';
    uint32_t value;

    sc->at += number;
    while (sc->at < sc->n && sc->at - word < NAME_LIMIT && in_name(sc->s[sc->at]))
        sc->at++;
    if (sc->at == word || sc->at == sc->n || sc->s[sc->at] != ';')
        return FAIL(sc, from, MSG_XML_BARE_AMPERSAND);
    if ((value = xml_reference_value(sc->s + word, sc->at - word))) {
        sc->doc->suspect = sc->doc->suspect || xml_may_change(value);
        sc->at++;
        return true;
    }
    return FAIL(sc, from, number ? MSG_XML_BAD_CHARACTER_NUMBER : MSG_XML_UNKNOWN_ENTITY,
                name_text(sc, from, sc->at + 1 - from));
}

/* ---- character data ---- */

static bool add_text(scan *sc, size_t from, size_t bytes)
{
    if (!bytes)
        return true;
    if (!sc->in_text && !note(sc, PLACE_TEXT, from))
        return false;
    sc->text_bytes = sc->in_text ? sc->text_bytes + bytes : bytes;
    sc->in_text = true;
    if (sc->text_bytes > sc->limits->text)
        return FAIL(sc, sc->doc->places[sc->doc->count].offset, MSG_XML_TEXT_TOO_LONG,
                    diag_number(sc->dg, (long)(sc->limits->text >> 10)));
    return true;
}

static bool outside_root(scan *sc, size_t from)
{
    size_t end;

    skip_space(sc);
    if (sc->at == sc->n || sc->s[sc->at] == '<')
        return true;
    from = end = sc->at;
    while (end < sc->n && sc->s[end] != '<' && sc->s[end] != '\n' && sc->s[end] != '\r')
        end++;
    return FAIL(sc, from, sc->root_seen ? MSG_XML_TEXT_AFTER_END : MSG_XML_TEXT_BEFORE_START,
                name_text(sc, from, end - from));
}

static bool scan_text(scan *sc)
{
    const size_t from = sc->at;

    if (!sc->depth)
        return outside_root(sc, from);
    for (skip_plain(sc, '<', ']'); sc->at < sc->n && sc->s[sc->at] != '<';
         skip_plain(sc, '<', ']')) {
        if (sc->s[sc->at] == '&') {
            if (!scan_reference(sc))
                return false;
        } else if (sc->s[sc->at] == ']' && looking_at(sc, "]]>")) {
            return FAIL(sc, sc->at, MSG_XML_CDATA_END_IN_TEXT);
        } else {
            sc->at++;
        }
    }
    return add_text(sc, from, sc->at - from);
}

/* Move behind the next `mark`, or to the end if there is none. */
static bool find(scan *sc, const char *mark)
{
    const size_t n = strlen(mark);

    for (; sc->at + n <= sc->n; sc->at++) {
        const char *hit = memchr(sc->s + sc->at, mark[0], sc->n - sc->at);
        if (!hit)
            break;
        sc->at = (size_t)(hit - sc->s);
        if (looking_at(sc, mark)) {
            sc->at += n;
            return true;
        }
    }
    sc->at = sc->n;
    return false;
}

static bool scan_cdata(scan *sc)
{
    const size_t from = sc->at, inside = from + strlen("<![CDATA[");

    if (!sc->depth)
        return FAIL(sc, from, sc->root_seen ? MSG_XML_TEXT_AFTER_END : MSG_XML_TEXT_BEFORE_START,
                    "<![CDATA[");
    sc->at = inside;
    if (!find(sc, "]]>"))
        return FAIL(sc, from, MSG_XML_UNFINISHED, "<![CDATA[", "]]>");
    return add_text(sc, from, sc->at - 3 - inside);
}

/* ---- what is not content ---- */

static bool scan_comment(scan *sc)
{
    const size_t from = sc->at;

    sc->at += strlen("<!--");
    if (!find(sc, "--"))
        return FAIL(sc, from, MSG_XML_UNFINISHED, "<!--", "-->");
    if (sc->at < sc->n && sc->s[sc->at] == '>') {
        sc->at++;
        return true;
    }
    return FAIL(sc, sc->at - 2, MSG_XML_HYPHENS_IN_COMMENT);
}

static bool scan_instruction(scan *sc)
{
    const size_t from = sc->at;
    size_t name, len;

    name = sc->at += 2;
    len = skip_name(sc);
    if (len == 3 && !memcmp(sc->s + name, "xml", 3) && from > 0)
        return FAIL(sc, from, MSG_XML_DECLARATION_NOT_FIRST);
    if (!len)
        return FAIL(sc, from, MSG_XML_BAD_INSTRUCTION);
    if (!find(sc, "?>"))
        return FAIL(sc, from, MSG_XML_UNFINISHED, "<?", "?>");
    return true;
}

static bool scan_declaration(scan *sc)
{
    if (looking_at(sc, "<!--"))
        return scan_comment(sc);
    if (looking_at(sc, "<![CDATA["))
        return scan_cdata(sc);
    if (looking_at(sc, "<!DOCTYPE") || looking_at(sc, "<!doctype"))
        return FAIL(sc, sc->at, MSG_XML_DOCTYPE);
    return FAIL(sc, sc->at, MSG_XML_STRAY_LESS);
}

/* ---- tags ---- */

/* Behind '=' and space: the quoted value. */
static bool scan_value(scan *sc, size_t name, size_t len)
{
    const char quote = sc->s[sc->at];
    const size_t from = ++sc->at;

    for (skip_plain(sc, quote, '<'); sc->at < sc->n && sc->s[sc->at] == '&';
         skip_plain(sc, quote, '<'))
        if (!scan_reference(sc))
            return false;
    if (sc->at == sc->n || sc->s[sc->at] == '<')
        return FAIL(sc, name, MSG_XML_QUOTE_NOT_CLOSED, name_text(sc, name, len));
    if (sc->at - from > sc->limits->text)
        return FAIL(sc, name, MSG_XML_TEXT_TOO_LONG,
                    diag_number(sc->dg, (long)(sc->limits->text >> 10)));
    sc->at++;
    return true;
}

static bool is_namespace(const char *name, size_t len)
{
    return len >= 5 && !memcmp(name, "xmlns", 5) && (len == 5 || name[5] == ':');
}

static bool count_attribute(scan *sc, unsigned *count, size_t name, size_t len)
{
    if (++*count > sc->limits->attributes)
        return FAIL(sc, name, MSG_XML_TOO_MANY_ATTRIBUTES,
                    diag_number(sc->dg, sc->limits->attributes));
    if (len > NAME_LIMIT)
        return FAIL(sc, name, MSG_XML_NAME_TOO_LONG, diag_number(sc->dg, NAME_LIMIT));
    if (!is_namespace(sc->s + name, len))
        return note(sc, PLACE_ATTRIBUTE, name);
    if (++sc->namespaces > NAMESPACE_LIMIT)
        return FAIL(sc, name, MSG_XML_TOO_MANY_NAMESPACES, diag_number(sc->dg, NAMESPACE_LIMIT));
    return true;
}

static bool scan_attribute(scan *sc, unsigned *count)
{
    const size_t name = sc->at, len = skip_name(sc);

    if (!len)
        return FAIL(sc, name, MSG_XML_BAD_IN_TAG, name_text(sc, name, 1));
    if (!count_attribute(sc, count, name, len))
        return false;
    skip_space(sc);
    if (sc->at == sc->n || sc->s[sc->at] != '=')
        return FAIL(sc, name, MSG_XML_NO_VALUE, name_text(sc, name, len));
    sc->at++;
    skip_space(sc);
    if (sc->at == sc->n || (sc->s[sc->at] != '"' && sc->s[sc->at] != '\''))
        return FAIL(sc, name, MSG_XML_NO_QUOTES, name_text(sc, name, len));
    return scan_value(sc, name, len);
}

/* The attributes and the end of the tag that began at `from`; *empty: it ends in "/>". */
static bool scan_attributes(scan *sc, size_t from, bool *empty)
{
    unsigned count = 0;

    *empty = false;
    for (;;) {
        const bool space = skip_space(sc);
        if (sc->at == sc->n || sc->s[sc->at] == '<')
            return FAIL(sc, from, MSG_XML_TAG_NOT_FINISHED,
                        name_text(sc, from, sc->stack[sc->depth - 1].len + 1));
        if (sc->s[sc->at] == '>') {
            sc->at++;
            return true;
        }
        if (looking_at(sc, "/>")) {
            sc->at += 2;
            *empty = true;
            return true;
        }
        if (!space && begins_name(sc->s[sc->at]))
            return FAIL(sc, sc->at, MSG_XML_NO_SPACE);
        if (!scan_attribute(sc, &count))
            return false;
    }
}

static bool push(scan *sc, size_t from, size_t name, size_t len)
{
    if (sc->depth >= sc->limits->depth)
        return FAIL(sc, from, MSG_XML_TOO_DEEP, diag_number(sc->dg, sc->limits->depth));
    if (len > NAME_LIMIT)
        return FAIL(sc, name, MSG_XML_NAME_TOO_LONG, diag_number(sc->dg, NAME_LIMIT));
    sc->stack =
        arena_grow(sc->doc->mem, sc->stack, &sc->stack_cap, sc->depth + 1, sizeof *sc->stack);
    sc->stack[sc->depth++] =
        (open_element){(uint32_t)from, (uint32_t)name, (uint32_t)len, sc->namespaces};
    return true;
}

static void pop(scan *sc)
{
    sc->namespaces = sc->stack[--sc->depth].namespaces;
}

static bool scan_start(scan *sc)
{
    const size_t from = sc->at, name = ++sc->at, len = skip_name(sc);
    bool empty;

    if (!len)
        return FAIL(sc, from, MSG_XML_STRAY_LESS);
    if (sc->at < sc->n && !is_space(sc->s[sc->at]) && !strchr("></", sc->s[sc->at]))
        return FAIL(sc, sc->at, MSG_XML_BAD_IN_TAG, name_text(sc, sc->at, 1));
    if (!sc->depth && sc->root_seen)
        return FAIL(sc, from, MSG_XML_SECOND_ROOT, name_text(sc, name, len));
    sc->root_seen = true;
    sc->in_text = false;
    if (!note(sc, PLACE_ELEMENT, from) || !push(sc, from, name, len) ||
        !scan_attributes(sc, from, &empty))
        return false;
    if (empty)
        pop(sc);
    return true;
}

static bool same_name(const scan *sc, const open_element *e, size_t name, size_t len)
{
    return e->len == len && !memcmp(sc->s + e->name, sc->s + name, len);
}

/* «</p>» for «<р>» with a Russian р: the author sees no difference. */
static const char *hidden_letters(scan *sc, const open_element *last, size_t name, size_t len)
{
    char both[2 * LONGEST_HINT + 2];

    if (len > LONGEST_HINT || last->len > LONGEST_HINT)
        return "";
    snprintf(both, sizeof both, "%.*s %.*s", (int)len, sc->s + name, (int)last->len,
             sc->s + last->name);
    return meaning_of_letters(sc->dg, both);
}

/* The end tag is not that of the element open last: which of the two is to blame? */
static bool report_mismatch(scan *sc, size_t from, size_t name, size_t len)
{
    const open_element *last = &sc->stack[sc->depth - 1];
    const src_pos opened = xml_offset_pos(sc->doc, last->start);
    unsigned d = sc->depth - 1;

    while (d > 0 && !same_name(sc, &sc->stack[d - 1], name, len))
        d--;
    return FAIL(sc, from, d ? MSG_XML_NOT_CLOSED_BEFORE : MSG_XML_OTHER_END_TAG,
                name_text(sc, name, len), name_text(sc, last->name, last->len),
                diag_number(sc->dg, opened.line), diag_number(sc->dg, opened.column),
                hidden_letters(sc, last, name, len));
}

static bool scan_end(scan *sc)
{
    const size_t from = sc->at, name = sc->at += 2, len = skip_name(sc);

    if (!len)
        return FAIL(sc, from, MSG_XML_STRAY_LESS);
    if (!sc->depth)
        return FAIL(sc, from, MSG_XML_END_WITHOUT_START, name_text(sc, name, len));
    if (!same_name(sc, &sc->stack[sc->depth - 1], name, len))
        return report_mismatch(sc, from, name, len);
    skip_space(sc);
    if (sc->at == sc->n || sc->s[sc->at] != '>')
        return FAIL(sc, from, MSG_XML_TAG_NOT_FINISHED, name_text(sc, from, name + len - from));
    sc->at++;
    sc->in_text = false;
    pop(sc);
    return true;
}

static bool scan_markup(scan *sc)
{
    switch (sc->at + 1 < sc->n ? sc->s[sc->at + 1] : '\0') {
    case '!':
        return scan_declaration(sc);
    case '?':
        return scan_instruction(sc);
    case '/':
        return scan_end(sc);
    default:
        return scan_start(sc);
    }
}

static bool scan_finish(scan *sc)
{
    if (!sc->root_seen)
        return FAIL(sc, sc->n, MSG_XML_NO_ELEMENT);
    if (sc->depth) {
        const open_element *last = &sc->stack[sc->depth - 1];
        return FAIL(sc, last->start, MSG_XML_NEVER_CLOSED, name_text(sc, last->name, last->len));
    }
    return true;
}

bool xml_scan(xml_doc *doc, const xml_limits *limits, diag *dg)
{
    scan sc = {.doc = doc, .limits = limits, .dg = dg, .s = doc->text, .n = doc->size};

    if (doc->size > INT_MAX) {
        diag_report(dg, ((src_pos){doc->path, 0, 0}), MSG_FILE_TOO_LARGE,
                    diag_number(dg, INT_MAX >> 20));
        return false;
    }
    while (sc.at < sc.n)
        if (!(sc.s[sc.at] == '<' ? scan_markup(&sc) : scan_text(&sc)))
            return false;
    return scan_finish(&sc);
}
