/* fonts.c - the codes in which text is shown. A code is the running number of a (glyph, Unicode
 * text) pair: one glyph that stands for two texts has two codes, so what is copied from the page is
 * never a guess.
 *
 * The first font of a face has codes of one byte, which is enough for nearly every document and
 * makes pages shorter. What finds no room there goes to a second font of the face, with codes of
 * two bytes: so a face with thousands of characters is two fonts, not dozens.
 *
 * The pair is found by a hash of 64 bits that are exact: the glyph, and the code point, or for
 * longer texts the number under which the text is kept. */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "pdf/fonts_int.h"

enum { NARROW_CODES = 0x100, WIDE_CODES = 0xFFFF, LONG_TEXT = 0x40000000, NO_TEXT = 0x20000000 };

/* ---- the hash table ---- */

static uint64_t scatter(uint64_t key)
{
    key *= 0x9E3779B97F4A7C15u;
    return key ^ key >> 29;
}

static slot *table_find(const table *t, uint64_t key)
{
    for (size_t at = scatter(key) & (t->size - 1);; at = (at + 1) & (t->size - 1))
        if (!t->slots[at].value || t->slots[at].key == key)
            return &t->slots[at];
}

static void table_grow(table *t, arena *a)
{
    table wider = {NULL, t->size ? t->size * 2 : 256, t->count};

    wider.slots = ARENA_ARRAY(a, slot, wider.size);
    for (size_t i = 0; i < t->size; i++)
        if (t->slots[i].value)
            *table_find(&wider, t->slots[i].key) = t->slots[i];
    *t = wider;
}

/* The slot of `key`; if its value is 0, the caller fills it in. */
static slot *table_slot(table *t, arena *a, uint64_t key)
{
    slot *s;

    if (t->count * 2 >= t->size)
        table_grow(t, a);
    s = table_find(t, key);
    if (!s->value) {
        s->key = key;
        t->count++;
    }
    return s;
}

/* ---- codes ---- */

fonts *fonts_new(arena *a)
{
    fonts *set = ARENA_NEW(a, fonts);
    set->mem = a;
    return set;
}

void fonts_free(fonts *set)
{
    if (!set)
        return;
    strbuf_free(&set->entries);
    strbuf_free(&set->body);
}

