/* shape.c - the metrics of real fonts: which face serves a list, and words shaped once.
 *
 * Documents repeat their words and their few combinations of families, weight and slant, so both
 * answers are kept in hash tables keyed by content (strings may be freed and their addresses used
 * again). Shaped words are bound: when they have outgrown it they are all forgotten, at a moment
 * that layout chooses (trim), because layout holds pointers to them. */
#include <string.h>

#include "base/hash.h"
#include "text/shape_int.h"

enum { MAX_WORDS = 65536, MAX_WORD_BYTES = 16 * 1024 * 1024, FIRST_SLOTS = 1024 };

typedef struct {
    const char *families;
    int weight;
    bool italic;
    uint32_t hash;
    font **chain;
    size_t count;
} choice;

/* A place where a word was divided before. */
typedef struct known_cut {
    const struct known_cut *next;
    word_cut cut;
    bool is_sum; /* no part must be shaped */
} known_cut;

typedef struct {
    const font *f;
    hb_language_t language;
    uint32_t flags, hash;
    size_t n;
    const known_cut *cuts;
    shaped result;
    char text[];
} word;

/* Open addressing; the first member of an item need not be anything: each table has its own
 * comparison. */
typedef struct {
    void **slots;
    size_t size, count; /* size is a power of two */
} hash_table;

typedef struct {
    metrics m; /* first: callers hold this */
    font_set *set;
    diag *dg;
    arena *chains, *words;
    hash_table choices, shapes;
    const choice *last;
    char language_tag[32];
    hb_language_t language;
    shape_engine engine;
} shaper;

/* ---- hash tables ---- */

/* Multiplying leaves the low bits weak; the table uses these. */
static uint32_t hash_finish(uint32_t h)
{
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    return h ^ h >> 13;
}

static void table_insert(hash_table *t, void *item, uint32_t hash)
{
    size_t at = hash & (t->size - 1);

    while (t->slots[at])
        at = (at + 1) & (t->size - 1);
    t->slots[at] = item;
}

/* Room for one more; `hash_of` re-hashes what is there. */
static void table_reserve(hash_table *t, uint32_t (*hash_of)(const void *item))
{
    hash_table wider = {.size = t->size ? t->size * 2 : FIRST_SLOTS, .count = t->count};

    if (t->count * 2 < t->size)
        return;
    wider.slots = mem_alloc(wider.size * sizeof *wider.slots);
    for (size_t i = 0; i < t->size; i++)
        if (t->slots[i])
            table_insert(&wider, t->slots[i], hash_of(t->slots[i]));
    mem_free(t->slots);
    *t = wider;
}

static void table_add(hash_table *t, void *item, uint32_t (*hash_of)(const void *item))
{
    table_reserve(t, hash_of);
    table_insert(t, item, hash_of(item));
    t->count++;
}

/* ---- choice of faces ---- */

static uint32_t choice_hash(const void *item)
{
    return ((const choice *)item)->hash;
}

static bool choice_is(const choice *c, const char *families, int weight, bool italic)
{
    return c->weight == weight && c->italic == italic && !strcmp(c->families, families);
}

static const choice *make_choice(shaper *s, const char *families, int weight, bool italic,
                                 uint32_t hash)
{
    choice *c = ARENA_NEW(s->chains, choice);

    c->families = arena_strdup(s->chains, families);
    c->weight = weight;
    c->italic = italic;
    c->hash = hash;
    c->chain = font_set_chain(s->set, families, weight, italic, &c->count, s->chains, s->dg);
    table_add(&s->choices, c, choice_hash);
    return c;
}

static const choice *find_choice(shaper *s, const char *families, int weight, bool italic)
{
    const int style = weight * 2 + italic;
    uint32_t hash;

    if (!families)
        families = "";
    if (s->last && choice_is(s->last, families, weight, italic))
        return s->last;
    hash = hash_finish(
        hash_short(hash_short(HASH_SHORT_START, families, strlen(families)), &style, sizeof style));
    for (size_t at = hash; s->choices.size; at++) {
        const choice *c = s->choices.slots[at & (s->choices.size - 1)];
        if (!c)
            break;
        if (c->hash == hash && choice_is(c, families, weight, italic))
            return s->last = c;
    }
    return s->last = make_choice(s, families, weight, italic, hash);
}

static const font *match(metrics *self, const char *families, int weight, bool italic)
{
    return find_choice((shaper *)self, families, weight, italic)->chain[0];
}

static const font *match_char(metrics *self, const char *families, int weight, bool italic,
                              uint32_t cp)
{
    shaper *s = (shaper *)self;
    const choice *c = find_choice(s, families, weight, italic);

    for (size_t i = 0; i < c->count; i++)
        if (font_open(c->chain[i], s->dg) && font_shows(c->chain[i], cp))
            return c->chain[i];
    return NULL;
}

