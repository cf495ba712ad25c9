/* face_prepared.c - a face's common characters and their kerning as a file that is mapped and used
 * as it lies.
 *
 * To ask HarfBuzz how two glyphs kern takes some thousand instructions, and a report of seven pages
 * has nine hundred different pairs: a tenth of all its work. In the file stand pages of cells as
 * font.c fills them, and a square of numbers with a row and a column for each plain glyph of the
 * characters below. A number holds for both scripts and for each language named here; where
 * HarfBuzz does not give one and the same for all, or anything but a change of the first advance,
 * the square says so and it is asked. The numbers are this machine's; a digest guards them, since a
 * wrong one would make another page. */
#include "text/face_prepared.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/strbuf.h"
#include "text/built.h"

enum { MARK = 0x53560103, LARGEST_KERN = 127, MOST_ROWS = 255, GLYPHS = 0x10000 };

/* First characters of the pages of cells: Latin, Cyrillic, punctuation, currency and letterlike
 * signs. */
static const uint32_t prepared_pages[] = {0x0000, 0x0080, 0x0400, 0x0480, 0x2000, 0x2080, 0x2100};

/* The characters whose pairs are prepared: of Russian, Ukrainian and Belarusian, of English, and
 * their punctuation. */
static const struct {
    uint32_t from, to;
} prepared_chars[] = {{0x20, 0x7E},     {0xA1, 0xBF},     {0x400, 0x45F},
                      {0x490, 0x491},   {0x2010, 0x2026}, {0x2030, 0x203A},
                      {0x20BD, 0x20BD}, {0x2116, 0x2116}, {0, 0}};

/* Others may be kerned in another way: HarfBuzz is asked. */
static const char *const languages[] = {"ru", "en"};

typedef struct {
    uint32_t mark, page_count;
    uint64_t digest;   /* of all that follows */
    uint64_t font;     /* of the font file's table directory */
    uint32_t rows;     /* of the square */
    uint32_t glyphs;   /* that have an entry in `row_of`, a multiple of HASH_WORD */
    uint32_t pages[8]; /* their first characters */
} file_header;
/* What follows: page_count × CELLS cells; row_of, a byte for each glyph, 0: not in the square; the
 * square, of signed bytes, filled up to whole words. */
_Static_assert(sizeof(file_header) % HASH_WORD == 0 && sizeof(font_cell) == HASH_WORD,
               "parts of whole words");
_Static_assert(COUNT(prepared_pages) <= COUNT(((file_header *)0)->pages), "room for the pages");

struct face_prepared {
    const file_header *header;
    const font_cell *cells;
    kern_square pairs;
    size_t size;
};

static size_t whole_words(size_t n)
{
    return (n + HASH_WORD - 1) / HASH_WORD * HASH_WORD;
}

/* The directory holds a checksum of each table (OpenType 1.9, «Organization of an OpenType
 * Font»). */
static uint64_t font_digest(hb_blob_t *file)
{
    enum { HEAD = 12, RECORD = 16 };
    unsigned size;
    const unsigned char *d = (const unsigned char *)hb_blob_get_data(file, &size);
    size_t n = size < HEAD ? 0 : HEAD + (size_t)(d[4] << 8 | d[5]) * RECORD;

    if (n > size)
        n = size;
    return hash_one(hash_bytes(HASH_START, d, n), size);
}

/* ---- writing ---- */

typedef struct {
    file_header header;
    font_cell cells[COUNT(prepared_pages)][CELLS];
    uint8_t row_of[GLYPHS];
    struct {
        uint32_t cp;
        plain_script script;
    } rows[MOST_ROWS + 1]; /* from 1 on */
    int8_t square[MOST_ROWS * MOST_ROWS + HASH_WORD];
} face_draft;

static void copy_cells(face_draft *d, const font *f)
{
    for (size_t k = 0; k < COUNT(prepared_pages); k++) {
        d->header.pages[k] = prepared_pages[k];
        for (uint32_t i = 0; i < CELLS; i++)
            d->cells[k][i] = font_look_up(f, prepared_pages[k] + i);
    }
    d->header.page_count = COUNT(prepared_pages);
}

static void add_row(face_draft *d, uint32_t cp, font_cell cell)
{
    d->rows[++d->header.rows].cp = cp;
    d->rows[d->header.rows].script = (plain_script)cell.script;
    d->row_of[cell.gid] = (uint8_t)d->header.rows;
    if (cell.gid >= d->header.glyphs)
        d->header.glyphs = (uint32_t)whole_words(cell.gid + 1);
}

/* Characters that share a glyph share a row, which belongs to no script if they are of two. */
static void add_char(face_draft *d, const font *f, uint32_t cp)
{
    const font_cell cell = font_look_up(f, cp);
    const uint8_t row = cell.plain && cell.gid < GLYPHS ? d->row_of[cell.gid] : 0;

    if (!cell.plain || cell.gid >= GLYPHS)
        return;
    if (row && d->rows[row].script != (plain_script)cell.script)
        d->rows[row].script = PLAIN_COMMON;
    if (!row && d->header.rows < MOST_ROWS)
        add_row(d, cp, cell);
}

