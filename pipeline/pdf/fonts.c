/* fonts.c - composite fonts (PDF 32000-1, 9.7). Text is shown in codes of two bytes, and a code is
 * the running number of a (glyph, Unicode text) pair: one glyph that stands for two texts has two
 * codes, so what is copied from the page is never a guess. /CIDToGIDMap leads from the code to the
 * glyph of the subset; fonts with CFF outlines, which may have no such map, get an embedded CMap
 * from code to CID instead.
 *
 * The pair is found by a hash of 64 bits that are exact: the glyph, and the code point, or for
 * longer texts the number under which the text is kept. */
#include "pdf/fonts.h"

#include <string.h>

#include "base/hash.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "pdf/content.h"
#include "pdf/digest.h"

enum {
    MAX_CODES = 0xFFFF,
    RECENT = 256,
    LONG_TEXT = 0x40000000,
    NO_TEXT = 0x20000000,
    BFCHAR_MAX = 100
};

typedef struct {
    uint64_t key;
    uint32_t gid;
    pdf_code written;
    const char *text;
    uint32_t len;
} use;

typedef struct {
    uint64_t key;
    uint32_t value; /* 0: free */
} slot;

typedef struct {
    slot *slots;
    size_t size, count; /* size is a power of two */
} table;

struct pdf_font {
    pdf_font *next;
    const font *face;
    uint32_t number, page;
    objnum object;
    use *uses; /* by code; 0 is .notdef */
    size_t count, cap;
    table pairs;
    uint32_t space;          /* the code of a space, once asked for */
    uint16_t recent[RECENT]; /* by the glyph's last byte, the code it had last */
};

typedef struct {
    const char *bytes;
    size_t len;
} text_ref;

struct fonts {
    arena *mem;
    pdf_font *first, *last, *recent;
    text_ref *texts; /* longer than a code point, by number */
    size_t text_count, text_cap;
    table by_hash;        /* of such a text: number + 1 */
    bool unreadable;      /* see fonts_met_unreadable */
    strbuf entries, body; /* while objects are made */
};

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

/* One byte of a code. */
static void add_byte(pdf_code *c, uint32_t byte)
{
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
        c->bytes[c->count++] = '\\';
    c->bytes[c->count++] = byte == '\r' ? 'r' : (char)byte;
}

static pdf_code write_code(const font *face, uint32_t gid, uint32_t code)
{
    pdf_code c = {.width = font_advance(face, gid)};

    add_byte(&c, code >> 8);
    add_byte(&c, code & 0xFF);
    return c;
}

static uint32_t add_use(fonts *set, pdf_font *f, uint64_t key, const char *text, size_t len)
{
    const uint32_t gid = (uint32_t)(key >> 32);

    f->uses = arena_grow(set->mem, f->uses, &f->cap, f->count + 1, sizeof *f->uses);
    f->uses[f->count] = (use){key, gid, write_code(f->face, gid, (uint32_t)f->count),
                              arena_strndup(set->mem, text, len), (uint32_t)len};
    set->unreadable |= (len && !gid) || is_private(text, len);
    return (uint32_t)f->count++;
}

static pdf_font *add_font(fonts *set, const font *face)
{
    pdf_font *f = ARENA_NEW(set->mem, pdf_font);

    f->face = face;
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

    if (f && f->face == face && f->count < MAX_CODES)
        return f;
    for (f = set->first; f; f = f->next)
        if (f->face == face && f->count < MAX_CODES)
            break;
    return set->recent = f ? f : add_font(set, face);
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
    const use *last = &f->uses[f->recent[gid % RECENT]];

    return last->key == ((uint64_t)gid << 32 | cp) ? &last->written : NULL;
}

