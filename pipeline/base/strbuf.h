/* strbuf.h - one growable buffer of bytes, always NUL-terminated. */
#ifndef SVOD_BASE_STRBUF_H
#define SVOD_BASE_STRBUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct {
    char *data; /* never NULL after the first append; read through strbuf_text */
    size_t len, cap;
} strbuf;

#define STRBUF_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

void strbuf_free(strbuf *b); /* back to empty */
void strbuf_clear(strbuf *b);
void strbuf_reserve(strbuf *b, size_t more); /* room for so many bytes */
void strbuf_printf(strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text as it stands in XML, in elements and in attributes; control characters become blanks, what
 * is not UTF-8 U+FFFD. */
void strbuf_add_xml(strbuf *b, const char *text);
/* Text of others within a line that people read: it cannot begin one of its own, nor move about a
 * terminal. Ends of lines become blanks, other control characters and what is not UTF-8 U+FFFD. */
void strbuf_add_line(strbuf *b, const char *text);
const char *strbuf_line(arena *a, const char *text); /* the same, in `a` */
/* A path within an address: all but letters, digits and -_.~/ as %XX. */
void strbuf_add_address(strbuf *b, const char *path);
void strbuf_add_utf8(strbuf *b, unsigned int code_point);
void strbuf_add_integer(strbuf *b, int64_t n);
const char *strbuf_text(const strbuf *b); /* "" when empty */
char *strbuf_take(strbuf *b, arena *a);   /* its text, in `a`; it is empty again */

static inline void strbuf_add(strbuf *b, const void *bytes, size_t n)
{
    if (n >= b->cap - b->len) /* a NUL follows; an empty buffer has no room */
        strbuf_reserve(b, n);
    if (n)
        memcpy(b->data + b->len, bytes, n);
    b->len += n;
    b->data[b->len] = '\0';
}

/* The first `n` of bytes of which `room` can be read, a constant: a copy of known size needs no
 * call. */
static inline void strbuf_add_within(strbuf *b, const char *bytes, size_t room, size_t n)
{
    if (b->cap - b->len <= room)
        strbuf_reserve(b, room);
    memcpy(b->data + b->len, bytes, room);
    b->len += n;
    b->data[b->len] = '\0';
}

enum { STRBUF_SHORT = 4, STRBUF_FEW = 32 };

static inline void strbuf_add_short(strbuf *b, const char bytes[STRBUF_SHORT], size_t n)
{
    strbuf_add_within(b, bytes, STRBUF_SHORT, n);
}

static inline void strbuf_add_few(strbuf *b, const char bytes[STRBUF_FEW], size_t n)
{
    strbuf_add_within(b, bytes, STRBUF_FEW, n);
}

/* What is written in the source is copied as so many bytes, without a call. */
static inline __attribute__((always_inline)) void strbuf_adds(strbuf *b, const char *s)
{
    if (__builtin_constant_p(strlen(s)) && strlen(s) <= STRBUF_FEW)
        strbuf_add_within(b, s, strlen(s), strlen(s));
    else
        strbuf_add(b, s, strlen(s));
}

static inline void strbuf_addc(strbuf *b, char c)
{
    strbuf_add(b, &c, 1);
}

#endif