/* What HarfBuzz says of the pair in each language; KERN_ASK where it is not one number. */
static int8_t ask_languages(shape_engine *e, const font *f, const uint32_t *both,
                            plain_script script)
{
    int32_t kern[COUNT(languages)];

    for (size_t i = 0; i < COUNT(languages); i++) {
        if (!plain_kern(e, f, hb_language_from_string(languages[i], -1), script, both, &kern[i]) ||
            kern[i] != kern[0])
            return KERN_ASK;
    }
    return kern[0] >= -LARGEST_KERN && kern[0] <= LARGEST_KERN ? (int8_t)kern[0] : KERN_ASK;
}

/* Glyphs of no script stand in words of either. */
static int8_t ask_scripts(shape_engine *e, const font *f, const uint32_t *both, plain_script first,
                          plain_script second)
{
    int8_t latin;

    if (first != PLAIN_COMMON && second != PLAIN_COMMON && first != second)
        return KERN_ASK;
    if (first != PLAIN_COMMON || second != PLAIN_COMMON)
        return ask_languages(e, f, both, first == PLAIN_COMMON ? second : first);
    latin = ask_languages(e, f, both, PLAIN_LATIN);
    return ask_languages(e, f, both, PLAIN_CYRILLIC) == latin ? latin : KERN_ASK;
}

static void fill_square(face_draft *d, shape_engine *e, const font *f)
{
    const uint32_t n = d->header.rows;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < n; k++) {
            const uint32_t both[2] = {d->rows[i + 1].cp, d->rows[k + 1].cp};
            d->square[i * n + k] =
                ask_scripts(e, f, both, d->rows[i + 1].script, d->rows[k + 1].script);
        }
}

static bool write_draft(face_draft *d, FILE *out)
{
    file_header *h = &d->header;
    const size_t square = whole_words((size_t)h->rows * h->rows),
                 behind = offsetof(file_header, font);
    strbuf all = STRBUF_INIT;
    bool ok;

    strbuf_add(&all, h, sizeof *h);
    strbuf_add(&all, d->cells, sizeof d->cells);
    strbuf_add(&all, d->row_of, h->glyphs);
    strbuf_add(&all, d->square, square);
    h->digest = hash_by_words(all.data + behind, all.len - behind);
    memcpy(all.data, h, behind);
    ok = fwrite(all.data, 1, all.len, out) == all.len;
    strbuf_free(&all);
    return ok;
}

bool face_prepared_write(shape_engine *e, const font *f, FILE *out)
{
    face_draft *d = mem_alloc(sizeof *d);
    hb_blob_t *file = hb_face_reference_blob(f->face);
    bool ok;

    d->header.mark = MARK;
    d->header.font = font_digest(file);
    copy_cells(d, f);
    for (size_t i = 0; prepared_chars[i].to; i++)
        for (uint32_t cp = prepared_chars[i].from; cp <= prepared_chars[i].to; cp++)
            add_char(d, f, cp);
    fill_square(d, e, f);
    ok = write_draft(d, out);
    hb_blob_destroy(file);
    mem_free(d);
    return ok;
}

/* ---- reading ---- */

static bool map_file(face_prepared *p, const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return false;
    p->header = built_map(fd, &p->size);
    close(fd);
    return true;
}

/* No glyph leads out of the square. */
static bool rows_are_sound(const face_prepared *p)
{
    for (uint32_t i = 0; i < p->header->glyphs; i++)
        if (p->pairs.row_of[i] > p->header->rows)
            return false;
    return true;
}

static bool is_sound(face_prepared *p)
{
    const file_header *h = p->header;
    const size_t behind = offsetof(file_header, font);

    if (!h || p->size < sizeof *h || h->mark != MARK || h->page_count > COUNT(h->pages) ||
        h->glyphs > GLYPHS || h->rows > MOST_ROWS ||
        p->size != sizeof *h + h->page_count * sizeof(font_cell) * CELLS + h->glyphs +
                       whole_words((size_t)h->rows * h->rows) ||
        h->digest != hash_by_words((const char *)h + behind, p->size - behind))
        return false;
    p->cells = (const font_cell *)(h + 1);
    p->pairs.row_of = (const uint8_t *)(p->cells + h->page_count * CELLS);
    p->pairs.square = (const int8_t *)p->pairs.row_of + h->glyphs;
    p->pairs.glyphs = h->glyphs;
    p->pairs.rows = h->rows;
    return rows_are_sound(p);
}

face_prepared *face_prepared_open(const char *path, hb_blob_t *file, bool *damaged)
{
    face_prepared *p = mem_alloc(sizeof *p);
    const bool there = map_file(p, path), sound = there && is_sound(p);

    *damaged = there && !sound;
    if (sound && p->header->font == font_digest(file))
        return p;
    face_prepared_close(p);
    return NULL;
}

void face_prepared_close(face_prepared *p)
{
    if (!p)
        return;
    if (p->header)
        munmap((void *)p->header, p->size);
    mem_free(p);
}

/* ---- asking ---- */

const font_cell *face_prepared_cells(const face_prepared *p, uint32_t first)
{
    for (uint32_t i = 0; i < p->header->page_count; i++)
        if (p->header->pages[i] == first)
            return p->cells + i * CELLS;
    return NULL;
}

bool face_prepared_speaks(hb_language_t language)
{
    const char *tag = language ? hb_language_to_string(language) : "";

    for (size_t i = 0; i < COUNT(languages); i++)
        if (!strcmp(tag, languages[i]))
            return true;
    return false;
}

const kern_square *face_prepared_square(const face_prepared *p)
{
    return &p->pairs;
}
