/* hyphen_patterns.c - Liang's algorithm over dictionaries in libhyphen's format.
 *
 * In comes a pattern file (TeX's patterns, an encoding in its first line), out come the values
 * between the letters of a word: the largest of all patterns that lie in it, odd where it may be
 * divided. Patterns stand in a trie whose edges are one hash table; a word costs a walk from each
 * of its letters.
 *
 * Why not libhyphen itself: it follows only the longest pattern that ends at a letter, which is
 * right for files prepared by its own tool. Debian's Russian file was not, so that libhyphen finds
 * «воспи-та-ние» and «парт-нёрство» where the patterns say «вос-пи-та-ние» and «парт-нёр-ство».
 * Where a file was prepared (English), both agree, which a test holds. Loading takes a quarter of
 * libhyphen's time or less. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/utf8.h"
#include "text/hyphen_int.h"

enum { MAX_FILE = 16 * 1024 * 1024, FIRST_EDGES = 16384, MAX_PATTERN = 64 };

/* From state `from` by letter `cp` to state `to`; 0 (the root) marks an empty slot. */
typedef struct {
    uint32_t from, cp, to;
} edge;

struct hyphen_patterns {
    edge *edges; /* open addressing */
    size_t slots, edge_count;
    uint32_t *values; /* of each state: offset in `digits` of its pattern's values, 0 if none */
    size_t states, values_cap;
    uint8_t *digits; /* at an offset: how many follow, then they */
    size_t digits_used, digits_cap;
    int left, right;
};

/* ---- trie ---- */

static size_t edge_slot(const hyphen_patterns *p, uint32_t from, uint32_t cp)
{
    uint32_t h = (from * 2654435761u) ^ (cp * 2246822519u);
    size_t at = (h ^ h >> 15) & (p->slots - 1);

    while (p->edges[at].to && (p->edges[at].from != from || p->edges[at].cp != cp))
        at = (at + 1) & (p->slots - 1);
    return at;
}

static void widen_edges(hyphen_patterns *p)
{
    edge *old = p->edges;
    const size_t slots = p->slots;

    p->slots = slots ? slots * 2 : FIRST_EDGES;
    p->edges = mem_alloc(p->slots * sizeof *p->edges);
    for (size_t i = 0; i < slots; i++)
        if (old[i].to)
            p->edges[edge_slot(p, old[i].from, old[i].cp)] = old[i];
    mem_free(old);
}

static uint32_t new_state(hyphen_patterns *p)
{
    if (p->states == p->values_cap) {
        p->values_cap = p->values_cap ? p->values_cap * 2 : 4096;
        p->values = mem_realloc(p->values, p->values_cap * sizeof *p->values);
    }
    p->values[p->states] = 0;
    return (uint32_t)p->states++;
}

static uint32_t next_state(hyphen_patterns *p, uint32_t from, uint32_t cp)
{
    size_t at;

    if (p->edge_count * 2 >= p->slots)
        widen_edges(p);
    at = edge_slot(p, from, cp);
    if (!p->edges[at].to) {
        p->edges[at] = (edge){from, cp, new_state(p)};
        p->edge_count++;
    }
    return p->edges[at].to;
}

static void set_values(hyphen_patterns *p, uint32_t state, const uint8_t *digits, size_t count)
{
    if (p->digits_used + count + 1 > p->digits_cap) {
        p->digits_cap = p->digits_cap ? p->digits_cap * 2 : 32768;
        p->digits = mem_realloc(p->digits, p->digits_cap);
    }
    p->values[state] = (uint32_t)p->digits_used;
    p->digits[p->digits_used++] = (uint8_t)count;
    memcpy(p->digits + p->digits_used, digits, count);
    p->digits_used += count;
}

static void clear_trie(hyphen_patterns *p)
{
    memset(p->edges, 0, p->slots * sizeof *p->edges);
    p->edge_count = p->states = 0;
    p->digits_used = 1; /* offset 0 means none */
    new_state(p);
}

/* ---- reading a file ---- */

/* Characters of single-byte files; `ascii` ones are themselves. */
typedef struct {
    bool utf8;
    uint32_t cps[256];
} encoding;

static bool encoding_open(encoding *enc, const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *conv;
    bool single;

    enc->utf8 = !strcmp(name, "UTF-8");
    if (enc->utf8)
        return true;
    conv = ucnv_open(name, &status);
    single = U_SUCCESS(status) && ucnv_getMaxCharSize(conv) == 1;
    for (int byte = 1; single && byte < 256; byte++) {
        const char source = (char)byte;
        UChar cp[2] = {0};
        status = U_ZERO_ERROR;
        ucnv_toUChars(conv, cp, 2, &source, 1, &status);
        enc->cps[byte] = cp[0];
    }
    ucnv_close(conv);
    return single;
}