uint32_t pdf_font_code(fonts *set, pdf_font *f, uint32_t gid, const char *text, size_t len)
{
    uint64_t key = (uint64_t)gid << 32 | text_key(set, text, len);
    uint16_t *recent = &f->recent[gid % RECENT], last = *recent;
    slot *s;

    if (last && f->uses[last].key == key)
        return last;
    if (f->count >= MAX_CODES)
        return 0;
    s = table_slot(&f->pairs, set->mem, key);
    if (!s->value)
        s->value = add_use(set, f, key, text, len);
    *recent = (uint16_t)s->value;
    return s->value;
}

uint32_t pdf_font_space(fonts *set, pdf_font *f)
{
    if (!f->space) {
        const uint32_t gid = font_char_glyph(f->face, ' ');
        f->space = gid ? pdf_font_code(set, f, gid, " ", 1) : 0;
    }
    return f->space;
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

/* ---- objects ---- */

static void keep_dict(fonts *set, objects *o, objnum n, strbuf *b)
{
    object_dict(o, n, arena_strndup(set->mem, b->data, b->len), b->len);
    strbuf_clear(b);
}

static void keep_stream(fonts *set, objects *o, objnum n, const void *packed, size_t size,
                        strbuf *entries)
{
    strbuf_adds(entries, "/Filter/FlateDecode");
    keep_dict(set, o, n, entries);
    object_stream(o, n, packed, size);
}

/* "ABCDEF+Name": six letters from the name and the glyphs, since two subsets must not share one. */
static char *base_font(fonts *set, const pdf_font *f)
{
    const char *name = font_postscript_name(f->face);
    digest d;
    char *tagged;
    uint64_t v;

    digest_init(&d);
    digest_add(&d, name, strlen(name));
    for (size_t i = 0; i < f->count; i++) {
        uint32_t gid = f->uses[i].gid;
        const uint8_t bytes[4] = {(uint8_t)gid, (uint8_t)(gid >> 8), (uint8_t)(gid >> 16), 0};
        digest_add(&d, bytes, sizeof bytes);
    }
    tagged = arena_printf(set->mem, "------+%s", name);
    v = d.a ^ d.b;
    for (int i = 0; i < 6; i++, v /= 26)
        tagged[i] = (char)('A' + v % 26);
    return tagged;
}

/* /W[0[…]]: the widths of codes. */
static void put_widths(strbuf *b, const pdf_font *f, const uint32_t *cids)
{
    strbuf_adds(b, "/W[");
    for (size_t i = 0; i < f->count; i++) {
        if (cids || i == 0) {
            strbuf_add_integer(b, cids ? cids[i] : 0);
            strbuf_addc(b, '[');
        }
        strbuf_add_integer(b, f->uses[i].written.width);
        strbuf_addc(b, ' ');
        if (cids || i + 1 == f->count)
            strbuf_addc(b, ']');
    }
    strbuf_addc(b, ']');
}

static const char cmap_head[] = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                "/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>def\n"
                                "/CMapName/%s def\n/CMapType %d def\n"
                                "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
static const char cmap_tail[] = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

/* What each code is copied as. Codes without text (the further glyphs of a cluster) stand within
 * an ActualText; they get the zero-width space. */
static void put_to_unicode(strbuf *b, const pdf_font *f)
{
    strbuf_printf(b, cmap_head, "UCS", "Adobe-Identity-UCS", 2);
    for (size_t from = 1; from < f->count; from += BFCHAR_MAX) {
        size_t to = from + BFCHAR_MAX < f->count ? from + BFCHAR_MAX : f->count;
        strbuf_printf(b, "%zu beginbfchar\n", to - from);
        for (size_t i = from; i < to; i++) {
            strbuf_addc(b, '<');
            put_hex4(b, (unsigned)i);
            strbuf_adds(b, "><");
            if (f->uses[i].len)
                put_utf16(b, f->uses[i].text, f->uses[i].len);
            else
                strbuf_adds(b, "200B");
            strbuf_adds(b, ">\n");
        }
        strbuf_adds(b, "endbfchar\n");
    }
    strbuf_adds(b, cmap_tail);
}

static void put_code_cmap(strbuf *b, const pdf_font *f, const char *name, const uint32_t *cids)
{
    strbuf_printf(b, cmap_head, "Identity", name, 1);
    for (size_t from = 0; from < f->count; from += BFCHAR_MAX) {
        size_t to = from + BFCHAR_MAX < f->count ? from + BFCHAR_MAX : f->count;
        strbuf_printf(b, "%zu begincidchar\n", to - from);
        for (size_t i = from; i < to; i++)
            strbuf_printf(b, "<%04zX> %u\n", i, cids[i]);
        strbuf_adds(b, "endcidchar\n");
    }
    strbuf_adds(b, cmap_tail);
}

static void put_gid_map(strbuf *b, const uint32_t *map, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        strbuf_addc(b, (char)(map[i] >> 8));
        strbuf_addc(b, (char)map[i]);
    }
}

