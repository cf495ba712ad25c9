/* hyphen.c - where a word may be divided: libhyphen under the rules of orthography.
 *
 * A word is cut at its own hyphens, each part is looked up alone (patterns would see letters of
 * the neighbour otherwise), and each point of the dictionary is held against what patterns do not
 * know: fewest letters on both sides, letters that begin no line, a vowel on both sides, capitals.
 * Layout asks for the same words again and again, so the last answers are kept. */
#include <string.h>
#include <unicode/uchar.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "text/chars.h"
#include "text/hyphen_int.h"

typedef struct {
    uint32_t cps[MAX_LETTERS];    /* lower case, marks left out */
    uint32_t traits[MAX_LETTERS]; /* hyphen_int.h */
    uint32_t at[MAX_LETTERS];     /* byte offsets in the word */
    size_t count;
    bool too_long;
} word_part;

typedef enum { KIND_LETTER, KIND_MARK, KIND_HYPHEN, KIND_DIGIT, KIND_OTHER } char_kind;

/* ---- reading the word ---- */

/* Most letters: answered without asking ICU. */
static bool is_plain_letter(uint32_t cp)
{
    return (cp >= 0x410 && cp <= 0x44F) || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static char_kind classify(uint32_t cp)
{
    if (is_plain_letter(cp))
        return KIND_LETTER;
    if (cp == '-' || cp == 0xAD || cp == 0x2010 || cp == 0x2011 || cp == 0x2060)
        return KIND_HYPHEN;
    if (hyphen_is_apostrophe(cp))
        return KIND_LETTER;
    switch (u_charType((UChar32)cp)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return KIND_LETTER;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return KIND_MARK;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
        return KIND_DIGIT;
    default:
        return KIND_OTHER;
    }
}

/* A part that is too long is left without letters. */
static void add_letter(const hyphen_dict *d, word_part *p, uint32_t cp, size_t at)
{
    letter_note l;

    if (p->count == MAX_LETTERS) {
        p->too_long = true;
        return;
    }
    l = hyphen_dict_letter(d, cp);
    p->cps[p->count] = l.read;
    p->traits[p->count] = l.traits;
    p->at[p->count++] = (uint32_t)at;
}

/* ---- dividing a part ---- */

/* Points between the first and the last vowel have one on both sides. */
static void find_vowels(const word_part *p, size_t *first, size_t *last)
{
    *first = 0;
    *last = p->count;
    while (*first < p->count && !(p->traits[*first] & LETTER_VOWEL))
        ++*first;
    while (*last > *first && !(p->traits[*last - 1] & LETTER_VOWEL))
        --*last;
}

/* May the part be divided before its letter k? */
static bool allows(const word_part *p, size_t k)
{
    return !(p->traits[k] & LETTER_NEVER_FIRST) && p->cps[k - 1] != '\'';
}

/* One that is not the first letter: an abbreviation. */
static bool has_capitals(const word_part *p)
{
    uint32_t traits = 0;

    for (size_t k = 1; k < p->count; k++)
        traits |= p->traits[k];
    return traits & LETTER_CAPITAL;
}

static size_t divide(const hyphen_dict *d, const word_part *p, size_t left, size_t right,
                     uint8_t *points)
{
    uint8_t allowed[MAX_LETTERS];
    size_t first, last, found = 0;

    if (p->too_long || p->count < left + right || has_capitals(p))
        return 0;
    hyphen_file_points(d->file, p->cps, p->count, allowed);
    find_vowels(p, &first, &last);
    for (size_t k = left; k + right <= p->count; k++)
        if (allowed[k] && k > first && k < last && allows(p, k)) {
            points[p->at[k]] = 1;
            found++;
        }
    return found;
}

/* ---- a word ---- */

/* The word is read to its end before it is known to be one: what stands around it is no part of
 * it, but digits and anything else inside make it no word of a language. */
static bool divide_parts(const hyphen_dict *d, const char *word, size_t n, size_t left,
                         size_t right, uint8_t *points, size_t *found)
{
    bool inside = false, gap = false;
    word_part part;
    size_t len;

    part.count = 0;
    part.too_long = false;
    for (size_t at = 0; at < n; at += len) {
        const uint32_t cp = utf8_decode(word + at, n - at, &len);
        const char_kind kind = classify(cp);
        if (kind == KIND_OTHER) {
            gap = inside;
            continue;
        }
        if (kind == KIND_DIGIT || gap)
            return false;
        inside = true;
        if (kind == KIND_LETTER)
            add_letter(d, &part, cp, at);
        if (kind == KIND_HYPHEN) {
            *found += divide(d, &part, left, right, points);
            part.count = 0;
            part.too_long = false;
        }
    }
    *found += divide(d, &part, left, right, points);
    return true;
}

/* `points` are 0 before. */
static size_t divide_word(const hyphen_dict *d, const char *word, size_t n, size_t left,
                          size_t right, uint8_t *points)
{
    size_t found = 0;

    if (divide_parts(d, word, n, left, right, points, &found))
        return found;
    memset(points, 0, n);
    return 0;
}

/* Never 0. */
static uint32_t hash_of(const char *word, size_t n)
{
    return hash_short(HASH_SHORT_START, word, n) | 1u << 31;
}

static recent_set *set_of(const hyphenator *h, uint32_t hash)
{
    return &h->recent[hash % h->sets];
}

/* A place for a word of the hash; true if another was there. */
static bool take_way(recent_set *set, uint32_t hash, recent_word **way)
{
    const uint32_t k = set->next++ % RECENT_WAYS;
    const bool taken = set->hash[k];

    set->hash[k] = hash;
    *way = &set->way[k];
    return taken;
}

static void widen(hyphenator *h)
{
    const hyphenator narrow = *h;
    recent_word *way;

    h->sets = narrow.sets ? narrow.sets * 2 : FIRST_SETS;
    h->pushed_out = 0;
    h->recent = mem_alloc(h->sets * sizeof *h->recent);
    for (size_t i = 0; i < narrow.sets; i++)
        for (int k = 0; k < RECENT_WAYS; k++) {
            const recent_set *from = &narrow.recent[i];
            if (!from->hash[k])
                continue;
            take_way(set_of(h, from->hash[k]), from->hash[k], &way);
            *way = from->way[k];
        }
    mem_free(narrow.recent);
}

static size_t read_recent(const recent_word *r, uint8_t *points)
{
    size_t found = 0;

    for (uint64_t left = r->points; left; left &= left - 1) {
        points[__builtin_ctzll(left)] = 1;
        found++;
    }
    return found;
}

static void write_recent(hyphenator *h, const hyphen_dict *d, const char *word, size_t n,
                         uint32_t hash, size_t left, size_t right, const uint8_t *points)
{
    recent_word *r;

    h->pushed_out += take_way(set_of(h, hash), hash, &r);
    *r = (recent_word){d, 0, (uint8_t)left, (uint8_t)right, (uint8_t)n, {0}};
    memcpy(r->text, word, n);
    for (size_t i = 0; i < n; i++)
        r->points |= (uint64_t)points[i] << i;
    if (h->pushed_out > h->sets && h->sets < MOST_SETS)
        widen(h);
}

static const recent_word *find_recent(const hyphenator *h, const hyphen_dict *d, const char *word,
                                      size_t n, uint32_t hash, size_t left, size_t right)
{
    const recent_set *set = set_of(h, hash);

    for (int k = 0; k < RECENT_WAYS; k++) {
        const recent_word *r = &set->way[k];
        if (set->hash[k] == hash && r->dict == d && r->n == n && r->left == left &&
            r->right == right && !memcmp(r->text, word, n))
            return r;
    }
    return NULL;
}

static size_t larger(int a, int b)
{
    return (size_t)(a > b ? a : b);
}

size_t hyphenate(hyphenator *h, const char *language, const char *word, size_t n,
                 hyphen_limits limits, uint8_t *points)
{
    const hyphen_dict *d = hyphen_dict_find(h, language);
    const size_t left = d ? larger(limits.remain, d->left) : 0;
    const size_t right = d ? larger(limits.push, d->right) : 0;
    const recent_word *known;
    uint32_t hash;
    size_t found;

    memset(points, 0, n + 1);
    if (!d)
        return 0;
    if (left > MAX_LETTERS || right > MAX_LETTERS || n > RECENT_TEXT)
        return divide_word(d, word, n, left, right, points);
    if (!h->recent)
        widen(h);
    hash = hash_of(word, n);
    if ((known = find_recent(h, d, word, n, hash, left, right)))
        return read_recent(known, points);
    found = divide_word(d, word, n, left, right, points);
    write_recent(h, d, word, n, hash, left, right, points);
    return found;
}
