/* shape_plain.c - words whose glyphs need no shaping: one for each character, and kerning.
 *
 * Most words of Latin and Cyrillic text have no marks and meet no substitution. Their glyphs come
 * from the character map; kerning is a sum over neighbours, whose amounts make has prepared for
 * common characters (face_prepared.c); others are asked of HarfBuzz once a pair and kept. It is
 * exact only if the face kerns by plain pairs, so the face's own tables decide: GPOS with pair
 * lookups that leave the second glyph alone, or a kern table of pairs; and no glyph counts as plain
 * that a substitution which HarfBuzz applies unasked takes as input. A test compares both ways on
 * every pair. What is a sum can be divided, too: the parts of a hyphenated word need no shaping. */

#include "base/utf8.h"
#include "text/face_prepared.h"

enum { MAX_PLAIN = 64, MAX_CONTEXTS = 8, FIRST_PAIRS = 512, MAX_PAIRS = 65536, MAX_FEATURES = 16 };

/* What kerning does to two neighbours. */
typedef struct {
    uint32_t key; /* gid << 16 | gid; 0: free */
    int16_t first, second, dx;
    bool odd; /* HarfBuzz did something else: no word with it is plain */
} pair;

/* Pairs as kerned in one script and language. */
typedef struct {
    hb_script_t script;
    hb_language_t language;
    hb_shape_plan_t *plan;
    pair *pairs;
    size_t slots, count;
} pair_table;

struct plain_rules {
    bool kerns_by_pairs;
    hb_set_t *substituted, *ligated; /* glyphs */
    pair_table tables[MAX_CONTEXTS];
    size_t table_count;
};

/* ---- what the face's tables say ---- */

static uint32_t u16(const unsigned char *d, size_t n, size_t at)
{
    return at + 2 <= n ? (uint32_t)(d[at] << 8 | d[at + 1]) : 0;
}

static uint32_t u32(const unsigned char *d, size_t n, size_t at)
{
    return u16(d, n, at) << 16 | u16(d, n, at + 2);
}

/* Subtable at `at` of a lookup of `type`: a pair adjustment without a value for the second glyph
 * (OpenType GPOS, lookup types 2 and 9). */
static bool is_plain_pair(const unsigned char *d, size_t n, size_t at, uint32_t type)
{
    if (type == 9) {
        type = u16(d, n, at + 2);
        at += u32(d, n, at + 4);
    }
    return type == 2 && at + 8 <= n && u16(d, n, at + 6) == 0;
}

static bool lookup_is_plain(const unsigned char *d, size_t n, uint32_t index)
{
    const size_t list = u16(d, n, 8);
    const size_t lookup = list + u16(d, n, list + 2 + 2 * index);
    const uint32_t count = u16(d, n, lookup + 4);

    for (uint32_t i = 0; i < count; i++)
        if (!is_plain_pair(d, n, lookup + u16(d, n, lookup + 6 + 2 * i), u16(d, n, lookup)))
            return false;
    return true;
}

static bool gpos_is_plain(const font *f)
{
    static const hb_tag_t kern[] = {HB_TAG('k', 'e', 'r', 'n'), 0};
    static const hb_tag_t others[] = {HB_TAG('c', 'u', 'r', 's'), HB_TAG('d', 'i', 's', 't'), 0};
    hb_blob_t *table = hb_face_reference_table(f->face, HB_OT_TAG_GPOS);
    hb_set_t *lookups = hb_set_create();
    hb_codepoint_t index = HB_SET_VALUE_INVALID;
    unsigned n;
    const unsigned char *d = (const unsigned char *)hb_blob_get_data(table, &n);
    bool plain;

    hb_ot_layout_collect_lookups(f->face, HB_OT_TAG_GPOS, NULL, NULL, others, lookups);
    plain = hb_set_is_empty(lookups);
    hb_ot_layout_collect_lookups(f->face, HB_OT_TAG_GPOS, NULL, NULL, kern, lookups);
    while (plain && hb_set_next(lookups, &index))
        plain = lookup_is_plain(d, n, index);
    hb_set_destroy(lookups);
    hb_blob_destroy(table);
    return plain;
}

