/* images.c - from a URI to an image object: where it may be read from, what it is, how large.
 *
 * Nothing is fetched. A path is taken relative to the FO file's folder and must, with all links
 * resolved, stay within it (or within a folder that was allowed); data: URIs hold their bytes. An
 * image is read once, when layout asks for its size; what is wrong with it is told at each place
 * that uses it. */
#define _GNU_SOURCE /* realpath */
#include "pdf/images.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/paths.h"
#include "base/strbuf.h"
#include "pdf/foreign.h"
#include "pdf/raster.h"
#include "pdf/drawing.h"
#include "pdf/uri.h"

enum { MAX_FILE = 256 * 1024 * 1024, SCREEN_DPI = 72, MAX_NAME = 4000 };

struct image {
    const char *uri;
    image *next; /* in its bucket */
    bool usable;
    message_id why; /* it is not */
    const char *detail[2];
    uint32_t number, page;
    objnum object;
    mpt w, h;
    raster pixels;
    drawing_file *drawing; /* instead of pixels */
};

struct image_store {
    image_source source; /* first: the source's address is the store's */
    diag *dg;
    arena *mem;
    deflater *z;
    bool strict;
    const char *base;     /* resolved; NULL if there is no such folder */
    const char **allowed; /* folders, resolved */
    size_t allowed_count, allowed_cap;
    image **buckets;
    size_t bucket_count, count;
    image **used; /* by number - 1 */
    size_t used_count, used_cap;
    const char **files; /* that were read, or should have been */
    size_t file_count, file_cap;
};

static bool natural_size(image_source *self, const char *uri, void *foreign, mpt *w, mpt *h);

/* ---- the store ---- */

void image_store_allow(image_store *s, const char *folder)
{
    char *real = realpath(folder && *folder ? folder : ".", NULL);

    if (!real)
        return;
    s->allowed =
        arena_grow(s->mem, s->allowed, &s->allowed_cap, s->allowed_count + 1, sizeof *s->allowed);
    s->allowed[s->allowed_count++] = arena_strdup(s->mem, real);
    free(real);
}

/* `base` names the FO file or its folder. */
static const char *folder_of(arena *a, const char *base)
{
    const char *slash;

    if (!base || !strcmp(base, "-"))
        return ".";
    if (path_is_folder(base))
        return base;
    slash = strrchr(base, '/');
    return slash ? arena_strndup(a, base, (size_t)(slash - base) + 1) : ".";
}

image_store *image_store_new(const char *base, diag *dg)
{
    image_store *s = mem_alloc(sizeof *s);

    s->source.size = natural_size;
    s->dg = dg;
    s->mem = arena_new();
    s->z = deflater_new();
    image_store_allow(s, folder_of(s->mem, base));
    s->base = s->allowed_count ? s->allowed[0] : NULL;
    return s;
}

void image_store_free(image_store *s)
{
    if (!s)
        return;
    deflater_free(s->z);
    for (size_t i = 0; i < s->bucket_count; i++)
        for (image *m = s->buckets[i]; m; m = m->next)
            drawing_file_free(m->drawing);
    mem_free(s->buckets);
    arena_free(s->mem);
    mem_free(s);
}

image_source *image_store_source(image_store *s)
{
    return &s->source;
}

const char *const *image_store_files(const image_store *s, size_t *count)
{
    *count = s->file_count;
    return s->files;
}

static void note_file(image_store *s, const char *path)
{
    s->files = arena_grow(s->mem, s->files, &s->file_cap, s->file_count + 1, sizeof *s->files);
    s->files[s->file_count++] = arena_strdup(s->mem, path);
}

void images_strict(image_store *s, bool strict)
{
    s->strict = strict;
}

static size_t bucket_of(const image_store *s, const char *uri)
{
    const uint64_t h = hash_text(uri);

    return (h ^ h >> 29) & (s->bucket_count - 1);
}

static void widen(image_store *s)
{
    image **old = s->buckets;
    size_t count = s->bucket_count;

    s->bucket_count = count ? count * 2 : 64;
    s->buckets = mem_alloc(s->bucket_count * sizeof(image *));
    for (size_t i = 0; i < count; i++) {
        for (image *m = old[i], *next; m; m = next) {
            size_t at = bucket_of(s, m->uri);
            next = m->next;
            m->next = s->buckets[at];
            s->buckets[at] = m;
        }
    }
    mem_free(old);
}

static image *lookup(image_store *s, const char *uri)
{
    image *m = s->bucket_count ? s->buckets[bucket_of(s, uri)] : NULL;

    while (m && strcmp(m->uri, uri))
        m = m->next;
    return m;
}

