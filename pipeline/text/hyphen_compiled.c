/* hyphen_compiled.c - libhyphen's automaton, laid out once and mapped often.
 *
 * The library builds its automaton out of the patterns each time a dictionary is loaded: 2.4 ms for
 * Russian, a fifth of a report of seven pages. Its structure is public (hyphen.h), so make writes
 * it to a file as it lies in memory: a header, the levels, and for each of them the states, the
 * transitions, the values of the patterns and the list of NOHYPHEN. Addresses in it are those that
 * it has if it is mapped at its `base`, where the system nearly always has room: then nothing is
 * built or copied. Anywhere else they are moved. Matching stays the library's, which writes nothing
 * there. The structure is this machine's; a file of another one does not begin with the same mark
 * and is not read. Nor is a damaged one, which could lead the library anywhere: the header has a
 * digest of all that follows it. */
#define _GNU_SOURCE /* MAP_FIXED_NOREPLACE */
#include "text/hyphen_compiled.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "text/hyphen_letters.h"

enum { MARK = 0x53480300 | (sizeof(HyphenDict) + sizeof(HyphenState)), MOST_LEVELS = 4 };

typedef struct {
    uint64_t mark, digest; /* the digest is that of all that follows it */
    uint64_t base, size;   /* of the whole file */
} image_head;

struct hyphen_compiled {
    image_head head;
    uint16_t letters[256]; /* hyphen_letters.h */
    HyphenDict level[MOST_LEVELS];
};
typedef hyphen_compiled image;

static uint64_t digest_of(const image *i)
{
    return hash_by_words(&i->head.base, i->head.size - offsetof(image_head, base));
}

/* ---- addresses ---- */

/* What is at `p` if the image begins at `from` is there if it begins at `to`. */
typedef struct {
    uintptr_t from, to;
} move;

static void *moved(const move *m, const void *p)
{
    return p ? (void *)((uintptr_t)p - m->from + m->to) : NULL;
}

static void move_states(char *at, const move *m, const HyphenDict *d)
{
    HyphenState *states = (HyphenState *)(at + ((uintptr_t)d->states - m->from));

    for (int i = 0; i < d->num_states; i++) {
        states[i].match = moved(m, states[i].match);
        states[i].trans = moved(m, states[i].trans);
    }
}

/* The image at `at` has the addresses of another place. */
static void move_addresses(image *at, const move *m)
{
    for (HyphenDict *d = at->level; d < at->level + MOST_LEVELS && d->states; d++) {
        move_states((char *)at, m, d);
        d->states = moved(m, d->states);
        d->nohyphen = moved(m, d->nohyphen);
        d->nextlevel = moved(m, d->nextlevel);
    }
}

/* ---- writing: an image whose addresses count from 0 is made and moved to its base ---- */

typedef struct {
    char *bytes;
    size_t len, cap;
    char **values; /* of patterns: few differ, each is there once; addresses */
    size_t count;
} layout;

/* Room for n bytes, zeroed; its address. */
static void *place(layout *l, size_t n)
{
    const size_t at = l->len, size = (n + HASH_WORD - 1) / HASH_WORD * HASH_WORD;

    if (l->len + size > l->cap) {
        l->cap = (l->len + size) * 2;
        l->bytes = mem_realloc(l->bytes, l->cap);
    }
    memset(l->bytes + at, 0, size);
    l->len += size;
    return (void *)at;
}

/* What lies at an address for now. */
static void *at_address(const layout *l, const void *address)
{
    return l->bytes + (uintptr_t)address;
}

static void *place_copy(layout *l, const void *from, size_t n)
{
    void *to = place(l, n);

    memcpy(at_address(l, to), from, n);
    return to;
}

static char *place_value(layout *l, const char *value)
{
    for (size_t i = 0; i < l->count; i++)
        if (!strcmp(at_address(l, l->values[i]), value))
            return l->values[i];
    l->values = mem_realloc(l->values, (l->count + 1) * sizeof *l->values);
    return l->values[l->count++] = place_copy(l, value, strlen(value) + 1);
}

/* The library cuts the list of NOHYPHEN into texts that follow each other. */
static char *place_nohyphen(layout *l, const HyphenDict *d)
{
    const char *end = d->nohyphen;

    for (int i = 0; end && i <= d->nohyphenl; i++)
        end += strlen(end) + 1;
    return end ? place_copy(l, d->nohyphen, (size_t)(end - d->nohyphen)) : NULL;
}

/* With all bytes set, padding too: the same dictionary, the same file. */
static HyphenTrans *place_transitions(layout *l, const HyphenState *s)
{
    HyphenTrans *to = place(l, (size_t)s->num_trans * sizeof *to);

    for (int i = 0; i < s->num_trans; i++) {
        HyphenTrans *t = (HyphenTrans *)at_address(l, to) + i;
        t->ch = s->trans[i].ch;
        t->new_state = s->trans[i].new_state;
    }
    return to;
}

