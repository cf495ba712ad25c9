/* reader_int.h - what the files of reader/ share. */
#ifndef SVOD_READER_READER_INT_H
#define SVOD_READER_READER_INT_H

#include <qpdf/qpdf-c.h>

#include "base/strbuf.h"
#include "reader/reader.h"

typedef struct font_map font_map; /* text.c */

struct pdf_file {
    qpdf_data q;
    arena *mem;
    const char *path;
    char *bytes; /* mem_alloc'ed */
    size_t size;
    const char *xmp; /* NULL: not asked for yet */
    font_map **maps; /* of fonts that pages have shown, each read once */
    size_t map_count, map_cap;
};

/* The value of a key of a dictionary or of a stream's; null if it is neither. */
qpdf_oh reader_key(pdf_file *f, qpdf_oh dict, const char *key);
bool reader_is_one(const char *const *keys, const char *key); /* of a list that NULL ends */
int reader_count(pdf_file *f, qpdf_oh array);                 /* 0 if it is none */
int reader_object_end(pdf_file *f); /* one more than the highest number of an object */
const char *reader_copy(pdf_file *f, const void *bytes, size_t size); /* with a NUL behind them */
bool reader_is_signature(pdf_file *f, qpdf_oh field);                 /* is it a signature field? */
/* The decoded data, with a NUL behind it; NULL if it cannot be read. */
const char *reader_stream(pdf_file *f, qpdf_oh stream, size_t *size);
/* The content of a page, a NUL behind it; false: it cannot be read. */
bool reader_content(pdf_file *f, qpdf_oh page, strbuf *out);
/* The next byte of a string in parentheses, -1 for a mark that stands for none; behind it, NULL
 * where the text has ended. `*depth`, 1 before the first, is 0 behind the parenthesis that ends the
 * string. A NUL follows the text. */
const char *reader_string_byte(const char *at, const char *end, int *depth, int *byte);
/* The tokens of a content stream with a NUL behind it: blanks between them, each string in small
 * hexadecimal digits. */
void reader_tokens(strbuf *out, const char *content, size_t size);

#endif