static uint32_t decode(const encoding *enc, const char *s, size_t n, size_t *len)
{
    if (enc->utf8)
        return utf8_decode(s, n, len);
    *len = 1;
    return enc->cps[(unsigned char)*s];
}

/* "2к3т": letters into the trie, digits beside them. Patterns with a change of spelling ("/…")
 * are left out: a line of ours is divided by a hyphen only. */
static void add_pattern(hyphen_patterns *p, const encoding *enc, const char *s, size_t n)
{
    uint8_t digits[MAX_PATTERN + 1] = {0};
    size_t letters = 0, len;
    uint32_t state = 0;

    if (memchr(s, '/', n) || n >= MAX_PATTERN)
        return;
    for (size_t at = 0; at < n; at += len) {
        const uint32_t cp = decode(enc, s + at, n - at, &len);
        if (cp >= '0' && cp <= '9') {
            digits[letters] = (uint8_t)(cp - '0');
            continue;
        }
        state = next_state(p, state, cp);
        letters++;
    }
    if (letters)
        set_values(p, state, digits, letters + 1);
}

/* LEFTHYPHENMIN and the like. What stands before NEXTLEVEL divides compounds at their hyphens,
 * which is done before patterns are asked. */
static bool read_command(hyphen_patterns *p, const char *s)
{
    if (!strncmp(s, "LEFTHYPHENMIN", 13))
        p->left = atoi(s + 13);
    else if (!strncmp(s, "RIGHTHYPHENMIN", 14))
        p->right = atoi(s + 14);
    else if (!strncmp(s, "NEXTLEVEL", 9))
        clear_trie(p);
    else
        return !strncmp(s, "COMPOUND", 8) || !strncmp(s, "NOHYPHEN", 8);
    return true;
}

static void read_line(hyphen_patterns *p, const encoding *enc, const char *line, size_t n)
{
    if (n == 0 || *line == '%' || *line == '#')
        return;
    if (*line < 'A' || *line > 'Z' || !read_command(p, line))
        add_pattern(p, enc, line, n);
}

/* `text` ends with a NUL. */
static bool read_patterns(hyphen_patterns *p, char *text)
{
    encoding enc = {0};
    size_t n = strcspn(text, "\r\n");
    char *next = text + n + strspn(text + n, "\r\n");

    text[n] = '\0';
    if (!encoding_open(&enc, text))
        return false;
    clear_trie(p);
    for (char *line = next; *line; line = next) {
        n = strcspn(line, "\r\n");
        next = line + n + strspn(line + n, "\r\n");
        read_line(p, &enc, line, n);
    }
    return p->edge_count > 0;
}

static char *read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = NULL;
    long size;

    if (!in)
        return NULL;
    if (!fseek(in, 0, SEEK_END) && (size = ftell(in)) > 0 && size <= MAX_FILE &&
        !fseek(in, 0, SEEK_SET)) {
        text = mem_alloc((size_t)size + 1);
        text[fread(text, 1, (size_t)size, in)] = '\0';
    }
    fclose(in);
    return text;
}

hyphen_patterns *hyphen_patterns_load(const char *path)
{
    char *text = read_file(path);
    hyphen_patterns *p;

    if (!text)
        return NULL;
    p = mem_alloc(sizeof *p);
    widen_edges(p);
    if (!read_patterns(p, text)) {
        hyphen_patterns_free(p);
        p = NULL;
    }
    mem_free(text);
    return p;
}

void hyphen_patterns_free(hyphen_patterns *p)
{
    if (!p)
        return;
    mem_free(p->edges);
    mem_free(p->values);
    mem_free(p->digits);
    mem_free(p);
}

int hyphen_patterns_left(const hyphen_patterns *p)
{
    return p->left;
}

int hyphen_patterns_right(const hyphen_patterns *p)
{
    return p->right;
}

/* ---- a word ---- */

static void raise_values(const hyphen_patterns *p, uint32_t state, uint8_t *values)
{
    const uint8_t *digits = p->digits + p->values[state];

    if (!p->values[state])
        return;
    for (size_t i = 0; i < *digits; i++)
        if (values[i] < digits[i + 1])
            values[i] = digits[i + 1];
}

void hyphen_patterns_apply(const hyphen_patterns *p, const uint32_t *cps, size_t count,
                           uint8_t *values)
{
    /* The word between two stops, as patterns write its ends: position i is cps[i - 1]. */
    uint8_t all[MAX_LETTERS + 3] = {0};

    for (size_t from = 0; from <= count; from++) {
        uint32_t state = 0;
        for (size_t at = from; at < count + 2; at++) {
            const uint32_t cp = at == 0 || at == count + 1 ? '.' : cps[at - 1];
            if (!(state = p->edges[edge_slot(p, state, cp)].to))
                break;
            raise_values(p, state, all + from);
        }
    }
    memcpy(values, all + 1, count + 1);
}
