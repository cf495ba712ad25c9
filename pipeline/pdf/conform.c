/* conform.c - a level is not claimed unless the file keeps it: what a document cannot keep is an error
 * where it stands. What the writer itself can see to (fonts, colours, metadata) needs no word here. */
#include <string.h>

#include "pdf/pdf_int.h"

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

static bool given(const char *s)
{
    return s && *s;
}

/* PDF/UA-1 wants a title to show (7.1) and a language (7.2). */
void conform_document(pdf_writer *w)
{
    if (!w->level->ua)
        return;
    if (!given(w->info.title))
        conform_refuse(w, w->info.pos, MSG_LEVEL_TITLE, NULL);
    if (!given(w->info.language))
        conform_refuse(w, w->info.pos, MSG_LEVEL_LANGUAGE, NULL);
}
