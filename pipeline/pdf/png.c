/* png.c - PNG. The chunks are read here, each with its CRC, before libpng sees the file.
 *
 * What PDF can hold as it is (at most 8 bits a sample, not interlaced, opaque) is passed through:
 * the IDAT bytes are a zlib stream with PNG's own predictors, which FlateDecode knows. It is
 * inflated once to see that it is whole. Everything else is decoded by libpng's simplified
 * interface to 8 bits a sample; transparency becomes a soft mask. */
#include <libdeflate.h>
#include <png.h>
#include <string.h>

#include "base/strbuf.h"
#include "pdf/content.h"
#include "pdf/raster.h"

enum { GRAY = 0, RGB = 2, PALETTE = 3, GRAY_ALPHA = 4, RGB_ALPHA = 6, MAX_SIDE = 1 << 20 };

typedef struct {
    uint32_t width, height;
    uint8_t depth, color, interlace;
    const uint8_t *palette;
    size_t colors;
    bool transparent; /* tRNS */
    const uint8_t *idat;
    size_t idat_size;
    resolution across, down;
} png_file;

typedef struct {
    const uint8_t *type, *data;
    size_t size;
} chunk;

static uint32_t number_at(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The chunk at *at, which moves behind it; false if it is cut off or its CRC is wrong. */
static bool next_chunk(const uint8_t *data, size_t n, size_t *at, chunk *c)
{
    if (n - *at < 12)
        return false;
    c->size = number_at(data + *at);
    c->type = data + *at + 4;
    c->data = c->type + 4;
    if (c->size > n - *at - 12)
        return false;
    *at += 12 + c->size;
    return libdeflate_crc32(0, c->type, c->size + 4) == number_at(c->data + c->size);
}

static bool is(const chunk *c, const char *type)
{
    return !memcmp(c->type, type, 4);
}

static bool depth_fits(const png_file *f)
{
    switch (f->color) {
    case GRAY:
        return f->depth == 1 || f->depth == 2 || f->depth == 4 || f->depth == 8 || f->depth == 16;
    case PALETTE:
        return f->depth == 1 || f->depth == 2 || f->depth == 4 || f->depth == 8;
    case RGB:
    case GRAY_ALPHA:
    case RGB_ALPHA:
        return f->depth == 8 || f->depth == 16;
    default:
        return false;
    }
}

static bool read_header(const chunk *c, png_file *f)
{
    if (!is(c, "IHDR") || c->size != 13)
        return false;
    f->width = number_at(c->data);
    f->height = number_at(c->data + 4);
    f->depth = c->data[8];
    f->color = c->data[9];
    f->interlace = c->data[12];
    return f->width && f->height && depth_fits(f) && !c->data[10] && !c->data[11] &&
           f->interlace <= 1;
}

static void read_resolution(const chunk *c, png_file *f)
{
    if (c->size != 9 || c->data[8] != 1) /* 1: pixels a metre */
        return;
    f->across = (resolution){(uint64_t)number_at(c->data) * 254, 10000};
    f->down = (resolution){(uint64_t)number_at(c->data + 4) * 254, 10000};
}

static bool read_ancillary(const chunk *c, png_file *f)
{
    if (is(c, "pHYs"))
        read_resolution(c, f);
    else if (is(c, "tRNS"))
        f->transparent = true;
    else if (is(c, "PLTE")) {
        if (c->size % 3 || !c->size || c->size > 768)
            return false;
        f->palette = c->data;
        f->colors = c->size / 3;
    }
    return true;
}

/* All chunks, with the parts of the IDAT stream put together in `idat`. */
static bool read_chunks(const uint8_t *data, size_t n, png_file *f, strbuf *idat)
{
    size_t at = 8;
    chunk c;

    if (!next_chunk(data, n, &at, &c) || !read_header(&c, f))
        return false;
    while (next_chunk(data, n, &at, &c)) {
        if (is(&c, "IEND")) {
            f->idat = (const uint8_t *)idat->data;
            f->idat_size = idat->len;
            return idat->len > 0 && (f->color != PALETTE || f->palette);
        }
        if (is(&c, "IDAT"))
            strbuf_add(idat, c.data, c.size);
        else if (!read_ancillary(&c, f))
            return false;
    }
    return false;
}

/* ---- as it is ---- */

static size_t channels_of(const png_file *f)
{
    return f->color == RGB ? 3 : 1;
}

static bool passes_through(const png_file *f)
{
    return f->depth <= 8 && !f->interlace && !f->transparent &&
           (f->color == GRAY || f->color == RGB || f->color == PALETTE);
}

/* The stream inflates to exactly the rows, each led by a filter that exists. */
static bool stream_is_sound(const png_file *f)
{
    size_t row = (f->width * channels_of(f) * f->depth + 7) / 8 + 1, size = row * f->height;
    uint8_t *pixels = mem_try(size);
    bool ok = pixels && inflate_exactly(f->idat, f->idat_size, pixels, size);

    for (size_t at = 0; ok && at < size; at += row)
        ok = pixels[at] <= 4;
    mem_free(pixels);
    return ok;
}

static const char *space_of(const png_file *f, arena *a)
{
    strbuf b = STRBUF_INIT;
    const char *text;

    if (f->color != PALETTE)
        return f->color == GRAY ? "/DeviceGray" : "/DeviceRGB";
    strbuf_printf(&b, "[/Indexed/DeviceRGB %zu<", f->colors - 1);
    for (size_t i = 0; i < f->colors * 3; i++)
        strbuf_printf(&b, "%02X", f->palette[i]);
    strbuf_adds(&b, ">]");
    text = arena_strdup(a, b.data);
    strbuf_free(&b);
    return text;
}

static raster_status pass_through(const png_file *f, arena *a, raster *out)
{
    if (!stream_is_sound(f))
        return RASTER_DAMAGED;
    out->entries = arena_printf(a,
                                "/ColorSpace%s/BitsPerComponent %d/Filter/FlateDecode/DecodeParms<<"
                                "/Predictor 15/Colors %zu/BitsPerComponent %d/Columns %u>>",
                                space_of(f, a), f->depth, channels_of(f), f->depth, f->width);
    out->stream = arena_memdup(a, f->idat, f->idat_size);
    out->size = f->idat_size;
    return RASTER_OK;
}

/* ---- decoded ---- */

/* One channel group of interleaved pixels as rows with PNG's Sub filter, which FlateDecode undoes
 * and deflate likes. */
static void filtered_rows(const uint8_t *pixels, size_t stride, size_t first, size_t count,
                          uint32_t width, uint32_t height, uint8_t *to)
{
    for (uint32_t y = 0; y < height; y++) {
        uint8_t left[3] = {0, 0, 0};
        *to++ = 1;
        for (uint32_t x = 0; x < width; x++, pixels += stride) {
            for (size_t i = 0; i < count; i++) {
                uint8_t v = pixels[first + i];
                *to++ = (uint8_t)(v - left[i]);
                left[i] = v;
            }
        }
    }
}

static bool is_opaque(const uint8_t *pixels, size_t stride, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pixels[i * stride + stride - 1] != 0xFF)
            return false;
    return true;
}