/* A kern table of version 0 whose subtables are lists of horizontal pairs (format 0, coverage 1
 * with or without override), or none. */
static bool kern_is_plain(const font *f)
{
    hb_blob_t *table = hb_face_reference_table(f->face, HB_TAG('k', 'e', 'r', 'n'));
    unsigned n;
    const unsigned char *d = (const unsigned char *)hb_blob_get_data(table, &n);
    bool plain = n == 0 || u16(d, n, 0) == 0;
    const uint32_t count = u16(d, n, 2);
    size_t at = 4;

    for (uint32_t i = 0; plain && i < count; i++) {
        plain = (u16(d, n, at + 4) & 0xFF07) == 1;
        at += u16(d, n, at + 2);
    }
    hb_blob_destroy(table);
    return plain;
}

/* Glyphs that lookups of the features take as input. */
static hb_set_t *inputs(const font *f, const hb_tag_t *features)
{
    hb_set_t *lookups = hb_set_create(), *glyphs = hb_set_create();
    hb_codepoint_t index = HB_SET_VALUE_INVALID;

    hb_ot_layout_collect_lookups(f->face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
    while (hb_set_next(lookups, &index))
        hb_ot_layout_lookup_collect_glyphs(f->face, HB_OT_TAG_GSUB, index, NULL, glyphs, NULL,
                                           NULL);
    hb_set_destroy(lookups);
    return glyphs;
}

static const hb_tag_t unasked[] = {HB_TAG('r', 'v', 'r', 'n'), HB_TAG('l', 't', 'r', 'a'),
                                   HB_TAG('l', 't', 'r', 'm'), HB_TAG('c', 'c', 'm', 'p'),
                                   HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'),
                                   HB_TAG('c', 'a', 'l', 't'), HB_TAG('r', 'c', 'l', 't'),
                                   HB_TAG('r', 'a', 'n', 'd'), 0};
static const hb_tag_t asked[] = {HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'), 0};

/* A cache: reading them does not change what the face is. */
static struct plain_rules *read_rules(const font *face)
{
    font *f = (font *)face;

    if (!f->plain) {
        f->plain = ARENA_NEW(f->mem, struct plain_rules);
        f->plain->substituted = inputs(f, unasked);
        f->plain->ligated = inputs(f, asked);
        f->plain->kerns_by_pairs = gpos_is_plain(f) && kern_is_plain(f);
    }
    return f->plain;
}

void plain_free(font *f)
{
    if (!f->plain)
        return;
    hb_set_destroy(f->plain->substituted);
    hb_set_destroy(f->plain->ligated);
    for (size_t i = 0; i < f->plain->table_count; i++) {
        hb_shape_plan_destroy(f->plain->tables[i].plan);
        mem_free(f->plain->tables[i].pairs);
    }
    f->plain = NULL;
}

/* ---- characters ---- */

/* Signs that stand alone: neither emoji, which join, nor the fraction slash, which makes
 * fractions. */
static bool is_sign(uint32_t cp)
{
    enum { FRACTION_SLASH = 0x2044, SIGNS_END = 0x2150 };

    return cp < SIGNS_END && cp != FRACTION_SLASH;
}

static bool is_text(uint32_t cp, hb_unicode_general_category_t c)
{
    switch (c) {
    case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER:
    case HB_UNICODE_GENERAL_CATEGORY_DASH_PUNCTUATION:
    case HB_UNICODE_GENERAL_CATEGORY_OPEN_PUNCTUATION:
    case HB_UNICODE_GENERAL_CATEGORY_CLOSE_PUNCTUATION:
    case HB_UNICODE_GENERAL_CATEGORY_INITIAL_PUNCTUATION:
    case HB_UNICODE_GENERAL_CATEGORY_FINAL_PUNCTUATION:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_PUNCTUATION:
        return true;
    case HB_UNICODE_GENERAL_CATEGORY_MATH_SYMBOL:
    case HB_UNICODE_GENERAL_CATEGORY_CURRENCY_SYMBOL:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_SYMBOL:
        return is_sign(cp);
    default:
        return cp == ' ';
    }
}

void plain_classify(font *f, uint32_t cp, font_cell *cell)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    const struct plain_rules *rules = read_rules(f);
    const hb_script_t script = hb_unicode_script(unicode, cp);

    if (script != HB_SCRIPT_LATIN && script != HB_SCRIPT_CYRILLIC && script != HB_SCRIPT_COMMON)
        return;
    if (cell->gid > 0xFFFF || !is_text(cp, hb_unicode_general_category(unicode, cp)) ||
        hb_set_has(rules->substituted, cell->gid))
        return;
    cell->plain = 1;
    cell->plain_ligated = !hb_set_has(rules->ligated, cell->gid);
    cell->script = script == HB_SCRIPT_LATIN      ? PLAIN_LATIN
                   : script == HB_SCRIPT_CYRILLIC ? PLAIN_CYRILLIC
                                                  : PLAIN_COMMON;
}

/* ---- pairs ---- */

/* Features of a plan that does nothing but kern: no substitution touches what is plain. */
static unsigned kern_alone(hb_feature_t *features)
{
    static const hb_tag_t *const off[] = {unasked, asked};
    unsigned n = 0;

    features[n++] = (hb_feature_t){HB_TAG('k', 'e', 'r', 'n'), 1, 0, (unsigned)-1};
    for (size_t k = 0; k < COUNT(off); k++)
        for (const hb_tag_t *tag = off[k]; *tag; tag++)
            features[n++] = (hb_feature_t){*tag, 0, 0, (unsigned)-1};
    return n;
}

static hb_segment_properties_t segment_of(const pair_table *t)
{
    return (hb_segment_properties_t){
        .direction = HB_DIRECTION_LTR, .script = t->script, .language = t->language};
}

static pair_table *find_table(const font *f, hb_script_t script, hb_language_t language)
{
    struct plain_rules *r = f->plain;
    pair_table *t;

    for (size_t i = 0; i < r->table_count; i++)
        if (r->tables[i].script == script && r->tables[i].language == language)
            return &r->tables[i];
    if (r->table_count == MAX_CONTEXTS)
        return NULL;
    t = &r->tables[r->table_count++];
    *t = (pair_table){.script = script, .language = language, .slots = FIRST_PAIRS};
    t->pairs = mem_alloc(FIRST_PAIRS * sizeof *t->pairs);
    return t;
}

static pair *slot(const pair_table *t, uint32_t key)
{
    size_t at = key * 2654435761u;

    at = (at ^ at >> 15) & (t->slots - 1);
    while (t->pairs[at].key && t->pairs[at].key != key)
        at = (at + 1) & (t->slots - 1);
    return &t->pairs[at];
}

static void widen(pair_table *t)
{
    pair_table wider = *t;

    wider.slots *= 2;
    wider.pairs = mem_alloc(wider.slots * sizeof *wider.pairs);
    for (size_t i = 0; i < t->slots; i++)
        if (t->pairs[i].key)
            *slot(&wider, t->pairs[i].key) = t->pairs[i];
    mem_free(t->pairs);
    *t = wider;
}

/* One character of a word and what it is in the face. */
typedef struct {
    uint32_t cp, at;
    font_cell cell;
} plain_char;

static uint32_t key_of(const plain_char *c)
{
    return c[0].cell.gid << 16 | c[1].cell.gid;
}

/* Looking the plan up again in each hb_shape costs as much as kerning a pair. */
static void shape_two(shape_engine *e, const font *f, pair_table *t, const plain_char *c)
{
    const hb_segment_properties_t segment = segment_of(t);
    const uint32_t both[2] = {c[0].cp, c[1].cp};
    hb_feature_t features[MAX_FEATURES];
    const unsigned n = kern_alone(features);

    hb_buffer_clear_contents(e->buffer);
    hb_buffer_add_utf32(e->buffer, both, 2, 0, 2);
    hb_buffer_set_segment_properties(e->buffer, &segment);
    if (!t->plan)
        t->plan = hb_shape_plan_create(f->face, &segment, features, n, NULL);
    hb_shape_plan_execute(t->plan, f->hb, e->buffer, features, n);
}

static pair ask_pair(shape_engine *e, const font *f, pair_table *t, const plain_char *c)
{
    const hb_glyph_info_t *info;
    const hb_glyph_position_t *pos;
    pair p = {.key = key_of(c), .odd = true};
    unsigned n;

    shape_two(e, f, t, c);
    info = hb_buffer_get_glyph_infos(e->buffer, &n);
    pos = hb_buffer_get_glyph_positions(e->buffer, NULL);
    if (n != 2 || info[0].codepoint != c[0].cell.gid || info[1].codepoint != c[1].cell.gid ||
        pos[0].x_offset || pos[0].y_offset || pos[1].y_offset)
        return p;
    p.first = (int16_t)(pos[0].x_advance - c[0].cell.advance);
    p.second = (int16_t)(pos[1].x_advance - c[1].cell.advance);
    p.dx = (int16_t)pos[1].x_offset;
    p.odd = p.first + c[0].cell.advance != pos[0].x_advance ||
            p.second + c[1].cell.advance != pos[1].x_advance || p.dx != pos[1].x_offset;
    return p;
}

/* NULL if the pair is odd, or no more are kept. */
static const pair *find_pair(shape_engine *e, const font *f, pair_table *t, const plain_char *c)
{
    pair *p = slot(t, key_of(c));

    if (!p->key) {
        if (t->count == MAX_PAIRS)
            return NULL;
        if (++t->count * 2 > t->slots) {
            widen(t);
            p = slot(t, key_of(c));
        }
        *p = ask_pair(e, f, t, c);
    }
    return p->odd ? NULL : p;
}

/* ---- words ---- */

/* How words of a script and language are kerned in a face. */
typedef struct {
    shape_engine *e;
    const font *f;
    hb_script_t script;
    hb_language_t language;
    const kern_square *prepared; /* NULL: nothing is */
    pair_table *table;           /* of what was asked; NULL before the first question */
} kerning;

static hb_script_t script_of(plain_script script, hb_language_t language)
{
    return script == PLAIN_LATIN      ? HB_SCRIPT_LATIN
           : script == PLAIN_CYRILLIC ? HB_SCRIPT_CYRILLIC
                                      : shape_language_script(language);
}

static bool is_prepared(shape_engine *e, hb_language_t language)
{
    if (e->language != language) {
        e->language = language;
        e->prepared = face_prepared_speaks(language);
    }
    return e->prepared;
}

static kerning kerning_of(shape_engine *e, const font *f, plain_script script,
                          hb_language_t language)
{
    return (kerning){.e = e,
                     .f = f,
                     .script = script_of(script, language),
                     .language = language,
                     .prepared = f->prepared && is_prepared(e, language)
                                     ? face_prepared_square(f->prepared)
                                     : NULL};
}

/* The pairs asked before; NULL if the face kerns in another way. */
static pair_table *table_of(kerning *k)
{
    if (!k->table && read_rules(k->f)->kerns_by_pairs)
        k->table = find_table(k->f, k->script, k->language);
    return k->table;
}

/* What HarfBuzz says of the pair that begins at `c`; false if it is odd, or no more are kept. */
static bool ask_kern(kerning *k, const plain_char *c, pair *out)
{
    const pair *known = table_of(k) ? find_pair(k->e, k->f, k->table, c) : NULL;

    if (known)
        *out = *known;
    return known != NULL;
}

static bool find_kern(kerning *k, const plain_char *c, pair *out)
{
    int32_t first;

    if (!k->prepared || !kern_of_rows(k->prepared, kern_row(k->prepared, c[0].cell.gid),
                                      kern_row(k->prepared, c[1].cell.gid), &first))
        return ask_kern(k, c, out);
    *out = (pair){.first = (int16_t)first};
    return true;
}

/* The characters of the word; 0 if one is not plain or two scripts meet. */
static size_t read_word(const font *f, bool ligatures, const char *utf8, size_t n, plain_char *c,
                        plain_script *script)
{
    size_t count = 0, len;

    *script = PLAIN_COMMON;
    for (size_t at = 0; at < n; at += len, count++) {
        font_cell cell;
        if (count == MAX_PLAIN)
            return 0;
        c[count].cp = utf8_decode(utf8 + at, n - at, &len);
        c[count].at = (uint32_t)at;
        c[count].cell = cell = font_look_up(f, c[count].cp);
        if (!(ligatures ? cell.plain_ligated : cell.plain))
            return 0;
        if (cell.script == PLAIN_COMMON)
            continue;
        if (*script != PLAIN_COMMON && *script != (plain_script)cell.script)
            return 0;
        *script = (plain_script)cell.script;
    }
    return count;
}

static void add_advance(glyph *g, int32_t by)
{
    g->advance = glyph_measure(g->advance + by);
}

static void add_dx(glyph *g, int32_t by)
{
    g->dx = glyph_measure(g->dx + by);
}

/* Of the pair that begins at `c`, added to its glyphs. */
static bool add_asked(kerning *k, const plain_char *c, glyph *g)
{
    pair p;

    if (!ask_kern(k, c, &p))
        return false;
    add_advance(&g[0], p.first);
    add_advance(&g[1], p.second);
    add_dx(&g[1], p.dx);
    return true;
}

static bool kern_by_asking(kerning *k, const plain_char *c, glyph *g, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (!add_asked(k, &c[i], &g[i]))
            return false;
    return true;
}

static bool kern_prepared(kerning *k, const plain_char *c, glyph *g, size_t count)
{
    uint32_t row = kern_row(k->prepared, g[0].gid);

    for (size_t i = 0; i + 1 < count; i++) {
        const uint32_t next = kern_row(k->prepared, g[i + 1].gid);
        int32_t first;
        if (kern_of_rows(k->prepared, row, next, &first))
            add_advance(&g[i], first);
        else if (!add_asked(k, &c[i], &g[i]))
            return false;
        row = next;
    }
    return true;
}

/* Kerning added to the glyphs; false if a pair is odd. */
static bool kern_word(kerning *k, const plain_char *c, glyph *g, size_t count)
{
    return k->prepared ? kern_prepared(k, c, g, count) : kern_by_asking(k, c, g, count);
}

bool shape_plain(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
                 const char *utf8, size_t n, shaped *out, arena *a)
{
    plain_char c[MAX_PLAIN];
    glyph g[MAX_PLAIN];
    plain_script script;
    const size_t count = read_word(f, flags & SHAPE_LIGATURES, utf8, n, c, &script);

    if (!count)
        return false;
    for (size_t i = 0; i < count; i++)
        g[i] = (glyph){.gid = (uint16_t)c[i].cell.gid,
                       .advance = glyph_measure(c[i].cell.advance),
                       .cluster = c[i].at};
    if (flags & SHAPE_KERNING) {
        kerning k = kerning_of(e, f, script, language);
        if (!kern_word(&k, c, g, count))
            return false;
    }
    *out = (shaped){.glyphs = arena_memdup(a, g, count * sizeof *g),
                    .count = (uint32_t)count & SHAPED_MOST,
                    .plain = true};
    for (size_t i = 0; i < count; i++)
        out->advance += g[i].advance;
    return true;
}

/* ---- parts of words ---- */

static plain_char char_at(const font *f, const char *utf8, size_t n)
{
    size_t len;
    const uint32_t cp = utf8_decode(utf8, n, &len);

    return (plain_char){cp, 0, font_look_up(f, cp)};
}

static bool kern_two(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
                     plain_char first, plain_char second, pair *out)
{
    const plain_char both[2] = {first, second};
    kerning k = kerning_of(e, f, first.cell.script, language);

    *out = (pair){0};
    return !(flags & SHAPE_KERNING) || find_kern(&k, both, out);
}

/* The glyph that begins at byte `at`, inside of the word; 0 if none does. */
static uint32_t glyph_at(const shaped *word, size_t at)
{
    uint32_t k = 0;

    while (k < word->count && word->glyphs[k].cluster < at)
        k++;
    return k < word->count && word->glyphs[k].cluster == at ? k : 0;
}

/* Take the kerning across the cut from both parts and kern the hyphen. */
static divided divide_at(const shaped *word, uint32_t index, pair across, plain_char hyphen,
                         pair last)
{
    divided d = {.index = index,
                 .end = glyph_measure(last.first - across.first),
                 .bare_end = glyph_measure(-across.first),
                 .start = glyph_measure(-across.second),
                 .start_dx = glyph_measure(-across.dx),
                 .sign = {.gid = (uint16_t)hyphen.cell.gid,
                          .advance = glyph_measure(hyphen.cell.advance + last.second),
                          .dx = last.dx}};

    for (uint32_t k = 0; k < index; k++)
        d.before += word->glyphs[k].advance;
    d.after = word->advance - d.before + d.start;
    d.before += d.end + d.sign.advance;
    return d;
}

bool shape_divide(shape_engine *e, const font *f, hb_language_t language, unsigned flags,
                  const shaped *word, const char *utf8, size_t n, size_t at, uint32_t hyphen_cp,
                  divided *d)
{
    const plain_char hyphen = {hyphen_cp, 0, font_look_up(f, hyphen_cp)};
    const uint32_t k = word->plain ? glyph_at(word, at) : 0;
    plain_char before, behind;
    pair across, last;

    if (!k || !(flags & SHAPE_LIGATURES ? hyphen.cell.plain_ligated : hyphen.cell.plain))
        return false;
    before = char_at(f, utf8 + word->glyphs[k - 1].cluster, n - word->glyphs[k - 1].cluster);
    behind = char_at(f, utf8 + at, n - at);
    if (before.cell.script != behind.cell.script || before.cell.script == PLAIN_COMMON ||
        hyphen.cell.script != PLAIN_COMMON)
        return false; /* a part might be of another script when it stands alone */
    if (!kern_two(e, f, language, flags, before, behind, &across) ||
        !kern_two(e, f, language, flags, before, hyphen, &last))
        return false;
    *d = divide_at(word, k, across, hyphen, last);
    return true;
}

void shape_part(const shaped *word, const divided *left, const divided *right, bool hyphen,
                shaped *out, arena *a)
{
    const uint32_t first = left ? left->index : 0, end = right ? right->index : word->count;
    const uint32_t from = word->glyphs[first].cluster, count = end - first;
    glyph *g = arena_take_array(a, count + 1, sizeof *g);

    for (uint32_t i = 0; i < count; i++) {
        g[i] = word->glyphs[first + i];
        g[i].cluster -= from;
    }
    if (left) {
        add_advance(&g[0], left->start);
        add_dx(&g[0], left->start_dx);
    }
    if (right)
        add_advance(&g[count - 1], hyphen ? right->end : right->bare_end);
    *out = (shaped){.glyphs = g, .count = count & SHAPED_MOST, .plain = true};
    if (right && hyphen) {
        g[count] = right->sign;
        g[count].cluster = word->glyphs[end].cluster - from;
        out->count++;
    }
    for (uint32_t i = 0; i < out->count; i++)
        out->advance += g[i].advance;
}

/* ---- for make ---- */

bool plain_kern(shape_engine *e, const font *f, hb_language_t language, plain_script script,
                const uint32_t both[2], int32_t *kern)
{
    const plain_char c[2] = {{both[0], 0, font_look_up(f, both[0])},
                             {both[1], 0, font_look_up(f, both[1])}};
    kerning k = kerning_of(e, f, script, language);
    pair_table *t = table_of(&k);
    pair p;

    if (!t)
        return false;
    p = ask_pair(e, f, t, c);
    *kern = p.first;
    return !p.odd && !p.second && !p.dx;
}