static bool is_private(const char *text, size_t len)
{
    size_t n;
    uint32_t cp = len ? utf8_decode(text, len, &n) : 0;

    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

/* What a string may not hold as it is. Of ends of lines a reader makes its own (PDF 32000-1,
 * 7.3.4.2); Ghostscript makes one of two that follow one another. */
static bool is_special(size_t byte)
{
    return byte == '(' || byte == ')' || byte == '\\' || byte == '\r' || byte == '\n';
}

/* One byte of a code. */
static void add_byte(pdf_code *c, uint32_t byte)
{
    if (is_special(byte))
        c->bytes[c->count++] = '\\';
    c->bytes[c->count++] = byte == '\r' ? 'r' : byte == '\n' ? 'n' : (char)byte;
}

static pdf_code write_code(const pdf_font *f, uint32_t gid, uint32_t code)
{
    pdf_code c = {.width = font_advance(f->face, gid)};

    if (f->wide)
        add_byte(&c, code >> 8);
    add_byte(&c, code & 0xFF);
    return c;
}

/* The next code. */
static uint32_t add_use(fonts *set, pdf_font *f, uint64_t key, const char *text, size_t len)
{
    const uint32_t gid = (uint32_t)(key >> 32);

    f->uses = arena_grow(set->mem, f->uses, &f->cap, f->count + 1, sizeof *f->uses);
    f->uses[f->count] = (use){key, gid, write_code(f, gid, (uint32_t)f->count),
                              arena_strndup(set->mem, text, len), (uint32_t)len};
    set->unreadable |= (len && !gid) || is_private(text, len);
    return (uint32_t)f->count++;
}

bool font_leaves_out(const pdf_font *f, size_t code)
{
    return !f->wide && is_special(code);
}

static uint32_t add_pair(fonts *set, pdf_font *f, uint64_t key, const char *text, size_t len)
{
    while (font_leaves_out(f, f->count))
        add_use(set, f, 0, "", 0);
    return add_use(set, f, key, text, len);
}

/* `first`: of the fonts of this face; NULL: it will be that. */
static pdf_font *add_font(fonts *set, const font *face, pdf_font *first)
{
    pdf_font *f = ARENA_NEW(set->mem, pdf_font);

    f->face = face;
    f->first = first ? first : f;
    f->current = f;
    f->wide = first != NULL;
    f->number = set->last ? set->last->number + 1 : 1;
    if (set->last)
        set->last->next = f;
    else
        set->first = f;
    set->last = f;
    add_use(set, f, 0, "", 0);
    return f;
}

pdf_font *fonts_find(fonts *set, const font *face)
{
    pdf_font *f = set->recent;

    if (!f || f->face != face) {
        for (f = set->first; f && f->face != face;)
            f = f->next;
        set->recent = f = f ? f : add_font(set, face, NULL);
    }
    return f->current;
}

uint32_t pdf_font_number(const pdf_font *f)
{
    return f->number;
}

bool pdf_font_mark(pdf_font *f, uint32_t page)
{
    bool first = f->page != page;
    f->page = page;
    return first;
}

/* The number of a text, in order of first use. On equal hashes of unequal texts the next key is
 * tried. */
static uint32_t text_number(fonts *set, const char *s, size_t n)
{
    for (uint64_t key = hash_bytes(HASH_START, s, n);; key++) {
        slot *place = table_slot(&set->by_hash, set->mem, key);
        const text_ref *t;

        if (!place->value) {
            set->texts = arena_grow(set->mem, set->texts, &set->text_cap, set->text_count + 1,
                                    sizeof *set->texts);
            set->texts[set->text_count] = (text_ref){arena_strndup(set->mem, s, n), n};
            place->value = (uint32_t)++set->text_count;
            return place->value - 1;
        }
        t = &set->texts[place->value - 1];
        if (t->len == n && !memcmp(t->bytes, s, n))
            return place->value - 1;
    }
}

static uint32_t text_key(fonts *set, const char *s, size_t n)
{
    size_t len;
    uint32_t cp;

    if (!n)
        return NO_TEXT;
    cp = utf8_decode(s, n, &len);
    return len == n ? cp : LONG_TEXT + text_number(set, s, n);
}

const pdf_code *pdf_font_recent(const pdf_font *f, uint32_t gid, uint32_t cp)
{
    const use *last = &f->uses[f->recent[gid % FONT_RECENT]];

    return last->key == ((uint64_t)gid << 32 | cp) ? &last->written : NULL;
}

static bool is_full(const pdf_font *f)
{
    return f->count == (f->wide ? WIDE_CODES : NARROW_CODES);
}

/* The font of this face that has the pair or room for it; all but the last one are full. */
static pdf_font *font_for(fonts *set, pdf_font *f, uint64_t key)
{
    for (f = f->first; is_full(f) && !table_find(&f->pairs, key)->value; f = f->following)
        if (!f->following)
            f->following = add_font(set, f->face, f->first);
    return f->first->current = f;
}

uint32_t pdf_font_code(fonts *set, pdf_font **of, uint32_t gid, const char *text, size_t len)
{
    const uint64_t key = (uint64_t)gid << 32 | text_key(set, text, len);
    pdf_font *f = *of;
    const uint16_t last = f->recent[gid % FONT_RECENT];
    slot *s;

    if (last && f->uses[last].key == key)
        return last;
    *of = f = font_for(set, f, key);
    s = table_slot(&f->pairs, set->mem, key);
    if (!s->value)
        s->value = add_pair(set, f, key, text, len);
    f->recent[gid % FONT_RECENT] = (uint16_t)s->value;
    return s->value;
}

bool fonts_met_unreadable(fonts *set)
{
    const bool met = set->unreadable;

    set->unreadable = false;
    return met;
}

const pdf_code *pdf_font_written(const pdf_font *f, uint32_t code)
{
    return &f->uses[code].written;
}

objnum fonts_object(const fonts *set, uint32_t number)
{
    for (const pdf_font *f = set->first; f; f = f->next)
        if (f->number == number)
            return f->object;
    return 0;
}

const font *fonts_face(const fonts *set, size_t i)
{
    const pdf_font *f = set->first;

    for (; f && i; i--)
        f = f->next;
    return f ? f->face : NULL;
}
