/* hyphen_dict.c - the dictionaries of hyphenation: which file serves a language.
 *
 * The configuration is read at start; a dictionary is loaded when the first word of its language
 * is to be divided. Where the build has prepared one, it is used, else the package's own. The
 * larger one of the configured and the file's own minima counts. */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "text/built.h"
#include "text/chars.h"
#include "text/hyphen_int.h"
#include "text/ini_lines.h"

/* ---- configuration ---- */

/* The section of the configuration, made when it is first named. */
static hyphen_dict *section(hyphenator *h, const char *language)
{
    hyphen_dict *d;

    for (d = h->dicts; d; d = d->next)
        if (!strcmp(d->language, language))
            return d;
    d = ARENA_NEW(h->mem, hyphen_dict);
    d->language = arena_strdup(h->mem, language);
    d->package = d->source = "";
    *h->end = d;
    h->end = &d->next;
    return d;
}

static void read_letters(uint32_t *list, const char *value)
{
    size_t left = strlen(value), len;

    for (size_t i = 0; left && i + 1 < MAX_SPECIAL; i++) {
        list[i] = utf8_decode(value, left, &len);
        value += len;
        left -= len;
    }
}

static int read_key(void *self, const char *language, const char *key, const char *value)
{
    hyphenator *h = self;
    hyphen_dict *d = section(h, language);

    if (!strcmp(key, "file"))
        d->source = arena_strdup(h->mem, value);
    else if (!strcmp(key, "prepared"))
        d->prepared = arena_strdup(h->mem, value);
    else if (!strcmp(key, "package"))
        d->package = arena_strdup(h->mem, value);
    else if (!strcmp(key, "left"))
        d->left = atoi(value);
    else if (!strcmp(key, "right"))
        d->right = atoi(value);
    else if (!strcmp(key, "never-before"))
        read_letters(d->never_before, value);
    else if (!strcmp(key, "vowels"))
        read_letters(d->vowels, value);
    else if (!strcmp(key, "read"))
        read_letters(d->read, value);
    else
        return 0;
    return 1;
}

/* A prepared dictionary is better than the package's own. */
static void find_files(hyphenator *h, const char *configuration)
{
    for (hyphen_dict *d = h->dicts; d; d = d->next)
        if (!d->prepared || !(d->path = built_file(h->mem, configuration, "hyphen", d->prepared)))
            d->path = d->source;
}

hyphenator *hyphenator_open(const char *path, diag *dg)
{
    hyphenator *h = mem_alloc(sizeof *h);
    ini_end end;

    h->mem = arena_new();
    h->end = &h->dicts;
    end = ini_read(path, read_key, h, NULL, MSG_BAD_CONFIGURATION, dg);
    find_files(h, path);
    if (end == INI_READ)
        return h;
    if (end == INI_UNREADABLE)
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, path);
    hyphenator_free(h);
    return NULL;
}

void hyphenator_free(hyphenator *h)
{
    if (!h)
        return;
    for (hyphen_dict *d = h->dicts; d; d = d->next)
        hyphen_file_free(d->file);
    mem_free(h->recent);
    arena_free(h->mem);
    mem_free(h);
}

/* ---- letters ---- */

static uint32_t read_as(const hyphen_dict *d, uint32_t cp)
{
    for (const uint32_t *r = d->read; r[0] && r[1]; r += 2)
        if (cp == r[0])
            return r[1];
    return cp;
}

/* No line begins with an apostrophe. */
letter_note hyphen_dict_find_out(const hyphen_dict *d, uint32_t cp)
{
    const uint32_t small = hyphen_is_apostrophe(cp) ? '\'' : (uint32_t)u_tolower((UChar32)cp);
    letter_note l = {read_as(d, small), 0};

    l.traits |= u_isupper((UChar32)cp) ? LETTER_CAPITAL : 0;
    l.traits |= !d->vowels[0] || char_is_in(d->vowels, l.read) ? LETTER_VOWEL : 0;
    l.traits |= l.read == '\'' || char_is_in(d->never_before, l.read) ? LETTER_NEVER_FIRST : 0;
    return l;
}

