/* words.h - Russian text as the stems of its words, for searching: «Отчёты о дорогах» and «отчет
 * дорога» meet. */
#ifndef SVOD_ARCHIVE_WORDS_H
#define SVOD_ARCHIVE_WORDS_H

#include <stdbool.h>

#include "base/strbuf.h"

/* The stems of the words of UTF-8 text in small letters, ё as е, appended with blanks between; each
 * in quotes if `quoted`, as a full-text query wants them. */
void words_stem(const char *text, bool quoted, strbuf *out);

#endif
