/* schema_int.h - between schema.c and the words for what the schema wants. */
#ifndef SVOD_XML_SCHEMA_INT_H
#define SVOD_XML_SCHEMA_INT_H

#include "base/arena.h"
#include "xml/xml.h"

typedef struct meanings meanings;

/* Read the documentation of the simple types of the schema file `path` and its modules. */
meanings *meanings_load(arena *mem, const char *path);
/* A sentence that says what a value of the type is, in the language of messages. */
const char *meaning_of_type(const meanings *m, const char *name);
const char *meaning_of_pattern(const meanings *m, const char *pattern);

#endif
