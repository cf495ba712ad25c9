/* versions.c - see versions.h. */
#include "pdf/versions.h"

#include <stddef.h>

#include <jpeglib.h>
#include <libdeflate.h>
#include <png.h>

#include "pdf/pdf.h"

void pdf_versions(FILE *out)
{
    fprintf(out, "libharu %s\nlibpng %s\nlibjpeg-turbo %d.%d.%d\nlibdeflate %s\n",
            pdf_library_version(), png_get_libpng_ver(NULL), LIBJPEG_TURBO_VERSION_NUMBER / 1000000,
            LIBJPEG_TURBO_VERSION_NUMBER / 1000 % 1000, LIBJPEG_TURBO_VERSION_NUMBER % 1000,
            LIBDEFLATE_VERSION_STRING);
}