static image *add(image_store *s, const char *uri)
{
    image *m = ARENA_NEW(s->mem, image);
    size_t at;

    if (s->count >= s->bucket_count)
        widen(s);
    m->uri = arena_strdup(s->mem, uri);
    at = bucket_of(s, uri);
    m->next = s->buckets[at];
    s->buckets[at] = m;
    s->count++;
    return m;
}

/* ---- reading ---- */

static void refuse(image *m, message_id why)
{
    m->why = why;
}

static bool within(const char *folder, const char *path)
{
    size_t n = strlen(folder);

    return !strncmp(folder, path, n) && (path[n] == '/' || n == 1);
}

static bool is_allowed(const image_store *s, const char *path)
{
    for (size_t i = 0; i < s->allowed_count; i++)
        if (within(s->allowed[i], path))
            return true;
    return false;
}

/* Only regular files: a pipe would block, a device never end. */
static bool read_file(image_store *s, image *m, const char *path, char **data, size_t *size)
{
    struct stat st;

    if (!is_allowed(s, path)) {
        refuse(m, MSG_IMAGE_OUTSIDE);
        return false;
    }
    if (!stat(path, &st) && S_ISREG(st.st_mode) && input_try(path, MAX_FILE, data, size))
        return true;
    refuse(m, MSG_IMAGE_MISSING);
    return false;
}

/* Where a path leads, which is noted; NULL: nowhere. Free it. */
static char *find_path(image_store *s, const char *path)
{
    const char *whole = path[0] == '/' ? path : arena_printf(s->mem, "%s/%s", s->base, path);
    char *real = s->base || path[0] == '/' ? realpath(whole, NULL) : NULL;

    note_file(s, real ? real : whole);
    return real;
}

void image_store_name(image_store *s, const char *uri)
{
    char *plain = uri_clean(uri);
    const char *path = uri_is_data(plain) ? NULL : uri_local_path(plain);

    if (path)
        free(find_path(s, path));
    mem_free(plain);
}

static bool read_path(image_store *s, image *m, const char *path, char **data, size_t *size)
{
    char *real = find_path(s, path);
    bool ok = false;

    if (real)
        ok = read_file(s, m, real, data, size);
    else
        refuse(m, MSG_IMAGE_MISSING);
    free(real);
    return ok;
}

static bool read_uri(image_store *s, image *m, char **data, size_t *size)
{
    char *plain = uri_clean(m->uri);
    const char *path;
    bool ok = false;

    if (uri_is_data(plain)) {
        ok = uri_decode_data(plain, data, size);
        if (!ok)
            refuse(m, MSG_IMAGE_DAMAGED);
    } else if ((path = uri_local_path(plain))) {
        ok = read_path(s, m, path, data, size);
    } else {
        refuse(m, MSG_IMAGE_NOT_FETCHED);
    }
    mem_free(plain);
    return ok;
}

static const struct {
    const char *magic;
    size_t n;
    const char *kind;
    raster_loader *load;
} formats[] = {
    {"\x89PNG\r\n\x1A\n", 8, "PNG", png_load},
    {"\xFF\xD8\xFF", 3, "JPEG", jpeg_load},
    {"GIF8", 4, "GIF", NULL},
    {"II*", 3, "TIFF", NULL},
    {"MM", 2, "TIFF", NULL},
    {"BM", 2, "BMP", NULL},
    {"RIFF", 4, "WebP", NULL},
    {"%PDF", 4, "PDF", NULL},
    {"\x1F\x8B", 2, "gzip", NULL},
};

/* Behind a byte order mark and space. */
static bool xml_like(const char *data, size_t size)
{
    size_t i = size > 3 && !memcmp(data, "\xEF\xBB\xBF", 3) ? 3 : 0;

    while (i < size && strchr(" \t\r\n", data[i]) && data[i])
        i++;
    return i < size && data[i] == '<';
}

static raster_status load(image_store *s, image *m, const char *data, size_t size)
{
    for (size_t i = 0; i < COUNT(formats); i++) {
        if (size < formats[i].n || memcmp(data, formats[i].magic, formats[i].n))
            continue;
        if (formats[i].load)
            return formats[i].load((const uint8_t *)data, size, s->mem, s->z, &m->pixels);
        m->pixels.kind = formats[i].kind;
        return RASTER_FORMAT;
    }
    m->pixels.kind = xml_like(data, size) ? "XML" : "?";
    return size ? RASTER_FORMAT : RASTER_DAMAGED;
}

static mpt length_of(uint32_t pixels, resolution r)
{
    uint64_t v;

    if (r.num < r.den || !r.den) /* less than 1 dpi: nobody meant that */
        r = (resolution){SCREEN_DPI, 1};
    v = ((uint64_t)pixels * PT(72) * r.den + r.num / 2) / r.num;
    return v > MPT_MAX ? MPT_MAX : (mpt)v;
}

