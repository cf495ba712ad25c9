/* schema_int.h - between schema.c and the words for what the schema wants. */
#ifndef SVOD_XML_SCHEMA_INT_H
#define SVOD_XML_SCHEMA_INT_H

#include <libxml/xmlerror.h>

#include "base/arena.h"
#include "xml/xml.h"

typedef struct meanings meanings;

/* The documentation of the schema file `path` and its modules; read when it is first asked for. */
meanings *meanings_open(arena *mem, const char *path);
/* A sentence that says what a value of the type is, as an argument of a message. */
const char *meaning_of_type(diag *dg, meanings *m, const char *name);
const char *meaning_of_pattern(diag *dg, meanings *m, const char *pattern);
/* The same of a type by its values "'a', 'b'", and of what an identity constraint wants; NULL:
 * nothing is said of it. */
const char *meaning_of_list(diag *dg, meanings *m, const char *values);
const char *meaning_of_constraint(diag *dg, meanings *m, const char *name);
/* The attribute that an identity constraint is about; NULL if it is none. */
const char *meaning_field(meanings *m, const char *constraint);
/* Does the schema know an element of this name? */
bool meaning_has_element(meanings *m, const char *name);
/* Does only the program write it (svod:written in the schema)? */
bool meaning_is_written(meanings *m, const char *name, size_t n);
/* What an author cannot see: that «mуseum» has a Russian у; "" if there is nothing of the kind. */
const char *meaning_of_letters(diag *dg, const char *name);

/* ---- schema_find.c ---- */

/* One finding of libxml2, taken apart. */
typedef struct {
    const xmlError *e;
    const xmlNode *element, *attribute; /* attribute may be NULL */
    const xmlNode *inner;               /* child that may not stand in the element, or NULL */
    const char *sentence;
} finding;

typedef struct {
    const xml_doc *doc;
    meanings *meanings;
    diag *dg;
    xmlNodePtr referrer; /* last element with a reference to nothing */
} finder;

/* `element` is NULL if the place cannot be told. */
finding find_take_apart(finder *fd, const xmlError *e);
/* The name in '…' behind `mark`, without its namespace; "" if there is none. */
const char *find_name_behind(diag *dg, const char *sentence, const char *mark);
/* "( {urn}a, {urn}b )" as "<a>, <b>"; of a list cut short the end is marked. */
const char *find_expected(diag *dg, const char *sentence);
/* The name of the identity constraint that a sentence is about. */
const char *find_constraint(diag *dg, const char *sentence);
/* The key "['…']" it is about; libxml2 tells it in one place or the other. */
const char *find_key(const xmlError *e);
/* The attribute with that key as value; `field` is its name, if that is known. */
const xmlNode *find_key_attribute(const xmlNode *element, const char *key, const char *field);
bool find_unknown_attribute(int code);

#endif
