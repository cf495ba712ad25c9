/* objects.c - libharu as store of objects, page tree and writer of the cross-reference table.
 *
 * Each of our objects is an HPDF_Dict without elements of its own: its write_fn emits the ready
 * entries, its after_write_fn the stream, so /Length is direct, streams are compressed by whom we
 * like, and neither libharu's limits on arrays nor its escaping of text come in. Pages are such
 * dictionaries too, hung into libharu's page tree, a hundred to a node.
 *
 * libharu's allocations come from a heap of this file. Its failure paths are not to be trusted
 * (some free their argument, some forget it), so that a failed allocation never returns into it: it
 * longjmps to objects_run, and the heap is dropped as a whole. libharu's functions for memory take
 * no argument of the user's, hence the one thread-local variable: the store that is running. */
#include "pdf/objects.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_mmgr.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <setjmp.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "pdf/content.h"
#include "pdf/digest.h"
#include "pdf/object_pack.h"
#include "pdf/pdf.h"

enum {
    CHUNK = 64 * 1024,
    LARGE = 4 * 1024, /* from here on an allocation has a block of its own */
    UNIT = 16,        /* alignment, and the size of what stands before each allocation */
    PAGES_A_NODE = 100,
};
#define MAX_FILE 0x7FFFFFFFu /* libharu's offsets are 32 bits */

/* A block from the system, in a ring so that large ones can be given back. */
typedef struct block {
    _Alignas(UNIT) struct block *next;
    struct block *prev;
} block;

typedef struct {
    block ring;
    char *at, *end;
    unsigned long countdown; /* to the injected failure */
} heap;

typedef enum { FAIL_NONE, FAIL_MEMORY, FAIL_LIBRARY, FAIL_SIZE, FAIL_OUTPUT } failure;

struct objects {
    heap mem;
    jmp_buf escape;
    HPDF_Doc doc;
    HPDF_Pages node; /* where the next page goes */
    unsigned in_node;
    failure failed; /* the first one */
    HPDF_STATUS status;
    output *out;
    size_t written;
    digest id;
    uint32_t more; /* objects that follow */
    void (*put_more)(void *self, uint32_t i, strbuf *b);
    void *put_self;
    object_pack *pack;
    strbuf value; /* of one object, while packing */
};

/* What an object emits; `page` comes first, since libharu wants it in a page's attr. */
typedef struct {
    HPDF_PageAttr_Rec page;
} page_head;

typedef struct {
    const char *entries;
    const void *stream;
    size_t entries_len, stream_len;
    HPDF_Stream to; /* between write_fn and after_write_fn */
} payload;

static _Thread_local objects *running;

/* ---- memory ---- */

static void heap_init(heap *h)
{
    h->ring.next = h->ring.prev = &h->ring;
    h->at = h->end = NULL;
}

static void heap_free(heap *h)
{
    for (block *b = h->ring.next; b != &h->ring;) {
        block *next = b->next;
        mem_free(b);
        b = next;
    }
    heap_init(h);
}

static block *block_new(heap *h, size_t size)
{
    block *b = mem_try(sizeof *b + size);

    if (!b)
        return NULL;
    b->next = h->ring.next;
    b->prev = &h->ring;
    b->next->prev = h->ring.next = b;
    return b;
}

/* A pointer to the block that an allocation has for itself, or NULL, stands before it. */
static void *heap_alloc(heap *h, size_t size)
{
    block *own = NULL;
    char *p;

    size = (size + 2 * UNIT - 1) / UNIT * UNIT;
    if (h->countdown && --h->countdown == 0)
        return NULL;
    if (size >= LARGE) {
        if (!(own = block_new(h, size)))
            return NULL;
        p = (char *)(own + 1);
    } else {
        if ((size_t)(h->end - h->at) < size) {
            block *b = block_new(h, CHUNK);
            if (!b)
                return NULL;
            h->at = (char *)(b + 1);
            h->end = (char *)(b + 1) + CHUNK;
        }
        p = h->at;
        h->at += size;
    }
    memcpy(p, &own, sizeof own);
    return memset(p + UNIT, 0, size - UNIT);
}

static void heap_release(void *p)
{
    block *own;

    memcpy(&own, (char *)p - UNIT, sizeof own);
    if (!own)
        return;
    own->prev->next = own->next;
    own->next->prev = own->prev;
    mem_free(own);
}

/* ---- failures ---- */

static void fail(objects *o, failure how)
{
    if (!o->failed)
        o->failed = how;
}

static void *must_alloc(objects *o, size_t size)
{
    void *p = heap_alloc(&o->mem, size);

    if (!p) {
        fail(o, FAIL_MEMORY);
        longjmp(o->escape, 1);
    }
    return p;
}

static void *HPDF_STDCALL library_alloc(HPDF_UINT size)
{
    return must_alloc(running, size);
}

static void HPDF_STDCALL library_free(void *p)
{
    if (p)
        heap_release(p);
}