static bool place_states(layout *l, const HyphenDict *d, HyphenState *to)
{
    for (int i = 0; i < d->num_states; i++) {
        const HyphenState *s = &d->states[i];
        char *match = s->match ? place_value(l, s->match) : NULL;
        HyphenTrans *trans = s->num_trans ? place_transitions(l, s) : NULL;
        HyphenState *state = (HyphenState *)at_address(l, to) + i;
        if (s->repl)
            return false;
        state->match = match;
        state->fallback_state = s->fallback_state;
        state->num_trans = s->num_trans;
        state->trans = trans;
    }
    return true;
}

static bool place_level(layout *l, const HyphenDict *d, int level)
{
    char *nohyphen = place_nohyphen(l, d);
    HyphenState *states = place(l, (size_t)d->num_states * sizeof *states);
    HyphenDict *to = &((image *)at_address(l, NULL))->level[level];

    memcpy(to->cset, d->cset, sizeof to->cset);
    to->lhmin = d->lhmin;
    to->rhmin = d->rhmin;
    to->clhmin = d->clhmin;
    to->crhmin = d->crhmin;
    to->nohyphen = nohyphen;
    to->nohyphenl = d->nohyphenl;
    to->utf8 = d->utf8;
    to->num_states = d->num_states;
    to->states = states;
    to->nextlevel = d->nextlevel ? (HyphenDict *)offsetof(image, level[level + 1]) : NULL;
    return place_states(l, d, states);
}

/* Far from where the system puts programs, and another one for each dictionary. */
static uintptr_t base_for(const layout *l)
{
    return (uintptr_t)0x200000000000 +
           (hash_by_words(l->bytes, l->len) & 0xFFFF) * ((uintptr_t)1 << 24);
}

static void finish(layout *l)
{
    image *i = at_address(l, NULL);

    i->head = (image_head){MARK, 0, base_for(l), l->len};
    move_addresses(i, &(move){0, i->head.base});
    i->head.digest = digest_of(i);
}

bool hyphen_compiled_write(const HyphenDict *dict, FILE *out)
{
    layout l = {NULL, 0, 0, NULL, 0};
    bool ok;
    int level = 0;

    place(&l, sizeof(image));
    ok = dict->utf8 || hyphen_letters(dict->cset, ((image *)at_address(&l, NULL))->letters);
    for (const HyphenDict *d = dict; ok && d; d = d->nextlevel, level++)
        ok = level < MOST_LEVELS && place_level(&l, d, level);
    if (ok) {
        finish(&l);
        ok = fwrite(l.bytes, 1, l.len, out) == l.len && fflush(out) == 0;
    }
    mem_free(l.values);
    mem_free(l.bytes);
    return ok;
}

/* ---- reading ---- */

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

/* Where its addresses are right, if there is room. */
static image *map_at_base(int fd, const image_head *h)
{
    void *base = (void *)(uintptr_t)h->base;
    void *there = base ? mmap(base, h->size, PROT_READ, MAP_PRIVATE | MAP_FIXED_NOREPLACE, fd, 0)
                       : MAP_FAILED;

    if (there == MAP_FAILED)
        return NULL;
    if (there == base)
        return there;
    munmap(there, h->size); /* before Linux 4.17 the flag is but a hint */
    return NULL;
}

static image *map_anywhere(int fd, const image_head *h)
{
    void *there = mmap(NULL, h->size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);

    return there == MAP_FAILED ? NULL : there;
}

static image *map_image(int fd)
{
    image_head h;
    struct stat st;
    image *i;

    if (pread(fd, &h, sizeof h, 0) != sizeof h || fstat(fd, &st) < 0 || h.mark != MARK ||
        h.size != (uint64_t)st.st_size || h.size < sizeof *i || h.size % HASH_WORD)
        return NULL;
    if (!(i = map_at_base(fd, &h)) && !(i = map_anywhere(fd, &h)))
        return NULL;
    if (i->head.digest != digest_of(i)) {
        munmap(i, h.size);
        return NULL;
    }
    if ((uintptr_t)i != h.base)
        move_addresses(i, &(move){h.base, (uintptr_t)i});
    return i;
}

hyphen_compiled *hyphen_compiled_load(const char *path)
{
    const int fd = open_compiled(path);
    image *i = fd >= 0 ? map_image(fd) : NULL;

    if (fd >= 0)
        close(fd);
    return i;
}

HyphenDict *hyphen_compiled_dict(hyphen_compiled *c)
{
    return c->level;
}

const uint16_t *hyphen_compiled_letters(const hyphen_compiled *c)
{
    return c->letters;
}

void hyphen_compiled_free(hyphen_compiled *c)
{
    if (c)
        munmap(c, c->head.size);
}
