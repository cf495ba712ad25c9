/* hyphen_file.c - a dictionary opened by libhyphen, asked in code points.
 *
 * libhyphen works on bytes in the encoding that the file's first line names: UTF-8, or a single-byte
 * one (loads twice as fast), into which ICU converts. It follows only the longest pattern that ends
 * at a letter, so that a file must hold each pattern joined with those inside it: the script
 * substrings.pl of the library does that (tools/prepare-dictionary.sh) where the distribution has
 * not. Without it, «воспитание» loses the point after «вос». What make has compiled of such a file is
 * read instead of it (hyphen_compiled.c). */
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/utf8.h"
#include "text/hyphen_compiled.h"
#include "text/hyphen_int.h"

enum { MAX_BYTES = MAX_LETTERS * 4, ROOM = 5 /* as hyphen.h asks for */ };

struct hyphen_file {
    HyphenDict *dict;
    bool compiled, refused; /* what make has compiled is read; is there, but not sound */
    UConverter *encoding;   /* NULL: UTF-8 */
};

/* ---- opening ---- */

static UConverter *open_encoding(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *conv = *name ? ucnv_open(name, &status) : NULL;

    if (conv && U_SUCCESS(status) && ucnv_getMaxCharSize(conv) == 1)
        return conv;
    ucnv_close(conv);
    return NULL;
}

/* The level that holds the patterns; the one above divides compounds. */
static const HyphenDict *last_level(const HyphenDict *dict)
{
    while (dict->nextlevel)
        dict = dict->nextlevel;
    return dict;
}

hyphen_file *hyphen_file_load(const char *path)
{
    HyphenDict *compiled = hyphen_compiled_load(path);
    HyphenDict *dict = compiled ? compiled : hnj_hyphen_load(path);
    hyphen_file *f;

    if (!dict)
        return NULL;
    f = mem_alloc(sizeof *f);
    f->dict = dict;
    f->compiled = compiled != NULL;
    f->refused = !compiled && hyphen_compiled_there(path);
    if (!dict->utf8)
        f->encoding = open_encoding(dict->cset);
    if ((dict->utf8 || f->encoding) && last_level(dict)->num_states > 1)
        return f;
    hyphen_file_free(f);
    return NULL;
}

bool hyphen_file_refused(const hyphen_file *f)
{
    return f->refused;
}

void hyphen_file_free(hyphen_file *f)
{
    if (!f)
        return;
    if (f->compiled)
        hyphen_compiled_free(f->dict);
    else
        hnj_hyphen_free(f->dict);
    ucnv_close(f->encoding);
    mem_free(f);
}

int hyphen_file_left(const hyphen_file *f)
{
    return f->dict->lhmin;
}

int hyphen_file_right(const hyphen_file *f)
{
    return f->dict->rhmin;
}

/* ---- a word ---- */

/* One byte for each letter; a letter that the encoding does not know becomes one that no pattern
 * knows. */
static int encode_bytes(UConverter *conv, const uint32_t *cps, size_t count, char *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar word[MAX_LETTERS];

    for (size_t i = 0; i < count; i++)
        word[i] = cps[i] > 0xFFFF ? 0xFFFD : (UChar)cps[i];
    return ucnv_fromUChars(conv, out, MAX_BYTES, word, (int32_t)count, &status);
}

/* The word as the dictionary writes it, with a NUL; its length. */
static int encode(const hyphen_file *f, const uint32_t *cps, size_t count, char *out)
{
    int n = 0;

    if (f->encoding)
        n = encode_bytes(f->encoding, cps, count, out);
    else
        for (size_t i = 0; i < count; i++)
            n += (int)utf8_encode(cps[i], out + n);
    out[n] = '\0';
    return n;
}

/* What libhyphen allocated: `rep` says which points change the spelling. Those are left out, for a
 * line of ours is divided by a hyphen only. */
static void drop_changes(char **rep, int n, uint8_t *points, size_t count)
{
    for (int i = 0; rep && i < n; i++) {
        if (rep[i] && (size_t)i + 1 < count)
            points[i + 1] = 0;
        free(rep[i]);
    }
    free(rep);
}

void hyphen_file_points(const hyphen_file *f, const uint32_t *cps, size_t count, uint8_t *points)
{
    char word[MAX_BYTES + 1], hyphens[MAX_BYTES + ROOM];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    const int n = encode(f, cps, count, word);

    memset(points, 0, count);
    if (count < 2)
        return;
    hnj_hyphen_hyphenate3(f->dict, word, n, hyphens, NULL, &rep, &pos, &cut, 1, 1, 1, 1);
    for (size_t k = 1; k < count; k++)
        points[k] = hyphens[k - 1] & 1;
    drop_changes(rep, n, points, count);
    free(pos);
    free(cut);
}
