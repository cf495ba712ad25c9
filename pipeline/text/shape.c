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
/* A table of so many slots lies farther from the processor than it reads without waiting; words
 * that will be asked for, and how many words later what a slot holds has come near. */
enum { FAR_SLOTS = 16384, MOST_EXPECTED = 8, WORDS_LATER = 3 };
/* Places of divided words that are remembered: twice as many once each has pushed out another. */
enum { FIRST_CUTS = 256, MOST_CUTS = 2048, CUT_STEP = 37 /* those of one word lie apart */ };

typedef struct {
    const char *families;
    int weight;
    bool italic;
    font **chain;
    size_t count;
} choice;

/* How words are shaped: a document has few of these. */
typedef struct {
    const font *f;
    hb_language_t language;
    unsigned flags;
} manner;

/* Text of many different words makes the processor wait for each of them: what is looked at when
 * one is found lies together, and is small. */
typedef struct {
    const manner *how;
    shaped result;
    uint32_t n;
    char text[];
} word;

/* Open addressing. */
typedef struct {
    void *item;
    uint32_t hash;
} slot;

typedef struct {
    slot *slots;
    size_t size, count; /* size is a power of two */
} hash_table;

/* The manner for a face and a style. */
typedef struct {
    const font *f;
    const char *language;
    unsigned flags;
    const manner *how; /* NULL: nothing was asked for yet */
} asked;

/* A word that will be asked for. */
typedef struct {
    const manner *how;
    const char *text;
    size_t n;
    uint32_t hash;
} expected_word;

/* A place where a word was divided. */
typedef struct {
    const word *w;
    uint32_t at, hyphen;
    bool is_plain; /* no part must be shaped */
    divided d;
} known_cut;