/* The objects of one font. */
typedef struct {
    fonts *set;
    font_files *files;
    objects *o;
    deflater *z;
    const pdf_font *f;
    const char *name;    /* with the subset's tag */
    const uint32_t *map; /* code → glyph of the subset, or CID of a CFF table */
    bool cid_sets;
    strbuf *entries, *body;
} job;

static objnum body_stream(const job *j)
{
    objnum n = object_new(j->o);
    size_t size;
    const void *packed =
        deflate_bytes(j->z, j->set->mem, strbuf_text(j->body), j->body->len, &size);

    keep_stream(j->set, j->o, n, packed, size, j->entries);
    strbuf_clear(j->body);
    return n;
}

static objnum write_font_file(const job *j, const font_file *file)
{
    objnum n = object_new(j->o);

    if (font_is_cff(j->f->face))
        strbuf_adds(j->entries, "/Subtype/CIDFontType0C");
    else
        strbuf_printf(j->entries, "/Length1 %zu", file->size);
    keep_stream(j->set, j->o, n, arena_memdup(j->set->mem, file->packed, file->packed_size),
                file->packed_size, j->entries);
    return n;
}

/* A bit for each CID that the subset has: codes up to the last one, or its glyphs. 0 if not
 * wanted. */
static objnum write_cid_set(const job *j, const uint32_t *cids)
{
    uint32_t last = (uint32_t)j->f->count - 1;

    if (!j->cid_sets)
        return 0;
    for (size_t i = 0; cids && i < j->f->count; i++)
        last = i == 0 || cids[i] > last ? cids[i] : last;
    for (uint32_t i = 0; i + 8 <= last + 1; i += 8)
        strbuf_addc(j->body, (char)0xFF);
    if ((last + 1) % 8)
        strbuf_addc(j->body, (char)(0xFF00 >> (last + 1) % 8));
    return body_stream(j);
}

enum { FIXED_PITCH = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };

static void write_descriptor(const job *j, objnum file, objnum set, objnum n)
{
    const pdf_font *f = j->f;
    strbuf *b = j->entries;
    font_metrics m = font_measure(f->face);
    int32_t box[4];
    unsigned flags = SYMBOLIC | (font_is_serif(f->face) ? SERIF : 0u) |
                     (font_is_italic(f->face) ? ITALIC : 0u) |
                     (font_is_monospaced(f->face) ? FIXED_PITCH : 0u);

    strbuf_adds(b, "/Type/FontDescriptor/FontName");
    put_name(b, j->name);
    strbuf_printf(b, "/Flags %u/FontBBox[", flags);
    font_bbox(f->face, box);
    for (int i = 0; i < 4; i++) {
        strbuf_add_integer(b, box[i]);
        strbuf_addc(b, i < 3 ? ' ' : ']');
    }
    strbuf_adds(b, "/ItalicAngle ");
    put_number(b, (mpt)(font_italic_angle(f->face) * 1000));
    strbuf_adds(b, "/Ascent ");
    strbuf_add_integer(b, m.ascender);
    strbuf_adds(b, "/Descent ");
    strbuf_add_integer(b, m.descender);
    strbuf_adds(b, "/CapHeight ");
    strbuf_add_integer(b, m.cap_height);
    /* no font file tells the stem width; this line meets the usual faces */
    strbuf_printf(b, "/StemV %d/%s %u 0 R", 50 + font_weight(f->face) * 2 / 17,
                  font_is_cff(f->face) ? "FontFile3" : "FontFile2", file);
    if (set)
        strbuf_printf(b, "/CIDSet %u 0 R", set);
    keep_dict(j->set, j->o, n, b);
}

