/* glyphs.c - see glyphs.h. What comes is looked at once, byte by byte; what every font of the
 * configuration has is passed over. Of characters that follow each other only the first is told. */
#include "documents/glyphs.h"

#include <string.h>

#include "base/utf8.h"
#include "documents/omitted.h"
#include "text/charname.h"

/* The look of the editions' texts: its last resorts are those of all (fonts.ini). */
#define FAMILIES "serif"

typedef struct {
    metrics *fonts;
    const xml_doc *doc;
    const char *edition_dir;
    omissions *omitted; /* NULL: not yet */
    arena *mem;
    size_t count;
    diag *dg;
} search;

/* White space, Latin, Russian and the signs of both. */
static bool is_ordinary(uint32_t cp)
{
    return cp < 0x17F || (cp >= 0x400 && cp < 0x460) || (cp >= 0x2010 && cp < 0x2027) ||
           cp == 0x2116;
}

static bool is_private(uint32_t cp)
{
    return (cp >= 0xE000 && cp < 0xF900) || cp >= 0xF0000;
}

/* In any weight and slant: which the text has only the stylesheet knows. */
static bool has_glyph(const search *s, uint32_t cp)
{
    bool has = false;

    for (int look = 0; look < 4 && !has; look++)
        has = s->fonts->match_char(s->fonts, FAMILIES, look & 1 ? 700 : 400, look & 2, cp);
    return has;
}

static bool is_missing(const search *s, uint32_t cp)
{
    return !is_ordinary(cp) && (is_private(cp) || !has_glyph(s, cp));
}

static bool is_printed(search *s, const xmlNode *text)
{
    if (!s->omitted)
        s->omitted = omissions_load(s->edition_dir, s->doc, s->dg);
    return s->omitted && !omissions_reason(s->omitted, text);
}

static void tell(search *s, const xmlNode *text, size_t at, uint32_t cp)
{
    const src_pos where = xml_text_pos(s->doc, text, at);

    s->count++;
    if (has_glyph(s, cp))
        diag_report(s->dg, where, MSG_LEVEL_GLYPH, "PDF/A-3a");
    else
        diag_report_as(s->dg, SEV_ERROR, where, MSG_NO_GLYPH, char_describe(s->mem, cp), FAMILIES);
}

static void look_at(search *s, const xmlNode *text)
{
    const char *bytes = (const char *)text->content;
    const size_t size = strlen(bytes);
    bool before = false;
    size_t len;

    for (size_t at = 0; at < size; at += len) {
        const uint32_t cp = utf8_decode(bytes + at, size - at, &len);
        const bool missing = is_missing(s, cp);
        if (missing && !before && !is_printed(s, text))
            return;
        if (missing && !before)
            tell(s, text, at, cp);
        before = missing;
    }
}

size_t glyphs_tell_missing(metrics *fonts, const xml_doc *doc, const char *edition_dir, diag *dg)
{
    search s = {
        .fonts = fonts, .doc = doc, .edition_dir = edition_dir, .mem = arena_new(), .dg = dg};

    shaper_serve(fonts, dg);
    for (xmlNodePtr n = xmlDocGetRootElement(xml_tree(doc)); n; n = xml_following(n))
        if (n->type == XML_TEXT_NODE)
            look_at(&s, n);
    omissions_free(s.omitted);
    arena_free(s.mem);
    return s.count;
}
