/* lookalike_twins.c - which Russian letter a Latin one looks like, and what a part says if it is
 * read so.
 *
 * ICU's confusables are asked once, and only by a document that has Latin letters. */
#include <string.h>
#include <unicode/uspoof.h>

#include "base/utf8.h"
#include "text/lookalike_int.h"

static bool skeleton(USpoofChecker *checker, uint32_t cp, char out[32])
{
    UErrorCode status = U_ZERO_ERROR;
    char in[4];
    int32_t n =
        uspoof_getSkeletonUTF8(checker, 0, in, (int32_t)utf8_encode(cp, in), out, 32, &status);

    return U_SUCCESS(status) && n > 0 && n < 32;
}

static void find_twin(lookalike *l, USpoofChecker *checker, uint32_t latin)
{
    char wanted[32], other[32];

    if (!skeleton(checker, latin, wanted))
        return;
    for (uint32_t cp = CYRILLIC_FIRST; cp < CYRILLIC_FIRST + CYRILLIC_COUNT; cp++) {
        if (!char_is_russian(cp) || char_is_upper(cp) != char_is_upper(latin) ||
            !skeleton(checker, cp, other) || strcmp(wanted, other))
            continue;
        l->russian_twin[latin] = (uint16_t)cp;
        l->latin_twin[cp - CYRILLIC_FIRST] = (uint8_t)latin;
    }
}

/* The confusables are asked once, and only by a document that has Latin letters. */
void look_learn_twins(lookalike *l)
{
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker;

    if (l->twins_known)
        return;
    l->twins_known = true;
    checker = uspoof_open(&status);
    if (U_FAILURE(status))
        return;
    for (uint32_t latin = 'A'; latin <= 'z'; latin++)
        if (char_is_latin(latin))
            find_twin(l, checker, latin);
    uspoof_close(checker);
}

/* ---- readings ---- */

/* A piece of the part that the scanner's table reads otherwise: «III» → «Ш». */
static size_t scanner_reading(const look_work *w, size_t at, const look_part *p, strbuf *out)
{
    const text_chars *t = &w->t;
    const char *shape, *meant;

    for (size_t i = 0; word_lists_pair(w->l->lists, "scanner", i, &shape, &meant); i++) {
        size_t n = strlen(shape);
        if (t->c[at].at + n > t->c[p->to].at || strncmp(t->text + t->c[at].at, shape, n))
            continue;
        strbuf_adds(out, meant);
        return utf8_count(shape, n);
    }
    return 0;
}

/* The part as Russian letters; NULL if a letter has no reading. *sure is false if the scanner's
 * table was needed. */
const char *look_reading(const look_work *w, const look_part *p, bool *sure)
{
    strbuf out = STRBUF_INIT;
    const char *text = NULL;
    size_t i = p->from;

    *sure = true;
    while (i < p->to) {
        uint32_t cp = w->t.c[i].cp, twin = char_is_russian(cp) ? cp : russian_twin(w->l, cp);
        size_t step = twin ? 0 : scanner_reading(w, i, p, &out);
        if (twin)
            strbuf_add_utf8(&out, twin);
        else if (step == 0)
            break;
        *sure = *sure && twin;
        i += twin ? 1 : step;
    }
    if (i >= p->to)
        text = arena_strdup(w->t.mem, strbuf_text(&out));
    strbuf_free(&out);
    return text;
}
