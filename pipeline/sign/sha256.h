/* sha256.h - by what files are known again. */
#ifndef SVOD_SIGN_SHA256_H
#define SVOD_SIGN_SHA256_H

#include <stddef.h>

#include "base/arena.h"

/* 64 hexadecimal digits, in `a`. */
const char *sha256_bytes(arena *a, const void *bytes, size_t size);
/* Of a file; "" if it cannot be read. */
const char *sha256_file(arena *a, const char *path);

#endif