static void judge(image_store *s, image *m, raster_status status)
{
    const raster *p = &m->pixels;

    m->usable = status == RASTER_OK;
    if (status == RASTER_DAMAGED) {
        refuse(m, MSG_IMAGE_DAMAGED);
    } else if (status == RASTER_TOO_LARGE) {
        refuse(m, MSG_IMAGE_TOO_LARGE);
        m->detail[0] = arena_printf(s->mem, "%u", p->width);
        m->detail[1] = arena_printf(s->mem, "%u", p->height);
    } else if (status == RASTER_FORMAT) {
        refuse(m, MSG_IMAGE_FORMAT);
        m->detail[0] = p->kind;
    } else {
        m->w = length_of(p->width, p->across);
        m->h = length_of(p->height, p->down);
    }
}

/* A drawing shown by its own URI; the name in positions is kept by the diagnostics. */
static bool read_drawing(image_store *s, image *m, const char *data, size_t size)
{
    const char *name = diag_text(s->dg, m->uri, strnlen(m->uri, MAX_NAME));

    m->drawing = drawing_file_read(s->mem, name, m->uri, data, size, &m->detail[0]);
    if (!m->drawing && !m->detail[0])
        return false;
    m->usable = m->drawing && drawing_file_size(m->drawing, &m->w, &m->h);
    if (!m->usable)
        refuse(m, m->drawing ? MSG_SVG_EMPTY : MSG_SVG_UNREADABLE);
    return true;
}

static void read_image(image_store *s, image *m)
{
    char *data = NULL;
    size_t size = 0;

    if (read_uri(s, m, &data, &size) && !(xml_like(data, size) && read_drawing(s, m, data, size)))
        judge(s, m, load(s, m, data, size));
    mem_free(data);
}

image *image_find(image_store *s, const char *uri, src_pos pos)
{
    image *m = lookup(s, uri);

    if (!m) {
        m = add(s, uri);
        read_image(s, m);
    }
    if (m->usable)
        return m;
    if (s->strict)
        diag_report_as(s->dg, SEV_ERROR, pos, m->why, diag_text(s->dg, uri, strlen(uri)),
                       m->detail[0], m->detail[1]);
    else
        diag_report(s->dg, pos, m->why, diag_text(s->dg, uri, strlen(uri)), m->detail[0],
                    m->detail[1]);
    return NULL;
}

static bool natural_size(image_source *self, const char *uri, void *foreign, mpt *w, mpt *h)
{
    image_store *s = (image_store *)self;
    const image *m;

    if (foreign)
        return foreign_size(foreign, s->source.pos, s->dg, w, h);
    m = uri ? image_find(s, uri, s->source.pos) : NULL;
    if (!m)
        return false;
    *w = m->w;
    *h = m->h;
    return true;
}

/* ---- in the document ---- */

void image_natural_size(const image *m, mpt *w, mpt *h)
{
    *w = m->w;
    *h = m->h;
}

const char *image_uri(const image *m)
{
    return m->uri;
}

bool image_is_cmyk(const image *m)
{
    return m->pixels.cmyk;
}

bool image_is_masked(const image *m)
{
    return m->pixels.mask != NULL;
}

drawing_file *image_drawing(const image *m)
{
    return m->drawing;
}

uint32_t image_use(image_store *s, image *m)
{
    if (!m->number) {
        s->used = arena_grow(s->mem, s->used, &s->used_cap, s->used_count + 1, sizeof *s->used);
        s->used[s->used_count++] = m;
        m->number = (uint32_t)s->used_count;
    }
    return m->number;
}

bool image_mark(image *m, uint32_t page)
{
    bool first = m->page != page;
    m->page = page;
    return first;
}

static objnum write_one(image_store *s, objects *o, const raster *p, const char *entries,
                        const void *stream, size_t size)
{
    objnum n = object_new(o);
    char *text = arena_printf(s->mem, "/Type/XObject/Subtype/Image/Width %u/Height %u%s", p->width,
                              p->height, entries);

    object_dict(o, n, text, strlen(text));
    object_stream(o, n, stream, size);
    return n;
}

void images_write(image_store *s, objects *o)
{
    for (size_t i = 0; i < s->used_count; i++) {
        const raster *p = &s->used[i]->pixels;
        const char *entries = p->entries;
        if (p->mask) {
            objnum mask = write_one(s, o, p,
                                    arena_printf(s->mem,
                                                 "/ColorSpace/DeviceGray/BitsPerComponent 8"
                                                 "/Filter/FlateDecode/DecodeParms<</Predictor 15"
                                                 "/Columns %u>>",
                                                 p->width),
                                    p->mask, p->mask_size);
            entries = arena_printf(s->mem, "%s/SMask %u 0 R", entries, mask);
        }
        s->used[i]->object = write_one(s, o, p, entries, p->stream, p->size);
    }
}

objnum images_object(const image_store *s, uint32_t number)
{
    return s->used[number - 1]->object;
}
