/* fuzz_image.c - any bytes as a picture that a document names: PNG or JPEG, whichever they look
 * like. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pdf/raster.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The store asks a loader only for what begins as its format does. */
static raster_loader *loader_of(const uint8_t *data, size_t size)
{
    if (size >= 8 && !memcmp(data, "\x89PNG\r\n\x1A\n", 8))
        return png_load;
    return size >= 3 && !memcmp(data, "\xFF\xD8\xFF", 3) ? jpeg_load : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    raster_loader *load = loader_of(data, size);
    arena *a;
    deflater *z;
    raster r = {0};

    if (!load)
        return -1; /* not for the corpus */
    a = arena_new();
    z = deflater_new();
    if (load(data, size, a, z, &r) == RASTER_OK &&
        (!r.width || !r.height || !r.stream || !r.entries))
        abort(); /* what is said to be right must be whole */
    deflater_free(z);
    arena_free(a);
    return 0;
}
