/* font_objects.c - composite fonts as objects of a file (PDF 32000-1, 9.7). A code is the CID, and
 * /CIDToGIDMap leads from there to the glyph of the subset; fonts with CFF outlines, which may have
 * no such map, get an embedded CMap from code to CID instead. No predefined CMap takes codes of one
 * byte as CIDs, so a file brings one for all its fonts, under the name by which others know it. */
#include <string.h>

#include "pdf/content.h"
#include "pdf/digest.h"
#include "pdf/fonts_int.h"

enum { SECTION_MAX = 100 };

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
                                "1 begincodespacerange\n%s\nendcodespacerange\n";
static const char cmap_tail[] = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

static const char *codespace(const pdf_font *f)
{
    return f->wide ? "<0000><FFFF>" : "<00><FF>";
}

static void put_code(strbuf *b, const pdf_font *f, size_t code)
{
    strbuf_addc(b, '<');
    if (f->wide)
        put_hex4(b, (unsigned)code);
    else
        put_hex2(b, (unsigned)code);
    strbuf_addc(b, '>');
}

/* A section of a CMap has up to 100 codes: from the first one at or behind `at` that means
 * something … */
static size_t section_begin(const pdf_font *f, size_t at)
{
    while (at < f->count && font_leaves_out(f, at))
        at++;
    return at;
}

/* … to the one before this. */
static size_t section_end(const pdf_font *f, size_t from)
{
    size_t to = from;

    while (to < f->count && to < from + SECTION_MAX && !font_leaves_out(f, to))
        to++;
    return to;
}

/* What each code is copied as. Codes without text (the further glyphs of a cluster) stand within
 * an ActualText; they get the zero-width space. */
static void put_to_unicode(strbuf *b, const pdf_font *f)
{
    strbuf_printf(b, cmap_head, "UCS", "Adobe-Identity-UCS", 2, codespace(f));
    for (size_t from = 1, to; (from = section_begin(f, from)) < f->count; from = to) {
        to = section_end(f, from);
        strbuf_printf(b, "%zu beginbfchar\n", to - from);
        for (size_t i = from; i < to; i++) {
            put_code(b, f, i);
            strbuf_addc(b, '<');
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
    strbuf_printf(b, cmap_head, "Identity", name, 1, codespace(f));
    for (size_t from = 0, to; (from = section_begin(f, from)) < f->count; from = to) {
        to = section_end(f, from);
        strbuf_printf(b, "%zu begincidchar\n", to - from);
        for (size_t i = from; i < to; i++) {
            put_code(b, f, i);
            strbuf_addc(b, ' ');
            strbuf_add_integer(b, cids[i]);
            strbuf_addc(b, '\n');
        }
        strbuf_adds(b, "endcidchar\n");
    }
    strbuf_adds(b, cmap_tail);
}

static void put_identity_cmap(strbuf *b, const pdf_font *f, const char *name)
{
    strbuf_printf(b, cmap_head, "Identity", name, 1, codespace(f));
    strbuf_adds(b, "1 begincidrange\n<00> <FF> 0\nendcidrange\n");
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

static objnum file_stream(const job *j, const font_file *file)
{
    objnum n = object_new(j->o);

    keep_stream(j->set, j->o, n, arena_memdup(j->set->mem, file->packed, file->packed_size),
                file->packed_size, j->entries);
    return n;
}

static objnum write_font_file(const job *j, const font_file *file)
{
    if (font_is_cff(j->f->face))
        strbuf_adds(j->entries, "/Subtype/CIDFontType0C");
    else
        strbuf_printf(j->entries, "/Length1 %zu", file->size);
    return file_stream(j, file);
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

static void put_cmap_entries(const job *j, const char *name)
{
    strbuf_printf(j->entries,
                  "/Type/CMap/CMapName/%s/CIDSystemInfo<</Registry(Adobe)"
                  "/Ordering(Identity)/Supplement 0>>",
                  name);
}

static objnum write_code_cmap(const job *j, const uint32_t *cids)
{
    put_code_cmap(j->body, j->f, "Codes", cids);
    put_cmap_entries(j, "Codes");
    return body_stream(j);
}

static objnum write_identity_cmap(const job *j)
{
    objnum n;

    put_identity_cmap(j->body, j->f, "OneByteIdentityH");
    put_cmap_entries(j, "OneByteIdentityH");
    n = file_stream(j, font_files_cmap(j->files, j->body, j->z));
    strbuf_clear(j->body);
    return n;
}

/* The CMap from codes to CIDs; 0: Identity-H. */
static objnum write_encoding(const job *j, const uint32_t *cids)
{
    if (cids)
        return write_code_cmap(j, cids);
    if (j->f->wide)
        return 0;
    if (!j->set->one_byte)
        j->set->one_byte = write_identity_cmap(j);
    return j->set->one_byte;
}

static objnum write_cid_font(const job *j, objnum descriptor, const uint32_t *cids)
{
    objnum n, map = 0;

    if (!cids) {
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
    encoding = write_encoding(j, cids);
    cid_font = write_cid_font(j, descriptor, cids);
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
