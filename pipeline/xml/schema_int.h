/* schema_int.h - between schema.c and the words for what the schema wants. */
#ifndef SVOD_XML_SCHEMA_INT_H
#define SVOD_XML_SCHEMA_INT_H

#include "base/arena.h"
#include "xml/xml.h"

typedef struct meanings meanings;

/* Read the documentation of the schema file `path` and its modules. */
meanings *meanings_load(arena *mem, const char *path);
/* A sentence that says what a value of the type is, in the language of messages. */
const char *meaning_of_type(const meanings *m, const char *name);
const char *meaning_of_pattern(const meanings *m, const char *pattern);
/* The same of a type by its values "'a', 'b'", and of what an identity constraint wants; NULL: nothing
 * is said of it. */
const char *meaning_of_list(const meanings *m, const char *values);
const char *meaning_of_constraint(const meanings *m, const char *name);
/* The attribute that an identity constraint is about; NULL if it is none. */
const char *meaning_field(const meanings *m, const char *constraint);
/* Does the schema know an element of this name? */
bool meaning_has_element(const meanings *m, const char *name);
/* What an author cannot see: that «mуseum» has a Russian у; "" if there is nothing of the kind. */
const char *meaning_of_letters(diag *dg, const char *name);

#endif
