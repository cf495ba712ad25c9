/* survey.c - one walk over the decoded text: where lines and columns stand, and whether all
 * characters may occur in XML (XML 1.0, production 2).
 *
 * A line ends at LF, CR or CR LF. Every CHECK_STEP bytes the line and column are noted, so that a
 * position costs a walk over at most CHECK_STEP bytes, on a line of any length, without a table
 * of lines. */
#include "xml/xml_int.h"

#include <stdio.h>

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

static void note_lines(xml_doc *doc)
{
    cursor c = {1, 1};

    doc->checks = ARENA_ARRAY(doc->mem, checkpoint, doc->size / CHECK_STEP + 1);
    for (size_t at = 0; at <= doc->size; at++) {
        if (at % CHECK_STEP == 0)
            doc->checks[at / CHECK_STEP] = (checkpoint){c.line, c.column};
        if (at < doc->size)
            step(&c, doc->text, doc->size, at);
    }
}

bool xml_may_change(uint32_t cp)
{
    if (cp < 0x300 || (cp >= 0x400 && cp < 0x483) || (cp >= 0x2010 && cp < 0x2027))
        return false;
    return u_getCombiningClass((UChar32)cp) ||
           u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
}

static bool is_xml_char(uint32_t cp)
{
    return cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF : cp == '\t' || cp == '\n' || cp == '\r';
}

bool xml_survey(xml_doc *doc, diag *dg)
{
    const char *text = doc->text;

    note_lines(doc);
    for (size_t at = 0, len; at < doc->size; at += len) {
        const unsigned char b = (unsigned char)text[at];
        uint32_t cp = b;
        len = 1;
        if (b >= 0x80)
            cp = utf8_decode(text + at, doc->size - at, &len);
        if (!is_xml_char(cp)) {
            char code[16];
            snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
            diag_report(dg, xml_offset_pos(doc, at), MSG_XML_CONTROL_CHARACTER, code);
            return false;
        }
        doc->suspect = doc->suspect || xml_may_change(cp);
    }
    return true;
}
