/* conform.c - a level is not claimed unless the file keeps it: what a document cannot keep is an
 * error where it stands. What the writer itself can see to (fonts, colours, metadata) needs no word
 * here. */
#include <string.h>

#include "pdf/pdf_int.h"

enum { MAX_SAVED = 28 }; /* graphics states within each other */

static void refuse_ua(pdf_writer *w, src_pos pos, message_id why)
{
    diag_report(w->dg, pos, why, "PDF/UA-1");
}

void conform_refuse(pdf_writer *w, src_pos pos, message_id why, const char *what)
{
    diag_report(w->dg, pos, why, w->level->title, what);
}

/* Our colours are sRGB, and so is the only output intent (19005-1, 6.2.3.3; -2, 6.2.4.3). */
void conform_image(pdf_writer *w, const image *m, src_pos pos)
{
    if (!w->level->part)
        return;
    if (image_is_cmyk(m))
        conform_refuse(w, pos, MSG_LEVEL_CMYK,
                       diag_text(w->dg, image_uri(m), strlen(image_uri(m))));
    if (image_is_masked(m) && !w->level->transparent)
        conform_refuse(w, pos, MSG_LEVEL_TRANSPARENT, NULL);
}

/* No .notdef, no text that nobody can read (19005-2, 6.2.11.8 and 6.2.11.7.3). */
void conform_text(pdf_writer *w, src_pos pos)
{
    if (w->level->part > 1)
        conform_refuse(w, pos, MSG_LEVEL_GLYPH, NULL);
}

/* Limits of ISO 19005-1, 6.1.12, and -2, 6.1.13. */
void conform_page(pdf_writer *w, const page_record *page, src_pos pos)
{
    if (!w->level->part)
        return;
    if (page->w < PT(3) || page->h < PT(3) || page->w > PT(14400) || page->h > PT(14400))
        conform_refuse(w, pos, MSG_LEVEL_PAGE, NULL);
    if (w->page.deepest > MAX_SAVED)
        conform_refuse(w, pos, MSG_LEVEL_DEPTH, NULL);
}

/* PDF/UA-1, 7.3: what is no text has a text in its place. */
static void conform_figures(pdf_writer *w)
{
    const tags *t = w->tags;

    for (uint32_t e = 1; e <= t->element_count; e++) {
        const tag_type type = tags_standard(t, t->elements[e].type);
        const tag_extra *x = t->elements[e].extra ? &t->extras[t->elements[e].extra] : NULL;
        if ((type == TAG_FIGURE || type == TAG_FORMULA) && !(x && x->alternative))
            refuse_ua(w, x ? x->pos : w->info.pos, MSG_LEVEL_ALTERNATIVE);
    }
}

static bool given(const char *s)
{
    return s && *s;
}

/* Only what may be embedded by anyone (19005-1, 6.3.4; -2, 6.2.11.4). */
static void conform_fonts(pdf_writer *w)
{
    const font *face;

    for (size_t i = 0; w->level->part && (face = fonts_face(w->fonts, i)); i++)
        if (!font_may_be_embedded(face))
            conform_refuse(w, w->info.pos, MSG_LEVEL_FONT, font_postscript_name(face));
}

/* PDF/UA-1 wants a title to show (7.1) and a language (7.2). */
void conform_document(pdf_writer *w)
{
    conform_fonts(w);
    if (!w->level->ua)
        return;
    if (!given(w->info.title))
        refuse_ua(w, w->info.pos, MSG_LEVEL_TITLE);
    if (!given(w->info.language))
        refuse_ua(w, w->info.pos, MSG_LEVEL_LANGUAGE);
    conform_figures(w);
}
