/* jpeg.c - JPEG passes through as it is (DCTDecode), but only after libjpeg has read all of it: a
 * truncated file would be embedded as such. It is decoded at an eighth of its size, so that nearly
 * all the time goes into reading the codes, which is what is to be checked.
 *
 * libjpeg's error_exit must not return: it longjmps to jpeg_load, which holds nothing but libjpeg's
 * own object. */
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
#include <setjmp.h>

#include "pdf/raster.h"

enum { MAX_SCANS = 200 }; /* a progressive file may ask for thousands of passes */

typedef struct {
    struct jpeg_error_mgr head; /* first: libjpeg hands it back */
    jmp_buf escape;
    bool damaged;
} handler;

static void on_error(j_common_ptr info)
{
    longjmp(((handler *)info->err)->escape, 1);
}

/* Level -1 is a warning: mostly corrupt data, but some only tell of odd markers. */
static void on_message(j_common_ptr info, int level)
{
    handler *h = (handler *)info->err;

    if (level < 0 && h->head.msg_code != JWRN_EXTRANEOUS_DATA &&
        h->head.msg_code != JWRN_JFIF_MAJOR && h->head.msg_code != JWRN_ADOBE_XFORM)
        h->damaged = true;
}

static void on_output(j_common_ptr info)
{
    (void)info;
}

static resolution density(int unit, unsigned value)
{
    if (unit == 1)
        return (resolution){value, 1};
    if (unit == 2)
        return (resolution){(uint64_t)value * 254, 100};
    return (resolution){0, 1};
}

/* DCTDecode supposes YCbCr of three components unless Adobe's marker or we say otherwise; Adobe's
 * CMYK is stored inverted. */
static const char *entries_of(const struct jpeg_decompress_struct *d)
{
    if (d->num_components == 1)
        return "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode";
    if (d->num_components == 3)
        return d->jpeg_color_space == JCS_RGB && !d->saw_Adobe_marker
                   ? "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
                     "/DecodeParms<</ColorTransform 0>>"
                   : "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode";
    return d->saw_Adobe_marker ? "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode"
                                 "/Decode[1 0 1 0 1 0 1 0]"
                               : "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode";
}

static raster_status check_header(struct jpeg_decompress_struct *d, raster *out)
{
    out->width = d->image_width;
    out->height = d->image_height;
    out->across = density(d->density_unit, d->X_density);
    out->down = density(d->density_unit, d->Y_density);
    if ((uint64_t)d->image_width * d->image_height > MAX_PIXELS)
        return RASTER_TOO_LARGE;
    if (d->arith_code || d->data_precision != 8 ||
        (d->num_components != 1 && d->num_components != 3 && d->num_components != 4)) {
        out->kind = d->arith_code ? "JPEG, arithmetic coding" : "JPEG";
        return RASTER_FORMAT;
    }
    out->entries = entries_of(d);
    out->cmyk = d->num_components == 4;
    return RASTER_OK;
}

static bool too_many_scans(const struct jpeg_decompress_struct *d)
{
    return d->input_scan_number > MAX_SCANS;
}

static void read_rows(struct jpeg_decompress_struct *d)
{
    JSAMPARRAY row;

    d->scale_num = 1;
    d->scale_denom = 8;
    d->dct_method = JDCT_IFAST;
    d->do_fancy_upsampling = FALSE;
    d->out_color_space = d->jpeg_color_space; /* no conversion */
    d->buffered_image = jpeg_has_multiple_scans(d);
    jpeg_start_decompress(d);
    row = d->mem->alloc_sarray((j_common_ptr)d, JPOOL_IMAGE,
                               d->output_width * (JDIMENSION)d->output_components, 1);
    if (d->buffered_image) {
        while (!jpeg_input_complete(d) && !too_many_scans(d))
            jpeg_consume_input(d);
        return;
    }
    while (d->output_scanline < d->output_height)
        jpeg_read_scanlines(d, row, 1);
    jpeg_finish_decompress(d);
}

raster_status jpeg_load(const uint8_t *data, size_t n, arena *a, deflater *z, raster *out)
{
    struct jpeg_decompress_struct d;
    handler h = {.damaged = false};
    volatile raster_status status = RASTER_DAMAGED;

    (void)z;
    d.err = jpeg_std_error(&h.head);
    h.head.error_exit = on_error;
    h.head.emit_message = on_message;
    h.head.output_message = on_output;
    if (setjmp(h.escape)) {
        jpeg_destroy_decompress(&d);
        return status == RASTER_OK ? RASTER_DAMAGED : status;
    }
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, data, n);
    jpeg_read_header(&d, TRUE);
    status = check_header(&d, out);
    if (status == RASTER_OK) {
        read_rows(&d);
        if (h.damaged || too_many_scans(&d))
            status = RASTER_DAMAGED;
    }
    jpeg_destroy_decompress(&d);
    if (status == RASTER_OK) {
        out->stream = arena_memdup(a, data, n);
        out->size = n;
    }
    return status;
}