static void note_letters(hyphen_dict *d)
{
    for (uint32_t i = 0; i < COUNT(d->ascii); i++)
        d->ascii[i] = hyphen_dict_find_out(d, i);
    for (uint32_t i = 0; i < COUNT(d->cyrillic); i++)
        d->cyrillic[i] = hyphen_dict_find_out(d, CYRILLIC + i);
}

/* ---- loading ---- */

static int at_least(int a, int b)
{
    return a > b ? a : b;
}

static void load(hyphen_dict *d)
{
    d->state = DICT_BAD;
    if (!(d->file = hyphen_file_load(d->path)))
        return;
    d->left = at_least(at_least(d->left, hyphen_file_left(d->file)), 1);
    d->right = at_least(at_least(d->right, hyphen_file_right(d->file)), 1);
    note_letters(d);
    d->state = DICT_OPEN;
}

/* ---- search ---- */

static char fold(char c)
{
    return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Length of `tag` if `language` is it or begins with it and a separator, else 0. */
static size_t covers(const char *tag, const char *language)
{
    size_t n = 0;

    for (; tag[n]; n++)
        if (fold(tag[n]) != fold(language[n]))
            return 0;
    return !language[n] || fold(language[n]) == '-' ? n : 0;
}

static hyphen_dict *find_longest(const hyphenator *h, const char *language)
{
    hyphen_dict *best = NULL;
    size_t longest = 0;

    for (hyphen_dict *d = h->dicts; d; d = d->next) {
        const size_t n = covers(d->language, language);
        if (n > longest) {
            longest = n;
            best = d;
        }
    }
    return best;
}

/* Nearly always the language is the one of the word before. */
static hyphen_dict *find_section(hyphenator *h, const char *language)
{
    hyphen_dict *d;

    if (!language)
        return NULL;
    if (h->found && !strcmp(h->tag, language))
        return h->found;
    d = find_longest(h, language);
    h->found = strlen(language) < sizeof h->tag ? d : NULL;
    if (h->found)
        strcpy(h->tag, language);
    return d;
}

const hyphen_dict *hyphen_dict_find(hyphenator *h, const char *language)
{
    hyphen_dict *d = find_section(h, language);

    if (d && d->state == DICT_CLOSED)
        load(d);
    return d && d->state == DICT_OPEN ? d : NULL;
}

bool hyphenator_knows(hyphenator *h, const char *language)
{
    return hyphen_dict_find(h, language) != NULL;
}

const char *hyphenator_file(hyphenator *h, const char *language)
{
    const hyphen_dict *d = find_section(h, language);
    return d ? d->path : NULL;
}

bool hyphenator_check(hyphenator *h, const char *language, diag *dg)
{
    const hyphen_dict *d = find_section(h, language);

    if (!d)
        return false;
    if (!hyphenator_knows(h, language)) {
        diag_report(dg, NO_POS, MSG_DICTIONARY_UNREADABLE, d->path, d->package);
        return false;
    }
    if (d->prepared && d->path == d->source)
        diag_report(dg, NO_POS, MSG_DICTIONARY_UNPREPARED, d->prepared, d->path);
    if (hyphen_file_refused(d->file))
        diag_report(dg, NO_POS, MSG_DICTIONARY_DAMAGED, d->path);
    return true;
}

/* ---- versions ---- */

/* Of a whole file: dictionaries carry no version of their own. */
static uint64_t checksum(FILE *in, size_t *size)
{
    unsigned char bytes[4096];
    uint64_t h = HASH_START;

    *size = 0;
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0; *size += n)
        h = hash_bytes(h, bytes, n);
    return h;
}

void hyphenator_versions(hyphenator *h, FILE *out)
{
    for (const hyphen_dict *d = h->dicts; d; d = d->next) {
        FILE *in = fopen(d->path, "rb");
        size_t size;
        uint64_t sum;
        if (!in)
            continue;
        sum = checksum(in, &size);
        fclose(in);
        fprintf(out, "  %s: %s, %zu, %016llx\n", d->language, d->path, size,
                (unsigned long long)sum);
    }
}
