/* object_pack.h - object streams and the cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8):
 * small objects are compressed a few hundred at a time, and so is the table that says where they
 * are. */
#ifndef SVOD_PDF_OBJECT_PACK_H
#define SVOD_PDF_OBJECT_PACK_H

#include "base/strbuf.h"
#include "pdf/deflate.h"

typedef struct object_pack object_pack;

/* Bytes of the file in order. */
typedef void pack_writer(void *self, const void *bytes, size_t n);

/* Objects are numbered below `first_own`, the streams made here from there on. `at` is how many
 * bytes have been written before; `z` is
 * borrowed. */
object_pack *pack_new(uint32_t first_own, size_t at, deflater *z, pack_writer *write, void *self);
void pack_free(object_pack *p); /* accepts NULL */

/* Object `n`, which has no stream: what stands between obj and endobj. */
void pack_add(object_pack *p, uint32_t n, const char *value, size_t len);
/* The same of an object with a stream, written at once. */
void pack_write(object_pack *p, uint32_t n, const char *value, size_t len);
/* What is left, and the cross-reference stream, in whose dictionary `trailer` (asked for when all
 * else is written) puts its entries. */
void pack_finish(object_pack *p, void (*trailer)(void *self, strbuf *b));

#endif