static raster_status keep_pixels(const png_image *img, const uint8_t *pixels, arena *a, deflater *z,
                                 raster *out)
{
    size_t stride = PNG_IMAGE_PIXEL_CHANNELS(img->format);
    bool alpha = img->format & PNG_FORMAT_FLAG_ALPHA;
    size_t colors = stride - (alpha ? 1 : 0), count = (size_t)img->width * img->height;
    size_t size = (img->width * colors + 1) * img->height;
    uint8_t *rows = mem_try(size);

    if (!rows)
        return RASTER_TOO_LARGE;
    filtered_rows(pixels, stride, 0, colors, img->width, img->height, rows);
    out->entries = arena_printf(a,
                                "/ColorSpace/Device%s/BitsPerComponent 8/Filter/FlateDecode"
                                "/DecodeParms<</Predictor 15/Colors %zu/Columns %u>>",
                                colors == 1 ? "Gray" : "RGB", colors, img->width);
    out->stream = deflate_bytes(z, a, rows, size, &out->size);
    if (alpha && !is_opaque(pixels, stride, count)) {
        filtered_rows(pixels, stride, colors, 1, img->width, img->height, rows);
        out->mask =
            deflate_bytes(z, a, rows, ((size_t)img->width + 1) * img->height, &out->mask_size);
    }
    mem_free(rows);
    return RASTER_OK;
}

static raster_status decode(const uint8_t *data, size_t n, arena *a, deflater *z, raster *out)
{
    png_image img = {.version = PNG_IMAGE_VERSION};
    uint8_t *pixels = NULL;
    raster_status status = RASTER_DAMAGED;

    if (!png_image_begin_read_from_memory(&img, data, n))
        return RASTER_DAMAGED;
    img.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    img.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
    pixels = mem_try(PNG_IMAGE_SIZE(img));
    if (pixels && png_image_finish_read(&img, NULL, pixels, 0, NULL))
        status = keep_pixels(&img, pixels, a, z, out);
    png_image_free(&img);
    mem_free(pixels);
    return status;
}

raster_status png_load(const uint8_t *data, size_t n, arena *a, deflater *z, raster *out)
{
    png_file f = {0};
    strbuf idat = STRBUF_INIT;
    raster_status status = RASTER_DAMAGED;

    if (read_chunks(data, n, &f, &idat)) {
        out->width = f.width;
        out->height = f.height;
        out->across = f.across;
        out->down = f.down;
        if (f.width > MAX_SIDE || f.height > MAX_SIDE || (uint64_t)f.width * f.height > MAX_PIXELS)
            status = RASTER_TOO_LARGE;
        else
            status = passes_through(&f) ? pass_through(&f, a, out) : decode(data, n, a, z, out);
    }
    strbuf_free(&idat);
    return status;
}
