/* decode.c - the author's bytes, in the encoding they declare, to UTF-8.
 *
 * Order of belief: what is plainly another kind of file is named and refused; then the byte order
 * mark; then the declaration; then UTF-8, as XML says (XML 1.0, 4.3.3 and appendix F). Decoding is
 * strict: the first byte that means nothing ends it, with its place. Single-byte encodings give
 * some character for nearly any byte, so a wrong declaration shows only in the frequency of
 * letters: guess.c looks at that. */
#include "xml/xml_int.h"

#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include "base/lang.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Files people send instead of XML. */
static const struct {
    const char *magic;
    size_t n;
    const char *what;
} foreign[] = {
    {"PK\003\004", 4, N_("a ZIP archive, as .docx, .xlsx and .odt files are")},
    {"\xD0\xCF\x11\xE0", 4, N_("an old Word or Excel file (.doc, .xls)")},
    {"%PDF", 4, N_("a PDF file")},
    {"{\\rtf", 5, N_("an RTF file")},
    {"\x1F\x8B", 2, N_("a gzip archive")},
    {"7z\xBC\xAF", 4, N_("a 7-Zip archive")},
    {"Rar!", 4, N_("a RAR archive")},
    {"\x89PNG", 4, N_("a PNG picture")},
    {"\xFF\xD8\xFF", 3, N_("a JPEG picture")},
    {"<html", 5, N_("a web page (HTML)")},
    {"<!doctype html", 14, N_("a web page (HTML)")},
    {"\xFF\xFE\0\0", 4, N_("text in UTF-32")},
    {"\0\0\xFE\xFF", 4, N_("text in UTF-32")},
};

/* Names as declared, and ICU's converter for them. */
static const struct {
    const char *name, *icu, *show;
} encodings[] = {
    {"utf-8", "UTF-8", "UTF-8"},
    {"utf8", "UTF-8", "UTF-8"},
    {"us-ascii", "UTF-8", "UTF-8"},
    {"ascii", "UTF-8", "UTF-8"},
    {"utf-16", "UTF-16", "UTF-16"},
    {"utf-16le", "UTF-16", "UTF-16"},
    {"utf-16be", "UTF-16", "UTF-16"},
    {"windows-1251", "windows-1251", "windows-1251"},
    {"cp1251", "windows-1251", "windows-1251"},
    {"cp-1251", "windows-1251", "windows-1251"},
    {"win-1251", "windows-1251", "windows-1251"},
    {"koi8-r", "KOI8-R", "KOI8-R"},
    {"koi8r", "KOI8-R", "KOI8-R"},
    {"ibm866", "ibm-866", "IBM866"},
    {"ibm-866", "ibm-866", "IBM866"},
    {"cp866", "ibm-866", "IBM866"},
    {"866", "ibm-866", "IBM866"},
    {"iso-8859-5", "ISO-8859-5", "ISO-8859-5"},
    {"iso8859-5", "ISO-8859-5", "ISO-8859-5"},
};

static bool refuse_foreign(const xml_doc *doc, diag *dg)
{
    const src_pos whole = {doc->path, 0, 0};
    for (size_t i = 0; i < COUNT(foreign); i++)
        if (doc->source_size >= foreign[i].n &&
            (!memcmp(doc->source, foreign[i].magic, foreign[i].n) ||
             (foreign[i].magic[0] == '<' &&
              !strncasecmp(doc->source, foreign[i].magic, foreign[i].n)))) {
            diag_report(dg, whole, MSG_XML_OTHER_KIND, diag_term(dg, foreign[i].what));
            return true;
        }
    return false;
}

/* Two zero bytes in a row stand in no text of one byte a character. */
static bool refuse_binary(const xml_doc *doc, diag *dg)
{
    const size_t head = doc->source_size < 512 ? doc->source_size : 512;

    for (size_t i = 0; i + 1 < head; i++)
        if (!doc->source[i] && !doc->source[i + 1]) {
            diag_report(dg, ((src_pos){doc->path, 0, 0}), MSG_XML_OTHER_KIND,
                        diag_term(dg, N_("a binary file")));
            return true;
        }
    return false;
}

