/* tag_known.h - which element an object has, for the time of a page-sequence: objects do not live
 * longer. Rows and cells, of which there are many, are dropped behind their last area. */
#ifndef SVOD_PDF_TAG_KNOWN_H
#define SVOD_PDF_TAG_KNOWN_H

#include <stddef.h>
#include <stdint.h>

#include "fo/fo.h"

typedef struct {
    struct tag_known_slot *slots; /* open hash by object */
    size_t size, count;           /* size is a power of two, or 0 */
} tag_known;                      /* begins as zeroes */

uint32_t tag_known_find(const tag_known *k, const fo_node *fo); /* 0: none */
void tag_known_put(tag_known *k, const fo_node *fo, uint32_t element);
void tag_known_drop(tag_known *k, const fo_node *fo);
void tag_known_clear(tag_known *k);
void tag_known_free(tag_known *k);

#endif
