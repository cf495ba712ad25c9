/* hyphen_compiled.h - libhyphen's automaton as a file that is mapped in one go: `make` writes it
 * beside a dictionary, with the name of that and ".bin" (tools/compile-dictionary.c). */
#ifndef SVOD_TEXT_HYPHEN_COMPILED_H
#define SVOD_TEXT_HYPHEN_COMPILED_H

#include <hyphen.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct hyphen_compiled hyphen_compiled;

/* The automaton compiled of the dictionary `path`; NULL if there is none that this program can
 * read: it is missing, damaged or of another machine. */
hyphen_compiled *hyphen_compiled_load(const char *path);
bool hyphen_compiled_there(const char *path);  /* a file that should be one */
void hyphen_compiled_free(hyphen_compiled *c); /* accepts NULL */

/* For the library, which must not free it. */
HyphenDict *hyphen_compiled_dict(hyphen_compiled *c);
/* As hyphen_letters tells them; of no meaning for UTF-8. */
const uint16_t *hyphen_compiled_letters(const hyphen_compiled *c);

/* False if it cannot be written or is one that is not used: with replacements, in an encoding of
 * several bytes other than UTF-8. */
bool hyphen_compiled_write(const HyphenDict *dict, FILE *out);

#endif
