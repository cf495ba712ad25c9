/* object_pack.c - objects are gathered in the order in which they come; a stream of them is written
 * when it is full. The table has one row an object: kind, place, and index within its stream. */
#include "pdf/object_pack.h"

#include "base/arena.h"
#include "pdf/content.h"

enum {
    IN_STREAM = 200, /* objects; more are hardly packed better, and each is unpacked as a whole */
    COLUMNS = 7,     /* bytes of a row: 1, 4, 2 */
    AT_OFFSET = 1,
    IN_OBJECT = 2
};

struct object_pack {
    pack_writer *write;
    void *self;
    size_t at;
    uint32_t next; /* number of the next stream made here */
    uint8_t *rows;
    size_t row_count, row_cap;
    strbuf index, body, scratch;
    uint32_t numbers[IN_STREAM];
    unsigned count;
    deflater *z;
};

object_pack *pack_new(uint32_t first_own, size_t at, deflater *z, pack_writer *write, void *self)
{
    object_pack *p = mem_alloc(sizeof *p);

    p->write = write;
    p->self = self;
    p->at = at;
    p->next = first_own;
    p->z = z;
    return p;
}

void pack_free(object_pack *p)
{
    if (!p)
        return;
    strbuf_free(&p->index);
    strbuf_free(&p->body);
    strbuf_free(&p->scratch);
    mem_free(p->rows);
    mem_free(p);
}

/* ---- the table ---- */

static void set_row(object_pack *p, uint32_t n, uint8_t kind, uint32_t place, uint16_t index)
{
    uint8_t *row;

    if (n >= p->row_cap) {
        size_t cap = (n + 1) * 2 + 256;
        p->rows = mem_realloc(p->rows, cap * COLUMNS);
        p->row_cap = cap;
    }
    while (p->row_count <= n) {
        row = p->rows + p->row_count++ * COLUMNS;
        for (int i = 0; i < COLUMNS; i++)
            row[i] = p->row_count == 1 && i > 4 ? 0xFF : 0; /* the first one is the free list */
    }
    row = p->rows + (size_t)n * COLUMNS;
    row[0] = kind;
    for (int i = 0; i < 4; i++)
        row[1 + i] = (uint8_t)(place >> (24 - 8 * i));
    row[5] = (uint8_t)(index >> 8);
    row[6] = (uint8_t)index;
}

/* ---- streams ---- */

static void put(object_pack *p, const void *bytes, size_t n)
{
    p->write(p->self, bytes, n);
    p->at += n;
}

static void put_object(object_pack *p, uint32_t n, const char *value, size_t len)
{
    static const char end[] = "\nendobj\n";

    set_row(p, n, AT_OFFSET, (uint32_t)p->at, 0);
    strbuf_clear(&p->scratch);
    strbuf_add_integer(&p->scratch, n);
    strbuf_adds(&p->scratch, " 0 obj\n");
    put(p, p->scratch.data, p->scratch.len);
    put(p, value, len);
    put(p, end, sizeof end - 1);
}

/* Bytes as a stream with these entries, which are cleared. */
static void put_stream(object_pack *p, uint32_t n, strbuf *entries, const void *bytes, size_t size)
{
    arena *a = arena_new();
    size_t packed;
    const void *data = deflate_bytes(p->z, a, bytes, size, &packed);

    put_count(entries, "/Filter/FlateDecode/Length ", packed);
    strbuf_adds(entries, ">>stream\r\n");
    strbuf_add(entries, data, packed);
    strbuf_adds(entries, "\nendstream");
    put_object(p, n, entries->data, entries->len);
    strbuf_clear(entries);
    arena_free(a);
}

static void flush(object_pack *p)
{
    strbuf entries = STRBUF_INIT;
    const size_t first = p->index.len;
    const uint32_t n = p->next;

    if (!p->count)
        return;
    p->next++;
    for (unsigned i = 0; i < p->count; i++)
        set_row(p, p->numbers[i], IN_OBJECT, n, (uint16_t)i);
    strbuf_add(&p->index, p->body.data, p->body.len);
    put_count(&entries, "<</Type/ObjStm/N ", p->count);
    put_count(&entries, "/First ", first);
    put_stream(p, n, &entries, p->index.data, p->index.len);
    strbuf_free(&entries);
    strbuf_clear(&p->index);
    strbuf_clear(&p->body);
    p->count = 0;
}

void pack_add(object_pack *p, uint32_t n, const char *value, size_t len)
{
    strbuf_add_integer(&p->index, n);
    strbuf_addc(&p->index, ' ');
    strbuf_add_integer(&p->index, (int64_t)p->body.len);
    strbuf_addc(&p->index, ' ');
    strbuf_add(&p->body, value, len);
    strbuf_addc(&p->body, '\n');
    p->numbers[p->count++] = n;
    if (p->count == IN_STREAM)
        flush(p);
}

void pack_write(object_pack *p, uint32_t n, const char *value, size_t len)
{
    put_object(p, n, value, len);
}

/* Each row as the difference to the one above (PNG's filter Up), in which there is little to
 * say. */
static void filter_rows(const object_pack *p, strbuf *out)
{
    for (size_t i = 0; i < p->row_count; i++) {
        const uint8_t *row = p->rows + i * COLUMNS;
        strbuf_addc(out, 2);
        for (int k = 0; k < COLUMNS; k++)
            strbuf_addc(out, (char)(i ? row[k] - row[k - COLUMNS] : row[k]));
    }
}

void pack_finish(object_pack *p, void (*trailer)(void *self, strbuf *b))
{
    strbuf entries = STRBUF_INIT, rows = STRBUF_INIT, end = STRBUF_INIT;
    size_t start;

    flush(p);
    start = p->at;
    set_row(p, p->next, AT_OFFSET, (uint32_t)start, 0);
    filter_rows(p, &rows);
    strbuf_printf(&entries,
                  "<</Type/XRef/Size %zu/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>",
                  p->row_count, COLUMNS);
    trailer(p->self, &entries);
    put_stream(p, p->next, &entries, rows.data, rows.len);
    strbuf_printf(&end, "startxref\n%zu\n%%%%EOF\n", start);
    put(p, end.data, end.len);
    strbuf_free(&end);
    strbuf_free(&rows);
    strbuf_free(&entries);
}
