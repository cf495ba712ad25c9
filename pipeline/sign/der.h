/* der.h - writing DER (ITU-T X.690): values nest, so what is inside is written first and
 * wrapped. */
#ifndef SVOD_SIGN_DER_H
#define SVOD_SIGN_DER_H

#include "base/arena.h"

typedef struct {
    const unsigned char *bytes;
    size_t size;
} der;

enum {
    DER_INTEGER = 0x02,
    DER_OCTETS = 0x04,
    DER_NULL = 0x05,
    DER_OID = 0x06,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT = 0xA0, /* constructed, + the number */
};

/* Tag and length before what the parts hold, one behind the other; `count` of them. */
der der_wrap(arena *a, unsigned char tag, const der *parts, size_t count);
/* The same of a SET OF: its parts in ascending order. */
der der_set(arena *a, unsigned char tag, const der *parts, size_t count);
der der_oid(arena *a, const char *dotted);
der der_number(arena *a, unsigned n); /* below 128 */
der der_octets(arena *a, const void *bytes, size_t size);
/* The whole length of the DER value at `bytes`, zeros behind it left out; 0 if it is none. */
size_t der_length(const unsigned char *bytes, size_t size);

#define DER_WRAP(a, tag, ...)                                                                      \
    der_wrap((a), (tag), (const der[]){__VA_ARGS__},                                               \
             sizeof((const der[]){__VA_ARGS__}) / sizeof(der))

#endif