static font_metrics measure(metrics *self, const font *f)
{
    (void)self;
    return font_measure(f);
}

/* ---- words ---- */

static uint32_t word_hash(const void *item)
{
    return ((const word *)item)->hash;
}

static hb_language_t find_language(shaper *s, const char *tag)
{
    if (!tag || !*tag)
        return HB_LANGUAGE_INVALID;
    if (strncmp(s->language_tag, tag, sizeof s->language_tag)) {
        s->language = hb_language_from_string(tag, -1);
        strncpy(s->language_tag, tag, sizeof s->language_tag - 1);
    }
    return s->language;
}

static bool word_is(const word *w, const font *f, hb_language_t language, unsigned flags,
                    const char *utf8, size_t n)
{
    return w->f == f && w->n == n && w->flags == flags && w->language == language &&
           !memcmp(w->text, utf8, n);
}

static const shaped *add_word(shaper *s, const font *f, hb_language_t language, unsigned flags,
                              const char *utf8, size_t n, uint32_t hash)
{
    word *w = arena_alloc(s->words, sizeof *w + n);

    w->f = f;
    w->language = language;
    w->flags = flags;
    w->hash = hash;
    w->n = n;
    w->cuts = NULL;
    memcpy(w->text, utf8, n);
    if (!shape_plain(&s->engine, f, language, flags, utf8, n, &w->result, s->words))
        shape_run(&s->engine, f, language, flags, utf8, n, &w->result, s->words);
    table_add(&s->shapes, w, word_hash);
    return &w->result;
}

static const shaped *shape(metrics *self, const font *f, const shape_style *style, const char *utf8,
                           size_t n)
{
    shaper *s = (shaper *)self;
    const unsigned flags = style ? style->flags : 0;
    const hb_language_t language = find_language(s, style ? style->language : NULL);
    const uint32_t hash =
        hash_finish(hash_short(HASH_SHORT_START ^ flags ^ (uint32_t)((uintptr_t)f >> 4), utf8, n));

    for (size_t at = hash; s->shapes.size; at++) {
        const word *w = s->shapes.slots[at & (s->shapes.size - 1)];
        if (!w)
            break;
        if (w->hash == hash && word_is(w, f, language, flags, utf8, n))
            return &w->result;
    }
    return add_word(s, f, language, flags, utf8, n, hash);
}

static const known_cut *cut_word(shaper *s, word *w, word_cut cut)
{
    known_cut *k = ARENA_NEW(s->words, known_cut);

    k->is_sum =
        shape_divide(&s->engine, w->f, w->language, w->flags, &w->result, w->text, w->n, &cut);
    k->cut = cut;
    k->next = w->cuts;
    return w->cuts = k;
}

/* Paragraphs ask for the same few places of a word in each pass. */
static bool divide(metrics *self, const shaped *whole, word_cut *cut)
{
    word *w = (word *)((char *)whole - offsetof(word, result));
    const known_cut *k = w->cuts;

    while (k && (k->cut.at != cut->at || k->cut.hyphen != cut->hyphen))
        k = k->next;
    if (!k)
        k = cut_word((shaper *)self, w, *cut);
    *cut = k->cut;
    return k->is_sum;
}

static void forget(hash_table *t, arena *items)
{
    arena_reset(items);
    if (t->size)
        memset(t->slots, 0, t->size * sizeof *t->slots);
    t->count = 0;
}

static void trim(metrics *self)
{
    shaper *s = (shaper *)self;

    if (s->shapes.count > MAX_WORDS || arena_used(s->words) > MAX_WORD_BYTES)
        forget(&s->shapes, s->words);
}

/* ---- life ---- */

metrics *shaper_new(font_set *set, diag *dg)
{
    shaper *s = mem_alloc(sizeof *s);

    s->m = (metrics){match, match_char, measure, shape, divide, trim};
    s->set = set;
    s->dg = dg;
    s->chains = arena_new();
    s->words = arena_new();
    shape_engine_open(&s->engine);
    return &s->m;
}

/* Each document is told of the faces that it misses. */
void shaper_serve(metrics *m, diag *dg)
{
    shaper *s = (shaper *)m;

    trim(m);
    forget(&s->choices, s->chains);
    s->last = NULL;
    s->dg = dg;
}

void shaper_free(metrics *m)
{
    shaper *s = (shaper *)m;

    if (!s)
        return;
    shape_engine_close(&s->engine);
    arena_free(s->chains);
    arena_free(s->words);
    mem_free(s->choices.slots);
    mem_free(s->shapes.slots);
    mem_free(s);
}
