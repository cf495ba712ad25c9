/* survey.c - one walk over the decoded text: where lines and columns stand, and whether all
 * characters may occur in XML (XML 1.0, production 2).
 *
 * A line ends at LF, CR or CR LF. Every CHECK_STEP bytes the line and column are noted, so that a
 * position costs a walk over at most CHECK_STEP bytes, on a line of any length, without a table
 * of lines. */
#include "xml/xml_int.h"

#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"

typedef struct {
    uint32_t line, column;
} cursor;

/* Move `c` over the character that begins at text[at]; continuation bytes move nothing. */
static inline void step(cursor *c, const char *text, size_t size, size_t at)
{
    const unsigned char b = (unsigned char)text[at];

    if (b == '\n' || (b == '\r' && !(at + 1 < size && text[at + 1] == '\n'))) {
        c->line++;
        c->column = 1;
    } else if ((b & 0xC0) != 0x80 && b != '\r') {
        c->column++;
    }
}

src_pos xml_offset_pos(const xml_doc *doc, size_t offset)
{
    const size_t check = offset / CHECK_STEP;
    cursor c = {doc->checks[check].line, doc->checks[check].column};

    for (size_t at = check * CHECK_STEP; at < offset; at++)
        step(&c, doc->text, doc->size, at);
    return (src_pos){doc->path, c.line, c.column};
}

/* Most letters: answered without asking ICU. */
static inline bool never_changes(uint32_t cp)
{
    return cp < 0x300 || (cp >= 0x400 && cp < 0x483) || (cp >= 0x2010 && cp < 0x2027);
}

bool xml_may_change(uint32_t cp)
{
    return !never_changes(cp) &&
           (u_getCombiningClass((UChar32)cp) ||
            u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES);
}

static bool is_control(unsigned char b)
{
    return b < 0x20 && b != '\t' && b != '\n' && b != '\r';
}

static bool refuse(const xml_doc *doc, size_t at, uint32_t cp, diag *dg)
{
    char code[16];

    snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
    diag_report(dg, xml_offset_pos(doc, at), MSG_XML_CONTROL_CHARACTER, code);
    return false;
}

/* The character of several bytes that begins at `at`. */
static inline bool survey_letter(xml_doc *doc, size_t at, diag *dg)
{
    size_t len;
    const uint32_t cp = utf8_decode(doc->text + at, doc->size - at, &len);

    if (cp == 0xFFFE || cp == 0xFFFF)
        return refuse(doc, at, cp, dg);
    if (!never_changes(cp))
        doc->suspect = doc->suspect || xml_may_change(cp);
    return true;
}

/* Do the next eight bytes move the column by eight: are all of them from 0x20 to 0x7F? */
static inline bool eight_plain(const char *s)
{
    uint64_t eight;

    memcpy(&eight, s, sizeof eight);
    return !((eight | (eight - UINT64_C(0x2020202020202020))) & UINT64_C(0x8080808080808080));
}

/* U+0400 to U+047F in UTF-8: most letters of a Russian text. */
static inline bool leads_cyrillic(unsigned char b)
{
    return b == 0xD0 || b == 0xD1;
}

/* The bytes up to `end`, with what a continuation byte belongs to looked at before. */
static bool survey_bytes(xml_doc *doc, size_t at, size_t end, cursor *c, diag *dg)
{
    for (; at < end; at++) {
        const unsigned char b = (unsigned char)doc->text[at];
        if (leads_cyrillic(b)) {
            c->column++;
            at++;
            continue;
        }
        if (b >= 0x20 && b < 0x80) {
            c->column++;
            for (; end - at > 8 && eight_plain(doc->text + at + 1); at += 8)
                c->column += 8;
            continue;
        }
        step(c, doc->text, doc->size, at);
        if (b >= 0xC0 ? !survey_letter(doc, at, dg) : is_control(b) && !refuse(doc, at, b, dg))
            return false;
    }
    return true;
}

bool xml_survey(xml_doc *doc, diag *dg)
{
    const size_t steps = doc->size / CHECK_STEP + 1;
    cursor c = {1, 1};

    doc->checks = ARENA_ARRAY(doc->mem, checkpoint, steps);
    for (size_t i = 0; i < steps; i++) {
        const size_t from = i * CHECK_STEP, to = from + CHECK_STEP;
        doc->checks[i] = (checkpoint){c.line, c.column};
        if (!survey_bytes(doc, from, to < doc->size ? to : doc->size, &c, dg))
            return false;
    }
    return true;
}
