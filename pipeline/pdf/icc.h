/* icc.h - the profile of the colours we write, for the output intent of PDF/A. */
#ifndef SVOD_PDF_ICC_H
#define SVOD_PDF_ICC_H

#include "base/strbuf.h"

/* Append sRGB as an ICC profile of version 2.4: primaries and tone curve as tables. */
void icc_put_srgb(strbuf *b);

#endif