typedef struct {
    metrics m; /* first: callers hold this */
    font_set *set;
    diag *dg;
    arena *chains, *words;
    hash_table choices, manners, shapes;
    known_cut *cuts; /* NULL: no word was divided yet */
    size_t cut_count, cuts_pushed_out;
    expected_word expected[MOST_EXPECTED]; /* from the one asked for next to the last one told */
    size_t first_expected, end_expected;
    const choice *last;
    asked asked_last;
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

static void table_insert(hash_table *t, slot entry)
{
    size_t at = entry.hash & (t->size - 1);

    while (t->slots[at].item)
        at = (at + 1) & (t->size - 1);
    t->slots[at] = entry;
}

static void table_widen(hash_table *t)
{
    hash_table wider = {.size = t->size ? t->size * 2 : FIRST_SLOTS, .count = t->count};

    wider.slots = mem_alloc(wider.size * sizeof *wider.slots);
    for (size_t i = 0; i < t->size; i++)
        if (t->slots[i].item)
            table_insert(&wider, t->slots[i]);
    mem_free(t->slots);
    *t = wider;
}

static void table_add(hash_table *t, void *item, uint32_t hash)
{
    if (t->count * 4 >= t->size * 3)
        table_widen(t);
    table_insert(t, (slot){item, hash});
    t->count++;
}

/* The slot in which an item of the hash may lie; the next one, if it is another. */
static const slot *table_at(const hash_table *t, size_t at)
{
    return &t->slots[at & (t->size - 1)];
}

/* ---- choice of faces ---- */

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
    c->chain = font_set_chain(s->set, families, weight, italic, &c->count, s->chains, s->dg);
    table_add(&s->choices, c, hash);
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
    for (size_t at = hash; s->choices.size && table_at(&s->choices, at)->item; at++) {
        const slot *found = table_at(&s->choices, at);
        if (found->hash == hash && choice_is(found->item, families, weight, italic))
            return s->last = found->item;
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

static hb_language_t language_of(const char *tag)
{
    return tag && *tag ? hb_language_from_string(tag, -1) : HB_LANGUAGE_INVALID;
}

static bool manner_is(const manner *m, const font *f, hb_language_t language, unsigned flags)
{
    return m->f == f && m->language == language && m->flags == flags;
}

static const manner *table_manner(shaper *s, const font *f, hb_language_t language, unsigned flags)
{
    const void *both[2] = {f, language};
    const uint32_t hash = hash_finish(hash_short(HASH_SHORT_START ^ flags, both, sizeof both));
    manner *made;

    for (size_t at = hash; s->manners.size && table_at(&s->manners, at)->item; at++) {
        const manner *m = table_at(&s->manners, at)->item;
        if (manner_is(m, f, language, flags))
            return m;
    }
    made = ARENA_NEW(s->words, manner);
    *made = (manner){f, language, flags};
    table_add(&s->manners, made, hash);
    return made;
}

/* Tags are interned: what was asked for last is known by its address. */
static const manner *find_manner(shaper *s, const font *f, const shape_style *style)
{
    const asked now = {f, style ? style->language : NULL, style ? style->flags : 0, NULL};
    asked *last = &s->asked_last;

    if (!last->how || last->f != now.f || last->language != now.language ||
        last->flags != now.flags) {
        *last = now;
        last->how = table_manner(s, f, language_of(now.language), now.flags);
    }
    return last->how;
}

static bool word_is(const word *w, const manner *how, const char *utf8, size_t n)
{
    return w->how == how && w->n == n && !memcmp(w->text, utf8, n);
}

static const shaped *add_word(shaper *s, const manner *how, const char *utf8, size_t n,
                              uint32_t hash)
{
    word *w = arena_alloc(s->words, offsetof(word, text) + n);

    w->how = how;
    w->n = (uint32_t)n;
    memcpy(w->text, utf8, n);
    if (!shape_plain(&s->engine, how->f, how->language, how->flags, utf8, n, &w->result, s->words))
        shape_run(&s->engine, how->f, how->language, how->flags, utf8, n, &w->result, s->words);
    table_add(&s->shapes, w, hash);
    return &w->result;
}

static uint32_t hash_word(const manner *how, const char *utf8, size_t n)
{
    return hash_finish(hash_short(HASH_SHORT_START ^ (uint32_t)((uintptr_t)how >> 4), utf8, n));
}

static expected_word *expected_at(shaper *s, size_t i)
{
    return &s->expected[i % MOST_EXPECTED];
}

/* In text of many different words the processor would wait for the slot of each, and then for what
 * it holds. Both are asked for before: the slot now, and what is in that of a word told before. */
static void expect(metrics *self, const font *f, const shape_style *style, const char *utf8,
                   size_t n)
{
    shaper *s = (shaper *)self;
    const manner *how;
    expected_word *e;

    if (s->shapes.size < FAR_SLOTS)
        return;
    if (s->end_expected >= s->first_expected + WORDS_LATER)
        __builtin_prefetch(
            table_at(&s->shapes, expected_at(s, s->end_expected - WORDS_LATER)->hash)->item);
    if (s->end_expected - s->first_expected == MOST_EXPECTED)
        s->first_expected++;
    how = find_manner(s, f, style);
    e = expected_at(s, s->end_expected++);
    *e = (expected_word){how, utf8, n, hash_word(how, utf8, n)};
    __builtin_prefetch(table_at(&s->shapes, e->hash));
}

/* The hash of a word, which is known if it is the next one expected. */
static uint32_t take_hash(shaper *s, const manner *how, const char *utf8, size_t n)
{
    const expected_word *e = expected_at(s, s->first_expected);

    if (s->first_expected == s->end_expected || e->text != utf8 || e->n != n || e->how != how)
        return hash_word(how, utf8, n);
    s->first_expected++;
    return e->hash;
}

static const shaped *shape(metrics *self, const font *f, const shape_style *style, const char *utf8,
                           size_t n)
{
    shaper *s = (shaper *)self;
    const manner *how = find_manner(s, f, style);
    const uint32_t hash = take_hash(s, how, utf8, n);

    for (size_t at = hash; s->shapes.size && table_at(&s->shapes, at)->item; at++) {
        const slot *found = table_at(&s->shapes, at);
        if (found->hash == hash && word_is(found->item, how, utf8, n))
            return &((const word *)found->item)->result;
    }
    return add_word(s, how, utf8, n, hash);
}

static const word *word_of(const shaped *result)
{
    return (const word *)((const char *)result - offsetof(word, result));
}

static void cuts_widen(shaper *s)
{
    mem_free(s->cuts);
    s->cut_count = s->cut_count ? s->cut_count * 2 : FIRST_CUTS;
    s->cuts = mem_alloc(s->cut_count * sizeof *s->cuts);
    s->cuts_pushed_out = 0;
}

/* Paragraphs ask for the same few places of a word in each pass, and documents repeat their words.
 * NULL: its parts must be shaped. */
static const divided *find_cut(shaper *s, const word *w, size_t at, uint32_t hyphen)
{
    known_cut *k;

    if (s->cuts_pushed_out >= s->cut_count && s->cut_count < MOST_CUTS)
        cuts_widen(s);
    k = &s->cuts[((uintptr_t)w / 16 + at * CUT_STEP) % s->cut_count];
    if (k->w != w || k->at != at || k->hyphen != hyphen) {
        s->cuts_pushed_out += k->w != NULL;
        *k = (known_cut){.w = w, .at = (uint32_t)at, .hyphen = hyphen};
        k->is_plain = shape_divide(&s->engine, w->how->f, w->how->language, w->how->flags,
                                   &w->result, w->text, w->n, at, hyphen, &k->d);
    }
    return k->is_plain ? &k->d : NULL;
}

static bool divide(metrics *self, const shaped *whole, word_cut *cut)
{
    const divided *d = find_cut((shaper *)self, word_of(whole), cut->at, cut->hyphen);

    if (!d)
        return false;
    cut->before = d->before;
    cut->after = d->after;
    return true;
}

/* A cut as it is known, copied: another may push it out. *cut becomes NULL at the word's ends,
 * which are none. */
static bool copy_cut(shaper *s, const word *w, size_t at, uint32_t hyphen, divided *copy,
                     const divided **cut)
{
    const divided *known;

    *cut = NULL;
    if (at == 0 || at == w->n)
        return true;
    if (!(known = find_cut(s, w, at, hyphen)))
        return false;
    *copy = *known;
    *cut = copy;
    return true;
}

static bool part(metrics *self, const shaped *whole, const word_part *which, shaped *out, arena *a)
{
    shaper *s = (shaper *)self;
    const word *w = word_of(whole);
    const divided *from, *to;
    divided left, right;

    if (!copy_cut(s, w, which->from, which->hyphen, &left, &from) ||
        !copy_cut(s, w, which->to, which->hyphen, &right, &to) || (which->hyphenated && !to))
        return false;
    shape_part(whole, from, to, which->hyphenated, out, a);
    return true;
}

static void table_clear(hash_table *t)
{
    if (t->size)
        memset(t->slots, 0, t->size * sizeof *t->slots);
    t->count = 0;
}

static void forget_words(shaper *s)
{
    arena_reset(s->words);
    table_clear(&s->shapes);
    table_clear(&s->manners);
    s->asked_last.how = NULL;
    s->first_expected = s->end_expected = 0;
    if (s->cuts)
        memset(s->cuts, 0, s->cut_count * sizeof *s->cuts);
}

static void trim(metrics *self)
{
    shaper *s = (shaper *)self;

    if (s->shapes.count > MAX_WORDS || arena_used(s->words) > MAX_WORD_BYTES)
        forget_words(s);
}

/* ---- life ---- */

metrics *shaper_new(font_set *set, diag *dg)
{
    shaper *s = mem_alloc(sizeof *s);

    s->m = (metrics){match, match_char, measure, shape, expect, divide, part, trim};
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
    arena_reset(s->chains);
    table_clear(&s->choices);
    s->last = NULL;
    s->asked_last.how = NULL;
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
    mem_free(s->manners.slots);
    mem_free(s->shapes.slots);
    mem_free(s->cuts);
    mem_free(s);
}