/* libharu says "invalid document" after the first error: that one is kept. */
static void check(objects *o)
{
    HPDF_STATUS status = HPDF_Error_GetCode(&o->doc->error);

    if (status == HPDF_OK || o->failed)
        return;
    o->status = status;
    fail(o, FAIL_LIBRARY);
}

static void report(objects *o, diag *dg)
{
    if (o->failed == FAIL_MEMORY)
        diag_report(dg, NO_POS, MSG_PDF_MEMORY);
    else if (o->failed == FAIL_SIZE)
        diag_report(dg, NO_POS, MSG_PDF_TOO_LARGE);
    else if (o->failed == FAIL_LIBRARY)
        diag_report(dg, NO_POS, MSG_PDF_LIBRARY, diag_number(dg, (long)o->status));
    /* FAIL_OUTPUT: output_abandon tells the reason */
}

/* ---- life ---- */

objects *objects_new(void)
{
    objects *o = mem_alloc(sizeof *o);

    heap_init(&o->mem);
    return o;
}

void objects_free(objects *o)
{
    if (!o)
        return;
    pack_free(o->pack);
    strbuf_free(&o->value);
    heap_free(&o->mem);
    mem_free(o);
}

void objects_fail_at(objects *o, unsigned long n)
{
    o->mem.countdown = n;
}

static void start(objects *o)
{
    o->doc = HPDF_NewEx(NULL, library_alloc, library_free, 0, NULL);
    if (!o->doc) {
        fail(o, FAIL_LIBRARY);
        longjmp(o->escape, 1);
    }
    HPDF_Dict_RemoveElement(o->doc->info, "Producer");
    digest_init(&o->id);
}

bool objects_run(objects *o, bool (*build)(void *self), void *self, diag *dg)
{
    objects *const outer = running;
    volatile bool ok = false;

    running = o;
    if (setjmp(o->escape) == 0 && !o->failed) {
        if (!o->doc)
            start(o);
        ok = build(self);
        check(o);
    }
    running = outer;
    if (o->failed)
        report(o, dg);
    return ok && !o->failed;
}

/* ---- objects ---- */

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream to, payload *p)
{
    HPDF_STATUS status = HPDF_OK;

    (void)dict;
    p->to = to;
    if (p->stream) {
        strbuf length = STRBUF_INIT;
        put_count(&length, "/Length ", p->stream_len);
        strbuf_addc(&length, '\n');
        status = HPDF_Stream_Write(to, (const HPDF_BYTE *)length.data, (HPDF_UINT)length.len);
        strbuf_free(&length);
    }
    if (status == HPDF_OK && p->entries_len)
        status = HPDF_Stream_Write(to, (const HPDF_BYTE *)p->entries, (HPDF_UINT)p->entries_len);
    return status;
}

static HPDF_STATUS write_object(HPDF_Dict dict, HPDF_Stream to)
{
    return write_entries(dict, to, dict->attr);
}

static HPDF_STATUS write_page(HPDF_Dict dict, HPDF_Stream to)
{
    return write_entries(dict, to, (payload *)((page_head *)dict->attr + 1));
}

static HPDF_STATUS write_stream(HPDF_Dict dict)
{
    const payload *p = dict->attr;
    HPDF_STATUS status;

    if (!p->stream)
        return HPDF_OK;
    status = HPDF_Stream_WriteStr(p->to, "stream\r\n");
    if (status == HPDF_OK)
        status = HPDF_Stream_Write(p->to, p->stream, (HPDF_UINT)p->stream_len);
    if (status == HPDF_OK)
        status = HPDF_Stream_WriteStr(p->to, "\nendstream");
    return status;
}

static objnum number_of(HPDF_Dict d)
{
    return d->header.obj_id & 0x00FFFFFF;
}

static void become_raw(objects *o, HPDF_Dict d)
{
    d->attr = must_alloc(o, sizeof(payload));
    d->write_fn = write_object;
    d->after_write_fn = write_stream;
}

objnum object_new(objects *o)
{
    HPDF_Dict d = HPDF_Dict_New(o->doc->mmgr);

    become_raw(o, d);
    HPDF_Xref_Add(o->doc->xref, d);
    check(o);
    return number_of(d);
}

objnum object_page(objects *o)
{
    HPDF_Dict d = HPDF_Dict_New(o->doc->mmgr);

    if (!o->node || o->in_node == PAGES_A_NODE) {
        o->node = HPDF_Doc_AddPagesTo(o->doc, o->doc->root_pages);
        o->in_node = 0;
    }
    d->header.obj_class |= HPDF_OSUBCLASS_PAGE;
    d->attr = must_alloc(o, sizeof(page_head) + sizeof(payload));
    d->write_fn = write_page;
    HPDF_Xref_Add(o->doc->xref, d);
    if (o->node)
        HPDF_Pages_AddKids(o->node, d);
    o->in_node++;
    check(o);
    return number_of(d);
}

objnum object_catalog(objects *o)
{
    if (!o->doc->catalog->write_fn)
        become_raw(o, o->doc->catalog);
    return number_of(o->doc->catalog);
}

