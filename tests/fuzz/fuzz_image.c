/* fuzz_image.c - any bytes as a picture that a document names: PNG or JPEG, whichever they look like. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "pdf/raster.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena *a = arena_new();
    deflater *z = deflater_new();
    raster r = {0};
    const raster_status status =
        (size > 1 && data[0] == 0xFF ? jpeg_load : png_load)(data, size, a, z, &r);

    if (status == RASTER_OK && (!r.width || !r.height || !r.stream || !r.entries))
        abort(); /* what is said to be right must be whole */
    deflater_free(z);
    arena_free(a);
    return 0;
}
