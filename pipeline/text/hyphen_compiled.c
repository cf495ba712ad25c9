/* hyphen_compiled.c - libhyphen's automaton, written once and read often.
 *
 * The library builds its automaton out of the patterns each time a dictionary is loaded: 2.4 ms for
 * Russian, a fifth of a report of seven pages. Its structure is public (hyphen.h), so make writes
 * it to a file: for each level a header, the states with offsets for pointers, the transitions as
 * they are in memory, the values of the patterns and the list of NOHYPHEN. Reading takes the file
 * as it is and makes the states of it, which takes 0.1 ms. Matching stays the library's. The
 * numbers are this machine's; a file of another one does not begin with the same mark and is not
 * read. Nor is a damaged one, which could lead the library anywhere: the header has a digest of all
 * that follows it. */
#include "text/hyphen_compiled.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "text/built.h"

enum { MARK = 0x53480102, MOST_LEVELS = 4 };

typedef struct {
    uint32_t mark, levels;
    uint64_t digest; /* of all that follows */
} file_header;

typedef struct {
    uint32_t states, transitions, text; /* how many; bytes */
    uint32_t nohyphen;                  /* offset in the text of the first one, 0: none */
    int32_t nohyphen_last, utf8;        /* how many follow it */
    char minima[4];                     /* left, right, of a word, of a part */
    char encoding[MAX_NAME];
} level_header;

typedef struct {
    uint32_t values, transitions, count; /* offset in the text, 0: none; index and number */
    int32_t fallback;
} level_state;

/* For the digest (base/hash.h). */
_Static_assert(sizeof(level_header) % HASH_WORD == 0 && sizeof(level_state) % HASH_WORD == 0 &&
                   sizeof(HyphenTrans) % HASH_WORD == 0,
               "parts of whole words");

/* ---- writing ---- */

typedef struct {
    FILE *out;
    uint64_t digest; /* of what was put */
} writer;

typedef struct {
    char *bytes;
    size_t len, cap;
} text_pool;

static uint32_t pool_add(text_pool *p, const char *s)
{
    const size_t n = s ? strlen(s) + 1 : 0, at = p->len;

    if (!s)
        return 0;
    if (p->len + n > p->cap) {
        p->cap = (p->len + n) * 2;
        p->bytes = mem_realloc(p->bytes, p->cap);
    }
    memcpy(p->bytes + at, s, n);
    p->len += n;
    return (uint32_t)at;
}

/* The library cuts the list of NOHYPHEN into texts that follow each other. */
static uint32_t add_nohyphen(text_pool *p, const HyphenDict *d)
{
    const char *s = d->nohyphen;
    const uint32_t first = pool_add(p, s);

    for (int i = 0; s && i < d->nohyphenl; i++) {
        s += strlen(s) + 1;
        pool_add(p, s);
    }
    return first;
}

static bool put(writer *w, const void *items, size_t size, size_t count)
{
    w->digest = hash_by_words(w->digest, items, size * count);
    return fwrite(items, size, count, w->out) == count;
}

static bool write_arrays(const HyphenDict *d, const level_header *h, const level_state *states,
                         const text_pool *text, writer *w)
{
    bool ok = put(w, h, sizeof *h, 1) && put(w, states, sizeof *states, h->states);

    for (uint32_t i = 0; ok && i < h->states; i++)
        for (uint32_t k = 0; ok && k < states[i].count; k++) {
            HyphenTrans t;
            memset(&t, 0, sizeof t); /* its padding too: the same dictionary, the same bytes */
            t.ch = d->states[i].trans[k].ch;
            t.new_state = d->states[i].trans[k].new_state;
            ok = put(w, &t, sizeof t, 1);
        }
    return ok && put(w, text->bytes, 1, text->len);
}

static bool write_level(const HyphenDict *d, writer *w)
{
    level_header h = {.states = (uint32_t)d->num_states,
                      .nohyphen_last = d->nohyphenl,
                      .utf8 = d->utf8,
                      .minima = {d->lhmin, d->rhmin, d->clhmin, d->crhmin}};
    level_state *states = mem_alloc(h.states * sizeof *states);
    text_pool text = {NULL, 0, 0};
    bool ok = true;

    memcpy(h.encoding, d->cset, sizeof h.encoding);
    pool_add(&text, "");
    h.nohyphen = add_nohyphen(&text, d);
    for (uint32_t i = 0; i < h.states; i++) {
        const HyphenState *s = &d->states[i];
        ok = ok && !s->repl;
        states[i] = (level_state){pool_add(&text, s->match), h.transitions, (uint32_t)s->num_trans,
                                  s->fallback_state};
        h.transitions += (uint32_t)s->num_trans;
    }
    while (text.len % sizeof(file_header))
        pool_add(&text, "");
    h.text = (uint32_t)text.len;
    ok = ok && write_arrays(d, &h, states, &text, w);
    mem_free(text.bytes);
    mem_free(states);
    return ok;
}