/* UTF-16 and UTF-8 marks; the number of bytes to skip goes to *skip. */
static const char *encoding_by_mark(const char *s, size_t n, size_t *skip)
{
    *skip = 0;
    if (n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3)) {
        *skip = 3;
        return "UTF-8";
    }
    if (n >= 2 && !memcmp(s, "\xFF\xFE", 2)) {
        *skip = 2;
        return "UTF-16LE";
    }
    if (n >= 2 && !memcmp(s, "\xFE\xFF", 2)) {
        *skip = 2;
        return "UTF-16BE";
    }
    if (n >= 2 && s[0] == '<' && !s[1])
        return "UTF-16LE";
    if (n >= 2 && !s[0] && s[1] == '<')
        return "UTF-16BE";
    return NULL;
}

/* The name in encoding="…" of an XML declaration at the start of ASCII-compatible text. */
static bool declared_encoding(const char *s, size_t n, char *name, size_t room)
{
    const char *end, *at = s;
    size_t len = 0;
    char quote;

    if (n < 6 || memcmp(s, "<?xml", 5) || !(end = memchr(s, '>', n < 400 ? n : 400)))
        return false;
    while (at + 8 < end && memcmp(at, "encoding", 8))
        at++;
    for (at += 8; at < end && strchr(" \t\r\n=", *at); at++)
        ;
    if (at >= end || (*at != '"' && *at != '\''))
        return false;
    for (quote = *at++; at < end && *at != quote && len + 1 < room; at++)
        name[len++] = *at;
    name[len] = '\0';
    return len > 0;
}

static size_t find_encoding(const char *name)
{
    size_t i = 0;

    while (i < COUNT(encodings) && strcasecmp(encodings[i].name, name))
        i++;
    return i;
}

/* Give the document `b`'s text, which may be only a beginning, so that a place can be told. */
static void take_text(xml_doc *doc, strbuf *b)
{
    doc->text = arena_strndup(doc->mem, strbuf_text(b), b->len);
    doc->size = b->len;
    strbuf_free(b);
}

static src_pos place_of_end(xml_doc *doc, const char *text, size_t size, diag *dg)
{
    doc->text = text;
    doc->size = size;
    return xml_survey(doc, dg) ? xml_offset_pos(doc, size) : (src_pos){doc->path, 0, 0};
}

static void report_bad_byte(xml_doc *doc, src_pos pos, unsigned char byte, const char *encoding,
                            diag *dg)
{
    const char *guess = xml_guess_encoding(doc->source, doc->source_size, NULL);
    char hex[8];

    snprintf(hex, sizeof hex, "%02X", byte);
    if (guess && strcmp(guess, encoding))
        diag_report(dg, pos, MSG_XML_WRONG_ENCODING, encoding, guess);
    else
        diag_report(dg, pos, MSG_XML_BAD_BYTE, hex, encoding);
}

/* UTF-8 stays where it is: it is only checked (Unicode 15.0, table 3-7). */
static bool check_utf8(xml_doc *doc, size_t skip, diag *dg)
{
    const char *text = doc->source + skip;
    const size_t size = doc->source_size - skip, sound = utf8_sound(text, size);

    doc->encoding = "UTF-8";
    doc->skipped = skip;
    if (sound < size) {
        src_pos pos = place_of_end(doc, text, sound, dg);
        if (pos.line)
            report_bad_byte(doc, pos, (unsigned char)text[sound], "UTF-8", dg);
        return false;
    }
    doc->text = text;
    doc->size = size;
    return true;
}

static void append_utf16(strbuf *out, const UChar *from, const UChar *to)
{
    while (from < to) {
        uint32_t cp = *from++;
        if (cp >= 0xD800 && cp < 0xDC00 && from < to)
            cp = 0x10000 + ((cp - 0xD800) << 10) + (uint32_t)(*from++ - 0xDC00);
        strbuf_add_utf8(out, cp);
    }
}

/* Is there a C1 control in what was decoded? No text has one: in single-byte encodings it stands
 * for a byte without meaning. */
static bool has_c1(const UChar *from, const UChar *to)
{
    for (; from < to; from++)
        if (*from >= 0x80 && *from < 0xA0)
            return true;
    return false;
}