/* The CIDFont; *encoding receives the object of the CMap, 0 for Identity-H. */
static objnum write_cid_font(const job *j, objnum descriptor, const uint32_t *cids,
                             objnum *encoding)
{
    objnum n, map = 0;

    *encoding = 0;
    if (cids) {
        put_code_cmap(j->body, j->f, "Codes", cids);
        strbuf_adds(j->entries, "/Type/CMap/CMapName/Codes/CIDSystemInfo<</Registry(Adobe)"
                                "/Ordering(Identity)/Supplement 0>>");
        *encoding = body_stream(j);
    } else {
        put_gid_map(j->body, j->map, j->f->count);
        map = body_stream(j);
    }
    n = object_new(j->o);
    strbuf_printf(j->entries, "/Type/Font/Subtype/%s/BaseFont",
                  cids ? "CIDFontType0" : "CIDFontType2");
    put_name(j->entries, j->name);
    strbuf_printf(j->entries,
                  "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                  "/FontDescriptor %u 0 R",
                  descriptor);
    if (map)
        strbuf_printf(j->entries, "/CIDToGIDMap %u 0 R", map);
    put_widths(j->entries, j->f, cids);
    keep_dict(j->set, j->o, n, j->entries);
    return n;
}

static void write_type0(const job *j, objnum cid_font, objnum encoding)
{
    objnum unicode;

    put_to_unicode(j->body, j->f);
    unicode = body_stream(j);
    strbuf_adds(j->entries, "/Type/Font/Subtype/Type0/BaseFont");
    put_name(j->entries, j->name);
    if (encoding)
        strbuf_printf(j->entries, "/Encoding %u 0 R", encoding);
    else
        strbuf_adds(j->entries, "/Encoding/Identity-H");
    strbuf_printf(j->entries, "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R", cid_font, unicode);
    keep_dict(j->set, j->o, j->f->object, j->entries);
}

static bool write_font(job *j, pdf_font *f)
{
    uint32_t *gids = ARENA_ARRAY(j->set->mem, uint32_t, f->count);
    uint32_t *map = ARENA_ARRAY(j->set->mem, uint32_t, f->count);
    const uint32_t *cids = font_is_cff(f->face) ? map : NULL;
    objnum descriptor, file_object, set, cid_font, encoding;
    const font_file *file;

    for (size_t i = 0; i < f->count; i++)
        gids[i] = f->uses[i].gid;
    file = font_files_get(j->files, f->face, gids, f->count, map, j->z);
    if (!file)
        return false;
    j->f = f;
    j->map = map;
    j->name = base_font(j->set, f);
    f->object = object_new(j->o);
    file_object = write_font_file(j, file);
    set = write_cid_set(j, cids);
    descriptor = object_new(j->o);
    write_descriptor(j, file_object, set, descriptor);
    cid_font = write_cid_font(j, descriptor, cids, &encoding);
    write_type0(j, cid_font, encoding);
    return true;
}

bool fonts_write(fonts *set, font_files *files, objects *o, deflater *z, bool cid_sets, diag *dg)
{
    job j = {.set = set,
             .files = files,
             .o = o,
             .z = z,
             .cid_sets = cid_sets,
             .entries = &set->entries,
             .body = &set->body};

    for (pdf_font *f = set->first; f; f = f->next) {
        if (!write_font(&j, f)) {
            diag_report(dg, NO_POS, MSG_FONT_NOT_EMBEDDED, font_postscript_name(f->face));
            return false;
        }
    }
    return true;
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