bool hyphen_compiled_write(const HyphenDict *dict, FILE *out)
{
    file_header h = {.mark = MARK};
    writer w = {out, HASH_START};
    bool ok = fwrite(&h, sizeof h, 1, out) == 1;

    for (const HyphenDict *d = dict; ok && d; d = d->nextlevel, h.levels++)
        ok = h.levels < MOST_LEVELS && write_level(d, &w);
    h.digest = w.digest;
    return ok && fseek(out, 0, SEEK_SET) == 0 && fwrite(&h, sizeof h, 1, out) == 1;
}

/* ---- reading ---- */

/* All levels of one dictionary and what they point to; the first one is what callers know. */
typedef struct {
    HyphenDict level[MOST_LEVELS];
    char *bytes; /* the file, mapped */
    size_t size;
} compiled;

typedef struct {
    char *at;
    size_t left;
} reader;

/* The next n items; NULL if there are not that many. */
static void *take(reader *r, size_t size, size_t n)
{
    void *p = r->at;

    if (n > r->left / size)
        return NULL;
    r->at += n * size;
    r->left -= n * size;
    return p;
}

static bool in_range(const level_header *h, const level_state *s)
{
    return s->values < h->text && s->transitions <= h->transitions &&
           s->count <= h->transitions - s->transitions && s->fallback >= -1 &&
           s->fallback < (int64_t)h->states;
}

static bool read_states(HyphenDict *d, const level_header *h, const level_state *from,
                        HyphenTrans *transitions, char *text)
{
    HyphenState *to = d->states = mem_alloc(h->states * sizeof *to);

    for (uint32_t i = 0; i < h->states; i++, from++, to++) {
        if (!in_range(h, from))
            return false;
        to->match = from->values ? text + from->values : NULL;
        to->fallback_state = from->fallback;
        to->num_trans = (int)from->count;
        to->trans = transitions + from->transitions;
    }
    for (uint32_t i = 0; i < h->transitions; i++)
        if (transitions[i].new_state < 0 || transitions[i].new_state >= (int64_t)h->states)
            return false;
    return true;
}

static bool read_level(reader *r, HyphenDict *d)
{
    const level_header *h = take(r, sizeof *h, 1);
    const level_state *states = h ? take(r, sizeof *states, h->states) : NULL;
    HyphenTrans *transitions = states ? take(r, sizeof *transitions, h->transitions) : NULL;
    char *text = transitions ? take(r, 1, h->text) : NULL;

    if (!text || !h->text || text[h->text - 1] || h->nohyphen >= h->text || !h->states ||
        h->encoding[MAX_NAME - 1])
        return false;
    d->lhmin = h->minima[0];
    d->rhmin = h->minima[1];
    d->clhmin = h->minima[2];
    d->crhmin = h->minima[3];
    d->nohyphen = h->nohyphen ? text + h->nohyphen : NULL;
    d->nohyphenl = h->nohyphen_last;
    d->utf8 = h->utf8;
    memcpy(d->cset, h->encoding, sizeof d->cset);
    d->num_states = (int)h->states;
    return read_states(d, h, states, transitions, text);
}

static bool read_file(compiled *c)
{
    reader r = {c->bytes, c->size};
    const file_header *h = take(&r, sizeof *h, 1);

    if (!h || h->mark != MARK || !h->levels || h->levels > MOST_LEVELS || r.left % HASH_WORD ||
        h->digest != hash_by_words(HASH_START, r.at, r.left))
        return false;
    for (uint32_t i = 0; i < h->levels; i++) {
        if (!read_level(&r, &c->level[i]))
            return false;
        if (i)
            c->level[i - 1].nextlevel = &c->level[i];
    }
    return r.left == 0;
}

static int open_compiled(const char *path)
{
    char name[4096];

    return snprintf(name, sizeof name, "%s.bin", path) < (int)sizeof name
               ? open(name, O_RDONLY | O_CLOEXEC)
               : -1;
}

bool hyphen_compiled_there(const char *path)
{
    const int fd = open_compiled(path);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

HyphenDict *hyphen_compiled_load(const char *path)
{
    const int fd = open_compiled(path);
    compiled *c;

    if (fd < 0)
        return NULL;
    c = mem_alloc(sizeof *c);
    c->bytes = built_map(fd, &c->size); /* the library reads what it is given and writes nothing */
    close(fd);
    if (c->bytes && read_file(c))
        return c->level;
    hyphen_compiled_free(c->level);
    return NULL;
}

void hyphen_compiled_free(HyphenDict *dict)
{
    compiled *c = (compiled *)dict; /* its first member */

    if (!c)
        return;
    for (int i = 0; i < MOST_LEVELS; i++)
        mem_free(c->level[i].states);
    if (c->bytes)
        munmap(c->bytes, c->size);
    mem_free(c);
}