/* Decode with `cnv`; false at the first byte without meaning, whose address goes to *bad. */
static bool decode_all(UConverter *cnv, const char *s, const char *end, bool single, strbuf *out,
                       const char **bad)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar chunk[2048];

    ucnv_setToUCallBack(cnv, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    do {
        UChar *to = chunk;
        const char *from = s;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(cnv, &to, chunk + COUNT(chunk), &s, end, NULL, 1, &error);
        if (single && has_c1(chunk, to)) {
            for (to = chunk; !has_c1(to, to + 1); to++)
                from++;
            error = U_ILLEGAL_CHAR_FOUND;
            s = from + 1;
        }
        append_utf16(out, chunk, to);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    *bad = s > end || s == NULL ? end : s - 1;
    return U_SUCCESS(error);
}

static bool decode_with(xml_doc *doc, const char *icu, const char *show, size_t skip, diag *dg)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open(icu, &error);
    strbuf out = STRBUF_INIT;
    const char *bad;
    bool ok;

    if (U_FAILURE(error)) {
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, icu);
        return false;
    }
    doc->encoding = icu;
    doc->skipped = skip;
    ok = decode_all(cnv, doc->source + skip, doc->source + doc->source_size,
                    ucnv_getMaxCharSize(cnv) == 1, &out, &bad);
    ucnv_close(cnv);
    take_text(doc, &out);
    if (!ok) {
        src_pos pos = place_of_end(doc, doc->text, doc->size, dg);
        if (pos.line)
            report_bad_byte(doc, pos, (unsigned char)*bad, show, dg);
    }
    return ok;
}

/* A single-byte encoding is declared: do the letters look like it? */
static bool believe(const xml_doc *doc, const char *show, diag *dg)
{
    const char *guess = xml_guess_encoding(doc->source, doc->source_size, show);

    if (!guess)
        return true;
    diag_report(dg, ((src_pos){doc->path, 1, 1}), MSG_XML_WRONG_ENCODING, show, guess);
    return false;
}

/* What the declaration says must agree with what the bytes show. */
static bool decode_declared(xml_doc *doc, const char *mark, size_t skip, diag *dg)
{
    const src_pos top = {doc->path, 1, 1};
    char name[64] = "UTF-8";
    const bool declared =
        declared_encoding(doc->source + skip, doc->source_size - skip, name, sizeof name);
    const size_t i = find_encoding(name);

    if (i == COUNT(encodings)) {
        diag_report(dg, top, MSG_XML_UNKNOWN_ENCODING, diag_text(dg, name, strlen(name)));
        return false;
    }
    if (declared &&
        (!strcmp(encodings[i].icu, "UTF-16") || (mark && strcmp(encodings[i].icu, "UTF-8")))) {
        const char *guess = mark ? mark : xml_guess_encoding(doc->source, doc->source_size, NULL);
        diag_report(dg, top, MSG_XML_WRONG_ENCODING, encodings[i].show, guess ? guess : "UTF-8");
        return false;
    }
    if (!strcmp(encodings[i].icu, "UTF-8"))
        return check_utf8(doc, skip, dg);
    return believe(doc, encodings[i].show, dg) &&
           decode_with(doc, encodings[i].icu, encodings[i].show, skip, dg);
}

/* After UTF-16 the declaration, if there is one, is readable and must not name another. */
static bool decode_utf16(xml_doc *doc, const char *mark, size_t skip, diag *dg)
{
    char name[64];

    if (!decode_with(doc, mark, "UTF-16", skip, dg))
        return false;
    if (declared_encoding(doc->text, doc->size, name, sizeof name) &&
        strncasecmp(name, "utf-16", 6)) {
        diag_report(dg, ((src_pos){doc->path, 1, 1}), MSG_XML_WRONG_ENCODING,
                    diag_text(dg, name, strlen(name)), "UTF-16");
        return false;
    }
    return true;
}

bool xml_decode(xml_doc *doc, diag *dg)
{
    const char *mark;
    size_t skip;

    if (!doc->source_size) {
        diag_report(dg, ((src_pos){doc->path, 0, 0}), MSG_XML_EMPTY);
        return false;
    }
    if (refuse_foreign(doc, dg))
        return false;
    mark = encoding_by_mark(doc->source, doc->source_size, &skip);
    if (mark && strncmp(mark, "UTF-8", 5))
        return decode_utf16(doc, mark, skip, dg);
    return !refuse_binary(doc, dg) && decode_declared(doc, mark, skip, dg);
}
