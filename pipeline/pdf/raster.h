/* raster.h - a checked raster image as PDF wants it: entries and bytes of its XObject. */
#ifndef SVOD_PDF_RASTER_H
#define SVOD_PDF_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "pdf/deflate.h"

enum { MAX_PIXELS = 64 * 1024 * 1024 };

typedef enum { RASTER_OK, RASTER_DAMAGED, RASTER_TOO_LARGE, RASTER_FORMAT } raster_status;

/* Dots per inch as a fraction; num = 0: unknown. */
typedef struct {
    uint64_t num, den;
} resolution;

/* Memory is the arena's that the loader was given. */
typedef struct {
    uint32_t width, height; /* pixels; known for RASTER_TOO_LARGE too */
    resolution across, down;
    const char *entries; /* of the dictionary, without Type, Width, Height, SMask and Length */
    const void *stream;
    size_t size;
    const void *mask; /* 8 bits a pixel of opacity, compressed; NULL: opaque */
    size_t mask_size;
    bool cmyk;
    const char *kind; /* of RASTER_FORMAT: what it is */
} raster;

typedef raster_status raster_loader(const uint8_t *data, size_t n, arena *a, deflater *z,
                                    raster *out);
raster_loader png_load, jpeg_load;

#endif
