/* hyphen_file.c - a dictionary opened by libhyphen, asked in code points.
 *
 * libhyphen works on bytes in the encoding that the file's first line names: UTF-8, or a
 * single-byte one (loads twice as fast). It follows only the longest
 * pattern that ends at a letter, so that a file must hold each pattern joined with those inside it:
 * the script substrings.pl of the library does that (tools/prepare-dictionary.sh) where the
 * distribution has not. Without it, «воспитание» loses the point after «вос». What make has
 * compiled of such a file is read instead of it (hyphen_compiled.c). */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/hyphen_compiled.h"
#include "text/hyphen_int.h"
#include "text/hyphen_letters.h"

enum { MAX_BYTES = MAX_LETTERS * 4, ROOM = 5 /* as hyphen.h asks for */ };
enum { KNOWN = 0x400, KNOWN_END = 0x500, /* Cyrillic */ UNKNOWN = 0x1A };

struct hyphen_file {
    HyphenDict *dict, *last;       /* all levels; the last one */
    hyphen_compiled *compiled;     /* what make has compiled, if that is read */
    bool refused;                  /* it is there, but not sound */
    bool divides[256];             /* bytes of the patterns of all levels but the last */
    uint16_t letters[256];         /* of its bytes, if it is not in UTF-8 */
    char known[KNOWN_END - KNOWN]; /* the bytes of letters */
};

/* ---- opening ---- */

/* How the dictionary writes Cyrillic. */
static void note_letters(hyphen_file *f)
{
    memset(f->known, UNKNOWN, sizeof f->known);
    for (int i = 0; i < 256; i++)
        if (f->letters[i] >= KNOWN && f->letters[i] < KNOWN_END)
            f->known[f->letters[i] - KNOWN] = (char)i;
}

/* False if the encoding is unknown. */
static bool read_letters(hyphen_file *f)
{
    if (f->compiled)
        memcpy(f->letters, hyphen_compiled_letters(f->compiled), sizeof f->letters);
    else if (!hyphen_letters(f->dict->cset, f->letters))
        return false;
    note_letters(f);
    return true;
}

/* The level that holds the patterns; the one above divides compounds. */
static HyphenDict *last_level(HyphenDict *dict)
{
    while (dict->nextlevel)
        dict = dict->nextlevel;
    return dict;
}

static void note_level(hyphen_file *f, const HyphenDict *d)
{
    const char *sign = d->nohyphen;

    for (int i = 0; i < d->num_states; i++)
        for (int k = 0; k < d->states[i].num_trans; k++)
            f->divides[(unsigned char)d->states[i].trans[k].ch] = true;
    for (int i = 0; sign && i <= d->nohyphenl; i++, sign++)
        for (; *sign; sign++)
            f->divides[(unsigned char)*sign] = true;
}

/* A word without any byte that the levels above the last know of goes to the last one as it is: it
 * is asked at once. */
static void note_dividing(hyphen_file *f)
{
    for (const HyphenDict *d = f->dict; d->nextlevel; d = d->nextlevel)
        note_level(f, d);
}

static HyphenDict *level_for(const hyphen_file *f, const char *word, int n)
{
    for (int i = 0; i < n; i++)
        if (f->divides[(unsigned char)word[i]])
            return f->dict;
    return f->last;
}

hyphen_file *hyphen_file_load(const char *path)
{
    hyphen_compiled *compiled = hyphen_compiled_load(path);
    HyphenDict *dict = compiled ? hyphen_compiled_dict(compiled) : hnj_hyphen_load(path);
    hyphen_file *f;

    if (!dict)
        return NULL;
    f = mem_alloc(sizeof *f);
    f->dict = dict;
    f->last = last_level(dict);
    f->compiled = compiled;
    f->refused = !compiled && hyphen_compiled_there(path);
    note_dividing(f);
    if ((dict->utf8 || read_letters(f)) && f->last->num_states > 1)
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
        hyphen_compiled_free(f->compiled);
    else
        hnj_hyphen_free(f->dict);
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

/* A letter that the encoding does not know becomes one that no pattern knows. */
static char encode_letter(const hyphen_file *f, uint32_t cp)
{
    if (cp >= KNOWN && cp < KNOWN_END)
        return f->known[cp - KNOWN];
    if (cp < 0x80)
        return (char)cp;
    for (int i = 0x80; i < 0x100; i++)
        if (f->letters[i] == cp)
            return (char)i;
    return UNKNOWN;
}

/* The word as the dictionary writes it, with a NUL; its length. */
static int encode(const hyphen_file *f, const uint32_t *cps, size_t count, char *out)
{
    int n = 0;

    for (size_t i = 0; i < count; i++)
        if (!f->dict->utf8)
            out[n++] = encode_letter(f, cps[i]);
        else
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

void hyphen_file_points(hyphen_file *f, const uint32_t *cps, size_t count, uint8_t *points)
{
    char word[MAX_BYTES + 1], hyphens[MAX_BYTES + ROOM];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    const int n = encode(f, cps, count, word);

    memset(points, 0, count);
    if (count < 2)
        return;
    hnj_hyphen_hyphenate3(level_for(f, word, n), word, n, hyphens, NULL, &rep, &pos, &cut, 1, 1, 1,
                          1);
    for (size_t k = 1; k < count; k++)
        points[k] = hyphens[k - 1] & 1;
    drop_changes(rep, n, points, count);
    free(pos);
    free(cut);
}