objnum object_info(objects *o)
{
    if (!o->doc->info->write_fn)
        become_raw(o, o->doc->info);
    return number_of(o->doc->info);
}

static payload *payload_of(objects *o, objnum n)
{
    HPDF_Dict d = HPDF_Xref_GetEntry(o->doc->xref, n)->obj;

    return d->write_fn == write_page ? (payload *)((page_head *)d->attr + 1) : d->attr;
}

void object_dict(objects *o, objnum n, const char *entries, size_t len)
{
    payload *p = payload_of(o, n);

    p->entries = entries;
    p->entries_len = len;
}

void object_stream(objects *o, objnum n, const void *bytes, size_t len)
{
    payload *p = payload_of(o, n);

    p->stream = len ? bytes : "";
    p->stream_len = len;
}

/* ---- writing ---- */

static void put_bytes(void *self, const void *bytes, size_t n)
{
    objects *o = self;

    o->written += n;
    if (o->written > MAX_FILE)
        fail(o, FAIL_SIZE);
    else if (!output_write(o->out, bytes, n))
        fail(o, FAIL_OUTPUT);
    digest_add(&o->id, bytes, n);
}

static HPDF_STATUS HPDF_STDCALL to_output(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    objects *o = stream->attr;

    put_bytes(o, bytes, n);
    return o->failed ? HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0) : HPDF_OK;
}

/* The /ID is the digest of all that stands before. */
static void put_id(const objects *o, strbuf *b)
{
    char hex[33];

    digest_hex(&o->id, hex);
    strbuf_printf(b, "/ID[<%s><%s>]\n", hex, hex);
}

/* ---- a table of cross-references ---- */

static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream to)
{
    strbuf entry = STRBUF_INIT;
    HPDF_STATUS status;

    put_id(trailer->attr, &entry);
    status = HPDF_Stream_Write(to, (const HPDF_BYTE *)entry.data, (HPDF_UINT)entry.len);
    strbuf_free(&entry);
    return status;
}

static void write_table(objects *o, const char *header)
{
    HPDF_Dict trailer = o->doc->trailer;
    HPDF_Stream to = HPDF_CallbackWriter_New(o->doc->mmgr, to_output, o);

    HPDF_Dict_Add(trailer, "Root", o->doc->catalog);
    HPDF_Dict_Add(trailer, "Info", o->doc->info);
    trailer->attr = o;
    trailer->write_fn = write_id;
    HPDF_Stream_WriteStr(to, header); /* libharu counts what goes through its stream */
    HPDF_Xref_WriteToStream(o->doc->xref, to, NULL);
}

/* ---- packed ---- */

static HPDF_STATUS HPDF_STDCALL to_value(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    objects *o = stream->attr;

    strbuf_add(&o->value, bytes, n);
    return HPDF_OK;
}

static bool has_stream(objects *o, objnum n)
{
    const HPDF_Dict d = HPDF_Xref_GetEntry(o->doc->xref, n)->obj;
    const bool own = d->write_fn == write_object || d->write_fn == write_page;

    return own && payload_of(o, n)->stream;
}

static void put_trailer(void *self, strbuf *b)
{
    objects *o = self;

    strbuf_printf(b, "/Root %u 0 R/Info %u 0 R", number_of(o->doc->catalog),
                  number_of(o->doc->info));
    put_id(o, b);
}

static uint32_t object_count(const objects *o) /* with the free one, 0 */
{
    return o->doc->xref->entries->count;
}

static void write_packed(objects *o, const char *header, deflater *z)
{
    HPDF_Stream to = HPDF_CallbackWriter_New(o->doc->mmgr, to_value, o);
    const uint32_t count = object_count(o);

    put_bytes(o, header, strlen(header));
    o->pack = pack_new(count + o->more, o->written, z, put_bytes, o);
    for (objnum n = 1; n < count && !o->failed; n++) {
        strbuf_clear(&o->value);
        HPDF_Obj_WriteValue(HPDF_Xref_GetEntry(o->doc->xref, n)->obj, to, NULL);
        (has_stream(o, n) ? pack_write : pack_add)(o->pack, n, o->value.data, o->value.len);
    }
    for (uint32_t i = 0; i < o->more && !o->failed; i++) {
        strbuf_clear(&o->value);
        o->put_more(o->put_self, i, &o->value);
        pack_add(o->pack, count + i, o->value.data, o->value.len);
    }
    pack_finish(o->pack, put_trailer);
}

objnum objects_follow(objects *o, uint32_t count, void (*put)(void *self, uint32_t i, strbuf *b),
                      void *self)
{
    o->more = count;
    o->put_more = put;
    o->put_self = self;
    return object_count(o);
}

bool objects_write(objects *o, int minor, deflater *z, output *out)
{
    char header[16];

    o->out = out;
    snprintf(header, sizeof header, "%%PDF-1.%d\n%%\xE2\xE3\xCF\xD3\n", minor);
    if (z)
        write_packed(o, header, z);
    else
        write_table(o, header);
    check(o);
    return !o->failed;
}

const char *pdf_library_version(void)
{
    return HPDF_GetVersion();
}
